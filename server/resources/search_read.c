/* SPDX-License-Identifier: MIT */
/* What a search is asked, and what it gives of that: one page of hits with their snippets. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "resources/search.h"
#include "text/escape.h"
#include "text/nearest.h"

enum place { CURSOR, LANG, LIMIT, Q, TYPE, PLACES };

static const char *const parameters[PLACES] = {"cursor", "lang", "limit", "q", "type"};

struct given {
    const char *values[PLACES]; /* or NULL */
    struct arena *arena;
    struct problems *problems;
};

static void take(struct given *given, const struct parameter *parameter) {
    struct nearest nearest = nearest_to(parameter->name);
    for (size_t i = 0; i < PLACES; i++) {
        nearest_try(&nearest, parameters[i]);
        if (strcmp(parameter->name, parameters[i]) != 0)
            continue;
        if (given->values[i])
            problems_add(given->problems, parameters[i], "it is given twice");
        given->values[i] = parameter->value;
        return;
    }
    problems_add(given->problems, escape_shown(parameter->name, given->arena),
        "a search takes q, type, limit, cursor and lang")
        ->suggestion = nearest.best;
}

static unsigned read_type(const struct given *given) {
    const char *text = given->values[TYPE];
    struct nearest nearest = nearest_to(text ? text : "");
    if (!text)
        return (1U << HIT_TYPES) - 1;
    for (size_t i = 0; i < HIT_TYPES; i++) {
        nearest_try(&nearest, hit_type_words[i]);
        if (strcmp(text, hit_type_words[i]) == 0)
            return 1U << i;
    }
    problems_add(given->problems, "type", "\"%s\" is not one of participant, article, fact",
        escape_shown(text, given->arena))
        ->suggestion = nearest.best;
    return 0;
}

static void read_words(const struct given *given) {
    struct match match;
    if (given->values[Q])
        query_check_search(given->values[Q], &match, given->problems);
    else
        problems_add(given->problems, "q", "it is missing: what to search for");
}

/* With the parameters from `first` on, in one order. */
static const char *address(const struct given *given, enum place first) {
    AUTO_BUF out = {0};
    for (size_t i = first; i < PLACES; i++) {
        const char *value = given->values[i];
        if (!value)
            continue;
        buf_printf(&out, "%s%s=", out.length ? "&" : "/v1/search?", parameters[i]);
        escape_uri(&out, value, strlen(value));
    }
    return arena_copy(given->arena, out.length ? out.bytes : "", out.length);
}

static const char *cursor_of(
    const struct search *search, const char *state, size_t skip, struct arena *arena) {
    const char *payload = arena_printf(arena, "%.*s.%zu", SEARCH_STATE_SIZE - 1, state, skip);
    return cursor_seal(search->sealed, payload, strlen(payload), arena);
}

/* What is not written as cursor_of writes it has a right checksum and is forged all the same. */
static bool cursor_is_good(struct search *search, const char *text, struct arena *arena) {
    size_t length;
    const char *payload = cursor_open(search->sealed, text, &length, arena);
    if (!payload || length <= SEARCH_STATE_SIZE)
        return false;
    snprintf(search->state, sizeof search->state, "%s", payload);
    search->skip = strtoul(payload + SEARCH_STATE_SIZE, NULL, 10);
    return search->skip < HITS_MAX &&
           strcmp(cursor_of(search, search->state, search->skip, arena), text) == 0;
}

void search_read(struct search *search, const struct parameter *asked, size_t count, struct arena *arena,
    struct problems *problems) {
    struct given given = {.arena = arena, .problems = problems};
    for (size_t i = 0; i < count; i++)
        take(&given, &asked[i]);
    read_words(&given);
    query_check_language(given.values[LANG], problems);
    *search = (struct search){.query = given.values[Q],
        .language = given.values[LANG],
        .limit = query_read_limit(given.values[LIMIT], false, problems),
        .types = read_type(&given),
        .list = address(&given, LANG),
        .sealed = address(&given, LIMIT)};
    const char *cursor = given.values[CURSOR];
    search->address = cursor ? arena_printf(arena, "%s&cursor=%s", search->list, cursor) : search->list;
    if (cursor && !problems->errors && !cursor_is_good(search, cursor, arena))
        problems_add(problems, "cursor", "this search gave no such cursor; start again without it");
}

bool search_find_in_tx(struct store *store, const struct dataset *dataset, const struct search *search,
    struct arena *arena, struct found *found, struct err *err) {
    struct hits hits;
    *found = (struct found){0};
    if (search->state[0] && strncmp(search->state, dataset->digest, SEARCH_STATE_SIZE - 1) != 0)
        return err_set(
            err, ERR_INPUT, "cursor", "facts were loaded since it was given; start again without it");
    if (!search_hits_in_tx(store, search->query, search->types, arena, &hits, err))
        return false;
    size_t from = search->skip < hits.count ? search->skip : hits.count, left = hits.count - from;
    found->total = hits.count;
    found->complete = hits.complete;
    found->hits = hits.items + from;
    found->count = left < search->limit ? left : search->limit;
    found->snippets = arena_alloc(arena, found->count, sizeof *found->snippets);
    if (found->count < left)
        found->cursor = cursor_of(search, dataset->digest, from + found->count, arena);
    return search_snippets_in_tx(
        store, search->query, found->hits, found->count, arena, found->snippets, err);
}
