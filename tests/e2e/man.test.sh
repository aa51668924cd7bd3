#!/bin/bash
# The manual and the completions say what the program's tables say, and roff has nothing to complain about. Speaks TAP.
set -u
here=$(cd "$(dirname "$0")/../.." && pwd)
tables=$(dirname "$(realpath "${MMAPTUTOR:-./mmaptutor}")")/tables
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$here" || exit 1

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

current() {
	"$tables" <"$1.in" >"$work/page" || return 1
	diff "$1" "$work/page" || { echo "$1 is stale: run make man, and commit it"; return 1; }
}
silent() { "$@" >"$work/said" 2>&1 && [ ! -s "$work/said" ] || { cat "$work/said"; return 1; }; }
groff() { LC_ALL=C.UTF-8 man --warnings -E UTF-8 -l -Tutf8 -Z "$1" 2>&1 >/dev/null | { ! grep .; }; }
fits() { # at 80 columns; what mandoc strikes over itself counts once
	mandoc -Tutf8 -O width=78 "$1" | LC_ALL=C.UTF-8 sed 's/.\x08//g' >"$work/text"
	[ "$(wc -l <"$work/text")" -gt 100 ] && [ "$(LC_ALL=C.UTF-8 wc -L <"$work/text")" -le 80 ]
}
unknown() { ! echo '@nothing@' | "$tables" >/dev/null 2>"$work/err" && grep -qF 'no table @nothing@' "$work/err"; }
has_all() { # file, words on stdin
	local word n=0 missing=0
	while IFS= read -r word; do
		n=$((n + 1))
		sed 's/\\-/-/g' "$1" | grep -qF -- "$word" || { echo "$1 lacks $word"; missing=1; }
	done
	[ "$n" -gt "$2" ] && [ "$missing" -eq 0 ]
}
fields() { python3 -c 'import json
s = json.load(open("assets/lesson.schema.json"))
for shape in [s] + list(s["$defs"].values()):
	print(*["\\fB" + f + "\\fR" for f in shape.get("properties", {}) if f != "repeat"], sep="\n")' | grep .; }

if [ "$(uname -m)" = x86_64 ]; then
	for f in assets/man/*.in assets/completions/*.in; do ok "${f%.in} is current" current "${f%.in}"; done
else
	skip "the pages are current" "they are written on x86-64, whose constants they list"
fi
ok "an unknown table is refused" unknown
ok "every field of the schema is in the page" has_all assets/man/mmaptutor-lesson.5 60 < <(fields)
ok "every exit status is in the page" has_all assets/man/mmaptutor.1 3 < <(printf '.B %s\n' 0 1 2 3 4)
for f in assets/man/*.[1-8]; do
	if command -v mandoc >/dev/null; then
		ok "$f has no faults" silent mandoc -Tlint "$f"
		ok "$f fits 80 columns" fits "$f"
	else
		skip "$f has no faults" "mandoc is not installed"
	fi
	if man --version 2>/dev/null | grep -q '^man 2'; then
		ok "$f pleases groff" groff "$f"
	else
		skip "$f pleases groff" "man-db is not installed"
	fi
done
echo "1..$tests"
