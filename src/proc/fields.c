/* Fields of smaps and status: read line by line until the one that is asked. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "proc/pagemap.h"
#include "proc/proc.h"
#include "proc/reading.h"

/* The lines of a file of /proc, from its beginning, each as long as the scratch memory allows. */
struct lines {
	int fd;
	off_t at;
	char *buf;
	size_t have, next; /* bytes in buf; where the next line begins */
};

/* Moves what is left to the front and reads more. 1, 0 at the end, or -errno. */
static int refill(struct lines *l)
{
	memmove(l->buf, l->buf + l->next, l->have - l->next);
	l->have -= l->next;
	l->next = 0;
	if (l->have == PROC_SCRATCH)
		return -EOVERFLOW;
	ssize_t n;
	do
		n = pread(l->fd, l->buf + l->have, PROC_SCRATCH - l->have, l->at);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return -errno;
	l->at += n;
	l->have += (size_t)n;
	return n > 0;
}

/* The next line, its newline replaced by a NUL. 1, 0 at the end, or -errno. */
static int next_line(struct lines *l, const char **line)
{
	for (;;) {
		char *start = l->buf + l->next, *newline = memchr(start, '\n', l->have - l->next);
		if (newline) {
			*newline = '\0';
			*line = start;
			l->next = (size_t)(newline + 1 - l->buf);
			return 1;
		}
		int status = refill(l);
		if (status <= 0)
			return status;
	}
}

/* What follows "field:", or NULL where the line is another. */
static const char *field_value(const char *line, const char *field)
{
	size_t n = strlen(field);
	return strncmp(line, field, n) == 0 && line[n] == ':' ? line + n + 1 : NULL;
}

/* "   124 kB"; a field without that unit has no size. */
static int parse_size(const char *text, uint64_t *bytes)
{
	char *end;
	errno = 0;
	unsigned long long n = strtoull(text, &end, 10);
	if (errno || end == text || strcmp(end, " kB") != 0 || n > UINT64_MAX / 1024)
		return -ENOENT;
	*bytes = n * 1024;
	return 0;
}

/* Does the line head an entry of smaps, "start-end perms ..."? No field begins with digits and a dash. */
static bool is_head(const char *line, uint64_t *start, uint64_t *end)
{
	char *at;
	*start = strtoull(line, &at, 16);
	if (at == line || *at != '-')
		return false;
	const char *second = at + 1;
	*end = strtoull(second, &at, 16);
	return at > second && *at == ' ';
}

/* The value of a field in the entry that holds addr; valid until the scratch memory is used again. */
static int smaps_value(struct proc *p, uint64_t addr, const char *field, const char **value, struct err *e)
{
	struct lines l = { .fd = p->smaps, .buf = p->scratch };
	bool inside = false;
	const char *line;
	int more;
	while ((more = next_line(&l, &line)) > 0) {
		uint64_t start, end;
		bool head = is_head(line, &start, &end);
		if (head && start > addr)
			break;
		if (head)
			inside = addr < end;
		else if (inside && (*value = field_value(line, field)))
			return 0;
	}
	if (more < 0 || l.at == 0)
		return reading_failed(p, "smaps", more < 0 ? -more : ESRCH, e);
	if (inside)
		return err_set(e, ENOENT, "", "", "smaps of this kernel has no field %s", field);
	return err_set(e, EFAULT, "", "", "nothing is mapped at 0x%llx", (unsigned long long)addr);
}

int proc_smaps(struct proc *p, uint64_t addr, const char *field, uint64_t *bytes, struct err *e)
{
	const char *value = "";
	int status = smaps_value(p, addr, field, &value, e);
	if (status < 0)
		return status;
	return parse_size(value, bytes) < 0 ? err_set(e, ENOENT, "", "", "%s of smaps is no size", field) : 0;
}

int proc_vmflag(struct proc *p, uint64_t addr, const char *flag, struct err *e)
{
	const char *value = "";
	int status = smaps_value(p, addr, "VmFlags", &value, e);
	if (status < 0)
		return status;
	for (const char *at = value; *at == ' ' && at[1] && at[2]; at += 3)
		if (strncmp(at + 1, flag, 2) == 0 && flag[2] == '\0')
			return 1;
	return 0;
}

int proc_status(struct proc *p, const char *field, uint64_t *bytes, struct err *e)
{
	struct lines l = { .fd = p->status, .buf = p->scratch };
	const char *line, *value;
	int more;
	while ((more = next_line(&l, &line)) > 0)
		if ((value = field_value(line, field)) && parse_size(value, bytes) == 0)
			return 0;
	if (more == 0)
		more = pagemap_alive(p->pagemap);
	if (more < 0)
		return reading_failed(p, "status", -more, e);
	return err_set(e, ENOENT, "", "", "status of process %d has no size %s", (int)p->pid, field);
}
