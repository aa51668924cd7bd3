/*
 * Where the sockets are:
 *
 *   $XDG_RUNTIME_DIR/mmaptutor/PID.sock     the presenter's own
 *   /tmp/mmaptutor-UID/PID.sock             without that directory, or where others are let in
 *
 * A socket gets its name when it listens already, so that one that nobody answers at is a dead presenter's.
 */
#ifndef SHARE_DOOR_H
#define SHARE_DOOR_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/un.h>

#include "base/buf.h"
#include "base/err.h"

/* A listening, non-blocking socket at `path` (NULL: one of its own); the name in *name, to be freed. Or -errno. */
int door_open(const char *path, unsigned mode, char **name, struct err *e);
/* A connected, non-blocking socket, or -errno: -ECONNREFUSED and -ENOENT where nobody lives, -EAGAIN too busy. */
int door_knock(const char *path);
/* Removes sockets of this user's directories at which nobody answers. Appends the names of the others, each ended by
 * a NUL; returns how many. */
size_t door_list(struct buf *names);

#endif
