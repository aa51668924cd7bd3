/* What stands around an attack and must stay as it is: files, and a process. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"
#include "support/hostile.h"

enum { LISTING_MAX = 1 << 20 };

static void broken(const char *what)
{
	perror(what);
	exit(99);
}

/* ---- files ---- */

static const char *const places[] = { "home", "cwd", "tmp", "state", "lessons" };
enum { WATCHED = 3 }; /* of them; the program may write to its state */

static void put_file(const char *root, const char *name, const char *text, mode_t mode)
{
	char path[HOSTILE_PATH + 64];
	snprintf(path, sizeof path, "%s/%s", root, name);
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0 || write(fd, text, strlen(text)) < 0 || fchmod(fd, mode) < 0 || close(fd) < 0)
		broken(path);
}

/* Open to everybody, so that nothing but the confinement keeps a lesson out. */
static void put_files(const char *root)
{
	char path[HOSTILE_PATH + 64];
	for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
		snprintf(path, sizeof path, "%s/%s", root, places[i]);
		if (mkdir(path, 0777) < 0 || chmod(path, 0777) < 0)
			broken(path);
		if (i < WATCHED)
			put_file(path, "canary", "still alive\n", 0666);
	}
	put_file(root, "home/.bashrc", "PS1=canary\n", 0666);
	put_file(root, "cwd/victim", "a learner's file\n", 0666);
	snprintf(path, sizeof path, "%s/cwd/link", root);
	if (symlink("victim", path) < 0)
		broken(path);
}

static struct buf *listing; /* nftw takes no context */

static uint64_t sum_of(const char *path)
{
	char bytes[4096];
	uint64_t sum = 14695981039346656037U;
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	for (ssize_t n; fd >= 0 && (n = read(fd, bytes, sizeof bytes)) > 0;) {
		for (ssize_t i = 0; i < n; i++)
			sum = (sum ^ (unsigned char)bytes[i]) * 1099511628211U;
	}
	if (fd >= 0)
		close(fd);
	return sum;
}

static int list_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	uint64_t sum = S_ISREG(st->st_mode) ? sum_of(path) : 0;
	(void)kind, (void)at;
	buf_printf(listing, "%s mode %o uid %u size %lld links %lu changed %lld.%09ld sum %016llx\n", path, st->st_mode,
		   st->st_uid, (long long)st->st_size, (unsigned long)st->st_nlink, (long long)st->st_ctim.tv_sec,
		   st->st_ctim.tv_nsec, (unsigned long long)sum);
	return 0;
}

static void list_all(const char *root, struct buf *out)
{
	char path[HOSTILE_PATH + 16];
	buf_clear(out);
	listing = out;
	for (size_t i = 0; i < WATCHED; i++) {
		snprintf(path, sizeof path, "%s/%s", root, places[i]);
		if (nftw(path, list_one, 16, FTW_PHYS) < 0)
			broken(path);
	}
	listing = NULL;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st, (void)kind, (void)at;
	return remove(path);
}

/* ---- processes ---- */

/* Those whose parent this process is, or became when theirs ended. */
static int children(int *pids, int max)
{
	char path[64], text[4096] = "";
	int n = 0;
	snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
	FILE *f = fopen(path, "re");
	if (!f || (!fgets(text, sizeof text, f) && ferror(f)))
		broken(path);
	fclose(f);
	for (char *at = text, *end; n < max; at = end) {
		long pid = strtol(at, &end, 10);
		if (end == at)
			break;
		pids[n++] = (int)pid;
	}
	return n;
}

/* Ends with the runner, which does nothing else with it than to look. */
static int start_canary(void)
{
	pid_t parent = getpid(), pid = fork();
	if (pid < 0)
		broken("fork");
	if (pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		while (getppid() == parent)
			pause();
		_exit(0);
	}
	return pid;
}

static bool canary_lives(const struct world_around *w)
{
	siginfo_t info = { 0 };
	return waitid(P_PID, (id_t)w->canary, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == 0;
}

const char *around_left(const struct world_around *w)
{
	static char text[160];
	int pids[16];
	int n = children(pids, 16);
	for (int i = 0; i < n; i++) {
		char path[64], name[64] = "?";
		if (pids[i] == w->canary)
			continue;
		snprintf(path, sizeof path, "/proc/%d/comm", pids[i]);
		FILE *f = fopen(path, "re");
		if (f && !fgets(name, sizeof name, f))
			name[0] = '\0';
		if (f)
			fclose(f);
		name[strcspn(name, "\n")] = '\0';
		snprintf(text, sizeof text, "the process %d (%s) is left", pids[i], name);
		return text;
	}
	return NULL;
}

/* ---- all of it ---- */

static void find_program(struct world_around *w)
{
	char self[HOSTILE_PATH];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
	self[n > 0 ? n : 0] = '\0';
	char *tests = strstr(self, "/tests/hostile/");
	char *build = strstr(self, "/build/");
	if (!tests || !build)
		broken("tests/hostile outside of its build directory");
	*tests = '\0';
	snprintf(w->program, sizeof w->program, "%.*s/mmaptutor", HOSTILE_PATH - 16, self);
	*build = '\0';
	snprintf(w->lessons, sizeof w->lessons, "%.*s/tests/hostile/lessons", HOSTILE_PATH - 32, self);
}

void around_make(struct world_around *w)
{
	const char *tmp = getenv("TMPDIR");
	*w = (struct world_around){ 0 };
	find_program(w);
	snprintf(w->root, sizeof w->root, "%s/hostile-XXXXXX", tmp && *tmp == '/' ? tmp : "/tmp");
	if (!mkdtemp(w->root) || chmod(w->root, 0777) < 0)
		broken(w->root);
	put_files(w->root);
	/* What the program leaves without a parent becomes a child of this process, and is seen. */
	if (prctl(PR_SET_CHILD_SUBREAPER, 1) < 0)
		broken("prctl");
	w->canary = start_canary();
	buf_init(&w->before, LISTING_MAX);
	list_all(w->root, &w->before);
}

void around_end(struct world_around *w)
{
	if (w->canary > 0 && kill(w->canary, SIGKILL) == 0)
		(void)waitpid(w->canary, NULL, 0);
	(void)nftw(w->root, remove_one, 16, FTW_PHYS | FTW_DEPTH);
	buf_finish(&w->before);
}

const char *around_changed(struct world_around *w)
{
	static char text[HOSTILE_PATH];
	struct buf now;
	if (!canary_lives(w))
		return "the process that stood by was ended";
	buf_init(&now, LISTING_MAX);
	list_all(w->root, &now);
	const char *a = buf_str(&w->before), *b = buf_str(&now);
	text[0] = '\0';
	while (*a && *b && strncmp(a, b, strcspn(a, "\n") + 1) == 0) {
		a += strcspn(a, "\n") + 1;
		b += strcspn(b, "\n") + 1;
	}
	if (*a || *b)
		snprintf(text, sizeof text, "changed: %.*s", (int)strcspn(*b ? b : a, "\n"), *b ? b : a);
	buf_finish(&now);
	return *text ? text : NULL;
}

/* The first byte of a line that text_is_clean objects to. */
static size_t unfit_at(const char *s, size_t n)
{
	size_t at = 0;
	for (uint32_t code; at < n;) {
		size_t bytes = text_decode(s + at, n - at, &code);
		if (!text_is_clean(s, at + bytes, true))
			break;
		at += bytes;
	}
	return at;
}

const char *unfit_for_terminal(const struct buf *t)
{
	static char text[96];
	const char *s = buf_str(t);
	for (size_t at = 0; at < t->len;) {
		const char *newline = memchr(s + at, '\n', t->len - at);
		size_t n = newline ? (size_t)(newline - s) - at : t->len - at;
		if (!text_is_clean(s + at, n, true)) {
			size_t bad = unfit_at(s + at, n), from = bad > 20 ? bad - 20 : 0;
			snprintf(text, sizeof text, "unfit for a terminal: byte 0x%02x behind \"%.*s\"",
				 (unsigned char)s[at + bad], (int)(bad - from), s + at + from);
			return text;
		}
		at += n + 1;
	}
	return NULL;
}
