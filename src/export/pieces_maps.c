/* Observations of an exported program that read the lines of maps, smaps and status. */
#include "export/pieces.h"

/* clang-format off: one line of the program is one line here */
static const struct piece rows[] = {
	{ .name = "lines",
	  .needs = "",
	  .text = "/* Calls use() for each line of a file of /proc. No malloc(): the heap is the lesson's. */\n"
		  "static void each_line(const char *path, void (*use)(const char *line, void *to), void *to)\n"
		  "{\n"
		  "\tstatic char text[65536];\n"
		  "\tsize_t have = 0;\n"
		  "\tssize_t got;\n"
		  "\tint fd = open(path, O_RDONLY | O_CLOEXEC);\n"
		  "\n"
		  "\twhile (fd >= 0 && (got = read(fd, text + have, sizeof(text) - 1 - have)) > 0) {\n"
		  "\t\tchar *line = text, *end;\n"
		  "\n"
		  "\t\thave += (size_t)got;\n"
		  "\t\ttext[have] = '\\0';\n"
		  "\t\twhile ((end = strchr(line, '\\n')) != NULL) {\n"
		  "\t\t\t*end = '\\0';\n"
		  "\t\t\tuse(line, to);\n"
		  "\t\t\tline = end + 1;\n"
		  "\t\t}\n"
		  "\t\thave = (size_t)(text + have - line);\n"
		  "\t\tmemmove(text, line, have);\n"
		  "\t}\n"
		  "\tif (fd >= 0)\n"
		  "\t\tclose(fd);\n"
		  "}\n"
		  "\n" },
	{ .name = "maps",
	  .needs = "lines",
	  .text = "/* A line of /proc/self/maps. */\n"
		  "struct line {\n"
		  "\tunsigned long at, to, offset, inode;\n"
		  "\tchar perms[5];\n"
		  "\tconst char *path;\n"
		  "};\n"
		  "\n"
		  "static int read_line(const char *text, struct line *l)\n"
		  "{\n"
		  "\tint n = 0;\n"
		  "\n"
		  "\tl->path = \"\";\n"
		  "\tif (sscanf(text, \"%lx-%lx %4s %lx %*s %lu %n\", &l->at, &l->to, l->perms, &l->offset, &l->inode, "
		  "&n) < 5)\n"
		  "\t\treturn 0;\n"
		  "\tl->path = text + n;\n"
		  "\treturn 1;\n"
		  "}\n"
		  "\n" },
	{ .name = "line_of",
	  .needs = "maps",
	  .text = "struct wanted {\n"
		  "\tunsigned long address;\n"
		  "\tstruct line line;\n"
		  "\tchar path[4200];\n"
		  "\tint found;\n"
		  "};\n"
		  "\n"
		  "static void want_line(const char *text, void *to)\n"
		  "{\n"
		  "\tstruct wanted *w = to;\n"
		  "\tstruct line l;\n"
		  "\n"
		  "\tif (w->found || !read_line(text, &l) || w->address < l.at || w->address >= l.to)\n"
		  "\t\treturn;\n"
		  "\tw->found = 1;\n"
		  "\tw->line = l;\n"
		  "\tsnprintf(w->path, sizeof(w->path), \"%s\", l.path);\n"
		  "\tw->line.path = w->path;\n"
		  "}\n"
		  "\n"
		  "/* The line that holds an address; NULL where nothing is mapped. */\n"
		  "static const struct line *line_of(const void *a)\n"
		  "{\n"
		  "\tstatic struct wanted w;\n"
		  "\n"
		  "\tw.address = (unsigned long)a;\n"
		  "\tw.found = 0;\n"
		  "\teach_line(\"/proc/self/maps\", want_line, &w);\n"
		  "\treturn w.found ? &w.line : NULL;\n"
		  "}\n"
		  "\n" },
	{ .name = "span",
	  .needs = "maps",
	  .text = "struct span {\n"
		  "\tunsigned long at;\n"
		  "};\n"
		  "\n"
		  "static void extend(const char *text, void *to)\n"
		  "{\n"
		  "\tstruct span *s = to;\n"
		  "\tstruct line l;\n"
		  "\n"
		  "\tif (read_line(text, &l) && l.at <= s->at && s->at < l.to)\n"
		  "\t\ts->at = l.to;\n"
		  "}\n"
		  "\n"
		  "/* Bytes that are mapped from `a` on without a hole. */\n"
		  "static unsigned long span_of(const void *a)\n"
		  "{\n"
		  "\tstruct span s = { (unsigned long)a };\n"
		  "\n"
		  "\teach_line(\"/proc/self/maps\", extend, &s);\n"
		  "\treturn s.at - (unsigned long)a;\n"
		  "}\n"
		  "\n" },
	{ .name = "mapped",
	  .needs = "span",
	  .text = "static long mapped(const void *a, long n)\n"
		  "{\n"
		  "\treturn span_of(a) >= (unsigned long)n;\n"
		  "}\n"
		  "\n" },
	{ .name = "size",
	  .needs = "span",
	  .text = "static struct {\n"
		  "\tunsigned long at, n;\n"
		  "} made_by[1024];\n"
		  "static int made_n;\n"
		  "\n"
		  "/* Notes what a call made, for size(). */\n"
		  "static void made(const void *a, long n)\n"
		  "{\n"
		  "\tif (a == MAP_FAILED || last.error || last.signal)\n"
		  "\t\treturn;\n"
		  "\tmade_by[made_n % 1024].at = (unsigned long)a;\n"
		  "\tmade_by[made_n++ % 1024].n = (unsigned long)((n + page - 1) / page * page);\n"
		  "}\n"
		  "\n"
		  "static long size(const void *a)\n"
		  "{\n"
		  "\tfor (int k = made_n - 1; k >= 0 && k > made_n - 1024; k--) {\n"
		  "\t\tif (made_by[k % 1024].at == (unsigned long)a)\n"
		  "\t\t\treturn (long)(span_of(a) < made_by[k % 1024].n ? span_of(a) : made_by[k % 1024].n);\n"
		  "\t}\n"
		  "\treturn 0;\n"
		  "}\n"
		  "\n" },
	{ .name = "vmas",
	  .needs = "maps",
	  .text = "struct meeting {\n"
		  "\tunsigned long at, to;\n"
		  "\tlong n;\n"
		  "};\n"
		  "\n"
		  "static void count_line(const char *text, void *to)\n"
		  "{\n"
		  "\tstruct meeting *m = to;\n"
		  "\tstruct line l;\n"
		  "\n"
		  "\tm->n += read_line(text, &l) && l.at < m->to && l.to > m->at;\n"
		  "}\n"
		  "\n"
		  "static long vmas(const void *a, long n)\n"
		  "{\n"
		  "\tstruct meeting m = { (unsigned long)a, (unsigned long)a + (unsigned long)n, 0 };\n"
		  "\n"
		  "\teach_line(\"/proc/self/maps\", count_line, &m);\n"
		  "\treturn m.n;\n"
		  "}\n"
		  "\n" },
	{ .name = "perms",
	  .needs = "line_of,keep",
	  .text = "static struct text perms(const void *a)\n"
		  "{\n"
		  "\tconst struct line *l = line_of(a);\n"
		  "\n"
		  "\treturn l != NULL ? keep(l->perms, 4) : keep(\"\", 0);\n"
		  "}\n"
		  "\n" },
	{ .name = "path",
	  .needs = "line_of,keep",
	  .text = "/* A file of this directory by its name alone. */\n"
		  "static struct text path(const void *a)\n"
		  "{\n"
		  "\tconst struct line *l = line_of(a);\n"
		  "\tconst char *name = l != NULL ? l->path : \"\";\n"
		  "\tchar here[4096];\n"
		  "\n"
		  "\tif (getcwd(here, sizeof(here)) != NULL && strncmp(name, here, strlen(here)) == 0 && "
		  "name[strlen(here)] == '/')\n"
		  "\t\tname += strlen(here) + 1;\n"
		  "\treturn keep(name, (long)strlen(name));\n"
		  "}\n"
		  "\n" },
	{ .name = "offset",
	  .needs = "line_of,unknown",
	  .text = "static long offset(const void *a)\n"
		  "{\n"
		  "\tconst struct line *l = line_of(a);\n"
		  "\n"
		  "\tunknown |= l == NULL;\n"
		  "\treturn l != NULL ? (long)l->offset : 0;\n"
		  "}\n"
		  "\n" },
	{ .name = "inode",
	  .needs = "line_of,unknown",
	  .text = "static long inode(const void *a)\n"
		  "{\n"
		  "\tconst struct line *l = line_of(a);\n"
		  "\n"
		  "\tunknown |= l == NULL;\n"
		  "\treturn l != NULL ? (long)l->inode : 0;\n"
		  "}\n"
		  "\n" },
	{ .name = "start",
	  .needs = "line_of,unknown",
	  .text = "static unsigned char *line_start(const void *a)\n"
		  "{\n"
		  "\tconst struct line *l = line_of(a);\n"
		  "\n"
		  "\tunknown |= l == NULL;\n"
		  "\treturn l != NULL ? (unsigned char *)l->at : NULL;\n"
		  "}\n"
		  "\n" },
	{ .name = "end",
	  .needs = "line_of,unknown",
	  .text = "static unsigned char *line_end(const void *a)\n"
		  "{\n"
		  "\tconst struct line *l = line_of(a);\n"
		  "\n"
		  "\tunknown |= l == NULL;\n"
		  "\treturn l != NULL ? (unsigned char *)l->to : NULL;\n"
		  "}\n"
		  "\n" },
	{ .name = "field",
	  .needs = "lines,maps,unknown",
	  .text = "/* A field of a file of blocks and lines \"Name: text\": in the block of the address, or, with 0, "
		  "anywhere. */\n"
		  "struct field {\n"
		  "\tunsigned long address;\n"
		  "\tconst char *name;\n"
		  "\tint inside, found;\n"
		  "\tchar text[400];\n"
		  "};\n"
		  "\n"
		  "static void want_field(const char *text, void *to)\n"
		  "{\n"
		  "\tstruct field *f = to;\n"
		  "\tstruct line l;\n"
		  "\tsize_t n = strlen(f->name);\n"
		  "\n"
		  "\tif (f->address != 0 && read_line(text, &l))\n"
		  "\t\tf->inside = f->address >= l.at && f->address < l.to;\n"
		  "\telse if (f->inside && !f->found && strncmp(text, f->name, n) == 0 && text[n] == ':') {\n"
		  "\t\tf->found = 1;\n"
		  "\t\tsnprintf(f->text, sizeof(f->text), \"%s\", text + n + 1);\n"
		  "\t}\n"
		  "}\n"
		  "\n"
		  "static const char *field_of(const char *path, const void *a, const char *name)\n"
		  "{\n"
		  "\tstatic struct field f;\n"
		  "\n"
		  "\tf = (struct field){ .address = (unsigned long)a, .name = name, .inside = a == NULL };\n"
		  "\teach_line(path, want_field, &f);\n"
		  "\tunknown |= !f.found;\n"
		  "\treturn f.text;\n"
		  "}\n"
		  "\n" },
	{ .name = "smaps",
	  .needs = "field",
	  .text = "static long smaps(const void *a, const char *name)\n"
		  "{\n"
		  "\treturn 1024 * atol(field_of(\"/proc/self/smaps\", a, name));\n"
		  "}\n"
		  "\n" },
	{ .name = "vmflag",
	  .needs = "field",
	  .text =
	      "static long vmflag(const void *a, const char *flag)\n"
	      "{\n"
	      "\tconst char *flags = field_of(\"/proc/self/smaps\", a, \"VmFlags\"), *found = strstr(flags, flag);\n"
	      "\n"
	      "\treturn found != NULL;\n"
	      "}\n"
	      "\n" },
	{ .name = "status",
	  .needs = "field",
	  .text = "static long status(const char *name)\n"
		  "{\n"
		  "\treturn 1024 * atol(field_of(\"/proc/self/status\", NULL, name));\n"
		  "}\n"
		  "\n" },
};
/* clang-format on */

const struct pieces pieces_maps = { .v = rows, .n = sizeof(rows) / sizeof(rows[0]) };
