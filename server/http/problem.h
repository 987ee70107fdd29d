/* SPDX-License-Identifier: MIT */
/* Errors as application/problem+json (RFC 9457): the one place where what went wrong becomes a status. */
#ifndef FACTD_HTTP_PROBLEM_H
#define FACTD_HTTP_PROBLEM_H

#include "http/http.h"

enum problem_type {
    PROBLEM_INVALID_PARAMETER,
    PROBLEM_MALFORMED_REQUEST,
    PROBLEM_NOT_FOUND,
    PROBLEM_METHOD_NOT_ALLOWED,
    PROBLEM_NOT_ACCEPTABLE,
    PROBLEM_GONE,
    PROBLEM_BODY_NOT_ALLOWED,
    PROBLEM_TARGET_TOO_LONG,
    PROBLEM_HEADERS_TOO_LARGE,
    PROBLEM_TOO_SLOW,
    PROBLEM_TOO_MANY,
    PROBLEM_OVERLOADED,
    PROBLEM_UNAVAILABLE,
    PROBLEM_DEADLINE,
    PROBLEM_STOPPING,
    PROBLEM_TYPES,
};

/* What a problem's answer says. */
struct problem_told {
    const char *name; /* the last part of its type */
    int status;
    const char *title, *detail;
    const struct problems *problems; /* or NULL */
};

/* `detail` is copied. `problems` may be NULL. */
void problem_reply(const struct request *request, enum problem_type type, const char *detail,
    const struct problems *problems, struct reply *reply);

/* The same as somebody else shows it; what it points at is the callers' own. */
struct problem_told problem_told(enum problem_type type, const char *detail, const struct problems *problems);

/* Appends a whole answer as it goes over the wire, for who is told without the library and then cut. */
void problem_put_bare(struct buf *out, enum problem_type type, const char *detail);

enum problem_type problem_of(enum err_kind kind);

/* The page behind a problem's `type`: /problems/{id}. */
extern const struct route problem_route;

#endif
