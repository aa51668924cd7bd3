/* A step of a handout on its way onto the page: what its parts share. Inside export/ only. */
#ifndef EXPORT_SHEET_H
#define EXPORT_SHEET_H

#include "export/html.h"
#include "text/words.h"

struct sheet {
	const struct handout *h;
	size_t index; /* of the step; ids of the page begin with "s" and this, plus one */
	const struct step *step;
	const struct handout_step *done;
	const struct record *record; /* NULL where it was skipped */
	bool closed;                 /* nothing of what came of it is told */
	struct places places;
	struct buf *out;
};

void sheet_step(struct sheet *s);

/* The question or the task as it is asked, with room for an answer where the sheet is closed. */
void sheet_question(const struct sheet *s);
void sheet_task(const struct sheet *s);
/* What the kernel answered, and the `why` of every choice. */
void sheet_answer(const struct sheet *s);
/* The lines of maps and the pages as pictures, with their words. */
void sheet_pictures(const struct sheet *s);

/* Text of the lesson with this step's numbers; text of any other origin. */
void sheet_text(const struct sheet *s, const char *text);
void sheet_plain(const struct sheet *s, const char *text);

/* Around texts of the lesson: an element that says their language, where it is not the page's own. */
void html_begin(const struct handout *h, const char *tag, struct buf *out);
void html_end(const struct handout *h, const char *tag, struct buf *out);
/* The sheet of style, without its colours. */
void html_style(struct buf *out);

#endif
