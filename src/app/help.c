/* `mmaptutor help WORD`: what the tables say. */
#include <string.h>

#include "app/app.h"
#include "app/taught.h"
#include "base/tr.h"
#include "kernel/call.h"
#include "kernel/constant.h"
#include "tutor/observe.h"

static bool help_call(const char *word)
{
	const struct call *c = call_find(word);
	struct buf proto;

	if (c == NULL)
		return false;
	buf_init(&proto, 4096);
	call_prototype(c, &proto);
	printf("%s\n  %s\n", buf_str(&proto), tr(c->help));
	for (size_t i = 0; i < CALL_PARAMS && c->params[i].name != NULL; i++)
		printf("  %-10s %s\n", c->params[i].name, tr(c->params[i].help));
	printf("  #include %s; manual: %s\n", c->header != NULL ? c->header : tr("nothing"),
	       c->man != NULL ? c->man : tr("none"));
	buf_finish(&proto);
	return true;
}

static bool help_constant(const char *word)
{
	const struct constant *c = constant_find(word);

	if (c == NULL)
		return false;
	if (c->at_run_time)
		printf("%s\n  %s\n", c->name, tr(c->help));
	else
		printf("%s = %lld (0x%llx)\n  %s\n", c->name, (long long)c->value, (unsigned long long)c->value,
		       tr(c->help));
	if (c->alias != NULL)
		printf(tr("  the same as %s\n"), c->alias);
	if (c->man != NULL)
		printf("  manual: %s\n", c->man);
	return true;
}

static bool help_word(const char *word)
{
	const struct word *w = words_find(&observe_words, word);

	if (w == NULL)
		return false;
	printf(tr("%s%s%s%s: an observation, gives %s\n  %s\n  source: %s\n"), w->name, w->params != NULL ? "(" : "",
	       w->params != NULL ? w->params : "", w->params != NULL ? ")" : "", tr(w->gives), tr(w->help),
	       tr(w->source));
	return true;
}

/* Where the course shows it. */
static void help_lessons(struct app *app, const char *word)
{
	struct buf steps;

	buf_init(&steps, 4096);
	taught_by(app, word, &steps);
	if (steps.len > 0)
		printf(tr("  taught by: %s\n"), buf_str(&steps));
	buf_finish(&steps);
}

int cmd_help(struct app *app)
{
	const char *word = app->args_n > 0 ? app->args[0] : NULL;
	const struct command *c = word != NULL ? command_find(word) : NULL;
	struct err e = { 0 };
	bool found;

	if (word == NULL) {
		command_overview(stdout);
		return STATUS_HELD;
	}
	if (c != NULL)
		command_help(c, stdout);
	/* A word can be both, as `status` of an observation and of a field. */
	found = help_call(word);
	found = help_constant(word) || found;
	found = help_word(word) || found;
	if (found)
		help_lessons(app, word);
	if (c != NULL || found)
		return STATUS_HELD;
	err_set(&e, 0, "", "ask for a call, a constant, an errno, a signal or an observation, spelled as in C",
		"the tables have no \"%s\"", word);
	app_say_err(&e);
	return STATUS_USAGE;
}
