/* SPDX-License-Identifier: MIT */
/* Pages as JSON: "name.ko" and its neighbours become one object, a row shows the groups of its kind, children
 * are arrays. */
#ifndef FACTD_FORMAT_JSON_H
#define FACTD_FORMAT_JSON_H

#include "base/buf.h"
#include "query/query.h"

/* One row as an object. */
void json_row(struct buf *out, const struct page *page, size_t row);

/* {"data": […], "next": …, "meta": {…}}; `next` is a path or NULL. */
void json_list(struct buf *out, const struct page *page, const char *next, int64_t revision);

/* {"data": {…}, "meta": {…}} of the page's only row. */
void json_one(struct buf *out, const struct page *page, int64_t revision);

#endif
