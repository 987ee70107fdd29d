/* SPDX-License-Identifier: MIT */
/* A collection of the tests' own, in which every type of field stands, memberships that lead a walk and that
 * do not, and two kinds; and queries of it from the text of their parameters. Needs cmocka.h before it. */
#ifndef FACTD_TESTS_BOATS_H
#define FACTD_TESTS_BOATS_H

#include <string.h>

#include "query/query.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

enum { ALL = FIELD_OUT | FIELD_FILTER | FIELD_SORT };

static const char *const colours[] = {"red", "green", "blue", NULL};
static const char *const makers[] = {"owner", "renter", NULL};
static const char *const jobs[] = {"cook", "mate", NULL};
static const char *const sailed[] = {"kind", "built", NULL};
static const struct membership ownership = {.table = "boat_owner", .owner = "boat"};
static const struct membership berth = {.table = "boat_berth", .owner = "boat"};
static const struct membership sailing = {.table = "boat_sailor", .owner = "boat", .copies = sailed};

static const struct field fields[] = {
    {.name = "id", .type = FIELD_ID, .use = ALL, .sql = "id", .required = true},
    {.name = "name.en", .type = FIELD_TEXT, .use = ALL, .sql = "name_en"},
    {.name = "colour", .type = FIELD_WORD, .use = ALL | FIELD_FACET, .sql = "colour", .words = colours},
    {.name = "crew", .type = FIELD_INTEGER, .use = ALL | FIELD_FACET, .sql = "crew", .required = true},
    {.name = "length", .type = FIELD_NUMBER, .use = ALL, .sql = "length"},
    {.name = "sails", .type = FIELD_FLAG, .use = ALL, .sql = "sails", .required = true},
    {.name = "built", .type = FIELD_DATE, .use = ALL, .sql = "built"},
    {.name = "sold_at", .type = FIELD_INSTANT, .use = ALL, .sql = "sold_at", .key = "sold_at_utc"},
    {.name = "note", .type = FIELD_TEXT, .use = FIELD_OUT, .sql = "note"},
    {.name = "participant",
        .type = FIELD_ID,
        .use = FIELD_FILTER,
        .sql = "participant",
        .through = &ownership},
    {.name = "role",
        .type = FIELD_WORD,
        .use = FIELD_FILTER,
        .sql = "role",
        .words = makers,
        .through = &ownership},
    {.name = "harbour", .type = FIELD_ID, .use = FIELD_FILTER, .sql = "harbour", .through = &berth},
    {0},
};

static const struct field_group group = {.fields = fields};

static const struct resource boats = {
    .name = "boats",
    .path = "/v1/boats",
    .table = "boat",
    .kind = "boat",
    .key = &fields[0],
    .groups = (const struct field_group *const[]){&group, NULL},
    .children = (const struct children *const[]){NULL},
};

static const struct resource ships = {
    .name = "ships",
    .path = "/v1/ships",
    .table = "boat",
    .key = &fields[0],
    .groups = (const struct field_group *const[]){&group, NULL},
    .children = (const struct children *const[]){NULL},
};

/* ---- craft: rows of two kinds, memberships that lead, references, children, search ---- */

static const char *const makes[] = {"sloop", "ketch", NULL};
static const char *const craft_kinds[] = {"sail", "motor", NULL};
static const char *const engines[] = {"diesel", "steam", NULL};

static const struct field craft_fields[] = {
    {.name = "id", .type = FIELD_ID, .use = ALL, .sql = "id", .required = true},
    {.name = "kind",
        .type = FIELD_WORD,
        .use = ALL | FIELD_FACET,
        .sql = "kind",
        .words = craft_kinds,
        .required = true},
    {.name = "yard", .type = FIELD_ID, .use = ALL | FIELD_FACET, .sql = "yard", .of = &ships},
    {.name = "name.ko", .type = FIELD_TEXT, .use = ALL, .sql = "name_ko"},
    {.name = "name.en", .type = FIELD_TEXT, .use = ALL, .sql = "name_en"},
    {.name = "built", .type = FIELD_DATE, .use = ALL, .sql = "built"},
    {.name = "sailor",
        .type = FIELD_ID,
        .use = FIELD_FILTER | FIELD_FACET,
        .sql = "sailor",
        .through = &sailing,
        .lead = LEAD_ALWAYS},
    {.name = "job",
        .type = FIELD_WORD,
        .use = FIELD_FILTER,
        .sql = "job",
        .words = jobs,
        .through = &sailing,
        .lead = LEAD_BY_KEY},
    {.name = "harbour", .type = FIELD_ID, .use = FIELD_FILTER, .sql = "harbour", .through = &berth},
    {0},
};
static const struct field sail_fields[] = {
    {.name = "area", .type = FIELD_NUMBER, .use = ALL, .sql = "area", .required = true},
    {.name = "type", .type = FIELD_WORD, .use = ALL, .sql = "type", .words = makes, .required = true},
    {0},
};
static const struct field motor_fields[] = {
    {.name = "power", .type = FIELD_INTEGER, .use = ALL, .sql = "power", .required = true},
    {.name = "type", .type = FIELD_WORD, .use = ALL, .sql = "type", .words = engines, .required = true},
    {0},
};
static const struct field_group craft_group = {.fields = craft_fields},
                                sail_group = {.kind = "sail", .fields = sail_fields},
                                motor_group = {.kind = "motor", .fields = motor_fields};

static const struct field mast_fields[] = {
    {.name = "height", .type = FIELD_NUMBER, .use = FIELD_OUT, .sql = "height"},
    {0},
};
static const struct field sailor_fields[] = {
    {.name = "id", .type = FIELD_ID, .use = FIELD_OUT, .sql = "sailor", .of = &boats},
    {.name = "job", .type = FIELD_WORD, .use = FIELD_OUT, .sql = "job", .words = jobs},
    {0},
};
static const struct children masts = {
    .name = "masts", .from = "mast", .owner = "boat", .order = "ordinal", .fields = mast_fields};
static const struct children sailors = {.name = "sailors",
    .from = "boat_sailor",
    .owner = "boat_sailor.boat",
    .order = "ordinal",
    .fields = sailor_fields};

static const struct search_source craft_search[] = {
    {"SELECT boat FROM boat_search WHERE number IN", "boat_search"},
    {"SELECT boat FROM yard_search JOIN yard_boat USING (yard) WHERE number IN", "yard_search"},
    {0},
};

static const struct resource craft = {
    .name = "craft",
    .path = "/v1/craft",
    .table = "boat",
    .key = &craft_fields[0],
    .search = craft_search,
    .groups = (const struct field_group *const[]){&craft_group, &sail_group, &motor_group, NULL},
    .children = (const struct children *const[]){&masts, &sailors, NULL},
};

/* ---- queries ---- */

static const struct query_form as_json = {.nested = true, .enveloped = true};
static const struct query_form as_csv = {.format = "csv", .whole = true};
static const struct query_form as_ndjson = {.format = "ndjson", .whole = true, .nested = true};

/* The query part of a target, parsed for `resource`. */
static inline void parse_as(const struct resource *resource, const struct query_form *form,
    const char *parameters, struct arena *arena, struct query *query, struct problems *problems) {
    struct target target;
    const char *wrong = target_parse(arena_printf(arena, "/?%s", parameters), arena, &target);
    if (wrong)
        fail_msg("%s: %s", parameters, wrong);
    problems_init(problems, arena);
    query_parse(resource, form, target.parameters, target.parameter_count, arena, query, problems);
}

static inline void parse(const struct resource *resource, const char *parameters, struct arena *arena,
    struct query *query, struct problems *problems) {
    parse_as(resource, &as_json, parameters, arena, query, problems);
}

static inline void parsed(
    const struct resource *resource, const char *parameters, struct arena *arena, struct query *query) {
    struct problems problems;
    parse(resource, parameters, arena, query, &problems);
    if (problems.errors)
        fail_msg("%s: %s: %s", parameters, problems.first->where, problems.first->detail);
}

/* "where: detail [suggestion]" a line. */
static inline void expect_problems(const struct resource *resource, const struct query_form *form,
    const char *parameters, const char *wanted) {
    AUTO_ARENA arena = {0};
    AUTO_BUF told = {0};
    struct query query;
    struct problems problems;
    parse_as(resource, form, parameters, &arena, &query, &problems);
    for (const struct problem *problem = problems.first; problem; problem = problem->next)
        buf_printf(&told, "%s: %s [%s]\n", problem->where, problem->detail,
            problem->suggestion ? problem->suggestion : "");
    if (!told.bytes || strcmp(told.bytes, wanted) != 0)
        fail_msg("%s:\n%s", parameters, told.bytes ? told.bytes : "nothing is told");
}

#endif
