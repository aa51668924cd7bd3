/*
 * The language of the learner, from the environment, and the program's own messages in it.
 *
 *   assets/po/de.po ──msgfmt──▶ LOCALE/de/LC_MESSAGES/mmaptutor.mo ──tr_open──▶ tr("in the page table")
 *
 * The catalogs are gettext's, and made with its tools. They are read here and not by the C library: that one takes no
 * catalog in the C locale, and LANGUAGE=de has to be enough on a machine where no other is installed.
 */
#ifndef BASE_TR_H
#define BASE_TR_H

/*
 * The languages wanted, most wanted first, as "de_AT:de"; "" where the program's own is wanted. LANGUAGE goes first, as
 * for gettext, and counts without any locale too; else LC_ALL, LC_MESSAGES or LANG, of which the C locale is none.
 */
const char *tr_languages(void);

/*
 * Opens the catalog of the first wanted language that has one in a directory of locales: "de_AT" is looked for as de_AT
 * and as de. Until then, and where there is none, every message is as it is written.
 */
void tr_open(const char *locales);
void tr_close(void);
/* What language the messages are in now, as HTML names it: "de", "pt-BR", or "en" where no catalog is open. */
const char *tr_language(void);

/*
 * A message in the learner's language, or as it is. What takes a format (buf_printf, err_set, diags_add, …) asks this
 * for its format: there it need not be said. Never for a text that a program reads.
 */
const char *tr(const char *text) __attribute__((format_arg(1)));

/* A message of a table, where no call can stand: whoever shows it says tr. */
#define N_(text) text

#endif
