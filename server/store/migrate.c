/* SPDX-License-Identifier: MIT */
/* Migrations are the assets named migrations/NNNN_….sql; the table `migration` remembers each with the
 * SHA-256 of its text. */
#include "store/migrate.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "text/digest.h"

static const char prefix[] = "migrations/";

static bool is_migration(const struct asset *file) {
    return strncmp(file->path, prefix, strlen(prefix)) == 0;
}

static int64_t number_of(const struct asset *file) {
    return strtol(file->path + strlen(prefix), NULL, 10);
}

/* Whoever mistypes a name gets no tables of ours into another program's database. */
static bool not_foreign(struct store *store, struct err *err) {
    int64_t all, ours;
    if (!store_tables(store, NULL, &all, err) || !store_tables(store, "migration", &ours, err))
        return false;
    return !all || ours ||
           err_set(err, ERR_ENVIRONMENT, "database",
               "it is another program's, and stays as it is; give another --database");
}

static bool ensure_table(struct store *store, struct err *err) {
    return store_run(store,
        "CREATE TABLE IF NOT EXISTS migration (number INTEGER NOT NULL PRIMARY KEY, checksum TEXT NOT NULL, "
        "applied_at TEXT NOT NULL)",
        NULL, 0, err);
}

static bool newest(struct store *store, int64_t *number, struct err *err) {
    return store_integer(store, "SELECT MAX(number) FROM migration", NULL, 0, 0, number, err);
}

/* `applied`: the database has had this very file. ERR_ENVIRONMENT where it has had another of that number. */
static bool compare(struct store *store, const struct asset *file, bool *applied, struct err *err) {
    struct value number = value_integer(number_of(file));
    AUTO_STATEMENT *statement = NULL;
    if (!store_prepare(store, "SELECT checksum FROM migration WHERE number = $1", &statement, err) ||
        !statement_bind(statement, &number, 1, err))
        return false;
    enum step step = statement_step(statement, err);
    if (step == STEP_FAILED)
        return false;
    *applied = step == STEP_ROW;
    char checksum[DIGEST_TEXT_SIZE];
    digest_bytes(file->bytes, file->length, checksum);
    if (*applied && strcmp(statement_value(statement, 0).text, checksum) != 0)
        return err_set(err, ERR_ENVIRONMENT, "database",
            "%s reads differently from the migration of that number that made this database; "
            "use the program that made it, or load the documents into a new database",
            file->path);
    return true;
}

static bool remember(struct store *store, const struct asset *file, struct err *err) {
    char checksum[DIGEST_TEXT_SIZE], now[32];
    time_t seconds = time(NULL);
    struct tm utc;
    strftime(now, sizeof now, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&seconds, &utc));
    digest_bytes(file->bytes, file->length, checksum);
    struct value values[] = {value_integer(number_of(file)), value_text(checksum), value_text(now)};
    return store_run(
        store, "INSERT INTO migration (number, checksum, applied_at) VALUES ($1, $2, $3)", values, 3, err);
}

/* Once more inside the transaction: another process may have been first. */
static bool apply_in_tx(struct store *store, const struct asset *file, int *applied, struct err *err) {
    bool had;
    if (!compare(store, file, &had, err))
        return false;
    if (had)
        return true;
    (*applied)++;
    return store_script(store, file->bytes, file->length, err) && remember(store, file, err);
}

static bool apply(struct store *store, const struct asset *file, int *applied, struct err *err) {
    if (!store_begin(store, err))
        return false;
    if (apply_in_tx(store, file, applied, err) && store_commit(store, err))
        return true;
    store_rollback(store);
    return false;
}

static bool not_newer(struct store *store, const struct asset *files, struct err *err) {
    int64_t last = 0, stored;
    for (const struct asset *file = files; file->path; file++)
        if (is_migration(file))
            last = number_of(file);
    if (!newest(store, &stored, err))
        return false;
    return stored <= last ||
           err_set(err, ERR_ENVIRONMENT, "database",
               "it is newer than this program: it has migration %lld, the program knows %lld; "
               "use the newer program",
               (long long)stored, (long long)last);
}

bool migrate(struct store *store, const struct asset *files, int *applied, struct err *err) {
    *applied = 0;
    if (!not_foreign(store, err) || !ensure_table(store, err) || !not_newer(store, files, err))
        return false;
    for (const struct asset *file = files; file->path; file++)
        if (is_migration(file) && !apply(store, file, applied, err))
            return false;
    return true;
}

bool migrate_pending(
    struct store *store, const struct asset *files, const struct asset **pending, struct err *err) {
    *pending = NULL;
    if (!not_foreign(store, err) || !not_newer(store, files, err))
        return false;
    for (const struct asset *file = files; file->path; file++) {
        bool applied;
        if (!is_migration(file))
            continue;
        if (!compare(store, file, &applied, err))
            return false;
        if (!applied && !*pending)
            *pending = file;
    }
    return true;
}

bool migrate_check(struct store *store, const struct asset *files, struct err *err) {
    const struct asset *pending;
    if (!migrate_pending(store, files, &pending, err))
        return false;
    return !pending || err_set(err, ERR_ENVIRONMENT, "database",
                           "%s has not been applied; run `factd migrate`", pending->path);
}
