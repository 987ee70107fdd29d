/* SPDX-License-Identifier: MIT */
/* What `factd COMMAND` does. Each returns the exit status: 0 done, 1 the input has problems, 2 wrong usage, 3
 * the environment failed. */
#ifndef FACTD_COMMANDS_H
#define FACTD_COMMANDS_H

#include <stdio.h>

#include "config.h"

enum exit_status { EXIT_DONE = 0, EXIT_INPUT = 1, EXIT_USAGE = 2, EXIT_ENVIRONMENT = 3 };

/* Prints the error and gives the status that its kind means. */
int exit_failed(const struct err *err);

/* serve.c */
int command_serve(const struct config *config);
int command_healthcheck(const struct config *config);

/* feed.c */
int command_load(const struct config *config);
int command_verify(const struct config *config);
int command_anchor(const struct config *config);
int command_remove(const struct config *config);

/* What `load` does with the documents of the operands, saying on `out` what became of each. */
int feed_load(const struct config *config, const char *const *paths, size_t count, FILE *out);

/* upkeep.c */
int command_migrate(const struct config *config);
int command_check(const struct config *config);

#endif
