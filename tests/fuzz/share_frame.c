/*
 * Any bytes as a presenter's: what is taken for a state is one that the views can show, and can be packed again.
 *
 *   input   0 | body of a state, of a lesson that is known
 *           1 | all that comes over a connection
 */
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "lesson/lesson.h"
#include "share/wire.h"
#include "support/fuzz.h"
#include "tutor/observe.h"

enum { SOCKET_BYTES = 1 << 20 };

#define STEP(id) "{ \"id\": \"" id "\", \"do\": [ \"x = page\" ], \"expect\": [ \"x == page\" ] }"

static const struct lesson *known(void)
{
	static const char text[] = "{ \"format\": 1, \"id\": \"" FUZZ_FILE "\", \"rev\": 1, \"title\": \"t\",\n"
				   "\"steps\": [ " STEP("a") ", " STEP("b") ", " STEP("c") ", " STEP("d") " ] }";
	static struct lesson *l;
	struct diags d = { 0 };
	if (!l)
		l = lesson_parse(FUZZ_FILE ".json", text, sizeof text - 1, &observe_words, &d);
	diags_finish(&d);
	fuzz_hold(l != NULL);
	return l;
}

static void check(const struct share_state *s)
{
	struct message m = { .state = *s };
	struct buf b;
	fuzz_hold(state_fits(s, s->lesson));
	fuzz_hold(wire_pack(FRAME_STATE, &wire_message, &m, &b));
	buf_finish(&b);
}

static void take_body(const unsigned char *bytes, size_t n)
{
	struct message m = { 0 };
	struct arena a = { 0 };
	if (wire_unpack(&wire_message, &m, &a, bytes, n) && state_fits(&m.state, known())) {
		m.state.lesson = known();
		check(&m.state);
	}
	state_finish(&m.state);
	arena_finish(&a);
}

static void take_stream(const unsigned char *bytes, size_t n)
{
	int fds[2], room = SOCKET_BYTES, got;
	struct err e = { 0 };
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) < 0)
		return;
	(void)setsockopt(fds[1], SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
	struct follow *f = follow_on(fds[0]);
	(void)!send(fds[1], bytes, n, MSG_DONTWAIT | MSG_NOSIGNAL);
	got = follow_read(f, &e);
	fuzz_hold(got >= 0 || *e.what);
	if (follow_state(f))
		check(follow_state(f));
	(void)follow_vote(f, 0);
	follow_close(f);
	close(fds[1]);
}

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n)
{
	if (n == 0)
		return 0;
	if (*bytes & 1)
		take_stream(bytes + 1, n - 1);
	else
		take_body(bytes + 1, n - 1);
	return 0;
}
