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

# ---- what is due, in the list ----

last=$(printf '{"time":1700000000,"event":"done","lesson":"length","rev":%s}' "$rev")
cp "$log" "$work/kept"
check "the list, of a lesson that was begun" test "$(run learn --plain </dev/null)" -eq 0
check "it tells what is due" says 'steps seen, 1 question to repeat$'
check "and of all" says '^1 question is to be repeated: `mmaptutor quiz --due`\.$'
quizzed() { sed 's/"sure":false/"sure":false,"quiz":true/' "$work/kept"; }
quizzed >"$log"
check "the list, of a lesson that was only asked in quizzes" test "$(run learn --plain </dev/null)" -eq 0
check "no step of it counts as seen" says 'length: [^:]*: 1 question to repeat$'
cp "$work/kept" "$log"
echo >>"$log"
echo "$last" >>"$log"
check "the list" test "$(run learn --plain </dev/null)" -eq 0
check "it tells what is due" says ': done, 1 question to repeat$'
cp "$work/kept" "$log"

# ---- reset ----

before=$(md5sum <"$log")
ask() { printf '%s\n' "$1" | "$program" "${@:2}" >"$work/out" 2>"$work/err"; echo $?; }
same() { test "$(md5sum <"$log")" = "$before"; }
kept() { find "$XDG_STATE_HOME/mmaptutor" -name 'log.jsonl.2*' | wc -l; }

check "reset without a lesson: status 2" test "$(run reset --yes)" -eq 2
check "reset of a lesson and all: status 2" test "$(run reset length --all --yes)" -eq 2
check "a no: status 1" test "$(ask n reset length)" -eq 1
check "it asks" tells '(y/N)'
check "a no changes nothing" same
check "the end of input is a no" test "$("$program" reset length </dev/null >"$work/out" 2>"$work/err"; echo $?)" -eq 1
check "that changes nothing either" same
check "what the log does not hold" test "$(run reset fork --yes)" -eq 0
check "is said, and changes nothing" says '^the log holds nothing of fork$'
check "a yes" test "$(ask y reset length)" -eq 0
check "tells where the old log is" says '^4 events put aside; the old log is .*/log.jsonl.2[0-9-]+$'
check "the old log is as it was" test "$(md5sum <"$(sed 's/.*log is //' "$work/out")")" = "$before"
check "the others stay" grep -q '"nowhere"' "$log"
check "the lesson is gone" test "$(grep -c '"length"' "$log")" -eq 0
check "by --yes, all" test "$(run reset --all --yes)" -eq 0
check "the log is empty" test ! -s "$log"
check "both old ones are there" test "$(kept)" -eq 2
check "nothing else is left" test "$(find "$XDG_STATE_HOME/mmaptutor" -type f | wc -l)" -eq 3

echo "1..$tests"
