/* SPDX-License-Identifier: MIT */
/* For each search on standard input, a line of JSON: how long the program takes for its hits and snippets,
 * how long the very same statements take alone, and how long the index takes for the words in facts' own
 * texts; medians in microseconds, measured in turn. Or, for each list's target, how often in a second the
 * statements that it runs can be stepped through, and what part of it they had the processor.
 * Usage: statements DATABASE ROUNDS <searches, statements DATABASE lists SECONDS <targets */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "base/memory.h"
#include "query/parse_parts.h"
#include "resources/resources.h"
#include "resources/search.h"
#include "text/escape.h"

enum { STATEMENTS_MAX = 64, ROUNDS_MAX = 1001, SHOWN = 20, MAPPED_BYTES = 8 * 1024 * 1024 };

/* What the program asked, in its order. */
static struct {
    char *sql[STATEMENTS_MAX]; /* with its values in place; sqlite3_free */
    size_t count;
    bool on;
} record;

struct times {
    double values[ROUNDS_MAX];
    size_t count;
};

static void die(const char *what, const char *why) {
    fprintf(stderr, "statements: %s: %s\n", what, why);
    exit(1);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(struct times *times) {
    qsort(times->values, times->count, sizeof *times->values, ascending);
    return times->values[times->count / 2];
}

/* ---- recording ---- */

/* Not the index's own, which name their schema. */
static bool is_own(const char *sql) {
    return strncmp(sql, "SELECT ", 7) == 0 && !strstr(sql, "'main'.");
}

static int note(unsigned event, void *context, void *statement, void *nanoseconds) {
    (void)event;
    (void)context;
    (void)nanoseconds;
    char *sql = record.on ? sqlite3_expanded_sql(statement) : NULL;
    if (sql && is_own(sql) && record.count < STATEMENTS_MAX)
        record.sql[record.count++] = sql;
    else
        sqlite3_free(sql);
    return 0;
}

static int watch(sqlite3 *db) {
    return sqlite3_trace_v2(db, SQLITE_TRACE_PROFILE, note, NULL);
}

static void forget(void) {
    while (record.count)
        sqlite3_free(record.sql[--record.count]);
}

/* ---- what is timed ---- */

/* As /v1/search does, without HTTP and the writing of the answer. */
static size_t search(struct store *store, const char *text) {
    AUTO_ARENA arena = {0};
    struct err err = {0};
    struct hits hits;
    struct snippet snippets[SHOWN];
    if (!store_begin(store, &err) || !search_hits_in_tx(store, text, 7, &arena, &hits, &err))
        die(text, err.detail);
    memset(snippets, 0, sizeof snippets);
    size_t shown = hits.count < SHOWN ? hits.count : SHOWN;
    if (!search_snippets_in_tx(store, text, hits.items, shown, &arena, snippets, &err))
        die(text, err.detail);
    store_rollback(store);
    return hits.count;
}

static void step_through(sqlite3_stmt *statement) {
    int code;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW)
        for (int i = 0; i < sqlite3_column_count(statement); i++)
            sqlite3_column_text(statement, i);
    if (code != SQLITE_DONE)
        die("step", sqlite3_errstr(code));
    sqlite3_reset(statement);
}

static sqlite3_stmt *prepared(sqlite3 *db, const char *sql) {
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
        die(sql, sqlite3_errmsg(db));
    return statement;
}

static double timed_through(sqlite3 *db, sqlite3_stmt *const *recorded, size_t count) {
    double began = now();
    sqlite3_exec(db, "BEGIN", NULL, NULL, NULL);
    for (size_t i = 0; i < count; i++)
        step_through(recorded[i]);
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return now() - began;
}

static sqlite3_stmt *index_alone(sqlite3 *db, const char *text) {
    AUTO_ARENA arena = {0};
    struct match match;
    tokens_query(text, strlen(text), CLOSENESS_ANY, &arena, &match);
    const char *wanted = store_match_all(&match, &arena);
    sqlite3_stmt *statement =
        prepared(db, "SELECT rowid FROM fact_search_index WHERE fact_search_index MATCH $1 LIMIT 1000");
    if (!wanted) {
        sqlite3_finalize(statement);
        return NULL;
    }
    sqlite3_bind_text(statement, 1, wanted, -1, SQLITE_TRANSIENT);
    return statement;
}

/* ---- one search ---- */

static void add(struct times *times, double value) {
    times->values[times->count++] = value;
}

static void slowest(sqlite3 *db, sqlite3_stmt *const *recorded, size_t count) {
    size_t worst = 0;
    double most = -1;
    for (size_t i = 0; i < count; i++) {
        double took = timed_through(db, &recorded[i], 1);
        if (took > most) {
            most = took;
            worst = i;
        }
    }
    AUTO_BUF text = {0};
    escape_json(&text, count ? sqlite3_sql(recorded[worst]) : "");
    printf(",\"slowest\":%s,\"slowest_us\":%.1f", text.bytes, most);
}

static void measure(struct store *store, sqlite3 *db, const char *text, int rounds) {
    static struct times whole, bare, index;
    sqlite3_stmt *recorded[STATEMENTS_MAX], *alone = index_alone(db, text);
    whole.count = bare.count = index.count = 0;
    forget();
    record.on = true;
    size_t hits = search(store, text), count = record.count;
    record.on = false;
    for (size_t i = 0; i < count; i++)
        recorded[i] = prepared(db, record.sql[i]);
    for (int i = 0; i < rounds; i++) {
        double began = now();
        search(store, text);
        add(&whole, now() - began);
        add(&bare, timed_through(db, recorded, count));
        add(&index, alone ? timed_through(db, &alone, 1) : 0);
    }
    AUTO_BUF word = {0};
    escape_json(&word, text);
    printf("{\"q\":%s,\"hits\":%zu,\"statements\":%zu,\"search_us\":%.1f,\"bare_us\":%.1f,\"index_us\":%.1f",
        word.bytes, hits, count, median(&whole), median(&bare), median(&index));
    slowest(db, recorded, count);
    printf("}\n");
    for (size_t i = 0; i < count; i++)
        sqlite3_finalize(recorded[i]);
    sqlite3_finalize(alone);
}

/* ---- one list ---- */

static const struct resource *collection_of(const char *path) {
    for (const struct resource *const *resource = collections; *resource; resource++)
        if (strcmp((*resource)->path, path) == 0)
            return *resource;
    die(path, "no list is there");
    return NULL;
}

/* As a worker reads it, without HTTP and the writing of the answer. */
static void list(struct store *store, const char *text) {
    AUTO_ARENA arena = {0};
    const struct query_form form = {.nested = true, .enveloped = true};
    struct err err = {0};
    struct target target;
    struct query query;
    struct problems problems;
    struct dataset dataset;
    struct page page;
    problems_init(&problems, &arena);
    const char *wrong = target_parse(text, &arena, &target);
    if (wrong)
        die(text, wrong);
    query_parse(collection_of(target.path), &form, target.parameters, target.parameter_count, &arena, &query,
        &problems);
    if (problems.errors)
        die(text, problems.first->detail);
    if (!store_begin(store, &err) || !dataset_read(store, &dataset, &err) ||
        !page_read_in_tx(store, &query, &arena, &page, &err))
        die(text, err.detail);
    store_rollback(store);
}

static void measure_list(struct store *store, sqlite3 *db, const char *text, double seconds) {
    sqlite3_stmt *recorded[STATEMENTS_MAX];
    forget();
    record.on = true;
    list(store, text);
    record.on = false;
    size_t count = record.count, times = 0;
    for (size_t i = 0; i < count; i++)
        recorded[i] = prepared(db, record.sql[i]);
    clock_t used = clock();
    double began = now(), took;
    do {
        timed_through(db, recorded, count);
        times++;
    } while ((took = now() - began) < seconds * 1e6);
    AUTO_BUF word = {0};
    escape_json(&word, text);
    printf("{\"target\":%s,\"statements\":%zu,\"rate\":%.1f,\"server_busy\":%.3f}\n", word.bytes, count,
        (double)times / took * 1e6, (double)(clock() - used) / CLOCKS_PER_SEC / took * 1e6);
    for (size_t i = 0; i < count; i++)
        sqlite3_finalize(recorded[i]);
}

/* ---- what is asked ---- */

static sqlite3 *opened(const char *path) {
    char pragma[64];
    sqlite3 *db;
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
        die(path, sqlite3_errmsg(db));
    snprintf(pragma, sizeof pragma, "PRAGMA mmap_size = %d", MAPPED_BYTES);
    sqlite3_exec(db, pragma, NULL, NULL, NULL);
    sqlite3_exec(db, "PRAGMA case_sensitive_like = ON", NULL, NULL, NULL);
    return db;
}

int main(int argument_count, char **arguments) {
    char line[4096];
    struct store *store;
    struct err err = {0};
    bool lists = argument_count == 4 && strcmp(arguments[2], "lists") == 0;
    int number = lists ? atoi(arguments[3]) : argument_count == 3 ? atoi(arguments[2]) : 0;
    if (number < 1 || number > ROUNDS_MAX)
        die("usage", "statements DATABASE ROUNDS, or statements DATABASE lists SECONDS");
    sqlite3 *db = opened(arguments[1]);
    sqlite3_auto_extension((void (*)(void))watch);
    if (!store_open(arguments[1], STORE_READ, &store, &err))
        die(arguments[1], err.detail);
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        if (lists)
            measure_list(store, db, line, number);
        else
            measure(store, db, line, number);
        fflush(stdout);
    }
    store_close(store);
    sqlite3_close(db);
    return 0;
}
