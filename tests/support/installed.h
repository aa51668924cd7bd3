/* The program as it is installed, below the home of a sitting, with the lessons of tests/e2e/fixtures for a course. */
#ifndef TESTS_SUPPORT_INSTALLED_H
#define TESTS_SUPPORT_INSTALLED_H

#include "support/sitting.h"

/* For cmocka, in place of sitting_setup. */
int installed_setup(void **state);

#endif
