/* SPDX-License-Identifier: MIT */
/* The facts document and its article as tables, and the way through them. What several members of one object
 * say together is checked beside its table; what one object says of another is not (see check.c). */
#include "document/document.h"

#include <string.h>

#include "document/index.h"
#include "document/read_parts.h"
#include "document/source.h"
#include "text/date.h"

static const struct member author_members[] = {
    {.name = "name", .read = read_language_map, AT(author, name), .required = true},
    {0},
};

static const struct shape author_shape = {.noun = "an author", .members = author_members};

static const struct list author_list = {
    .noun = "authors",
    .size = sizeof(struct author),
    .item = {.read = shape_object, .shape = &author_shape},
};

static const struct member text_members[] = {
    {.name = "sha256", .read = take_sha256, AT(article, text_sha256), .required = true},
    {.name = "length", .read = take_length, AT(article, text_length), .required = true},
    {0},
};

static const struct shape text_shape = {.noun = "the article's text", .members = text_members};

static const char *utc(const char *instant, struct arena *arena) {
    char text[INSTANT_TEXT_SIZE];
    return instant && instant_to_utc(instant, text) ? arena_string(arena, text) : NULL;
}

static void article_together(struct reader *reader, json_t *object, void *out) {
    const struct article *article = out;
    (void)object;
    const char *published = utc(article->published_at, reader->arena);
    const char *modified = utc(article->modified_at, reader->arena);
    if (published && modified && strcmp(modified, published) < 0)
        shape_problem_under(reader, "/modified_at", "%s is before published_at, %s", article->modified_at,
            article->published_at);
}

static const char *const language_words[] = {"ko", "en", NULL};

static const struct member article_members[] = {
    {.name = "id", .read = take_slug, AT(article, id), .required = true},
    {.name = "publisher", .read = take_slug, AT(article, publisher), .required = true},
    {.name = "language", .read = take_word, .words = language_words, AT(article, language), .required = true},
    {.name = "title", .read = read_language_map, AT(article, title), .required = true},
    {.name = "authors",
        .read = shape_list,
        .list = &author_list,
        AT(article, authors),
        .count = offsetof(struct article, author_count)},
    {.name = "url", .read = take_url, AT(article, url)},
    {.name = "published_at", .read = take_instant, AT(article, published_at), .required = true},
    {.name = "modified_at", .read = take_instant, AT(article, modified_at)},
    {.name = "text", .read = shape_object, .shape = &text_shape, .required = true},
    {0},
};

static const struct shape article_shape = {
    .noun = "the article",
    .members = article_members,
    .together = article_together,
};

/* Without unknown members (a mistyped "topics" might be one), a document that has no topics declares none. */
static void document_together(struct reader *reader, json_t *object, void *out) {
    struct document *document = out;
    (void)reader;
    document->topic_ids.whole = !json_object_get(object, "topics");
}

static const char *const format_words[] = {"facts/1", NULL};

static const struct member document_members[] = {
    {.name = "format", .read = take_word, .words = format_words, AT(document, format), .required = true},
    {.name = "article",
        .read = shape_object,
        .shape = &article_shape,
        AT(document, article),
        .required = true},
    {.name = "topics",
        .read = shape_list,
        .list = &topic_list,
        AT(document, topics),
        .count = offsetof(struct document, topic_count)},
    {.name = "participants",
        .read = shape_list,
        .list = &participant_list,
        AT(document, participants),
        .count = offsetof(struct document, participant_count),
        .required = true},
    {.name = "facts",
        .read = shape_list,
        .list = &fact_list,
        AT(document, facts),
        .count = offsetof(struct document, fact_count),
        .required = true},
    {0},
};

static const struct shape document_shape = {
    .noun = "a facts document",
    .members = document_members,
    .together = document_together,
};

static void derive(struct document *document, struct arena *arena) {
    struct article *article = &document->article;
    article->published_at_utc = utc(article->published_at, arena);
    article->modified_at_utc = utc(article->modified_at, arena);
    for (size_t i = 0; i < document->fact_count; i++)
        read_fact_derive(&document->facts[i], arena);
}

/* A list that could not be read is not whole either. */
static void make_indexes(struct document *document, struct arena *arena) {
    bool no_topics = document->topic_ids.whole;
    document->topic_ids =
        index_build(arena, document->topics, document->topic_count, sizeof *document->topics);
    document->topic_ids.whole &= no_topics || document->topics;
    document->participant_ids = index_build(
        arena, document->participants, document->participant_count, sizeof *document->participants);
    document->participant_ids.whole &= document->participants != NULL;
    document->fact_ids = index_build(arena, document->facts, document->fact_count, sizeof *document->facts);
    document->fact_ids.whole &= document->facts != NULL;
}

bool document_read(const char *bytes, size_t length, struct arena *arena, struct document *document,
    struct problems *problems) {
    json_auto_t *refused = json_object();
    json_auto_t *value = source_parse(bytes, length, JSON_DECODE_INT_AS_REAL, refused, problems);
    *document = (struct document){.bytes = bytes, .length = length};
    if (!value)
        return false;
    digest_bytes(bytes, length, document->sha256);
    struct reader reader = {.arena = arena, .problems = problems, .refused = refused};
    shape_read(&reader, value, &document_shape, document);
    buf_close(&reader.where);
    derive(document, arena);
    make_indexes(document, arena);
    return true;
}
