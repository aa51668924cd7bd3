/*
 * One presenter, many followers of the same host, over a unix socket.
 *
 *   presenter: share_show ──▶ one frame of bytes, shared by all ──▶ socket ──▶ follow_read ──▶ a view
 *              share_votes ◀── a count ◀── one byte of a vote  ◀── socket ◀── follow_vote
 *
 * A follower gets records, not screens, and needs no lab. Nothing of a follower holds the presenter up: what cannot be
 * written at once waits in the socket, and who falls behind goes on with the newest state when the frame that was begun
 * is through. What comes in is a stranger's on both sides: sizes are limited, and a frame that is none ends that
 * connection. The peer's user is checked: the presenter's own and root, and with `mode` others as it allows.
 */
#ifndef SHARE_SHARE_H
#define SHARE_SHARE_H

#include "base/err.h"
#include "model/answer.h"
#include "model/lesson.h"
#include "model/record.h"

#define SHARE_CHOICES 64 /* of a vote at most */

enum share_phase {
	SHARE_TITLE, /* the step is there, its text is not revealed yet */
	SHARE_TEXT,  /* text and question; not run */
	SHARE_DONE,  /* it ran */
	SHARE_BLANK  /* the screen is to be dark */
};

/* What a vote looks like while it lasts. Choices count as shown: place i of `order`. */
struct share_votes {
	bool open;   /* votes are taken */
	bool shown;  /* the distribution may be seen */
	bool marked; /* the right ones may be seen: the answer was revealed */
	size_t choices;
	uint32_t counts[SHARE_CHOICES];
	uint32_t voted;
	uint64_t right; /* bit i: choice i as shown */
};

/* All that a screen of the step needs. The strings and structs are the caller's (presenter) or the guest's (follower,
 * good until the next follow_read). */
struct share_state {
	const struct lesson *lesson;
	size_t step;
	enum share_phase phase;
	const struct record *record; /* NULL before the run */
	const struct snapshot *now;  /* before the run; NULL */
	const struct binding *vary;
	size_t vary_n;
	uint8_t order[64]; /* place → index of the choice in the lesson */
	size_t pages_n;    /* that the question asks about */
	bool zoomed;       /* the focus fills the screen */
	const char *aside; /* shown in place of a step's number, as "aside: what if"; NULL */
	struct share_votes votes;
	int64_t elapsed_s, left_s; /* left_s: -1 without a limit */
	uint32_t followers;
};

/* ---- the presenter ---- */

struct share;

/*
 * Opens the door: `path`, or one of its own under the runtime directory (NULL); share_path tells which. The socket and
 * its directory get `mode` (0: 0600 and 0700). One left by a killed presenter is taken over; -EADDRINUSE where one
 * lives.
 */
int share_open(struct share **out, const char *path, unsigned mode, struct err *e);
void share_close(struct share *s); /* removes the socket; NULL is fine */
const char *share_path(const struct share *s);
/* Readable (poll) when share_pump has something to do: who comes, who votes, who can be written to again. */
int share_fd(const struct share *s);
/* Does it, never waits. True where votes or the number of followers changed. */
bool share_pump(struct share *s);
/* This state is to be sent to all: share_pump does, 2 ms later, so that the presenter's own screen goes first. */
void share_show(struct share *s, const struct share_state *state);
/* Votes are counted anew over so many choices, each follower's latest; 0: none are taken. The states shown from here
 * on belong to this question: ask first, then show. */
void share_ask(struct share *s, size_t choices);
/* No more are taken; what was counted stays. */
void share_ask_end(struct share *s);
/* counts[SHARE_CHOICES] are set; how many have voted. */
uint32_t share_count(const struct share *s, uint32_t *counts);
uint32_t share_followers(const struct share *s);

/* ---- a follower ---- */

struct follow;

/* `path` NULL: the one presenter of this user that lives; with several, e names them. */
int follow_open(struct follow **out, const char *path, struct err *e);
void follow_close(struct follow *f);   /* NULL is fine */
int follow_fd(const struct follow *f); /* readable when follow_read has something to do */
/* Takes what came, never waits: 1 where the state is new, 0 not, -EPIPE the presenter is gone, -EBADMSG no presenter.
 */
int follow_read(struct follow *f, struct err *e);
/* The newest state; NULL before the first. Good until the next follow_read. */
const struct share_state *follow_state(const struct follow *f);
/* Votes for the choice at a place, as shown; the latest counts. 0 or -errno. */
int follow_vote(struct follow *f, size_t place);
/* The place that was voted for at this question, or -1. */
int follow_voted(const struct follow *f);

#endif
