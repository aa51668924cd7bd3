#!/bin/bash
# assets/po/*.po have all messages of the sources and no others, and each is translated. Speaks TAP.
cd "$(dirname "$0")/../.." || exit 1
if ! command -v msgmerge >/dev/null || ! command -v xgettext >/dev/null; then
	echo "1..0 # skip gettext is not installed"
	exit 0
fi
box=$(mktemp -d) || exit 1
trap 'rm -rf "$box"' EXIT
n=0 failed=0

ok() { # what, command...; what it says is shown where it fails
	local what=$1
	shift
	n=$((n + 1))
	if "$@" >"$box/said" 2>&1; then
		echo "ok $n - $what"
	else
		failed=1
		echo "not ok $n - $what"
		sed 's/^/# /' "$box/said" | head -30
	fi
}

# A copy, since merging writes into its place.
mkdir "$box/assets" && cp -R src "$box" && cp -R assets/po "$box/assets" || exit 1
current() { "$box/assets/po/merge" "$1" && { diff "assets/po/$1.po" "$box/assets/po/$1.po" || { echo "make po, translate what is empty, commit"; false; }; }; }
translated() { [ -z "$(msgattrib --untranslated --no-obsolete "assets/po/$1.po")" ] && [ -z "$(msgattrib --only-fuzzy "assets/po/$1.po")" ]; }
marked() { # a message of each way to mark one: a format, tr, N_, a hint, a table of src/kernel
	local one
	"$box/assets/po/extract" >"$box/pot" || return 1
	for one in 'nothing is mapped at 0x%llx' 'Answer: ' 'self-study: predict, run, see' 'choose a shorter one' \
		'makes a mapping of a file or of fresh memory and returns its address'; do
		grep -qxF "msgid \"$one\"" "$box/pot" || { echo "not found: $one"; return 1; }
	done
}

ok "messages are found, however they are marked" marked
for f in assets/po/*.po; do
	language=$(basename "$f" .po)
	ok "$f has the messages of the sources" current "$language"
	ok "$f is translated" translated "$language"
	ok "$f has the conversions of its formats" msgfmt --check --output-file=/dev/null "$f"
done
echo "1..$n"
exit "$failed"
