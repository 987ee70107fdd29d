/* SPDX-License-Identifier: MIT */
/* What `factd serve` holds while it serves, and what its main thread does then: it waits for signals, and
 * does what must be done now and then. */
#ifndef FACTD_SERVING_H
#define FACTD_SERVING_H

#include <signal.h>

#include "config.h"
#include "http/daemon.h"
#include "http/metrics.h"
#include "http/tls.h"
#include "resources/resources.h"

struct serving {
    const struct config *config;
    sigset_t signals; /* those that are waited for */
    struct log *log;
    struct service service;
    const struct route **routes, **every_route; /* those that --listen answers; those of --admin, too */
    struct cache *cache;
    struct tls *tls; /* or NULL */
    struct listeners listeners, operation;
    struct nets proxies; /* that are trusted */
    struct daemon *daemon;
    struct daemon *admin; /* or NULL */
    int64_t watchdog;     /* how often it is told that all is well; 0: never */
    int64_t told;
    int64_t ticked;
    int64_t resumed; /* when it last went on after a pause */
    bool lost;       /* the database, as the log was told */
};

/* Returns when a signal to stop has come. */
void serving_wait(struct serving *serving);

/* Lets go of the clients in the order that loses nothing. */
void serving_drain(struct serving *serving);

/* Ends the daemons. */
void serving_end(struct serving *serving);

/* For tls_warn; the context is the log. */
void serving_say(void *log, const char *sentence);

#endif
