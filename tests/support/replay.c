/*
 * In the place of libFuzzer, for `make test`: gives a target the inputs that are kept, one test each, as TAP. They
 * are the finds, in tests/fuzz/<target>/, and the seeds, in build/fuzz/seeds/<target>/ where these were made.
 * With arguments: those files.
 */
#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "support/fuzz.h"

enum { INPUT_MAX = 16 << 20 };

static unsigned told;

static void replay(const char *path)
{
	struct buf text;
	FILE *f = fopen(path, "re");
	buf_init(&text, INPUT_MAX);
	if (!f || buf_read_fd(&text, fileno(f)) < 0) {
		printf("not ok %u - %s cannot be read\n", ++told, path);
	} else {
		/* A copy of its exact size, so that a sanitizer sees a step behind its end. */
		unsigned char *bytes = malloc(text.len ? text.len : 1);
		memcpy(bytes, buf_str(&text), text.len);
		LLVMFuzzerTestOneInput(bytes, text.len);
		free(bytes);
		printf("ok %u - %s\n", ++told, path);
	}
	fflush(stdout);
	buf_finish(&text);
	if (f)
		fclose(f);
}

static void replay_all(const char *dir)
{
	char path[PATH_MAX];
	struct dirent **names = NULL;
	int n = scandir(dir, &names, NULL, alphasort);
	for (int i = 0; i < n; i++) {
		snprintf(path, sizeof path, "%s/%s", dir, names[i]->d_name);
		if (names[i]->d_name[0] != '.')
			replay(path);
		free(names[i]);
	}
	free(names);
}

/* build/<variant>/tests/fuzz/<target>: the sources lie beside build. */
int main(int argc, char **argv)
{
	char self[PATH_MAX], dir[PATH_MAX + 64];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
	if (n < 0)
		return 99;
	self[n] = '\0';
	const char *target = strrchr(self, '/') + 1;
	for (int i = 1; i < argc; i++)
		replay(argv[i]);
	if (argc == 1) {
		/* Nothing at all is an input too. */
		replay("/dev/null");
		snprintf(dir, sizeof dir, "tests/fuzz/%s", target);
		replay_all(dir);
		snprintf(dir, sizeof dir, "build/fuzz/seeds/%s", target);
		replay_all(dir);
	}
	printf("1..%u\n", told);
	return 0;
}
