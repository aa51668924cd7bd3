/* One attack after the other: start, watch, look at what is left, tell the verdict. */
#include "support/hostile.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"

enum {
	OUTPUT_MAX = 256 << 20,
	LESSON_MAX = 128 << 20,
	LOOK_MS = 2, /* between two looks at a program that runs */
	DIRS = 8,
	TOLD = 100, /* bytes of a line */
	TOLD_ALL = 4000
};
#define MEMORY_MAX (UINT64_C(1) << 30) /* of one program */
/* The kernel tells only the sum of all: so much that the tests beside this one cannot have made it. */
#define FILES_MAX (UINT64_C(4) << 30)

/* One attack under way. */
struct trial {
	const struct attack *attack;
	struct world_around *around;
	char lesson[HOSTILE_PATH + 64];
	pid_t pid;
	int pidfd, out;
	struct buf said;
	char dirs[DIRS][HOSTILE_PATH]; /* of the lesson, as the program had them open */
	size_t dirs_n;
	int64_t began, took; /* ms */
	int status;          /* as of waitpid */
	bool late;
	uint64_t memory_before, memory; /* files in memory of the whole machine: the most that was seen */
	struct buf wrong;               /* all that is wrong */
};

static void broken(const char *what)
{
	perror(what);
	exit(99);
}

static int64_t now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void wrong(struct trial *t, const char *what)
{
	if (what)
		buf_printf(&t->wrong, "%s%s", t->wrong.len > 0 ? "; " : "", what);
}

/* ---- the lesson ---- */

static void write_lesson(struct trial *t)
{
	const struct attack *a = t->attack;
	if (!a->make) {
		snprintf(t->lesson, sizeof t->lesson, "%s/%s.json", t->around->lessons, a->name);
		return;
	}
	struct buf json;
	buf_init(&json, LESSON_MAX);
	a->make(&json, a);
	snprintf(t->lesson, sizeof t->lesson, "%s/lessons/%s.json", t->around->root, a->name);
	FILE *f = fopen(t->lesson, "we");
	if (!f || json.full || fwrite(buf_str(&json), 1, json.len, f) != json.len || fclose(f))
		broken(t->lesson);
	buf_finish(&json);
}

/* ---- the program ---- */

static void set_env(const struct world_around *w)
{
	static const struct {
		const char *name, *below;
	} homes[] = {
		{ "HOME", "home" },
		{ "TMPDIR", "tmp" },
		{ "XDG_STATE_HOME", "state" },
		{ "XDG_CONFIG_HOME", "state" },
		{ "XDG_CACHE_HOME", "state" },
	};
	char path[HOSTILE_PATH + 16];
	for (size_t i = 0; i < sizeof homes / sizeof homes[0]; i++) {
		snprintf(path, sizeof path, "%s/%s", w->root, homes[i].below);
		setenv(homes[i].name, path, 1);
	}
	setenv("LANG", "C.UTF-8", 1);
	setenv("TERM", "dumb", 1);
	snprintf(path, sizeof path, "%s/cwd", w->root);
	if (chdir(path) < 0)
		_exit(126);
}

static void run_program(const struct trial *t, int out)
{
	const char *argv[ATTACK_ARGS + 2] = { t->around->program, "run", t->lesson };
	for (size_t i = 0; t->attack->args[0] && i < ATTACK_ARGS && (i == 0 || argv[i]); i++)
		argv[i + 1] = t->attack->args[i] && !strcmp(t->attack->args[i], "@") ? t->lesson : t->attack->args[i];
	int null = open("/dev/null", O_RDONLY);
	set_env(t->around);
	if (null < 0 || dup2(null, 0) < 0 || dup2(out, 1) < 0 || dup2(out, 2) < 0)
		_exit(126);
	execv(argv[0], (char *const *)(uintptr_t)argv);
	_exit(127);
}

static void start(struct trial *t)
{
	int ends[2];
	if (pipe2(ends, O_CLOEXEC) < 0)
		broken("pipe");
	t->began = now_ms();
	t->pid = fork();
	if (t->pid < 0)
		broken("fork");
	if (t->pid == 0)
		run_program(t, ends[1]);
	close(ends[1]);
	t->out = ends[0];
	t->pidfd = pidfd_open(t->pid, 0);
	if (t->pidfd < 0)
		broken("pidfd_open");
}

/* ---- watching it ---- */

static uint64_t memory_files(void)
{
	char line[128];
	unsigned long long kib = 0;
	FILE *f = fopen("/proc/meminfo", "re");
	while (f && fgets(line, sizeof line, f) && sscanf(line, "Shmem: %llu", &kib) != 1)
		;
	if (f)
		fclose(f);
	return kib * 1024;
}

/* Its own directory, and not one that it looks at in passing, is the one whose lock the program holds. */
static bool holds_lock(const struct trial *t, const char *fd)
{
	char path[96], text[1024] = "";
	snprintf(path, sizeof path, "/proc/%d/fdinfo/%.20s", (int)t->pid, fd);
	int info = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = info < 0 ? 0 : read(info, text, sizeof text - 1);
	if (info >= 0)
		close(info);
	text[n > 0 ? n : 0] = '\0';
	return strstr(text, "FLOCK") != NULL;
}

/* target: ".../mmaptutor-XXXXXX/.lock" */
static void remember_dir(struct trial *t, const char *fd, char *target)
{
	char *leaf = strstr(target, "/mmaptutor-"), *lock = leaf ? strchr(leaf + 1, '/') : NULL;
	if (!lock || strcmp(lock, "/.lock") != 0 || t->dirs_n == DIRS || !holds_lock(t, fd))
		return;
	*lock = '\0';
	for (size_t i = 0; i < t->dirs_n; i++) {
		if (strcmp(t->dirs[i], target) == 0)
			return;
	}
	snprintf(t->dirs[t->dirs_n++], HOSTILE_PATH, "%s", target);
}

static void look(struct trial *t)
{
	char path[64], target[HOSTILE_PATH];
	uint64_t now = memory_files();
	t->memory = now > t->memory ? now : t->memory;
	snprintf(path, sizeof path, "/proc/%d/fd", (int)t->pid);
	DIR *d = opendir(path);
	for (const struct dirent *x; d && (x = readdir(d));) {
		ssize_t n = readlinkat(dirfd(d), x->d_name, target, sizeof target - 1);
		target[n > 0 ? n : 0] = '\0';
		remember_dir(t, x->d_name, target);
	}
	if (d)
		closedir(d);
}

/* False at the end of the output. */
static bool hear(struct trial *t)
{
	char bytes[65536];
	ssize_t n = read(t->out, bytes, sizeof bytes);
	if (n > 0)
		buf_put(&t->said, bytes, (size_t)n);
	return n > 0 || (n < 0 && errno == EINTR);
}

/* Until the program has ended and nobody holds its output any more. */
static void watch(struct trial *t)
{
	int seconds = t->attack->seconds ? t->attack->seconds : ATTACK_SECONDS;
	struct pollfd fds[2] = { { .fd = t->out, .events = POLLIN }, { .fd = t->pidfd, .events = POLLIN } };
	bool ended = false;
	while (!ended || fds[0].fd >= 0) {
		int n = poll(fds, 2, LOOK_MS);
		if (n < 0 && errno != EINTR)
			broken("poll");
		look(t);
		if (n > 0 && fds[0].fd >= 0 && fds[0].revents && !hear(t))
			fds[0].fd = -1;
		if (n > 0 && fds[1].fd >= 0 && fds[1].revents) {
			ended = true;
			fds[1].fd = -1;
		}
		if (!t->late && now_ms() - t->began > seconds * 1000) {
			t->late = true;
			(void)pidfd_send_signal(t->pidfd, SIGKILL, NULL, 0);
		}
		if (t->late && now_ms() - t->began > (seconds + 5) * 1000)
			break;
	}
	t->took = now_ms() - t->began;
}

/* ---- judging ---- */

static void judge_end(struct trial *t)
{
	struct rusage used;
	char text[128];
	while (wait4(t->pid, &t->status, 0, &used) < 0 && errno == EINTR)
		;
	if (t->late)
		snprintf(text, sizeof text, "no end after %lld ms", (long long)t->took);
	else if (WIFSIGNALED(t->status))
		snprintf(text, sizeof text, "killed by signal %d", WTERMSIG(t->status));
	else if (WEXITSTATUS(t->status) != t->attack->status)
		snprintf(text, sizeof text, "status %d instead of %d", WEXITSTATUS(t->status), t->attack->status);
	else
		text[0] = '\0';
	wrong(t, *text ? text : NULL);
	if ((uint64_t)used.ru_maxrss * 1024 > MEMORY_MAX)
		wrong(t, "it took more than 1 GiB");
	if (t->memory > t->memory_before + FILES_MAX)
		wrong(t, "more than 4 GiB of files in memory were made meanwhile");
}

static void judge_words(struct trial *t)
{
	const char *said = buf_str(&t->said);
	char text[256];
	if (t->attack->says && !strstr(said, t->attack->says)) {
		snprintf(text, sizeof text, "it does not say \"%s\"", t->attack->says);
		wrong(t, text);
	}
	if (t->attack->never && strstr(said, t->attack->never)) {
		snprintf(text, sizeof text, "it says \"%s\"", t->attack->never);
		wrong(t, text);
	}
	wrong(t, unfit_for_terminal(&t->said));
	if (t->said.full)
		wrong(t, "it says more than 256 MiB");
}

static void judge_rest(struct trial *t)
{
	struct stat st;
	char text[HOSTILE_PATH + 32];
	wrong(t, around_left(t->around));
	wrong(t, around_changed(t->around));
	for (size_t i = 0; i < t->dirs_n; i++) {
		snprintf(text, sizeof text, "%s is left", t->dirs[i]);
		if (lstat(t->dirs[i], &st) == 0)
			wrong(t, text);
	}
}

/* The line of the output that holds the message. */
static void tell_line(const struct trial *t)
{
	const char *said = buf_str(&t->said);
	const char *at = t->attack->says ? strstr(said, t->attack->says) : NULL;
	if (at)
		printf(": %.*s", (int)(strcspn(at, "\n") < TOLD ? strcspn(at, "\n") : TOLD), at);
}

/* What it said, for whoever has to find out why. */
static void tell_all(const struct trial *t)
{
	struct buf clean;
	buf_init(&clean, TOLD_ALL);
	text_clean(&clean, buf_str(&t->said), t->said.len, true);
	for (const char *s = buf_str(&clean); *s; s += strcspn(s, "\n") + (s[strcspn(s, "\n")] == '\n'))
		printf("#   %.*s\n", (int)(strcspn(s, "\n") < TOLD ? strcspn(s, "\n") : TOLD), s);
	buf_finish(&clean);
}

static void tell(const struct trial *t, size_t number)
{
	bool refused = strstr(buf_str(&t->said), "refused") || t->attack->status == 3;
	printf("%sok %zu - %s: ", t->wrong.len > 0 ? "not " : "", number, t->attack->name);
	if (t->wrong.len > 0) {
		printf("%s\n", buf_str(&t->wrong));
		tell_all(t);
	} else {
		printf("%s, status %d, %lld ms", refused ? "refused" : "contained", WEXITSTATUS(t->status),
		       (long long)t->took);
		tell_line(t);
		printf("\n");
	}
	fflush(stdout);
}

static bool attack_run(const struct attack *a, struct world_around *w, size_t number)
{
	struct trial t = { .attack = a, .around = w, .memory_before = memory_files() };
	if (a->skip) {
		printf("ok %zu - %s # SKIP %s\n", number, a->name, a->skip);
		return true;
	}
	buf_init(&t.said, OUTPUT_MAX);
	buf_init(&t.wrong, TOLD_ALL);
	write_lesson(&t);
	start(&t);
	watch(&t);
	judge_end(&t);
	judge_words(&t);
	judge_rest(&t);
	tell(&t, number);
	close(t.out);
	close(t.pidfd);
	bool good = t.wrong.len == 0;
	buf_finish(&t.said);
	buf_finish(&t.wrong);
	return good;
}

int attacks_run(const struct attack *v, size_t n)
{
	struct world_around w;
	bool good = true;
	around_make(&w);
	printf("1..%zu\n", n);
	for (size_t i = 0; i < n; i++)
		good &= attack_run(&v[i], &w, i + 1);
	around_end(&w);
	return good ? 0 : 1;
}
