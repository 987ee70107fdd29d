/* SPDX-License-Identifier: MIT */
/* Fills in where a document's quotes stand. Works on the JSON itself, so that everything else in the document
 * stays as its author wrote it, in its order. */
#include <string.h>

#include <jansson.h>

#include "document/document.h"
#include "document/message.h"
#include "document/places.h"
#include "document/source.h"
#include "text/utf8.h"

struct anchor {
    const struct places *places;
    struct problems *problems;
};

static bool stands_already(
    const struct anchor *anchor, const json_t *evidence, const char *quote, size_t length) {
    const json_t *start = json_object_get(evidence, "start"), *end = json_object_get(evidence, "end");
    if (!json_is_integer(start) || !json_is_integer(end) || json_integer_value(start) < 0)
        return false;
    size_t from = (size_t)json_integer_value(start);
    return json_integer_value(end) == json_integer_value(start) + (json_int_t)length &&
           places_holds(anchor->places, from, quote);
}

/* start and end behind the quote, whatever else there is behind them. */
static void set_span(json_t *evidence, size_t start, size_t length) {
    json_t *supports = json_incref(json_object_get(evidence, "for"));
    json_object_del(evidence, "for");
    json_object_set_new(evidence, "start", json_integer((json_int_t)start));
    json_object_set_new(evidence, "end", json_integer((json_int_t)start + (json_int_t)length));
    if (supports)
        json_object_set_new(evidence, "for", supports);
}

static void anchor_quote(const struct anchor *anchor, json_t *evidence, const char *where) {
    const char *quote = json_string_value(json_object_get(evidence, "quote"));
    struct arena *arena = anchor->problems->arena;
    if (!quote || !*quote)
        return; /* for the reader to refuse */
    size_t length = utf8_count(quote, strlen(quote));
    if (stands_already(anchor, evidence, quote, length))
        return;
    struct found found = places_find(anchor->places, quote);
    if (found.count == 1)
        set_span(evidence, found.at[0], length);
    else if (found.count == 0)
        problems_add(anchor->problems, where, "%s stands nowhere in the text", message_text(arena, quote));
    else
        problems_add(anchor->problems, where, "%s stands at %s; take a longer quote, or give start and end",
            message_text(arena, quote), places_told(&found, arena));
}

/* The evidence of each item of a list of the document. */
static void anchor_list(const struct anchor *anchor, const json_t *root, const char *list) {
    const json_t *items = json_object_get(root, list);
    for (size_t i = 0; i < json_array_size(items); i++) {
        const json_t *evidence = json_object_get(json_array_get(items, i), "evidence");
        for (size_t q = 0; q < json_array_size(evidence); q++) {
            const char *where = arena_printf(anchor->problems->arena, "/%s/%zu/evidence/%zu", list, i, q);
            anchor_quote(anchor, json_array_get(evidence, q), where);
        }
    }
}

/* A document that is of another text already is not made one of this text in passing. */
static bool describe_text(json_t *root, const struct article_text *text, struct problems *problems) {
    json_t *article = json_object_get(root, "article");
    const char *sha256 = json_string_value(json_object_get(json_object_get(article, "text"), "sha256"));
    if (sha256 && strcmp(sha256, text->sha256) != 0) {
        problems_add(problems, "/article/text",
            "is not the text at hand, whose SHA-256 is %s; take the member out to anchor the document to "
            "that text",
            text->sha256);
        return false;
    }
    json_object_set_new(article, "text",
        json_pack("{s:s, s:I}", "sha256", text->sha256, "length", (json_int_t)text->code_points));
    return true;
}

static int append(const char *bytes, size_t length, void *out) {
    buf_append(out, bytes, length);
    return 0;
}

bool document_anchor(const char *bytes, size_t length, const struct article_text *text, struct arena *arena,
    struct buf *out, struct problems *problems) {
    json_auto_t *refused = json_object();
    json_auto_t *root = source_parse(bytes, length, 0, refused, problems);
    if (!root || json_object_size(refused) > 0)
        return false;
    struct places places = places_of(text, arena);
    const struct anchor anchor = {.places = &places, .problems = problems};
    if (!describe_text(root, text, problems))
        return false;
    anchor_list(&anchor, root, "participants");
    anchor_list(&anchor, root, "facts");
    json_dump_callback(root, append, out, JSON_INDENT(2) | JSON_REAL_PRECISION(15));
    buf_char(out, '\n');
    return true;
}
