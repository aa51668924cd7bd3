/* The theme: by option, config file or key. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/theme.h"
#include "base/tr.h"
#include "json/json.h"

/* In the order of the key. */
static const char *const names[] = { "dark", "light", "high-contrast", "color-blind", "mono" };

#define NAMES (sizeof(names) / sizeof(names[0]))

/* The first fault, as the error that it is. */
static int tell(const struct diags *d, const char *what, const char *hint, struct err *e)
{
	if (d->n == 0)
		return err_set(e, EINVAL, "", hint, "%s", what);
	return err_set(e, EINVAL, "", hint, "%s: %s:%u: %s", what, d->file, d->v[0].pos.line, d->v[0].text);
}

int theme_named(const struct app *app, const char *name, struct theme *out, struct arena *a, struct err *e)
{
	struct buf path;
	struct diags d = { 0 };
	int status = -ENOENT;

	if (strcmp(name, theme_dark.name) == 0) {
		*out = theme_dark;
		return 0;
	}
	buf_init(&path, 2 * 4096);
	if (strchr(name, '/') != NULL)
		buf_puts(&path, name);
	else if (app->themes != NULL)
		buf_printf(&path, "%s/%s.json", app->themes, name);
	if (path.len > 0 && access(buf_str(&path), R_OK) == 0) {
		d.file = buf_str(&path);
		status = theme_load(out, a, d.file, &d);
	}
	if (status == -ENOENT)
		err_set(e, ENOENT, "", "dark, light, high-contrast, color-blind and mono are there; a path works too",
			"there is no theme \"%s\"", name);
	else if (status < 0)
		tell(&d, tr("the theme cannot be used"), "", e);
	diags_finish(&d);
	buf_finish(&path);
	return status;
}

bool theme_settings(struct buf *out)
{
	const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");

	if (config != NULL && config[0] == '/')
		buf_printf(out, "%s/mmaptutor/config.json", config);
	else if (home != NULL && home[0] == '/')
		buf_printf(out, "%s/.config/mmaptutor/config.json", home);
	return out->len > 0 && access(buf_str(out), R_OK) == 0;
}

/* What the config file says, in a; NULL where it says nothing. */
static int read_config(struct arena *a, const char **name, struct err *e)
{
	struct diags d = { 0 };
	struct buf path;
	int status = 0;

	buf_init(&path, 2 * 4096);
	if (theme_settings(&path)) {
		d.file = buf_str(&path);
		const struct json *root = json_parse_file(a, d.file, &json_limits_lesson, &d);
		const struct json *theme =
		    root != NULL && root->kind == JSON_OBJECT ? json_member(root, "theme") : NULL;

		if (theme != NULL && theme->kind == JSON_STRING)
			*name = theme->string.text;
		else if (theme != NULL)
			diags_add(&d, theme->pos, "\"theme\" is a name");
		if (d.total > 0)
			status = tell(&d, tr("the settings cannot be used"), tr("correct the file, or remove it"), e);
	}
	diags_finish(&d);
	buf_finish(&path);
	return status;
}

int theme_choose(const struct app *app, struct theme *out, struct arena *a, struct err *e)
{
	const char *name = app->theme;
	int status = 0;

	*out = theme_dark;
	if (name == NULL)
		status = read_config(a, &name, e);
	if (status == 0 && name != NULL)
		status = theme_named(app, name, out, a, e);
	return status;
}

void theme_next(const struct app *app, struct theme *out, struct arena *a)
{
	size_t at = NAMES - 1;

	for (size_t i = 0; i < NAMES; i++)
		at = strcmp(names[i], out->name) == 0 ? i : at;
	for (size_t i = 1; i <= NAMES; i++) {
		if (theme_named(app, names[(at + i) % NAMES], out, a, NULL) == 0)
			return;
	}
}
