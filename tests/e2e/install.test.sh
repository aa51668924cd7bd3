#!/bin/bash
# make install and uninstall: all is where it belongs, works from there, and goes away again. Speaks TAP.
set -u
here=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
unset MAKEFLAGS MFLAGS MAKELEVEL DESTDIR PREFIX
root="$work/a root" prefix=/opt/tutor
bin=$root$prefix/bin/mmaptutor

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
to() { make -s -C "$here" variant="${variant:-release}" "$1" DESTDIR="$root" PREFIX=$prefix; }
holds() { [ -f "$root$prefix/$1" ] || { echo "$1 is not there"; return 1; }; }
same() { # installed file, file of the source tree
	cmp "$root$prefix/$1" "$here/$2"
}
every() { # directory, installed directory, pattern: as many files, and some
	local n
	n=$(find "$here/$1" -maxdepth 1 -name "$3" | wc -l)
	[ "$n" -gt 0 ] && [ "$(find "$root$prefix/$2" -maxdepth 1 -name "$3" | wc -l)" -eq "$n" ]
}
no_build_path() { ! grep -rlF -- "$here" "$root$prefix/share" "$root$prefix/libexec"; }
runs() { (cd / && env "$@" "$bin" run first-mapping) | tail -n 1 | grep -qE '^[0-9]+ passed, 0 failed'; }
learns() { # text that is told; environment
	(cd / && printf '\n%.0s' {1..60} | env "${@:2}" timeout 60 "$bin" learn first-mapping --plain) >"$work/out" 2>&1
	grep -qF -- "$1" "$work/out" || { tail -n 20 "$work/out"; return 1; }
}
nothing_left() { [ -z "$(find "$root" -mindepth 1)" ] || { find "$root"; return 1; }; }
left() { [ "$(cd "$root" && find . -mindepth 1 | LC_ALL=C sort | tr '\n' ' ')" = "$1" ] || { find "$root"; return 1; }; }

mkdir "$root" && mkdir "$work/state"
export XDG_STATE_HOME=$work/state
ok "installs" to install
ok "the program" holds bin/mmaptutor
ok "the lab" holds libexec/mmaptutor/mmaptutor-lab
ok "the lessons" every lessons share/mmaptutor/lessons '*.json'
ok "their translations" every lessons/de share/mmaptutor/lessons/de '*.json'
ok "the themes" every assets/themes share/mmaptutor/themes '*.json'
ok "the schema, where a lesson looks for it" same share/mmaptutor/lessons/../assets/lesson.schema.json assets/lesson.schema.json
ok "the manual" same share/man/man1/mmaptutor.1 assets/man/mmaptutor.1
ok "the manual of the format" same share/man/man5/mmaptutor-lesson.5 assets/man/mmaptutor-lesson.5
ok "bash's completion, by the program's name" same share/bash-completion/completions/mmaptutor assets/completions/mmaptutor.bash
ok "zsh's" same share/zsh/site-functions/_mmaptutor assets/completions/_mmaptutor
ok "fish's" same share/fish/vendor_completions.d/mmaptutor.fish assets/completions/mmaptutor.fish
ok "the licence" same share/doc/mmaptutor/LICENSE LICENSE
ok "no source and no template" test -z "$(find "$root" -name '*.in' -o -name '*.c')"
ok "nothing names the source tree" no_build_path
ok "runs from any directory" runs
ok "without a home" runs -u HOME -u XDG_STATE_HOME
ok "without LANG" runs -u LANG -u LC_ALL -u LC_CTYPE
ok "without any environment" runs -i
ln -s "$bin" "$work/link"
ok "through a link" sh -c "cd / && '$work/link' list | grep -q '^  first-mapping '"
ok "finds the themes" sh -c "'$bin' export first-mapping:fresh-memory --to svg --theme light | grep -q '<svg'"
ok "finds its messages" sh -c "LANGUAGE=de '$bin' help mmap | grep -q 'macht eine Abbildung'"
ok "says that it keeps nothing without a home" learns "there is no home directory" -u HOME -u XDG_STATE_HOME
ok "says so where home cannot be written to" learns "not recorded" -u XDG_STATE_HOME HOME=/proc
ok "installs over itself" to install
ok "uninstalls" to uninstall
ok "nothing is left" nothing_left

mkdir -p "$root$prefix/bin" "$root$prefix/share/man/man1"
ok "installs where others are" to install
touch "$root$prefix/share/man/man5/other.5"
ok "uninstalls there" to uninstall
ok "what others made stays" left "./opt ./opt/tutor ./opt/tutor/bin ./opt/tutor/share ./opt/tutor/share/man \
./opt/tutor/share/man/man1 ./opt/tutor/share/man/man5 ./opt/tutor/share/man/man5/other.5 "
ok "uninstalls what is not there" to uninstall
echo "1..$tests"
