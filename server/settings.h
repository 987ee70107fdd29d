/* SPDX-License-Identifier: MIT */
/* The table of settings, for what is made of it: reading, --help, --print-config, the manual, completions.
 * Only config.c knows its rows. */
#ifndef FACTD_SETTINGS_H
#define FACTD_SETTINGS_H

#include "base/buf.h"
#include "config.h"

enum setting_type {
    SETTING_TEXT,
    SETTING_TEXTS, /* may be given several times */
    SETTING_LINE,  /* goes into a header: printable ASCII */
    SETTING_TOKEN, /* a header's name */
    SETTING_NUMBER,
    SETTING_ON_OFF,
    SETTING_WORD, /* one of those that `shown` lists */
    SETTING_FLAG, /* on the command line without a value; on or off in the environment */
};

struct setting {
    const char *name;     /* the flag without its dashes */
    const char *variable; /* SETTING_PREFIX and the name in capitals */
    enum setting_type type;
    size_t offset;     /* in struct config */
    const char *value; /* the default; NULL: none */
    int least, most;
    unsigned commands;
    const char *shown; /* the value's name in the help; FILE and DIR are completed as such */
    const char *help;
};

#define SETTING_PREFIX "FACTD_"

/* In the alphabet's order; the last has no name. */
extern const struct setting settings[];

/* The next behind `before`, or from the first where that is NULL, that is for one of `commands`; NULL at the
 * end. */
const struct setting *setting_next(const struct setting *before, unsigned commands);

/* What `config` holds for it, as a user would write it; nothing where it has no value. */
void setting_value(struct buf *out, const struct setting *setting, const struct config *config);

/* What a value may be, as the end of a sentence: "a whole number from 1 to 64". */
void setting_allowed(struct buf *out, const struct setting *setting);

/* The words of a|b|c: whether `word` is one, and all of them as "a, b or c". */
bool words_hold(const char *words, const char *word);
void words_told(struct buf *out, const char *words);

/* Where the value came from. */
enum source setting_source(const struct setting *setting, const struct config *config);

/* What the user called it: the variable where that gave the value, else the flag. */
void setting_given_as(struct buf *out, const struct setting *setting, const struct config *config);

/* What is wrong with settings that are right one by one. */
bool config_check(const struct config *config, struct err *err);

/* What is wrong with the names of the environment's variables. */
bool config_check_environment(char *const *environment, struct err *err);

#endif
