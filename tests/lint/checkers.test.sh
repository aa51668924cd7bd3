#!/bin/bash
# The checkers of tests/lint find what they are for: each is shown a small tree with one fault in it. Speaks TAP.
set -u
here=$(cd "$(dirname "$0")" && pwd)
tree=$(mktemp -d) || exit 1
trap 'rm -rf "$tree"' EXIT
n=0

fresh() {
	rm -rf "$tree"/*
	mkdir -p "$tree"/src/{low,mid,top} "$tree"/tests/unit
	printf '%s\n' '# order' 'low' 'mid owns lib/special.h' 'top never low' >"$tree/src/LAYERS"
	printf '#include <stdio.h>\n' >"$tree/src/low/a.h"
	printf '#include <lib/special.h>\n#include "low/a.h"\n' >"$tree/src/mid/b.h"
	printf '#include "mid/b.h"\n\nint f(void)\n{\n\treturn 0;\n}\n' >"$tree/src/top/c.c"
	printf '#include "low/a.h"\n#include "top/c.h"\n' >"$tree/tests/unit/low_a.c"
}

told() {
	n=$((n + 1))
	if [ "$2" = yes ]; then echo "ok $n - $1"; else echo "not ok $n - $1: $3"; fi
}

# accepts CHECKER NAME: the tree as it stands passes
accepts() {
	local out
	if out=$("$here/$1" "$tree" 2>&1); then told "$1 accepts $2" yes; else told "$1 accepts $2" no "$out"; fi
}

# refuses CHECKER NAME TEXT: it fails, and says TEXT
refuses() {
	local out
	if out=$("$here/$1" "$tree" 2>&1); then
		told "$1 refuses $2" no "it passed"
	elif [[ $out == *"$3"* ]]; then
		told "$1 refuses $2" yes
	else
		told "$1 refuses $2" no "$out"
	fi
}

# lines COUNT: that many
lines() { yes '/* */' | head -n "$1"; }

fresh; accepts layers "a tree in order"
fresh; echo '#include "mid/b.h"' >>"$tree/src/low/a.h"
refuses layers "an include upwards" 'src/low/a.h:2: "mid/b.h": low stands below, it may not include mid'
fresh; printf '  #  include   "top/../mid/b.h"\n' >>"$tree/src/low/a.h"
refuses layers "a path with dots" 'src/low/a.h:2'
fresh; echo '#include "low/a.h"' >>"$tree/src/top/c.c"
refuses layers "what never allows" 'top may never include low'
fresh; echo '#include <lib/special.h>' >>"$tree/src/top/c.c"
refuses layers "a library of another folder" '<lib/special.h> belongs to mid alone'
fresh; echo '#include "lib/special.h"' >>"$tree/src/top/c.c"
refuses layers "a library of another folder in quotes" 'belongs to mid alone'
fresh; echo '#include <special.h>' >>"$tree/src/low/a.h"
refuses layers "a library by a shorter path" 'belongs to mid alone'
fresh; echo '#include "a.h"' >>"$tree/src/low/a.h"
refuses layers "an include without its folder" 'an include is written "folder/file.h"'
fresh; echo '#include "low/none.h"' >>"$tree/src/mid/b.h"
refuses layers "a header that is not there" 'there is no such file'
fresh; echo 'int x;' >"$tree/src/mid/x.c"; echo '#include "mid/x.c"' >>"$tree/src/top/c.c"
refuses layers "a source that is included" 'only headers are included'
fresh; mkdir "$tree/src/other"
refuses layers "a folder nobody declared" 'src/other: this folder is not in src/LAYERS'
fresh; echo 'low' >>"$tree/src/LAYERS"
refuses layers "a folder declared twice" 'low stands there twice'
fresh; echo '#include "low/d.h"' >>"$tree/src/low/a.h"; echo '#include "low/a.h"' >"$tree/src/low/d.h"
refuses layers "headers in a ring" 'in a ring'
fresh; rm "$tree/src/LAYERS"
refuses layers "a tree without LAYERS" 'src/LAYERS is missing'

fresh; accepts sizes "a small tree"
fresh; lines 400 >"$tree/src/low/a.c"; accepts sizes "a source of 400 lines"
fresh; lines 401 >"$tree/src/low/a.c"
refuses sizes "a source of 401 lines" 'src/low/a.c: 401 lines, at most 400'
fresh; lines 121 >"$tree/src/low/z.h"
refuses sizes "a header of 121 lines" 'src/low/z.h: 121 lines, at most 120'
fresh; lines 401 >"$tree/tests/unit/low_b.c"
refuses sizes "a test of 401 lines" 'tests/unit/low_b.c: 401 lines'
body() { printf 'static int long_one(int a,\n\t\t\t int b)\n{\n'; lines "$1"; printf '}\n'; }
fresh; body 56 >"$tree/src/low/f.c"; accepts sizes "a function of 60 lines"
fresh; body 57 >"$tree/src/low/f.c"
refuses sizes "a function of 61 lines" 'src/low/f.c:1: a function of 61 lines, at most 60'
fresh; { body 5; body 58; body 5; } >"$tree/src/low/f.c"
refuses sizes "a long function between short ones" 'src/low/f.c:10: a function of 62 lines'

echo "1..$n"
