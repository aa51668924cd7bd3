/* How well something was remembered: what spaced repetition is fed with. */
#ifndef MODEL_GRADE_H
#define MODEL_GRADE_H

enum grade {
	GRADE_NONE,  /* nothing to learn from: a void question, an answer of an older log */
	GRADE_AGAIN, /* wrong, or given up */
	GRADE_HARD,  /* right after a hint, or not at the first try */
	GRADE_GOOD,  /* right */
	GRADE_EASY   /* right at the first try, and marked as sure */
};

#endif
