/* A presenter and its followers over a real socket. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "share/guest.h"
#include "support/shared.h"

/* A presenter with a lesson that ran, in a directory of its own. */
struct stand {
	struct kit k;
	struct share *share;
	struct share_state state;
	struct snapshot now;
	struct err e;
};

static void stand_open(struct stand *s, unsigned mode)
{
	memset(s, 0, sizeof(*s));
	shared_open(&s->k);
	setenv("XDG_RUNTIME_DIR", s->k.dir, 1);
	assert_int_equal(share_open(&s->share, NULL, mode, &s->e), 0);
	s->state = shared_state(&s->k, 0, true, &s->now);
}

static void stand_close(struct stand *s)
{
	char dir[128];
	share_close(s->share);
	snprintf(dir, sizeof(dir), "%s/mmaptutor", s->k.dir);
	assert_int_equal(rmdir(dir), 0); /* no socket is left */
	kit_close(&s->k);
}

static void show(struct stand *s, size_t elapsed)
{
	s->state.elapsed_s = (int64_t)elapsed;
	share_show(s->share, &s->state);
}

/* Both sides go on until the follower has the state of this second, or the read says something else. */
static int await(struct stand *s, struct follow *f, int64_t elapsed)
{
	int got = 0;
	while (got >= 0 && (!follow_state(f) || follow_state(f)->elapsed_s != elapsed)) {
		struct pollfd fds[2] = { { .fd = follow_fd(f), .events = POLLIN },
					 { .fd = share_fd(s->share), .events = POLLIN } };
		assert_true(poll(fds, 2, 10000) > 0);
		share_pump(s->share);
		got = follow_read(f, &s->e);
	}
	return got;
}

static void await_pump(struct stand *s)
{
	struct pollfd fd = { .fd = share_fd(s->share), .events = POLLIN };
	assert_int_equal(poll(&fd, 1, 10000), 1);
	share_pump(s->share);
}

static struct follow *join(struct stand *s)
{
	struct follow *f;
	assert_int_equal(follow_open(&f, NULL, &s->e), 0);
	return f;
}

static int raw_join(struct stand *s)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_true(fd >= 0);
	snprintf(a.sun_path, sizeof(a.sun_path), "%s", share_path(s->share));
	assert_int_equal(connect(fd, (const struct sockaddr *)&a, sizeof(a)), 0);
	return fd;
}

static void the_state_arrives(void **state)
{
	struct stand s;
	struct follow *f;
	(void)state;
	stand_open(&s, 0);
	f = join(&s);
	await_pump(&s);
	assert_int_equal(share_followers(s.share), 1);
	assert_null(follow_state(f));
	show(&s, 5);
	assert_int_equal(await(&s, f, 5), 1);
	assert_string_equal(follow_state(f)->lesson->title, s.k.lesson->title);
	assert_string_equal(follow_state(f)->lesson->steps[0].notes, "Ask for a show of hands.");
	assert_string_equal(follow_state(f)->record->output, "4096\n");
	follow_close(f);
	await_pump(&s);
	assert_int_equal(share_followers(s.share), 0);
	f = join(&s); /* late: the state is there */
	assert_int_equal(await(&s, f, 5), 1);
	follow_close(f);
	stand_close(&s);
}

static void another_lesson_goes_before_its_state(void **state)
{
	struct stand s;
	struct kit other = { 0 };
	struct snapshot now;
	struct follow *f;
	(void)state;
	stand_open(&s, 0);
	f = join(&s);
	show(&s, 1);
	await(&s, f, 1);
	kit_load_text(&other,
		      "{ \"format\": 1, \"id\": \"t\", \"rev\": 1, \"title\": \"Another\",\n"
		      "\"steps\": [ { \"id\": \"a\", \"do\": [ \"x = page\" ], \"expect\": [ \"x == page\" ] } ] }");
	s.state = (struct share_state){ .lesson = other.lesson, .left_s = -1 };
	show(&s, 2);
	assert_int_equal(await(&s, f, 2), 1);
	assert_string_equal(follow_state(f)->lesson->title, "Another");
	s.state = shared_state(&s.k, 1, true, &now);
	show(&s, 3);
	assert_int_equal(await(&s, f, 3), 1);
	assert_int_equal(follow_state(f)->step, 1);
	follow_close(f);
	kit_close(&other);
	stand_close(&s);
}

static void votes_change_until_the_end(void **state)
{
	struct stand s;
	struct follow *f, *g;
	uint32_t counts[SHARE_CHOICES];
	(void)state;
	stand_open(&s, 0);
	f = join(&s);
	g = join(&s);
	share_ask(s.share, 2);
	s.state.votes = (struct share_votes){ .open = true, .choices = 2 };
	show(&s, 1);
	await(&s, f, 1);
	await(&s, g, 1);
	assert_int_equal(follow_vote(f, 2), -EINVAL);
	assert_int_equal(follow_voted(f), -1);
	assert_int_equal(follow_vote(f, 0), 0);
	assert_int_equal(follow_vote(g, 0), 0);
	while (share_count(s.share, counts) < 2)
		await_pump(&s);
	assert_true(counts[0] == 2 && counts[1] == 0);
	assert_int_equal(follow_vote(f, 1), 0);
	assert_int_equal(follow_voted(f), 1);
	await_pump(&s);
	assert_int_equal(share_count(s.share, counts), 2);
	assert_true(counts[0] == 1 && counts[1] == 1);
	share_ask_end(s.share);
	assert_int_equal(follow_vote(f, 0), 0); /* it is on its way when the end comes: late */
	await_pump(&s);
	share_count(s.share, counts);
	assert_true(counts[0] == 1 && counts[1] == 1);
	assert_int_equal(share_followers(s.share), 2);
	follow_close(g); /* who leaves takes the vote along */
	await_pump(&s);
	assert_int_equal(share_count(s.share, counts), 1);
	share_ask(s.share, 2);
	assert_int_equal(share_count(s.share, counts), 0);
	follow_close(f);
	stand_close(&s);
}

/* A text that makes the frame larger than the socket holds. */
static void make_large(struct stand *s, char *text, size_t n)
{
	memset(text, 'x', n - 1);
	text[n - 1] = '\0';
	s->state.aside = text;
}

static void who_is_behind_skips_to_the_newest(void **state)
{
	static char text[300000];
	struct stand s;
	struct follow *f;
	size_t seen = 0;
	(void)state;
	stand_open(&s, 0);
	make_large(&s, text, sizeof(text));
	f = join(&s);
	await_pump(&s);
	for (size_t i = 1; i <= 100; i++) {
		show(&s, i);
		share_pump(s.share);
	}
	while (!follow_state(f) || follow_state(f)->elapsed_s != 100) {
		int64_t was = follow_state(f) ? follow_state(f)->elapsed_s : 0;
		share_pump(s.share);
		assert_true(follow_read(f, &s.e) >= 0);
		seen += follow_state(f) && follow_state(f)->elapsed_s != was;
	}
	assert_int_equal(seen, 2); /* the one that was begun, and the newest */
	follow_close(f);
	stand_close(&s);
}

static void ten_that_never_read_hold_nobody_up(void **state)
{
	enum { ALL = 100, DEAF = 10, SHOWN = 20 };
	static char text[200000];
	struct stand s;
	struct follow *f[ALL];
	int deaf[DEAF];
	(void)state;
	stand_open(&s, 0);
	for (int i = 0; i < DEAF; i++)
		deaf[i] = raw_join(&s);
	for (int i = 0; i < ALL; i++) {
		f[i] = join(&s);
		share_pump(s.share);
	}
	make_large(&s, text, sizeof(text));
	for (size_t n = 1; n <= SHOWN; n++) {
		show(&s, n);
		for (int i = 0; i < ALL; i++)
			assert_int_equal(await(&s, f[i], (int64_t)n), 1);
	}
	assert_int_equal(share_followers(s.share), ALL + DEAF);
	for (int i = 0; i < ALL; i++)
		follow_close(f[i]);
	for (int i = 0; i < DEAF; i++)
		close(deaf[i]);
	stand_close(&s);
}

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
	show(&s, 1);
	fd = raw_join(&s);
	share_pump(s.share);
	assert_int_equal(send(fd, "\xff\xff", 2, 0), 2);
	assert_true(is_dropped(&s, fd));
	close(fd);
	fd = raw_join(&s); /* a vote where none is asked for is late, no offence */
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
	fd = raw_join(&s);
	share_pump(s.share);
	memset(bytes, 0, sizeof(bytes));
	assert_int_equal(send(fd, bytes, sizeof(bytes), 0), sizeof(bytes)); /* late votes, but a flood of them */
	assert_true(is_dropped(&s, fd));
	close(fd);
	stand_close(&s);
}

static void the_surplus_is_told(void **state)
{
	struct stand s;
	struct follow *f;
	static int fds[SHARE_GUESTS];
	(void)state;
	stand_open(&s, 0);
	for (int i = 0; i < SHARE_GUESTS; i++) {
		fds[i] = raw_join(&s);
		share_pump(s.share);
	}
	assert_int_equal(share_followers(s.share), SHARE_GUESTS);
	f = join(&s);
	assert_int_equal(await(&s, f, 1), -EACCES);
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
	assert_int_equal(kill(pid, SIGKILL), 0);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
}

static void a_dead_presenters_socket_goes(void **state)
{
	struct stand s;
	struct share *again;
	struct follow *f;
	char path[108];
	(void)state;
	stand_open(&s, 0);
	leave_a_dead_one(&s);
	f = join(&s); /* only one lives */
	follow_close(f);
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

static void the_end_is_told(void **state)
{
	struct stand s;
	struct follow *f;
	(void)state;
	stand_open(&s, 0);
	f = join(&s);
	show(&s, 1);
	await(&s, f, 1);
	stand_close(&s);
	assert_int_equal(follow_read(f, &s.e), -EPIPE);
	assert_non_null(follow_state(f));
	follow_close(f);
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
		KIT_TEST(the_state_arrives),
		KIT_TEST(another_lesson_goes_before_its_state),
		KIT_TEST(votes_change_until_the_end),
		KIT_TEST(who_is_behind_skips_to_the_newest),
		KIT_TEST(ten_that_never_read_hold_nobody_up),
		KIT_TEST(all_but_a_vote_ends_the_connection),
		KIT_TEST(the_surplus_is_told),
		KIT_TEST(modes),
		KIT_TEST(a_dead_presenters_socket_goes),
		KIT_TEST(the_end_is_told),
		KIT_TEST(a_stranger_is_no_presenter),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
