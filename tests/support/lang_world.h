/* A world for the evaluator: a few bytes of memory, and answers that a test can foresee. */
#ifndef SUPPORT_LANG_WORLD_H
#define SUPPORT_LANG_WORLD_H

#include <stdint.h>

#include "lang/eval.h"
#include "lang/scope.h"

enum { WORLD_BASE = 0x1000, WORLD_BYTES = 16, WORLD_LOG = 256 };

/* Memory of two processes at WORLD_BASE; anything else faults. What is asked is written down. */
struct test_world {
	uint8_t memory[2][WORLD_BYTES];
	char log[WORLD_LOG];
	const char *refused;
	int calls, settled;
	int64_t fork_pid;
	struct arena arena;
	struct names names;
	struct scope scope;
	struct world world;
	struct evaluator ev;
	struct lang_err e;
};

/* For cmocka: *state is a struct test_world. */
int world_setup(void **state);
int world_teardown(void **state);

/* Parses, checks and evaluates one statement. */
enum eval world_run(struct test_world *f, const char *source, struct value *out);
struct value world_value(struct test_world *f, const char *source);
void world_gives(struct test_world *f, const char *source, int64_t expected);
void world_unknown(struct test_world *f, const char *source, const char *why);
void world_stops(struct test_world *f, const char *source);
void world_errs(struct test_world *f, const char *source, size_t at, const char *part);

#endif
