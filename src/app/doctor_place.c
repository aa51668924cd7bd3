/* The terminal, and where things lie. Nothing is made or written to find out. */
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "app/doctor.h"
#include "app/theme.h"
#include "base/tr.h"
#include "store/store.h"
#include "term/name.h"

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))
enum { COLUMNS = 80, ROWS = 24 }; /* what every screen fits into */

/* ---- the terminal ---- */

/* A report that goes into a file was still asked for at a terminal. */
static int terminal(void)
{
	static const int fds[] = { STDOUT_FILENO, STDIN_FILENO, STDERR_FILENO };

	for (size_t i = 0; i < COUNT(fds); i++) {
		if (isatty(fds[i]))
			return fds[i];
	}
	return -1;
}

static void look_type(struct doctor *d, const struct probe *p, struct finding *f)
{
	static const struct {
		const char *after, *note;
	} kinds[] = {
		[TERMINAL_GOOD] = { "", NULL },
		[TERMINAL_UNKNOWN] = { N_(", not known here"),
				       N_("it is treated as a plain one that most terminals are") },
		[TERMINAL_DUMB] = { N_(", cannot place its cursor"),
				    N_("no screen: `mmaptutor learn --plain` and `run` work all the same") },
	};
	const char *name = getenv("TERM");
	bool given = name != NULL && name[0] != '\0';
	enum terminal_kind kind = given ? terminal_kind(name) : TERMINAL_UNKNOWN;

	(void)p;
	f->value = given ? arena_printf(&d->arena, "%s%s", name, tr(kinds[kind].after)) : tr("TERM is not set");
	f->note = kinds[kind].note != NULL ? tr(kinds[kind].note) : NULL;
	f->health = f->note != NULL ? HEALTH_LESS : HEALTH_FINE;
}

bool doctor_screen(int *cols, int *rows)
{
	struct winsize size = { 0 };

	if (terminal() < 0 || ioctl(terminal(), TIOCGWINSZ, &size) < 0 || size.ws_col == 0 || size.ws_row == 0)
		return false;
	*cols = size.ws_col;
	*rows = size.ws_row;
	return true;
}

static void look_size(struct doctor *d, const struct probe *p, struct finding *f)
{
	int cols, rows;

	(void)p;
	if (!doctor_screen(&cols, &rows)) {
		f->value = terminal() < 0 ? tr("no terminal") : tr("not told by the terminal");
		return;
	}
	f->value = arena_printf(&d->arena, "%d columns, %d rows", cols, rows);
	if (cols >= COLUMNS && rows >= ROWS)
		return;
	f->health = HEALTH_LESS;
	f->note = tr("less than 80 columns and 24 rows: parts of a screen have to be scrolled to");
}

static void look_colors(struct doctor *d, const struct probe *p, struct finding *f)
{
	const char *name = getenv("TERM"), *plain = getenv("NO_COLOR");
	int n = name != NULL && name[0] != '\0' ? terminal_colors(name) : 0;
	bool off = d->app->no_color || (plain != NULL && plain[0] != '\0');

	(void)p;
	f->value =
	    n == 0 ? tr("none") : arena_printf(&d->arena, "%d%s", n, off ? tr(", not used: asked for none") : "");
}

static void look_encoding(struct doctor *d, const struct probe *p, struct finding *f)
{
	const char *code = nl_langinfo(CODESET), *locale = setlocale(LC_CTYPE, NULL);

	(void)p;
	f->value = arena_printf(&d->arena, "%s, by the locale %s", code, locale != NULL ? locale : "?");
	if (strcmp(code, "UTF-8") == 0)
		return;
	f->health = HEALTH_LESS;
	f->note = tr("lines and signs are drawn in ASCII");
}

void doctor_terminal(struct doctor *d)
{
	static const struct probe rows[] = {
		{ .name = N_("type"), .look = look_type },
		{ .name = N_("size"), .look = look_size },
		{ .name = N_("colours"), .look = look_colors },
		{ .name = N_("encoding"), .look = look_encoding },
	};

	doctor_look(d, tr("Terminal"), rows, COUNT(rows));
}

/* ---- where things lie ---- */

static void look_lab(struct doctor *d, const struct probe *p, struct finding *f)
{
	(void)p;
	f->value = d->app->lab;
}

static void look_lessons(struct doctor *d, const struct probe *p, struct finding *f)
{
	(void)p;
	f->value = d->app->lessons;
}

static int may(const char *path, int what)
{
	return faccessat(AT_FDCWD, path, what, AT_EACCESS) < 0 ? -errno : 0;
}

/* 0 where a file of that path could be written now: it, or else into the first of its directories that is there. */
static int could_write(const char *path)
{
	char *part = mem_strdup(path), *slash = NULL;
	int status = may(part, W_OK);

	while (status == -ENOENT && (slash = strrchr(part, '/')) != NULL && slash != part) {
		*slash = '\0';
		status = may(part, W_OK | X_OK);
	}
	free(part);
	return status;
}

static void look_progress(struct doctor *d, const struct probe *p, struct finding *f)
{
	struct buf path;
	struct err e = { 0 };
	int status;

	(void)p;
	buf_init(&path, 8192);
	status = store_place(&path, &e);
	buf_puts(&path, "/log.jsonl");
	f->value = status < 0 ? tr("no home directory") : arena_strdup(&d->arena, buf_str(&path));
	if (status == 0)
		status = could_write(buf_str(&path));
	if (status < 0) {
		f->health = HEALTH_LESS;
		f->note = e.hint[0] != '\0' ? arena_printf(&d->arena, "nothing is recorded: %s", e.hint)
					    : arena_printf(&d->arena, "nothing is recorded: it cannot be written: %s",
							   strerror(-status));
	}
	buf_finish(&path);
}

static void look_settings(struct doctor *d, const struct probe *p, struct finding *f)
{
	struct buf path;
	struct theme theme;
	struct err e = { 0 };
	bool there;

	(void)p;
	buf_init(&path, 8192);
	there = theme_settings(&path);
	f->value = path.len == 0 ? tr("no home directory")
				 : arena_printf(&d->arena, "%s%s", buf_str(&path), there ? "" : tr(" (none)"));
	if (theme_choose(d->app, &theme, &d->arena, &e) < 0) {
		f->health = HEALTH_FAULT;
		f->note = arena_printf(&d->arena, "%s; %s", e.what, e.hint);
	}
	buf_finish(&path);
}

void doctor_places(struct doctor *d)
{
	static const struct probe rows[] = {
		{ .name = N_("lab program"), .look = look_lab },
		{ .name = N_("lessons"), .look = look_lessons },
		{ .name = N_("progress"), .look = look_progress },
		{ .name = N_("settings"), .look = look_settings },
	};

	doctor_look(d, tr("Places"), rows, COUNT(rows));
}
