/* SPDX-License-Identifier: MIT */
/* Why a function failed. The callee that fails fills it, once; the kind says what the caller may do about it.
 * http/problem maps kinds to statuses, main maps them to exit statuses; nobody else chooses either. */
#ifndef FACTD_BASE_ERR_H
#define FACTD_BASE_ERR_H

#include <stdbool.h>

enum err_kind {
    ERR_NONE,
    ERR_INPUT,       /* what was given is wrong: a document, a request, a file's contents */
    ERR_USAGE,       /* the command line or a setting is wrong */
    ERR_NOT_FOUND,   /* nothing of that name */
    ERR_GONE,        /* it was there and has been removed */
    ERR_BUSY,        /* full or locked just now: try again */
    ERR_DEADLINE,    /* it took longer than it may */
    ERR_STOPPING,    /* this process is about to end */
    ERR_ENVIRONMENT, /* database, disk, port */
};

struct err {
    enum err_kind kind;
    char field[64];   /* what it is about: a file, a setting, a parameter; may be empty */
    char detail[512]; /* one sentence without a final full stop */
};

/* Always false, so that a function can end with it. */
__attribute__((format(printf, 4, 5))) bool err_set(
    struct err *err, enum err_kind kind, const char *field, const char *format, ...);

/* "factd: field: detail" on standard error. */
void err_print(const struct err *err);

#endif
