/* Where the learner asked to go: a step of any lesson of the course. */
#ifndef APP_GOAL_H
#define APP_GOAL_H

#include <stdbool.h>
#include <stddef.h>

#define GOAL_LESSON 64 /* bytes of an id, 40 and more */

struct goal {
	bool set;
	char lesson[GOAL_LESSON];
	size_t step;
};

#endif
