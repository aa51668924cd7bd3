/* The state of a sitting on the screen, for the files that make it up. */
#ifndef APP_QUIZ_STATE_H
#define APP_QUIZ_STATE_H

#include "app/learn_state.h"
#include "app/quiz.h"
#include "app/typed.h"

/*
 *   open ──answer, skip──▶ closed, shown with what the kernel did ──Enter──▶ the next one … ──▶ over
 *     └──────q──────▶ the list of questions ◀──────q──────┘            (an exam shows nothing before it is over)
 */
struct quizzing {
	struct learn l; /* first: the panes, and the draft of the answer */
	struct sitting *s;
	struct quiz_turn *turn; /* that is shown: the open one, or an earlier one looked at again */
	bool over;              /* nothing more is asked */
	bool late;              /* since the time is over */
	int status;             /* of the end */
	int clock;              /* descriptor that wakes at each minute of a limit; -1 */
	struct buf place, said; /* of the title bar, of the status line */
	struct buf past;        /* statements that the state comes from */
	/* a task */
	struct typed typed;
	char *lines[QUIZ_STATEMENTS];
	size_t lines_n;
};

bool quizzing_exam(const struct quizzing *q);
bool quizzing_open(const struct quizzing *q); /* what is shown can be answered */
void quizzing_say(struct quizzing *q, enum look look, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* Shows a turn; an earlier one as it came out. */
void quizzing_look(struct quizzing *q, struct quiz_turn *t);
/* What runs is between these two: progress while it takes long; false with a box where the lab failed. */
void quizzing_begin(struct quizzing *q);
bool quizzing_went(struct quizzing *q, int status, const struct err *e);
/* The open turn was closed: on disk, then shown; in an exam the next one. */
void quizzing_closed(struct quizzing *q);
/* The next question, or the end of the sitting: then the list is shown. */
void quizzing_next(struct quizzing *q);
/* The sitting ends here. */
void quizzing_end(struct quizzing *q);

/* Keys, quiz_act.c: while the question is open, and once it is closed. */
void quizzing_act_open(struct quizzing *q, enum act action, const struct term_event *ev);
void quizzing_act_closed(struct quizzing *q, enum act action);

/* Statements of a task: quiz_type.c. */
void quiz_type(struct quizzing *q, enum act action, int key);
void quiz_type_forget(struct quizzing *q);

/* The list of questions. REACT_QUIT, REACT_LEAVE: the sitting is left, or REACT_DRAW: something is to be shown. */
enum reaction quiz_tally_open(struct quizzing *q);

/* quiz_draw.c */
void quiz_draw(void *ctx, struct area a);
unsigned quiz_where(void *ctx);

#endif
