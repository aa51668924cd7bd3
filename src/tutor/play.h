/*
 * Free play: statements typed by the learner, on a branch of a lesson. The lesson's own session is never touched:
 * the branch has processes and files of its own, to which the lesson's steps are repeated first.
 *
 *   lesson  ──step──step──●                         the session, as it was
 *                         └──▶ try ──try──try       a branch; undo and redo by replay; dropped on leaving
 */
#ifndef TUTOR_PLAY_H
#define TUTOR_PLAY_H

#include "base/diag.h"
#include "lang/scope.h"
#include "tutor/session.h"

#define PLAY_MAX 500 /* statements of one branch */

/* One statement that was tried. */
struct tried {
	struct arena arena; /* its text, its tree, the step made of it */
	const char *text;
	struct step *step;
	struct record *record; /* NULL while it is undone */
	bool ends;             /* the first process did not outlive it: what follows goes on from before it */
};

struct play {
	const struct lesson *lesson;
	struct session_options options;
	struct session *session; /* for the values of vary and for what is skipped */
	size_t first, at;        /* the lesson's steps [first, at) are the branch's past */
	struct stage stage;
	bool open;
	struct scope *scopes; /* the names known before statement i */
	struct tried *v;
	size_t n;    /* statements, undone ones too */
	size_t done; /* of them performed */
};

/*
 * Makes a branch in which the steps before `at` have been performed. 0 or -errno. The lesson must outlive it.
 */
int play_open(struct play **out, const struct lesson *lesson, size_t at, const struct session_options *o,
	      struct err *e);
void play_close(struct play *p); /* NULL is fine */

/*
 * Performs one statement; undone ones are forgotten. 0: the record is p->v[p->done - 1].record. -EINVAL: the text is
 * none of the language, or what it asks for is refused: le says where, and nothing was done. Else the branch could
 * not be kept, e says why.
 */
int play_try(struct play *p, const char *text, struct lang_err *le, struct err *e);
/* Back by one, by replay; -ENOENT where there is nothing to undo. */
int play_undo(struct play *p, struct err *e);
int play_redo(struct play *p, struct err *e);
/* Starts the processes again and repeats all that is done: after a process was lost. */
int play_again(struct play *p, struct err *e);

/* The record of the last statement, NULL where there is none. */
const struct record *play_record(const struct play *p);
/* The picture as it stands where nothing was tried yet; the caller finishes its parts. */
void play_now(struct play *p, struct snapshot *out);
/* Descriptors that poll readable when a process of the branch has ended; at most `max`. */
size_t play_watch(const struct play *p, int *fds, size_t max);
/* True once where a process ended that should be there; the next statement starts again. */
bool play_broken(struct play *p);
/* The names known now, for completion. */
const struct scope *play_scope(const struct play *p);
/* Parses and checks a text without performing it: -EINVAL with le. */
int play_check(const struct play *p, const char *text, struct lang_err *le);

/*
 * Writes what was done as a lesson of one step a statement, with what was observed as its expectations, so that it
 * passes `check`. -EEXIST where the file is there and `replace` is not set.
 */
int play_save(struct play *p, const char *path, bool replace, struct err *e);

#endif
