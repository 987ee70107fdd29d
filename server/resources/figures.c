/* SPDX-License-Identifier: MIT */
/* /v1/figures: how much, of what, and whether at least, at most or about so much. */
#include "resources/facts.h"
#include "resources/resources.h"

static const char *const comparators[] = {"eq", "gte", "gt", "lte", "lt", "approx", "between", NULL};

static const struct field fields[] = {
    {.name = "value", .type = FIELD_NUMBER, .use = ALL, .sql = "value"},
    {.name = "lower", .term = "minValue", .type = FIELD_NUMBER, .use = ALL, .sql = "lower"},
    {.name = "upper", .term = "maxValue", .type = FIELD_NUMBER, .use = ALL, .sql = "upper"},
    {.name = "comparator",
        .type = FIELD_WORD,
        .use = ALL | FACET,
        .sql = "comparator",
        .words = comparators,
        .required = true},
    {.name = "unit",
        .term = "unitText",
        .type = FIELD_ID,
        .use = ALL | FACET,
        .sql = "unit",
        .required = true},
    {0},
};

const struct field_group figure_group = {.kind = "figure", .fields = fields};

const struct resource figures = FACTS_OF_KIND("figure", "figures",
    "How much, of what, and whether at least, at most or about so much.", &fact_group, &figure_group);
