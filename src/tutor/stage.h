/*
 * The stage: the processes of a lesson, their files and names, at one moment. Statements are performed on it.
 *
 *   lang_eval ──struct world──▶ stage ──struct lab_op──▶ lab (one for each actor)
 *                                 └─────────────────────▶ workdir (open, unlink, chmod)
 *
 * A stage knows nothing of steps in their order, of questions or of marks: that is session.h.
 */
#ifndef TUTOR_STAGE_H
#define TUTOR_STAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "lab/lab.h"
#include "lab/workdir.h"
#include "lang/eval.h"
#include "model/lesson.h"
#include "model/record.h"
#include "proc/proc.h"

#define ACTORS_MAX 8

struct stage_options {
	const char *program; /* path of the lab program */
	bool aslr, die, exec;
	/* Called before each statement and now and then inside a long one; true asks to give up. NULL: never. */
	bool (*tick)(void *ctx);
	void *tick_ctx;
};

/* One process of the lesson. Index 0 is the first; its name is "". */
struct actor {
	const char *name;
	struct lab *lab;
	struct proc proc;
	int64_t pid;
	bool ended;           /* known to have ended: `how` */
	bool waited;          /* a waitpid of the lesson has had it */
	struct lab_how how;
	struct memmap last;   /* the lines of maps at its last words, where it died of a `die:` */
	bool last_known;
};

/* A mapping that a call returned: what size() is about. */
struct made {
	uint64_t start, end;
	int actor;
};

/* A range that the lesson has unmapped: a fault in it does not depend on its neighbours. */
struct released {
	uint64_t start, end;
};

struct stage {
	const struct lesson *lesson;
	struct stage_options options;
	struct workdir *dir;
	bool own_dir;
	struct actor actors[ACTORS_MAX];
	size_t actors_n;
	struct names names;
	struct arena arena; /* strings of the statements and records' sources */
	struct buf output;  /* of printf */
	uint64_t page;

	struct outcome last; /* of the last statement that called something or touched memory */
	struct outcome now;  /* of the statement under way */
	bool touched;        /* it has called or touched something */
	bool batching;       /* inside a repeat: answers may wait */
	struct batch *batch;
	uint64_t minflt, majflt;           /* of the statement under way */
	uint64_t step_minflt, step_majflt; /* of the step */
	struct diff_move move;             /* what an mremap of this step moved */

	struct made *made;
	size_t made_n, made_cap;
	struct released *released;
	size_t released_n, released_cap;
	struct memmap maps; /* of the last observation of them */
	bool neighbour; /* a fault depended on what happens to be mapped there */
	const char *neighbour_where;
};

/* Starts the first process. `dir` NULL: makes a directory of its own with the lesson's files. */
int stage_open(struct stage *s, const struct lesson *lesson, const struct stage_options *o, struct workdir *dir,
               struct err *e);
void stage_close(struct stage *s);
/* A new process and new names; the files as at first. */
int stage_reset(struct stage *s, struct err *e);

/*
 * Performs one entry of `do`, filling `out` (its strings in s->arena). 0, or -1 with a fault of the lesson in
 * le: then *at is the entry, perhaps inside a repeat, whose source le->at counts in.
 */
int stage_perform(struct stage *s, const struct action *a, struct statement_record *out, const struct action **at,
                  struct lang_err *le);

/* True when the first process is there and answers. */
bool stage_alive(struct stage *s);
int stage_actor_find(const struct stage *s, const char *name); /* index or -1 */

/* The stage as the language sees it: for statements, which do; and for expressions, which only watch. */
struct world stage_doing(struct stage *s);
struct world stage_watching(struct stage *s);

/* ---- for the files of tutor/ that make up the stage together ---- */

enum eval stage_call(void *ctx, int actor, const struct node *site, const struct value *args, struct value *out,
                     struct lang_err *e);
enum eval stage_load(void *ctx, int actor, int64_t addr, struct value *out);
enum eval stage_store(void *ctx, int actor, int64_t addr, const struct value *v);
enum eval stage_settle(void *ctx, struct value *v);
int stage_constant(void *ctx, const char *name, int64_t *v);
/* A row that the tutor performs: tutor/errand.c. */
enum eval stage_errand(struct stage *s, int actor, const struct node *site, const struct value *args, struct value *out);
/* The process, or NULL with the statement refused: it has ended, or never was. */
struct actor *stage_actor(struct stage *s, int actor);
/* Performs one operation now (the batch first) and books its outcome. */
enum eval stage_do(struct stage *s, int actor, const struct lab_op *op, void *scratch, size_t scratch_len,
                   struct lab_result *r);
/* Sends what waits in the batch. */
enum eval stage_flush(struct stage *s);
/* Books: the statement is refused; why is copied. Returns EVAL_STOP. */
enum eval stage_refuse(struct stage *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Books what lab_do or lab_give said that was not a result. */
enum eval stage_lost(struct stage *s, int actor, int status, const struct err *e);
/* A raw result of the kernel as the C library gives it: value and errno in o. */
void stage_library(const struct call *call, int64_t raw, const uint64_t *words, struct outcome *o);
/* Books the result of one operation as the statement's outcome. EVAL_STOP where it faulted. */
enum eval stage_book(struct stage *s, const struct lab_op *op, const struct lab_result *r);
/* Notes what a call that returned made and released, for size() and the neighbours. The maps may be NULL. */
void stage_note(struct stage *s, int actor, const struct lab_op *op, int64_t value, const struct memmap *before,
                const struct memmap *after);
/* Notes a fault that depends on what happens to be mapped next to the lesson's own mappings. */
void stage_fault(struct stage *s, const struct lab_result *r);
/* Gives a waiting value what the last batch that was sent says of it. */
void stage_settle_sent(struct stage *s, struct value *v);
/* An operation without scratch bytes: waits inside a repeat, is done at once elsewhere. */
enum eval stage_simple(struct stage *s, int actor, const struct lab_op *op, struct value *out);
/* The end of a process, once known. */
void stage_ended(struct stage *s, int actor);

#endif
