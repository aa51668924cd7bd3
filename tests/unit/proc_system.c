/* The system: features that are tried, settings, memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>

#include "proc/proc.h"
#include "proc/proc_system.h"
#include "unit/proc_child.h"

/* Bytes that we have mapped. */
static uint64_t mapped(void)
{
	struct proc p;
	uint64_t size = 0;
	assert_int_equal(proc_open(&p, getpid(), NULL), 0);
	assert_int_equal(proc_status(&p, "VmSize", &size, NULL), 0);
	proc_close(&p);
	return size;
}

static void test_features(void **state)
{
	(void)state;
	int first[FEATURES];
	for (unsigned f = 0; f < FEATURES; f++) {
		first[f] = proc_has((enum feature)f);
		assert_true(first[f] == 0 || first[f] == 1);
		assert_int_equal(feature_find(feature_name((enum feature)f)), f);
	}
	int descriptors = count_descriptors();
	uint64_t size = mapped();
	for (unsigned i = 0; i < 16 * FEATURES; i++)
		assert_int_equal(proc_has((enum feature)(i % FEATURES)), first[i % FEATURES]);
	assert_int_equal(count_descriptors(), descriptors);
#ifndef __SANITIZE_ADDRESS__ /* which maps more for itself as it goes */
	assert_int_equal(mapped(), size);
#else
	assert_true(size > 0);
#endif
	assert_int_equal(feature_find("warp"), FEATURES);
}

/* Each release brought its features; a kernel of that version or a later one that lacks them was built without. */
static void test_features_of_this_release(void **state)
{
	(void)state;
	unsigned major = 0, minor = 0;
	char release[65];
	assert_int_equal(sscanf(proc_release(release, sizeof(release)), "%u.%u", &major, &minor), 2);
	struct utsname u;
	assert_int_equal(uname(&u), 0);
	assert_string_equal(release, u.release);
	unsigned version = major * 1000 + minor;
	if (version < 6005)
		assert_int_equal(proc_has(FEATURE_CACHESTAT), 0);
	if (version < 6007)
		assert_int_equal(proc_has(FEATURE_SCAN), 0);
	if (version < 6010)
		assert_int_equal(proc_has(FEATURE_MSEAL), 0);
	if (version >= 6011)
		assert_int_equal(proc_has(FEATURE_DROPPABLE), 1);
	if (version >= 6013)
		assert_int_equal(proc_has(FEATURE_GUARD), 1);
	assert_int_equal(strlen(proc_release(release, 2)), 1);
}

static void test_sysctl(void **state)
{
	(void)state;
	struct buf out;
	buf_init(&out, 256);
	assert_int_equal(proc_sysctl("vm.max_map_count", &out), 0);
	assert_true(out.len > 0 && strspn(buf_str(&out), "0123456789") == out.len);
	static const char *const bad[] = { "", ".vm", "vm..x", "../self/maps", "vm/overcommit_memory", "vm.%s", "a b" };
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(proc_sysctl(bad[i], &out), -EINVAL);
	assert_int_equal(proc_sysctl("vm.no_such_thing", &out), -ENOENT);
	buf_finish(&out);
}

static void test_memory(void **state)
{
	(void)state;
	struct system_memory m;
	proc_memory(&m);
	uint64_t total = (uint64_t)sysconf(_SC_PHYS_PAGES) * proc_page_size();
	assert_true(m.total > total / 2 && m.total <= total * 2);
	assert_true(m.available > 0 && m.available <= m.total);
	assert_true(m.swap_free <= m.swap_total);
	assert_int_equal(m.swap_total > 0, proc_has(FEATURE_SWAP));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_features),
		cmocka_unit_test(test_features_of_this_release),
		cmocka_unit_test(test_sysctl),
		cmocka_unit_test(test_memory),
	};
	return cmocka_run_group_tests_name("system", tests, NULL, NULL);
}
