/* SPDX-License-Identifier: MIT */
/* /v1/affiliations: who holds which office, as the article words it. */
#include "resources/facts.h"
#include "resources/resources.h"

static const struct field fields[] = {
    {.name = "title.ko", .term = "roleName", .type = FIELD_TEXT, .use = ALL, .sql = "title_ko"},
    {.name = "title.en", .term = "roleName", .type = FIELD_TEXT, .use = ALL, .sql = "title_en"},
    {0},
};

const struct field_group affiliation_group = {.kind = "affiliation", .fields = fields};

const struct resource affiliations = FACTS_OF_KIND("affiliation", "affiliations",
    "Who holds which office, as the article words it.", &fact_group, &affiliation_group);
