/* SPDX-License-Identifier: MIT */
#include "views/cells.h"

#include <string.h>

#include "format/rows.h"

enum { MAP_MAX = 4 }; /* more than there are languages */

struct value cell_value(const struct page *page, size_t row, const char *name) {
    const struct selection *selection = page->selection;
    for (size_t i = 0; i < selection->column_count; i++)
        if (strcmp(selection->columns[i].field->name, name) == 0 && rows_shows(page, row, i))
            return *rows_value(page, row, i);
    return value_null();
}

const char *cell(const struct page *page, size_t row, const char *name) {
    return cell_value(page, row, name).text;
}

static bool is_of_map(const struct field *field, const char *name) {
    size_t length = strlen(name);
    return strncmp(field->name, name, length) == 0 && field->name[length] == '.';
}

static const char *said(
    const struct field *const *fields, const struct value *values, size_t count, const char *language) {
    const struct value *value = rows_in_language(fields, values, count, language);
    return value ? value->text : NULL;
}

const char *cell_said(const struct page *page, size_t row, const char *name, const char *language) {
    const struct selection *selection = page->selection;
    const struct field *fields[MAP_MAX];
    struct value values[MAP_MAX];
    size_t count = 0;
    for (size_t i = 0; i < selection->column_count && count < MAP_MAX; i++) {
        if (!is_of_map(selection->columns[i].field, name) || !rows_shows(page, row, i))
            continue;
        fields[count] = selection->columns[i].field;
        values[count++] = *rows_value(page, row, i);
    }
    return said(fields, values, count, language);
}

struct entries entries_of(const struct page *page, size_t row, const char *name) {
    for (size_t i = 0; i < page->selection->child_count; i++) {
        const struct child_rows *rows = &page->children[i];
        const struct children *children = page->selection->children[i];
        if (strcmp(children->name, name) == 0)
            return (struct entries){.children = children,
                .values = rows->values + rows->starts[row] * rows->columns,
                .columns = rows->columns,
                .count = rows->ends[row] - rows->starts[row]};
    }
    return (struct entries){0};
}

struct value entry_value(const struct entries *entries, size_t entry, const char *name) {
    const struct field *fields = entries->children->fields;
    for (size_t i = 0; fields[i].name; i++)
        if (strcmp(fields[i].name, name) == 0)
            return entries->values[entry * entries->columns + i];
    return value_null();
}

const char *entry(const struct entries *entries, size_t entry, const char *name) {
    return entry_value(entries, entry, name).text;
}

const char *entry_said(const struct entries *entries, size_t entry, const char *name, const char *language) {
    const struct field *fields[MAP_MAX];
    struct value values[MAP_MAX];
    size_t count = 0;
    for (size_t i = 0; entries->children->fields[i].name && count < MAP_MAX; i++) {
        if (!is_of_map(&entries->children->fields[i], name))
            continue;
        fields[count] = &entries->children->fields[i];
        values[count++] = entries->values[entry * entries->columns + i];
    }
    return said(fields, values, count, language);
}

bool included_find(const struct page *page, const char *name, const char *key, struct included *found) {
    for (size_t i = 0; key && i < page->selection->inclusion_count; i++) {
        const struct page *included = &page->included[i];
        if (strcmp(page->selection->inclusions[i].name, name) != 0)
            continue;
        *found = (struct included){included, page_find(included, key)};
        return found->row < included->row_count;
    }
    return false;
}
