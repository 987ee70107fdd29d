/* SPDX-License-Identifier: MIT */
/* All that is wrong with one input, in the order found. Parsers and checks add to it and go on. */
#ifndef FACTD_BASE_PROBLEMS_H
#define FACTD_BASE_PROBLEMS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

struct problem {
    const char *where;      /* a JSON Pointer (RFC 6901) in a document, a parameter's name in a request */
    const char *detail;     /* what is wrong and what was expected */
    const char *suggestion; /* the nearest thing that would be right, or NULL */
    bool warning;           /* told, but stops nothing */
    struct problem *next;
};

/* `arena` owns what is added; set it before the first call. */
struct problems {
    struct arena *arena;
    struct problem *first;
    struct problem **last;
    size_t errors; /* those that are no warnings, told or untold */
    size_t untold;
    struct problem spare; /* stands for those past PROBLEMS_MAX */
};

/* Far more than anybody mends in one go; a hostile input has millions. */
enum { PROBLEMS_MAX = 10000 };

void problems_init(struct problems *problems, struct arena *arena);

/* `where` is copied. The new problem, so that a caller can set its suggestion. */
__attribute__((format(printf, 3, 4))) struct problem *problems_add(
    struct problems *problems, const char *where, const char *format, ...);
__attribute__((format(printf, 3, 4))) void problems_warn(
    struct problems *problems, const char *where, const char *format, ...);

#endif
