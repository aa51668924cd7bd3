/* Any bytes as a theme: it is taken whole, or not at all and with a reason. */
#include "draw/theme.h"
#include "support/fuzz.h"

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n)
{
	struct theme theme = { .name = NULL };
	struct arena a = { 0 };
	struct diags d = { 0 };
	int status = theme_load(&theme, &a, fuzz_file(bytes, n), &d);
	fuzz_hold((status == 0) == (d.total == 0) && (status == 0) == (theme.name != NULL));
	for (int i = 0; status == 0 && i < LOOKS; i++)
		fuzz_hold(theme.paint[i].fg <= 0x1ffffff && theme.paint[i].bg <= 0x1ffffff);
	diags_finish(&d);
	arena_finish(&a);
	return 0;
}
