/* The list of what can be clicked. */
#include "view/hit.h"

#include <stddef.h>

void hits_add(struct hits *hits, struct area a, int x, int y, int w, int h, enum hit_kind kind, int index)
{
	struct area part = area_part(a, x, y, w, h);
	if (!hits || hits->n >= HITS_MAX || part.w <= 0 || part.h <= 0)
		return;
	hits->v[hits->n++] =
	    (struct hit){ .x = part.x, .y = part.y, .w = part.w, .h = part.h, .kind = kind, .index = index };
}

const struct hit *hits_at(const struct hits *hits, int x, int y)
{
	for (int i = hits->n; i > 0; i--) {
		const struct hit *hit = &hits->v[i - 1];
		if (x >= hit->x && x < hit->x + hit->w && y >= hit->y && y < hit->y + hit->h)
			return hit;
	}
	return NULL;
}
