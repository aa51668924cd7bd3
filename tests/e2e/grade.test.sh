#!/bin/bash
# `grade`: twenty results, one of them cut in half, one of another format; what comes out as text, CSV and by --rerun. TAP.
set -u
program=$(realpath "${MMAPTUTOR:-./mmaptutor}")

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

tests=0
check() { # name, condition...
	tests=$((tests + 1))
	if "${@:2}"; then
		echo "ok $tests - $1"
	else
		echo "not ok $tests - $1"
		cat out err | sed 's/^/# /'
	fi
}
run() { "$program" "$@" >out 2>err; echo $?; }
has() { grep -qF -- "$2" "$1"; }
rows() { grep -cE '^student-[0-9]+ ' out; }

question() { # step, kind, vary, answer, mark
	printf '{ "lesson": "length", "step": "%s", "rev": %s, "vary": %s, "kind": "%s", "answer": %s, "mark": "%s",
	  "seconds": 30.5, "hints": 0, "tries": 1, "sure": false, "skipped": %s, "misconception": null }' \
		"$1" "$rev" "$3" "$2" "$4" "$5" "$([ "$5" = none ] && echo true || echo false)"
}
result() { # name, choice, its mark, number, its mark
	printf '{ "format": 1, "kind": "mmaptutor result", "name": "%s", "seed": 7, "exam": true, "time": 1700000000,
	  "kernel": "6.1", "page": 4096, "lessons": [ { "lesson": "length", "rev": %s } ], "questions": [ ' "$1" "$rev"
	question one-byte choice '{}' "$2" "$3"
	printf ', '
	question rounds-up number '{ "k": 7, "n": 100 }' "$4" "$5"
	printf ', '
	question zero outcome '{}' '"EINVAL"' right
	printf '], "right": 2, "wrong": 1, "skipped": 0, "void": 0, "complete": true }\n'
}

rev=$("$program" run --json length 2>/dev/null | sed -n '1s/.*"rev":\([0-9]*\).*/\1/p')
rev=${rev:-1}
for i in $(seq -w 1 20); do
	if [ "$((10#$i % 3))" -eq 0 ]; then
		result "student-$i" '[ 0 ]' wrong 8 right >"$i.json"
	else
		result "student-$i" '[ 1 ]' right 7 wrong >"$i.json"
	fi
done
head -c $(($(wc -c <05.json) / 2)) 05.json >cut && mv cut 05.json
echo '{ "format": 1, "kind": "diary", "pages": [] }' >11.json

check "two of twenty that are none: status 1" test "$(run grade ./*.json)" -eq 1
check "eighteen rows" test "$(rows)" -eq 18
check "the one that is cut is named" has err './05.json: this is cut'
check "the one of another format is named" has err './11.json: this is no result'
check "how many are left out" has err '2 of 20 files are not graded'
check "no other file is named" test "$(grep '\.json' err | cut -d: -f1 | sort -u | wc -l)" -eq 2
check "a student's marks" grep -qE '^student-01 +2 +1 +0 +0 +66 % +1:31 +\+  -  \+$' out
check "a question's marks" grep -qE '^ +1 length:one-byte +18 +12 +6 +0 +0 +66 %$' out
check "how often a wrong choice was taken, in its words" grep -qxE ' +6  1 byte' out
check "how often a wrong number was given" grep -qxE ' +12  7' out
check "all whole: status 0" test "$(run grade 01.json 02.json)" -eq 0
check "a file that is not there is named" test "$(run grade 01.json no.json)" -eq 1
check "the rest is graded" test "$(rows)" -eq 1
check "none but broken ones: status 1" test "$(run grade 05.json)" -eq 1
check "no file at all: status 2" test "$(run grade)" -eq 2

check "CSV: status" test "$(run grade --csv ./*.json)" -eq 1
check "CSV: a head and eighteen rows" test "$(wc -l <out)" -eq 19
check "CSV: the head" has out '"name","file","right","wrong","skipped","void","questions","percent","seconds","length:one-byte","length:rounds-up","length:zero"'
check "CSV: a row" has out '"student-03","./03.json",2,1,0,0,3,66,91,"wrong: 1 byte","right","right"'
result '=cmd(\"x\")' '[ 1 ]' right 8 right >formula.json
check "CSV: no formula from a stranger" test "$(run grade --csv formula.json)" -eq 0
check "CSV: it has an apostrophe" has out "\"'=cmd(\"\"x\"\")\","
result '＝cmd' '[ 1 ]' right 8 right >formula.json
run grade --csv formula.json >/dev/null
check "CSV: nor a wide one" has out "\"'＝cmd\","
result 'a\u001b[2Jb' '[ 1 ]' right 8 right >escape.json
run grade escape.json >/dev/null
check "no escape of a stranger reaches the terminal" test "$(grep -c $'\033' out)" -eq 0

check "rerun: the same marks, status 0" test "$(run grade --rerun 01.json 02.json)" -eq 0
check "rerun: it counts" has out '6 answers replayed, 0 differ, 0 could not be'
# On a terminal how far it is, and none of it left behind; elsewhere not a word of that.
check "rerun: no meter without a terminal" test ! -s err
script -qec "$MMAPTUTOR grade --rerun 01.json" /dev/null >tty 2>&1
check "rerun: a terminal shows how far it is" has tty '2 of 3 answers'
check "rerun: and takes it away" sh -c "tr '\r' '\n' <tty | grep -B 1 '^3 answers replayed' | head -n 1 | grep -q '^ *\$'"
sed 's/"answer": 7, "mark": "wrong"/"answer": 7, "mark": "right"/' 01.json >other.json
check "rerun: another mark, status 1" test "$(run grade --rerun other.json)" -eq 1
check "rerun: it is named" has out 'student-01: length:rounds-up: was right, is wrong here: 7'
sed 's/"k": 7/"k": 6/' 01.json >strange.json
check "rerun: values that the lesson does not draw" test "$(run grade --rerun strange.json)" -eq 0
check "rerun: are told" has out 'student-01: length:rounds-up: is not what the lesson asks'
sed "s/\"step\": \"zero\", \"rev\": $rev/\"step\": \"zero\", \"rev\": 999/" 01.json >old.json
run grade --rerun old.json >/dev/null
check "rerun: another revision is told" has out 'length:zero: this course has no such question in this revision'

# ---- a lesson that the course does not have ----

cat >own.json <<'END'
{ "format": 1, "id": "own", "rev": 3, "title": "Own", "steps": [
  { "id": "q", "do": ["x = 1"], "expect": ["x == 1"], "ask": { "prompt": "x?", "shuffle": false, "choices": [
    { "text": "one", "if": "x == 1", "why": "So." }, { "text": "two or more", "if": "x > 1", "why": "No." } ] } }
] }
END
XDG_STATE_HOME=$work/state
export XDG_STATE_HOME
echo 2 | "$program" quiz --plain --exam --seed 1 --name ada --out ada.json ./own.json >/dev/null 2>&1
check "own lesson: graded" test "$(run grade ada.json)" -eq 0
check "own lesson: a choice has its number" has out '1  choice 2'
check "own lesson: it cannot be replayed" test "$(run grade --rerun ada.json)" -eq 0
check "own lesson: which is told" has out '1 could not be'
check "own lesson, named: graded" test "$(run grade --lesson own.json ada.json)" -eq 0
check "own lesson, named: a choice has its words" has out '1  two or more'
check "own lesson, named: it is replayed" test "$(run grade --rerun --lesson length,own.json ada.json)" -eq 0
check "own lesson, named: the same" has out '1 answers replayed, 0 differ, 0 could not be'
check "own lesson: one that is not there is wrong usage" test "$(run grade --lesson no.json ada.json)" -eq 2

echo "1..$tests"
