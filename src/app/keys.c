/* The table of keys. Earlier rows are more important: a narrow footer drops the last ones. */
#include "app/keys.h"

#include "base/tr.h"

#define CTRL(c) ((c)&0x1f)

static const struct row {
	unsigned where;
	enum act action;
	int keys[6];
	const char *label, *what; /* label NULL: works, but is told under another row */
	bool footer;
} rows[] = {
	{ KEYS_PRESENT,
	  ACTION_GO,
	  { ' ', TERM_ENTER, '\r', '\n', TERM_RIGHT, TERM_PGDN },
	  N_("Space"),
	  N_("go on"),
	  true },
	{ KEYS_PRESENT, ACTION_GO, { 'l', 'j', 'n' }, "l j n", N_("the same; Enter, →, PgDn too"), false },
	{ KEYS_PRESENT, ACTION_BACK, { TERM_LEFT, TERM_PGUP, 'h', 'k', 'p', TERM_BACKSPACE }, "← p", N_("back"), true },
	{ KEYS_PRESENT, ACTION_VOTE, { 'v' }, "v", N_("vote; then its bars"), true },
	{ KEYS_PRESENT | KEYS_HANDS, ACTION_RUN, { 'x' }, "x", N_("the answer"), true },
	{ KEYS_PRESENT, ACTION_BLANK, { 'b', '.' }, "b .", N_("dark; any key brings it back"), true },
	{ KEYS_PRESENT, ACTION_ZOOM_IN, { 'z' }, "z", N_("the picture alone"), true },
	{ KEYS_PRESENT, ACTION_PLAY, { TERM_TAB }, "Tab", N_("improvise; Esc returns"), true },
	{ KEYS_PRESENT, ACTION_CONTENTS, { 'g', 'c' }, "g", N_("contents"), true },
	{ KEYS_PRESENT, ACTION_SEARCH, { '/' }, "/", N_("search"), false },
	{ KEYS_PRESENT,
	  ACTION_DIGIT,
	  { '0', '1', '2', '3', '4', '5' },
	  "1-9",
	  N_("a step's number, then Enter"),
	  false },
	{ KEYS_PRESENT | KEYS_HANDS, ACTION_DIGIT, { '6', '7', '8', '9' }, NULL, NULL, false },
	{ KEYS_PRESENT, ACTION_FIRST, { TERM_HOME }, "Home", N_("the first step"), false },
	{ KEYS_PRESENT, ACTION_LAST, { TERM_END, 'G' }, "End", N_("the last step"), false },
	{ KEYS_PRESENT, ACTION_UP, { TERM_UP }, "↑", N_("scroll up"), false },
	{ KEYS_PRESENT, ACTION_DOWN, { TERM_DOWN }, "↓", N_("scroll down"), false },
	{ KEYS_PRESENT, ACTION_BEFORE, { 'f' }, "f", N_("before/after"), false },
	{ KEYS_PRESENT, ACTION_RAW, { 'm' }, "m", N_("blocks or lines of maps"), false },
	{ KEYS_PRESENT, ACTION_AUTO, { 'a' }, "a", N_("autoplay"), false },
	{ KEYS_PRESENT, ACTION_FASTER, { '+', '=' }, "+", N_("faster"), false },
	{ KEYS_PRESENT, ACTION_SLOWER, { '-' }, "-", N_("slower"), false },
	{ KEYS_PRESENT, ACTION_CLOCK, { 't' }, "t", N_("time: elapsed, left"), false },
	{ KEYS_PRESENT, ACTION_START, { TERM_F5 }, "F5", N_("begin, or go on as it was"), false },
	{ KEYS_PRESENT, ACTION_CANCEL, { TERM_ESC }, "Esc", N_("out of the zoom or a number"), false },
	{ KEYS_PRESENT, ACTION_LEAVE, { 'q' }, "q", N_("leave"), true },
	{ KEYS_HANDS, ACTION_DIGIT, { '0', '1', '2', '3', '4', '5' }, "0-9", N_("hands for this choice"), true },
	{ KEYS_HANDS, ACTION_GO, { TERM_ENTER, '\r', '\n', ' ', TERM_TAB }, "Enter", N_("the next choice"), true },
	{ KEYS_HANDS, ACTION_DOWN, { TERM_DOWN, TERM_RIGHT, TERM_PGDN, 'j' }, "↓", N_("the next choice"), false },
	{ KEYS_HANDS, ACTION_UP, { TERM_UP, TERM_LEFT, TERM_PGUP, 'k' }, "↑", N_("the choice before"), false },
	{ KEYS_HANDS, ACTION_ERASE, { TERM_BACKSPACE }, N_("Backspace"), N_("erase"), false },
	{ KEYS_HANDS, ACTION_VOTE, { 'v', TERM_ESC }, "v", N_("show the bars"), true },
	{ KEYS_LIST,
	  ACTION_GO,
	  { TERM_ENTER, '\r', '\n', ' ', TERM_RIGHT, 'l' },
	  "Enter",
	  N_("open the lesson"),
	  true },
	{ KEYS_ASK | KEYS_QUIZ, ACTION_GO, { TERM_ENTER, '\r', '\n', 'n' }, "Enter", N_("answer"), true },
	{ KEYS_MARKED,
	  ACTION_GO,
	  { TERM_ENTER, '\r', '\n', ' ', 'n', TERM_RIGHT },
	  "Enter",
	  N_("next question"),
	  true },
	{ KEYS_TASK, ACTION_GO, { TERM_ENTER, '\r', '\n' }, "Enter", N_("add; alone it runs them"), true },
	{ KEYS_TALLY, ACTION_GO, { TERM_ENTER, '\r', '\n', ' ', TERM_RIGHT, 'l' }, "Enter", N_("look at it"), true },
	{ KEYS_TALLY, ACTION_BACK, { TERM_ESC, 'b', 'c', TERM_LEFT, 'h' }, "Esc", N_("back"), true },
	{ KEYS_TALLY, ACTION_LEAVE, { 'q' }, "q", N_("end the quiz"), true },
	{ KEYS_READY, ACTION_GO, { TERM_ENTER, '\r', '\n', ' ', 'n' }, "Enter", N_("run the step"), true },
	{ KEYS_DONE, ACTION_GO, { TERM_ENTER, '\r', '\n', ' ', 'n' }, "Enter", N_("next step"), true },
	{ KEYS_END, ACTION_GO, { TERM_ENTER, '\r', '\n', ' ', 'n' }, "Enter", N_("next lesson"), true },
	{ KEYS_RUNS, ACTION_LEAVE, { TERM_ESC, CTRL('c') }, "Esc", N_("give up"), true },
	{ KEYS_MARKS, ACTION_MARK, { ' ' }, N_("Space"), N_("mark"), true },
	{ KEYS_ASK | KEYS_QUIZ, ACTION_DIGIT, { '1', '2', '3', '4', '5', '6' }, "1-9", N_("choose"), false },
	{ KEYS_ASK | KEYS_QUIZ, ACTION_DIGIT, { '7', '8', '9' }, NULL, NULL, false },
	{ KEYS_TASK_HINTS, ACTION_HINT, { TERM_F1 + 2 }, "F3", N_("hint"), true },
	{ KEYS_TASK, ACTION_HINT, { TERM_F1 + 2 }, NULL, NULL, false },
	{ KEYS_HINTS, ACTION_HINT, { 'i' }, "i", N_("hint"), true },
	{ KEYS_ASK | KEYS_READY | KEYS_QUIZ, ACTION_HINT, { 'i' }, NULL, NULL, false },
	{ KEYS_HINTS, ACTION_UNHINT, { 'I' }, "I", N_("the hint before"), false },
	{ KEYS_ASK | KEYS_READY | KEYS_QUIZ, ACTION_UNHINT, { 'I' }, NULL, NULL, false },
	{ KEYS_TASK_HINTS, ACTION_UNHINT, { TERM_F1 + 5 }, "F6", N_("the hint before"), false },
	{ KEYS_QUIZ, ACTION_ERASE, { TERM_BACKSPACE }, NULL, NULL, false },
	{ KEYS_QUIZ, ACTION_SURE, { 's' }, "s", N_("I am sure"), true },
	{ KEYS_TASK, ACTION_SURE, { TERM_F1 + 4 }, "F5", N_("I am sure"), false },
	{ KEYS_QUIZ, ACTION_SKIP, { 'x' }, "x", N_("skip"), true },
	{ KEYS_TASK, ACTION_SKIP, { TERM_F1 + 3 }, "F4", N_("skip"), true },
	{ KEYS_TASK, ACTION_UNDO, { CTRL('_') }, "^_", N_("the statement before"), false },
	{ KEYS_ASK, ACTION_RUN, { 'x' }, "x", N_("run without an answer"), false },
	{ KEYS_PROMPT, ACTION_GO, { TERM_ENTER, '\r', '\n' }, "Enter", N_("run"), true },
	{ KEYS_PROMPT | KEYS_TASK, ACTION_COMPLETE, { TERM_TAB }, "Tab", N_("complete"), true },
	{ KEYS_PROMPT | KEYS_PLAY, ACTION_FORM, { TERM_F1 + 1 }, "F2", N_("form"), true },
	{ KEYS_FORM, ACTION_GO, { TERM_ENTER, '\r', '\n' }, "Enter", N_("run it"), true },
	{ KEYS_FORM, ACTION_MARK, { ' ' }, N_("Space"), N_("tick"), true },
	{ KEYS_FORM, ACTION_DOWN, { TERM_DOWN, TERM_TAB, CTRL('n') }, "↓ Tab", N_("next field"), true },
	{ KEYS_FORM, ACTION_UP, { TERM_UP, TERM_BACKTAB, CTRL('p') }, "↑", N_("field before"), false },
	{ KEYS_FORM, ACTION_LEAVE, { TERM_ESC, TERM_F1 + 1 }, "Esc", N_("back to the line"), true },
	{ KEYS_PLAY, ACTION_PLAY, { ':', 'i', TERM_TAB }, "i", N_("type"), true },
	{ KEYS_PLAY,
	  ACTION_GO,
	  { TERM_ENTER, '\r', '\n' },
	  "Enter",
	  N_("into the pages; else back to the line"),
	  false },
	{ KEYS_PLAY, ACTION_UNDO, { 'u', CTRL('_') }, "u", N_("undo"), true },
	{ KEYS_PLAY, ACTION_REDO, { 'U', CTRL('r') }, "U", N_("redo"), true },
	{ KEYS_PROMPT, ACTION_UNDO, { CTRL('_') }, "^_", N_("undo; u and Enter too"), false },
	{ KEYS_PROMPT, ACTION_REDO, { CTRL('r') }, "^R", N_("redo"), false },
	{ KEYS_PROMPT | KEYS_TASK, ACTION_UP, { TERM_UP, CTRL('p') }, "↑", N_("line before"), false },
	{ KEYS_PROMPT | KEYS_TASK, ACTION_DOWN, { TERM_DOWN, CTRL('n') }, "↓", N_("line after"), false },
	{ KEYS_LINE, ACTION_LEFT, { TERM_LEFT, CTRL('b') }, "←", N_("to the left"), false },
	{ KEYS_LINE, ACTION_RIGHT, { TERM_RIGHT, CTRL('f') }, "→", N_("to the right"), false },
	{ KEYS_LINE, ACTION_FIRST, { TERM_HOME, CTRL('a') }, "^A", N_("to the start of the line"), false },
	{ KEYS_LINE, ACTION_LAST, { TERM_END, CTRL('e') }, "^E", N_("to its end"), false },
	{ KEYS_LINE, ACTION_ERASE, { TERM_BACKSPACE }, N_("Backspace"), N_("erase"), false },
	{ KEYS_LINE,
	  ACTION_DELETE,
	  { TERM_DELETE, CTRL('d') },
	  N_("Delete"),
	  N_("erase what is under the cursor"),
	  false },
	{ KEYS_LINE, ACTION_CUT_LEFT, { CTRL('u') }, "^U", N_("erase to the start"), false },
	{ KEYS_LINE, ACTION_CUT_RIGHT, { CTRL('k') }, "^K", N_("erase to the end"), false },
	{ KEYS_LINE, ACTION_CUT_WORD, { CTRL('w') }, "^W", N_("erase the word before"), false },
	{ KEYS_PROMPT | KEYS_TASK, ACTION_PAGE_DOWN, { TERM_PGDN }, "PgDn", N_("scroll down"), false },
	{ KEYS_PROMPT | KEYS_TASK, ACTION_PAGE_UP, { TERM_PGUP }, "PgUp", N_("scroll up"), false },
	{ KEYS_PROMPT | KEYS_TASK, ACTION_PANE, { TERM_BACKTAB }, "Shift-Tab", N_("pane"), true },
	{ KEYS_PLAY, ACTION_PANE, { TERM_BACKTAB, 'w' }, "w", N_("pane"), true },
	{ KEYS_ALL | KEYS_TALK | KEYS_HELP, ACTION_HELP, { '?', TERM_F1 }, "?", N_("keys"), true },
	{ KEYS_STEP, ACTION_LEAVE, { 'q', TERM_ESC }, "q", N_("leave"), true },
	{ KEYS_QUIZ | KEYS_MARKED, ACTION_LEAVE, { 'q', TERM_ESC, 'c' }, "q", N_("all questions"), true },
	{ KEYS_TASK, ACTION_LEAVE, { TERM_ESC }, "Esc", N_("all questions"), true },
	{ KEYS_STEP | KEYS_MARKED, ACTION_PLAY, { TERM_TAB }, "Tab", N_("try things"), true },
	{ KEYS_STEP, ACTION_BACK, { 'b', 'p', TERM_BACKSPACE }, "b", N_("back"), true },
	{ KEYS_DONE | KEYS_END, ACTION_AGAIN, { 'r' }, "r", N_("run again"), true },
	{ KEYS_ASK | KEYS_READY, ACTION_AGAIN, { 'r' }, "r", N_("start the lab again"), false },
	{ KEYS_CHOOSE, ACTION_GO, { TERM_ENTER, '\r', '\n', ' ', TERM_RIGHT, 'l' }, "Enter", N_("go there"), true },
	{ KEYS_CHOOSE, ACTION_LEAVE, { TERM_ESC, 'q', 'c', TERM_LEFT, 'h' }, "Esc", N_("back"), true },
	{ KEYS_SEARCH, ACTION_GO, { TERM_ENTER, '\r', '\n' }, "Enter", N_("go there"), true },
	{ KEYS_SEARCH, ACTION_UP, { TERM_UP, CTRL('p') }, "↑", N_("up"), false },
	{ KEYS_SEARCH, ACTION_DOWN, { TERM_DOWN, CTRL('n') }, "↓", N_("down"), true },
	{ KEYS_SEARCH, ACTION_PAGE_DOWN, { TERM_PGDN }, "PgDn", N_("scroll down"), false },
	{ KEYS_SEARCH, ACTION_PAGE_UP, { TERM_PGUP }, "PgUp", N_("scroll up"), false },
	{ KEYS_SEARCH, ACTION_LEAVE, { TERM_ESC }, "Esc", N_("back"), true },
	{ KEYS_VOTE, ACTION_DIGIT, { '1', '2', '3', '4', '5', '6' }, "1-9", N_("vote; 10 and more: Enter too"), true },
	{ KEYS_VOTE, ACTION_DIGIT, { '7', '8', '9', '0' }, NULL, NULL, false },
	{ KEYS_VOTE, ACTION_GO, { TERM_ENTER, '\r', '\n', ' ' }, "Enter", N_("vote for what is pointed at"), false },
	{ KEYS_FOLLOW, ACTION_HOME, { TERM_HOME }, "Home", N_("what the presenter shows"), true },
	{ KEYS_FOLLOW, ACTION_PANE, { 'w', TERM_BACKTAB, TERM_TAB }, "w", N_("pane"), true },
	{ KEYS_FOLLOW, ACTION_BEFORE, { 'f' }, "f", N_("before/after"), true },
	{ KEYS_FOLLOW | KEYS_NOTES, ACTION_LEAVE, { 'q', TERM_ESC }, "q", N_("leave"), true },
	{ KEYS_ALL, ACTION_UP, { TERM_UP, 'k' }, "↑ k", N_("up"), false },
	{ KEYS_ALL, ACTION_DOWN, { TERM_DOWN, 'j' }, "↓ j", N_("down"), false },
	{ KEYS_LEARN, ACTION_LEFT, { TERM_LEFT, 'h' }, "← h", N_("left, or back"), false },
	{ KEYS_LEARN, ACTION_RIGHT, { TERM_RIGHT, 'l' }, "→ l", N_("to the right"), false },
	{ KEYS_ALL, ACTION_PAGE_DOWN, { TERM_PGDN, CTRL('f'), CTRL('d') }, "PgDn", N_("scroll down"), false },
	{ KEYS_ALL, ACTION_PAGE_UP, { TERM_PGUP, CTRL('b'), CTRL('u') }, "PgUp", N_("scroll up"), false },
	{ KEYS_ALL, ACTION_FIRST, { TERM_HOME, 'g' }, "g", N_("the first"), false },
	{ KEYS_ALL, ACTION_LAST, { TERM_END, 'G' }, "G", N_("the last"), false },
	{ KEYS_STEP | KEYS_QUIZ | KEYS_MARKED, ACTION_PANE, { 'w', TERM_BACKTAB }, "w", N_("pane"), true },
	{ KEYS_STEP, ACTION_CONTENTS, { 'c' }, "c", N_("contents"), false },
	{ KEYS_STEP | KEYS_MARKED, ACTION_WORDS, { 'H' }, "H", N_("words of the step"), false },
	{ KEYS_STEP, ACTION_SEARCH, { '/' }, "/", N_("search"), false },
	{ KEYS_LIST, ACTION_SEARCH, { '/' }, "/", N_("search"), true },
	{ KEYS_DONE | KEYS_END | KEYS_PLAY | KEYS_MARKED, ACTION_BEFORE, { 'f' }, "f", N_("before/after"), true },
	{ KEYS_LEARN, ACTION_RAW, { 'm' }, "m", N_("blocks or lines of maps"), false },
	{ KEYS_LEARN, ACTION_TRUTH, { 't' }, "t", N_("page table or mincore"), false },
	{ KEYS_LEARN & ~KEYS_FOLLOW, ACTION_BYTES, { 'v' }, "v", N_("bytes of the page"), false },
	{ KEYS_FOLLOW, ACTION_BYTES, { 'v' }, NULL, NULL, false },
	{ KEYS_LEARN, ACTION_ZOOM_IN, { '+', '=' }, "+", N_("zoom into pages"), false },
	{ KEYS_LEARN, ACTION_ZOOM_OUT, { '-' }, "-", N_("zoom out"), false },
	{ KEYS_LINE, ACTION_HELP, { TERM_F1 }, "F1", N_("keys"), true },
	{ KEYS_PROMPT | KEYS_PLAY, ACTION_LEAVE, { TERM_ESC }, "Esc", N_("leave"), true },
	{ KEYS_PLAY, ACTION_LEAVE, { 'q' }, NULL, NULL, false },
	{ KEYS_LIST, ACTION_QUIT, { 'q', TERM_ESC }, "q", N_("quit"), true },
	{ KEYS_ALL | KEYS_TALK | KEYS_LINE, ACTION_QUIT, { CTRL('c'), TERM_EOF }, "^C", N_("quit the program"), false },
	{ KEYS_DARK, ACTION_QUIT, { CTRL('c'), TERM_EOF }, NULL, NULL, false },
	{ KEYS_DARK, ACTION_STOP, { CTRL('z') }, NULL, NULL, false },
	{ KEYS_ALL | KEYS_TALK, ACTION_SNAP, { 'P' }, "P", N_("the screen as SVG"), false },
	{ KEYS_ALL | KEYS_TALK, ACTION_THEME, { 'T' }, "T", N_("another theme"), false },
	{ KEYS_ALL | KEYS_TALK | KEYS_HELP | KEYS_LINE,
	  ACTION_REDRAW,
	  { CTRL('l') },
	  "^L",
	  N_("draw the screen again"),
	  false },
	{ KEYS_ALL | KEYS_TALK | KEYS_HELP | KEYS_LINE,
	  ACTION_STOP,
	  { CTRL('z') },
	  "^Z",
	  N_("stop; `fg` goes on"),
	  false },
	{ KEYS_HELP, ACTION_LEAVE, { 'q', TERM_ESC, TERM_ENTER, '\r', '\n', ' ' }, "q", N_("close"), true },
	{ KEYS_HELP, ACTION_QUIT, { CTRL('c'), TERM_EOF }, NULL, NULL, false },
};

#define ROWS (sizeof(rows) / sizeof(rows[0]))

static bool has_key(const struct row *r, int key)
{
	for (size_t i = 0; i < sizeof(r->keys) / sizeof(r->keys[0]); i++) {
		if (r->keys[i] != 0 && r->keys[i] == key)
			return true;
	}
	return false;
}

enum act key_action(unsigned where, int key)
{
	if (key == TERM_MOUSE)
		return ACTION_MOUSE;
	for (size_t i = 0; i < ROWS; i++) {
		if ((rows[i].where & where) != 0 && has_key(&rows[i], key))
			return rows[i].action;
	}
	return (where & KEYS_DARK) != 0 ? ACTION_GO : ACTION_NONE;
}

size_t key_rows(unsigned where, bool all, struct view_key *out, size_t max)
{
	size_t n = 0;

	for (size_t i = 0; i < ROWS && n < max; i++) {
		if ((rows[i].where & where) != 0 && rows[i].label != NULL && (all || rows[i].footer))
			out[n++] = (struct view_key){ tr(rows[i].label), tr(rows[i].what) };
	}
	return n;
}
