/* SPDX-License-Identifier: MIT */
/* Brings a database to the schema that this program was built with. */
#ifndef FACTD_STORE_MIGRATE_H
#define FACTD_STORE_MIGRATE_H

#include "base/asset.h"
#include "store/store.h"

/* Applies the `migrations/` files among the assets that the database has not had, in their order, each in a
 * transaction of its own, and counts them in `applied`. ERR_ENVIRONMENT where the database is newer than the
 * program, or was made by a migration that reads differently here. */
bool migrate(struct store *store, const struct asset *files, int *applied, struct err *err);

/* The first that the database has not had; NULL: none. Fails as `migrate` does. Writes nothing. */
bool migrate_pending(
    struct store *store, const struct asset *files, const struct asset **pending, struct err *err);

/* True where nothing is left to apply; else false with ERR_ENVIRONMENT. Writes nothing. */
bool migrate_check(struct store *store, const struct asset *files, struct err *err);

#endif
