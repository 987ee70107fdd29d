/* SPDX-License-Identifier: MIT */
/* What no single value tells: settings that need or contradict each other, and variables that are none. */
#include <fnmatch.h>
#include <string.h>

#include "settings.h"
#include "text/escape.h"
#include "text/nearest.h"

/* ---- settings that depend on each other ---- */

static const struct setting *setting_at(size_t offset) {
    const struct setting *setting = settings;
    while (setting->offset != offset)
        setting++;
    return setting;
}

/* Two settings as the user called them; one that was not given is called as the other was. */
struct pair {
    const struct setting *given, *other;
    struct buf field, about;
};

static void pair_close(struct pair *pair) {
    buf_close(&pair->field);
    buf_close(&pair->about);
}

#define AUTO_PAIR __attribute__((cleanup(pair_close))) struct pair

static struct pair pair_of(const struct config *config, size_t given, size_t other) {
    struct pair pair = {.given = setting_at(given), .other = setting_at(other)};
    setting_given_as(&pair.field, pair.given, config);
    bool alike = setting_source(pair.other, config) == FROM_DEFAULT &&
                 setting_source(pair.given, config) == FROM_ENVIRONMENT;
    if (alike)
        buf_text(&pair.about, pair.other->variable);
    else
        setting_given_as(&pair.about, pair.other, config);
    return pair;
}

static bool is_given(const struct config *config, size_t offset) {
    return setting_source(setting_at(offset), config) != FROM_DEFAULT;
}

/* One that is of no use without another: `given` and `other` are their values. */
static bool needs(const struct config *config, size_t given, size_t other, const char *why, struct err *err) {
    AUTO_PAIR pair = pair_of(config, given, other);
    AUTO_BUF value = {0};
    setting_value(&value, pair.other, config);
    return !is_given(config, given) || value.length > 0 ||
           err_set(err, ERR_USAGE, pair.field.bytes, "it needs %s too, %s", pair.about.bytes, why);
}

/* The room holds a request's target, an answer that repeats it (`next`, Location), and what else a header is.
 */
static bool headers_hold_target(const struct config *config, struct err *err) {
    enum { OTHER_HEADERS_KIB = 4 };
    int kib = OTHER_HEADERS_KIB + (2 * config->target_bytes + 1023) / 1024;
    size_t headers = offsetof(struct config, headers_kib), target = offsetof(struct config, target_bytes);
    bool headers_given = is_given(config, headers);
    AUTO_PAIR pair = headers_given ? pair_of(config, headers, target) : pair_of(config, target, headers);
    if (config->headers_kib >= kib)
        return true;
    if (headers_given)
        return err_set(err, ERR_USAGE, pair.field.bytes,
            "%d KiB cannot hold the target of %d bytes that %s allows twice and %d KiB more; give at least "
            "%d",
            config->headers_kib, config->target_bytes, pair.about.bytes, OTHER_HEADERS_KIB, kib);
    return err_set(err, ERR_USAGE, pair.field.bytes,
        "a target of %d bytes needs %s of at least %d, which is %d; give that too", config->target_bytes,
        pair.about.bytes, kib, config->headers_kib);
}

static bool burst_has_rate(const struct config *config, struct err *err) {
    size_t burst = offsetof(struct config, rate_burst), rate = offsetof(struct config, rate);
    AUTO_PAIR pair = pair_of(config, burst, rate);
    return config->rate > 0 || !is_given(config, burst) ||
           err_set(err, ERR_USAGE, pair.field.bytes,
               "it does nothing while %s is 0; give a rate, or leave it out", pair.about.bytes);
}

/* The default may be more than a lowered `connections`: then the latter alone counts. */
static bool address_has_room(const struct config *config, struct err *err) {
    size_t each = offsetof(struct config, connections_per_address),
           all = offsetof(struct config, connections);
    AUTO_PAIR pair = pair_of(config, each, all);
    return config->connections_per_address <= config->connections || !is_given(config, each) ||
           err_set(err, ERR_USAGE, pair.field.bytes,
               "%d is more than the %d that %s allows in all; give at most that, or 0",
               config->connections_per_address, config->connections, pair.about.bytes);
}

bool config_check(const struct config *config, struct err *err) {
    return needs(config, offsetof(struct config, tls_certificate), offsetof(struct config, tls_key),
               "the file of its private key", err) &&
           needs(config, offsetof(struct config, tls_key), offsetof(struct config, tls_certificate),
               "the file of the certificate that the key is for", err) &&
           needs(config, offsetof(struct config, client_header), offsetof(struct config, trusted_proxy),
               "the addresses that are believed to tell it", err) &&
           headers_hold_target(config, err) && burst_has_rate(config, err) && address_has_room(config, err);
}

/* ---- the environment ---- */

/* Kubernetes tells every pod of a namespace where its services are, one called factd or factd-… among them. A
 * port that someone chose (FACTD_PORT=8080) has no scheme in front, so that is not let through. */
static bool is_service_link(const char *name, const char *value) {
    static const char *const links[] = {
        "*_SERVICE_HOST", "*_SERVICE_PORT", "*_SERVICE_PORT_*", "*_PORT_[0-9]*_*"};
    for (size_t i = 0; i < sizeof links / sizeof *links; i++)
        if (fnmatch(links[i], name, 0) == 0)
            return true;
    return fnmatch("*_PORT", name, 0) == 0 && strstr(value, "://");
}

static bool is_setting(const char *name) {
    for (const struct setting *setting = settings; setting->name; setting++)
        if (strcmp(setting->variable, name) == 0)
            return true;
    return false;
}

static bool refuse(const char *name, struct err *err) {
    AUTO_ARENA arena = {0};
    size_t prefix = strlen(SETTING_PREFIX);
    struct nearest nearest = nearest_to(name + prefix);
    for (const struct setting *setting = settings; setting->name; setting++)
        nearest_try(&nearest, setting->variable + prefix);
    const char *shown = escape_shown(name, &arena);
    if (nearest.best)
        return err_set(err, ERR_USAGE, shown,
            "no setting has this variable; did you mean " SETTING_PREFIX "%s?", nearest.best);
    return err_set(err, ERR_USAGE, shown, "no setting has this variable; unset it");
}

bool config_check_environment(char *const *environment, struct err *err) {
    for (; *environment; environment++) {
        AUTO_ARENA arena = {0};
        const char *equals = strchr(*environment, '=');
        if (!equals || strncmp(*environment, SETTING_PREFIX, strlen(SETTING_PREFIX)) != 0)
            continue;
        const char *name = arena_copy(&arena, *environment, (size_t)(equals - *environment));
        if (!is_setting(name) && !is_service_link(name, equals + 1))
            return refuse(name, err);
    }
    return true;
}
