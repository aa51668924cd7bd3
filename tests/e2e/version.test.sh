#!/bin/bash
# `--version`: the program, its libraries, the kernel; each as the system itself says it. TAP.
set -u
program=$(realpath "${MMAPTUTOR:-./mmaptutor}")
cd "$(dirname "$0")/../.." || exit 1
out=$("$program" --version </dev/null)
status=$?
tests=0
check() { # name, condition...
	tests=$((tests + 1))
	if "${@:2}"; then echo "ok $tests - $1"; else echo "not ok $tests - $1"; printf '%s\n' "$out" | sed 's/^/# /'; fi
}
line() { printf '%s\n' "$out" | grep -qxF -- "$1"; }
begins() { printf '%s\n' "$out" | grep -qF -- "$1"; }

check "status 0" test $status -eq 0
check "the Makefile's version, first" test "${out%%$'\n'*}" = "mmaptutor $(sed -n 's/^VERSION := //p' Makefile)"
check "the changelog begins with it" test "$(sed -n 's/^## \([0-9.]*\).*/\1/p' CHANGELOG.md | head -n 1)" = \
	"$(sed -n 's/^VERSION := //p' Makefile)"
check "ncurses" begins "ncurses $(pkg-config --modversion ncursesw | cut -d. -f1,2)"
check "cJSON" line "cJSON $(pkg-config --modversion libcjson)"
check "libproc2" line "libproc2 $(pkg-config --modversion libproc2) (built with)"
check "libseccomp" line "libseccomp $(pkg-config --modversion libseccomp)"
check "libcap-ng" line "libcap-ng $(pkg-config --modversion libcap-ng) (built with)"
check "the kernel" line "$(uname -s) $(uname -r) $(uname -m)"
check "nothing else" test "$(printf '%s\n' "$out" | wc -l)" -eq 7
echo "1..$tests"
