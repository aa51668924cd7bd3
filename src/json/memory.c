/* cJSON's memory is ours. */
#include "json/memory.h"

#include <cjson/cJSON.h>
#include <stdlib.h>

#include "base/mem.h"

static void *allocate(size_t n)
{
	return mem_zalloc(n, 1);
}

void json_memory(void)
{
	cJSON_InitHooks(&(cJSON_Hooks){ .malloc_fn = allocate, .free_fn = free });
}
