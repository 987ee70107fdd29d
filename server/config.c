/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text/nearest.h"

enum setting_type {
    SETTING_TEXT,
    SETTING_TEXTS, /* may be given several times */
    SETTING_LINE,  /* goes into a header: printable ASCII */
    SETTING_NUMBER,
    SETTING_ON_OFF,
    SETTING_WORD, /* one of those that `shown` lists */
    SETTING_FLAG, /* on the command line without a value; on or off in the environment */
};

static const struct setting {
    const char *name;
    const char *variable;
    enum setting_type type;
    size_t offset;
    const char *value; /* the default; NULL: none */
    int least, most;
    unsigned commands;
    const char *shown; /* the value's name in the help */
    const char *help;
} settings[] = {
    {"access-log", "FACTD_ACCESS_LOG", SETTING_ON_OFF, offsetof(struct config, access_log), "on", 0, 0,
        FOR_SERVE, "on|off", "one line a request on standard error"},
    {"admin", "FACTD_ADMIN", SETTING_TEXT, offsetof(struct config, admin), NULL, 0, 0,
        FOR_SERVE | FOR_HEALTHCHECK, "HOST:PORT",
        "where /livez, /readyz and /metrics answer, which are nowhere else then; also unix:PATH"},
    {"cache-control", "FACTD_CACHE_CONTROL", SETTING_LINE, offsetof(struct config, cache_control),
        "public, max-age=60, stale-while-revalidate=600", 0, 0, FOR_SERVE, "TEXT",
        "the Cache-Control header of good answers"},
    {"cache-mib", "FACTD_CACHE_MIB", SETTING_NUMBER, offsetof(struct config, cache_mib), "64", 0, 65536,
        FOR_SERVE, "N", "MiB of memory for answers that are kept; 0 keeps none"},
    {"client-header", "FACTD_CLIENT_HEADER", SETTING_LINE, offsetof(struct config, client_header), NULL, 0, 0,
        FOR_SERVE, "NAME",
        "the header in which trusted proxies tell a client's address, X-Forwarded-For say"},
    {"connections", "FACTD_CONNECTIONS", SETTING_NUMBER, offsetof(struct config, connections), "4096", 1,
        1000000, FOR_SERVE, "N", "connections at once; more are answered 503"},
    {"connections-per-address", "FACTD_CONNECTIONS_PER_ADDRESS", SETTING_NUMBER,
        offsetof(struct config, connections_per_address), "1024", 0, 1000000, FOR_SERVE, "N",
        "connections at once of one address; more are answered 429; 0: as many as in all"},
    {"database", "FACTD_DATABASE", SETTING_TEXT, offsetof(struct config, database), "factd.db", 0, 0,
        FOR_SERVE | FOR_LOAD | FOR_REMOVE | FOR_MIGRATE | FOR_CHECK, "FILE", "where the facts are kept"},
    {"drain-delay-seconds", "FACTD_DRAIN_DELAY_SECONDS", SETTING_NUMBER,
        offsetof(struct config, drain_delay_seconds), "0", 0, 3600, FOR_SERVE, "N",
        "seconds that a stop has /readyz fail before anything else changes"},
    {"drain-seconds", "FACTD_DRAIN_SECONDS", SETTING_NUMBER, offsetof(struct config, drain_seconds), "10", 1,
        3600, FOR_SERVE, "N", "seconds that a stop waits for the requests in flight"},
    {"dry-run", "FACTD_DRY_RUN", SETTING_FLAG, offsetof(struct config, dry_run), "off", 0, 0, FOR_LOAD, NULL,
        "do all of the work, then take it back"},
    {"export-rate", "FACTD_EXPORT_RATE", SETTING_NUMBER, offsetof(struct config, export_rate), "16", 1,
        1000000, FOR_SERVE, "KIB", "KiB a second that a client of limit=all must take, or the export ends"},
    {"export-seconds", "FACTD_EXPORT_SECONDS", SETTING_NUMBER, offsetof(struct config, export_seconds), "300",
        1, 86400, FOR_SERVE, "N", "seconds after which an export ends, finished or not"},
    {"exports", "FACTD_EXPORTS", SETTING_NUMBER, offsetof(struct config, exports), "4", 1, 64, FOR_SERVE, "N",
        "exports at once; more are answered 503"},
    {"headers-kib", "FACTD_HEADERS_KIB", SETTING_NUMBER, offsetof(struct config, headers_kib), "16", 4, 1024,
        FOR_SERVE, "N", "KiB of a connection for a request's target and headers and its answer's headers"},
    {"idle-seconds", "FACTD_IDLE_SECONDS", SETTING_NUMBER, offsetof(struct config, idle_seconds), "30", 1,
        3600, FOR_SERVE, "N", "seconds that a connection may be open without a request"},
    {"listen", "FACTD_LISTEN", SETTING_TEXT, offsetof(struct config, listen), "127.0.0.1:8080", 0, 0,
        FOR_SERVE | FOR_HEALTHCHECK, "HOST:PORT",
        "where the server answers, several with commas between; * is every address; also unix:PATH; port 0 "
        "takes a free one"},
    {"load", "FACTD_LOAD", SETTING_TEXT, offsetof(struct config, load), NULL, 0, 0, FOR_SERVE, "DIR",
        "load this folder's documents before serving"},
    {"log-format", "FACTD_LOG_FORMAT", SETTING_WORD, offsetof(struct config, log_format), "logfmt", 0, 0,
        FOR_SERVE, "logfmt|json", "how a line of the log is written"},
    {"log-level", "FACTD_LOG_LEVEL", SETTING_WORD, offsetof(struct config, log_level), "info", 0, 0,
        FOR_SERVE, "error|warning|info|debug", "the least grave lines of the log"},
    {"print-config", "FACTD_PRINT_CONFIG", SETTING_FLAG, offsetof(struct config, print_config), "off", 0, 0,
        FOR_SERVE, NULL, "print the settings in force and where each comes from, and end"},
    {"query-milliseconds", "FACTD_QUERY_MILLISECONDS", SETTING_NUMBER,
        offsetof(struct config, query_milliseconds), "2000", 1, 600000, FOR_SERVE, "N",
        "milliseconds after which a query is stopped and answered 503"},
    {"queue", "FACTD_QUEUE", SETTING_NUMBER, offsetof(struct config, queue), "256", 1, 100000, FOR_SERVE, "N",
        "requests that may wait for a worker; more are answered 503"},
    {"queue-milliseconds", "FACTD_QUEUE_MILLISECONDS", SETTING_NUMBER,
        offsetof(struct config, queue_milliseconds), "2000", 1, 600000, FOR_SERVE, "N",
        "milliseconds that a request may wait for a worker; then it is answered 503"},
    {"rate", "FACTD_RATE", SETTING_NUMBER, offsetof(struct config, rate), "0", 0, 1000000, FOR_SERVE, "N",
        "requests a second of one address; more are answered 429; 0: no limit"},
    {"rate-burst", "FACTD_RATE_BURST", SETTING_NUMBER, offsetof(struct config, rate_burst), "100", 1, 1000000,
        FOR_SERVE, "N", "requests that one address may send at once before --rate counts"},
    {"request-seconds", "FACTD_REQUEST_SECONDS", SETTING_NUMBER, offsetof(struct config, request_seconds),
        "60", 1, 3600, FOR_SERVE, "N",
        "seconds from a request's first byte to its answer's last; exports have their own"},
    {"target-bytes", "FACTD_TARGET_BYTES", SETTING_NUMBER, offsetof(struct config, target_bytes), "4096", 256,
        65536, FOR_SERVE, "N", "bytes of a request's target; longer ones are answered 414"},
    {"text", "FACTD_TEXT", SETTING_TEXTS, offsetof(struct config, texts), NULL, 0, 0,
        FOR_LOAD | FOR_VERIFY | FOR_ANCHOR, "FILE",
        "an article's text, to hold its quotes against; load and verify take several"},
    {"texts", "FACTD_TEXTS", SETTING_ON_OFF, offsetof(struct config, texts_served), "off", 0, 0, FOR_SERVE,
        "on|off", "whether the articles' texts that loads were given are served"},
    {"tls-certificate", "FACTD_TLS_CERTIFICATE", SETTING_TEXT, offsetof(struct config, tls_certificate), NULL,
        0, 0, FOR_SERVE, "FILE",
        "the certificate and its chain, in PEM, read again on SIGHUP; makes it HTTPS"},
    {"tls-key", "FACTD_TLS_KEY", SETTING_TEXT, offsetof(struct config, tls_key), NULL, 0, 0, FOR_SERVE,
        "FILE", "the certificate's private key, in PEM"},
    {"trusted-proxy", "FACTD_TRUSTED_PROXY", SETTING_TEXT, offsetof(struct config, trusted_proxy), NULL, 0, 0,
        FOR_SERVE, "NET", "addresses of proxies that are believed, such as 10.0.0.0/8, commas between"},
    {"unsent-mib", "FACTD_UNSENT_MIB", SETTING_NUMBER, offsetof(struct config, unsent_mib), "256", 1, 65536,
        FOR_SERVE, "N", "MiB of answers that wait for slow clients; past that queries are answered 503"},
    {"workers", "FACTD_WORKERS", SETTING_NUMBER, offsetof(struct config, workers), "4", 1, 64, FOR_SERVE, "N",
        "threads that query the database"},
};

enum { SETTINGS = sizeof settings / sizeof *settings };

static void *place(struct config *config, const struct setting *setting) {
    return (char *)config + setting->offset;
}

static bool read_number(const struct setting *setting, const char *value, int *out) {
    char *end;
    long number = strtol(value, &end, 10);
    bool digits = *value && strspn(value, "0123456789") == strlen(value) && strlen(value) < 10;
    *out = (int)number;
    return digits && *end == '\0' && number >= setting->least && number <= setting->most;
}

static bool read_switch(const char *value, bool *out) {
    *out = strcmp(value, "on") == 0;
    return *out || strcmp(value, "off") == 0;
}

/* Whether a word stands among those of a|b|c. */
static bool read_word(const char *words, const char *value, const char **out) {
    size_t length = strlen(value);
    for (const char *word = words; word; word = strchr(word, '|') ? strchr(word, '|') + 1 : NULL)
        if (length && strcspn(word, "|") == length && strncmp(word, value, length) == 0) {
            *out = value;
            return true;
        }
    return false;
}

static bool is_line(const char *value) {
    for (const char *c = value; *c; c++)
        if (*c < ' ' || *c > '~')
            return false;
    return *value != '\0';
}

static bool add_text(struct config *config, const char *value, const char *name, struct err *err) {
    if (!*value)
        return err_set(err, ERR_USAGE, name, "its value is empty");
    if (config->text_count == TEXTS_MAX)
        return err_set(err, ERR_USAGE, name, "it is given more than %d times", TEXTS_MAX);
    config->texts[config->text_count++] = value;
    return true;
}

/* `name` is how the user gave it: a flag or a variable. */
static bool set(struct config *config, const struct setting *setting, const char *name, const char *value,
    struct err *err) {
    void *at = place(config, setting);
    switch (setting->type) {
    case SETTING_TEXT:
        *(const char **)at = value;
        return *value || err_set(err, ERR_USAGE, name, "its value is empty");
    case SETTING_TEXTS:
        return add_text(config, value, name, err);
    case SETTING_LINE:
        *(const char **)at = value;
        return is_line(value) ||
               err_set(err, ERR_USAGE, name, "\"%s\" is not one line of printable ASCII", value);
    case SETTING_NUMBER:
        return read_number(setting, value, at) ||
               err_set(err, ERR_USAGE, name, "\"%s\" is not a whole number from %d to %d", value,
                   setting->least, setting->most);
    case SETTING_WORD:
        return read_word(setting->shown, value, at) ||
               err_set(err, ERR_USAGE, name, "\"%s\" is none of %s", value, setting->shown);
    case SETTING_ON_OFF:
    case SETTING_FLAG:
        return read_switch(value, at) || err_set(err, ERR_USAGE, name, "\"%s\" is not on or off", value);
    }
    return false;
}

static bool read_defaults(struct config *config, unsigned command, struct err *err) {
    for (size_t i = 0; i < SETTINGS; i++) {
        const struct setting *setting = &settings[i];
        const char *given = setting->commands & command ? getenv(setting->variable) : NULL;
        if (setting->value && !set(config, setting, setting->name, setting->value, err))
            return false;
        if (given && !set(config, setting, setting->variable, given, err))
            return false;
    }
    return true;
}

static bool unknown(const char *flag, unsigned command, struct err *err) {
    struct nearest nearest = nearest_to(flag + strspn(flag, "-"));
    for (size_t i = 0; i < SETTINGS; i++)
        if (settings[i].commands & command)
            nearest_try(&nearest, settings[i].name);
    if (nearest.best)
        return err_set(err, ERR_USAGE, flag, "no such setting here; did you mean --%s?", nearest.best);
    return err_set(err, ERR_USAGE, flag, "no such setting here");
}

static const struct setting *find(const char *flag, size_t length, unsigned command) {
    for (size_t i = 0; i < SETTINGS; i++)
        if ((settings[i].commands & command) && strlen(settings[i].name) == length &&
            strncmp(settings[i].name, flag, length) == 0)
            return &settings[i];
    return NULL;
}

/* One flag with its value; `used` is how many arguments that took. */
static bool read_flag(struct config *config, unsigned command, const char *const *arguments, size_t count,
    uint64_t *seen, size_t *used, struct err *err) {
    const char *flag = arguments[0], *equals = strchr(flag, '=');
    size_t length = equals ? (size_t)(equals - flag) : strlen(flag);
    bool two = strncmp(flag, "--", 2) == 0 && length > 2;
    const struct setting *setting = two ? find(flag + 2, length - 2, command) : NULL;
    if (!setting)
        return unknown(flag, command, err);
    uint64_t bit = UINT64_C(1) << (setting - settings);
    if ((*seen & bit) && setting->type != SETTING_TEXTS)
        return err_set(err, ERR_USAGE, flag, "it is given twice");
    if (setting->type == SETTING_TEXTS && !(*seen & bit))
        config->text_count = 0; /* flags replace what the environment gave */
    *seen |= bit;
    if (setting->type == SETTING_FLAG)
        return equals ? err_set(err, ERR_USAGE, flag, "it takes no value")
                      : set(config, setting, flag, "on", err);
    if (!equals && count < 2)
        return err_set(err, ERR_USAGE, flag, "its value is missing");
    *used = equals ? 1 : 2;
    return set(config, setting, flag, equals ? equals + 1 : arguments[1], err);
}

/* Operands are gathered at the front of the arguments, so flags may stand before and behind them. */
bool config_read(
    unsigned command, const char **arguments, size_t count, struct config *config, struct err *err) {
    uint64_t seen = 0;
    bool flags = true;
    size_t used, operands = 0;
    *config = (struct config){0};
    if (!read_defaults(config, command, err))
        return false;
    for (size_t at = 0; at < count; at += used) {
        used = 1;
        if (flags && strcmp(arguments[at], "--") == 0)
            flags = false;
        else if (!flags || arguments[at][0] != '-')
            arguments[operands++] = arguments[at];
        else if (!read_flag(config, command, arguments + at, count - at, &seen, &used, err))
            return false;
    }
    config->operands = arguments;
    config->operand_count = operands;
    return true;
}

void config_help(FILE *out, unsigned command) {
    for (size_t i = 0; i < SETTINGS; i++) {
        const struct setting *setting = &settings[i];
        char flag[64];
        if (!(setting->commands & command))
            continue;
        snprintf(flag, sizeof flag, "--%s%s%s", setting->name, setting->shown ? " " : "",
            setting->shown ? setting->shown : "");
        fprintf(out, "  %-24s %s (%s%s%s)\n", flag, setting->help, setting->variable,
            setting->value ? "; default: " : "", setting->value ? setting->value : "");
    }
}
