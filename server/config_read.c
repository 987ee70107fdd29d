/* SPDX-License-Identifier: MIT */
/* Settings from where they are given: defaults, then the environment, then flags. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "settings.h"
#include "text/escape.h"
#include "text/nearest.h"

static bool read_number(const struct setting *setting, const char *value, int *out) {
    size_t length = strlen(value);
    bool digits = length > 0 && length < 10 && strspn(value, "0123456789") == length;
    long number = digits ? strtol(value, NULL, 10) : -1;
    *out = (int)number;
    return digits && number >= setting->least && number <= setting->most;
}

static bool read_switch(const char *value, bool *out) {
    *out = strcmp(value, "on") == 0;
    return *out || strcmp(value, "off") == 0;
}

static bool is_line(const char *value) {
    const char *c = value;
    while (*c >= ' ' && *c <= '~')
        c++;
    return *value && !*c;
}

/* RFC 9110, section 5.6.2. */
static bool is_token(const char *value) {
    return *value && value[strspn(value, "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz"
                                         "ABCDEFGHIJKLMNOPQRSTUVWXYZ")] == '\0';
}

static bool is_text(const char *value) {
    for (const char *c = value; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7F)
            return false;
    return *value != '\0';
}

static bool add_text(struct config *config, const char *value) {
    if (config->text_count < TEXTS_MAX)
        config->texts[config->text_count++] = value;
    return is_text(value);
}

static bool read_value(struct config *config, const struct setting *setting, const char *value) {
    void *at = (char *)config + setting->offset;
    switch (setting->type) {
    case SETTING_TEXT:
        *(const char **)at = value;
        return is_text(value);
    case SETTING_TEXTS:
        return add_text(config, value);
    case SETTING_LINE:
        *(const char **)at = value;
        return is_line(value);
    case SETTING_TOKEN:
        *(const char **)at = value;
        return is_token(value);
    case SETTING_WORD:
        *(const char **)at = value;
        return words_hold(setting->shown, value);
    case SETTING_NUMBER:
        return read_number(setting, value, at);
    case SETTING_ON_OFF:
    case SETTING_FLAG:
        return read_switch(value, at);
    }
    return false;
}

static bool refuse(struct err *err, const char *name, const struct setting *setting, const char *value) {
    AUTO_ARENA arena = {0};
    AUTO_BUF allowed = {0};
    bool text = setting->type == SETTING_TEXT || setting->type == SETTING_TEXTS;
    if (text && !*value)
        return err_set(err, ERR_USAGE, name, "its value is empty");
    setting_allowed(&allowed, setting);
    return err_set(err, ERR_USAGE, name, "\"%s\" is not %s", escape_shown(value, &arena), allowed.bytes);
}

static bool set(struct config *config, const struct setting *setting, enum source source, const char *value,
    struct err *err) {
    AUTO_BUF name = {0};
    config->sources[setting - settings] = source;
    if (read_value(config, setting, value))
        return true;
    setting_given_as(&name, setting, config);
    return refuse(err, name.bytes, setting, value);
}

static bool read_defaults(struct config *config, unsigned command, struct err *err) {
    for (const struct setting *setting = settings; setting->name; setting++) {
        const char *given = setting->commands & command ? getenv(setting->variable) : NULL;
        if (setting->value && !set(config, setting, FROM_DEFAULT, setting->value, err))
            return false;
        if (given && !set(config, setting, FROM_ENVIRONMENT, given, err))
            return false;
    }
    return true;
}

static bool unknown(const char *flag, unsigned command, struct err *err) {
    AUTO_ARENA arena = {0};
    struct nearest nearest = nearest_to(flag + strspn(flag, "-"));
    for (const struct setting *at = NULL; (at = setting_next(at, command));)
        nearest_try(&nearest, at->name);
    const char *shown = escape_shown(flag, &arena);
    if (nearest.best)
        return err_set(err, ERR_USAGE, shown, "no such setting here; did you mean --%s?", nearest.best);
    return err_set(err, ERR_USAGE, shown, "no such setting here");
}

static const struct setting *find(const char *flag, size_t length, unsigned command) {
    for (const struct setting *at = NULL; (at = setting_next(at, command));)
        if (strlen(at->name) == length && strncmp(at->name, flag, length) == 0)
            return at;
    return NULL;
}

/* Whether a flag may be given once more; the first of several replaces what the environment gave. */
static bool may_add(struct config *config, const struct setting *setting, const char *flag, struct err *err) {
    bool again = setting_source(setting, config) == FROM_FLAG;
    if (setting->type != SETTING_TEXTS)
        return !again || err_set(err, ERR_USAGE, flag, "it is given twice");
    if (!again)
        config->text_count = 0;
    return config->text_count < TEXTS_MAX ||
           err_set(err, ERR_USAGE, flag, "it is given more than %d times", TEXTS_MAX);
}

/* One flag with its value; `used` is how many arguments that took. */
static bool read_flag(struct config *config, unsigned command, const char *const *arguments, size_t count,
    size_t *used, struct err *err) {
    AUTO_ARENA arena = {0};
    const char *typed = arguments[0], *equals = strchr(typed, '=');
    size_t length = equals ? (size_t)(equals - typed) : strlen(typed);
    const char *flag = arena_copy(&arena, typed, length);
    const struct setting *setting =
        length > 2 && strncmp(flag, "--", 2) == 0 ? find(flag + 2, length - 2, command) : NULL;
    if (!setting)
        return unknown(flag, command, err);
    if (!may_add(config, setting, flag, err))
        return false;
    if (setting->type == SETTING_FLAG)
        return equals ? err_set(err, ERR_USAGE, flag, "it takes no value; leave out \"%s\"",
                            escape_shown(equals, &arena))
                      : set(config, setting, FROM_FLAG, "on", err);
    if (!equals && count < 2)
        return err_set(err, ERR_USAGE, flag, "its value is missing");
    *used = equals ? 1 : 2;
    return set(config, setting, FROM_FLAG, equals ? equals + 1 : arguments[1], err);
}

/* Operands are gathered at the front of the arguments, so flags may stand before and behind them. */
bool config_read(
    unsigned command, const char **arguments, size_t count, struct config *config, struct err *err) {
    bool flags = true;
    size_t used, operands = 0;
    *config = (struct config){0};
    if (!config_check_environment(environ, err) || !read_defaults(config, command, err))
        return false;
    for (size_t at = 0; at < count; at += used) {
        used = 1;
        if (flags && strcmp(arguments[at], "--") == 0)
            flags = false;
        else if (!flags || arguments[at][0] != '-')
            arguments[operands++] = arguments[at];
        else if (!read_flag(config, command, arguments + at, count - at, &used, err))
            return false;
    }
    config->operands = arguments;
    config->operand_count = operands;
    return !(command & FOR_SERVE) || config_check(config, err);
}
