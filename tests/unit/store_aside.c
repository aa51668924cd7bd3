/* The log moved aside: what stays, what goes, and that those who have it open follow. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "unit/store_place.h"

#define STEP(lesson) "{\"time\":100,\"event\":\"step\",\"lesson\":\"" lesson "\",\"rev\":1,\"step\":\"tail\"}\n"
#define LATER        "{\"event\":\"review\",\"time\":5,\"due\":[1,{\"a\":2}]}\n"
#define DAMAGED      "{\"time\":5\n"
#define OF_A_REV     "{\"time\":100,\"event\":\"done\",\"lesson\":\"length\",\"rev\":2,\"ease\":2.5}\n"

static void put_file(const struct place *p, const char *text)
{
	FILE *f = fopen(p->log, "w");
	assert_non_null(f);
	assert_int_equal(fputs(text, f) < 0, 0);
	assert_int_equal(fclose(f), 0);
}

static void assert_file(const char *path, const char *expected)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct buf b;
	buf_init(&b, 1 << 20);
	assert_true(fd >= 0);
	assert_int_equal(buf_read_fd(&b, fd), 0);
	close(fd);
	assert_string_equal(buf_str(&b), expected);
	buf_finish(&b);
}

static size_t files_in(const char *dir)
{
	DIR *d = opendir(dir);
	size_t n = 0;
	assert_non_null(d);
	for (struct dirent *entry; (entry = readdir(d));)
		n += entry->d_name[0] != '.';
	closedir(d);
	return n;
}

static const char all[] = STEP("length") STEP("fork") LATER OF_A_REV DAMAGED STEP("length");

static void test_lesson(void **state)
{
	const struct place *p = *state;
	struct buf aside;
	struct stat st;
	size_t gone;
	put_file(p, all);
	struct store *s = open_at(p);
	buf_init(&aside, 200);
	assert_int_equal(store_put_aside(s, "length", &aside, &gone, NULL), 0);
	assert_int_equal(gone, 3);
	assert_file(p->log, STEP("fork") LATER DAMAGED);
	assert_file(aside.data, all);
	assert_int_equal(strncmp(aside.data, p->log, strlen(p->log)), 0);
	assert_int_equal(files_in(p->dir), 2);
	assert_int_equal(stat(p->log, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(store_append(s, &seen, NULL), 0);
	assert_file(p->log, STEP("fork") LATER DAMAGED STEP("length"));
	assert_file(aside.data, all);
	unlink(aside.data);
	buf_finish(&aside);
	store_close(s);
}

static void test_all_twice(void **state)
{
	const struct place *p = *state;
	struct buf first, second;
	size_t gone;
	put_file(p, all);
	struct store *s = open_at(p);
	buf_init(&first, 200);
	buf_init(&second, 200);
	assert_int_equal(store_put_aside(s, NULL, &first, &gone, NULL), 0);
	assert_int_equal(gone, 5);
	assert_file(p->log, "");
	assert_int_equal(store_append(s, &seen, NULL), 0);
	assert_int_equal(store_put_aside(s, NULL, &second, &gone, NULL), 0);
	assert_int_equal(gone, 1);
	assert_file(first.data, all);
	assert_file(second.data, STEP("length"));
	unlink(first.data);
	unlink(second.data);
	buf_finish(&first);
	buf_finish(&second);
	store_close(s);
}

static void test_nothing_to_do(void **state)
{
	const struct place *p = *state;
	struct buf aside;
	size_t gone;
	put_file(p, STEP("fork"));
	struct store *s = open_at(p);
	buf_init(&aside, 200);
	assert_int_equal(store_put_aside(s, "length", &aside, &gone, NULL), 0);
	assert_int_equal(gone + aside.len, 0);
	assert_int_equal(files_in(p->dir), 1);
	assert_int_equal(store_put_aside(NULL, "length", &aside, &gone, NULL), 0);
	buf_finish(&aside);
	store_close(s);
}

/* Another program has the old log open: what it appends and reads is the new one. */
static void test_others_follow(void **state)
{
	const struct place *p = *state;
	struct buf aside;
	size_t gone;
	put_file(p, all);
	struct store *s = open_at(p), *reader = open_at(p), *writer = open_at(p);
	buf_init(&aside, 200);
	assert_int_equal(store_put_aside(s, NULL, &aside, &gone, NULL), 0);
	assert_events(reader, "", 0);
	assert_int_equal(store_append(writer, &seen, NULL), 0);
	assert_events(reader, SEEN_TEXT, 0);
	assert_file(aside.data, all);
	unlink(aside.data);
	buf_finish(&aside);
	store_close(s);
	store_close(reader);
	store_close(writer);
}

/* The new log cannot be written, for root neither: nothing is changed. */
static void test_cannot(void **state)
{
	const struct place *p = *state;
	struct err e = { 0 };
	struct buf aside;
	char path[100];
	size_t gone;
	put_file(p, all);
	snprintf(path, sizeof path, "%s.new", p->log);
	assert_int_equal(mkdir(path, 0700), 0);
	struct store *s = open_at(p);
	buf_init(&aside, 200);
	assert_true(store_put_aside(s, NULL, &aside, &gone, &e) < 0);
	assert_non_null(strstr(e.what, "it is as it was"));
	assert_file(p->log, all);
	assert_int_equal(rmdir(path), 0);
	buf_finish(&aside);
	store_close(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		PLACED(test_lesson),        PLACED(test_all_twice), PLACED(test_nothing_to_do),
		PLACED(test_others_follow), PLACED(test_cannot),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
