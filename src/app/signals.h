/* Signals only set flags; they are blocked but while the program waits. */
#ifndef APP_SIGNALS_H
#define APP_SIGNALS_H

#include <poll.h>
#include <signal.h>
#include <stdbool.h>

/* Installs the handlers. While `interactive` they are blocked outside signals_wait. */
void signals_init(bool interactive);
/* Waits for descriptors or a signal, for at most ms (-1: for ever). As poll(2), but -EINTR. */
int signals_wait(struct pollfd *fds, nfds_t n, int ms);

/* Each reads a flag and clears it, but the one that asks to end, which stays. */
int signals_end(void);      /* the signal that asks the program to end, 0 for none */
bool signals_resized(void); /* SIGWINCH, or continued after a stop */
bool signals_stop(void);    /* SIGTSTP */
/* Lets pending signals through for a moment, so that their flags are set: for the tick of a long step. */
void signals_peek(void);
/* Stops this process as SIGTSTP would; returns when it is continued. */
void signals_suspend(void);

#endif
