/*
 * The screen of one step, before and after its run.
 *
 *   80 columns          120                    180
 *   ┌─────────────┐     ┌───────┬─────────┐    ┌──────┬──────┬────────┐
 *   │ text        │     │ text  │ code    │    │ text │ code │ maps   │
 *   │ code        │     │       │ maps    │    │      │      │ pages  │
 *   │ maps        │     │       │ pages   │    │      │      │        │
 *   │ pages       │     └───────┴─────────┘    └──────┴──────┴────────┘
 *   └─────────────┘
 *
 * Where the rows do not suffice the focused pane gets what it wants first, and every pane keeps a few.
 */
#ifndef VIEW_LEARN_H
#define VIEW_LEARN_H

#include "model/answer.h"
#include "model/bytes.h"
#include "model/lesson.h"
#include "model/record.h"
#include "view/bar.h"
#include "view/hit.h"
#include "view/picture.h"
#include "view/prompt.h"
#include "view/space.h"

struct present_view;

enum learn_pane { PANE_TEXT, PANE_CODE, PANE_MAPS, PANE_PAGES, LEARN_PANES };

struct learn_view {
	const struct lesson *lesson;
	size_t step;
	const struct record *record; /* NULL before the run */
	const struct snapshot *now;  /* maps and pages before the run; NULL where there is no process yet */
	const struct binding *vary;  /* {n} in texts */
	size_t vary_n;

	const struct answer *answer; /* NULL: an empty draft */
	enum mark mark;
	int cursor;           /* of the question: choice as shown, outcome, or page */
	const uint8_t *order; /* which of the lesson's choices stands at each place; NULL: in the lesson's order */
	const char *entry;    /* what was typed of a number; NULL: the answer's own */
	size_t pages_n;       /* pages that the question asks about, before the run */
	size_t hints_shown;

	enum learn_pane pane;       /* focused */
	int scroll[LEARN_PANES];    /* rows above the first that is shown, where the learner has */
	bool scrolled[LEARN_PANES]; /* scrolled; else the view keeps what matters in sight: what changed, and */
	bool follow;                /* the question's cursor, once it was moved */

	struct picture picture;    /* cursors and zoom of maps and pages */
	struct space *space;       /* the caller's, kept between drawings of one state; NULL: made for each */
	const struct bytes *bytes; /* of the page under the cursor; NULL: not asked for */

	const struct prompt_view *prompt;   /* free play: in place of the step's text and its statements; NULL */
	const struct present_view *present; /* before a class: fewer words, and the votes at the question; NULL */
	/* A task of a quiz, while its statements are typed: below its goals; NULL. */
	const struct prompt_view *attempt;
	const char *misconception; /* that the last attempt shows; NULL */
	const char *place;         /* of a quiz, in the title bar; NULL: a lesson, and the number of its step */
	const char *past;          /* statements that the state comes from, as lines: above the code; NULL */

	const char *message; /* NULL: the totals of the run */
	enum look message_look;
	bool tight; /* no row is left free between paragraphs, so that all of them are seen */
	const struct view_key *keys;
	size_t keys_n;
	bool help; /* the keys as an overlay */
};

/* What came of it: the state for the next key. All of it is overwritten. */
struct learn_shown {
	int scroll[LEARN_PANES]; /* as shown: a key that scrolls starts from here */
	int rows[LEARN_PANES];   /* of the content */
	int height[LEARN_PANES]; /* of them in sight */
	int columns;             /* of the question's menu: how far up and down go */
	struct picture_shown picture;
	struct hits hits;
};

/* `shown` may be NULL. */
void view_learn(struct area a, const struct learn_view *v, struct learn_shown *shown);
/* Rows of the text and the question of a step before its run, on a screen of so many columns. */
int view_learn_rows(const struct lesson *lesson, size_t step, int columns);

#endif
