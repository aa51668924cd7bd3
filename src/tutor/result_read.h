/* A result read back. It comes from a stranger: everything in it is checked, and its totals are counted anew. */
#ifndef TUTOR_RESULT_READ_H
#define TUTOR_RESULT_READ_H

#include "tutor/result.h"

/*
 * The result in a file, in `a`; NULL with what is wrong in d: no JSON, cut, of another format or a newer one. Ids of
 * lessons and steps are ids, never paths; other texts are as they stand in the file, to be cleaned when shown.
 */
struct result *result_read(struct arena *a, const char *path, struct diags *d);

/* A question's answer as quiz_answer_put has it: "0 3", "4096", "EINVAL", "1100", statements by newlines. */
void result_answer_put(const struct result_question *q, struct buf *out);

#endif
