/* Names of addresses, lines of maps and what became of them, in words. */
#include "text/words.h"

#include <ctype.h>
#include <string.h>

#include "base/fmt.h"
#include "base/text.h"
#include "base/tr.h"
#include "tutor/say.h"

#define NEAR   64 /* pages from a name that an address may lie */
#define SHARED "/dev/zero (deleted)"

/* ---- names ---- */

static void forget(struct places *p, const char *name, size_t len)
{
	for (size_t i = 0; i < p->n; i++) {
		if (strlen(p->v[i].name) != len || strncmp(p->v[i].name, name, len) != 0)
			continue;
		memmove(&p->v[i], &p->v[i + 1], (p->n - i - 1) * sizeof(p->v[0]));
		p->n--;
		return;
	}
}

/* The bytes of the name that a statement sets, after "die:" and an actor; 0 where it sets none. */
static size_t target(const char *source, const char **name)
{
	const char *colon = strchr(source, ':');
	size_t len;

	while (colon != NULL && strcspn(source, "(=\"'?") > (size_t)(colon - source)) {
		source = colon + 1;
		colon = strchr(source, ':');
	}
	source += strspn(source, " ");
	*name = source;
	for (len = 0; isalnum((unsigned char)source[len]) || source[len] == '_';)
		len++;
	source += len + strspn(source + len, " ");
	return source[0] == '=' && source[1] != '=' ? len : 0;
}

void places_add(struct places *p, const struct record *r)
{
	for (size_t i = 0; i < r->statements_n; i++) {
		const struct outcome *o = &r->statements[i].outcome;
		const char *name;
		size_t len = target(r->statements[i].source, &name);

		if (len == 0 || len >= PLACE_NAME || r->statements[i].repeat > 0)
			continue;
		forget(p, name, len);
		if (o->kind != OUTCOME_VALUE || o->type != TYPE_POINTER || o->value == 0 || p->n == PLACES_MAX)
			continue;
		memcpy(p->v[p->n].name, name, len);
		p->v[p->n].name[len] = '\0';
		p->v[p->n++].at = (uint64_t)o->value;
	}
}

static uint64_t distance(uint64_t a, uint64_t b)
{
	return a > b ? a - b : b - a;
}

/* The nearest name on one side; of two at one place the later. -1 where none is near. */
static int nearest_on(const struct places *p, uint64_t at, uint64_t page, bool above)
{
	int found = -1;

	for (size_t i = 0; p != NULL && i < p->n; i++) {
		uint64_t far = distance(p->v[i].at, at);

		if ((p->v[i].at > at) == above && far <= NEAR * page &&
		    (found < 0 || far <= distance(p->v[found].at, at)))
			found = (int)i;
	}
	return found;
}

/* As one would write it in C: a name with something added, where there is one. */
static int nearest(const struct places *p, uint64_t at, uint64_t page)
{
	int below = nearest_on(p, at, page, false);

	return below >= 0 ? below : nearest_on(p, at, page, true);
}

void words_place(uint64_t at, const struct places *p, uint64_t page, struct buf *out)
{
	char text[FMT_MAX];
	int i = nearest(p, at, page);
	uint64_t far = p != NULL && i >= 0 ? distance(p->v[i].at, at) : 0;

	if (i < 0 || far % page != 0)
		buf_puts(out, fmt_addr(text, at));
	else if (far == 0)
		buf_puts(out, p->v[i].name);
	else if (at > p->v[i].at)
		buf_printf(out, "%s + %s", p->v[i].name, fmt_pages(text, far / page));
	else
		buf_printf(out, "%s before %s", fmt_pages(text, far / page), p->v[i].name);
}

/* ---- lines of maps ---- */

static void put_perms(const char *perms, struct buf *out)
{
	static const char *const words[] = { N_("readable"), N_("writable"), N_("executable") };
	size_t n = 0, of = 0;

	for (size_t i = 0; i < 3; i++)
		of += perms[i] != '-';
	for (size_t i = 0; i < 3; i++) {
		if (perms[i] == '-')
			continue;
		buf_printf(out, "%s%s", n == 0 ? "" : n + 1 == of ? tr(" and ") : ", ", tr(words[i]));
		n++;
	}
	if (of == 0)
		buf_puts(out, tr("without any access"));
}

/* The page of this machine, from any of its lines: all of them are made of whole pages. */
static uint64_t page_of(const struct memmap *m)
{
	uint64_t bits = 0;

	for (size_t i = 0; i < m->n; i++)
		bits |= m->v[i].start | m->v[i].end;
	return bits != 0 ? bits & -bits : 1;
}

/* "of the file three.dat from byte 4,096 on", "[stack]". */
static void put_path(const struct memmap *m, const struct region *r, struct buf *out)
{
	const char *path = memmap_path(m, r);
	const char *base = path;
	char text[FMT_MAX];

	if (r->path_len == 0)
		return;
	for (size_t i = 0; i < r->path_len && path[0] == '/'; i++) {
		if (path[i] == '/')
			base = path + i + 1;
	}
	/* What the kernel calls the memory behind MAP_SHARED|MAP_ANONYMOUS. */
	if (r->path_len == strlen(SHARED) && memcmp(path, SHARED, r->path_len) == 0) {
		buf_puts(out, tr(", anonymous"));
		return;
	}
	buf_puts(out, path[0] == '/' ? tr(", of the file ") : ", ");
	text_clean(out, base, r->path_len - (size_t)(base - path), false);
	if (path[0] == '/' && r->offset > 0)
		buf_printf(out, " from byte %s on", fmt_count(text, r->offset));
}

/* "4 KiB at m, readable and writable, private" */
static void put_region(const struct memmap *m, const struct region *r, const struct places *p, struct buf *out)
{
	char text[FMT_MAX];
	/* What the system put there is near a name by chance. */
	bool ours = r->path_len == 0 || memmap_path(m, r)[0] == '/';

	buf_printf(out, "%s at ", fmt_size(text, r->end - r->start));
	words_place(r->start, ours ? p : NULL, page_of(m), out);
	buf_puts(out, ", ");
	put_perms(r->perms, out);
	buf_puts(out, r->perms[3] == 's' ? tr(", shared") : tr(", private"));
	put_path(m, r, out);
}

void words_maps(const struct snapshot *s, const struct places *p, struct buf *out)
{
	if (!s->taken) {
		buf_puts(out, tr("The process has ended: it has no lines of maps.\n"));
		return;
	}
	buf_printf(out, "%zu line%s of maps, from low to high addresses.\n", s->maps.n, s->maps.n == 1 ? "" : "s");
	for (size_t i = 0; i < s->maps.n; i++) {
		buf_printf(out, "line %zu of maps: ", i + 1);
		put_region(&s->maps, &s->maps.v[i], p, out);
		buf_putc(out, '\n');
	}
}

/* ---- changes ---- */

static void say_plain(const char *word, const struct diff_line *l, const struct region *x, const struct region *y,
		      struct buf *out)
{
	(void)l, (void)x, (void)y;
	buf_puts(out, word);
}

static void say_by(const char *word, const struct diff_line *l, const struct region *x, const struct region *y,
		   struct buf *out)
{
	char text[FMT_MAX];

	(void)l;
	buf_puts(out, word);
	if (x != NULL)
		buf_printf(out, " by %s", fmt_size(text, distance(x->end - x->start, y->end - y->start)));
}

static void say_parts(const char *word, const struct diff_line *l, const struct region *x, const struct region *y,
		      struct buf *out)
{
	(void)x, (void)y;
	buf_printf(out, "%s %u", word, l->parts);
}

static const struct {
	const char *word;
	void (*say)(const char *, const struct diff_line *, const struct region *, const struct region *, struct buf *);
} changes[CHANGES] = {
	[CHANGE_KEPT] = { N_("kept"), say_plain },
	[CHANGE_NEW] = { N_("new"), say_plain },
	[CHANGE_GONE] = { N_("gone"), say_plain },
	[CHANGE_GREW] = { N_("grew"), say_by },
	[CHANGE_SHRANK] = { N_("shrank"), say_by },
	[CHANGE_SPLIT] = { N_("one was split in"), say_parts },
	[CHANGE_MERGED] = { N_("merged from"), say_parts },
	[CHANGE_MOVED] = { N_("moved here"), say_plain },
	[CHANGE_PERMS] = { N_("its permissions changed"), say_plain },
	[CHANGE_REPLACED] = { N_("replaced by another mapping"), say_plain },
};

static void put_gone(const struct diff_line *l, const struct memmap *before, const struct places *p, struct buf *out)
{
	struct region r = before->v[l->before];

	/* Of a line that was split the hole alone is gone. */
	r.start = l->start;
	r.end = l->end;
	buf_puts(out, l->part ? tr("a part is gone: ") : tr("gone: "));
	put_region(before, &r, p, out);
	buf_putc(out, '\n');
}

static void put_change(const struct diff_line *l, const struct actor_record *a, const struct places *p, struct buf *out)
{
	const struct memmap *before = &a->before.maps, *after = &a->after.maps;
	const struct region *x = l->before != MEMMAP_NONE ? &before->v[l->before] : NULL;
	const struct region *y = l->after != MEMMAP_NONE ? &after->v[l->after] : NULL;

	if (a->name[0] != '\0')
		buf_printf(out, "of %s, ", a->name);
	if (y == NULL) {
		put_gone(l, before, p, out);
		return;
	}
	buf_printf(out, "line %zu of maps, ", l->after + 1);
	changes[l->change].say(tr(changes[l->change].word), l, x, y, out);
	buf_puts(out, ": ");
	put_region(after, y, p, out);
	if (x != NULL && memcmp(x->perms, y->perms, 4) != 0) {
		buf_puts(out, tr("; before it was "));
		put_perms(x->perms, out);
		buf_puts(out, x->perms[3] == 's' ? tr(", shared") : tr(", private"));
	}
	buf_putc(out, '\n');
}

void words_changes(const struct actor_record *a, const struct places *p, struct buf *out)
{
	if (!a->after.taken || !a->before.taken)
		return;
	if (a->diff.changed == 0)
		buf_printf(out, "No line of maps changed%s%s.\n", a->name[0] != '\0' ? tr(" in ") : "", a->name);
	for (size_t i = 0; i < a->diff.n; i++) {
		if (a->diff.v[i].change != CHANGE_KEPT)
			put_change(&a->diff.v[i], a, p, out);
	}
}

/* ---- statements, totals ---- */

/* The name of exactly this address, or NULL. */
static const char *name_of(const struct places *p, const struct outcome *o)
{
	int i = o->kind == OUTCOME_VALUE && o->type != TYPE_TEXT ? nearest(p, (uint64_t)o->value, 1) : -1;

	return i >= 0 && p->v[i].at == (uint64_t)o->value ? p->v[i].name : NULL;
}

static void put_outcome(const struct outcome *o, const struct places *p, struct buf *out)
{
	const char *name = name_of(p, o);

	/* What is no pointer to the table of calls, and is an address all the same: that of memcpy(). */
	if (name != NULL && o->type != TYPE_POINTER)
		buf_puts(out, name);
	else
		say_outcome(o, out);
}

void words_statement(const struct statement_record *s, const struct places *p, struct buf *out)
{
	static const char *const verbs[] = { [OUTCOME_NONE] = N_("gives "),
					     [OUTCOME_VALUE] = N_("gives "),
					     [OUTCOME_ERROR] = N_("fails: "),
					     [OUTCOME_SIGNAL] = N_("faults: "),
					     [OUTCOME_NOTRUN] = "" };
	const char *verb =
	    s->outcome.kind < OUTCOME_NOTRUN && verbs[s->outcome.kind] != NULL ? tr(verbs[s->outcome.kind]) : NULL;
	char text[FMT_MAX];

	buf_puts(out, "  ");
	if (s->repeat > 0)
		buf_printf(out, "%s times: ", fmt_count(text, s->repeat));
	say_source(s->source, s->actor, 0, s->die, out);
	buf_putc(out, '\n');
	if (!say_speaks(&s->outcome) && s->minflt + s->majflt == 0)
		return;
	buf_puts(out, "  ");
	if (say_speaks(&s->outcome)) {
		buf_puts(out, verb != NULL ? verb : "");
		put_outcome(&s->outcome, p, out);
	}
	if (s->minflt + s->majflt > 0) {
		buf_puts(out, say_speaks(&s->outcome) ? tr(", with ") : tr("with "));
		say_faults(s->minflt, s->majflt, out);
	}
	buf_putc(out, '\n');
}

static void put_total(const char *what, uint64_t before, uint64_t after, struct buf *out)
{
	char text[FMT_MAX], more[FMT_MAX];

	if (after == UINT64_MAX) {
		buf_printf(out, "%s: unknown\n", what);
		return;
	}
	buf_printf(out, "%s: %s", what, fmt_size(text, after));
	if (before != UINT64_MAX && before != after)
		buf_printf(out, ", %s %s than before", fmt_size(more, distance(before, after)),
			   after > before ? tr("more") : tr("less"));
	buf_putc(out, '\n');
}

void words_totals(const struct totals *before, const struct totals *after, struct buf *out)
{
	put_total(tr("address space"), before->vm_size, after->vm_size, out);
	put_total(tr("resident, Rss"), before->rss, after->rss, out);
	put_total(tr("its share of what is resident, Pss"), before->pss, after->pss, out);
	put_total(tr("locked"), before->locked, after->locked, out);
}
