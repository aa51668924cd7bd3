/*
 * Drawing the picture of memory into a canvas of 200 by 60: what a map of 60,000 lines costs against one of 50, and
 * what moving in a mapping of a terabyte costs.
 */
#include "support/figure.h"
#include "support/memory.h"

enum { ROUNDS = 301, WIDTH = 200, HEIGHT = 60, FEW = 50, MANY = 60000, RESIDENT = 1000 };

static double draw_us(struct screen *s)
{
	int64_t from = figure_now();
	screen_draw(s);
	return (double)(figure_now() - from) / 1e3;
}

/* Both in pairs, each with its rows made before: as the program keeps them between keys. */
static void measure_lines(void)
{
	static double few_us[ROUNDS], many_us[ROUNDS];
	struct screen few, many;
	struct space few_space = { 0 }, many_space = { 0 };
	screen_lines(&few, WIDTH, HEIGHT, FEW);
	screen_lines(&many, WIDTH, HEIGHT, MANY);
	few.v.space = &few_space;
	many.v.space = &many_space;
	double first = draw_us(&many);
	draw_us(&few);
	for (int i = 0; i < ROUNDS; i++) {
		few_us[i] = draw_us(&few);
		many_us[i] = draw_us(&many);
	}
	double ours = figure_median(many_us, ROUNDS), floor = figure_median(few_us, ROUNDS);
	figure_put(&(struct figure){ "draw", "60,000 lines of maps against 50", "us", ours, floor, ours / floor, 1.5 });
	figure_put(&(struct figure){ "draw", "the first time, its rows made", "us", first, 0, first, 0 });
	space_finish(&few_space);
	space_finish(&many_space);
	screen_finish(&few);
	screen_finish(&many);
}

static void measure_zoom(void)
{
	static const enum picture_act keys[] = { PICTURE_ZOOM_IN,  PICTURE_ZOOM_IN,  PICTURE_RIGHT,
						 PICTURE_ZOOM_IN,  PICTURE_DOWN,     PICTURE_ZOOM_OUT,
						 PICTURE_ZOOM_OUT, PICTURE_ZOOM_OUT, PICTURE_LEFT };
	static double us[ROUNDS];
	struct screen s;
	struct space space = { 0 };
	screen_huge(&s, WIDTH, HEIGHT, RESIDENT);
	s.v.space = &space;
	s.v.pane = PANE_PAGES;
	screen_draw(&s);
	for (int i = 0; i < ROUNDS; i++) {
		picture_pages(&s.v.picture, &s.shown.picture, keys[i % (int)(sizeof(keys) / sizeof(keys[0]))]);
		us[i] = draw_us(&s);
	}
	double ours = figure_median(us, ROUNDS);
	figure_put(&(struct figure){ "draw", "a key in 1 TiB with 1,000 pages", "us", ours, 0, ours, 0 });
	space_finish(&space);
	screen_finish(&s);
}

int main(void)
{
	figures_begin("draw");
	measure_lines();
	measure_zoom();
	return 0;
}
