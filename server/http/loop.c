/* SPDX-License-Identifier: MIT */
#include "http/loop.h"

#include <limits.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "http/exchange.h"

enum {
    /* A target of 4 KiB stands in it twice, as itself and in Link, beside the other headers of both sides.
     * The library clears it for each request. */
    CONNECTION_BYTES = 16 * 1024,
    IDLE_SECONDS = 30,
};

void loop_wake(struct loop *loop) {
    uint64_t one = 1;
    if (!atomic_exchange(&loop->awaken, true) && write(loop->wake, &one, sizeof one) < 0)
        atomic_store(&loop->awaken, false); /* never: a counter of 1 has room */
}

void loop_resume(struct loop *loop, struct MHD_Connection *connection) {
    MHD_resume_connection(connection);
    loop_wake(loop);
}

/* The flag before what it is for: whoever wakes the loop from now on writes anew. */
static void take_wake(struct loop *loop) {
    uint64_t count;
    if (atomic_load(&loop->awaken) && read(loop->wake, &count, sizeof count) > 0)
        atomic_store(&loop->awaken, false);
}

static void wait_for_events(struct loop *loop) {
    struct epoll_event events[2];
    MHD_UNSIGNED_LONG_LONG milliseconds;
    int most = -1;
    if (MHD_get_timeout(loop->library, &milliseconds) == MHD_YES)
        most = milliseconds < INT_MAX ? (int)milliseconds : INT_MAX;
    if (most == 0)
        return; /* the library has something left to do */
    epoll_wait(loop->ready, events, 2, most);
    take_wake(loop);
}

static void *run(void *argument) {
    struct loop *loop = argument;
    while (!atomic_load(&loop->ended)) {
        if (atomic_load(&loop->commons->stopping) && !atomic_load(&loop->quiet)) {
            MHD_quiesce_daemon(loop->library);
            atomic_store(&loop->quiet, true);
        }
        MHD_run(loop->library);
        wait_for_events(loop);
    }
    return NULL;
}

static bool watch(struct loop *loop, int descriptor) {
    struct epoll_event event = {.events = EPOLLIN};
    return epoll_ctl(loop->ready, EPOLL_CTL_ADD, descriptor, &event) == 0;
}

static bool watch_all(struct loop *loop) {
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(loop->library, MHD_DAEMON_INFO_EPOLL_FD);
    return info && watch(loop, info->epoll_fd) && watch(loop, loop->wake);
}

bool loop_start(
    struct loop *loop, struct commons *commons, int socket, unsigned connections, struct err *err) {
    loop->commons = commons;
    loop->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    loop->ready = epoll_create1(EPOLL_CLOEXEC);
    loop->library = MHD_start_daemon(MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, exchange_handle,
        loop, MHD_OPTION_LISTEN_SOCKET, socket, MHD_OPTION_CONNECTION_LIMIT, connections,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_BYTES, MHD_OPTION_CONNECTION_TIMEOUT,
        (unsigned)IDLE_SECONDS, MHD_OPTION_URI_LOG_CALLBACK, exchange_begin, loop,
        MHD_OPTION_NOTIFY_COMPLETED, exchange_end, loop, MHD_OPTION_END);
    loop->started = loop->wake >= 0 && loop->ready >= 0 && loop->library && watch_all(loop) &&
                    pthread_create(&loop->thread, NULL, run, loop) == 0;
    return loop->started || err_set(err, ERR_ENVIRONMENT, "listen", "the HTTP server does not start");
}

void loop_end(struct loop *loop) {
    atomic_store(&loop->ended, true);
    if (!loop->started)
        return;
    loop_wake(loop);
    pthread_join(loop->thread, NULL);
}

/* The library would close the socket, which all loops share, unless it was quiesced. */
void loop_close(struct loop *loop) {
    if (loop->library) {
        MHD_quiesce_daemon(loop->library);
        MHD_stop_daemon(loop->library);
    }
    if (loop->ready >= 0)
        close(loop->ready);
    if (loop->wake >= 0)
        close(loop->wake);
}
