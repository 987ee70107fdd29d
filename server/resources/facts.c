/* SPDX-License-Identifier: MIT */
/* /v1/facts: facts of every kind, each with the members of its own. */
#include "resources/facts.h"

#include "resources/resources.h"

static const char *const kinds[] = {"agreement", "figure", "event", "statement", "affiliation", NULL};
static const char *const roles[] = {"subject", "party", "supporter", "supplier", "recipient", "host",
    "attendee", "signatory", "speaker", "addressee", "holder", "body", NULL};
/* What a fact of a kind is about, beside being a claim; schema.org has no agreements. */
static const char *const classes[] = {
    "Agreement", "QuantitativeValue", "Event", "Quotation", "OrganizationRole", NULL};
/* What schema.org binds those roles with; the others are told by their roleName alone. */
static const char *const ties[] = {NULL, NULL, NULL, "provider", NULL, "organizer", "attendee", NULL,
    "spokenByCharacter", NULL, "member", "memberOf"};
static const char *const members[] = {"status", "date", "value", "place", "title", NULL};

static const char *const copies[] = {"kind", "date_from", NULL};
static const struct membership participation = {
    .table = "fact_participant", .owner = "fact", .copies = copies};
static const struct membership subject = {.table = "fact_topic", .owner = "fact", .copies = copies};

const struct field fact_fields[] = {
    {.name = "id", .term = "identifier", .type = FIELD_ID, .use = ALL, .sql = "id", .required = true},
    {.name = "href",
        .term = "@id",
        .type = FIELD_HREF,
        .use = OUT,
        .sql = "id",
        .path = "/v1/facts/",
        .required = true},
    {.name = "kind",
        .term = "@type",
        .terms = classes,
        .type = FIELD_WORD,
        .use = ALL | FACET,
        .sql = "kind",
        .words = kinds,
        .required = true},
    {.name = "article",
        .term = "isBasedOn",
        .type = FIELD_ID,
        .use = ALL | FACET,
        .sql = "article",
        .required = true,
        .of = &articles},
    {.name = "name.ko", .type = FIELD_TEXT, .use = ALL, .sql = "name_ko"},
    {.name = "name.en", .type = FIELD_TEXT, .use = ALL, .sql = "name_en"},
    {.name = "summary.ko", .term = "description", .type = FIELD_TEXT, .use = OUT, .sql = "summary_ko"},
    {.name = "summary.en", .term = "description", .type = FIELD_TEXT, .use = OUT, .sql = "summary_en"},
    {.name = "date", .term = "temporal", .type = FIELD_TEXT, .use = OUT, .sql = "date"},
    {.name = "date_from", .type = FIELD_DATE, .use = ALL, .sql = "date_from"},
    {.name = "date_to", .type = FIELD_DATE, .use = ALL, .sql = "date_to"},
    {.name = "part_of",
        .term = "isPartOf",
        .type = FIELD_ID,
        .use = OUT | FILTER,
        .sql = "part_of",
        .of = &facts},
    {.name = "at", .type = FIELD_ID, .use = OUT | FILTER, .sql = "at", .of = &facts},
    {.name = "according_to",
        .term = "citation",
        .type = FIELD_ID,
        .use = OUT | FILTER | FACET,
        .sql = "according_to",
        .of = &facts},
    {.name = "link", .term = "url", .type = FIELD_TEXT, .use = OUT, .sql = "link"},
    {.name = "since", .type = FIELD_INTEGER, .use = ALL, .sql = "since", .required = true},
    {.name = "changed", .type = FIELD_INTEGER, .use = ALL, .sql = "changed", .required = true},
    {.name = "participant",
        .type = FIELD_ID,
        .use = FILTER | FACET,
        .sql = "participant",
        .through = &participation,
        .lead = LEAD_ALWAYS},
    {.name = "role",
        .type = FIELD_WORD,
        .use = FILTER | FACET,
        .sql = "role",
        .words = roles,
        .through = &participation,
        .lead = LEAD_BY_KEY},
    {.name = "topic",
        .type = FIELD_ID,
        .use = FILTER | FACET,
        .sql = "topic",
        .through = &subject,
        .lead = LEAD_ALWAYS},
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
    {.name = "id",
        .term = "participant.@id",
        .type = FIELD_ID,
        .use = OUT,
        .sql = "participant.id",
        .required = true,
        .of = &participants},
    {.name = "role",
        .term = "roleName",
        .terms = ties,
        .type = FIELD_WORD,
        .use = OUT,
        .sql = "fact_participant.role",
        .words = roles,
        .required = true},
    {.name = "name.ko",
        .term = "participant.name",
        .type = FIELD_TEXT,
        .use = OUT,
        .sql = "participant.name_ko"},
    {.name = "name.en",
        .term = "participant.name",
        .type = FIELD_TEXT,
        .use = OUT,
        .sql = "participant.name_en"},
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
    .flat = 2, /* id:role */
    .term = "participant",
    .class = "Role",
};

static const struct field topic_fields[] = {
    {.name = "topic", .type = FIELD_ID, .use = OUT, .sql = "topic", .required = true, .of = &topics},
    {0},
};

static const struct children fact_topics = {
    .name = "topics",
    .from = "fact_topic",
    .owner = "fact",
    .order = "ordinal",
    .fields = topic_fields,
    .term = "about",
    .scalar = true,
};

static const struct field quote_fields[] = {
    {.name = "quote", .term = "exact", .type = FIELD_TEXT, .use = OUT, .sql = "quote", .required = true},
    {.name = "start", .type = FIELD_INTEGER, .use = OUT, .sql = "starts", .required = true},
    {.name = "end", .type = FIELD_INTEGER, .use = OUT, .sql = "ends", .required = true},
    {.name = "start_utf16", .term = "", .type = FIELD_INTEGER, .use = OUT, .sql = "starts_utf16"},
    {.name = "end_utf16", .term = "", .type = FIELD_INTEGER, .use = OUT, .sql = "ends_utf16"},
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
    .flat = 3, /* quote:start:end */
    .class = "Annotation",
    .source = "article",
};

const struct children *const fact_children[] = {&fact_participants, &fact_topics, &fact_evidence, NULL};

const struct search_source fact_search[] = {
    {"SELECT fact FROM fact_search WHERE number IN", "fact_search"},
    {"SELECT fact FROM evidence_search WHERE fact IS NOT NULL AND number IN", "evidence_search"},
    {"SELECT fact_participant.fact FROM participant_search JOIN fact_participant "
     "ON fact_participant.participant = participant_search.participant WHERE participant_search.number IN",
        "participant_search"},
    {0},
};

const struct resource facts = {
    .name = "facts",
    .path = "/v1/facts",
    .about = "What articles state, every kind together, each fact with its evidence.",
    .class = FACT_CLASS,
    .table = "fact",
    .key = &fact_fields[0],
    .search = fact_search,
    .groups = (const struct field_group *const[]){&fact_group, &agreement_group, &figure_group, &event_group,
        &statement_group, &affiliation_group, NULL},
    .children = fact_children,
    .removed = "facts",
};
