/* SPDX-License-Identifier: MIT */
/* /v1/articles: where facts come from. */
#include "resources/facts.h"
#include "resources/resources.h"

static const char *const languages[] = {"ko", "en", NULL};

static const char *const copies[] = {"published_at_utc", NULL};
static const struct membership appearance = {
    .table = "participant_article", .owner = "article", .copies = copies};
static const struct membership subject = {.table = "topic_article", .owner = "article", .copies = copies};

static const struct field fields[] = {
    {.name = "id", .term = "identifier", .type = FIELD_ID, .use = ALL, .sql = "id", .required = true},
    {.name = "href",
        .term = "@id",
        .type = FIELD_HREF,
        .use = OUT,
        .sql = "id",
        .path = "/v1/articles/",
        .required = true},
    {.name = "publisher",
        .type = FIELD_ID,
        .use = ALL | FACET,
        .sql = "publisher",
        .required = true,
        .of = &participants},
    {.name = "language",
        .term = "inLanguage",
        .type = FIELD_WORD,
        .use = ALL | FACET,
        .sql = "language",
        .words = languages,
        .required = true},
    {.name = "title.ko", .term = "headline", .type = FIELD_TEXT, .use = ALL, .sql = "title_ko"},
    {.name = "title.en", .term = "headline", .type = FIELD_TEXT, .use = ALL, .sql = "title_en"},
    {.name = "url", .type = FIELD_TEXT, .use = OUT | FILTER, .sql = "url"},
    {.name = "published_at",
        .term = "datePublished",
        .type = FIELD_INSTANT,
        .use = ALL,
        .sql = "published_at",
        .key = "published_at_utc",
        .required = true},
    {.name = "modified_at",
        .term = "dateModified",
        .type = FIELD_INSTANT,
        .use = ALL,
        .sql = "modified_at",
        .key = "modified_at_utc"},
    {.name = "text.sha256",
        .term = "encoding",
        .type = FIELD_TEXT,
        .use = OUT | FILTER,
        .sql = "text_sha256",
        .required = true},
    {.name = "text.length",
        .term = "encoding",
        .type = FIELD_INTEGER,
        .use = OUT,
        .sql = "text_length",
        .required = true},
    {.name = "participant",
        .type = FIELD_ID,
        .use = FILTER | FACET,
        .sql = "participant",
        .through = &appearance,
        .lead = LEAD_ALWAYS},
    {.name = "topic",
        .type = FIELD_ID,
        .use = FILTER | FACET,
        .sql = "topic",
        .through = &subject,
        .lead = LEAD_ALWAYS},
    {0},
};

static const struct field author_fields[] = {
    {.name = "name.ko", .type = FIELD_TEXT, .use = OUT, .sql = "name_ko"},
    {.name = "name.en", .type = FIELD_TEXT, .use = OUT, .sql = "name_en"},
    {0},
};

static const struct children authors = {
    .name = "authors",
    .from = "article_author",
    .owner = "article",
    .order = "ordinal",
    .fields = author_fields,
    .term = "author",
    .class = "Person",
};

static const struct field_group group = {.fields = fields};

static const struct search_source search[] = {
    {"SELECT article FROM article_search WHERE number IN", "article_search"},
    {0},
};

const struct resource articles = {
    .name = "articles",
    .path = "/v1/articles",
    .about = "Where facts come from.",
    .class = "NewsArticle",
    .table = "article",
    .key = &fields[0],
    .search = search,
    .groups = (const struct field_group *const[]){&group, &fact_count_group, NULL},
    .children = (const struct children *const[]){&authors, NULL},
    .removed = "articles",
};
