/* SPDX-License-Identifier: MIT */
/* What parse.c, filter.c and select.c hand each other while parameters are read. */
#ifndef FACTD_QUERY_PARSE_PARTS_H
#define FACTD_QUERY_PARSE_PARTS_H

#include "query/query.h"
#include "text/nearest.h"

struct parse {
    const struct resource *resource;
    const struct query_form *form;
    struct arena *arena;
    struct query *query;
    struct problems *problems;
};

struct text_array {
    const char **items;
    size_t count;
};

/* The parameters that are no filters, each at most once. */
enum place { CURSOR, FACET, FIELDS, INCLUDE, LANG, LIMIT, Q, SORT, TOTAL, PLACES };

/* Their values as given, NULL where they are not. */
struct given {
    const char *values[PLACES];
};

/* address.c: what query.h says of `canonical`, `shape` and `page`, in this order; the filters are sorted. */
void address_canonical(
    struct parse *parse, const struct given *given, struct parameter *filters, size_t count);
void address_shape(struct parse *parse, const struct given *given);
void address_page(struct parse *parse, const struct given *given);

/* filter.c */

/* "value__gte" taken apart: the field's name, and its operator (OPERATOR_EQ where none is named, OPERATORS
 * where it is none). */
struct filter_name {
    const char *field;
    const char *word; /* the operator's, or NULL */
    enum operator op;
};

struct filter_name filter_name(struct parse *parse, const char *name);

/* Adds the filter to the query; `name.field` is one that the resource filters by. */
void filter_add(struct parse *parse, struct filter_name name, const char *parameter, const char *value);

/* The first field of that name with any of those uses behind the cursor: /v1/facts has the `type` of
 * agreements and that of events. */
const struct field *next_named(
    const struct resource *resource, const char *name, unsigned use, struct field_cursor *cursor);

/* list.c: the values of an `__in`: split at commas, or a JSON array where it begins as one. False, with a
 * problem, where it is none. */
bool list_values(struct parse *parse, const char *parameter, const char *text, struct text_array *list);

/* select.c; each text is the parameter's value or NULL. */
void selection_whole(const struct resource *resource, struct arena *arena, struct selection *selection);
void select_language(struct parse *parse, const char *text);
void select_fields(struct parse *parse, const char *text);
void select_inclusions(struct parse *parse, const char *text);
void select_facets(struct parse *parse, const char *text);

/* parse.c */

/* "a,b" into texts. */
struct text_array parse_split(struct arena *arena, const char *text);

/* The same of names; false, with a problem, where there are more than anybody means. */
bool parse_names(struct parse *parse, const char *parameter, const char *text, struct text_array *names);

/* A text that grows by " name," for a message, each name once; tried as a suggestion as well. */
void parse_offer(struct buf *list, const char *name, struct nearest *nearest);

/* What was offered, without the last comma. */
const char *parse_offered(const struct parse *parse, const struct buf *list);

#endif
