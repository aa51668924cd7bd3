/*
 * Choice questions as cards of a text file that Anki imports: fields with tabs between, HTML in them, one card a line.
 * Nothing runs here: the answers are those of the records, as the kernel gave them.
 */
#ifndef EXPORT_ANKI_H
#define EXPORT_ANKI_H

#include "base/buf.h"
#include "model/lesson.h"
#include "model/record.h"

/* Where the records were made; it stands on every card. */
struct anki_made {
	const char *kernel; /* "6.1.0-18-amd64" */
	long page;          /* bytes */
};

/* The lines that tell Anki what follows. */
void anki_head(struct buf *out);
/*
 * The card of a step. `records` are those of the steps [first, step], whose statements lead to the question. False:
 * no card, since the step asks no choices or its record has no answer.
 */
bool anki_card(const struct lesson *l, size_t first, size_t step, const struct record *const *records,
	       const struct anki_made *made, struct buf *out);

#endif
