/* SPDX-License-Identifier: MIT */
/* The store on SQLite. Keeps statements prepared, the least recently used out first, and maps $n to SQLite's
 * own numbering. */
#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "store/sqlite_parts.h"
#include "text/escape.h"

enum {
    STATEMENT_BYTES_KEPT = 256 * 1024, /* of one */
    STATEMENTS_KEPT = 64, /* more than the lists, their ranges and children ask in a mix of requests */
    MAPPED_BYTES = 8 * 1024 * 1024,   /* mapped pages count as resident memory */
    JOURNAL_BYTES = 16 * 1024 * 1024, /* what is left of the WAL after a checkpoint */
    PLACEHOLDERS_MAX = 32766,         /* SQLite's own bound */
    WRITER_KIB = 128 * 1024,          /* a load inserts all over the indexes of a large database */
    STEPS = 2000,                     /* of SQLite's machine between two looks at the clock: some 20 µs */
};

struct statement {
    struct store *store;
    sqlite3_stmt *handle;
    int *places; /* SQLite's index of $1, $2 …; 0 where the statement has none of that number */
    size_t place_count;
    uint64_t used;
    bool lent;
    bool large;
};

struct store {
    sqlite3 *db;
    bool writes;
    uint64_t clock;
    bool limited;
    struct timespec until;
    struct statement *kept[STATEMENTS_KEPT];
};

bool sqlite_failed(sqlite3 *db, int code, struct err *err) {
    bool busy = (code & 0xFF) == SQLITE_BUSY || (code & 0xFF) == SQLITE_LOCKED;
    if ((code & 0xFF) == SQLITE_INTERRUPT)
        return err_set(err, ERR_DEADLINE, "database", "the query took longer than it may");
    return err_set(err, busy ? ERR_BUSY : ERR_ENVIRONMENT, "database", "%s",
        db ? sqlite3_errmsg(db) : sqlite3_errstr(code));
}

sqlite3 *sqlite_handle(struct store *store) {
    return store->db;
}

/* SQLite says neither that it needs the folder, for its log, nor what the system refused. */
static void explain(const struct store *store, const char *location, struct err *err) {
    const char *slash = strrchr(location, '/');
    size_t used = strlen(err->detail), length = slash ? (size_t)(slash - location) + 1 : 0;
    char folder[4096] = ".";
    snprintf(err->field, sizeof err->field, "%.*s", (int)sizeof err->field - 1, location);
    if (!*location || length >= sizeof folder)
        return;
    if (slash)
        snprintf(folder, sizeof folder, "%.*s", (int)length, location);
    if (store->writes && faccessat(AT_FDCWD, folder, W_OK | X_OK, AT_EACCESS) != 0)
        snprintf(err->detail + used, sizeof err->detail - used,
            ": user %u must be able to write in the folder %.256s: %s", (unsigned)geteuid(), folder,
            strerror(errno));
    else if (faccessat(AT_FDCWD, location, R_OK, AT_EACCESS) != 0)
        snprintf(err->detail + used, sizeof err->detail - used, ": %s", strerror(errno));
}

static bool execute(struct store *store, const char *sql, struct err *err) {
    int code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
    return code == SQLITE_OK || sqlite_failed(store->db, code, err);
}

/* The file itself was opened for reading. */
bool sqlite_run_temporary(struct store *store, const char *sql, struct err *err) {
    if (store->writes)
        return execute(store, sql, err);
    bool good = execute(store, "PRAGMA query_only = OFF", err) && execute(store, sql, err);
    struct err ignored;
    execute(store, "PRAGMA query_only = ON", &ignored);
    return good;
}

/* A database is made WAL once. SQLite does not wait when two processes do so at the same moment, so this
 * does. */
static bool use_wal(struct store *store, struct err *err) {
    for (int waited = 0;; waited += WAIT_MILLISECONDS) {
        if (execute(store, "PRAGMA journal_mode = WAL", err))
            return true;
        if (err->kind != ERR_BUSY || waited >= BUSY_MILLISECONDS)
            return false;
        sqlite3_sleep(WAIT_MILLISECONDS);
    }
}

static bool configure(struct store *store, enum store_access access, struct err *err) {
    char sql[512];
    sqlite3_extended_result_codes(store->db, 1);
    sqlite3_busy_timeout(store->db, BUSY_MILLISECONDS);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    snprintf(sql, sizeof sql,
        "PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON; PRAGMA case_sensitive_like = ON; "
        "PRAGMA mmap_size = %d; PRAGMA query_only = %s;",
        access == STORE_EXPORT || access == STORE_KEPT ? 0 : MAPPED_BYTES, store->writes ? "OFF" : "ON");
    if (!execute(store, sql, err) || (access == STORE_CREATE && !use_wal(store, err)))
        return false;
    if (!store->writes)
        return true;
    snprintf(sql, sizeof sql,
        "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = %d; PRAGMA cache_size = -%d;", JOURNAL_BYTES,
        WRITER_KIB);
    return execute(store, sql, err);
}

/* The sums of all memory that SQLite keeps are under one lock, for which its threads would take turns. */
void store_ready(void) {
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static bool is_beside(const char *location, const char *end) {
    AUTO_BUF path = {0};
    buf_printf(&path, "%s%s", location, end);
    return store_exists(path.bytes);
}

/* Whoever has a database in WAL mode open keeps two files beside it. Where there are none, SQLite would make
 * them, and so need a folder that can be written, unless it is told that nobody writes. */
static void put_kept(struct buf *out, const char *location) {
    bool alone = true;
    for (size_t i = 0; i < sizeof sqlite_ends / sizeof *sqlite_ends; i++)
        alone = alone && !is_beside(location, sqlite_ends[i]);
    buf_text(out, "file:");
    escape_uri(out, location, strlen(location));
    buf_text(out, alone ? "?immutable=1" : "");
}

static int open_handle(const char *location, enum store_access access, int flags, sqlite3 **db) {
    if (access != STORE_KEPT)
        return sqlite3_open_v2(location, db, flags, NULL);
    AUTO_BUF address = {0};
    put_kept(&address, location);
    return sqlite3_open_v2(address.bytes, db, flags, NULL);
}

bool store_open(const char *location, enum store_access access, struct store **store, struct err *err) {
    static const int flags[] = {
        [STORE_READ] = SQLITE_OPEN_READONLY,
        [STORE_EXPORT] = SQLITE_OPEN_READONLY,
        [STORE_KEPT] = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI,
        [STORE_WRITE] = SQLITE_OPEN_READWRITE,
        [STORE_CREATE] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
    };
    *store = memory_zeroed(1, sizeof **store);
    (*store)->writes = access == STORE_WRITE || access == STORE_CREATE;
    int code = open_handle(location, access, flags[access] | SQLITE_OPEN_NOMUTEX, &(*store)->db);
    bool good = code == SQLITE_OK ? configure(*store, access, err) : sqlite_failed((*store)->db, code, err);
    if (!good) {
        explain(*store, location, err);
        store_close(*store);
        *store = NULL;
    }
    return good;
}

/* An empty name is a file in the temporary folder that nobody else sees. */
bool store_open_scratch(struct store **store, struct err *err) {
    return store_open("", STORE_CREATE, store, err);
}

bool store_exists(const char *location) {
    return access(location, F_OK) == 0;
}

static void discard(struct statement *statement) {
    sqlite3_finalize(statement->handle);
    free(statement->places);
    free(statement);
}

void store_close(struct store *store) {
    if (!store)
        return;
    for (size_t i = 0; i < STATEMENTS_KEPT; i++)
        if (store->kept[i])
            discard(store->kept[i]);
    sqlite3_close(store->db);
    free(store);
}

bool store_begin(struct store *store, struct err *err) {
    return store_run(store, store->writes ? "BEGIN IMMEDIATE" : "BEGIN", NULL, 0, err);
}

bool store_commit(struct store *store, struct err *err) {
    return store_run(store, "COMMIT", NULL, 0, err);
}

void store_rollback(struct store *store) {
    struct err ignored;
    if (!sqlite3_get_autocommit(store->db))
        store_run(store, "ROLLBACK", NULL, 0, &ignored);
}

/* ---- deadlines ---- */

static int is_late(void *context) {
    const struct store *store = context;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    return now.tv_sec > store->until.tv_sec ||
           (now.tv_sec == store->until.tv_sec && now.tv_nsec > store->until.tv_nsec);
}

void store_limit(struct store *store, int milliseconds) {
    bool limited = milliseconds > 0;
    clock_gettime(CLOCK_MONOTONIC_COARSE, &store->until);
    store->until.tv_nsec += milliseconds % 1000 * 1000000L;
    store->until.tv_sec += milliseconds / 1000 + store->until.tv_nsec / 1000000000L;
    store->until.tv_nsec %= 1000000000L;
    if (limited != store->limited)
        sqlite3_progress_handler(store->db, limited ? STEPS : 0, limited ? is_late : NULL, store);
    store->limited = limited;
}

bool store_script(struct store *store, const char *sql, size_t length, struct err *err) {
    char *text = memory_zeroed(length + 1, 1);
    memcpy(text, sql, length);
    bool good = execute(store, text, err);
    free(text);
    return good;
}

/* $1 … $32766 */
static bool numbered(const char *name) {
    size_t digits = name && name[0] == '$' ? strspn(name + 1, "0123456789") : 0;
    if (digits == 0 || digits > 5 || name[1 + digits] || name[1] == '0')
        return false;
    return strtoul(name + 1, NULL, 10) <= PLACEHOLDERS_MAX;
}

static bool compile(struct store *store, const char *sql, sqlite3_stmt **handle, struct err *err) {
    const char *rest = "";
    int code = sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, handle, &rest);
    if (code != SQLITE_OK)
        return sqlite_failed(store->db, code, err);
    bool one = *handle && rest[strspn(rest, " \n")] == '\0';
    for (int i = 1; one && i <= sqlite3_bind_parameter_count(*handle); i++)
        one = numbered(sqlite3_bind_parameter_name(*handle, i));
    if (one)
        return true;
    sqlite3_finalize(*handle);
    return err_set(err, ERR_ENVIRONMENT, "database", "not one statement with $n placeholders: %.300s", sql);
}

/* SQLite numbers $2 by where it stands first, not by its name. */
static void map_places(struct statement *statement) {
    int count = sqlite3_bind_parameter_count(statement->handle);
    for (int index = 1; index <= count; index++) {
        size_t number = strtoul(sqlite3_bind_parameter_name(statement->handle, index) + 1, NULL, 10);
        if (number > statement->place_count) {
            statement->places = memory_resized(statement->places, number * sizeof *statement->places);
            for (size_t i = statement->place_count; i < number; i++)
                statement->places[i] = 0;
            statement->place_count = number;
        }
        statement->places[number - 1] = index; /* NOLINT: `number` is at least 1, as `numbered` saw to */
    }
}

/* The kept statement of this text that nobody holds, else the place to put a new one. */
static struct statement **place(struct store *store, const char *sql) {
    struct statement **oldest = NULL;
    for (size_t i = 0; i < STATEMENTS_KEPT; i++) {
        struct statement **slot = &store->kept[i];
        if (*slot && (*slot)->lent)
            continue;
        if (*slot && strcmp(sqlite3_sql((*slot)->handle), sql) == 0)
            return slot;
        if (!oldest || (*oldest && (!*slot || (*slot)->used < (*oldest)->used)))
            oldest = slot;
    }
    return oldest;
}

bool store_prepare(struct store *store, const char *sql, struct statement **statement, struct err *err) {
    struct statement **slot = place(store, sql), *found = slot ? *slot : NULL;
    *statement = NULL;
    if (!slot)
        return err_set(err, ERR_ENVIRONMENT, "database", "more than %d statements at once", STATEMENTS_KEPT);
    if (!found || strcmp(sqlite3_sql(found->handle), sql) != 0) {
        sqlite3_stmt *handle = NULL;
        if (!compile(store, sql, &handle, err))
            return false;
        if (found)
            discard(found);
        *slot = found = memory_zeroed(1, sizeof *found);
        *found = (struct statement){.store = store, .handle = handle};
        found->large = sqlite3_stmt_status(handle, SQLITE_STMTSTATUS_MEMUSED, 0) > STATEMENT_BYTES_KEPT;
        map_places(found);
    }
    found->lent = true;
    found->used = ++store->clock;
    *statement = found;
    return true;
}

/* Few ask for as much again, and many would fill the memory. */
static void drop(struct statement *statement) {
    struct store *store = statement->store;
    for (size_t i = 0; i < STATEMENTS_KEPT; i++)
        if (store->kept[i] == statement)
            store->kept[i] = NULL;
    discard(statement);
}

void statement_release(struct statement **statement) {
    if (!*statement)
        return;
    struct statement *released = *statement;
    sqlite3_reset(released->handle);
    sqlite3_clear_bindings(released->handle);
    released->lent = false;
    *statement = NULL;
    if (released->large)
        drop(released);
}

static int bind_one(sqlite3_stmt *handle, int index, const struct value *value) {
    switch (value->type) {
    case VALUE_NULL:
        return sqlite3_bind_null(handle, index);
    case VALUE_INTEGER:
        return sqlite3_bind_int64(handle, index, value->integer);
    case VALUE_REAL:
        return sqlite3_bind_double(handle, index, value->real);
    case VALUE_TEXT:
        return sqlite3_bind_text64(handle, index, value->text, value->length, SQLITE_STATIC, SQLITE_UTF8);
    }
    return SQLITE_MISUSE;
}

bool statement_bind(struct statement *statement, const struct value *values, size_t count, struct err *err) {
    sqlite3_reset(statement->handle); /* NOLINT: store_prepare sets it where it returns true */
    if (count < statement->place_count)
        return err_set(err, ERR_ENVIRONMENT, "database", "%zu values for a statement with $%zu", count,
            statement->place_count);
    for (size_t i = 0; i < count; i++) {
        int index = i < statement->place_count ? statement->places[i] : 0;
        int code = index ? bind_one(statement->handle, index, &values[i]) : SQLITE_RANGE;
        if (code != SQLITE_OK)
            return sqlite_failed(NULL, code, err);
    }
    return true;
}

enum step statement_step(struct statement *statement, struct err *err) {
    int code = sqlite3_step(statement->handle); /* NOLINT: as in statement_bind */
    if (code == SQLITE_ROW)
        return STEP_ROW;
    if (code == SQLITE_DONE)
        return STEP_DONE;
    sqlite_failed(statement->store->db, code, err);
    return STEP_FAILED;
}

int statement_columns(struct statement *statement) {
    return sqlite3_column_count(statement->handle);
}

/* The column is looked up once for type, bytes and length. What that gives is for one thread alone, as the
 * connection is. */
struct value statement_value(struct statement *statement, int column) {
    sqlite3_value *value = sqlite3_column_value(statement->handle, column); /* NOLINT: as in statement_bind */
    switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER:
        return value_integer(sqlite3_value_int64(value));
    case SQLITE_FLOAT:
        return value_real(sqlite3_value_double(value));
    case SQLITE_NULL:
        return value_null();
    default: {
        const char *text = (const char *)sqlite3_value_text(value);
        return value_bytes(text, (size_t)sqlite3_value_bytes(value));
    }
    }
}

bool store_run(
    struct store *store, const char *sql, const struct value *values, size_t count, struct err *err) {
    AUTO_STATEMENT *statement = NULL;
    if (!store_prepare(store, sql, &statement, err) || !statement_bind(statement, values, count, err))
        return false;
    enum step step;
    while ((step = statement_step(statement, err)) == STEP_ROW)
        continue;
    return step == STEP_DONE;
}

bool store_integer(struct store *store, const char *sql, const struct value *values, size_t count,
    int64_t absent, int64_t *out, struct err *err) {
    AUTO_STATEMENT *statement = NULL;
    if (!store_prepare(store, sql, &statement, err) || !statement_bind(statement, values, count, err))
        return false;
    enum step step = statement_step(statement, err);
    struct value value = step == STEP_ROW ? statement_value(statement, 0) : value_null();
    *out = value.type == VALUE_INTEGER ? value.integer : absent;
    return step != STEP_FAILED;
}

bool store_change_mark(struct store *store, int64_t *mark, struct err *err) {
    int moved = 0;
    sqlite3_file_control(store->db, NULL, SQLITE_FCNTL_HAS_MOVED, &moved);
    if (moved)
        return err_set(
            err, ERR_ENVIRONMENT, "database", "its file was moved, replaced or deleted; start again");
    return store_integer(store, "PRAGMA data_version", NULL, 0, 0, mark, err);
}
