/* The state of a sitting line by line, for the files that make it up. */
#ifndef APP_QUIZ_ASKING_H
#define APP_QUIZ_ASKING_H

#include "app/plain_state.h"
#include "app/quiz.h"

struct asking {
	struct plain p; /* shows the open turn */
	struct sitting *s;
	struct quiz_turn *last;       /* the one that was closed last; NULL */
	size_t hint;                  /* that is shown, from 1; 0: none yet */
	char *typed[QUIZ_STATEMENTS]; /* of an attempt at a task */
	size_t typed_n;
	bool left;
};

bool asking_exam(const struct asking *a);
struct quiz_turn *asking_turn(const struct asking *a);
/* The dialogue's own state becomes that of a turn. */
void asking_look(struct asking *a, struct quiz_turn *t);
/* The same of the open one, with the picture before its step. */
void asking_open(struct asking *a);
void asking_put(struct asking *a); /* says the open question */
/* False, and it has been said, where a step could not be run. */
bool asking_went(struct asking *a, int status, const struct err *e);
void asking_closed(struct asking *a); /* the open turn was: written down, and said what came of it */
void asking_forget(struct asking *a); /* what was typed of an attempt */

/* Does what a line says. False: its first word is none of those that hold here. */
bool asking_word(struct asking *a, const char *line);

#endif
