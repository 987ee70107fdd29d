/* SPDX-License-Identifier: MIT */
/* `factd serve`, from the database's schema to the last answer, and `factd healthcheck`, which asks it. */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/asset.h"
#include "build.h"
#include "commands.h"
#include "document/load.h"
#include "http/daemon.h"
#include "resources/resources.h"
#include "store/migrate.h"

enum {
    FLUSH_MILLISECONDS = 100, /* how old a request's log line may grow */
    DRAIN_SECONDS = 10,       /* how long a stop waits for requests in flight */
};

static bool prepare_schema(const char *database, struct err *err) {
    struct store *store = NULL;
    int applied;
    if (!store_open(database, STORE_CREATE, &store, err))
        return false;
    bool good = migrate(store, assets, &applied, err) && document_derive(store, err);
    store_close(store);
    return good;
}

/* SIGTERM and SIGINT are waited for by the main thread; all others are born with them blocked. */
static void block_signals(sigset_t *stopping) {
    sigemptyset(stopping);
    sigaddset(stopping, SIGTERM);
    sigaddset(stopping, SIGINT);
    pthread_sigmask(SIG_BLOCK, stopping, NULL);
    signal(SIGPIPE, SIG_IGN); /* a log that nobody reads is no reason to end */
}

static void wait_to_stop(const sigset_t *stopping, struct log *log, struct cache *cache) {
    struct timespec pause = {.tv_nsec = FLUSH_MILLISECONDS * 1000000L};
    while (sigtimedwait(stopping, NULL, &pause) < 0) {
        log_flush(log);
        cache_trim(cache);
    }
}

static void renew(void *cache) {
    cache_renew(cache);
}

static bool serve(const struct config *config, const sigset_t *stopping, struct log *log, struct err *err) {
    struct service service = {.database = config->database,
        .query_milliseconds = config->query_milliseconds,
        .texts = config->texts_served};
    struct daemon *daemon = NULL;
    struct daemon_options options = {
        .listen = config->listen,
        .routes = routes,
        .context = &service,
        .workers = {.count = (size_t)config->workers,
            .queue = (size_t)config->queue,
            .context = &service,
            .open = worker_open,
            .close = worker_close},
        .streams = {.count = config->exports,
            .seconds = config->export_seconds,
            .rate = config->export_rate,
            .log = log},
        .patience_milliseconds = config->queue_milliseconds,
        .cache_control = config->cache_control,
        .log = log,
    };
    if (!watcher_start(config->database, &service.watcher, err))
        return false;
    options.cache = cache_new((size_t)config->cache_mib * 1024 * 1024, config->cache_control);
    watcher_tell(service.watcher, renew, options.cache);
    bool good = daemon_start(&options, &daemon, err);
    if (good) {
        printf("%s\n", daemon_url(daemon));
        fflush(stdout);
        log_event(log, "info", "listening", daemon_url(daemon));
        wait_to_stop(stopping, log, options.cache);
        log_event(log, "info", "stopping", "waiting for requests in flight");
        daemon_stop(daemon, DRAIN_SECONDS);
        log_event(log, "info", "stopped", "all requests are answered");
    }
    watcher_stop(service.watcher);
    cache_free(options.cache);
    return good;
}

int command_serve(const struct config *config) {
    struct err err = {0};
    sigset_t stopping;
    if (!prepare_schema(config->database, &err))
        return exit_failed(&err);
    if (config->load) {
        int status = feed_load(config, &config->load, 1, stderr);
        if (status != EXIT_DONE)
            return status; /* never serve less than what was asked for */
    }
    block_signals(&stopping);
    struct log *log = log_open(STDERR_FILENO, config->access_log);
    bool good = serve(config, &stopping, log, &err);
    log_close(log);
    return good ? EXIT_DONE : exit_failed(&err);
}

/* ---- healthcheck ---- */

static bool ask(int socket, const char *address, char *answer, size_t size) {
    char request[512];
    size_t length = 0;
    ssize_t more;
    int wanted = snprintf(
        request, sizeof request, "GET /readyz HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n", address);
    if (wanted < 0 || (size_t)wanted >= sizeof request ||
        send(socket, request, (size_t)wanted, MSG_NOSIGNAL) != wanted)
        return false;
    while (length + 1 < size && (more = recv(socket, answer + length, size - 1 - length, 0)) > 0)
        length += (size_t)more;
    answer[length] = '\0';
    return length > 0;
}

int command_healthcheck(const struct config *config) {
    struct err err = {0};
    char answer[2048];
    int socket = socket_connected(config->listen, &err);
    if (socket < 0)
        return exit_failed(&err);
    bool answered = ask(socket, config->listen, answer, sizeof answer);
    close(socket);
    if (answered && strncmp(answer, "HTTP/1.1 200 ", 13) == 0)
        return EXIT_DONE;
    err_set(&err, ERR_ENVIRONMENT, config->listen, "not ready: %.*s",
        answered ? (int)strcspn(answer, "\r\n") : 9, answered ? answer : "no answer");
    return exit_failed(&err);
}
