/* SPDX-License-Identifier: MIT */
/* What the files of the store on SQLite share. */
#ifndef FACTD_STORE_SQLITE_PARTS_H
#define FACTD_STORE_SQLITE_PARTS_H

#include "store/store.h"

struct sqlite3;

enum {
    BUSY_MILLISECONDS = 5000, /* a load waits this long for another load */
    WAIT_MILLISECONDS = 10,   /* between two tries */
};

/* What the names of the files beside a database end with. */
static const char *const sqlite_ends[] = {"-wal", "-shm", "-journal"};

/* The store's own, until it closes. */
struct sqlite3 *sqlite_handle(struct store *store);

/* Always false, with what SQLite says of `code`; `db` may be NULL. */
bool sqlite_failed(struct sqlite3 *db, int code, struct err *err);

/* Runs what makes something that only this connection has, also where it may write nothing else. */
bool sqlite_run_temporary(struct store *store, const char *sql, struct err *err);

#endif
