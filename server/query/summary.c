/* SPDX-License-Identifier: MIT */
/* What is asked about the whole filtered list: how many rows it has, and how many of them have which value.
 */
#include "query/query.h"

static bool ask(struct store *store, struct bound_sql *sql, struct statement **statement, struct err *err) {
    bool good = store_prepare(store, sql->text.bytes, statement, err) &&
                statement_bind(*statement, sql->values, sql->count, err);
    buf_close(&sql->text);
    return good;
}

static bool read_total(
    struct store *store, const struct query *query, struct arena *arena, int64_t *total, struct err *err) {
    struct bound_sql sql = {.arena = arena};
    AUTO_STATEMENT *statement = NULL;
    sql_of_total(query, &sql);
    if (!ask(store, &sql, &statement, err) || statement_step(statement, err) != STEP_ROW)
        return false;
    *total = statement_value(statement, 0).integer;
    return true;
}

static bool read_facet(struct store *store, const struct query *query, struct arena *arena,
    struct facet *facet, struct err *err) {
    struct bound_sql sql = {.arena = arena};
    AUTO_STATEMENT *statement = NULL;
    int64_t sum = 0, told = 0;
    enum step step;
    facet->values = arena_alloc(arena, FACET_VALUES_MAX, sizeof *facet->values);
    facet->counts = arena_alloc(arena, FACET_VALUES_MAX, sizeof *facet->counts);
    sql_of_facet(query, facet->field, &sql);
    if (!ask(store, &sql, &statement, err))
        return false;
    while ((step = statement_step(statement, err)) == STEP_ROW && facet->count < FACET_VALUES_MAX) {
        struct value value = statement_value(statement, 0);
        if (value.type == VALUE_TEXT)
            value.text = arena_copy(arena, value.text, value.length);
        facet->values[facet->count] = value;
        told += facet->counts[facet->count] = statement_value(statement, 1).integer;
        sum = statement_value(statement, 2).integer;
        facet->count++;
    }
    facet->other = sum - told;
    return step != STEP_FAILED;
}

bool summary_read_in_tx(struct store *store, const struct query *query, struct arena *arena,
    struct summary *summary, struct err *err) {
    *summary = (struct summary){.total = -1, .facet_count = query->facet_count};
    summary->facets = arena_alloc(arena, query->facet_count, sizeof *summary->facets);
    if (query->total && !read_total(store, query, arena, &summary->total, err))
        return false;
    for (size_t i = 0; i < query->facet_count; i++) {
        summary->facets[i].field = query->facets[i];
        if (!read_facet(store, query, arena, &summary->facets[i], err))
            return false;
    }
    return true;
}
