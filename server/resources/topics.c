/* SPDX-License-Identifier: MIT */
/* /v1/topics: what facts are filed under. */
#include "resources/facts.h"
#include "resources/resources.h"

static const struct membership appearance = {.table = "topic_article", .owner = "topic"};

static const struct field fields[] = {
    {.name = "id", .term = "identifier", .type = FIELD_ID, .use = ALL, .sql = "id", .required = true},
    {.name = "href",
        .term = "@id",
        .type = FIELD_HREF,
        .use = OUT,
        .sql = "id",
        .path = "/v1/topics/",
        .required = true},
    {.name = "name.ko", .type = FIELD_TEXT, .use = ALL, .sql = "name_ko"},
    {.name = "name.en", .type = FIELD_TEXT, .use = ALL, .sql = "name_en"},
    {.name = "article",
        .type = FIELD_ID,
        .use = FILTER,
        .sql = "article",
        .through = &appearance,
        .lead = LEAD_ALWAYS},
    {0},
};

static const struct field_group group = {.fields = fields};

static const struct search_source search[] = {
    {"SELECT topic FROM topic_search WHERE number IN", "topic_search"},
    {0},
};

const struct resource topics = {
    .name = "topics",
    .path = "/v1/topics",
    .about = "What facts are filed under.",
    .class = "DefinedTerm",
    .table = "topic",
    .key = &fields[0],
    .search = search,
    .groups = (const struct field_group *const[]){&group, &fact_count_group, NULL},
    .children = (const struct children *const[]){NULL},
    .removed = "topics",
};
