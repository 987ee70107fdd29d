/* SPDX-License-Identifier: MIT */
/* The commands. Each one's work is in serve.c, feed.c, upkeep.c, copies.c, manual.c or completion.c. */
#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "build.h"
#include "commands.h"
#include "resources/resources.h"
#include "settings.h"
#include "store/store.h"
#include "text/escape.h"
#include "text/nearest.h"

static int command_describe(const struct config *config) {
    AUTO_BUF out = {0};
    (void)config;
    describe(&out);
    fputs(out.bytes, stdout);
    return EXIT_DONE;
}

static int command_version(const struct config *config) {
    (void)config;
    printf("factd %s (%s)\n", FACTD_VERSION, FACTD_BUILD);
    return EXIT_DONE;
}

const struct command commands[] = {
    {"serve", "", 0, 0, FOR_SERVE, command_serve, "answer over HTTP"},
    {"load", "DOCUMENT|DIR…", 1, SIZE_MAX, FOR_LOAD, command_load,
        "store documents, or what changed in them"},
    {"verify", "DOCUMENT|DIR…", 1, SIZE_MAX, FOR_VERIFY, command_verify, "hold documents against every rule"},
    {"anchor", "DOCUMENT", 1, 1, FOR_ANCHOR, command_anchor,
        "print a document with the spans of its quotes filled in"},
    {"remove", "ARTICLE", 1, 1, FOR_REMOVE, command_remove, "take an article's facts out of the database"},
    {"migrate", "", 0, 0, FOR_MIGRATE, command_migrate, "bring the database to this program's schema"},
    {"check", "", 0, 0, FOR_CHECK, command_check, "look for faults in the database"},
    {"backup", "DEST", 1, 1, FOR_BACKUP, command_backup,
        "copy the database into a new file, also while it is used"},
    {"restore", "SOURCE", 1, 1, FOR_RESTORE, command_restore,
        "put a backup in the place of what the database holds, also while it is used"},
    {"healthcheck", "", 0, 0, FOR_HEALTHCHECK, command_healthcheck,
        "ask a running server whether it is ready"},
    {"describe", "", 0, 0, 0, command_describe, "print the collections as JSON"},
    {"manual", "settings|json", 0, 1, 0, command_manual,
        "print the manual page, or its settings as a table, or commands and settings as JSON"},
    {"completion", "bash|zsh", 1, 1, 0, command_completion, "print what completes command lines in a shell"},
    {"version", "", 0, 0, 0, command_version, "print the version"},
    {0},
};

bool command_takes_words(const struct command *command) {
    return islower((unsigned char)command->operands[0]);
}

void command_usage(struct buf *out, const struct command *command) {
    const char *open = command->least == 0 ? " [" : " ", *close = command->least == 0 ? "]" : "";
    if (command->settings)
        buf_text(out, " [SETTING…]");
    if (*command->operands)
        buf_texts(out, open, command->operands, close);
}

static bool asks_help(const char *argument) {
    return strcmp(argument, "--help") == 0 || strcmp(argument, "-h") == 0 || strcmp(argument, "help") == 0;
}

int exit_failed(const struct err *err) {
    AUTO_BUF field = {0}, detail = {0};
    escape_visible(&field, err->field, strlen(err->field));
    escape_visible(&detail, err->detail, strlen(err->detail));
    fprintf(stderr, "factd: %s%s%s\n", field.length ? field.bytes : "", field.length ? ": " : "",
        detail.length ? detail.bytes : "");
    switch (err->kind) {
    case ERR_USAGE:
        return EXIT_USAGE;
    case ERR_INPUT:
    case ERR_NOT_FOUND:
    case ERR_GONE:
        return EXIT_INPUT;
    case ERR_NONE:
    case ERR_BUSY:
    case ERR_DEADLINE:
    case ERR_STOPPING:
    case ERR_ENVIRONMENT:
        break;
    }
    return EXIT_ENVIRONMENT;
}

static bool check_operands(const struct command *command, const struct config *config, struct err *err) {
    AUTO_ARENA arena = {0};
    AUTO_BUF words = {0};
    size_t count = config->operand_count;
    if (count > command->most)
        return err_set(err, ERR_USAGE, command->name, "\"%s\" is one operand too many",
            escape_shown(config->operands[command->most], &arena));
    if (count < command->least)
        return err_set(err, ERR_USAGE, command->name, "%s is missing", command->operands);
    if (!command_takes_words(command) || !count || words_hold(command->operands, config->operands[0]))
        return true;
    words_told(&words, command->operands);
    return err_set(err, ERR_USAGE, command->name, "\"%s\" is not %s",
        escape_shown(config->operands[0], &arena), words.bytes);
}

static int run(const struct command *command, const char **arguments, size_t count) {
    struct config config;
    struct err err = {0};
    for (size_t i = 0; i < count; i++)
        if (strcmp(arguments[i], "--help") == 0 || strcmp(arguments[i], "-h") == 0) {
            help_command(command);
            return EXIT_DONE;
        }
    if (!config_read(command->settings, arguments, count, &config, &err))
        return exit_failed(&err);
    if (!check_operands(command, &config, &err))
        return exit_failed(&err);
    int status = command->run(&config);
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    err_set(&err, ERR_ENVIRONMENT, "standard output", "cannot be written");
    return exit_failed(&err);
}

static int unknown(const char *name) {
    struct err err = {0};
    AUTO_ARENA arena = {0};
    struct nearest nearest = nearest_to(name);
    for (const struct command *command = commands; command->name; command++)
        nearest_try(&nearest, command->name);
    err_set(&err, ERR_USAGE, escape_shown(name, &arena), "no such command%s%s; see `factd help`",
        nearest.best ? "; did you mean " : "", nearest.best ? nearest.best : "");
    return exit_failed(&err);
}

int main(int argc, char **argv) {
    memory_keep();
    store_ready();
    if (argc < 2 || asks_help(argv[1])) {
        help();
        return argc < 2 ? EXIT_USAGE : EXIT_DONE;
    }
    if (strcmp(argv[1], "--version") == 0)
        return command_version(NULL);
    for (const struct command *command = commands; command->name; command++)
        if (strcmp(command->name, argv[1]) == 0)
            return run(command, (const char **)(uintptr_t)argv + 2, (size_t)argc - 2);
    return unknown(argv[1]);
}
