#!/bin/bash
# Every lesson as a C program: it compiles without a warning and shows what `run --json` shows. Speaks TAP.
# Each step is a test of its own; what a program leaves out is named in a comment.
set -u
here=$(dirname "$0")
program=$(realpath "${MMAPTUTOR:-./mmaptutor}")
compare=$(realpath "$here/fixtures-export/compare.py")
lessons=$(realpath "$here/../../lessons")
fixtures=$(realpath "$here/fixtures-export")

# On a disk, as the directories of lessons are: of tmpfs the page cache tells other things.
work=$(mktemp -d -p /var/tmp export.XXXXXX) || exit 1
trap 'rm -rf "$work"' EXIT

# A program is run as an ordinary user, in an empty directory, without capabilities.
as_user=()
if [ "$(id -u)" -eq 0 ]; then
	as_user=(setpriv --reuid=65534 --regid=65534 --clear-groups --bounding-set=-all --inh-caps=-all)
fi

tests=0
tell() { # reads lines without numbers
	local line
	while IFS= read -r line; do
		case $line in
		ok\ *) tests=$((tests + 1)); echo "ok $tests - ${line#ok }" ;;
		not\ ok\ *) tests=$((tests + 1)); echo "not ok $tests - ${line#not ok }" ;;
		*) echo "$line" ;;
		esac
	done
}

fault() { # the lesson, what is wrong, the file that says more
	tell <<<"not ok $1: $2"
	head -n 20 "$3" | sed 's/^/# /'
}

one() {
	local lesson=$1 id dir
	id=$(basename "$lesson" .json)
	dir=$work/$id
	mkdir -p "$dir/empty" && chmod 755 "$work" "$dir" && chmod 777 "$dir/empty"
	if ! "$program" export "$lesson" --to c >"$dir/lesson.c" 2>"$dir/said"; then
		fault "$id" "export fails" "$dir/said"
	elif ! gcc -std=gnu17 -Wall -Wextra -Werror -o "$dir/lesson" "$dir/lesson.c" 2>"$dir/said"; then
		fault "$id" "the program does not compile" "$dir/said"
	elif ! (cd "$dir/empty" && timeout -k 5 60 "${as_user[@]}" "$dir/lesson") >"$dir/program" 2>"$dir/said"; then
		fault "$id" "the program fails" "$dir/said"
	elif [ -n "$(ls -A "$dir/empty")" ]; then
		fault "$id" "the program leaves files behind" <(ls -A "$dir/empty")
	else
		"$program" run --json "$lesson" >"$dir/run" 2>"$dir/said"
		python3 "$compare" "$dir/run" "$dir/program" >"$dir/told" || echo "not ok $id: the comparison fails" >>"$dir/told"
		tell <"$dir/told"
	fi
}

for lesson in "$lessons"/*.json "$fixtures"/*.json; do
	case $lesson in
	*/course.json | */concepts.json) ;;
	*) one "$lesson" ;;
	esac
done
echo "1..$tests"
