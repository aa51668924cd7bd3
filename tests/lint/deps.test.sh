#!/bin/bash
# What `make deps` does on machines that lack this or that; dpkg-query and apt-get are stand-ins. Speaks TAP.
set -u
deps=$(cd "$(dirname "$0")/../.." && pwd)/.ci/deps
box=$(mktemp -d) || exit 1
trap 'rm -rf "$box"' EXIT
n=0
all='gcc make pkgconf gettext libncurses-dev libcjson-dev libproc2-dev libseccomp-dev libcap-ng-dev libcmocka-dev
libvterm-dev clang clang-format clang-tidy cppcheck gcc-aarch64-linux-gnu libc6-dev-arm64-cross libxml2-utils mandoc
python3-jsonschema'

# tool NAME LINE...: a stand-in
tool() {
	local file="$box/$1"
	shift
	{ echo '#!/bin/bash'; printf '%s\n' "$@"; } >"$file"
	chmod +x "$file"
}

# A machine with these packages, root, and an apt-get that writes down what it is asked for.
machine() {
	rm -rf "$box"/*
	local t
	for t in sh bash sed tr grep env; do ln -s "$(command -v $t)" "$box/$t"; done
	printf 'installed %s\n' "$@" >"$box/list"
	printf 'installed pkg-config (= 1.8), other\nconfig-files cppcheck\n' >>"$box/list"
	tool dpkg-query "printf '%s\n' \"\$(<$box/list)\""
	tool apt-get "echo \"apt-get \$*\" >>$box/asked"
	tool id 'echo 0'
	tool uname 'echo x86_64'
	tool python3 'exit 0'
	: >"$box/asked"
}

# expect NAME STATUS "PART OF OUTPUT" "PART OF WHAT APT-GET IS ASKED": an empty part stands for nothing at all
expect() {
	local out status asked good=yes
	out=$(PATH=$box "$deps" 2>&1)
	status=$?
	asked=$(<"$box/asked")
	n=$((n + 1))
	[ $status -eq "$2" ] || good=no
	if [ -n "$3" ]; then [[ $out == *"$3"* ]] || good=no; else [ -z "$out" ] || good=no; fi
	if [ -n "$4" ]; then [[ $asked == *"$4"* ]] || good=no; else [ -z "$asked" ] || good=no; fi
	if [ $good = yes ]; then echo "ok $n - $1"; else echo "not ok $n - $1: $status: $out: $asked"; fi
}

machine $all
expect "nothing is missing" 0 "" ""
machine ${all/cppcheck/}
expect "one package is missing" 0 "make deps: installing cppcheck" "Use-Pty=0 cppcheck"
machine ${all/libcjson-dev/}
tool apt-get '[ "$1" = update ]'
expect "apt-get fails" 1 "make deps: apt-get could not install libcjson-dev" ""
machine ${all/libcjson-dev/}
tool apt-get "echo \"\$*\" >>$box/asked" '[ "$1" != update ]'
expect "no network, package at hand" 0 "make deps: done" "libcjson-dev"
machine ${all/libcjson-dev/}
tool id 'echo 1000'
expect "neither root nor sudo" 1 "run as root: apt-get install libcjson-dev" ""
tool sudo 'echo "sudo $*"' '"$@"'
expect "sudo" 0 "sudo env DEBIAN_FRONTEND=noninteractive apt-get install" "libcjson-dev"
machine ${all/python3-jsonschema/}
expect "jsonschema from elsewhere" 0 "" ""
tool python3 'exit 1'
expect "no jsonschema" 0 "make deps: done" "python3-jsonschema"
machine ${all/gcc-aarch64-linux-gnu/}
tool uname 'echo aarch64'
expect "no cross compiler where none is needed" 0 "" ""
machine
rm "$box/apt-get"
expect "not Debian" 1 "make deps knows Debian only" ""
echo "1..$n"
