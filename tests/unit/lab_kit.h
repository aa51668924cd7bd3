/* What the tests of lab/ share: a lab, short ways to ask it, and a count of what is left behind. */
#ifndef TESTS_LAB_KIT_H
#define TESTS_LAB_KIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lab/lab.h"
#include "unit/lab_left.h"

#define PAGE  ((uint64_t)sysconf(_SC_PAGESIZE))
#define ANON  ((uint64_t)(MAP_PRIVATE | MAP_ANONYMOUS))
#define RW    ((uint64_t)(PROT_READ | PROT_WRITE))
#define MINUS UINT64_MAX

#define CALL(name, ...) kit_call(name, sizeof((uint64_t[]){ __VA_ARGS__ }) / 8, (uint64_t[]){ __VA_ARGS__ })
#define OP(kind_, ...)                                                                                                 \
	(struct lab_op)                                                                                                \
	{                                                                                                              \
		.kind = kind_, .words = { __VA_ARGS__ }, .n = sizeof((uint64_t[]){ __VA_ARGS__ }) / 8                  \
	}

/* The program lies beside the tests of the same variant. */
KIT const char *kit_program(char out[PATH_MAX])
{
	char self[PATH_MAX - 64];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
	assert_true(n > 0);
	self[n] = '\0';
	*strrchr(self, '/') = '\0';
	snprintf(out, PATH_MAX, "%s/../../mmaptutor-lab", self);
	return out;
}

KIT struct lab *kit_start(struct lab_options o)
{
	char path[PATH_MAX], text[1024];
	struct err e = { 0 };
	struct lab *l = NULL;
	o.program = kit_program(path);
	if (lab_start(&l, &o, &e) < 0) {
		err_text(&e, text, sizeof text);
		fail_msg("%s", text);
	}
	return l;
}

KIT struct lab_op kit_call(const char *name, size_t n, const uint64_t *words)
{
	struct lab_op op = { .kind = LAB_CALL, .call = call_find(name), .n = (unsigned)n };
	assert_non_null(op.call);
	memcpy(op.words, words, n * sizeof *words);
	return op;
}

/* One operation that has to be performed. */
KIT struct lab_result kit_do(struct lab *l, struct lab_op op)
{
	struct lab_result r = { 0 };
	struct err e = { 0 };
	if (lab_do(l, &op, 1, &r, NULL, NULL, 0, false, &e) != 0)
		fail_msg("%s: %s", op.kind == LAB_CALL ? op.call->name : "operation", e.what);
	return r;
}

/* Its status, whatever it is. */
KIT int kit_try(struct lab *l, struct lab_op op)
{
	struct lab_result r;
	struct err e = { 0 };
	int status = lab_do(l, &op, 1, &r, NULL, NULL, 0, false, &e);
	assert_true(status == 0 || e.what[0] || status == -EOWNERDEAD);
	return status;
}

KIT uint64_t kit_map(struct lab *l, uint64_t pages, uint64_t flags)
{
	struct lab_result r = kit_do(l, CALL("mmap", 0, pages * PAGE, RW, flags, MINUS, 0));
	assert_true(r.value > 0);
	return (uint64_t)r.value;
}

/* The value of a field of /proc/PID/status, as text. */
KIT void kit_status(const struct lab *l, const char *field, char *out, size_t size)
{
	char path[64], line[256];
	snprintf(path, sizeof path, "/proc/%d/status", (int)lab_pid(l));
	FILE *f = fopen(path, "re");
	assert_non_null(f);
	out[0] = '\0';
	while (fgets(line, sizeof line, f)) {
		if (strncmp(line, field, strlen(field)) == 0)
			snprintf(out, size, "%s", line + strlen(field));
	}
	fclose(f);
	out[strcspn(out, "\n")] = '\0';
}

#endif
