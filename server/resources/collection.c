/* SPDX-License-Identifier: MIT */
#include "resources/collection.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "format/csv.h"
#include "format/json.h"
#include "format/jsonld.h"
#include "query/query.h"

const struct representation row_formats[] = {
    [AS_JSON] = {"json", "application/json"},
    [AS_CSV] = {"csv", "text/csv; charset=utf-8; header=present"},
    [AS_NDJSON] = {"ndjson", "application/x-ndjson"},
    [AS_JSONLD] = {"jsonld", "application/ld+json"},
    {0},
};

struct query_form form_of(const struct request *request) {
    enum row_format format = (enum row_format)(request->as - row_formats);
    return (struct query_form){
        .format = request->as_named ? request->as->name : NULL,
        .whole = format == AS_CSV || format == AS_NDJSON,
        .nested = format == AS_JSON || format == AS_NDJSON,
        .enveloped = format == AS_JSON,
    };
}

/* ---- what a worker has ---- */

bool worker_open(void *service, void **worker, struct err *err) {
    struct worker *made = memory_zeroed(1, sizeof *made);
    made->service = service;
    if (!store_open(made->service->database, STORE_READ, &made->store, err)) {
        free(made);
        return false;
    }
    *worker = made;
    return true;
}

void worker_close(void *worker) {
    store_close(((struct worker *)worker)->store);
    free(worker);
}

/* ---- on the event thread ---- */

void tag_now(void *context, const char *canonical, struct request *request, struct reply *reply) {
    struct dataset *dataset = arena_alloc(&request->arena, 1, sizeof *dataset);
    watcher_latest(((struct service *)context)->watcher, dataset);
    dataset_tag(dataset, canonical, request->as->type, reply->tag);
    request->state = dataset;
}

bool path_plan(void *context, const struct route *route, struct request *request, struct reply *reply,
    struct problems *problems, struct err *err) {
    (void)route;
    (void)err;
    if (!request_is_bare(request, problems))
        return false;
    tag_now(context, request->target.path, request, reply);
    return true;
}

bool list_plan(void *context, const struct route *route, struct request *request, struct reply *reply,
    struct problems *problems, struct err *err) {
    (void)err;
    struct query *query = arena_alloc(&request->arena, 1, sizeof *query);
    struct query_form form = form_of(request);
    query_parse(route->subject, &form, request->target.parameters, request->target.parameter_count,
        &request->arena, query, problems);
    if (problems->errors)
        return false;
    request->plan = query;
    reply->streamed = query->whole;
    tag_now(context, query->page, request, reply);
    return true;
}

bool one_plan(void *context, const struct route *route, struct request *request, struct reply *reply,
    struct problems *problems, struct err *err) {
    (void)err;
    struct query *query = arena_alloc(&request->arena, 1, sizeof *query);
    struct query_form form = form_of(request);
    query_parse_one(route->subject, request->item, &form, request->target.parameters,
        request->target.parameter_count, &request->arena, query, problems);
    if (problems->errors)
        return false;
    request->plan = query;
    tag_now(context, query->page, request, reply);
    return true;
}

/* ---- on a worker ---- */

static void complete(
    const struct dataset *dataset, const char *canonical, struct request *request, struct reply *reply) {
    reply->status = 200;
    reply->type = request->as->type;
    reply->shared = true;
    if (!request->state || !dataset_same(request->state, dataset))
        dataset_tag(dataset, canonical, request->as->type, reply->tag);
    if (dataset->modified[0])
        reply->modified = arena_string(&request->arena, dataset->modified);
}

/* What is kept should not show an older state for longer than it must once somebody was shown a newer one. */
static void tell_watcher(const struct worker *worker, const struct request *request) {
    if (request->state && !dataset_same(request->state, &worker->dataset))
        watcher_look(worker->service->watcher);
}

bool answer_from(void *worker, const char *canonical, read_in_tx *read, const struct route *route,
    struct request *request, struct reply *reply, struct err *err) {
    struct worker *own = worker;
    store_limit(own->store, own->service->query_milliseconds);
    if (!store_begin(own->store, err))
        return false;
    bool good = dataset_read(own->store, &own->dataset, err) &&
                read(own->store, &own->dataset, route, request, reply, err);
    store_limit(own->store, 0);
    store_rollback(own->store);
    if (!good)
        return false;
    tell_watcher(own, request);
    complete(&own->dataset, canonical, request, reply);
    return true;
}

static void write_list(struct buf *out, enum row_format format, const char *path, const struct page *page,
    const char *next, int64_t revision, const struct summary *summary) {
    switch (format) {
    case AS_JSON:
        json_list(out, page, next, revision, summary);
        return;
    case AS_CSV:
        csv_header(out, page->selection);
        csv_rows(out, page);
        return;
    case AS_NDJSON:
        json_lines(out, page);
        return;
    case AS_JSONLD:
        jsonld_list(out, path, page, next);
        return;
    }
}

/* The rows are given back when they are written: a request keeps its own memory until the client has all. */
static bool read_list(struct store *store, const struct dataset *dataset, const struct route *route,
    struct request *request, struct reply *reply, struct err *err) {
    const struct query *query = request->plan;
    AUTO_ARENA rows = {0};
    struct page page;
    struct summary summary;
    (void)route;
    if (!page_read_in_tx(store, query, &rows, &page, err) ||
        !summary_read_in_tx(store, query, &rows, &summary, err))
        return false;
    if (page.next)
        reply->next = query_next(query, page.next, &request->arena);
    if (reply->next && strlen(reply->next) > request->target_most)
        return err_set(err, ERR_INPUT, "next",
            "the address of the next page would be longer than %zu bytes; sort and filter by less",
            request->target_most);
    reply->language = query->selection.language;
    write_list(&reply->body, (enum row_format)(request->as - row_formats), query->page, &page, reply->next,
        dataset->revision, &summary);
    if (reply->body.length > ANSWER_BYTES_MAX)
        return err_set(err, ERR_INPUT, "limit",
            "so many rows make more than %d MiB; ask for fewer, or include less",
            ANSWER_BYTES_MAX / 1024 / 1024);
    return true;
}

bool list_answer(
    void *worker, const struct route *route, struct request *request, struct reply *reply, struct err *err) {
    const struct query *query = request->plan;
    struct dataset dataset = {0};
    if (!query->whole)
        return answer_from(worker, query->page, read_list, route, request, reply, err);
    if (!export_begin(((struct worker *)worker)->service, route, request, &dataset, &reply->stream, err))
        return false;
    reply->language = query->selection.language;
    complete(&dataset, query->page, request, reply);
    return true;
}

bool absent_in_tx(struct store *store, const struct resource *resource, const char *id, struct err *err) {
    struct value values[] = {value_text(resource->removed), value_text(id)};
    int64_t revision;
    if (!store_integer(store, "SELECT revision FROM removed WHERE collection = $1 AND id = $2", values, 2, 0,
            &revision, err))
        return false;
    if (revision)
        return err_set(err, ERR_GONE, "", "it was removed in revision %lld", (long long)revision);
    return err_set(err, ERR_NOT_FOUND, "", "%s has nothing of that id", resource->path);
}

static void write_one(struct buf *out, enum row_format format, const struct page *page, int64_t revision) {
    if (format == AS_JSON)
        json_one(out, page, revision);
    else if (format == AS_JSONLD)
        jsonld_one(out, page);
    else
        write_list(out, format, NULL, page, NULL, revision, &(struct summary){.total = -1});
}

static bool read_one(struct store *store, const struct dataset *dataset, const struct route *route,
    struct request *request, struct reply *reply, struct err *err) {
    const struct query *query = request->plan;
    AUTO_ARENA rows = {0};
    struct page page;
    if (!page_read_in_tx(store, query, &rows, &page, err))
        return false;
    if (page.row_count == 0)
        return absent_in_tx(store, route->subject, request->item, err);
    reply->language = query->selection.language;
    write_one(&reply->body, (enum row_format)(request->as - row_formats), &page, dataset->revision);
    return true;
}

bool one_answer(
    void *worker, const struct route *route, struct request *request, struct reply *reply, struct err *err) {
    const struct query *query = request->plan;
    return answer_from(worker, query->page, read_one, route, request, reply, err);
}
