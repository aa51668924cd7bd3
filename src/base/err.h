/* Errors in three parts: what happened, the call with its errno, what to try. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

/* Filled by a function that fails; untouched by one that succeeds. */
struct err {
	int num;        /* errno of the failed call, 0 where no call failed */
	char what[320]; /* what happened, a sentence without a full stop */
	char call[160]; /* the call that failed, "mmap(...)"; "" where none did */
	char hint[240]; /* what to try; "" where there is nothing */
};

/* Fills e (which may be NULL) and returns -num, or -1 where num is 0: `return err_set(...)`. */
int err_set(struct err *e, int num, const char *call, const char *hint, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));

/* Writes up to three lines into out, each ended by a newline; cut at size, always terminated. */
void err_text(const struct err *e, char *out, unsigned long size);

#endif
