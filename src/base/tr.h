/* The language of the learner, from the environment. */
#ifndef BASE_TR_H
#define BASE_TR_H

/*
 * The languages wanted, most wanted first, as "de_AT:de"; "" where the program's own is wanted. LANGUAGE goes first, as
 * for gettext, and counts without any locale too; else LC_ALL, LC_MESSAGES or LANG, of which the C locale is none.
 */
const char *tr_languages(void);

#endif
