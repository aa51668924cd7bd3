/* The macros around a statement, and what shows its outcome. */
#include "export/pieces.h"

/* One line of the program is one line here. */
/* clang-format off */
static const struct piece rows[] = {
	{ .name = "run", .needs = "tell", .text =
		"static void start(int kind)\n"
		"{\n"
		"\tif (kind == COMPUTES)\n"
		"\t\treturn;\n"
		"\tmemset(&last, 0, sizeof(last));\n"
		"?faults:\tcount_faults(-1);\n"
		"\terrno = 0;\n"
		"}\n"
		"\n"
		"static void finish(int kind, long v)\n"
		"{\n"
		"\tif (kind == COMPUTES) {\n"
		"\t\tcomputed = v;\n"
		"\t\treturn;\n"
		"\t}\n"
		"\tlast.result = v;\n"
		"\tlast.error = kind == CALLS && v != -1 ? 0 : errno;\n"
		"}\n"
		"\n"
		"/* One statement: a fault of it comes back here. */\n"
		"#define RUN(kind, how, value, source)                \\\n"
		"\tdo {                                         \\\n"
		"\t\tstart(kind);                         \\\n"
		"\t\tif (sigsetjmp(back, 1) == 0)         \\\n"
		"\t\t\tfinish(kind, (long)(value)); \\\n"
		"?faults:\t\tif (kind != COMPUTES)                \\\n"
		"?faults:\t\t\tcount_faults(1);             \\\n"
		"\t\ttell(source, kind, how);             \\\n"
		"\t} while (0)\n"
		"\n" },
	{ .name = "CALL", .needs = "run", .text =
		"/* A statement that calls: -1 is its error. */\n"
		"#define CALL(...) RUN(CALLS, VALUE, (__VA_ARGS__), #__VA_ARGS__)\n" },
	{ .name = "CALL_HERE", .needs = "run", .text =
		"/* The same, with a value that is true of this run alone. */\n"
		"#define CALL_HERE(...) RUN(CALLS, HERE, (__VA_ARGS__), #__VA_ARGS__)\n" },
	{ .name = "DO", .needs = "run", .text =
		"/* A statement that reads or stores memory. */\n"
		"#define DO(...) RUN(TOUCHES, VALUE, (__VA_ARGS__), #__VA_ARGS__)\n" },
	{ .name = "DO_HERE", .needs = "run", .text =
		"#define DO_HERE(...) RUN(TOUCHES, HERE, (__VA_ARGS__), #__VA_ARGS__)\n" },
	{ .name = "VOID", .needs = "run", .text =
		"/* A statement without a value. */\n"
		"#define VOID(...) RUN(TOUCHES, NOTHING, ((__VA_ARGS__), 0), #__VA_ARGS__)\n" },
	{ .name = "SET", .needs = "run", .text =
		"/* A statement that only computes. */\n"
		"#define SET(...) RUN(COMPUTES, VALUE, (__VA_ARGS__), #__VA_ARGS__)\n" },
	{ .name = "SET_HERE", .needs = "run", .text =
		"#define SET_HERE(...) RUN(COMPUTES, HERE, (__VA_ARGS__), #__VA_ARGS__)\n" },
	{ .name = "SET_TEXT", .needs = "run,text", .text =
		"/* A statement that keeps text. */\n"
		"#define SET_TEXT(...) RUN(COMPUTES, NOTHING, ((void)(__VA_ARGS__), 0), #__VA_ARGS__)\n" },
	{ .name = "expect", .needs = "unknown", .text =
		"static void expect(const char *kind, const char *source, int held, const char *sign)\n"
		"{\n"
		"\tif (!quiet)\n"
		"\t\tprintf(\"%s\\t%s\\t%s%s\\n\", kind, source, sign, unknown ? \"?\" : held ? \"1\" : \"0\");\n"
		"\tunknown = 0;\n"
		"\tfflush(stdout);\n"
		"}\n"
		"#define EXPECT(...) expect(\"expect\", #__VA_ARGS__, (__VA_ARGS__) != 0, \"\")\n"
		"\n" },
	{ .name = "EXPECT_HERE", .needs = "expect", .text =
		"#define EXPECT_HERE(...) expect(\"expect\", #__VA_ARGS__, (__VA_ARGS__) != 0, \"~\")\n" },
	{ .name = "GOAL", .needs = "expect", .text =
		"#define GOAL(...) expect(\"goal\", #__VA_ARGS__, (__VA_ARGS__) != 0, \"\")\n" },
	{ .name = "see", .needs = "unknown", .text =
		"static void see(const char *source, long v, const char *format)\n"
		"{\n"
		"\tif (!quiet && !unknown) {\n"
		"\t\tprintf(\"see\\t%s\\t\", source);\n"
		"\t\tprintf(format, v);\n"
		"\t}\n"
		"\tunknown = 0;\n"
		"}\n"
		"\n" },
	{ .name = "SEE", .needs = "see", .text =
		"#define SEE(...) see(#__VA_ARGS__, (long)(__VA_ARGS__), \"%ld\\n\")\n" },
	{ .name = "SEE_HERE", .needs = "see", .text =
		"#define SEE_HERE(...) see(#__VA_ARGS__, (long)(__VA_ARGS__), \"~%#lx\\n\")\n" },
	{ .name = "SEE_TEXT", .needs = "text,quoted,unknown", .text =
		"#define SEE_TEXT(...) see_text(#__VA_ARGS__, (__VA_ARGS__))\n"
		"static void see_text(const char *source, struct text t)\n"
		"{\n"
		"\tif (!quiet && !unknown) {\n"
		"\t\tprintf(\"see\\t%s\\t\", source);\n"
		"\t\tprint_quoted(t.at, t.n);\n"
		"\t\tputchar('\\n');\n"
		"\t}\n"
		"\tunknown = 0;\n"
		"}\n"
		"\n" },
	{ .name = "step", .needs = "", .text =
		"static void step(const char *id)\n"
		"{\n"
		"?printf:\tprinted_n = 0;\n"
		"?faults:\tminflt = majflt = 0;\n"
		"\tif (!quiet)\n"
		"\t\tprintf(\"step\\t%s\\n\", id);\n"
		"}\n"
		"\n" },
	{ .name = "printed", .needs = "printf,quoted", .text =
		"static void step_printed(const char *sign)\n"
		"{\n"
		"\tif (quiet || printed_n == 0)\n"
		"\t\treturn;\n"
		"\tprintf(\"output\\t%s\", sign);\n"
		"\tprint_quoted(printed, printed_n);\n"
		"\tputchar('\\n');\n"
		"}\n"
		"\n" },
	{ .name = "touch", .needs = "", .text =
		"static void touch(const void *p, long n)\n"
		"{\n"
		"\tconst volatile unsigned char *at = p;\n"
		"\n"
		"\tfor (long k = 0; k < n; k += page - (long)((unsigned long)(at + k) % (unsigned long)page))\n"
		"\t\t(void)at[k];\n"
		"}\n"
		"\n" },
	{ .name = "dirty", .needs = "", .text =
		"static void dirty(void *p, long n)\n"
		"{\n"
		"\tvolatile unsigned char *at = p;\n"
		"\n"
		"\tfor (long k = 0; k < n; k += page - (long)((unsigned long)(at + k) % (unsigned long)page))\n"
		"\t\t__atomic_fetch_or(&at[k], 0, __ATOMIC_RELAXED); /* a store that keeps the byte */\n"
		"}\n"
		"\n" },
	{ .name = "exec", .needs = "", .text =
		"static int exec(void *p)\n"
		"{\n"
		"\tint (*code)(void);\n"
		"\n"
		"\tmemcpy(&code, &p, sizeof(p));\n"
		"\treturn code();\n"
		"}\n"
		"\n" },
	{ .name = "hard", .needs = "", .text =
		"static rlim_t hard_limit(int resource)\n"
		"{\n"
		"\tstruct rlimit now = { 0, 0 };\n"
		"\n"
		"\tgetrlimit(resource, &now);\n"
		"\treturn now.rlim_max;\n"
		"}\n"
		"\n" },
	{ .name = "lab_code", .needs = "", .text =
		"/* Where the process itself lives: the page of the code that is running. */\n"
		"__attribute__((noinline)) static unsigned char *code_page(void)\n"
		"{\n"
		"\treturn (unsigned char *)((unsigned long)__builtin_return_address(0) & -(unsigned long)page);\n"
		"}\n"
		"#define lab_code code_page()\n"
		"\n" },
	{ .name = "lab_stack", .needs = "", .text =
		"#define lab_stack ((unsigned char *)((unsigned long)__builtin_frame_address(0) & -(unsigned long)page))\n" },
};
/* clang-format on */

const struct pieces pieces_run = { .v = rows, .n = sizeof(rows) / sizeof(rows[0]) };
