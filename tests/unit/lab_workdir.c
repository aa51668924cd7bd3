/* workdir: files as the lesson defines them, what may be opened, unlinked files, leftovers. */
#include "unit/lab_kit.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/stat.h>

#include "lab/workdir.h"

static struct lesson_file files[] = {
	{ .name = { .text = "greeting.txt" }, .bytes = (const uint8_t *)"Hello", .len = 5, .mode = 0644 },
	{ .name = { .text = "three.dat" }, .fill = "AB", .pages = 3, .mode = 0444 },
	{ .name = { .text = "sparse" }, .size = 1 << 20, .mode = 0200 },
};
static const struct lesson lesson = { .files = files, .files_n = 3 };

static struct workdir *make(void)
{
	struct workdir *w = NULL;
	struct err e = { 0 };
	if (workdir_new(&w, &lesson, PAGE, &e) < 0)
		fail_msg("%s", e.what);
	return w;
}

static void assert_text(struct workdir *w, const char *name, const char *text)
{
	char got[64] = "";
	assert_int_equal(workdir_read(w, name, 0, got, sizeof got - 1), strlen(text));
	assert_string_equal(got, text);
}

static void test_files_as_defined(void **state)
{
	struct workdir *w = make();
	struct stat st;
	uint64_t size = 0;
	char byte;
	(void)state;
	assert_text(w, "greeting.txt", "Hello");
	assert_int_equal(workdir_size(w, "three.dat", &size), 0);
	assert_int_equal(size, 3 * PAGE);
	const char *expect = "ABA";
	for (uint64_t i = 0; i < 3; i++) {
		assert_int_equal(workdir_read(w, "three.dat", i * PAGE + PAGE - 1, &byte, 1), 1);
		assert_int_equal(byte, expect[i]);
	}
	assert_int_equal(workdir_read(w, "three.dat", 3 * PAGE, &byte, 1), 0);
	assert_int_equal(workdir_size(w, "sparse", &size), 0);
	assert_int_equal(size, 1 << 20);
	assert_int_equal(fstat(workdir_fd(w, "sparse"), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0200);
	assert_int_equal(workdir_size(w, "none", &size), -ENOENT);
	assert_int_equal(stat(workdir_path(w), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
	assert_int_equal(st.st_uid, kit_becomes_nobody() ? 65534 : geteuid());
	assert_non_null(strstr(workdir_path(w), "/mmaptutor-"));
	workdir_free(w);
}

static void test_removed(void **state)
{
	struct workdir *w = make();
	char *path = strdup(workdir_path(w));
	(void)state;
	workdir_free(w);
	assert_int_equal(access(path, F_OK), -1);
	free(path);
	workdir_free(NULL);
}

static void test_opening(void **state)
{
	struct workdir *w = make();
	struct err e = { 0 };
	(void)state;
	int fd = workdir_open(w, "greeting.txt", O_RDWR, 0, getpid(), &e);
	assert_true(fd >= 0);
	assert_int_equal(pwrite(fd, "J", 1, 0), 1);
	close(fd);
	assert_text(w, "greeting.txt", "Jello");
	assert_int_equal(workdir_open(w, "none", O_RDONLY, 0, getpid(), &e), -ENOENT);
	assert_int_equal(workdir_open(w, "", O_RDONLY, 0, getpid(), &e), -ENOENT);
	/* not as root, who may do anything, where that can be helped */
	if (geteuid() == 0 && !kit_becomes_nobody()) {
		workdir_free(w);
		return;
	}
	assert_int_equal(workdir_open(w, "three.dat", O_RDWR, 0, getpid(), &e), -EACCES);
	assert_int_equal(workdir_open(w, "sparse", O_RDONLY, 0, getpid(), &e), -EACCES);
	fd = workdir_open(w, "new", O_RDWR | O_CREAT | O_EXCL, 0640, getpid(), &e);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, "new", 3), 3);
	close(fd);
	assert_text(w, "new", "new");
	assert_int_equal(workdir_open(w, "new", O_RDWR | O_CREAT | O_EXCL, 0640, getpid(), &e), -EEXIST);
	assert_int_equal(workdir_chmod(w, "new", 0400, &e), 0);
	assert_int_equal(workdir_open(w, "new", O_RDWR, 0, getpid(), &e), -EACCES);
	workdir_free(w);
}

static void test_opening_others(void **state)
{
	struct workdir *w = make();
	struct stat st, dir;
	char line[64] = "", mine[64];
	(void)state;
	const struct {
		const char *name;
		int flags;
	} refused[] = {
		{ "/etc/hostname", O_RDONLY },
		{ "../x", O_RDONLY | O_CREAT },
		{ "..", O_RDONLY },
		{ ".lock", O_RDWR },
		{ "a/b", O_RDONLY },
		{ "/etc/passwd", O_RDWR },
		{ "/etc/passwd", O_TRUNC },
		{ "/proc/self/mem", O_RDWR },
		{ ".", O_TMPFILE | O_RDWR },
		{ "/dev/mem", O_RDWR },
		{ "/dev/null", O_CREAT },
		{ "/proc/self/status", O_WRONLY },
	};
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
		struct err e = { 0 };
		int fd = workdir_open(w, refused[i].name, refused[i].flags, 0600, getpid(), &e);
		if (fd != -ENOTSUP || !e.what[0])
			fail_msg("%s: %d", refused[i].name, fd);
	}
	int fd = workdir_open(w, ".", O_RDONLY, 0, getpid(), NULL);
	assert_int_equal(fstat(fd, &st), 0);
	assert_int_equal(stat(workdir_path(w), &dir), 0);
	assert_int_equal(st.st_ino, dir.st_ino);
	close(fd);
	assert_int_equal(workdir_open(w, ".", O_RDWR, 0, getpid(), NULL), -EISDIR);
	fd = workdir_open(w, "/dev/zero", O_RDWR, 0, getpid(), NULL);
	assert_true(fd >= 0);
	close(fd);
	fd = workdir_open(w, "/etc/passwd", O_RDONLY, 0, getpid(), NULL);
	assert_true(fd >= 0);
	close(fd);
	fd = workdir_open(w, "/proc/self/status", O_RDONLY, 0, getppid(), NULL);
	FILE *f = fdopen(fd, "r");
	snprintf(mine, sizeof mine, "Pid:\t%d\n", (int)getppid());
	while (strncmp(line, "Pid:", 4) != 0 && fgets(line, sizeof line, f))
		;
	assert_string_equal(line, mine);
	fclose(f);
	workdir_free(w);
}

static void test_no_link_is_followed(void **state)
{
	struct workdir *w = make();
	char path[PATH_MAX];
	struct stat st;
	(void)state;
	snprintf(path, sizeof path, "%s/link", workdir_path(w));
	assert_int_equal(symlink("/etc/passwd", path), 0);
	assert_int_equal(workdir_open(w, "link", O_RDONLY, 0, getpid(), NULL), -ELOOP);
	assert_true(workdir_chmod(w, "link", 0777, NULL) < 0);
	assert_int_equal(stat("/etc/passwd", &st), 0);
	assert_int_not_equal(st.st_mode & 0777, 0777);
	assert_int_equal(workdir_unlink(w, "link", NULL), 0);
	workdir_free(w);
}

/* Somebody changes a file for a link out of the directory and back, all the time: what is opened is never the link's.
 */
static void test_no_race_is_won(void **state)
{
	struct workdir *w = make();
	struct stat own, outside, st;
	char link[PATH_MAX], file[PATH_MAX];
	size_t opened = 0, refused = 0;
	(void)state;
	snprintf(link, sizeof link, "%s/link", workdir_path(w));
	snprintf(file, sizeof file, "%s/greeting.txt", workdir_path(w));
	assert_int_equal(stat("/etc/passwd", &outside), 0);
	assert_int_equal(stat(file, &own), 0);
	assert_int_equal(symlink("/etc/passwd", link), 0);
	pid_t racer = fork();
	if (racer == 0)
		(void)prctl(PR_SET_PDEATHSIG, SIGKILL); /* with the test, should it fail */
	while (racer == 0)
		(void)renameat2(AT_FDCWD, link, AT_FDCWD, file, RENAME_EXCHANGE);
	assert_true(racer > 0);
	while (opened < 200 || refused < 200) {
		int fd = workdir_open(w, "greeting.txt", O_RDONLY, 0, getpid(), NULL);
		if (fd < 0) {
			assert_int_equal(fd, -ELOOP);
			refused++;
			continue;
		}
		assert_int_equal(fstat(fd, &st), 0);
		assert_int_equal(close(fd), 0);
		assert_int_equal(st.st_ino, own.st_ino);
		assert_int_equal(st.st_dev, own.st_dev);
		opened++;
	}
	assert_int_equal(kill(racer, SIGKILL), 0);
	assert_int_equal(waitpid(racer, NULL, 0), racer);
	assert_int_equal(unlink(link), 0);
	workdir_free(w);
}

static void test_unlinked_is_still_read(void **state)
{
	struct workdir *w = make();
	struct stat old;
	const char *name = NULL;
	char text[8] = "";
	(void)state;
	assert_int_equal(fstat(workdir_fd(w, "greeting.txt"), &old), 0);
	assert_int_equal(workdir_unlink(w, "greeting.txt", NULL), 0);
	assert_int_equal(workdir_unlink(w, "greeting.txt", NULL), -ENOENT);
	assert_text(w, "greeting.txt", "Hello");
	/* another file under the same name: the name is the new one's, the inode the old one's */
	int fd = workdir_open(w, "greeting.txt", O_RDWR | O_CREAT, 0644, getpid(), NULL);
	assert_true(fd >= 0);
	close(fd);
	assert_text(w, "greeting.txt", "");
	assert_int_equal(workdir_by_inode(w, old.st_dev, old.st_ino, &name), 0);
	assert_string_equal(name, "greeting.txt");
	assert_int_equal(workdir_read(w, name, 0, text, 5), 5);
	assert_string_equal(text, "Hello");
	assert_int_equal(workdir_by_inode(w, old.st_dev, old.st_ino + 1000000, &name), -ENOENT);
	workdir_free(w);
}

static void test_reset(void **state)
{
	struct workdir *w = make();
	char path[PATH_MAX];
	struct err e;
	(void)state;
	int fd = workdir_open(w, "extra", O_RDWR | O_CREAT, 0644, getpid(), &e);
	close(fd);
	fd = workdir_open(w, "greeting.txt", O_RDWR | O_TRUNC, 0, getpid(), &e);
	close(fd);
	assert_text(w, "greeting.txt", "");
	assert_int_equal(workdir_reset(w, &e), 0);
	assert_text(w, "greeting.txt", "Hello");
	snprintf(path, sizeof path, "%s/extra", workdir_path(w));
	assert_int_equal(access(path, F_OK), -1);
	workdir_free(w);
}

static void test_too_many_files(void **state)
{
	struct workdir *w = make();
	struct err e;
	char name[16];
	int fd = 0, n = 0;
	(void)state;
	for (; fd >= 0 && n < 100; n++) {
		snprintf(name, sizeof name, "f%d", n);
		fd = workdir_open(w, name, O_RDWR | O_CREAT, 0600, getpid(), &e);
		if (fd >= 0)
			close(fd);
	}
	assert_int_equal(fd, -ENOTSUP);
	assert_in_range(n, 10, 64);
	workdir_free(w);
}

/*
 * One whose program still runs stays, one whose program was killed goes. Killed by us, not by itself: whoever else
 * starts on this machine clears it away too.
 */
static void test_leftovers_are_cleared(void **state)
{
	struct workdir *kept = make();
	int ends[2];
	char path[PATH_MAX] = "";
	(void)state;
	assert_int_equal(pipe(ends), 0);
	pid_t killed = fork();
	if (killed == 0) {
		struct workdir *w = make();
		if (write(ends[1], workdir_path(w), strlen(workdir_path(w))) > 0)
			pause();
		_exit(1);
	}
	assert_true(killed > 0);
	assert_true(read(ends[0], path, sizeof path - 1) > 0);
	assert_int_equal(access(path, F_OK), 0);
	assert_int_equal(kill(killed, SIGKILL), 0);
	assert_int_equal(waitpid(killed, NULL, 0), killed);
	struct workdir *w = make();
	assert_int_equal(access(path, F_OK), -1);
	assert_int_equal(access(workdir_path(kept), F_OK), 0);
	close(ends[0]);
	close(ends[1]);
	workdir_free(w);
	workdir_free(kept);
}

/* Killed before it made its lock, or after it removed it. One with something in it is not ours to judge. */
static void test_without_a_lock(void **state)
{
	struct workdir *w = make();
	char empty[PATH_MAX], full[PATH_MAX], file[PATH_MAX + 8];
	(void)state;
	snprintf(empty, sizeof empty, "%.*s/mmaptutor-XXXXXX", (int)(strrchr(workdir_path(w), '/') - workdir_path(w)),
		 workdir_path(w));
	snprintf(full, sizeof full, "%s", empty);
	assert_non_null(mkdtemp(empty));
	assert_non_null(mkdtemp(full));
	snprintf(file, sizeof file, "%s/x", full);
	int fd = open(file, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
	while (fd < 0 && errno == ENOENT) { /* cleared by whoever else starts, before there was something in it */
		assert_int_equal(mkdir(full, 0700), 0);
		fd = open(file, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
	}
	assert_int_equal(close(fd), 0);
	workdir_free(w);
	workdir_free(make());
	assert_int_equal(access(empty, F_OK), -1);
	assert_int_equal(access(file, F_OK), 0);
	assert_int_equal(unlink(file), 0);
	assert_int_equal(rmdir(full), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		KIT_TEST(test_files_as_defined),
		KIT_TEST(test_removed),
		KIT_TEST(test_opening),
		KIT_TEST(test_opening_others),
		KIT_TEST(test_no_link_is_followed),
		KIT_TEST(test_no_race_is_won),
		KIT_TEST(test_unlinked_is_still_read),
		KIT_TEST(test_reset),
		KIT_TEST(test_too_many_files),
		KIT_TEST(test_leftovers_are_cleared),
		KIT_TEST(test_without_a_lock),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
