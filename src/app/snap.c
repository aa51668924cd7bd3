/* A key that writes the screen as an SVG into the working directory. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "app/snap.h"

#include "base/tr.h"

enum { MOST = 1000, NAME = 40 };

/* The first name that is free; its descriptor or -errno. Nothing is ever overwritten. */
static int open_free(char name[NAME])
{
	int fd = -EEXIST;

	for (int i = 1; i < MOST && fd == -EEXIST; i++) {
		snprintf(name, NAME, "mmaptutor-%d.svg", i);
		fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
		fd = fd < 0 ? -errno : fd;
	}
	return fd;
}

static int write_all(int fd, const struct buf *b)
{
	for (size_t at = 0; at < b->len;) {
		ssize_t n = write(fd, b->data + at, b->len - at);

		if (n < 0 && errno != EINTR)
			return -errno;
		at += n > 0 ? (size_t)n : 0;
	}
	return 0;
}

enum reaction snap_screen(struct ui *ui)
{
	struct buf svg;
	struct err e = { 0 };
	char name[NAME];
	int fd = open_free(name), status = fd;

	if (fd >= 0) {
		buf_init(&svg, (size_t)64 << 20);
		canvas_svg(&ui->canvas, &ui->theme, &svg);
		status = write_all(fd, &svg);
		close(fd);
		buf_finish(&svg);
	}
	if (status < 0)
		err_set(&e, -status, "write(\"mmaptutor-1.svg\")", "start the program in a directory of your own",
			"the picture could not be written");
	else
		err_set(&e, 0, "", "", "It is in %s, in the directory that the program was started in.", name);
	return ui_error(ui, status < 0 ? tr("No picture") : tr("A picture of this screen"), &e);
}
