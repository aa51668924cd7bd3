/* Real runs as a presenter shows them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "support/shared.h"

void shared_open(struct kit *k)
{
	static const struct kit_step steps[SHARED_STEPS] = {
		{ .acts = { "m = mmap(NULL, 8*page, " KIT_ANON ")", "m[0] = 5", "printf(\"%ld\\n\", page)" },
		  .expect = { "m[0] == 5", "size(m) == 8*page" },
		  .more =
		      "\"focus\": \"m\", \"notes\": \"Ask for a show of hands.\", \"ask\": { \"prompt\": \"Pages?\", "
		      "\"choices\": [ { \"text\": \"one\", \"if\": \"present(m, 8*page) == 1\", \"why\": \"One "
		      "store.\" }, "
		      "{ \"text\": \"two\", \"if\": \"present(m, 8*page) == 2\", \"why\": \"No.\" } ] }" },
		{ .acts = { "munmap(m + page, page)", "mprotect(m, page, PROT_READ)" },
		  .more = "\"ask\": { \"pages\": { \"of\": \"present\", \"at\": \"m\", \"size\": \"8*page\" } }, "
			  "\"focus\": \"m\"" },
		{ .acts = { "fd = open(\"a.txt\", O_RDWR)", "f = mmap(NULL, page, PROT_READ, MAP_SHARED, fd, 0)",
			    "c = fork()", "c: m[2*page] = 1" },
		  .more = "\"focus\": \"m\"" },
		{ .acts = { "die: m[page] = 1" }, .more = "\"ask\": { \"outcome\": true }" },
		{ .acts = { "g = mmap(NULL, n*page, " KIT_ANON ")" }, .more = "\"vary\": { \"n\": [ 3, 4 ] }" },
	};
	kit_open(k, "\"files\": { \"a.txt\": { \"text\": \"first\" } },", steps, SHARED_STEPS);
}

struct share_state shared_state(struct kit *k, size_t step, bool run, struct snapshot *now)
{
	struct share_state s = { .lesson = k->lesson, .step = step, .phase = run ? SHARE_DONE : SHARE_TEXT };
	uint64_t start, len;
	struct err e;
	*now = (struct snapshot){ 0 };
	if (run) {
		s.record = kit_run(k, step);
	} else {
		assert_int_equal(session_prepare(k->session, step, &e), 0);
		session_now(k->session, step, now, &start, &len);
		s.now = now;
		s.pages_n = session_asked_pages(k->session, step);
	}
	s.vary = session_vary(k->session, step, &s.vary_n);
	session_order(k->session, step, s.order);
	s.aside = step == 1 ? "aside: what if" : NULL;
	s.left_s = -1;
	s.elapsed_s = 61;
	s.votes = (struct share_votes){ .open = !run, .choices = 2, .counts = { 3, 4 }, .voted = 7, .right = 2 };
	return s;
}

void shared_now_finish(struct snapshot *now)
{
	memmap_finish(&now->maps);
	pageset_finish(&now->focus);
}

struct buf shared_body(const struct share_state *s)
{
	struct message m = { .lesson = 1, .ask = 1, .state = *s };
	struct buf b;
	assert_true(wire_pack(FRAME_STATE, &wire_message, &m, &b));
	memmove(b.data, b.data + WIRE_HEAD, b.len - WIRE_HEAD);
	b.len -= WIRE_HEAD;
	return b;
}

bool shared_take(const void *bytes, size_t n, const struct lesson *l, struct message *out, struct arena *a)
{
	*out = (struct message){ 0 };
	*a = (struct arena){ 0 };
	if (wire_unpack(&wire_message, out, a, bytes, n) && state_fits(&out->state, l))
		return true;
	state_finish(&out->state);
	arena_finish(a);
	return false;
}
