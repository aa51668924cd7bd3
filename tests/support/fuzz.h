/* What the targets of tests/fuzz share. A target is the function below; libFuzzer or tests/support/replay.c calls it.
 */
#ifndef TESTS_SUPPORT_FUZZ_H
#define TESTS_SUPPORT_FUZZ_H

#include <stdbool.h>
#include <stddef.h>

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n);

/* Ends the program where it is not so: that is what a find is. */
void fuzz_hold(bool condition);

/*
 * The bytes as a file that a loader can open: its path, whose last part is FUZZ_FILE. There is one such file, in
 * memory; it is overwritten by the next call.
 */
const char *fuzz_file(const unsigned char *bytes, size_t n);
int fuzz_fd(void); /* of that file */

/* An id too, so that a lesson with this id has the name of its file. */
#define FUZZ_FILE "900"

#endif
