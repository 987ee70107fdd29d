/* SPDX-License-Identifier: MIT */
/* One filter as a condition, and the small parts that all statements are written with. */
#include <stdio.h>
#include <string.h>

#include "query/sql_parts.h"

const char *field_key(const struct field *field) {
    return field->key ? field->key : field->sql;
}

void sql_put_column(struct buf *text, const char *table, const char *column) {
    buf_texts(text, table, ".", column);
}

void sql_put_value(struct bound_sql *sql, struct value value) {
    if (sql->count == sql->room) {
        size_t room = sql->room ? 2 * sql->room : 32;
        struct value *more = arena_alloc(sql->arena, room, sizeof *more);
        if (sql->count)
            memcpy(more, sql->values, sql->count * sizeof *more);
        sql->values = more;
        sql->room = room;
    }
    sql->values[sql->count++] = value;
    buf_char(&sql->text, '$');
    buf_integer(&sql->text, (int64_t)sql->count);
}

void sql_put_operand(struct bound_sql *sql, const char *operator, struct value value) {
    buf_texts(&sql->text, " ", operator, " ");
    sql_put_value(sql, value);
}

void sql_and(struct bound_sql *sql) {
    buf_text(&sql->text, sql->conditions++ ? " AND " : " WHERE ");
}

/* ---- one filter ---- */

static void put_condition(
    struct bound_sql *sql, const char *column, const char *operator, struct value value) {
    buf_text(&sql->text, column);
    sql_put_operand(sql, operator, value);
}

static void put_both(struct bound_sql *sql, const char *column, const char *lower, struct value from,
    const char *between, const char *upper, struct value to) {
    put_condition(sql, column, lower, from);
    buf_text(&sql->text, between);
    put_condition(sql, column, upper, to);
}

static bool is_point(const struct bound *bound) {
    return bound->to.type == VALUE_NULL;
}

void sql_put_equal(struct bound_sql *sql, const char *column, const struct bound *bound) {
    if (is_point(bound))
        put_condition(sql, column, "=", bound->from);
    else
        put_both(sql, column, ">=", bound->from, " AND ", "<=", bound->to);
}

static void put_unequal(struct bound_sql *sql, const char *column, const struct bound *bound) {
    if (is_point(bound)) {
        put_condition(sql, column, "<>", bound->from);
        return;
    }
    buf_char(&sql->text, '(');
    put_both(sql, column, "<", bound->from, " OR ", ">", bound->to);
    buf_char(&sql->text, ')');
}

static bool are_points(const struct filter *filter) {
    size_t points = 0;
    while (points < filter->count && is_point(&filter->bounds[points]))
        points++;
    return points == filter->count;
}

/* The last value stands for those that pad the list. */
static void put_one_of(struct bound_sql *sql, const char *column, const struct filter *filter) {
    bool points = are_points(filter);
    size_t padded = points ? sql_padded(filter->count) : filter->count;
    buf_texts(&sql->text, points ? column : "", points ? " IN (" : "(");
    for (size_t i = 0; i < padded; i++) {
        const struct bound *bound = &filter->bounds[i < filter->count ? i : filter->count - 1];
        buf_text(&sql->text, i == 0 ? "" : points ? ", " : " OR ");
        if (points)
            sql_put_value(sql, bound->from);
        else
            sql_put_equal(sql, column, bound);
    }
    buf_char(&sql->text, ')');
}

static struct value last_of(const struct bound *bound) {
    return is_point(bound) ? bound->from : bound->to;
}

static void put_beginning(struct bound_sql *sql, const char *column, const struct bound *bound) {
    if (is_point(bound))
        put_condition(sql, column, ">=", bound->from);
    else
        put_both(sql, column, ">=", bound->from, " AND ", "<", bound->to);
}

void sql_put_filter(struct bound_sql *sql, const char *column, const struct filter *filter) {
    const struct bound *bound = filter->bounds;
    switch (filter->op) {
    case OPERATOR_EQ:
        sql_put_equal(sql, column, bound);
        return;
    case OPERATOR_NE:
        put_unequal(sql, column, bound);
        return;
    case OPERATOR_GT:
        put_condition(sql, column, ">", last_of(bound));
        return;
    case OPERATOR_GTE:
        put_condition(sql, column, ">=", bound->from);
        return;
    case OPERATOR_LT:
        put_condition(sql, column, "<", bound->from);
        return;
    case OPERATOR_LTE:
        put_condition(sql, column, "<=", last_of(bound));
        return;
    case OPERATOR_IN:
        put_one_of(sql, column, filter);
        return;
    case OPERATOR_CONTAINS:
        put_condition(sql, column, "LIKE", bound->from);
        buf_text(&sql->text, " ESCAPE '!'");
        return;
    case OPERATOR_STARTSWITH:
        put_beginning(sql, column, bound);
        return;
    case OPERATOR_ISNULL:
        buf_texts(&sql->text, column, bound->from.integer ? " IS NULL" : " IS NOT NULL");
        return;
    case OPERATORS:
        return;
    }
}
