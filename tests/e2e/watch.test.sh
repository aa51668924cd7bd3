#!/bin/bash
# `check --watch`: each way in which a file is saved is seen, and faults stand at their places. It waits on the
# program's own lines. TAP.
set -u
program=$(realpath "${MMAPTUTOR:-./mmaptutor}")
work=$(mktemp -d) || exit 1
pid=
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 1

tests=0
check() { # name, condition...
	tests=$((tests + 1))
	if "${@:2}"; then
		echo "ok $tests - $1"
	else
		echo "not ok $tests - $1"
		printf '%s\n' "$round" | sed 's/^/# /'
	fi
}
# Reads up to the line that says it waits, into $round.
waits() {
	local line
	round=
	while IFS= read -r -t 60 line <&3; do
		round+=$line$'\n'
		[[ $line == "waiting for the next save"* ]] && return 0
	done
	return 1
}
has() { [[ $round == *"$1"* ]]; }
hasnt() { [[ $round != *"$1"* ]]; }
lesson() { # ID VALUE
	printf '{ "format": 1, "id": "%s", "rev": 1, "title": "T", "steps": [\n%s\n] }\n' "$1" \
		"  { \"id\": \"a\", \"do\": [\"k = 1\"], \"expect\": [\"k == $2\"] }"
}

round=
mkdir there
lesson one 1 >there/one.json
lesson two 1 >there/two.json
ln -s there/one.json link.json
mkfifo lines
"$program" check --watch there/one.json there/two.json >lines 2>&1 </dev/null &
pid=$!
exec 3<lines

check "it checks, then says that it waits" waits
check "both" has "2 passed, 0 failed, 0 skipped"

lesson one 2 >there/one.json
check "written in place: checked again" waits
check "the fault at its place" has "there/one.json:2:44: this does not hold"
check "what was saved is named" has "there/one.json was saved"
check "the other is not checked" hasnt "two: "

lesson one 1 >there/.new && mv there/.new there/one.json
check "renamed over: checked again" waits
check "it holds again" has "1 passed, 0 failed"

mv there/one.json there/one.json~ && cp there/one.json~ there/one.json && rm there/one.json~
check "moved away and written anew: checked again" waits
check "it holds still" has "1 passed, 0 failed"

echo '{ "format": 1,' >there/two.json
check "no JSON: checked again" waits
check "and its place" has "there/two.json:2:1: "

echo nothing >there/other.json
lesson two 1 >there/two.json
check "another file is passed over, the lesson not" waits
check "only what was meant" hasnt "other.json"
check "mended" has "1 passed, 0 failed"

sleeps() { until grep -q '^State:.*S (sleeping)' "/proc/$pid/status"; do [ -d "/proc/$pid" ] || return 1; done; }
check "while it waits it sleeps" sleeps
kill -INT "$pid"
wait "$pid"
check "^C ends it: as by the signal" test $? -eq 130
pid=
exec 3<&-

# A link: its target is what an editor writes.
"$program" check --watch link.json >lines 2>&1 </dev/null &
pid=$!
exec 3<lines
waits
check "through a link" has "the file's name says \"link\""
lesson link 1 >there/one.json
check "its target is saved: checked again" waits
check "as the link" has "link.json was saved"
rm -r there
status=0
wait "$pid" || status=$?
pid=
round=$(cat <&3)
check "a directory that goes away ends it, with the reason" test $status -eq 4
check "said" has "a directory that was watched is gone"

"$program" check --watch >out 2>err </dev/null
check "without a lesson: status 2" test $? -eq 2
"$program" check --watch nowhere.json >out 2>err </dev/null
check "no such lesson: status 2" test $? -eq 2
echo "1..$tests"
