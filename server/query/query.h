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
#include "text/tokens.h"

enum {
    LIMIT_DEFAULT = 50,
    LIMIT_MAX = 200,
    SEARCH_WORDS_MAX = 32,              /* of it: each is a look into every source */
    NAMES_MAX = 64,                     /* that `sort`, `fields`, `include` or `facet` lists */
    ANSWER_BYTES_MAX = 8 * 1024 * 1024, /* of a page: what includes repeat a row can be large */
    SEARCH_TEXT_MAX = 200,              /* code points of `q` */
    LIST_VALUES_MAX = 200,              /* of one `__in` */
    FACETS_MAX = 8,                     /* each is a query over the whole filtered list */
    FACET_VALUES_MAX = 100,             /* told of one facet; the others are summed up */
};

enum operator{
    OPERATOR_EQ, /* written without a name */
    OPERATOR_NE,
    OPERATOR_GT,
    OPERATOR_GTE,
    OPERATOR_LT,
    OPERATOR_LTE,
    OPERATOR_IN,
    OPERATOR_CONTAINS,
    OPERATOR_STARTSWITH,
    OPERATOR_ISNULL,
    OPERATORS,
};

/* "eq", "ne" … in the enum's order. */
extern const char *const operator_words[OPERATORS];

/* Whether fields of the type can be asked so. */
bool operator_suits(enum operator op, enum field_type type);

/* What a filter compares with: a point, or for dates all that it names, from the first to the last. */
struct bound {
    struct value from;
    struct value to; /* null for a point */
};

struct filter {
    const struct field *field;
    enum operator op;
    struct bound *bounds; /* one; several for OPERATOR_IN; of OPERATOR_ISNULL 0 or 1 */
    size_t count;
    const char *kind; /* the only kind of row that passes, or NULL */
};

struct sort_key {
    const struct field *field;
    bool descending;
    bool nullable;
    const char *kind; /* the only kind of row that has it, or NULL */
};

/* A field as a statement selects it. */
struct column {
    const struct field *field;
    const char *kind; /* only rows of this kind have it; NULL: all */
    bool shown;       /* else it is read to tell a row's kind, what an array's entries quote, or to put
                         something else in its place */
    size_t first;     /* of the columns of its name, which several kinds may have */
};

/* Whole objects in place of the ids in a member or in an array. */
struct inclusion {
    const char *name;
    const struct field *field;       /* the id, of the row itself or of … */
    const struct children *children; /* … these, else NULL */
};

/* What is read and shown of each row. */
struct selection {
    const struct resource *resource;
    struct column *columns;
    size_t column_count;
    const struct children **children;
    size_t child_count;
    struct inclusion *inclusions;
    size_t inclusion_count;
    const char *language; /* shown of language maps; NULL: the map */
};

struct query {
    struct selection selection;
    struct filter *filters;
    size_t filter_count;
    const char *search;    /* `q` as given, or NULL */
    struct match match;    /* what it must find */
    struct sort_key *sort; /* the key comes last, so the order is total */
    size_t sort_count;
    size_t limit;
    bool whole; /* all rows, to be streamed: limit=all */
    const struct field **facets;
    size_t facet_count;
    bool total;
    struct value *after;   /* sort_count values of the row to continue behind, or NULL */
    const char *canonical; /* the list that this is a page of: filters in one order, search, sort */
    const char *shape; /* of the other parameters, those that a next page keeps, "" or with & before each */
    const char *page;  /* canonical with all others: what tells one answer from another */
};

/* How the answer is written, which decides what may be asked. */
struct query_form {
    const char *format; /* as the client asked for it in the target, or NULL */
    bool whole;         /* limit=all may be asked */
    bool nested;        /* include may be */
    bool enveloped;     /* total and facet may be */
};

/* Adds a problem for each parameter that is wrong. Everything in `query` belongs to the arena. */
void query_parse(const struct resource *resource, const struct query_form *form,
    const struct parameter *parameters, size_t count, struct arena *arena, struct query *query,
    struct problems *problems);

/* The one row of that key; of the parameters, those that shape a row. */
void query_parse_one(const struct resource *resource, const char *id, const struct query_form *form,
    const struct parameter *parameters, size_t count, struct arena *arena, struct query *query,
    struct problems *problems);

/* What other paths ask of parameters that they share with lists. Each adds a problem where the value is
 * wrong; a limit and a language that are not given are NULL. */
size_t query_read_limit(const char *text, bool or_all, struct problems *problems);
bool query_check_search(const char *text, struct match *match, struct problems *problems);
void query_check_language(const char *text, struct problems *problems);

/* The path of the page behind this one. */
const char *query_next(const struct query *query, const char *cursor, struct arena *arena);

/* "cursor", "limit" …: the parameters of a list that are no filters, NULL at the end. */
extern const char *const query_parameters[];

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

/* A statement under way. `text` is the caller's to close; the values belong to the arena. */
struct bound_sql {
    struct arena *arena;
    struct buf text;
    struct value *values;
    size_t count, room;
    size_t conditions; /* of its WHERE, so far */
};

/* Columns: those of the selection, then the sort keys. */
void sql_of_range(const struct query *query, struct range range, size_t limit, struct bound_sql *sql);

/* How many rows the whole list has. */
void sql_of_total(const struct query *query, struct bound_sql *sql);

/* Columns: a value, how many rows have it, and the sum of that over all values; the most frequent first. */
void sql_of_facet(const struct query *query, const struct field *field, struct bound_sql *sql);

/* Keys of some rows: those bound to $1 … $count, or what a column holds that belongs to them. */
struct key_source {
    size_t count;
    const struct inclusion *through; /* of its children's owners; NULL: the keys themselves */
};

/* The children of the rows with these keys; columns: the owner, then the fields. */
void sql_of_children(const struct children *children, struct key_source keys, struct buf *sql);

/* The selection's columns and then the key, of the rows with these keys, in the order of keys. */
void sql_of_rows(const struct selection *selection, struct key_source keys, struct buf *sql);

/* IN lists are padded to a few lengths, so that few statements are kept prepared. */
size_t sql_padded(size_t count);

struct child_rows {
    size_t columns;
    struct value *values;
    size_t *starts, *ends; /* rows of the page's row i: from starts[i] up to ends[i] */
};

struct page {
    const struct selection *selection;
    struct value *values; /* row_count rows of the selection's columns */
    const char **keys;    /* of each row */
    size_t row_count;
    struct child_rows *children; /* in the order of the selection's */
    struct page *included;       /* in the order of the selection's inclusions; rows in the order of keys */
    const char *next;            /* a cursor, or NULL at the end of the list */
    struct value *last;          /* the sort values of the last row, where there is a next page */
};

/* Needs an open read transaction, so that all statements see one state. */
bool page_read_in_tx(
    struct store *store, const struct query *query, struct arena *arena, struct page *page, struct err *err);

/* The row with this key among rows in the order of keys; row_count where there is none. */
size_t page_find(const struct page *page, const char *key);

struct facet {
    const struct field *field;
    struct value *values; /* a null stands for the rows that have none */
    int64_t *counts;
    size_t count;
    int64_t other; /* the sum of the counts that are not told */
};

struct summary {
    int64_t total; /* -1: not asked for */
    struct facet *facets;
    size_t facet_count;
};

/* What is asked about the whole list. Needs the same transaction as the page. */
bool summary_read_in_tx(struct store *store, const struct query *query, struct arena *arena,
    struct summary *summary, struct err *err);

/* A payload behind a checksum over it and the address of what it continues, as text for a target. */
const char *cursor_seal(const char *list, const char *payload, size_t length, struct arena *arena);

/* The payload, with a NUL behind it; NULL where `text` is none that cursor_seal gave for this address. */
const char *cursor_open(const char *list, const char *text, size_t *length, struct arena *arena);

/* A cursor for the list `canonical`, behind the row with these sort values. */
const char *cursor_encode(const struct query *query, const struct value *values, struct arena *arena);

/* False where `text` is no cursor that cursor_encode gave for this list. */
bool cursor_decode(const struct query *query, const char *text, struct arena *arena, struct value **values);

#endif
