/* SPDX-License-Identifier: MIT */
/* Which state of the facts an answer shows, and the thread that notices a new one. */
#ifndef FACTD_RESOURCES_DATASET_H
#define FACTD_RESOURCES_DATASET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "http/http.h"
#include "store/store.h"
#include "text/digest.h"

struct dataset {
    int64_t revision;
    int64_t changed; /* the revision's time in seconds since 1970, 0 while nothing is loaded */
    char digest[DIGEST_TEXT_SIZE];
    char modified[40]; /* the same as an HTTP date (RFC 9110, section 5.6.7), or "" */
};

/* Of the open read transaction, or of now. `dataset` is zeroed, or holds what was read last: where that still
 * holds, little is done. */
bool dataset_read(struct store *store, struct dataset *dataset, struct err *err);

/* The entity tag of what is asked by `canonical`, in one media type, from this state. */
void dataset_tag(
    const struct dataset *dataset, const char *canonical, const char *type, char tag[static TAG_SIZE]);

bool dataset_same(const struct dataset *one, const struct dataset *other);

struct watcher;

/* Looks at the database every 50 ms, from a thread of its own. Fails where the schema is not this program's.
 */
bool watcher_start(const char *location, struct watcher **watcher, struct err *err);
void watcher_stop(struct watcher *watcher);

/* Calls it, from the watcher's thread, each time that another state is to be seen, after it can be. */
void watcher_tell(struct watcher *watcher, void (*changed)(void *context), void *context);

/* Has it look at once, since the caller has seen another state. Any thread. */
void watcher_look(struct watcher *watcher);

/* The newest state seen. Any thread; waits neither for the database nor for a lock. */
void watcher_latest(struct watcher *watcher, struct dataset *dataset);

/* False, with the reason, while the database cannot be read. */
bool watcher_ready(struct watcher *watcher, struct err *err);

#endif
