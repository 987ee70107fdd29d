/* SPDX-License-Identifier: MIT */
/* SQL text from a query and its resource's tables. Identifiers and the words of vocabularies come from the
 * tables, what a client sent goes into placeholders, in ascending order, so that two engines number them
 * alike. where.c writes the conditions. */
#include "query/sql_parts.h"

#include <stdlib.h>
#include <string.h>

/* ---- ranges ---- */

/* Every comparison leaves nulls out, so a range of them would be looked for in vain. */
static bool nulls_pass(const struct query *query, const struct field *field) {
    for (size_t i = 0; i < query->filter_count; i++) {
        const struct filter *filter = &query->filters[i];
        if (filter->field == field && !(filter->op == OPERATOR_ISNULL && filter->bounds->from.integer))
            return false;
    }
    return true;
}

static size_t put_nulls(const struct query *query, size_t key, struct range *range) {
    *range = (struct range){key, RANGE_NULL};
    return query->sort[key].nullable && nulls_pass(query, query->sort[key].field);
}

size_t query_ranges(const struct query *query, struct range ranges[static RANGES_MAX]) {
    size_t count = 0;
    if (!query->after) {
        /* What one kind has is in an index without nulls, which serves where none are asked for. */
        bool some = query->sort[0].nullable || query->sort[0].kind;
        ranges[count++] = (struct range){0, some ? RANGE_NOT_NULL : RANGE_ALL};
        return count + put_nulls(query, 0, &ranges[count]);
    }
    for (size_t key = query->sort_count; key-- > 0;) {
        if (query->after[key].type == VALUE_NULL)
            continue; /* nulls come last: nothing is behind them */
        ranges[count++] = (struct range){key, RANGE_AFTER};
        count += put_nulls(query, key, &ranges[count]);
    }
    return count;
}

static void put_key(struct bound_sql *sql, const struct walk *walk, size_t index) {
    walk_put_column(sql, walk, field_key(walk->query->sort[index].field));
}

static void put_range(struct bound_sql *sql, const struct walk *walk, struct range range) {
    const struct query *query = walk->query;
    for (size_t i = 0; i < range.equal; i++) {
        sql_and(sql);
        put_key(sql, walk, i);
        if (query->after[i].type == VALUE_NULL)
            buf_text(&sql->text, " IS NULL");
        else
            sql_put_operand(sql, "=", query->after[i]);
    }
    if (range.rest == RANGE_ALL)
        return;
    sql_and(sql);
    put_key(sql, walk, range.equal);
    if (range.rest == RANGE_AFTER)
        sql_put_operand(sql, query->sort[range.equal].descending ? "<" : ">", query->after[range.equal]);
    else
        buf_text(&sql->text, range.rest == RANGE_NULL ? " IS NULL" : " IS NOT NULL");
}

static void put_order(struct bound_sql *sql, const struct walk *walk, struct range range) {
    size_t first = range.equal + (range.rest == RANGE_NULL);
    for (size_t i = first; i < walk->query->sort_count; i++) {
        const struct sort_key *key = &walk->query->sort[i];
        bool may_be_null = key->nullable && i > range.equal;
        buf_text(&sql->text, i == first ? " ORDER BY " : ", ");
        put_key(sql, walk, i);
        buf_texts(&sql->text, key->descending ? " DESC" : "", may_be_null ? " NULLS LAST" : "");
    }
}

static void put_selection(struct buf *text, const struct selection *selection) {
    for (size_t i = 0; i < selection->column_count; i++) {
        sql_put_column(text, selection->resource->table, selection->columns[i].field->sql);
        buf_text(text, ", ");
    }
}

/* A row in which a participant has two roles is led to twice. */
static void put_columns(struct bound_sql *sql, const struct walk *walk) {
    buf_text(&sql->text, walk->leader ? "SELECT DISTINCT " : "SELECT ");
    put_selection(&sql->text, &walk->query->selection);
    for (size_t i = 0; i < walk->query->sort_count; i++) {
        buf_text(&sql->text, i ? ", " : "");
        put_key(sql, walk, i);
    }
}

/* The kind of row that a range holds because others have no such member. */
static const char *kind_of_range(const struct query *query, struct range range) {
    for (size_t i = 0; i < query->sort_count && i <= range.equal; i++) {
        bool has = i < range.equal ? query->after[i].type != VALUE_NULL
                                   : range.rest == RANGE_AFTER || range.rest == RANGE_NOT_NULL;
        if (has && query->sort[i].kind)
            return query->sort[i].kind;
    }
    return NULL;
}

void sql_of_range(const struct query *query, struct range range, size_t limit, struct bound_sql *sql) {
    struct walk walk = walk_of_list(query);
    put_columns(sql, &walk);
    walk_put_from(sql, &walk, true);
    walk_put_where(sql, &walk, kind_of_range(query, range));
    put_range(sql, &walk, range);
    put_order(sql, &walk, range);
    buf_text(&sql->text, " LIMIT ");
    sql_put_value(sql, value_integer((int64_t)limit));
}

/* ---- the whole list ---- */

static void put_count(struct bound_sql *sql, const struct walk *walk) {
    buf_text(&sql->text, walk->leader || walk->counted ? "COUNT(DISTINCT " : "COUNT(");
    walk_put_column(sql, walk, walk->query->selection.resource->key->sql);
    buf_char(&sql->text, ')');
}

void sql_of_total(const struct query *query, struct bound_sql *sql) {
    struct walk walk = walk_of_list(query);
    buf_text(&sql->text, "SELECT ");
    put_count(sql, &walk);
    walk_put_from(sql, &walk, false);
    walk_put_where(sql, &walk, NULL);
}

/* A membership's own rows are counted where they tell all that is asked, else those of the rows that the list
 * is walked by. */
static struct walk walk_of_facet(const struct query *query, const struct field *field) {
    struct walk walk = walk_of_list(query), alone = {.query = query, .leader = field->through};
    if (!field->through)
        return walk;
    if (!walk.leader && walk_is_free(&alone))
        return alone;
    walk.counted = field;
    return walk;
}

static void put_counted(struct bound_sql *sql, const struct walk *walk, const struct field *field) {
    if (field->through)
        sql_put_column(&sql->text, walk->counted ? "counted" : field->through->table, field->sql);
    else
        walk_put_column(sql, walk, field->sql);
}

void sql_of_facet(const struct query *query, const struct field *field, struct bound_sql *sql) {
    struct walk walk = walk_of_facet(query, field);
    buf_text(&sql->text, "SELECT value, amount, CAST(SUM(amount) OVER () AS BIGINT) FROM (SELECT ");
    put_counted(sql, &walk, field);
    buf_text(&sql->text, " AS value, ");
    put_count(sql, &walk);
    buf_text(&sql->text, " AS amount");
    walk_put_from(sql, &walk, !field->through && !walk_copies(&walk, field->sql));
    walk_put_where(sql, &walk, NULL);
    buf_text(&sql->text, " GROUP BY ");
    put_counted(sql, &walk, field);
    buf_text(&sql->text, ") AS facet ORDER BY amount DESC, value NULLS LAST LIMIT ");
    sql_put_value(sql, value_integer(FACET_VALUES_MAX));
}

/* ---- rows by their keys ---- */

size_t sql_padded(size_t count) {
    static const size_t lengths[] = {1, 20, 50};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
        if (count <= lengths[i])
            return lengths[i];
    return LIMIT_MAX;
}

static void put_keys(struct buf *sql, struct key_source keys) {
    if (keys.through)
        buf_texts(sql, "SELECT ", keys.through->field->sql, " FROM ", keys.through->children->from, " WHERE ",
            keys.through->children->owner, " IN (");
    for (size_t i = 1; i <= keys.count; i++) {
        buf_text(sql, i > 1 ? ", $" : "$");
        buf_integer(sql, (int64_t)i);
    }
    if (keys.through)
        buf_char(sql, ')');
}

void sql_of_children(const struct children *children, struct key_source keys, struct buf *sql) {
    buf_texts(sql, "SELECT ", children->owner);
    for (const struct field *field = children->fields; field->name; field++)
        buf_texts(sql, ", ", field->sql);
    buf_texts(sql, " FROM ", children->from, " WHERE ", children->owner, " IN (");
    put_keys(sql, keys);
    buf_text(sql, ")");
    if (children->where)
        buf_texts(sql, " AND ", children->where);
    buf_texts(sql, " ORDER BY ", children->owner, ", ", children->order);
}

void sql_of_rows(const struct selection *selection, struct key_source keys, struct buf *sql) {
    const struct resource *resource = selection->resource;
    buf_text(sql, "SELECT ");
    put_selection(sql, selection);
    sql_put_column(sql, resource->table, resource->key->sql);
    buf_texts(sql, " FROM ", resource->table, " WHERE ");
    sql_put_column(sql, resource->table, resource->key->sql);
    buf_text(sql, " IN (");
    put_keys(sql, keys);
    buf_text(sql, ") ORDER BY ");
    sql_put_column(sql, resource->table, resource->key->sql);
}
