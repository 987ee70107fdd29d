/* SPDX-License-Identifier: MIT */
/* /v1/search: participants, articles and facts that hold some words, the nearest first. */
#include "resources/search.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "resources/collection.h"
#include "resources/index.h"
#include "text/escape.h"
#include "text/nearest.h"
#include "text/utf8.h"

enum place { CURSOR, LANG, LIMIT, Q, TYPE, PLACES };

static const char *const parameters[PLACES] = {"cursor", "lang", "limit", "q", "type"};

/* So much of a digest tells states apart; a revision's number does not, after a restore. */
enum { STATE_SIZE = 17 };

struct search {
    const char *values[PLACES]; /* as given, or NULL */
    size_t limit;
    unsigned types;
    char state[STATE_SIZE]; /* that the cursor is of, "": no cursor */
    size_t skip;
    const char *canonical; /* what is searched */
};

/* ---- on the event thread ---- */

static void take(struct search *search, const struct parameter *parameter, struct problems *problems) {
    struct nearest nearest = nearest_to(parameter->name);
    for (size_t i = 0; i < PLACES; i++) {
        nearest_try(&nearest, parameters[i]);
        if (strcmp(parameter->name, parameters[i]) != 0)
            continue;
        if (search->values[i])
            problems_add(problems, parameters[i], "it is given twice");
        search->values[i] = parameter->value;
        return;
    }
    problems_add(problems, escape_shown(parameter->name, problems->arena),
        "a search takes q, type, limit, cursor and lang")
        ->suggestion = nearest.best;
}

static void read_type(struct search *search, struct problems *problems) {
    const char *text = search->values[TYPE];
    struct nearest nearest = nearest_to(text ? text : "");
    search->types = text ? 0 : (1U << HIT_TYPES) - 1;
    for (size_t i = 0; text && i < HIT_TYPES; i++) {
        nearest_try(&nearest, hit_type_words[i]);
        if (strcmp(text, hit_type_words[i]) == 0)
            search->types = 1U << i;
    }
    if (!search->types)
        problems_add(problems, "type", "\"%s\" is not one of participant, article, fact",
            escape_shown(text, problems->arena))
            ->suggestion = nearest.best;
}

static const char *cursor_of(
    const struct search *search, const char *state, size_t skip, struct arena *arena) {
    const char *payload = arena_printf(arena, "%.*s.%zu", STATE_SIZE - 1, state, skip);
    return cursor_seal(search->canonical, payload, strlen(payload), arena);
}

/* What is not written as cursor_of writes it has a right checksum and is forged all the same. */
static bool cursor_is_good(struct search *search, struct arena *arena) {
    size_t length;
    const char *text = search->values[CURSOR],
               *payload = cursor_open(search->canonical, text, &length, arena);
    if (!payload || length <= STATE_SIZE)
        return false;
    snprintf(search->state, sizeof search->state, "%s", payload);
    search->skip = strtoul(payload + STATE_SIZE, NULL, 10);
    return search->skip < HITS_MAX &&
           strcmp(cursor_of(search, search->state, search->skip, arena), text) == 0;
}

static void read_search(struct search *search, struct arena *arena, struct problems *problems) {
    AUTO_BUF canonical = {0};
    struct match match;
    if (search->values[Q])
        query_check_search(search->values[Q], &match, problems);
    else
        problems_add(problems, "q", "it is missing: what to search for");
    query_check_language(search->values[LANG], problems);
    search->limit = query_read_limit(search->values[LIMIT], false, problems);
    read_type(search, problems);
    for (size_t i = LANG; i < PLACES; i++) {
        const char *value = search->values[i];
        if (!value)
            continue;
        buf_printf(&canonical, "%s%s=", canonical.length ? "&" : "/v1/search?", parameters[i]);
        escape_uri(&canonical, value, strlen(value));
    }
    search->canonical = arena_copy(arena, canonical.length ? canonical.bytes : "", canonical.length);
    if (search->values[CURSOR] && !problems->errors && !cursor_is_good(search, arena))
        problems_add(problems, "cursor", "this search gave no such cursor; start again without it");
}

/* What tells this page of the search from others. */
static const char *search_page(const struct search *search, struct arena *arena) {
    return arena_printf(
        arena, "%s&cursor=%s", search->canonical, search->values[CURSOR] ? search->values[CURSOR] : "");
}

static bool plan(void *context, const struct route *route, struct request *request, struct reply *reply,
    struct problems *problems, struct err *err) {
    struct search *search = arena_alloc(&request->arena, 1, sizeof *search);
    (void)route;
    (void)err;
    for (size_t i = 0; i < request->target.parameter_count; i++)
        take(search, &request->target.parameters[i], problems);
    read_search(search, &request->arena, problems);
    if (problems->errors)
        return false;
    request->plan = search;
    tag_now(context, search_page(search, &request->arena), request, reply);
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

static bool read_search_in_tx(struct store *store, const struct dataset *dataset, const struct route *route,
    struct request *request, struct reply *reply, struct err *err) {
    const struct search *search = request->plan;
    struct hits hits;
    (void)route;
    if (search->state[0] && strncmp(search->state, dataset->digest, STATE_SIZE - 1) != 0)
        return err_set(
            err, ERR_INPUT, "cursor", "facts were loaded since it was given; start again without it");
    if (!search_hits_in_tx(store, search->values[Q], search->types, &request->arena, &hits, err))
        return false;
    size_t from = search->skip < hits.count ? search->skip : hits.count;
    size_t count = hits.count - from < search->limit ? hits.count - from : search->limit;
    struct snippet *snippets = arena_alloc(&request->arena, count, sizeof *snippets);
    if (!search_snippets_in_tx(
            store, search->values[Q], hits.items + from, count, &request->arena, snippets, err))
        return false;
    if (from + count < hits.count)
        reply->next = arena_printf(&request->arena, "%s&cursor=%s", search->canonical,
            cursor_of(search, dataset->digest, from + count, &request->arena));
    buf_text(&reply->body, "{\"data\":[");
    for (size_t i = 0; i < count; i++) {
        buf_text(&reply->body, i ? ",\n" : "\n");
        put_hit(&reply->body, &hits.items[from + i], &snippets[i], search->values[LANG]);
    }
    buf_text(&reply->body, count ? "\n],\"next\":" : "],\"next\":");
    escape_json(&reply->body, reply->next);
    buf_printf(&reply->body,
        ",\"meta\":{\"revision\":%" PRId64 ",\"count\":%zu,\"total\":%zu,\"complete\":%s}}\n",
        dataset->revision, count, hits.count, hits.complete ? "true" : "false");
    reply->language = search->values[LANG];
    return true;
}

static bool answer(
    void *worker, const struct route *route, struct request *request, struct reply *reply, struct err *err) {
    const char *page = search_page(request->plan, &request->arena);
    return answer_from(worker, page, read_search_in_tx, route, request, reply, err);
}

const struct route search_route = {
    .path = "/v1/search", .as = AS("application/json"), .plan = plan, .answer = answer};
