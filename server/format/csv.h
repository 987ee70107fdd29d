/* SPDX-License-Identifier: MIT */
/* Pages as CSV (RFC 4180, UTF-8): a header line, always, then a line a row; "name.ko" is a column of its own,
 * an array one cell. A text that a spreadsheet would take for a formula has an apostrophe before it. */
#ifndef FACTD_FORMAT_CSV_H
#define FACTD_FORMAT_CSV_H

#include "base/buf.h"
#include "query/query.h"

void csv_header(struct buf *out, const struct selection *selection);
void csv_rows(struct buf *out, const struct page *page);

#endif
