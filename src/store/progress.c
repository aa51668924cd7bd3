/*
 * Progress from the log. Two tables with open addressing, so that a log of any content is read in time:
 *
 *   lessons  (lesson, rev)        ──▶ struct progress
 *   steps    (struct progress, id) ──▶ its latest mark
 */
#include "store/progress.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct step_seen {
	struct progress *of;
	const char *id;
	bool seen;      /* in its lesson, not in a quiz alone */
	enum mark mark; /* of the latest answer that has one */
};

/* A table of pointers; size is 0 or a power of two, and at least twice n. */
struct table {
	void **slot;
	size_t n, size;
};

struct progress_table {
	struct arena arena;
	struct table lessons, steps;
};

static uint64_t hash_text(uint64_t h, const char *s)
{
	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 0x100000001b3;
	return h;
}

static uint64_t hash_lesson(const char *lesson, int64_t rev)
{
	uint64_t h = hash_text(0xcbf29ce484222325 ^ (uint64_t)rev, lesson);
	return h ^ h >> 29;
}

static uint64_t hash_step(const struct progress *of, const char *id)
{
	uint64_t h = hash_text(0xcbf29ce484222325 ^ (uint64_t)(uintptr_t)of, id);
	return h ^ h >> 29;
}

static uint64_t hash_of_progress(const void *entry)
{
	const struct progress *p = entry;
	return hash_lesson(p->lesson, p->rev);
}

static uint64_t hash_of_step(const void *entry)
{
	const struct step_seen *s = entry;
	return hash_step(s->of, s->id);
}

static void place(struct table *t, uint64_t hash, void *entry)
{
	size_t i = hash & (t->size - 1);
	while (t->slot[i])
		i = (i + 1) & (t->size - 1);
	t->slot[i] = entry;
}

static void table_add(struct table *t, uint64_t hash, void *entry, uint64_t (*hash_again)(const void *))
{
	if (2 * (t->n + 1) > t->size) {
		struct table old = *t;
		t->size = old.size ? 2 * old.size : 64;
		t->slot = mem_zalloc(t->size, sizeof *t->slot);
		for (size_t i = 0; i < old.size; i++)
			if (old.slot[i])
				place(t, hash_again(old.slot[i]), old.slot[i]);
		free(old.slot);
	}
	place(t, hash, entry);
	t->n++;
}

static struct progress *find_lesson(const struct progress_table *t, uint64_t hash, const char *lesson, int64_t rev)
{
	for (size_t i = hash; t->lessons.size; i++) {
		struct progress *p = t->lessons.slot[i & (t->lessons.size - 1)];
		if (!p || (p->rev == rev && !strcmp(p->lesson, lesson)))
			return p;
	}
	return NULL;
}

static struct step_seen *find_step(const struct progress_table *t, uint64_t hash, const struct progress *of,
				   const char *id)
{
	for (size_t i = hash; t->steps.size; i++) {
		struct step_seen *s = t->steps.slot[i & (t->steps.size - 1)];
		if (!s || (s->of == of && !strcmp(s->id, id)))
			return s;
	}
	return NULL;
}

static struct progress *need_lesson(struct progress_table *t, const struct event *ev)
{
	uint64_t hash = hash_lesson(ev->lesson, ev->rev);
	struct progress *p = find_lesson(t, hash, ev->lesson, ev->rev);
	if (p)
		return p;
	p = arena_alloc(&t->arena, 1, sizeof *p);
	*p = (struct progress){ .lesson = arena_strdup(&t->arena, ev->lesson), .rev = ev->rev, .step = "" };
	table_add(&t->lessons, hash, p, hash_of_progress);
	return p;
}

static struct step_seen *need_step(struct progress_table *t, struct progress *of, const char *id)
{
	uint64_t hash = hash_step(of, id);
	struct step_seen *s = find_step(t, hash, of, id);
	if (s)
		return s;
	s = arena_alloc(&t->arena, 1, sizeof *s);
	*s = (struct step_seen){ .of = of, .id = arena_strdup(&t->arena, id) };
	table_add(&t->steps, hash, s, hash_of_step);
	return s;
}

static void count_mark(struct progress *p, struct step_seen *s, enum mark mark)
{
	p->right += (size_t)(mark == MARK_RIGHT) - (size_t)(s->mark == MARK_RIGHT);
	p->wrong += (size_t)(mark == MARK_WRONG) - (size_t)(s->mark == MARK_WRONG);
	s->mark = mark;
}

struct progress_table *progress_new(void)
{
	return mem_zalloc(1, sizeof(struct progress_table));
}

void progress_add(struct progress_table *t, const struct event *ev)
{
	if (ev->kind == EVENT_OTHER || !*ev->lesson)
		return;
	struct progress *p = need_lesson(t, ev);
	p->time = ev->time;
	if (ev->kind == EVENT_DONE) {
		p->done = true;
		p->step = "";
	} else if (*ev->step) {
		struct step_seen *s = need_step(t, p, ev->step);
		p->seen += !s->seen && !ev->quiz;
		s->seen |= !ev->quiz;
		if (ev->kind == EVENT_STEP)
			p->step = s->id;
		else if (ev->kind == EVENT_ANSWER && ev->mark != MARK_NONE)
			count_mark(p, s, ev->mark);
	}
}

static bool on_event(void *data, const struct event *ev)
{
	progress_add(data, ev);
	return true;
}

struct progress_table *progress_load(struct store *s, struct err *e)
{
	if (!s)
		return NULL;
	struct progress_table *t = progress_new();
	if (store_each(s, on_event, t, NULL, e) < 0) {
		progress_free(t);
		return NULL;
	}
	return t;
}

void progress_free(struct progress_table *t)
{
	if (!t)
		return;
	free(t->lessons.slot);
	free(t->steps.slot);
	arena_finish(&t->arena);
	free(t);
}

const struct progress *progress_find(const struct progress_table *t, const char *lesson, int64_t rev)
{
	return t ? find_lesson(t, hash_lesson(lesson, rev), lesson, rev) : NULL;
}

bool progress_step(const struct progress_table *t, const struct progress *p, const char *step, enum mark *mark)
{
	const struct step_seen *s = t && p ? find_step(t, hash_step(p, step), p, step) : NULL;
	*mark = s ? s->mark : MARK_NONE;
	return s != NULL;
}

bool store_position(struct store *s, const char *lesson, int64_t rev, struct buf *step)
{
	struct progress_table *t = progress_load(s, NULL);
	const struct progress *p = progress_find(t, lesson, rev);
	bool found = p && *p->step;
	if (found)
		buf_puts(step, p->step);
	progress_free(t);
	return found;
}
