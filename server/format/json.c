/* SPDX-License-Identifier: MIT */
#include "format/json.h"

#include <inttypes.h>
#include <string.h>

#include "text/decimal.h"
#include "text/escape.h"

static void put_real(struct buf *out, double real) {
    struct decimal number;
    char text[DECIMAL_TEXT_SIZE];
    if (decimal_from_double(real, &number))
        buf_text(out, decimal_print(number, text));
    else
        buf_printf(out, "%.17g", real); /* no load stores such a number */
}

static void put_value(struct buf *out, const struct field *field, const struct value *value) {
    switch (value->type) {
    case VALUE_NULL:
        buf_text(out, "null");
        return;
    case VALUE_INTEGER:
        if (field->type == FIELD_FLAG)
            buf_text(out, value->integer ? "true" : "false");
        else
            buf_printf(out, "%" PRId64, value->integer);
        return;
    case VALUE_REAL:
        put_real(out, value->real);
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

static size_t object_length(const struct field *field) {
    const char *dot = strchr(field->name, '.');
    return dot ? (size_t)(dot - field->name) : 0;
}

static bool same_object(const struct field *field, const struct field *other, size_t length) {
    return (other->use & FIELD_OUT) && strncmp(other->name, field->name, length + 1) == 0;
}

/* An object of which nothing is there is null. Returns how many fields it took. */
static size_t put_object(
    struct buf *out, const struct field *field, const struct value *values, size_t length) {
    size_t count = 0;
    bool some = false;
    for (; field[count].name && same_object(field, &field[count], length); count++)
        some = some || values[count].type != VALUE_NULL;
    if (!some) {
        buf_text(out, "null");
        return count;
    }
    for (size_t i = 0; i < count; i++) {
        const char *name = field[i].name + length + 1;
        put_name(out, i ? ',' : '{', name, strlen(name));
        put_value(out, &field[i], &values[i]);
    }
    buf_char(out, '}');
    return count;
}

/* Members of one table of fields, with `separator` before the first. Returns how many values they took. */
static size_t put_members(
    struct buf *out, const struct field *field, const struct value *values, char separator) {
    size_t taken = 0;
    while (field->name) {
        if (!(field->use & FIELD_OUT)) {
            field++;
            continue;
        }
        size_t length = object_length(field), count = 1;
        put_name(out, separator, field->name, length ? length : strlen(field->name));
        if (length)
            count = put_object(out, field, values + taken, length);
        else
            put_value(out, field, &values[taken]);
        separator = ',';
        field += count;
        taken += count;
    }
    return taken;
}

static void put_children(
    struct buf *out, const struct children *children, const struct child_rows *rows, size_t row) {
    put_name(out, ',', children->name, strlen(children->name));
    buf_char(out, '[');
    for (size_t i = rows->starts[row]; i < rows->starts[row + 1]; i++) {
        const struct value *values = rows->values + i * rows->columns;
        if (i > rows->starts[row])
            buf_char(out, ',');
        if (children->scalar) {
            put_value(out, children->fields, values);
        } else {
            put_members(out, children->fields, values, '{');
            buf_char(out, '}');
        }
    }
    buf_char(out, ']');
}

static size_t out_count(const struct field *field) {
    size_t count = 0;
    for (; field->name; field++)
        count += (field->use & FIELD_OUT) != 0;
    return count;
}

/* The row's kind, where the resource has several: the value of the field "kind". */
static const char *kind_of(const struct resource *resource, const struct value *values) {
    const struct field *field = resource->groups[0]->fields;
    for (size_t column = 0; field->name; field++) {
        if (strcmp(field->name, "kind") == 0)
            return values[column].text ? values[column].text : "";
        column += (field->use & FIELD_OUT) != 0;
    }
    return "";
}

void json_row(struct buf *out, const struct page *page, size_t row) {
    const struct resource *resource = page->resource;
    const struct value *values = page->values + row * page->columns;
    const char *kind = kind_of(resource, values);
    char separator = '{';
    for (size_t i = 0; resource->groups[i]; i++) {
        const struct field_group *group = resource->groups[i];
        if (!group->kind || strcmp(group->kind, kind) == 0)
            put_members(out, group->fields, values, separator);
        values += out_count(group->fields);
        separator = ',';
    }
    for (size_t i = 0; resource->children[i]; i++)
        put_children(out, resource->children[i], &page->children[i], row);
    buf_char(out, '}');
}

void json_list(struct buf *out, const struct page *page, const char *next, int64_t revision) {
    buf_text(out, "{\"data\":[");
    for (size_t row = 0; row < page->row_count; row++) {
        buf_text(out, row ? ",\n" : "\n");
        json_row(out, page, row);
    }
    buf_text(out, page->row_count ? "\n],\"next\":" : "],\"next\":");
    escape_json(out, next);
    buf_printf(out, ",\"meta\":{\"revision\":%" PRId64 ",\"count\":%zu}}\n", revision, page->row_count);
}

void json_one(struct buf *out, const struct page *page, int64_t revision) {
    buf_text(out, "{\"data\":");
    json_row(out, page, 0);
    buf_printf(out, ",\"meta\":{\"revision\":%" PRId64 "}}\n", revision);
}
