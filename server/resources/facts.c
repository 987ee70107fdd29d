/* SPDX-License-Identifier: MIT */
/* /v1/facts: facts of every kind, each with the members of its own. */
#include "resources/facts.h"

#include "resources/resources.h"

static const char *const kinds[] = {"agreement", "figure", "event", "statement", "affiliation", NULL};
static const char *const roles[] = {"subject", "party", "supporter", "supplier", "recipient", "host",
    "attendee", "signatory", "speaker", "addressee", "holder", "body", NULL};
static const char *const members[] = {"status", "date", "value", "place", "title", NULL};

static const struct membership participation = {.table = "fact_participant", .owner = "fact"};
static const struct membership subject = {.table = "fact_topic", .owner = "fact"};

const struct field fact_fields[] = {
    {.name = "id", .type = FIELD_ID, .use = ALL, .sql = "id", .required = true},
    {.name = "href", .type = FIELD_HREF, .use = OUT, .sql = "id", .path = "/v1/facts/", .required = true},
    {.name = "kind", .type = FIELD_WORD, .use = ALL, .sql = "kind", .words = kinds, .required = true},
    {.name = "article", .type = FIELD_ID, .use = ALL, .sql = "article", .required = true},
    {.name = "name.ko", .type = FIELD_TEXT, .use = ALL, .sql = "name_ko"},
    {.name = "name.en", .type = FIELD_TEXT, .use = ALL, .sql = "name_en"},
    {.name = "summary.ko", .type = FIELD_TEXT, .use = OUT, .sql = "summary_ko"},
    {.name = "summary.en", .type = FIELD_TEXT, .use = OUT, .sql = "summary_en"},
    {.name = "date", .type = FIELD_TEXT, .use = OUT, .sql = "date"},
    {.name = "date_from", .type = FIELD_DATE, .use = ALL, .sql = "date_from"},
    {.name = "date_to", .type = FIELD_DATE, .use = ALL, .sql = "date_to"},
    {.name = "part_of", .type = FIELD_ID, .use = OUT | FILTER, .sql = "part_of"},
    {.name = "at", .type = FIELD_ID, .use = OUT | FILTER, .sql = "at"},
    {.name = "according_to", .type = FIELD_ID, .use = OUT | FILTER, .sql = "according_to"},
    {.name = "link", .type = FIELD_TEXT, .use = OUT, .sql = "link"},
    {.name = "since", .type = FIELD_INTEGER, .use = ALL, .sql = "since", .required = true},
    {.name = "changed", .type = FIELD_INTEGER, .use = ALL, .sql = "changed", .required = true},
    {.name = "participant", .type = FIELD_ID, .use = FILTER, .sql = "participant", .through = &participation},
    {.name = "role",
        .type = FIELD_WORD,
        .use = FILTER,
        .sql = "role",
        .words = roles,
        .through = &participation},
    {.name = "topic", .type = FIELD_ID, .use = FILTER, .sql = "topic", .through = &subject},
    {0},
};

const struct field_group fact_group = {.fields = fact_fields};

static const struct field count_fields[] = {
    {.name = "facts.agreement",
        .type = FIELD_INTEGER,
        .use = OUT,
        .sql = "agreement_count",
        .required = true},
    {.name = "facts.figure", .type = FIELD_INTEGER, .use = OUT, .sql = "figure_count", .required = true},
    {.name = "facts.event", .type = FIELD_INTEGER, .use = OUT, .sql = "event_count", .required = true},
    {.name = "facts.statement",
        .type = FIELD_INTEGER,
        .use = OUT,
        .sql = "statement_count",
        .required = true},
    {.name = "facts.affiliation",
        .type = FIELD_INTEGER,
        .use = OUT,
        .sql = "affiliation_count",
        .required = true},
    {0},
};

const struct field_group fact_count_group = {.fields = count_fields};

static const struct field participant_fields[] = {
    {.name = "id", .type = FIELD_ID, .use = OUT, .sql = "participant.id", .required = true},
    {.name = "role",
        .type = FIELD_WORD,
        .use = OUT,
        .sql = "fact_participant.role",
        .words = roles,
        .required = true},
    {.name = "name.ko", .type = FIELD_TEXT, .use = OUT, .sql = "participant.name_ko"},
    {.name = "name.en", .type = FIELD_TEXT, .use = OUT, .sql = "participant.name_en"},
    {.name = "inferred",
        .type = FIELD_FLAG,
        .use = OUT,
        .sql = "fact_participant.inferred",
        .required = true},
    {0},
};

static const struct children fact_participants = {
    .name = "participants",
    .from = "fact_participant JOIN participant ON participant.id = fact_participant.participant",
    .owner = "fact_participant.fact",
    .order = "fact_participant.ordinal",
    .fields = participant_fields,
};

static const struct field topic_fields[] = {
    {.name = "topic", .type = FIELD_ID, .use = OUT, .sql = "topic", .required = true},
    {0},
};

static const struct children fact_topics = {
    .name = "topics",
    .from = "fact_topic",
    .owner = "fact",
    .order = "ordinal",
    .fields = topic_fields,
    .scalar = true,
};

static const struct field quote_fields[] = {
    {.name = "quote", .type = FIELD_TEXT, .use = OUT, .sql = "quote", .required = true},
    {.name = "start", .type = FIELD_INTEGER, .use = OUT, .sql = "starts", .required = true},
    {.name = "end", .type = FIELD_INTEGER, .use = OUT, .sql = "ends", .required = true},
    {.name = "for", .type = FIELD_WORD, .use = OUT, .sql = "supports", .words = members},
    {.name = "verified", .type = FIELD_FLAG, .use = OUT, .sql = "verified", .required = true},
    {0},
};

static const struct children fact_evidence = {
    .name = "evidence",
    .from = "evidence",
    .owner = "fact",
    .order = "ordinal",
    .fields = quote_fields,
};

const struct children *const fact_children[] = {&fact_participants, &fact_topics, &fact_evidence, NULL};

const struct resource facts = {
    .name = "facts",
    .path = "/v1/facts",
    .about = "What articles state, every kind together, each fact with its evidence.",
    .table = "fact",
    .key = &fact_fields[0],
    .groups = (const struct field_group *const[]){&fact_group, &agreement_group, &figure_group, &event_group,
        &statement_group, &affiliation_group, NULL},
    .children = fact_children,
    .removed = "facts",
};
