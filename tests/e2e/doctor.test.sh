#!/bin/bash
# `doctor`: each line against the system's own answer; what is missing, and the status that says so. TAP.
set -u
program=$(realpath "${MMAPTUTOR:-./mmaptutor}")

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export XDG_STATE_HOME=$work/state XDG_CONFIG_HOME=$work/config TERM=xterm-256color LC_ALL=C.UTF-8
unset NO_COLOR

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
run() { "$program" doctor "$@" >"$work/out" 2>"$work/err" </dev/null; echo $?; }
# line NAME VALUE: the row of that name has that value; the first of them, since `swap` is also what a lesson may need
line() { [ "$(sed -n "s/^  $1  *//p" "$work/out" | head -n 1)" = "$2" ]; }
has() { sed -n "/^$1\$/,/^\$/p" "$work/out" | grep -qE -- "^  $2  *$3"; }
says() { grep -qF -- "$1" "$work/out"; }
sysctl_is() { line "$1" "$(cat "/proc/sys/${1//.//}")"; }

status=$(run)
check "status 0: no machine has all that the course shows, and that is no fault" test "$status" -eq 0
check "nothing on stderr" test ! -s "$work/err"
check "no line is wider than a terminal, but for paths" test "$(grep -v / "$work/out" | awk 'length > 80' | wc -l)" -eq 0

# ---- the system's own answers ----
check "kernel" line kernel "$(uname -r)"
check "architecture" line architecture "$(uname -m)"
check "page" line page "$(getconf PAGESIZE) bytes"
check "version" line mmaptutor "$("$program" --version | sed -n '1s/mmaptutor //p')"
check "uid" has System user "uid $(id -u)"
for name in vm.overcommit_memory vm.overcommit_ratio vm.max_map_count vm.mmap_min_addr kernel.randomize_va_space; do
	check "$name" sysctl_is $name
done
thp=$(sed -n 's/.*\[\(.*\)\].*/\1/p' /sys/kernel/mm/transparent_hugepage/enabled 2>/dev/null)
check "THP" has System THP "${thp:-not there}"
kib=$(awk '/^MemTotal/ { print $2 }' /proc/meminfo)
check "memory" has System memory "$(awk -v k="$kib" 'BEGIN {
	n = split("KiB MiB GiB TiB", unit); for (i = 1; k >= 1024 && i < n; i++) k /= 1024
	r = int(k * 10) / 10; printf "%s %s", r, unit[i] }')"
swap=$(awk '/^SwapTotal/ { print $2 }' /proc/meminfo)
check "swap is one answer with what a lesson may need" has Kernel swap "$([ "$swap" -gt 0 ] && echo yes || echo no)"
check "the pool of huge pages" has System "pool of huge pages" \
	"$(if [ -e /proc/sys/vm/nr_hugepages ]; then cat /proc/sys/vm/nr_hugepages; else echo none; fi)"

limit() { # NAME OPTION: soft and hard by the shell, in KiB
	local soft hard v
	soft=$(ulimit -S "$2") hard=$(ulimit -H "$2")
	for v in soft hard; do
		[ "${!v}" = unlimited ] || printf -v $v '%s' "$(awk -v k="${!v}" 'BEGIN {
			if (k == 0) { print "0 B"; exit }
			n = split("KiB MiB GiB TiB", unit); for (i = 1; k >= 1024 && i < n; i++) k /= 1024
			print int(k * 10) / 10, unit[i] }')"
	done
	has Limits "$1" "$soft, at most $hard\$"
}
check "memlock, by ulimit" limit memlock -l
check "stack, by ulimit" limit stack -s
check "as, by ulimit" limit as -v
(ulimit -S -n 77 && ulimit -S -l 32 && run >/dev/null)
check "a limit that was set: descriptors" has Limits nofile "77, at most "
check "a limit that was set: memlock" has Limits memlock "32 KiB, at most "

# ---- confinement, all of it tried ----
status=$(run)
for name in "a lab starts" no_new_privs "seccomp filter" "no capabilities" "none to be had" pidfd; do
	check "$name" has Confinement "$name" 'yes$'
done
check "no lab is root" has Confinement "runs as" "uid [1-9]"
check "sealed where the kernel can" has Confinement "own ranges sealed" "$(sed -n 's/^  mseal  *//p' "$work/out")\$"

# ---- the terminal and its words ----
check "colours by terminfo" line colours "$(tput -T xterm-256color colors 2>/dev/null || echo 256)"
check "the encoding" line encoding "UTF-8, by the locale C.UTF-8"
LC_ALL=C run >/dev/null
check "LC_ALL=C: drawn in ASCII" says "are drawn in ASCII"
NO_COLOR=1 run >/dev/null
check "NO_COLOR" has Terminal colours ".*not used"
TERM=dumb run >/dev/null
check "TERM=dumb" says "cannot place its cursor"
check "without a terminal: no size" line size "no terminal"
printf -v evil 'x\e]0;title\a'
TERM=$evil run >/dev/null
check "a name with an escape sequence is made visible" test "$(grep -c $'\e' "$work/out")" -eq 0

# ---- places ----
run >/dev/null
check "where the progress is" line progress "$work/state/mmaptutor/log.jsonl"
check "looking makes nothing" test ! -e "$work/state" -a ! -e "$work/config"
status=$(XDG_STATE_HOME=/dev/null/none run)
check "a place that cannot be: told" says "nothing is recorded: it cannot be written: Not a directory"
check "a place that cannot be: all runs, so status 0" test "$status" -eq 0
status=$(unset XDG_STATE_HOME XDG_CONFIG_HOME HOME; run)
check "without a home: told" says "nothing is recorded: set HOME or XDG_STATE_HOME"
check "without a home: status 0" test "$status" -eq 0
mkdir -p "$work/config/mmaptutor"
echo '{ "theme": "nowhere" }' >"$work/config/mmaptutor/config.json"
status=$(run)
check "settings that cannot be used: status 1" test "$status" -eq 1
check "and named at the end" test "$(sed -n '/^Missing: 1 thing$/,$p' "$work/out" | grep -c 'there is no theme "nowhere"')" -eq 1
rm "$work/config/mmaptutor/config.json"

# ---- lessons ----
status=$(run)
passed=$("$program" list | grep -c '^  ')
check "it looks at every lesson of the course" says "steps of $passed lessons can run here"
status=$(run first-mapping length)
check "lessons that can run: status 0" test "$status" -eq 0
check "and it says so" says "All that these lessons need is here."
check "of those alone" says "steps of 2 lessons can run here"
cat >"$work/none.json" <<'JSON'
{ "format": 1, "id": "none", "rev": 1, "title": "Not here", "steps": [
  { "id": "here", "do": [ "k = 1" ], "expect": [ "k == 1" ] },
  { "id": "arch", "requires": { "arch": "pdp11" }, "do": [ "k = 1" ], "expect": [ "k == 1" ] },
  { "id": "call", "fresh": true, "requires": { "probe": [ "madvise(NULL, 0, 9999) == 0" ] },
    "do": [ "k = 1" ], "expect": [ "k == 1" ] } ] }
JSON
status=$(run "$work/none.json")
check "a step that cannot run, asked for: status 1" test "$status" -eq 1
check "the reason" says "none:arch: it is for pdp11; this machine is $(uname -m)"
check "the reason of a probe" says 'none:call: this kernel does not do `madvise(NULL, 0, 9999) == 0`'
check "the others can" says "1 of 3 steps of 1 lesson can run here"
check "a lesson that is none: status 2" test "$(run nowhere)" -eq 2
echo '{' >"$work/bad.json"
check "a lesson that is invalid: status 3" test "$(run "$work/bad.json")" -eq 3

# ---- for programs ----
status=$(run --json "$work/none.json")
check "--json: the same status" test "$status" -eq 1
if command -v jq >/dev/null; then
	check "--json: the kernel" test "$(jq -r '.probes[] | select(.group == "System" and .name == "kernel").value' \
		"$work/out")" = "$(uname -r)"
	check "--json: the lesson" test "$(jq -r '.lessons[0] | "\(.lesson) \(.skipped) \(.complaints[0].step)"' \
		"$work/out")" = "none 2 arch"
else
	echo "ok $((tests += 1)) - --json # SKIP no jq"
fi
echo "1..$tests"
