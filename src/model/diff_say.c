/* Changes between two maps in words. */
#include <string.h>

#include "base/fmt.h"
#include "base/tr.h"
#include "model/diff.h"

static const struct {
	char sign;
	const char *word;
} table[CHANGES] = {
	[CHANGE_KEPT] = { ' ', N_("kept") },         [CHANGE_NEW] = { '+', N_("new") },
	[CHANGE_GONE] = { '-', N_("gone") },         [CHANGE_GREW] = { '~', N_("grew") },
	[CHANGE_SHRANK] = { '~', N_("shrank") },     [CHANGE_SPLIT] = { '/', N_("split") },
	[CHANGE_MERGED] = { '&', N_("merged") },     [CHANGE_MOVED] = { '>', N_("moved") },
	[CHANGE_PERMS] = { '~', N_("permissions") }, [CHANGE_REPLACED] = { '!', N_("replaced") },
};

char diff_sign(enum change c)
{
	return table[c].sign;
}

static void say_by(const struct region *x, const struct region *y, struct buf *out)
{
	char text[FMT_MAX];
	uint64_t was = x->end - x->start, is = y->end - y->start;
	buf_printf(out, " by %s", fmt_size(text, is > was ? is - was : was - is));
}

void diff_say(const struct diff_line *l, const struct memmap *before, const struct memmap *after, struct buf *out)
{
	char text[FMT_MAX];
	const struct region *x = l->before == MEMMAP_NONE ? NULL : &before->v[l->before];
	const struct region *y = l->after == MEMMAP_NONE ? NULL : &after->v[l->after];
	buf_puts(out, tr(table[l->change].word));
	if (l->change == CHANGE_SPLIT)
		buf_printf(out, " in %u", l->parts);
	else if (l->change == CHANGE_MERGED)
		buf_printf(out, " from %u", l->parts);
	else if (l->part)
		buf_printf(out, ": %s of it", fmt_size(text, l->end - l->start));
	if (!x || !y)
		return;
	if (l->change == CHANGE_GREW || l->change == CHANGE_SHRANK)
		say_by(x, y, out);
	if (l->change == CHANGE_PERMS)
		buf_printf(out, " %.3s → %.3s", x->perms, y->perms);
	else if (l->change != CHANGE_REPLACED && memcmp(x->perms, y->perms, 4) != 0)
		buf_printf(out, ", permissions %.3s → %.3s", x->perms, y->perms);
}
