/* Scrolling the pane that has the focus. */
#include <stdlib.h>

#include "app/learn_state.h"

void learn_scroll(struct learn *l, int rows)
{
	int max = l->shown.rows[l->pane] - l->shown.height[l->pane];
	int at = l->shown.scroll[l->pane] + rows;

	at = at > max ? max : at;
	l->scroll[l->pane] = at < 0 ? 0 : at;
	l->scrolled[l->pane] = true;
}

bool learn_scroll_by(struct learn *l, enum act action)
{
	int page = l->shown.height[l->pane] > 2 ? l->shown.height[l->pane] - 1 : 1, all = l->shown.rows[l->pane];
	const struct {
		enum act action;
		int rows;
	} moves[] = { { ACTION_UP, -1 },          { ACTION_DOWN, 1 },     { ACTION_PAGE_UP, -page },
		      { ACTION_PAGE_DOWN, page }, { ACTION_FIRST, -all }, { ACTION_LAST, all } };

	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++) {
		if (moves[i].action != action)
			continue;
		learn_scroll(l, moves[i].rows);
		return true;
	}
	return false;
}
