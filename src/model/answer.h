/* What the learner predicted, and how it compares with what the kernel did. */
#ifndef MODEL_ANSWER_H
#define MODEL_ANSWER_H

#include "base/buf.h"
#include "model/lesson.h"
#include "model/record.h"

enum mark {
	MARK_NONE, /* not answered */
	MARK_RIGHT,
	MARK_WRONG,
	MARK_VOID /* the question has no right answer here: never wrong */
};

/* A row of the outcome question: success, an errno, or a signal. */
struct outcome_choice {
	const char *name;       /* "it succeeds", "EINVAL", "SIGBUS" */
	enum outcome_kind kind; /* OUTCOME_VALUE, OUTCOME_ERROR, OUTCOME_SIGNAL */
	int number;             /* errno or signal */
};

extern const struct outcome_choice outcome_choices[];
extern const size_t outcome_choices_n;

#define ANSWER_PAGES 512 /* pages that one question can ask about */

/* A draft until `given`. Zeroed is an empty draft. */
struct answer {
	bool given;
	bool sure;        /* marked as sure */
	uint64_t choices; /* ASK_CHOICES: bit i of the lesson's own order */
	bool has_number;  /* ASK_NUMBER */
	int64_t number;
	size_t outcome; /* ASK_OUTCOME: index into outcome_choices; has_outcome */
	bool has_outcome;
	bool none;                /* ASK_PAGES: asked whether no page at all is meant */
	char pages[ANSWER_PAGES]; /* ASK_PAGES: '1' marked, else 0 or '0' */
};

/* True where the draft says enough to be marked. */
bool answer_complete(const struct ask *ask, const struct answer *a);
/* True once, of a draft with no page marked: Enter may be a slip there, and a second one means it. */
bool answer_doubted(const struct ask *ask, struct answer *a);
enum mark answer_mark(const struct ask *ask, const struct truth *truth, const struct answer *a);
/* The answer to a number question with its unit: "3 pages", "1 page"; a lesson gives the unit of many. */
void answer_number_put(const struct ask *ask, int64_t number, struct buf *out);

#endif
