/* Around a test: what is open and who is alive, before and after. Part of lab_kit.h. */
#ifndef TESTS_LAB_LEFT_H
#define TESTS_LAB_LEFT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define KIT __attribute__((unused)) static

struct kit_count {
	int descriptors;
	bool children;
};

KIT struct kit_count kit_left(void)
{
	struct kit_count c = { 0 };
	siginfo_t info = { 0 };
	DIR *d = opendir("/proc/self/fd");
	assert_non_null(d);
	while (readdir(d))
		c.descriptors++;
	closedir(d);
	c.children = waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0;
	return c;
}

/* Root, where nobody is a user too (not in every container): then files are opened as nobody. */
KIT bool kit_becomes_nobody(void)
{
	unsigned long from = 0, to = 0, n = 0;
	FILE *f = fopen("/proc/self/uid_map", "re");
	assert_non_null(f);
	int got = fscanf(f, "%lu %lu %lu", &from, &to, &n);
	fclose(f);
	return geteuid() == 0 && got == 3 && from + n > 65534;
}

/* Around every test: nothing of it may stay. */
KIT int kit_before(void **state)
{
	struct kit_count *c = malloc(sizeof *c);
	if (!c)
		return -1;
	*c = kit_left();
	*state = c;
	return c->children ? -1 : 0;
}

KIT int kit_after(void **state)
{
	struct kit_count *before = *state, now = kit_left();
	int bad = now.children || now.descriptors != before->descriptors;
	if (bad)
		print_error("left behind: %d descriptors, children: %d\n", now.descriptors - before->descriptors,
			    now.children);
	free(before);
	return bad ? -1 : 0;
}

#define KIT_TEST(f) cmocka_unit_test_setup_teardown(f, kit_before, kit_after)

#endif
