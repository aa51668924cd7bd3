/*
 * Parts: steps that build on each other, in a process of their own.
 *
 *   a   b   c (dies)   d │ e (fresh)   f
 *   part 1: a b d          part 3: e f
 *   part 2: (a b) c          the steps before are repeated without a word, as the tutor does
 */
#include "export/put.h"

#include <string.h>

#include "export/export.h"

static bool starts(const struct lesson *l, size_t i)
{
	return i == 0 || l->fresh || l->steps[i].fresh || l->steps[i].drill;
}

size_t part_first(const struct lesson *l, size_t i)
{
	while (!starts(l, i))
		i--;
	return i;
}

static void put_step_call(const struct step *s, struct buf *out)
{
	buf_putc(out, '\t');
	step_name(s, out);
	buf_puts(out, "();\n");
}

/* Steps [from, to) but for those that die. */
static void put_calls(const struct lesson *l, size_t from, size_t to, struct buf *out)
{
	for (size_t i = from; i < to; i++) {
		if (!l->steps[i].uses_die)
			put_step_call(&l->steps[i], out);
	}
}

static void open_part(const char *kind, const struct step *s, struct buf *out)
{
	buf_printf(out, "static void %s", kind);
	step_name(s, out);
	buf_puts(out, "(void)\n{\n");
}

static void put_dying(const struct lesson *l, size_t i, struct buf *out)
{
	open_part("end_in_", &l->steps[i], out);
	buf_puts(out, "\tquiet++;\n");
	put_calls(l, part_first(l, i), i, out);
	buf_puts(out, "\tquiet--;\n");
	put_step_call(&l->steps[i], out);
	buf_puts(out, "}\n\n");
}

static void put_main_call(const char *kind, const struct step *s, struct buf *main)
{
	buf_printf(main, "\tlost |= apart(%s", kind);
	step_name(s, main);
	buf_puts(main, ");\n");
}

/* The steps [from, to) of one segment. */
static void put_segment(const struct lesson *l, size_t from, size_t to, struct buf *out, struct buf *main)
{
	bool lives = false;

	for (size_t i = from; i < to; i++)
		lives |= !l->steps[i].uses_die;
	if (lives) {
		open_part("from_", &l->steps[from], out);
		put_calls(l, from, to, out);
		buf_puts(out, "}\n\n");
		put_main_call("from_", &l->steps[from], main);
	}
	for (size_t i = from; i < to; i++) {
		if (!l->steps[i].uses_die)
			continue;
		put_dying(l, i, out);
		put_main_call("end_in_", &l->steps[i], main);
	}
}

void parts_range(const struct lesson *l, size_t step, size_t *from, size_t *to)
{
	*from = step == EXPORT_ALL ? 0 : part_first(l, step);
	*to = step == EXPORT_ALL ? l->steps_n : step + 1;
}

void parts_put(struct program *p, size_t step, struct buf *out)
{
	const struct lesson *l = p->lesson;
	size_t from, to;
	struct buf body;

	parts_range(l, step, &from, &to);
	buf_init(&body, 1 << 20);
	for (size_t i = from; i < to; i++)
		step_put(p, &l->steps[i]);
	for (size_t i = from, next; i < to; i = next) {
		next = i + 1;
		while (next < to && !starts(l, next))
			next++;
		put_segment(l, i, next, out, &body);
	}
	buf_printf(out,
		   "int main(void)\n{\n\tstatic char buffer[65536]; /* no malloc(): the heap is the lesson's */\n"
		   "\tint lost = 0;\n\n\tsetvbuf(stdout, buffer, _IOFBF, sizeof(buffer));\n"
		   "\tpage = sysconf(_SC_PAGESIZE);\n%s\treturn lost;\n}\n",
		   buf_str(&body));
	buf_finish(&body);
}
