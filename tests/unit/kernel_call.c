/* The table of calls: every listed call is there, rows make sense, layouts and numbers agree with the running kernel.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/buf.h"
#include "kernel/call.h"
#include "kernel/constant.h"

/* The lists of the lesson format, by who performs the call. */
static const char by_lab[] = "mmap munmap mprotect pkey_mprotect pkey_alloc mremap msync madvise mincore mlock mlock2 "
			     "munlock mlockall munlockall mseal remap_file_pages brk fork close dup memfd_create "
			     "ftruncate fallocate read write pread pwrite lseek fsync posix_fadvise cachestat fcntl "
			     "fstat setrlimit prctl pipe socketpair _exit";
static const char by_tutor[] = "open chmod unlink waitpid sysconf printf";
static const char by_op[] = "memset memcpy touch dirty exec";

static size_t assert_listed(const char *names, enum performer by)
{
	char *copy = strdup(names), *rest = copy;
	size_t n = 0;

	assert_non_null(copy);
	for (char *name; (name = strsep(&rest, " ")); n++) {
		const struct call *c = call_find(name);

		if (!c)
			fail_msg("%s has no row", name);
		if (c->by != by)
			fail_msg("%s: performed by another", name);
	}
	free(copy);
	return n;
}

static size_t calls_count(void)
{
	size_t n = 0;

	while (call_at(n))
		n++;
	return n;
}

static void every_listed_call_has_one_row(void **state)
{
	(void)state;
	size_t listed = assert_listed(by_lab, BY_LAB) + assert_listed(by_tutor, BY_TUTOR) + assert_listed(by_op, BY_OP);

	assert_int_equal(calls_count(), listed);
	for (size_t i = 0; i < calls_count(); i++)
		assert_ptr_equal(call_find(call_at(i)->name), call_at(i));
	assert_null(call_find("execve"));
	assert_null(call_find(""));
	assert_null(call_at(calls_count() + 7));
}

static void assert_help(const char *what, const char *help)
{
	if (!help || !*help || strlen(help) > 100 || help[strlen(help) - 1] == '.' || strchr(help, '\n'))
		fail_msg("%s: help is empty, too long or ends in a full stop", what);
}

static bool group_exists(const char *group)
{
	const struct constant *c;

	for (size_t i = 0; (c = constant_at(i)); i++)
		if (strcmp(c->group, group) == 0)
			return true;
	return false;
}

static void assert_extent(const struct call *c, const struct param *p)
{
	assert_true(p->extent.elem > 0);
	assert_int_equal(p->extent.bytes % p->extent.elem, 0);
	if (p->extent.param < 0)
		return;
	assert_true((unsigned)p->extent.param < c->max);
	assert_int_equal(c->params[p->extent.param].role, ROLE_LEN);
	assert_true(p->extent.bytes > 0);
}

static void assert_param(const struct call *c, const struct param *p)
{
	bool grouped = p->role == ROLE_FLAGS || p->role == ROLE_ENUM;

	assert_true(p->name && *p->name && p->type && *p->type);
	assert_help(c->name, p->help);
	assert_int_equal(grouped, p->group != NULL);
	if (grouped && !group_exists(p->group))
		fail_msg("%s: no constant is of group %s", c->name, p->group);
	if (p->role == ROLE_IN || p->role == ROLE_OUT)
		assert_extent(c, p);
	if (p->role == ROLE_OUT)
		assert_true(p->extent.bytes > 0);
	assert_int_equal(p->role == ROLE_STRUCT, p->layout != NULL);
	assert_int_equal(p->role == ROLE_STRUCT, p->in || p->out);
}

static void assert_reach(const struct call *c, const struct reach *r)
{
	if (r->addr < 0)
		return;
	assert_int_equal(c->params[r->addr].role, ROLE_ADDR);
	assert_int_equal(c->params[r->len].role, ROLE_LEN);
	assert_true(r->when < (int)c->max);
	assert_int_equal(r->when >= 0, r->mask != 0);
}

static void assert_limits(const struct call *c)
{
	for (size_t i = 0; i < 3 && c->limits[i].arg >= 0; i++) {
		const struct limit *l = &c->limits[i];

		assert_true((unsigned)l->arg < c->max);
		assert_help(c->name, l->say);
		assert_int_equal(l->kind != LIMIT_ONLY_BITS, l->values_n > 0);
		for (size_t v = 0; l->width32 && v < l->values_n; v++)
			assert_true(l->values[v] <= UINT32_MAX);
	}
}

static void rows_are_well_formed(void **state)
{
	(void)state;
	for (size_t i = 0; i < calls_count(); i++) {
		const struct call *c = call_at(i);
		unsigned params = c->max > CALL_PARAMS ? c->min : c->max;

		assert_help(c->name, c->help);
		assert_true(c->returns && *c->returns && c->man && c->header);
		assert_true(c->min <= c->max);
		assert_int_equal(c->by == BY_LAB, c->nr >= 0);
		for (unsigned p = 0; p < params; p++)
			assert_param(c, &c->params[p]);
		for (unsigned p = params; p < CALL_PARAMS; p++)
			assert_null(c->params[p].name);
		assert_reach(c, &c->reach[0]);
		assert_reach(c, &c->reach[1]);
		assert_limits(c);
	}
}

static void prototypes_are_those_of_the_manual(void **state)
{
	(void)state;
	static const char *const expected[][2] = {
		{ "mmap", "void *mmap(void *addr, size_t length, int prot, int flags, int fd, off_t offset)" },
		{ "mremap", "void *mremap(void *old_address, size_t old_size, size_t new_size, int flags, "
			    "... /* void *new_address */)" },
		{ "mincore", "int mincore(void *addr, size_t length, unsigned char *vec)" },
		{ "munlockall", "int munlockall(void)" },
		{ "pipe", "int pipe(int pipefd[2])" },
		{ "socketpair", "int socketpair(int domain, int type, int protocol, int sv[2])" },
		{ "open", "int open(const char *pathname, int flags, ... /* mode_t mode */)" },
		{ "fstat", "int fstat(int fd, struct stat *statbuf)" },
		{ "waitpid", "pid_t waitpid(pid_t pid, int *wstatus, int options)" },
		{ "printf", "int printf(const char *format, ...)" },
		{ "read", "ssize_t read(int fd, void *buf, size_t count)" },
		{ "_exit", "void _exit(int status)" },
	};

	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		struct buf out;

		buf_init(&out, 256);
		call_prototype(call_find(expected[i][0]), &out);
		assert_string_equal(buf_str(&out), expected[i][1]);
		buf_finish(&out);
	}
}

/* MAP_FIXED and PR_SET_VMA open a range to change; what is near them does not. */
static void reach_counts_only_where_it_alters(void **state)
{
	(void)state;
	const struct reach *map = &call_find("mmap")->reach[0], *move = call_find("mremap")->reach;
	const struct call *prctl = call_find("prctl");

	assert_int_equal(map->when, 3);
	assert_true(map->mask & MAP_FIXED);
	assert_false(map->mask & MAP_FIXED_NOREPLACE);
	assert_int_equal(move[0].when, -1);
	assert_int_equal(move[1].addr, 4);
	assert_int_equal(move[1].len, 2);
	assert_int_equal(move[1].mask, MREMAP_FIXED);
	for (size_t i = 0; i < prctl->limits[0].values_n; i++) {
		uint64_t option = prctl->limits[0].values[i];

		assert_int_equal((prctl->reach[0].mask & option) != 0, option == 0x53564d41);
	}
	assert_int_equal(call_find("madvise")->reach[0].when, -1);
	assert_int_equal(call_find("msync")->reach[0].addr, -1);
	assert_int_equal(call_find("mlock")->reach[0].addr, -1);
}

static uint64_t field(const struct layout *l, const void *bytes, const char *name)
{
	const struct layout_field *f = layout_field_find(l, name);
	uint64_t v = 0;

	if (!f)
		fail_msg("%s has no %s", l->name, name);
	assert_true(f->offset + f->size <= l->size);
	memcpy(&v, (const char *)bytes + f->offset, f->size);
	return v;
}

static int file_of(size_t size)
{
	char path[] = "/tmp/kernel_call.XXXXXX";
	int fd = mkstemp(path);
	char *bytes = calloc(1, size);

	assert_true(fd >= 0);
	assert_int_equal(unlink(path), 0);
	assert_non_null(bytes);
	assert_int_equal(write(fd, bytes, size), size);
	free(bytes);
	return fd;
}

static void stat_is_laid_out_as_the_kernel_fills_it(void **state)
{
	(void)state;
	const struct layout *l = layout_find("struct stat");
	int fd = file_of(4097);
	struct stat sb;
	char raw[512] = { 0 };

	assert_ptr_equal(call_find("fstat")->params[1].layout, l);
	assert_true(l->size <= sizeof raw);
	assert_int_equal(fchmod(fd, 0640), 0);
	assert_int_equal(syscall(call_find("fstat")->nr, fd, raw), 0);
	assert_int_equal(fstat(fd, &sb), 0);
	assert_int_equal(field(l, raw, "st_size"), 4097);
	assert_int_equal(field(l, raw, "st_mode"), S_IFREG | 0640);
	assert_int_equal(field(l, raw, "st_nlink"), 0);
	assert_int_equal(field(l, raw, "st_ino"), sb.st_ino);
	assert_int_equal(field(l, raw, "st_dev"), sb.st_dev);
	assert_int_equal(field(l, raw, "st_uid"), geteuid());
	assert_int_equal(field(l, raw, "st_gid"), sb.st_gid);
	assert_int_equal(field(l, raw, "st_blksize"), sb.st_blksize);
	assert_int_equal(field(l, raw, "st_blocks"), sb.st_blocks);
	assert_true(layout_field_find(l, "st_size")->is_signed);
	assert_false(layout_field_find(l, "st_mode")->is_signed);
	assert_null(layout_field_find(l, "st_missing"));
	assert_null(layout_find("struct missing"));
	close(fd);
}

static void cachestat_is_laid_out_as_the_kernel_fills_it(void **state)
{
	(void)state;
	const struct call *c = call_find("cachestat");
	const struct layout *range = layout_find("struct cachestat_range"), *l = layout_find("struct cachestat");
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	int fd = file_of(3 * page);
	uint64_t in[2] = { 0 }, out[5] = { 0 };

	assert_int_equal(range->size, sizeof in);
	assert_int_equal(l->size, sizeof out);
	in[layout_field_find(range, "off")->offset / 8] = page;
	in[layout_field_find(range, "len")->offset / 8] = page;
	long r = syscall(c->nr, fd, in, out, 0);
	int num = errno;

	close(fd);
	if (r < 0 && (num == ENOSYS || num == EPERM))
		skip();
	assert_int_equal(r, 0);
	assert_int_equal(field(l, out, "nr_cache"), 1);
	assert_true(field(l, out, "nr_dirty") <= 1);
}

static void setrlimit_takes_its_layout(void **state)
{
	(void)state;
	const struct layout *l = layout_find("struct rlimit");
	struct rlimit old, now;
	uint64_t words[2];

	assert_int_equal(l->size, sizeof words);
	assert_int_equal(getrlimit(RLIMIT_CORE, &old), 0);
	words[layout_field_find(l, "rlim_cur")->offset / 8] = 0;
	words[layout_field_find(l, "rlim_max")->offset / 8] = old.rlim_max;
	assert_int_equal(syscall(call_find("setrlimit")->nr, RLIMIT_CORE, words), 0);
	assert_int_equal(getrlimit(RLIMIT_CORE, &now), 0);
	assert_int_equal(now.rlim_cur, 0);
	assert_int_equal(now.rlim_max, old.rlim_max);
	assert_int_equal(setrlimit(RLIMIT_CORE, &old), 0);
}

static void pipe_is_done_by_its_number_and_tail(void **state)
{
	(void)state;
	const struct call *c = call_find("pipe");
	int fds[2] = { -1, -1 };
	char got = 0;

	assert_int_equal(c->params[0].extent.bytes, sizeof fds);
	assert_int_equal(c->params[0].extent.elem, sizeof *fds);
	assert_int_equal(syscall(c->nr, fds, c->tail[0]), 0);
	assert_int_equal(write(fds[1], "x", 1), 1);
	assert_int_equal(read(fds[0], &got, 1), 1);
	assert_int_equal(got, 'x');
	close(fds[0]);
	close(fds[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_listed_call_has_one_row),
		cmocka_unit_test(rows_are_well_formed),
		cmocka_unit_test(prototypes_are_those_of_the_manual),
		cmocka_unit_test(reach_counts_only_where_it_alters),
		cmocka_unit_test(stat_is_laid_out_as_the_kernel_fills_it),
		cmocka_unit_test(cachestat_is_laid_out_as_the_kernel_fills_it),
		cmocka_unit_test(setrlimit_takes_its_layout),
		cmocka_unit_test(pipe_is_done_by_its_number_and_tail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
