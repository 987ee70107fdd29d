/* SPDX-License-Identifier: MIT */
/* /v1/topics: what facts are filed under. */
#include "resources/facts.h"
#include "resources/resources.h"

static const struct membership appearance = {.table = "topic_article", .owner = "topic"};

static const struct field fields[] = {
    {.name = "id", .type = FIELD_ID, .use = ALL, .sql = "id", .required = true},
    {.name = "href", .type = FIELD_HREF, .use = OUT, .sql = "id", .path = "/v1/topics/", .required = true},
    {.name = "name.ko", .type = FIELD_TEXT, .use = ALL, .sql = "name_ko"},
    {.name = "name.en", .type = FIELD_TEXT, .use = ALL, .sql = "name_en"},
    {.name = "article", .type = FIELD_ID, .use = FILTER, .sql = "article", .through = &appearance},
    {0},
};

static const struct field_group group = {.fields = fields};

const struct resource topics = {
    .name = "topics",
    .path = "/v1/topics",
    .about = "What facts are filed under.",
    .table = "topic",
    .key = &fields[0],
    .groups = (const struct field_group *const[]){&group, &fact_count_group, NULL},
    .children = (const struct children *const[]){NULL},
    .removed = "topics",
};
