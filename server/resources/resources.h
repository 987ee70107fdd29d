/* SPDX-License-Identifier: MIT */
/* The collections, and everything else that has a path. */
#ifndef FACTD_RESOURCES_RESOURCES_H
#define FACTD_RESOURCES_RESOURCES_H

#include <stdatomic.h>

#include "base/buf.h"
#include "http/http.h"
#include "query/resource.h"
#include "resources/dataset.h"

/* One file each. */
extern const struct resource articles, participants, facts, agreements, figures, events, statements,
    affiliations, topics, evidence;

/* In the order of the index; NULL at the end. */
extern const struct resource *const collections[];

/* NULL at the end: what the facts' users ask, what an operator asks, and both. */
extern const struct route *const facts_routes[], *const operation_routes[], *const all_routes[];

/* What browsers load beside pages, and no part of the API: neither its contract nor `factd describe` lists
 * it. */
extern const struct route *const static_routes[];

struct metrics;
struct tls;

/* What the plans know: the context of every route. */
struct service {
    struct watcher *watcher;
    const char *database;
    int query_milliseconds;  /* how long a query may take */
    bool texts;              /* articles' texts may be served */
    atomic_bool draining;    /* this process is about to end: it is not ready any more */
    const struct tls *tls;   /* or NULL */
    struct metrics *metrics; /* of the server that carries the routes */
};

/* What a worker has: opened by worker_open with the service as its context. */
bool worker_open(void *service, void **worker, struct err *err);
void worker_close(void *worker);

/* The collections as JSON: paths, members, parameters. */
void describe(struct buf *out);

#endif
