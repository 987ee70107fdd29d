/* SPDX-License-Identifier: MIT */
#include "format/layout.h"

#include <string.h>

/* Names come from the resources' tables and need no escape. */
static struct label label_of(const char *name, size_t length, struct arena *arena) {
    char *text = arena_room(arena, length + 4, 1);
    text[0] = ',';
    text[1] = '"';
    memcpy(text + 2, name, length);
    text[length + 2] = '"';
    text[length + 3] = ':';
    return (struct label){text, length + 4};
}

/* The member that begins in that column. */
static struct shown shown_at(
    const struct field *const *fields, size_t column, size_t columns, struct arena *arena) {
    const char *name = fields[column]->name;
    size_t object = field_object(fields[column]), count = 1;
    while (object && column + count < columns && strncmp(fields[column + count]->name, name, object + 1) == 0)
        count++;
    return (struct shown){.label = label_of(name, object ? object : strlen(name), arena),
        .fields = fields + column,
        .column = column,
        .count = count,
        .object = object != 0};
}

/* The inclusion of a member of the row (children NULL) or of an array. */
static const struct layout *included_for(const struct page *page, const struct field *field,
    const struct children *children, struct arena *arena) {
    const struct selection *selection = page->selection;
    for (size_t i = 0; i < selection->inclusion_count; i++)
        if (selection->inclusions[i].field == field && selection->inclusions[i].children == children)
            return layout_of(&page->included[i], arena);
    return NULL;
}

static void lay_members(struct layout *layout, struct arena *arena) {
    const struct selection *selection = layout->page->selection;
    const struct field **fields = arena_room(arena, selection->column_count, sizeof *fields);
    layout->members = arena_room(arena, selection->column_count, sizeof *layout->members);
    for (size_t i = 0; i < selection->column_count; i++)
        fields[i] = selection->columns[i].field;
    for (size_t column = 0, count; column < selection->column_count; column += count) {
        count = 1;
        if (!selection->columns[column].shown)
            continue;
        struct shown *shown = &layout->members[layout->count++];
        *shown = shown_at(fields, column, selection->column_count, arena);
        shown->kind = selection->columns[column].kind;
        shown->included = included_for(layout->page, fields[column], NULL, arena);
        count = shown->count;
    }
}

static bool has_member(const struct layout *layout, const struct shown *shown) {
    for (size_t i = 0; i < layout->count; i++)
        if (layout->members[i].label.length == shown->label.length &&
            memcmp(layout->members[i].label.text, shown->label.text, shown->label.length) == 0)
            return true;
    return false;
}

/* What entries refer to, and their members beside those of that. */
static void lay_reference(struct shown_array *array, const struct page *page, struct arena *arena) {
    const struct field *fields = array->children->fields;
    while (fields[array->reference].name && !fields[array->reference].of)
        array->reference++;
    if (!fields[array->reference].name)
        return;
    array->included = included_for(page, &fields[array->reference], array->children, arena);
    array->own = arena_room(arena, array->count, sizeof *array->own);
    for (size_t i = 0; array->included && i < array->count; i++)
        if (!has_member(array->included, &array->members[i]))
            array->own[array->own_count++] = array->members[i];
}

static void lay_array(struct shown_array *array, const struct page *page, struct arena *arena) {
    size_t columns = array->rows->columns;
    const struct field **fields = arena_room(arena, columns, sizeof *fields);
    array->members = arena_room(arena, columns, sizeof *array->members);
    for (size_t i = 0; i < columns; i++)
        fields[i] = &array->children->fields[i];
    for (size_t column = 0; column < columns; column += array->members[array->count++].count)
        array->members[array->count] = shown_at(fields, column, columns, arena);
    lay_reference(array, page, arena);
}

const struct layout *layout_of(const struct page *page, struct arena *arena) {
    struct layout *layout = arena_alloc(arena, 1, sizeof *layout);
    layout->page = page;
    if (page->row_count == 0)
        return layout;
    layout->array_count = page->selection->child_count;
    layout->arrays = arena_alloc(arena, layout->array_count, sizeof *layout->arrays);
    lay_members(layout, arena);
    for (size_t i = 0; i < layout->array_count; i++) {
        layout->arrays[i].children = page->selection->children[i];
        const char *name = page->selection->children[i]->name;
        layout->arrays[i].label = label_of(name, strlen(name), arena);
        layout->arrays[i].rows = &page->children[i];
        lay_array(&layout->arrays[i], page, arena);
    }
    return layout;
}
