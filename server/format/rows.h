/* SPDX-License-Identifier: MIT */
/* What every format asks of a page: which members a row has, which columns are one object, what a language
 * map says in one language. */
#ifndef FACTD_FORMAT_ROWS_H
#define FACTD_FORMAT_ROWS_H

#include "query/query.h"

/* Columns from `column` on that are members of one object ("name.ko", "name.en"), 1 where it is none of an
 * object. */
size_t rows_object(const struct selection *selection, size_t column);

/* What kind of thing the row is, or NULL where that was not read. */
const char *rows_kind(const struct page *page, size_t row);

/* Whether the row has the column's member: it is shown, and of the row's kind. */
bool rows_shows(const struct page *page, size_t row, size_t column);

const struct value *rows_value(const struct page *page, size_t row, size_t column);

/* Of `count` members of a language map the one to show: in `language`, else in English, in Korean, in any;
 * NULL where all are null. */
const struct value *rows_in_language(
    const struct field *const *fields, const struct value *values, size_t count, const char *language);

#endif
