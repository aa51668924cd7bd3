#!/bin/bash
# CONTRIBUTING.md, the authors' guide and the report template name files, targets, commands and keys that exist. TAP.
set -u
cd "$(dirname "$0")/../.." || exit 1
program=$PWD/build/release/mmaptutor
papers=(CONTRIBUTING.md lessons/README.md .github/ISSUE_TEMPLATE/bug_report.md CHANGELOG.md)
tests=0
check() { # name, condition...
	tests=$((tests + 1))
	if "${@:2}"; then echo "ok $tests - $1"; else echo "not ok $tests - $1"; fi
}
exists() { compgen -G "$1" >/dev/null; }
words() { grep -ohE "$@" "${papers[@]}" | tr -d '`' | sort -u; }

# Paths, less those with a part in capitals, which stands for any.
while read -r path; do
	check "$path" exists "$path"
done < <(words '`(src|tests|lessons|assets|\.ci)/[^ `]*`' | grep -v '[A-Z]\{4,\}[_.]' ; echo src/LAYERS)
while read -r path; do
	check "$path" exists "src/*/$path"
done < <(words '`[a-z_]+\*?\.[ch]`')
while read -r _ target; do
	check "make $target" grep -qE "^$target:" Makefile
done < <(words '(`|^)make [a-z-]+' | grep -v variant)
while read -r suite; do
	check "$suite" exists "tests/${suite##*tests/}*"
done < <(words 'tests/run [a-z0-9:/_.]+' | sed 's/tests.run //')
while read -r _ word _; do
	check "mmaptutor $word" sh -c "'$program' --help | grep -qE '^  mmaptutor $word( |\$)'"
done < <(words '`mmaptutor [a-z]+' )
while read -r option; do
	check "$option" sh -c "grep -qE '\"${option#--}\"' src/app/main.c"
done < <(words '`--[a-z-]+`')
check "the key that writes the screen" grep -qE "ACTION_SNAP, \{ 'P'" src/app/keys.c
check "every C file of the table of calls is one of kernel/" test "$(compgen -G 'src/kernel/calls_*.c' | wc -l)" -gt 1
echo "1..$tests"
