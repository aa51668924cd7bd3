#!/bin/sh
# assets/lesson.schema.json against real lessons and broken ones. Prints TAP.
cd "$(dirname "$0")/.." || exit 1
if ! python3 -c 'import jsonschema; jsonschema.Draft202012Validator' 2>/dev/null; then
	echo "1..0 # SKIP python3 has no jsonschema (Debian: python3-jsonschema)"
	exit 0
fi
exec python3 - lessons tests/broken assets/lesson.schema.json <<'PY'
import glob, json, os, sys
from jsonschema import Draft202012Validator

lessons, broken, schema_path = sys.argv[1:]
# What no schema sees: names, places in the text, and what concerns several values.
UNSEEN = {"bad-statement", "unknown-name", "missing-file", "repeated-key", "escapes"}
NO_JSON = {"trailing-text", "no-json"}
done = failed = 0


def report(ok, what, detail=""):
    global done, failed
    done += 1
    failed += not ok
    print(("ok" if ok else "not ok"), done, "-", what)
    if not ok and detail:
        print("#", detail)


def faults(validator, path):
    with open(path, encoding="utf-8") as f:
        return ["/".join(map(str, e.absolute_path)) + ": " + e.message[:200] for e in validator.iter_errors(json.load(f))]


def described(node, where=""):
    for key, value in node.get("properties", {}).items():
        target = schema["$defs"][value["$ref"].split("/")[-1]] if "$ref" in value else value
        if "description" not in value and "description" not in target:
            yield where + key
        if not node.get("additionalProperties") is False:
            yield where + "additionalProperties"
    for name, value in node.get("$defs", {}).items():
        yield from described(value, name + ".")


with open(schema_path, encoding="utf-8") as f:
    schema = json.load(f)
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema)
missing = list(described(schema))
report(not missing, "every field has a description and no other is allowed", ", ".join(missing))

for path in sorted(glob.glob(lessons + "/*.json")):
    name = os.path.basename(path)
    if name not in ("course.json", "concepts.json"):
        found = faults(validator, path)
        report(not found, "accepts " + path, "; ".join(found[:3]))
for path in sorted(glob.glob(broken + "/*.json")):
    name = os.path.basename(path)[:-5]
    try:
        found = faults(validator, path)
    except json.JSONDecodeError:
        report(name in NO_JSON, path + " is no JSON")
        continue
    if name in UNSEEN:
        report(not found, "leaves to the loader " + path, "; ".join(found[:3]))
    else:
        report(bool(found), "refuses " + path)
print("1..%d" % done)
sys.exit(1 if failed else 0)
PY
