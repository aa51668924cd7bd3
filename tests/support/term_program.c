/* Draws by term/; some keys end it in their own way. */
#include "support/term_program.h"

#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "term/term.h"

static volatile sig_atomic_t resized;

static void on_resize(int sig)
{
	(void)sig;
	resized = 1;
}

static void draw(struct term *t, struct canvas *c, const struct term_event *ev)
{
	struct area a = canvas_area(c);
	canvas_clear(c);
	area_printf(a, 0, 0, LOOK_TEXT, "size %dx%d", term_width(t), term_height(t));
	area_printf(a, 0, 1, LOOK_TEXT, "event %d at %d,%d button %d.", ev->key, ev->x, ev->y, ev->button);
	area_printf(a, 0, 2, LOOK_TEXT, "note %s", term_note(t));
	area_text(a, 0, 3, -1, LOOK_BAD, "bad");
	area_text(a, 0, 4, -1, LOOK_TEXT, ev->key == 'w' ? "wide [日本] e\u0301|" : "wide [a日b] xy|");
	area_text(a, a.w - 4, a.h - 1, -1, LOOK_TEXT, "last");
	if (ev->key == 'i')
		area_cursor(a, 7, 5);
	term_blit(t, c);
}

__attribute__((noinline)) static int overflow(int n)
{
	volatile char room[4096] = { 0 };
	return n ? overflow(n + 1) + room[n % 4096] : 0;
}

static void leave(struct term *t, int key)
{
	if (key == 'x')
		raise(SIGSEGV);
	if (key == 'o')
		overflow(1);
	if (key == 'a')
		abort();
	if (key == 'e')
		exit(7);
	if (key == 'z') {
		term_suspend(t);
		raise(SIGSTOP);
		term_resume(t);
	}
}

int term_program(void)
{
	struct term *t;
	struct err e = { 0 };
	struct canvas c;
	struct term_event ev = { 0 };
	sigset_t block, none;
	setlocale(LC_ALL, "");
	if (term_open(&t, &(struct term_options){ .mouse = true, .no_color = getenv("NO_COLOR") != NULL }, &e) < 0) {
		char text[1024];
		err_text(&e, text, sizeof text);
		printf("%s", text);
		return 4;
	}
	signal(SIGWINCH, on_resize);
	signal(SIGHUP, SIG_IGN);
	sigemptyset(&none);
	sigemptyset(&block);
	sigaddset(&block, SIGWINCH);
	sigprocmask(SIG_BLOCK, &block, NULL);
	canvas_init(&c, term_width(t), term_height(t), term_ascii(t));
	while (ev.key != 'q' && ev.key != 3 && ev.key != TERM_EOF) {
		draw(t, &c, &ev);
		while (!term_read(t, &ev)) {
			struct pollfd p = { .fd = term_fd(t), .events = POLLIN };
			ppoll(&p, 1, NULL, &none);
			if (!resized)
				continue;
			resized = 0;
			term_resized(t);
			canvas_resize(&c, term_width(t), term_height(t));
			draw(t, &c, &ev);
		}
		leave(t, ev.key);
	}
	canvas_finish(&c);
	term_close(t);
	return ev.key == TERM_EOF ? 9 : 0;
}
