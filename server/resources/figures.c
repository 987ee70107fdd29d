/* SPDX-License-Identifier: MIT */
/* /v1/figures: how much, of what, and whether at least, at most or about so much. */
#include "resources/facts.h"
#include "resources/resources.h"

static const char *const comparators[] = {"eq", "gte", "gt", "lte", "lt", "approx", "between", NULL};

static const struct field fields[] = {
    {.name = "value", .type = FIELD_NUMBER, .use = ALL, .sql = "value"},
    {.name = "lower", .type = FIELD_NUMBER, .use = ALL, .sql = "lower"},
    {.name = "upper", .type = FIELD_NUMBER, .use = ALL, .sql = "upper"},
    {.name = "comparator",
        .type = FIELD_WORD,
        .use = ALL,
        .sql = "comparator",
        .words = comparators,
        .required = true},
    {.name = "unit", .type = FIELD_ID, .use = ALL, .sql = "unit", .required = true},
    {0},
};

const struct field_group figure_group = {.kind = "figure", .fields = fields};

const struct resource figures = FACTS_OF_KIND("figure", "figures",
    "How much, of what, and whether at least, at most or about so much.", &fact_group, &figure_group);
