/* SPDX-License-Identifier: MIT */
/* How a list is walked, and all conditions of its statements: its filters, those through memberships, and the
 * search. */
#include <stdio.h>
#include <string.h>

#include "query/sql_parts.h"

/* ---- filters through a membership ---- */

enum { MEMBERSHIP_FIELDS = 4 };

/* The filters on one field of a membership, and the one that stands in the current combination. */
struct choice {
    const struct field *field;
    const struct filter *filters[TARGET_PARAMETERS_MAX];
    size_t count;
    size_t current;
};

/* Says that no row of the membership is such; stands for itself. */
static bool denies(const struct filter *filter) {
    return filter->op == OPERATOR_NE || (filter->op == OPERATOR_ISNULL && filter->bounds->from.integer);
}

static size_t gather(const struct query *query, const struct membership *through,
    struct choice choices[static MEMBERSHIP_FIELDS]) {
    size_t count = 0;
    for (size_t i = 0; i < query->filter_count; i++) {
        const struct filter *filter = &query->filters[i];
        if (filter->field->through != through || denies(filter))
            continue;
        size_t at = 0;
        while (at < count && choices[at].field != filter->field)
            at++;
        if (at == count)
            choices[count++] = (struct choice){.field = filter->field};
        choices[at].filters[choices[at].count++] = filter;
    }
    return count;
}

static bool next_combination(struct choice *choices, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (++choices[i].current < choices[i].count)
            return true;
        choices[i].current = 0;
    }
    return false;
}

static void put_entry_conditions(struct bound_sql *sql, const char *table, const struct choice *choices,
    size_t count, const char *before) {
    for (size_t i = 0; i < count; i++) {
        char column[128];
        snprintf(column, sizeof column, "%s.%s", table, choices[i].field->sql);
        buf_text(&sql->text, i ? " AND " : before);
        sql_put_filter(sql, column, choices[i].filters[choices[i].current]);
    }
}

static void put_exists(struct bound_sql *sql, const struct walk *walk, const struct membership *through) {
    buf_texts(&sql->text, "EXISTS (SELECT 1 FROM ", through->table, " AS entry WHERE entry.", through->owner,
        " = ");
    walk_put_column(sql, walk, walk->query->selection.resource->key->sql);
}

/* participant=a&participant=b&role=party: a row with a as party, and one with b as party. The first of them
 * is the leader's own where it leads by one of these filters. */
static void put_membership(struct bound_sql *sql, const struct walk *walk, const struct membership *through) {
    struct choice choices[MEMBERSHIP_FIELDS];
    size_t count = gather(walk->query, through, choices);
    bool leads = walk->first && walk->leader == through;
    do {
        sql_and(sql);
        if (leads) {
            put_entry_conditions(sql, through->table, choices, count, "");
        } else {
            put_exists(sql, walk, through);
            put_entry_conditions(sql, "entry", choices, count, " AND ");
            buf_char(&sql->text, ')');
        }
        leads = false;
    } while (next_combination(choices, count));
}

static void put_denial(struct bound_sql *sql, const struct walk *walk, const struct filter *filter) {
    sql_and(sql);
    buf_text(&sql->text, "NOT ");
    put_exists(sql, walk, filter->field->through);
    if (filter->op == OPERATOR_NE) {
        char column[128];
        snprintf(column, sizeof column, "entry.%s", filter->field->sql);
        buf_text(&sql->text, " AND ");
        sql_put_equal(sql, column, filter->bounds);
    }
    buf_char(&sql->text, ')');
}

static bool first_through(const struct query *query, size_t index) {
    for (size_t i = 0; i < index; i++)
        if (query->filters[i].field->through == query->filters[index].field->through &&
            !denies(&query->filters[i]))
            return false;
    return true;
}

size_t sql_combinations(const struct query *query) {
    size_t sum = 0;
    for (size_t i = 0; i < query->filter_count; i++) {
        struct choice choices[MEMBERSHIP_FIELDS];
        size_t product = 1;
        if (!query->filters[i].field->through || denies(&query->filters[i]) || !first_through(query, i))
            continue;
        for (size_t count = gather(query, query->filters[i].field->through, choices); count-- > 0;)
            product *= choices[count].count;
        sum += product;
    }
    return sum;
}

/* ---- the walk ---- */

/* By a filter for one value, through a membership that is indexed to be walked. */
struct walk walk_of_list(const struct query *query) {
    for (size_t i = 0; i < query->filter_count; i++) {
        const struct filter *filter = &query->filters[i];
        enum lead lead = filter->op == OPERATOR_EQ ? filter->field->lead : LEAD_NEVER;
        if (lead == LEAD_ALWAYS || (lead == LEAD_BY_KEY && query->sort_count == 1))
            return (struct walk){.query = query, .leader = filter->field->through, .first = filter};
    }
    return (struct walk){.query = query};
}

bool walk_copies(const struct walk *walk, const char *column) {
    if (!walk->leader)
        return false;
    if (strcmp(column, walk->query->selection.resource->key->sql) == 0)
        return true;
    for (const char *const *copy = walk->leader->copies; copy && *copy; copy++)
        if (strcmp(*copy, column) == 0)
            return true;
    return false;
}

void walk_put_column(struct bound_sql *sql, const struct walk *walk, const char *column) {
    const struct resource *resource = walk->query->selection.resource;
    if (!walk->leader || !walk_copies(walk, column))
        sql_put_column(&sql->text, resource->table, column);
    else if (strcmp(column, resource->key->sql) == 0)
        sql_put_column(&sql->text, walk->leader->table, walk->leader->owner);
    else
        sql_put_column(&sql->text, walk->leader->table, column);
}

/* Whether the leader's rows tell all that the filters ask. */
static bool leader_suffices(const struct walk *walk) {
    if (!walk->leader)
        return false;
    for (size_t i = 0; i < walk->query->filter_count; i++) {
        const struct field *field = walk->query->filters[i].field;
        if (!field->through && !walk_copies(walk, field_key(field)))
            return false;
    }
    return true;
}

bool walk_is_free(const struct walk *walk) {
    for (size_t i = 0; i < walk->query->filter_count; i++)
        if (walk->query->filters[i].field->through)
            return false;
    return leader_suffices(walk) && !walk->query->search;
}

/* CROSS JOIN is how SQLite is told the order. */
void walk_put_from(struct bound_sql *sql, const struct walk *walk, bool whole) {
    const struct resource *resource = walk->query->selection.resource;
    bool joins = walk->leader && (whole || !leader_suffices(walk));
    buf_texts(&sql->text, " FROM ", walk->leader ? walk->leader->table : resource->table);
    if (joins)
        buf_texts(&sql->text, " CROSS JOIN ", resource->table);
    if (walk->counted)
        buf_texts(&sql->text, " CROSS JOIN ", walk->counted->through->table, " AS counted");
    if (joins) {
        sql_and(sql);
        sql_put_column(&sql->text, resource->table, resource->key->sql);
        buf_text(&sql->text, " = ");
        sql_put_column(&sql->text, walk->leader->table, walk->leader->owner);
    }
    if (walk->counted) {
        sql_and(sql);
        sql_put_column(&sql->text, "counted", walk->counted->through->owner);
        buf_text(&sql->text, " = ");
        walk_put_column(sql, walk, resource->key->sql);
    }
}

static void put_kind(struct bound_sql *sql, const struct walk *walk, const char *kind) {
    for (size_t i = 0; i < walk->query->filter_count && !kind; i++)
        kind = walk->query->filters[i].kind;
    if (walk->query->selection.resource->kind)
        kind = walk->query->selection.resource->kind;
    if (!kind)
        return;
    sql_and(sql);
    walk_put_column(sql, walk, "kind");
    buf_texts(&sql->text, " = '", kind, "'");
}

/* Each word of the search is in one of the sources: in the row's own words, or in a participant's name. */
static void put_search(struct bound_sql *sql, const struct walk *walk) {
    const struct query *query = walk->query;
    if (query->search && query->match.count == 0) {
        sql_and(sql);
        buf_text(&sql->text, "1 = 0"); /* it asks for nothing that a text is indexed by */
    }
    for (size_t i = 0; i < query->match.count; i++) {
        const char *wanted = store_match_term(&query->match.terms[i], sql->arena);
        sql_and(sql);
        walk_put_column(sql, walk, query->selection.resource->key->sql);
        buf_text(&sql->text, " IN (");
        for (const struct search_source *from = query->selection.resource->search; from->select; from++) {
            buf_texts(
                &sql->text, from == query->selection.resource->search ? "" : " UNION ", from->select, " (");
            store_put_matching(&sql->text, from->index);
            sql_put_value(sql, value_text(wanted));
            buf_char(&sql->text, ')');
        }
        buf_char(&sql->text, ')');
    }
}

/* role=speaker&facet=participant counts who speaks, and participant=a&facet=participant who is in what with
 * a: entries are counted that pass the filters on their other fields. */
static void put_counted(struct bound_sql *sql, const struct walk *walk) {
    struct choice choices[MEMBERSHIP_FIELDS];
    size_t count = walk->counted ? gather(walk->query, walk->counted->through, choices) : 0;
    for (size_t i = 0; i < count; i++) {
        char column[128];
        if (choices[i].field == walk->counted)
            continue;
        snprintf(column, sizeof column, "counted.%s", choices[i].field->sql);
        sql_and(sql);
        for (size_t at = 0; at < choices[i].count; at++) {
            buf_text(&sql->text, at ? " OR " : "(");
            sql_put_filter(sql, column, choices[i].filters[at]);
        }
        buf_char(&sql->text, ')');
    }
}

void walk_put_where(struct bound_sql *sql, const struct walk *walk, const char *kind) {
    const struct query *query = walk->query;
    put_counted(sql, walk);
    put_kind(sql, walk, kind);
    for (size_t i = 0; i < query->filter_count; i++) {
        const struct filter *filter = &query->filters[i];
        if (filter->field->through && denies(filter)) {
            put_denial(sql, walk, filter);
        } else if (filter->field->through) {
            if (first_through(query, i))
                put_membership(sql, walk, filter->field->through);
        } else {
            struct bound_sql column = {.arena = sql->arena};
            walk_put_column(&column, walk, field_key(filter->field));
            sql_and(sql);
            sql_put_filter(sql, column.text.bytes, filter);
            buf_close(&column.text);
        }
    }
    put_search(sql, walk);
}
