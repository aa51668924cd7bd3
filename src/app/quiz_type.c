/* A task on the screen: statements are typed one by one, an empty line runs them, the kernel ticks the goals. */
#include <stdlib.h>
#include <string.h>

#include "app/quiz_state.h"

void quiz_type_forget(struct quizzing *q)
{
	for (size_t i = 0; i < q->lines_n; i++)
		free(q->lines[i]);
	q->lines_n = 0;
}

/* The statements that follow are typed again, from the one that is none. */
static void refused(struct quizzing *q, size_t bad)
{
	struct lang_err fault = q->typed.fault;

	if (bad >= q->lines_n) {
		quizzing_say(q, LOOK_ERROR, "Nothing was run: %s", fault.text);
		q->typed.fault.text[0] = '\0';
		return;
	}
	typed_refused(&q->typed, q->lines[bad]);
	quizzing_say(q, LOOK_WARN, "Nothing was run: statement %zu is none. Mend it, then Enter", bad + 1);
	while (q->lines_n > bad)
		free(q->lines[--q->lines_n]);
}

static void attempt(struct quizzing *q)
{
	struct err e = { 0 };
	size_t bad = 0;
	int status;

	sitting_took(q->s);
	quizzing_begin(q);
	status = quiz_attempt(q->s->quiz, (const char *const *)q->lines, q->lines_n, &bad, &q->typed.fault, &e);
	if (status < 0 && q->typed.fault.text[0] != '\0') {
		q->l.ui->since_ms = 0;
		refused(q, bad);
		return;
	}
	if (!quizzing_went(q, status, &e))
		return;
	quiz_type_forget(q);
	if (q->turn->closed) {
		quizzing_closed(q);
		return;
	}
	learn_forget(&q->l);
	quizzing_say(q, LOOK_WARN, "Not all goals are reached yet");
}

/* A statement that is none is told at once. */
static bool good(struct quizzing *q, const char *text)
{
	const char *lines[QUIZ_STATEMENTS];

	for (size_t i = 0; i < q->lines_n; i++)
		lines[i] = q->lines[i];
	lines[q->lines_n] = text;
	return quiz_spelled(q->s->quiz, lines, q->lines_n + 1, &q->typed.fault) == 0;
}

static void enter(struct quizzing *q)
{
	struct entry was;
	const char *text = typed_take(&q->typed, &was);

	if (text[0] == '\0')
		attempt(q);
	else if (q->lines_n == QUIZ_STATEMENTS)
		quizzing_say(q, LOOK_WARN, "An attempt holds %d statements; Enter on an empty line runs them",
			     QUIZ_STATEMENTS);
	else if (good(q, text))
		q->lines[q->lines_n++] = mem_strdup(text);
	else
		typed_refused(&q->typed, text);
}

/* The statement before comes back into the line. */
static void take_back(struct quizzing *q)
{
	if (q->lines_n == 0) {
		quizzing_say(q, LOOK_WARN, "There is no statement to take back");
		return;
	}
	entry_set(&q->typed.line, q->lines[--q->lines_n]);
	free(q->lines[q->lines_n]);
}

static void complete(struct quizzing *q)
{
	struct scope names = { 0 };
	bool in_string = false;
	struct fits found;
	size_t from = 0;

	typed_drop_fits(&q->typed);
	quiz_names(q->s->quiz, (const char *const *)q->lines, q->lines_n, &names);
	found = typed_words(&q->typed, &names, &from, &in_string);
	if (!typed_complete(&q->typed, found, from, in_string))
		quizzing_say(q, LOOK_WARN, "Nothing that is known fits here");
	scope_finish(&names);
}

void quiz_type(struct quizzing *q, enum act action, int key)
{
	q->l.scrolled[PANE_TEXT] = false;
	q->typed.fault.text[0] = '\0';
	if (action == ACTION_COMPLETE) {
		complete(q);
		return;
	}
	if (action == ACTION_UNDO || (action == ACTION_ERASE && q->typed.line.len == 0 && q->lines_n > 0)) {
		take_back(q);
	} else if (action == ACTION_GO) {
		typed_drop_fits(&q->typed);
		enter(q);
	} else if (!typed_act(&q->typed, action, key)) {
		learn_scroll_by(&q->l, action);
	}
}
