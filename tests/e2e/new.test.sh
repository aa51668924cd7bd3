#!/bin/bash
# `new`: a lesson that holds as it is, and nothing overwritten. TAP.
set -u
program=$(realpath "${MMAPTUTOR:-./mmaptutor}")
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
export XDG_STATE_HOME=$work/state

tests=0
check() { # name, condition...
	tests=$((tests + 1))
	if "${@:2}"; then
		echo "ok $tests - $1"
	else
		echo "not ok $tests - $1"
		sed 's/^/# /' out err
	fi
}
run() { "$program" "$@" >out 2>err </dev/null; echo $?; }
tells() { grep -qF -- "$1" err; }

check "new: status 0" test "$(run new my-lesson)" -eq 0
check "the file" test -f my-lesson.json
check "check: status 0" test "$(run check my-lesson.json)" -eq 0
check "both steps pass" test "$(tail -n 1 out)" = "2 passed, 0 failed, 0 skipped"
check "no fault" test ! -s err
check "its id" grep -qF '"id": "my-lesson"' my-lesson.json
check "run shows the right choice" test "$(run run ./my-lesson.json)" -eq 0
check "one choice is right" test "$(grep -c '\[x\]' out)" -eq 1
check "of three" test "$(grep -c '^    \[.\]' out)" -eq 3
check "learn --plain" test "$(run learn ./my-lesson.json --plain)" -eq 0
check "doctor knows it too" test "$(run doctor ./my-lesson.json)" -eq 0

echo mine >my-lesson.json
check "a file that is there: not 0" test "$(run new my-lesson)" -eq 4
check "it stays as it is" test "$(cat my-lesson.json)" = mine
check "and that is said, with the call" tells "open(O_EXCL): File exists"
ln -s elsewhere link.json
check "a link that leads nowhere is not followed" test "$(run new link)" -eq 4
check "nothing is made behind it" test ! -e elsewhere

for name in "" Upper a/b ../up a.b "a b" ü "$(printf 'x%.0s' {1..41})"; do
	check "no id: \"$name\"" test "$(run new "$name")" -eq 2
done
check "no file came of them" test "$(ls ./*.json | wc -l)" -eq 2
long=$(printf 'x%.0s' {1..40})
check "the longest id" test "$(run new "$long")" -eq 0
check "checks too" test "$(run check "$long.json")" -eq 0
check "without a name" test "$(run new)" -eq 2
check "with two" test "$(run new a b)" -eq 2

# A directory that one may not write to; root may, so there it is one that is gone.
mkdir closed && cd closed && rmdir ../closed
"$program" new there >../out 2>../err </dev/null
status=$?
cd "$work" || exit 1
check "no directory: status 4" test $status -eq 4
check "and says so" tells "there.json could not be made"
echo "1..$tests"
