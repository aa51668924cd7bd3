/* The way through a lesson: going to a step, running it, going on, and what is remembered of it. */
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "app/plain_state.h"
#include "app/signals.h"
#include "base/tr.h"
#include "store/progress.h"

const struct step *plain_step(const struct plain *p)
{
	return &p->lesson->steps[p->step];
}

const struct record *plain_record(const struct plain *p)
{
	return session_record(p->session, p->step);
}

bool plain_asking(const struct plain *p)
{
	return plain_record(p) == NULL && plain_step(p)->ask != NULL;
}

bool plain_at_end(const struct plain *p)
{
	const struct record *r = plain_record(p);

	return p->step + 1 == p->lesson->steps_n && r != NULL && r->lost == NULL;
}

unsigned plain_where(const struct plain *p)
{
	if (p->play != NULL)
		return AT_PLAY;
	if (p->lesson == NULL)
		return AT_LIST;
	if (plain_record(p) != NULL)
		return AT_DONE;
	return plain_asking(p) ? AT_ASK : AT_READY;
}

/* ---- what is remembered ---- */

static void keep(struct plain *p, struct event ev)
{
	ev.lesson = p->lesson->id;
	ev.rev = p->lesson->rev;
	store_append(p->store, &ev, &p->unrecorded);
	if (p->unrecorded.what[0] != '\0')
		plain_error(p, tr("Your progress is not recorded"), &p->unrecorded);
	p->unrecorded = (struct err){ 0 };
}

static void keep_answer(struct plain *p)
{
	const struct record *r = plain_record(p);
	const struct answer *a = &p->answers[p->step];

	if (plain_step(p)->ask == NULL || r->skipped != NULL || !a->given)
		return;
	keep(p, (struct event){ .kind = EVENT_ANSWER,
				.step = plain_step(p)->id.text,
				.mark = answer_mark(plain_step(p)->ask, &r->truth, a),
				.sure = a->sure });
}

static void end_reached(struct plain *p)
{
	if (!plain_at_end(p))
		return;
	if (!p->ended)
		keep(p, (struct event){ .kind = EVENT_DONE, .step = "" });
	p->ended = true;
	plain_say(p, "That was the last step. An empty line goes on to the next lesson.");
}

/* ---- steps ---- */

static bool ready(struct plain *p, int (*what)(struct session *, size_t, struct err *))
{
	struct err e = { 0 };

	if (what(p->session, p->step, &e) == 0)
		return true;
	plain_error(p, tr("The lab could not be started"), &e);
	return false;
}

static void prepare(struct plain *p)
{
	uint64_t focus_start, focus_len;

	memset(&p->answers[p->step], 0, sizeof(p->answers[p->step]));
	if (p->session->skip[p->step] != NULL) {
		ready(p, session_run);
		return;
	}
	if (!ready(p, session_prepare))
		return;
	session_now(p->session, p->step, &p->now, &focus_start, &focus_len);
	p->pages_n = session_asked_pages(p->session, p->step);
	if (p->pages_n > ANSWER_PAGES)
		p->pages_n = ANSWER_PAGES;
}

void plain_go(struct plain *p, size_t step)
{
	p->step = step;
	p->hints = 0;
	snapshot_finish(&p->now);
	session_order(p->session, step, p->order);
	if (plain_record(p) == NULL)
		prepare(p);
	plain_show(p);
	keep(p, (struct event){ .kind = EVENT_STEP, .step = plain_step(p)->id.text });
	end_reached(p);
}

void plain_run(struct plain *p)
{
	p->hints = 0;
	if (!ready(p, session_run) || signals_end() != 0)
		return;
	snapshot_finish(&p->now);
	plain_show_run(p, plain_record(p));
	keep_answer(p);
	end_reached(p);
}

void plain_again(struct plain *p)
{
	session_drop(p->session);
	if (plain_record(p) != NULL)
		plain_run(p);
	else
		plain_go(p, p->step);
}

/* ---- a line ---- */

static void answer(struct plain *p, const char *line)
{
	const char *wrong = plain_answer(p, line, &p->answers[p->step]);

	if (wrong != NULL) {
		plain_say(p, "%s", wrong);
		return;
	}
	p->answers[p->step].given = true;
	plain_run(p);
}

static void go_on(struct plain *p)
{
	if (plain_record(p) == NULL)
		plain_run(p);
	else if (p->step + 1 < p->lesson->steps_n)
		plain_go(p, p->step + 1);
	else
		p->want = WANT_NEXT;
}

static void act(struct plain *p, const char *line)
{
	if (line[0] != '\0' && plain_word(p, line))
		return;
	if (plain_asking(p) && line[0] == '\0')
		plain_say(p, "The question is open. Answer it, or type run to see without an answer.");
	else if (plain_asking(p))
		answer(p, line);
	else if (line[0] == '\0')
		go_on(p);
	else
		plain_say(p, "\"%s\" means nothing here. Type help to hear what can be typed.", line);
}

static const char *prompt(const struct plain *p)
{
	unsigned where = plain_where(p);

	return where == AT_ASK ? tr("Answer: ") : where == AT_READY ? tr("Run: ") : tr("Next: ");
}

/* Where to begin: the goal, else where the learner left the lesson. */
static size_t first_step(struct plain *p)
{
	struct buf id;
	size_t step = 0;

	if (p->goal.set) {
		p->goal.set = false;
		return p->goal.step < p->lesson->steps_n ? p->goal.step : 0;
	}
	buf_init(&id, 256);
	if (store_position(p->store, p->lesson->id, p->lesson->rev, &id)) {
		while (step < p->lesson->steps_n && strcmp(p->lesson->steps[step].id.text, buf_str(&id)) != 0)
			step++;
		step = step < p->lesson->steps_n ? step : 0;
	}
	buf_finish(&id);
	if (step > 0)
		plain_say(p, "It goes on where you stopped. Type go 1 for the first step.");
	return step;
}

static bool asked_to_end(void *ctx)
{
	(void)ctx;
	return signals_end() != 0;
}

static void walk(struct plain *p)
{
	char line[PLAIN_LINE];

	plain_say(p, "%s", p->lesson->title);
	plain_say(p, "%zu steps. An empty line goes on; type help to hear what else can be typed.", p->lesson->steps_n);
	plain_go(p, first_step(p));
	while (p->want == WANT_NOTHING) {
		if (plain_read(p, prompt(p), line))
			act(p, line);
		else
			p->want = WANT_QUIT;
	}
}

static bool open_lesson(struct plain *p, const struct lesson *l)
{
	struct session_options o;
	struct err e = { 0 };

	app_session_options(p->app, &o);
	o.stage.tick = asked_to_end;
	if (!p->app->has_seed)
		(void)!getrandom(&o.seed, sizeof(o.seed), 0);
	p->ended = false;
	p->step = 0;
	p->want = WANT_NOTHING;
	if (session_open(&p->session, l, &o, &e) < 0) {
		plain_error(p, tr("The lesson could not be opened"), &e);
		p->want = WANT_LIST;
		return false;
	}
	p->lesson = l;
	p->answers = mem_zalloc(l->steps_n + 1, sizeof(*p->answers));
	return true;
}

static void close_lesson(struct plain *p)
{
	free(p->answers);
	session_close(p->session);
	snapshot_finish(&p->now);
	p->lesson = NULL;
	p->session = NULL;
	p->answers = NULL;
}

void plain_lesson(struct plain *p, const struct lesson *l)
{
	if (!open_lesson(p, l))
		return;
	walk(p);
	close_lesson(p);
}

static void put_files(struct plain *p)
{
	struct buf names;

	buf_init(&names, 64 * 1024);
	for (size_t i = 0; i < p->lesson->files_n; i++)
		buf_printf(&names, "%s%s", i > 0 ? ", " : "", p->lesson->files[i].name.text);
	if (names.len > 0)
		plain_say(p, "Files here: %s.", buf_str(&names));
	buf_finish(&names);
}

void plain_free_play(struct plain *p, const struct lesson *l)
{
	if (!open_lesson(p, l))
		return;
	put_files(p);
	plain_branch(p, "");
	close_lesson(p);
}
