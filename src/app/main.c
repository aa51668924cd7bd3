/* The program: options, then the subcommand. */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/app.h"
#include "app/signals.h"
#include "base/mem.h"

static const struct option options[] = {
	{ "json", no_argument, NULL, 'j' },
	{ "aslr", no_argument, NULL, 'a' },
	{ "ascii", no_argument, NULL, 'A' },
	{ "no-color", no_argument, NULL, 'C' },
	{ "seed", required_argument, NULL, 's' },
	{ "to", required_argument, NULL, 't' },
	{ "coverage", no_argument, NULL, 'V' },
	{ "theme", required_argument, NULL, 'T' },
	{ "size", required_argument, NULL, 'S' },
	{ "open", no_argument, NULL, 'O' },
	{ "plain", no_argument, NULL, 'P' },
	{ "help", no_argument, NULL, 'h' },
	{ 0 },
};

static bool read_seed(struct app *app, const char *text)
{
	char *end;

	errno = 0;
	app->seed = strtoull(text, &end, 0);
	app->has_seed = true;
	if (errno == 0 && end != text && *end == '\0')
		return true;
	fprintf(stderr, "mmaptutor: --seed takes a number, not \"%s\"\n", text);
	return false;
}

static bool read_options(struct app *app, int argc, char **argv)
{
	int c;

	while ((c = getopt_long(argc, argv, "h", options, NULL)) != -1) {
		switch (c) {
		case 'j':
			app->json = true;
			break;
		case 'a':
			app->aslr = true;
			break;
		case 'A':
			app->ascii = true;
			break;
		case 'C':
			app->no_color = true;
			break;
		case 'T':
			app->theme = optarg;
			break;
		case 'S':
			app->size = optarg;
			break;
		case 'O':
			app->open = true;
			break;
		case 't':
			app->to = optarg;
			break;
		case 'V':
			app->coverage = true;
			break;
		case 'P':
			app->plain = true;
			break;
		case 'h':
			app->help = true;
			break;
		case 's':
			if (!read_seed(app, optarg))
				return false;
			break;
		default:
			return false;
		}
	}
	app->args = argv + optind;
	app->args_n = argc - optind;
	return true;
}

/* The first word that is no option names the subcommand; without one it is the course. */
static const struct command *take_command(struct app *app)
{
	const struct command *c;

	if (app->args_n == 0)
		return command_find("learn");
	c = command_find(app->args[0]);
	if (c == NULL) {
		fprintf(stderr, "mmaptutor: there is no subcommand \"%s\"; `mmaptutor --help` names them\n",
			app->args[0]);
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
	if (!read_options(&app, argc, argv))
		return STATUS_USAGE;
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
