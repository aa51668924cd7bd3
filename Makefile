# mmaptutor: build, test, install. `make help` lists the targets.
variant ?= release
B := build/$(variant)
CC ?= cc
PKG_CONFIG ?= pkg-config

LIBS := ncursesw libcjson libproc2 libseccomp libcap-ng
CFLAGS-release := -O2 -g
CFLAGS-debug := -O0 -g3
CFLAGS-asan := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
CFLAGS-cov := -O0 -g --coverage
LDFLAGS-asan := -fsanitize=address,undefined
LDFLAGS-cov := --coverage
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wcast-qual -Wformat=2 -Wmissing-prototypes \
	-Wstrict-prototypes -Wundef -Wwrite-strings -Wnull-dereference
WERROR := $(if $(CI),-Werror)
ALL_CFLAGS = -std=gnu17 -D_GNU_SOURCE -Isrc $(WARN) $(WERROR) $(CFLAGS-$(variant)) \
	$(shell $(PKG_CONFIG) --cflags $(LIBS)) -MMD -MP $(CFLAGS)

# Folders from the ground up; each becomes an archive, so that a test links only what is below it.
LAYERS := $(shell sed -n 's/^\([a-z][a-z]*\).*/\1/p' src/LAYERS)
SRCS := $(foreach l,$(LAYERS),$(wildcard src/$(l)/*.c))
MAIN := src/app/main.c
archive = $(B)/$(1).a
# archives of folder $(1) and all below it, highest first
upto = $(shell sed -n 's/^\([a-z][a-z]*\).*/\1/p' src/LAYERS | sed '/^$(1)$$/q' | tac | sed 's|.*|$(B)/&.a|')

.PHONY: all
all: $(B)/mmaptutor $(B)/mmaptutor-lab
ifeq ($(variant),release)
	@ln -sf $(B)/mmaptutor mmaptutor
endif

define folder
$(B)/$(1).a: $(patsubst src/%.c,$(B)/%.o,$(filter-out $(MAIN),$(wildcard src/$(1)/*.c)))
	@rm -f $$@
	$(AR) rcs $$@ $$^
endef
$(foreach l,$(LAYERS),$(eval $(call folder,$(l))))

$(B)/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(B)/mmaptutor: $(B)/app/main.o $(call upto,app)
	$(CC) $(LDFLAGS-$(variant)) $(LDFLAGS) -o $@ $^ $(shell $(PKG_CONFIG) --libs $(LIBS))

# The lab program: freestanding, static, its own flags. See src/lab/prog/.
include src/lab/prog/rules.mk

# Unit tests: tests/unit/<folder>_<subject>.c links the archives up to its folder.
UNIT := $(patsubst tests/unit/%.c,%,$(wildcard tests/unit/*.c))
define unit
$(B)/tests/unit/$(1): tests/unit/$(1).c $(call upto,$(firstword $(subst _, ,$(1))))
	@mkdir -p $$(@D)
	$(CC) $$(ALL_CFLAGS) -Itests -o $$@ $$^ $(LDFLAGS-$(variant)) $$(shell $(PKG_CONFIG) --libs $(LIBS) cmocka)
endef
$(foreach t,$(UNIT),$(eval $(call unit,$(t))))
-include $(shell find $(B) -name '*.d' 2>/dev/null)
