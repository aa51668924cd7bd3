"""Is a picture still what the program draws? current.py KEPT DRAWN; 1 and what differs where it is not.

Numbers of processes, and what is in memory of the program itself, differ from run to run. On another kernel the map of
a process has other lines and addresses: where they are others, only what does not hang on them is compared, which is
each text that is no part of the map, with its column and its colour.
"""
import re
import sys
import xml.etree.ElementTree as tree

SVG = "{http://www.w3.org/2000/svg}"
OF_THE_KERNEL = re.compile(r"[0-9a-f]{8}|0x[0-9a-f]+|\d (B|.iB)|^\[v|gap |↓|↑|^[rwxsp~+-]{4}$|^[·├─┤ ]+$")


def parts(name):
    texts, rects = [], []
    for e in tree.parse(name).getroot():
        if e.tag == SVG + "rect":
            rects.append(tuple(e.attrib.items()))
            continue
        text = "".join(e.itertext())
        masked = re.sub(r"(→ )\d{2,}$|( · Rss ).*", r"\1\2", text)
        look = {k: v for k, v in e.attrib.items() if k not in ("x", "y") and (masked == text or k != "textLength")}
        texts.append((masked, e.get("x"), tuple(look.items()), e.get("y")))
    return texts, rects


def addresses(texts):
    return [t for t, *_ in texts if re.search(r"[0-9a-f]{8}|gap ", t)]


def main():
    (kept, kept_rects), (drawn, drawn_rects) = parts(sys.argv[1]), parts(sys.argv[2])
    if addresses(kept) == addresses(drawn):
        kept, drawn = kept + kept_rects, drawn + drawn_rects
    else:
        kept = [t[:3] for t in kept if not OF_THE_KERNEL.search(t[0])]
        drawn = [t[:3] for t in drawn if not OF_THE_KERNEL.search(t[0])]
    for what, a, b in (("kept", kept, drawn), ("drawn", drawn, kept)):
        for part in a:
            if part not in b:
                print(f"only in the picture {what}: {part}")
    sys.exit(sorted(map(str, kept)) != sorted(map(str, drawn)))


main()
