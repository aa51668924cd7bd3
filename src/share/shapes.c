/* The members that travel, struct by struct: model/record.h and what it holds. */
#include "share/wire.h"

#define AT(type, member) .at = offsetof(struct type, member)
#define TRUTH(type, m)                                                                                                 \
	{                                                                                                              \
		.kind = ITEM_BOOL, AT(type, m)                                                                         \
	}
#define LONG(type, m)                                                                                                  \
	{                                                                                                              \
		.kind = ITEM_LONG, AT(type, m)                                                                         \
	}
#define WORD(type, m, most)                                                                                            \
	{                                                                                                              \
		.kind = ITEM_WORD, .n = 1, .max = (most), AT(type, m)                                                  \
	}
#define TEXT(type, m)                                                                                                  \
	{                                                                                                              \
		.kind = ITEM_CHARS, AT(type, m)                                                                        \
	}
#define NAME(type, m)                                                                                                  \
	{                                                                                                              \
		.kind = ITEM_CHARS, .must = true, AT(type, m)                                                          \
	}
#define PART(type, m, what)                                                                                            \
	{                                                                                                              \
		.kind = ITEM_PART, .of = &(what), AT(type, m)                                                          \
	}
#define MAPS(type, m)                                                                                                  \
	{                                                                                                              \
		.kind = ITEM_MAPS, AT(type, m)                                                                         \
	}
#define LIST(type, m, most, what)                                                                                      \
	{                                                                                                              \
		.kind = ITEM_LIST, .of = &(what), .max = (most), .count = offsetof(struct type, m##_n), AT(type, m)    \
	}
/* `v`, `n` and `cap`, as a growing array has them */
#define HEAP(type, most, what)                                                                                         \
	{                                                                                                              \
		.kind = ITEM_LIST, .of = &(what), .max = (most), .count = offsetof(struct type, n),                    \
		.cap = offsetof(struct type, cap), AT(type, v)                                                         \
	}
#define SHAPE(name, type)                                                                                              \
	static const struct wire_shape name = { name##_items, sizeof(name##_items) / sizeof(name##_items[0]),          \
						sizeof(struct type) }

enum { MANY = 4096, LINES = 1 << 21, ACTORS = 64 };

/* ---- maps and pages ---- */

static const struct item diff_line_items[] = {
	WORD(diff_line, change, CHANGES - 1),
	TRUTH(diff_line, part),
	LONG(diff_line, before),
	LONG(diff_line, after),
	WORD(diff_line, parts, 0),
	LONG(diff_line, start),
	LONG(diff_line, end),
};
SHAPE(diff_line, diff_line);
static const struct item diff_items[] = { HEAP(diff, LINES, diff_line), LONG(diff, changed) };
SHAPE(diff, diff);

static const struct item run_items[] = {
	LONG(page_run, start),
	LONG(page_run, pages),
	{ .kind = ITEM_HALF, AT(page_run, facts) },
	{ .kind = ITEM_HALF, AT(page_run, known) },
};
SHAPE(run, page_run);
static const struct item pages_items[] = { HEAP(pageset, LINES, run), LONG(pageset, start), LONG(pageset, end),
					   LONG(pageset, page) };
SHAPE(pages, pageset);

static const struct item totals_items[] = {
	LONG(totals, rss),    LONG(totals, pss),    LONG(totals, uss),    LONG(totals, vm_size),
	LONG(totals, locked), LONG(totals, minflt), LONG(totals, majflt),
};
SHAPE(totals, totals);
static const struct item snapshot_items[] = { TRUTH(snapshot, taken), MAPS(snapshot, maps),
					      PART(snapshot, focus, pages), PART(snapshot, totals, totals) };
SHAPE(snapshot, snapshot);

static const struct item actor_items[] = {
	NAME(actor_record, name),
	WORD(actor_record, pid, 0),
	TRUTH(actor_record, alive),
	PART(actor_record, before, snapshot),
	PART(actor_record, after, snapshot),
	PART(actor_record, diff, diff),
	MAPS(actor_record, late),
	PART(actor_record, last, diff),
};
SHAPE(actor, actor_record);

/* ---- statements and verdicts ---- */

static const struct item outcome_items[] = {
	WORD(outcome, kind, OUTCOME_NOTRUN),
	WORD(outcome, type, TYPE_TEXT),
	TRUTH(outcome, computed),
	LONG(outcome, value),
	TEXT(outcome, text),
	WORD(outcome, err, 0),
	WORD(outcome, sig, 0),
	WORD(outcome, si_code, 0),
	LONG(outcome, fault_addr),
	TRUTH(outcome, si_known),
	TEXT(outcome, why),
	TEXT(outcome, where),
};
SHAPE(outcome, outcome);
static const struct item statement_items[] = {
	NAME(statement_record, source),           NAME(statement_record, actor),
	WORD(statement_record, repeat, 0),        TRUTH(statement_record, die),
	PART(statement_record, outcome, outcome), LONG(statement_record, minflt),
	LONG(statement_record, majflt),
};
SHAPE(statement, statement_record);
static const struct item claim_items[] = { NAME(claim, source), WORD(claim, verdict, VERDICT_FAILED),
					   TEXT(claim, observed), TEXT(claim, why) };
SHAPE(claim, claim);
static const struct item truth_items[] = {
	TRUTH(truth, valid),           TEXT(truth, why),         LONG(truth, choices), LONG(truth, number),
	PART(truth, outcome, outcome), LONG(truth, pages_start), LONG(truth, pages_n), TEXT(truth, pages),
};
SHAPE(truth, truth);
static const struct item binding_items[] = { NAME(binding, name), LONG(binding, value) };
SHAPE(binding, binding);

static const struct item record_items[] = {
	NAME(record, lesson),
	NAME(record, step),
	LONG(record, index),
	TEXT(record, skipped),
	LIST(record, vary, MANY, binding),
	LIST(record, statements, MANY, statement),
	LIST(record, expect, MANY, claim),
	LIST(record, goals, MANY, claim),
	LIST(record, misconceptions, MANY, claim),
	TRUTH(record, asked),
	PART(record, truth, truth),
	LIST(record, choices, MANY, claim),
	TEXT(record, focus),
	LONG(record, focus_start),
	LONG(record, focus_len),
	TRUTH(record, focus_file),
	LONG(record, focus_eof),
	NAME(record, output),
	LONG(record, minflt),
	LONG(record, majflt),
	LIST(record, actors, ACTORS, actor),
	TEXT(record, differs),
	TEXT(record, lost),
};
SHAPE(record, record);

/* ---- what a frame holds ---- */

static const struct item votes_items[] = {
	TRUTH(share_votes, open),
	TRUTH(share_votes, shown),
	TRUTH(share_votes, marked),
	LONG(share_votes, choices),
	{ .kind = ITEM_WORD, .n = SHARE_CHOICES, AT(share_votes, counts) },
	WORD(share_votes, voted, 0),
	LONG(share_votes, right),
};
SHAPE(votes, share_votes);
static const struct item state_items[] = {
	LONG(share_state, step),
	WORD(share_state, phase, SHARE_BLANK),
	{ .kind = ITEM_MAYBE, .of = &record, AT(share_state, record) },
	{ .kind = ITEM_MAYBE, .of = &snapshot, AT(share_state, now) },
	LIST(share_state, vary, MANY, binding),
	{ .kind = ITEM_BYTE, .n = SHARE_CHOICES, AT(share_state, order) },
	LONG(share_state, pages_n),
	TRUTH(share_state, zoomed),
	TEXT(share_state, aside),
	PART(share_state, votes, votes),
	LONG(share_state, elapsed_s),
	LONG(share_state, left_s),
	WORD(share_state, followers, 0),
};
SHAPE(state, share_state);
static const struct item message_items[] = {
	WORD(message, lesson, 0),
	{ .kind = ITEM_BYTE, .n = 1, AT(message, ask) },
	PART(message, state, state),
};
const struct wire_shape wire_message = { message_items, sizeof(message_items) / sizeof(message_items[0]),
					 sizeof(struct message) };
static const struct item lesson_items[] = { WORD(lesson_frame, number, 0), NAME(lesson_frame, name),
					    NAME(lesson_frame, text) };
const struct wire_shape wire_lesson = { lesson_items, sizeof(lesson_items) / sizeof(lesson_items[0]),
					sizeof(struct lesson_frame) };
