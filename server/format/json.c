/* SPDX-License-Identifier: MIT */
#include "format/json.h"

#include <inttypes.h>
#include <string.h>

#include "format/layout.h"
#include "format/rows.h"
#include "text/decimal.h"
#include "text/escape.h"

void json_number(struct buf *out, const struct value *value) {
    struct decimal number;
    char text[DECIMAL_TEXT_SIZE];
    if (value->type == VALUE_INTEGER)
        buf_integer(out, value->integer);
    else if (decimal_from_double(value->real, &number))
        buf_text(out, decimal_print(number, text));
    else
        buf_printf(out, "%.17g", value->real); /* no load stores such a number */
}

/* Ids, words of vocabularies and days are checked before they are stored, and need no escape. */
static bool is_plain(enum field_type type) {
    return type == FIELD_ID || type == FIELD_HREF || type == FIELD_WORD || type == FIELD_DATE;
}

void json_value(struct buf *out, const struct field *field, const struct value *value) {
    switch (value->type) {
    case VALUE_NULL:
        buf_text(out, "null");
        return;
    case VALUE_INTEGER:
        if (field->type == FIELD_FLAG)
            buf_text(out, value->integer ? "true" : "false");
        else
            json_number(out, value);
        return;
    case VALUE_REAL:
        json_number(out, value);
        return;
    case VALUE_TEXT:
        break;
    }
    if (!is_plain(field->type)) {
        escape_json_bytes(out, value->text, value->length);
        return;
    }
    buf_char(out, '"');
    if (field->type == FIELD_HREF)
        buf_text(out, field->path);
    buf_append(out, value->text, value->length);
    buf_char(out, '"');
}

/* Names come from the resources' tables and need no escape. */
static void put_name(struct buf *out, char before, const char *name, size_t length) {
    const char opening[] = {before, '"'};
    buf_append(out, opening, sizeof opening);
    buf_append(out, name, length);
    buf_append(out, "\":", 2);
}

/* An object of which nothing is there is null. */
static void put_object(
    struct buf *out, const struct field *const *fields, const struct value *values, size_t count) {
    size_t length = field_object(fields[0]), nulls = 0;
    while (nulls < count && values[nulls].type == VALUE_NULL)
        nulls++;
    if (nulls == count) {
        buf_text(out, "null");
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const char *name = fields[i]->name + length + 1;
        put_name(out, i ? ',' : '{', name, strlen(name));
        json_value(out, fields[i], &values[i]);
    }
    buf_char(out, '}');
}

static const struct value nothing = {0};

/* Members of one object ("name.ko", "name.en"), or the one in the language that is asked for. */
static void put_map(struct buf *out, const struct field *const *fields, const struct value *values,
    size_t count, const char *language) {
    if (!language || !field_language(fields[0])) {
        put_object(out, fields, values, count);
        return;
    }
    const struct value *value = rows_in_language(fields, values, count, language);
    json_value(out, fields[0], value ? value : &nothing);
}

/* With `separator` for the label's comma. */
static void put_label(struct buf *out, struct label label, char separator) {
    size_t before = out->length;
    buf_append(out, label.text, label.length);
    out->bytes[before] = separator;
}

static void put_shown(struct buf *out, const struct shown *shown, const struct value *values,
    const char *language, char separator) {
    put_label(out, shown->label, separator);
    if (shown->object)
        put_map(out, shown->fields, &values[shown->column], shown->count, language);
    else
        json_value(out, shown->fields[0], &values[shown->column]);
}

/* The row of what is included that has this key; SIZE_MAX: none. */
static size_t find_included(const struct layout *included, const struct value *key) {
    size_t found = included && key->type == VALUE_TEXT ? page_find(included->page, key->text) : SIZE_MAX;
    return included && found < included->page->row_count ? found : SIZE_MAX;
}

/* ---- arrays ---- */

static void put_entry(struct buf *out, const struct shown *members, size_t count, const struct value *values,
    const char *language, char separator) {
    for (size_t i = 0; i < count; i++, separator = ',')
        put_shown(out, &members[i], values, language, separator);
    buf_char(out, '}');
}

static void put_row(struct buf *out, const struct layout *layout, size_t row);

/* The whole object with the entry's own members behind its own; put_row closed it. */
static void put_joined_entry(struct buf *out, const struct shown_array *array, const struct value *values,
    size_t found, const char *language) {
    put_row(out, array->included, found);
    if (array->children->scalar)
        return;
    out->length--;
    put_entry(out, array->own, array->own_count, values, language, ',');
}

static void put_array(
    struct buf *out, const struct shown_array *array, size_t row, const char *language, char separator) {
    const struct child_rows *rows = array->rows;
    put_label(out, array->label, separator);
    separator = '[';
    if (rows->starts[row] == rows->ends[row])
        buf_char(out, '[');
    for (size_t i = rows->starts[row]; i < rows->ends[row]; i++, separator = ',') {
        const struct value *values = rows->values + i * rows->columns;
        size_t found = find_included(array->included, &values[array->reference]);
        buf_char(out, separator);
        if (found != SIZE_MAX)
            put_joined_entry(out, array, values, found, language);
        else if (array->children->scalar)
            json_value(out, array->children->fields, values);
        else
            put_entry(out, array->members, array->count, values, language, '{');
    }
    buf_char(out, ']');
}

/* ---- rows ---- */

static bool is_of(const char *own, const char *kind) {
    return own && strcmp(own, kind) == 0;
}

static void put_row(struct buf *out, const struct layout *layout, size_t row) {
    const struct page *page = layout->page;
    const struct value *values = rows_value(page, row, 0);
    const char *kind = rows_kind(page, row), *language = page->selection->language;
    char separator = '{';
    for (size_t i = 0; i < layout->count; i++) {
        const struct shown *shown = &layout->members[i];
        if (shown->kind && !is_of(kind, shown->kind))
            continue;
        size_t found = find_included(shown->included, &values[shown->column]);
        if (found == SIZE_MAX) {
            put_shown(out, shown, values, language, separator);
        } else {
            put_label(out, shown->label, separator);
            put_row(out, shown->included, found);
        }
        separator = ',';
    }
    for (size_t i = 0; i < layout->array_count; i++, separator = ',')
        put_array(out, &layout->arrays[i], row, language, separator);
    buf_text(out, separator == '{' ? "{}" : "}"); /* a row of another kind has none of the fields asked for */
}

void json_row(struct buf *out, const struct page *page, size_t row) {
    AUTO_ARENA arena = {0};
    put_row(out, layout_of(page, &arena), row);
}

void json_lines(struct buf *out, const struct page *page) {
    AUTO_ARENA arena = {0};
    const struct layout *layout = layout_of(page, &arena);
    for (size_t row = 0; row < page->row_count; row++) {
        put_row(out, layout, row);
        buf_char(out, '\n');
    }
}

static void put_facets(struct buf *out, const struct summary *summary) {
    for (size_t i = 0; i < summary->facet_count; i++) {
        const struct facet *facet = &summary->facets[i];
        put_name(out, i ? ',' : '{', facet->field->name, strlen(facet->field->name));
        buf_text(out, "{\"values\":[");
        for (size_t at = 0; at < facet->count; at++) {
            buf_text(out, at ? ",{\"value\":" : "{\"value\":");
            json_value(out, facet->field, &facet->values[at]);
            buf_text(out, ",\"count\":");
            buf_integer(out, facet->counts[at]);
            buf_char(out, '}');
        }
        buf_printf(out, "],\"other\":%" PRId64 "}", facet->other);
    }
    buf_char(out, '}');
}

void json_list(struct buf *out, const struct page *page, const char *next, int64_t revision,
    const struct summary *summary) {
    AUTO_ARENA arena = {0};
    const struct layout *layout = layout_of(page, &arena);
    buf_text(out, "{\"data\":[");
    for (size_t row = 0; row < page->row_count && out->length <= ANSWER_BYTES_MAX; row++) {
        buf_text(out, row ? ",\n" : "\n");
        put_row(out, layout, row);
    }
    buf_text(out, page->row_count ? "\n],\"next\":" : "],\"next\":");
    escape_json(out, next);
    buf_printf(out, ",\"meta\":{\"revision\":%" PRId64 ",\"count\":%zu", revision, page->row_count);
    if (summary->total >= 0)
        buf_printf(out, ",\"total\":%" PRId64, summary->total);
    if (summary->facet_count) {
        buf_text(out, ",\"facets\":");
        put_facets(out, summary);
    }
    buf_text(out, "}}\n");
}

void json_one(struct buf *out, const struct page *page, int64_t revision) {
    buf_text(out, "{\"data\":");
    json_row(out, page, 0);
    buf_printf(out, ",\"meta\":{\"revision\":%" PRId64 "}}\n", revision);
}
