/* `mmaptutor list`: the course as text. */
#include "app/app.h"
#include "base/text.h"

int cmd_list(struct app *app)
{
	struct course *c = app_course(app);
	int worst = STATUS_HELD;

	if (c == NULL)
		return STATUS_INVALID;
	for (size_t i = 0; i < c->parts_n; i++) {
		printf("%s%s\n", i > 0 ? "\n" : "", c->parts[i].title);
		for (size_t k = 0; k < c->parts[i].lessons_n; k++) {
			int status = STATUS_HELD;
			struct lesson *l = app_lesson(app, c->parts[i].lessons[k], &status);

			if (status > worst)
				worst = status;
			if (l != NULL)
				printf("  %-24s %s\n", l->id, l->title);
			lesson_free(l);
		}
	}
	return worst;
}
