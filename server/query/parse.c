/* SPDX-License-Identifier: MIT */
/* Parameters into a query, each checked against the resource's tables. All that is wrong is told at once,
 * with the nearest thing that would be right; nothing is ignored, clamped or guessed. */
#include "query/query.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "query/parse_parts.h"
#include "text/escape.h"
#include "text/utf8.h"

const char *const query_parameters[] = {
    "cursor", "facet", "fields", "include", "lang", "limit", "q", "sort", "total", NULL};

/* ---- messages ---- */

bool parse_names(struct parse *parse, const char *parameter, const char *text, struct text_array *names) {
    *names = parse_split(parse->arena, text);
    if (names->count > NAMES_MAX)
        problems_add(parse->problems, parameter, "it lists more than %d names", NAMES_MAX);
    return names->count <= NAMES_MAX;
}

struct text_array parse_split(struct arena *arena, const char *text) {
    struct text_array list = {0};
    size_t count = 1;
    for (const char *at = text; (at = strchr(at, ',')); at++)
        count++;
    list.items = arena_alloc(arena, count, sizeof *list.items);
    for (;;) {
        size_t length = strcspn(text, ",");
        list.items[list.count++] = arena_copy(arena, text, length);
        if (!text[length])
            return list;
        text += length + 1;
    }
}

void parse_offer(struct buf *list, const char *name, struct nearest *nearest) {
    char item[96];
    snprintf(item, sizeof item, " %s,", name);
    if (list->length && strstr(list->bytes, item))
        return;
    buf_text(list, item);
    nearest_try(nearest, name);
}

const char *parse_offered(const struct parse *parse, const struct buf *list) {
    return list->length ? arena_copy(parse->arena, list->bytes, list->length - 1) : "";
}

/* ---- which parameter is it ---- */

static void offer_fields(const struct parse *parse, unsigned use, struct buf *list, struct nearest *nearest) {
    struct field_cursor cursor = {0};
    const struct field *field;
    while ((field = resource_next_field(parse->resource, &cursor)))
        if (field->use & use)
            parse_offer(list, field->name, nearest);
}

/* What other services call it. */
static const char *elsewhere(const char *name) {
    static const char *const names[][2] = {{"select", "fields"}, {"order", "sort"}, {"order_by", "sort"},
        {"offset", "cursor"}, {"page", "cursor"}, {"per_page", "limit"}, {"size", "limit"}, {"search", "q"},
        {"query", "q"}, {"expand", "include"}, {"embed", "include"}, {"count", "total"},
        {"output", "format"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i][0]) == 0)
            return names[i][1];
    return name;
}

/* What would have done is listed where no one name suggests itself. An operator that was written is kept. */
static void unknown_parameter(struct parse *parse, const struct filter_name *name, const char *parameter) {
    AUTO_BUF list = {0};
    struct nearest nearest = nearest_to(elsewhere(name->field));
    struct field_cursor cursor = {0};
    bool asks = name->word && name->op != OPERATORS;
    if (next_named(parse->resource, name->field, FIELD_OUT, &cursor)) {
        problems_add(parse->problems, escape_shown(parameter, parse->arena),
            "%s are not filtered by it; q=… finds words in any of their texts", parse->resource->name);
        return;
    }
    for (const char *const *other = query_parameters; *other && !asks; other++)
        parse_offer(&list, *other, &nearest);
    if (!asks)
        parse_offer(&list, "format", &nearest);
    offer_fields(parse, FIELD_FILTER, &list, &nearest);
    struct problem *problem = problems_add(parse->problems, escape_shown(parameter, parse->arena),
        "%s have no such parameter%s%s", parse->resource->name, nearest.best ? "" : "; they have",
        nearest.best ? "" : parse_offered(parse, &list));
    problem->suggestion =
        nearest.best && asks ? arena_printf(parse->arena, "%s__%s", nearest.best, name->word) : nearest.best;
}

static bool take_place(struct parse *parse, struct given *given, const struct parameter *parameter) {
    for (size_t i = 0; i < PLACES; i++) {
        if (strcmp(parameter->name, query_parameters[i]) != 0)
            continue;
        if (given->values[i])
            problems_add(parse->problems, parameter->name, "it is given twice");
        given->values[i] = parameter->value;
        return true;
    }
    return false;
}

static bool take_filter(struct parse *parse, const struct parameter *parameter) {
    struct field_cursor cursor = {0};
    struct filter_name name = filter_name(parse, parameter->name);
    if (!next_named(parse->resource, name.field, FIELD_FILTER, &cursor)) {
        unknown_parameter(parse, &name, parameter->name);
        return false;
    }
    filter_add(parse, name, parameter->name, parameter->value);
    return true;
}

/* ---- sort ---- */

static void unknown_sort(struct parse *parse, const char *name) {
    AUTO_BUF list = {0};
    struct nearest nearest = nearest_to(name);
    offer_fields(parse, FIELD_SORT, &list, &nearest);
    problems_add(parse->problems, "sort", "%s cannot be sorted by \"%s\"%s%s", parse->resource->name,
        escape_shown(name, parse->arena), nearest.best ? "" : ", but by",
        nearest.best ? "" : parse_offered(parse, &list))
        ->suggestion = nearest.best;
}

static bool sorted_by(const struct query *query, const struct field *field) {
    for (size_t i = 0; i < query->sort_count; i++)
        if (query->sort[i].field == field)
            return true;
    return false;
}

static void add_sort(struct parse *parse, const char *item) {
    struct query *query = parse->query;
    bool descending = item[0] == '-';
    struct field_cursor cursor = {0};
    const struct field *field = next_named(parse->resource, item + descending, FIELD_SORT, &cursor);
    if (!field)
        unknown_sort(parse, item + descending);
    else if (sorted_by(query, field))
        problems_add(parse->problems, "sort", "\"%s\" stands in it twice", field->name);
    else if (query->sort_count && query->sort[query->sort_count - 1].field == parse->resource->key)
        problems_add(parse->problems, "sort", "nothing can be sorted behind \"%s\", which no two rows share",
            parse->resource->key->name);
    else if (query->sort_count == SORT_KEYS_MAX - 1 && field != parse->resource->key)
        problems_add(parse->problems, "sort", "at most %d fields can be sorted by", SORT_KEYS_MAX - 1);
    else
        query->sort[query->sort_count++] = (struct sort_key){field, descending,
            !resource_always_has(parse->resource, field), resource_kind_with(parse->resource, field->name)};
}

static void parse_sort(struct parse *parse, const char *text) {
    struct query *query = parse->query;
    query->sort = arena_alloc(parse->arena, SORT_KEYS_MAX, sizeof *query->sort);
    struct text_array items = {0};
    if (text && !parse_names(parse, "sort", text, &items))
        items.count = 0;
    for (size_t i = 0; i < items.count; i++)
        add_sort(parse, items.items[i]);
    bool descending = query->sort_count && query->sort[query->sort_count - 1].descending;
    if (!sorted_by(query, parse->resource->key))
        query->sort[query->sort_count++] =
            (struct sort_key){.field = parse->resource->key, .descending = descending};
}

/* ---- the other parameters ---- */

static void parse_limit(struct parse *parse, const char *text) {
    struct query *query = parse->query;
    query->whole = text && strcmp(text, "all") == 0;
    if (query->whole && !parse->form->whole)
        problems_add(
            parse->problems, "limit", "all can be had as CSV and NDJSON (format=csv, format=ndjson)");
    query->limit = query->whole ? LIMIT_MAX : query_read_limit(text, parse->form->whole, parse->problems);
}

size_t query_read_limit(const char *text, bool or_all, struct problems *problems) {
    if (!text)
        return LIMIT_DEFAULT;
    unsigned long number = strtoul(text, NULL, 10);
    bool digits = text[0] >= '1' && text[0] <= '9' && strspn(text, "0123456789") == strlen(text);
    if (digits && number <= LIMIT_MAX)
        return (size_t)number;
    problems_add(problems, "limit", "\"%s\" is not a whole number from 1 to %d%s",
        escape_shown(text, problems->arena), LIMIT_MAX, or_all ? ", nor all" : "");
    return LIMIT_DEFAULT;
}

static void parse_total(struct parse *parse, const char *text) {
    if (!text)
        return;
    parse->query->total = strcmp(text, "true") == 0;
    if (!parse->query->total && strcmp(text, "false") != 0)
        problems_add(
            parse->problems, "total", "\"%s\" is not true or false", escape_shown(text, parse->arena));
    else if (!parse->form->enveloped)
        problems_add(parse->problems, "total", "this format has no place for it; JSON has");
}

bool query_check_search(const char *text, struct match *match, struct problems *problems) {
    size_t length = strlen(text), errors = problems->errors;
    *match = (struct match){0};
    if (length == 0)
        problems_add(problems, "q", "it is empty");
    else if (utf8_count(text, length) > SEARCH_TEXT_MAX)
        problems_add(problems, "q", "it is longer than %d characters", SEARCH_TEXT_MAX);
    else
        tokens_query(text, length, CLOSENESS_ANY, problems->arena, match);
    if (match->count > SEARCH_WORDS_MAX)
        problems_add(problems, "q", "it has more than %d words", SEARCH_WORDS_MAX);
    return problems->errors == errors;
}

static void parse_search(struct parse *parse, const char *text) {
    parse->query->search = text;
    if (text)
        query_check_search(text, &parse->query->match, parse->problems);
}

static void parse_cursor(struct parse *parse, const char *text) {
    if (!text)
        return;
    if (parse->query->whole)
        problems_add(parse->problems, "cursor", "with limit=all there is no page to continue behind");
    else if (!cursor_decode(parse->query, text, parse->arena, &parse->query->after))
        problems_add(parse->problems, "cursor",
            "this list gave no such cursor for this filter and sort; start again without it");
}

/* ---- all together ---- */

static void parse_rest(struct parse *parse, const struct given *given) {
    if (sql_combinations(parse->query) > COMBINATIONS_MAX)
        problems_add(parse->problems, "role", "with the participants it makes more than %d combinations",
            COMBINATIONS_MAX);
    parse_sort(parse, given->values[SORT]);
    parse_limit(parse, given->values[LIMIT]);
    parse_total(parse, given->values[TOTAL]);
    parse_search(parse, given->values[Q]);
    select_language(parse, given->values[LANG]);
    select_inclusions(parse, given->values[INCLUDE]);
    select_fields(parse, given->values[FIELDS]);
    select_facets(parse, given->values[FACET]);
}

void query_parse(const struct resource *resource, const struct query_form *form,
    const struct parameter *parameters, size_t count, struct arena *arena, struct query *query,
    struct problems *problems) {
    struct parse parse = {resource, form, arena, query, problems};
    struct given given = {0};
    struct parameter *filters = arena_alloc(arena, count, sizeof *filters);
    size_t filter_count = 0, errors = problems->errors;
    *query = (struct query){
        .selection.resource = resource, .filters = arena_alloc(arena, count, sizeof *query->filters)};
    for (size_t i = 0; i < count; i++)
        if (!take_place(&parse, &given, &parameters[i]) && take_filter(&parse, &parameters[i]))
            filters[filter_count++] = parameters[i];
    parse_rest(&parse, &given);
    address_canonical(&parse, &given, filters, filter_count);
    address_shape(&parse, &given);
    address_page(&parse, &given);
    if (problems->errors == errors)
        parse_cursor(&parse, given.values[CURSOR]);
}

static void only_shape(struct parse *parse, struct given *given, const struct parameter *parameter) {
    static const enum place shaping[] = {FIELDS, INCLUDE, LANG};
    struct nearest nearest = nearest_to(parameter->name);
    for (size_t i = 0; i < sizeof shaping / sizeof *shaping; i++) {
        nearest_try(&nearest, query_parameters[shaping[i]]);
        if (strcmp(parameter->name, query_parameters[shaping[i]]) != 0)
            continue;
        take_place(parse, given, parameter);
        return;
    }
    nearest_try(&nearest, "format");
    problems_add(parse->problems, escape_shown(parameter->name, parse->arena),
        "one of %s takes fields, include, lang and format only", parse->resource->name)
        ->suggestion = nearest.best;
}

void query_parse_one(const struct resource *resource, const char *id, const struct query_form *form,
    const struct parameter *parameters, size_t count, struct arena *arena, struct query *query,
    struct problems *problems) {
    struct parse parse = {resource, form, arena, query, problems};
    struct given given = {0};
    *query = (struct query){.selection.resource = resource, .filter_count = 1, .sort_count = 1, .limit = 1};
    for (size_t i = 0; i < count; i++)
        only_shape(&parse, &given, &parameters[i]);
    query->filters = arena_alloc(arena, 1, sizeof *query->filters);
    query->filters[0] = (struct filter){.field = resource->key, .count = 1};
    query->filters[0].bounds = arena_alloc(arena, 1, sizeof *query->filters[0].bounds);
    query->filters[0].bounds->from = value_text(id);
    query->sort = arena_alloc(arena, 1, sizeof *query->sort);
    query->sort[0] = (struct sort_key){.field = resource->key};
    select_language(&parse, given.values[LANG]);
    select_inclusions(&parse, given.values[INCLUDE]);
    select_fields(&parse, given.values[FIELDS]);
    AUTO_BUF escaped = {0};
    escape_uri(&escaped, id, strlen(id));
    query->canonical = arena_printf(arena, "%s/%s", resource->path, escaped.length ? escaped.bytes : "");
    address_shape(&parse, &given);
    address_page(&parse, &given);
}
