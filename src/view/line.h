/* One line of maps on its way to the screen, as text or as a block. */
#ifndef VIEW_LINE_H
#define VIEW_LINE_H

#include "view/flow.h"
#include "view/learn.h"
#include "view/space.h"

struct line {
	const struct space_row *row;
	const struct memmap *maps; /* of the region */
	const struct region *region;
	char sign;
	enum look look;  /* of the change; LOOK_TEXT where there is none */
	struct buf note; /* "split in 3, rw- → r--" */
};

/* The rows of a view that has them; see struct learn_view. */
void line_init(struct line *l, const struct learn_view *v, const struct space_row *row);
void line_finish(struct line *l);
enum look line_perms(const char *perms);
/* What it is called, as "[stack]", the end of a path, the focus "m", or "" for anonymous memory. */
void line_name(const struct line *l, const struct learn_view *v, struct buf *out);
/* A name, cut in the middle where `columns` do not suffice, and the note behind it, which matters more. */
void line_label(struct area a, int x, int y, const struct line *l, enum look look, const char *name);
/* The row of blocks: the scale on the rule above, one line, one gap. */
void block_scale(struct area a, int y, const struct space *s, int keep);
void block_line(struct flow *f, const struct learn_view *v, const struct line *l);
void block_gap(struct flow *f, const struct learn_view *v, const struct space_row *row);

#endif
