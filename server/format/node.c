/* SPDX-License-Identifier: MIT */
#include "format/node.h"

#include <string.h>

#include "format/json.h"
#include "format/rows.h"
#include "text/escape.h"

/* ---- finding members ---- */

static size_t member_of_row(const struct node *node, size_t column, struct member *member) {
    const struct selection *selection = node->page->selection;
    size_t count = rows_object(selection, column);
    member->values = rows_value(node->page, node->row, column);
    member->count = count < OBJECT_MEMBERS_MAX ? count : OBJECT_MEMBERS_MAX;
    for (size_t i = 0; i < member->count; i++)
        member->fields[i] = selection->columns[column + i].field;
    return count;
}

static size_t member_of_entry(const struct node *node, size_t at, struct member *member) {
    const struct field *fields = node->children->fields + at;
    size_t length = field_object(fields), count = 1;
    while (length && fields[count].name && strncmp(fields[count].name, fields->name, length + 1) == 0)
        count++;
    member->values = node->values + at;
    member->count = count < OBJECT_MEMBERS_MAX ? count : OBJECT_MEMBERS_MAX;
    for (size_t i = 0; i < member->count; i++)
        member->fields[i] = fields + i;
    return count;
}

static bool is_null(const struct member *member) {
    for (size_t i = 0; i < member->count; i++)
        if (member->values[i].type != VALUE_NULL)
            return false;
    return true;
}

/* The next member that is shown and not null; start with *at 0. */
static bool next_member(const struct node *node, size_t *at, struct member *member) {
    size_t end = node->page->selection->column_count;
    while (node->children ? node->children->fields[*at].name != NULL : *at < end) {
        size_t here = *at;
        *at += node->children ? member_of_entry(node, here, member) : member_of_row(node, here, member);
        if ((node->children || rows_shows(node->page, node->row, here)) && !is_null(member))
            return true;
    }
    return false;
}

struct label {
    const char *text;
    size_t length;
};

static struct label term_of(const struct field *field) {
    size_t object = field_object(field);
    if (field->term)
        return (struct label){field->term, strlen(field->term)};
    return (struct label){field->name, object ? object : strlen(field->name)};
}

static bool is_term(const struct field *field, const char *text) {
    struct label term = term_of(field);
    return term.length == strlen(text) && memcmp(term.text, text, term.length) == 0;
}

bool node_find(const struct node *node, const char *term, struct member *member) {
    size_t at = 0;
    while (next_member(node, &at, member))
        if (is_term(member->fields[0], term))
            return true;
    return false;
}

/* ---- values ---- */

void node_comma(struct buf *out) {
    char last = out->bytes[out->length - 1]; /* a string would have ended in a quotation mark */
    if (last != '{' && last != '[')
        buf_char(out, ',');
}

/* Terms come from the tables and need no escape. */
static void put_term(struct buf *out, struct label term) {
    node_comma(out);
    buf_char(out, '"');
    buf_append(out, term.text, term.length);
    buf_append(out, "\":", 2);
}

void node_name(struct buf *out, const char *term) {
    put_term(out, (struct label){term, strlen(term)});
}

void node_reference(struct buf *out, const struct field *field, const struct value *value) {
    buf_printf(out, "\"%s/%s\"", field->of->path, value->text); /* an id needs no escape */
}

static void put_value(struct buf *out, const struct field *field, const struct value *value) {
    if (field->of)
        node_reference(out, field, value);
    else
        json_value(out, field, value);
}

static void put_object(struct buf *out, const struct member *member) {
    size_t length = field_object(member->fields[0]);
    buf_char(out, '{');
    for (size_t i = 0; i < member->count; i++) {
        if (member->values[i].type == VALUE_NULL)
            continue;
        node_name(out, member->fields[i]->name + length + 1);
        put_value(out, member->fields[i], &member->values[i]);
    }
    buf_char(out, '}');
}

/* A language map is one string where a language is asked for. */
static void put_member(
    struct buf *out, const struct node *node, const struct member *member, struct label term) {
    const char *language = node->page->selection->language;
    const struct field *first = member->fields[0];
    put_term(out, term);
    if (!field_object(first))
        put_value(out, first, member->values);
    else if (language && field_language(first))
        put_value(out, first, rows_in_language(member->fields, member->values, member->count, language));
    else
        put_object(out, member);
}

/* ---- nodes ---- */

static const char *const target_terms[] = {"source", "exact", "start", "end"};

/* Keywords, and what stands deeper, have a place of their own. */
static bool stands_alone(const struct field *field) {
    struct label term = term_of(field);
    for (size_t i = 0; i < sizeof target_terms / sizeof *target_terms; i++)
        if (is_term(field, target_terms[i]))
            return false;
    return term.length && term.text[0] != '@' && !memchr(term.text, '.', term.length);
}

static void put_outer(struct buf *out, const struct node *node) {
    struct member member;
    for (size_t at = 0; next_member(node, &at, &member);)
        if (stands_alone(member.fields[0]))
            put_member(out, node, &member, term_of(member.fields[0]));
}

/* Members with terms "a.b" as the node a. */
static void put_inner(struct buf *out, const struct node *node) {
    struct member member;
    bool open = false;
    for (size_t at = 0; next_member(node, &at, &member);) {
        struct label term = term_of(member.fields[0]);
        const char *dot = memchr(term.text, '.', term.length);
        if (!dot)
            continue;
        size_t before = (size_t)(dot - term.text);
        if (!open) {
            put_term(out, (struct label){term.text, before});
            buf_char(out, '{');
        }
        open = true;
        put_member(out, node, &member, (struct label){dot + 1, term.length - before - 1});
    }
    if (open)
        buf_char(out, '}');
}

void node_members(struct buf *out, const struct node *node) {
    put_outer(out, node);
    put_inner(out, node);
}

static void put_selector(
    struct buf *out, const struct node *node, const char *class, const char *first, const char *second) {
    struct member member;
    node_comma(out);
    buf_printf(out, "{\"@type\":\"%s\"", class);
    if (node_find(node, first, &member))
        put_member(out, node, &member, term_of(member.fields[0]));
    if (second && node_find(node, second, &member))
        put_member(out, node, &member, term_of(member.fields[0]));
    buf_char(out, '}');
}

void node_target(struct buf *out, const struct node *node, const struct member *source) {
    struct member member;
    bool quoted = node_find(node, "exact", &member);
    bool placed = node_find(node, "start", &member) || node_find(node, "end", &member);
    if (!source && !quoted && !placed)
        return;
    node_name(out, "target");
    buf_char(out, '{');
    if (source)
        put_member(out, node, source, (struct label){"source", strlen("source")});
    if (quoted || placed) {
        node_name(out, "selector");
        buf_char(out, '[');
        if (quoted)
            put_selector(out, node, "TextQuoteSelector", "exact", NULL);
        if (placed)
            put_selector(out, node, "TextPositionSelector", "start", "end");
        buf_char(out, ']');
    }
    buf_char(out, '}');
}

void node_classes(struct buf *out, const char *class, const char *other) {
    if (!class && !other)
        return;
    node_name(out, "@type");
    if (class && other)
        buf_printf(out, "[\"%s\",\"%s\"]", other, class);
    else
        buf_printf(out, "\"%s\"", class ? class : other);
}
