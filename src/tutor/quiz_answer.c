/* Answers of a sitting: marked by a run, written for a log and read back. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/tr.h"
#include "tutor/known.h"
#include "tutor/quiz_private.h"

static const struct record *record_of(const struct quiz_turn *t)
{
	return session_record(t->session, t->step);
}

/* ---- an answer to a question ---- */

int quiz_answer(struct quiz *q, const struct answer *a, struct err *e)
{
	struct quiz_turn *t = quiz_turn(q);
	int status = session_run(t->session, t->step, e);
	const struct record *r;

	if (status < 0)
		return status;
	r = record_of(t);
	t->answer = *a;
	t->answer.given = true;
	t->tries++;
	if (r->skipped != NULL || r->lost != NULL)
		return quiz_settle(q, t, MARK_VOID, e);
	return quiz_settle(q, t, answer_mark(t->lesson->steps[t->step].ask, &r->truth, &t->answer), e);
}

int quiz_skip(struct quiz *q, struct err *e)
{
	struct quiz_turn *t = quiz_turn(q);
	int status = q->options.exam ? 0 : session_run(t->session, t->step, e);

	if (status < 0)
		return status;
	t->skipped = true;
	return quiz_settle(q, t, MARK_NONE, e);
}

/* ---- an attempt at a task ---- */

static void scope_at(struct scope *s, struct quiz *q, const struct quiz_turn *t)
{
	const struct step *step = &t->lesson->steps[t->step];

	known_before(s, t->session, session_segment(t->lesson, t->step), t->step, &q->arena);
	for (size_t i = 0; i < step->vary_n; i++)
		scope_add(s, step->vary[i].name, KNOWN_VARY);
	known_actions(s, step->actions, step->actions_n);
	known_actions(s, step->task->given.v, step->task->given.n);
}

static int refuse(struct lang_err *le, const char *why)
{
	*le = (struct lang_err){ 0 };
	(void)snprintf(le->text, sizeof(le->text), "%s", why);
	return -EINVAL;
}

static int check_one(struct quiz *q, struct scope *s, const char *text, struct action *out, struct lang_err *le)
{
	const bool statement = true;

	*out = (struct action){ .code = { .source = { .text = arena_strdup(&q->arena, text) } } };
	out->code.tree = lang_statement(&q->arena, out->code.source.text, le);
	if (out->code.tree == NULL || lang_check(out->code.tree, s, statement, le) < 0)
		return -EINVAL;
	if (out->code.tree->die)
		return refuse(le, tr("`die:` is not for a task"));
	return 0;
}

void quiz_names(struct quiz *q, const char *const *statements, size_t n, struct scope *s)
{
	struct action unused;
	struct lang_err le;

	scope_at(s, q, quiz_turn(q));
	for (size_t i = 0; i < n; i++)
		(void)check_one(q, s, statements[i], &unused, &le);
}

static int check_all(struct quiz *q, const char *const *statements, struct attempt *attempt, size_t *bad,
		     struct lang_err *le)
{
	struct quiz_turn *t = quiz_turn(q);
	struct scope scope = { 0 };
	size_t bytes = 0;
	int status = 0;

	scope_at(&scope, q, t);
	for (*bad = 0; *bad < attempt->n && status == 0; (*bad)++) {
		status = check_one(q, &scope, statements[*bad], &attempt->v[*bad], le);
		bytes += strlen(statements[*bad]) + 1;
		if (status == 0 && bytes > QUIZ_TEXT)
			status = refuse(le, tr("an attempt holds 4000 bytes"));
		if (status < 0)
			break;
	}
	scope_finish(&scope);
	return status;
}

static bool reached(const struct record *r)
{
	for (size_t i = 0; i < r->goals_n; i++) {
		if (r->goals[i].verdict != VERDICT_HELD)
			return false;
	}
	for (size_t i = 0; i < r->statements_n; i++) {
		if (r->statements[i].outcome.kind == OUTCOME_REFUSED || r->statements[i].outcome.kind == OUTCOME_LOST)
			return false;
	}
	return r->skipped == NULL && r->lost == NULL;
}

static void keep_attempt(struct quiz *q, struct quiz_turn *t, const struct attempt *attempt, bool good)
{
	const struct record *r = record_of(t);

	t->tries++;
	t->statements = arena_alloc(&q->arena, attempt->n + 1, sizeof(*t->statements));
	t->statements_n = attempt->n;
	for (size_t i = 0; i < attempt->n; i++)
		t->statements[i] = attempt->v[i].code.source.text;
	t->misconception = -1;
	for (size_t i = r->misconceptions_n; i-- > 0 && !good;) {
		if (r->misconceptions[i].verdict == VERDICT_HELD)
			t->misconception = (int)i;
	}
}

int quiz_spelled(struct quiz *q, const char *const *statements, size_t n, struct lang_err *le)
{
	struct attempt attempt = { .n = n, .v = arena_alloc(&q->arena, n + 1, sizeof(*attempt.v)) };
	size_t bad;

	return check_all(q, statements, &attempt, &bad, le);
}

int quiz_attempt(struct quiz *q, const char *const *statements, size_t n, size_t *bad, struct lang_err *le,
		 struct err *e)
{
	struct quiz_turn *t = quiz_turn(q);
	struct attempt attempt = { .n = n, .v = arena_alloc(&q->arena, n + 1, sizeof(*attempt.v)) };
	int status = 0;
	bool good;

	*bad = QUIZ_STATEMENTS;
	if (n > QUIZ_STATEMENTS)
		return refuse(le, tr("an attempt holds 32 statements"));
	status = check_all(q, statements, &attempt, bad, le);
	if (status == 0)
		status = session_attempt(t->session, t->step, &attempt, e);
	if (status < 0)
		return status;
	good = reached(record_of(t));
	keep_attempt(q, t, &attempt, good);
	if (good || q->options.exam)
		return quiz_settle(q, t, good ? MARK_RIGHT : MARK_WRONG, e);
	return 0;
}

/* ---- a line for a log ---- */

static void put_choices(const struct quiz_turn *t, struct buf *out)
{
	for (int i = 0; i < 64; i++) {
		if ((t->answer.choices >> i & 1) != 0)
			buf_printf(out, "%s%d", out->len > 0 ? " " : "", i);
	}
}

static void put_number(const struct quiz_turn *t, struct buf *out)
{
	buf_printf(out, "%" PRId64, t->answer.number);
}

static void put_outcome(const struct quiz_turn *t, struct buf *out)
{
	buf_puts(out, outcome_choices[t->answer.outcome].name);
}

static void put_pages(const struct quiz_turn *t, struct buf *out)
{
	for (size_t i = 0; i < t->pages_n; i++)
		buf_putc(out, t->answer.pages[i] == '1' ? '1' : '0');
}

static void put_statements(const struct quiz_turn *t, struct buf *out)
{
	for (size_t i = 0; i < t->statements_n; i++)
		buf_printf(out, "%s\n", t->statements[i]);
}

static bool take_choices(const struct quiz_turn *t, const char *text, struct answer *a)
{
	size_t n = t->lesson->steps[t->step].ask->choices_n;
	char *end;

	while (*text != '\0') {
		unsigned long i = strtoul(text, &end, 10);

		if (end == text || i >= n)
			return false;
		a->choices |= (uint64_t)1 << i;
		text = end + strspn(end, " ");
	}
	return a->choices != 0;
}

static bool take_number(const struct quiz_turn *t, const char *text, struct answer *a)
{
	char *end;

	(void)t;
	a->number = strtoll(text, &end, 10);
	a->has_number = end != text && *end == '\0';
	return a->has_number;
}

static bool take_outcome(const struct quiz_turn *t, const char *text, struct answer *a)
{
	(void)t;
	while (a->outcome < outcome_choices_n && strcmp(outcome_choices[a->outcome].name, text) != 0)
		a->outcome++;
	a->has_outcome = a->outcome < outcome_choices_n;
	return a->has_outcome;
}

static bool take_pages(const struct quiz_turn *t, const char *text, struct answer *a)
{
	if (strlen(text) != t->pages_n)
		return false;
	memcpy(a->pages, text, t->pages_n);
	return true;
}

static const struct {
	void (*put)(const struct quiz_turn *t, struct buf *out);
	bool (*take)(const struct quiz_turn *t, const char *text, struct answer *a);
} spellings[QUIZ_KINDS] = {
	[QUIZ_CHOICE] = { put_choices, take_choices },  [QUIZ_CHOICES] = { put_choices, take_choices },
	[QUIZ_NUMBER] = { put_number, take_number },    [QUIZ_PAGES] = { put_pages, take_pages },
	[QUIZ_OUTCOME] = { put_outcome, take_outcome }, [QUIZ_TASK] = { put_statements, NULL },
};

void quiz_answer_put(const struct quiz_turn *t, struct buf *out)
{
	if (t->kind == QUIZ_TASK ? t->statements != NULL : t->answer.given)
		spellings[t->kind].put(t, out);
}

static int attempt_again(struct quiz *q, const char *text, struct err *e)
{
	const char *statements[QUIZ_STATEMENTS];
	char *copy = arena_strdup(&q->arena, text), *rest = copy, *line;
	size_t n = 0, bad;
	struct lang_err le;
	int status;

	while (n < QUIZ_STATEMENTS && (line = strsep(&rest, "\n")) != NULL) {
		if (line[0] != '\0')
			statements[n++] = line;
	}
	status = quiz_attempt(q, statements, n, &bad, &le, e);
	return status == 0 && !quiz_turn(q)->closed ? -EINVAL : status;
}

int quiz_answer_again(struct quiz *q, const char *text, bool sure, struct err *e)
{
	struct quiz_turn *t = quiz_turn(q);
	struct answer a = { .sure = sure };

	t->answer.sure = sure;
	if (t->kind == QUIZ_TASK)
		return attempt_again(q, text, e);
	return spellings[t->kind].take(t, text, &a) ? quiz_answer(q, &a, e) : -EINVAL;
}

/* ---- a result ---- */

struct result_question *quiz_results(struct quiz *q, size_t *n)
{
	struct result_question *v = arena_alloc(&q->arena, q->turns_n + 1, sizeof(*v));

	*n = 0;
	for (size_t i = 0; i < q->turns_n; i++) {
		const struct quiz_turn *t = q->turns[i];
		struct result_question *r = &v[*n];

		if (t->round > 0)
			continue;
		*r = (struct result_question){ .lesson = t->lesson->id,
					       .step = t->lesson->steps[t->step].id.text,
					       .rev = t->lesson->rev,
					       .kind = t->kind,
					       .answer = t->answer,
					       .pages_n = t->pages_n,
					       .statements = t->statements,
					       .statements_n = t->statements_n,
					       .misconception = t->misconception,
					       .mark = t->mark,
					       .ms = t->ms,
					       .hints = t->hints,
					       .tries = t->tries,
					       .sure = t->answer.sure,
					       .skipped = t->skipped };
		r->vary = session_vary(t->session, t->step, &r->vary_n);
		(*n)++;
	}
	return v;
}
