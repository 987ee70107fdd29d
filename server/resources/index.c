/* SPDX-License-Identifier: MIT */
/* /v1: every collection with its link and count. */
#include "resources/index.h"

#include <inttypes.h>
#include <string.h>

#include "build.h"
#include "resources/collection.h"
#include "text/escape.h"

bool index_count_in_tx(struct store *store, const char *collection, int64_t *rows, struct err *err) {
    struct value name = value_text(collection);
    return store_integer(store, "SELECT rows FROM tally WHERE collection = $1", &name, 1, 0, rows, err);
}

static bool read_index(struct store *store, const struct dataset *dataset, const struct route *route,
    struct request *request, struct reply *reply, struct err *err) {
    struct buf *out = &reply->body;
    (void)route;
    (void)request;
    buf_printf(out,
        "{\"data\":{\"service\":\"factd\",\"version\":\"%s\",\"contract\":\"/openapi.yaml\","
        "\"docs\":\"/docs\",\"search\":\"/v1/search\",\"collections\":[",
        FACTD_VERSION);
    for (const struct resource *const *resource = collections; *resource; resource++) {
        int64_t rows;
        if (!index_count_in_tx(store, (*resource)->name, &rows, err))
            return false;
        buf_printf(out, "%s\n{\"name\":\"%s\",\"href\":\"%s\",\"count\":%" PRId64 ",\"about\":",
            resource == collections ? "" : ",", (*resource)->name, (*resource)->path, rows);
        escape_json(out, (*resource)->about);
        buf_char(out, '}');
    }
    buf_printf(out, "\n]},\"meta\":{\"revision\":%" PRId64 "}}\n", dataset->revision);
    return true;
}

static bool answer(
    void *worker, const struct route *route, struct request *request, struct reply *reply, struct err *err) {
    return answer_from(worker, request->target.path, read_index, route, request, reply, err);
}

const struct route index_route = {
    .path = "/v1", .as = AS("application/json"), .plan = path_plan, .answer = answer};
