/*
 * Trying system calls from inside: a program of the tests' own in the lab's place, started and confined by lab_start,
 * is asked over the wire to try any number with any words, each in a child.
 *
 *   prober_try ──wire──▶ inside ──clone──▶ child: the call ──▶ exits: it got through
 *                                                         └──▶ SIGSYS: refused by the filter
 */
#ifndef TESTS_SUPPORT_PROBER_H
#define TESTS_SUPPORT_PROBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lab/lab.h"
#include "support/inside/inside.h"

struct probe {
	enum inside_gate gate;
	int64_t nr;
	uint64_t words[6];
	/* filled by prober_try */
	bool through; /* the filter did not end it */
	bool hung;    /* it got through, and had to be ended */
	bool exited;
	int status; /* exit status or signal; of a child that exited: the call's errno, or INSIDE_DONE */
};

/* The program in place of the lab, with options as a lesson's lab has them. Ends the test where it does not start. */
struct lab *prober_start(struct lab_options o);
/* Tries each, in order, and fills in what became of it. With INSIDE_SELF the lab itself may end; then n is 1. */
void prober_try(struct lab *l, struct probe *probes, size_t n);
/* Words of a call of the table that its limits let pass, and that do nothing: no descriptor, no range. */
void prober_passing(const struct call *row, uint64_t words[6]);
/* The kernel's name of a call, or its number. Good until the next call. */
const char *prober_name(int64_t nr);

#endif
