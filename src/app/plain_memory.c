/* Maps, pages and totals of the step or of what was tried last, or of the state before it. */
#include <stdlib.h>
#include <string.h>

#include "app/plain_state.h"
#include "tutor/peek.h"

#define LINES_MAX (16 << 20)
#define ROW       16 /* bytes of a line */

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
static void add_places(struct plain *p, struct places *out)
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
	add_places(p, &s->places);
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
	memmap_finish(&s->own.maps);
	pageset_finish(&s->own.focus);
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
	return a->name[0] != '\0' ? a->name : "the first process";
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

		if (wants(rest, "changed")) {
			words_changes(a, &s.places, &out);
			continue;
		}
		if (s.record->actors_n > 1)
			buf_printf(&out, "Of %s:\n", name_of(a));
		words_maps(wants(rest, "before") ? &a->before : &a->after, &s.places, &out);
	}
	if (s.record == NULL && s.now->taken)
		words_maps(s.now, &s.places, &out);
	else if (s.record == NULL)
		buf_puts(&out, "There is no process yet.\n");
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
	bool before = wants(rest, "before");
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
		plain_say(p, "Pages of %s%s:", s.focus, before ? ", before the step" : "");
	else if (!wants(rest, "changed"))
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
			buf_puts(&out, "The process has ended.\n");
	}
	if (s.record == NULL && s.now->taken)
		words_totals(&s.now->totals, &s.now->totals, &out);
	plain_lines(p, buf_str(&out));
	buf_finish(&out);
	look_away(&s);
}

/* Sixteen to a line: "48 65 6c 6c 6f   Hello". */
static void put_bytes(const uint8_t *v, uint32_t n, struct buf *out)
{
	for (uint32_t i = 0; i < n; i += ROW) {
		buf_printf(out, "  from byte %u: ", i);
		for (uint32_t k = i; k < n && k < i + ROW; k++)
			buf_printf(out, "%02x ", v[k]);
		buf_puts(out, " ");
		for (uint32_t k = i; k < n && k < i + ROW; k++)
			buf_putc(out, v[k] >= ' ' && v[k] < 127 ? (char)v[k] : '.');
		buf_putc(out, '\n');
	}
}

/* Without the zeros at the end; at least one byte. */
static uint32_t told(const uint8_t *v, uint32_t n)
{
	while (n > 1 && v[n - 1] == 0)
		n--;
	return n;
}

static void put_side(const char *what, const uint8_t *v, uint32_t n, struct buf *out)
{
	uint32_t some = n > 0 ? told(v, n) : 0;

	if (n > 0 && some == 1 && v[0] == 0) {
		buf_printf(out, "%s: %u bytes, all zero\n", what, n);
		return;
	}
	buf_printf(out, "%s, the first %u bytes%s:\n", what, some, some < n ? ", then zeros" : "");
	put_bytes(v, some, out);
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
	if (n > 0)
		session_peek(p->session, p->step, set->start + (n - 1) * set->page, &b);
	buf_init(&out, LINES_MAX);
	if (b.n == 0 && n > 0)
		buf_printf(&out, "The page cannot be looked at: %s\n", b.why != NULL ? b.why : "unknown");
	else if (n > 0)
		put_side("memory", b.memory, b.n, &out);
	if (b.file_name != NULL && b.file_n > 0)
		put_side(b.file_name, b.file, b.file_n, &out);
	else if (b.file_why != NULL)
		buf_printf(&out, "The file cannot be looked at: %s\n", b.file_why);
	plain_lines(p, buf_str(&out));
	buf_finish(&out);
	look_away(&s);
}
