/*
 * Where the parts of the program lie:
 *
 *   source tree   build/VARIANT/mmaptutor, mmaptutor-lab, build/locale/         lessons/, assets/themes/
 *   installed     PREFIX/bin/mmaptutor     PREFIX/libexec/mmaptutor/mmaptutor-lab     PREFIX/share/mmaptutor/lessons/,
 *                 themes/     PREFIX/share/locale/
 */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/app.h"
#include "base/buf.h"
#include "base/tr.h"

static const struct {
	const char *lab, *lessons, *themes, *locale; /* from the directory of the program */
} places[] = {
	{ "/mmaptutor-lab", "/../../lessons", "/../../assets/themes", "/../locale" },
	{ "/../libexec/mmaptutor/mmaptutor-lab", "/../share/mmaptutor/lessons", "/../share/mmaptutor/themes",
	  "/../share/locale" },
};

static char *below(const char *dir, const char *rest)
{
	struct buf joined;
	char *whole;

	buf_init(&joined, 2 * PATH_MAX);
	buf_printf(&joined, "%s%s", dir, rest);
	whole = realpath(buf_str(&joined), NULL);
	buf_finish(&joined);
	return whole;
}

/* 0 or -errno. */
static int own_directory(char exe[static PATH_MAX])
{
	ssize_t n = readlink("/proc/self/exe", exe, PATH_MAX - 1);

	if (n < 0)
		return -errno;
	exe[n] = '\0';
	*strrchr(exe, '/') = '\0';
	return 0;
}

int paths_find(struct app *app, struct err *e)
{
	char exe[PATH_MAX];
	int status = own_directory(exe);

	if (status < 0)
		return err_set(e, -status, "readlink(\"/proc/self/exe\")",
			       "mount /proc: the tutor reads all it shows from there",
			       "the program cannot find itself");
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		app->lab = below(exe, places[i].lab);
		app->lessons = below(exe, places[i].lessons);
		app->themes = below(exe, places[i].themes);
		if (app->lab != NULL && app->lessons != NULL)
			return 0;
		paths_finish(app);
	}
	return err_set(e, ENOENT, "", "run `make` in the source tree, or install it again",
		       "the lab program or the lessons are not where they belong, next to %s", exe);
}

void paths_catalog(void)
{
	char exe[PATH_MAX];

	for (size_t i = 0; own_directory(exe) == 0 && i < sizeof(places) / sizeof(places[0]); i++) {
		char *lab = below(exe, places[i].lab), *locale = lab != NULL ? below(exe, places[i].locale) : NULL;

		if (locale != NULL)
			tr_open(locale);
		free(locale);
		free(lab);
	}
}

void paths_finish(struct app *app)
{
	free(app->lab);
	free(app->lessons);
	free(app->themes);
	app->lab = app->lessons = app->themes = NULL;
}
