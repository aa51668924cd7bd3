/* All that the lab program keeps: one block in its own range, reached by the loop, the operations and the handler. */
#ifndef LAB_PROG_STATE_H
#define LAB_PROG_STATE_H

#include <stdbool.h>
#include <stdint.h>

#include "lab/prog/arch.h"
#include "lab/wire.h"

struct state {
	struct wire_request request;
	unsigned char payload[WIRE_PAYLOAD]; /* of the request: operations, then scratch bytes */
	struct wire_reply reply;
	struct wire_result results[WIRE_OPS];
	uint32_t at;       /* the operation that runs */
	int64_t value;     /* its result, for a run that was cut short too */
	bool working;      /* between the first operation and the answer */
	bool plain;        /* SIGPIPE and SIGXFSZ have their default action */
	int received;      /* descriptor that came with the request, -1 for none */
	bool receive_full; /* one came, but there was no free number for it */
	uint64_t page;
	uint64_t minor, major; /* faults before the operations */
};
extern struct state state;

/* perform.c: the operations of the request; fills the results and the counts of the reply. */
void lab_perform(void);
void lab_count(uint64_t *minor, uint64_t *major);
/* fault.c: catches the signals that an operation can bring about. */
void lab_catch(void);
void lab_default(int sig);
/* lab.c */
void lab_send(uint32_t answer, uint32_t results, uint32_t bytes, const void *scratch);
int64_t lab_receive(void);

/* The system call with 1 to 6 words; one that takes none is given a 0. */
#define SYS(nr, ...) arch_call(nr, (const uint64_t[6]){ __VA_ARGS__ })
#define PTR(p)       ((uint64_t)(uintptr_t)(p))

#endif
