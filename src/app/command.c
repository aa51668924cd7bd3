/* The subcommands, one row each: dispatch, the overview and --help read this table. */
#include <string.h>

#include "app/app.h"

static const struct command commands[] = {
	{ .name = "learn",
	  .run = cmd_learn,
	  .synopsis = "learn [LESSON]",
	  .what = "self-study: predict, run, see",
	  .details = "Opens a lesson where you left it, or the list of lessons. Where stdout is no terminal it\n"
		     "does what `run` does, and says so.\n\n"
		     "  --plain    a dialogue line by line, for screen readers and scripts\n\n"
		     "  mmaptutor learn addr\n"
		     "  mmaptutor learn addr --plain\n"
		     "  mmaptutor learn ./my-lesson.json\n" },
	{ .name = "play",
	  .run = cmd_play,
	  .synopsis = "play [LESSON]",
	  .what = "free play: type statements, see what they do",
	  .details = "A prompt that takes every statement of the lesson language, on a process of its own. With a\n"
		     "LESSON: with its files. Tab completes, F2 is a form for mmap(), u takes back, and\n"
		     "`:save NAME.json` writes what you did as a lesson that `mmaptutor check` accepts.\n"
		     "In `learn`, Tab opens it behind the steps that have run.\n\n"
		     "  mmaptutor play\n"
		     "  mmaptutor play four-kinds\n" },
	{ .name = "quiz",
	  .run = cmd_quiz,
	  .synopsis = "quiz [LESSON…]",
	  .what = "questions and tasks; the kernel marks",
	  .details =
	      "Draws from the questions, tasks and drills of the lessons, without a LESSON from the whole course,\n"
	      "with fresh values. What was wrong comes back behind the others. Each answer is on disk before\n"
	      "the next question: a sitting that was cut off goes on where it stopped when the same is asked for.\n\n"
	      "  --questions N   so many (10)\n"
	      "  --minutes N     so long at most\n"
	      "  --seed N        the same questions, values and order again\n"
	      "  --due           what is due to be repeated\n"
	      "  --exam          no hints, nothing revealed; a review at the end\n"
	      "  --name ID --out FILE   of an exam: writes a result for the teacher\n"
	      "  --plain         a dialogue line by line, for screen readers and scripts; as where stdin or stdout is "
	      "no\n"
	      "                  terminal\n\n"
	      "  mmaptutor quiz length prot\n"
	      "  mmaptutor quiz --exam --questions 20 --minutes 30 --name ada --out ada.json\n" },
	{ .name = "present",
	  .run = cmd_present,
	  .synopsis = "present LESSON",
	  .what = "a lesson in front of a class, one idea at a time",
	  .details = "Space goes on, ← goes back by replay, v votes, x shows the answer, b is dark, Tab improvises,\n"
		     "? tells all keys; those of a remote do what they should. Where a step cannot run here, or its\n"
		     "text does not fit this terminal, it does not start and names the steps. Nothing is written to\n"
		     "your progress.\n\n"
		     "  --share          others of this host see it by `mmaptutor follow`, and vote\n"
		     "  --mode MODE      who may follow, as the rights of the socket: 0660 (0600: you alone)\n"
		     "  --anyway         leave such steps out\n"
		     "  --minutes N      how long the talk may be: t shows what is left\n"
		     "  --auto SECONDS   play by itself, so many a step; a turns it on and off, + and - its pace\n\n"
		     "  mmaptutor present length\n"
		     "  mmaptutor present fork --share --minutes 30\n" },
	{ .name = "run",
	  .run = cmd_run,
	  .synopsis = "run LESSON…",
	  .what = "lessons as plain text or JSON lines, no terminal needed",
	  .details = "Runs every step and judges its expectations. Ends with `N passed, N failed, N skipped`.\n\n"
		     "  --json     one object a step, one a line; the tally goes to stderr\n"
		     "  --aslr     leave address-space randomisation on\n"
		     "  --seed N   draw the values of `vary` by this seed\n\n"
		     "  mmaptutor run length\n"
		     "  mmaptutor run --json addr | jq .statements\n" },
	{ .name = "check",
	  .run = cmd_check,
	  .synopsis = "check [LESSON…]",
	  .what = "is it a good lesson? every fault as file:line:column",
	  .details =
	      "Checks the text, then runs each lesson several times, with and without address-space\n"
	      "randomisation, in every combination of `vary`. Without a LESSON: the whole course.\n\n"
	      "  --watch      check, then again each time a LESSON is saved; ^C ends it\n"
	      "  --coverage   which steps prove each concept of the course, and which questions ask it; nothing\n"
	      "               runs, and 1 is the status where a concept of part A or B lacks either\n"
	      "  --lang LANG  what its translation lacks: texts that are missing or stale; nothing runs\n\n"
	      "  mmaptutor check my-lesson.json\n"
	      "  mmaptutor check --watch my-lesson.json\n" },
	{ .name = "new",
	  .run = cmd_new,
	  .synopsis = "new NAME",
	  .what = "a small lesson to begin from; `check` accepts it as it is",
	  .details =
	      "Writes NAME.json into this directory: two steps, a question with three choices, hints. A file\n"
	      "that is there already is left alone. NAME is the id of the lesson: a to z, 0 to 9 and -, at most\n"
	      "40 of them. lessons/README.md tells how to go on.\n\n"
	      "  mmaptutor new my-lesson && mmaptutor check my-lesson.json\n" },
	{ .name = "export",
	  .run = cmd_export,
	  .synopsis = "export LESSON[:STEP] --to c|svg|html|anki",
	  .what = "a lesson as a C program or a handout, a step as a picture, cards",
	  .details =
	      "Writes to stdout. c: the program needs nothing of mmaptutor; each line that it prints tells the\n"
	      "outcome of a statement. With a STEP: that one, and the steps that it builds on.\n"
	      "svg: the screen after the step.\n"
	      "html: a handout, one page for the screen and for paper: the lesson runs, and its texts, questions,\n"
	      "outcomes, pictures and answers stand on it.\n"
	      "anki: the choice questions of any number of lessons, or of the course, as a text file that Anki\n"
	      "imports. The lessons run; the answers are those of this kernel, which each card names.\n\n"
	      "  --open         svg: the screen before the step, with its question; html: room for the answers\n"
	      "                 and nothing of what comes of the steps\n"
	      "  --size 120x40  svg: columns and rows\n"
	      "  --theme NAME   svg: dark, light, high-contrast, color-blind, mono, or a path\n\n"
	      "  mmaptutor export length --to c >length.c\n"
	      "  gcc -std=gnu17 -Wall -Wextra -o length length.c && ./length\n"
	      "  mmaptutor export first-mapping:use-it --to svg >use-it.svg\n"
	      "  mmaptutor export addr --to html >addr.html\n"
	      "  mmaptutor export length prot --to anki >cards.txt\n" },
	{ .name = "follow",
	  .run = cmd_follow,
	  .synopsis = "follow [SOCKET]",
	  .what = "what a presenter of this host shows, on this screen; votes",
	  .details =
	      "Follows `mmaptutor present LESSON --share` at the size and with the theme of this terminal, and ends\n"
	      "when the presenter does. Without a SOCKET: the one presenter of this user. You may look around in\n"
	      "the picture; Home goes back to what the presenter shows. Where votes are taken, a digit, or arrows\n"
	      "and Enter, is your vote: it has no name on it, and counts as it was last.\n\n"
	      "  --notes    the speaker's second screen: notes, what comes next, time, votes\n\n"
	      "  mmaptutor follow\n"
	      "  mmaptutor follow --notes\n"
	      "  mmaptutor follow /tmp/mmaptutor-1000/4711.sock\n" },
	{ .name = "report",
	  .run = cmd_report,
	  .synopsis = "report",
	  .what = "what you have answered, by lesson and concept; what is weak",
	  .details =
	      "Tells from the log of your answers, in learn and in quiz: per lesson and per concept how many\n"
	      "questions there are, how many you answered, how the latest answers were, and how many are due.\n\n"
	      "  --csv     one row a lesson and a concept\n"
	      "  --json    one object\n\n"
	      "  mmaptutor report\n"
	      "  mmaptutor report --json | jq '.concepts[] | select(.weak)'\n" },
	{ .name = "reset",
	  .run = cmd_reset,
	  .synopsis = "reset LESSON|--all",
	  .what = "begin a lesson, or all, anew; the old log is kept",
	  .details =
	      "Asks, then puts the log of your answers aside as log.jsonl.DATE, beside the log, and begins a new\n"
	      "one: without the lesson, or empty. To take it back, rename the old file to log.jsonl. Where the\n"
	      "answer is no, nothing is changed and the status is 1.\n\n"
	      "  --all     every lesson\n"
	      "  --yes     do not ask\n\n"
	      "  mmaptutor reset length\n"
	      "  mmaptutor reset --all --yes\n" },
	{ .name = "grade",
	  .run = cmd_grade,
	  .synopsis = "grade FILE…",
	  .what = "the results of a class, by student and by question",
	  .details = "Reads what `mmaptutor quiz --exam --out FILE` wrote and tells each student's marks, each\n"
		     "question's, and which wrong answers were given how often. A file that is cut or is no result\n"
		     "is named, the others are graded, and the status is 1.\n\n"
		     "  --csv     one row a student, one column a question\n"
		     "  --rerun   give every answer again on this kernel, with its values, and tell where the mark\n"
		     "            differs; the status is then 1\n\n"
		     "  mmaptutor grade results/*.json\n"
		     "  mmaptutor grade --csv results/*.json >class.csv\n" },
	{ .name = "list",
	  .run = cmd_list,
	  .synopsis = "list",
	  .what = "the lessons of the course",
	  .details = "One line a lesson: its id and its title.\n" },
	{ .name = "doctor",
	  .run = cmd_doctor,
	  .synopsis = "doctor [LESSON…]",
	  .what = "what this machine has, and which lessons cannot run here",
	  .details =
	      "Tries and reads what lessons and the program need: kernel, memory, limits, the confinement of the\n"
	      "lab, terminal, places. Names each step that cannot run here, with the reason; without a LESSON\n"
	      "of the whole course. What is missing stands once more at the end, and the status is then 1. A\n"
	      "step that is skipped counts as missing only where its LESSON was asked for.\n\n"
	      "  --json    one object\n\n"
	      "  mmaptutor doctor\n"
	      "  mmaptutor doctor addr length\n" },
	{ .name = "help",
	  .run = cmd_help,
	  .synopsis = "help [WORD]",
	  .what = "a subcommand, call, constant, errno, signal or observation",
	  .details = "Tells what the program's own tables say of a word.\n\n"
		     "  mmaptutor help mmap\n"
		     "  mmaptutor help MAP_FIXED\n"
		     "  mmaptutor help ENODEV\n" },
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
	fputs("mmaptutor: Linux memory mappings, by making them.\n\n"
	      "  mmaptutor                 the course: lessons and progress\n",
	      to);
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		fprintf(to, "  mmaptutor %-15s %s\n", commands[i].synopsis, commands[i].what);
	fputs("\nOptions of all: --ascii, --no-color, --theme NAME, --help. `mmaptutor help COMMAND` tells more.\n"
	      "`mmaptutor --version` tells the version, the libraries and the kernel.\n"
	      "A LESSON is an id of the course or a path.\n"
	      "Exit status: 0 all held, 1 an expectation failed, 2 wrong usage, 3 a lesson is invalid,\n"
	      "4 nothing could run here.\n",
	      to);
}

void command_help(const struct command *c, FILE *to)
{
	fprintf(to, "mmaptutor %s\n%s\n\n%s", c->synopsis, c->what, c->details);
}
