/* A record as one JSON object. */
#include <string.h>

#include "base/fmt.h"
#include "kernel/constant.h"
#include "text/text.h"
#include "json/json.h"

#define PAGES_MAX 65536 /* pages spelled out */

static void put_name(struct json_out *o, const char *key, const char *name)
{
	if (name != NULL)
		json_out_string(o, key, name);
	else
		json_out_null(o, key);
}

static void put_statement(struct json_out *list, const struct statement_record *s)
{
	static const char *const kinds[] = {
		[OUTCOME_NONE] = "computed",   [OUTCOME_VALUE] = "returned", [OUTCOME_ERROR] = "error",
		[OUTCOME_SIGNAL] = "signal",   [OUTCOME_DIED] = "died",      [OUTCOME_EXITED] = "exited",
		[OUTCOME_REFUSED] = "refused", [OUTCOME_LOST] = "lost",      [OUTCOME_NOTRUN] = "not run",
	};
	struct json_out *o = json_out_object(list, NULL);
	const struct outcome *out = &s->outcome;
	bool signalled = out->kind == OUTCOME_SIGNAL || out->kind == OUTCOME_DIED;
	bool valued = out->kind == OUTCOME_VALUE || out->kind == OUTCOME_NONE || out->kind == OUTCOME_ERROR;
	char addr[FMT_MAX];

	json_out_string(o, "source", s->source);
	json_out_string(o, "actor", s->actor);
	if (s->repeat > 0)
		json_out_int(o, "repeat", s->repeat);
	json_out_string(o, "outcome", kinds[out->kind]);
	if (valued && out->type == TYPE_TEXT)
		json_out_string(o, "result", out->text);
	else if (valued || out->kind == OUTCOME_EXITED)
		json_out_int(o, "result", out->value);
	else
		json_out_null(o, "result");
	put_name(o, "errno", out->kind == OUTCOME_ERROR ? errno_name(out->err) : NULL);
	put_name(o, "signal", signalled ? signal_name(out->sig) : NULL);
	put_name(o, "si_code", signalled && out->si_known ? si_code_name(out->sig, out->si_code) : NULL);
	put_name(o, "si_addr", signalled && out->si_known ? fmt_addr(addr, out->fault_addr) : NULL);
	if (out->why != NULL)
		json_out_string(o, "why", out->why);
}

static void put_claim(struct json_out *list, const struct claim *c)
{
	struct json_out *o = json_out_object(list, NULL);

	json_out_string(o, "source", c->source);
	if (c->verdict == VERDICT_UNKNOWN)
		json_out_null(o, "held");
	else
		json_out_bool(o, "held", c->verdict == VERDICT_HELD);
	json_out_string(o, "observed", c->observed);
	if (c->why != NULL)
		json_out_string(o, "why", c->why);
}

static void put_maps(struct json_out *o, const struct memmap *m)
{
	struct json_out *list = json_out_array(o, "maps");
	struct buf line;

	buf_init(&line, 1 << 20);
	for (size_t i = 0; i < m->n; i++) {
		buf_clear(&line);
		buf_put(&line, m->raw.data + m->v[i].line, m->v[i].line_len);
		json_out_string(list, NULL, buf_str(&line));
	}
	buf_finish(&line);
}

/* One character a page: '1', '0', or '?' where the kernel does not tell. */
static void put_fact(struct json_out *o, const char *key, const struct pageset *p, unsigned fact)
{
	struct buf text;
	uint64_t n = 0;

	buf_init(&text, PAGES_MAX);
	for (uint64_t at = p->start; at < p->end && n < PAGES_MAX; at += p->page, n++) {
		const struct page_run *run = pageset_at(p, at);

		if (run == NULL || (run->known & fact) == 0)
			buf_putc(&text, '?');
		else
			buf_putc(&text, (run->facts & fact) != 0 ? '1' : '0');
	}
	json_out_string(o, key, buf_str(&text));
	buf_finish(&text);
}

static void put_pages(struct json_out *o, const struct pageset *p)
{
	struct json_out *pages = json_out_object(o, "pages");
	char addr[FMT_MAX];

	json_out_string(pages, "start", fmt_addr(addr, p->start));
	json_out_int(pages, "count", p->page > 0 ? (int64_t)((p->end - p->start) / p->page) : 0);
	put_fact(pages, "resident", p, PAGE_RESIDENT);
	put_fact(pages, "present", p, PAGE_PRESENT);
}

static void put_picture(struct json_out *o, const struct record *r)
{
	const struct snapshot *after = r->actors_n > 0 ? &r->actors[0].after : NULL;
	struct json_out *faults = json_out_object(o, "faults");

	json_out_int(faults, "minor", (int64_t)r->minflt);
	json_out_int(faults, "major", (int64_t)r->majflt);
	if (after == NULL || !after->taken)
		return;
	put_maps(o, &after->maps);
	if (after->focus.page > 0)
		put_pages(o, &after->focus);
	if (after->totals.rss != UINT64_MAX)
		json_out_int(o, "rss", (int64_t)after->totals.rss);
	else
		json_out_null(o, "rss");
}

void text_json(const struct lesson *l, const struct record *r, struct buf *out)
{
	struct json_out *o = json_out_new(), *list;

	json_out_string(o, "lesson", l->id);
	json_out_string(o, "step", r->step);
	if (r->skipped != NULL)
		json_out_string(o, "skipped", r->skipped);
	list = json_out_array(o, "statements");
	for (size_t i = 0; i < r->statements_n; i++)
		put_statement(list, &r->statements[i]);
	list = json_out_array(o, "expect");
	for (size_t i = 0; i < r->expect_n; i++)
		put_claim(list, &r->expect[i]);
	if (r->output != NULL && r->output[0] != '\0')
		json_out_string(o, "output", r->output);
	if (r->skipped == NULL)
		put_picture(o, r);
	json_out_print(o, false, out);
	buf_putc(out, '\n');
	json_out_free(o);
}
