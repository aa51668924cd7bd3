/* Whether a lesson can be shown here, told before a talk and not in it: for `present` and `doctor`. */
#ifndef APP_PRESENT_H
#define APP_PRESENT_H

#include "base/buf.h"
#include "tutor/session.h"

/*
 * One step, on a terminal of so many columns and rows. False where it cannot run here, or its text does not fit: `why`
 * then gets a line about it, ended by a newline.
 */
bool present_step_fits(const struct lesson *l, const struct session *s, size_t step, int cols, int rows,
		       struct buf *why);

#endif
