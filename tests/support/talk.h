/* A presentation of a fixture, on a sitting: the keys by their names, how it begins and ends. */
#ifndef TESTS_SUPPORT_TALK_H
#define TESTS_SUPPORT_TALK_H

#include "support/sitting.h"

#define ENTER  "\r"
#define SPACE  " "
#define TAB    "\t"
#define ESC    "\033"
#define UP     "\033OA"
#define DOWN   "\033OB"
#define RIGHT  "\033OC"
#define LEFT   "\033OD"
#define HOME   "\033OH"
#define END    "\033OF"
#define PGUP   "\033[5~"
#define PGDN   "\033[6~"
#define F5     "\033[15~"
#define BACK   "\177"
#define CTRL_Z "\032"
#define ASKED  "what the kernel is asked"
#define DONE   "what the kernel answered"

/* `present` of a fixture; `more` is an option and its value, NULL for none. */
void talk_start(struct sitting *s, const char *lesson, const char *more, const char *value, int rows, int cols);
/* The tour without its step that cannot run, before its first word. 80 by 24. */
void talk_tour(struct sitting *s);
/* A key that goes to a step, and what stands there. On a slow machine it is shown while it still runs, when no key is
 * taken: returns when that is over. */
void talk_go(struct sitting *s, const char *key, const char *text);
/* Leaves by q, from wherever it stands. */
void talk_leave(struct sitting *s);

#endif
