# The lab program: freestanding and static, the same in every variant (a sanitizer would need a libc).
LAB_SRC := $(wildcard src/lab/prog/*.c)
LAB_DEPS := $(LAB_SRC) $(wildcard src/lab/prog/*.[hS]) src/lab/prog/lab.ld src/lab/wire.h src/lab/lab.h
LAB_CFLAGS := -std=gnu17 -D_GNU_SOURCE -Isrc $(WARN) $(WERROR) -O2 -ffreestanding -fno-stack-protector -fno-pic \
	-fno-asynchronous-unwind-tables -mgeneral-regs-only -fcf-protection=none
LAB_LDFLAGS := -static -nostdlib -Wl,-T,src/lab/prog/lab.ld -Wl,--build-id=none -Wl,-z,noexecstack \
	-Wl,--no-warn-rwx-segments -s

# $(1): compiler, $(2): flags of the machine
lab_build = $(1) $(filter-out $(if $(findstring x86_64,$(2)),,-fcf-protection=none),$(LAB_CFLAGS)) -o $@ $(LAB_SRC) \
	src/lab/prog/arch_$(2).S $(LAB_LDFLAGS) -Wl,-z,max-page-size=$(LAB_PAGE_$(2))
LAB_PAGE_x86_64 := 4096
LAB_PAGE_aarch64 := 65536

$(B)/mmaptutor-lab: $(LAB_DEPS)
	@mkdir -p $(@D)
	$(call lab_build,$(CC),$(firstword $(subst -, ,$(shell $(CC) -dumpmachine))))

.PHONY: lab-aarch64
lab-aarch64: build/aarch64/mmaptutor-lab
build/aarch64/mmaptutor-lab: $(LAB_DEPS)
	@mkdir -p $(@D)
	$(call lab_build,aarch64-linux-gnu-gcc,aarch64)

# The unit tests of lab/ run it.
$(patsubst tests/unit/%.c,$(B)/tests/unit/%,$(wildcard tests/unit/lab_*.c)): | $(B)/mmaptutor-lab
