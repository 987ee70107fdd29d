/* SPDX-License-Identifier: MIT */
/* What listens, and the threads behind it. */
#include "http/daemon.h"

#include <errno.h>
#include <netdb.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "http/exchange.h"

enum { CONNECTIONS = 4096 }; /* in all; 64 MiB of the library's memory for them */

struct daemon {
    struct commons commons;
    struct loop *loops;
    size_t loop_count;
    int socket;
    char url[320];
};

/* ---- start and stop ---- */

static bool name_url(struct daemon *daemon, struct err *err) {
    struct sockaddr_storage at;
    socklen_t length = sizeof at;
    char host[256], port[16];
    if (getsockname(daemon->socket, (struct sockaddr *)&at, &length) != 0 ||
        getnameinfo((struct sockaddr *)&at, length, host, sizeof host, port, sizeof port,
            NI_NUMERICHOST | NI_NUMERICSERV) != 0)
        return err_set(err, ERR_ENVIRONMENT, "listen", "the socket has no address: %s", strerror(errno));
    bool v6 = strchr(host, ':') != NULL;
    snprintf(daemon->url, sizeof daemon->url, "http://%s%s%s:%s", v6 ? "[" : "", host, v6 ? "]" : "", port);
    return true;
}

/* That this process may run on. */
static unsigned cores(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    return sched_getaffinity(0, sizeof set, &set) == 0 ? (unsigned)CPU_COUNT(&set) : 1;
}

static bool start_loops(struct daemon *daemon, struct err *err) {
    unsigned count = cores();
    daemon->loops = memory_zeroed(count, sizeof *daemon->loops);
    while (daemon->loop_count < count)
        if (!loop_start(&daemon->loops[daemon->loop_count++], &daemon->commons, daemon->socket,
                CONNECTIONS / count, err))
            return false;
    return true;
}

static void stop_loops(struct daemon *daemon) {
    for (size_t i = 0; i < daemon->loop_count; i++)
        loop_end(&daemon->loops[i]);
    for (size_t i = 0; i < daemon->loop_count; i++)
        loop_close(&daemon->loops[i]);
    free(daemon->loops);
}

/* The loops end before the workers do, since they submit to them until then. */
static void discard(struct daemon *daemon) {
    if (daemon->commons.workers)
        workers_stop(daemon->commons.workers);
    streams_cancel(daemon->commons.streams);
    stop_loops(daemon);
    streams_free(daemon->commons.streams);
    flights_free(daemon->commons.flights);
    if (daemon->commons.workers)
        workers_free(daemon->commons.workers);
    if (daemon->socket >= 0)
        close(daemon->socket);
    free(daemon);
}

/* As many as the connections and what else is open need, where the system's hard limit allows it. */
static void raise_descriptors(void) {
    struct rlimit limit;
    rlim_t wanted = CONNECTIONS + 256;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted)
        return;
    limit.rlim_cur = limit.rlim_max < wanted ? limit.rlim_max : wanted;
    setrlimit(RLIMIT_NOFILE, &limit);
}

bool daemon_start(const struct daemon_options *options, struct daemon **daemon, struct err *err) {
    struct daemon *made = memory_zeroed(1, sizeof *made);
    made->commons.options = *options;
    if (getrandom(&made->commons.id_seed, sizeof made->commons.id_seed, 0) < 0)
        made->commons.id_seed = (uint64_t)time(NULL) << 20;
    raise_descriptors();
    made->commons.flights = flights_new();
    made->commons.streams = streams_new(&options->streams);
    made->socket = socket_listening(options->listen, err);
    if (made->socket >= 0 && name_url(made, err) &&
        workers_start(&options->workers, &made->commons.workers, err) && start_loops(made, err)) {
        *daemon = made;
        return true;
    }
    discard(made);
    return false;
}

const char *daemon_url(const struct daemon *daemon) {
    return daemon->url;
}

static bool is_quiet(const struct daemon *daemon) {
    for (size_t i = 0; i < daemon->loop_count; i++)
        if (!atomic_load(&daemon->loops[i].quiet))
            return false;
    return atomic_load(&daemon->commons.in_flight) == 0;
}

void daemon_stop(struct daemon *daemon, int seconds) {
    struct timespec pause = {.tv_nsec = 5000000};
    atomic_store(&daemon->commons.stopping, true);
    for (size_t i = 0; i < daemon->loop_count; i++)
        loop_wake(&daemon->loops[i]);
    for (int looks = seconds * 200; !is_quiet(daemon) && looks > 0; looks--)
        nanosleep(&pause, NULL);
    discard(daemon);
}
