/*
 * Between fork and exec: the child takes off what it must not have. Only calls that are safe after a fork; each
 * preparation is a row, and the first that fails is told to the tutor over the wire.
 */
#include <cap-ng.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <string.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "lab/inside.h"

#include "base/tr.h"

#define MIB(n) ((rlim_t)(n) << 20)

struct growing {
	const struct birth *from;
	int wire, program; /* where they are now */
	unsigned layers;   /* LAB_HAS_* */
};

/*
 * Past the library, which keeps two signals to itself: who was started by posix_spawn (as make starts its recipes)
 * has those ignored, and hands that on.
 */
static void default_signals(void)
{
	static const unsigned long plain[8]; /* the kernel's sigaction: SIG_DFL, no flags, an empty mask */
	for (int sig = 1; sig <= SIGRTMAX; sig++)
		(void)syscall(SYS_rt_sigaction, sig, plain, NULL, SIGRTMAX / 8);
}

static int own_session(struct growing *g)
{
	sigset_t none;
	(void)g;
	default_signals();
	(void)sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
	(void)umask(022);
	if (chdir("/") < 0)
		return -1;
	return (int)setsid() < 0 ? -1 : 0;
}

/* First in line when memory runs out; not every system lets a process ask for it. */
static int first_for_oom(struct growing *g)
{
	int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
	(void)g;
	if (fd >= 0) {
		ssize_t n = write(fd, "1000", 4);
		(void)n;
		(void)close(fd);
	}
	return 0;
}

/* 0 to 2 on /dev/null, the program below the wire, nothing else. Up first: any of them may be in the others' place. */
static int few_descriptors(struct growing *g)
{
	int null = open("/dev/null", O_RDWR);
	if (null < 0)
		return -1;
	null = fcntl(null, F_DUPFD, WIRE_NOFILE);
	g->wire = fcntl(g->wire, F_DUPFD, WIRE_NOFILE);
	g->program = fcntl(g->program, F_DUPFD, WIRE_NOFILE);
	if (null < 0 || g->wire < 0 || g->program < 0)
		return -1;
	for (int fd = 0; fd <= 2; fd++) {
		if (dup2(null, fd) < 0)
			return -1;
	}
	if (dup2(g->wire, WIRE_FD) < 0 || dup3(g->program, LAB_PROG_FD, O_CLOEXEC) < 0)
		return -1;
	g->wire = WIRE_FD;
	g->program = LAB_PROG_FD;
	if (close_range(3, LAB_PROG_FD - 1, 0) < 0)
		return -1;
	return close_range(WIRE_FD + 1, ~0U, 0);
}

static int limit(int resource, rlim_t wanted)
{
	struct rlimit r;
	if (getrlimit((__rlimit_resource_t)resource, &r) < 0)
		return -1;
	if (r.rlim_max > wanted)
		r.rlim_max = wanted;
	r.rlim_cur = r.rlim_max;
	return setrlimit((__rlimit_resource_t)resource, &r);
}

/* Foreign code gets less: few descriptors of small files, and an address space that fits into any machine. */
static int limits(struct growing *g)
{
	const struct {
		int resource;
		rlim_t plain, exec;
	} rows[] = {
		{ RLIMIT_FSIZE, MIB(64), WIRE_FOREIGN_FSIZE },
		{ RLIMIT_CPU, 60, 20 },
		{ RLIMIT_CORE, 0, 0 },
		{ RLIMIT_MEMLOCK, MIB(8), MIB(8) },
		{ RLIMIT_STACK, MIB(8), MIB(8) },
		{ RLIMIT_AS, RLIM_INFINITY, MIB(128) },
		{ RLIMIT_NOFILE, WIRE_NOFILE, WIRE_FOREIGN_NOFILE },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (limit(rows[i].resource, g->from->exec ? rows[i].exec : rows[i].plain) < 0)
			return -1;
	}
	return 0;
}

static int same_addresses(struct growing *g)
{
	if (g->from->aslr) {
		(void)personality(PER_LINUX);
		return 0;
	}
	if (personality(PER_LINUX | ADDR_NO_RANDOMIZE) >= 0)
		g->layers |= LAB_HAS_NO_ASLR;
	return 0;
}

/* In a container that knows no nobody, root stays root there, without capabilities. */
static int nobody(struct growing *g)
{
	if (geteuid() == 0) {
		capng_clear(CAPNG_SELECT_BOUNDS);
		(void)capng_apply(CAPNG_SELECT_BOUNDS);
		(void)setgroups(0, NULL);
		(void)setresgid(LAB_NOBODY, LAB_NOBODY, LAB_NOBODY);
		(void)setresuid(LAB_NOBODY, LAB_NOBODY, LAB_NOBODY);
	}
	if (getuid() != 0 && geteuid() != 0)
		g->layers |= LAB_HAS_NOBODY;
	return 0;
}

static int no_capabilities(struct growing *g)
{
	capng_clear(CAPNG_SELECT_CAPS);
	if (capng_apply(CAPNG_SELECT_CAPS) < 0)
		return -1;
	g->layers |= LAB_HAS_NO_CAPS;
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

/* After the change of uid, which forgets it; the parent may have died before it was set. */
static int dies_with_parent(struct growing *g)
{
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0)
		return -1;
	if (getppid() != g->from->parent)
		_exit(1);
	return 0;
}

static const struct {
	int (*run)(struct growing *g);
	const char *what;
} stages[] = {
	{ own_session, N_("a session of its own") },
	{ first_for_oom, N_("its place in line when memory runs out") },
	{ few_descriptors, N_("closing the descriptors that it must not have") },
	{ same_addresses, N_("addresses that repeat") },
	{ nobody, N_("becoming nobody") },
	{ no_capabilities, N_("dropping capabilities") },
	{ dies_with_parent, N_("ending with its parent") },
	{ limits, N_("its resource limits") }, /* last: the tutor's copy may be larger than what they allow */
	{ NULL, N_("running the lab program") },
};
enum { STAGES = sizeof stages / sizeof stages[0] };

const char *birth_stage(uint32_t index)
{
	return index < STAGES ? tr(stages[index].what) : tr("an unknown preparation");
}

/* Numbered as the answer to the setup, which waits in the socket meanwhile. */
static void tell(const struct growing *g, uint32_t answer, uint32_t index, int64_t value)
{
	struct wire_reply r = { .answer = answer, .index = index, .seq = 1, .value = value };
	(void)send(g->wire, &r, sizeof r, MSG_NOSIGNAL);
}

_Noreturn void birth_run(const struct birth *b)
{
	char name[] = "mmaptutor-lab";
	char *const argv[] = { name, NULL }, *const env[] = { NULL };
	struct growing g = { .from = b, .wire = b->wire, .program = b->program };

	for (uint32_t i = 0; i < STAGES - 1; i++) {
		if (stages[i].run(&g) < 0) {
			tell(&g, WIRE_FAILED, i, errno);
			_exit(1);
		}
	}
	tell(&g, WIRE_PREPARED, 0, g.layers);
	(void)syscall(SYS_execveat, g.program, "", argv, env, AT_EMPTY_PATH);
	tell(&g, WIRE_FAILED, STAGES - 1, errno);
	_exit(1);
}
