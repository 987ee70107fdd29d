/* SPDX-License-Identifier: MIT */
/* A query as the address that would ask for it: the list, what shapes its rows, and the page. */
#include <stdlib.h>
#include <string.h>

#include "query/parse_parts.h"
#include "text/escape.h"

static int by_name_and_value(const void *left, const void *right) {
    const struct parameter *a = left, *b = right;
    int names = strcmp(a->name, b->name);
    return names ? names : strcmp(a->value, b->value);
}

static void put_parameter(struct buf *out, const char *name, const char *value) {
    if (value)
        escape_parameter(out, '&', name, value);
}

/* The key that ends every order is left out where it has no name that a client could give. */
static void put_sort(struct buf *out, const struct query *query) {
    AUTO_BUF sort = {0};
    for (size_t i = 0; i < query->sort_count; i++)
        if (query->sort[i].field->use & FIELD_SORT)
            buf_printf(&sort, "%s%s%s", i ? "," : "", query->sort[i].descending ? "-" : "",
                query->sort[i].field->name);
    put_parameter(out, "sort", sort.length ? sort.bytes : "");
}

/* The first & is the ? between path and parameters. */
static const char *address(struct arena *arena, const char *path, struct buf *parameters) {
    if (parameters->length)
        parameters->bytes[0] = '?';
    return arena_printf(arena, "%s%s", path, parameters->length ? parameters->bytes : "");
}

/* The same list has one canonical form, however its parameters were ordered. */
void address_canonical(
    struct parse *parse, const struct given *given, struct parameter *filters, size_t count) {
    AUTO_BUF text = {0};
    qsort(filters, count, sizeof *filters, by_name_and_value);
    for (size_t i = 0; i < count; i++)
        put_parameter(&text, filters[i].name, filters[i].value);
    put_parameter(&text, "q", given->values[Q]);
    if (given->values[SORT])
        put_sort(&text, parse->query);
    parse->query->canonical = address(parse->arena, parse->resource->path, &text);
}

/* `total` and `facet` are of the whole list, which the first page has told. */
void address_shape(struct parse *parse, const struct given *given) {
    static const enum place kept[] = {FIELDS, INCLUDE, LANG, LIMIT};
    AUTO_BUF text = {0};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        put_parameter(&text, query_parameters[kept[i]], given->values[kept[i]]);
    put_parameter(&text, "format", parse->form->format);
    parse->query->shape = arena_copy(parse->arena, text.length ? text.bytes : "", text.length);
}

static const char *joined(const struct query *query, const char *more, struct arena *arena) {
    bool bare = !strchr(query->canonical, '?');
    const char *all = arena_printf(arena, "%s%s", query->shape, more);
    return arena_printf(arena, "%s%s%s", query->canonical, bare && *all ? "?" : "", all + (bare && *all));
}

void address_page(struct parse *parse, const struct given *given) {
    AUTO_BUF text = {0};
    put_parameter(&text, "facet", given->values[FACET]);
    put_parameter(&text, "total", given->values[TOTAL]);
    put_parameter(&text, "cursor", given->values[CURSOR]);
    parse->query->page = joined(parse->query, text.length ? text.bytes : "", parse->arena);
}

const char *query_next(const struct query *query, const char *cursor, struct arena *arena) {
    AUTO_BUF text = {0};
    put_parameter(&text, "cursor", cursor);
    return joined(query, text.bytes, arena);
}
