# The lab program: freestanding and static, the same in every variant (a sanitizer would need a libc).
LAB_SRC := $(wildcard src/lab/prog/*.c)
LAB_DEPS := $(LAB_SRC) $(wildcard src/lab/prog/*.[hS]) src/lab/prog/lab.ld src/lab/wire.h src/lab/lab.h
LAB_CFLAGS := -std=gnu17 -D_GNU_SOURCE -Isrc $(WARN) $(WERROR) -O2 -ffreestanding -fno-stack-protector -fno-pic \
	-fno-asynchronous-unwind-tables -mgeneral-regs-only -fcf-protection=none
LAB_LDFLAGS := -static -nostdlib -Wl,-T,src/lab/prog/lab.ld -Wl,--build-id=none -Wl,-z,noexecstack \
	-Wl,--no-warn-rwx-segments -s

# $(1): compiler, $(2): flags of the machine, $(3): sources
lab_build = $(1) $(filter-out $(if $(findstring x86_64,$(2)),,-fcf-protection=none),$(LAB_CFLAGS)) -o $@ $(3) \
	src/lab/prog/arch_$(2).S $(LAB_LDFLAGS) -Wl,-z,max-page-size=$(LAB_PAGE_$(2))
lab_machine = $(firstword $(subst -, ,$(shell $(CC) -dumpmachine)))
LAB_PAGE_x86_64 := 4096
LAB_PAGE_aarch64 := 65536

$(B)/mmaptutor-lab: $(LAB_DEPS)
	@mkdir -p $(@D)
	$(call lab_build,$(CC),$(lab_machine),$(LAB_SRC))

.PHONY: lab-aarch64
lab-aarch64: build/aarch64/mmaptutor-lab
build/aarch64/mmaptutor-lab: $(LAB_DEPS)
	@mkdir -p $(@D)
	$(call lab_build,aarch64-linux-gnu-gcc,aarch64,$(LAB_SRC))

# The unit tests of lab/ run it.
$(patsubst tests/unit/%.c,$(B)/tests/unit/%,$(wildcard tests/unit/lab_*.c)): | $(B)/mmaptutor-lab

# A program for the lab's place, which tries what the confinement forbids: the lab's, but for what it performs.
INSIDE_SRC := $(filter-out src/lab/prog/perform.c,$(LAB_SRC)) $(wildcard tests/support/inside/*.c)
$(B)/inside: $(LAB_DEPS) $(INSIDE_SRC) $(wildcard tests/support/inside/*.h)
	@mkdir -p $(@D)
	$(call lab_build,$(CC),$(lab_machine),-Itests $(INSIDE_SRC))

$(patsubst tests/%.c,$(B)/tests/%,$(wildcard tests/hostile/*.c)): | $(B)/inside
