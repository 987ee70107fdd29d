/* SPDX-License-Identifier: MIT */
/* What a database needs beside queries: its log kept short, and a look for faults. */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "store/sqlite_parts.h"

enum {
    WAL_BYTES = 32 * 1024 * 1024, /* past this a writer waits for readers … */
    WAL_MILLISECONDS = 15000,     /* … so long after each commit */
};

/* Bytes of the write-ahead log, 0 where there is none. */
static int64_t wal_size(struct store *store) {
    const char *database = sqlite3_db_filename(sqlite_handle(store), "main");
    struct stat at;
    return database && *database && stat(sqlite3_filename_wal(database), &at) == 0 ? at.st_size : 0;
}

/* Until readers let all of the log be folded back. Not by a checkpoint that waits itself: that one keeps
 * writers out meanwhile, for longer than they wait. */
static void wait_for_readers(struct store *store) {
    int frames, folded;
    for (int waited = 0; waited < WAL_MILLISECONDS; waited += WAIT_MILLISECONDS) {
        int code = sqlite3_wal_checkpoint_v2(
            sqlite_handle(store), NULL, SQLITE_CHECKPOINT_PASSIVE, &frames, &folded);
        if (code == SQLITE_OK && folded == frames)
            return;
        sqlite3_sleep(WAIT_MILLISECONDS);
    }
}

static void fold_back(struct store *store) {
    sqlite3_busy_timeout(sqlite_handle(store), 0);
    sqlite3_wal_checkpoint_v2(sqlite_handle(store), NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    sqlite3_busy_timeout(sqlite_handle(store), BUSY_MILLISECONDS);
}

/* A reader holds the log at its snapshot, and what is written meanwhile is appended behind. */
void store_keep_short(struct store *store) {
    if (wal_size(store) <= WAL_BYTES)
        return;
    wait_for_readers(store);
    fold_back(store);
}

void store_tidy(struct store *store) {
    store_keep_short(store);
    fold_back(store);
}

static bool integrity(
    struct store *store, void (*say)(void *, const char *), void *context, struct err *err) {
    AUTO_STATEMENT *statement = NULL;
    if (!store_prepare(store, "PRAGMA integrity_check", &statement, err))
        return false;
    enum step step;
    while ((step = statement_step(statement, err)) == STEP_ROW) {
        const char *fault = statement_value(statement, 0).text;
        if (fault && strcmp(fault, "ok") != 0)
            say(context, fault);
    }
    return step == STEP_DONE;
}

bool store_faults(struct store *store, void (*say)(void *, const char *), void *context, struct err *err) {
    if (!integrity(store, say, context, err))
        return false;
    AUTO_STATEMENT *statement = NULL;
    if (!store_prepare(store, "PRAGMA foreign_key_check", &statement, err))
        return false;
    enum step step;
    while ((step = statement_step(statement, err)) == STEP_ROW) {
        char fault[200];
        struct value table = statement_value(statement, 0), row = statement_value(statement, 1);
        snprintf(fault, sizeof fault, "row %lld of %s refers to a row of %s that is missing",
            (long long)row.integer, table.text, statement_value(statement, 2).text);
        say(context, fault);
    }
    return step == STEP_DONE;
}
