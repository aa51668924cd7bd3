/*
 * The program as a whole: where its parts lie, its subcommands, its exit statuses.
 *
 *   main ─▶ command_find ─▶ cmd_run | cmd_check | cmd_list | cmd_learn | …   (one row each in command.c)
 */
#ifndef APP_APP_H
#define APP_APP_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/diag.h"
#include "base/err.h"
#include "lesson/lesson.h"
#include "tutor/session.h"

/* As the manual has them. */
enum status {
	STATUS_HELD = 0,
	STATUS_FAILED = 1,  /* an expectation failed */
	STATUS_USAGE = 2,   /* wrong usage */
	STATUS_INVALID = 3, /* a lesson is invalid */
	STATUS_NOTHING = 4, /* nothing could run here */
	STATUS_SIGNAL = 128 /* + the signal that asked us to stop */
};

struct app {
	char *lab;     /* path of the lab program */
	char *lessons; /* directory of the course */
	char *themes;  /* directory of the themes; NULL: only the built-in one */
	struct course course;
	bool course_known;
	/* options */
	bool aslr, json, ascii, no_color, help, coverage, plain;
	bool version;          /* what this is, and nothing else */
	bool csv;              /* report, grade: a table for programs */
	bool rerun;            /* grade: on this kernel again */
	const char *lesson;    /* grade: lessons that the course does not have, with a comma between */
	bool watch;            /* check: again on every save */
	const char *lang;      /* check, export: of an overlay; NULL */
	bool all;              /* reset: of every lesson */
	bool yes;              /* reset: do not ask */
	bool notes;            /* follow: the speaker's screen */
	const char *theme;     /* asked for: name or path; NULL */
	const char *size;      /* of a picture, "120x40"; NULL */
	bool open;             /* a picture of a step before its run */
	bool room;             /* a picture as a class sees it */
	const char *to;        /* the form of an export, NULL */
	const char *seed_text; /* as given; NULL */
	bool has_seed;
	uint64_t seed;
	bool exam, due;
	int64_t questions, minutes; /* of a quiz; 0: not said */
	const char *questions_text, *minutes_text;
	const char *name, *out;   /* of who takes an exam, and the file of the result; NULL */
	bool anyway, share, talk; /* present; talk: nothing is kept of what is done on the screen */
	const char *auto_text, *mode_text;
	int64_t auto_s; /* of autoplay; 0: not said */
	char **args;    /* behind the options */
	int args_n;
};

struct command {
	const char *name;
	int (*run)(struct app *app);
	const char *synopsis; /* "run LESSON…" */
	const char *what;     /* one line */
	const char *details;  /* options and examples, for --help */
};

const struct command *command_find(const char *name);
/* The i-th row, NULL behind the last. */
const struct command *command_at(size_t i);
void command_overview(FILE *to); /* all of them */
void command_help(const struct command *c, FILE *to);

int cmd_run(struct app *app);
int cmd_check(struct app *app);
int cmd_list(struct app *app);
int cmd_learn(struct app *app);
int cmd_play(struct app *app);
int cmd_quiz(struct app *app);
int cmd_help(struct app *app);
int cmd_export(struct app *app);
int cmd_follow(struct app *app);
int cmd_present(struct app *app);
int cmd_report(struct app *app);
int cmd_reset(struct app *app);
int cmd_grade(struct app *app);
int cmd_doctor(struct app *app);
int cmd_new(struct app *app);
/* `check --coverage`: 1 where a concept of part A or B has no proof or no question. */
int coverage_tell(struct app *app);

/* Finds the lab and the lessons beside the program: in its source tree or installed. */
int paths_find(struct app *app, struct err *e);
void paths_finish(struct app *app);
/* Opens the catalog of messages that lies beside the program, in the learner's language. */
void paths_catalog(void);
/* Loads the course once. NULL with its faults printed where it cannot be. */
struct course *app_course(struct app *app);
/* The file of a lesson by id or path, to be freed, or NULL; and what says that there is none, with its status. */
char *app_lesson_path(const struct app *app, const char *name);
int app_no_lesson(const char *name);
/* The lesson of a file in the learner's language, where it has an overlay; NULL for a NULL path, or with its faults. */
struct lesson *app_lesson_read(const char *path, struct diags *d);
/* A lesson by id or path, or NULL with the reason printed and *status set. */
struct lesson *app_lesson(struct app *app, const char *name, int *status);
void app_say_err(const struct err *e);
/* Says what is wrong with the words of the command line, which may hold anything; STATUS_USAGE. */
int app_say_usage(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void app_say_diags(const struct diags *d);
void app_session_options(const struct app *app, struct session_options *o);
/* The status of a program that was asked to end by a signal; STATUS_HELD where it was not. */
int app_ended(void);
/* Ends stdout: 0, or a status with the reason printed where what was written did not arrive. */
int app_flush(void);

#endif
