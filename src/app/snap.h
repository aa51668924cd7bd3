/* The screen as a file. */
#ifndef APP_SNAP_H
#define APP_SNAP_H

#include "app/ui.h"

/* Writes what is on the screen as mmaptutor-N.svg, and says so in a box. */
enum reaction snap_screen(struct ui *ui);

#endif
