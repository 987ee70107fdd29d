/* SPDX-License-Identifier: MIT */
#include "http/metrics.h"

#include <inttypes.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/log.h"
#include "base/memory.h"
#include "build.h"
#include "http/cache.h"
#include "http/stream.h"
#include "http/workers.h"
#include "text/exposition.h"

enum { LINE_BYTES = 64, STATUS_FIRST = 200, STATUS_END = 600 };

/* Every status that is sent, and at 0 what stands for any other. */
static const short statuses[] = {
    0, 200, 204, 304, 308, 400, 404, 405, 406, 408, 410, 413, 414, 429, 431, 503};
enum { STATUSES = sizeof statuses / sizeof *statuses };

/* Upper bounds in nanoseconds, about three to a power of ten. */
static const struct {
    int64_t nanoseconds;
    const char *seconds;
} bounds[] = {
    {100000, "0.0001"},
    {300000, "0.0003"},
    {1000000, "0.001"},
    {3000000, "0.003"},
    {10000000, "0.01"},
    {30000000, "0.03"},
    {100000000, "0.1"},
    {300000000, "0.3"},
    {1000000000, "1"},
    {3000000000, "3"},
    {10000000000, "10"},
};
enum { BOUNDS = sizeof bounds / sizeof *bounds };

static const char *const methods[METER_METHODS] = {"GET", "HEAD", "OPTIONS", "other"};

typedef atomic_uint_fast64_t counter;

struct tally {
    counter requests[METER_METHODS][STATUSES];
    counter buckets[BOUNDS + 1]; /* each for itself; the last is what no bound holds */
    counter nanoseconds;
};

struct meter {
    _Alignas(LINE_BYTES) const struct metrics *metrics;
    struct meter *older;
    counter began, bytes, cache[METER_CACHES];
    struct tally tallies[]; /* by the route's number */
};

struct metrics {
    const struct route *const *routes;
    size_t tallies; /* one more than there are routes */
    double start;
    struct metrics_sources sources;
    unsigned char places[STATUS_END - STATUS_FIRST]; /* of statuses, in `statuses` */
    struct meter *_Atomic newest;
    counter opened, closed, refused[METER_REFUSALS];
};

/* ---- life ---- */

struct metrics *metrics_new(const struct route *const *routes) {
    struct metrics *metrics = memory_zeroed(1, sizeof *metrics);
    metrics->routes = routes;
    metrics->start = metrics_process_start();
    metrics->tallies = 1;
    while (routes[metrics->tallies - 1])
        metrics->tallies++;
    for (size_t i = 1; i < STATUSES; i++)
        metrics->places[statuses[i] - STATUS_FIRST] = (unsigned char)i;
    return metrics;
}

void metrics_free(struct metrics *metrics) {
    for (struct meter *meter = metrics->newest, *older; meter; meter = older) {
        older = meter->older;
        free(meter);
    }
    free(metrics);
}

void metrics_watch(struct metrics *metrics, const struct metrics_sources *sources) {
    metrics->sources = *sources;
}

struct meter *metrics_meter(struct metrics *metrics) {
    size_t size = sizeof(struct meter) + metrics->tallies * sizeof(struct tally);
    struct meter *meter = memory_aligned(LINE_BYTES, (size + LINE_BYTES - 1) / LINE_BYTES * LINE_BYTES);
    meter->metrics = metrics;
    meter->older = atomic_load(&metrics->newest);
    while (!atomic_compare_exchange_weak(&metrics->newest, &meter->older, meter))
        continue;
    return meter;
}

/* ---- counting ---- */

/* By the only thread that does: no locked instruction. */
static void add(counter *to, uint64_t more) {
    uint64_t now = atomic_load_explicit(to, memory_order_relaxed);
    atomic_store_explicit(to, now + more, memory_order_relaxed);
}

static uint64_t value(const counter *of) {
    return atomic_load_explicit(of, memory_order_relaxed);
}

void meter_began(struct meter *meter) {
    add(&meter->began, 1);
}

static size_t place_of(const struct metrics *metrics, int status) {
    return status >= STATUS_FIRST && status < STATUS_END ? metrics->places[status - STATUS_FIRST] : 0;
}

void meter_ended(struct meter *meter, const struct meter_request *request) {
    struct tally *tally = &meter->tallies[request->route];
    size_t bucket = 0;
    while (bucket < BOUNDS && request->nanoseconds > bounds[bucket].nanoseconds)
        bucket++;
    add(&tally->requests[request->method][place_of(meter->metrics, request->status)], 1);
    add(&tally->buckets[bucket], 1);
    add(&tally->nanoseconds, (uint64_t)request->nanoseconds);
    add(&meter->bytes, request->bytes);
    add(&meter->cache[request->cache], 1);
}

void metrics_connection_opened(struct metrics *metrics) {
    atomic_fetch_add_explicit(&metrics->opened, 1, memory_order_relaxed);
}

void metrics_connection_closed(struct metrics *metrics) {
    atomic_fetch_add_explicit(&metrics->closed, 1, memory_order_relaxed);
}

void metrics_connection_refused(struct metrics *metrics, enum meter_refusal reason) {
    atomic_fetch_add_explicit(&metrics->refused[reason], 1, memory_order_relaxed);
}

/* ---- the sum over all meters ---- */

struct sum {
    uint64_t began, ended, bytes, cache[METER_CACHES];
    struct tally *tallies; /* of no other thread */
};

static void sum_tally(struct tally *to, const struct tally *from, uint64_t *ended) {
    for (size_t method = 0; method < METER_METHODS; method++)
        for (size_t status = 0; status < STATUSES; status++) {
            uint64_t more = value(&from->requests[method][status]);
            add(&to->requests[method][status], more);
            *ended += more;
        }
    for (size_t bucket = 0; bucket <= BOUNDS; bucket++)
        add(&to->buckets[bucket], value(&from->buckets[bucket]));
    add(&to->nanoseconds, value(&from->nanoseconds));
}

/* What began is read last, so that there are never more that ended. */
static void sum_up(const struct metrics *metrics, struct sum *sum) {
    *sum = (struct sum){.tallies = memory_zeroed(metrics->tallies, sizeof *sum->tallies)};
    for (const struct meter *meter = metrics->newest; meter; meter = meter->older) {
        for (size_t route = 0; route < metrics->tallies; route++)
            sum_tally(&sum->tallies[route], &meter->tallies[route], &sum->ended);
        for (size_t cache = 0; cache < METER_CACHES; cache++)
            sum->cache[cache] += value(&meter->cache[cache]);
        sum->bytes += value(&meter->bytes);
        sum->began += atomic_load(&meter->began);
    }
}

/* ---- as text ---- */

static void put_counter(struct buf *out, const char *name, const char *help, uint64_t count) {
    exposition_one(out, name, "counter", help, (int64_t)count);
}

static void put_gauge(struct buf *out, const char *name, const char *help, uint64_t number) {
    exposition_one(out, name, "gauge", help, (int64_t)number);
}

size_t metrics_number(const struct metrics *metrics, const struct route *route) {
    for (size_t i = 0; route && metrics->routes[i]; i++)
        if (metrics->routes[i] == route)
            return i + 1;
    return 0;
}

const char *metrics_path(const struct metrics *metrics, size_t route) {
    return route ? metrics->routes[route - 1]->path : "-";
}

static void put_status(struct buf *out, const char *route, const char *method, short status, uint64_t count) {
    char labels[160], code[8] = "other";
    if (!count)
        return;
    if (status)
        snprintf(code, sizeof code, "%d", status);
    snprintf(labels, sizeof labels, "route=\"%s\",method=\"%s\",status=\"%s\"", route, method, code);
    exposition_integer(out, "factd_http_requests_total", labels, (int64_t)count);
}

static void put_requests(struct buf *out, const struct metrics *metrics, const struct sum *sum) {
    exposition_family(out, "factd_http_requests_total", "counter",
        "Requests that are over, by their route's pattern (- where none was found), method and status.");
    for (size_t route = 0; route < metrics->tallies; route++)
        for (size_t method = 0; method < METER_METHODS; method++)
            for (size_t i = 0; i < STATUSES; i++)
                put_status(out, metrics_path(metrics, route), methods[method], statuses[i],
                    value(&sum->tallies[route].requests[method][i]));
}

static void put_histogram(struct buf *out, const char *route, const struct tally *tally) {
    char labels[160];
    uint64_t count = 0;
    for (size_t bucket = 0; bucket <= BOUNDS; bucket++) {
        count += value(&tally->buckets[bucket]);
        snprintf(labels, sizeof labels, "route=\"%s\",le=\"%s\"", route,
            bucket < BOUNDS ? bounds[bucket].seconds : "+Inf");
        exposition_integer(out, "factd_http_request_duration_seconds_bucket", labels, (int64_t)count);
    }
    snprintf(labels, sizeof labels, "route=\"%s\"", route);
    exposition_real(
        out, "factd_http_request_duration_seconds_sum", labels, (double)value(&tally->nanoseconds) / 1e9);
    exposition_integer(out, "factd_http_request_duration_seconds_count", labels, (int64_t)count);
}

static uint64_t seen(const struct tally *tally) {
    uint64_t count = 0;
    for (size_t bucket = 0; bucket <= BOUNDS; bucket++)
        count += value(&tally->buckets[bucket]);
    return count;
}

/* Of routes that were asked: the others would be most of a scrape and say nothing. */
static void put_durations(struct buf *out, const struct metrics *metrics, const struct sum *sum) {
    exposition_family(out, "factd_http_request_duration_seconds", "histogram",
        "Time from a request's first line to the end of its answer.");
    for (size_t route = 0; route < metrics->tallies; route++)
        if (seen(&sum->tallies[route]))
            put_histogram(out, metrics_path(metrics, route), &sum->tallies[route]);
}

static void put_traffic(struct buf *out, const struct metrics *metrics) {
    struct sum sum;
    sum_up(metrics, &sum);
    put_requests(out, metrics, &sum);
    put_durations(out, metrics, &sum);
    put_gauge(out, "factd_http_requests_in_flight",
        "Requests whose headers are read and whose answer is not sent, this scrape among them.",
        sum.began - sum.ended);
    put_counter(out, "factd_http_response_bytes_total", "Bytes of bodies sent.", sum.bytes);
    put_counter(out, "factd_cache_hits_total", "Answers and 304s that came from the kept answers.",
        sum.cache[METER_HIT]);
    put_counter(out, "factd_cache_misses_total", "Answers that could have been kept and were made.",
        sum.cache[METER_MISS]);
    free(sum.tallies);
}

static void put_connections(struct buf *out, const struct metrics *metrics) {
    static const char *const reasons[METER_REFUSALS] = {"limit", "address"};
    uint64_t closed = value(&metrics->closed), opened = atomic_load(&metrics->opened);
    put_gauge(out, "factd_connections", "Connections that are open.", opened - closed);
    put_counter(
        out, "factd_connections_accepted_total", "Connections that were accepted and not refused.", opened);
    exposition_family(out, "factd_connections_refused_total", "counter",
        "Connections beyond the limit of all, or of their address.");
    for (size_t i = 0; i < METER_REFUSALS; i++) {
        char labels[40];
        snprintf(labels, sizeof labels, "reason=\"%s\"", reasons[i]);
        exposition_integer(
            out, "factd_connections_refused_total", labels, (int64_t)value(&metrics->refused[i]));
    }
}

static void put_cache(struct buf *out, struct cache *cache) {
    struct cache_figures figures = cache_figures(cache);
    put_gauge(out, "factd_cache_entries", "Answers that are kept.", figures.entries);
    put_gauge(out, "factd_cache_bytes", "Memory of the kept answers.", figures.bytes);
    put_gauge(out, "factd_cache_limit_bytes", "Memory that kept answers may take.", figures.limit);
    put_counter(out, "factd_cache_evictions_total", "Kept answers that had to make room for others.",
        figures.evictions);
}

static void put_workers(struct buf *out, struct workers *workers) {
    struct workers_figures figures = workers_figures(workers);
    put_gauge(out, "factd_queue_length", "Requests that wait for a worker.", figures.waiting);
    put_gauge(out, "factd_queue_limit", "Requests that may wait for a worker.", figures.limit);
    put_gauge(out, "factd_workers", "Threads that query the database.", figures.count);
    put_gauge(out, "factd_workers_busy", "Threads that query the database at this moment.", figures.busy);
}

void metrics_put(struct metrics *metrics, struct buf *out) {
    const struct metrics_sources *sources = &metrics->sources;
    put_traffic(out, metrics);
    put_connections(out, metrics);
    put_cache(out, sources->cache);
    put_workers(out, sources->workers);
    put_gauge(out, "factd_exports", "Exports (limit=all) under way.", streams_count(sources->streams));
    put_counter(out, "factd_log_lines_lost_total", "Lines of the log that nobody read in time.",
        log_lost(sources->log));
    exposition_family(out, "factd_build_info", "gauge", "1, with the version and the digest of the sources.");
    exposition_integer(out, "factd_build_info", "version=\"" FACTD_VERSION "\",build=\"" FACTD_BUILD "\"", 1);
    metrics_process_put(out, metrics->start);
}
