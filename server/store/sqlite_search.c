/* SPDX-License-Identifier: MIT */
/* Search on SQLite: FTS5 (https://sqlite.org/fts5.html) over the tables of token strings, and its query
 * language. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/siphash.h"
#include "store/sqlite_parts.h"
#include "text/utf8.h"

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

/* With `behind` in the last of them. Tokens hold no quotation mark, so they need no escape. */
static void put_tokens(struct buf *out, const struct phrase *phrase, const char *behind, bool prefix) {
    for (size_t i = 0; i < phrase->count; i++)
        buf_texts(out, i ? " + " : "", "\"", phrase->tokens[i], i + 1 < phrase->count ? "\"" : behind);
    buf_text(out, prefix ? "\" *" : "\"");
}

/* FTS5 finds tokens by their first bytes. 64 syllables in a row, from a multiple of 64 on, have two of their
 * three bytes in common: where all of them are asked for, these are, although they are no UTF-8; the index
 * has bytes. */
static void put_syllables(struct buf *out, const struct phrase *phrase) {
    enum { BLOCK = 64, BLOCK_BYTES = 2 };
    for (int32_t code = phrase->next.first; code <= phrase->next.last;) {
        char bytes[5];
        bool block = code % BLOCK == 0 && code + BLOCK - 1 <= phrase->next.last;
        utf8_put(code, bytes);
        if (block)
            bytes[BLOCK_BYTES] = '\0';
        buf_text(out, code > phrase->next.first ? " OR " : "");
        put_tokens(out, phrase, bytes, block || phrase->prefix);
        code += block ? BLOCK : 1;
    }
}

static void put_phrase(struct buf *out, const struct phrase *phrase) {
    if (phrase->next.last)
        put_syllables(out, phrase);
    else
        put_tokens(out, phrase, "", phrase->prefix);
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

/* ---- looking for faults ----
 * FTS5's own integrity-check is a statement that writes, does not say which row is wrong, and PRAGMA
 * integrity_check asks for it from SQLite 3.44 on only, and then without the strings outside of the index. So
 * the index is read, word by word, and a sum of the words and their places is held against that of each
 * string. */

enum { WORD_BYTES_MAX = 32768 }; /* FTS5 cuts longer ones there */

static const struct siphash_secret no_secret = {0};

struct string_sum {
    int64_t number;
    uint64_t words, sum;                 /* of the string */
    uint64_t indexed_words, indexed_sum; /* in the index */
};

struct sums {
    struct string_sum *items; /* by number */
    size_t count, room;
};

static uint64_t sum_of_word(const char *word, size_t length, uint64_t place) {
    return siphash(&no_secret, word, length) * (2 * place + 1);
}

/* As the tokenizer takes a string apart: at spaces. */
static void add_string(struct sums *sums, int64_t number, const char *tokens) {
    if (sums->count == sums->room) {
        sums->room = sums->room ? 2 * sums->room : 1024;
        sums->items = memory_resized(sums->items, sums->room * sizeof *sums->items);
    }
    struct string_sum *item = &sums->items[sums->count++];
    *item = (struct string_sum){.number = number};
    for (const char *word = tokens + strspn(tokens, " "); *word; word += strspn(word, " ")) {
        size_t length = strcspn(word, " ");
        size_t kept = length < WORD_BYTES_MAX ? length : WORD_BYTES_MAX;
        item->sum += sum_of_word(word, kept, item->words++);
        word += length;
    }
}

static bool add_strings(struct store *store, const char *table, struct sums *sums, struct err *err) {
    char sql[128];
    AUTO_STATEMENT *statement = NULL;
    snprintf(sql, sizeof sql, "SELECT number, tokens FROM %s_tokens ORDER BY number", table);
    if (!store_prepare(store, sql, &statement, err))
        return false;
    enum step step;
    while ((step = statement_step(statement, err)) == STEP_ROW)
        add_string(sums, statement_value(statement, 0).integer, statement_value(statement, 1).text);
    return step == STEP_DONE;
}

static int by_number(const void *key, const void *item) {
    int64_t one = *(const int64_t *)key, other = ((const struct string_sum *)item)->number;
    return (one > other) - (one < other);
}

/* A number without a string is told once, where its words follow each other. */
struct stranger {
    void (*say)(void *context, int64_t number, const char *fault);
    void *context;
    int64_t last;
    bool told;
};

static void add_indexed(struct sums *sums, struct stranger *stranger, struct statement *statement) {
    int64_t number = statement_value(statement, 1).integer;
    struct string_sum *item =
        sums->count ? bsearch(&number, sums->items, sums->count, sizeof *sums->items, by_number) : NULL;
    if (item) {
        struct value word = statement_value(statement, 0);
        item->indexed_words++;
        item->indexed_sum +=
            sum_of_word(word.text, word.length, (uint64_t)statement_value(statement, 2).integer);
    } else if (!stranger->told || stranger->last != number) {
        stranger->say(stranger->context, number, "the index holds words of it, and it is not there");
        stranger->told = true;
        stranger->last = number;
    }
}

static bool add_index(
    struct store *store, const char *table, struct sums *sums, struct stranger *stranger, struct err *err) {
    char sql[256];
    AUTO_STATEMENT *statement = NULL;
    snprintf(sql, sizeof sql, "SELECT term, doc, offset FROM temp.%s_words", table);
    if (!store_prepare(store, sql, &statement, err))
        return false;
    enum step step;
    while ((step = statement_step(statement, err)) == STEP_ROW)
        add_indexed(sums, stranger, statement);
    return step == STEP_DONE;
}

/* The words of an index are a virtual table, which is made among the connection's own temporary ones. */
static bool open_words(struct store *store, const char *table, struct err *err) {
    char sql[256];
    snprintf(sql, sizeof sql,
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.%s_words USING fts5vocab(main, %s_index, instance)", table,
        table);
    return sqlite_run_temporary(store, sql, err);
}

bool store_index_faults(struct store *store, const char *table,
    void (*say)(void *context, int64_t number, const char *fault), void *context, struct err *err) {
    struct sums sums = {0};
    struct stranger stranger = {.say = say, .context = context};
    bool good = open_words(store, table, err) && add_strings(store, table, &sums, err) &&
                add_index(store, table, &sums, &stranger, err);
    for (size_t i = 0; good && i < sums.count; i++) {
        const struct string_sum *item = &sums.items[i];
        if (item->words && !item->indexed_words)
            say(context, item->number, "it is missing in the index");
        else if (item->words != item->indexed_words || item->sum != item->indexed_sum)
            say(context, item->number, "the index holds other words of it than it has");
    }
    free(sums.items);
    return good;
}
