/* SPDX-License-Identifier: MIT */
/* What a page of rows says, by the names that members have in /v1. A text is NULL where the member is null or
 * the row has none. */
#ifndef FACTD_VIEWS_CELLS_H
#define FACTD_VIEWS_CELLS_H

#include "query/query.h"

/* Null where there is no such member. Borrowed from the page, like all below. */
struct value cell_value(const struct page *page, size_t row, const char *name);

const char *cell(const struct page *page, size_t row, const char *name);

/* Of a language map: in `language`, else in another. */
const char *cell_said(const struct page *page, size_t row, const char *name, const char *language);

/* A row's array; empty where the page has none of that name. */
struct entries {
    const struct children *children;
    const struct value *values;
    size_t columns, count;
};

struct entries entries_of(const struct page *page, size_t row, const char *name);
struct value entry_value(const struct entries *entries, size_t entry, const char *name);
const char *entry(const struct entries *entries, size_t entry, const char *name);
const char *entry_said(const struct entries *entries, size_t entry, const char *name, const char *language);

/* The row that `include` read for this key: where the page has it, true with the page and the row of it. */
struct included {
    const struct page *page;
    size_t row;
};
bool included_find(const struct page *page, const char *name, const char *key, struct included *found);

#endif
