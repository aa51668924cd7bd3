/*
 * Where the parts of the program lie:
 *
 *   source tree   build/VARIANT/mmaptutor, mmaptutor-lab         lessons/, assets/themes/
 *   installed     PREFIX/bin/mmaptutor     PREFIX/libexec/mmaptutor/mmaptutor-lab     PREFIX/share/mmaptutor/lessons/,
 * themes/
 */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/app.h"
#include "base/buf.h"

static const struct {
	const char *lab, *lessons, *themes; /* from the directory of the program */
} places[] = {
	{ "/mmaptutor-lab", "/../../lessons", "/../../assets/themes" },
	{ "/../libexec/mmaptutor/mmaptutor-lab", "/../share/mmaptutor/lessons", "/../share/mmaptutor/themes" },
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

int paths_find(struct app *app, struct err *e)
{
	char exe[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof(exe) - 1);

	if (n < 0)
		return err_set(e, errno, "readlink(\"/proc/self/exe\")",
			       "mount /proc: the tutor reads all it shows from there",
			       "the program cannot find itself");
	exe[n] = '\0';
	*strrchr(exe, '/') = '\0';
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

void paths_finish(struct app *app)
{
	free(app->lab);
	free(app->lessons);
	free(app->themes);
	app->lab = app->lessons = app->themes = NULL;
}
