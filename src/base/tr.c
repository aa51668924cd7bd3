/* The language of the learner, and a catalog of messages in it. */
#include "base/tr.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"

static const char *set_in(const char *name)
{
	const char *value = getenv(name);
	return value && *value ? value : NULL;
}

const char *tr_languages(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	const char *locale = NULL, *list = set_in("LANGUAGE");
	if (list)
		return list;
	for (size_t i = 0; !locale && i < sizeof(names) / sizeof(names[0]); i++)
		locale = set_in(names[i]);
	if (!locale || strcmp(locale, "C") == 0 || strncmp(locale, "C.", 2) == 0 || strcmp(locale, "POSIX") == 0)
		return "";
	return locale;
}

/*
 * The file as msgfmt writes it, in the processor's order of bytes:
 *
 *   magic  revision  n  at_ids  at_texts  …        at_ids: n times { length, offset }, sorted by the message
 *                                                  at_texts: the same for what it is in the other language
 */
enum { MAGIC = 0, COUNT = 2, IDS = 3, TEXTS = 4, HEADER_BYTES = 28, FILE_MAX = 4 << 20 };
#define MAGIC_NUMBER 0x950412deU

static struct buf file;
static char language[16]; /* of the catalog that is open */

static uint32_t word_at(size_t offset)
{
	uint32_t word;
	memcpy(&word, file.data + offset, sizeof(word));
	return word;
}

static uint32_t header(size_t word)
{
	return word_at(word * sizeof(uint32_t));
}

static const char *string(size_t table, size_t i)
{
	return file.data + word_at(header(table) + i * 8 + 4);
}

/* Whether n strings and their table lie inside the file, each with the NUL behind it. */
static bool whole_table(size_t table)
{
	uint64_t n = header(COUNT), at = header(table);
	if (at + n * 8 > file.len)
		return false;
	for (size_t i = 0; i < n; i++) {
		uint64_t end = (uint64_t)word_at(at + i * 8) + word_at(at + i * 8 + 4);
		if (end >= file.len || file.data[end] != '\0')
			return false;
	}
	return true;
}

/* A file that was cut or is none is no catalog: the messages stay as they are. */
static bool take(int fd)
{
	buf_init(&file, FILE_MAX);
	if (buf_read_fd(&file, fd) == 0 && file.len >= HEADER_BYTES && header(MAGIC) == MAGIC_NUMBER &&
	    whole_table(IDS) && whole_table(TEXTS))
		return true;
	buf_finish(&file);
	return false;
}

/* n bytes of `name` name a directory. */
static bool open_one(const char *locales, const char *name, size_t n)
{
	struct buf path;
	buf_init(&path, 4096);
	buf_puts(&path, locales);
	buf_putc(&path, '/');
	buf_put(&path, name, n);
	buf_puts(&path, "/LC_MESSAGES/mmaptutor.mo");
	int fd = n > 0 && name[0] != '.' && !memchr(name, '/', n) ? open(buf_str(&path), O_RDONLY | O_CLOEXEC) : -1;
	buf_finish(&path);
	if (fd < 0)
		return false;
	bool taken = take(fd);
	close(fd);
	if (taken)
		snprintf(language, sizeof(language), "%.*s", (int)n, name);
	for (char *c = language; *c; c++)
		*c = *c == '_' ? '-' : *c;
	return taken;
}

/* The program's own language ends the search: "en:de" wants nothing of the German. */
void tr_open(const char *locales)
{
	tr_close();
	for (const char *at = tr_languages(); *at;) {
		size_t n = strcspn(at, ":"), country = strcspn(at, ":.@"), bare = strcspn(at, ":.@_");
		if ((bare == 2 && strncmp(at, "en", 2) == 0) || open_one(locales, at, country) ||
		    open_one(locales, at, bare))
			return;
		at += n + (at[n] == ':');
	}
}

void tr_close(void)
{
	buf_finish(&file);
	language[0] = '\0';
}

const char *tr_language(void)
{
	return *language ? language : "en";
}

const char *tr(const char *text)
{
	size_t low = 0, high = file.data && *text ? header(COUNT) : 0;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(text, string(IDS, middle));
		if (order == 0)
			return *string(TEXTS, middle) ? string(TEXTS, middle) : text;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return text;
}
