/* The table of observations, and those that need no /proc. */
#include <stdio.h>
#include <string.h>

#include "base/tr.h"
#include "tutor/observe.h"
#include "tutor/parts.h"

int watch_unknown(struct stage *s, struct value *out, const char *fmt, ...)
{
	char text[200];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), tr(fmt), ap);
	va_end(ap);
	*out = value_unknown(arena_strdup(&s->arena, text));
	return EVAL_OK;
}

int watch_int(struct value *out, int64_t i)
{
	*out = value_int(i, TYPE_INT);
	return EVAL_OK;
}

struct actor *watch_actor(struct stage *s, int actor, struct value *out)
{
	if (actor < 0 || (size_t)actor >= s->actors_n) {
		watch_unknown(s, out, "there is no such process");
		return NULL;
	}
	if (!s->actors[actor].ended && !lab_alive(s->actors[actor].lab))
		stage_ended(s, actor);
	if (s->actors[actor].ended) {
		watch_unknown(s, out, "the process has ended");
		return NULL;
	}
	return &s->actors[actor];
}

/* ---- the outcome of the last statement ---- */

static bool last_known(struct stage *s, struct value *out)
{
	const struct outcome *o = &s->last;

	if (o->kind != OUTCOME_LOST && o->kind != OUTCOME_REFUSED)
		return true;
	watch_unknown(s, out, "the statement gave no answer: %s", o->why);
	return false;
}

static WATCH(errno)
{
	struct stage *s = ctx;

	(void)actor, (void)args, (void)n;
	return last_known(s, out) ? watch_int(out, s->last.kind == OUTCOME_ERROR ? s->last.err : 0) : EVAL_OK;
}

static bool signalled(const struct outcome *o)
{
	return o->kind == OUTCOME_SIGNAL || o->kind == OUTCOME_DIED;
}

static WATCH(signal)
{
	struct stage *s = ctx;

	(void)actor, (void)args, (void)n;
	return last_known(s, out) ? watch_int(out, signalled(&s->last) ? s->last.sig : 0) : EVAL_OK;
}

/* What siginfo said: `v` where a signal came and its handler could tell. */
static int of_siginfo(struct stage *s, struct value *out, int64_t v, enum value_type type)
{
	if (!last_known(s, out))
		return EVAL_OK;
	if (!signalled(&s->last))
		v = 0;
	else if (!s->last.si_known)
		return watch_unknown(s, out, "the process died without a handler that could tell");
	*out = value_int(v, type);
	return EVAL_OK;
}

static WATCH(si_code)
{
	struct stage *s = ctx;

	(void)actor, (void)args, (void)n;
	return of_siginfo(s, out, s->last.si_code, TYPE_INT);
}

static WATCH(si_addr)
{
	struct stage *s = ctx;

	(void)actor, (void)args, (void)n;
	return of_siginfo(s, out, (int64_t)s->last.fault_addr, TYPE_POINTER);
}

static WATCH(result)
{
	struct stage *s = ctx;

	(void)actor, (void)args, (void)n;
	if (!last_known(s, out))
		return EVAL_OK;
	if (signalled(&s->last))
		return watch_unknown(s, out, "the statement ended by a signal and has no value");
	*out = value_int(s->last.value, s->last.type);
	return EVAL_OK;
}

static WATCH(minflt)
{
	const struct stage *s = ctx;

	(void)actor, (void)args, (void)n;
	return watch_int(out, (int64_t)(s->step_minflt + s->minflt));
}

static WATCH(majflt)
{
	const struct stage *s = ctx;

	(void)actor, (void)args, (void)n;
	return watch_int(out, (int64_t)(s->step_majflt + s->majflt));
}

static WATCH(output)
{
	const struct stage *s = ctx;

	(void)actor, (void)args, (void)n;
	*out = value_string(buf_str(&s->output), s->output.len);
	return EVAL_OK;
}

/* ---- how a process is ---- */

static struct actor *meant(struct stage *s, int actor, const struct value *args, size_t n, struct value *out)
{
	int i = n > 0 ? (int)args[0].slot : actor;

	if (i < 0 || (size_t)i >= s->actors_n) {
		watch_unknown(s, out, "there is no such process");
		return NULL;
	}
	if (!s->actors[i].ended && !lab_alive(s->actors[i].lab))
		stage_ended(s, i);
	return &s->actors[i];
}

static WATCH(alive)
{
	const struct actor *a = meant(ctx, actor, args, n, out);

	return a != NULL ? watch_int(out, !a->ended) : EVAL_OK;
}

static WATCH(exited)
{
	const struct actor *a = meant(ctx, actor, args, n, out);

	if (a == NULL)
		return EVAL_OK;
	if (a->ended && !a->how.known)
		return watch_unknown(ctx, out, "how the process ended is not known");
	return watch_int(out, a->ended && a->how.exited ? a->how.status : -1);
}

static WATCH(killed)
{
	const struct actor *a = meant(ctx, actor, args, n, out);

	if (a == NULL)
		return EVAL_OK;
	if (a->ended && !a->how.known)
		return watch_unknown(ctx, out, "how the process ended is not known");
	return watch_int(out, a->ended && !a->how.exited ? a->how.status : 0);
}

#define ROW_OF(w, p, lo, hi, k, texts, g, src, h)                                                                      \
	{                                                                                                              \
		.name = #w, .params = p, .min = lo, .max = hi, .kinds = k, .text_at = texts, .gives = g,               \
		.source = src, .help = h, .watch = watch_##w                                                           \
	}
#define ROW(w, p, lo, hi, k, g, src, h) ROW_OF(w, p, lo, hi, k, NULL, g, src, h)

static const struct word table[] = {
	ROW(errno, NULL, 0, 0, "", "a number", N_("the call"),
	    N_("the error of the last statement that called or touched something; 0 where it succeeded")),
	ROW(signal, NULL, 0, 0, "", "a number", "siginfo_t",
	    N_("the signal that the last statement raised, 0 for none")),
	ROW(si_code, NULL, 0, 0, "", "a number", "siginfo_t",
	    N_("why that signal came: SEGV_MAPERR, SEGV_ACCERR, BUS_ADRERR")),
	ROW(si_addr, NULL, 0, 0, "", N_("an address"), "siginfo_t", N_("the address whose touch raised that signal")),
	ROW(result, NULL, 0, 0, "", "a number", N_("the call"), N_("the value of the last statement")),
	ROW(mapped, "a, n", 2, 2, "aa", "0 or 1", "/proc/PID/maps", N_("1 where all of the range is mapped")),
	ROW(size, "a", 1, 1, "a", "bytes", "/proc/PID/maps",
	    N_("bytes still mapped of what the call that returned `a` made")),
	ROW(vmas, "a, n", 0, 2, "aa", "a number", "/proc/PID/maps",
	    N_("lines of maps that meet the range; all without arguments")),
	ROW(perms, "a", 1, 1, "a", "text", "/proc/PID/maps",
	    N_("permissions of the line that holds `a`, \"rw-p\"; empty where nothing is mapped")),
	ROW(path, "a", 1, 1, "a", "text", "/proc/PID/maps",
	    N_("what the line that holds `a` maps; a file of the lesson by its name")),
	ROW(offset, "a", 1, 1, "a", "bytes", "/proc/PID/maps", N_("offset in the file of the line that holds `a`")),
	ROW(start, "a", 1, 1, "a", N_("an address"), "/proc/PID/maps", N_("first address of the line that holds `a`")),
	ROW(end, "a", 1, 1, "a", N_("an address"), "/proc/PID/maps",
	    N_("first address behind the line that holds `a`")),
	ROW(inode, "a", 1, 1, "a", "a number", "/proc/PID/maps",
	    N_("inode of the file that the line maps, 0 for none")),
	ROW(resident, "a, n", 2, 2, "aa", "pages", "mincore(2)",
	    N_("pages of the range that mincore() calls resident")),
	ROW(present, "a, n", 2, 2, "aa", "pages", N_("/proc/PID/pagemap bit 63"),
	    N_("pages of the range in this process's own page table")),
	ROW(exclusive, "a, n", 2, 2, "aa", "pages", N_("/proc/PID/pagemap bit 56"),
	    N_("present pages that only this process maps")),
	ROW(guard, "a, n", 2, 2, "aa", "pages", N_("/proc/PID/pagemap bit 58"),
	    N_("pages made guards by MADV_GUARD_INSTALL")),
	ROW(zeropage, "a, n", 2, 2, "aa", "pages", "PAGEMAP_SCAN", N_("pages that are the common zero page")),
	ROW_OF(pages, N_("kind, a, n"), 3, 3, "saa", watch_page_kind, "text", N_("pagemap, mincore(2)"),
	       N_("page by page, \"1101\", for one kind of page")),
	ROW_OF(count, N_("kind, a, n"), 3, 3, "saa", watch_page_kind, "pages", N_("pagemap, mincore(2)"),
	       N_("pages of one kind in the range")),
	ROW(filled, "a, n, c", 3, 3, "aaa", "0 or 1", N_("the memory itself"),
	    N_("1 where every byte of the range is `c`")),
	ROW(cached, "name", 1, 1, "n", "pages", N_("cachestat(2) or mincore(2)"),
	    N_("pages of the file in the page cache")),
	ROW(frame, "a", 1, 1, "a", "a number", N_("/proc/PID/pagemap bits 0-54"),
	    N_("number of the physical page, where the kernel tells")),
	ROW(smaps, "a, field", 2, 2, "as", "bytes", "/proc/PID/smaps",
	    N_("a field of the line that holds `a`, as \"Rss\"")),
	ROW(vmflag, "a, flag", 2, 2, "as", "0 or 1", "/proc/PID/smaps VmFlags",
	    N_("1 where the line that holds `a` has the flag, as \"lo\"")),
	ROW(status, "field", 1, 1, "s", "bytes", "/proc/PID/status", N_("a size of the process, as \"VmLck\"")),
	ROW(minflt, NULL, 0, 0, "", "a number", "getrusage(2)", N_("minor faults of the step's statements")),
	ROW(majflt, NULL, 0, 0, "", "a number", "getrusage(2)", N_("major faults of the step's statements")),
	ROW(bytes, "a, n", 2, 2, "aa", "text", N_("the memory itself"), N_("memory as it is, without touching it")),
	ROW(file, N_("name, off, n"), 3, 3, "naa", "text", "read(2)", N_("bytes of the file as read(2) gives them")),
	ROW(filesize, "name", 1, 1, "n", "bytes", "stat(2)", N_("size of the file")),
	ROW(output, NULL, 0, 0, "", "text", "printf", N_("what the step's printf()s wrote")),
	ROW(alive, "child", 0, 1, "c", "0 or 1", "waitid(2)", N_("1 while the process runs")),
	ROW(exited, "child", 1, 1, "c", "a number", "waitid(2)",
	    N_("exit status of the process, -1 where it did not exit")),
	ROW(killed, "child", 1, 1, "c", "a number", "waitid(2)", N_("the signal that ended the process, 0 for none")),
};

const struct words observe_words = { .v = table, .n = sizeof(table) / sizeof(table[0]) };

enum eval observe_word(void *ctx, int actor, const struct node *site, const struct value *args, struct value *out,
		       struct lang_err *e)
{
	struct stage *s = ctx;
	size_t n = site->kind == NODE_CALL ? site->args_n : 0;

	(void)e;
	/* What waits must have been done before anything is looked at. */
	if (s->batching && stage_flush(s) != EVAL_OK)
		return EVAL_STOP;
	for (size_t i = 0; i < n; i++) {
		if (args[i].kind == VALUE_UNKNOWN) {
			*out = args[i];
			return EVAL_OK;
		}
	}
	return (enum eval)site->word->watch(s, actor, args, n, out);
}

enum eval observe_byte(void *ctx, int actor, int64_t addr, struct value *out)
{
	uint8_t byte;

	if (watch_peek(ctx, actor, (uint64_t)addr, &byte, 1, out))
		*out = value_int(byte, TYPE_INT);
	return EVAL_OK;
}

static void refuse(void *ctx, int actor, const struct node *site, const char *why)
{
	(void)actor, (void)site;
	stage_refuse(ctx, "%s", why);
}

struct world stage_doing(struct stage *s)
{
	return (struct world){ .ctx = s,
			       .call = stage_call,
			       .observe = observe_word,
			       .load = stage_load,
			       .store = stage_store,
			       .settle = stage_settle,
			       .refuse = refuse,
			       .constant = stage_constant };
}

struct world stage_watching(struct stage *s)
{
	return (struct world){ .ctx = s, .observe = observe_word, .load = observe_byte, .constant = stage_constant };
}
