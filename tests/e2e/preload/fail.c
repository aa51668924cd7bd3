/*
 * Preloaded into the program: makes the n-th call of one function fail, as the note says, and counts them all. What
 * the C library does inside itself is not met, but for its allocations.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "support/fault_note.h"

static struct fault_note *note;

/* By system calls alone: nothing of this is counted. */
__attribute__((constructor)) static void begin(void)
{
	const char *path = getenv(FAULT_ENV);
	long fd = path ? syscall(SYS_open, path, O_RDWR | O_CLOEXEC, 0) : -1;
	if (fd < 0)
		return;
	long at = syscall(SYS_mmap, 0L, sizeof *note, 3L /* read, write */, 1L /* shared */, fd, 0L);
	syscall(SYS_close, fd);
	if (at > 0)
		note = (struct fault_note *)(uintptr_t)at;
	if (note)
		note->pid = (int)getpid();
}

/* Of the program alone, not of what it forks; `pid` is its own. */
static void count_to_kill(void)
{
	int pid = (int)getpid();
	if (pid == note->pid && atomic_fetch_add(&note->count, 1) + 1 == note->nth)
		raise(SIGKILL);
}

static bool due(const char *call)
{
	if (!note)
		return false;
	if (strcmp(note->call, FAULT_KILL) == 0)
		count_to_kill();
	return strcmp(note->call, call) == 0 && atomic_fetch_add(&note->count, 1) + 1 == note->nth;
}

static void *next(const char *name)
{
	return dlsym(RTLD_NEXT, name);
}

/* FAULT(type, name, what a failure gives, errno, parameters, arguments) */
#define FAULT(type, name, failed, num, params, args)                                                                   \
	type name params;                                                                                              \
	type name params                                                                                               \
	{                                                                                                              \
		static type(*real) params;                                                                             \
		if (!real)                                                                                             \
			*(void **)&real = next(#name);                                                                 \
		if (due(#name)) {                                                                                      \
			errno = num;                                                                                   \
			return failed;                                                                                 \
		}                                                                                                      \
		return real args;                                                                                      \
	}

/* clang-format off */
FAULT(pid_t, fork, -1, EAGAIN, (void), ())
FAULT(int, socketpair, -1, EMFILE, (int d, int t, int p, int v[2]), (d, t, p, v))
FAULT(void *, mmap, (void *)-1, ENOMEM, (void *a, size_t n, int p, int f, int fd, off_t o), (a, n, p, f, fd, o))
FAULT(ssize_t, read, -1, EIO, (int fd, void *b, size_t n), (fd, b, n))
FAULT(ssize_t, pread, -1, EIO, (int fd, void *b, size_t n, off_t o), (fd, b, n, o))
/* A terminal is never full. */
FAULT(ssize_t, write, -1, isatty(fd) ? EINTR : ENOSPC, (int fd, const void *b, size_t n), (fd, b, n))
FAULT(int, fsync, -1, EIO, (int fd), (fd))
FAULT(int, fdatasync, -1, EIO, (int fd), (fd))
FAULT(int, ftruncate, -1, EIO, (int fd, off_t n), (fd, n))
FAULT(int, rename, -1, EIO, (const char *a, const char *b), (a, b))
FAULT(int, link, -1, EIO, (const char *a, const char *b), (a, b))
FAULT(int, unlink, -1, EIO, (const char *a), (a))
FAULT(int, unlinkat, -1, EIO, (int d, const char *a, int f), (d, a, f))
FAULT(int, mkdir, -1, ENOSPC, (const char *a, mode_t m), (a, m))
FAULT(int, stat, -1, EIO, (const char *a, struct stat *s), (a, s))
FAULT(int, fstat, -1, EIO, (int fd, struct stat *s), (fd, s))
FAULT(int, access, -1, EIO, (const char *a, int m), (a, m))
FAULT(int, flock, -1, ENOLCK, (int fd, int how), (fd, how))
FAULT(int, fchmod, -1, EIO, (int fd, mode_t m), (fd, m))
FAULT(int, fchmodat, -1, EIO, (int d, const char *a, mode_t m, int f), (d, a, m, f))
FAULT(int, fchown, -1, EPERM, (int fd, uid_t u, gid_t g), (fd, u, g))
FAULT(int, memfd_create, -1, EMFILE, (const char *a, unsigned f), (a, f))
FAULT(int, eventfd, -1, EMFILE, (unsigned n, int f), (n, f))
FAULT(int, poll, -1, ENOMEM, (struct pollfd *p, nfds_t n, int ms), (p, n, ms))
FAULT(int, ppoll, -1, ENOMEM, (struct pollfd *p, nfds_t n, const struct timespec *t, const sigset_t *s), (p, n, t, s))
FAULT(ssize_t, send, -1, ENOBUFS, (int fd, const void *b, size_t n, int f), (fd, b, n, f))
FAULT(ssize_t, sendmsg, -1, ENOBUFS, (int fd, const struct msghdr *m, int f), (fd, m, f))
FAULT(ssize_t, recv, -1, ENOMEM, (int fd, void *b, size_t n, int f), (fd, b, n, f))
FAULT(int, pidfd_open, -1, EMFILE, (pid_t pid, unsigned f), (pid, f))
FAULT(int, pidfd_getfd, -1, EMFILE, (int p, int fd, unsigned f), (p, fd, f))
FAULT(int, waitid, -1, EINTR, (idtype_t t, id_t id, siginfo_t *i, int o), (t, id, i, o))
FAULT(int, dup2, -1, EMFILE, (int a, int b), (a, b))
FAULT(int, dup3, -1, EMFILE, (int a, int b, int f), (a, b, f))
FAULT(int, close_range, -1, EINVAL, (unsigned a, unsigned b, int f), (a, b, f))
FAULT(int, chdir, -1, EACCES, (const char *a), (a))
FAULT(pid_t, setsid, -1, EPERM, (void), ())
FAULT(int, setrlimit, -1, EPERM, (int r, const void *l), (r, l))
FAULT(int, personality, -1, EPERM, (unsigned long p), (p))
FAULT(int, tcgetattr, -1, EIO, (int fd, struct termios *t), (fd, t))
FAULT(int, tcsetattr, -1, EIO, (int fd, int how, const struct termios *t), (fd, how, t))
FAULT(ssize_t, getrandom, -1, ENOSYS, (void *b, size_t n, unsigned f), (b, n, f))
FAULT(void *, fdopendir, NULL, ENOMEM, (int fd), (fd))
FAULT(FILE *, fopen, NULL, EMFILE, (const char *a, const char *m), (a, m))
FAULT(int, sigaction, -1, EINVAL, (int s, const struct sigaction *a, struct sigaction *b), (s, a, b))
/* clang-format on */

char *mkdtemp(char *template)
{
	static char *(*real)(char *);
	if (!real)
		*(void **)&real = next("mkdtemp");
	if (due("mkdtemp")) {
		errno = ENOSPC;
		return NULL;
	}
	char *made = real(template);
	unsigned i = made && note ? atomic_fetch_add(&note->dirs_n, 1) : FAULT_DIRS;
	if (i < FAULT_DIRS)
		snprintf(note->dirs[i], FAULT_PATH, "%s", made);
	return made;
}

static mode_t mode_of(int flags, va_list ap)
{
	return flags & (O_CREAT | O_TMPFILE) ? va_arg(ap, mode_t) : 0;
}

int open(const char *path, int flags, ...)
{
	static int (*real)(const char *, int, ...);
	va_list ap;
	va_start(ap, flags);
	mode_t mode = mode_of(flags, ap);
	va_end(ap);
	if (!real)
		*(void **)&real = next("open");
	if (due("open")) {
		errno = EMFILE;
		return -1;
	}
	return real(path, flags, mode);
}

int openat(int dir, const char *path, int flags, ...)
{
	static int (*real)(int, const char *, int, ...);
	va_list ap;
	va_start(ap, flags);
	mode_t mode = mode_of(flags, ap);
	va_end(ap);
	if (!real)
		*(void **)&real = next("openat");
	if (due("openat")) {
		errno = EMFILE;
		return -1;
	}
	return real(dir, path, flags, mode);
}

/* execveat, openat2 and all else that the library has no name for. */
long syscall(long nr, ...)
{
	static long (*real)(long, ...);
	va_list ap;
	long w[6];
	va_start(ap, nr);
	for (int i = 0; i < 6; i++)
		w[i] = va_arg(ap, long);
	va_end(ap);
	if (!real)
		*(void **)&real = next("syscall");
	if (due("syscall")) {
		errno = ENOMEM;
		return -1;
	}
	return real(nr, w[0], w[1], w[2], w[3], w[4], w[5]);
}

/*
 * ---- memory: the library's own functions by their other names, since dlsym allocates ----
 *
 * Left out are the allocations of libraries that do not bear that one fails: libseccomp 2.5.4 crashes while it makes a
 * filter, libtinfo 6.4 while it forgets its strings, and libnuma, which libproc2 brings, ends the program by itself.
 * That is not for this program to mend.
 */

static const char *const spared[] = { "/libseccomp.", "/libtinfo.", "/libncursesw.", "/libnuma." };

static bool is_spared(void *caller)
{
	Dl_info info;
	if (!dladdr(caller, &info) || !info.dli_fname)
		return false;
	for (size_t i = 0; i < sizeof spared / sizeof *spared; i++)
		if (strstr(info.dli_fname, spared[i]))
			return true;
	return false;
}

#define FOR_OURS (due("memory") && !is_spared(__builtin_return_address(0)))

void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t n);

static void *none(void)
{
	errno = ENOMEM;
	return NULL;
}

void *malloc(size_t n)
{
	return FOR_OURS ? none() : __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
	return FOR_OURS ? none() : __libc_calloc(n, size);
}

void *realloc(void *p, size_t n)
{
	return FOR_OURS ? none() : __libc_realloc(p, n);
}

void *reallocarray(void *p, size_t n, size_t size)
{
	size_t all;
	return __builtin_mul_overflow(n, size, &all) || FOR_OURS ? none() : __libc_realloc(p, all);
}
