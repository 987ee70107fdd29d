/* SPDX-License-Identifier: MIT */
/* /v1/evidence: the spans of articles that facts and participants rest on. Rows have no ids and no single
 * path. */
#include "resources/facts.h"
#include "resources/resources.h"

static const char *const members[] = {"status", "date", "value", "place", "title", NULL};

static const struct field order = {
    .name = "place in the article", .type = FIELD_TEXT, .sql = "id", .required = true};

static const struct field fields[] = {
    {.name = "article",
        .term = "source",
        .type = FIELD_ID,
        .use = ALL | FACET,
        .sql = "article",
        .required = true,
        .of = &articles},
    {.name = "fact", .term = "body", .type = FIELD_ID, .use = OUT | FILTER, .sql = "fact", .of = &facts},
    {.name = "participant",
        .term = "body",
        .type = FIELD_ID,
        .use = OUT | FILTER | FACET,
        .sql = "participant",
        .of = &participants},
    {.name = "quote",
        .term = "exact",
        .type = FIELD_TEXT,
        .use = OUT | FILTER,
        .sql = "quote",
        .required = true},
    {.name = "start", .type = FIELD_INTEGER, .use = ALL, .sql = "starts", .required = true},
    {.name = "end", .type = FIELD_INTEGER, .use = ALL, .sql = "ends", .required = true},
    {.name = "start_utf16", .term = "", .type = FIELD_INTEGER, .use = OUT, .sql = "starts_utf16"},
    {.name = "end_utf16", .term = "", .type = FIELD_INTEGER, .use = OUT, .sql = "ends_utf16"},
    {.name = "for", .type = FIELD_WORD, .use = OUT | FILTER | FACET, .sql = "supports", .words = members},
    {.name = "verified",
        .type = FIELD_FLAG,
        .use = OUT | FILTER | FACET,
        .sql = "verified",
        .required = true},
    {0},
};

static const struct field_group group = {.fields = fields};

static const struct search_source search[] = {
    {"SELECT evidence FROM evidence_search WHERE number IN", "evidence_search"},
    {0},
};

const struct resource evidence = {
    .name = "evidence",
    .path = "/v1/evidence",
    .about = "The spans of articles that facts and participants rest on.",
    .class = "Annotation",
    .table = "evidence",
    .key = &order,
    .search = search,
    .groups = (const struct field_group *const[]){&group, NULL},
    .children = (const struct children *const[]){NULL},
};
