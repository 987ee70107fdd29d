/* SPDX-License-Identifier: MIT */
/* The collections as JSON, for `factd describe` and for the comparison with openapi.yaml. */
#include <string.h>

#include "build.h"
#include "query/query.h"
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

static void put_words(struct buf *out, const char *const *words) {
    buf_text(out, ",\"values\":[");
    for (const char *const *word = words; *word; word++)
        buf_printf(out, "%s\"%s\"", word == words ? "" : ",", *word);
    buf_char(out, ']');
}

static void put_field(struct buf *out, const struct field *field, const char *kind) {
    buf_printf(out, "{\"name\":\"%s\",\"type\":\"%s\",\"nullable\":%s", field->name, type_word(field->type),
        field->required || field->through ? "false" : "true");
    if (field->words)
        put_words(out, field->words);
    if (kind)
        buf_printf(out, ",\"kind\":\"%s\"", kind);
    buf_printf(out, ",\"member\":%s,\"filter\":%s,\"sort\":%s}", field->use & FIELD_OUT ? "true" : "false",
        field->use & FIELD_FILTER ? "true" : "false", field->use & FIELD_SORT ? "true" : "false");
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

static void put_children(struct buf *out, const struct children *children) {
    buf_printf(out, "{\"name\":\"%s\",\"of\":\"%s\",\"fields\":[", children->name,
        children->scalar ? "values" : "objects");
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

void describe(struct buf *out) {
    buf_printf(out, "{\"version\":\"%s\",\"limit\":{\"default\":%d,\"max\":%d},\"collections\":[\n",
        FACTD_VERSION, LIMIT_DEFAULT, LIMIT_MAX);
    for (const struct resource *const *resource = collections; *resource; resource++) {
        buf_text(out, resource == collections ? "" : ",\n");
        put_resource(out, *resource);
    }
    buf_text(out, "\n],\"paths\":[");
    for (const struct route *const *route = routes; *route; route++)
        buf_printf(out, "%s\"%s\"", route == routes ? "" : ",", (*route)->path);
    buf_text(out, "]}\n");
}
