"""Looks at a handout as the XML that it is.

look.py text PAGE            its words, the picture's too, one text a line
look.py whole PAGE LESSON    every step is in it with all it has; ids are unique; nothing comes from elsewhere
look.py open PAGE LESSON     every question is in it, and no answer
"""
import json
import re
import sys
import xml.etree.ElementTree as tree

HTML, SVG = "{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/2000/svg}"


def fail(what):
    print(what)
    sys.exit(1)


def words(element):
    return re.sub(r"\s+", " ", "".join(element.itertext()))


def plain(text):
    """A text of a lesson as far as it holds no mark and no value."""
    return re.sub(r"\s+", " ", re.split(r"[`*{]", text)[0])


def statements(do):
    for s in do:
        yield from statements(s["do"]) if isinstance(s, dict) else [s]


def sections(root, lesson):
    found = [s for s in root.iter(HTML + "section") if s.get("class") == "step"]
    if len(found) != len(lesson["steps"]):
        fail(f"{len(found)} sections for {len(lesson['steps'])} steps")
    return zip(lesson["steps"], found)


def expect_in(step, what, text, section):
    if text not in words(section):
        fail(f"step {step['id']}: its {what} is not there: {text!r}")


def look_around(root):
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    twice = {i for i in ids if ids.count(i) > 1}
    if twice:
        fail(f"ids twice: {twice}")
    for e in root.iter():
        name = e.tag.split("}")[1]
        if name in ("script", "link", "img", "iframe", "object", "image", "use", "foreignObject"):
            fail(f"there is a <{name}>")
        for key, value in e.attrib.items():
            if key.startswith("on") or key == "src" or (key.endswith("href") and value[1:] not in ids):
                fail(f"{name} {key}={value}")
            if key in ("aria-labelledby", "aria-describedby") and value not in ids:
                fail(f"{name} is named by {value}, which is not there")
    style = "".join(root.find(HTML + "head").find(HTML + "style").itertext())
    if "url(" in style or "@import" in style:
        fail("the style fetches something")
    if root.get("lang") != "en":
        fail("no language")


def asked(step, section):
    expect_in(step, "title", plain(step.get("title", step["id"])), section)
    for text in step.get("text", []):
        expect_in(step, "text", plain(text.strip()), section)
    ask = step.get("ask", {})
    expect_in(step, "question", plain(ask.get("prompt", "")), section)
    for c in ask.get("choices", []):
        expect_in(step, "choice", plain(c["text"]), section)


def whole(root, lesson):
    for step, section in sections(root, lesson):
        asked(step, section)
        for text in step.get("explain", []):
            expect_in(step, "explanation", plain(text.strip()), section)
        if "was not run" in words(section):
            continue
        shown = words(section)
        for s in statements(step["do"]):
            # What stands before a statement is said with it in other words.
            body = re.sub(r"\s+", " ", re.sub(r"^die:\s*", "", s))
            if body not in shown:
                fail(f"step {step['id']}: its statement is not there: {s}")
        for e in step["expect"]:
            expect_in(step, "expectation", re.sub(r"\s+", " ", e), section)
        for c in step.get("ask", {}).get("choices", []):
            if "no right answer here" not in shown:
                expect_in(step, "why", plain(c["why"]), section)
        pictures = list(section.iter(SVG + "svg"))
        if not pictures:
            fail(f"step {step['id']}: no picture")
        for p in pictures:
            desc = p.find(SVG + "desc")
            if p.get("role") != "img" or desc is None or len(words(desc)) < 20:
                fail(f"step {step['id']}: a picture without words")


def unanswered(root, lesson):
    open_since = False
    for step, section in sections(root, lesson):
        asked(step, section)
        if step.get("fresh") or lesson.get("fresh"):
            open_since = False
        open_since = open_since or "ask" in step or "task" in step
        told = words(section)
        if not open_since:
            continue
        if list(section.iter(SVG + "svg")) or list(section.iter(HTML + "samp")) or "✓" in told:
            fail(f"step {step['id']} tells what came of it")
        for c in step.get("ask", {}).get("choices", []):
            if len(plain(c["why"])) > 12 and plain(c["why"]) in told:
                fail(f"step {step['id']} tells a why")
        for text in step.get("explain", []):
            if "{" not in text and re.sub("[`*]", "", text) in told:
                fail(f"step {step['id']} explains")


def main():
    root = tree.parse(sys.argv[2]).getroot()
    if sys.argv[1] == "text":
        for e in root.find(HTML + "body").iter():
            print(words(e))
        return
    lesson = json.load(open(sys.argv[3], encoding="utf-8"))
    look_around(root)
    {"whole": whole, "open": unanswered}[sys.argv[1]](root, lesson)


main()
