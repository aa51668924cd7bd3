/*
 * The follower's side: bytes into frames, frames into states.
 *
 *   socket ─▶ [head | body .....]  ─▶ HELLO    a presenter, of this version
 *                                     LESSON   parsed as any lesson's file
 *                                     STATE    unpacked, held against the lesson; the one before it is freed
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/tr.h"
#include "lesson/lesson.h"
#include "share/door.h"
#include "share/share.h"
#include "share/wire.h"
#include "tutor/observe.h"

enum { CHUNK = 65536, CHUNKS = 64 };

struct follow {
	int fd;
	bool greeted;
	uint8_t head[WIRE_HEAD];
	size_t head_n;
	enum frame_type type;
	size_t want;     /* bytes of the body */
	struct buf body; /* grows with what comes, not with what was announced */
	struct lesson *lesson;
	uint32_t lesson_number;
	struct arena arena; /* of the state */
	struct message now;
	bool has_state;
	int voted; /* the place that was sent for this question; -1 */
	uint8_t ask;
};

static int no_presenter(struct err *e, const char *why)
{
	return err_set(e, EBADMSG, "", "is it a presenter of this version of mmaptutor?",
		       "what came from the socket is %s", why);
}

/* ---- frames ---- */

static int take_hello(struct follow *f, struct err *e)
{
	if (f->greeted || f->body.len != strlen(WIRE_GREETING) ||
	    memcmp(buf_str(&f->body), WIRE_GREETING, f->body.len) != 0)
		return no_presenter(e, tr("no greeting of this version"));
	f->greeted = true;
	return 0;
}

static int take_refused(struct follow *f, struct err *e)
{
	return err_set(e, EACCES, "", "", "%s", buf_str(&f->body));
}

static void drop_state(struct follow *f)
{
	state_finish(&f->now.state);
	arena_finish(&f->arena);
	f->has_state = false;
}

static int take_lesson(struct follow *f, struct err *e)
{
	struct lesson_frame frame = { 0 };
	struct arena arena = { 0 };
	struct diags d = { 0 };
	struct lesson *l = NULL;
	if (wire_unpack(&wire_lesson, &frame, &arena, (const uint8_t *)buf_str(&f->body), f->body.len))
		l = lesson_parse(frame.name, frame.text, strlen(frame.text), &observe_words, &d);
	diags_finish(&d);
	arena_finish(&arena);
	if (!l)
		return no_presenter(e, tr("no lesson"));
	drop_state(f);
	lesson_free(f->lesson);
	f->lesson = l;
	f->lesson_number = frame.number;
	return 0;
}

static int take_state(struct follow *f, struct err *e)
{
	struct message m = { 0 };
	struct arena arena = { 0 };
	bool ok = wire_unpack(&wire_message, &m, &arena, (const uint8_t *)buf_str(&f->body), f->body.len) &&
		  f->lesson && m.lesson == f->lesson_number && state_fits(&m.state, f->lesson);
	if (!ok) {
		state_finish(&m.state);
		arena_finish(&arena);
		return no_presenter(e, tr("no state of a step"));
	}
	drop_state(f);
	if (m.ask != f->ask)
		f->voted = -1;
	f->now = m;
	f->ask = m.ask;
	f->arena = arena;
	f->now.state.lesson = f->lesson;
	f->has_state = true;
	return 1;
}

static int take_frame(struct follow *f, struct err *e)
{
	static int (*const take[])(struct follow *, struct err *) = {
		[FRAME_HELLO] = take_hello,
		[FRAME_REFUSED] = take_refused,
		[FRAME_LESSON] = take_lesson,
		[FRAME_STATE] = take_state,
	};
	int status;
	if (!f->greeted && f->type != FRAME_HELLO && f->type != FRAME_REFUSED)
		return no_presenter(e, tr("no greeting"));
	status = take[f->type](f, e);
	f->head_n = 0;
	if (f->body.cap > CHUNK)
		buf_finish(&f->body);
	buf_clear(&f->body);
	return status;
}

static int take_head(struct follow *f, struct err *e)
{
	size_t most = WIRE_FRAME_MAX;
	if (!wire_head(f->head, &f->type, &f->want))
		return no_presenter(e, tr("no frame"));
	if (f->type == FRAME_HELLO || f->type == FRAME_REFUSED)
		most = 256;
	else if (f->type == FRAME_LESSON)
		most = WIRE_TEXT_MAX + 4096;
	return f->want > most ? no_presenter(e, tr("longer than such a frame can be")) : 0;
}

/* 1: a new state came; -errno. */
static int take_bytes(struct follow *f, const uint8_t *bytes, size_t n, struct err *e)
{
	int got = 0, status = 0;
	while (n > 0 && status >= 0) {
		bool in_head = f->head_n < WIRE_HEAD;
		size_t missing = in_head ? WIRE_HEAD - f->head_n : f->want - f->body.len;
		size_t take = n < missing ? n : missing;
		if (in_head)
			memcpy(f->head + f->head_n, bytes, take);
		else
			buf_put(&f->body, bytes, take);
		f->head_n += in_head ? take : 0;
		bytes += take;
		n -= take;
		if (in_head && f->head_n == WIRE_HEAD)
			status = take_head(f, e);
		if (status >= 0 && f->head_n == WIRE_HEAD && f->body.len == f->want)
			status = take_frame(f, e);
		got |= status > 0;
	}
	return status < 0 ? status : got;
}

int follow_read(struct follow *f, struct err *e)
{
	uint8_t *chunk = mem_zalloc(CHUNK, 1);
	int got = 0, status = 0;
	for (int i = 0; i < CHUNKS && status >= 0; i++) {
		ssize_t n = recv(f->fd, chunk, CHUNK, MSG_DONTWAIT);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno == EAGAIN)
			break;
		if (n <= 0)
			status = err_set(e, EPIPE, "", "", "The presenter has ended");
		else
			status = take_bytes(f, chunk, (size_t)n, e);
		got |= status > 0;
	}
	free(chunk);
	return status < 0 ? status : got;
}

const struct share_state *follow_state(const struct follow *f)
{
	return f->has_state ? &f->now.state : NULL;
}

int follow_fd(const struct follow *f)
{
	return f->fd;
}

int follow_vote(struct follow *f, size_t place)
{
	uint8_t vote[VOTE_BYTES] = { f->ask, (uint8_t)place };
	if (!f->has_state || !f->now.state.votes.open || place >= f->now.state.votes.choices)
		return -EINVAL;
	if (f->voted == (int)place)
		return 0;
	if (send(f->fd, vote, sizeof(vote), MSG_NOSIGNAL | MSG_DONTWAIT) < 0)
		return -errno;
	f->voted = (int)place;
	return 0;
}

int follow_voted(const struct follow *f)
{
	return f->voted;
}

/* ---- opening ---- */

static int not_there(int status, const char *path, struct err *e)
{
	bool nobody = status == -ECONNREFUSED || status == -ENOENT;
	return err_set(e, -status, "connect",
		       nobody              ? N_("the presenter names its socket: `mmaptutor present LESSON --share`")
		       : status == -EAGAIN ? N_("too many come at once: try it again")
		       : status == -EACCES ? N_("the presenter lets others in with --mode")
					   : "",
		       nobody ? N_("nobody presents at %s") : N_("%s cannot be reached"), path);
}

/* The one that lives; with several their names stand in e. */
static int find_one(struct buf *name, struct err *e)
{
	struct buf names, list;
	size_t n;
	buf_init(&names, 65536);
	buf_init(&list, sizeof(e->what) - 64);
	n = door_list(&names);
	for (size_t at = 0; at < names.len; at += strlen(names.data + at) + 1)
		buf_printf(&list, "%s%s", at ? ", " : "", names.data + at);
	if (n == 1)
		buf_puts(name, buf_str(&names));
	if (n == 0)
		err_set(e, 0, "", "`mmaptutor present LESSON --share` begins; with --mode it names its socket",
			"nobody of this user presents on this host");
	if (n > 1)
		err_set(e, 0, "", "say which: `mmaptutor follow SOCKET`", "%zu presenters: %s", n, buf_str(&list));
	buf_finish(&names);
	buf_finish(&list);
	return n == 1 ? 0 : n == 0 ? -ENOENT : -EINVAL;
}

struct follow *follow_on(int fd)
{
	struct follow *f = mem_zalloc(1, sizeof(*f));
	*f = (struct follow){ .fd = fd, .voted = -1 };
	buf_init(&f->body, WIRE_FRAME_MAX);
	return f;
}

int follow_open(struct follow **out, const char *path, struct err *e)
{
	struct buf name;
	int fd = 0;
	buf_init(&name, 4096);
	if (path)
		buf_puts(&name, path);
	else
		fd = find_one(&name, e);
	if (fd == 0) {
		fd = door_knock(buf_str(&name));
		if (fd < 0)
			not_there(fd, buf_str(&name), e);
	}
	buf_finish(&name);
	if (fd < 0)
		return fd;
	*out = follow_on(fd);
	return 0;
}

void follow_close(struct follow *f)
{
	if (!f)
		return;
	drop_state(f);
	lesson_free(f->lesson);
	buf_finish(&f->body);
	close(f->fd);
	free(f);
}
