/* SPDX-License-Identifier: MIT */
/* /v1/evidence: the spans of articles that facts and participants rest on. Rows have no ids and no single
 * path. */
#include "resources/facts.h"
#include "resources/resources.h"

static const char *const members[] = {"status", "date", "value", "place", "title", NULL};

static const struct field order = {
    .name = "place in the article", .type = FIELD_TEXT, .sql = "id", .required = true};

static const struct field fields[] = {
    {.name = "article", .type = FIELD_ID, .use = ALL, .sql = "article", .required = true},
    {.name = "fact", .type = FIELD_ID, .use = OUT | FILTER, .sql = "fact"},
    {.name = "participant", .type = FIELD_ID, .use = OUT | FILTER, .sql = "participant"},
    {.name = "quote", .type = FIELD_TEXT, .use = OUT | FILTER, .sql = "quote", .required = true},
    {.name = "start", .type = FIELD_INTEGER, .use = ALL, .sql = "starts", .required = true},
    {.name = "end", .type = FIELD_INTEGER, .use = ALL, .sql = "ends", .required = true},
    {.name = "for", .type = FIELD_WORD, .use = OUT | FILTER, .sql = "supports", .words = members},
    {.name = "verified", .type = FIELD_FLAG, .use = OUT | FILTER, .sql = "verified", .required = true},
    {0},
};

static const struct field_group group = {.fields = fields};

const struct resource evidence = {
    .name = "evidence",
    .path = "/v1/evidence",
    .about = "The spans of articles that facts and participants rest on.",
    .table = "evidence",
    .key = &order,
    .groups = (const struct field_group *const[]){&group, NULL},
    .children = (const struct children *const[]){NULL},
};
