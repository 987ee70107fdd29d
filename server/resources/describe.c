/* SPDX-License-Identifier: MIT */
/* The collections as JSON, for `factd describe` and for the comparison with openapi.yaml. */
#include <string.h>

#include "build.h"
#include "query/query.h"
#include "resources/collection.h"
#include "resources/resources.h"
#include "text/escape.h"

static const char *type_word(enum field_type type) {
    switch (type) {
    case FIELD_TEXT:
        return "text";
    case FIELD_ID:
        return "id";
    case FIELD_WORD:
        return "word";
    case FIELD_INTEGER:
        return "integer";
    case FIELD_NUMBER:
        return "number";
    case FIELD_FLAG:
        return "flag";
    case FIELD_DATE:
        return "date";
    case FIELD_INSTANT:
        return "instant";
    case FIELD_HREF:
        return "href";
    }
    return "";
}

static void put_words(struct buf *out, const char *name, const char *const *words) {
    buf_printf(out, ",\"%s\":[", name);
    for (const char *const *word = words; *word; word++)
        buf_printf(out, "%s\"%s\"", word == words ? "" : ",", *word);
    buf_char(out, ']');
}

static void put_flag(struct buf *out, const char *name, bool flag) {
    buf_printf(out, ",\"%s\":%s", name, flag ? "true" : "false");
}

static void put_operators(struct buf *out, const struct field *field) {
    const char *words[OPERATORS + 1] = {0};
    size_t count = 0;
    for (enum operator op = 0; op < OPERATORS; op++)
        if ((field->use & FIELD_FILTER) && operator_suits(op, field->type))
            words[count++] = operator_words[op];
    put_words(out, "operators", words);
}

/* The collection whose objects `include` puts in place of ids. */
static void put_included(struct buf *out, const struct resource *resource) {
    if (resource)
        buf_printf(out, ",\"includes\":\"%s\"", resource->name);
}

static void put_field(struct buf *out, const struct field *field, const char *kind) {
    buf_printf(out, "{\"name\":\"%s\",\"type\":\"%s\"", field->name, type_word(field->type));
    put_flag(out, "nullable", !field->required && !field->through);
    if (field->words)
        put_words(out, "values", field->words);
    if (kind)
        buf_printf(out, ",\"kind\":\"%s\"", kind);
    put_flag(out, "member", field->use & FIELD_OUT);
    put_flag(out, "filter", field->use & FIELD_FILTER);
    put_flag(out, "sort", field->use & FIELD_SORT);
    put_flag(out, "facet", field->use & FIELD_FACET);
    put_operators(out, field);
    put_included(out, field->of);
    buf_char(out, '}');
}

static void put_groups(struct buf *out, const struct resource *resource) {
    const char *separator = "\n   ";
    for (size_t i = 0; resource->groups[i]; i++)
        for (const struct field *field = resource->groups[i]->fields; field->name; field++) {
            buf_text(out, separator);
            put_field(out, field, resource->groups[i]->kind);
            separator = ",\n   ";
        }
}

static const struct resource *included_by(const struct children *children) {
    for (const struct field *field = children->fields; field->name; field++)
        if (field->of)
            return field->of;
    return NULL;
}

static void put_children(struct buf *out, const struct children *children) {
    buf_printf(
        out, "{\"name\":\"%s\",\"of\":\"%s\"", children->name, children->scalar ? "values" : "objects");
    put_included(out, included_by(children));
    buf_text(out, ",\"fields\":[");
    for (const struct field *field = children->fields; field->name; field++) {
        buf_text(out, field == children->fields ? "" : ",");
        put_field(out, field, NULL);
    }
    buf_text(out, "]}");
}

static void put_resource(struct buf *out, const struct resource *resource) {
    buf_printf(out, " {\"name\":\"%s\",\"path\":\"%s\",\"single\":%s,\"about\":", resource->name,
        resource->path, resource->removed ? "true" : "false");
    escape_json(out, resource->about);
    buf_text(out, ",\n  \"fields\":[");
    put_groups(out, resource);
    buf_text(out, "],\n  \"arrays\":[");
    for (size_t i = 0; resource->children[i]; i++) {
        buf_text(out, i ? ",\n   " : "\n   ");
        put_children(out, resource->children[i]);
    }
    buf_text(out, "]}");
}

static void put_limits(struct buf *out) {
    buf_printf(out, ",\"limit\":{\"default\":%d,\"max\":%d}", LIMIT_DEFAULT, LIMIT_MAX);
    buf_printf(out, ",\"most\":{\"q\":%d,\"in\":%d,\"facets\":%d,\"facet_values\":%d,\"sort\":%d}",
        SEARCH_TEXT_MAX, LIST_VALUES_MAX, FACETS_MAX, FACET_VALUES_MAX, SORT_KEYS_MAX - 1);
}

static void put_formats(struct buf *out) {
    buf_text(out, ",\"formats\":[");
    for (const struct representation *as = row_formats; as->type; as++)
        buf_printf(
            out, "%s{\"name\":\"%s\",\"type\":\"%s\"}", as == row_formats ? "" : ",", as->name, as->type);
    buf_char(out, ']');
}

static void put_collections(struct buf *out) {
    buf_text(out, ",\"collections\":[\n");
    for (const struct resource *const *resource = collections; *resource; resource++) {
        buf_text(out, resource == collections ? "" : ",\n");
        put_resource(out, *resource);
    }
    buf_text(out, "\n]");
}

/* The start page's address gives programs the index. */
static void put_paths(struct buf *out) {
    buf_text(out, ",\"paths\":[\"/\"");
    for (const struct route *const *route = all_routes; *route; route++)
        buf_printf(out, ",\"%s\"", (*route)->path);
    buf_char(out, ']');
}

void describe(struct buf *out) {
    buf_printf(out, "{\"version\":\"%s\"", FACTD_VERSION);
    put_limits(out);
    put_words(out, "parameters", query_parameters);
    put_formats(out);
    put_collections(out);
    put_paths(out);
    buf_text(out, "}\n");
}
