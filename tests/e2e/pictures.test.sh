#!/bin/bash
# Steps as SVG: real runs, any size and theme, what is refused; and the README's are what is drawn now. Speaks TAP.
set -u
here=$(dirname "$0")
program=$(realpath "${MMAPTUTOR:-./mmaptutor}")
root=$(realpath "$here/../..")
tour=$root/assets/pictures/tour.json
current=$(realpath "$here/fixtures-pictures/current.py")
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export XDG_CONFIG_HOME=$work/config
unset NO_COLOR

tests=0
ok() { # name, then a command
	local name=$1
	shift
	tests=$((tests + 1))
	if "$@" >"$work/said" 2>&1; then
		echo "ok $tests - $name"
	else
		echo "not ok $tests - $name"
		sed 's/^/# /' "$work/said"
	fi
}
draw() { "$program" export "$tour:$1" --to svg "${@:2}"; }
# The words of a picture, one run of text a line.
words() { python3 -c 'import sys, xml.dom.minidom as m
for t in m.parse(sys.stdin).getElementsByTagName("text"): print("".join(n.data for n in t.childNodes))'; }
has() { draw "$1" "${@:3}" | words | grep -qF -- "$2"; }
fails() { # status, message, command
	"${@:3}" >"$work/out" 2>"$work/err"
	[ $? -eq "$1" ] && grep -qF -- "$2" "$work/err"
}
wide() { [ "$(draw split --size "$1" | grep -o '<svg [^>]*' | grep -o ' width="[0-9]*"')" = " width=\"$2\"" ]; }

ok "the lesson of the pictures passes check" "$program" check "$tour"
ok "a mapping just made is new" has new-mapping new
ok "three pages changed" has touch "changed in this step"
ok "a line is split" has split "split in 3, rw- → r--"
ok "a page has parted" has fork "parted: each its own"
ok "an errno" has errno "→ MAP_FAILED, EEXIST: something is there already"
ok "a question is open" has quiz "Mark the pages in this process's page" --open
ok "in ASCII" has split "split in 3, rw- -> r--" --ascii
ok "80 columns" wide 80x24 744
ok "200 columns" wide 200x60 1824
ok "a theme" bash -c "'$program' export '$tour:split' --to svg --theme light | grep -q 'fill=\"#fdfcf9\"'"
mkdir -p "$XDG_CONFIG_HOME/mmaptutor"
echo '{ "theme": "high-contrast" }' >"$XDG_CONFIG_HOME/mmaptutor/config.json"
ok "the theme of the config file" bash -c "'$program' export '$tour:split' --to svg | grep -q 'rx=\"8\" fill=\"#000000\"'"
echo '{ "theme": 7 }' >"$XDG_CONFIG_HOME/mmaptutor/config.json"
ok "a config file that is wrong is told" fails 4 '"theme" is a name' draw split
ok "the option goes first" draw split --theme dark
ok "no such theme" fails 4 'there is no theme "nope"' draw split --theme nope
ok "no such size" fails 2 "--size takes columns and rows" draw split --size 12
ok "no step" fails 2 "a picture is of one step" "$program" export "$tour" --to svg
rm "$XDG_CONFIG_HOME/mmaptutor/config.json"
ok "as a class sees it" has fork "what the kernel answered" --room
ok "which has no keys below" bash -c "! '$program' export '$tour:fork' --to svg --room | grep -q 'Enter'"

mkdir "$work/drawn"
ok "all pictures are drawn" "$root/assets/pictures/draw" "$program" "$work/drawn"
for kept in "$root"/assets/pictures/*.svg; do
	name=$(basename "$kept" .svg)
	ok "$name.svg is current, else: make pictures" python3 "$current" "$kept" "$work/drawn/$name.svg"
	ok "the README shows it" grep -qF "](assets/pictures/$name.svg)" "$root/README.md"
done
ok "there are no others" test "$(ls "$work/drawn")" = "$(basename -a "$root"/assets/pictures/*.svg)"

# The comparison sees a word, a colour, a place; and, on another kernel, still a word and a colour.
stale() { ! python3 "$current" "$work/stale.svg" "$work/drawn/split.svg"; }
change() { sed "$@" "$work/drawn/split.svg" >"$work/stale.svg" && ! cmp -s "$work/stale.svg" "$work/drawn/split.svg"; }
change 's/becomes three/becomes four/' && ok "another word is stale" stale
change '0,/#8fc3ff/s//#8fc3fe/' && ok "another colour is stale" stale
change '0,/<text x="21" /s//<text x="30" /' && ok "another place is stale" stale
change 's/>7ffff7f/>7fffe7f/g; s/becomes three/becomes four/' && ok "another word on another kernel is stale" stale
change 's/>7ffff7f/>7fffe7f/g' && ok "another kernel alone is not" python3 "$current" "$work/stale.svg" "$work/drawn/split.svg"

# The README is two screens, and what it links to is there.
ok "the README fits on two screens" test "$(wc -l <"$root/README.md")" -le 100
ok "no line of it is wider than the sources" bash -c "! grep -nE '.{121}' '$root/README.md'"
linked() { grep -oE '\]\([^)]*\)' "$root/README.md" | sed 's/^](//; s/)$//' | while read -r to; do
	[ -e "$root/$to" ] || { echo "$to"; return 1; }
done; }
ok "what it links to is there" linked
named() { grep -oE 'mmaptutor (--)?[a-z]+' "$root/README.md" | sort -u | while read -r _ what; do
	"$program" "${what#--}" --help >/dev/null || [ "$what" = --version ] || { echo "$what"; return 1; }
done; }
ok "the subcommands that it names are there" named
echo "1..$tests"
