/* SPDX-License-Identifier: MIT */
/* An event thread: it carries connections, with a libmicrohttpd of its own. All loops accept from the same
 * sockets, and who accepts gives the connection to the loop that carries the fewest. The library's own
 * threads are not used, since up to 0.9.75 they wait for more where exactly 128 events came at once, until
 * some connection has been idle for too long; nor does it accept, since it counts no addresses' connections
 * across threads, tells nobody whom it refuses why, and knows no deadline but that of silence. */
#ifndef FACTD_HTTP_LOOP_H
#define FACTD_HTTP_LOOP_H

#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

#include "base/err.h"
#include "http/client.h"

struct log_book;
struct meter;

struct loop {
    struct commons *commons;
    struct log_book *book;
    struct meter *meter;
    struct MHD_Daemon *library;
    pthread_t thread;
    bool started;
    int wake;           /* eventfd */
    int ready;          /* epoll over the library's own, the sockets that listen, and `wake` */
    atomic_bool awaken; /* `wake` is written and not read */
    atomic_bool ended;  /* is to return */
    atomic_bool turned; /* since the flag was taken down */
    bool accepting;
    bool quiet;  /* accepts no more */
    int64_t now; /* when this turn began */
    int64_t swept;
    struct client *clients;
    struct client *entering; /* is being given to the library */
    atomic_uint carried;     /* connections, those on their way included */
    pthread_mutex_t lock;
    struct client *arrived; /* from other loops, under the lock */
};

/* Where it fails, loop_close frees what there is. */
bool loop_open(struct loop *loop, struct commons *commons, struct err *err);

/* Once all are open, since a loop that runs gives connections to any of them. */
bool loop_start(struct loop *loop, struct err *err);

/* Has it look again at what is to be done. Any thread. */
void loop_wake(struct loop *loop);

/* Resumes a suspended connection of this loop. Any thread; from then on what belongs to the connection is the
 * loop's again. */
void loop_resume(struct loop *loop, struct MHD_Connection *connection);

/* Ends the thread. Until all have ended, each may still resume what is suspended in another. */
void loop_end(struct loop *loop);

/* Ends all connections. */
void loop_close(struct loop *loop);

#endif
