#!/bin/bash
# `check --coverage`: the course proves and asks every concept of part A and B; a course that lacks one fails. TAP.
set -u
here=$(dirname "$0")
program=$(realpath "${MMAPTUTOR:-./mmaptutor}")
concepts=$(realpath "$here/../../lessons/concepts.json")

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

tests=0
check() { # name, condition...
	tests=$((tests + 1))
	if "${@:2}"; then
		echo "ok $tests - $1"
	else
		echo "not ok $tests - $1"
		sed 's/^/# /' "$work/out"
	fi
}

# The program finds its lessons beside itself: a tree of links with a course of its own.
mkdir -p "$work/build/x" "$work/lessons"
cp "$program" "$work/build/x/mmaptutor"
cp "$(dirname "$program")/mmaptutor-lab" "$work/build/x/"
cat >"$work/lessons/course.json" <<'END'
{ "title": "Small", "parts": [ { "title": "One", "lessons": [ "one" ] } ] }
END
cat >"$work/lessons/concepts.json" <<'END'
{ "concepts": [
  { "id": "both",     "part": "A1", "claim": "is proved and asked", "source": "mmap(2)" },
  { "id": "unproved", "part": "B",  "claim": "is asked only",       "source": "mmap(2)" },
  { "id": "unasked",  "part": "A2", "claim": "is proved only",      "source": "mmap(2)" },
  { "id": "beyond",   "part": "C",  "claim": "is nowhere",          "source": "mmap(2)" }
] }
END
lesson() { # what the last step teaches, what the drill teaches
	cat >"$work/lessons/one.json" <<END
{ "format": 1, "id": "one", "rev": 1, "title": "One", "steps": [
  { "id": "a", "teaches": ["both", "unasked"], "do": ["x = 1"], "expect": ["x == 1"] },
  { "id": "b", "teaches": ["both"], "do": ["x = 2"], "expect": ["x == 2"], "ask": { "prompt": "x?", "number": "x" } },
  { "id": "c", "teaches": ["unproved"$1], "do": ["x = 3"], "expect": [], "ask": { "prompt": "x?", "number": "x" } }
], "drills": [
  { "id": "d", "teaches": ["both"$2], "do": ["x = 4"], "expect": ["x == 4"], "ask": { "prompt": "x?", "number": "x" } }
] }
END
}
run() { "$work/build/x/mmaptutor" check --coverage >"$work/out" 2>&1; echo $?; }
has() { grep -qxF -- "$1" "$work/out"; }

lesson '' ''
check "a concept without a proof or a question fails" test "$(run)" -eq 1
check "the line of one that has both" \
	has 'both     A1   proved: one:a, one:b and 1 more  asked: one:b, one:d'
check "the line of one without a proof" has 'unproved B    proved: nowhere  asked: one:c'
check "the line of one without a question" has 'unasked  A2   proved: one:a  asked: nowhere'
check "what is beyond is listed" has 'beyond   C    proved: nowhere  asked: nowhere'
check "those without a proof are named" has 'proved nowhere: unproved'
check "those without a question are named" has 'asked nowhere: unasked'
check "the last line counts" has '4 concepts, 2 of part A or B lack a proof or a question'

lesson ', "unasked"' ', "unproved"'
check "a course that has all of A and B passes" test "$(run)" -eq 0
check "and says so" has '4 concepts, 0 of part A or B lack a proof or a question'

echo '{' >"$work/lessons/one.json"
check "a lesson that is none is a fault of the lesson" test "$(run)" -eq 3

"$program" check --coverage >"$work/out" 2>&1
status=$?
check "the course proves and asks every concept of part A and B" test "$status" -eq 0
check "every concept has its line" \
	test "$(grep -c ' proved: .* asked: ' "$work/out")" -eq "$(grep -o '"claim"' "$concepts" | wc -l)"
echo "1..$tests"
