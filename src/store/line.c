/*
 * One line of the log. Our own spelling is read by a scanner that allocates nothing (100,000 lines are a common log
 * after some years); any other goes through the strict reader of json/.
 */
#include "store/line.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json/json.h"

static const char *const kind_names[EVENT_KINDS] = {
	[EVENT_STEP] = "step",
	[EVENT_ANSWER] = "answer",
	[EVENT_DONE] = "done",
	[EVENT_SITTING] = "sitting",
};

static const char *const mark_names[] = {
	[MARK_NONE] = "none",
	[MARK_RIGHT] = "right",
	[MARK_WRONG] = "wrong",
	[MARK_VOID] = "void",
};
enum { MARKS = sizeof mark_names / sizeof *mark_names };

static const char *const grade_names[] = {
	[GRADE_AGAIN] = "again",
	[GRADE_HARD] = "hard",
	[GRADE_GOOD] = "good",
	[GRADE_EASY] = "easy",
};
enum { GRADES = sizeof grade_names / sizeof *grade_names };

/* The members that we know, before they are understood. A seed has more bits than a number of JSON may have. */
struct raw {
	int64_t time, rev, sure, quiz, skipped, hints, tries, seconds, ended, exam, only_due, questions, minutes;
	const char *event, *lesson, *step, *mark, *grade, *seed, *lessons, *answer, *name;
};

/* clang-format off */
#define FIELD(name, kind) { #name, sizeof #name - 1, kind, offsetof(struct raw, name) }
static const struct field {
	const char *name;
	size_t len;
	enum json_kind kind;
	size_t at;
} fields[] = {
	FIELD(time, JSON_INT), FIELD(event, JSON_STRING), FIELD(lesson, JSON_STRING), FIELD(rev, JSON_INT),
	FIELD(step, JSON_STRING), FIELD(mark, JSON_STRING), FIELD(sure, JSON_BOOL), FIELD(quiz, JSON_BOOL),
	FIELD(skipped, JSON_BOOL), FIELD(hints, JSON_INT), FIELD(tries, JSON_INT), FIELD(seconds, JSON_INT),
	FIELD(grade, JSON_STRING), FIELD(answer, JSON_STRING), FIELD(seed, JSON_STRING),
	FIELD(ended, JSON_BOOL), FIELD(exam, JSON_BOOL),
	FIELD(only_due, JSON_BOOL), FIELD(questions, JSON_INT), FIELD(minutes, JSON_INT),
	FIELD(lessons, JSON_STRING), FIELD(name, JSON_STRING),
};
/* clang-format on */
enum { FIELDS = sizeof fields / sizeof *fields };

static void put_int(struct json_out *o, const char *key, int64_t value)
{
	if (value)
		json_out_int(o, key, value);
}

static void put_true(struct json_out *o, const char *key, bool value)
{
	if (value)
		json_out_bool(o, key, true);
}

static void put_text(struct json_out *o, const char *key, const char *value)
{
	if (value && *value)
		json_out_string(o, key, value);
}

static void put_seed(struct json_out *o, uint64_t seed)
{
	char text[24];
	snprintf(text, sizeof text, "%" PRIu64, seed);
	json_out_string(o, "seed", text);
}

static void put_answer(struct json_out *o, const struct event *ev)
{
	json_out_string(o, "mark", mark_names[ev->mark]);
	json_out_bool(o, "sure", ev->sure);
	put_true(o, "quiz", ev->quiz);
	put_true(o, "skipped", ev->skipped);
	put_int(o, "hints", ev->hints);
	put_int(o, "tries", ev->tries);
	put_int(o, "seconds", ev->seconds);
	put_text(o, "grade", grade_names[ev->grade]);
	put_text(o, "answer", ev->answer);
	if (ev->quiz)
		put_seed(o, ev->seed);
}

static void put_sitting(struct json_out *o, const struct event *ev)
{
	put_seed(o, ev->seed);
	put_true(o, "ended", ev->ended);
	put_true(o, "exam", ev->exam);
	put_true(o, "only_due", ev->only_due);
	put_int(o, "questions", ev->questions);
	put_int(o, "minutes", ev->minutes);
	put_text(o, "lessons", ev->lessons);
	put_text(o, "name", ev->name);
}

void line_put(struct buf *out, const struct event *ev)
{
	struct json_out *o = json_out_new();
	json_out_int(o, "time", ev->time);
	json_out_string(o, "event", kind_names[ev->kind]);
	if (ev->kind != EVENT_SITTING) {
		json_out_string(o, "lesson", ev->lesson ? ev->lesson : "");
		json_out_int(o, "rev", ev->rev);
		put_text(o, "step", ev->step);
	}
	if (ev->kind == EVENT_ANSWER)
		put_answer(o, ev);
	if (ev->kind == EVENT_SITTING)
		put_sitting(o, ev);
	json_out_print(o, false, out);
	json_out_free(o);
	buf_putc(out, '\n');
}

/* The place of a field of its kind within raw. */
static void set_int(struct raw *raw, const struct field *f, int64_t value)
{
	memcpy((char *)raw + f->at, &value, sizeof value);
}

static void set_string(struct raw *raw, const struct field *f, const char *value)
{
	memcpy((char *)raw + f->at, &value, sizeof value);
}

/* ---- our own spelling: plain ASCII, no escapes, whole numbers, no nesting ---- */

struct scan {
	char *p, *end;
	char *nul[2 * FIELDS]; /* the closing quotes of strings: made NUL once the line is known to be ours */
	size_t nuls;
	unsigned seen; /* bit i: fields[i] */
	size_t next;   /* the field behind the last one */
};

static bool take(struct scan *s, char c)
{
	if (s->p == s->end || *s->p != c)
		return false;
	s->p++;
	return true;
}

static bool scan_string(struct scan *s, char **text, size_t *len)
{
	if (!take(s, '"'))
		return false;
	*text = s->p;
	while (s->p < s->end && *s->p >= 0x20 && *s->p < 0x7f && *s->p != '"' && *s->p != '\\')
		s->p++;
	*len = (size_t)(s->p - *text);
	return take(s, '"');
}

static bool scan_int(struct scan *s, int64_t *value)
{
	char *from = s->p;
	*value = 0;
	while (s->p < s->end && *s->p >= '0' && *s->p <= '9' && s->p - from < 18)
		*value = *value * 10 + (*s->p++ - '0');
	return s->p > from && (*from != '0' || s->p == from + 1);
}

static bool scan_bool(struct scan *s, int64_t *value)
{
	static const char *const words[] = { "false", "true" };
	for (int i = 0; i < 2; i++) {
		size_t n = strlen(words[i]);
		if ((size_t)(s->end - s->p) >= n && !memcmp(s->p, words[i], n)) {
			s->p += n;
			*value = i;
			return true;
		}
	}
	return false;
}

/* Members mostly come in our own order: the search begins behind the one before. */
static const struct field *field_named(const char *name, size_t len, size_t behind)
{
	for (size_t i = 0; i < FIELDS; i++) {
		const struct field *f = &fields[(behind + i) % FIELDS];
		if (f->len == len && !memcmp(f->name, name, len))
			return f;
	}
	return NULL;
}

/* Key, colon, value. A member that is not ours, or comes twice, is left to the strict reader. */
static bool scan_member(struct scan *s, struct raw *raw)
{
	char *text;
	size_t len;
	int64_t value = 0;
	if (!scan_string(s, &text, &len) || !take(s, ':'))
		return false;
	const struct field *f = field_named(text, len, s->next);
	if (!f || s->seen >> (f - fields) & 1)
		return false;
	s->seen |= 1U << (f - fields);
	s->next = (size_t)(f - fields) + 1;
	if (f->kind == JSON_STRING) {
		if (!scan_string(s, &text, &len))
			return false;
		s->nul[s->nuls++] = text + len;
		set_string(raw, f, text);
		return true;
	}
	if (!(f->kind == JSON_INT ? scan_int(s, &value) : scan_bool(s, &value)))
		return false;
	set_int(raw, f, value);
	return true;
}

static bool scan_line(char *line, size_t len, struct raw *raw)
{
	struct scan s = { .p = line, .end = line + len };
	if (!take(&s, '{'))
		return false;
	do
		if (!scan_member(&s, raw))
			return false;
	while (take(&s, ','));
	if (!take(&s, '}') || s.p != s.end)
		return false;
	for (size_t i = 0; i < s.nuls; i++)
		*s.nul[i] = '\0';
	return true;
}

/* ---- any other spelling ---- */

static bool parse_line(char *line, size_t len, struct arena *a, struct raw *raw)
{
	static const struct json_limits limits = { .bytes = STORE_LINE_MAX, .depth = 16, .nodes = 1000 };
	struct diags d = { 0 };
	line[len] = '\0';
	const struct json *object = json_parse(a, line, len, &limits, &d);
	diags_finish(&d);
	if (!object || object->kind != JSON_OBJECT)
		return false;
	for (size_t i = 0; i < FIELDS; i++) {
		const struct json *j = json_member(object, fields[i].name);
		if (!j)
			continue;
		if (j->kind != fields[i].kind)
			return false;
		if (j->kind == JSON_STRING)
			set_string(raw, &fields[i], j->string.text);
		else
			set_int(raw, &fields[i], j->integer);
	}
	return true;
}

static unsigned index_of(const char *const names[], unsigned n, const char *name)
{
	for (unsigned i = 0; i < n; i++)
		if (names[i] && name && !strcmp(names[i], name))
			return i;
	return 0;
}

bool line_read(char *line, size_t len, struct arena *a, struct event *ev)
{
	struct raw raw = { 0 };
	if (!scan_line(line, len, &raw)) {
		raw = (struct raw){ 0 };
		if (!parse_line(line, len, a, &raw))
			return false;
	}
	if (!raw.event)
		return false;
	*ev = (struct event){
		.kind = (enum event_kind)index_of(kind_names, EVENT_KINDS, raw.event),
		.time = raw.time,
		.lesson = raw.lesson ? raw.lesson : "",
		.rev = raw.rev,
		.step = raw.step ? raw.step : "",
		.mark = (enum mark)index_of(mark_names, MARKS, raw.mark),
		.sure = raw.sure != 0,
		.quiz = raw.quiz != 0,
		.skipped = raw.skipped != 0,
		.hints = raw.hints,
		.tries = raw.tries,
		.seconds = raw.seconds,
		.grade = (enum grade)index_of(grade_names, GRADES, raw.grade),
		.seed = raw.seed ? strtoull(raw.seed, NULL, 10) : 0,
		.ended = raw.ended != 0,
		.exam = raw.exam != 0,
		.only_due = raw.only_due != 0,
		.questions = raw.questions,
		.minutes = raw.minutes,
		.answer = raw.answer ? raw.answer : "",
		.lessons = raw.lessons ? raw.lessons : "",
		.name = raw.name ? raw.name : "",
	};
	return true;
}
