/* How the tables are written: a few macros that keep a row on a line, and the list of the tables. Private to kernel/.
 */
#ifndef KERNEL_ROWS_H
#define KERNEL_ROWS_H

#include "kernel/call.h"
#include "kernel/constant.h"

struct call_rows {
	const struct call *v;
	size_t n;
};

struct constant_rows {
	const struct constant *v;
	size_t n;
};

#define ROWS_OF(rows)                                                                                                  \
	{                                                                                                              \
		.v = (rows), .n = sizeof(rows) / sizeof *(rows)                                                        \
	}

extern const struct call_rows calls_map, calls_advice, calls_file, calls_process, calls_memory;
extern const struct constant_rows constants_map, constants_advice, constants_file, constants_process, constants_errno,
    constants_signal, constants_general;

extern const struct layout layout_stat, layout_rlimit, layout_cachestat_range, layout_cachestat;

/* Parameters. `of` is the index of the parameter that counts the bytes. */
#define PARAM(name_, type_, role_, help_)                                                                              \
	{                                                                                                              \
		.name = (name_), .type = (type_), .role = (role_), .help = (help_)                                     \
	}
#define INT(name_, type_, help_)  PARAM(name_, type_, ROLE_INT, help_)
#define ADDR(name_, type_, help_) PARAM(name_, type_, ROLE_ADDR, help_)
#define LEN(name_, type_, help_)  PARAM(name_, type_, ROLE_LEN, help_)
#define FD(name_, help_)          PARAM(name_, "int", ROLE_FD, help_)
#define OFF(name_, help_)         PARAM(name_, "off_t", ROLE_OFF, help_)
#define PATH(name_, help_)        PARAM(name_, "const char *", ROLE_PATH, help_)
#define FLAGS(name_, type_, group_, help_)                                                                             \
	{                                                                                                              \
		.name = (name_), .type = (type_), .role = ROLE_FLAGS, .group = (group_), .help = (help_)               \
	}
#define ENUM(name_, type_, group_, help_)                                                                              \
	{                                                                                                              \
		.name = (name_), .type = (type_), .role = ROLE_ENUM, .group = (group_), .help = (help_)                \
	}
#define STRING(name_, type_, help_)                                                                                    \
	{                                                                                                              \
		.name = (name_), .type = (type_), .role = ROLE_IN, .extent = { .param = -1, .elem = 1 },               \
		.help = (help_)                                                                                        \
	}
#define IN_BYTES(name_, of, help_)                                                                                     \
	{                                                                                                              \
		.name = (name_), .type = "const void *", .role = ROLE_IN,                                              \
		.extent = { .param = (of), .elem = 1, .bytes = 1 }, .help = (help_)                                    \
	}
#define OUT_BYTES(name_, of, help_)                                                                                    \
	{                                                                                                              \
		.name = (name_), .type = "void *", .role = ROLE_OUT,                                                   \
		.extent = { .param = (of), .elem = 1, .bytes = 1 }, .help = (help_)                                    \
	}
#define OUT_INTS(name_, type_, count, help_)                                                                           \
	{                                                                                                              \
		.name = (name_), .type = (type_), .role = ROLE_OUT,                                                    \
		.extent = { .param = -1, .elem = 4, .bytes = 4 * (count) }, .help = (help_)                            \
	}
#define IN_STRUCT(name_, type_, layout_, help_)                                                                        \
	{                                                                                                              \
		.name = (name_), .type = (type_), .role = ROLE_STRUCT, .layout = (layout_), .in = true,                \
		.help = (help_)                                                                                        \
	}
#define OUT_STRUCT(name_, type_, layout_, help_)                                                                       \
	{                                                                                                              \
		.name = (name_), .type = (type_), .role = ROLE_STRUCT, .layout = (layout_), .out = true,               \
		.help = (help_)                                                                                        \
	}

#define NO_REACH                                                                                                       \
	{                                                                                                              \
		.addr = -1                                                                                             \
	}
#define NO_LIMIT                                                                                                       \
	{                                                                                                              \
		.arg = -1                                                                                              \
	}

/* Constants. A group's own macro has to put the name into text, since a macro given to a macro is its value. */
#define CONSTANT(text_, value_, group_, man_, help_)                                                                   \
	{                                                                                                              \
		.name = (text_), .value = (int64_t)(value_), .group = (group_), .help = (help_), .man = (man_)         \
	}
#define ALIAS(name_, group_, of_, man_, help_)                                                                         \
	{                                                                                                              \
		.name = #name_, .value = (int64_t)(name_), .group = (group_), .alias = (of_), .help = (help_),         \
		.man = (man_)                                                                                          \
	}

#endif
