/* SPDX-License-Identifier: MIT */
#include "resources/collection.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "format/json.h"
#include "query/query.h"

/* ---- what a worker has ---- */

bool worker_open(void *location, void **worker, struct err *err) {
    struct worker *made = memory_zeroed(1, sizeof *made);
    if (!store_open(location, STORE_READ, &made->store, err)) {
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

static void tag_now(void *context, const char *canonical, const struct route *route, struct reply *reply) {
    struct dataset dataset;
    watcher_latest(((struct service *)context)->watcher, &dataset);
    dataset_tag(&dataset, canonical, route->type, reply->tag);
}

bool path_plan(void *context, const struct route *route, struct request *request, struct reply *reply,
    struct problems *problems, struct err *err) {
    (void)err;
    if (!request_is_bare(request, problems))
        return false;
    tag_now(context, request->target.path, route, reply);
    return true;
}

bool list_plan(void *context, const struct route *route, struct request *request, struct reply *reply,
    struct problems *problems, struct err *err) {
    (void)err;
    struct query *query = arena_alloc(&request->arena, 1, sizeof *query);
    query_parse(route->subject, request->target.parameters, request->target.parameter_count, &request->arena,
        query, problems);
    if (problems->errors)
        return false;
    request->plan = query;
    tag_now(context, query->page, route, reply);
    return true;
}

bool one_plan(void *context, const struct route *route, struct request *request, struct reply *reply,
    struct problems *problems, struct err *err) {
    struct query *query = arena_alloc(&request->arena, 1, sizeof *query);
    query_one(route->subject, request->item, &request->arena, query);
    request->plan = query;
    return path_plan(context, route, request, reply, problems, err);
}

/* ---- on a worker ---- */

bool answer_from(void *worker, const char *canonical, read_in_tx *read, const struct route *route,
    struct request *request, struct reply *reply, struct err *err) {
    struct store *store = ((struct worker *)worker)->store;
    struct dataset dataset;
    if (!store_begin(store, err))
        return false;
    bool good = dataset_read(store, &dataset, err) && read(store, &dataset, route, request, reply, err);
    store_rollback(store);
    if (!good)
        return false;
    reply->status = 200;
    reply->type = route->type;
    reply->shared = true;
    dataset_tag(&dataset, canonical, route->type, reply->tag);
    if (dataset.modified[0])
        reply->modified = arena_string(&request->arena, dataset.modified);
    return true;
}

static bool read_list(struct store *store, const struct dataset *dataset, const struct route *route,
    struct request *request, struct reply *reply, struct err *err) {
    const struct query *query = request->plan;
    struct page page;
    (void)route;
    if (!page_read_in_tx(store, query, &request->arena, &page, err))
        return false;
    if (page.next)
        reply->next = query_next(query, page.next, &request->arena);
    if (reply->next && strlen(reply->next) > TARGET_BYTES_MAX)
        return err_set(err, ERR_INPUT, "sort",
            "the address of the next page would be longer than %d bytes; sort and filter by less",
            TARGET_BYTES_MAX);
    json_list(&reply->body, &page, reply->next, dataset->revision);
    return true;
}

bool list_answer(
    void *worker, const struct route *route, struct request *request, struct reply *reply, struct err *err) {
    const struct query *query = request->plan;
    return answer_from(worker, query->page, read_list, route, request, reply, err);
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

static bool read_one(struct store *store, const struct dataset *dataset, const struct route *route,
    struct request *request, struct reply *reply, struct err *err) {
    struct page page;
    if (!page_read_in_tx(store, request->plan, &request->arena, &page, err))
        return false;
    if (page.row_count == 0)
        return absent_in_tx(store, route->subject, request->item, err);
    json_one(&reply->body, &page, dataset->revision);
    return true;
}

bool one_answer(
    void *worker, const struct route *route, struct request *request, struct reply *reply, struct err *err) {
    return answer_from(worker, request->target.path, read_one, route, request, reply, err);
}
