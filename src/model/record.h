/*
 * A record is all that a step did: the one struct in the middle.
 *
 *   tutor/ ──fills──▶ struct record ──read by──▶ view/ text/ export/ share/
 *
 * The session produces it once, nothing changes it afterwards, and no reader computes
 * anything that is not in it. Strings live in its arena.
 */
#ifndef MODEL_RECORD_H
#define MODEL_RECORD_H

#include "base/mem.h"
#include "model/diff.h"
#include "model/memmap.h"
#include "model/outcome.h"
#include "model/pageset.h"

enum verdict { VERDICT_UNKNOWN, VERDICT_HELD, VERDICT_FAILED };

/* An expectation, a goal or the `if` of a choice, judged after the run. */
struct claim {
	const char *source;
	enum verdict verdict;
	const char *observed; /* "size(m) is 8192, page is 4096": the parts as they were */
	const char *why;      /* UNKNOWN: the reason */
};

/* What the kernel answered to the question of a step. Indexes follow the lesson's own order. */
struct truth {
	bool valid; /* false: void, `why` says so */
	const char *why;
	uint64_t choices;       /* choice i is right: bit i */
	int64_t number;         /* `ask.number` */
	struct outcome outcome; /* `ask.outcome` */
	uint64_t pages_start;   /* `ask.pages`: address of the first */
	size_t pages_n;
	const char *pages; /* pages_n characters '1', '0' or '?' */
};

/* Process totals, bytes; (uint64_t)-1 where not known. libproc2 and getrusage. */
struct totals {
	uint64_t rss, pss, uss, vm_size, locked, minflt, majflt;
};

struct snapshot {
	bool taken; /* false: the process was gone */
	struct memmap maps;
	struct pageset focus; /* PAGE_* of the focus range; empty without a focus */
	struct totals totals;
};

struct actor_record {
	const char *name; /* "" for the first process */
	int pid;
	bool alive;
	struct snapshot before, after;
	struct diff diff;
	/* Where several statements can have changed the map: its lines before the last of them, and what that one did.
	 */
	struct memmap late;
	struct diff last;
};

struct binding {
	const char *name;
	int64_t value;
};

struct record {
	struct arena arena;
	const char *lesson, *step;
	size_t index;        /* of the step */
	const char *skipped; /* the reason, or NULL: then nothing below is filled */
	const struct binding *vary;
	size_t vary_n;
	struct statement_record *statements;
	size_t statements_n;
	struct claim *expect;
	size_t expect_n;
	struct claim *goals; /* of a task, after the attempt that was run */
	size_t goals_n;
	struct claim *misconceptions; /* of the task, in the same state */
	size_t misconceptions_n;
	bool asked;
	struct truth truth;
	struct claim *choices; /* one for each choice of the ask, for the confrontation */
	size_t choices_n;
	const char *focus;               /* the expression, NULL for none */
	uint64_t focus_start, focus_len; /* bytes, whole pages; len 0 where it names nothing mapped */
	bool focus_file;                 /* the focus maps a file */
	uint64_t focus_eof;              /* first address behind the file's last page, (uint64_t)-1 where none */
	const char *output;              /* of printf; "" for none */
	uint64_t minflt, majflt;         /* of the statements */
	struct actor_record *actors;
	size_t actors_n;
	const char *differs; /* a replay that gave another result: what differs; NULL */
	const char *lost;    /* the lab ended on its own account: what happened; NULL */
};

/* Frees what it holds; it is then not taken. */
void snapshot_finish(struct snapshot *s);
/* Frees a record from mem_zalloc with all that it holds. NULL is fine. */
void record_free(struct record *r);
/* HELD: all expectations held and nothing was refused or lost. UNKNOWN: one could not be judged, or the step was
   skipped. */
enum verdict record_verdict(const struct record *r);

#endif
