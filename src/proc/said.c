/* Small files, whole or by field. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "proc/proc_said.h"

int proc_file(const char *path, struct buf *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	int status = buf_read_fd(out, fd);
	(void)close(fd);
	while (status == 0 && out->len && out->data[out->len - 1] == '\n')
		out->data[--out->len] = '\0';
	return status;
}

/* "0\t0\t0\t0" as "0 0 0 0". */
static void put_words(const char *from, size_t n, struct buf *out)
{
	size_t before = out->len;
	for (size_t i = 0; i < n; i++) {
		bool blank = from[i] == ' ' || from[i] == '\t';
		if (!blank && i > 0 && out->len > before && (from[i - 1] == ' ' || from[i - 1] == '\t'))
			buf_putc(out, ' ');
		if (!blank)
			buf_putc(out, from[i]);
	}
}

int proc_said(pid_t pid, const char *field, struct buf *out)
{
	char path[64];
	struct buf text;
	size_t n = strlen(field);
	(void)snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
	buf_init(&text, 65536);
	int status = proc_file(path, &text);
	const char *line = buf_str(&text);
	while (status == 0 && line && !(strncmp(line, field, n) == 0 && line[n] == ':')) {
		line = strchr(line, '\n');
		line = line ? line + 1 : NULL;
	}
	if (status == 0 && !line)
		status = -ENOENT;
	if (status == 0)
		put_words(line + n + 1, strcspn(line + n + 1, "\n"), out);
	buf_finish(&text);
	return status;
}

int proc_thp(const char *name, struct buf *out)
{
	char path[128];
	struct buf text;
	(void)snprintf(path, sizeof(path), "/sys/kernel/mm/transparent_hugepage/%s", name);
	buf_init(&text, 4096);
	int status = proc_file(path, &text);
	const char *open = strchr(buf_str(&text), '['), *close = open ? strchr(open, ']') : NULL;
	if (status == 0 && !close)
		status = -ENOENT;
	if (status == 0)
		buf_put(out, open + 1, (size_t)(close - open - 1));
	buf_finish(&text);
	return status;
}
