/* A presentation of a fixture: how it begins and ends. */
#include "support/talk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

void talk_start(struct sitting *s, const char *lesson, const char *more, const char *value, int rows, int cols)
{
	const char *const args[] = { "present", sitting_fixture(lesson), more, more ? value : NULL, NULL };
	sitting_start(s, args, NULL, rows, cols);
}

void talk_tour(struct sitting *s)
{
	talk_start(s, "tour.json", "--anyway", NULL, 24, 80);
	sitting_sees(s, "│   One of three   │");
	assert_non_null(strstr(tty_row(s->tty, 0), "1 of 10"));
}

void talk_go(struct sitting *s, const char *key, const char *text)
{
	sitting_key(s, key, text);
	sitting_misses(s, "The step is running");
}

void talk_leave(struct sitting *s)
{
	assert_int_not_equal(sitting_look(s), 0);
	tty_send(s->tty, "q");
	sitting_over(s, 0);
}
