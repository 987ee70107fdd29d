/* SPDX-License-Identifier: MIT */
/* How many connections each client address has and how fast it asks, in memory of a fixed size. A client is
 * what address_block says. All functions but new and free are for any thread. */
#ifndef FACTD_HTTP_VISITORS_H
#define FACTD_HTTP_VISITORS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "http/address.h"

struct visitors;

struct visitors_limits {
    int connections_per_address; /* 0: no limit */
    int rate;                    /* requests a second; 0: no limit */
    int burst;                   /* requests that may come at once */
    size_t connections;          /* in all, as the caller sees to; the memory follows from it */
};

/* The caller frees with visitors_free. */
struct visitors *visitors_new(const struct visitors_limits *limits);
void visitors_free(struct visitors *visitors);

/* One more connection of this address; false, and not counted, where it has as many as it may. */
bool visitors_enter(struct visitors *visitors, const struct address *address);

/* One less; once for each that entered. */
void visitors_leave(struct visitors *visitors, const struct address *address);

/* One more request of this address, at a monotonic clock's nanoseconds; false, with the seconds until the
 * next may come, where it asks faster than it may. What is refused is not counted. */
bool visitors_ask(struct visitors *visitors, const struct address *address, int64_t now, int *retry_after);

#endif
