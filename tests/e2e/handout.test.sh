#!/bin/bash
# `export --to html`: a lesson as a page that is well-formed, whole, hides nothing and runs nothing. TAP.
set -u
here=$(dirname "$0")
program=$(realpath "${MMAPTUTOR:-./mmaptutor}")
look=$(realpath "$here/fixtures-handout/look.py")
lessons=$(realpath "$here/../../lessons")
unset LANGUAGE
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

tests=0
check() { # name, condition...
	tests=$((tests + 1))
	if "${@:2}" >"$work/said" 2>&1; then
		echo "ok $tests - $1"
	else
		echo "not ok $tests - $1"
		sed 's/^/# /' "$work/said" "$work/err"
	fi
}
page() { "$program" export "$@" --to html >"$work/page.html" 2>"$work/err"; echo $?; }
well_formed() { xmllint --noout "$work/page.html"; }
has() { grep -qF -- "$1" "$work/page.html"; }
hasnt() { ! has "$1"; }
says() { python3 "$look" text "$work/page.html" | grep -qF -- "$1"; }
says_not() { ! says "$1"; }
count() { [ "$(grep -cF -- "$1" "$work/page.html")" -eq "$2" ]; }

# Lessons of every kind of question, with a task, a program, two processes, and many lines of maps.
for id in addr demand-paging fork program-fstat boundary-cases; do
	check "$id: every step runs" test "$(page "$id")" -eq 0
	check "$id: well-formed" well_formed
	check "$id: whole: steps, statements, choices, pictures with words, one of each id, nothing from elsewhere" \
		python3 "$look" whole "$work/page.html" "$lessons/$id.json"
	check "$id: with room for answers" test "$(page "$id" --open)" -eq 0
	check "$id: which is well-formed" well_formed
	check "$id: and tells no answer" python3 "$look" open "$work/page.html" "$lessons/$id.json"
done

page addr >/dev/null
cp "$work/page.html" "$work/once"
page addr >/dev/null
check "twice the same" cmp -s "$work/page.html" "$work/once"
check "the kernel is named" says "$(uname -sr)"
check "the size of a page" says "$(getconf PAGESIZE | sed 's/\(.*\)\(...\)$/\1,\2/') bytes"
check "the day" says "$(date +%Y-)"
check "for day, night and paper" has '@media screen and (prefers-color-scheme:dark)'
check "no picture is cut in two" has 'figure,.ask,.answer,.checks,.output,.run li,li,.skipped{break-inside:avoid'
check "one step alone" test "$(page addr:hint-taken)" -eq 0
check "is one section" count '<section class="step"' 1
check "a drill, too" test "$(page "length:$(python3 -c 'import json, sys
print(json.load(open(sys.argv[1]))["drills"][0]["id"])' "$lessons/length.json")")" -eq 0
check "a seed" test "$(page length --seed 7)" -eq 0
check "is named" says "mmaptutor export length --to html --seed 7"
page addr --ascii >/dev/null
check "pictures in ASCII" bash -c "! grep '<text ' '$work/page.html' | grep -qP '[^\\x00-\\x7f]'"

# In another language the lesson's words say which it is, and so does the page.
export LANGUAGE=de
check "in German" test "$(page length)" -eq 0
check "well-formed" well_formed
check "its title is" count "<h1><span lang=\"de\" xml:lang=\"de\">$(python3 -c 'import json, sys
print(json.load(open(sys.argv[1]))["texts"]["title"][1])' "$lessons/de/length.json")</span></h1>" 1
check "and so are the words of the page" count '<html xmlns="http://www.w3.org/1999/xhtml" lang="de" xml:lang="de">' 1
unset LANGUAGE
page length >/dev/null
check "a lesson as it was written says none" count ' lang="' 1

# Texts that would like to be more than text.
python3 - "$work/hostile.json" <<'END'
import json, sys
bad = '<script>alert(1)</script> ]]> & "q" \'a\' <!-- --> {n} `<b>`'
lesson = { "format": 1, "id": "hostile", "rev": 1, "title": bad, "summary": bad, "sources": [bad],
  "steps": [
    { "id": "one", "title": bad, "text": [bad, "    " + bad], "explain": [bad], "vary": { "n": [3, 4] },
      "do": ["m = mmap(NULL, 2*page, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)",
             "prctl(PR_SET_VMA, PR_SET_VMA_ANON_NAME, m, page, \"<svg>&x\")",
             "printf(\"<img src=x> ]]> & \\033[2J\\n\")"],
      "expect": ["m != MAP_FAILED && 1 < 2 && \"<i>\" == \"<i>\""], "focus": "m",
      "ask": { "prompt": bad, "choices": [ { "text": bad, "if": "n < 4", "why": bad },
                                           { "text": "no", "if": "n > 3", "why": bad } ] } },
    { "id": "fails", "do": ["x = 1"], "expect": ["x == 2"] },
    { "id": "skipped", "title": "No run", "fresh": True, "requires": { "page_size": 1048576 }, "do": ["z = 1"],
      "expect": ["z == 1"], "ask": { "prompt": "z?", "number": "z" } },
    { "id": "void", "fresh": True, "do": ["z = 1"], "expect": ["z == 1"], "ask": { "prompt": "z?", "choices": [
      { "text": "two", "if": "z == 2", "why": "No." }, { "text": "three", "if": "z == 3", "why": "No." } ] } } ] }
json.dump(lesson, open(sys.argv[1], "w"))
END
check "hostile texts: an expectation that fails is the status" test "$(page "$work/hostile.json")" -eq 1
check "and is told" grep -qF 'an expectation failed' "$work/err"
check "they are well-formed" well_formed
check "they are text" python3 "$look" whole "$work/page.html" "$work/hostile.json"
check "they are seen" says '<script>alert(1)</script> ]]>'
check "values stand in them" says '<!-- --> 3 <b>'
check "no control gets through" bash -c "! grep -qP '[\\x00-\\x08\\x0b-\\x1f]|\\xe2\\x80\\xae' '$work/page.html'"
# Where the kernel has names for anonymous memory.
named() { says 'anon:<svg>&x' || says '"<svg>&x"); → -1'; }
check "the name of a mapping is text" named
check "so is what it printed" says '<img src=x> ]]> &'
check "what failed is on the page" says 'does not hold'
check "with what was seen" says 'x is 1'
check "what was skipped says why" bash -c "python3 '$look' text '$work/page.html' | grep -A3 'This step was not run' | grep -q 'page'"
check "a question without an answer is none" says 'The question has no right answer here.'
check "a lesson that is none" test "$(page no-such-lesson)" -eq 2
check "gives no page" test ! -s "$work/page.html"
echo "1..$tests"
