/*
 * The state of the linear dialogue, for the files that make it up.
 *
 *   plain.c          lesson after lesson, the list of them
 *   plain_words.c    a line ──▶ a row of the table of words, or an answer
 *   plain_lesson.c   going to a step, running it, what is remembered
 *   plain_show.c     a step, its question and its run, in words
 *   plain_answer.c   a line ──▶ an answer, or what is wrong with it
 *   plain_memory.c   maps, pages, totals
 *   plain_find.c     contents, search
 *   plain_play.c     free play
 *   plain_io.c       lines in and out
 */
#ifndef APP_PLAIN_STATE_H
#define APP_PLAIN_STATE_H

#include "app/app.h"
#include "app/find.h"
#include "app/goal.h"
#include "model/answer.h"
#include "store/store.h"
#include "text/words.h"
#include "tutor/play.h"
#include "tutor/session.h"

#define PLAIN_LINE 4096 /* bytes of a line that is typed */

/* What is wanted when the lesson at hand is done with. */
enum plain_want { WANT_NOTHING, WANT_NEXT, WANT_LIST, WANT_GOAL, WANT_QUIT };

struct plain {
	struct app *app;
	struct store *store;
	struct err unrecorded;  /* why nothing is recorded: told once */
	bool ascii, echo, quiz; /* echo: stdin is no terminal, what was typed is shown; quiz: a question of a sitting */
	enum plain_want want;
	struct goal goal;
	struct {
		char bytes[PLAIN_LINE];
		size_t at, n;
		bool ended;
	} in;

	const struct lesson *lesson; /* NULL: the list of lessons */
	struct session *session;
	size_t step;
	struct answer *answers; /* of each step */
	uint8_t order[64];
	size_t hints, pages_n;
	struct snapshot now; /* before the run */
	bool ended;          /* the last step was seen, and that is written */
	struct play *play;   /* free play; NULL outside of it */
	struct found found;  /* of the last search */
};

/* ---- lines: plain_io.c ---- */

/* Asks, and reads a line without its blanks around; false at the end of input, and where a signal asks to end. */
bool plain_read(struct plain *p, const char *prompt, char line[PLAIN_LINE]);
/* A sentence, wrapped. */
void plain_say(struct plain *p, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Lines as they are: code, and what text/words.h made. */
void plain_lines(struct plain *p, const char *text);
/* A paragraph of a lesson: {names} put in, marks taken out. `lead` stands before it. */
void plain_paragraph(struct plain *p, const char *lead, const char *text);
void plain_error(struct plain *p, const char *what, const struct err *e);

/* ---- the lesson ---- */

const struct step *plain_step(const struct plain *p);
const struct record *plain_record(const struct plain *p); /* NULL until it ran */
bool plain_asking(const struct plain *p);
bool plain_at_end(const struct plain *p);
/* Goes through a lesson until something else is wanted. Begins with the goal, else where the learner left. */
void plain_lesson(struct plain *p, const struct lesson *l);
/* Free play from the beginning of a lesson, until it is left. */
void plain_free_play(struct plain *p, const struct lesson *l);
void plain_go(struct plain *p, size_t step);
void plain_run(struct plain *p);
void plain_again(struct plain *p);

void plain_show(struct plain *p);      /* the step as it stands */
void plain_show_step(struct plain *p); /* the same without its number */
void plain_texts(struct plain *p, const struct texts *t);
void plain_statements(struct plain *p, const struct record *r);
void plain_verdict(struct plain *p, const struct ask *ask, const struct truth *t);
void plain_show_run(struct plain *p, const struct record *r);
/* The names of addresses, as they are now. */
void plain_places(struct plain *p, struct places *out);
/* NULL, or what is wrong with it, in words; the answer is then as it was. */
const char *plain_answer(struct plain *p, const char *line, struct answer *a);

/* ---- what can be typed: each gets what stands behind the word ---- */

/* Where a word holds. */
enum { AT_LIST = 1, AT_ASK = 2, AT_READY = 4, AT_DONE = 8, AT_PLAY = 16, AT_LESSON = AT_ASK | AT_READY | AT_DONE };

unsigned plain_where(const struct plain *p);
/* Does what a line says. False: its first word is none of those that hold here. */
bool plain_word(struct plain *p, const char *line);
void plain_help(struct plain *p, const char *rest);
void plain_maps(struct plain *p, const char *rest);
void plain_pages(struct plain *p, const char *rest);
void plain_page(struct plain *p, const char *rest);
void plain_bytes(struct plain *p, const char *rest);
void plain_totals(struct plain *p, const char *rest);
void plain_contents(struct plain *p, const char *rest);
void plain_find(struct plain *p, const char *rest);
void plain_open(struct plain *p, const char *rest);
/* Free play on a branch of the lesson, until it is left. */
void plain_branch(struct plain *p, const char *rest);
void plain_undo(struct plain *p, const char *rest);
void plain_redo(struct plain *p, const char *rest);
void plain_save(struct plain *p, const char *rest);
void plain_tried(struct plain *p, const char *rest);
void plain_done(struct plain *p, const char *rest);
/* 1 to max, or 0: then it has been said that it is none. */
size_t plain_number(struct plain *p, const char *text, size_t max, const char *what);

#endif
