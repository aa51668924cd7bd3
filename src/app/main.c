/* The program: options, then the subcommand. */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <locale.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/app.h"
#include "app/signals.h"
#include "app/version.h"
#include "base/mem.h"
#include "base/tr.h"

/* Every option, one row each: what it sets in struct app. */
static const struct row {
	const char *name;
	bool word; /* it takes one: a const char * is set, else a bool */
	size_t at;
} rows[] = {
	{ "json", false, offsetof(struct app, json) },
	{ "csv", false, offsetof(struct app, csv) },
	{ "aslr", false, offsetof(struct app, aslr) },
	{ "ascii", false, offsetof(struct app, ascii) },
	{ "no-color", false, offsetof(struct app, no_color) },
	{ "watch", false, offsetof(struct app, watch) },
	{ "lang", true, offsetof(struct app, lang) },
	{ "coverage", false, offsetof(struct app, coverage) },
	{ "open", false, offsetof(struct app, open) },
	{ "room", false, offsetof(struct app, room) },
	{ "plain", false, offsetof(struct app, plain) },
	{ "all", false, offsetof(struct app, all) },
	{ "yes", false, offsetof(struct app, yes) },
	{ "notes", false, offsetof(struct app, notes) },
	{ "rerun", false, offsetof(struct app, rerun) },
	{ "lesson", true, offsetof(struct app, lesson) },
	{ "help", false, offsetof(struct app, help) },
	{ "version", false, offsetof(struct app, version) },
	{ "seed", true, offsetof(struct app, seed_text) },
	{ "to", true, offsetof(struct app, to) },
	{ "theme", true, offsetof(struct app, theme) },
	{ "size", true, offsetof(struct app, size) },
	{ "exam", false, offsetof(struct app, exam) },
	{ "due", false, offsetof(struct app, due) },
	{ "name", true, offsetof(struct app, name) },
	{ "out", true, offsetof(struct app, out) },
	{ "questions", true, offsetof(struct app, questions_text) },
	{ "minutes", true, offsetof(struct app, minutes_text) },
	{ "anyway", false, offsetof(struct app, anyway) },
	{ "share", false, offsetof(struct app, share) },
	{ "mode", true, offsetof(struct app, mode_text) },
	{ "auto", true, offsetof(struct app, auto_text) },
};
enum { ROWS = sizeof(rows) / sizeof(rows[0]) };

static bool read_seed(struct app *app, const char *text)
{
	char *end;

	errno = 0;
	app->seed = strtoull(text, &end, 0);
	app->has_seed = true;
	if (errno == 0 && end != text && *end == '\0')
		return true;
	app_say_usage("--seed takes a number, not \"%s\"", text);
	return false;
}

static void set(struct app *app, const struct row *r, const char *word)
{
	if (r->word)
		memcpy((char *)app + r->at, &word, sizeof(word));
	else
		*((char *)app + r->at) = true;
}

/* Stays as it is where the option was not given. */
static bool read_count(const char *option, const char *text, int64_t *out)
{
	char *end;

	errno = 0;
	if (text == NULL)
		return true;
	*out = strtoll(text, &end, 10);
	if (errno == 0 && end != text && *end == '\0' && *out >= 1 && *out <= 1000)
		return true;
	app_say_usage("%s takes a number from 1 to 1000, not \"%s\"", option, text);
	return false;
}

/* c: what getopt_long() gave, ':' for an option whose value is missing. */
static bool no_option(int c, char **argv)
{
	const char short_one[] = { '-', (char)optopt, '\0' };
	const char *word = optopt > 1 ? short_one : argv[optind - 1];

	if (c == ':')
		app_say_usage("%s takes a value; `mmaptutor --help` tells more", argv[optind - 1]);
	else if (optopt == 1)
		app_say_usage("%s takes no value", word);
	else
		app_say_usage("there is no option %s, or it stands for several; `mmaptutor --help` names them", word);
	return false;
}

static bool read_options(struct app *app, int argc, char **argv)
{
	struct option options[ROWS + 1] = { 0 };
	int c, at = 0;

	for (size_t i = 0; i < ROWS; i++)
		options[i] = (struct option){ rows[i].name, rows[i].word ? required_argument : no_argument, NULL, 1 };
	opterr = 0; /* it would show the word as it stands */
	while ((c = getopt_long(argc, argv, ":h", options, &at)) != -1) {
		if (c == 'h')
			app->help = true;
		else if (c == 1)
			set(app, &rows[at], optarg);
		else
			return no_option(c, argv);
	}
	app->args = argv + optind;
	app->args_n = argc - optind;
	return (app->seed_text == NULL || read_seed(app, app->seed_text)) &&
	       read_count("--questions", app->questions_text, &app->questions) &&
	       read_count("--minutes", app->minutes_text, &app->minutes) &&
	       read_count("--auto", app->auto_text, &app->auto_s);
}

/* The first word that is no option names the subcommand; without one it is the course. */
static const struct command *take_command(struct app *app)
{
	const struct command *c;

	if (app->args_n == 0)
		return command_find("learn");
	c = command_find(app->args[0]);
	if (c == NULL) {
		app_say_usage("there is no subcommand \"%s\"; `mmaptutor --help` names them", app->args[0]);
		return NULL;
	}
	app->args++;
	app->args_n--;
	return c;
}

/* Descriptors 0 to 2 that are closed would be taken by the first file that we open. */
static void open_standard(void)
{
	int fd;

	do {
		fd = open("/dev/null", O_RDWR | O_CLOEXEC);
	} while (fd >= 0 && fd <= 2);
	if (fd > 2)
		close(fd);
}

static int start(struct app *app, const struct command *c)
{
	struct err e = { 0 };
	int status;

	if (paths_find(app, &e) < 0) {
		app_say_err(&e);
		return STATUS_NOTHING;
	}
	status = c->run(app);
	if (status < STATUS_SIGNAL && app_flush() != 0)
		status = STATUS_NOTHING;
	if (app->course_known)
		course_finish(&app->course);
	paths_finish(app);
	return status;
}

int main(int argc, char **argv)
{
	struct app app = { 0 };
	const struct command *c;
	bool bare;

	mem_init();
	open_standard();
	setlocale(LC_ALL, "");
	signals_init(false);
	paths_catalog();
	if (!read_options(&app, argc, argv))
		return STATUS_USAGE;
	if (app.json || app.csv) /* programs read that */
		tr_close();
	if (app.version) {
		version_tell(stdout);
		return app_flush();
	}
	bare = app.args_n == 0;
	c = take_command(&app);
	if (c == NULL)
		return STATUS_USAGE;
	if (app.help) {
		if (bare)
			command_overview(stdout);
		else
			command_help(c, stdout);
		return app_flush();
	}
	return start(&app, c);
}
