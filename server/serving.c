/* SPDX-License-Identifier: MIT */
#include "serving.h"

#include <stdio.h>
#include <time.h>

#include "base/clock.h"
#include "systemd.h"

enum { TICK_MILLISECONDS = 100 }; /* how old a request's log line may grow */

/* ---- while it serves ---- */

/* When it changes: requests only learn that it does not answer. After a pause of the whole process, who
 * watches the database is given a second to look again: a signal may wake this thread before it does. */
static void tell_of_database(struct serving *serving, int64_t now) {
    struct err err = {0};
    if (now - serving->ticked > CLOCK_SECOND)
        serving->resumed = now;
    serving->ticked = now;
    if (now - serving->resumed < CLOCK_SECOND)
        return;
    bool lost = !watcher_ready(serving->service.watcher, &err);
    if (lost == serving->lost)
        return;
    serving->lost = lost;
    if (lost)
        log_event(serving->log, LOG_ERROR, "database-lost", err.detail);
    else
        log_event(serving->log, LOG_INFO, "database-back", "it answers again");
}

static void tick(struct serving *serving) {
    int64_t now = clock_now();
    tell_of_database(serving, now);
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

void serving_say(void *log, const char *sentence) {
    log_event(log, LOG_WARNING, "certificate", sentence);
}

/* What was in force stays where the new is bad. */
static void reload_certificate(struct serving *serving) {
    struct err err = {0};
    char detail[640];
    if (!tls_reload(serving->tls, &err)) {
        snprintf(
            detail, sizeof detail, "%s: %s; the certificate before stays in force", err.field, err.detail);
        log_event(serving->log, LOG_ERROR, "reload-failed", detail);
        return;
    }
    log_event(
        serving->log, LOG_INFO, "reloaded", "new connections are given the certificate as it was read now");
    tls_warn(serving->tls, serving_say, serving->log);
}

static void reload(struct serving *serving) {
    systemd_notify("RELOADING=1\nMONOTONIC_USEC=%lld", (long long)(clock_now() / 1000));
    if (serving->tls)
        reload_certificate(serving);
    else
        log_event(serving->log, LOG_INFO, "reloaded", "there is nothing that is read again");
    systemd_notify("READY=1");
}

void serving_wait(struct serving *serving) {
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
 * ends. Another signal ends the first wait, a third the second. */
void serving_drain(struct serving *serving) {
    const struct config *config = serving->config;
    atomic_store(&serving->service.draining, true);
    systemd_notify("STOPPING=1");
    log_event(serving->log, LOG_INFO, "stopping",
        config->drain_delay_seconds ? "/readyz fails and all else is answered for the delay that is set"
                                    : "waiting for requests in flight");
    wait_until(serving, clock_now() + config->drain_delay_seconds * CLOCK_SECOND, NULL);
    daemon_drain(serving->daemon);
    wait_until(serving, clock_now() + config->drain_seconds * CLOCK_SECOND, daemon_is_drained);
}

void serving_end(struct serving *serving) {
    bool drained = daemon_is_drained(serving->daemon);
    if (serving->admin) /* first, since it is asked about the other */
        daemon_free(serving->admin);
    daemon_free(serving->daemon);
    if (drained)
        log_event(serving->log, LOG_INFO, "stopped", "all requests are answered");
    else
        log_event(serving->log, LOG_WARNING, "stopped", "some requests were cut short");
}
