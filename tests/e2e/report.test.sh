#!/bin/bash
# `report` and `reset`: what the log says, and how it is put aside. TAP.
set -u
program=$(realpath "${MMAPTUTOR:-./mmaptutor}")

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export XDG_STATE_HOME=$work/state
log=$XDG_STATE_HOME/mmaptutor/log.jsonl
mkdir -p "$XDG_STATE_HOME/mmaptutor"

tests=0
check() { # name, condition...
	tests=$((tests + 1))
	if "${@:2}"; then
		echo "ok $tests - $1"
	else
		echo "not ok $tests - $1"
		sed 's/^/# /' "$work/out" "$work/err"
	fi
}
run() { "$program" "$@" >"$work/out" 2>"$work/err"; echo $?; }
says() { grep -qE -- "$1" "$work/out"; }
tells() { grep -qF -- "$1" "$work/err"; }

answer() { # time, lesson, step, mark
	printf '{"time":%s,"event":"answer","lesson":"%s","rev":%s,"step":"%s","mark":"%s","sure":false}\n' \
		"$1" "$2" "$rev" "$3" "$4"
}
rev=$("$program" run --json length 2>/dev/null | sed -n '1s/.*"rev":\([0-9]*\).*/\1/p')
rev=${rev:-1}

check "without a log: status 0" test "$(run report)" -eq 0
check "without a log: nothing is answered" says '^0 answers; of [0-9]+ questions 0 are answered, 0 due now$'

{
	answer 1700000000 length one-byte wrong
	answer 1700000100 length one-byte right
	answer "$(date +%s)" length rounds-up wrong
	answer "$(date +%s)" length zero right
	answer 1700000000 nowhere one right
	printf '{"time":17000'
} >"$log"
check "with a log: status 0" test "$(run report)" -eq 0
check "it counts all answers" says '^5 answers; of [0-9]+ questions 3 are answered, 1 due now$'
check "those of a lesson that is not there are told" says '^1 are of lessons or revisions'
check "a lesson by the latest answers" says '^length +[0-9]+ +3 +2 +1 +1$'
check "a concept" says '^length-zero +[0-9]+ +1 +1 +0 +0$'
check "what was not answered is not listed" test "$(grep -c '^fork ' "$work/out")" -eq 0
check "what is weak" grep -qxF '    length:rounds-up' "$work/out"
check "what is not" test "$(grep -cx '  length-zero' "$work/out")" -eq 0
check "no line is wider than a terminal" test "$(awk 'length > 80' "$work/out" | wc -l)" -eq 0
check "CSV" test "$(run report --csv)" -eq 0
check "CSV: the row of a lesson" says '^"lesson","length",[0-9]+,3,2,1,1,4.$'
check "CSV: lessons without an answer too" says '^"lesson","fork",[0-9]+,0,0,0,0,0.$'
check "JSON" test "$(run report --json)" -eq 0
check "JSON: answers" says '^ *"answers": 5,$'
check "a lesson is refused" test "$(run report length)" -eq 2

echo "1..$tests"
