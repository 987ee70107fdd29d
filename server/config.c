/* SPDX-License-Identifier: MIT */
/* Every setting is a row here. What reads, checks, lists and describes them is made from these rows. */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "settings.h"

const struct setting settings[] = {
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
    {"client-header", "FACTD_CLIENT_HEADER", SETTING_TOKEN, offsetof(struct config, client_header), NULL, 0,
        0, FOR_SERVE, "NAME",
        "the header in which trusted proxies tell a client's address, X-Forwarded-For say"},
    {"connections", "FACTD_CONNECTIONS", SETTING_NUMBER, offsetof(struct config, connections), "4096", 1,
        1000000, FOR_SERVE, "N", "connections at once; more are answered 503"},
    {"connections-per-address", "FACTD_CONNECTIONS_PER_ADDRESS", SETTING_NUMBER,
        offsetof(struct config, connections_per_address), "1024", 0, 1000000, FOR_SERVE, "N",
        "connections at once of one address; more are answered 429; 0: as many as in all"},
    {"database", "FACTD_DATABASE", SETTING_TEXT, offsetof(struct config, database), "factd.db", 0, 0,
        FOR_SERVE | FOR_LOAD | FOR_REMOVE | FOR_MIGRATE | FOR_CHECK | FOR_BACKUP | FOR_RESTORE, "FILE",
        "where the facts are kept"},
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
    {"headers-kib", "FACTD_HEADERS_KIB", SETTING_NUMBER, offsetof(struct config, headers_kib), "16", 5, 1024,
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
        0, 0, FOR_SERVE | FOR_HEALTHCHECK, "FILE",
        "the certificate and its chain, in PEM, read again on SIGHUP; makes it HTTPS"},
    {"tls-key", "FACTD_TLS_KEY", SETTING_TEXT, offsetof(struct config, tls_key), NULL, 0, 0, FOR_SERVE,
        "FILE", "the certificate's private key, in PEM"},
    {"trusted-proxy", "FACTD_TRUSTED_PROXY", SETTING_TEXT, offsetof(struct config, trusted_proxy), NULL, 0, 0,
        FOR_SERVE, "NET", "addresses of proxies that are believed, such as 10.0.0.0/8, commas between"},
    {"unsent-mib", "FACTD_UNSENT_MIB", SETTING_NUMBER, offsetof(struct config, unsent_mib), "256", 1, 65536,
        FOR_SERVE, "N", "MiB of answers that wait for slow clients; past that queries are answered 503"},
    {"workers", "FACTD_WORKERS", SETTING_NUMBER, offsetof(struct config, workers), "4", 1, 64, FOR_SERVE, "N",
        "threads that query the database"},
    {0},
};

_Static_assert(sizeof settings / sizeof *settings <= SETTINGS_MAX, "struct config has a source for each");

const struct setting *setting_next(const struct setting *before, unsigned commands) {
    const struct setting *setting = before ? before + 1 : settings;
    while (setting->name && !(setting->commands & commands))
        setting++;
    return setting->name ? setting : NULL;
}

static const void *place(const struct setting *setting, const struct config *config) {
    return (const char *)config + setting->offset;
}

void setting_value(struct buf *out, const struct setting *setting, const struct config *config) {
    const void *at = place(setting, config);
    switch (setting->type) {
    case SETTING_TEXT:
    case SETTING_LINE:
    case SETTING_TOKEN:
    case SETTING_WORD:
    case SETTING_TEXTS: /* a variable holds no more than the first */
        if (*(const char *const *)at)
            buf_text(out, *(const char *const *)at);
        return;
    case SETTING_NUMBER:
        buf_integer(out, *(const int *)at);
        return;
    case SETTING_ON_OFF:
    case SETTING_FLAG:
        buf_text(out, *(const bool *)at ? "on" : "off");
    }
}

bool words_hold(const char *words, const char *word) {
    size_t length = strlen(word);
    for (const char *at = words; at; at = strchr(at, '|') ? strchr(at, '|') + 1 : NULL)
        if (length && strcspn(at, "|") == length && strncmp(at, word, length) == 0)
            return true;
    return false;
}

void words_told(struct buf *out, const char *words) {
    for (const char *c = words; *c; c++)
        if (*c == '|')
            buf_text(out, strchr(c + 1, '|') ? ", " : " or ");
        else
            buf_char(out, *c);
}

static bool is_path(const struct setting *setting) {
    return strcmp(setting->shown, "FILE") == 0 || strcmp(setting->shown, "DIR") == 0;
}

void setting_allowed(struct buf *out, const struct setting *setting) {
    switch (setting->type) {
    case SETTING_TEXT:
    case SETTING_TEXTS:
        buf_texts(out, is_path(setting) ? "a path" : "text", " without control characters");
        return;
    case SETTING_LINE:
        buf_text(out, "one line of printable ASCII");
        return;
    case SETTING_TOKEN:
        buf_text(out, "a header's name");
        return;
    case SETTING_NUMBER:
        buf_printf(out, "a whole number from %d to %d", setting->least, setting->most);
        return;
    case SETTING_WORD:
        words_told(out, setting->shown);
        return;
    case SETTING_ON_OFF:
    case SETTING_FLAG:
        buf_text(out, "on or off");
    }
}

enum source setting_source(const struct setting *setting, const struct config *config) {
    return config->sources[setting - settings];
}

void setting_given_as(struct buf *out, const struct setting *setting, const struct config *config) {
    if (setting_source(setting, config) == FROM_ENVIRONMENT)
        buf_text(out, setting->variable);
    else
        buf_texts(out, "--", setting->name);
}
