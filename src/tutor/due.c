/* Cards from the log: one table with open addressing, so that a log of any content is read in time. */
#include "tutor/due.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct entry {
	uint64_t hash;
	const char *lesson, *step;
	int64_t rev;
	struct card card;
	struct due_answers answers;
};

/* size is 0 or a power of two, and at least twice n. */
struct due_table {
	struct arena arena;
	struct entry **slot;
	size_t n, size;
	int64_t now;
	size_t total; /* answers */
};

static uint64_t hash_text(uint64_t h, const char *s)
{
	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 0x100000001b3;
	return h ^ h >> 29;
}

static uint64_t hash_of(const char *lesson, int64_t rev, const char *step)
{
	return hash_text(hash_text(0xcbf29ce484222325 ^ (uint64_t)rev, lesson) * 31, step);
}

static struct entry *find(const struct due_table *t, uint64_t hash, const char *lesson, int64_t rev, const char *step)
{
	for (size_t i = hash; t->size; i++) {
		struct entry *e = t->slot[i & (t->size - 1)];

		if (!e || (e->hash == hash && e->rev == rev && !strcmp(e->lesson, lesson) && !strcmp(e->step, step)))
			return e;
	}
	return NULL;
}

static void place(struct due_table *t, struct entry *e)
{
	size_t i = e->hash & (t->size - 1);

	while (t->slot[i])
		i = (i + 1) & (t->size - 1);
	t->slot[i] = e;
}

static void grow(struct due_table *t)
{
	struct entry **old = t->slot;
	size_t size = t->size;

	t->size = size ? 2 * size : 256;
	t->slot = mem_zalloc(t->size, sizeof(struct entry *));
	for (size_t i = 0; i < size; i++)
		if (old[i])
			place(t, old[i]);
	free(old);
}

static struct entry *need(struct due_table *t, const struct event *ev)
{
	uint64_t hash = hash_of(ev->lesson, ev->rev, ev->step);
	struct entry *e = find(t, hash, ev->lesson, ev->rev, ev->step);

	if (e)
		return e;
	if (2 * (t->n + 1) > t->size)
		grow(t);
	e = arena_alloc(&t->arena, 1, sizeof *e);
	*e = (struct entry){ .hash = hash,
			     .lesson = arena_strdup(&t->arena, ev->lesson),
			     .step = arena_strdup(&t->arena, ev->step),
			     .rev = ev->rev };
	place(t, e);
	t->n++;
	return e;
}

enum grade due_grade(const struct event *ev)
{
	if (ev->kind != EVENT_ANSWER)
		return GRADE_NONE;
	return ev->grade ? ev->grade : schedule_grade(ev->mark, ev->sure, ev->skipped, ev->hints, ev->tries);
}

static void add(struct due_table *t, const struct event *ev)
{
	enum grade grade = due_grade(ev);
	struct entry *e;

	if (ev->kind != EVENT_ANSWER || !*ev->step || (!grade && ev->mark != MARK_VOID))
		return;
	e = need(t, ev);
	e->card = schedule_review(e->card, grade, ev->time);
	e->answers.n++;
	e->answers.right += grade >= GRADE_HARD;
	if (grade)
		e->answers.last = grade;
	t->total++;
}

struct reading {
	struct due_table *due;
	struct progress_table *progress; /* NULL: not asked for */
};

static bool on_event(void *data, const struct event *ev)
{
	struct reading *r = data;

	add(r->due, ev);
	if (r->progress)
		progress_add(r->progress, ev);
	return true;
}

static int read_log(struct store *s, int64_t now, struct reading *r, struct err *e)
{
	int status;

	r->due = mem_zalloc(1, sizeof *r->due);
	r->due->now = now;
	status = store_each(s, on_event, r, NULL, e);
	if (status < 0) {
		due_free(r->due);
		progress_free(r->progress);
		*r = (struct reading){ 0 };
	}
	return status;
}

struct due_table *due_load(struct store *s, int64_t now, struct err *e)
{
	struct reading r = { 0 };

	if (s)
		read_log(s, now, &r, e);
	return r.due;
}

struct due_table *due_load_with(struct store *s, int64_t now, struct progress_table **progress, struct err *e)
{
	struct reading r = { 0 };

	if (s) {
		r.progress = progress_new();
		read_log(s, now, &r, e);
	}
	*progress = r.progress;
	return r.due;
}

void due_free(struct due_table *t)
{
	if (!t)
		return;
	free(t->slot);
	arena_finish(&t->arena);
	free(t);
}

const struct card *due_card(const struct due_table *t, const char *lesson, int64_t rev, const char *step)
{
	const struct entry *e = t ? find(t, hash_of(lesson, rev, step), lesson, rev, step) : NULL;

	return e ? &e->card : NULL;
}

const struct due_answers *due_answers(const struct due_table *t, const char *lesson, int64_t rev, const char *step)
{
	const struct entry *e = t ? find(t, hash_of(lesson, rev, step), lesson, rev, step) : NULL;

	return e ? &e->answers : NULL;
}

size_t due_total(const struct due_table *t)
{
	return t ? t->total : 0;
}

bool due_step(const struct due_table *t, const struct lesson *l, size_t step)
{
	const struct step *s = &l->steps[step];
	const struct card *c = s->ask || s->task ? due_card(t, l->id, l->rev, s->id.text) : NULL;

	return c && schedule_is_due(c, t->now);
}

size_t due_steps(const struct due_table *t, const struct lesson *l)
{
	size_t n = 0;

	for (size_t i = 0; t && i < l->steps_n + l->drills_n; i++)
		n += due_step(t, l, i);
	return n;
}
