/*
 * What a test and the program that it puts in the lab's place say to each other: requests as on the lab's wire, but
 * `kind` says how the system call `nr` is tried.
 *
 *   lab_start(program = this one) ──▶ lab_child.c, the lab's own start, filter and seal ──▶ perform.c of this folder
 */
#ifndef TESTS_SUPPORT_INSIDE_H
#define TESTS_SUPPORT_INSIDE_H

enum inside_gate {
	INSIDE_SELF,  /* by the program itself, which may end by it; the result is the kernel's */
	INSIDE_CHILD, /* by a child, which then exits; the result is its number, to be waited for by the test */
	INSIDE_TIGHT, /* likewise, after the child has put the filter in the scratch bytes on itself too */
	INSIDE_INT80, /* likewise, by the gate of 32-bit programs, where the machine has it */
	INSIDE_GATES,
	INSIDE_FORGE = INSIDE_GATES /* no call: words[0] of the scratch bytes are sent as the answer as they stand;
				       words[1]: behind a true one */
};

/* Exit status of a child: the call's errno, or */
enum { INSIDE_DONE = 200, INSIDE_NOT_TRIED = 201 };

#endif
