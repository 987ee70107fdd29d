/* SPDX-License-Identifier: MIT */
#include "format/rows.h"

#include <string.h>

size_t rows_object(const struct selection *selection, size_t column) {
    const struct field *field = selection->columns[column].field;
    size_t length = field_object(field), count = 1;
    if (!length)
        return 1;
    while (column + count < selection->column_count &&
           strncmp(selection->columns[column + count].field->name, field->name, length + 1) == 0)
        count++;
    return count;
}

const struct value *rows_value(const struct page *page, size_t row, size_t column) {
    return &page->values[row * page->selection->column_count + column];
}

const char *rows_kind(const struct page *page, size_t row) {
    const struct selection *selection = page->selection;
    for (size_t i = 0; i < selection->column_count; i++)
        if (strcmp(selection->columns[i].field->name, "kind") == 0)
            return rows_value(page, row, i)->text;
    return selection->resource->kind;
}

static bool is_of_kind(const struct page *page, size_t row, const char *kind) {
    const char *own = rows_kind(page, row);
    return own && strcmp(own, kind) == 0;
}

bool rows_shows(const struct page *page, size_t row, size_t column) {
    const struct column *shown = &page->selection->columns[column];
    return shown->shown && (!shown->kind || is_of_kind(page, row, shown->kind));
}

const struct value *rows_in_language(
    const struct field *const *fields, const struct value *values, size_t count, const char *language) {
    const char *const wanted[] = {language, "en", "ko"};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        for (size_t at = 0; at < count; at++)
            if (values[at].type != VALUE_NULL && strcmp(field_language(fields[at]), wanted[i]) == 0)
                return &values[at];
    return NULL;
}
