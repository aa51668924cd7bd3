#!/bin/sh
# The program without a terminal: run, run --json, list, help, and what each exits with. Prints TAP.
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
		sed 's/^/# /' "$work/out" "$work/err" | head -n 40
	fi
}

# does STATUS ARGUMENT... : leaves what it wrote in $work/out and $work/err
does() {
	want=$1
	shift
	"$MMAPTUTOR" "$@" >"$work/out" 2>"$work/err" </dev/null
	status=$?
	report $((status != want)) "status $want: $*"
}

said() { grep -q -- "$1" "$work/out"; report $? "says: $1"; }
erred() { grep -q -- "$1" "$work/err"; report $? "says on stderr: $1"; }
last() { [ "$(tail -n 1 "$work/$1")" = "$2" ]; report $? "ends with: $2"; }

lesson() { # lesson NAME STEPS [FIELDS]
	printf '{ "format": 1, "id": "%s", "rev": 1, "title": "A lesson", %s "steps": [ %s ] }\n' "$1" "$3" "$2" >"$work/$1.json"
}

anon='PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0'
lesson holds '{ "id": "a", "text": ["One page is `n`."], "do": [ "m = mmap(NULL, 2*page, '"$anon"')", "m[0] = 88",
	"munmap(1, page)", "printf(\"%d%c\", 5, 255)" ], "focus": "m", "expect": [ "size(m) == 2*page", "m[0] == 88" ] },
	{ "id": "b", "do": [ "munmap(m, page)", "m[0] = 1" ], "expect": [ "si_addr == m" ], "focus": "m" }'
lesson fails '{ "id": "a", "do": [ "k = 1" ], "expect": [ "k + k == 3" ] }, { "id": "b", "do": [ "k = 2" ], "expect": [ "k == 2" ] }'
lesson skips '{ "id": "a", "do": [ "k = 1" ], "expect": [] }' '"requires": { "arch": "pdp11" },'
lesson broken '{ "id": "a", "do": [ "k = " ], "expect": [] }'

does 0 run "$work/holds.json"
said '^A lesson$'
said '^  m = mmap(NULL, 2\*page, .*);  → 0x'
said 'EINVAL'
said 'SIGSEGV, SEGV_MAPERR at m'
said '^  + [0-9a-f]*-[0-9a-f]* rw-p'
said '^  pages of `m`: P\.$'
said '^  claim held: size(m) == 2\*page$'
last out '2 passed, 0 failed, 0 skipped'

does 1 run "$work/fails.json"
said 'claim FAILED: k + k == 3'
said 'observed: k is 1$'
last out '1 passed, 1 failed, 0 skipped'

does 4 run "$work/skips.json"
said 'skipped: it is for pdp11'
last out '0 passed, 0 failed, 1 skipped'

does 3 run "$work/broken.json"
erred "^$work/broken.json:1:[0-9]*: "
does 2 run
does 2 run no-such-lesson
does 2 no-such-command
does 2 run --no-such-option "$work/holds.json"
does 2 run --seed many "$work/holds.json"
does 0 run --aslr --seed 7 "$work/holds.json"
does 1 run "$work/holds.json" "$work/fails.json"
last out '3 passed, 1 failed, 0 skipped'
does 3 run "$work/broken.json" "$work/fails.json"

# One object a step, whatever bytes a lesson wrote.
does 0 run --json "$work/holds.json"
last err '2 passed, 0 failed, 0 skipped'
if command -v python3 >/dev/null; then
	python3 - "$work/out" 2>"$work/err" <<'PY'
import json, sys

a, b = (json.loads(line) for line in open(sys.argv[1], encoding="utf-8"))
assert (a["lesson"], a["step"], b["step"]) == ("holds", "a", "b")
mmap, store, munmap, printf = a["statements"]
assert mmap["source"].startswith("m = mmap(") and mmap["actor"] == "" and mmap["result"] > 0
assert mmap["errno"] is None and mmap["signal"] is None
assert store["result"] == 88
assert munmap["errno"] == "EINVAL" and munmap["result"] == -1
assert printf["result"] == 2 and a["output"] == "5\ufffd"
assert a["expect"] == [
    {"source": "size(m) == 2*page", "held": True, "observed": a["expect"][0]["observed"]},
    {"source": "m[0] == 88", "held": True, "observed": "m[0] is 88"},
]
m = "%x" % mmap["result"]
assert any(line.startswith(m + "-") for line in a["maps"]), a["maps"]
assert a["pages"]["resident"] == "10" and a["pages"]["present"] == "10"
assert int(a["pages"]["start"], 0) == mmap["result"]
assert a["faults"] == {"minor": 1, "major": 0} and a["rss"] > 0
fault = b["statements"][1]
assert (fault["signal"], fault["si_code"]) == ("SIGSEGV", "SEGV_MAPERR")
assert int(fault["si_addr"], 0) == mmap["result"] and fault["result"] is None
PY
	report $? "the fields of --json"
else
	n=$((n + 1))
	echo "ok $n - the fields of --json # SKIP no python3"
fi
does 4 run --json "$work/skips.json"
said '"skipped":'
does 0 run --json lessons/first-mapping.json
grep -vc '^{.*}$' "$work/out" | grep -qx 0
report $? "nothing but objects on stdout"

# The same each time: two runs differ in nothing but the name of the directory and the numbers of processes.
"$MMAPTUTOR" run "$work/holds.json" >"$work/first" 2>&1
"$MMAPTUTOR" run "$work/holds.json" >"$work/out" 2>"$work/err"
cmp -s "$work/first" "$work/out"
report $? "two runs say the same"

# Output that cannot be written is no success.
if [ -w /dev/full ]; then
	"$MMAPTUTOR" run "$work/holds.json" >/dev/full 2>"$work/err"
	[ $? -eq 4 ]
	report $? "a full disk"
fi

# A reader that goes away, and nothing that stays behind.
"$MMAPTUTOR" run "$work/holds.json" 2>"$work/err" | head -n 1 >"$work/out"
said '^A lesson$'

does 0 list
said '^  first-mapping '
does 0 help mmap
said '^void \*mmap(void \*addr, size_t length, int prot, int flags, int fd, off_t offset)$'
does 0 help EINVAL
does 0 help SIGBUS
does 0 help MAP_FIXED
does 0 help MAP_FIXED_NOREPLACE
said '^  taught by: addr:noreplace'
does 0 help resident
does 2 help no_such_word
does 0 --help
said '^  mmaptutor run '
does 0 run --help
said '--json'

echo "1..$n"
exit $failed
