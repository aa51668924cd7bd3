/*
 * Starting a lab, and what it is asked once.
 *
 *   tutor                          child
 *     fork ───────────────────────▶ birth_run: takes off what it must not have
 *     builds the filter             ─ prepared ─▶ exec
 *     ── setup: filter ───────────▶ handlers, seal, filter
 *     ◀─ hello: own ranges ────────  waits for requests
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lab/inside.h"

#include "base/tr.h"

#define NEEDS_FILTERS "a kernel with seccomp filters is needed; a container may have to allow them"

/* Opened while it can still be: the lab's user may not reach the folder that it lies in. */
static int program_open(const char *path, struct err *e)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return err_set(e, errno, "open(mmaptutor-lab)", "run `make`, or install the program again",
			       "the program that lessons run in is not at %s", path);
	if (geteuid() == 0 && fstat(fd, &st) == 0 && (st.st_mode & 05) != 05) {
		(void)close(fd);
		return err_set(e, EACCES, "open(mmaptutor-lab)", "chmod o+rx it, or run as another user than root",
			       "started by root, lessons run as nobody, who may not read and run %s", path);
	}
	return fd;
}

static int fork_child(struct lab *l, int program, int theirs, struct err *e)
{
	struct birth b = {
		.wire = theirs, .program = program, .aslr = l->options.aslr, .exec = l->options.exec, .parent = getpid()
	};
	pid_t pid = fork();
	if (pid == 0)
		birth_run(&b);
	if (pid < 0)
		return err_set(e, errno, "fork()", "end other programs, or raise the limit of processes (ulimit -u)",
			       "no process could be made for the lesson");
	l->pid = pid;
	l->pidfd = pidfd_open(pid, 0);
	if (l->pidfd >= 0)
		return 0;
	/* The pid is ours until it is waited for, and without a pidfd nothing else can end it: its wire does. */
	int num = errno;
	(void)shutdown(l->wire, SHUT_RDWR);
	(void)waitpid(pid, NULL, 0);
	return err_set(e, num, "pidfd_open()", "Linux 5.4 or newer is needed",
		       "the lesson's process cannot be watched");
}

/* The setup waits in the socket while the child is still on its way to its exec. */
static int send_setup(struct lab *l, struct err *e)
{
	struct sock_filter filter[WIRE_SCRATCH / sizeof(struct sock_filter)];
	enum filter_kind kind = l->options.exec ? FILTER_NO_FORK : l->options.die ? FILTER_DIE : FILTER_LESSON;
	int n = filter_build(kind, filter, sizeof filter / sizeof filter[0]);
	struct parcel p = { .ask = WIRE_SETUP,
			    .flags = l->options.die ? 0 : WIRE_SEAL,
			    .extra = l->page,
			    .scratch = filter,
			    .scratch_len = (size_t)n * sizeof filter[0],
			    .fd = -1 };
	if (n < 0)
		return err_set(e, -n, "seccomp_export_bpf()", NEEDS_FILTERS,
			       "the list of calls that a lesson may make could not be made");
	return wire_send(l, &p, e);
}

static int birth_failed(const struct lab *l, struct err *e)
{
	const struct wire_reply *r = wire_reply(l);
	int num = r->value > 0 && r->value < 4096 ? (int)r->value : 0;
	return err_set(e, num, "", "`mmaptutor doctor` shows what this system allows",
		       "the lesson's process could not be confined: %s failed", birth_stage(r->index));
}

static int hear_prepared(struct lab *l, struct err *e)
{
	int status = wire_await(l, e);
	if (status < 0)
		return status;
	if (wire_reply(l)->answer == WIRE_FAILED)
		return birth_failed(l, e);
	if (wire_reply(l)->answer != WIRE_PREPARED)
		return wire_nonsense(l, tr("did not say how its start went"), e);
	l->layers = (unsigned)wire_reply(l)->value & (LAB_HAS_NO_ASLR | LAB_HAS_NOBODY | LAB_HAS_NO_CAPS);
	return 0;
}

static int hear_hello(struct lab *l, struct err *e)
{
	int status = wire_await(l, e);
	if (status < 0)
		return status;
	if (wire_reply(l)->answer == WIRE_FAILED)
		return birth_failed(l, e);
	status = wire_hello_take(l, e);
	if (status < 0)
		return status;
	l->layers |= l->hello.seccomp == 0 ? LAB_HAS_SECCOMP : 0U;
	l->layers |= l->hello.seal == 0 ? LAB_HAS_SEAL : 0U;
	if (l->hello.seccomp != 0)
		return err_set(e, (int)-l->hello.seccomp, "seccomp(SECCOMP_SET_MODE_FILTER)", NEEDS_FILTERS,
			       "the lesson's process could not be kept from calls that it must not make");
	return 0;
}

static int come_up(struct lab *l, const char *program, struct err *e)
{
	int ends[2], fd = program_open(program, e), status;
	if (fd < 0)
		return fd;
	status = socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends);
	if (status < 0) {
		(void)close(fd);
		return err_set(e, errno, "socketpair()", "", "the lesson's process cannot be talked to");
	}
	l->wire = ends[0];
	status = fork_child(l, fd, ends[1], e);
	(void)close(ends[1]);
	(void)close(fd);
	if (status == 0)
		status = send_setup(l, e);
	if (status == 0)
		status = hear_prepared(l, e);
	return status < 0 ? status : hear_hello(l, e);
}

int lab_start(struct lab **out, const struct lab_options *o, struct err *e)
{
	struct lab *l = lab_new(o, NULL);
	int status = come_up(l, o->program, e);
	if (status < 0)
		lab_end(l);
	else
		*out = l;
	return status;
}

pid_t lab_pid(const struct lab *l)
{
	return l->pid;
}

int lab_pidfd(const struct lab *l)
{
	return l->pidfd;
}

uint64_t lab_code(const struct lab *l)
{
	return l->hello.code;
}

uint64_t lab_stack(const struct lab *l)
{
	return l->hello.stack;
}

unsigned lab_layers(const struct lab *l)
{
	return l->layers;
}

void lab_spare(struct lab *l, bool on)
{
	l->spared = on;
}
