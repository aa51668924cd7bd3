#!/bin/bash
# `export --to anki`: a text deck of the choice questions, with the answers that the kernel gave here. TAP.
set -u
program=$(realpath "${MMAPTUTOR:-./mmaptutor}")

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

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
run() { "$program" export "$@" --to anki >"$work/out" 2>"$work/err"; echo $?; }
has() { grep -qF -- "$1" "$work/out"; }
cards() { grep -vc '^#' "$work/out"; }

# Marks, tabs, tags and quotes in its texts; a question of two right choices; one that nothing answers; a drill.
cat >"$work/cards.json" <<'END'
{ "format": 1, "id": "cards", "rev": 1, "title": "Cards <b>", "steps": [
  { "id": "first", "text": ["Set `x` to *n* & say {n}; 2*n*n stays."], "vary": { "n": [3, 4] },
    "do": ["x = n", "m = mmap(NULL, page, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)"], "expect": ["x == n"],
    "ask": { "prompt": "x?", "choices": [
      { "text": "three", "if": "x == 3", "why": "\"n\" is {n}." }, { "text": "four", "if": "x == 4", "why": "No." } ] } },
  { "id": "second", "do": ["y = x + 1"], "expect": ["y > x"],
    "ask": { "prompt": "y?", "many": true, "choices": [
      { "text": "more", "if": "y > x", "why": "So." }, { "text": "less", "if": "y < x", "why": "No." },
      { "text": "not equal", "if": "y != x", "why": "So." } ] } },
  { "id": "number", "do": ["z = 1"], "expect": ["z == 1"], "ask": { "prompt": "z?", "number": "z" } },
  { "id": "skipped", "fresh": true, "requires": { "page_size": 1048576 }, "do": ["z = 1"], "expect": ["z == 1"],
    "ask": { "prompt": "z?", "choices": [
      { "text": "one", "if": "z == 1", "why": "So." }, { "text": "two", "if": "z == 2", "why": "No." } ] } }
], "drills": [
  { "id": "drill", "teaches": ["length-zero"], "do": ["w = 1"], "expect": ["w == 1"], "ask": { "prompt": "w?", "choices": [
      { "text": "one", "if": "w == 1", "why": "So." }, { "text": "two", "if": "w == 2", "why": "No." } ] } }
] }
END

check "status 0" test "$(run "$work/cards.json")" -eq 0
check "the separator is told first" test "$(head -n 1 "$work/out")" = '#separator:tab'
check "that it is HTML" has '#html:true'
check "a card a choice question that was answered" test "$(cards)" -eq 3
check "four fields each" test "$(awk -F'\t' '!/^#/ && NF != 4' "$work/out" | wc -l)" -eq 0
check "the one without an answer is told" grep -qF 'cards:skipped has no card' "$work/err"
check "how many" grep -qxF '3 cards, 1 questions without one' "$work/err"
check "marks become HTML, values are put in" has '<p>Set <code>x</code> to <em>n</em> &amp; say 3; 2*n*n stays.</p>'
check "the title is text" has 'Cards &lt;b&gt;'
check "what was right" has '<p><b>A: three</b>, right. &quot;n&quot; is 3.</p><p>B: four, wrong. No.</p>'
check "two right ones" has '<p><b>A: more</b>, right. So.</p><p>B: less, wrong. No.</p><p><b>C: not equal</b>, right. So.</p>'
check "what leads to a question stands before it" has '<p>Before:</p><pre>/* here n = 3 */<br>x = n;<br>'
check "each card tells the kernel" test "$(grep -cF "As Linux $(uname -r) answered, with pages of $(getconf PAGESIZE) bytes" "$work/out")" -eq 3
check "a card keeps its id" test "$(grep -c '^mmaptutor:cards:drill	' "$work/out")" -eq 1
check "concepts are tags" grep -q '	mmaptutor mmaptutor::cards mmaptutor::length-zero$' "$work/out"
cp "$work/out" "$work/once"
run "$work/cards.json" >/dev/null
check "twice the same" cmp -s "$work/out" "$work/once"
check "several lessons" test "$(run "$work/cards.json" length)" -eq 0
check "have their cards in one deck" has 'mmaptutor:length:one-byte	'
check "a lesson that is none: nothing is written" test "$(run "$work/cards.json" no-such-lesson)" -eq 2
check "not even the others" test ! -s "$work/out"

echo "1..$tests"
