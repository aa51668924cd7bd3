#!/bin/bash
# What the shells complete: bash here, zsh and fish where they are installed. Speaks TAP.
set -u
here=$(cd "$(dirname "$0")/../.." && pwd)
program=$(realpath "${MMAPTUTOR:-./mmaptutor}")
completions=$here/assets/completions
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
ln -s "$program" "$work/mmaptutor"
PATH=$work:$PATH
mkdir "$work/place" && cd "$work/place" && touch a-lesson.json notes.txt || exit 1

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
skip() { tests=$((tests + 1)); echo "ok $tests - $1 # SKIP $2"; }

# in_bash WORD...: what bash offers for the last of these words, "=" being a word of its own as in readline
in_bash() {
	bash --norc -c '. "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
		_mmaptutor; printf "%s\n" "${COMPREPLY[@]}"' bash "$completions/mmaptutor.bash" "$@"
}
in_fish() {
	HOME=$work XDG_CONFIG_HOME=$work/c XDG_DATA_HOME=$work/d XDG_CACHE_HOME=$work/e timeout 60 fish --no-config -c \
		'source $argv[1]; complete -C $argv[2]' "$completions/mmaptutor.fish" "$1" | cut -f 1
}
offers() { "${@:2}" >"$work/got"; grep -qxF -- "$1" "$work/got" || { cat "$work/got"; return 1; }; }
only() { [ "$("${@:2}")" = "$1" ] || { "${@:2}"; return 1; }; }
without() { ! "${@:2}" | grep -qxF -- "$1"; }

# Every row of the options in the program and every subcommand of its overview stands in all three files.
options() { sed -n 's/^\t{ "\([a-z-]*\)", \(true\|false\), offsetof(struct app, .*/\1/p' "$here"/src/app/*.c; }
subcommands() { "$program" help | sed -n 's/^  mmaptutor \([a-z][a-z]*\) .*/\1/p' | sort -u; }
knows_all() { # file, pattern with a % for the name
	local name n=0 missing=0
	while IFS= read -r name; do
		n=$((n + 1))
		grep -qE -- "${2//%/$name}" "$1" || { echo "$1 lacks $name"; missing=1; }
	done
	[ "$n" -gt 10 ] && [ "$missing" -eq 0 ]
}
ok "bash knows every option" knows_all "$completions/mmaptutor.bash" "'--%(=[^']*)?'" < <(options)
ok "zsh knows every option" knows_all "$completions/_mmaptutor" "'--%=?\\[" < <(options)
ok "fish knows every option" knows_all "$completions/mmaptutor.fish" " -l % " < <(options)
ok "bash knows every subcommand" knows_all "$completions/mmaptutor.bash" "^	%\\)" < <(subcommands)
ok "zsh knows every subcommand" knows_all "$completions/_mmaptutor" "^	'%:" < <(subcommands)
ok "fish knows every subcommand" knows_all "$completions/mmaptutor.fish" " __mmaptutor_first -a % " < <(subcommands)

ok "bash: a subcommand" only quiz in_bash mmaptutor qu
ok "bash: every subcommand" offers check in_bash mmaptutor ''
ok "bash: an option" only --coverage in_bash mmaptutor check --co
ok "bash: an option before its subcommand" only --theme in_bash mmaptutor --t
ok "bash: no option of another subcommand" without --coverage in_bash mmaptutor run --
ok "bash: a lesson" only length in_bash mmaptutor learn len
ok "bash: a second lesson" offers prot in_bash mmaptutor quiz length pr
ok "bash: a lesson of one's own" only ./a-lesson.json in_bash mmaptutor check ./a
ok "bash: a theme" only light in_bash mmaptutor learn --theme li
ok "bash: a form of export" offers svg in_bash mmaptutor export length --to ''
ok "bash: a form behind =" only svg in_bash mmaptutor export length --to = s
ok "bash: all forms behind =" offers anki in_bash mmaptutor export length --to =
ok "bash: any file" only notes.txt in_bash mmaptutor grade no
ok "bash: no such file as a lesson" without notes.txt in_bash mmaptutor run no
ok "bash: a word that help knows" only MAP_FIXED_NOREPLACE in_bash mmaptutor help MAP_FIXED_
ok "bash: nothing behind list" only '' in_bash mmaptutor list ''
if command -v fish >/dev/null; then
	ok "fish: a subcommand" offers quiz in_fish 'mmaptutor qu'
	ok "fish: an option" offers --coverage in_fish 'mmaptutor check --co'
	ok "fish: a lesson" offers length in_fish 'mmaptutor learn len'
	ok "fish: a theme" offers light in_fish 'mmaptutor learn --theme li'
	ok "fish: a form of export" offers svg in_fish 'mmaptutor export length --to '
	ok "fish: a word that help knows" offers MAP_FIXED in_fish 'mmaptutor help MAP_F'
else
	skip "fish" "fish is not installed"
fi
if command -v zsh >/dev/null; then
	ok "zsh parses it" zsh -n "$completions/_mmaptutor"
	ok "zsh finds it by its name" zsh -fc 'fpath=($1); autoload -Uz +X _mmaptutor' zsh "$completions"
else
	skip "zsh" "zsh is not installed"
fi
echo "1..$tests"
