/*
 * `mmaptutor doctor`: what this machine has, tried and read, one row a probe.
 *
 *   doctor_look_at ──rows of a probe table──▶ struct finding[] ─┐
 *   doctor_lessons ──session_open of each──▶ struct patient[] ──┴─▶ doctor_text | doctor_json
 *
 * A finding is as the system says it. What is missing for something is either less (all that can run without it
 * runs) or a fault (something of the program does not work, or holds less than it promises): a fault is status 1.
 */
#ifndef APP_DOCTOR_H
#define APP_DOCTOR_H

#include "app/app.h"

enum health { HEALTH_FINE, HEALTH_LESS, HEALTH_FAULT };

struct finding {
	const char *group, *name, *value;
	const char *note; /* what it means where it is less, or a fault; NULL */
	enum health health;
};

/* A lesson, and the steps of it that cannot run here, or do not fit the terminal. */
struct complaint {
	const char *step; /* NULL: the whole lesson */
	const char *why;
};
struct patient {
	const char *id;
	size_t steps, skipped; /* drills are counted too */
	struct complaint *v;
	size_t n, cap;
};

struct lab;
struct doctor {
	struct app *app;
	struct arena arena;
	struct finding *v;
	size_t n, cap;
	struct patient *patients;
	size_t patients_n, patients_cap;
	bool asked;      /* for lessons by name: a step that is skipped counts as missing */
	int worst;       /* status of a lesson that could not be read */
	struct lab *lab; /* one that was started to be looked at; NULL where that failed */
	struct err lab_err;
};

/* A row of a table: fills value, and note and health where all is not well. `arg` and `num` are the row's own. */
struct probe {
	const char *name;
	void (*look)(struct doctor *d, const struct probe *p, struct finding *f);
	const char *arg;
	int num;
};
void doctor_look(struct doctor *d, const char *group, const struct probe *rows, size_t n);
/* Appends a finding that has no row, and returns it. */
struct finding *doctor_add(struct doctor *d, const char *group, const char *name);

/* Each looks at its part of the machine. */
void doctor_program(struct doctor *d);
void doctor_system(struct doctor *d);
void doctor_limits(struct doctor *d);
void doctor_kernel(struct doctor *d);
void doctor_confinement(struct doctor *d);
void doctor_terminal(struct doctor *d);
void doctor_places(struct doctor *d);
/* The terminal's size; false where there is no terminal, or it does not tell. */
bool doctor_screen(int *cols, int *rows);
/* The lessons that were asked for, else all of the course. */
void doctor_lessons(struct doctor *d);

/* The report; what is missing for status 1 is named at its end. */
void doctor_text(const struct doctor *d, struct buf *out);
void doctor_json(const struct doctor *d, struct buf *out);
size_t doctor_missing(const struct doctor *d); /* how many things */

#endif
