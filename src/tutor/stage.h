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
	int parent;  /* index; -1 of the first */
	bool ended;  /* known to have ended: `how` */
	bool waited; /* a waitpid of the lesson has had it */
	struct lab_how how;
	struct memmap last;   /* the lines of maps at its last words, where it died of a `die:` */
	struct totals totals; /* as they were read last, when `acts` of the stage was one less than */
	uint64_t totals_acts; /* this; 0: never */
	bool last_known;
};

/* A mapping that a call returned: what size() is about. Of what was `taken`, only that from `since` on counts. */
struct made {
	uint64_t start, end;
	int actor;
	size_t since;
};

/* A range that a call took away from what was there. A fault in a hole does not depend on neighbours. */
struct taken {
	uint64_t start, end;
	int actor;
	bool hole; /* else something else was mapped over it */
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
	struct taken *taken;
	size_t made_n, made_cap, taken_n, taken_cap;
	uint64_t acts;      /* counts all that was done to any process: what was read before it is stale */
	struct memmap maps; /* lines of maps as they were read last: */
	uint64_t maps_acts; /* at this count, plus one; 0: never */
	int maps_actor;
	bool neighbour; /* a fault depended on what happens to be mapped at: */
	uint64_t neighbour_at;
	bool shared_grew;                  /* mremap made a shared mapping longer than the object behind it may be */
	bool spoiled, interrupted, silent; /* a statement was broken off; by `tick`; as it did not end in time */
	int64_t deadline;                  /* ms of CLOCK_MONOTONIC, for the statements of a step together; 0: none */
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
/* True when the first process is there, and no statement was broken off. */
bool stage_alive(struct stage *s);
int stage_actor_find(const struct stage *s, const char *name); /* index or -1 */

/* The stage as the language sees it: for statements, which do; and for expressions, which only watch. */
struct world stage_doing(struct stage *s);
struct world stage_watching(struct stage *s);

#endif
