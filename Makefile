# mmaptutor: build, test, install. `make help` lists the targets.
#   src/<folder>/*.c ──▶ build/<variant>/<folder>.a ──▶ build/<variant>/mmaptutor, .../tests/<kind>/<name>
# Variants live side by side: make variant=release|debug|asan|cov
variant ?= release
variants := release debug asan cov fuzz lint-gcc lint-clang
$(if $(filter $(variant),$(variants)),,$(error variant=$(variant): known are $(variants)))

# The one place that says it; see CHANGELOG.md.
VERSION := 0.9.0

PREFIX ?= /usr/local
DESTDIR ?=
PKG_CONFIG ?= pkg-config
B := build/$(variant)
Q := $(if $(V),,@)
# make calls make: with all processors where no -j was given
jobs = $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(shell nproc))
again = $(MAKE) --no-print-directory $(jobs)

.PHONY: all compile run test hostile hostile-layers suites lint layers format bench fuzz fuzzers fuzz-seeds pictures man po install uninstall deb check-distro deps help clean
.DEFAULT_GOAL := all

# `make deps test`: what deps installs decides how the rest is built, so the rest is a make of its own behind it.
ifneq ($(and $(filter deps,$(MAKECMDGOALS)),$(filter-out deps,$(MAKECMDGOALS))),)
rest := $(filter-out deps,$(MAKECMDGOALS))
.PHONY: $(rest) behind-deps
$(rest): behind-deps
	@:
behind-deps: deps
	+$(Q)$(again) $(rest)
else

LIBS := ncursesw libcjson libproc2 libseccomp libcap-ng
CFLAGS-release := -O2 -g
CFLAGS-debug := -O0 -g3
CFLAGS-asan := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
CFLAGS-cov := -O0 -g --coverage
CFLAGS-fuzz := -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
CFLAGS-lint-gcc := -O2
CFLAGS-lint-clang := -O2
LDFLAGS-asan := -fsanitize=address,undefined
LDFLAGS-fuzz := -fsanitize=fuzzer,address,undefined
LDFLAGS-cov := --coverage
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wcast-qual -Wformat=2 -Wmissing-prototypes \
	-Wstrict-prototypes -Wundef -Wwrite-strings -Wnull-dereference
WERROR := $(if $(CI),-Werror)

# pkg-config is asked when a recipe first needs it, once: $(call once,name,command)
once = $(or $($(1)),$(eval $(1) := $(shell $(2)))$($(1)))
lib_cflags = $(call once,LIB_CFLAGS,$(PKG_CONFIG) --cflags $(LIBS))
lib_libs = $(call once,LIB_LIBS,$(PKG_CONFIG) --libs $(LIBS)) -lm
test_libs = $(call once,TEST_LIBS,$(PKG_CONFIG) --libs cmocka)
screen_libs = $(call once,SCREEN_LIBS,$(PKG_CONFIG) --libs vterm)
BASE_CFLAGS := -std=gnu17 -D_GNU_SOURCE -Isrc $(WARN)
ALL_CFLAGS = $(BASE_CFLAGS) $(WERROR) $(CFLAGS-$(variant)) $(lib_cflags) -MMD -MP $(CFLAGS)
# A whole screen stands in its test as one literal.
TEST_CFLAGS := -Itests -Wno-overlength-strings
ALL_LDFLAGS = $(LDFLAGS-$(variant)) $(LDFLAGS)

# Folders from the ground up; each becomes an archive, so that a test links only what is below it.
# UPTO-x: the archives of x and of all below it, highest first, as the linker wants them.
LAYERS := $(shell sed -n 's/^\([a-z][a-z]*\).*/\1/p' src/LAYERS)
MAIN := src/app/main.c
below :=
$(foreach l,$(LAYERS),$(eval below := $(B)/$(l).a $(below))$(eval UPTO-$(l) := $(below)))

all: $(B)/mmaptutor $(B)/mmaptutor-lab messages ## build; leaves ./mmaptutor
ifeq ($(variant),release)
	@ln -sfn $(B)/mmaptutor mmaptutor
endif

# An object whose source is gone goes too, and its archive is made anew.
define folder
objects-$(1) := $(patsubst src/%.c,$(B)/%.o,$(filter-out $(MAIN),$(wildcard src/$(1)/*.c)))
orphans-$(1) := $$(filter-out $$(objects-$(1)) $(MAIN:src/%.c=$(B)/%.o),$(wildcard $(B)/$(1)/*.o))
$(B)/$(1).a: $$(objects-$(1)) $$(if $$(orphans-$(1)),orphaned)
	$(Q)rm -f $$@ $$(orphans-$(1)) && $(AR) rcs $$@ $$(objects-$(1))
endef
.PHONY: orphaned
$(foreach l,$(LAYERS),$(eval $(call folder,$(l))))

$(B)/%.o: src/%.c
	@mkdir -p $(@D)
	@echo "  cc    $< ($(variant))"
	$(Q)$(CC) $(ALL_CFLAGS) -c -o $@ $<

# What `--version` says of libraries that do not tell their version themselves: that of the headers.
built_with = $(call once,BUILT_$(1),$(PKG_CONFIG) --modversion $(1))
$(B)/app/version.o: Makefile
$(B)/app/version.o: CFLAGS += -DVERSION='"$(VERSION)"' -DWITH_LIBPROC2='"$(call built_with,libproc2)"' \
	-DWITH_LIBCAP_NG='"$(call built_with,libcap-ng)"'

$(B)/mmaptutor: $(B)/app/main.o $(UPTO-app)
	@echo "  link  $@"
	$(Q)$(CC) -o $@ $(filter-out %.h,$^) $(ALL_LDFLAGS) $(lib_libs)

# The program's messages in other languages, beside the variants: assets/po/de.po is what all of them read.
MESSAGES := $(patsubst assets/po/%.po,build/locale/%/LC_MESSAGES/mmaptutor.mo,$(wildcard assets/po/*.po))
.PHONY: messages
messages: $(MESSAGES)
build/locale/%/LC_MESSAGES/mmaptutor.mo: assets/po/%.po
	@mkdir -p $(@D)
	@echo "  po    $<"
	$(Q)msgfmt --check --output-file=$@.new $< && mv $@.new $@
po: ## bring assets/po/*.po up to the messages of the sources: what is empty there is to be translated
	$(Q)assets/po/merge

# The lab program: freestanding, static, its own flags.
include src/lab/prog/rules.mk

# Tests: tests/unit/<folder>_<subject>.c links the archives up to its folder; the other kinds link all of them and
# a screen of libvterm. What several tests share lies in tests/support.
KINDS := e2e hostile
UNIT := $(patsubst tests/%.c,%,$(wildcard tests/unit/*.c))
WHOLE := $(patsubst tests/%.c,%,$(wildcard $(KINDS:%=tests/%/*.c)))
BENCH := $(patsubst tests/%.c,%,$(wildcard tests/bench/*.c))
SCRIPTS := $(wildcard tests/*/*.test.sh)
SUPPORT := $(if $(wildcard tests/support/*.c),$(B)/tests/support.a)

# $(call test,name,archives,more libraries)
define test
$(B)/tests/$(1): tests/$(1).c $(SUPPORT) $(2) | $(if $(filter %/lab.a,$(2)),$(B)/mmaptutor-lab)
	@mkdir -p $$(@D)
	@echo "  test  $$< ($(variant))"
	$(Q)$(CC) $$(ALL_CFLAGS) $$(TEST_CFLAGS) -o $$@ $$(filter-out %.h src/%,$$^) $$(ALL_LDFLAGS) $(3) $$(test_libs) $$(lib_libs)
endef
folder_of = $(firstword $(subst _, ,$(notdir $(1))))
archives_of = $(or $(UPTO-$(folder_of)),$(error tests/$(1).c: its name begins with no folder of src/LAYERS))
$(foreach t,$(UNIT),$(eval $(call test,$(t),$(call archives_of,$(t)))))
$(foreach t,$(WHOLE) $(BENCH),$(eval $(call test,$(t),$(UPTO-app),$$(screen_libs))))
$(foreach t,$(WHOLE) $(BENCH),$(eval $(B)/tests/$(t): | $(B)/mmaptutor))

# Preloaded by e2e/faults, which makes calls of the program fail; a sanitizer cannot be preloaded.
$(B)/tests/e2e/preload/fail.so: tests/e2e/preload/fail.c tests/support/fault_note.h
	@mkdir -p $(@D)
	$(Q)$(CC) $(BASE_CFLAGS) $(WERROR) $(TEST_CFLAGS) -O1 -g -fPIC -fno-strict-aliasing -shared -o $@ $<
$(B)/tests/e2e/faults $(B)/tests/e2e/killed: | $(B)/tests/e2e/preload/fail.so

# With variant=fuzz a fuzzer; in the others it replays the seeds and what was found.
FUZZ := $(patsubst tests/%.c,%,$(wildcard tests/fuzz/*.c))
$(foreach t,$(FUZZ),$(eval $(call test,$(t),$(call archives_of,$(t)))))

# Under libFuzzer the main function is its own.
$(B)/tests/support.a: $(patsubst %.c,$(B)/%.o,$(filter-out $(if $(filter fuzz,$(variant)),%/replay.c),\
	$(wildcard tests/support/*.c)))
	$(Q)rm -f $@ && $(AR) rcs $@ $^
$(B)/tests/support/%.o: tests/support/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) $(TEST_CFLAGS) -c -o $@ $<

# Writes the program's tables into the manual and the completions.
$(B)/tables: $(wildcard assets/tables/*.[ch]) $(UPTO-app)
	@mkdir -p $(@D)
	@echo "  link  $@"
	$(Q)$(CC) $(filter-out -MMD -MP,$(ALL_CFLAGS)) -o $@ $(filter-out %.h,$^) $(ALL_LDFLAGS) $(lib_libs)

WRITTEN := $(patsubst %.in,%,$(wildcard assets/man/*.in assets/completions/*.in))
man: $(B)/tables ## write the manual and the completions, from assets/*/*.in and the program's tables
	$(Q)for f in $(WRITTEN); do $(B)/tables <$$f.in >$$f.new && mv $$f.new $$f || exit 1; done

# The fuzzers' inputs are replayed with sanitizers alone: without them they can hardly fail.
REPLAY := $(if $(filter asan,$(variant)),$(FUZZ))
suites: all $(B)/tables $(patsubst %,$(B)/tests/%,$(UNIT) $(WHOLE) $(REPLAY))
compile: $(B)/mmaptutor $(B)/mmaptutor-lab $(B)/tables $(patsubst %,$(B)/tests/%,$(UNIT) $(WHOLE) $(BENCH) $(FUZZ))

run: all ## build and start
	@./mmaptutor

# The scripts of tests/lint test the checkers and not a variant: once is enough.
test_variants := release asan
test: ## all tests, plain and with sanitizers
	+$(Q)$(foreach v,$(test_variants),$(again) variant=$(v) suites && ) $(again) fuzz-seeds
	@tests/run $(foreach v,$(test_variants),$(patsubst %,build/$(v)/tests/%,$(UNIT) $(WHOLE))) \
	    $(patsubst %,build/asan/tests/%,$(FUZZ)) \
	    $(filter tests/lint/%,$(SCRIPTS)) \
	    $(foreach v,$(test_variants),$(addprefix $(v):,$(filter-out tests/lint/%,$(SCRIPTS))))

# Hostile lessons: a line for each with its verdict.
HOSTILE := $(filter hostile/%,$(WHOLE))
hostile: all $(HOSTILE:%=$(B)/tests/%) ## give the program hostile lessons, and tell each one's verdict
	$(Q)status=0; for t in $(HOSTILE); do echo "$$t"; $(B)/tests/$$t || status=1; done; exit $$status

hostile-layers: ## take each layer of the confinement out and see which test notices (20 minutes)
	@tests/hostile/layers_out

lint: ## format, clang-tidy, cppcheck, layers, sizes, both compilers, aarch64
	+@tests/lint/all

layers: ## who may include whom
	@tests/lint/layers

format: ## lay the sources out as lint wants them
	find src tests assets -name '*.[ch]' -print0 | xargs -0 clang-format -i

bench: $(BENCH:%=$(B)/tests/%) ## measure
	@for b in $^; do echo "$$b"; $$b || exit 1; done

# Starting inputs are made from the lessons and tables; what was found before lies in tests/fuzz/<target>/.
SECONDS ?= $(or $(seconds),60)
fuzz: all ## feed strange bytes to the parsers, SECONDS=60 each
	+$(Q)$(again) variant=fuzz CC=clang fuzzers
	+$(Q)$(again) fuzz-seeds
	@tests/fuzz/run $(SECONDS) $(notdir $(FUZZ))
fuzzers: $(FUZZ:%=$(B)/tests/%)
MATERIAL := $(B)/tests/fuzz/material/material
$(eval $(call test,fuzz/material/material,$(UPTO-share)))
fuzz-seeds: all $(MATERIAL)
	$(Q)tests/fuzz/seeds $(MATERIAL) $(B)/mmaptutor

pictures: all ## make assets/pictures/*.svg from real runs
	$(Q)assets/pictures/draw ./mmaptutor assets/pictures

# What lies where below PREFIX, one row a file: mode|directory|file. Completions go where each shell looks for them.
ZSH_FUNCTIONS ?= share/zsh/site-functions
OWN := libexec/mmaptutor share/mmaptutor share/doc/mmaptutor
INSTALLED = 755|bin|$(B)/mmaptutor 755|libexec/mmaptutor|$(B)/mmaptutor-lab \
	$(foreach f,$(wildcard lessons/*.json lessons/*/*.json),644|share/mmaptutor/$(patsubst %/,%,$(dir $f))|$f) \
	$(addprefix 644|share/mmaptutor/themes|,$(wildcard assets/themes/*.json)) \
	644|share/mmaptutor/assets|assets/lesson.schema.json \
	$(foreach f,$(MESSAGES),644|share/$(patsubst build/%/,%,$(dir $f))|$f) \
	$(foreach n,1 5,$(addprefix 644|share/man/man$n|,$(wildcard assets/man/*.$n))) \
	644|share/bash-completion/completions|assets/completions/mmaptutor.bash \
	644|$(ZSH_FUNCTIONS)|assets/completions/_mmaptutor \
	644|share/fish/vendor_completions.d|assets/completions/mmaptutor.fish \
	$(addprefix 644|share/doc/mmaptutor|,$(wildcard README.md CHANGELOG.md LICENSE SECURITY.md)) \
	$(addprefix 644|share/doc/mmaptutor/lessons|,lessons/README.md) \
	$(addprefix 644|share/doc/mmaptutor/assets/pictures|,$(wildcard assets/pictures/*.svg))
# bash looks for a file of the program's name alone.
each_installed = for row in $(foreach r,$(INSTALLED),'$r'); do file=$${row\#\#*|}; to=$${row\#*|}; to=$${to%|*}; \
	to="$(DESTDIR)$(PREFIX)/$$to/$$(basename "$$file" .bash)"
made := $(DESTDIR)$(PREFIX)/share/mmaptutor/made-directories

# The directories that were not there before are written down: uninstall removes them again, and no others.
install: all ## into $(DESTDIR)$(PREFIX)
	@$(each_installed); d=$${to%/*}; while [ "$$d" != "$(DESTDIR)" ] && [ -n "$$d" ] && [ ! -d "$$d" ]; do \
	    echo "$${d#"$(DESTDIR)"}"; d=$${d%/*}; done; done | sort -u >"$(B)/made" && \
	$(each_installed); echo "  install $$to"; install -D -m "$${row%%|*}" "$$file" "$$to" || exit 1; done && \
	cat "$(B)/made" >>"$(made)"

uninstall: ## what install put there
	@d=$$(cat "$(made)" 2>/dev/null); $(each_installed); rm -f "$$to" || exit 1; done; \
	for own in $(OWN); do rm -rf "$(DESTDIR)$(PREFIX)/$$own" || exit 1; done; \
	printf '%s\n' "$$d" | sort -ru | while IFS= read -r d; do \
	    [ ! -d "$(DESTDIR)$$d" ] || rmdir --ignore-fail-on-non-empty "$(DESTDIR)$$d"; done

deb: ## a Debian package, in build/deb
	@assets/debian/build $(VERSION)

check-distro: ## fresh Debian 12 and 13: deps, run, test, the package; as root, long
	@tests/distro/check

-include $(wildcard $(B)/*/*.d $(B)/*/*/*.d $(B)/*/*/*/*.d)
endif

deps: ## install what is missing to build and test (Debian)
	@.ci/deps

help: ## this list
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1	\2/p' Makefile | sed 's/\$$(\([A-Za-z]*\))/$$\1/g' | expand -t 20

clean: ## remove build/
	rm -rf build mmaptutor
