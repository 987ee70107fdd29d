/* SPDX-License-Identifier: MIT */
/* /v1/search: participants, articles and facts that hold some words, the nearest first. */
#include "resources/search.h"

#include <inttypes.h>
#include <string.h>

#include "resources/collection.h"
#include "resources/index.h"
#include "text/escape.h"

/* ---- on the event thread ---- */

static bool plan(void *context, const struct route *route, struct request *request, struct reply *reply,
    struct problems *problems, struct err *err) {
    struct search *search = arena_alloc(&request->arena, 1, sizeof *search);
    (void)route;
    (void)err;
    search_read(
        search, request->target.parameters, request->target.parameter_count, &request->arena, problems);
    if (problems->errors)
        return false;
    request->plan = search;
    tag_now(context, search->address, request, reply);
    return true;
}

/* ---- on a worker ---- */

static void put_name(struct buf *out, const struct snippet *snippet, const char *language) {
    const char *ko = snippet->name.ko, *en = snippet->name.en;
    if (language) {
        const char *wanted = strcmp(language, "ko") == 0 ? ko : en;
        escape_json(out, wanted ? wanted : en ? en : ko);
        return;
    }
    buf_text(out, "{\"ko\":");
    escape_json(out, ko);
    buf_text(out, ",\"en\":");
    escape_json(out, en);
    buf_char(out, '}');
}

static void put_snippet(struct buf *out, const struct snippet *snippet) {
    buf_text(out, "{\"text\":");
    escape_json(out, snippet->text);
    buf_text(out, ",\"marks\":[");
    for (size_t i = 0; i < snippet->mark_count; i++)
        buf_printf(out, "%s{\"start\":%zu,\"end\":%zu}", i ? "," : "", snippet->marks[i].start,
            snippet->marks[i].end);
    buf_text(out, "]}");
}

static void put_hit(
    struct buf *out, const struct hit *hit, const struct snippet *snippet, const char *language) {
    buf_printf(out, "{\"type\":\"%s\",\"id\":\"%s\",\"name\":", hit_type_words[hit->type], hit->id);
    put_name(out, snippet, language);
    buf_text(out, ",\"snippet\":");
    put_snippet(out, snippet);
    buf_printf(out, ",\"href\":\"/v1/%ss/%s\"}", hit_type_words[hit->type], hit->id);
}

static void put_hits(struct buf *out, const struct found *found, const char *language) {
    buf_text(out, "{\"data\":[");
    for (size_t i = 0; i < found->count; i++) {
        buf_text(out, i ? ",\n" : "\n");
        put_hit(out, &found->hits[i], &found->snippets[i], language);
    }
    buf_text(out, found->count ? "\n],\"next\":" : "],\"next\":");
}

static bool read_search_in_tx(struct store *store, const struct dataset *dataset, const struct route *route,
    struct request *request, struct reply *reply, struct err *err) {
    const struct search *search = request->plan;
    struct found found;
    (void)route;
    if (!search_find_in_tx(store, dataset, search, &request->arena, &found, err))
        return false;
    if (found.cursor)
        reply->next = arena_printf(&request->arena, "%s&cursor=%s", search->list, found.cursor);
    put_hits(&reply->body, &found, search->language);
    escape_json(&reply->body, reply->next);
    buf_printf(&reply->body,
        ",\"meta\":{\"revision\":%" PRId64 ",\"count\":%zu,\"total\":%zu,\"complete\":%s}}\n",
        dataset->revision, found.count, found.total, found.complete ? "true" : "false");
    reply->language = search->language;
    return true;
}

static bool answer(
    void *worker, const struct route *route, struct request *request, struct reply *reply, struct err *err) {
    const struct search *search = request->plan;
    return answer_from(worker, search->address, read_search_in_tx, route, request, reply, err);
}

const struct route search_route = {
    .path = "/v1/search", .as = AS("application/json"), .plan = plan, .answer = answer};
