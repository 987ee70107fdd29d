/* SPDX-License-Identifier: MIT */
/* From parameters to rows: parse checks them against a resource's tables, sql writes the statements, page
 * reads. */
#ifndef FACTD_QUERY_QUERY_H
#define FACTD_QUERY_QUERY_H

#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/problems.h"
#include "base/value.h"
#include "query/resource.h"
#include "store/store.h"
#include "text/target.h"

enum { LIMIT_DEFAULT = 50, LIMIT_MAX = 200 };

struct filter {
    const struct field *field;
    struct value from; /* equality; for a date the first day */
    struct value to;   /* for a date the last day, else null */
};

struct sort_key {
    const struct field *field;
    bool descending;
    bool nullable;
};

struct query {
    const struct resource *resource;
    struct filter *filters;
    size_t filter_count;
    struct sort_key *sort; /* the key comes last, so the order is total */
    size_t sort_count;
    size_t limit;
    struct value *after;   /* sort_count values of the row to continue behind, or NULL */
    const char *canonical; /* the list that this is a page of: filters in one order, sort */
    const char *page;      /* canonical, limit and cursor: what tells one answer from another */
};

/* Adds a problem for each parameter that is wrong. Everything in `query` belongs to the arena. */
void query_parse(const struct resource *resource, const struct parameter *parameters, size_t count,
    struct arena *arena, struct query *query, struct problems *problems);

/* The path of the page behind this one. */
const char *query_next(const struct query *query, const char *cursor, struct arena *arena);

/* The one row of that key. */
void query_one(const struct resource *resource, const char *id, struct arena *arena, struct query *query);

/* A page is read range by range, so that each is one stretch of an index, until it is full: rows equal in the
 * first `equal` sort keys and behind `after` in the next, or null there. */
struct range {
    size_t equal;
    enum { RANGE_ALL, RANGE_AFTER, RANGE_NOT_NULL, RANGE_NULL } rest;
};

enum { SORT_KEYS_MAX = 8, RANGES_MAX = 2 * SORT_KEYS_MAX };

/* The ranges of a page, in order; returns how many. */
size_t query_ranges(const struct query *query, struct range ranges[static RANGES_MAX]);

/* Filters through one membership are combined, field with field: participant=a&participant=b&role=party is
 * two. */
enum { COMBINATIONS_MAX = TARGET_PARAMETERS_MAX };

size_t sql_combinations(const struct query *query);

struct bound_sql {
    struct buf text;
    struct value values[320]; /* two a combination, two a parameter, the sort keys and the limit */
    size_t count;
};

/* Columns: the fields with FIELD_OUT in body order, then the sort keys. `sql` starts zeroed; its buf is the
 * caller's to close; its values borrow from the query. */
void sql_of_range(const struct query *query, struct range range, size_t limit, struct bound_sql *sql);

/* The children of `owners` rows; columns: the owner, then the fields. */
void sql_of_children(const struct children *children, size_t owners, struct buf *sql);

/* IN lists are padded to a few lengths, so that few statements are kept prepared. */
size_t sql_padded(size_t owners);

struct child_rows {
    size_t columns;
    struct value *values;
    size_t *starts; /* rows of the page's row i: from starts[i] up to starts[i + 1] */
};

struct page {
    const struct resource *resource;
    size_t columns;
    struct value *values; /* row_count rows of `columns` */
    size_t row_count;
    struct child_rows *children; /* in the order of resource->children */
    const char *next;            /* a cursor, or NULL at the end of the list */
};

/* Needs an open read transaction, so that all statements see one state. */
bool page_read_in_tx(
    struct store *store, const struct query *query, struct arena *arena, struct page *page, struct err *err);

/* A cursor for the list `canonical`, behind the row with these sort values. */
const char *cursor_encode(const struct query *query, const struct value *values, struct arena *arena);

/* False where `text` is no cursor that cursor_encode gave for this list. */
bool cursor_decode(const struct query *query, const char *text, struct arena *arena, struct value **values);

#endif
