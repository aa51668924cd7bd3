/* The table of keys. Earlier rows are more important: a narrow footer drops the last ones. */
#include "app/keys.h"

#define CTRL(c) ((c)&0x1f)

static const struct row {
	unsigned where;
	enum act action;
	int keys[6];
	const char *label, *what; /* label NULL: works, but is told under another row */
	bool footer;
} rows[] = {
	{ KEYS_PRESENT, ACTION_GO, { ' ', TERM_ENTER, '\r', '\n', TERM_RIGHT, TERM_PGDN }, "Space", "go on", true },
	{ KEYS_PRESENT, ACTION_GO, { 'l', 'j', 'n' }, "l j n", "the same; Enter, →, PgDn too", false },
	{ KEYS_PRESENT, ACTION_BACK, { TERM_LEFT, TERM_PGUP, 'h', 'k', 'p', TERM_BACKSPACE }, "← p", "back", true },
	{ KEYS_PRESENT, ACTION_VOTE, { 'v' }, "v", "vote; then its bars", true },
	{ KEYS_PRESENT | KEYS_HANDS, ACTION_RUN, { 'x' }, "x", "the answer", true },
	{ KEYS_PRESENT, ACTION_BLANK, { 'b', '.' }, "b .", "dark; any key brings it back", true },
	{ KEYS_PRESENT, ACTION_ZOOM_IN, { 'z' }, "z", "the picture alone", true },
	{ KEYS_PRESENT, ACTION_PLAY, { TERM_TAB }, "Tab", "improvise; Esc returns", true },
	{ KEYS_PRESENT, ACTION_CONTENTS, { 'g', 'c' }, "g", "contents", true },
	{ KEYS_PRESENT, ACTION_SEARCH, { '/' }, "/", "search", false },
	{ KEYS_PRESENT, ACTION_DIGIT, { '0', '1', '2', '3', '4', '5' }, "1-9", "a step's number, then Enter", false },
	{ KEYS_PRESENT | KEYS_HANDS, ACTION_DIGIT, { '6', '7', '8', '9' }, NULL, NULL, false },
	{ KEYS_PRESENT, ACTION_FIRST, { TERM_HOME }, "Home", "the first step", false },
	{ KEYS_PRESENT, ACTION_LAST, { TERM_END, 'G' }, "End", "the last step", false },
	{ KEYS_PRESENT, ACTION_UP, { TERM_UP }, "↑", "scroll up", false },
	{ KEYS_PRESENT, ACTION_DOWN, { TERM_DOWN }, "↓", "scroll down", false },
	{ KEYS_PRESENT, ACTION_BEFORE, { 'f' }, "f", "before/after", false },
	{ KEYS_PRESENT, ACTION_RAW, { 'm' }, "m", "blocks or lines of maps", false },
	{ KEYS_PRESENT, ACTION_AUTO, { 'a' }, "a", "autoplay", false },
	{ KEYS_PRESENT, ACTION_FASTER, { '+', '=' }, "+", "faster", false },
	{ KEYS_PRESENT, ACTION_SLOWER, { '-' }, "-", "slower", false },
	{ KEYS_PRESENT, ACTION_CLOCK, { 't' }, "t", "time: elapsed, left", false },
	{ KEYS_PRESENT, ACTION_START, { TERM_F5 }, "F5", "begin, or go on as it was", false },
	{ KEYS_PRESENT, ACTION_CANCEL, { TERM_ESC }, "Esc", "out of the zoom or a number", false },
	{ KEYS_PRESENT, ACTION_LEAVE, { 'q' }, "q", "leave", true },
	{ KEYS_HANDS, ACTION_DIGIT, { '0', '1', '2', '3', '4', '5' }, "0-9", "hands for this choice", true },
	{ KEYS_HANDS, ACTION_GO, { TERM_ENTER, '\r', '\n', ' ', TERM_TAB }, "Enter", "the next choice", true },
	{ KEYS_HANDS, ACTION_DOWN, { TERM_DOWN, TERM_RIGHT, TERM_PGDN, 'j' }, "↓", "the next choice", false },
	{ KEYS_HANDS, ACTION_UP, { TERM_UP, TERM_LEFT, TERM_PGUP, 'k' }, "↑", "the choice before", false },
	{ KEYS_HANDS, ACTION_ERASE, { TERM_BACKSPACE }, "Backspace", "erase", false },
	{ KEYS_HANDS, ACTION_VOTE, { 'v', TERM_ESC }, "v", "show the bars", true },
	{ KEYS_LIST, ACTION_GO, { TERM_ENTER, '\r', '\n', ' ', TERM_RIGHT, 'l' }, "Enter", "open the lesson", true },
	{ KEYS_ASK | KEYS_QUIZ, ACTION_GO, { TERM_ENTER, '\r', '\n', 'n' }, "Enter", "answer", true },
	{ KEYS_MARKED, ACTION_GO, { TERM_ENTER, '\r', '\n', ' ', 'n', TERM_RIGHT }, "Enter", "next question", true },
	{ KEYS_TASK, ACTION_GO, { TERM_ENTER, '\r', '\n' }, "Enter", "add; alone it runs them", true },
	{ KEYS_TALLY, ACTION_GO, { TERM_ENTER, '\r', '\n', ' ', TERM_RIGHT, 'l' }, "Enter", "look at it", true },
	{ KEYS_TALLY, ACTION_BACK, { TERM_ESC, 'b', 'c', TERM_LEFT, 'h' }, "Esc", "back", true },
	{ KEYS_TALLY, ACTION_LEAVE, { 'q' }, "q", "end the quiz", true },
	{ KEYS_READY, ACTION_GO, { TERM_ENTER, '\r', '\n', ' ', 'n' }, "Enter", "run the step", true },
	{ KEYS_DONE, ACTION_GO, { TERM_ENTER, '\r', '\n', ' ', 'n' }, "Enter", "next step", true },
	{ KEYS_END, ACTION_GO, { TERM_ENTER, '\r', '\n', ' ', 'n' }, "Enter", "next lesson", true },
	{ KEYS_RUNS, ACTION_LEAVE, { TERM_ESC, CTRL('c') }, "Esc", "give up", true },
	{ KEYS_MARKS, ACTION_MARK, { ' ' }, "Space", "mark", true },
	{ KEYS_ASK | KEYS_QUIZ, ACTION_DIGIT, { '1', '2', '3', '4', '5', '6' }, "1-9", "choose", false },
	{ KEYS_ASK | KEYS_QUIZ, ACTION_DIGIT, { '7', '8', '9' }, NULL, NULL, false },
	{ KEYS_TASK_HINTS, ACTION_HINT, { TERM_F1 + 2 }, "F3", "hint", true },
	{ KEYS_TASK, ACTION_HINT, { TERM_F1 + 2 }, NULL, NULL, false },
	{ KEYS_HINTS, ACTION_HINT, { 'i' }, "i", "hint", true },
	{ KEYS_ASK | KEYS_READY | KEYS_QUIZ, ACTION_HINT, { 'i' }, NULL, NULL, false },
	{ KEYS_HINTS, ACTION_UNHINT, { 'I' }, "I", "the hint before", false },
	{ KEYS_ASK | KEYS_READY | KEYS_QUIZ, ACTION_UNHINT, { 'I' }, NULL, NULL, false },
	{ KEYS_TASK_HINTS, ACTION_UNHINT, { TERM_F1 + 5 }, "F6", "the hint before", false },
	{ KEYS_QUIZ, ACTION_ERASE, { TERM_BACKSPACE }, NULL, NULL, false },
	{ KEYS_QUIZ, ACTION_SURE, { 's' }, "s", "I am sure", true },
	{ KEYS_TASK, ACTION_SURE, { TERM_F1 + 4 }, "F5", "I am sure", false },
	{ KEYS_QUIZ, ACTION_SKIP, { 'x' }, "x", "skip", true },
	{ KEYS_TASK, ACTION_SKIP, { TERM_F1 + 3 }, "F4", "skip", true },
	{ KEYS_TASK, ACTION_UNDO, { CTRL('_') }, "^_", "the statement before", false },
	{ KEYS_ASK, ACTION_RUN, { 'x' }, "x", "run without an answer", false },
	{ KEYS_PROMPT, ACTION_GO, { TERM_ENTER, '\r', '\n' }, "Enter", "run", true },
	{ KEYS_PROMPT | KEYS_TASK, ACTION_COMPLETE, { TERM_TAB }, "Tab", "complete", true },
	{ KEYS_PROMPT | KEYS_PLAY, ACTION_FORM, { TERM_F1 + 1 }, "F2", "form", true },
	{ KEYS_FORM, ACTION_GO, { TERM_ENTER, '\r', '\n' }, "Enter", "run it", true },
	{ KEYS_FORM, ACTION_MARK, { ' ' }, "Space", "tick", true },
	{ KEYS_FORM, ACTION_DOWN, { TERM_DOWN, TERM_TAB, CTRL('n') }, "↓ Tab", "next field", true },
	{ KEYS_FORM, ACTION_UP, { TERM_UP, TERM_BACKTAB, CTRL('p') }, "↑", "field before", false },
	{ KEYS_FORM, ACTION_LEAVE, { TERM_ESC, TERM_F1 + 1 }, "Esc", "back to the line", true },
	{ KEYS_PLAY, ACTION_PLAY, { ':', 'i', TERM_TAB }, "i", "type", true },
	{ KEYS_PLAY, ACTION_GO, { TERM_ENTER, '\r', '\n' }, "Enter", "into the pages; else back to the line", false },
	{ KEYS_PLAY, ACTION_UNDO, { 'u', CTRL('_') }, "u", "undo", true },
	{ KEYS_PLAY, ACTION_REDO, { 'U', CTRL('r') }, "U", "redo", true },
	{ KEYS_PROMPT, ACTION_UNDO, { CTRL('_') }, "^_", "undo; u and Enter too", false },
	{ KEYS_PROMPT, ACTION_REDO, { CTRL('r') }, "^R", "redo", false },
	{ KEYS_PROMPT | KEYS_TASK, ACTION_UP, { TERM_UP, CTRL('p') }, "↑", "line before", false },
	{ KEYS_PROMPT | KEYS_TASK, ACTION_DOWN, { TERM_DOWN, CTRL('n') }, "↓", "line after", false },
	{ KEYS_LINE, ACTION_LEFT, { TERM_LEFT, CTRL('b') }, "←", "left", false },
	{ KEYS_LINE, ACTION_RIGHT, { TERM_RIGHT, CTRL('f') }, "→", "right", false },
	{ KEYS_LINE, ACTION_FIRST, { TERM_HOME, CTRL('a') }, "^A", "to the start of the line", false },
	{ KEYS_LINE, ACTION_LAST, { TERM_END, CTRL('e') }, "^E", "to its end", false },
	{ KEYS_LINE, ACTION_ERASE, { TERM_BACKSPACE }, "Backspace", "erase", false },
	{ KEYS_LINE, ACTION_DELETE, { TERM_DELETE, CTRL('d') }, "Delete", "erase what is under the cursor", false },
	{ KEYS_LINE, ACTION_CUT_LEFT, { CTRL('u') }, "^U", "erase to the start", false },
	{ KEYS_LINE, ACTION_CUT_RIGHT, { CTRL('k') }, "^K", "erase to the end", false },
	{ KEYS_LINE, ACTION_CUT_WORD, { CTRL('w') }, "^W", "erase the word before", false },
	{ KEYS_PROMPT | KEYS_TASK, ACTION_PAGE_DOWN, { TERM_PGDN }, "PgDn", "scroll down", false },
	{ KEYS_PROMPT | KEYS_TASK, ACTION_PAGE_UP, { TERM_PGUP }, "PgUp", "scroll up", false },
	{ KEYS_PROMPT | KEYS_TASK, ACTION_PANE, { TERM_BACKTAB }, "Shift-Tab", "pane", true },
	{ KEYS_PLAY, ACTION_PANE, { TERM_BACKTAB, 'w' }, "w", "pane", true },
	{ KEYS_ALL | KEYS_TALK | KEYS_HELP, ACTION_HELP, { '?', TERM_F1 }, "?", "keys", true },
	{ KEYS_STEP, ACTION_LEAVE, { 'q', TERM_ESC }, "q", "leave", true },
	{ KEYS_QUIZ | KEYS_MARKED, ACTION_LEAVE, { 'q', TERM_ESC, 'c' }, "q", "all questions", true },
	{ KEYS_TASK, ACTION_LEAVE, { TERM_ESC }, "Esc", "all questions", true },
	{ KEYS_STEP | KEYS_MARKED, ACTION_PLAY, { TERM_TAB }, "Tab", "try things", true },
	{ KEYS_STEP, ACTION_BACK, { 'b', 'p', TERM_BACKSPACE }, "b", "back", true },
	{ KEYS_DONE | KEYS_END, ACTION_AGAIN, { 'r' }, "r", "run again", true },
	{ KEYS_ASK | KEYS_READY, ACTION_AGAIN, { 'r' }, "r", "start the lab again", false },
	{ KEYS_CHOOSE, ACTION_GO, { TERM_ENTER, '\r', '\n', ' ', TERM_RIGHT, 'l' }, "Enter", "go there", true },
	{ KEYS_CHOOSE, ACTION_LEAVE, { TERM_ESC, 'q', 'c', TERM_LEFT, 'h' }, "Esc", "back", true },
	{ KEYS_SEARCH, ACTION_GO, { TERM_ENTER, '\r', '\n' }, "Enter", "go there", true },
	{ KEYS_SEARCH, ACTION_UP, { TERM_UP, CTRL('p') }, "↑", "up", false },
	{ KEYS_SEARCH, ACTION_DOWN, { TERM_DOWN, CTRL('n') }, "↓", "down", true },
	{ KEYS_SEARCH, ACTION_PAGE_DOWN, { TERM_PGDN }, "PgDn", "scroll down", false },
	{ KEYS_SEARCH, ACTION_PAGE_UP, { TERM_PGUP }, "PgUp", "scroll up", false },
	{ KEYS_SEARCH, ACTION_LEAVE, { TERM_ESC }, "Esc", "back", true },
	{ KEYS_VOTE, ACTION_DIGIT, { '1', '2', '3', '4', '5', '6' }, "1-9", "vote; 10 and more: Enter too", true },
	{ KEYS_VOTE, ACTION_DIGIT, { '7', '8', '9', '0' }, NULL, NULL, false },
	{ KEYS_VOTE, ACTION_GO, { TERM_ENTER, '\r', '\n', ' ' }, "Enter", "vote for what is pointed at", false },
	{ KEYS_FOLLOW, ACTION_HOME, { TERM_HOME }, "Home", "what the presenter shows", true },
	{ KEYS_FOLLOW, ACTION_PANE, { 'w', TERM_BACKTAB, TERM_TAB }, "w", "pane", true },
	{ KEYS_FOLLOW, ACTION_BEFORE, { 'f' }, "f", "before/after", true },
	{ KEYS_FOLLOW | KEYS_NOTES, ACTION_LEAVE, { 'q', TERM_ESC }, "q", "leave", true },
	{ KEYS_ALL, ACTION_UP, { TERM_UP, 'k' }, "↑ k", "up", false },
	{ KEYS_ALL, ACTION_DOWN, { TERM_DOWN, 'j' }, "↓ j", "down", false },
	{ KEYS_LEARN, ACTION_LEFT, { TERM_LEFT, 'h' }, "← h", "left, or back", false },
	{ KEYS_LEARN, ACTION_RIGHT, { TERM_RIGHT, 'l' }, "→ l", "right", false },
	{ KEYS_ALL, ACTION_PAGE_DOWN, { TERM_PGDN, CTRL('f'), CTRL('d') }, "PgDn", "scroll down", false },
	{ KEYS_ALL, ACTION_PAGE_UP, { TERM_PGUP, CTRL('b'), CTRL('u') }, "PgUp", "scroll up", false },
	{ KEYS_ALL, ACTION_FIRST, { TERM_HOME, 'g' }, "g", "first", false },
	{ KEYS_ALL, ACTION_LAST, { TERM_END, 'G' }, "G", "last", false },
	{ KEYS_STEP | KEYS_QUIZ | KEYS_MARKED, ACTION_PANE, { 'w', TERM_BACKTAB }, "w", "pane", true },
	{ KEYS_STEP, ACTION_CONTENTS, { 'c' }, "c", "contents", false },
	{ KEYS_STEP | KEYS_MARKED, ACTION_WORDS, { 'H' }, "H", "words of the step", false },
	{ KEYS_STEP, ACTION_SEARCH, { '/' }, "/", "search", false },
	{ KEYS_LIST, ACTION_SEARCH, { '/' }, "/", "search", true },
	{ KEYS_DONE | KEYS_END | KEYS_PLAY | KEYS_MARKED, ACTION_BEFORE, { 'f' }, "f", "before/after", true },
	{ KEYS_LEARN, ACTION_RAW, { 'm' }, "m", "blocks or lines of maps", false },
	{ KEYS_LEARN, ACTION_TRUTH, { 't' }, "t", "page table or mincore", false },
	{ KEYS_LEARN & ~KEYS_FOLLOW, ACTION_BYTES, { 'v' }, "v", "bytes of the page", false },
	{ KEYS_FOLLOW, ACTION_BYTES, { 'v' }, NULL, NULL, false },
	{ KEYS_LEARN, ACTION_ZOOM_IN, { '+', '=' }, "+", "zoom into pages", false },
	{ KEYS_LEARN, ACTION_ZOOM_OUT, { '-' }, "-", "zoom out", false },
	{ KEYS_LINE, ACTION_HELP, { TERM_F1 }, "F1", "keys", true },
	{ KEYS_PROMPT | KEYS_PLAY, ACTION_LEAVE, { TERM_ESC }, "Esc", "leave", true },
	{ KEYS_PLAY, ACTION_LEAVE, { 'q' }, NULL, NULL, false },
	{ KEYS_LIST, ACTION_QUIT, { 'q', TERM_ESC }, "q", "quit", true },
	{ KEYS_ALL | KEYS_TALK | KEYS_LINE, ACTION_QUIT, { CTRL('c'), TERM_EOF }, "^C", "quit the program", false },
	{ KEYS_DARK, ACTION_QUIT, { CTRL('c'), TERM_EOF }, NULL, NULL, false },
	{ KEYS_DARK, ACTION_STOP, { CTRL('z') }, NULL, NULL, false },
	{ KEYS_ALL | KEYS_TALK, ACTION_SNAP, { 'P' }, "P", "the screen as SVG", false },
	{ KEYS_ALL | KEYS_TALK, ACTION_THEME, { 'T' }, "T", "another theme", false },
	{ KEYS_ALL | KEYS_TALK | KEYS_HELP | KEYS_LINE,
	  ACTION_REDRAW,
	  { CTRL('l') },
	  "^L",
	  "draw the screen again",
	  false },
	{ KEYS_ALL | KEYS_TALK | KEYS_HELP | KEYS_LINE, ACTION_STOP, { CTRL('z') }, "^Z", "stop; `fg` goes on", false },
	{ KEYS_HELP, ACTION_LEAVE, { 'q', TERM_ESC, TERM_ENTER, '\r', '\n', ' ' }, "q", "close", true },
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
			out[n++] = (struct view_key){ rows[i].label, rows[i].what };
	}
	return n;
}
