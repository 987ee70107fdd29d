/* SPDX-License-Identifier: MIT */
/* Any bytes as a request's target, from the router to the last byte of the answer, over the facts of a
 * fixture. What comes of them is an answer or an error of the client's; never one of ours, and never a broken
 * body. Input that does not begin with a slash stands behind "/v1/facts?". */
#include <jansson.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/asset.h"
#include "document/load.h"
#include "http/problem.h"
#include "http/represent.h"
#include "http/router.h"
#include "resources/collection.h"
#include "store/migrate.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char database[] = "/tmp/factd-fuzz-XXXXXX";
enum { TARGET_BYTES = 4096 };

static struct service service = {.database = database, .texts = true};
static void *worker;

static void require(bool holds, const char *what, const char *target) {
    if (holds)
        return;
    fprintf(stderr, "%s: %s\n", target, what);
    abort();
}

/* ---- the facts ---- */

static void load(struct store *store, const char *path, const char *text_path) {
    AUTO_ARENA arena = {0};
    struct document document = {0};
    struct article_text text;
    struct problems problems;
    struct load_outcome outcome;
    struct err err = {0};
    const char *bytes;
    size_t length;
    problems_init(&problems, &arena);
    require(document_file(path, DOCUMENT_BYTES_MAX, &arena, &bytes, &length, &err) &&
                document_text(text_path, &arena, &text, &err) &&
                document_read(bytes, length, &arena, &document, &problems) &&
                document_load(store, &document, &text, false, &arena, &outcome, &problems, &err),
        err.detail, path);
}

static void remove_database(void) {
    char path[64];
    static const char *const ends[] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        snprintf(path, sizeof path, "%s%s", database, ends[i]);
        unlink(path);
    }
}

static void begin(void) {
    struct store *store = NULL;
    struct err err = {0};
    int applied, file = mkstemp(database);
    close(file);
    atexit(remove_database);
    require(file >= 0 && store_open(database, STORE_CREATE, &store, &err) &&
                migrate(store, assets, &applied, &err) && document_derive(store, &err),
        err.detail, database);
    load(store, "tests/fixtures/harbour.json", "tests/fixtures/harbour.txt");
    load(store, "tests/fixtures/harbour-en.json", "tests/fixtures/harbour-en.txt");
    store_close(store);
    require(watcher_start(database, &service.watcher, &err) && worker_open(&service, &worker, &err),
        err.detail, database);
}

/* ---- one request ---- */

static void check_body(const struct request *request, const struct reply *reply) {
    json_error_t error;
    const char *bytes = reply->fixed ? reply->fixed : reply->body.bytes;
    size_t length = reply->fixed ? reply->fixed_length : reply->body.length;
    require(utf8_valid(bytes, length), "the body is no UTF-8", request->raw);
    if (!strstr(request->as->type, "json") || strstr(request->as->type, "ndjson"))
        return;
    json_t *json = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, &error);
    require(json != NULL, "the body is no JSON", request->raw);
    json_decref(json);
}

static void drain(const struct request *request, struct reply *reply) {
    struct err err = {0};
    while (reply->stream.next(reply->stream.context, &reply->body, &err))
        continue;
    reply->stream.close(reply->stream.context);
    require(err.kind == ERR_NONE, err.detail, request->raw);
}

static bool is_the_clients(const struct err *err) {
    enum problem_type type = problem_of(err->kind);
    return type == PROBLEM_INVALID_PARAMETER || type == PROBLEM_NOT_FOUND || type == PROBLEM_GONE;
}

static void answer(const struct route *route, struct request *request, struct reply *reply) {
    struct problems problems;
    struct err err = {0};
    problems_init(&problems, &request->arena);
    if (!represent(route, NULL, request, &problems))
        return;
    bool good = route->plan(&service, route, request, reply, &problems, &err);
    if (good && reply->status == 0)
        good = route->answer(worker, route, request, reply, &err);
    require(good || problems.errors || is_the_clients(&err), err.detail, request->raw);
    if (good && reply->stream.next)
        drain(request, reply);
    if (good && reply->status == 200)
        check_body(request, reply);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct request request = {.target_most = TARGET_BYTES};
    struct reply reply = {0};
    if (!worker)
        begin();
    size_t length = strnlen((const char *)data, size);
    const char *prefix = length && data[0] == '/' ? "" : "/v1/facts?";
    request.raw = arena_printf(&request.arena, "%s%.*s", prefix, (int)length, (const char *)data);
    if (strlen(request.raw) <= TARGET_BYTES && !target_parse(request.raw, &request.arena, &request.target)) {
        const struct route *route =
            router_find(all_routes, request.target.path, &request.arena, &request.item);
        if (route)
            answer(route, &request, &reply);
    }
    buf_close(&reply.body);
    arena_close(&request.arena);
    return 0;
}
