/* SPDX-License-Identifier: MIT */
/* /metrics: what the server counts of itself, and what is known of the database without asking it. */
#include <stdio.h>
#include <sys/stat.h>

#include "http/metrics.h"
#include "http/tls.h"
#include "resources/index.h"
#include "resources/resources.h"
#include "text/exposition.h"

/* 0 where there is no such file. */
static int64_t bytes_of(const char *database, const char *suffix) {
    char path[4096];
    struct stat status;
    int length = snprintf(path, sizeof path, "%s%s", database, suffix);
    return length > 0 && (size_t)length < sizeof path && stat(path, &status) == 0 ? status.st_size : 0;
}

static void put_database(struct buf *out, const struct service *service) {
    struct dataset dataset;
    struct err err = {0};
    watcher_latest(service->watcher, &dataset);
    exposition_one(
        out, "factd_dataset_revision", "gauge", "The state of the facts that is served.", dataset.revision);
    exposition_one(out, "factd_dataset_changed_timestamp_seconds", "gauge",
        "When that state was made, in seconds since 1970; 0 while nothing is loaded.", dataset.changed);
    exposition_one(out, "factd_database_ready", "gauge", "1 while the database answers, else 0, as /readyz.",
        watcher_ready(service->watcher, &err));
    exposition_one(out, "factd_database_bytes", "gauge", "Size of the database's file.",
        bytes_of(service->database, ""));
    exposition_one(out, "factd_database_wal_bytes", "gauge", "Size of the database's write-ahead log.",
        bytes_of(service->database, "-wal"));
}

static bool plan(void *context, const struct route *route, struct request *request, struct reply *reply,
    struct problems *problems, struct err *err) {
    const struct service *service = context;
    (void)err;
    if (!request_is_bare(request, problems))
        return false;
    *reply = (struct reply){.status = 200, .type = route->as->type};
    metrics_put(service->metrics, &reply->body);
    put_database(&reply->body, service);
    if (service->tls)
        exposition_one(&reply->body, "factd_tls_certificate_expiry_timestamp_seconds", "gauge",
            "When the certificate or one of its chain expires, in seconds since 1970; only with HTTPS.",
            tls_expires(service->tls));
    return true;
}

const struct route metrics_route = {.path = "/metrics", .as = AS(EXPOSITION_TYPE), .plan = plan};
