#!/bin/bash
# lessons/README.md: what an author reads there works. Each `json` block is a whole lesson, each `json step` block a
# step; `check` accepts them all. The `sh` blocks run in their order, in one directory. TAP.
set -u
program=$(realpath "${MMAPTUTOR:-./mmaptutor}")
cd "$(dirname "$0")/../.." || exit 1
guide=$PWD/lessons/README.md
work=$(mktemp -d) || exit 1
pid=
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null; rm -rf "$work"' EXIT
export XDG_STATE_HOME=$work/state PATH=$work/bin:$PATH
mkdir "$work/bin" "$work/lessons" && ln -s "$program" "$work/bin/mmaptutor" && cd "$work" || exit 1

tests=0
check() { # name, condition...
	tests=$((tests + 1))
	if "${@:2}"; then
		echo "ok $tests - $1"
	else
		echo "not ok $tests - $1"
		sed 's/^/# /' out err
	fi
}

# Blocks as files: whole-N, step-N, sh-N
awk '
/^```json step$/ { to = "step-" ++steps; next }
/^```json$/      { to = "whole-" ++wholes; next }
/^```sh$/        { to = "sh-" ++shells; next }
/^```$/          { if (to != "") { close(to); to = ""; next } other = !other; next }
to != ""         { print >to }
END { print wholes + 0, steps + 0, shells + 0 >"counts" }' "$guide"
read -r wholes steps shells <counts
: >out
: >err
check "there are lessons, steps and commands" test "$wholes" -gt 1 -a "$steps" -gt 3 -a "$shells" -gt 3

held() { # FILE: each step passes, or is skipped for a reason of this machine
	mmaptutor check "$1" >out 2>err </dev/null
	case $? in 0 | 4) [ ! -s err ] ;; *) false ;; esac
}
for ((i = 1; i <= wholes; i++)); do
	id=$(sed -n 's/^  "id": "\([a-z0-9-]*\)".*/\1/p' "whole-$i" | head -n 1)
	cp "whole-$i" "lessons/$id.json"
	check "the lesson $id" held "lessons/$id.json"
done
for ((i = 1; i <= steps; i++)); do
	{
		printf '{ "format": 1, "id": "step-%d", "rev": 1, "title": "A step of the guide", "steps": [\n' "$i"
		cat "step-$i"
		echo '] }'
	} >"lessons/step-$i.json"
	check "the step $(sed -n 's/^  "id": "\(.*\)",/\1/p' "step-$i" | head -n 1)" held "lessons/step-$i.json"
done

# A command that watches is ended when it waits.
watches() {
	local line
	mkfifo lines
	"$@" >lines 2>&1 </dev/null &
	pid=$!
	exec 3<lines
	while IFS= read -r -t 60 line <&3; do
		case $line in "waiting for the next save"*) break ;; esac
	done
	kill -INT "$pid"
	wait "$pid"
	local status=$?
	pid=
	exec 3<&-
	rm lines
	[ $status -eq 130 ]
}
works() { mmaptutor "$@" >out 2>err </dev/null; }
for ((i = 1; i <= shells; i++)); do
	while read -r -a words; do
		run=works
		[[ " ${words[*]} " != *" --watch "* ]] || run=watches
		[ $run = works ] && check "${words[*]}" works "${words[@]:1}"
		[ $run = watches ] && check "${words[*]}" watches "${words[@]}"
	done <"sh-$i"
done

# Commands inside sentences: they name subcommands and words that there are.
grep -o '`mmaptutor help [a-z]*`' "$guide" | tr -d '`' | sort -u >helps
while read -r -a words; do check "${words[*]}" works "${words[@]:1}"; done <helps
grep -oE '`(mmaptutor )?[a-z]+ [^`]*`' "$guide" | sed -n 's/^`mmaptutor \([a-z]*\).*/\1/p' | sort -u >subcommands
while read -r word; do check "the subcommand $word" works help "$word"; done <subcommands
check "the schema lies where it says" test -f "$(dirname "$guide")/../assets/lesson.schema.json"
echo "1..$tests"
