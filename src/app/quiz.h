/*
 * `mmaptutor quiz`: a sitting, line by line.
 *
 *   quiz.c         options, lessons, the end of it
 *   quiz_log.c     every answer on disk before the next question; going on after a crash
 *   quiz_plain.c   the linear dialogue
 *   quiz_words.c   what can be typed beside answers
 *   quiz_screen.c  the same on the screen; quiz_act.c its keys, quiz_type.c statements of a task, quiz_draw.c,
 *                  quiz_tally.c the list of questions
 */
#ifndef APP_QUIZ_H
#define APP_QUIZ_H

#include "app/app.h"
#include "store/store.h"
#include "tutor/due.h"
#include "tutor/quiz.h"

struct past;
struct ui;

struct sitting {
	struct app *app;
	struct store *store;   /* may be NULL */
	struct err unrecorded; /* why nothing is recorded: told once, then cleared */
	struct lesson **lessons;
	size_t lessons_n;
	struct due_table *due; /* NULL: all is asked */
	struct buf asked;      /* the lessons as they were asked for, one a line */
	uint64_t seed;
	int64_t questions, minutes; /* asked for; 0: not said, no limit */
	struct quiz *quiz;
	struct past *past;   /* one that was cut off; NULL once it is given again */
	size_t restored;     /* answers of it */
	int64_t began;       /* seconds since 1970 */
	int64_t deadline_ms; /* monotonic; 0: none */
	int64_t shown_ms;    /* when the open question was shown; monotonic */
	struct ui *ui;       /* while the screen is there; NULL */
};

/*
 * Opens what is to be asked; goes on where one like it was cut off. STATUS_HELD, or another and what is wrong has been
 * printed.
 */
int sitting_open(struct sitting *s, struct app *app);
void sitting_close(struct sitting *s);

/* The next question: as quiz_next, and 0 where the time is over. How long it takes is measured from here. */
int sitting_next(struct sitting *s, struct err *e);
bool sitting_late(const struct sitting *s);    /* the time limit has passed */
int64_t sitting_left(const struct sitting *s); /* seconds, -1 without a limit */
/* Before an answer is given: how long it took is noted. */
void sitting_took(struct sitting *s);
/* It is over: writes so, and the result of an exam. A status. */
int sitting_end(struct sitting *s);
/* "3 right, 1 wrong, 0 skipped, 0 void" */
void sitting_tally(const struct sitting *s, struct buf *out);

/* ---- the log: quiz_log.c ---- */

/* Looks for one like it that was cut off, and takes over what it was asked for. */
void sitting_seek(struct sitting *s);
bool sitting_found(const struct sitting *s);
/* Gives its answers again. */
void sitting_restore(struct sitting *s);
void sitting_forget(struct sitting *s);
/* Writes that it begins or has ended. */
void sitting_mark(struct sitting *s, bool ended);
/* Writes that the open turn was closed, and waits for the disk. */
void sitting_record(struct sitting *s);

/* The sitting itself, on stdin and stdout or on the screen. A status. */
int quiz_plain(struct sitting *s);
int quiz_on_screen(struct sitting *s);

#endif
