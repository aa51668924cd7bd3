/*
 * A lesson as a handout: one page of HTML that is well-formed XML too, with nothing in it that comes from elsewhere,
 * for the screen by day and by night, and for paper. Nothing runs here: what a step came to is in its record.
 *
 *   header     title, summary, on which kernel it was made
 *   program    where the lesson has one
 *   step       text, question, statements with outcomes, pictures, answer, explanation, checks
 *   footer     the command that makes it again
 *
 * An open handout is for those who are to answer: from the first question of a stretch of steps on, it holds nothing
 * of what came of them until a step starts afresh.
 */
#ifndef EXPORT_HTML_H
#define EXPORT_HTML_H

#include "base/buf.h"
#include "draw/canvas.h"
#include "model/lesson.h"
#include "model/record.h"

struct handout_step {
	const struct record *record;
	const struct binding *vary;
	size_t vary_n;
	uint8_t order[64]; /* of the choices: place → index in the lesson */
};

struct handout {
	const struct lesson *lesson;
	const struct handout_step *steps; /* of each step and drill of the lesson up to the last one shown */
	size_t first, n;                  /* those that are shown */
	bool open, ascii, seeded, aslr;
	uint64_t seed;
	const char *system, *machine; /* "Linux 6.1.0-18-amd64", "x86_64" */
	const char *date;             /* "2024-05-17" */
	long page;                    /* bytes */
	const struct theme *light, *dark;
};

void html_handout(const struct handout *h, struct buf *out);

#endif
