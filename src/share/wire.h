/*
 * What travels: frames of bytes, and the structs of model/ as tables of their members, so that packing and unpacking
 * read the same rows.
 *
 *   frame   type  0  0  0  length (4 bytes, little end first)  body
 *   body    words of 4 and 8 bytes, little end first; a text is its length + 1 (0: NULL) and its bytes; a list is its
 *           count and its members
 *
 *   presenter ──▶ HELLO, or REFUSED and the end; then LESSON before the first STATE and where another begins
 *   follower  ──▶ votes, VOTE_BYTES each: the number of the question as its state gave it, and a place
 */
#ifndef SHARE_WIRE_H
#define SHARE_WIRE_H

#include "share/share.h"

enum frame_type { FRAME_HELLO = 1, FRAME_REFUSED, FRAME_LESSON, FRAME_STATE };

#define WIRE_GREETING  "mmaptutor 1"
#define WIRE_HEAD      8
#define WIRE_FRAME_MAX ((size_t)32 << 20) /* 60,000 lines of maps before and after, and their differences */
#define WIRE_TEXT_MAX  ((size_t)1 << 20)
enum { VOTE_BYTES = 2 };

/* What a state's frame holds beside the state. */
struct message {
	uint32_t lesson; /* number of the lesson that it belongs to */
	uint8_t ask;     /* number of the question that votes are taken for */
	struct share_state state;
};

/* The lesson's file: its text, and the last part of its name. */
struct lesson_frame {
	uint32_t number;
	const char *name, *text;
};

/* ---- tables ---- */

enum item_kind {
	ITEM_BOOL,
	ITEM_BYTE,  /* `n` of them */
	ITEM_HALF,  /* 2 bytes */
	ITEM_WORD,  /* 4 bytes: `n` of them, none above `max` where that is set */
	ITEM_LONG,  /* 8 bytes */
	ITEM_CHARS, /* text; `must`: never NULL */
	ITEM_LIST,  /* pointer, size_t at `count`; where `cap` is set on the heap, else in the arena */
	ITEM_PART,  /* a struct inside */
	ITEM_MAYBE, /* pointer to one struct on the heap, or NULL */
	ITEM_MAPS   /* struct memmap: its lines, parsed again */
};

struct wire_shape;
struct item {
	enum item_kind kind;
	bool must;
	unsigned n;
	uint32_t max;
	size_t at, count, cap;
	const struct wire_shape *of;
};

struct wire_shape {
	const struct item *items;
	size_t items_n, size;
};

extern const struct wire_shape wire_message, wire_lesson;

/* Appends a whole frame. False where it exceeds its limit: out is then as it was. */
bool wire_pack(enum frame_type type, const struct wire_shape *s, const void *object, struct buf *out);
/* The bytes of a body into the zeroed `object`: its texts and lists in a, maps and what ITEM_MAYBE points to on the
 * heap, there to be freed even where it fails. False where the bytes are none of ours. */
bool wire_unpack(const struct wire_shape *s, void *object, struct arena *a, const uint8_t *bytes, size_t n);
/* The type and the length of the body, or false. */
bool wire_head(const uint8_t *head, enum frame_type *type, size_t *len);
void wire_put_head(uint8_t *head, enum frame_type type, size_t len);

/* A follower on a connection that is there already; fd is taken. */
struct follow *follow_on(int fd);

/* True where the views can show it: every index and range inside what it points into. */
bool state_fits(const struct share_state *s, const struct lesson *l);
/* Frees what wire_unpack put onto the heap. */
void state_finish(struct share_state *s);

#endif
