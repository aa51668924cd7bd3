/* The table of constants: rows make sense, values are the kernel's, names of errors, signals and codes are found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ctype.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "kernel/call.h"
#include "kernel/constant.h"

static bool is_name(const char *s)
{
	if (!isalpha((unsigned char)*s) && *s != '_')
		return false;
	while (isalnum((unsigned char)*s) || *s == '_')
		s++;
	return *s == '\0';
}

static void rows_are_well_formed(void **state)
{
	(void)state;
	const struct constant *c;

	for (size_t i = 0; (c = constant_at(i)); i++) {
		if (!is_name(c->name) || call_find(c->name) || constant_find(c->name) != c)
			fail_msg("%s: no C name, or used twice", c->name);
		if (!*c->help || strlen(c->help) > 100 || c->help[strlen(c->help) - 1] == '.')
			fail_msg("%s: help is empty, too long or ends in a full stop", c->name);
		if (!c->man || (!*c->man && strcmp(c->group, "run") != 0))
			fail_msg("%s: no page of the manual", c->name);
		assert_true(*c->group != '\0');
		if (c->sig)
			assert_string_equal(c->group, "si_code");
	}
	assert_null(constant_at(100000));
	assert_null(constant_find("MAP_NOTHING"));
	assert_null(constant_find(""));
}

static void aliases_lead_to_the_usual_name(void **state)
{
	(void)state;
	const struct constant *c;
	size_t aliases = 0;

	for (size_t i = 0; (c = constant_at(i)); i++) {
		if (!c->alias)
			continue;
		const struct constant *usual = constant_find(c->alias);

		aliases++;
		if (!usual || usual->alias || usual->value != c->value || strcmp(usual->group, c->group) != 0)
			fail_msg("%s is no other spelling of %s", c->name, c->alias);
		if (constant_named(c->group, c->value) != usual)
			fail_msg("%s is not the usual name", c->alias);
	}
	assert_true(aliases >= 10);
	assert_string_equal(constant_find("MAP_ANON")->alias, "MAP_ANONYMOUS");
	assert_string_equal(constant_named("MAP", 0x20)->name, "MAP_ANONYMOUS");
}

/* Two names of one value in one group would make the shown name a matter of chance. */
static void values_are_named_once(void **state)
{
	(void)state;
	const struct constant *c;

	for (size_t i = 0; (c = constant_at(i)); i++) {
		bool masks =
		    strstr(c->name, "_MASK") || strstr(c->name, "_SHIFT") || strcmp(c->name, "_SC_IOV_MAX") == 0;

		if (c->alias || c->at_run_time || masks || strcmp(c->group, "si_code") == 0)
			continue;
		if (constant_named(c->group, c->value) != c)
			fail_msg("%s and %s are one value", c->name, constant_named(c->group, c->value)->name);
	}
}

static void only_the_running_system_knows_three(void **state)
{
	(void)state;
	const struct constant *c;
	size_t n = 0;

	for (size_t i = 0; (c = constant_at(i)); i++)
		n += c->at_run_time;
	assert_int_equal(n, 3);
	assert_true(constant_find("page")->at_run_time);
	assert_true(constant_find("lab_code")->at_run_time);
	assert_true(constant_find("lab_stack")->at_run_time);
}

/* Numbers of the kernel's own headers, typed from there: same on x86-64 and aarch64. */
static void values_are_the_kernels(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		int64_t value;
	} expected[] = {
		{ "PROT_NONE", 0 },
		{ "PROT_EXEC", 4 },
		{ "MAP_SHARED", 1 },
		{ "MAP_PRIVATE", 2 },
		{ "MAP_SHARED_VALIDATE", 3 },
		{ "MAP_DROPPABLE", 8 },
		{ "MAP_FIXED", 0x10 },
		{ "MAP_ANON", 0x20 },
		{ "MAP_GROWSDOWN", 0x100 },
		{ "MAP_LOCKED", 0x2000 },
		{ "MAP_NORESERVE", 0x4000 },
		{ "MAP_POPULATE", 0x8000 },
		{ "MAP_HUGETLB", 0x40000 },
		{ "MAP_SYNC", 0x80000 },
		{ "MAP_FIXED_NOREPLACE", 0x100000 },
		{ "MAP_HUGE_2MB", INT64_C(21) << 26 },
		{ "MAP_HUGE_1GB", INT64_C(30) << 26 },
		{ "MAP_HUGE_16GB", INT64_C(34) << 26 },
		{ "MFD_HUGE_16GB", INT64_C(34) << 26 },
		{ "MS_SYNC", 4 },
		{ "MADV_FREE", 8 },
		{ "MADV_COLLAPSE", 25 },
		{ "MADV_POPULATE_READ", 22 },
		{ "MADV_GUARD_INSTALL", 102 },
		{ "MADV_GUARD_REMOVE", 103 },
		{ "MREMAP_DONTUNMAP", 4 },
		{ "MLOCK_ONFAULT", 1 },
		{ "MFD_NOEXEC_SEAL", 8 },
		{ "MFD_EXEC", 16 },
		{ "F_ADD_SEALS", 1033 },
		{ "F_SEAL_FUTURE_WRITE", 16 },
		{ "F_SEAL_EXEC", 32 },
		{ "PR_SET_VMA", 0x53564d41 },
		{ "PR_SET_MDWE", 65 },
		{ "RLIMIT_MEMLOCK", 8 },
		{ "RLIM_INFINITY", -1 },
		{ "POSIX_FADV_DONTNEED", 4 },
		{ "SEEK_HOLE", 4 },
		{ "NULL", 0 },
		{ "MAP_FAILED", -1 },
		{ "TiB", INT64_C(1) << 40 },
	};

	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		const struct constant *c = constant_find(expected[i].name);

		if (!c || c->value != expected[i].value)
			fail_msg("%s is missing or has another value", expected[i].name);
	}
}

/* The C library names every errno of its headers too: both tables say the same. */
static void every_errno_is_named(void **state)
{
	(void)state;
	for (int num = 1; num <= 133; num++) {
		const char *name = strerrorname_np(num);

		if (!name) {
			assert_null(errno_name(num));
			continue;
		}
		if (!errno_name(num))
			fail_msg("%s is missing", name);
		const struct constant *c = constant_find(name);
		assert_non_null(c);
		assert_int_equal(c->value, num);
		assert_true(*errno_help(num) != '\0');
	}
	assert_string_equal(errno_name(EAGAIN), "EAGAIN");
	assert_string_equal(errno_name(EOPNOTSUPP), "EOPNOTSUPP");
	assert_null(errno_name(0));
	assert_null(errno_name(-EINVAL));
	assert_string_equal(errno_help(4000), "");
}

static void every_signal_is_named(void **state)
{
	(void)state;
	for (int sig = 1; sig < 32; sig++) {
		char expected[32];

		snprintf(expected, sizeof expected, "SIG%s", sigabbrev_np(sig));
		if (sig == SIGPOLL)
			snprintf(expected, sizeof expected, "SIGIO");
		assert_non_null(signal_name(sig));
		assert_string_equal(signal_name(sig), expected);
	}
	assert_null(signal_name(0));
	assert_null(signal_name(64));
}

#define SAME(code) assert_int_equal(constant_find(#code)->value, code)

static void codes_are_named_by_their_signal(void **state)
{
	(void)state;
	SAME(SEGV_PKUERR);
	SAME(SEGV_MTESERR);
	SAME(BUS_MCEERR_AO);
	SAME(TRAP_UNK);
	SAME(FPE_CONDTRAP);
	SAME(ILL_BADIADDR);
	SAME(CLD_CONTINUED);
	SAME(SI_KERNEL);
	SAME(SI_ASYNCNL);
	assert_string_equal(si_code_name(SIGSEGV, 1), "SEGV_MAPERR");
	assert_string_equal(si_code_name(SIGSEGV, 2), "SEGV_ACCERR");
	assert_string_equal(si_code_name(SIGBUS, 2), "BUS_ADRERR");
	assert_string_equal(si_code_name(SIGTRAP, 1), "TRAP_BRKPT");
	assert_string_equal(si_code_name(SIGCHLD, 2), "CLD_KILLED");
	assert_string_equal(si_code_name(SIGSEGV, 128), "SI_KERNEL");
	assert_string_equal(si_code_name(SIGTERM, 0), "SI_USER");
	assert_null(si_code_name(SIGTERM, 1));
	assert_null(si_code_name(SIGSEGV, 99));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_are_well_formed),   cmocka_unit_test(aliases_lead_to_the_usual_name),
		cmocka_unit_test(values_are_named_once),  cmocka_unit_test(only_the_running_system_knows_three),
		cmocka_unit_test(values_are_the_kernels), cmocka_unit_test(every_errno_is_named),
		cmocka_unit_test(every_signal_is_named),  cmocka_unit_test(codes_are_named_by_their_signal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
