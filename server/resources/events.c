/* SPDX-License-Identifier: MIT */
/* /v1/events: what happened, when and where as far as it is stated. */
#include "resources/facts.h"
#include "resources/resources.h"

static const char *const types[] = {"meeting", "signing", "gathering", "summit", "other", NULL};

static const struct field fields[] = {
    {.name = "type",
        .term = "additionalType",
        .type = FIELD_WORD,
        .use = ALL | FACET,
        .sql = "type",
        .words = types,
        .required = true},
    {.name = "place.ko", .term = "location", .type = FIELD_TEXT, .use = ALL, .sql = "place_ko"},
    {.name = "place.en", .term = "location", .type = FIELD_TEXT, .use = ALL, .sql = "place_en"},
    {0},
};

const struct field_group event_group = {
    .kind = "event", .fields = fields, .starts = "startDate", .ends = "endDate"};

const struct resource events = FACTS_OF_KIND(
    "event", "events", "What happened, when and where as far as it is stated.", &fact_group, &event_group);
