/*
 * Lessons written inside a test, run by a real session in real processes:
 *
 *   struct kit_step[] ──▶ JSON in a directory of its own ──lesson_load──▶ session ──▶ records
 *
 * Around each test the descriptors, children and directories that it leaves behind are counted.
 */
#ifndef SUPPORT_TUTOR_KIT_H
#define SUPPORT_TUTOR_KIT_H

#include "tutor/prove.h"
#include "tutor/session.h"

#define KIT_LINES 14
#define KIT_RW    "PROT_READ|PROT_WRITE"
#define KIT_ANON  KIT_RW ", MAP_PRIVATE|MAP_ANONYMOUS, -1, 0"
#define KIT_SHARE KIT_RW ", MAP_SHARED|MAP_ANONYMOUS, -1, 0"

/* Statements and expectations; one that starts with '{' is JSON as it stands, a repeat. `more`: further fields. */
struct kit_step {
	const char *acts[KIT_LINES], *expect[KIT_LINES];
	const char *more; /* "\"focus\": \"m\"" */
};

struct kit {
	char dir[64], path[96];
	struct lesson *lesson;
	struct diags diags; /* of lesson_load, then of runs */
	struct session *session;
	struct session_options options;
};

/* Writes and loads a lesson; `fields` are further ones of the lesson, "" for none. Ends the test where it is broken. */
void kit_load(struct kit *k, const char *fields, const struct kit_step *steps, size_t n);
/* The same, and opens a session with k->options. */
void kit_open(struct kit *k, const char *fields, const struct kit_step *steps, size_t n);
/* The same of a lesson's text as it stands. */
void kit_load_text(struct kit *k, const char *json);
void kit_close(struct kit *k);
const struct record *kit_run(struct kit *k, size_t step);
/* Every statement was performed and every expectation held; says what else. */
void kit_held(const struct record *r);
/* Runs lesson `steps` from the first to the last; all have to hold. */
void kit_all_hold(const char *fields, const struct kit_step *steps, size_t n);
/* A statement's outcome. */
const struct outcome *kit_outcome(const struct record *r, size_t i);
/* The lab program of the same variant. */
const char *kit_lab(void);

/* Setup and teardown of cmocka: nothing may be left behind. */
int kit_before(void **state);
int kit_after(void **state);

#define KIT_N(steps) (sizeof(steps) / sizeof((steps)[0]))
#define KIT_TEST(f)  cmocka_unit_test_setup_teardown(f, kit_before, kit_after)
#define KIT_HOLDS(f, ...)                                                                                              \
	static void f(void **state)                                                                                    \
	{                                                                                                              \
		static const struct kit_step steps[] = { __VA_ARGS__ };                                                \
                                                                                                                       \
		(void)state;                                                                                           \
		kit_all_hold("", steps, KIT_N(steps));                                                                 \
	}

#endif
