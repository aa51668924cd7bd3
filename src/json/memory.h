/* cJSON's memory: where there is none the program ends with its message, as everywhere (base/mem.h). */
#ifndef JSON_MEMORY_H
#define JSON_MEMORY_H

/* Before cJSON is first called. Else it answers NULL, which cannot be told from a text that is no JSON. */
void json_memory(void);

#endif
