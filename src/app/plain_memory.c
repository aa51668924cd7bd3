/* Maps, pages and totals of the step or of what was tried last, or of the state before it. */
#include <stdlib.h>
#include <string.h>

#include "app/plain_state.h"
#include "base/tr.h"
#include "tutor/peek.h"

#define LINES_MAX (16 << 20)
#define ROW       8 /* bytes of a line */

/* What is looked at: a record, or the state before the first run. */
struct sight {
	const struct record *record; /* NULL: only `now` */
	const struct snapshot *now;
	struct snapshot own; /* that of free play, before the first statement */
	struct places places;
	const char *focus;
	uint64_t eof;
};

static const struct record *last_record(const struct plain *p)
{
	return p->play != NULL ? play_record(p->play) : plain_record(p);
}

/* The names of all that was run before, back to where the process began. */
void plain_places(struct plain *p, struct places *out)
{
	size_t to = p->play != NULL ? p->play->at : p->step + 1;

	for (size_t i = session_segment(p->lesson, to > 0 ? to - 1 : 0); i < to; i++) {
		const struct record *r = session_record(p->session, i);

		if (r != NULL && r->skipped == NULL && (!p->lesson->steps[i].uses_die || i + 1 == to))
			places_add(out, r);
	}
	for (size_t i = 0; p->play != NULL && i < p->play->done; i++)
		places_add(out, p->play->v[i].record);
}

static void look(struct plain *p, struct sight *s)
{
	const struct record *r = last_record(p);

	*s = (struct sight){ .eof = UINT64_MAX };
	plain_places(p, &s->places);
	if (r != NULL && r->skipped == NULL) {
		s->record = r;
		s->focus = r->focus;
		s->eof = r->focus_eof;
	} else if (p->play == NULL) {
		s->now = &p->now;
		s->focus = plain_step(p)->focus.source.text;
	} else {
		play_now(p->play, &s->own);
		s->now = &s->own;
	}
}

static void look_away(struct sight *s)
{
	snapshot_finish(&s->own);
}

/* The pages that can be asked for, of the first process; NULL: that has been said. */
static const struct pageset *pages_of(struct plain *p, const struct sight *s)
{
	const struct pageset *set = s->record == NULL ? &s->now->focus : NULL;

	if (s->record != NULL && s->record->actors_n > 0)
		set = &s->record->actors[0].after.focus;
	if (set != NULL && set->page != 0 && set->end > set->start)
		return set;
	plain_say(p, "No pages are looked at here.");
	return NULL;
}

static const char *name_of(const struct actor_record *a)
{
	return a->name[0] != '\0' ? a->name : tr("the parent");
}

static bool wants(const char *rest, const char *word)
{
	return strcmp(rest, word) == 0;
}

/* "map": all lines; "map before": as they were; "map changed": those that the step changed. */
void plain_maps(struct plain *p, const char *rest)
{
	struct sight s;
	struct buf out;

	look(p, &s);
	buf_init(&out, LINES_MAX);
	for (size_t i = 0; s.record != NULL && i < s.record->actors_n; i++) {
		const struct actor_record *a = &s.record->actors[i];

		if (wants(rest, tr("changed"))) {
			words_changes(a, &s.places, &out);
			continue;
		}
		if (s.record->actors_n > 1)
			buf_printf(&out, "Of %s:\n", name_of(a));
		words_maps(wants(rest, tr("before")) ? &a->before : &a->after, &s.places, &out);
	}
	if (s.record == NULL && s.now->taken)
		words_maps(s.now, &s.places, &out);
	else if (s.record == NULL)
		buf_puts(&out, tr("There is no process yet.\n"));
	plain_lines(p, buf_str(&out));
	buf_finish(&out);
	look_away(&s);
}

static void put_pages(const struct sight *s, const struct actor_record *a, bool before, struct buf *out)
{
	const struct pageset *set = before ? &a->before.focus : &a->after.focus;

	if (set->n == 0)
		return;
	if (s->record->actors_n > 1)
		buf_printf(out, "Of %s:\n", name_of(a));
	words_pages(set, s->eof, out);
}

/* "pages", "pages before"; "changed", of a run, says nothing where there are none. */
void plain_pages(struct plain *p, const char *rest)
{
	bool before = wants(rest, tr("before"));
	struct sight s;
	struct buf out;

	look(p, &s);
	buf_init(&out, LINES_MAX);
	for (size_t i = 0; s.record != NULL && i < s.record->actors_n; i++)
		put_pages(&s, &s.record->actors[i], before, &out);
	if (s.record != NULL && s.record->actors_n > 1 && out.len > 0 && !before) {
		struct buf shared;

		buf_init(&shared, LINES_MAX);
		words_shared(&s.record->actors[0].after.focus, &s.record->actors[1].after.focus, &shared);
		if (shared.len > 0)
			buf_printf(&out, "Of both:\n%s", buf_str(&shared));
		buf_finish(&shared);
	}
	if (s.now != NULL && s.now->taken)
		words_pages(&s.now->focus, s.eof, &out);
	if (out.len > 0)
		plain_say(p, "Pages of %s%s:", s.focus, before ? tr(", before the step") : "");
	else if (!wants(rest, tr("changed")))
		plain_say(p, "No pages are looked at here.");
	plain_lines(p, buf_str(&out));
	buf_finish(&out);
	look_away(&s);
}

/* "page 3": all that is known of it. */
void plain_page(struct plain *p, const char *rest)
{
	struct sight s;
	struct buf out;
	const struct pageset *set;
	size_t n;

	look(p, &s);
	set = pages_of(p, &s);
	n = set != NULL ? plain_number(p, rest, (set->end - set->start) / set->page, "page") : 0;
	buf_init(&out, LINES_MAX);
	for (size_t i = 0; n > 0 && s.record != NULL && i < s.record->actors_n; i++) {
		if (s.record->actors_n > 1)
			buf_printf(&out, "Of %s:\n", name_of(&s.record->actors[i]));
		words_page(&s.record->actors[i].after.focus, s.eof, n - 1, &out);
	}
	if (n > 0 && s.record == NULL)
		words_page(set, s.eof, n - 1, &out);
	plain_lines(p, buf_str(&out));
	buf_finish(&out);
	look_away(&s);
}

void plain_totals(struct plain *p, const char *rest)
{
	struct sight s;
	struct buf out;

	(void)rest;
	look(p, &s);
	buf_init(&out, LINES_MAX);
	for (size_t i = 0; s.record != NULL && i < s.record->actors_n; i++) {
		const struct actor_record *a = &s.record->actors[i];

		if (s.record->actors_n > 1)
			buf_printf(&out, "Of %s:\n", name_of(a));
		if (a->after.taken)
			words_totals(&a->before.totals, &a->after.totals, &out);
		else
			buf_puts(&out, tr("The process has ended.\n"));
	}
	if (s.record == NULL && s.now->taken)
		words_totals(&s.now->totals, &s.now->totals, &out);
	plain_lines(p, buf_str(&out));
	buf_finish(&out);
	look_away(&s);
}

/* Eight to a line, "48 65 6c 6c 6f   Hello"; lines alike are said once. */
static void put_bytes(const uint8_t *v, uint32_t n, struct buf *out)
{
	for (uint32_t i = 0; i < n; i += ROW) {
		uint32_t row = n - i < ROW ? n - i : ROW, from = i;

		buf_printf(out, "  from byte %u on: ", i);
		for (uint32_t k = 0; k < row; k++)
			buf_printf(out, "%02x ", v[i + k]);
		buf_puts(out, " ");
		for (uint32_t k = 0; k < row; k++)
			buf_putc(out, v[i + k] >= ' ' && v[i + k] < 127 ? (char)v[i + k] : '.');
		while (n - i >= 2 * ROW && memcmp(v + i, v + i + ROW, ROW) == 0)
			i += ROW;
		if (i > from)
			buf_printf(out, ", and the same up to byte %u", i + ROW - 1);
		buf_putc(out, '\n');
	}
}

/* Memory beside the file that it maps: where both are the same, one is enough to listen to. */
static void put_difference(const struct bytes *b, struct buf *out)
{
	uint32_t n = b->n < b->file_n ? b->n : b->file_n, differ = 0, first = 0;

	for (uint32_t i = 0; i < n; i++) {
		if (b->memory[i] == b->file[i])
			continue;
		first = differ == 0 ? i : first;
		differ++;
	}
	if (differ == 0)
		buf_printf(out, "%s has the same %u bytes\n", b->file_name, n);
	else
		buf_printf(out, "%s differs in %u byte%s, first in byte %u: %02x in memory, %02x in the file\n",
			   b->file_name, differ, differ == 1 ? "" : "s", first, b->memory[first], b->file[first]);
}

static void put_page_bytes(const struct bytes *b, struct buf *out)
{
	if (b->n == 0) {
		buf_printf(out, "The page is not looked at: %s\n", b->why != NULL ? b->why : tr("unknown"));
	} else {
		buf_printf(out, "memory, the first %u bytes:\n", b->n);
		put_bytes(b->memory, b->n, out);
	}
	if (b->file_why != NULL)
		buf_printf(out, "The file is not looked at: %s\n", b->file_why);
	else if (b->file_name != NULL && b->file_n > 0 && b->n > 0)
		put_difference(b, out);
	else if (b->file_name != NULL && b->file_n > 0) {
		buf_printf(out, "%s, the first %u bytes of the page:\n", b->file_name, b->file_n);
		put_bytes(b->file, b->file_n, out);
	}
}

/* "bytes 3": what the page holds, and the file behind it, without touching either. */
void plain_bytes(struct plain *p, const char *rest)
{
	struct bytes b = { 0 };
	struct sight s;
	struct buf out;
	const struct pageset *set;
	size_t n;

	look(p, &s);
	set = pages_of(p, &s);
	n = set != NULL ? plain_number(p, rest, (set->end - set->start) / set->page, "page") : 0;
	if (n > 0 && p->play != NULL)
		stage_peek(p->play->open ? &p->play->stage : NULL, set->start + (n - 1) * set->page, &b);
	else if (n > 0)
		session_peek(p->session, p->step, set->start + (n - 1) * set->page, &b);
	buf_init(&out, LINES_MAX);
	if (n > 0)
		put_page_bytes(&b, &out);
	plain_lines(p, buf_str(&out));
	buf_finish(&out);
	look_away(&s);
}
