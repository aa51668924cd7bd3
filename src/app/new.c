/* `mmaptutor new NAME`: a small lesson that holds as it is, to be changed into one's own. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "app/app.h"
#include "base/tr.h"
#include "lesson/read.h"

/* Around the id. The lesson is one idea: pages come when they are touched. */
static const char before_id[] = "{\n"
				"  \"format\": 1,\n"
				"  \"id\": \"";
static const char behind_id[] =
    "\",\n"
    "  \"rev\": 1,\n"
    "  \"title\": \"Pages come when they are touched\",\n"
    "  \"summary\": \"A mapping is a promise; a page of memory comes with the first touch.\",\n"
    "  \"minutes\": 3,\n"
    "  \"after\": [\"first-mapping\"],\n"
    "  \"sources\": [\"mmap(2)\"],\n"
    "  \"steps\": [\n"
    "    {\n"
    "      \"id\": \"promise\",\n"
    "      \"title\": \"Four pages are promised\",\n"
    "      \"text\": [\"We map four pages, and do nothing with them.\"],\n"
    "      \"do\": [\"m = mmap(NULL, 4*page, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)\"],\n"
    "      \"expect\": [\"m != MAP_FAILED\", \"size(m) == 4*page\", \"present(m, 4*page) == 0\"],\n"
    "      \"focus\": \"m\",\n"
    "      \"explain\": [\"There is a line of the map, and no page behind it yet.\"]\n"
    "    },\n"
    "    {\n"
    "      \"id\": \"touch\",\n"
    "      \"title\": \"One byte is written\",\n"
    "      \"text\": [\"We write one byte, the first of the four pages.\"],\n"
    "      \"notes\": \"For the teacher alone: let the room say a number before you go on.\",\n"
    "      \"ask\": {\n"
    "        \"prompt\": \"How many of the four pages are in memory then?\",\n"
    "        \"choices\": [\n"
    "          { \"text\": \"none\", \"if\": \"present(m, 4*page) == 0\",\n"
    "            \"why\": \"The byte has to be somewhere: the store itself brought a page.\" },\n"
    "          { \"text\": \"one\", \"if\": \"present(m, 4*page) == 1\",\n"
    "            \"why\": \"Each page comes by itself, when it is first touched.\" },\n"
    "          { \"text\": \"all four\", \"if\": \"present(m, 4*page) == 4\",\n"
    "            \"why\": \"mmap() promised four; it would bring them all with MAP_POPULATE alone.\" }\n"
    "        ]\n"
    "      },\n"
    "      \"hints\": [\n"
    "        \"What is the smallest piece of memory that the kernel can give?\",\n"
    "        \"It gives that piece where the byte lies, and leaves the others for later.\"\n"
    "      ],\n"
    "      \"do\": [\"m[0] = 'A'\"],\n"
    "      \"expect\": [\"m[0] == 'A'\", \"present(m, page) == 1\", \"present(m, 4*page) == 1\"],\n"
    "      \"focus\": \"m\",\n"
    "      \"explain\": [\"The store faulted, and the kernel gave the one page that it needed.\"]\n"
    "    }\n"
    "  ]\n"
    "}\n";

static int write_all(int fd, const struct buf *b)
{
	size_t at = 0;

	while (at < b->len) {
		ssize_t n = write(fd, b->data + at, b->len - at);

		if (n < 0 && errno != EINTR)
			return -errno;
		at += n > 0 ? (size_t)n : 0;
	}
	return 0;
}

/* A file that could not be written whole is taken away again. */
static int write_lesson(const char *path, const struct buf *text, struct err *e)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	int status;

	if (fd < 0 && errno == EEXIST)
		return err_set(e, EEXIST, "open(O_EXCL)", "choose another name, or move the file away",
			       "%s is there already and stays as it is", path);
	if (fd < 0)
		return err_set(e, errno, "open(O_CREAT)", "go to a directory that you may write to",
			       "%s could not be made", path);
	status = write_all(fd, text);
	if (close(fd) < 0 && status == 0)
		status = -errno;
	if (status == 0)
		return 0;
	(void)unlink(path);
	return err_set(e, -status, "write()", "make room, or choose another directory", "%s could not be written",
		       path);
}

static int make(const char *name)
{
	struct buf text, path;
	struct err e = { 0 };
	int status;

	buf_init(&text, 16384);
	buf_init(&path, 64);
	buf_printf(&text, "%s%s%s", before_id, name, behind_id);
	buf_printf(&path, "%s.json", name);
	status = write_lesson(buf_str(&path), &text, &e);
	if (status < 0)
		app_say_err(&e);
	else
		printf(tr("%s is written, and holds.\n  mmaptutor check --watch %s    beside your editor\n"
			  "  mmaptutor learn ./%s\n"),
		       buf_str(&path), buf_str(&path), buf_str(&path));
	buf_finish(&path);
	buf_finish(&text);
	return status < 0 ? STATUS_NOTHING : STATUS_HELD;
}

int cmd_new(struct app *app)
{
	struct err e = { 0 };

	if (app->args_n == 1 && is_id(app->args[0]))
		return make(app->args[0]);
	if (app->args_n == 1)
		err_set(&e, 0, "", "a to z, 0 to 9 and -, at most 40 of them: `mmaptutor new my-lesson`",
			"\"%s\" is no id of a lesson", app->args[0]);
	else
		err_set(&e, 0, "", "`mmaptutor new my-lesson` writes my-lesson.json", "new needs one name");
	app_say_err(&e);
	return STATUS_USAGE;
}
