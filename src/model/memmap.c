/* Parses the lines of /proc/PID/maps and finds regions in them. */
#include "model/memmap.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void memmap_clear(struct memmap *m)
{
	if (m->raw.max == 0)
		buf_init(&m->raw, MEMMAP_RAW_MAX);
	buf_clear(&m->raw);
	m->n = 0;
}

void memmap_finish(struct memmap *m)
{
	buf_finish(&m->raw);
	free(m->v);
	*m = (struct memmap){ 0 };
}

static void make_room(struct memmap *m, size_t need)
{
	void *v = m->v;
	mem_grow(&v, &m->cap, need, sizeof(*m->v));
	m->v = v;
}

void memmap_copy(struct memmap *to, const struct memmap *from)
{
	memmap_clear(to);
	buf_put(&to->raw, buf_str(&from->raw), from->raw.len);
	to->raw.full = from->raw.full;
	if (from->n == 0)
		return;
	make_room(to, from->n);
	memcpy(to->v, from->v, from->n * sizeof(*to->v));
	to->n = from->n;
}

/* Value of a hexadecimal digit as the kernel writes it, 16 and more for anything else. */
static unsigned hex_value(char c)
{
	unsigned digit = (unsigned)(unsigned char)c - '0';
	if (digit < 10)
		return digit;
	unsigned letter = (unsigned)(unsigned char)c - 'a';
	return letter < 6 ? letter + 10 : 16;
}

/* Reads at least one digit of a number up to `until`, which is passed over. NULL where it is none, or too large. */
static const char *parse_hex(const char *at, char until, uint64_t *value)
{
	const char *first = at;
	uint64_t v = 0;
	for (unsigned d; (d = hex_value(*at)) < 16; at++)
		v = v << 4 | d;
	*value = v;
	return at > first && at - first <= 16 && *at == until ? at + 1 : NULL;
}

static const char *parse_dev(const char *at, struct region *r)
{
	uint64_t number = 0;
	at = parse_hex(at, ':', &number);
	if (!at || number > UINT32_MAX)
		return NULL;
	r->dev_major = (uint32_t)number;
	at = parse_hex(at, ' ', &number);
	if (!at || number > UINT32_MAX)
		return NULL;
	r->dev_minor = (uint32_t)number;
	return at;
}

/* "247134" up to a space or the line's end; the end of the text is a NUL, so no digit is read behind it. */
static const char *parse_inode(const char *at, const char *end, uint64_t *value)
{
	const char *first = at;
	uint64_t v = 0;
	for (; (unsigned char)(*at - '0') < 10; at++)
		if (__builtin_mul_overflow(v, 10, &v) || __builtin_add_overflow(v, (uint64_t)(*at - '0'), &v))
			return NULL;
	*value = v;
	return at > first && (at == end || *at == ' ') ? at : NULL;
}

static const char *parse_perms(const char *at, const char *end, struct region *r)
{
	static const char set[4] = { 'r', 'w', 'x', 's' }, unset[4] = { '-', '-', '-', 'p' };
	if (end - at < 5 || at[4] != ' ')
		return NULL;
	for (int i = 0; i < 4; i++)
		if (at[i] != set[i] && at[i] != unset[i])
			return NULL;
	memcpy(r->perms, at, 4);
	r->perms[4] = '\0';
	return at + 5;
}

/* One line [at, end) of raw; end is its newline or the text's NUL. */
static bool parse_line(const char *raw, const char *at, const char *end, struct region *r)
{
	r->line = (uint32_t)(at - raw);
	r->line_len = (uint32_t)(end - at);
	at = parse_hex(at, '-', &r->start);
	at = at ? parse_hex(at, ' ', &r->end) : NULL;
	at = at ? parse_perms(at, end, r) : NULL;
	at = at ? parse_hex(at, ' ', &r->offset) : NULL;
	at = at ? parse_dev(at, r) : NULL;
	at = at ? parse_inode(at, end, &r->inode) : NULL;
	if (!at || r->start >= r->end)
		return false;
	while (*at == ' ')
		at++;
	r->path = (uint32_t)(at - raw);
	r->path_len = (uint32_t)(end - at);
	return true;
}

int memmap_parse(struct memmap *m, size_t *line)
{
	const char *raw = buf_str(&m->raw), *stop = raw + m->raw.len;
	uint64_t above = 0;
	m->n = 0;
	for (const char *at = raw; at < stop;) {
		const char *end = memchr(at, '\n', (size_t)(stop - at));
		if (!end)
			end = stop;
		if (m->n == m->cap)
			make_room(m, m->n + 1);
		struct region *r = &m->v[m->n];
		if (!parse_line(raw, at, end, r) || r->start < above) {
			*line = m->n + 1;
			m->n = 0;
			return -EINVAL;
		}
		above = r->end;
		m->n++;
		at = end + 1;
	}
	return 0;
}

size_t memmap_lower(const struct memmap *m, uint64_t addr)
{
	size_t low = 0, high = m->n;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (m->v[mid].end <= addr)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

size_t memmap_find(const struct memmap *m, uint64_t addr)
{
	size_t i = memmap_lower(m, addr);
	return i < m->n && m->v[i].start <= addr ? i : MEMMAP_NONE;
}

/* start + len, or the last address where that is beyond it. */
static uint64_t range_end(uint64_t start, uint64_t len)
{
	return len > UINT64_MAX - start ? UINT64_MAX : start + len;
}

size_t memmap_count(const struct memmap *m, uint64_t start, uint64_t len)
{
	if (len == 0)
		return 0;
	size_t first = memmap_lower(m, start), behind = memmap_lower(m, range_end(start, len) - 1);
	if (behind < m->n && m->v[behind].start < range_end(start, len))
		behind++;
	return behind - first;
}

uint64_t memmap_span(const struct memmap *m, uint64_t addr, uint64_t len)
{
	uint64_t end = range_end(addr, len), at = addr;
	for (size_t i = memmap_lower(m, addr); i < m->n && at < end && m->v[i].start <= at; i++)
		at = m->v[i].end;
	return (at < end ? at : end) - addr;
}

const char *memmap_path(const struct memmap *m, const struct region *r)
{
	return buf_str(&m->raw) + r->path;
}
