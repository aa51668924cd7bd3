#!/bin/sh
# `mmaptutor check` on lessons that only a run shows to be wrong: each fault at its place, status 3. Prints TAP.
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
n=0 failed=0

report() { # report STATUS WHAT
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $n - $2"
	else
		failed=1
		echo "not ok $n - $2"
		sed 's/^/# /' "$work/out" "$work/err"
	fi
}

# faulty NAME LINE:COLUMN... : these places and no others, and status 3
faulty() {
	name=$1
	shift
	"$MMAPTUTOR" check "tests/broken/run/$name.json" >"$work/out" 2>"$work/err"
	status=$?
	printf '%s\n' "$@" >"$work/want"
	sed -n 's/^tests\/broken\/run\/'"$name"'\.json:\([0-9]*:[0-9]*\): ..*/\1/p' "$work/err" >"$work/got"
	[ $status -eq 3 ] && cmp -s "$work/want" "$work/got" && [ "$(wc -l <"$work/err")" -eq $# ]
	report $? "$name: $*"
}

faulty two-right 10:33 15:32 16:32
faulty none-right 7:14
faulty fails 6:38
faulty neighbour 6:15
faulty solution-fails 10:24
faulty wrong-passes 10:43
faulty empty-passes 7:15
faulty refused 6:50
faulty divides 5:48 9:40
faulty differs 7:46 9:19 14:9
[ "$(ls tests/broken/run | wc -l)" -eq $n ]
report $? "no lesson of tests/broken/run is left out"

faulty none-right 7:14
grep -q 'with n = 4097' "$work/err"
report $? "the values of vary are told"

# Several lessons at once; one that is no JSON does not keep the others from being checked.
"$MMAPTUTOR" check tests/broken/no-json.json tests/broken/run/fails.json lessons/first-mapping.json \
	>"$work/out" 2>"$work/err"
[ $? -eq 3 ] && grep -q '^first-mapping: [1-9][0-9]* passed, 0 failed' "$work/out" && grep -q 'fails.json:6:38' "$work/err" &&
	grep -q 'no-json.json:' "$work/err" && tail -n 1 "$work/out" | grep -q '^[0-9]* passed, 2 failed, 0 skipped$'
report $? "several lessons, each with its own faults"

"$MMAPTUTOR" check lessons/length.json >"$work/out" 2>"$work/err"
[ $? -eq 0 ] && [ ! -s "$work/err" ] && tail -n 1 "$work/out" | grep -q '^[1-9][0-9]* passed, 0 failed, [0-9]* skipped$'
report $? "a good lesson"

# What cannot be judged here is skipped with its reason, and never passes.
cat >"$work/unknown.json" <<'JSON'
{ "format": 1, "id": "unknown", "rev": 1, "title": "Nothing can be told", "steps": [
  { "id": "a", "do": [ "k = 1" ], "expect": [ "start(k) == 0" ] } ] }
JSON
"$MMAPTUTOR" check "$work/unknown.json" >"$work/out" 2>"$work/err"
[ $? -eq 4 ] && grep -q '^unknown:a skipped: nothing is mapped' "$work/out" &&
	tail -n 1 "$work/out" | grep -qx '0 passed, 0 failed, 1 skipped'
report $? "what cannot be judged is skipped, with the reason"

"$MMAPTUTOR" check "$work/none.json" >"$work/out" 2>"$work/err"
[ $? -eq 2 ] && grep -q 'there is no lesson' "$work/err"
report $? "no such lesson"

echo "1..$n"
exit $failed
