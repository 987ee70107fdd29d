/* SPDX-License-Identifier: MIT */
/* The threads behind what listens. */
#include "http/daemon.h"

#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <time.h>

#include "base/clock.h"
#include "base/memory.h"
#include "http/exchange.h"
#include "http/metrics.h"

enum {
    /* How long a connection that is silent may still send what was on its way when answers began to close
     * their connections: more than a packet takes, less than anybody minds. */
    LINGER_MILLISECONDS = 100,
    DESCRIPTORS_ELSE = 256, /* beside the connections': databases, workers, exports */
};

struct daemon {
    struct commons commons;
    int64_t draining; /* since when; 0: not */
};

/* ---- start ---- */

/* That this process may run on. */
static unsigned cores(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    return sched_getaffinity(0, sizeof set, &set) == 0 ? (unsigned)CPU_COUNT(&set) : 1;
}

static bool start_loops(struct commons *commons, struct err *err) {
    commons->loop_count = commons->options.loops ? commons->options.loops : cores();
    commons->loops = memory_zeroed(commons->loop_count, sizeof *commons->loops);
    for (size_t i = 0; i < commons->loop_count; i++)
        if (!loop_open(&commons->loops[i], commons, err))
            return false;
    for (size_t i = 0; i < commons->loop_count; i++)
        if (!loop_start(&commons->loops[i], err))
            return false;
    return true;
}

int daemon_connections(int connections) {
    struct rlimit limit;
    rlim_t wanted = (rlim_t)connections + DESCRIPTORS_ELSE;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted)
        return connections;
    limit.rlim_cur = limit.rlim_max < wanted ? limit.rlim_max : wanted;
    setrlimit(RLIMIT_NOFILE, &limit);
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted)
        return connections;
    return limit.rlim_cur > (rlim_t)2 * DESCRIPTORS_ELSE ? (int)limit.rlim_cur - DESCRIPTORS_ELSE
                                                         : (int)limit.rlim_cur / 2;
}

static void put_refusals(struct refusals *refusals) {
    problem_put_bare(
        &refusals->full, PROBLEM_OVERLOADED, "as many connections are open as the service is set up for");
    problem_put_bare(
        &refusals->crowded, PROBLEM_TOO_MANY, "this address has as many connections open as one may have");
    problem_put_bare(
        &refusals->late, PROBLEM_TOO_SLOW, "the request did not arrive within the time that one may take");
    problem_put_bare(&refusals->long_target, PROBLEM_TARGET_TOO_LONG,
        "the target alone is longer than target and headers together may be");
    problem_put_bare(&refusals->large, PROBLEM_HEADERS_TOO_LARGE,
        "target and headers are so large that no room is left for an answer's");
}

/* What has no workers is only there to be asked about what has. */
static void watch(const struct commons *commons) {
    const struct daemon_options *options = &commons->options;
    if (commons->workers)
        metrics_watch(options->metrics,
            &(struct metrics_sources){options->cache, commons->workers, commons->streams, options->log});
}

static bool start(struct commons *commons, struct err *err) {
    if (getrandom(&commons->id_seed, sizeof commons->id_seed, 0) < 0)
        commons->id_seed = (uint64_t)time(NULL) << 20;
    commons->visitors = visitors_new(&commons->options.visitors);
    commons->flights = flights_new();
    commons->streams = streams_new(&commons->options.streams);
    put_refusals(&commons->refusals);
    if (commons->options.workers.count && !workers_start(&commons->options.workers, &commons->workers, err))
        return false;
    watch(commons);
    return start_loops(commons, err);
}

bool daemon_start(const struct daemon_options *options, struct daemon **daemon, struct err *err) {
    *daemon = memory_zeroed(1, sizeof **daemon);
    (*daemon)->commons.options = *options;
    if (start(&(*daemon)->commons, err))
        return true;
    daemon_free(*daemon);
    *daemon = NULL;
    return false;
}

/* ---- while it runs ---- */

bool daemon_turns(struct daemon *daemon) {
    bool all = true;
    for (size_t i = 0; i < daemon->commons.loop_count; i++) {
        all &= atomic_exchange(&daemon->commons.loops[i].turned, false);
        loop_wake(&daemon->commons.loops[i]);
    }
    return all;
}

/* ---- stop ---- */

void daemon_drain(struct daemon *daemon) {
    daemon->draining = clock_now();
    atomic_store(&daemon->commons.stopping, true);
    for (size_t i = 0; i < daemon->commons.loop_count; i++)
        loop_wake(&daemon->commons.loops[i]);
}

bool daemon_is_drained(struct daemon *daemon) {
    struct commons *commons = &daemon->commons;
    bool lingered = clock_now() - daemon->draining > LINGER_MILLISECONDS * CLOCK_MILLISECOND;
    return atomic_load(&commons->quiet) == commons->loop_count && atomic_load(&commons->in_flight) == 0 &&
           (lingered || atomic_load(&commons->connections) == 0);
}

static void stop_loops(struct commons *commons) {
    for (size_t i = 0; i < commons->loop_count; i++)
        loop_end(&commons->loops[i]);
    for (size_t i = 0; i < commons->loop_count; i++)
        loop_close(&commons->loops[i]);
    free(commons->loops);
}

/* The workers end before the loops do, since what they have made is the loops' to send; they are freed last,
 * since loops submit to them until the end. */
void daemon_free(struct daemon *daemon) {
    struct commons *commons = &daemon->commons;
    if (commons->workers)
        workers_stop(commons->workers);
    streams_cancel(commons->streams);
    stop_loops(commons);
    listeners_close(&commons->options.listeners);
    streams_free(commons->streams);
    flights_free(commons->flights);
    visitors_free(commons->visitors);
    if (commons->workers)
        workers_free(commons->workers);
    buf_close(&commons->refusals.full);
    buf_close(&commons->refusals.crowded);
    buf_close(&commons->refusals.late);
    buf_close(&commons->refusals.long_target);
    buf_close(&commons->refusals.large);
    free(daemon);
}
