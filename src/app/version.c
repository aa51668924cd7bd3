/* The version, as the Makefile has it, and what the libraries say of themselves. */
#include "app/version.h"

#include <string.h>
#include <sys/utsname.h>

#include "lab/made_of.h"
#include "term/name.h"
#include "json/json.h"

/* The checkers of `make lint` compile without the Makefile's words. */
#ifndef VERSION
#define VERSION        "unknown"
#define WITH_LIBPROC2  "unknown"
#define WITH_LIBCAP_NG "unknown"
#endif

/* Its answer begins with its name. */
static const char *ncurses(char *out, size_t size)
{
	const char *said = terminal_library(), *number = strchr(said, ' ');

	(void)snprintf(out, size, "%s", number != NULL ? number + 1 : said);
	return out;
}

static const char *cjson(char *out, size_t size)
{
	(void)snprintf(out, size, "%s", json_library());
	return out;
}

static const struct {
	const char *name;
	const char *(*running)(char *out, size_t size); /* asks the library that is loaded; NULL: it cannot be asked */
	const char *built;                              /* then: the version of its headers */
} rows_of[] = {
	{ "mmaptutor", NULL, VERSION },
	{ "ncurses", ncurses, NULL },
	{ "cJSON", cjson, NULL },
	{ "libproc2", NULL, WITH_LIBPROC2 " (built with)" },
	{ "libseccomp", lab_library, NULL },
	{ "libcap-ng", NULL, WITH_LIBCAP_NG " (built with)" },
};
enum { ROWS = sizeof(rows_of) / sizeof(rows_of[0]) };

size_t version_rows(struct version_row *rows, size_t max)
{
	size_t n = 0;

	for (; n < ROWS && n < max; n++) {
		rows[n] = (struct version_row){ .name = rows_of[n].name };
		if (rows_of[n].running != NULL)
			(void)rows_of[n].running(rows[n].text, sizeof(rows[n].text));
		else
			(void)snprintf(rows[n].text, sizeof(rows[n].text), "%s", rows_of[n].built);
	}
	return n;
}

void version_tell(FILE *to)
{
	struct version_row rows[ROWS];
	struct utsname u;

	for (size_t i = 0; i < version_rows(rows, ROWS); i++)
		fprintf(to, "%s %s\n", rows[i].name, rows[i].text);
	if (uname(&u) == 0)
		fprintf(to, "%s %s %s\n", u.sysname, u.release, u.machine);
}
