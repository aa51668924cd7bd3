/* Tab in the prompt of free play: statements, and its commands. */
#include <string.h>

#include "app/play_state.h"
#include "tutor/observe.h"

/* A command, and behind `:help ` a word of the language. */
static struct fits command_fits(struct playing *p, size_t *from)
{
	static const char help[] = ":help ";
	const struct entry *l = &p->typed.line;

	if (strncmp(l->text, help, sizeof(help) - 1) == 0 && l->cursor >= sizeof(help) - 1) {
		*from = sizeof(help) - 1;
		return word_fits(l->text + *from, l->cursor - *from, &observe_words, &p->typed.fits_arena);
	}
	*from = 0;
	return play_command_fits(l->text, l->cursor, &p->typed.fits_arena);
}

void play_complete(struct playing *p)
{
	size_t from = 0;
	bool in_string = false;
	struct fits found;

	typed_drop_fits(&p->typed);
	if (p->typed.line.text[0] == ':')
		found = command_fits(p, &from);
	else
		found = typed_words(&p->typed, play_scope(p->play), &from, &in_string);
	if (!typed_complete(&p->typed, found, from, in_string))
		play_say(p, LOOK_WARN, "Nothing that is known fits here");
}
