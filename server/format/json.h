/* SPDX-License-Identifier: MIT */
/* Pages as JSON: "name.ko" and its neighbours become one object, a row shows the groups of its kind, children
 * are arrays, included objects stand in place of their ids. */
#ifndef FACTD_FORMAT_JSON_H
#define FACTD_FORMAT_JSON_H

#include "base/buf.h"
#include "query/query.h"

/* One row as an object. */
void json_row(struct buf *out, const struct page *page, size_t row);

/* {"data": […], "next": …, "meta": {…}}; `next` is a path or NULL. Stops behind ANSWER_BYTES_MAX, so that the
 * caller sees that it is too much. */
void json_list(struct buf *out, const struct page *page, const char *next, int64_t revision,
    const struct summary *summary);

/* {"data": {…}, "meta": {…}} of the page's only row. */
void json_one(struct buf *out, const struct page *page, int64_t revision);

/* Each row as an object on a line of its own (NDJSON). */
void json_lines(struct buf *out, const struct page *page);

/* One value as its field's type is written; null where there is none. */
void json_value(struct buf *out, const struct field *field, const struct value *value);

/* A number in its shortest form. */
void json_number(struct buf *out, const struct value *value);

#endif
