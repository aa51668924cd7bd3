#!/bin/bash
# tests/run counts what suites say, and what they fail to say. Speaks TAP.
set -u
cd "$(dirname "$0")/../.." || exit 1
n=0
mkdir -p build
tree=$(mktemp -d build/runner.XXXXXX) || exit 1
trap 'rm -rf "$tree"' EXIT

# suite NAME LINE...: a script of these lines
suite() {
	local file="$tree/$1.sh"
	shift
	{ echo '#!/bin/bash'; printf '%s\n' "$@"; } >"$file"
	chmod +x "$file"
}

# says "LAST LINE" STATUS NAME...: what tests/run makes of these suites
says() {
	local want=$1 status=$2 files=() out got
	shift 2
	for s in "$@"; do files+=("$tree/$s.sh"); done
	out=$(TEST_TIMEOUT=${limit:-60} tests/run ${files[@]+"${files[@]}"} 2>&1)
	got=$?
	n=$((n + 1))
	if [ "$(tail -n 1 <<<"$out")" = "$want" ] && [ $got -eq "$status" ] &&
		[ "$(grep -cE '^[0-9]+ passed, [0-9]+ failed$' <<<"$out")" -eq 1 ]; then
		echo "ok $n - ${*:-nothing}: $want"
	else
		echo "not ok $n - ${*:-nothing}: wanted $want and $status, got $got and: $out"
	fi
}

suite good 'echo 1..2' 'echo ok 1 - a' 'echo ok 2 - b'
suite bad 'echo 1..2' 'echo ok 1 - a' 'echo not ok 2 - b' 'exit 1'
suite quiet 'true'
suite failing 'exit 3'
suite crashed 'echo 1..3' 'echo ok 1 - a' 'kill -SEGV $$'
suite short 'echo 1..3' 'echo ok 1 - a'
suite late 'echo ok 1 - a' 'echo 1..1' 'exit 1'
suite skips 'echo 1..2' 'echo ok 1 - a' 'echo "ok 2 - b # SKIP no pool"'
suite cmocka 'echo 1..2' 'echo ok 1 - a' 'echo "not ok 2 # SKIP b"'
suite hangs 'exec tail -f /dev/null'

says '2 passed, 0 failed' 0 good
says '3 passed, 1 failed' 1 good bad
says '1 passed, 0 failed' 0 quiet
says '0 passed, 1 failed' 1 failing
says '1 passed, 1 failed' 1 crashed
says '1 passed, 2 failed' 1 short
says '1 passed, 1 failed' 1 late
says '1 passed, 0 failed' 0 skips
says '1 passed, 0 failed' 0 cmocka
says '2 passed, 1 failed' 1 good absent
says '0 passed, 0 failed' 1
limit=1 says '0 passed, 1 failed' 1 hangs
echo "1..$n"
