/* Bytes for the picture: memory of the first process and of the file that it maps there. Looking disturbs nothing. */
#ifndef TUTOR_PEEK_H
#define TUTOR_PEEK_H

#include "model/bytes.h"
#include "tutor/session.h"

/*
 * The first bytes of the page at `addr` as they are now, while the process stands before or behind `step`. A page
 * that is not in the page table is not read, since that would bring it in, nor is a page of a file that is not in the
 * page cache: `why` and `file_why` say so.
 */
void session_peek(struct session *s, size_t step, uint64_t addr, struct bytes *out);
/* The same of a stage, whatever it stands at; NULL: it is gone. */
void stage_peek(struct stage *s, uint64_t addr, struct bytes *out);

#endif
