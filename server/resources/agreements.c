/* SPDX-License-Identifier: MIT */
/* /v1/agreements: what parties signed, agreed, plan, pursue or discuss. */
#include "resources/facts.h"
#include "resources/resources.h"

static const char *const types[] = {"mou", "cooperation", "research", "supply", "programme", "other", NULL};
static const char *const statuses[] = {"signed", "agreed", "planned", "ongoing", "discussed", NULL};

static const struct field fields[] = {
    {.name = "type",
        .term = "additionalType",
        .type = FIELD_WORD,
        .use = ALL | FACET,
        .sql = "type",
        .words = types,
        .required = true},
    {.name = "status",
        .type = FIELD_WORD,
        .use = ALL | FACET,
        .sql = "status",
        .words = statuses,
        .required = true},
    {0},
};

const struct field_group agreement_group = {.kind = "agreement", .fields = fields};

const struct resource agreements = FACTS_OF_KIND("agreement", "agreements",
    "What parties signed, agreed, plan, pursue or discuss.", &fact_group, &agreement_group);
