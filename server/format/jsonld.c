/* SPDX-License-Identifier: MIT */
#include "format/jsonld.h"

#include <string.h>

#include "format/json.h"
#include "format/node.h"
#include "format/rows.h"
#include "text/escape.h"

/* ---- what a row is ---- */

static const struct field *keyword_of(const struct resource *resource, const char *keyword) {
    struct field_cursor cursor = {0};
    const struct field *field;
    while ((field = resource_next_field(resource, &cursor)))
        if (field->term && strcmp(field->term, keyword) == 0)
            return field;
    return NULL;
}

/* Told even where `fields` leaves it out, as the classes are: what is said must be said of something. */
static void put_identity(struct buf *out, const struct page *page, size_t row) {
    const struct field *field = keyword_of(page->selection->resource, "@id");
    struct value key = value_text(page->keys[row]);
    if (!field)
        return;
    node_name(out, "@id");
    json_value(out, field, &key);
}

static const char *term_for(const struct field *field, const char *word) {
    for (size_t i = 0; word && field->words[i]; i++)
        if (strcmp(field->words[i], word) == 0)
            return field->terms[i];
    return NULL;
}

static void put_classes(struct buf *out, const struct page *page, size_t row) {
    const struct resource *resource = page->selection->resource;
    const struct field *kind = keyword_of(resource, "@type");
    node_classes(out, resource->class, kind ? term_for(kind, rows_kind(page, row)) : NULL);
}

/* ---- times ---- */

static const struct field_group *group_of(const struct page *page, size_t row) {
    const struct resource *resource = page->selection->resource;
    const char *kind = rows_kind(page, row);
    for (size_t i = 0; kind && resource->groups[i]; i++)
        if (resource->groups[i]->kind && strcmp(resource->groups[i]->kind, kind) == 0)
            return resource->groups[i];
    return NULL;
}

static void put_end(struct buf *out, const char *term, const char *text, size_t length) {
    if (length == 2 && memcmp(text, "..", 2) == 0)
        return;
    node_name(out, term);
    escape_json_bytes(out, text, length);
}

/* As exactly as it is stated: what is of October has not begun on its first day. */
static void put_times(struct buf *out, const struct node *node) {
    const struct field_group *group = group_of(node->page, node->row);
    struct member date;
    if (!group || !group->starts || !node_find(node, "temporal", &date))
        return;
    const char *from = date.values->text, *slash = strchr(from, '/');
    const char *to = slash ? slash + 1 : from;
    put_end(out, group->starts, from, slash ? (size_t)(slash - from) : strlen(from));
    put_end(out, group->ends, to, strlen(to));
}

/* ---- arrays ---- */

static bool find_source(
    const struct page *page, size_t row, const struct children *children, struct member *source) {
    const struct selection *selection = page->selection;
    for (size_t i = 0; children->source && i < selection->column_count; i++) {
        if (strcmp(selection->columns[i].field->name, children->source) != 0)
            continue;
        *source = (struct member){{selection->columns[i].field}, rows_value(page, row, i), 1};
        return true;
    }
    return false;
}

static void put_entry(struct buf *out, const struct node *entry) {
    struct member source;
    bool found = find_source(entry->page, entry->row, entry->children, &source);
    node_comma(out);
    buf_char(out, '{');
    node_classes(out, entry->children->class, NULL);
    node_members(out, entry);
    node_target(out, entry, found ? &source : NULL);
    buf_char(out, '}');
}

static void put_scalar(struct buf *out, const struct field *field, const struct value *value) {
    node_comma(out);
    if (field->of)
        node_reference(out, field, value);
    else
        json_value(out, field, value);
}

static void put_children(struct buf *out, const struct page *page, size_t row, size_t child) {
    const struct children *children = page->selection->children[child];
    const struct child_rows *rows = &page->children[child];
    if (rows->starts[row] == rows->ends[row])
        return;
    node_name(out, children->term ? children->term : children->name);
    buf_char(out, '[');
    for (size_t i = rows->starts[row]; i < rows->ends[row]; i++) {
        struct node entry = {page, row, children, rows->values + i * rows->columns};
        if (children->scalar)
            put_scalar(out, children->fields, entry.values);
        else
            put_entry(out, &entry);
    }
    buf_char(out, ']');
}

/* ---- roles ---- */

/* Of each entry: the column of its role, and of what is in it. */
struct roles {
    const struct field *fields;
    size_t role, who;
};

static bool find_roles(const struct children *children, struct roles *roles) {
    size_t count = 0;
    while (children->fields[count].name)
        count++;
    *roles = (struct roles){.fields = children->fields, .role = count, .who = count};
    for (size_t i = 0; i < count; i++) {
        if (children->fields[i].terms)
            roles->role = i;
        if (children->fields[i].of)
            roles->who = i;
    }
    return roles->role < count && roles->who < count;
}

static void put_tie(
    struct buf *out, const struct child_rows *rows, size_t row, const struct roles *roles, size_t word) {
    const struct field *role = &roles->fields[roles->role];
    bool open = false;
    for (size_t i = rows->starts[row]; i < rows->ends[row]; i++) {
        const struct value *values = rows->values + i * rows->columns;
        if (strcmp(values[roles->role].text, role->words[word]) != 0)
            continue;
        if (!open) {
            node_name(out, role->terms[word]);
            buf_char(out, '[');
        }
        open = true;
        put_scalar(out, &roles->fields[roles->who], &values[roles->who]);
    }
    if (open)
        buf_char(out, ']');
}

/* Who is in a role that has a term is bound to the row with it too, so that nobody need know of roles. */
static void put_ties(struct buf *out, const struct page *page, size_t row, size_t child) {
    struct roles roles;
    if (!find_roles(page->selection->children[child], &roles))
        return;
    const struct field *role = &roles.fields[roles.role];
    for (size_t word = 0; role->words[word]; word++)
        if (role->terms[word])
            put_tie(out, &page->children[child], row, &roles, word);
}

/* ---- rows ---- */

/* Its members, into the object that is open. */
static void put_row(struct buf *out, const struct page *page, size_t row) {
    struct node node = {.page = page, .row = row};
    struct member source;
    put_identity(out, page, row);
    put_classes(out, page, row);
    node_members(out, &node);
    put_times(out, &node);
    node_target(out, &node, node_find(&node, "source", &source) ? &source : NULL);
    for (size_t i = 0; i < page->selection->child_count; i++) {
        put_ties(out, page, row, i);
        put_children(out, page, row, i);
    }
}

void jsonld_list(struct buf *out, const char *path, const struct page *page, const char *next) {
    buf_text(out, "{\"@context\":\"" JSONLD_CONTEXT_PATH "\",\"@id\":");
    escape_json(out, path);
    buf_text(out, ",\"@graph\":[");
    for (size_t row = 0; row < page->row_count; row++) {
        buf_text(out, row ? ",\n{" : "\n{");
        put_row(out, page, row);
        buf_char(out, '}');
    }
    buf_text(out, page->row_count ? "\n]" : "]");
    if (next) {
        buf_text(out, ",\"next\":");
        escape_json(out, next);
    }
    buf_text(out, "}\n");
}

void jsonld_one(struct buf *out, const struct page *page) {
    buf_text(out, "{\"@context\":\"" JSONLD_CONTEXT_PATH "\"");
    put_row(out, page, 0);
    buf_text(out, "}\n");
}
