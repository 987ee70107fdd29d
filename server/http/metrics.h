/* SPDX-License-Identifier: MIT */
/* What the server counts of itself. Each event thread counts in a meter of its own, so that counting shares
 * no cache line; a scrape adds them up. A scrape waits for nothing that waits for a query or a client. */
#ifndef FACTD_HTTP_METRICS_H
#define FACTD_HTTP_METRICS_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

struct cache;
struct log;
struct metrics;
struct route;
struct streams;
struct workers;
struct meter;

enum meter_method { METER_GET, METER_HEAD, METER_OPTIONS, METER_OTHER, METER_METHODS };
enum meter_cache { METER_UNCACHED, METER_HIT, METER_MISS, METER_CACHES };

/* Why a connection was closed as soon as it was accepted. */
enum meter_refusal { METER_TOO_MANY, METER_TOO_MANY_OF_ADDRESS, METER_REFUSALS };

/* A request that is over. */
struct meter_request {
    size_t route; /* metrics_number: 0 where none is known */
    enum meter_method method;
    enum meter_cache cache;
    int status;
    size_t bytes; /* of the body */
    int64_t nanoseconds;
};

/* `routes` ends with a NULL. The caller frees with metrics_free, when no other thread uses it. */
struct metrics *metrics_new(const struct route *const *routes);
void metrics_free(struct metrics *metrics);

/* What else a scrape looks at, before the first of them; all outlive the last one. */
struct metrics_sources {
    struct cache *cache;
    struct workers *workers;
    struct streams *streams;
    const struct log *log;
};
void metrics_watch(struct metrics *metrics, const struct metrics_sources *sources);

/* The number of a route among all that are counted, from 1; 0 where it is none of them. */
size_t metrics_number(const struct metrics *metrics, const struct route *route);

/* The path that the number stands for; "-" for 0. */
const char *metrics_path(const struct metrics *metrics, size_t route);

/* A new meter, for one thread, which lives as long as the metrics. Any thread. */
struct meter *metrics_meter(struct metrics *metrics);

/* Its headers are read; and it is over. By the meter's thread. */
void meter_began(struct meter *meter);
void meter_ended(struct meter *meter, const struct meter_request *request);

/* Any thread. A refused connection was neither opened nor closed. */
void metrics_connection_opened(struct metrics *metrics);
void metrics_connection_closed(struct metrics *metrics);
void metrics_connection_refused(struct metrics *metrics, enum meter_refusal reason);

/* Appends all of them, and what the system knows of the process. Any thread. */
void metrics_put(struct metrics *metrics, struct buf *out);

/* metrics_process.c: when the process began, in seconds since 1970; and the families named process_…. */
double metrics_process_start(void);
void metrics_process_put(struct buf *out, double start);

#endif
