/* SPDX-License-Identifier: MIT */
/* The HTTP server: libmicrohttpd's threads, one a core, answer what needs no query; workers do the rest. */
#ifndef FACTD_HTTP_DAEMON_H
#define FACTD_HTTP_DAEMON_H

#include "base/log.h"
#include "http/cache.h"
#include "http/http.h"
#include "http/stream.h"
#include "http/workers.h"

struct daemon;

struct daemon_options {
    const char *listen;                /* HOST:PORT, [HOST]:PORT; port 0 takes a free one */
    const struct route *const *routes; /* NULL at the end */
    void *context;                     /* for the routes' plans */
    struct workers_options workers;
    struct streams_options streams;
    int patience_milliseconds; /* how long a request may wait for a worker */
    struct cache *cache;       /* outlives the daemon */
    const char *cache_control;
    struct log *log;
};

/* ERR_USAGE where `listen` is no address, ERR_ENVIRONMENT where it cannot be had. */
bool daemon_start(const struct daemon_options *options, struct daemon **daemon, struct err *err);

/* "http://127.0.0.1:8080", valid while the daemon runs. */
const char *daemon_url(const struct daemon *daemon);

/* Takes no new connections, waits up to `seconds` for the requests in flight, ends all threads. */
void daemon_stop(struct daemon *daemon, int seconds);

/* A socket that listens there, or is connected to there and waits 3 s at most for each step; -1 with `err`
 * set. */
int socket_listening(const char *address, struct err *err);
int socket_connected(const char *address, struct err *err);

#endif
