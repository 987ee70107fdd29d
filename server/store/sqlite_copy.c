/* SPDX-License-Identifier: MIT */
/* Copies by SQLite's backup interface (https://sqlite.org/backup.html), which takes a database page by page
 * while others use it, and which files a database is. */
#include <errno.h>
#include <libgen.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "store/sqlite_parts.h"

enum { STRETCH = 256 }; /* pages between two looks at the progress: 1 MiB */

static const char magic[] = "SQLite format 3"; /* with its NUL the first 16 bytes of each database */

/* ---- copying ---- */

static bool page_bytes(sqlite3 *db, int64_t *bytes, struct err *err) {
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(db, "PRAGMA page_size", -1, &statement, NULL);
    if (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        *bytes = sqlite3_column_int64(statement, 0);
        code = SQLITE_OK;
    }
    sqlite3_finalize(statement);
    return code == SQLITE_OK || sqlite_failed(db, code, err);
}

/* The interface takes `from` as its open transaction sees it, and locks `to` from the first step to the last:
 * neither is asked for anything between two steps. */
static bool copy(sqlite3 *from, sqlite3 *to, copy_progress *tell, struct err *err) {
    int64_t page = 0;
    int code;
    if (!page_bytes(from, &page, err))
        return false;
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    if (!backup)
        return sqlite_failed(to, sqlite3_errcode(to), err);
    while ((code = sqlite3_backup_step(backup, STRETCH)) == SQLITE_OK) {
        int64_t all = sqlite3_backup_pagecount(backup);
        if (tell)
            tell((all - sqlite3_backup_remaining(backup)) * page, all * page);
    }
    sqlite3_backup_finish(backup);
    return code == SQLITE_DONE || sqlite_failed(to, code, err);
}

bool store_copy(struct store *from, struct store *to, copy_progress *tell, struct err *err) {
    return copy(sqlite_handle(from), sqlite_handle(to), tell, err);
}

static bool run(sqlite3 *db, const char *sql, struct err *err) {
    int code = sqlite3_exec(db, sql, NULL, NULL, NULL);
    return code == SQLITE_OK || sqlite_failed(db, code, err);
}

/* The copy's header says WAL as the original's does. Reading makes SQLite notice, and then it can be told
 * otherwise. Nobody else knows of the file, so it needs no journal, and what locks it in memory. */
static bool copy_into(sqlite3 *from, sqlite3 *to, copy_progress *tell, struct err *err) {
    return run(to, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;",
               err) &&
           copy(from, to, tell, err) &&
           run(to, "SELECT COUNT(*) FROM sqlite_schema; PRAGMA journal_mode = DELETE;", err);
}

bool store_copy_file(struct store *from, const char *path, copy_progress *tell, struct err *err) {
    sqlite3 *to = NULL;
    int code = sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    bool good =
        code == SQLITE_OK ? copy_into(sqlite_handle(from), to, tell, err) : sqlite_failed(to, code, err);
    code = sqlite3_close(to);
    return good && (code == SQLITE_OK || sqlite_failed(NULL, code, err));
}

/* The size of pages cannot be changed in WAL mode, nor can VACUUM change it in a scratch. */
bool store_copy_fits(struct store *from, struct store *to, struct err *err) {
    int64_t one = 0, other = 0;
    if (!page_bytes(sqlite_handle(from), &one, err) || !page_bytes(sqlite_handle(to), &other, err))
        return false;
    return one == other || err_set(err, ERR_INPUT, "",
                               "its pages have %lld bytes, and those of the database have %lld; make them "
                               "equal in a copy of it "
                               "by `sqlite3 COPY 'PRAGMA page_size = %lld; VACUUM'`, and restore that",
                               (long long)one, (long long)other, (long long)other);
}

bool store_tables(struct store *store, const char *name, int64_t *count, struct err *err) {
    struct value named = name ? value_text(name) : value_null();
    return store_integer(store,
        "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND ($1 IS NULL OR name = $1)", &named, 1, 0,
        count, err);
}

/* ---- files ---- */

void store_copy_discard(const char *path) {
    unlink(path);
    for (size_t i = 0; i < sizeof sqlite_ends / sizeof *sqlite_ends; i++) {
        AUTO_BUF beside = {0};
        buf_texts(&beside, path, sqlite_ends[i]);
        unlink(beside.bytes);
    }
}

bool store_copy_source(const char *path, struct err *err) {
    char start[sizeof magic] = {0};
    struct stat at;
    if (stat(path, &at) != 0)
        return err_set(err, ERR_INPUT, path, "cannot be opened: %s", strerror(errno));
    if (!S_ISREG(at.st_mode))
        return err_set(err, ERR_INPUT, path, "is %s, not a database; name the file that a backup made",
            S_ISDIR(at.st_mode) ? "a folder" : "no file");
    FILE *file = fopen(path, "rb");
    if (!file)
        return err_set(err, ERR_INPUT, path, "cannot be opened: %s", strerror(errno));
    size_t got = fread(start, 1, sizeof start, file);
    fclose(file);
    if (got == 0)
        return err_set(err, ERR_INPUT, path, "is empty; name the file that a backup made");
    return (got == sizeof start && memcmp(start, magic, sizeof magic) == 0) ||
           err_set(err, ERR_INPUT, path, "is no SQLite database; name the file that a backup made");
}

bool store_name_taken(const char *path, struct buf *taken) {
    struct stat at;
    buf_text(taken, path);
    if (lstat(taken->bytes, &at) == 0)
        return true;
    for (size_t i = 0; i < sizeof sqlite_ends / sizeof *sqlite_ends; i++) {
        taken->length = 0;
        buf_texts(taken, path, sqlite_ends[i]);
        if (lstat(taken->bytes, &at) == 0)
            return true;
    }
    return false;
}

/* Where `path` leads, whether its last part is there or not. */
static void put_absolute(struct buf *out, const char *path) {
    char *real = realpath(path, NULL);
    if (real) {
        buf_text(out, real);
    } else {
        char *folder = memory_string(path), *name = memory_string(path);
        char *at = realpath(dirname(folder), NULL);
        buf_texts(out, at ? at : "", "/", basename(name));
        free(at);
        free(name);
        free(folder);
    }
    free(real);
}

bool store_name_belongs(const char *path, const char *location) {
    AUTO_BUF name = {0};
    AUTO_BUF own = {0};
    put_absolute(&name, path);
    put_absolute(&own, location);
    size_t length = own.length;
    bool belongs = strcmp(name.bytes, own.bytes) == 0;
    for (size_t i = 0; i < sizeof sqlite_ends / sizeof *sqlite_ends; i++) {
        own.length = length;
        buf_text(&own, sqlite_ends[i]);
        belongs = belongs || strcmp(name.bytes, own.bytes) == 0;
    }
    return belongs;
}
