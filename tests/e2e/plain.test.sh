#!/bin/sh
# learn --plain and play --plain: a dialogue on stdin and stdout, driven by scripts. Prints TAP.
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export XDG_STATE_HOME="$work/state" LC_ALL=C.UTF-8
fixtures=tests/e2e/fixtures-plain tour=tests/e2e/fixtures/tour.json
n=0 failed=0

report() { # report STATUS WHAT
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $n - $2"
	else
		failed=1
		echo "not ok $n - $2"
		sed 's/^/# /' "$work/out" "$work/err" | head -n 60
	fi
}

# talks STATUS SCRIPT ARGUMENT... : the script is a file, or lines
talks() {
	want=$1 script=$2
	shift 2
	if [ -f "$script" ]; then cp "$script" "$work/in"; else printf '%s\n' "$script" >"$work/in"; fi
	"$MMAPTUTOR" "$@" --plain <"$work/in" >"$work/out" 2>"$work/err"
	status=$?
	report $((status != want)) "status $want: $* --plain"
}

said() { grep -qF -- "$1" "$work/out"; report $? "says: $1"; }
silent() { ! grep -qF -- "$1" "$work/out"; report $? "does not say: $1"; }
line() { grep -qxF -- "$1" "$work/out"; report $? "the line: $1"; }

# What differs from run to run, or from kernel to kernel, has a name in a transcript.
named() { sed 's/0x[0-9a-f]\{6,\}/ADDRESS/g; s/gives [0-9]\{4,\}/gives NUMBER/' "$1"; }

# A whole lesson of every kind of question, word by word. To renew it after a look at the difference:
#   RENEW=1 MMAPTUTOR=build/release/mmaptutor tests/e2e/plain.test.sh
talks 0 $fixtures/tour.script learn $tour --seed 1
named "$work/out" >"$work/named"
[ -z "${RENEW-}" ] || cp "$work/named" $fixtures/tour.transcript
diff -u $fixtures/tour.transcript "$work/named" >"$work/err"
report $? "the transcript of the tour"
! grep -q "$(printf '\033')" "$work/out"
report $? "no escape sequence"
awk 'length($0) > 200 { exit 1 }' "$work/out"
report $? "no endless line"

# The progress is that of the screen: the next sitting goes on, and knows the marks.
talks 0 'where' learn $tour
line 'It goes on where you stopped. Type go 1 for the first step.'
line 'Step 2 of 10: Several hold'
line '1. One of three: wrong'
line '2. Several hold: right, you are here'
line '5. An outcome: wrong'
line '9. Not here: not seen'
log=$work/state/mmaptutor/log.jsonl
grep -q '"event":"answer","lesson":"tour","rev":1,"step":"many","mark":"right"' "$log"
report $? "the log has the answer"
# Of five questions; one step was run again, as the last thing.
[ "$(grep -c '"event":"answer"' "$log")" -eq 6 ]
report $? "the log has each answer"

# The end of a lesson, by the last of its steps; a step that cannot run here is told.
rm -rf "$work/state"
talks 0 "$(printf 'go 9\n\n\n\n\nquit')" learn $tour
said 'This step cannot run here: '
line 'line 3 of maps, new: 12 KiB at f, readable, private, of the file three.dat'
line 'That was the last step. An empty line goes on to the next lesson.'
line 'There is no lesson behind this one.'
grep -q '"event":"done","lesson":"tour"' "$log"
report $? "the log has the end"

# The picture in words.
talks 0 "$(printf 'map\n2\nmap\nmap before\npage 1\npage 2\nbytes 1\nnumbers\n\n1 3\npage 1\nbytes 1')" learn $tour
said 'lines of maps, from low to high addresses.'
said ', [stack]'
line 'page 1 of 1: not in memory'
line 'Type the number of a page, from 1 to 1.'
said 'The page is not looked at: '
line '  pagemap bit 63 says: not in the page table'
said 'resident, Rss: '
line '  pagemap bit 63 says: in the page table'
said '  from byte 0 on: 58 00 00 00 00 00 00 00  X.......'
grep -A1 -x 'Next: map before' "$work/out" | tail -n 1 >"$work/before"
grep -A1 -x 'Next: map' "$work/out" | tail -n 1 >"$work/after"
[ "$(cut -d' ' -f1 "$work/before")" -eq $(($(cut -d' ' -f1 "$work/after") - 1)) ]
report $? "one line of maps fewer before the step"

# Two processes.
talks 0 "$(printf 'run\n\n1')" learn fork --seed 1
line 'Of child:'
said 'shared by both'

# A lesson of the course, free play within it.
rm -rf "$work/state"
talks 0 $fixtures/addr.script learn addr --seed 1
line 'Right.'
line 'Not so. The kernel did otherwise.'
line 'Not answered this time. This is what the kernel did:'
line 'line 3 of maps, new: 8 KiB at b, readable and writable, private'
line 'page 2 of 4: private page, in memory'
line 'line 4 of maps, one was split in 3: 4 KiB at z + 1 page, readable, private; before it was readable and writable, private'
line '  faults: SIGSEGV, SEGV_ACCERR at z + page'
line '4. z[page] = 2, undone'
line 'Free play is over. Nothing of the lesson was touched.'
silent '→'
"$MMAPTUTOR" learn addr --plain --seed 1 <$fixtures/addr.script >"$work/again" 2>&1
rm -rf "$work/state"
"$MMAPTUTOR" learn addr --plain --seed 1 <$fixtures/addr.script >"$work/again" 2>"$work/err"
cmp -s "$work/out" "$work/again"
report $? "the same seed, the same dialogue"

# The number that is typed is the one that was said, however the choices are shuffled.
cat >"$work/shuffled.json" <<'JSON'
{ "format": 1, "id": "shuffled", "rev": 1, "title": "Shuffled", "steps": [ { "id": "a", "do": ["k = 1"], "expect": [],
  "ask": { "prompt": "Which?", "choices": [ { "text": "one", "if": "k == 1", "why": "So it is." },
    { "text": "two", "if": "k == 2", "why": "No." }, { "text": "three", "if": "k == 3", "why": "No." },
    { "text": "four", "if": "k == 4", "why": "No." } ] } } ] }
JSON
for seed in 1 2 3 4 5 6; do
	number=$("$MMAPTUTOR" learn "$work/shuffled.json" --plain --seed $seed </dev/null | sed -n 's/^\([0-9]\)\. one$/\1/p')
	talks 0 "$number" learn "$work/shuffled.json" --seed $seed
	line 'Right.'
	line "$number holds, and you chose it: one"
done

# The list, search, and the way from lesson to lesson.
talks 0 "$(printf 'find MAP_FIXED_NOREPLACE\nopen 1\nfind no such words at all\nopen 1\nlessons\nfirst-mapping\nquit')" learn
line 'Part 1: The mmap() system call'
said '1. addr, step '
said '0 steps have it'
said 'Nothing was found yet'
said '2. addr: a wish or an order: '
talks 0 "$(printf '99\n2\nwhere\nquit')" learn
said 'Type the number of a lesson, from 1 to '
line 'addr: a wish or an order'

# Free play: faults of a statement are told, the rest is kept; what is saved passes check.
talks 0 "$(printf 'm = mmap(NULL, 1*TiB, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_NORESERVE, -1, 0)
m[5*GiB] = 1\nm[\nmmap(1)\nundo\nundo\nundo\nredo\nredo\nredo\nsave\nsave %s/mine.json\nsave %s/mine.json\nhelp\ndone' "$work" "$work")" play
line 'page 1,310,721 of 268,435,456: private page, in memory'
said 'That is no statement: '
line 'There is nothing to undo.'
line 'There is nothing to redo.'
said 'is there already. Type another name.'
"$MMAPTUTOR" check "$work/mine.json" >"$work/out" 2>"$work/err"
report $? "what was saved passes check"

# An end of input without a newline; a locale without UTF-8; a reader that goes away; wrong usage.
printf '2\nquit' | "$MMAPTUTOR" learn $tour --plain >"$work/out" 2>"$work/err"
report $? "no newline at the end"
line 'Right.'
printf 'help fork\n2' | LC_ALL=C "$MMAPTUTOR" learn $tour --plain >"$work/out" 2>"$work/err"
! LC_ALL=C grep -q '[^ -~]' "$work/out"
report $? "ASCII where there is nothing else"
yes where | head -n 5000 | "$MMAPTUTOR" learn $tour --plain 2>"$work/err" | head -n 1 >"$work/out"
line 'tour: one step of each kind'
talks 2 '' learn one two
talks 2 '' learn no-such-lesson

echo "1..$n"
exit $failed
