/* SPDX-License-Identifier: MIT */
/* Answers on their way, so that each is made once: the first who needs one leads, and whoever needs the same
 * meanwhile waits for what comes of it. */
#ifndef FACTD_HTTP_FLIGHTS_H
#define FACTD_HTTP_FLIGHTS_H

#include <stdbool.h>

#include "base/siphash.h"
#include "http/http.h"

struct flights;

/* Embedded in whoever needs an answer. */
struct passenger {
    struct passenger *next;
};

/* Embedded in whoever leads. */
struct flight {
    char tag[TAG_SIZE];
    struct flight *next;
    struct passenger *waiting;
};

/* The caller frees with flights_free, when none is under way. */
struct flights *flights_new(void);
void flights_free(struct flights *flights);

/* True: `own` is under way for `tag`, and the caller ends it. False: another is, and `self` waits for its
 * end. Any thread. */
bool flights_board(struct flights *flights, const char *tag, struct flight *own, struct passenger *self);

/* Who waited, the last comer first; NULL at the end. From now on nobody waits for it. */
struct passenger *flights_land(struct flights *flights, struct flight *own);

#endif
