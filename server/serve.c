/* SPDX-License-Identifier: MIT */
/* `factd serve`, from the database's schema to the last answer. */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/asset.h"
#include "commands.h"
#include "http/router.h"
#include "serving.h"
#include "systemd.h"
#include "views/views.h"

enum {
    ADMIN_CONNECTIONS = 64, /* probes and scrapers are few */
    ADMIN_CONNECTION_KIB = 16,
    ADMIN_TARGET_BYTES = 4096,
    MIB = 1024 * 1024,
};

/* ---- before anything is served ---- */

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
static bool take_addresses(struct serving *serving, struct err *err) {
    const struct config *config = serving->config;
    const char *scheme = serving->tls ? "https" : "http";
    if (!systemd_sockets(&serving->listeners, &serving->operation, scheme, err))
        return false;
    if (!serving->listeners.count &&
        !listeners_open(&serving->listeners, "--listen", config->listen, scheme, err))
        return false;
    return serving->operation.count || !config->admin ||
           listeners_open(&serving->operation, "--admin", config->admin, "http", err);
}

/* ---- start ---- */

static void renew(void *context) {
    const struct serving *serving = context;
    cache_renew(serving->cache);
    log_event(serving->log, LOG_DEBUG, "facts-changed", "what was kept of the older state is gone");
}

static void warn_of_descriptors(struct serving *serving, int connections) {
    char detail[200];
    if (connections == serving->config->connections)
        return;
    snprintf(detail, sizeof detail,
        "the limit of open files leaves %d connections in place of %d; raise it (ulimit -n, LimitNOFILE)",
        connections, serving->config->connections);
    log_event(serving->log, LOG_WARNING, "connections-limited", detail);
}

static void list_routes(struct serving *serving) {
    const struct route *const *api = serving->operation.count ? facts_routes : all_routes;
    serving->routes =
        router_joined((const struct route *const *const[]){api, view_routes, static_routes, NULL});
    serving->every_route =
        router_joined((const struct route *const *const[]){all_routes, view_routes, static_routes, NULL});
}

static bool start_daemon(struct serving *serving, struct err *err) {
    const struct config *config = serving->config;
    int connections = daemon_connections(config->connections);
    struct daemon_options options = {
        .listeners = serving->listeners,
        .routes = serving->routes,
        .context = &serving->service,
        .show_problem = show_problem,
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
        .tls = serving->tls,
        .log = serving->log,
        .metrics = serving->service.metrics,
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
        .metrics = serving->service.metrics,
    };
    serving->operation.count = 0;
    return daemon_start(&options, &serving->admin, err);
}

static void announce(const struct listeners *listeners, struct log *log, const char *event, FILE *out) {
    for (size_t i = 0; i < listeners->count; i++) {
        if (out)
            fprintf(out, "%s\n", listeners->each[i].url);
        log_event(log, LOG_INFO, event, listeners->each[i].url);
    }
}

/* ---- from the start to the end ---- */

static bool run(struct serving *serving, struct err *err) {
    const struct listeners listeners = serving->listeners, operation = serving->operation;
    if (!start_daemon(serving, err))
        return false;
    if (!start_admin(serving, err)) {
        daemon_free(serving->daemon);
        return false;
    }
    announce(&listeners, serving->log, "listening", stdout);
    announce(&operation, serving->log, "listening-admin", NULL);
    fflush(stdout);
    serving->watchdog = systemd_watchdog();
    systemd_notify("READY=1");
    serving_wait(serving);
    serving_drain(serving);
    serving_end(serving);
    return true;
}

static bool serve(struct serving *serving, struct err *err) {
    const struct config *config = serving->config;
    serving->service.database = config->database;
    serving->service.query_milliseconds = config->query_milliseconds;
    serving->service.texts = config->texts_served;
    serving->service.tls = serving->tls;
    if (!listeners_listen(&serving->listeners, err) || !listeners_listen(&serving->operation, err) ||
        !watcher_start(config->database, &serving->service.watcher, err))
        return false;
    serving->cache = cache_new((size_t)config->cache_mib * 1024 * 1024, config->cache_control);
    watcher_tell(serving->service.watcher, renew, serving);
    bool good = run(serving, err);
    watcher_stop(serving->service.watcher);
    cache_free(serving->cache);
    return good;
}

static int prepare_and_serve(struct serving *serving) {
    const struct config *config = serving->config;
    struct err err = {0};
    int applied;
    if (!upkeep_migrate(config->database, &applied, &err))
        return exit_failed(&err);
    if (config->load) {
        int status = feed_load(config, &config->load, 1, stderr);
        if (status != EXIT_DONE)
            return status; /* never serve less than what was asked for */
    }
    block_signals(&serving->signals);
    serving->log = log_open(&(struct log_options){.descriptor = STDERR_FILENO,
        .format = log_format_named(config->log_format),
        .level = log_level_named(config->log_level),
        .requests = config->access_log});
    if (serving->tls)
        tls_warn(serving->tls, serving_say, serving->log);
    list_routes(serving);
    serving->service.metrics = metrics_new(serving->every_route);
    bool good = serve(serving, &err);
    metrics_free(serving->service.metrics);
    free(serving->routes);
    free(serving->every_route);
    log_close(serving->log);
    return good ? EXIT_DONE : exit_failed(&err);
}

/* One that comes during a load is taken up after it, and does not end the process. */
static void hold_reload(void) {
    sigset_t reloading;
    sigemptyset(&reloading);
    sigaddset(&reloading, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &reloading, NULL);
}

/* Certificate and addresses before the database: where they cannot be had, a long load would be in vain. */
static int open_and_serve(struct serving *serving) {
    const struct config *config = serving->config;
    struct err err = {0};
    if (config->tls_certificate && !tls_open(config->tls_certificate, config->tls_key, &serving->tls, &err))
        return exit_failed(&err);
    int status = take_addresses(serving, &err) ? prepare_and_serve(serving) : exit_failed(&err);
    listeners_close(&serving->listeners);
    listeners_close(&serving->operation);
    if (serving->tls)
        tls_close(serving->tls);
    return status;
}

int command_serve(const struct config *config) {
    struct err err = {0};
    struct serving serving = {.config = config};
    asset_check();
    hold_reload();
    if (config->trusted_proxy &&
        !nets_parse(&serving.proxies, config->trusted_proxy, "--trusted-proxy", &err))
        return exit_failed(&err);
    if (!config->print_config)
        return open_and_serve(&serving);
    config_print(stdout, FOR_SERVE, config);
    return EXIT_DONE;
}
