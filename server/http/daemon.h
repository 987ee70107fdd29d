/* SPDX-License-Identifier: MIT */
/* The HTTP server: event threads answer what needs no query; workers do the rest. */
#ifndef FACTD_HTTP_DAEMON_H
#define FACTD_HTTP_DAEMON_H

#include "base/log.h"
#include "http/cache.h"
#include "http/endpoint.h"
#include "http/http.h"
#include "http/problem.h"
#include "http/stream.h"
#include "http/visitors.h"
#include "http/workers.h"

struct daemon;
struct metrics;
struct tls;

/* Gives a problem's reply, which has all else already, a body that people read. */
typedef void problem_page(
    const struct request *request, const struct problem_told *told, struct reply *reply);

struct daemon_options {
    struct listeners listeners;        /* the daemon closes them, also where it does not start */
    const struct route *const *routes; /* NULL at the end */
    void *context;                     /* for the routes' plans */
    problem_page *show_problem;        /* to who reads pages; NULL: nobody does */
    unsigned loops;                    /* event threads; 0: one a core */
    struct workers_options workers;    /* with a count of 0 no route may have an answer to be made */
    struct streams_options streams;
    int patience_milliseconds; /* how long a request may wait for a worker */
    int connections;           /* at once */
    size_t connection_bytes;   /* for the headers of both sides */
    int idle_seconds;          /* without a request */
    int request_seconds;       /* from a request's line to the end of its answer */
    struct visitors_limits visitors;
    struct nets proxies;       /* that are trusted */
    const char *client_header; /* in which they tell the client's address; or NULL */
    size_t target_bytes;
    size_t unsent_bytes; /* of answers that are not kept and wait for their clients; then no more are made */
    struct cache *cache; /* outlives the daemon */
    const char *cache_control;
    struct tls *tls; /* HTTPS, or NULL; outlives the daemon */
    struct log *log;
    struct metrics *metrics; /* outlives the daemon */
};

/* ERR_ENVIRONMENT where it cannot. */
bool daemon_start(const struct daemon_options *options, struct daemon **daemon, struct err *err);

/* Whether each event thread has turned since the last call; what has nothing to do is made to turn until the
 * next. */
bool daemon_turns(struct daemon *daemon);

/* From now on answers close their connections and no new ones are taken. Returns at once. */
void daemon_drain(struct daemon *daemon);

/* After daemon_drain: whether all that was asked is answered. */
bool daemon_is_drained(struct daemon *daemon);

/* Ends all connections and threads. */
void daemon_free(struct daemon *daemon);

/* Raises the limit of open files as far as `connections` need; how many there can be at once. */
int daemon_connections(int connections);

#endif
