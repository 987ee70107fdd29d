/* SPDX-License-Identifier: MIT */
/* Reads one page: the ranges until it is full, then each kind of children and of included objects for all of
 * its rows at once, so that the number of statements does not depend on the number of rows. */
#include "query/query.h"

#include <stdlib.h>
#include <string.h>

#include "query/parse_parts.h"

struct reading {
    struct store *store;
    const struct query *query;
    struct arena *arena;
    struct page *page;
    struct err *err;
    bool more;
};

/* The current row's value from that column, with a text that outlives the row. */
static struct value kept(struct statement *statement, size_t column, struct arena *arena) {
    struct value value = statement_value(statement, (int)column);
    if (value.type == VALUE_TEXT)
        value.text = arena_copy(arena, value.text, value.length);
    return value;
}

/* Rows of `size` bytes each, with room for more of them; the old room stays in the arena. */
static void *grown(struct arena *arena, const void *rows, size_t count, size_t room, size_t size) {
    void *more = arena_room(arena, room, size);
    if (count)
        memcpy(more, rows, count * size);
    return more;
}

static bool damaged(struct err *err) {
    return err_set(err, ERR_ENVIRONMENT, "database", "it is damaged: a row has no key");
}

/* Keeps the row at its place in the page; `key` is the column of its key. */
static bool keep_row(struct page *page, size_t row, struct statement *statement, size_t key,
    struct arena *arena, struct err *err) {
    size_t columns = page->selection->column_count;
    page->keys[row] = kept(statement, key, arena).text;
    if (!page->keys[row])
        return damaged(err);
    for (size_t i = 0; i < columns; i++)
        page->values[row * columns + i] = kept(statement, i, arena);
    return true;
}

/* ---- the page's own rows ---- */

static bool take_row(struct reading *reading, struct statement *statement) {
    struct page *page = reading->page;
    const struct query *query = reading->query;
    size_t columns = page->selection->column_count;
    if (page->row_count == query->limit) {
        reading->more = true;
        return true;
    }
    if (!keep_row(
            page, page->row_count, statement, columns + query->sort_count - 1, reading->arena, reading->err))
        return false;
    if (++page->row_count == query->limit)
        for (size_t i = 0; i < query->sort_count; i++)
            page->last[i] = kept(statement, columns + i, reading->arena);
    return true;
}

/* One row more than the page takes, to know whether there is a next page. */
static bool read_range(struct reading *reading, struct range range) {
    struct bound_sql sql = {.arena = reading->arena};
    sql_of_range(reading->query, range, reading->query->limit + 1 - reading->page->row_count, &sql);
    AUTO_STATEMENT *statement = NULL;
    bool good = store_prepare(reading->store, sql.text.bytes, &statement, reading->err) &&
                statement_bind(statement, sql.values, sql.count, reading->err);
    buf_close(&sql.text);
    enum step step = good ? STEP_ROW : STEP_FAILED;
    while (good && (step = statement_step(statement, reading->err)) == STEP_ROW)
        good = take_row(reading, statement);
    return good && step == STEP_DONE;
}

static bool read_rows(struct reading *reading) {
    struct range ranges[RANGES_MAX];
    size_t count = query_ranges(reading->query, ranges);
    for (size_t i = 0; i < count && !reading->more; i++)
        if (!read_range(reading, ranges[i]))
            return false;
    if (reading->more)
        reading->page->next = cursor_encode(reading->query, reading->page->last, reading->arena);
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

static struct owner *sorted_owners(const struct page *page, struct arena *arena) {
    struct owner *owners = arena_room(arena, page->row_count, sizeof *owners);
    for (size_t row = 0; row < page->row_count; row++)
        owners[row] = (struct owner){page->keys[row], row};
    qsort(owners, page->row_count, sizeof *owners, by_id);
    return owners;
}

/* What the statements of a page, or of the objects included in it, are asked for. */
struct source {
    struct key_source keys;
    const struct value *values; /* bound to the keys */
};

static bool ask(struct reading *reading, const struct buf *sql, const struct source *source,
    struct statement **statement) {
    return store_prepare(reading->store, sql->bytes, statement, reading->err) &&
           statement_bind(*statement, source->values, source->keys.count, reading->err);
}

enum { ENTRIES = 4 }; /* to make room for at first: most rows have fewer of a kind */

/* Rows come sorted by owner, so they are read beside the sorted owners, and those of each stay together. */
static bool take_children(struct reading *reading, const struct page *page, const struct children *children,
    const struct owner *owners, struct statement *statement, struct child_rows *rows) {
    size_t count = 0, room = 0, owner = 0;
    enum step step;
    while ((step = statement_step(statement, reading->err)) == STEP_ROW) {
        const char *id = statement_value(statement, 0).text;
        while (id && owner < page->row_count && strcmp(owners[owner].id, id) != 0)
            owner++;
        if (!id || owner == page->row_count)
            return err_set(
                reading->err, ERR_ENVIRONMENT, "database", "it is damaged: %s out of order", children->name);
        if (count == room) {
            room = room ? 2 * room : ENTRIES * page->row_count;
            rows->values =
                grown(reading->arena, rows->values, count, room, rows->columns * sizeof *rows->values);
        }
        for (size_t i = 0; i < rows->columns; i++)
            rows->values[count * rows->columns + i] = kept(statement, i + 1, reading->arena);
        if (rows->ends[owners[owner].row] == 0)
            rows->starts[owners[owner].row] = count;
        rows->ends[owners[owner].row] = ++count;
    }
    return step == STEP_DONE;
}

static bool read_children(struct reading *reading, struct page *page, const struct source *source) {
    const struct selection *selection = page->selection;
    page->children = arena_alloc(reading->arena, selection->child_count, sizeof *page->children);
    if (page->row_count == 0)
        return true;
    struct owner *owners = selection->child_count ? sorted_owners(page, reading->arena) : NULL;
    for (size_t i = 0; i < selection->child_count; i++) {
        AUTO_BUF sql = {0};
        AUTO_STATEMENT *statement = NULL;
        struct child_rows *rows = &page->children[i];
        while (selection->children[i]->fields[rows->columns].name)
            rows->columns++;
        rows->starts = arena_alloc(reading->arena, page->row_count, sizeof *rows->starts);
        rows->ends = arena_alloc(reading->arena, page->row_count, sizeof *rows->ends);
        sql_of_children(selection->children[i], source->keys, &sql);
        if (!ask(reading, &sql, source, &statement) ||
            !take_children(reading, page, selection->children[i], owners, statement, rows))
            return false;
    }
    return true;
}

/* ---- included objects ---- */

/* The statement gives rows in the order of keys, each once. */
static bool take_included(struct reading *reading, struct statement *statement, struct page *page) {
    size_t columns = page->selection->column_count, room = 0;
    enum step step;
    while ((step = statement_step(statement, reading->err)) == STEP_ROW) {
        if (page->row_count == room) {
            room = room ? 2 * room : LIMIT_MAX;
            page->values =
                grown(reading->arena, page->values, page->row_count, room, columns * sizeof *page->values);
            page->keys = grown(reading->arena, page->keys, page->row_count, room, sizeof *page->keys);
        }
        if (!keep_row(page, page->row_count, statement, columns, reading->arena, reading->err))
            return false;
        page->row_count++;
    }
    return step == STEP_DONE;
}

static bool read_included(struct reading *reading, const struct source *source, struct page *page) {
    AUTO_BUF sql = {0};
    AUTO_STATEMENT *statement = NULL;
    sql_of_rows(page->selection, source->keys, &sql);
    return ask(reading, &sql, source, &statement) && take_included(reading, statement, page) &&
           read_children(reading, page, source);
}

static size_t column_of(const struct selection *selection, const struct field *field) {
    size_t at = 0;
    while (at < selection->column_count && selection->columns[at].field != field)
        at++;
    return at;
}

/* The ids that stand in a column of the page, padded with nulls, which match nothing. */
static struct source ids_in_column(struct reading *reading, const struct field *field) {
    const struct page *page = reading->page;
    size_t columns = page->selection->column_count, at = column_of(page->selection, field);
    size_t count = sql_padded(page->row_count);
    struct value *ids = arena_alloc(reading->arena, count, sizeof *ids);
    for (size_t row = 0; row < page->row_count; row++)
        ids[row] = page->values[row * columns + at];
    return (struct source){{.count = count}, ids};
}

static bool read_inclusions(struct reading *reading, const struct source *owners) {
    const struct selection *selection = reading->page->selection;
    struct arena *arena = reading->arena;
    reading->page->included = arena_alloc(arena, selection->inclusion_count, sizeof(struct page));
    for (size_t i = 0; i < selection->inclusion_count && reading->page->row_count; i++) {
        const struct inclusion *inclusion = &selection->inclusions[i];
        struct selection *whole = arena_alloc(arena, 1, sizeof *whole);
        struct source source = inclusion->children
                                   ? (struct source){{owners->keys.count, inclusion}, owners->values}
                                   : ids_in_column(reading, inclusion->field);
        selection_whole(inclusion->field->of, arena, whole);
        whole->language = selection->language;
        reading->page->included[i].selection = whole;
        if (!read_included(reading, &source, &reading->page->included[i]))
            return false;
    }
    return true;
}

size_t page_find(const struct page *page, const char *key) {
    size_t low = 0, high = page->row_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(page->keys[middle], key);
        if (order == 0)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return page->row_count;
}

bool page_read_in_tx(
    struct store *store, const struct query *query, struct arena *arena, struct page *page, struct err *err) {
    *page = (struct page){.selection = &query->selection};
    page->values = arena_room(arena, query->limit * query->selection.column_count, sizeof *page->values);
    page->keys = arena_room(arena, query->limit, sizeof *page->keys);
    page->last = arena_alloc(arena, query->sort_count, sizeof *page->last);
    struct reading reading = {.store = store, .query = query, .arena = arena, .page = page, .err = err};
    if (!read_rows(&reading))
        return false;
    size_t count = sql_padded(page->row_count);
    struct value *ids = arena_alloc(arena, count, sizeof *ids);
    for (size_t row = 0; row < page->row_count; row++)
        ids[row] = value_text(page->keys[row]);
    struct source source = {{.count = count}, ids};
    return read_children(&reading, page, &source) && read_inclusions(&reading, &source);
}
