/* The subcommands, one row each: dispatch, the overview and --help read this table. */
#include <string.h>

#include "app/app.h"

#include "base/tr.h"

static const struct command commands[] = {
	{ .name = "learn",
	  .run = cmd_learn,
	  .synopsis = "learn [LESSON]",
	  .what = N_("self-study: predict, run, see"),
	  .details = N_("Opens a lesson where you left it, or the list of lessons. Where stdout is no\n"
			"terminal it does what `run` does, and says so.\n"
			"\n"
			"  --plain    a dialogue line by line, for screen readers and scripts\n"
			"\n"
			"  mmaptutor learn addr\n"
			"  mmaptutor learn addr --plain\n"
			"  mmaptutor learn ./my-lesson.json\n") },
	{ .name = "play",
	  .run = cmd_play,
	  .synopsis = "play [LESSON]",
	  .what = N_("free play: type statements, see what they do"),
	  .details = N_("A prompt that takes every statement of the lesson language, on a process of its\n"
			"own. With a LESSON: with its files. Tab completes, F2 is a form for mmap(), u\n"
			"takes back, and `:save NAME.json` writes what you did as a lesson that\n"
			"`mmaptutor check` accepts. In `learn`, Tab opens it behind the steps that ran.\n"
			"\n"
			"  mmaptutor play\n"
			"  mmaptutor play four-kinds\n") },
	{ .name = "quiz",
	  .run = cmd_quiz,
	  .synopsis = "quiz [LESSON…]",
	  .what = N_("questions and tasks; the kernel marks"),
	  .details = N_("Draws from the questions, tasks and drills of the lessons, without a LESSON from\n"
			"the whole course, with fresh values. What was wrong comes back behind the\n"
			"others. Each answer is on disk before the next question: a sitting that was cut\n"
			"off goes on where it stopped when the same is asked for.\n"
			"\n"
			"  --questions N   so many (10)\n"
			"  --minutes N     so long at most\n"
			"  --seed N        the same questions, values and order again\n"
			"  --due           what is due to be repeated\n"
			"  --exam          no hints, nothing revealed; a review at the end\n"
			"  --name ID --out FILE   of an exam: writes a result for the teacher\n"
			"  --plain         a dialogue line by line, for screen readers and scripts; as\n"
			"                  where stdin or stdout is no terminal\n"
			"\n"
			"  mmaptutor quiz length prot\n"
			"  mmaptutor quiz --exam --questions 20 --minutes 30 --name ada --out ada.json\n") },
	{ .name = "present",
	  .run = cmd_present,
	  .synopsis = "present LESSON",
	  .what = N_("a lesson in front of a class, one idea at a time"),
	  .details = N_("Space goes on, ← goes back by replay, v votes, x shows the answer, b is dark,\n"
			"Tab improvises, ? tells all keys; those of a remote do what they should. Where a\n"
			"step cannot run here, or its text does not fit this terminal, it does not start\n"
			"and names the steps. Nothing is written to your progress.\n"
			"\n"
			"  --share          others of this host see it by `mmaptutor follow`, and vote\n"
			"  --mode MODE      who may follow, as the rights of the socket: 0660 (0600: you\n"
			"                   alone)\n"
			"  --anyway         leave such steps out\n"
			"  --minutes N      how long the talk may be: t shows what is left\n"
			"  --auto SECONDS   play by itself, so many a step; a turns it on and off, + and\n"
			"                   - its pace\n"
			"\n"
			"  mmaptutor present length\n"
			"  mmaptutor present fork --share --minutes 30\n") },
	{ .name = "run",
	  .run = cmd_run,
	  .synopsis = "run LESSON…",
	  .what = N_("lessons as plain text or JSON lines, no terminal needed"),
	  .details = N_("Runs every step and judges its expectations. Ends with `N passed, N failed,\n"
			"N skipped`, on one line.\n"
			"\n"
			"  --json     one object a step, one a line; the tally goes to stderr\n"
			"  --aslr     leave address-space randomisation on\n"
			"  --seed N   draw the values of `vary` by this seed\n"
			"\n"
			"  mmaptutor run length\n"
			"  mmaptutor run --json addr | jq .statements\n") },
	{ .name = "check",
	  .run = cmd_check,
	  .synopsis = "check [LESSON…]",
	  .what = N_("is it a good lesson? every fault as file:line:column"),
	  .details = N_("Checks the text, then runs each lesson several times, with and without\n"
			"address-space randomisation, in every combination of `vary`. Without a LESSON:\n"
			"the whole course.\n"
			"\n"
			"  --watch      check, then again each time a LESSON is saved; ^C ends it\n"
			"  --coverage   which steps prove each concept of the course, and which questions\n"
			"               ask it; nothing runs, and 1 is the status where a concept of part\n"
			"               A or B lacks either\n"
			"  --lang LANG  what its translation lacks: texts that are missing or stale;\n"
			"               nothing runs\n"
			"\n"
			"  mmaptutor check my-lesson.json\n"
			"  mmaptutor check --watch my-lesson.json\n") },
	{ .name = "new",
	  .run = cmd_new,
	  .synopsis = "new NAME",
	  .what = N_("a small lesson to begin from; `check` accepts it as it is"),
	  .details = N_("Writes NAME.json into this directory: two steps, a question with three choices,\n"
			"hints. A file that is there already is left alone. NAME is the id of the lesson:\n"
			"a to z, 0 to 9 and -, at most 40 of them. lessons/README.md tells how to go on.\n"
			"\n"
			"  mmaptutor new my-lesson && mmaptutor check my-lesson.json\n") },
	{ .name = "export",
	  .run = cmd_export,
	  .synopsis = "export LESSON[:STEP] --to c|svg|html|anki|overlay",
	  .what = N_("a lesson as a program, a handout, pictures or cards"),
	  .details = N_("Writes to stdout. c: a program that needs nothing of mmaptutor and prints each\n"
			"outcome. svg: the screen after a STEP. html: a handout, one page for the screen\n"
			"and for paper: texts, questions, outcomes, pictures, answers. anki: the choice\n"
			"questions of any number of lessons, or of the course, for import. These but c\n"
			"run the lesson, and show what this kernel did. overlay: its texts, each with\n"
			"room for a translation.\n\n"
			"  --open         svg: the screen before the step; html: room for the answers\n"
			"                 and nothing of what comes of the steps\n"
			"  --room         svg: as a class sees it\n"
			"  --size 120x40  svg: columns and rows\n"
			"  --theme NAME   svg: dark, light, high-contrast, color-blind, mono, or a path\n"
			"  --lang LANG    overlay: the language, as de or pt_BR\n"
			"\n"
			"  mmaptutor export length --to c >length.c && gcc -std=gnu17 length.c\n"
			"  mmaptutor export first-mapping:use-it --to svg >use-it.svg\n"
			"  mmaptutor export addr --to html >addr.html\n"
			"  mmaptutor export length prot --to anki >cards.txt\n") },
	{ .name = "follow",
	  .run = cmd_follow,
	  .synopsis = "follow [SOCKET]",
	  .what = N_("what a presenter of this host shows, on this screen; votes"),
	  .details = N_("Follows `mmaptutor present LESSON --share` at the size and with the theme of\n"
			"this terminal, and ends when the presenter does. Without a SOCKET: the one\n"
			"presenter of this user. You may look around in the picture; Home goes back to\n"
			"what the presenter shows. Where votes are taken, a digit, or arrows and Enter,\n"
			"is your vote: it has no name on it, and counts as it was last.\n"
			"\n"
			"  --notes    the speaker's second screen: notes, what comes next, time, votes\n"
			"\n"
			"  mmaptutor follow\n"
			"  mmaptutor follow --notes\n"
			"  mmaptutor follow /tmp/mmaptutor-1000/4711.sock\n") },
	{ .name = "report",
	  .run = cmd_report,
	  .synopsis = "report",
	  .what = N_("what you answered, by lesson and concept; what is weak"),
	  .details = N_("Tells from the log of your answers, in learn and in quiz: per lesson and per\n"
			"concept how many questions there are, how many you answered, how the latest\n"
			"answers were, and how many are due.\n"
			"\n"
			"  --csv     one row a lesson and a concept\n"
			"  --json    one object\n"
			"\n"
			"  mmaptutor report\n"
			"  mmaptutor report --json | jq '.concepts[] | select(.weak)'\n") },
	{ .name = "reset",
	  .run = cmd_reset,
	  .synopsis = "reset LESSON|--all",
	  .what = N_("begin a lesson, or all, anew; the old log is kept"),
	  .details = N_("Asks, then puts the log of your answers aside as log.jsonl.DATE, beside the log,\n"
			"and begins a new one: without the lesson, or empty. To take it back, rename the\n"
			"old file to log.jsonl. Where the answer is no, nothing is changed and the status\n"
			"is 1.\n"
			"\n"
			"  --all     every lesson\n"
			"  --yes     do not ask\n"
			"\n"
			"  mmaptutor reset length\n"
			"  mmaptutor reset --all --yes\n") },
	{ .name = "grade",
	  .run = cmd_grade,
	  .synopsis = "grade FILE…",
	  .what = N_("the results of a class, by student and by question"),
	  .details = N_("Reads what `mmaptutor quiz --exam --out FILE` wrote and tells each student's\n"
			"marks, each question's, and which wrong answers were given how often. A file\n"
			"that is cut or is no result is named, the others are graded, and the status\n"
			"is 1.\n"
			"\n"
			"  --csv     one row a student, one column a question\n"
			"  --rerun   give every answer again on this kernel, with its values, and tell\n"
			"            where the mark differs; the status is then 1\n"
			"  --lesson FILE   a lesson of yours that results are of; several: A,B\n"
			"\n"
			"  mmaptutor grade results/*.json\n"
			"  mmaptutor grade --csv results/*.json >class.csv\n") },
	{ .name = "list",
	  .run = cmd_list,
	  .synopsis = "list",
	  .what = N_("the lessons of the course"),
	  .details = N_("One line a lesson: its id and its title.\n"
			"\n"
			"  mmaptutor list\n") },
	{ .name = "doctor",
	  .run = cmd_doctor,
	  .synopsis = "doctor [LESSON…]",
	  .what = N_("what this machine has, and which lessons cannot run here"),
	  .details = N_("Tries and reads what lessons and the program need: kernel, memory, limits, the\n"
			"confinement of the lab, terminal, places. Names each step that cannot run here,\n"
			"with the reason; without a LESSON of the whole course. What is missing stands\n"
			"once more at the end, and the status is then 1. A step that is skipped counts as\n"
			"missing only where its LESSON was asked for.\n"
			"\n"
			"  --json    one object\n"
			"\n"
			"  mmaptutor doctor\n"
			"  mmaptutor doctor addr length\n") },
	{ .name = "help",
	  .run = cmd_help,
	  .synopsis = "help [WORD]",
	  .what = N_("a subcommand, call, constant, errno, signal or observation"),
	  .details = N_("Tells what the program's own tables say of a word.\n\n"
			"  mmaptutor help mmap\n"
			"  mmaptutor help MAP_FIXED\n"
			"  mmaptutor help ENODEV\n") },
};

const struct command *command_find(const char *name)
{
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	}
	return NULL;
}

const struct command *command_at(size_t i)
{
	return i < sizeof(commands) / sizeof(commands[0]) ? &commands[i] : NULL;
}

void command_overview(FILE *to)
{
	fputs(tr("mmaptutor: Linux memory mappings, by making them. Try: mmaptutor learn addr\n\n"
		 "  mmaptutor           the course: lessons and progress\n"),
	      to);
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		fprintf(to, "  mmaptutor %-9s %s\n", commands[i].name, tr(commands[i].what));
	fputs(tr("\nmmaptutor COMMAND --help tells more. LESSON is an id of the course or a path.\n"
		 "Options of all: --ascii, --no-color, --theme NAME, --help; alone: --version.\n"
		 "Exit status: 0 all held, 1 an expectation failed, 2 wrong usage,\n"
		 "3 a lesson is invalid, 4 nothing could run here.\n"),
	      to);
}

void command_help(const struct command *c, FILE *to)
{
	fprintf(to, "mmaptutor %s\n%s\n\n%s", c->synopsis, tr(c->what), tr(c->details));
}
