/* SPDX-License-Identifier: MIT */
/* SQL text from a query and its resource's tables. Identifiers come from the tables, values go into
 * placeholders, in ascending order, so that two engines number them alike. */
#include "query/query.h"

#include <string.h>

static const char *key_of(const struct field *field) {
    return field->key ? field->key : field->sql;
}

static void put_placeholder(struct bound_sql *sql, struct value value) {
    sql->values[sql->count++] = value;
    buf_printf(&sql->text, "$%zu", sql->count);
}

static void put_condition(
    struct bound_sql *sql, const char *column, const char *operator, struct value value) {
    buf_printf(&sql->text, "%s %s ", column, operator);
    put_placeholder(sql, value);
}

static void put_filter(struct bound_sql *sql, const struct filter *filter) {
    const char *column = key_of(filter->field);
    if (filter->to.type == VALUE_NULL) {
        put_condition(sql, column, "=", filter->from);
        return;
    }
    put_condition(sql, column, ">=", filter->from);
    buf_text(&sql->text, " AND ");
    put_condition(sql, column, "<=", filter->to);
}

/* ---- filters through a membership ---- */

enum { MEMBERSHIP_FIELDS = 4 };

/* The filters on one field of a membership, and the one that stands in the current combination. */
struct choice {
    const struct field *field;
    const struct filter *filters[TARGET_PARAMETERS_MAX];
    size_t count;
    size_t current;
};

static size_t gather(const struct query *query, const struct membership *through,
    struct choice choices[static MEMBERSHIP_FIELDS]) {
    size_t count = 0;
    for (size_t i = 0; i < query->filter_count; i++) {
        const struct filter *filter = &query->filters[i];
        if (filter->field->through != through)
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

/* participant=a&participant=b&role=party: a row with a as party, and one with b as party. */
static void put_membership(
    struct bound_sql *sql, const struct query *query, const struct membership *through) {
    struct choice choices[MEMBERSHIP_FIELDS];
    size_t count = gather(query, through, choices);
    const char *separator = "";
    do {
        buf_printf(&sql->text, "%sEXISTS (SELECT 1 FROM %s WHERE %s.%s = %s.%s", separator, through->table,
            through->table, through->owner, query->resource->table, query->resource->key->sql);
        for (size_t i = 0; i < count; i++) {
            buf_printf(&sql->text, " AND %s.", through->table);
            put_filter(sql, choices[i].filters[choices[i].current]);
        }
        buf_text(&sql->text, ")");
        separator = " AND ";
    } while (next_combination(choices, count));
}

static bool first_through(const struct query *query, size_t index) {
    for (size_t i = 0; i < index; i++)
        if (query->filters[i].field->through == query->filters[index].field->through)
            return false;
    return true;
}

size_t sql_combinations(const struct query *query) {
    size_t sum = 0;
    for (size_t i = 0; i < query->filter_count; i++) {
        struct choice choices[MEMBERSHIP_FIELDS];
        size_t product = 1;
        if (!query->filters[i].field->through || !first_through(query, i))
            continue;
        for (size_t count = gather(query, query->filters[i].field->through, choices); count-- > 0;)
            product *= choices[count].count;
        sum += product;
    }
    return sum;
}

/* ---- ranges ---- */

size_t query_ranges(const struct query *query, struct range ranges[static RANGES_MAX]) {
    size_t count = 0;
    if (!query->after) {
        if (!query->sort[0].nullable) {
            ranges[count++] = (struct range){0, RANGE_ALL};
        } else {
            ranges[count++] = (struct range){0, RANGE_NOT_NULL};
            ranges[count++] = (struct range){0, RANGE_NULL};
        }
        return count;
    }
    for (size_t key = query->sort_count; key-- > 0;) {
        if (query->after[key].type == VALUE_NULL)
            continue; /* nulls come last: nothing is behind them */
        ranges[count++] = (struct range){key, RANGE_AFTER};
        if (query->sort[key].nullable)
            ranges[count++] = (struct range){key, RANGE_NULL};
    }
    return count;
}

static void put_range(
    struct bound_sql *sql, const struct query *query, struct range range, const char **separator) {
    for (size_t i = 0; i < range.equal; i++) {
        buf_text(&sql->text, *separator);
        if (query->after[i].type == VALUE_NULL)
            buf_printf(&sql->text, "%s IS NULL", key_of(query->sort[i].field));
        else
            put_condition(sql, key_of(query->sort[i].field), "=", query->after[i]);
        *separator = " AND ";
    }
    const struct sort_key *key = &query->sort[range.equal];
    if (range.rest == RANGE_ALL)
        return;
    buf_text(&sql->text, *separator);
    *separator = " AND ";
    if (range.rest == RANGE_AFTER)
        put_condition(sql, key_of(key->field), key->descending ? "<" : ">", query->after[range.equal]);
    else
        buf_printf(&sql->text, "%s IS %sNULL", key_of(key->field), range.rest == RANGE_NULL ? "" : "NOT ");
}

static void put_order(struct bound_sql *sql, const struct query *query, struct range range) {
    size_t first = range.equal + (range.rest == RANGE_NULL);
    for (size_t i = first; i < query->sort_count; i++) {
        const struct sort_key *key = &query->sort[i];
        bool may_be_null = key->nullable && i > range.equal;
        buf_printf(&sql->text, "%s%s%s%s", i == first ? " ORDER BY " : ", ", key_of(key->field),
            key->descending ? " DESC" : "", may_be_null ? " NULLS LAST" : "");
    }
}

static void put_columns(struct bound_sql *sql, const struct query *query) {
    struct field_cursor cursor = {0};
    const struct field *field;
    const char *separator = "SELECT ";
    while ((field = resource_next_field(query->resource, &cursor))) {
        if (!(field->use & FIELD_OUT))
            continue;
        buf_printf(&sql->text, "%s%s", separator, field->sql);
        separator = ", ";
    }
    for (size_t i = 0; i < query->sort_count; i++)
        buf_printf(&sql->text, ", %s", key_of(query->sort[i].field));
}

void sql_of_range(const struct query *query, struct range range, size_t limit, struct bound_sql *sql) {
    const char *separator = " WHERE ";
    put_columns(sql, query);
    buf_printf(&sql->text, " FROM %s", query->resource->table);
    if (query->resource->where) {
        buf_printf(&sql->text, "%s%s", separator, query->resource->where);
        separator = " AND ";
    }
    for (size_t i = 0; i < query->filter_count; i++) {
        const struct membership *through = query->filters[i].field->through;
        if (through && !first_through(query, i))
            continue;
        buf_text(&sql->text, separator);
        separator = " AND ";
        if (through)
            put_membership(sql, query, through);
        else
            put_filter(sql, &query->filters[i]);
    }
    put_range(sql, query, range, &separator);
    put_order(sql, query, range);
    buf_text(&sql->text, " LIMIT ");
    put_placeholder(sql, value_integer((int64_t)limit));
}

size_t sql_padded(size_t owners) {
    static const size_t lengths[] = {1, 20, 50};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
        if (owners <= lengths[i])
            return lengths[i];
    return LIMIT_MAX;
}

void sql_of_children(const struct children *children, size_t owners, struct buf *sql) {
    buf_printf(sql, "SELECT %s", children->owner);
    for (const struct field *field = children->fields; field->name; field++)
        buf_printf(sql, ", %s", field->sql);
    buf_printf(sql, " FROM %s WHERE %s IN (", children->from, children->owner);
    for (size_t i = 1; i <= owners; i++)
        buf_printf(sql, "%s$%zu", i > 1 ? ", " : "", i);
    buf_text(sql, ")");
    if (children->where)
        buf_printf(sql, " AND %s", children->where);
    buf_printf(sql, " ORDER BY %s, %s", children->owner, children->order);
}
