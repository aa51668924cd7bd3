/* The words of the linear dialogue: one table for dispatch and help. */
#include <stdlib.h>
#include <string.h>

#include "app/plain_state.h"
#include "base/tr.h"
#include "kernel/call.h"
#include "kernel/constant.h"
#include "tutor/observe.h"

static void next(struct plain *p, const char *rest)
{
	(void)rest;
	if (plain_asking(p))
		plain_say(p, "The question is open. Answer it, or type run to see without an answer.");
	else if (plain_record(p) == NULL)
		plain_run(p);
	else if (p->step + 1 < p->lesson->steps_n)
		plain_go(p, p->step + 1);
	else
		p->want = WANT_NEXT;
}

static void back(struct plain *p, const char *rest)
{
	(void)rest;
	if (p->step == 0)
		plain_say(p, "This is the first step.");
	else
		plain_go(p, p->step - 1);
}

static void run(struct plain *p, const char *rest)
{
	(void)rest;
	plain_run(p);
}

static void again(struct plain *p, const char *rest)
{
	(void)rest;
	plain_again(p);
}

static void show(struct plain *p, const char *rest)
{
	(void)rest;
	plain_show(p);
}

static void hint(struct plain *p, const char *rest)
{
	const struct texts *hints = &plain_step(p)->hints;
	char lead[64];

	(void)rest;
	if (p->hints == hints->n) {
		plain_say(p, hints->n == 0 ? N_("This question has no hints.") : N_("There are no more hints."));
		return;
	}
	snprintf(lead, sizeof(lead), tr("Hint %zu of %zu: "), p->hints + 1, hints->n);
	plain_paragraph(p, lead, hints->v[p->hints++]);
}

static void go(struct plain *p, const char *rest)
{
	size_t n = plain_number(p, rest, p->lesson->steps_n, "step");

	if (n > 0)
		plain_go(p, n - 1);
}

static void list(struct plain *p, const char *rest)
{
	(void)rest;
	p->want = WANT_LIST;
}

static void quit(struct plain *p, const char *rest)
{
	(void)rest;
	p->want = WANT_QUIT;
}

static const struct row {
	unsigned where;
	const char *words[3];
	void (*does)(struct plain *p, const char *rest);
	const char *how, *what; /* how it is typed; NULL: told under another row */
} rows[] = {
	{ AT_READY, { "next", "n" }, next, N_("next, or an empty line"), N_("run the step") },
	{ AT_DONE, { "next", "n" }, next, N_("next, or an empty line"), N_("the next step") },
	{ AT_ASK, { "next", "n" }, next, NULL, NULL },
	{ AT_ASK | AT_READY, { "run", "x" }, run, "run", N_("run the step without an answer") },
	{ AT_LESSON, { "back", "b" }, back, "back", N_("the step before") },
	{ AT_ASK, { "hint", "h", "i" }, hint, "hint", N_("a hint, or the next one") },
	{ AT_LESSON, { "again", "r" }, again, "again", N_("run the step again, in a new process") },
	{ AT_LESSON, { "show", "s" }, show, "show", N_("say the step again") },
	{ AT_LESSON | AT_PLAY,
	  { "map", "maps" },
	  plain_maps,
	  N_("map, map before"),
	  N_("all lines of maps, now or before") },
	{ AT_LESSON | AT_PLAY,
	  { "pages" },
	  plain_pages,
	  N_("pages, pages before"),
	  N_("the pages that are looked at") },
	{ AT_LESSON | AT_PLAY, { "page" }, plain_page, "page N", N_("all that is known of one page") },
	{ AT_LESSON | AT_PLAY, { "bytes" }, plain_bytes, "bytes N", N_("what a page holds, and its file") },
	{ AT_LESSON | AT_PLAY, { "numbers" }, plain_totals, "numbers", N_("Rss, Pss and other totals") },
	{ AT_LESSON, { "where", "c" }, plain_contents, "where", N_("the steps of the lesson and how you did") },
	{ AT_LESSON, { "go" }, go, "go N", N_("go to a step") },
	{ AT_LESSON | AT_LIST, { "find", "/" }, plain_find, "find WORDS", N_("search in all lessons") },
	{ AT_LESSON | AT_LIST, { "open" }, plain_open, "open N", N_("go to what was found") },
	{ AT_LESSON, { "play" }, plain_branch, "play", N_("try statements of your own from here") },
	{ AT_PLAY, { "undo", "u" }, plain_undo, "undo", N_("take the last statement back") },
	{ AT_PLAY, { "redo" }, plain_redo, "redo", N_("do it again") },
	{ AT_PLAY, { "tried" }, plain_tried, "tried", N_("what you have tried") },
	{ AT_PLAY, { "save", ":save" }, plain_save, "save NAME.json", N_("write what was tried as a lesson") },
	{ AT_PLAY, { "done" }, plain_done, "done", N_("leave free play") },
	{ AT_LESSON, { "lessons" }, list, "lessons", N_("the list of lessons") },
	{ AT_LESSON | AT_LIST | AT_PLAY,
	  { "help", "?" },
	  plain_help,
	  N_("help, help WORD"),
	  N_("this, or what a call, constant or error is") },
	{ AT_LESSON | AT_LIST | AT_PLAY, { "quit", "q" }, quit, "quit", N_("end the program") },
};

#define ROWS (sizeof(rows) / sizeof(rows[0]))

static bool has_word(const struct row *r, const char *line, size_t n)
{
	for (size_t i = 0; i < sizeof(r->words) / sizeof(r->words[0]) && r->words[i] != NULL; i++) {
		if (strlen(r->words[i]) == n && strncmp(r->words[i], line, n) == 0)
			return true;
	}
	return false;
}

bool plain_word(struct plain *p, const char *line)
{
	size_t n = strcspn(line, " \t");
	const char *rest = line + n + strspn(line + n, " \t");

	/* "/word" needs no blank; a statement may begin with one of our words: `page = 1`. */
	if (line[0] == '/') {
		n = 1;
		rest = line + 1;
	}
	if (rest[0] != '\0' && strchr("=([.+-*:", rest[0]) != NULL && plain_where(p) == AT_PLAY)
		return false;
	for (size_t i = 0; i < ROWS; i++) {
		if ((rows[i].where & plain_where(p)) == 0 || !has_word(&rows[i], line, n))
			continue;
		rows[i].does(p, rest);
		return true;
	}
	return false;
}

static void reference(struct plain *p, const char *word)
{
	struct app app = *p->app;
	char *copy = mem_strdup(word);
	char *args[] = { copy, NULL };
	bool known = call_find(word) != NULL || constant_find(word) != NULL || words_find(&observe_words, word) != NULL;

	if (!known && command_find(word) == NULL) {
		plain_say(p,
			  "There is no \"%s\": ask for a call, a constant, an error, a signal or an observation, "
			  "spelled as in C.",
			  word);
		free(copy);
		return;
	}
	app.args = args;
	app.args_n = 1;
	(void)cmd_help(&app);
	free(copy);
}

void plain_help(struct plain *p, const char *rest)
{
	if (rest[0] != '\0') {
		reference(p, rest);
		return;
	}
	if (plain_where(p) == AT_PLAY)
		plain_say(p, "Type a statement, as m = mmap(NULL, page, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0), "
			     "or one of these:");
	else if (plain_where(p) == AT_LIST)
		plain_say(p, "Type the number or the name of a lesson, or one of these:");
	else if (plain_where(p) == AT_ASK)
		plain_say(p, "Type an answer, or one of these:");
	else
		plain_say(p, "You can type:");
	for (size_t i = 0; i < ROWS; i++) {
		if ((rows[i].where & plain_where(p)) != 0 && rows[i].how != NULL)
			plain_say(p, "%s: %s.", tr(rows[i].how), tr(rows[i].what));
	}
}

size_t plain_number(struct plain *p, const char *text, size_t max, const char *what)
{
	char *end;
	unsigned long n = strtoul(text, &end, 10);

	if (end != text && *end == '\0' && n >= 1 && n <= max && text[0] != '-')
		return n;
	plain_say(p, "Type the number of a %s, from 1 to %zu.", what, max);
	return 0;
}
