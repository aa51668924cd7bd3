/* A statement being typed, in free play and at a task. */
#include <string.h>

#include "app/typed.h"
#include "tutor/observe.h"

void typed_drop_fits(struct typed *t)
{
	arena_finish(&t->fits_arena);
	t->fits = (struct fits){ 0 };
}

void typed_finish(struct typed *t)
{
	history_finish(&t->history);
	typed_drop_fits(t);
}

struct fits typed_words(struct typed *t, const struct scope *names, size_t *from, bool *in_string)
{
	const struct entry *l = &t->line;
	struct place at = place_at(l->text, l->cursor, &observe_words);

	*from = at.from;
	*in_string = at.in_string;
	return place_fits(&at, l->text, l->cursor, names, &t->fits_arena);
}

bool typed_complete(struct typed *t, struct fits found, size_t from, bool in_string)
{
	struct entry *l = &t->line;
	size_t typed = l->cursor - from;

	t->fits = found;
	if (found.n == 0)
		return false;
	if (found.common > typed)
		entry_put(l, found.v[0] + typed, found.common - typed);
	if (found.n > 1)
		return true;
	if (in_string && l->text[l->cursor] != '"')
		entry_put(l, "\"", 1);
	typed_drop_fits(t);
	return true;
}

bool typed_act(struct typed *t, enum act action, int key)
{
	typed_drop_fits(t);
	if (action == ACTION_TYPE)
		entry_type(&t->line, key);
	else if (action == ACTION_UP || action == ACTION_DOWN)
		history_move(&t->history, &t->line, action == ACTION_UP);
	else
		return entry_act(&t->line, action);
	return true;
}

const char *typed_take(struct typed *t, struct entry *was)
{
	char *text;
	size_t n;

	*was = t->line;
	text = was->text + strspn(was->text, " ");
	n = strlen(text);
	while (n > 0 && text[n - 1] == ' ')
		text[--n] = '\0';
	if (n > 0)
		history_add(&t->history, text);
	entry_set(&t->line, "");
	return text;
}

void typed_refused(struct typed *t, const char *text)
{
	entry_set(&t->line, text);
	if (t->fault.at <= t->line.len)
		t->line.cursor = t->fault.at;
}

void typed_view(const struct typed *t, struct prompt_view *v, struct arena *a)
{
	const struct entry *l = &t->line;
	struct place at = place_at(l->text, l->cursor, &observe_words);

	v->text = l->text;
	v->cursor = l->cursor;
	v->fits = t->fits.v;
	v->fits_n = t->fits.n;
	if (l->text[0] != ':') {
		v->signature = place_signature(&at, a);
		v->parameter = place_parameter(&at, a);
	}
	if (t->fault.text[0] != '\0') {
		v->error = t->fault.text;
		v->error_at = t->fault.at;
	}
}
