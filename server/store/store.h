/* SPDX-License-Identifier: MIT */
/* The database behind factd, and all that the rest may know of it: SQL in the portable subset that
 * docs/ARCHITECTURE.md describes, with $1 $2 … for values. A store and its statements belong to one thread at
 * a time. Errors: ERR_BUSY where another writer or the disk's locks were waited for in vain, ERR_DEADLINE
 * where store_limit stopped it, ERR_ENVIRONMENT else. */
#ifndef FACTD_STORE_STORE_H
#define FACTD_STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/value.h"
#include "text/tokens.h"

struct store;
struct statement;

enum store_access {
    STORE_READ,   /* must exist; nothing can be written through it */
    STORE_EXPORT, /* STORE_READ for much that is read once: nothing of the file is mapped into memory */
    STORE_KEPT,  /* STORE_EXPORT of a file that may be kept where nothing can be written: makes none beside it
                  */
    STORE_WRITE, /* must exist */
    STORE_CREATE, /* made where it is missing */
};

/* Once, before any thread and any store. */
void store_ready(void);

bool store_open(const char *location, enum store_access access, struct store **store, struct err *err);

/* An empty database of this engine that is gone when it is closed. */
bool store_open_scratch(struct store **store, struct err *err);

/* False only where store_open with STORE_CREATE would make the database. */
bool store_exists(const char *location);

void store_close(struct store *store);

/* A read sees one state of the database until it ends; a write keeps other writers out. */
bool store_begin(struct store *store, struct err *err);
bool store_commit(struct store *store, struct err *err);
void store_rollback(struct store *store); /* also ends a read; harmless outside a transaction */

/* From now on statements may take so long altogether; 0: as long as they will. */
void store_limit(struct store *store, int milliseconds);

/* Statements without values, separated by semicolons. */
bool store_script(struct store *store, const char *sql, size_t length, struct err *err);

/* Kept prepared by the store: give it back with statement_release, before the store closes. */
bool store_prepare(struct store *store, const char *sql, struct statement **statement, struct err *err);
void statement_release(struct statement **statement);
#define AUTO_STATEMENT __attribute__((cleanup(statement_release))) struct statement

/* Binds values to $1 … $count, borrowed until the release. */
bool statement_bind(struct statement *statement, const struct value *values, size_t count, struct err *err);

enum step { STEP_ROW, STEP_DONE, STEP_FAILED };

enum step statement_step(struct statement *statement, struct err *err);

/* Of each row. */
int statement_columns(struct statement *statement);

/* Of the current row; a text is borrowed until the next step or the release. */
struct value statement_value(struct statement *statement, int column);

/* Prepares, binds, steps to the end and drops what comes back. */
bool store_run(
    struct store *store, const char *sql, const struct value *values, size_t count, struct err *err);

/* The first column of the first row as an integer; `absent` where there is no row or it is null. */
bool store_integer(struct store *store, const char *sql, const struct value *values, size_t count,
    int64_t absent, int64_t *out, struct err *err);

/* A number that differs once anybody else has committed a change. Costs one look at a file, so not for
 * requests. */
bool store_change_mark(struct store *store, int64_t *mark, struct err *err);

/* After a commit: where readers have let the log of what was written grow large, waits some seconds for them,
 * so that writing does not outrun the longest reader by far. */
void store_keep_short(struct store *store);

/* At the end of writing: folds what was committed back into the main file, as far as readers allow. */
void store_tidy(struct store *store);

/* ---- copies ---- */

/* Called now and then while a copy is made, with bytes. */
typedef void copy_progress(int64_t done, int64_t all);

/* Puts all that is in `from` in the place of all that is in `to`, as one transaction, which others may read
 * and wait to write beside. `from` has an open read transaction, or nobody else has it open. `tell` may be
 * NULL. Fails where store_copy_fits says no. */
bool store_copy(struct store *from, struct store *to, copy_progress *tell, struct err *err);

/* Into the empty file at `path`, which nobody else knows of; it becomes a database that is this one file. */
bool store_copy_file(struct store *from, const char *path, copy_progress *tell, struct err *err);

/* Whether store_copy can put the one in the place of the other; ERR_INPUT: not. */
bool store_copy_fits(struct store *from, struct store *to, struct err *err);

/* ERR_INPUT where no database of this engine is at `path`: nothing, a folder, an empty file, a text. */
bool store_copy_source(const char *path, struct err *err);

/* How many tables have that name; NULL: how many there are. */
bool store_tables(struct store *store, const char *name, int64_t *count, struct err *err);

/* Deletes a file that store_copy_file was given, whatever has become of it. */
void store_copy_discard(const char *path);

/* True where the file at `path`, or a name that belongs to it, is taken; then it is written to `taken`. */
bool store_name_taken(const char *path, struct buf *taken);

/* True where `path` is the database at `location`, or a name that belongs to it, whether it is there or not.
 */
bool store_name_belongs(const char *path, const char *location);

/* ---- search ----
 * What can be found stands in a table with the column `number`, and its token strings by that number in the
 * table of the same name with _tokens behind it. Over those is the engine's index, which these keep. */

bool store_index_add(
    struct store *store, const char *table, int64_t number, const char *tokens, struct err *err);

/* `tokens` are those that were added. */
bool store_index_drop(
    struct store *store, const char *table, int64_t number, const char *tokens, struct err *err);

/* Appends a query of the numbers whose token strings match the placeholder that the caller puts behind it,
 * inside parentheses; it is bound to what store_match_term or store_match_all gives. */
void store_put_matching(struct buf *sql, const char *table);

const char *store_match_term(const struct term *term, struct arena *arena);

/* All terms; NULL where there are none. */
const char *store_match_all(const struct match *match, struct arena *arena);

/* Calls `say` for each number whose token string the index does not hold as it is. Needs an open read
 * transaction, which then sees index and strings of one state. */
bool store_index_faults(struct store *store, const char *table,
    void (*say)(void *context, int64_t number, const char *fault), void *context, struct err *err);

/* Calls `say` for each fault that the engine itself finds: pages, indexes, foreign keys. */
bool store_faults(
    struct store *store, void (*say)(void *context, const char *fault), void *context, struct err *err);

#endif
