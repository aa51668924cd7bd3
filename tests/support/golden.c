/* Screens as files. */
#include "support/golden.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void write_golden(const char *path, const struct buf *is)
{
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	assert_int_equal(fwrite(buf_str(is), 1, is->len, f), is->len);
	assert_int_equal(fclose(f), 0);
}

static void read_golden(const char *path, struct buf *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return;
	assert_int_equal(buf_read_fd(out, fd), 0);
	close(fd);
}

void assert_golden(const struct canvas *c, const char *name)
{
	const char *how = getenv("GOLDEN");
	struct buf is, should;
	char path[256];
	snprintf(path, sizeof(path), "tests/golden/%s.txt", name);
	buf_init(&is, 1 << 20);
	buf_init(&should, 1 << 20);
	canvas_text(c, &is);
	if (how && strcmp(how, "write") == 0)
		write_golden(path, &is);
	read_golden(path, &should);
	bool same = strcmp(buf_str(&is), buf_str(&should)) == 0;
	if (!same)
		fprintf(stderr, "%s: the screen is\n%s\nand should be\n%s\n", path, buf_str(&is), buf_str(&should));
	buf_finish(&is);
	buf_finish(&should);
	assert_true(same);
}

void assert_goldens(struct screen *s, const char *name)
{
	static const struct {
		int w, h;
	} sizes[] = { { 80, 24 }, { 120, 40 }, { 200, 60 } };
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		for (int ascii = 0; ascii < 2; ascii++) {
			char file[200];
			snprintf(file, sizeof(file), "%s-%d%s", name, sizes[i].w, ascii ? "-ascii" : "");
			s->canvas.ascii = ascii;
			canvas_resize(&s->canvas, sizes[i].w, sizes[i].h);
			screen_draw(s);
			assert_golden(&s->canvas, file);
		}
	}
}
