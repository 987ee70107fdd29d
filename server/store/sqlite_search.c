/* SPDX-License-Identifier: MIT */
/* Search on SQLite: FTS5 (https://sqlite.org/fts5.html) over the tables of token strings, and its query
 * language. */
#include <stdio.h>

#include "store/store.h"

static bool change_index(
    struct store *store, const char *sql, int64_t number, const char *tokens, struct err *err) {
    struct value values[] = {value_integer(number), value_text(tokens)};
    return store_run(store, sql, values, 2, err);
}

bool store_index_add(
    struct store *store, const char *table, int64_t number, const char *tokens, struct err *err) {
    char sql[256];
    snprintf(sql, sizeof sql, "INSERT INTO %s_index (rowid, tokens) VALUES ($1, $2)", table);
    return change_index(store, sql, number, tokens, err);
}

bool store_index_drop(
    struct store *store, const char *table, int64_t number, const char *tokens, struct err *err) {
    char sql[256];
    snprintf(sql, sizeof sql, "INSERT INTO %s_index (%s_index, rowid, tokens) VALUES ('delete', $1, $2)",
        table, table);
    return change_index(store, sql, number, tokens, err);
}

void store_put_matching(struct buf *sql, const char *table) {
    buf_printf(sql, "SELECT rowid AS number FROM %s_index WHERE %s_index MATCH ", table, table);
}

/* Tokens hold no quotation mark, so they need no escape. */
static void put_phrase(struct buf *out, const struct phrase *phrase) {
    for (size_t i = 0; i < phrase->count; i++)
        buf_printf(out, "%s\"%s\"", i ? " + " : "", phrase->tokens[i]);
    buf_text(out, phrase->prefix ? " *" : "");
}

static void put_term(struct buf *out, const struct term *term) {
    buf_char(out, '(');
    for (size_t i = 0; i < term->count; i++) {
        buf_text(out, i ? " OR " : "");
        put_phrase(out, &term->alternatives[i]);
    }
    buf_char(out, ')');
}

const char *store_match_term(const struct term *term, struct arena *arena) {
    AUTO_BUF out = {0};
    put_term(&out, term);
    return arena_copy(arena, out.bytes, out.length);
}

const char *store_match_all(const struct match *match, struct arena *arena) {
    AUTO_BUF out = {0};
    for (size_t i = 0; i < match->count; i++) {
        buf_text(&out, i ? " AND " : "");
        put_term(&out, &match->terms[i]);
    }
    return out.length ? arena_copy(arena, out.bytes, out.length) : NULL;
}
