/* Keys: one table for dispatch, the footer and the help screen. */
#ifndef APP_KEYS_H
#define APP_KEYS_H

#include <stddef.h>

#include "term/term.h"
#include "view/bar.h"

/* Where a row holds. */
enum {
	KEYS_LIST = 1,
	KEYS_ASK = 2,    /* learn, a question is open */
	KEYS_READY = 4,  /* learn, nothing to answer: the step can be run */
	KEYS_DONE = 8,   /* learn, the step has run */
	KEYS_MARKS = 16, /* beside KEYS_ASK: the question is answered by marking */
	KEYS_HELP = 32,
	KEYS_RUNS = 64,      /* learn, a step takes long */
	KEYS_END = 128,      /* learn, the last step has run */
	KEYS_PROMPT = 256,   /* play, the line is typed */
	KEYS_FORM = 512,     /* play, the form for mmap() is filled in */
	KEYS_PLAY = 1024,    /* play, a pane with a picture is looked at */
	KEYS_CHOOSE = 2048,  /* a list to choose from */
	KEYS_SEARCH = 4096,  /* the same, what is looked for is typed */
	KEYS_HINTS = 8192,   /* beside another: there are hints */
	KEYS_QUIZ = 16384,   /* quiz, a question is open */
	KEYS_MARKED = 32768, /* quiz, a question that was answered is shown */
	KEYS_TASK = 65536,   /* quiz, statements are typed */
	KEYS_TALLY = 131072, /* quiz, the list of its questions */
	KEYS_PRESENT = 262144,
	KEYS_HANDS = 524288, /* present, the hands for a choice are counted */
	KEYS_FOLLOW = 1048576,
	KEYS_VOTE = 2097152,        /* beside KEYS_FOLLOW: votes are taken */
	KEYS_NOTES = 4194304,       /* the speaker's screen */
	KEYS_DARK = 8388608,        /* present, the screen is dark: any key is ACTION_GO */
	KEYS_TASK_HINTS = 16777216, /* beside KEYS_TASK: there are hints */
	KEYS_STEP = KEYS_ASK | KEYS_READY | KEYS_DONE | KEYS_END,
	KEYS_LEARN = KEYS_STEP | KEYS_PLAY | KEYS_QUIZ | KEYS_MARKED | KEYS_FOLLOW,
	KEYS_ALL = KEYS_LIST | KEYS_LEARN | KEYS_CHOOSE | KEYS_TALLY | KEYS_NOTES,
	KEYS_TALK = KEYS_PRESENT | KEYS_HANDS,
	KEYS_LINE = KEYS_PROMPT | KEYS_FORM | KEYS_SEARCH | KEYS_TASK
};

enum act {
	ACTION_NONE,
	ACTION_TYPE, /* a character for an entry */
	ACTION_MOUSE,
	ACTION_GO, /* Enter: answer, run, next */
	ACTION_MARK,
	ACTION_NEXT,
	ACTION_BACK,
	ACTION_RUN, /* without a prediction */
	ACTION_AGAIN,
	ACTION_HINT,
	ACTION_UNHINT, /* the hint before */
	ACTION_SURE,
	ACTION_SKIP,
	ACTION_UP,
	ACTION_DOWN,
	ACTION_LEFT,
	ACTION_RIGHT,
	ACTION_PAGE_UP,
	ACTION_PAGE_DOWN,
	ACTION_FIRST,
	ACTION_LAST,
	ACTION_PANE,
	ACTION_HOME,   /* what the presenter shows */
	ACTION_RAW,    /* lines of maps instead of blocks */
	ACTION_TRUTH,  /* page table, mincore, or both */
	ACTION_BEFORE, /* the picture before the step */
	ACTION_BYTES,  /* of the page under the cursor */
	ACTION_ZOOM_IN,
	ACTION_ZOOM_OUT,
	ACTION_DIGIT,
	ACTION_PLAY, /* try something on a branch */
	ACTION_ERASE,
	ACTION_DELETE,
	ACTION_CUT_LEFT,
	ACTION_CUT_RIGHT,
	ACTION_CUT_WORD,
	ACTION_COMPLETE,
	ACTION_UNDO,
	ACTION_REDO,
	ACTION_FORM,
	ACTION_CONTENTS,
	ACTION_WORDS,
	ACTION_SEARCH,
	ACTION_HELP,
	ACTION_THEME, /* the next one */
	ACTION_SNAP,  /* the screen as a file */
	ACTION_REDRAW,
	ACTION_BLANK, /* a dark screen */
	ACTION_AUTO,  /* autoplay */
	ACTION_FASTER,
	ACTION_SLOWER,
	ACTION_CLOCK,
	ACTION_VOTE,
	ACTION_START,  /* a remote's */
	ACTION_CANCEL, /* what is being typed or zoomed */
	ACTION_STOP,
	ACTION_LEAVE,
	ACTION_QUIT
};

/* The action of a key in a place, ACTION_NONE for none. */
enum act key_action(unsigned where, int key);
/* Rows for a footer or a help screen, most important first; returns how many. */
size_t key_rows(unsigned where, bool all, struct view_key *out, size_t max);

#endif
