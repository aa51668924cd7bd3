/* Observations of the lines of maps, of smaps and of status. */
#include <errno.h>
#include <string.h>

#include "tutor/observe.h"
#include "tutor/parts.h"

const struct memmap *stage_maps(struct stage *s, int actor, struct err *e)
{
	if (s->maps_acts == s->acts + 1 && s->maps_actor == actor)
		return &s->maps;
	s->maps_acts = 0;
	if (proc_maps(&s->actors[actor].proc, &s->maps, e) < 0)
		return NULL;
	s->maps_acts = s->acts + 1;
	s->maps_actor = actor;
	return &s->maps;
}

const struct memmap *watch_maps(struct stage *s, int actor, struct value *out)
{
	struct err e = { 0 };

	if (actor >= 0 && (size_t)actor < s->actors_n && s->actors[actor].last_known)
		return &s->actors[actor].last;
	if (watch_actor(s, actor, out) == NULL)
		return NULL;
	const struct memmap *m = stage_maps(s, actor, &e);
	if (m == NULL)
		watch_unknown(s, out, "%s", e.what);
	return m;
}

WATCH(mapped)
{
	const struct memmap *m = watch_maps(ctx, actor, out);
	uint64_t len = (uint64_t)args[1].i;

	(void)n;
	return m != NULL ? watch_int(out, memmap_span(m, (uint64_t)args[0].i, len) >= len) : EVAL_OK;
}

WATCH(size)
{
	struct stage *s = ctx;
	const struct memmap *m = watch_maps(s, actor, out);
	uint64_t a = (uint64_t)args[0].i;
	const struct made *made = stage_made(s, actor, a);

	(void)n;
	if (m == NULL)
		return EVAL_OK;
	return watch_int(out, made != NULL ? (int64_t)memmap_span(m, a, stage_made_end(s, made) - a) : 0);
}

WATCH(vmas)
{
	const struct memmap *m = watch_maps(ctx, actor, out);

	if (m == NULL)
		return EVAL_OK;
	if (n == 1)
		return watch_unknown(ctx, out, "vmas() takes a range, or nothing");
	if (n == 2)
		return watch_int(out, (int64_t)memmap_count(m, (uint64_t)args[0].i, (uint64_t)args[1].i));
	return watch_int(out, (int64_t)m->n);
}

/* The line that holds an address; *out says so where there is none. */
static const struct region *line_of(struct stage *s, int actor, const struct value *at, const struct memmap **m,
				    struct value *out)
{
	size_t i;

	*m = watch_maps(s, actor, out);
	if (*m == NULL)
		return NULL;
	i = memmap_find(*m, (uint64_t)at->i);
	if (i != MEMMAP_NONE)
		return &(*m)->v[i];
	watch_unknown(s, out, "nothing is mapped at that address");
	return NULL;
}

WATCH(perms)
{
	struct stage *s = ctx;
	const struct memmap *m = watch_maps(s, actor, out);
	size_t i;

	(void)n;
	if (m == NULL)
		return EVAL_OK;
	i = memmap_find(m, (uint64_t)args[0].i);
	*out = value_string(i != MEMMAP_NONE ? arena_strdup(&s->arena, m->v[i].perms) : "", i != MEMMAP_NONE ? 4 : 0);
	return EVAL_OK;
}

WATCH(path)
{
	struct stage *s = ctx;
	const struct memmap *m = watch_maps(s, actor, out);
	const char *dir = workdir_path(s->dir), *text = "";
	size_t i, len = 0, dir_n = strlen(dir);

	(void)n;
	if (m == NULL)
		return EVAL_OK;
	i = memmap_find(m, (uint64_t)args[0].i);
	if (i != MEMMAP_NONE) {
		text = memmap_path(m, &m->v[i]);
		len = m->v[i].path_len;
		if (len > dir_n && memcmp(text, dir, dir_n) == 0 && text[dir_n] == '/') {
			text += dir_n + 1;
			len -= dir_n + 1;
		}
	}
	*out = value_string(arena_strndup(&s->arena, text, len), len);
	return EVAL_OK;
}

#define OF_LINE(word, field, kind)                                                                                     \
	WATCH(word)                                                                                                    \
	{                                                                                                              \
		const struct memmap *m;                                                                                \
		const struct region *r = line_of(ctx, actor, &args[0], &m, out);                                       \
                                                                                                                       \
		(void)n;                                                                                               \
		if (r != NULL)                                                                                         \
			*out = value_int((int64_t)r->field, kind);                                                     \
		return EVAL_OK;                                                                                        \
	}

OF_LINE(offset, offset, TYPE_INT)
OF_LINE(start, start, TYPE_POINTER)
OF_LINE(end, end, TYPE_POINTER)
OF_LINE(inode, inode, TYPE_INT)

/* What a function of proc/ said: the value, or the reason why it is unknown. */
static int proc_said(struct stage *s, int status, uint64_t v, const struct err *e, struct value *out)
{
	if (status < 0)
		return watch_unknown(s, out, "%s", e->what);
	return watch_int(out, (int64_t)v);
}

WATCH(smaps)
{
	struct actor *a = watch_actor(ctx, actor, out);
	struct err e = { 0 };
	uint64_t v = 0;
	int status;

	(void)n;
	if (a == NULL)
		return EVAL_OK;
	status = proc_smaps(&a->proc, (uint64_t)args[0].i, args[1].s, &v, &e);
	return proc_said(ctx, status, v, &e, out);
}

WATCH(vmflag)
{
	struct actor *a = watch_actor(ctx, actor, out);
	struct err e = { 0 };
	int status;

	(void)n;
	if (a == NULL)
		return EVAL_OK;
	if (args[1].len != 2)
		return watch_unknown(ctx, out, "a flag has two letters, as \"lo\"");
	status = proc_vmflag(&a->proc, (uint64_t)args[0].i, args[1].s, &e);
	return proc_said(ctx, status, (uint64_t)status, &e, out);
}

WATCH(status)
{
	struct actor *a = watch_actor(ctx, actor, out);
	struct err e = { 0 };
	uint64_t v = 0;
	int status;

	(void)n;
	if (a == NULL)
		return EVAL_OK;
	status = proc_status(&a->proc, args[0].s, &v, &e);
	return proc_said(ctx, status, v, &e, out);
}
