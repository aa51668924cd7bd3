/* What one statement did. */
#ifndef MODEL_OUTCOME_H
#define MODEL_OUTCOME_H

#include <stdbool.h>
#include <stdint.h>

enum outcome_kind {
	OUTCOME_NONE,    /* a statement that only computed, to `value` where `computed` */
	OUTCOME_VALUE,   /* returned `value` */
	OUTCOME_ERROR,   /* returned an error: `err` */
	OUTCOME_SIGNAL,  /* faulted and was survived */
	OUTCOME_DIED,    /* the process ended by `sig` */
	OUTCOME_EXITED,  /* the process ended with status `value` */
	OUTCOME_REFUSED, /* not performed: a fault of the lesson; `why` */
	OUTCOME_LOST,    /* the process was gone, or silent, before it answered; `why` */
	OUTCOME_NOTRUN   /* a statement before it was refused or lost */
};

/* CHAR: a byte of memory that can be printed. */
enum value_type { TYPE_INT, TYPE_CHAR, TYPE_POINTER, TYPE_SIZE, TYPE_TEXT };

struct outcome {
	enum outcome_kind kind;
	enum value_type type;
	bool computed; /* NONE: it came to `value` or `text` */
	int64_t value;
	const char *text; /* TYPE_TEXT */
	int err;
	int sig, si_code;
	uint64_t fault_addr; /* siginfo's si_addr, which is a macro */
	bool si_known;       /* false where even the handler was gone: si_code and fault_addr are unknown */
	const char *why;
	const char *where; /* fault_addr in names of the lesson, "m + page"; "" where none is near */
};

struct statement_record {
	const char *source; /* as the lesson has it; of a repeat its body, joined by "; " */
	const char *actor;  /* "" for the first process */
	uint32_t repeat;    /* how often; 0 for a plain statement */
	bool die;
	struct outcome outcome;
	uint64_t minflt, majflt;
};

#endif
