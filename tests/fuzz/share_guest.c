/* Any bytes as a follower's: they are votes, or its connection ends; one follower never counts twice. */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "share/guest.h"
#include "support/fuzz.h"

enum { CHOICES = 5, PIECE = 7 };

/* One presenter for all inputs: its door is closed at once, and its directory removed. */
static struct share *presenter(void)
{
	static struct share *s;
	char dir[] = "/tmp/mmaptutor-fuzz-XXXXXX", path[64];
	struct err e;
	if (s)
		return s;
	fuzz_hold(mkdtemp(dir) != NULL);
	snprintf(path, sizeof path, "%s/door", dir);
	fuzz_hold(share_open(&s, path, 0, &e) == 0);
	unlink(path);
	rmdir(dir);
	return s;
}

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n)
{
	struct share *s = presenter();
	uint32_t counts[SHARE_CHOICES], all = 0;
	int fds[2];
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, fds) < 0)
		return 0;
	fuzz_hold(guest_add(s, fds[0]) && share_followers(s) == 1);
	s->ask = 0;
	share_ask(s, CHOICES);
	for (size_t at = 0; at < n; at += PIECE) {
		(void)!send(fds[1], bytes + at, n - at < PIECE ? n - at : PIECE, MSG_DONTWAIT | MSG_NOSIGNAL);
		share_pump(s);
	}
	uint32_t voted = share_count(s, counts);
	for (int i = 0; i < SHARE_CHOICES; i++)
		all += counts[i];
	fuzz_hold(voted <= 1 && all == voted && voted <= share_followers(s));
	close(fds[1]);
	share_pump(s);
	fuzz_hold(share_followers(s) == 0 && share_count(s, counts) == 0);
	return 0;
}
