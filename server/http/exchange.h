/* SPDX-License-Identifier: MIT */
/* One request and its answer, from the request line to the end: libmicrohttpd calls, on the event thread that
 * carries the connection; what must be made is made by a worker while the connection is suspended.
 *
 *     begun → headers checked → its spelling is kept: sent
 *                             → planned → refused, redirected, unchanged: sent
 *                                       → its answer is kept: sent
 *                                       → suspended → made by a worker, for it or for another → sent
 */
#ifndef FACTD_HTTP_EXCHANGE_H
#define FACTD_HTTP_EXCHANGE_H

#include <microhttpd.h>
#include <stdatomic.h>

#include "http/cache.h"
#include "http/daemon.h"
#include "http/flights.h"
#include "http/guard.h"
#include "http/loop.h"
#include "http/metrics.h"

/* Answers to who is refused or cut before the library could say anything. */
struct refusals {
    struct buf full, crowded, late, long_target, large;
};

/* What all exchanges of a daemon share. */
struct commons {
    struct daemon_options options;
    struct workers *workers;
    struct streams *streams;
    struct flights *flights;
    struct visitors *visitors;
    struct loop *loops;
    size_t loop_count;
    struct refusals refusals;
    atomic_uint connections;
    uint64_t id_seed;
    atomic_uint_fast64_t id_count;
    atomic_bool stopping; /* answers close their connections */
    atomic_size_t quiet;  /* loops that accept no more */
    atomic_int in_flight; /* requests whose headers are read and whose answer is not sent */
};

enum { TIMING_SIZE = 96 };

struct exchange {
    struct job job; /* first, so that a job is its exchange */
    struct flight flight;
    struct passenger passenger;
    struct commons *commons;
    struct loop *loop;
    struct MHD_Connection *connection;
    struct client *client;
    const struct route *route;
    size_t route_number; /* 0 where none is known */
    const char *method;
    enum meter_method method_kind;
    struct request request;
    struct headers headers;
    struct address address; /* the client's, as far as it is known */
    bool told;              /* that is known */
    struct coding_wishes wishes;
    uint64_t generation; /* of the cache, when the request was looked at */
    /* What comes of it: a status that is not 0 in the reply, or an answer. */
    struct reply reply;
    struct answer *answer;
    int status;   /* as it was sent */
    bool kept;    /* the answer comes from the cache */
    bool entered; /* the first call of the handler is over */
    bool planned;
    bool flying; /* its flight is under way */
    char timing[TIMING_SIZE];
    char trace[TRACE_DIGITS + 1]; /* "" where there is none */
    int64_t began, queued;        /* of clock_now */
    size_t sent;
    char raw[]; /* the target */
};

/* For libmicrohttpd; their contexts are the loop. */
void *exchange_begin(void *loop, const char *uri, struct MHD_Connection *connection);
enum MHD_Result exchange_handle(void *loop, struct MHD_Connection *connection, const char *url,
    const char *method, const char *version, const char *upload, size_t *upload_size, void **pointer);
void exchange_end(
    void *loop, struct MHD_Connection *connection, void **pointer, enum MHD_RequestTerminationCode code);

/* ---- between the files of the exchange ---- */

bool exchange_is(const struct exchange *exchange, const char *method);
void exchange_refuse(
    struct exchange *exchange, enum problem_type type, const char *detail, const struct problems *problems);

/* The refusal that an error is to a client. */
void exchange_failed(struct exchange *exchange, const struct err *err);

/* exchange_limits.c: finds out the client's address, once the headers are read. */
void exchange_identify(struct exchange *exchange);

/* Whether the client may ask, or the service make another answer; false, and refused, where not. */
bool exchange_may_ask(struct exchange *exchange);
bool exchange_may_make(struct exchange *exchange);

/* exchange_plan.c: decides the reply, or leaves its status 0 with what the answer is known by. */
void exchange_plan(struct exchange *exchange);

/* exchange_work.c: suspends the connection until a worker has made the answer, or the body in the coding that
 * is wanted of it. */
void exchange_work(struct exchange *exchange);

/* Looks for the answer in the cache, by its tag. */
void exchange_find(struct exchange *exchange);

/* Makes the reply an answer where it is one that many may be given. */
void exchange_settle(struct exchange *exchange);

/* The coding in which its answer is sent. */
enum coding exchange_coding(const struct exchange *exchange);

/* The tag of what was asked for, "" where it has none. */
const char *exchange_tag(const struct exchange *exchange);

/* What it is called in the log and to the client; made where the client gave no id. */
const char *exchange_id(struct exchange *exchange);

/* exchange_send.c: queues what came of it: the reply; that the client has it already, in that coding; the
 * answer. */
enum MHD_Result exchange_send_reply(struct exchange *exchange);
enum MHD_Result exchange_send_unchanged(struct exchange *exchange, enum coding coding);
enum MHD_Result exchange_send_answer(struct exchange *exchange, enum coding coding);

/* Queues what is kept for the request's spelling, without a look at what it means; false where nothing is. */
bool exchange_send_kept(struct exchange *exchange, enum MHD_Result *result);

/* The next one who asks like this is served from the cache at once. */
void exchange_spell(struct exchange *exchange, enum coding coding);

#endif
