/* SPDX-License-Identifier: MIT */
#include "format/json.h"

#include <inttypes.h>
#include <string.h>

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
    if (field->type == FIELD_HREF) {
        buf_char(out, '"');
        buf_text(out, field->path);
        buf_append(out, value->text, value->length); /* an id needs no escape */
        buf_char(out, '"');
        return;
    }
    escape_json_bytes(out, value->text, value->length);
}

/* Names come from the resources' tables and need no escape. */
static void put_name(struct buf *out, char before, const char *name, size_t length) {
    buf_char(out, before);
    buf_char(out, '"');
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

enum { OBJECT_MEMBERS_MAX = 16 };

/* A row's member, with `separator` before it; returns the columns that it takes. */
static size_t put_member(
    struct buf *out, const struct page *page, size_t row, size_t column, char separator) {
    const struct selection *selection = page->selection;
    const struct field *fields[OBJECT_MEMBERS_MAX] = {selection->columns[column].field};
    const struct value *values = rows_value(page, row, column);
    const struct page *included = rows_included(page, fields[0], NULL);
    size_t length = field_object(fields[0]), count = rows_object(selection, column);
    put_name(out, separator, fields[0]->name, length ? length : strlen(fields[0]->name));
    size_t found = included && values->type == VALUE_TEXT ? page_find(included, values->text) : SIZE_MAX;
    for (size_t i = 0; i < count && i < OBJECT_MEMBERS_MAX; i++)
        fields[i] = selection->columns[column + i].field;
    if (included && found < included->row_count)
        json_row(out, included, found);
    else if (length)
        put_map(out, fields, values, count, selection->language);
    else
        json_value(out, fields[0], values);
    return count;
}

/* ---- arrays ---- */

static bool is_member_of(const struct page *page, const struct field *field) {
    size_t length = field_object(field), size = length ? length : strlen(field->name);
    for (size_t i = 0; i < page->selection->column_count; i++) {
        const char *name = page->selection->columns[i].field->name;
        if (strncmp(name, field->name, size) == 0 && (name[size] == '\0' || name[size] == '.'))
            return true;
    }
    return false;
}

/* An entry's own members; those that the object `included` in it has too are left to that. */
static void put_entry(struct buf *out, const struct children *children, const struct value *values,
    const struct page *included, const char *language, char separator) {
    for (size_t at = 0, count; children->fields[at].name; at += count) {
        const struct field *fields[OBJECT_MEMBERS_MAX] = {&children->fields[at]};
        size_t length = field_object(fields[0]);
        for (count = 1; length && count < OBJECT_MEMBERS_MAX && children->fields[at + count].name &&
                        strncmp(children->fields[at + count].name, fields[0]->name, length + 1) == 0;
             count++)
            fields[count] = &children->fields[at + count];
        if (included && is_member_of(included, fields[0]))
            continue;
        put_name(out, separator, fields[0]->name, length ? length : strlen(fields[0]->name));
        if (length)
            put_map(out, fields, values + at, count, language);
        else
            json_value(out, fields[0], values + at);
        separator = ',';
    }
    buf_char(out, '}');
}

static size_t reference_in(const struct children *children) {
    size_t at = 0;
    while (children->fields[at].name && !children->fields[at].of)
        at++;
    return children->fields[at].name ? at : 0;
}

/* The whole object with the entry's own members behind its own; json_row closed it. */
static void put_joined_entry(struct buf *out, const struct children *children, const struct value *values,
    const struct page *included, size_t found, const char *language) {
    json_row(out, included, found);
    if (children->scalar)
        return;
    out->length--;
    put_entry(out, children, values, included, language, ',');
}

static void put_children(struct buf *out, const struct page *page, size_t child, size_t row) {
    const struct children *children = page->selection->children[child];
    const struct child_rows *rows = &page->children[child];
    size_t reference = reference_in(children);
    const struct page *included = rows_included(page, &children->fields[reference], children);
    buf_char(out, '[');
    for (size_t i = rows->starts[row]; i < rows->ends[row]; i++) {
        const struct value *values = rows->values + i * rows->columns;
        size_t found =
            included && values[reference].text ? page_find(included, values[reference].text) : SIZE_MAX;
        if (i > rows->starts[row])
            buf_char(out, ',');
        if (included && found < included->row_count)
            put_joined_entry(out, children, values, included, found, page->selection->language);
        else if (children->scalar)
            json_value(out, children->fields, values);
        else
            put_entry(out, children, values, NULL, page->selection->language, '{');
    }
    buf_char(out, ']');
}

/* ---- rows ---- */

void json_row(struct buf *out, const struct page *page, size_t row) {
    const struct selection *selection = page->selection;
    char separator = '{';
    for (size_t column = 0; column < selection->column_count;) {
        if (!rows_shows(page, row, column)) {
            column++;
            continue;
        }
        column += put_member(out, page, row, column, separator);
        separator = ',';
    }
    for (size_t i = 0; i < selection->child_count; i++) {
        put_name(out, separator, selection->children[i]->name, strlen(selection->children[i]->name));
        put_children(out, page, i, row);
        separator = ',';
    }
    buf_text(out, separator == '{' ? "{}" : "}"); /* a row of another kind has none of the fields asked for */
}

void json_lines(struct buf *out, const struct page *page) {
    for (size_t row = 0; row < page->row_count; row++) {
        json_row(out, page, row);
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
    buf_text(out, "{\"data\":[");
    for (size_t row = 0; row < page->row_count && out->length <= ANSWER_BYTES_MAX; row++) {
        buf_text(out, row ? ",\n" : "\n");
        json_row(out, page, row);
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
