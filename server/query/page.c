/* SPDX-License-Identifier: MIT */
/* Reads one page: the ranges until it is full, then each kind of children for all of its rows at once, so
 * that the number of statements does not depend on the number of rows. */
#include "query/query.h"

#include <stdlib.h>
#include <string.h>

struct reading {
    struct store *store;
    const struct query *query;
    struct arena *arena;
    struct page *page;
    struct err *err;
    struct value *keys; /* the sort values of the last row that the page takes */
    bool more;
};

static size_t out_columns(const struct resource *resource) {
    struct field_cursor cursor = {0};
    const struct field *field;
    size_t count = 0;
    while ((field = resource_next_field(resource, &cursor)))
        count += (field->use & FIELD_OUT) != 0;
    return count;
}

static struct value kept(struct arena *arena, struct value value) {
    if (value.type == VALUE_TEXT)
        value.text = arena_copy(arena, value.text, value.length);
    return value;
}

/* False where the row has no key, which only a damaged database shows. */
static bool take_row(struct reading *reading, struct statement *statement) {
    struct page *page = reading->page;
    int key = (int)(page->columns + reading->query->sort_count - 1);
    if (statement_value(statement, key).type != VALUE_TEXT)
        return err_set(reading->err, ERR_ENVIRONMENT, "database", "it is damaged: a row has no key");
    if (page->row_count == reading->query->limit) {
        reading->more = true;
        return true;
    }
    struct value *row = page->values + page->row_count++ * page->columns;
    for (size_t i = 0; i < page->columns; i++)
        row[i] = kept(reading->arena, statement_value(statement, (int)i));
    if (page->row_count == reading->query->limit)
        for (size_t i = 0; i < reading->query->sort_count; i++)
            reading->keys[i] = kept(reading->arena, statement_value(statement, (int)(page->columns + i)));
    return true;
}

/* One row more than the page takes, to know whether there is a next page. */
static bool read_range(struct reading *reading, struct range range) {
    __attribute__((cleanup(buf_close))) struct buf text = {0};
    struct bound_sql sql = {0};
    sql_of_range(reading->query, range, reading->query->limit + 1 - reading->page->row_count, &sql);
    text = sql.text;
    AUTO_STATEMENT *statement = NULL;
    if (!store_prepare(reading->store, text.bytes, &statement, reading->err) ||
        !statement_bind(statement, sql.values, sql.count, reading->err))
        return false;
    enum step step;
    while ((step = statement_step(statement, reading->err)) == STEP_ROW)
        if (!take_row(reading, statement))
            return false;
    return step == STEP_DONE;
}

static bool read_rows(struct reading *reading) {
    struct range ranges[RANGES_MAX];
    size_t count = query_ranges(reading->query, ranges);
    for (size_t i = 0; i < count && !reading->more; i++)
        if (!read_range(reading, ranges[i]))
            return false;
    if (reading->more)
        reading->page->next = cursor_encode(reading->query, reading->keys, reading->arena);
    return true;
}

/* ---- children ---- */

struct owner {
    const char *id;
    size_t row;
};

static int by_id(const void *left, const void *right) {
    return strcmp(((const struct owner *)left)->id, ((const struct owner *)right)->id);
}

/* The key is the first field of every resource that has children. */
static struct owner *sorted_owners(struct reading *reading) {
    const struct page *page = reading->page;
    struct owner *owners = arena_alloc(reading->arena, page->row_count, sizeof *owners);
    for (size_t row = 0; row < page->row_count; row++)
        owners[row] = (struct owner){page->values[row * page->columns].text, row};
    qsort(owners, page->row_count, sizeof *owners, by_id);
    return owners;
}

struct child_list {
    size_t row;
    struct value *values;
    struct child_list *next;
};

/* Rows come sorted by owner, so they are read beside the sorted owners and dealt out to the page's rows. */
static void deal(struct reading *reading, struct child_list *list, size_t count, struct child_rows *rows) {
    size_t *at = arena_alloc(reading->arena, reading->page->row_count + 1, sizeof *at);
    rows->starts = arena_alloc(reading->arena, reading->page->row_count + 1, sizeof *rows->starts);
    rows->values = arena_alloc(reading->arena, count * rows->columns, sizeof *rows->values);
    for (struct child_list *child = list; child; child = child->next)
        rows->starts[child->row + 1]++;
    for (size_t row = 0; row < reading->page->row_count; row++)
        at[row + 1] = rows->starts[row + 1] += rows->starts[row];
    for (struct child_list *child = list; child; child = child->next)
        memcpy(rows->values + at[child->row]++ * rows->columns, child->values,
            rows->columns * sizeof *rows->values);
}

static bool read_children(struct reading *reading, const struct children *children,
    const struct owner *owners, struct child_rows *rows) {
    AUTO_BUF text = {0};
    size_t padded = sql_padded(reading->page->row_count), count = 0, owner = 0;
    struct value ids[LIMIT_MAX] = {0};
    for (size_t i = 0; i < reading->page->row_count; i++)
        ids[i] = value_text(owners[i].id);
    sql_of_children(children, padded, &text);
    for (rows->columns = 0; children->fields[rows->columns].name;)
        rows->columns++;
    AUTO_STATEMENT *statement = NULL;
    if (!store_prepare(reading->store, text.bytes, &statement, reading->err) ||
        !statement_bind(statement, ids, padded, reading->err))
        return false;
    struct child_list *first = NULL, **last = &first;
    enum step step;
    for (; (step = statement_step(statement, reading->err)) == STEP_ROW; count++) {
        const char *id = statement_value(statement, 0).text;
        while (id && owner < reading->page->row_count && strcmp(owners[owner].id, id) != 0)
            owner++;
        if (!id || owner == reading->page->row_count)
            return err_set(
                reading->err, ERR_ENVIRONMENT, "database", "it is damaged: %s out of order", children->name);
        struct child_list *child = arena_alloc(reading->arena, 1, sizeof *child);
        *child = (struct child_list){.row = owners[owner].row};
        child->values = arena_alloc(reading->arena, rows->columns, sizeof *child->values);
        for (size_t i = 0; i < rows->columns; i++)
            child->values[i] = kept(reading->arena, statement_value(statement, (int)i + 1));
        *last = child;
        last = &child->next;
    }
    deal(reading, first, count, rows);
    return step == STEP_DONE;
}

static bool read_all_children(struct reading *reading) {
    const struct children *const *children = reading->query->resource->children;
    size_t kinds = 0;
    while (children[kinds])
        kinds++;
    reading->page->children = arena_alloc(reading->arena, kinds, sizeof *reading->page->children);
    if (reading->page->row_count == 0)
        return true;
    struct owner *owners = kinds ? sorted_owners(reading) : NULL;
    for (size_t i = 0; i < kinds; i++)
        if (!read_children(reading, children[i], owners, &reading->page->children[i]))
            return false;
    return true;
}

bool page_read_in_tx(
    struct store *store, const struct query *query, struct arena *arena, struct page *page, struct err *err) {
    *page = (struct page){.resource = query->resource, .columns = out_columns(query->resource)};
    page->values = arena_alloc(arena, query->limit * page->columns, sizeof *page->values);
    struct reading reading = {.store = store, .query = query, .arena = arena, .page = page, .err = err};
    reading.keys = arena_alloc(arena, query->sort_count, sizeof *reading.keys);
    return read_rows(&reading) && read_all_children(&reading);
}
