/* SPDX-License-Identifier: MIT */
/* What takes time: one exchange has an answer made, or coded, by a worker, and all that want the same wait
 * for it. While its connection is suspended, an exchange belongs to whoever will resume it. */
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "http/exchange.h"

static struct exchange *exchange_of(struct passenger *passenger) {
    return (struct exchange *)((char *)passenger - offsetof(struct exchange, passenger));
}

/* What the leader came to, as it is for one who waited: the same answer, or a refusal in its own words, or
 * nothing, where what came of it is the leader's alone; then it tries again. */
static void share(const struct exchange *leader, const struct err *err, struct exchange *other) {
    if (err->kind != ERR_NONE) {
        exchange_failed(other, err);
    } else if (leader->answer) {
        answer_release(other->answer);
        other->answer = answer_hold(leader->answer);
    }
    other->flying = false;
}

/* The leader last: once it is resumed it may be gone. */
static void land(struct exchange *leader, const struct err *err) {
    struct passenger *waiting =
        leader->flying ? flights_land(leader->commons->flights, &leader->flight) : NULL;
    leader->flying = false;
    while (waiting) {
        struct exchange *other = exchange_of(waiting);
        waiting = waiting->next;
        share(leader, err, other);
        loop_resume(other->loop, other->connection);
    }
    if (err->kind != ERR_NONE)
        exchange_failed(leader, err);
    loop_resume(leader->loop, leader->connection);
}

static double milliseconds_since(int64_t then) {
    return (double)(clock_now() - then) / 1e6;
}

/* ---- on a worker ---- */

static void make(struct exchange *exchange, void *state, struct err *err) {
    int64_t start = clock_now();
    if (!exchange->route->answer(state, exchange->route, &exchange->request, &exchange->reply, err))
        return;
    snprintf(exchange->timing, sizeof exchange->timing, "queue;dur=%.3f, query;dur=%.3f",
        (double)(start - exchange->queued) / 1e6, milliseconds_since(start));
    exchange_settle(exchange);
}

static void encode(struct exchange *exchange) {
    int64_t start;
    enum coding coding = exchange_coding(exchange);
    if (answer_body(exchange->answer, coding))
        return;
    start = clock_now();
    answer_encode(exchange->answer, coding);
    size_t length = strlen(exchange->timing);
    snprintf(exchange->timing + length, sizeof exchange->timing - length, "%sencode;dur=%.3f",
        length ? ", " : "", milliseconds_since(start));
}

static void work(struct job *job, void *state) {
    struct exchange *exchange = (struct exchange *)job;
    struct err err = {0};
    if (milliseconds_since(exchange->queued) > exchange->commons->options.patience_milliseconds)
        err_set(&err, ERR_BUSY, "", "it waited too long for the database");
    else if (!exchange->answer)
        make(exchange, state, &err);
    if (exchange->answer && err.kind == ERR_NONE) {
        encode(exchange);
        cache_keep(exchange->commons->options.cache, exchange->answer, exchange->generation, exchange->began);
    }
    if (problem_of(err.kind) == PROBLEM_UNAVAILABLE && err.kind != ERR_NONE)
        log_event(exchange->commons->options.log, LOG_ERROR, "request-failed", err.detail);
    land(exchange, &err);
}

/* ---- on the event thread ---- */

/* False where another exchange leads, whose end resumes this one. What nothing is known by is made for each
 * alone, and so is a stream. */
static bool lead(struct exchange *exchange) {
    const char *tag = exchange->answer ? exchange->answer->head.tag : exchange->reply.tag;
    exchange->flying = tag[0] && !exchange->reply.streamed;
    return !exchange->flying ||
           flights_board(exchange->commons->flights, tag, &exchange->flight, &exchange->passenger);
}

/* Between the look into the cache and the lead, another may have kept it. */
static bool kept_meanwhile(struct exchange *exchange) {
    if (exchange->answer || !exchange->flying)
        return false;
    exchange_find(exchange);
    return exchange->answer != NULL;
}

void exchange_work(struct exchange *exchange) {
    struct err err = {0};
    exchange->queued = clock_now();
    exchange->job.run = work;
    MHD_suspend_connection(exchange->connection);
    if (!lead(exchange))
        return;
    if (kept_meanwhile(exchange)) {
        land(exchange, &err);
        return;
    }
    if (workers_submit(exchange->commons->workers, &exchange->job))
        return;
    err_set(&err, ERR_BUSY, "", "too many requests wait for the database");
    land(exchange, &err);
}
