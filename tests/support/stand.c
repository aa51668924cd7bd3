/* A presenter and its followers over a real socket. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "support/stand.h"

void stand_open(struct stand *s, unsigned mode)
{
	memset(s, 0, sizeof(*s));
	shared_open(&s->k);
	setenv("XDG_RUNTIME_DIR", s->k.dir, 1);
	assert_int_equal(share_open(&s->share, NULL, mode, &s->e), 0);
	s->state = shared_state(&s->k, 0, true, &s->now);
}

void stand_close(struct stand *s)
{
	char dir[128];
	share_close(s->share);
	snprintf(dir, sizeof(dir), "%s/mmaptutor", s->k.dir);
	assert_int_equal(rmdir(dir), 0); /* no socket is left */
	kit_close(&s->k);
}

void stand_show(struct stand *s, size_t elapsed)
{
	s->state.elapsed_s = (int64_t)elapsed;
	share_show(s->share, &s->state);
}

int stand_await(struct stand *s, struct follow *f, int64_t elapsed)
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

void stand_pump(struct stand *s)
{
	struct pollfd fd = { .fd = share_fd(s->share), .events = POLLIN };
	assert_int_equal(poll(&fd, 1, 10000), 1);
	share_pump(s->share);
}

struct follow *stand_join(struct stand *s)
{
	struct follow *f;
	assert_int_equal(follow_open(&f, share_path(s->share), &s->e), 0);
	return f;
}

int stand_join_raw(struct stand *s)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_true(fd >= 0);
	snprintf(a.sun_path, sizeof(a.sun_path), "%s", share_path(s->share));
	assert_int_equal(connect(fd, (const struct sockaddr *)&a, sizeof(a)), 0);
	return fd;
}
