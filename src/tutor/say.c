/* What happened, in words. */
#include "tutor/say.h"

#include <inttypes.h>
#include <string.h>

#include "base/fmt.h"
#include "base/tr.h"
#include "kernel/constant.h"

void say_text(const char *s, size_t n, struct buf *out)
{
	buf_putc(out, '"');
	for (size_t i = 0; i < n && i < 64; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c == '"' || c == '\\')
			buf_printf(out, "\\%c", c);
		else if (c >= ' ' && c < 0x7f)
			buf_putc(out, (char)c);
		else
			buf_printf(out, c == 0 ? "\\0" : "\\x%02x", c);
	}
	buf_puts(out, n > 64 ? "…\"" : "\"");
}

static void say_value(const struct outcome *o, struct buf *out)
{
	char addr[FMT_MAX];
	if (o->type == TYPE_TEXT)
		say_text(o->text ? o->text : "", o->text ? strlen(o->text) : 0, out);
	else if (o->type == TYPE_POINTER && o->value == 0)
		buf_puts(out, "NULL");
	else if (o->type == TYPE_POINTER)
		buf_puts(out, fmt_addr(addr, (uint64_t)o->value));
	else if (o->type == TYPE_CHAR)
		buf_printf(out, "%" PRId64 " '%c'", o->value, (int)o->value);
	else
		buf_printf(out, "%" PRId64, o->value);
}

static void say_error(const struct outcome *o, struct buf *out)
{
	const char *name = errno_name(o->err);
	const char *help = name ? errno_help(o->err) : "";
	if (o->type == TYPE_POINTER)
		buf_puts(out, "MAP_FAILED, ");
	else if (o->value != o->err)
		buf_printf(out, "%" PRId64 ", ", o->value);
	if (name)
		buf_puts(out, name);
	else
		buf_printf(out, "errno %d", o->err);
	buf_printf(out, "%s%s", *help ? ": " : "", help);
}

static void say_signal(const struct outcome *o, struct buf *out)
{
	char addr[FMT_MAX];
	const char *name = signal_name(o->sig);
	const char *code = o->si_known ? si_code_name(o->sig, o->si_code) : NULL;
	if (name)
		buf_puts(out, name);
	else
		buf_printf(out, "signal %d", o->sig);
	if (!o->si_known)
		return;
	if (code)
		buf_printf(out, ", %s", code);
	else
		buf_printf(out, ", si_code %d", o->si_code);
	buf_printf(out, " at %s", o->where && *o->where ? o->where : fmt_addr(addr, o->fault_addr));
}

static void say_died(const struct outcome *o, struct buf *out)
{
	buf_puts(out, tr("the process dies: "));
	say_signal(o, out);
}

static void say_exited(const struct outcome *o, struct buf *out)
{
	buf_printf(out, "the process exits with status %lld", (long long)o->value);
}

static void say_refused(const struct outcome *o, struct buf *out)
{
	buf_printf(out, "refused: %s", o->why ? o->why : tr("the lesson may not do this"));
}

static void say_lost(const struct outcome *o, struct buf *out)
{
	buf_printf(out, "no answer: %s", o->why ? o->why : tr("the process is gone"));
}

static void say_notrun(const struct outcome *o, struct buf *out)
{
	buf_puts(out, tr("not run"));
	if (o->why)
		buf_printf(out, ": %s", o->why);
}

bool say_speaks(const struct outcome *o)
{
	return o->kind != OUTCOME_NONE || o->computed;
}

const char *say_succeeds(const struct outcome *o)
{
	if (o->kind != OUTCOME_VALUE && o->kind != OUTCOME_NONE)
		return "";
	return say_speaks(o) ? tr("it succeeds, ") : tr("it succeeds");
}

void say_outcome(const struct outcome *o, struct buf *out)
{
	static void (*const says[])(const struct outcome *, struct buf *) = {
		[OUTCOME_NONE] = say_value,      [OUTCOME_VALUE] = say_value, [OUTCOME_ERROR] = say_error,
		[OUTCOME_SIGNAL] = say_signal,   [OUTCOME_DIED] = say_died,   [OUTCOME_EXITED] = say_exited,
		[OUTCOME_REFUSED] = say_refused, [OUTCOME_LOST] = say_lost,   [OUTCOME_NOTRUN] = say_notrun,
	};
	if (says[o->kind] && say_speaks(o))
		says[o->kind](o, out);
}

static void say_count(uint64_t n, const char *one, const char *more, struct buf *out)
{
	char text[FMT_MAX];
	buf_printf(out, "%s %s", fmt_count(text, n), n == 1 ? one : more);
}

void say_faults(uint64_t minflt, uint64_t majflt, struct buf *out)
{
	if (minflt)
		say_count(minflt, tr("minor fault"), tr("minor faults"), out);
	if (minflt && majflt)
		buf_puts(out, ", ");
	if (majflt)
		say_count(majflt, tr("major fault"), tr("major faults"), out);
}

/* The lesson's text has its prefixes already, `die:` before the actor. */
static bool has_prefix(const char *s, const char *word)
{
	size_t n = strlen(word);
	return strncmp(s, word, n) == 0 && s[n + strspn(s + n, " ")] == ':';
}

static bool names_actor(const char *s, const char *actor)
{
	if (has_prefix(s, "die")) {
		s = strchr(s, ':') + 1;
		s += strspn(s, " ");
	}
	return has_prefix(s, actor);
}

void say_source(const char *source, const char *actor, uint32_t repeat, bool die, struct buf *out)
{
	char times[FMT_MAX];
	if (repeat)
		buf_printf(out, "×%s ", fmt_count(times, repeat));
	if (die && !has_prefix(source, "die"))
		buf_puts(out, "die: ");
	if (actor && *actor && !names_actor(source, actor))
		buf_printf(out, "%s: ", actor);
	buf_printf(out, "%s;", source);
}

void say_statement(const struct statement_record *s, struct buf *out)
{
	say_source(s->source, s->actor, s->repeat, s->die, out);
	if (say_speaks(&s->outcome)) {
		buf_puts(out, "  → ");
		say_outcome(&s->outcome, out);
	}
	if (s->minflt || s->majflt) {
		buf_puts(out, "  (");
		say_faults(s->minflt, s->majflt, out);
		buf_putc(out, ')');
	}
}

static const struct page_say page_says[PAGE_KINDS] = {
	[PAGE_KIND_HOLE] = { '-', N_("not mapped"), N_("not mapped") },
	[PAGE_KIND_EOF] = { 'E', N_("past end of file"), N_("mapped, but past the end of the file") },
	[PAGE_KIND_GUARD] = { 'G', N_("guard page"), N_("a guard page") },
	[PAGE_KIND_HUGE] = { 'H', N_("huge page"), N_("part of a huge page, in memory") },
	[PAGE_KIND_SWAPPED] = { 'S', N_("swapped out"), N_("swapped out") },
	[PAGE_KIND_ZERO] = { 'Z', N_("zero page"), N_("the common zero page, mapped here") },
	[PAGE_KIND_PRIVATE] = { 'P', N_("private"), N_("a private page, in memory") },
	[PAGE_KIND_FILE] = { 'F', N_("file or shared"), N_("a page of the file or of shared memory, mapped here") },
	[PAGE_KIND_CACHED] = { 'c', N_("only in the page cache"), N_("in the page cache, not mapped here yet") },
	[PAGE_KIND_NONE] = { '.', N_("not in memory"), N_("not in memory") },
	[PAGE_KIND_UNKNOWN] = { '?', N_("unknown"), N_("the kernel does not tell") },
};

/* A row fits where every fact of `want` is known and set, and every one of `none` known and clear. */
static const struct {
	enum page_kind kind;
	unsigned want, none;
	bool past_eof;
} page_rules[] = {
	{ .kind = PAGE_KIND_HOLE, .none = PAGE_MAPPED },
	{ .kind = PAGE_KIND_GUARD, .want = PAGE_GUARD },
	{ .kind = PAGE_KIND_EOF, .past_eof = true },
	{ .kind = PAGE_KIND_HUGE, .want = PAGE_HUGE },
	{ .kind = PAGE_KIND_SWAPPED, .want = PAGE_SWAPPED },
	{ .kind = PAGE_KIND_ZERO, .want = PAGE_PRESENT | PAGE_ZERO },
	/* Older kernels do not name the zero page; but that one is never exclusive. */
	{ .kind = PAGE_KIND_PRIVATE, .want = PAGE_PRESENT | PAGE_EXCLUSIVE, .none = PAGE_FILE },
	{ .kind = PAGE_KIND_PRIVATE, .want = PAGE_PRESENT, .none = PAGE_FILE | PAGE_ZERO },
	{ .kind = PAGE_KIND_FILE, .want = PAGE_PRESENT | PAGE_FILE },
	{ .kind = PAGE_KIND_CACHED, .want = PAGE_RESIDENT, .none = PAGE_PRESENT },
	{ .kind = PAGE_KIND_NONE, .none = PAGE_PRESENT | PAGE_RESIDENT },
};

enum page_kind page_kind(unsigned facts, unsigned known, bool past_eof)
{
	for (size_t i = 0; i < sizeof(page_rules) / sizeof(page_rules[0]); i++) {
		unsigned asked = page_rules[i].want | page_rules[i].none;
		bool fits = (known & asked) == asked && (facts & asked) == page_rules[i].want;
		if (fits && (past_eof || !page_rules[i].past_eof))
			return page_rules[i].kind;
	}
	return PAGE_KIND_UNKNOWN;
}

const struct page_say *page_say(enum page_kind kind)
{
	return &page_says[kind];
}

char page_letter(unsigned facts, unsigned known, bool past_eof)
{
	return page_says[page_kind(facts, known, past_eof)].letter;
}

void say_page(unsigned facts, unsigned known, bool past_eof, struct buf *out)
{
	buf_puts(out, page_says[page_kind(facts, known, past_eof)].words);
}
