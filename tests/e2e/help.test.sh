#!/bin/bash
# --help: one screen of 80 by 24 for the program and each subcommand, with examples, and only options that exist. TAP.
set -u
program=$(realpath "${MMAPTUTOR:-./mmaptutor}")
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8

tests=0
check() { # name, command...
	tests=$((tests + 1))
	if "${@:2}" >"$work/said" 2>&1; then
		echo "ok $tests - $1"
	else
		echo "not ok $tests - $1"
		sed 's/^/# /' "$work/said"
	fi
}
fits() {
	local rows columns
	rows=$(wc -l <"$work/help") columns=$(wc -L <"$work/help")
	echo "$rows rows, $columns columns"
	[ "$rows" -gt 0 ] && [ "$rows" -le 24 ] && [ "$columns" -le 80 ]
}
# Each option that it names, with a word where it takes one; what stands in examples has words of its own.
known() {
	grep -v '^ *mmaptutor [a-z]* ' "$work/help" | grep -oE '(^|[ (,`])--[a-z-]+( [A-Z0-9][A-Za-z0-9]*)?' | sed 's/^[ (,`]//' | sort -u | while read -r option word; do
		"$program" ${1:+"$1"} "$option" ${word:+7} --help >"$work/known" 2>&1 || { echo "$option $word"; cat "$work/known"; return 1; }
	done
}

"$program" --help >"$work/help"
check "the program: one screen" fits
check "only options that exist" known ""
check "an example" grep -q 'Try: mmaptutor learn addr$' "$work/help"
commands=$(sed -n 's/^  mmaptutor \([a-z][a-z]*\) .*/\1/p' "$work/help")
check "it names subcommands" test "$(wc -w <<<"$commands")" -ge 13
for c in $commands; do
	"$program" "$c" --help >"$work/help"
	check "$c: one screen" fits
	check "$c: its first line says how it is called" grep -q "^mmaptutor $c\b" <(head -n 1 "$work/help")
	check "$c: an example" grep -q "^  mmaptutor $c\b" "$work/help"
	check "$c: only options that exist" known "$c"
done
"$program" run --help >"$work/help"
check "help COMMAND says the same" cmp -s "$work/help" <("$program" help run)
check "-h is --help" cmp -s "$work/help" <("$program" run -h)
echo "1..$tests"
