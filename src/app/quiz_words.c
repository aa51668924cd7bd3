/* The words of a sitting line by line: one table for dispatch and help. */
#include <stdlib.h>
#include <string.h>

#include "app/quiz_asking.h"

#include "base/tr.h"

static void word_hint(struct asking *a, const char *rest)
{
	const struct texts *hints = &plain_step(&a->p)->hints;
	bool back = strcmp(rest, "back") == 0;
	char lead[64];

	if (hints->n == 0 || (!back && a->hint == hints->n) || (back && a->hint <= 1)) {
		plain_say(&a->p, hints->n == 0 ? N_("This question has no hints.")
				 : back        ? N_("There is no hint before.")
					       : N_("There are no more hints."));
		return;
	}
	a->hint += back ? -1UL : 1;
	if (a->hint > asking_turn(a)->hints)
		asking_turn(a)->hints = a->hint;
	snprintf(lead, sizeof(lead), tr("Hint %zu of %zu: "), a->hint, hints->n);
	plain_paragraph(&a->p, lead, hints->v[a->hint - 1]);
}

static void word_sure(struct asking *a, const char *rest)
{
	(void)rest;
	asking_turn(a)->answer.sure = !asking_turn(a)->answer.sure;
	plain_say(&a->p, asking_turn(a)->answer.sure ? N_("Marked as sure.") : N_("No longer marked as sure."));
}

static void word_skip(struct asking *a, const char *rest)
{
	struct err e = { 0 };

	(void)rest;
	sitting_took(a->s);
	if (asking_went(a, quiz_skip(a->s->quiz, &e), &e))
		asking_closed(a);
}

static void word_show(struct asking *a, const char *rest)
{
	(void)rest;
	asking_put(a);
}

static void word_map(struct asking *a, const char *rest)
{
	plain_maps(&a->p, rest);
}

static void word_pages(struct asking *a, const char *rest)
{
	plain_pages(&a->p, rest);
}

static void word_page(struct asking *a, const char *rest)
{
	plain_page(&a->p, rest);
}

static void word_again(struct asking *a, const char *rest)
{
	(void)rest;
	asking_forget(a);
	plain_say(&a->p, "The statements typed so far are dropped.");
}

/* Behind the question that was answered last: the open one is not given away. */
static void word_play(struct asking *a, const char *rest)
{
	if (a->last == NULL) {
		plain_say(&a->p, "Nothing was answered yet; play opens the question that was answered last.");
		return;
	}
	asking_look(a, a->last);
	a->p.quiz = false;
	plain_branch(&a->p, rest);
	a->p.quiz = true;
	a->left = a->p.want == WANT_QUIT;
	asking_open(a);
}

static void word_quit(struct asking *a, const char *rest)
{
	(void)rest;
	a->left = true;
}

static void word_help(struct asking *a, const char *rest);

enum { FOR_ALL, FOR_PRACTICE, FOR_TASKS };

static const struct row {
	int where;
	const char *words[3];
	void (*does)(struct asking *a, const char *rest);
	const char *how, *what;
} rows[] = {
	{ FOR_PRACTICE,
	  { "hint", "h", "i" },
	  word_hint,
	  N_("hint, hint back"),
	  N_("the next hint, or the one before") },
	{ FOR_ALL, { "sure", "s" }, word_sure, "sure", N_("mark the answer that follows as sure") },
	{ FOR_PRACTICE, { "skip", "x" }, word_skip, "skip", N_("give up; what the kernel does is shown") },
	{ FOR_ALL, { "skip", "x" }, word_skip, "skip", N_("leave the question without an answer") },
	{ FOR_TASKS, { "again", "r" }, word_again, "again", N_("drop the statements typed so far") },
	{ FOR_ALL, { "show" }, word_show, "show", N_("say the question again") },
	{ FOR_ALL, { "map", "maps" }, word_map, "map", N_("all lines of maps, before the step") },
	{ FOR_ALL, { "pages" }, word_pages, "pages", N_("the pages that are looked at, before the step") },
	{ FOR_ALL, { "page" }, word_page, "page N", N_("all that is known of one page") },
	{ FOR_PRACTICE, { "play" }, word_play, "play", N_("try things behind the question answered last") },
	{ FOR_ALL, { "help", "?" }, word_help, "help", "this" },
	{ FOR_ALL, { "quit", "q" }, word_quit, "quit", N_("end the sitting") },
};

#define ROWS (sizeof(rows) / sizeof(rows[0]))

static bool holds(const struct asking *a, const struct row *r)
{
	if (r->where == FOR_TASKS)
		return asking_turn(a)->kind == QUIZ_TASK;
	return r->where == FOR_ALL || !asking_exam(a);
}

static void word_help(struct asking *a, const char *rest)
{
	bool skip = false;

	(void)rest;
	plain_say(&a->p, "Type an answer, or one of these:");
	for (size_t i = 0; i < ROWS; i++) {
		bool again = skip && rows[i].does == word_skip;

		skip |= holds(a, &rows[i]) && rows[i].does == word_skip;
		if (holds(a, &rows[i]) && !again)
			plain_say(&a->p, "%s: %s.", tr(rows[i].how), tr(rows[i].what));
	}
}

/* A statement may begin with one of our words: `page = 1`. */
bool asking_word(struct asking *a, const char *line)
{
	size_t n = strcspn(line, " \t");
	const char *rest = line + n + strspn(line + n, " \t");

	if (rest[0] != '\0' && strchr("=([.+-*:", rest[0]) != NULL)
		return false;
	for (size_t i = 0; i < ROWS; i++) {
		for (size_t k = 0; k < 3 && rows[i].words[k] != NULL; k++) {
			if (!holds(a, &rows[i]) || strlen(rows[i].words[k]) != n ||
			    strncmp(rows[i].words[k], line, n) != 0)
				continue;
			rows[i].does(a, rest);
			return true;
		}
	}
	return false;
}
