/*
 * Writes the program's own tables into the manual and the completions, so that no list is typed twice:
 *
 *   mmaptutor.1.in ──▶ tables ──▶ mmaptutor.1        a line `@name@` becomes the table of that name
 *
 * `make man` runs it; tests/e2e/man.test.sh fails where what it writes is not what was committed.
 */
#ifndef TABLES_TABLES_H
#define TABLES_TABLES_H

#include "app/app.h"
#include "base/buf.h"

/* What a line of a subcommand's details is. */
struct piece {
	enum { PIECE_GAP, PIECE_TEXT, PIECE_OPTION, PIECE_MORE, PIECE_EXAMPLE } kind;
	char head[80];  /* PIECE_OPTION: "--size 120x40", "--name ID --out FILE" */
	char text[200]; /* what is said of it; PIECE_MORE goes on with that */
};

/* The line at *at, which moves to the next one; false behind the last. */
bool piece_next(const char **at, struct piece *out);

/* An option of a subcommand, from its details and its synopsis. */
struct option_row {
	char name[24], word[40]; /* "to" and "c|svg|anki"; word "" where it takes none */
	char text[200];          /* first line of what is said of it, "" where nothing is */
};
#define OPTIONS_MAX 16
/* The options of c, then those of all; returns how many. */
size_t options_of(const struct command *c, struct option_row out[OPTIONS_MAX]);

/* Manual pages: man(7). Each writes one table. */
void man_commands(struct buf *out);
void man_keys(struct buf *out);
void man_calls(struct buf *out);
void man_observations(struct buf *out);
void man_constants(struct buf *out);
/* The fields of one shape of the schema, "lesson" or a name of its $defs; false where there is none. */
bool man_fields(struct buf *out, const char *shape);
/* Text with what roff would take for its own escaped. */
void man_text(struct buf *out, const char *text);

/* Completions, one table for each shell, and the words that `mmaptutor help` knows. */
void bash_options(struct buf *out);
void zsh_options(struct buf *out);
void fish_options(struct buf *out);
void plain_commands(struct buf *out);
void zsh_commands(struct buf *out);
void fish_commands(struct buf *out);
void plain_words(struct buf *out);
void plain_themes(struct buf *out);

#endif
