#!/bin/sh
# Lessons in another language: what is shown, what a translation lacks, and a file to begin one with. Prints TAP.
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
unset LANGUAGE LC_ALL LC_MESSAGES LANG
export XDG_STATE_HOME="$work/state"
n=0 failed=0

report() { # report STATUS WHAT
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $n - $2"
	else
		failed=1
		echo "not ok $n - $2"
		sed 's/^/# /' "$work/out" "$work/err" 2>/dev/null | tail -40
	fi
}

ask() { "$MMAPTUTOR" "$@" >"$work/out" 2>"$work/err" </dev/null; }
said() { grep -qF -- "$1" "$work/out" "$work/err"; }

mkdir "$work/de"
cat >"$work/tiny.json" <<'END'
{ "format": 1, "id": "tiny", "rev": 1, "title": "A tiny lesson",
  "steps": [ { "id": "one", "title": "One step", "text": [ "Read this." ],
    "do": [ "m = mmap(NULL, page, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)" ], "expect": [ "m != MAP_FAILED" ] } ] }
END
cat >"$work/de/tiny.json" <<'END'
{ "format": 1, "of": "tiny", "language": "de", "texts": {
    "title": [ "A tiny lesson", "Eine winzige Lektion" ],
    "steps/one/title": [ "One step", "Ein Schritt" ],
    "steps/one/text/0": [ "Read this.", "Bitte lesen." ] } }
END

LANGUAGE=de ask run "$work/tiny.json" && said "Ein Schritt" && said "Bitte lesen." && said "mmap(NULL, page, PROT_READ"
report $? "LANGUAGE alone is enough"
LC_ALL=de_AT.UTF-8 ask run "$work/tiny.json" && said "Ein Schritt"
report $? "a locale of a country that has no overlay of its own"
LC_ALL=C.UTF-8 ask run "$work/tiny.json" && said "One step" && ! said "Ein Schritt"
report $? "the C locale is the lesson's own language"
LANGUAGE=xx ask run "$work/tiny.json" && said "One step"
report $? "a language without an overlay"

ask check --lang de "$work/tiny.json" && said "all 3 texts" && said "1 passed, 0 failed, 0 skipped"
report $? "a whole overlay"
sed -i 's/Read this/Read that/' "$work/tiny.json"
ask check --lang de "$work/tiny.json"
[ $? -eq 3 ] && grep -q "de/tiny.json:4:[0-9]*: \"steps/one/text/0\" is stale: the lesson says now \"Read that.\"" "$work/err"
report $? "a text that changed since is stale, by file, line and column"
LANGUAGE=de ask run "$work/tiny.json" && said "Ein Schritt" && said "Read that." && ! said "Bitte"
report $? "what is stale is shown as the lesson has it"
ask export "$work/tiny.json" --to overlay --lang de && cp "$work/out" "$work/de/tiny.json" && ! said "Bitte" &&
    ask check --lang de "$work/tiny.json"
[ $? -eq 3 ] && said 'no text for "steps/one/text/0"' && said "2 of 3 texts, 1 missing, 0 stale"
report $? "an overlay to be filled in keeps what still holds"

# As lessons/README.md has it: the first time into an empty directory, then over what is translated.
guide=$(sed -n 's|^mmaptutor export ./my-lesson.json \(--to overlay .*\)|"$MMAPTUTOR" export ./my-lesson.json \1|p' lessons/README.md)
export MMAPTUTOR="$(realpath "$MMAPTUTOR")"
(mkdir -p "$work/guide/de" && cd "$work/guide" && "$MMAPTUTOR" new my-lesson && eval "$guide" &&
    sed -i '/"title": \[/{n;n;s/""/"Meine Lektion"/}' de/my-lesson.json && eval "$guide" &&
    grep -q "Meine Lektion" de/my-lesson.json) >"$work/out" 2>"$work/err"
report $? "the guide's command begins a translation, and later keeps it"
(cd "$work/guide" && "$MMAPTUTOR" export my-lesson.json --to overlay --lang fr >fr.json && mkdir fr &&
    "$MMAPTUTOR" export my-lesson.json --to overlay --lang fr >fr/my-lesson.json && cmp fr.json fr/my-lesson.json) >"$work/out" 2>"$work/err"
report $? "so does a plain redirection, the first time"

ask check --lang fr "$work/tiny.json"
[ $? -eq 3 ] && said "export LESSON --to overlay --lang fr"
report $? "no overlay yet: what begins one is told"
for bad in "" ../de de/x; do
	ask check --lang "$bad" "$work/tiny.json"
	[ $? -eq 2 ] && said "takes the name of a language"
	report $? "\"$bad\" is no language"
done

# What the course has in German is whole.
ask check --lang de && said "lessons/de/course.json: all" && said "lessons/de/first-mapping.json: all" && said " 0 failed,"
report $? "the German of the course lacks nothing"
LANGUAGE=de ask run first-mapping && said "Seite" && tail -n 1 "$work/out" | grep -q " 0 failed, "
report $? "a whole lesson in German"

# The program's own messages.
LANGUAGE=de LANG=C.UTF-8 ask run "$work/none.json"
[ $? -eq 2 ] && said "es gibt keine Lektion"
report $? "messages by LANGUAGE, whatever the locale"
LANG=de_DE.UTF-8 ask help mmap && said "macht eine Abbildung"
report $? "messages by LANG, where that locale is not installed either"
LC_ALL=C LANG=de_DE.UTF-8 ask help mmap && said "makes a mapping" && ! said "Abbildung"
report $? "the C locale has the messages as they are written"
LANGUAGE=en:de ask help mmap && said "makes a mapping"
report $? "English before German is English"
LANGUAGE=de ask run --json "$work/tiny.json" && said '"held":true' && said "1 passed, 0 failed, 0 skipped"
report $? "what a program reads is in no language"
for key in "1 answer" "2 wrong"; do
	printf '%s\n' "${key% *}" "" quit | XDG_STATE_HOME="$work/${key#* }" LANGUAGE=de "$MMAPTUTOR" learn length --plain >"$work/out" 2>"$work/err" &&
	    said "Frage: " && said "Mit der Nummer antworten." && ! grep -E "Question|Answer|holds|What|gives|fault" "$work/out"
	report $? "a question and its verdict in the dialogue, answered by ${key% *}"
done
LANGUAGE=de ask --help
[ "$(wc -l <"$work/out")" -le 24 ] && said "Selbststudium"
report $? "the overview in German is one screen"
"$MMAPTUTOR" --help | sed -n 's/^  mmaptutor \([a-z][a-z]*\) .*/\1/p' >"$work/commands"
while read -r command; do
	LANGUAGE=de ask "$command" --help && [ "$(wc -l <"$work/out")" -le 24 ] &&
	    ! LC_ALL=C.UTF-8 grep -E '.{81}' "$work/out" && ! LANGUAGE=en "$MMAPTUTOR" "$command" --help | cmp -s - "$work/out"
	report $? "$command --help in German is one screen of 80 columns"
done <"$work/commands"

echo "1..$n"
exit "$failed"
