"""Compares what an exported program printed with `run --json` of its lesson.

compare.py RUN.jsonl PROGRAM.txt  ->  TAP lines without numbers: `ok LESSON:STEP`, `not ok ...`, `# ...`
"""

import json
import re
import sys

SIGNALS = ("signal", "died")


def read_program(path):
    """The lines of each step: kind -> list of fields."""
    steps, step, lost = {}, None, []
    for line in open(path, encoding="utf-8", errors="surrogateescape"):
        kind, *fields = line.rstrip("\n").split("\t")
        if kind == "step":
            step = steps.setdefault(fields[0], {})
        elif kind == "lost":
            lost.append(fields[0])
        elif step is not None:
            step.setdefault(kind, []).append(fields)
    return steps, lost


def outcome_of(s):
    """What a statement of the JSON did, as the program would say it."""
    if s["outcome"] == "error":
        return ["error", s["errno"]]
    if s["outcome"] in SIGNALS:
        return [s["outcome"], s["signal"], s["si_code"] or "-"]
    if s["outcome"] == "exited":
        return ["exited", str(s["result"])]
    return [s["outcome"]]


def same_outcome(want, got):
    if want[0] in SIGNALS:
        return got[:2] == want[:2] and ("-" in (want[2], got[-1]) or got == want)
    if want[0] in ("computed", "returned"):
        return got[0] in ("computed", "returned")
    return want == got


def statement(s, fields, left):
    """None, or what differs."""
    source, got, value = fields[0], fields[1], fields[2]
    if got == "left out":
        left.append(f"{source}: {value}")
        return None
    want = outcome_of(s)
    if not same_outcome(want, got.split()):
        return f"{source}: {' '.join(want)} in the lesson, {got} in the program"
    if value[:1] in "~-" and not re.fullmatch(r"-\d+", value) or "repeat" in s:
        return None
    if want[0] in ("computed", "returned") and s["result"] is not None and str(s["result"]) != value:
        return f"{source}: {s['result']} in the lesson, {value} in the program"
    return None


def claim(c, fields, left):
    source, held = fields[0], fields[1]
    if held == "left out":
        left.append(f"{source}: {fields[2]}")
        return None
    if held[0] == "~" or c["held"] is None:
        return None
    if held != str(int(c["held"])):
        return f"{source}: {c['held']} in the lesson, {held} in the program; observed: {c['observed']}"
    return None


def seen(r, program):
    """Values that both name alike: `size(m) is 4096`."""
    observed = [c["observed"] for c in r["expect"]]
    for source, value in program.get("see", []):
        if value[0] in '~"':
            continue
        told = [m.group(1) for o in observed
                for m in re.finditer(r"(?:^|, )" + re.escape(source) + r" is (-?\d+)(?=,|$)", o)]
        if told and value not in told:
            yield f"{source}: {told[0]} in the lesson, {value} in the program"


def unquoted(text):
    return re.sub(r"\\(\d{3})", lambda m: chr(int(m.group(1), 8)), text[1:-1])


def output(r, program):
    got = program.get("output", [['""']])[0][0]
    want = r.get("output", "").encode("utf-8", "surrogateescape").decode("latin-1")
    if got[0] != "~" and unquoted(got) != want:
        yield f"printed: {want!r} in the lesson, {unquoted(got)!r} in the program"


def differences(r, program, left):
    done, claims = program.get("do", []), program.get("expect", [])
    if len(done) != len(r["statements"]) or len(claims) < len(r["expect"]):
        yield f"{len(done)} statements and {len(claims)} claims, the lesson has {len(r['statements'])} and {len(r['expect'])}"
    for s, fields in zip(r["statements"], done):
        yield statement(s, fields, left)
    for c, fields in zip(r["expect"], claims):
        yield claim(c, fields, left)
    yield from seen(r, program)
    yield from output(r, program)


def main():
    steps, lost = read_program(sys.argv[2])
    for line in open(sys.argv[1], encoding="utf-8", errors="surrogateescape"):
        r = json.loads(line)
        name, left = f"{r['lesson']}:{r['step']}", []
        if "skipped" in r:
            print(f"ok {name} # SKIP {r['skipped']}")
            continue
        wrong = [d for d in differences(r, steps.get(r["step"], {}), left) if d]
        print(("not ok " if wrong else "ok ") + name)
        for d in wrong:
            print(f"# {d}")
        for text in left:
            print(f"# left out of {name}: {text}")
    for status in lost:
        print(f"not ok {name.split(':')[0]}: a process of the program was lost, wait status {status}")


main()
