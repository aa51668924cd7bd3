/* Text for roff, and the tables of subcommands and keys as man(7). */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/keys.h"
#include "base/text.h"
#include "tables.h"

enum { KEYS_MAX = 64, PLACES_BITS = 32, EXAMPLE = 70 };

/* roff turns these into typographic relatives of themselves, which nobody can type or search for. */
static const struct {
	char c;
	const char *roff;
} escapes[] = {
	{ '\\', "\\e" }, { '-', "\\-" }, { '\'', "\\(aq" }, { '^', "\\(ha" }, { '~', "\\(ti" }, { '"', "\\(dq" },
};

static void put_ascii(struct buf *out, char c)
{
	for (size_t i = 0; i < sizeof(escapes) / sizeof(escapes[0]); i++) {
		if (escapes[i].c == c) {
			buf_puts(out, escapes[i].roff);
			return;
		}
	}
	buf_putc(out, c);
}

void man_text(struct buf *out, const char *text)
{
	bool code = false;
	uint32_t letter;

	if (text[0] == '.')
		buf_puts(out, "\\&");
	for (size_t n; *text != '\0'; text += n) {
		n = text_decode(text, strlen(text), &letter);
		if (*text == '`')
			buf_puts(out, (code = !code) ? "\\fB" : "\\fR");
		else if (n > 1)
			buf_printf(out, "\\[u%04X]", (unsigned)letter);
		else
			put_ascii(out, *text);
	}
	if (code)
		buf_puts(out, "\\fR");
}

static void text_line(struct buf *out, const char *text)
{
	man_text(out, text);
	buf_putc(out, '\n');
}

static void sentence_line(struct buf *out, const char *text)
{
	const char first[] = { (char)toupper((unsigned char)*text), '\0' };

	buf_puts(out, first);
	man_text(out, text + 1);
	buf_puts(out, strchr("?.", text[strlen(text) - 1]) != NULL ? "\n" : ".\n");
}

static void bold_line(struct buf *out, const char *text)
{
	buf_puts(out, "\\fB");
	man_text(out, text);
	buf_puts(out, "\\fR\n");
}

/* The macros that part one kind of line from another: paragraphs, and examples that keep their lines. */
static void turn(struct buf *out, int from, int to)
{
	if (from == PIECE_EXAMPLE && to != PIECE_EXAMPLE)
		buf_puts(out, ".EE\n");
	if (to == PIECE_EXAMPLE && from != PIECE_EXAMPLE)
		buf_puts(out, ".PP\n.EX\n");
	else if (to == PIECE_TEXT && from != PIECE_TEXT)
		buf_puts(out, ".PP\n");
	else if (to == PIECE_OPTION)
		buf_puts(out, ".TP\n");
}

/* An example that is too long for a page of 80 columns goes on in a second line, as a shell takes it. */
static void example_line(struct buf *out, const char *text)
{
	size_t n = strlen(text);
	char first[EXAMPLE + 1];

	if (n > EXAMPLE) {
		for (n = EXAMPLE - 2; n > 0 && text[n] != ' ';)
			n--;
		snprintf(first, sizeof(first), "%.*s", (int)n, text);
		man_text(out, first);
		buf_puts(out, n > 0 ? " \\e\n\\&    " : "");
		text += n + (n > 0);
	}
	text_line(out, text);
}

static void details(struct buf *out, const char *at)
{
	int before = PIECE_TEXT;
	struct piece p;

	while (piece_next(&at, &p)) {
		if (p.kind == PIECE_GAP) {
			before = before == PIECE_TEXT ? PIECE_GAP : before;
			continue;
		}
		turn(out, before, (int)p.kind);
		if (p.kind == PIECE_OPTION)
			bold_line(out, p.head);
		(p.kind == PIECE_EXAMPLE ? example_line : text_line)(out, p.text);
		before = (int)p.kind;
	}
	turn(out, before, PIECE_GAP);
}

void man_commands(struct buf *out)
{
	const struct command *c;

	for (size_t i = 0; (c = command_at(i)) != NULL; i++) {
		buf_puts(out, ".SS \"");
		man_text(out, c->synopsis);
		buf_puts(out, "\"\n");
		sentence_line(out, c->what);
		buf_puts(out, ".PP\n");
		details(out, c->details);
	}
}

/* ---- keys ---- */

static const struct place {
	const char *title;
	unsigned where;
} places[] = {
	{ "In the list of lessons", KEYS_LIST },
	{ "At a question", KEYS_ASK },
	{ "Where the answer is marked on the pages", KEYS_MARKS },
	{ "Before a step is run", KEYS_READY },
	{ "While a step takes long", KEYS_RUNS },
	{ "After a step has run", KEYS_DONE },
	{ "After the last step", KEYS_END },
	{ "Where there are hints", KEYS_HINTS },
	{ "At a question of a quiz", KEYS_QUIZ },
	{ "At a task of a quiz, on the line", KEYS_TASK },
	{ "At a task of a quiz, where there are hints", KEYS_TASK_HINTS },
	{ "At a question of a quiz that was answered", KEYS_MARKED },
	{ "In the list of the questions of a quiz", KEYS_TALLY },
	{ "Free play, on the line", KEYS_PROMPT },
	{ "Free play, in the form", KEYS_FORM },
	{ "Free play, in a picture", KEYS_PLAY },
	{ "In a list to choose from", KEYS_CHOOSE },
	{ "In a search", KEYS_SEARCH },
	{ "Before a class", KEYS_PRESENT },
	{ "Before a class, while hands are counted", KEYS_HANDS },
	{ "Following a presenter", KEYS_FOLLOW },
	{ "Following a presenter, while votes are taken", KEYS_VOTE },
	{ "On the speaker's second screen", KEYS_NOTES },
	{ "In this list of keys", KEYS_HELP },
};
enum { PLACES = sizeof(places) / sizeof(places[0]) };

static bool holds(unsigned where, const struct view_key *k)
{
	struct view_key rows[KEYS_MAX];
	size_t n = key_rows(where, true, rows, KEYS_MAX);

	for (size_t i = 0; i < n; i++) {
		if (strcmp(rows[i].key, k->key) == 0 && strcmp(rows[i].what, k->what) == 0)
			return true;
	}
	return false;
}

/* Told once, under a heading of its own: what all these places have. */
static const struct place groups[] = {
	{ "Nearly everywhere", KEYS_ALL },
	{ "Wherever pages are shown", KEYS_LEARN },
	{ "In every step of a lesson", KEYS_STEP },
	{ "On every line that is typed", KEYS_LINE },
};
enum { GROUPS = sizeof(groups) / sizeof(groups[0]) };

static bool in_group(const struct place *g, const struct view_key *k)
{
	for (size_t i = 0; i < PLACES; i++) {
		if ((places[i].where & g->where) != 0 && !holds(places[i].where, k))
			return false;
	}
	return true;
}

/* Whether one of the first n groups tells it of this place. */
static bool told(size_t n, unsigned where, const struct view_key *k)
{
	for (size_t i = 0; i < n; i++) {
		if ((groups[i].where & where) != 0 && in_group(&groups[i], k))
			return true;
	}
	return false;
}

/* `group`: of which only what all its places have is told; NULL for a place alone. `before`: groups told already. */
static void put_keys(struct buf *out, const struct place *p, const struct place *group, size_t before)
{
	struct view_key rows[KEYS_MAX];
	size_t n = key_rows(p->where, true, rows, KEYS_MAX);

	buf_printf(out, ".SS %s\n.PD 0\n", (group != NULL ? group : p)->title);
	for (size_t i = 0; i < n; i++) {
		if (told(before, p->where, &rows[i]) || (group != NULL && !in_group(group, &rows[i])))
			continue;
		buf_puts(out, ".TP 14\n");
		bold_line(out, rows[i].key);
		text_line(out, rows[i].what);
	}
	buf_puts(out, ".PD\n");
}

/* A place that has keys and no title here would be left out unseen. */
static void every_place_is_named(void)
{
	struct view_key one;
	unsigned named = 0;

	for (size_t i = 0; i < PLACES; i++)
		named |= places[i].where;
	for (unsigned bit = 0; bit < PLACES_BITS; bit++) {
		if ((named & 1U << bit) == 0 && key_rows(1U << bit, true, &one, 1) > 0) {
			fprintf(stderr, "tables: give the place 1 << %u of app/keys.h a title in assets/tables/man.c\n",
				bit);
			exit(1);
		}
	}
}

void man_keys(struct buf *out)
{
	every_place_is_named();
	for (size_t i = 0; i < GROUPS; i++) {
		size_t first = 0;

		while ((places[first].where & groups[i].where) == 0)
			first++;
		put_keys(out, &places[first], &groups[i], i);
	}
	for (size_t i = 0; i < PLACES; i++)
		put_keys(out, &places[i], NULL, GROUPS);
}
