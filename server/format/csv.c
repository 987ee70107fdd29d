/* SPDX-License-Identifier: MIT */
#include "format/csv.h"

#include <string.h>

#include "format/json.h"
#include "format/rows.h"

/* What begins so is a formula to the common spreadsheets
 * (https://owasp.org/www-community/attacks/CSV_Injection). */
static bool is_formula(const char *bytes, size_t length) {
    static const char *const wide[] = {"＝", "＋", "－", "＠"}; /* which some take for the narrow ones */
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (length >= strlen(wide[i]) && memcmp(bytes, wide[i], strlen(wide[i])) == 0)
            return true;
    return length && strchr("=+-@\t\r", bytes[0]);
}

static void put_cell(struct buf *out, const char *bytes, size_t length, bool text) {
    bool quoted = false, guarded = text && is_formula(bytes, length);
    for (size_t i = 0; i < length && !quoted; i++)
        quoted = strchr("\",\r\n", bytes[i]) != NULL;
    buf_text(out, quoted ? "\"" : "");
    buf_text(out, guarded ? "'" : "");
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == '"')
            buf_char(out, '"');
        buf_char(out, bytes[i]);
    }
    buf_text(out, quoted ? "\"" : "");
}

static void put_plain(struct buf *out, const struct field *field, const struct value *value) {
    switch (value->type) {
    case VALUE_NULL:
        return;
    case VALUE_INTEGER:
    case VALUE_REAL:
        if (field->type == FIELD_FLAG)
            buf_text(out, value->integer ? "true" : "false");
        else
            json_number(out, value);
        return;
    case VALUE_TEXT:
        if (field->type == FIELD_HREF)
            buf_text(out, field->path);
        buf_append(out, value->text, value->length);
    }
}

static void put_value(struct buf *out, const struct field *field, const struct value *value) {
    AUTO_BUF cell = {0};
    put_plain(&cell, field, value);
    put_cell(out, cell.bytes, cell.length, value->type == VALUE_TEXT);
}

/* A language map in an entry is one text, whatever languages it has. */
static const struct value *entry_value(
    const struct selection *selection, const struct field *field, const struct value *value) {
    static const struct value nothing = {0};
    const struct field *fields[2] = {field, field + 1};
    if (!field_language(field))
        return value;
    bool both = field[1].name && strncmp(field[1].name, field->name, field_object(field) + 1) == 0;
    const struct value *text =
        rows_in_language(fields, value, both ? 2 : 1, selection->language ? selection->language : "ko");
    return text ? text : &nothing;
}

/* Entries joined by semicolons, an entry's first members by colons. */
static void put_children(struct buf *out, const struct page *page, size_t child, size_t row) {
    const struct children *children = page->selection->children[child];
    const struct child_rows *rows = &page->children[child];
    size_t members = children->flat ? children->flat : 1;
    AUTO_BUF cell = {0};
    for (size_t i = rows->starts[row]; i < rows->ends[row]; i++) {
        if (i > rows->starts[row])
            buf_char(&cell, ';');
        for (size_t at = 0; at < members; at++) {
            if (at)
                buf_char(&cell, ':');
            const struct field *field = &children->fields[at];
            put_plain(
                &cell, field, entry_value(page->selection, field, &rows->values[i * rows->columns + at]));
        }
    }
    put_cell(out, cell.bytes, cell.length, true);
}

static bool is_map(const struct selection *selection, size_t column) {
    return selection->language && field_language(selection->columns[column].field);
}

/* Kinds that have a member of the same name share its column: the one that the row has, or nothing. */
static void put_column(struct buf *out, const struct page *page, size_t row, size_t column) {
    const struct selection *selection = page->selection;
    const struct field *field = selection->columns[column].field;
    for (size_t i = column; i < selection->column_count; i++) {
        const struct field *fields[2] = {selection->columns[i].field, NULL};
        if (selection->columns[i].first != column || !rows_shows(page, row, i))
            continue;
        const struct value *value = rows_value(page, row, i);
        if (is_map(selection, i)) {
            size_t count = rows_object(selection, i);
            if (count > 1)
                fields[1] = selection->columns[i + 1].field;
            value = rows_in_language(fields, value, count < 2 ? count : 2, selection->language);
        }
        if (value)
            put_value(out, field, value);
        return;
    }
}

/* A line of the file; `page` NULL: the header. */
static void put_line(
    struct buf *out, const struct selection *selection, const struct page *page, size_t row) {
    const char *separator = "";
    size_t before = out->length;
    for (size_t column = 0, taken; column < selection->column_count; column += taken) {
        const char *name = selection->columns[column].field->name;
        bool map = is_map(selection, column);
        taken = map ? rows_object(selection, column) : 1;
        if (!selection->columns[column].shown || selection->columns[column].first != column)
            continue;
        buf_text(out, separator);
        separator = ",";
        if (page)
            put_column(out, page, row, column);
        else
            buf_append(out, name, map ? field_object(selection->columns[column].field) : strlen(name));
    }
    for (size_t i = 0; i < selection->child_count; i++) {
        buf_text(out, separator);
        separator = ",";
        if (page)
            put_children(out, page, i, row);
        else
            buf_text(out, selection->children[i]->name);
    }
    buf_text(out, out->length == before ? "\"\"\r\n" : "\r\n"); /* an empty line is no row to many readers */
}

void csv_header(struct buf *out, const struct selection *selection) {
    put_line(out, selection, NULL, 0);
}

void csv_rows(struct buf *out, const struct page *page) {
    for (size_t row = 0; row < page->row_count; row++)
        put_line(out, page->selection, page, row);
}
