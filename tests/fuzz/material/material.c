/*
 * What the fuzzers start from, out of the program's own tables and lessons.
 *
 *   material words > DICTIONARY           every word of the language and every key of a lesson, as libFuzzer reads it
 *   material statements LESSON...         the statements and expressions of lessons, one a line
 *   material answers DIR                  messages as a lab sends them
 *   material requests DIR                 messages as a lab gets them
 *   material frames LESSON LAB DIR        what a presenter sends of a lesson's run
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/constant.h"
#include "lab/lab.h"
#include "lab/wire.h"
#include "lesson/lesson.h"
#include "lesson/shapes.h"
#include "share/wire.h"
#include "tutor/observe.h"
#include "tutor/session.h"

static void put_word(const char *word)
{
	printf("\"%s\"\n", word);
}

static void put_keys(const struct shape *s, unsigned depth)
{
	for (size_t i = 0; i < s->fields_n && depth < 8; i++) {
		printf("\"\\\"%s\\\":\"\n", s->fields[i].name);
		if (s->fields[i].shape)
			put_keys(s->fields[i].shape, depth + 1);
	}
}

static int words(void)
{
	const struct call *c;
	const struct constant *k;
	for (size_t i = 0; (c = call_at(i)); i++)
		put_word(c->name);
	for (size_t i = 0; (k = constant_at(i)); i++)
		put_word(k->name);
	for (size_t i = 0; i < observe_words.n; i++)
		put_word(observe_words.v[i].name);
	put_keys(&shape_lesson, 0);
	put_keys(&shape_course, 0);
	put_keys(&shape_concepts, 0);
	return 0;
}

static void put_code(const struct code *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].source.text)
			puts(v[i].source.text);
}

static void put_actions(const struct action *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		put_code(&v[i].code, 1);
		put_actions(v[i].body, v[i].body_n);
	}
}

static int statements(char **paths)
{
	for (; *paths; paths++) {
		struct diags d = { 0 };
		struct lesson *l = lesson_load(*paths, &observe_words, &d);
		for (size_t i = 0; l && i < l->steps_n + l->drills_n; i++) {
			put_actions(l->steps[i].actions, l->steps[i].actions_n);
			put_code(l->steps[i].expect, l->steps[i].expect_n);
		}
		lesson_free(l);
		diags_finish(&d);
	}
	return 0;
}

/* As tests/fuzz/lab_answer.c takes them: the request, its flags, and each message behind its length. */
struct seed {
	const char *name;
	unsigned char ask, flags;
	enum wire_answer answer;
	uint32_t ops, bytes;
	int64_t value;
	enum wire_kind kind;
};

static const struct seed seeds[] = {
	{ "done", 0, 1, WIRE_DONE, 4, 0, 0, WIRE_RETURNED },
	{ "scratch", 0, 1 | 8, WIRE_DONE, 4, 8, 0, WIRE_RETURNED },
	{ "fault", 0, 1, WIRE_DONE, 4, 0, 0, WIRE_FAULT },
	{ "leaving", 0, 1, WIRE_LEAVING, 2, 0, 0, WIRE_RETURNED },
	{ "last-words", 0, 1 | 2, WIRE_LAST_WORDS, 1, 0, 0, WIRE_FAULT },
	{ "forked", 1, 1, WIRE_DONE, 0, 0, 1, WIRE_RETURNED },
	{ "not-forked", 1, 1, WIRE_DONE, 0, 0, -11, WIRE_RETURNED },
	{ "taken", 2, 1, WIRE_DONE, 0, 0, 3, WIRE_RETURNED },
	{ "resident", 3, 1, WIRE_DONE, 1, 2, 0, WIRE_RETURNED },
	{ "hello", 4, 1, WIRE_HELLO, 0, sizeof(struct wire_hello), 0, WIRE_RETURNED },
};

static void put_seed(const struct seed *s, FILE *f)
{
	const struct wire_reply reply = { .answer = s->answer, .ops = s->ops, .bytes = s->bytes, .value = s->value };
	const struct wire_result result = { .kind = s->kind, .sig = s->kind == WIRE_FAULT ? SIGSEGV : 0 };
	const struct wire_hello hello = { .version = WIRE_VERSION,
					  .own = { { 0x400000, 0x401000 }, { 0x500000, 0x501000 } } };
	size_t n = sizeof reply + s->ops * sizeof result + s->bytes;
	const unsigned char head[] = { s->ask, s->flags, (unsigned char)n, (unsigned char)(n >> 8) };
	fwrite(head, sizeof head, 1, f);
	fwrite(&reply, sizeof reply, 1, f);
	for (uint32_t i = 0; i < s->ops; i++)
		fwrite(&result, sizeof result, 1, f);
	fwrite(&hello, s->bytes, 1, f);
}

static FILE *create(const char *dir, const char *name)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/%s", dir, name);
	FILE *f = fopen(path, "we");
	if (!f) {
		perror(path);
		exit(1);
	}
	return f;
}

static int answers(const char *dir)
{
	for (size_t i = 0; i < sizeof seeds / sizeof *seeds; i++) {
		FILE *f = create(dir, seeds[i].name);
		put_seed(&seeds[i], f);
		fclose(f);
	}
	return 0;
}

/* As tests/fuzz/lab_request.c takes them: each message behind its length. */
static void put_request(enum wire_ask ask, uint32_t ops, uint32_t bytes, FILE *f)
{
	const struct wire_request r = { .ask = ask, .seq = 1, .ops = ops, .bytes = bytes, .extra = 4096 };
	size_t n = sizeof r + ops * sizeof(struct wire_op) + bytes;
	const unsigned char head[] = { (unsigned char)n, (unsigned char)(n >> 8) };
	fwrite(head, sizeof head, 1, f);
	fwrite(&r, sizeof r, 1, f);
	for (uint32_t i = 0; i < ops; i++) {
		const struct wire_op op = { .kind = i % (LAB_EXEC + 1), .scratch_mask = i % 2, .nr = 9 + i };
		fwrite(&op, sizeof op, 1, f);
	}
	for (uint32_t i = 0; i < bytes; i++)
		fputc(0, f);
}

static int requests(const char *dir)
{
	static const struct {
		const char *name;
		enum wire_ask ask;
		uint32_t ops, bytes;
	} rows[] = {
		{ "setup", WIRE_SETUP, 0, 64 }, { "do", WIRE_DO, 3, 8 },     { "full", WIRE_DO, WIRE_OPS, 0 },
		{ "fork", WIRE_FORK, 0, 0 },    { "take", WIRE_TAKE, 0, 0 }, { "tighten", WIRE_TIGHTEN, 0, 32 },
	};
	FILE *all = create(dir, "all");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		FILE *f = create(dir, rows[i].name);
		put_request(rows[i].ask, rows[i].ops, rows[i].bytes, f);
		put_request(rows[i].ask, rows[i].ops, rows[i].bytes, all);
		fclose(f);
	}
	fclose(all);
	return 0;
}

/* As tests/fuzz/share_frame.c takes them: a state's body behind a 0, or all that a connection brings behind a 1. */
static void put_frames(const struct lesson *l, size_t step, const struct record *r, const char *dir)
{
	struct message m = { .lesson = 1, .state = { .lesson = l, .step = step, .record = r, .left_s = -1 } };
	struct lesson_frame text = { .number = 1, .name = strrchr(l->path, '/') + 1, .text = l->text };
	struct buf state, lesson;
	char path[4096];
	for (size_t i = 0; i < SHARE_CHOICES; i++)
		m.state.order[i] = 0;
	if (!wire_pack(FRAME_STATE, &wire_message, &m, &state) ||
	    !wire_pack(FRAME_LESSON, &wire_lesson, &text, &lesson))
		return;
	for (int whole = 0; whole < 2; whole++) {
		uint8_t head[WIRE_HEAD];
		snprintf(path, sizeof path, "%s/%s.%zu.%d", dir, l->id, step, whole);
		FILE *f = fopen(path, "we");
		if (!f)
			continue;
		fputc(whole, f);
		wire_put_head(head, FRAME_HELLO, strlen(WIRE_GREETING));
		if (whole) {
			fwrite(head, sizeof head, 1, f);
			fputs(WIRE_GREETING, f);
			fwrite(lesson.data, lesson.len, 1, f);
		}
		fwrite(state.data + (whole ? 0 : WIRE_HEAD), state.len - (whole ? 0 : WIRE_HEAD), 1, f);
		fclose(f);
	}
	buf_finish(&state);
	buf_finish(&lesson);
}

static int frames(const char *path, const char *lab, const char *dir)
{
	struct session_options o = { .stage = { .program = lab } };
	struct diags d = { 0 };
	struct err e;
	struct session *s = NULL;
	struct lesson *l = lesson_load(path, &observe_words, &d);
	int status = !l || session_open(&s, l, &o, &e) < 0;
	for (size_t i = 0; !status && i < l->steps_n && i < 4; i++)
		if (session_run(s, i, &e) == 0)
			put_frames(l, i, session_record(s, i), dir);
	session_close(s);
	lesson_free(l);
	diags_finish(&d);
	return status;
}

int main(int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "words") == 0)
		return words();
	if (argc > 2 && strcmp(argv[1], "statements") == 0)
		return statements(argv + 2);
	if (argc == 3 && strcmp(argv[1], "answers") == 0)
		return answers(argv[2]);
	if (argc == 3 && strcmp(argv[1], "requests") == 0)
		return requests(argv[2]);
	if (argc == 5 && strcmp(argv[1], "frames") == 0)
		return frames(argv[2], argv[3], argv[4]);
	fputs("material words | statements LESSON... | answers DIR | requests DIR | frames LESSON LAB DIR\n", stderr);
	return 2;
}
