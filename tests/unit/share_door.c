/* The door: its name and rights, what a dead presenter left, strangers on both sides. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "share/door.h"
#include "share/guest.h"
#include "support/stand.h"

static bool is_dropped(struct stand *s, int fd)
{
	char bytes[4096];
	for (;;) {
		share_pump(s->share);
		ssize_t n = recv(fd, bytes, sizeof(bytes), MSG_DONTWAIT);
		if (n == 0 || (n < 0 && errno == ECONNRESET))
			return true;
		if (n < 0 && share_followers(s->share) > 0)
			return false;
	}
}

static void all_but_a_vote_ends_the_connection(void **state)
{
	struct stand s;
	uint8_t bytes[256];
	int fd;
	(void)state;
	stand_open(&s, 0);
	stand_show(&s, 1);
	fd = stand_join_raw(&s);
	share_pump(s.share);
	assert_int_equal(send(fd, "\xff\xff", 2, 0), 2);
	assert_true(is_dropped(&s, fd));
	close(fd);
	fd = stand_join_raw(&s); /* a vote where none is asked for is late, no offence */
	share_pump(s.share);
	assert_int_equal(send(fd, "\0\1", 2, 0), 2);
	assert_false(is_dropped(&s, fd));
	share_ask(s.share, 2);
	bytes[0] = s.share->ask;
	bytes[1] = 2;
	assert_int_equal(send(fd, bytes, 1, 0), 1); /* in two pieces */
	assert_false(is_dropped(&s, fd));
	assert_int_equal(send(fd, bytes + 1, 1, 0), 1);
	assert_true(is_dropped(&s, fd));
	close(fd);
	fd = stand_join_raw(&s);
	share_pump(s.share);
	memset(bytes, 0, sizeof(bytes));
	assert_int_equal(send(fd, bytes, sizeof(bytes), 0), sizeof(bytes)); /* late votes, but a flood of them */
	assert_true(is_dropped(&s, fd));
	close(fd);
	stand_close(&s);
}

/* Both ends of every connection are here, twice what a presenter has: more than the usual soft limit. */
static bool may_open(rlim_t n)
{
	struct rlimit r;
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &r), 0);
	if (r.rlim_cur < n && r.rlim_max >= n)
		r.rlim_cur = n;
	return setrlimit(RLIMIT_NOFILE, &r) == 0 && r.rlim_cur >= n;
}

static void the_surplus_is_told(void **state)
{
	struct stand s;
	struct follow *f;
	static int fds[SHARE_GUESTS];
	(void)state;
	if (!may_open(2 * SHARE_GUESTS + 64))
		skip();
	stand_open(&s, 0);
	for (int i = 0; i < SHARE_GUESTS; i++) {
		fds[i] = stand_join_raw(&s);
		share_pump(s.share);
	}
	assert_int_equal(share_followers(s.share), SHARE_GUESTS);
	f = stand_join(&s);
	assert_int_equal(stand_await(&s, f, 1), -EACCES);
	assert_non_null(strstr(s.e.what, "takes no more"));
	follow_close(f);
	for (int i = 0; i < SHARE_GUESTS; i++)
		close(fds[i]);
	stand_close(&s);
}

static void modes(void **state)
{
	struct stand s;
	struct stat st;
	char *dir;
	(void)state;
	stand_open(&s, 0);
	assert_int_equal(stat(share_path(s.share), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	dir = strdup(share_path(s.share));
	*strrchr(dir, '/') = '\0';
	assert_int_equal(stat(dir, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
	free(dir);
	stand_close(&s);
	shared_open(&s.k);
	setenv("XDG_RUNTIME_DIR", s.k.dir, 1);
	assert_int_equal(share_open(&s.share, NULL, 0666, &s.e), 0);
	assert_memory_equal(share_path(s.share), "/tmp/mmaptutor-", 15);
	assert_int_equal(stat(share_path(s.share), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0666);
	share_close(s.share);
	kit_close(&s.k);
}

/* A child that presents and is killed. */
static void leave_a_dead_one(struct stand *s)
{
	int ready[2];
	char c;
	assert_int_equal(pipe(ready), 0);
	pid_t pid = fork();
	if (pid == 0) {
		struct share *mine;
		struct err e;
		if (share_open(&mine, NULL, 0, &e) == 0 && write(ready[1], "x", 1) == 1)
			for (;;)
				pause();
		_exit(1);
	}
	assert_true(pid > 0);
	close(ready[1]);
	assert_int_equal(read(ready[0], &c, 1), 1);
	close(ready[0]);
	struct follow *f = NULL;
	assert_int_equal(follow_open(&f, NULL, &s->e), -EINVAL); /* two live */
	assert_non_null(strstr(s->e.what, share_path(s->share)));
	assert_int_equal(s->e.num, 0); /* no call failed */
	assert_int_equal(kill(pid, SIGKILL), 0);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
}

/* The number in the name of the one file in the directory of sockets. */
static int only_socket(const struct stand *s)
{
	char dir[128];
	const struct dirent *entry;
	int n = 0, pid = 0;
	snprintf(dir, sizeof(dir), "%s/mmaptutor", s->k.dir);
	DIR *d = opendir(dir);
	assert_non_null(d);
	while ((entry = readdir(d)) != NULL)
		if (sscanf(entry->d_name, "%d.sock", &pid) == 1)
			n++;
	closedir(d);
	assert_int_equal(n, 1);
	return pid;
}

static void a_dead_presenters_socket_goes(void **state)
{
	struct stand s;
	struct share *again;
	struct follow *f;
	struct buf names;
	char path[108];
	(void)state;
	stand_open(&s, 0);
	leave_a_dead_one(&s);
	buf_init(&names, 65536);
	assert_true(door_list(&names) >= 1); /* the dead one is gone, the living stays */
	assert_int_equal(only_socket(&s), (int)getpid());
	buf_finish(&names);
	/* at a name that was asked for */
	snprintf(path, sizeof(path), "%s/named", s.k.dir);
	assert_int_equal(share_open(&again, path, 0, &s.e), 0);
	struct share *third;
	assert_int_equal(share_open(&third, path, 0, &s.e), -EADDRINUSE);
	assert_int_equal(access(path, F_OK), 0);
	close(again->door); /* as if killed: the name stays, nobody listens */
	again->door = dup(2);
	assert_int_equal(share_open(&third, path, 0, &s.e), 0);
	again->pid = 0; /* the name is not its own any more */
	share_close(again);
	assert_int_equal(follow_open(&f, path, &s.e), 0);
	follow_close(f);
	share_close(third);
	assert_int_equal(follow_open(&f, path, &s.e), -ENOENT);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fclose(file);
	assert_int_equal(share_open(&third, path, 0, &s.e), -EADDRINUSE); /* a file is not removed */
	assert_int_equal(unlink(path), 0);
	stand_close(&s);
}

/* A stranger in the presenter's place. */
static int follow_bytes(const void *bytes, size_t n, struct err *e)
{
	char dir[] = "/tmp/mmaptutor-test-XXXXXX";
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	struct follow *f;
	assert_non_null(mkdtemp(dir));
	snprintf(a.sun_path, sizeof(a.sun_path), "%s/s", dir);
	int door = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_int_equal(bind(door, (const struct sockaddr *)&a, sizeof(a)), 0);
	assert_int_equal(listen(door, 1), 0);
	assert_int_equal(follow_open(&f, a.sun_path, e), 0);
	int fd = accept(door, NULL, NULL);
	assert_int_equal(send(fd, bytes, n, 0), n);
	int got = follow_read(f, e);
	follow_close(f);
	close(fd);
	close(door);
	unlink(a.sun_path);
	rmdir(dir);
	return got;
}

static void a_stranger_is_no_presenter(void **state)
{
	static const uint8_t late[] = { 4, 0, 0, 0, 0, 0, 0, 0 };
	static const uint8_t other[] = { 1, 0, 0, 0, 3, 0, 0, 0, 'h', 'i', '!' };
	static const uint8_t endless[] = { 1, 0, 0, 0, 0xff, 0xff, 0xff, 0x01 };
	struct err e;
	(void)state;
	assert_int_equal(follow_bytes("GET / HTTP/1.1\r\n\r\n", 18, &e), -EBADMSG);
	assert_int_equal(follow_bytes(late, sizeof(late), &e), -EBADMSG);
	assert_int_equal(follow_bytes(other, sizeof(other), &e), -EBADMSG);
	assert_int_equal(follow_bytes(endless, sizeof(endless), &e), -EBADMSG);
	assert_int_equal(follow_bytes(other, 4, &e), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		KIT_TEST(all_but_a_vote_ends_the_connection), KIT_TEST(the_surplus_is_told),        KIT_TEST(modes),
		KIT_TEST(a_dead_presenters_socket_goes),      KIT_TEST(a_stranger_is_no_presenter),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
