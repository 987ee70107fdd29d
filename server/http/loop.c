/* SPDX-License-Identifier: MIT */
#include "http/loop.h"

#include <errno.h>
#include <limits.h>
#include <netinet/in.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "http/exchange.h"
#include "http/tls.h"

enum {
    SWEEP_MILLISECONDS = 500, /* how late a deadline may be noticed; a sweep looks at each connection once */
    ACCEPTS = 64,             /* at a time, so that those who are here already are not kept waiting */
    QUEUED = 4096,            /* more than the kernel keeps for us; who goes on connecting comes too late */
    LISTENER = 1,             /* of an event; 0 is all else */
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

/* ---- connections come and go ---- */

/* The library says so inside MHD_add_connection, and when it lets go. */
static void notified(void *context, struct MHD_Connection *connection, void **pointer,
    enum MHD_ConnectionNotificationCode code) {
    struct loop *loop = context;
    struct client *client = *pointer;
    if (loop->commons->options.tls)
        tls_notify(loop->commons->options.tls, connection, code);
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        *pointer = client = loop->entering;
        loop->entering = NULL;
        client->next = loop->clients;
        if (client->next)
            client->next->previous = client;
        loop->clients = client;
        return;
    }
    if (client->next)
        client->next->previous = client->previous;
    *(client->previous ? &client->previous->next : &loop->clients) = client->next;
    client_free(client);
    atomic_fetch_sub(&loop->carried, 1);
}

/* The library closes the connection where it cannot carry it. Of the address it only asks the family. */
static void carry(struct loop *loop, struct client *client) {
    struct sockaddr_in at = {.sin_family = address_block(&client->address) == 0 ? AF_UNIX : AF_INET};
    client->next = client->previous = NULL;
    loop->entering = client;
    MHD_add_connection(loop->library, client->descriptor, (struct sockaddr *)&at, sizeof at);
    if (loop->entering) /* version 1.0 only notes the connection, and takes it up when it runs */
        MHD_run(loop->library);
    if (!loop->entering)
        return;
    loop->entering = NULL;
    client_free(client);
    atomic_fetch_sub(&loop->carried, 1);
}

static void carry_arrived(struct loop *loop) {
    pthread_mutex_lock(&loop->lock);
    struct client *client = loop->arrived;
    loop->arrived = NULL;
    pthread_mutex_unlock(&loop->lock);
    while (client) {
        struct client *next = client->next;
        carry(loop, client);
        client = next;
    }
}

static struct loop *least_busy(struct commons *commons, struct loop *self) {
    struct loop *best = self;
    for (size_t i = 0; i < commons->loop_count; i++)
        if (atomic_load(&commons->loops[i].carried) < atomic_load(&best->carried))
            best = &commons->loops[i];
    return best;
}

static void give(struct loop *self, struct client *client) {
    struct loop *loop = least_busy(self->commons, self);
    atomic_fetch_add(&loop->carried, 1);
    if (loop == self) {
        carry(self, client);
        return;
    }
    pthread_mutex_lock(&loop->lock);
    client->next = loop->arrived;
    loop->arrived = client;
    pthread_mutex_unlock(&loop->lock);
    loop_wake(loop);
}

/* ---- accepting ---- */

static bool watch(struct loop *loop, int descriptor, uint32_t kind, uint32_t events) {
    struct epoll_event event = {.events = events, .data = {.u32 = kind}};
    return epoll_ctl(loop->ready, EPOLL_CTL_ADD, descriptor, &event) == 0;
}

/* One of the loops that wait is woken by a new connection, not all. */
static bool start_accepting(struct loop *loop) {
    const struct listeners *listeners = &loop->commons->options.listeners;
    loop->accepting = true;
    for (size_t i = 0; i < listeners->count; i++)
        if (!watch(loop, listeners->each[i].descriptor, LISTENER, EPOLLIN | EPOLLEXCLUSIVE))
            return false;
    return true;
}

static void stop_accepting(struct loop *loop) {
    const struct listeners *listeners = &loop->commons->options.listeners;
    loop->accepting = false;
    for (size_t i = 0; i < listeners->count; i++)
        epoll_ctl(loop->ready, EPOLL_CTL_DEL, listeners->each[i].descriptor, NULL);
}

/* False where nobody waits to be accepted, or nobody can be. */
static bool accept_one(struct loop *loop, int listener) {
    struct sockaddr_storage at = {0};
    struct address address;
    socklen_t length = sizeof at;
    int fd = accept4(listener, (struct sockaddr *)&at, &length, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0 && (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM)) {
        log_event(loop->commons->options.log, LOG_WARNING, "accept-failed",
            "no descriptor or memory is left for another connection; they wait");
        stop_accepting(loop); /* until the next sweep: the socket would say that it is ready all the time */
    }
    if (fd < 0)
        return errno == ECONNABORTED || errno == EINTR;
    address = address_of((struct sockaddr *)&at, length);
    struct client *client = client_admit(loop->commons, fd, &address);
    if (client)
        give(loop, client);
    return true;
}

/* Whether it accepts is asked first: once all are quiet the listeners are somebody else's, who closes them.
 */
static void accept_some(struct loop *loop, int most) {
    const struct listeners *listeners = &loop->commons->options.listeners;
    for (size_t i = 0; loop->accepting && i < listeners->count; i++)
        for (int left = most; left > 0 && accept_one(loop, listeners->each[i].descriptor); left--)
            ;
}

/* Who stands in the kernel's queue has been told that the connection stands, so they are taken, too. The last
 * loop closes the door at once: whoever came in between would be cut off without a word. */
static void become_quiet(struct loop *loop) {
    struct commons *commons = loop->commons;
    accept_some(loop, QUEUED);
    if (loop->accepting)
        stop_accepting(loop);
    loop->quiet = true;
    if (atomic_fetch_add(&commons->quiet, 1) + 1 == commons->loop_count)
        listeners_close(&commons->options.listeners);
}

/* ---- turning ---- */

/* Looking at all is cheaper than keeping an order that changes with each request. */
static void sweep(struct loop *loop) {
    if (loop->now - loop->swept < SWEEP_MILLISECONDS * CLOCK_MILLISECOND)
        return;
    loop->swept = loop->now;
    for (struct client *client = loop->clients; client; client = client->next)
        client_hurry(client, loop->now);
    if (!loop->accepting && !loop->quiet)
        start_accepting(loop);
}

static int patience(struct loop *loop) {
    MHD_UNSIGNED_LONG_LONG milliseconds;
    int most = loop->clients || !loop->accepting ? SWEEP_MILLISECONDS : -1;
    if (MHD_get_timeout(loop->library, &milliseconds) != MHD_YES)
        return most;
    return most < 0 || milliseconds < (unsigned)most ? (int)(milliseconds % INT_MAX) : most;
}

/* True where a socket that listens is ready. */
static bool wait_for_events(struct loop *loop) {
    struct epoll_event events[2 + LISTENERS_MAX];
    int count = epoll_wait(loop->ready, events, 2 + LISTENERS_MAX, patience(loop));
    bool listener = false;
    for (int i = 0; i < count; i++)
        listener |= events[i].data.u32 == LISTENER;
    loop->now = clock_now();
    atomic_store(&loop->turned, true);
    take_wake(loop);
    return listener;
}

static void *run(void *argument) {
    struct loop *loop = argument;
    bool listener = false;
    loop->now = loop->swept = clock_now();
    while (!atomic_load(&loop->ended)) {
        if (atomic_load(&loop->commons->stopping) && !loop->quiet)
            become_quiet(loop);
        if (listener)
            accept_some(loop, ACCEPTS);
        carry_arrived(loop);
        MHD_run(loop->library);
        sweep(loop);
        listener = wait_for_events(loop);
    }
    return NULL;
}

/* ---- start and end ---- */

static bool watch_all(struct loop *loop) {
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(loop->library, MHD_DAEMON_INFO_EPOLL_FD);
    return info && watch(loop, info->epoll_fd, 0, EPOLLIN) && watch(loop, loop->wake, 0, EPOLLIN) &&
           start_accepting(loop);
}

/* The library's own limit never comes first. */
bool loop_open(struct loop *loop, struct commons *commons, struct err *err) {
    const struct daemon_options *options = &commons->options;
    loop->commons = commons;
    loop->book = log_book(options->log);
    loop->meter = metrics_meter(options->metrics);
    pthread_mutex_init(&loop->lock, NULL);
    loop->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    loop->ready = epoll_create1(EPOLL_CLOEXEC);
    bool tls = options->tls != NULL;
    loop->library = MHD_start_daemon(
        MHD_USE_EPOLL | MHD_USE_NO_LISTEN_SOCKET | MHD_ALLOW_SUSPEND_RESUME | (tls ? MHD_USE_TLS : 0), 0,
        NULL, NULL, exchange_handle, loop, MHD_OPTION_CONNECTION_LIMIT, (unsigned)options->connections + 1,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, options->connection_bytes, MHD_OPTION_URI_LOG_CALLBACK,
        exchange_begin, loop, MHD_OPTION_NOTIFY_COMPLETED, exchange_end, loop, MHD_OPTION_NOTIFY_CONNECTION,
        notified, loop, tls ? MHD_OPTION_HTTPS_CERT_CALLBACK2 : MHD_OPTION_END, tls_retrieve,
        MHD_OPTION_HTTPS_PRIORITIES, tls_priorities, MHD_OPTION_END);
    return (loop->wake >= 0 && loop->ready >= 0 && loop->library && watch_all(loop)) ||
           err_set(err, ERR_ENVIRONMENT, "--listen", "the HTTP server does not start");
}

bool loop_start(struct loop *loop, struct err *err) {
    loop->started = pthread_create(&loop->thread, NULL, run, loop) == 0;
    return loop->started || err_set(err, ERR_ENVIRONMENT, "--listen", "no thread can be started");
}

void loop_end(struct loop *loop) {
    atomic_store(&loop->ended, true);
    if (!loop->started)
        return;
    loop_wake(loop);
    pthread_join(loop->thread, NULL);
}

void loop_close(struct loop *loop) {
    if (!loop->commons)
        return; /* it was never started */
    if (loop->library) {
        carry_arrived(loop);
        MHD_stop_daemon(loop->library);
    }
    if (loop->ready >= 0)
        close(loop->ready);
    if (loop->wake >= 0)
        close(loop->wake);
    pthread_mutex_destroy(&loop->lock);
}
