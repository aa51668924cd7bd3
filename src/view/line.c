/* What is said of a line of maps: its name, its permissions, what became of it. */
#include "view/line.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/tr.h"
#include "view/pane.h"

#define NAME_MAX_SHOWN 8192

enum look line_perms(const char *perms)
{
	bool r = perms[0] == 'r', w = perms[1] == 'w', x = perms[2] == 'x';
	if (w && x)
		return LOOK_PERM_RWX;
	if (x)
		return LOOK_PERM_RX;
	if (w)
		return LOOK_PERM_RW;
	return r ? LOOK_PERM_R : LOOK_PERM_NONE;
}

static enum look change_look(enum change c)
{
	static const enum look looks[CHANGES] = {
		[CHANGE_KEPT] = LOOK_TEXT,        [CHANGE_NEW] = LOOK_NEW,        [CHANGE_GONE] = LOOK_GONE,
		[CHANGE_GREW] = LOOK_CHANGED,     [CHANGE_SHRANK] = LOOK_CHANGED, [CHANGE_SPLIT] = LOOK_CHANGED,
		[CHANGE_MERGED] = LOOK_CHANGED,   [CHANGE_MOVED] = LOOK_CHANGED,  [CHANGE_PERMS] = LOOK_CHANGED,
		[CHANGE_REPLACED] = LOOK_CHANGED,
	};
	return looks[c];
}

static bool is_fixed(const struct statement_record *st)
{
	const char *at = strstr(st->source, "MAP_FIXED");
	return at && strncmp(at, "MAP_FIXED_NOREPLACE", 19) != 0 && st->outcome.kind == OUTCOME_VALUE;
}

/* Did a call of the step put this line over something that was mapped there? The map alone may not show it. */
static bool was_replaced(const struct record *r, const struct space_row *row)
{
	const struct actor_record *a = &r->actors[row->actor];
	const struct memmap *m = a->late.n ? &a->late : &a->before.maps;
	if (row->was || memmap_find(m, row->start) == MEMMAP_NONE)
		return false;
	for (size_t i = 0; i < r->statements_n; i++) {
		const struct statement_record *st = &r->statements[i];
		if (is_fixed(st) && strcmp(st->actor, a->name) == 0 && (uint64_t)st->outcome.value == row->start)
			return true;
	}
	return false;
}

/* As diff_say has it, but short: the picture names the permissions by their letters. */
static void say_change(const struct record *r, const struct space_row *row, struct buf *out)
{
	const char *word = tr(", permissions ");
	const struct actor_record *a = &r->actors[row->actor];
	struct buf b;
	buf_init(&b, 512);
	if (row->last)
		diff_say(&a->last.v[row->diff], &a->late, &a->after.maps, &b);
	else
		diff_say(&a->diff.v[row->diff], &a->before.maps, &a->after.maps, &b);
	const char *say = buf_str(&b), *perms = strstr(say, word);
	buf_put(out, say, perms ? (size_t)(perms - say) : b.len);
	if (perms)
		buf_printf(out, ", %s", perms + strlen(word));
	buf_finish(&b);
}

void line_init(struct line *l, const struct learn_view *v, const struct space_row *row)
{
	const struct record *r = learn_record(v);
	*l = (struct line){ .row = row, .sign = ' ', .look = LOOK_TEXT };
	buf_init(&l->note, 512);
	l->maps = !r         ? &v->now->maps
		  : row->was ? &r->actors[row->actor].before.maps
			     : &r->actors[row->actor].after.maps;
	l->region = &l->maps->v[row->region];
	if (!r || row->change == CHANGE_KEPT)
		return;
	bool replaced = was_replaced(r, row);
	l->sign = diff_sign(replaced ? CHANGE_REPLACED : row->change);
	l->look = change_look(replaced ? CHANGE_REPLACED : row->change);
	if (replaced)
		buf_puts(&l->note, tr("replaced by MAP_FIXED"));
	else
		say_change(r, row, &l->note);
}

void line_finish(struct line *l)
{
	buf_finish(&l->note);
}

/* Where the focus begins; 0 without one. */
static uint64_t focus_start(const struct learn_view *v)
{
	const struct record *r = learn_record(v);
	if (r)
		return r->focus_len ? r->focus_start : 0;
	return v->now && v->now->focus.end > v->now->focus.start ? v->now->focus.start : 0;
}

void line_name(const struct line *l, const struct learn_view *v, struct buf *out)
{
	const struct step *step = learn_step(v);
	const struct record *r = learn_record(v);
	const char *focus = r ? r->focus : step->focus.source.text;
	uint64_t at = focus_start(v);
	if (focus && at && l->row->start <= at && at < l->row->end && l->row->change != CHANGE_GONE) {
		buf_puts(out, focus);
		if (l->region->path_len)
			buf_puts(out, " = ");
	}
	char *path = strndup(memmap_path(l->maps, l->region), l->region->path_len);
	const char *last = path && *path == '/' ? strrchr(path, '/') : NULL;
	if (path)
		buf_puts(out, last && last[1] ? last + 1 : path);
	free(path);
}

/* The beginning, dots, and the end, in `columns`. */
static int put_ends(struct area a, int x, int y, int columns, enum look look, const char *s)
{
	const char *dots = a.canvas->ascii ? "..." : "…";
	int from = x, room = columns - area_columns(a, dots), front = room / 2;
	size_t n = strlen(s), head = text_fit(s, n, (size_t)front), tail = n;
	for (size_t at = head; at < n && tail == n;) {
		uint32_t code;
		at += text_decode(s + at, n - at, &code);
		if ((int)text_width(s + at, n - at) <= room - front)
			tail = at;
	}
	char *begin = strndup(s, head);
	x += begin ? area_text(a, x, y, -1, look, begin) : 0;
	x += area_text(a, x, y, -1, look, dots);
	x += area_text(a, x, y, -1, look, s + tail);
	free(begin);
	return x - from;
}

void line_label(struct area a, int x, int y, const struct line *l, enum look look, const char *name)
{
	const char *note = buf_str(&l->note);
	int noted = area_columns(a, note), room = a.w - x - (noted ? noted + 2 : 0), columns = area_columns(a, name);
	if (columns && columns <= room)
		x += area_text(a, x, y, -1, look, name) + 2;
	else if (columns && room >= 8)
		x += put_ends(a, x, y, room, look, name) + 2;
	area_text(a, x, y, -1, l->look, note);
}
