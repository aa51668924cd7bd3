#!/bin/sh
# `mmaptutor quiz` by scripts: every kind of question, the same twice, tasks, an exam, cut off and gone on. Prints TAP.
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export LC_ALL=C
n=0 failed=0

report() { # report STATUS WHAT
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $n - $2"
	else
		failed=1
		echo "not ok $n - $2"
		sed 's/^/# /' "$work/out" "$work/err" 2>/dev/null | tail -40
	fi
}

# sit STATE OPTIONS... : answers from stdin
sit() {
	XDG_STATE_HOME="$work/$1"
	export XDG_STATE_HOME
	shift
	"$MMAPTUTOR" quiz --plain "$@" >"$work/out" 2>"$work/err"
}

# lesson NAME STEP : a lesson of one question
lesson() {
	printf '{ "format": 1, "id": "%s", "rev": 1, "title": "%s", "steps": [ { "id": "q", "do": [ %s ], "expect": [], %s } ] }\n' \
	    "$1" "$1" '"m = mmap(NULL, 3*page, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)", "m[page] = 1"' "$2" \
	    >"$work/$1.json"
}

lesson one '"ask": { "prompt": "How large?", "shuffle": false, "choices": [
	{ "text": "one page", "if": "size(m) == page", "why": "because-one" },
	{ "text": "three pages", "if": "size(m) == 3*page", "why": "because-three" } ] }, "hints": [ "first hint", "second hint" ]'
lesson many '"ask": { "prompt": "What holds?", "many": true, "shuffle": false, "choices": [
	{ "text": "readable", "if": "perms(m) == \"rw-p\"", "why": "asked for" },
	{ "text": "one page is present", "if": "present(m, 3*page) == 1", "why": "one was touched" },
	{ "text": "shared", "if": "perms(m) == \"rw-s\"", "why": "it is private" } ] }'
lesson number '"ask": { "prompt": "How many are present?", "number": "present(m, 3*page)" }'
lesson outcome '"ask": { "prompt": "What does the store do?", "outcome": true }'
lesson pages '"ask": { "prompt": "Which are present?", "pages": { "of": "present", "at": "m", "size": "3*page" } }'
lesson nothing '"ask": { "prompt": "Nothing is right.", "choices": [
	{ "text": "one", "if": "size(m) == 1", "why": "no" }, { "text": "two", "if": "size(m) == 2", "why": "no" } ] }'
lesson task '"task": { "prompt": "Guard the last page of `m`.", "given": [],
	"goals": [ { "text": "the last page is closed", "if": "perms(m + 2*page) == \"---p\"" },
		   { "text": "the first is open", "if": "perms(m) == \"rw-p\"" } ],
	"solutions": [ [ "mprotect(m + 2*page, page, PROT_NONE)" ] ],
	"wrong": [ [ "mprotect(m, 3*page, PROT_NONE)" ] ],
	"misconceptions": [ { "if": "perms(m) == \"---p\"", "say": "That closes the whole of it." } ] }'

# marks KIND ANSWER TALLY : what one answer comes to
marks() {
	printf '%s\n' "$2" | sit "$1$n" --seed 1 "$work/$1.json" && grep -qx "$3, 0 skipped, 0 void" "$work/out"
	report $? "$1: \"$2\" is $3"
}

marks one 2 "1 right, 0 wrong"
marks one 1 "0 right, 1 wrong"
marks many "1 2" "1 right, 0 wrong"
marks many 1 "0 right, 1 wrong"
marks number 1 "1 right, 0 wrong"
marks number 3 "0 right, 1 wrong"
marks outcome succeeds "1 right, 0 wrong"
marks outcome SIGSEGV "0 right, 1 wrong"
marks pages 2 "1 right, 0 wrong"
marks pages "1 2" "0 right, 1 wrong"

echo 1 | sit void --seed 1 "$work/nothing.json" && grep -qx "0 right, 0 wrong, 0 skipped, 1 void" "$work/out"
report $? "a question without a right answer is void"

echo 1 | sit why --seed 1 "$work/one.json" && grep -q because-one "$work/out" && grep -q because-three "$work/out"
report $? "the why of every choice is told"

printf 'hint\nhint\nhint back\nsure\n2\n' | sit hint --seed 1 "$work/one.json" && grep -q "Hint 2 of 2: second hint" "$work/out" &&
    [ "$(grep -c "Hint 1 of 2: first hint" "$work/out")" -eq 2 ] && grep -q '"hints":2.*"grade":"hard"' "$work/hint/mmaptutor/log.jsonl"
report $? "hints go both ways, and are recorded"

printf '1\n2\n' | sit back --seed 1 "$work/one.json" && grep -q "Question 1 of 1, again" "$work/out" &&
    grep -qx "0 right, 1 wrong, 0 skipped, 0 void" "$work/out"
report $? "a wrong answer comes back, and counts as it was first"

# solves WHAT LINES... : statements that reach the goals
solves() {
	printf '%s\n\n' "$2" | sit "task$n" --seed 1 "$work/task.json" && grep -qx "1 right, 0 wrong, 0 skipped, 0 void" "$work/out"
	report $? "task: $1"
}
solves "its solution" "mprotect(m + 2*page, page, PROT_NONE)"
solves "another spelling" "mprotect((char *)m + 8192/4096*page, 4096*page/4096, 0)"
solves "other statements" "last = m + 2*page
mmap(last, page, PROT_NONE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED, -1, 0)"

printf '\nquit\n' | sit empty --seed 1 "$work/task.json" && grep -q "Goal not reached: the last page is closed" "$work/out" &&
    grep -q "Goal reached: the first is open" "$work/out" && grep -qx "0 right, 0 wrong, 0 skipped, 0 void" "$work/out"
report $? "the empty attempt is not right, and tells which goals are reached"

printf 'mprotect(m, 3*page, PROT_NONE)\n\nmprotect(m + 2*page, page, PROT_NONE)\n\n' | sit second --seed 1 "$work/task.json" &&
    grep -q "That closes the whole of it" "$work/out" && grep -q '"mark":"right".*"tries":2.*"grade":"hard"' "$work/second/mmaptutor/log.jsonl"
report $? "a misconception has its own answer, and the next attempt starts anew"

printf 'mprotekt(m)\n\nmprotect(m + 2*page, page, PROT_NONE)\n\n' | sit typo --seed 1 "$work/task.json" &&
    grep -q "That is no statement" "$work/out" && grep -q '"tries":1' "$work/typo/mmaptutor/log.jsonl"
report $? "what is no statement is no attempt"

answers='1
2
1
EINVAL

all
1
2
0
1'
for i in 1 2; do
	echo "$answers" | sit twice$i --seed 7 --questions 10 && cp "$work/out" "$work/twice.$i"
done
cmp -s "$work/twice.1" "$work/twice.2" && tail -1 "$work/twice.1" | grep -q '^[0-9]* right, [0-9]* wrong, [0-9]* skipped, [0-9]* void$'
report $? "the same seed and answers: the same, byte for byte"

printf '2\nskip\n' | sit exam --seed 1 --exam --name ada --out "$work/ada.json" "$work/one.json" "$work/number.json" &&
    grep -q '"name": *"ada"' "$work/ada.json" && tail -2 "$work/ada.json" | grep -q '"complete": *true' && grep -q "The exam is over" "$work/out" &&
    [ "$(grep -n because-three "$work/out" | head -1 | cut -d: -f1)" -gt "$(grep -n "The exam is over" "$work/out" | cut -d: -f1)" ]
report $? "an exam reveals nothing before its end, and writes a result"

printf 'mprotect(m, 3*page, PROT_NONE)\n\n' | sit examtask --seed 1 --exam "$work/task.json" &&
    [ "$(grep -c "That closes the whole of it" "$work/out")" -eq 1 ] &&
    [ "$(sed '1,/The exam is over/d' "$work/out" | grep -c "That closes the whole of it")" -eq 1 ]
report $? "the review of an exam tells a misconception too"

echo hint | sit nohint --seed 1 --exam "$work/one.json" && ! grep -q "first hint" "$work/out"
report $? "an exam has no hints"

sit usage --name ada </dev/null
[ $? -eq 2 ]
report $? "--name without --exam: wrong usage"

# Four answers, then SIGKILL as soon as the fifth question stands there.
mkfifo "$work/pipe"
mkdir -p "$work/kill"
XDG_STATE_HOME="$work/kill" "$MMAPTUTOR" quiz --plain --seed 7 --questions 10 <"$work/pipe" >"$work/killed" 2>&1 &
pid=$!
exec 9>"$work/pipe"
printf 'skip\nskip\nskip\nskip\n' >&9
while kill -0 $pid 2>/dev/null && ! grep -q "^Question 5 of 10" "$work/killed"; do :; done
kill -9 $pid
wait $pid 2>/dev/null
exec 9>&-
[ "$(grep -c '"event":"answer"' "$work/kill/mmaptutor/log.jsonl")" -eq 4 ]
report $? "killed after the fourth answer: four are on disk"
echo quit | sit kill --seed 7 --questions 10
grep '^Question' "$work/out" | head -1 | grep -q "^Question 5 of 10" && ! grep -q "^Question 4" "$work/out" &&
    [ "$(grep '^Question 5' "$work/out")" = "$(grep '^Question 5' "$work/killed")" ]
report $? "it goes on at the fifth"
echo quit | sit kill --seed 7 --questions 10 && grep '^Question' "$work/out" | head -1 | grep -q "^Question 1 of 10"
report $? "what was ended begins anew"

# A sitting of a lesson by its path goes on from any directory, under any name, and not where the lesson is gone.
mkdir -p "$work/my lessons" "$work/moved/mmaptutor"
cp "$work/one.json" "$work/my lessons/one.json"
echo 1 | sit moved --seed 9 "$work/my lessons/one.json"
report $? "a path may have a space"
log=$work/moved/mmaptutor/log.jsonl
cut_off() { sed -i '/"ended"/d' "$log"; }
cut_off
(cd "$work/my lessons" && echo 2 | sit moved) && grep -q "goes on behind 1 answer that is kept" "$work/out" && grep -q "Question 1 of 1, again" "$work/out"
report $? "a sitting goes on in another directory"
cut_off
rm -r "$work/my lessons"
echo quit | sit moved && grep -q "^A quiz of 10 questions" "$work/out"
report $? "where its lesson is gone, a new one begins"
: >"$log"
echo quit | sit moved --seed 9 "$work/one.json"
cut_off
echo quit | sit moved && grep -q "^A quiz of 10 questions" "$work/out"
report $? "where nothing was answered, too"

# A limit on the size of files is told like a full disk.
mkdir -p "$work/limit/mmaptutor"
head -c 65536 /dev/zero | tr '\0' 'x' >"$work/limit/mmaptutor/log.jsonl"
# shellcheck disable=SC3045 # where there is no such limit, the test fails
(ulimit -f "$((65536 / 512))" && printf '2\n' | sit limit --seed 1 "$work/one.json" | cat)
grep -q "not recorded" "$work/out" && [ "$(wc -c <"$work/limit/mmaptutor/log.jsonl")" -eq 65536 ]
report $? "a log that may not grow is told, and stays as it is"

echo "1..$n"
exit $failed
