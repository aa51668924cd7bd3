/* Numbers and addresses as people read them. Each writes a terminated string into out and returns out. */
#ifndef BASE_FMT_H
#define BASE_FMT_H

#include <stddef.h>
#include <stdint.h>

#define FMT_MAX 40

/* "0x7ffff7ff6000" */
const char *fmt_addr(char out[FMT_MAX], uint64_t addr);
/* "0 B", "4 KiB", "2 MiB", "127.9 TiB": exact where it is, else one decimal, rounded down. */
const char *fmt_size(char out[FMT_MAX], uint64_t bytes);
/* "1 page", "3 pages", "1,024 pages" */
const char *fmt_pages(char out[FMT_MAX], uint64_t pages);
/* "65,530" */
const char *fmt_count(char out[FMT_MAX], uint64_t n);

#endif
