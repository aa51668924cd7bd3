/* Pages of a file in the page cache, by both ways of asking. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "proc/proc.h"
#include "proc/proc_system.h"
#include "unit/proc_child.h"

enum { FILE_PAGES = 8 };

static void test_cached(void **state)
{
	(void)state;
	uint64_t page = proc_page_size(), n = 99;
	int fd = file_of(FILE_PAGES);
	int (*const ways[])(int, uint64_t, uint64_t, uint64_t, uint64_t *, struct err *) = { proc_cached,
											     proc_cached_mincore };
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(ways[i](fd, 0, FILE_PAGES * page, page, &n, NULL), 0);
		assert_int_equal(n, FILE_PAGES);
		assert_int_equal(ways[i](fd, page, 2 * page, page, &n, NULL), 0);
		assert_int_equal(n, 2);
		assert_int_equal(ways[i](fd, page - 1, 2, page, &n, NULL), 0);
		assert_int_equal(n, 2);
		assert_int_equal(ways[i](fd, (FILE_PAGES - 1) * page, UINT64_MAX, page, &n, NULL), 0);
		assert_int_equal(n, 1);
		assert_int_equal(ways[i](fd, 0, 0, page, &n, NULL), 0);
		assert_int_equal(n, 0);
		assert_int_equal(ways[i](-1, 0, page, page, &n, NULL), -EBADF);
	}
	/* a hole of a sparse file is cached by nobody */
	assert_int_equal(ftruncate(fd, (off_t)(20000 * page)), 0);
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(ways[i](fd, 0, 20000 * page, page, &n, NULL), 0);
		assert_int_equal(n, FILE_PAGES);
	}
	(void)close(fd);
}

/* Neither way tells others what of a file is cached. Root may know. */
static void test_not_ours(void **state)
{
	(void)state;
	uint64_t n = 99;
	int fd = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
	assert_true(fd >= 0);
	struct stat st;
	assert_int_equal(fstat(fd, &st), 0);
	bool ours = geteuid() == 0 || st.st_uid == geteuid();
	assert_int_equal(proc_cached_mincore(fd, 0, proc_page_size(), proc_page_size(), &n, NULL), ours ? 0 : -EPERM);
	assert_int_equal(n, ours ? 1 : 99);
	(void)close(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_cached), cmocka_unit_test(test_not_ours) };
	return cmocka_run_group_tests_name("cached", tests, NULL, NULL);
}
