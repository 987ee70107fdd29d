/* SPDX-License-Identifier: MIT */
/* /v1/participants: the people and bodies that facts are about, under the names that articles use. */
#include "resources/facts.h"
#include "resources/resources.h"

static const char *const kinds[] = {
    "person", "company", "government", "institute", "media", "organization", "group", NULL};

/* An institute may be a university, and those do research too; a group is several whom nobody names. */
static const char *const classes[] = {"Person", "Corporation", "GovernmentOrganization",
    "ResearchOrganization", "NewsMediaOrganization", "Organization", "Organization", NULL};

static const struct membership appearance = {.table = "participant_article", .owner = "participant"};

static const struct field fields[] = {
    {.name = "id", .term = "identifier", .type = FIELD_ID, .use = ALL, .sql = "id", .required = true},
    {.name = "href",
        .term = "@id",
        .type = FIELD_HREF,
        .use = OUT,
        .sql = "id",
        .path = "/v1/participants/",
        .required = true},
    {.name = "kind",
        .term = "@type",
        .terms = classes,
        .type = FIELD_WORD,
        .use = ALL | FACET,
        .sql = "kind",
        .words = kinds,
        .required = true},
    {.name = "name.ko", .type = FIELD_TEXT, .use = ALL, .sql = "name_ko"},
    {.name = "name.en", .type = FIELD_TEXT, .use = ALL, .sql = "name_en"},
    {.name = "article",
        .type = FIELD_ID,
        .use = FILTER,
        .sql = "article",
        .through = &appearance,
        .lead = LEAD_ALWAYS},
    {0},
};

static const struct field name_fields[] = {
    {.name = "name", .type = FIELD_TEXT, .use = OUT, .sql = "participant_alias.name", .required = true},
    {0},
};

static const struct children aliases = {
    .name = "aliases",
    .from = "participant_alias JOIN participant ON participant.id = participant_alias.participant",
    .owner = "participant_alias.participant",
    .where = "participant_alias.name IS DISTINCT FROM participant.name_ko "
             "AND participant_alias.name IS DISTINCT FROM participant.name_en",
    .order = "participant_alias.name",
    .fields = name_fields,
    .term = "alternateName",
    .scalar = true,
};

static const struct field uri_fields[] = {
    {.name = "uri", .type = FIELD_TEXT, .use = OUT, .sql = "uri", .required = true},
    {0},
};

static const struct children same_as = {
    .name = "same_as",
    .from = "participant_same_as",
    .owner = "participant",
    .where = "NOT EXISTS (SELECT 1 FROM participant_same_as AS other WHERE other.participant = "
             "participant_same_as.participant AND other.uri = participant_same_as.uri "
             "AND other.article < participant_same_as.article)",
    .order = "uri",
    .fields = uri_fields,
    .term = "sameAs",
    .scalar = true,
};

static const struct field_group group = {.fields = fields};

static const struct search_source search[] = {
    {"SELECT participant FROM participant_search WHERE number IN", "participant_search"},
    {0},
};

const struct resource participants = {
    .name = "participants",
    .path = "/v1/participants",
    .about = "The people and bodies that facts are about, under the names that articles use.",
    .table = "participant",
    .key = &fields[0],
    .search = search,
    .groups = (const struct field_group *const[]){&group, &fact_count_group, NULL},
    .children = (const struct children *const[]){&aliases, &same_as, NULL},
    .removed = "participants",
};
