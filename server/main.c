/* SPDX-License-Identifier: MIT */
/* The commands. Each one's work is in serve.c, feed.c or upkeep.c. */
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "build.h"
#include "commands.h"
#include "resources/resources.h"
#include "store/store.h"
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

static const struct command {
    const char *name;
    const char *operands;
    size_t least, most; /* operands */
    unsigned settings;
    int (*run)(const struct config *config);
    const char *about;
} commands[] = {
    {"serve", "", 0, 0, FOR_SERVE, command_serve, "answer over HTTP"},
    {"load", "DOCUMENT|DIR…", 1, SIZE_MAX, FOR_LOAD, command_load,
        "store documents, or what changed in them"},
    {"verify", "DOCUMENT|DIR…", 1, SIZE_MAX, FOR_VERIFY, command_verify, "hold documents against every rule"},
    {"anchor", "DOCUMENT", 1, 1, FOR_ANCHOR, command_anchor,
        "print a document with the spans of its quotes filled in"},
    {"remove", "ARTICLE", 1, 1, FOR_REMOVE, command_remove, "take an article's facts out of the database"},
    {"migrate", "", 0, 0, FOR_MIGRATE, command_migrate, "bring the database to this program's schema"},
    {"check", "", 0, 0, FOR_CHECK, command_check, "look for faults in the database"},
    {"healthcheck", "", 0, 0, FOR_HEALTHCHECK, command_healthcheck,
        "ask a running server whether it is ready"},
    {"describe", "", 0, 0, 0, command_describe, "print the collections as JSON"},
    {"version", "", 0, 0, 0, command_version, "print the version"},
};

enum { COMMANDS = sizeof commands / sizeof *commands };

static void help(void) {
    puts("factd serves the facts of news articles.\n\nUsage: factd COMMAND [SETTING…] [OPERAND…]\n");
    for (size_t i = 0; i < COMMANDS; i++)
        printf("  %-12s %s\n", commands[i].name, commands[i].about);
    puts("\n`factd COMMAND --help` lists a command's settings. Exit status: 0 done, 1 the input has "
         "problems,\n"
         "2 wrong usage, 3 the environment failed.");
}

static void help_command(const struct command *command) {
    printf("Usage: factd %s%s%s%s\n\n  %s\n", command->name, command->settings ? " [SETTING…]" : "",
        *command->operands ? " " : "", command->operands, command->about);
    if (command->settings)
        puts("\nSettings, each also from the environment:");
    config_help(stdout, command->settings);
}

static bool asks_help(const char *argument) {
    return strcmp(argument, "--help") == 0 || strcmp(argument, "-h") == 0 || strcmp(argument, "help") == 0;
}

int exit_failed(const struct err *err) {
    err_print(err);
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
    if (config.operand_count > command->most)
        err_set(
            &err, ERR_USAGE, command->name, "\"%s\" is one operand too many", config.operands[command->most]);
    else if (config.operand_count < command->least)
        err_set(&err, ERR_USAGE, command->name, "%s is missing", command->operands);
    if (err.kind != ERR_NONE)
        return exit_failed(&err);
    int status = command->run(&config);
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    err_set(&err, ERR_ENVIRONMENT, "standard output", "cannot be written");
    return exit_failed(&err);
}

static int unknown(const char *name) {
    struct err err = {0};
    struct nearest nearest = nearest_to(name);
    for (size_t i = 0; i < COMMANDS; i++)
        nearest_try(&nearest, commands[i].name);
    err_set(&err, ERR_USAGE, name, "no such command%s%s; see `factd help`",
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
    for (size_t i = 0; i < COMMANDS; i++)
        if (strcmp(commands[i].name, argv[1]) == 0)
            return run(&commands[i], (const char **)(uintptr_t)argv + 2, (size_t)argc - 2);
    return unknown(argv[1]);
}
