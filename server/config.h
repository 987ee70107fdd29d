/* SPDX-License-Identifier: MIT */
/* Every setting: from flags, else from FACTD_… in the environment, else its default. */
#ifndef FACTD_CONFIG_H
#define FACTD_CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/err.h"

enum {
    TEXTS_MAX = 1000,
    SETTINGS_MAX = 64, /* at least as many as there are */
};

/* Where a setting's value came from. */
enum source { FROM_DEFAULT, FROM_ENVIRONMENT, FROM_FLAG };

/* Strings are borrowed from the arguments and the environment. */
struct config {
    const char *database;
    const char *listen;
    const char *admin; /* or NULL */
    const char *load;  /* a directory, or NULL */
    const char *texts[TEXTS_MAX];
    size_t text_count;
    bool dry_run;
    bool access_log;
    bool texts_served;
    int workers;
    int queue;
    int queue_milliseconds;
    int query_milliseconds;
    int exports;
    int export_seconds;
    int export_rate; /* KiB/s */
    const char *cache_control;
    int cache_mib;
    const char *client_header; /* or NULL */
    const char *trusted_proxy; /* or NULL */
    int connections;
    int connections_per_address; /* 0: no limit */
    int rate;                    /* requests a second; 0: no limit */
    int rate_burst;
    int drain_delay_seconds;
    int drain_seconds;
    int headers_kib;
    int idle_seconds;
    int request_seconds;
    int target_bytes;
    int unsent_mib;
    const char *log_format;
    const char *log_level;
    const char *tls_certificate; /* or NULL */
    const char *tls_key;         /* or NULL */
    bool print_config;
    const char *const *operands;
    size_t operand_count;
    enum source sources[SETTINGS_MAX]; /* in the order of the settings */
};

/* Which commands a setting is for; a command is one of these. */
enum command_mask {
    FOR_SERVE = 1,
    FOR_LOAD = 2,
    FOR_VERIFY = 4,
    FOR_ANCHOR = 8,
    FOR_REMOVE = 16,
    FOR_MIGRATE = 32,
    FOR_CHECK = 64,
    FOR_HEALTHCHECK = 128,
    FOR_BACKUP = 256,
    FOR_RESTORE = 512,
};

/* `arguments` are those behind the command's name; they are reordered. ERR_USAGE names the setting, the value
 * and what is allowed, without anything that a terminal would obey. */
bool config_read(
    unsigned command, const char **arguments, size_t count, struct config *config, struct err *err);

/* The settings of a command with their values and where each came from, as an environment file. */
void config_print(FILE *out, unsigned command, const struct config *config);

#endif
