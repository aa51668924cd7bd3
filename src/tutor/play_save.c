/*
 * What was tried, as a lesson: a step for each statement, with what the kernel did as its expectations. Only what
 * the next run gives again is written down: errors, signals, permissions, pages; never an address.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kernel/constant.h"
#include "tutor/observe.h"
#include "tutor/play.h"
#include "json/json.h"

#define PAGES_TOLD ((uint64_t)1 << 30) /* pages of a focus that are worth counting in an expectation */

static void put_hex(struct json_out *o, const struct lesson_file *f)
{
	struct buf hex;

	buf_init(&hex, 64 << 20);
	for (size_t i = 0; i < f->len; i++)
		buf_printf(&hex, "%02x", f->bytes[i]);
	json_out_string(o, "hex", buf_str(&hex));
	buf_finish(&hex);
}

static void put_files(struct json_out *root, const struct lesson *l)
{
	struct json_out *files;
	char mode[8];

	if (l->files_n == 0)
		return;
	files = json_out_object(root, "files");
	for (size_t i = 0; i < l->files_n; i++) {
		const struct lesson_file *f = &l->files[i];
		struct json_out *o = json_out_object(files, f->name.text);

		if (f->fill != NULL) {
			json_out_int(o, "pages", (int64_t)f->pages);
			json_out_string(o, "fill", f->fill);
		} else if (f->bytes != NULL) {
			put_hex(o, f);
		} else {
			json_out_int(o, "size", (int64_t)f->size);
		}
		if (f->mode != 0) {
			(void)snprintf(mode, sizeof(mode), "%03o", f->mode & 0777U);
			json_out_string(o, "mode", mode);
		}
	}
}

/* ---- what was observed, as expectations ---- */

static void expect_signal(struct json_out *list, const struct outcome *o, struct buf *text)
{
	const char *code = si_code_name(o->sig, o->si_code);

	buf_printf(text, "signal == %s", signal_name(o->sig));
	if (o->si_known && code != NULL)
		buf_printf(text, " && si_code == %s", code);
	json_out_string(list, NULL, buf_str(text));
}

static void expect_outcome(struct json_out *list, const struct outcome *o)
{
	struct buf text;

	buf_init(&text, 1024);
	if (o->kind == OUTCOME_ERROR && errno_name(o->err) != NULL)
		buf_printf(&text, "errno == %s", errno_name(o->err));
	else if (o->kind == OUTCOME_VALUE)
		buf_puts(&text, "errno == 0 && signal == 0");
	if (o->kind == OUTCOME_SIGNAL || o->kind == OUTCOME_DIED)
		expect_signal(list, o, &text);
	else if (text.len > 0)
		json_out_string(list, NULL, buf_str(&text));
	buf_finish(&text);
}

/* The focus: its permissions, and how many of its pages are present. */
static void expect_focus(struct json_out *list, const struct record *r)
{
	const struct snapshot *after = r->actors_n > 0 ? &r->actors[0].after : NULL;
	struct buf text;
	size_t i;
	int64_t present, huge;

	if (after == NULL || !after->taken || r->focus == NULL || r->focus_len == 0)
		return;
	i = memmap_find(&after->maps, r->focus_start);
	if (i == MEMMAP_NONE)
		return;
	buf_init(&text, 4096);
	buf_printf(&text, "perms(%s) == \"%s\"", r->focus, after->maps.v[i].perms);
	json_out_string(list, NULL, buf_str(&text));
	/* A file may be in the page cache on one day and not on another; memory of our own is as we touched it,
	   unless huge pages are about. */
	present = pageset_count(&after->focus, r->focus_start, r->focus_start + r->focus_len, PAGE_PRESENT, 0);
	huge = pageset_count(&after->focus, r->focus_start, r->focus_start + r->focus_len, PAGE_HUGE, 0);
	if (after->maps.v[i].inode == 0 && present >= 0 && huge <= 0 &&
	    r->focus_len <= PAGES_TOLD * after->focus.page) {
		buf_clear(&text);
		buf_printf(&text, "present(%s, %llu*page) == %lld", r->focus,
			   (unsigned long long)(r->focus_len / after->focus.page), (long long)present);
		json_out_string(list, NULL, buf_str(&text));
	}
	buf_finish(&text);
}

/* ---- steps ---- */

static struct json_out *put_step(struct json_out *steps, size_t n, const char *title)
{
	struct json_out *o = json_out_object(steps, NULL);
	char id[32];

	(void)snprintf(id, sizeof(id), "step-%zu", n);
	json_out_string(o, "id", id);
	json_out_string(o, "title", title);
	return o;
}

static void put_actions(struct json_out *list, const struct action *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct json_out *repeat;

		if (v[i].repeat == 0) {
			json_out_string(list, NULL, v[i].code.source.text);
			continue;
		}
		repeat = json_out_object(list, NULL);
		json_out_int(repeat, "repeat", v[i].repeat);
		put_actions(json_out_array(repeat, "do"), v[i].body, v[i].body_n);
	}
}

/* A step of the lesson that the branch began in: its statements, with the values that `vary` had. */
static void put_past(struct play *p, struct json_out *steps, size_t i, size_t *n)
{
	const struct step *s = &p->lesson->steps[i];
	struct json_out *list, *o;
	const struct binding *b;
	size_t vary_n;

	if (p->session->skip[i] != NULL || s->uses_die)
		return;
	o = put_step(steps, ++*n, s->title != NULL ? s->title : s->id.text);
	list = json_out_array(o, "do");
	b = session_vary(p->session, i, &vary_n);
	for (size_t k = 0; k < vary_n; k++) {
		char text[96];

		(void)snprintf(text, sizeof(text), "%s = %lld", b[k].name, (long long)b[k].value);
		json_out_string(list, NULL, text);
	}
	put_actions(list, s->actions, s->actions_n);
	if (s->task != NULL) {
		put_actions(list, s->task->given.v, s->task->given.n);
		if (s->task->solutions_n > 0)
			put_actions(list, s->task->solutions[0].v, s->task->solutions[0].n);
	}
	json_out_array(o, "expect");
}

static void put_tried(const struct tried *t, struct json_out *steps, size_t n)
{
	struct json_out *o = put_step(steps, n, "Tried by hand"), *list;

	json_out_string(json_out_array(o, "do"), NULL, t->text);
	list = json_out_array(o, "expect");
	expect_outcome(list, &t->record->statements[0].outcome);
	if (t->record->statements[0].outcome.kind == OUTCOME_DIED)
		return;
	expect_focus(list, t->record);
	if (t->record->focus != NULL && t->record->focus_len > 0)
		json_out_string(o, "focus", t->record->focus);
}

static struct json_out *whole_lesson(struct play *p, const char *id)
{
	struct json_out *root = json_out_new(), *steps;
	size_t n = 0;

	json_out_int(root, "format", 1);
	json_out_string(root, "id", id);
	json_out_int(root, "rev", 1);
	json_out_string(root, "title", "Tried by hand");
	put_files(root, p->lesson);
	steps = json_out_array(root, "steps");
	for (size_t i = p->first; i < p->at; i++)
		put_past(p, steps, i, &n);
	for (size_t i = 0; i < p->done; i++) {
		const struct outcome *o = &p->v[i].record->statements[0].outcome;
		bool gone = p->v[i].ends && !p->v[i].step->uses_die && i + 1 < p->done;

		/* What was lost is no part of a lesson, nor an end that the next statement went back behind. */
		if (o->kind != OUTCOME_LOST && !gone)
			put_tried(&p->v[i], steps, ++n);
	}
	return root;
}

/* ---- the file ---- */

/* "DIR/my-lesson.json" → "my-lesson", or false where a lesson cannot be called so. */
static bool id_of(const char *path, char *id, size_t size)
{
	const char *name = strrchr(path, '/') != NULL ? strrchr(path, '/') + 1 : path;
	size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");

	if (n == 0 || n > 40 || n >= size || strcmp(name + n, ".json") != 0)
		return false;
	memcpy(id, name, n);
	id[n] = '\0';
	return true;
}

static int write_whole(int fd, const char *text, size_t n)
{
	while (n > 0) {
		ssize_t put = write(fd, text, n);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return -errno;
		text += put;
		n -= (size_t)put;
	}
	return fsync(fd) < 0 && errno != EINVAL ? -errno : 0;
}

/* Under another name first, so that a full disk leaves the old file as it was. */
static int write_file(const char *path, const struct buf *text, bool replace, struct err *e)
{
	struct buf other;
	int fd, status;

	if (!replace && access(path, F_OK) == 0)
		return err_set(e, EEXIST, "", "give another name, or say `:save! NAME.json` to replace it",
			       "%s is there already", path);
	buf_init(&other, 8192);
	buf_printf(&other, "%s.new", path);
	fd = open(buf_str(&other), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	status = fd < 0 ? -errno : write_whole(fd, buf_str(text), text->len);
	if (fd >= 0 && close(fd) < 0 && status == 0)
		status = -errno;
	if (status == 0 && rename(buf_str(&other), path) < 0)
		status = -errno;
	if (status < 0) {
		(void)unlink(buf_str(&other));
		err_set(e, -status, "write", "choose a directory that you may write, with room in it",
			"%s could not be written", path);
	}
	buf_finish(&other);
	return status;
}

int play_save(struct play *p, const char *path, bool replace, struct err *e)
{
	struct json_out *root;
	struct buf text;
	char id[48];
	int status;

	if (!id_of(path, id, sizeof(id)))
		return err_set(e, 0, "", "as in `:save my-lesson.json`: small letters, digits and `-`, at most 40",
			       "a lesson cannot be called %s", path);
	if (p->done == 0)
		return err_set(e, 0, "", "try a statement first", "there is nothing to save yet");
	root = whole_lesson(p, id);
	buf_init(&text, 64 << 20);
	json_out_print(root, true, &text);
	buf_putc(&text, '\n');
	json_out_free(root);
	status = write_file(path, &text, replace, e);
	buf_finish(&text);
	return status;
}
