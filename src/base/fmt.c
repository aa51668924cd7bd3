/* Numbers and addresses as people read them. */
#include "base/fmt.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/tr.h"

const char *fmt_addr(char out[FMT_MAX], uint64_t addr)
{
	(void)snprintf(out, FMT_MAX, "0x%" PRIx64, addr);
	return out;
}

const char *fmt_size(char out[FMT_MAX], uint64_t bytes)
{
	static const char *const units[] = { "B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB" };
	unsigned unit = 0;
	while (unit + 1 < sizeof(units) / sizeof(units[0]) && bytes >> (10 * (unit + 1)))
		unit++;
	uint64_t one = UINT64_C(1) << (10 * unit);
	uint16_t whole = (uint16_t)(bytes / one), tenth = (uint16_t)(bytes % one * 10 / one);
	if (bytes % one)
		(void)snprintf(out, FMT_MAX, "%u.%u %s", whole, tenth, units[unit]);
	else
		(void)snprintf(out, FMT_MAX, "%u %s", whole, units[unit]);
	return out;
}

/* Digits from the right, a comma before every group of three; returns the end. */
static char *put_count(char *out, uint64_t n)
{
	char digits[FMT_MAX];
	int len = snprintf(digits, sizeof(digits), "%" PRIu64, n);
	for (int i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			*out++ = ',';
		*out++ = digits[i];
	}
	*out = '\0';
	return out;
}

const char *fmt_pages(char out[FMT_MAX], uint64_t pages)
{
	char count[FMT_MAX];
	put_count(count, pages);
	(void)snprintf(out, FMT_MAX, "%.26s %s", count, pages == 1 ? tr("page") : tr("pages"));
	return out;
}

const char *fmt_count(char out[FMT_MAX], uint64_t n)
{
	put_count(out, n);
	return out;
}
