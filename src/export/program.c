/* A lesson as one C program. */
#include "export/put.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "export/export.h"
#include "export/pieces.h"
#include "kernel/constant.h"

/* ---- parts ---- */

static const struct pieces *const all[] = { &pieces_start, &pieces_run,     &pieces_maps,
					    &pieces_pages, &pieces_process, &pieces_frame };

static const struct piece *find(const char *name, size_t len)
{
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		for (size_t k = 0; k < all[i]->n; k++) {
			if (strlen(all[i]->v[k].name) == len && strncmp(all[i]->v[k].name, name, len) == 0)
				return &all[i]->v[k];
		}
	}
	return NULL;
}

static bool uses(const struct program *p, const char *name, size_t len)
{
	for (size_t i = 0; i < p->used_n; i++) {
		if (strlen(p->used[i]) == len && strncmp(p->used[i], name, len) == 0)
			return true;
	}
	return false;
}

bool program_uses(const struct program *p, const char *piece)
{
	return uses(p, piece, strlen(piece));
}

static void use(struct program *p, const char *name, size_t len)
{
	const struct piece *piece = find(name, len);

	if (piece == NULL || uses(p, name, len) || p->used_n == PIECES_MAX)
		return;
	p->used[p->used_n++] = piece->name;
	for (const char *at = piece->needs; *at != '\0';) {
		size_t n = strcspn(at, ",");

		use(p, at, n);
		at += n + (at[n] == ',');
	}
}

void program_use(struct program *p, const char *piece)
{
	use(p, piece, strlen(piece));
}

/* One line of a part: `?name:` in front says what it is for. */
static void put_line(const struct program *p, const char *line, size_t len, struct buf *out)
{
	size_t name = line[0] == '?' ? strcspn(line, ":\n") : 0;

	if (strncmp(line, "?NAMES", 6) == 0) {
		names_table(p, out);
		return;
	}
	if (name == 0)
		buf_put(out, line, len);
	else if (uses(p, line + 1, name - 1))
		buf_put(out, line + name + 1, len - name - 1);
}

static void put_pieces(const struct program *p, const struct pieces *v, struct buf *out)
{
	for (size_t i = 0; i < v->n; i++) {
		const char *at = v->v[i].text;

		if (!program_uses(p, v->v[i].name))
			continue;
		while (*at != '\0') {
			size_t n = strcspn(at, "\n") + 1;

			put_line(p, at, n, out);
			at += n;
		}
	}
}

/* ---- the head ---- */

static const char *const headers[] = {
	"dirent.h",       "errno.h",      "fcntl.h",    "setjmp.h",      "signal.h",    "stdarg.h",   "stddef.h",
	"stdint.h",       "stdio.h",      "stdlib.h",   "string.h",      "sys/ioctl.h", "sys/mman.h", "sys/prctl.h",
	"sys/resource.h", "sys/socket.h", "sys/stat.h", "sys/syscall.h", "sys/types.h", "sys/wait.h", "unistd.h",
};

/* What the headers of Debian 12 lack, or keep where programs do not look. */
static bool is_new(const char *name)
{
	static const char *const newer[] = {
		"MAP_DROPPABLE",     "MAP_HUGE_",   "MADV_",    "PKEY_UNRESTRICTED", "MFD_",
		"F_SEAL_EXEC",       "FALLOC_FL_",  "PR_",      "MREMAP_DONTUNMAP",  "MLOCK_ONFAULT",
		"MAP_UNINITIALIZED", "O_LARGEFILE", "PROT_SEM", "MAP_ABOVE4G",       "SEGV_CPERR",
		"TRAP_PERF",
	};

	for (size_t i = 0; i < sizeof(newer) / sizeof(newer[0]); i++) {
		if (strncmp(name, newer[i], strlen(newer[i])) == 0)
			return true;
	}
	return false;
}

static void put_constants(const struct program *p, struct buf *out)
{
	for (size_t i = 0; i < p->constants_n; i++) {
		const struct constant *c = p->constants[i];

		if (strcmp(c->group, "size") == 0 && !c->at_run_time)
			buf_printf(out, "#define %s %" PRId64 "L\n", c->name, c->value);
		else if (is_new(c->name))
			buf_printf(out, "#ifndef %s\n#define %s %#" PRIx64 "\n#endif\n", c->name, c->name,
				   (uint64_t)c->value);
	}
}

static void put_comment(const struct program *p, struct buf *out)
{
	const struct lesson *l = p->lesson;

	buf_printf(out, "/*\n * %s\n *\n", strstr(l->title, "*/") == NULL ? l->title : l->id);
	buf_puts(out,
		 " * gcc -std=gnu17 -Wall -Wextra -o lesson lesson.c && ./lesson\n *\n"
		 " * It makes a directory of its own where it is started, and removes it at the end. A line for each\n"
		 " * statement tells its outcome; `~` stands before what another run need not repeat.\n"
		 " */\n#define _GNU_SOURCE\n");
	for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]); i++)
		buf_printf(out, "#include <%s>\n", headers[i]);
	buf_putc(out, '\n');
}

/* Calls that the C library of Debian 12 lacks. */
static void put_calls(const struct program *p, const char *text, struct buf *out)
{
	(void)p;
	if (strstr(text, "mseal(") != NULL)
		buf_puts(out, "#ifndef SYS_mseal\n#define SYS_mseal 462\n#endif\n"
			      "#define mseal(addr, len, flags) ((int)syscall(SYS_mseal, addr, len, flags))\n\n");
	if (strstr(text, "cachestat") != NULL)
		buf_puts(
		    out,
		    "#ifndef SYS_cachestat\n#define SYS_cachestat 451\n#endif\n"
		    "struct cachestat_range {\n\tuint64_t off, len;\n};\n\n"
		    "struct cachestat {\n\tuint64_t nr_cache, nr_dirty, nr_writeback, nr_evicted, "
		    "nr_recently_evicted;\n};\n"
		    "#define cachestat(fd, range, to, flags) ((int)syscall(SYS_cachestat, fd, range, to, flags))\n\n");
}

/* ---- files ---- */

static void put_bytes(const uint8_t *v, size_t n, struct buf *out)
{
	buf_putc(out, '"');
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && i % 64 == 0)
			buf_puts(out, "\"\n\t         \"");
		if (v[i] < ' ' || v[i] >= 0x7f || v[i] == '"' || v[i] == '\\' || v[i] == '?')
			buf_printf(out, "\\%03o", v[i]);
		else
			buf_putc(out, (char)v[i]);
	}
	buf_putc(out, '"');
}

static void put_files(struct program *p, struct buf *out)
{
	buf_puts(out, "static void make_files(void)\n{\n");
	for (size_t i = 0; i < p->lesson->files_n; i++) {
		const struct lesson_file *f = &p->lesson->files[i];

		buf_puts(out, f->fill != NULL ? "\tfill_file(" : f->bytes != NULL ? "\tput_file(" : "\tsize_file(");
		program_quoted(f->name.text, out);
		buf_puts(out, ", ");
		if (f->fill != NULL) {
			program_quoted(f->fill, out);
			buf_printf(out, ", %" PRIu64, f->pages);
		} else if (f->bytes != NULL) {
			put_bytes(f->bytes, f->len, out);
			buf_printf(out, ", %zu", f->len);
		} else {
			buf_printf(out, "%" PRIu64, f->size);
		}
		buf_printf(out, ", 0%o);\n", f->mode);
	}
	buf_puts(out, "}\n\n");
}

static void use_files(struct program *p)
{
	for (size_t i = 0; i < p->lesson->files_n; i++) {
		const struct lesson_file *f = &p->lesson->files[i];

		program_use(p, f->fill != NULL ? "fillfile" : f->bytes != NULL ? "putfile" : "sizefile");
	}
}

/* ---- the whole ---- */

static void look_at(struct program *p, const struct node *n)
{
	p->sets_hard |= n->kind == NODE_ASSIGN && n->a[0]->kind == NODE_FIELD && strcmp(n->a[0]->s, "rlim_max") == 0;
	p->sizes |= program_observes(n, "size");
}

static void look_at_actions(struct program *p, const struct action *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (v[i].repeat > 0)
			look_at_actions(p, v[i].body, v[i].body_n);
		else
			look_at(p, v[i].code.tree);
	}
}

static void look_at_all(struct program *p, size_t step)
{
	size_t from, to;

	parts_range(p->lesson, step, &from, &to);
	for (size_t i = from; i < to; i++) {
		const struct step *s = &p->lesson->steps[i];

		look_at_actions(p, s->actions, s->actions_n);
		for (size_t k = 0; k < s->expect_n; k++)
			look_at(p, s->expect[k].tree);
		for (size_t k = 0; s->task != NULL && k < s->task->goals_n; k++)
			look_at(p, s->task->goals[k].when.tree);
	}
}

static void put_text(struct program *p, struct buf *parts, struct buf *out)
{
	struct buf late;

	buf_init(&late, 4 << 20);
	put_files(p, &late);
	put_comment(p, out);
	put_constants(p, out);
	put_calls(p, buf_str(&p->functions), out);
	if (p->null_argument)
		buf_puts(out, "/* NULL where an address belongs is what the lesson asks the kernel about. */\n"
			      "#pragma GCC diagnostic ignored \"-Wnonnull\"\n\n");
	buf_puts(out, "static long page;\n\n");
	put_pieces(p, &pieces_start, out);
	buf_puts(out, "/* The names of the lesson. */\n");
	names_declare(p, out);
	buf_putc(out, '\n');
	for (size_t i = 1; i < sizeof(all) / sizeof(all[0]); i++)
		put_pieces(p, all[i], out);
	buf_puts(out, buf_str(&late));
	buf_puts(out, "/* ---- the lesson ---- */\n\n");
	if (program_uses(p, "printf"))
		buf_puts(out, "#define printf(...) lesson_printf(__VA_ARGS__)\n");
	if (program_uses(p, "actors"))
		buf_puts(out, "#define fork() new_actor()\n");
	buf_puts(out, buf_str(&p->functions));
	buf_puts(out, buf_str(parts));
	buf_finish(&late);
}

void export_c(const struct lesson *l, size_t step, struct buf *out)
{
	struct program *p = mem_zalloc(1, sizeof(*p));
	struct buf parts;
	size_t from, to;

	p->lesson = l;
	buf_init(&p->functions, 16 << 20);
	buf_init(&p->turn, 4 << 20);
	buf_init(&p->body, 4 << 20);
	buf_init(&parts, 1 << 20);
	parts_range(l, step, &from, &to);
	names_collect(p, from, to);
	look_at_all(p, step);
	program_use(p, "base");
	program_use(p, "step");
	program_use(p, "apart");
	use_files(p);
	parts_put(p, step, &parts);
	put_text(p, &parts, out);
	buf_finish(&parts);
	buf_finish(&p->body);
	buf_finish(&p->turn);
	buf_finish(&p->functions);
	arena_finish(&p->arena);
	free(p);
}
