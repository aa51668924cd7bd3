/* Tab in the prompt: inserts what all candidates have in common, and lists them where there are several. */
#include <string.h>

#include "app/play_state.h"
#include "tutor/observe.h"

void play_fits_drop(struct playing *p)
{
	arena_finish(&p->fits_arena);
	p->fits = (struct fits){ 0 };
}

/* A command, and behind `:help ` a word of the language. */
static struct fits command_fits(struct playing *p, size_t *from)
{
	static const char help[] = ":help ";
	const struct entry *l = &p->line;

	if (strncmp(l->text, help, sizeof(help) - 1) == 0 && l->cursor >= sizeof(help) - 1) {
		*from = sizeof(help) - 1;
		return word_fits(l->text + *from, l->cursor - *from, &observe_words, &p->fits_arena);
	}
	*from = 0;
	return play_command_fits(l->text, l->cursor, &p->fits_arena);
}

static struct fits find(struct playing *p, size_t *from, bool *in_string)
{
	const struct entry *l = &p->line;
	struct place at;

	if (l->text[0] == ':')
		return command_fits(p, from);
	at = place_at(l->text, l->cursor, &observe_words);
	*from = at.from;
	*in_string = at.in_string;
	return place_fits(&at, l->text, l->cursor, play_scope(p->play), &p->fits_arena);
}

void play_complete(struct playing *p)
{
	struct entry *l = &p->line;
	size_t from, typed;
	bool in_string = false;

	play_fits_drop(p);
	p->fits = find(p, &from, &in_string);
	typed = l->cursor - from;
	if (p->fits.n == 0) {
		play_say(p, LOOK_WARN, "Nothing that is known fits here");
		return;
	}
	if (p->fits.common > typed)
		entry_put(l, p->fits.v[0] + typed, p->fits.common - typed);
	if (p->fits.n > 1)
		return;
	if (in_string && l->text[l->cursor] != '"')
		entry_put(l, "\"", 1);
	play_fits_drop(p);
}
