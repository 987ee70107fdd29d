/* SPDX-License-Identifier: MIT */
/* `factd serve`, from the database's schema to the last answer. The main thread waits for signals, and does
 * what must be done now and then. */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/asset.h"
#include "base/clock.h"
#include "commands.h"
#include "document/load.h"
#include "http/daemon.h"
#include "http/guard.h"
#include "resources/resources.h"
#include "store/migrate.h"
#include "systemd.h"

enum {
    TICK_MILLISECONDS = 100, /* how old a request's log line may grow */
    HEADERS_LEAST = 1024,    /* bytes of a request's headers beside its target */
    ADMIN_CONNECTIONS = 64,  /* probes and scrapers are few */
    ADMIN_CONNECTION_KIB = 16,
    ADMIN_TARGET_BYTES = 4096,
    MIB = 1024 * 1024,
};

struct serving {
    const struct config *config;
    sigset_t signals; /* those that are waited for */
    struct log *log;
    struct service service;
    struct cache *cache;
    struct listeners listeners, operation;
    struct nets proxies; /* that are trusted */
    struct daemon *daemon;
    struct daemon *admin; /* or NULL */
    int64_t watchdog;     /* how often it is told that all is well; 0: never */
    int64_t told;
};

/* ---- before anything is served ---- */

static bool prepare_schema(const char *database, struct err *err) {
    struct store *store = NULL;
    int applied;
    if (!store_open(database, STORE_CREATE, &store, err))
        return false;
    bool good = migrate(store, assets, &applied, err) && document_derive(store, err);
    store_close(store);
    return good;
}

/* All other threads are born with them blocked. */
static void block_signals(sigset_t *signals) {
    sigemptyset(signals);
    sigaddset(signals, SIGTERM);
    sigaddset(signals, SIGINT);
    sigaddset(signals, SIGHUP);
    pthread_sigmask(SIG_BLOCK, signals, NULL);
    signal(SIGPIPE, SIG_IGN); /* a log that nobody reads is no reason to end */
}

/* Sockets that a service manager passed stand in place of those that the settings name. */
static bool listen_at(struct serving *serving, struct err *err) {
    const struct config *config = serving->config;
    if (!systemd_sockets(&serving->listeners, &serving->operation, "http", err))
        return false;
    if (!serving->listeners.count &&
        !listeners_open(&serving->listeners, "--listen", config->listen, "http", err))
        return false;
    return serving->operation.count || !config->admin ||
           listeners_open(&serving->operation, "--admin", config->admin, "http", err);
}

/* ---- start ---- */

static void renew(void *cache) {
    cache_renew(cache);
}

static void warn_of_descriptors(struct serving *serving, int connections) {
    char detail[200];
    if (connections == serving->config->connections)
        return;
    snprintf(detail, sizeof detail,
        "the limit of open files leaves %d connections in place of %d; raise it (ulimit -n, LimitNOFILE)",
        connections, serving->config->connections);
    log_event(serving->log, "warning", "connections-limited", detail);
}

static bool start_daemon(struct serving *serving, struct err *err) {
    const struct config *config = serving->config;
    int connections = daemon_connections(config->connections);
    struct daemon_options options = {
        .listeners = serving->listeners,
        .routes = serving->admin ? facts_routes : all_routes,
        .context = &serving->service,
        .workers = {.count = (size_t)config->workers,
            .queue = (size_t)config->queue,
            .context = &serving->service,
            .open = worker_open,
            .close = worker_close},
        .streams = {.count = config->exports,
            .seconds = config->export_seconds,
            .rate = config->export_rate,
            .log = serving->log},
        .patience_milliseconds = config->queue_milliseconds,
        .connections = connections,
        .connection_bytes = (size_t)config->headers_kib * 1024,
        .idle_seconds = config->idle_seconds,
        .request_seconds = config->request_seconds,
        .visitors = {.connections_per_address = config->connections_per_address,
            .rate = config->rate,
            .burst = config->rate_burst,
            .connections = (size_t)connections},
        .proxies = serving->proxies,
        .client_header = config->client_header,
        .target_bytes = (size_t)config->target_bytes,
        .unsent_bytes = (size_t)config->unsent_mib * MIB,
        .cache = serving->cache,
        .cache_control = config->cache_control,
        .log = serving->log,
    };
    warn_of_descriptors(serving, connections);
    serving->listeners.count = 0; /* they are the daemon's now */
    return daemon_start(&options, &serving->daemon, err);
}

/* One thread of its own, so that it answers whatever the others are busy with. */
static bool start_admin(struct serving *serving, struct err *err) {
    const struct config *config = serving->config;
    if (!serving->operation.count)
        return true;
    struct daemon_options options = {
        .listeners = serving->operation,
        .routes = operation_routes,
        .context = &serving->service,
        .loops = 1,
        .connections = ADMIN_CONNECTIONS,
        .connection_bytes = (size_t)ADMIN_CONNECTION_KIB * 1024,
        .idle_seconds = config->idle_seconds,
        .request_seconds = config->request_seconds,
        .visitors = {.connections = ADMIN_CONNECTIONS},
        .target_bytes = ADMIN_TARGET_BYTES,
        .unsent_bytes = MIB,
        .cache = serving->cache,
        .cache_control = config->cache_control,
        .log = serving->log,
    };
    serving->operation.count = 0;
    return daemon_start(&options, &serving->admin, err);
}

static void announce(const struct listeners *listeners, struct log *log, const char *event, FILE *out) {
    for (size_t i = 0; i < listeners->count; i++) {
        if (out)
            fprintf(out, "%s\n", listeners->each[i].url);
        log_event(log, "info", event, listeners->each[i].url);
    }
}

/* ---- while it serves ---- */

static void tick(struct serving *serving) {
    int64_t now = clock_now();
    log_flush(serving->log);
    cache_trim(serving->cache);
    /* Twice as often as is asked; where a thread does not turn any more, the manager is left to act. */
    if (!serving->watchdog || now - serving->told < serving->watchdog / 2)
        return;
    if (daemon_turns(serving->daemon))
        systemd_notify("WATCHDOG=1");
    serving->told = now;
}

/* Waits so long at most; the signal that came, or 0. */
static int wait_for_signal(struct serving *serving, int milliseconds) {
    struct timespec pause = {
        .tv_sec = milliseconds / 1000, .tv_nsec = milliseconds % 1000 * CLOCK_MILLISECOND};
    int signal = sigtimedwait(&serving->signals, NULL, &pause);
    tick(serving);
    return signal > 0 ? signal : 0;
}

static void reload(struct serving *serving) {
    systemd_notify("RELOADING=1\nMONOTONIC_USEC=%lld", (long long)(clock_now() / 1000));
    log_event(serving->log, "info", "reloaded", "there is nothing that is read again");
    systemd_notify("READY=1");
}

static void wait_to_stop(struct serving *serving) {
    int signal;
    while ((signal = wait_for_signal(serving, TICK_MILLISECONDS)) == 0 || signal == SIGHUP)
        if (signal == SIGHUP)
            reload(serving);
}

/* ---- stop ---- */

/* Another signal to stop ends the wait. */
static void wait_until(struct serving *serving, int64_t until, bool (*done)(struct daemon *daemon)) {
    while (clock_now() < until && !(done && done(serving->daemon))) {
        int signal = wait_for_signal(serving, done ? 5 : TICK_MILLISECONDS);
        if (signal == SIGTERM || signal == SIGINT)
            return;
    }
}

/* In the order that loses nothing: who balances the load is told first and given time to hear it, while all
 * is answered as ever; then answers close their connections and no new ones are taken; then what is under way
 * ends. Another
 * signal ends the first wait, a third the second. */
static void drain(struct serving *serving) {
    const struct config *config = serving->config;
    atomic_store(&serving->service.draining, true);
    systemd_notify("STOPPING=1");
    log_event(serving->log, "info", "stopping", "waiting for requests in flight");
    wait_until(serving, clock_now() + config->drain_delay_seconds * CLOCK_SECOND, NULL);
    daemon_drain(serving->daemon);
    wait_until(serving, clock_now() + config->drain_seconds * CLOCK_SECOND, daemon_is_drained);
}

static void end(struct serving *serving) {
    bool drained = daemon_is_drained(serving->daemon);
    daemon_free(serving->daemon);
    if (drained)
        log_event(serving->log, "info", "stopped", "all requests are answered");
    else
        log_event(serving->log, "warning", "stopped", "some requests were cut short");
}

static bool run(struct serving *serving, struct err *err) {
    const struct listeners listeners = serving->listeners, operation = serving->operation;
    if (!start_admin(serving, err) || !start_daemon(serving, err))
        return false;
    announce(&listeners, serving->log, "listening", stdout);
    announce(&operation, serving->log, "listening-admin", NULL);
    fflush(stdout);
    serving->watchdog = systemd_watchdog();
    systemd_notify("READY=1");
    wait_to_stop(serving);
    drain(serving);
    end(serving);
    return true;
}

static bool serve(struct serving *serving, struct err *err) {
    const struct config *config = serving->config;
    serving->service = (struct service){.database = config->database,
        .query_milliseconds = config->query_milliseconds,
        .texts = config->texts_served};
    if (!listen_at(serving, err) || !watcher_start(config->database, &serving->service.watcher, err))
        return false;
    serving->cache = cache_new((size_t)config->cache_mib * 1024 * 1024, config->cache_control);
    watcher_tell(serving->service.watcher, renew, serving->cache);
    bool good = run(serving, err);
    if (serving->admin)
        daemon_free(serving->admin);
    watcher_stop(serving->service.watcher);
    cache_free(serving->cache);
    return good;
}

int command_serve(const struct config *config) {
    struct err err = {0};
    struct serving serving = {.config = config};
    if (config->trusted_proxy && !nets_parse(&serving.proxies, config->trusted_proxy, "--trusted-proxy", &err))
        return exit_failed(&err);
    if (config->print_config) {
        config_print(stdout, FOR_SERVE, config);
        return EXIT_DONE;
    }
    if (!prepare_schema(config->database, &err))
        return exit_failed(&err);
    if (config->load) {
        int status = feed_load(config, &config->load, 1, stderr);
        if (status != EXIT_DONE)
            return status; /* never serve less than what was asked for */
    }
    block_signals(&serving.signals);
    serving.log = log_open(STDERR_FILENO, config->access_log);
    bool good = serve(&serving, &err);
    listeners_close(&serving.listeners);
    listeners_close(&serving.operation);
    log_close(serving.log);
    return good ? EXIT_DONE : exit_failed(&err);
}
