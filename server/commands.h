/* SPDX-License-Identifier: MIT */
/* What `factd COMMAND` does. Each returns the exit status: 0 done, 1 the input has problems, 2 wrong usage, 3
 * the environment failed. */
#ifndef FACTD_COMMANDS_H
#define FACTD_COMMANDS_H

#include <stdio.h>

#include "base/buf.h"
#include "config.h"

enum exit_status { EXIT_DONE = 0, EXIT_INPUT = 1, EXIT_USAGE = 2, EXIT_ENVIRONMENT = 3 };

struct command {
    const char *name;
    const char *operands; /* their name in capitals, or the words that they may be: a|b; "": none */
    size_t least, most;   /* operands */
    unsigned settings;
    int (*run)(const struct config *config);
    const char *about;
};

/* main.c's; the last has no name. */
extern const struct command commands[];

/* How a command is called, behind its name: settings and operands. */
void command_usage(struct buf *out, const struct command *command);

/* Whether the operands are among words that the command names. */
bool command_takes_words(const struct command *command);

/* Prints the error, with what a terminal would obey escaped, and gives the status that its kind means. */
int exit_failed(const struct err *err);

/* serve.c */
int command_serve(const struct config *config);

/* healthcheck.c */
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

/* Brings the database, which is made where it is missing, to this program's schema, with what is derived. */
bool upkeep_migrate(const char *database, int *applied, struct err *err);

/* help.c */
void help(void);
void help_command(const struct command *command);

/* manual.c */
int command_manual(const struct config *config);

/* completion.c */
int command_completion(const struct config *config);

/* copies.c */
int command_backup(const struct config *config);
int command_restore(const struct config *config);

#endif
