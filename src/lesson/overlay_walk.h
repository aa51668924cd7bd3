/* Which strings of a lesson's tree are texts, and where they are. */
#ifndef LESSON_OVERLAY_WALK_H
#define LESSON_OVERLAY_WALK_H

#include "json/json.h"

/* Calls `see` for each text of a lesson or a course, in its order. `path` is good during the call. */
void overlay_walk(struct json *root, void (*see)(void *ctx, const char *path, struct json *text), void *ctx);
/* Has it the shape of an overlay? Faults in d. */
bool overlay_is_one(const struct json *root, struct diags *d);

#endif
