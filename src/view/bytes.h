/* Bytes of memory as hex and text beside those of the file, differences marked. */
#ifndef VIEW_BYTES_H
#define VIEW_BYTES_H

#include "model/bytes.h"
#include "view/flow.h"

void bytes_rows(struct flow *f, const struct bytes *b);

#endif
