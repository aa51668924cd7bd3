/*
 * An exported program while it is put together. Inside export/ only.
 *
 *   names.c      what each name of the lesson is in C, from what assigns it
 *   value.c      types of expressions, and what differs from run to run
 *   expression.c trees as C
 *   statement.c, claim.c   each a call of one of the program's macros
 *   turn.c       what another process does, and what has no equivalent
 *   step.c       a function for each step
 *   program.c    the parts of the text in their order
 */
#ifndef EXPORT_PROGRAM_H
#define EXPORT_PROGRAM_H

#include <stdbool.h>

#include "base/buf.h"
#include "lang/tree.h"
#include "model/lesson.h"

/* What a name or an expression is in C. */
enum c_type {
	C_INT, /* fits into an int */
	C_LONG,
	C_POINTER, /* unsigned char *, or void * */
	C_TEXT,    /* struct text */
	C_STRUCT,
	C_ARRAY, /* of bytes or ints; a single int is a number */
	C_VOID
};

struct c_name {
	const char *name, *spelled; /* spelled: another where the C library has the name already */
	enum c_type type;
	const struct layout *layout; /* C_STRUCT */
	unsigned elem;               /* C_ARRAY: bytes of an element */
	size_t count;                /* C_ARRAY: elements */
	unsigned differs;            /* enum differs */
	size_t segment;              /* the step that the part of the name begins with: names end with it */
	bool used;
};

#define PIECES_MAX 128
#define NAMES_MAX  2048

struct program {
	const struct lesson *lesson;
	size_t segment;          /* the step that its part begins with */
	const struct step *step; /* the one under way */
	struct c_name names[NAMES_MAX];
	size_t names_n;
	const char *used[PIECES_MAX]; /* names of parts */
	size_t used_n;
	const struct constant *constants[NAMES_MAX];
	size_t constants_n;
	bool null_argument;  /* NULL is handed to a call whose header says it must not be */
	bool outputs_differ; /* the lesson prints what it read of /proc */
	bool reclaims;       /* how many pages it has in the end is up to the kernel: put out of memory, or huge */
	bool sizes;          /* size() is observed somewhere */
	bool sets_hard;      /* the lesson sets rlim_max itself */
	bool comparing;      /* texts are compared: a literal needs its length */
	bool watching;       /* an expression that may touch nothing */
	unsigned turns;      /* of actors, in the step */
	unsigned loop;       /* nesting of repeats */
	const char *actor;   /* in whose turn we are, NULL */
	struct arena arena;
	struct buf functions; /* steps and turns */
	struct buf turn;      /* the functions of turns that stand before the step */
	struct buf body;      /* of the step */
};

/* Marks a part and all that it needs. */
void program_use(struct program *p, const char *piece);
bool program_uses(const struct program *p, const char *piece);

/* names.c */
/* Of the steps [from, to). */
void names_collect(struct program *p, size_t from, size_t to);
struct c_name *names_of(struct program *p, const char *name);
/* The declarations, and the table of them for actors. */
void names_declare(const struct program *p, struct buf *out);
void names_table(const struct program *p, struct buf *out);

/* value.c */
enum differs {
	DIFFERS_ADDRESS = 1, /* an address, or computed of one: comparing two gives the same everywhere */
	DIFFERS_COUNT = 2    /* counts of faults and lines, numbers of processes and files */
};
enum c_type value_type(struct program *p, const struct node *n);
unsigned value_differs(struct program *p, const struct node *n);
/* The value where it is a constant: true. `page` as given. */
bool value_fold(const struct node *n, int64_t page, int64_t *v);
/* Below `actor:` and casts. */
const struct node *value_plain(const struct node *n);
/* The name of an array of the lesson, whose elements are no memory of it. */
bool value_is_array(struct program *p, const struct node *n);
/* Whether evaluating it calls, or touches memory. */
bool value_touches(struct program *p, const struct node *n);

#endif
