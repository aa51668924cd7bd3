/* The form for mmap(), for whoever does not know the names yet. */
#include <string.h>

#include "app/play_form.h"
#include "base/tr.h"
#include "kernel/call.h"
#include "kernel/constant.h"

enum kind { FIELD, SUM, BOX };
enum { NAME = -1, ADDR, LENGTH, PROT, FLAGS, FD, OFFSET };

/* One row each, as they stand on the screen. A box belongs to the sum above it. */
static const struct {
	const char *label;
	enum kind kind;
	int param;
	size_t field;         /* of struct form */
	const char *first;    /* what a field begins with; of a box "on" where it begins ticked */
	const char *excludes; /* the box that cannot be ticked beside this one */
} rows[] = {
	{ "result", FIELD, NAME, 0, "m", NULL },
	{ "addr", FIELD, ADDR, 1, "NULL", NULL },
	{ "length", FIELD, LENGTH, 2, "page", NULL },
	{ "prot", SUM, PROT, 0, NULL, NULL },
	{ "PROT_READ", BOX, PROT, 0, "on", NULL },
	{ "PROT_WRITE", BOX, PROT, 0, "on", NULL },
	{ "PROT_EXEC", BOX, PROT, 0, NULL, NULL },
	{ "flags", SUM, FLAGS, 0, NULL, NULL },
	{ "MAP_SHARED", BOX, FLAGS, 0, NULL, "MAP_PRIVATE" },
	{ "MAP_PRIVATE", BOX, FLAGS, 0, "on", "MAP_SHARED" },
	{ "MAP_ANONYMOUS", BOX, FLAGS, 0, "on", NULL },
	{ "MAP_FIXED", BOX, FLAGS, 0, NULL, NULL },
	{ "MAP_FIXED_NOREPLACE", BOX, FLAGS, 0, NULL, NULL },
	{ "MAP_NORESERVE", BOX, FLAGS, 0, NULL, NULL },
	{ "MAP_POPULATE", BOX, FLAGS, 0, NULL, NULL },
	{ "MAP_LOCKED", BOX, FLAGS, 0, NULL, NULL },
	{ "fd", FIELD, FD, 3, "-1", NULL },
	{ "offset", FIELD, OFFSET, 4, "0", NULL },
};

#define ROWS (sizeof(rows) / sizeof(rows[0]))

void form_open(struct form *f)
{
	f->open = true;
	f->at = 0;
	for (size_t i = 0; i < ROWS; i++) {
		if (rows[i].kind == FIELD)
			entry_set(&f->fields[rows[i].field], rows[i].first);
		f->ticked[i] = rows[i].kind == BOX && rows[i].first != NULL;
	}
}

bool form_on_box(const struct form *f)
{
	return rows[f->at].kind == BOX;
}

static void tick(struct form *f)
{
	const char *other = rows[f->at].excludes;

	if (!form_on_box(f))
		return;
	f->ticked[f->at] = !f->ticked[f->at];
	for (size_t i = 0; i < ROWS && f->ticked[f->at] && other != NULL; i++) {
		if (strcmp(rows[i].label, other) == 0)
			f->ticked[i] = false;
	}
}

/* A sum is no place for the cursor: its boxes are. */
static void move(struct form *f, bool down)
{
	do {
		f->at = (f->at + (down ? 1 : ROWS - 1)) % ROWS;
	} while (rows[f->at].kind == SUM);
}

bool form_act(struct form *f, enum act action)
{
	switch (action) {
	case ACTION_UP:
	case ACTION_DOWN:
		move(f, action == ACTION_DOWN);
		return true;
	case ACTION_MARK:
		tick(f);
		return true;
	default:
		return !form_on_box(f) && entry_act(&f->fields[rows[f->at].field], action);
	}
}

void form_type(struct form *f, int code)
{
	if (!form_on_box(f))
		entry_type(&f->fields[rows[f->at].field], code);
}

/* "PROT_READ|PROT_WRITE" of the boxes of a parameter; `none` where no one is ticked. */
static void sum(const struct form *f, int param, const char *none, struct buf *out)
{
	const char *between = "";

	for (size_t i = 0; i < ROWS; i++) {
		if (rows[i].param != param || !f->ticked[i])
			continue;
		buf_printf(out, "%s%s", between, rows[i].label);
		between = "|";
	}
	if (between[0] == '\0')
		buf_puts(out, none);
}

void form_text(const struct form *f, struct buf *out)
{
	const char *name = f->fields[0].text;

	if (name[0] != '\0')
		buf_printf(out, "%s = ", name);
	buf_printf(out, "mmap(%s, %s, ", f->fields[1].text, f->fields[2].text);
	sum(f, PROT, "PROT_NONE", out);
	buf_puts(out, ", ");
	sum(f, FLAGS, "0", out);
	buf_printf(out, ", %s, %s)", f->fields[3].text, f->fields[4].text);
}

static const char *help_of(size_t i)
{
	const struct constant *c = rows[i].kind == BOX ? constant_find(rows[i].label) : NULL;

	if (c != NULL)
		return tr(c->help);
	return rows[i].param == NAME ? tr("the name that holds the result")
				     : tr(call_find("mmap")->params[rows[i].param].help);
}

size_t form_rows(const struct form *f, struct form_row *out, struct buf texts[2])
{
	sum(f, PROT, "PROT_NONE", &texts[0]);
	sum(f, FLAGS, "0", &texts[1]);
	for (size_t i = 0; i < ROWS; i++) {
		bool box = rows[i].kind == BOX;

		out[i] = (struct form_row){
			.label = rows[i].label, .help = help_of(i), .ticked = f->ticked[i], .indented = box
		};
		if (rows[i].kind == FIELD) {
			out[i].value = f->fields[rows[i].field].text;
			out[i].cursor = f->fields[rows[i].field].cursor;
		} else if (!box) {
			out[i].value = buf_str(&texts[rows[i].param == FLAGS]);
		}
	}
	return ROWS;
}
