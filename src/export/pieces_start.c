/* What every exported program begins with: the outcome of a statement, and how it is told. */
#include "export/pieces.h"

/* One line of the program is one line here. */
/* clang-format off */
static const struct piece rows[] = {
	{ .name = "base", .needs = "", .text =
		"/* The last statement: what it gave, or why it gave nothing. */\n"
		"static struct {\n"
		"\tlong result;\n"
		"\tint error, signal, code, exited;\n"
		"\tunsigned char *address;\n"
		"} last;\n"
		"static long computed;      /* by a statement that neither calls nor touches memory */\n"
		"static int quiet;          /* above 0: statements are repeated without a word */\n"
		"static sigjmp_buf back;    /* where a fault goes on */\n"
		"\n"
		"enum { CALLS, TOUCHES, COMPUTES };   /* what a statement does */\n"
		"enum { VALUE, HERE, NOTHING };       /* its value: the same everywhere, true of this run alone, or none */\n"
		"\n" },
	{ .name = "unknown", .needs = "", .text =
		"static int unknown; /* an observation that the kernel did not answer */\n"
		"\n" },
	{ .name = "text", .needs = "", .text =
		"/* Text with its length, since memory may hold zeros. */\n"
		"struct text {\n"
		"\tconst char *at;\n"
		"\tlong n;\n"
		"};\n"
		"#define TEXT(literal) text_of(literal, sizeof(literal) - 1)\n"
		"\n"
		"static struct text text_of(const char *at, long n)\n"
		"{\n"
		"\treturn (struct text){ at, n };\n"
		"}\n"
		"\n" },
	{ .name = "keep", .needs = "text", .text =
		"static struct text keep(const void *at, long n)\n"
		"{\n"
		"\tstatic char room[1 << 19];\n"
		"\tstatic long used;\n"
		"\n"
		"\tif (used + n >= (long)sizeof(room))\n"
		"\t\tused = 0;\n"
		"\tmemcpy(room + used, at, (size_t)n);\n"
		"\troom[used + n] = '\\0';\n"
		"\tused += n + 1;\n"
		"\treturn text_of(room + used - n - 1, n);\n"
		"}\n"
		"\n" },
	{ .name = "same", .needs = "text", .text =
		"static int same(struct text a, struct text b)\n"
		"{\n"
		"\treturn a.n == b.n && memcmp(a.at, b.at, (size_t)a.n) == 0;\n"
		"}\n"
		"\n" },
	{ .name = "quoted", .needs = "", .text =
		"static void print_quoted(const char *at, long n)\n"
		"{\n"
		"\tputchar('\"');\n"
		"\tfor (long k = 0; k < n; k++) {\n"
		"\t\tunsigned char c = (unsigned char)at[k];\n"
		"\n"
		"\t\tif (c < ' ' || c >= 0x7f || c == '\"' || c == '\\\\')\n"
		"\t\t\tprintf(\"\\\\%03o\", c);\n"
		"\t\telse\n"
		"\t\t\tputchar(c);\n"
		"\t}\n"
		"\tputchar('\"');\n"
		"}\n"
		"\n" },
	{ .name = "printf", .needs = "quoted", .text =
		"static char printed[65536];\n"
		"static long printed_n;\n"
		"\n"
		"/* What the lesson prints is kept, and shown on a line of its own at the end of the step. */\n"
		"static int lesson_printf(const char *format, ...) __attribute__((format(printf, 1, 2)));\n"
		"static int lesson_printf(const char *format, ...)\n"
		"{\n"
		"\tstatic char text[65536];\n"
		"\tva_list ap;\n"
		"\tint n;\n"
		"\n"
		"\tva_start(ap, format);\n"
		"\tn = vsnprintf(text, sizeof(text), format, ap);\n"
		"\tva_end(ap);\n"
		"\tif (n > 0 && printed_n + n < (long)sizeof(printed)) {\n"
		"\t\tmemcpy(printed + printed_n, text, (size_t)n);\n"
		"\t\tprinted_n += n;\n"
		"\t}\n"
		"\treturn n;\n"
		"}\n"
		"\n" },
	{ .name = "output", .needs = "printf,text", .text =
		"static struct text output(void)\n"
		"{\n"
		"\treturn text_of(printed, printed_n);\n"
		"}\n"
		"\n" },
	{ .name = "faults", .needs = "", .text =
		"static long minflt, majflt; /* of the statements of the step */\n"
		"\n"
		"static void count_faults(int sign)\n"
		"{\n"
		"\tstruct rusage r;\n"
		"\n"
		"\tgetrusage(RUSAGE_SELF, &r);\n"
		"\tminflt += sign * r.ru_minflt;\n"
		"\tmajflt += sign * r.ru_majflt;\n"
		"}\n"
		"\n" },
	{ .name = "codes", .needs = "", .text =
		"static const char *code_name(int signal, int code)\n"
		"{\n"
		"\tstatic const struct {\n"
		"\t\tint signal, code;\n"
		"\t\tconst char *name;\n"
		"\t} names[] = {\n"
		"\t\t{ SIGSEGV, SEGV_MAPERR, \"SEGV_MAPERR\" }, { SIGSEGV, SEGV_ACCERR, \"SEGV_ACCERR\" },\n"
		"\t\t{ SIGSEGV, SEGV_PKUERR, \"SEGV_PKUERR\" }, { SIGBUS, BUS_ADRALN, \"BUS_ADRALN\" },\n"
		"\t\t{ SIGBUS, BUS_ADRERR, \"BUS_ADRERR\" },    { SIGBUS, BUS_OBJERR, \"BUS_OBJERR\" },\n"
		"\t};\n"
		"\n"
		"\tfor (size_t k = 0; k < sizeof(names) / sizeof(names[0]); k++) {\n"
		"\t\tif (names[k].signal == signal && names[k].code == code)\n"
		"\t\t\treturn names[k].name;\n"
		"\t}\n"
		"\treturn code == SI_KERNEL ? \"SI_KERNEL\" : code == SI_USER ? \"SI_USER\" : \"-\";\n"
		"}\n"
		"\n" },
	{ .name = "tell", .needs = "codes", .text =
		"/*\n"
		" * do <TAB> statement <TAB> outcome <TAB> value. `~` marks a value that another run need not repeat.\n"
		" */\n"
		"static void tell(const char *source, int kind, int how)\n"
		"{\n"
		"\tlong v = kind == COMPUTES ? computed : last.result;\n"
		"\n"
		"?unknown:\tunknown = 0;\n"
		"\tif (quiet)\n"
		"\t\treturn;\n"
		"\tprintf(\"do\\t%s\\t\", source);\n"
		"\tif (kind == COMPUTES)\n"
		"\t\tprintf(\"computed\");\n"
		"\telse if (last.signal)\n"
		"\t\tprintf(\"signal SIG%s %s\\t~%p\\n\", sigabbrev_np(last.signal), code_name(last.signal, last.code),\n"
		"\t\t       (void *)last.address);\n"
		"\telse if (last.error && kind == CALLS)\n"
		"\t\tprintf(\"error %s\\t-\\n\", strerrorname_np(last.error));\n"
		"\telse\n"
		"\t\tprintf(\"returned\");\n"
		"\tif (kind == COMPUTES || (!last.signal && (!last.error || kind != CALLS)))\n"
		"\t\tprintf(how == NOTHING ? \"\\t-\\n\" : how == HERE ? \"\\t~%#lx\\n\" : \"\\t%ld\\n\", v);\n"
		"\tfflush(stdout);\n"
		"}\n"
		"\n" },
	{ .name = "endtell", .needs = "codes", .text =
		"/* The end of a process by its own statement. */\n"
		"static void tell_end(const char *source)\n"
		"{\n"
		"\tif (quiet)\n"
		"\t\treturn;\n"
		"\tif (last.signal)\n"
		"\t\tprintf(\"do\\t%s\\tdied SIG%s %s\\t-\\n\", source, sigabbrev_np(last.signal),\n"
		"\t\t       last.code ? code_name(last.signal, last.code) : \"-\");\n"
		"\telse\n"
		"\t\tprintf(\"do\\t%s\\texited %d\\t-\\n\", source, last.exited);\n"
		"\tfflush(stdout);\n"
		"}\n"
		"\n" },
	{ .name = "leftout", .needs = "", .text =
		"/* A statement or a claim of the lesson that has no equivalent here. */\n"
		"static void left_out(const char *what, const char *source, const char *why)\n"
		"{\n"
		"\tif (!quiet)\n"
		"\t\tprintf(\"%s\\t%s\\tleft out\\t%s\\n\", what, source, why);\n"
		"}\n"
		"\n" },
	{ .name = "fail", .needs = "", .text =
		"static void fail(const char *what)\n"
		"{\n"
		"\tperror(what);\n"
		"\t_Exit(2);\n"
		"}\n"
		"\n" },
};
/* clang-format on */

const struct pieces pieces_start = { .v = rows, .n = sizeof(rows) / sizeof(rows[0]) };
