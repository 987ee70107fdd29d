/* SPDX-License-Identifier: MIT */
/* Answers that are kept, bounded in bytes, least recently used out first. They are found by their entity tag,
 * which names a query, a representation and a state of the facts; and without reading the request at all by
 * its spelling: the target and the headers that shape the answer, as they were sent. Whoever looks never
 * waits. */
#ifndef FACTD_HTTP_CACHE_H
#define FACTD_HTTP_CACHE_H

#include "http/answer.h"

struct cache;

/* Keeps up to so many bytes; 0 keeps nothing. `cache_control` is borrowed. The caller frees with cache_free,
 * when no other thread uses it. */
struct cache *cache_new(size_t bytes, const char *cache_control);
void cache_free(struct cache *cache);

/* The state of the facts, as a number that grows. Taken before a request is looked at, and given back with
 * what comes of it, so that nothing of an older state is kept for a newer one. */
uint64_t cache_generation(const struct cache *cache);

/* There is a new state: forgets everything. */
void cache_renew(struct cache *cache);

/* Gives memory that answers have left back to the system where it has become much, since what comes after
 * them may fit into none of it. Takes some milliseconds; now and then, from a thread that has the time. */
void cache_trim(struct cache *cache);

/* Keeps an answer, or weighs it again where it is kept. `now` is a time that grows. */
void cache_keep(struct cache *cache, struct answer *answer, uint64_t generation, int64_t now);

/* As it is now; takes the lock that changes take. */
struct cache_figures {
    size_t entries, bytes, limit;
    uint64_t evictions; /* entries that made room for others, ever */
};
struct cache_figures cache_figures(struct cache *cache);

/* Held for the caller; NULL where it is not kept. */
struct answer *cache_find(struct cache *cache, const char *tag, int64_t now);

/* Where the answers that may be kept here count their bytes. */
atomic_size_t *cache_ledger(struct cache *cache);

/* The bytes of those that are there without being kept: on their way to clients, mostly. */
size_t cache_unkept(struct cache *cache);

/* All of a request that an answer depends on. NULL headers are as empty ones. */
struct spelling {
    const char *target, *accept, *accept_encoding, *accept_language;
};

/* What is kept for a spelling, good until cache_leave. */
struct kept {
    struct answer *answer;
    struct coding_wishes wishes;
    enum coding coding;                        /* in which it is sent */
    struct MHD_Response *response, *unchanged; /* the 200 and the 304 */
};

/* From here to cache_leave the calling thread must not wait. False, and nothing to leave, where nothing is
 * kept for it. */
bool cache_enter(struct cache *cache, const struct spelling *spelling, int64_t now, struct kept *kept);
void cache_leave(struct cache *cache);

/* Lets a kept answer be found by this spelling. Does nothing where another thread is changing the cache. */
void cache_spell(struct cache *cache, const struct answer *answer, uint64_t generation,
    const struct spelling *spelling, const struct coding_wishes *wishes, enum coding coding);

#endif
