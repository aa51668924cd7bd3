/* Editing one line, and going back to earlier ones. */
#include <stdlib.h>
#include <string.h>

#include "app/entry.h"
#include "base/mem.h"
#include "base/text.h"

void entry_set(struct entry *l, const char *text)
{
	l->len = l->cursor = 0;
	l->text[0] = '\0';
	entry_put(l, text, strlen(text));
}

void entry_put(struct entry *l, const char *text, size_t n)
{
	if (l->len + n >= sizeof(l->text))
		return;
	memmove(l->text + l->cursor + n, l->text + l->cursor, l->len - l->cursor + 1);
	memcpy(l->text + l->cursor, text, n);
	l->len += n;
	l->cursor += n;
}

void entry_type(struct entry *l, int code)
{
	char bytes[4] = "";

	entry_put(l, bytes, text_encode((uint32_t)code, bytes));
}

/* ---- where the next character begins, and the one before ---- */

static size_t after(const struct entry *l, size_t at)
{
	uint32_t code;

	return at < l->len ? at + text_decode(l->text + at, l->len - at, &code) : at;
}

static size_t before(const struct entry *l, size_t at)
{
	size_t from = 0, next;

	while ((next = after(l, from)) < at)
		from = next;
	return at > 0 ? from : 0;
}

/* The start of the word before, over the blanks and signs behind it. */
static size_t word_before(const struct entry *l, size_t at)
{
	static const char signs[] = " ,()|=:[]\"";

	while (at > 0 && strchr(signs, l->text[at - 1]) != NULL)
		at--;
	while (at > 0 && strchr(signs, l->text[at - 1]) == NULL)
		at--;
	return at;
}

static void cut(struct entry *l, size_t from, size_t to)
{
	memmove(l->text + from, l->text + to, l->len - to + 1);
	l->len -= to - from;
	l->cursor = from;
}

bool entry_act(struct entry *l, enum act action)
{
	switch (action) {
	case ACTION_LEFT:
		l->cursor = before(l, l->cursor);
		return true;
	case ACTION_RIGHT:
		l->cursor = after(l, l->cursor);
		return true;
	case ACTION_FIRST:
		l->cursor = 0;
		return true;
	case ACTION_LAST:
		l->cursor = l->len;
		return true;
	case ACTION_ERASE:
		cut(l, before(l, l->cursor), l->cursor);
		return true;
	case ACTION_DELETE:
		cut(l, l->cursor, after(l, l->cursor));
		return true;
	case ACTION_CUT_LEFT:
		cut(l, 0, l->cursor);
		return true;
	case ACTION_CUT_RIGHT:
		cut(l, l->cursor, l->len);
		return true;
	case ACTION_CUT_WORD:
		cut(l, word_before(l, l->cursor), l->cursor);
		return true;
	default:
		return false;
	}
}

/* ---- history ---- */

void history_add(struct history *h, const char *text)
{
	void *v = h->v;

	if (h->n == 0 || strcmp(h->v[h->n - 1], text) != 0) {
		mem_grow(&v, &h->cap, h->n + 1, sizeof(*h->v));
		h->v = v;
		h->v[h->n++] = mem_strdup(text);
	}
	h->at = h->n;
}

void history_move(struct history *h, struct entry *l, bool up)
{
	if (up ? h->at == 0 : h->at == h->n)
		return;
	if (h->at == h->n)
		h->draft = *l;
	h->at = up ? h->at - 1 : h->at + 1;
	if (h->at == h->n)
		*l = h->draft;
	else
		entry_set(l, h->v[h->at]);
}

void history_finish(struct history *h)
{
	for (size_t i = 0; i < h->n; i++)
		free(h->v[i]);
	free(h->v);
	*h = (struct history){ 0 };
}
