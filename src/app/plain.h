/*
 * The linear dialogue: lessons and free play on stdin and stdout, line by line, for who does not see the screen,
 * and for scripts. Everything that the learn screen does, in words.
 */
#ifndef APP_PLAIN_H
#define APP_PLAIN_H

#include "app/app.h"

/* `learn --plain`, `play --plain`: the exit status. The end of input is the end of the dialogue. */
int plain_learn(struct app *app);
int plain_play(struct app *app);

#endif
