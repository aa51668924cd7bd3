/* What the presenter's side keeps: its frames, and of each follower a few words. */
#ifndef SHARE_GUEST_H
#define SHARE_GUEST_H

#include <sys/types.h>

#include "share/share.h"

#define SHARE_GUESTS 512
enum { NO_VOTE = -1 };

/* The newest of each; in the order in which a new follower gets them. */
enum news { NEWS_HELLO, NEWS_LESSON, NEWS_STATE, NEWS };

struct frame {
	uint32_t refs, number; /* number: counts up, of its kind */
	size_t len;
	struct frame *older; /* of all that live, the newest first */
	char *bytes;
};

struct guest {
	bool there, waits; /* waits: for room in its socket */
	bool half;         /* the first byte of a vote came */
	uint8_t first;
	int8_t vote;
	int fd;
	uint32_t seen[NEWS]; /* numbers of what it has, or is in the middle of; 0: none */
	size_t at;           /* bytes of the frame that are written */
	struct frame *frame; /* that it is in the middle of */
	int64_t second;      /* in which so many votes came */
	uint32_t came;
};

struct share {
	int epoll, door;
	int later; /* timerfd: all are to be written to */
	bool open; /* the door is watched */
	unsigned mode;
	pid_t pid;
	char *path;
	uint32_t lesson_number;
	struct frame *news[NEWS], *frames;
	uint8_t ask;
	bool asking;
	size_t choices;
	uint32_t followers, changes; /* changes: of votes */
	struct guest guests[SHARE_GUESTS];
};

/* Takes over what b holds; nobody is written to. */
void share_news(struct share *s, enum news kind, struct buf *b);
void share_greet(struct share *s);
void share_unshut(struct share *s);
void frame_release(struct share *s, struct frame *f); /* NULL is fine */

bool guest_add(struct share *s, int fd); /* false: not let in; fd is taken either way */
void guest_drop(struct share *s, size_t i);
/* As far as it goes at once. */
void guest_write(struct share *s, size_t i);
void guest_ready(struct share *s, size_t i, uint32_t events);

#endif
