/* SPDX-License-Identifier: MIT */
/* Two hash tables over the same entries, whose chains are walked without a lock. Whoever changes them holds
 * it, and what is unlinked is freed once no reader can see it (http/readers). A new state of the facts gets
 * new tables. */
#include "http/cache.h"

#include <malloc.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/memory.h"
#include "base/siphash.h"
#include "http/readers.h"
#include "http/recency.h"

enum {
    SPELLINGS = 8,               /* of one answer; a newer one takes the oldest one's place */
    BYTES_PER_BUCKET = 4 * 1024, /* about an answer's size, so that chains stay short */
    BUCKETS_LEAST = 64,
    TRIM_LEAST = 4 * 1024 * 1024,
    TRIM_SHARE = 4,                   /* of the limit, that may lie about unused */
    SHARE = 4,                        /* an answer is kept where this many of its size would be */
    RESPONSE_BYTES = 4 * 1024,        /* what the library takes for a 200 and a 304 with their headers */
    RENEWAL_PAUSE_NANOSECONDS = 50000 /* a look takes less than a microsecond unless its thread is stopped */
};

struct link {
    struct link *_Atomic next;
    uint64_t hash;
};

enum { TARGET, ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, TEXTS };

struct key {
    uint64_t hash;
    const char *texts[TEXTS];
    size_t lengths[TEXTS];
};

struct spelt {
    struct link link; /* first, so that a link is what it links */
    struct entry *entry;
    struct kept kept;
    struct spelt *retired;
    size_t lengths[TEXTS];
    char texts[];
};

struct entry {
    struct link link; /* first */
    struct use use;
    struct answer *answer;
    size_t bytes, answer_bytes;
    struct MHD_Response *responses[CODINGS], *unchanged[CODINGS]; /* made for the first spelling */
    struct spelt *spelt[SPELLINGS];
    size_t spelt_count; /* ever */
    struct entry *retired;
};

struct table {
    size_t mask;
    struct recency recency;
    size_t bytes;
    struct link *_Atomic *by_spelling;
    struct link *_Atomic by_tag[]; /* as many */
};

struct cache {
    size_t limit;
    struct envelope envelope;
    struct siphash_secret secrets[TEXTS];
    struct readers *readers;
    atomic_uint_fast64_t generation;
    struct table *_Atomic table;
    atomic_size_t left;   /* bytes that answers have left since the last trim */
    atomic_size_t there;  /* bytes of answers, kept or not */
    atomic_size_t kept;   /* bytes of those in the table */
    pthread_mutex_t lock; /* of all that follows, and of changes to the table */
    struct entry *retired_entries;
    struct spelt *retired_spelt;
    uint64_t evictions;
};

static size_t spelt_size(const size_t lengths[static TEXTS]) {
    size_t size = sizeof(struct spelt);
    for (size_t i = 0; i < TEXTS; i++)
        size += lengths[i];
    return size;
}

/* ---- chains ---- */

static struct link *_Atomic *tag_chain(struct table *table, uint64_t hash) {
    return &table->by_tag[hash & table->mask];
}

static struct link *_Atomic *spelling_chain(struct table *table, uint64_t hash) {
    return &table->by_spelling[hash & table->mask];
}

static void link_in(struct link *_Atomic *chain, struct link *link) {
    atomic_store(&link->next, atomic_load(chain));
    atomic_store(chain, link);
}

static void link_out(struct link *_Atomic *chain, struct link *link) {
    while (atomic_load(chain) != link)
        chain = &atomic_load(chain)->next;
    atomic_store(chain, atomic_load(&link->next));
}

static uint64_t tag_hash(const struct cache *cache, const char *tag) {
    return siphash(&cache->secrets[TARGET], tag, strlen(tag));
}

static struct entry *find_tag(const struct cache *cache, struct table *table, const char *tag) {
    uint64_t hash = tag_hash(cache, tag);
    struct link *link = atomic_load(tag_chain(table, hash));
    while (link && (link->hash != hash || strcmp(((struct entry *)link)->answer->head.tag, tag) != 0))
        link = atomic_load(&link->next);
    return (struct entry *)link;
}

/* Each place has a secret of its own, so no text passes for one in another place, nor two for each other. */
static struct key key_of(const struct cache *cache, const struct spelling *spelling) {
    struct key key = {.texts = {spelling->target, spelling->accept ? spelling->accept : "",
                          spelling->accept_encoding ? spelling->accept_encoding : "",
                          spelling->accept_language ? spelling->accept_language : ""}};
    for (size_t i = 0; i < TEXTS; i++) {
        key.lengths[i] = strlen(key.texts[i]);
        if (key.lengths[i])
            key.hash ^= siphash(&cache->secrets[i], key.texts[i], key.lengths[i]);
    }
    return key;
}

static bool is_spelt(const struct spelt *spelt, const struct key *key) {
    const char *text = spelt->texts;
    for (size_t i = 0; i < TEXTS; text += key->lengths[i++])
        if (spelt->lengths[i] != key->lengths[i] || memcmp(text, key->texts[i], key->lengths[i]) != 0)
            return false;
    return true;
}

static struct spelt *find_spelt(struct table *table, const struct key *key) {
    struct link *link = atomic_load(spelling_chain(table, key->hash));
    while (link && (link->hash != key->hash || !is_spelt((struct spelt *)link, key)))
        link = atomic_load(&link->next);
    return (struct spelt *)link;
}

/* ---- life ---- */

static struct table *table_new(size_t limit) {
    size_t buckets = BUCKETS_LEAST;
    while (buckets < limit / BYTES_PER_BUCKET)
        buckets *= 2;
    struct table *table = memory_zeroed(1, sizeof *table + 2 * buckets * sizeof *table->by_tag);
    table->mask = buckets - 1;
    table->by_spelling = table->by_tag + buckets;
    return table;
}

static void entry_free(struct entry *entry) {
    for (enum coding coding = CODING_IDENTITY; coding < CODINGS; coding++) {
        if (entry->responses[coding])
            MHD_destroy_response(entry->responses[coding]);
        if (entry->unchanged[coding])
            MHD_destroy_response(entry->unchanged[coding]);
    }
    for (size_t i = 0; i < SPELLINGS; i++)
        free(entry->spelt[i]);
    answer_release(entry->answer);
    free(entry);
}

static void table_free(struct table *table) {
    for (size_t i = 0; i < table->recency.count; i++)
        entry_free(USE_OF(table->recency.heap[i], struct entry, use));
    recency_close(&table->recency);
    free(table);
}

struct cache *cache_new(size_t bytes, const char *cache_control) {
    struct cache *cache = memory_zeroed(1, sizeof *cache);
    cache->limit = bytes;
    cache->envelope = (struct envelope){.cache_control = cache_control, .timing = reply_timing_hit};
    for (size_t i = 0; i < TEXTS; i++)
        cache->secrets[i] = siphash_secret();
    cache->readers = readers_new();
    atomic_init(&cache->table, table_new(bytes));
    pthread_mutex_init(&cache->lock, NULL);
    return cache;
}

static void free_retired(struct entry *entry, struct spelt *spelt) {
    while (entry) {
        struct entry *next = entry->retired;
        entry_free(entry);
        entry = next;
    }
    while (spelt) {
        struct spelt *next = spelt->retired;
        free(spelt);
        spelt = next;
    }
}

void cache_free(struct cache *cache) {
    free_retired(cache->retired_entries, cache->retired_spelt);
    table_free(atomic_load(&cache->table));
    readers_free(cache->readers);
    pthread_mutex_destroy(&cache->lock);
    free(cache);
}

/* Ends a change. What was unlinked, now or earlier, is freed where nobody looks at this moment. */
static void unlock(struct cache *cache) {
    struct entry *entries = NULL;
    struct spelt *spelt = NULL;
    if (readers_quiet(cache->readers)) {
        entries = cache->retired_entries;
        spelt = cache->retired_spelt;
        cache->retired_entries = NULL;
        cache->retired_spelt = NULL;
    }
    pthread_mutex_unlock(&cache->lock);
    free_retired(entries, spelt);
}

/* ---- states ---- */

uint64_t cache_generation(const struct cache *cache) {
    return atomic_load(&cache->generation);
}

void cache_renew(struct cache *cache) {
    struct timespec pause = {.tv_nsec = RENEWAL_PAUSE_NANOSECONDS};
    struct table *fresh = table_new(cache->limit);
    pthread_mutex_lock(&cache->lock);
    atomic_fetch_add(&cache->generation, 1);
    struct table *old = atomic_exchange(&cache->table, fresh);
    atomic_store_explicit(&cache->kept, 0, memory_order_relaxed);
    unlock(cache);
    while (!readers_quiet(cache->readers))
        nanosleep(&pause, NULL);
    atomic_fetch_add_explicit(&cache->left, old->bytes, memory_order_relaxed);
    table_free(old);
}

void cache_trim(struct cache *cache) {
    size_t left = atomic_load(&cache->left);
    if (left < TRIM_LEAST || left < cache->limit / TRIM_SHARE)
        return;
    atomic_store(&cache->left, 0);
    malloc_trim(0);
}

/* ---- keeping ---- */

static void unlink_spelt(struct table *table, struct spelt *spelt) {
    link_out(spelling_chain(table, spelt->link.hash), &spelt->link);
}

static void evict(struct cache *cache, struct table *table, struct entry *entry) {
    recency_remove(&table->recency, &entry->use);
    link_out(tag_chain(table, entry->link.hash), &entry->link);
    for (size_t i = 0; i < SPELLINGS; i++)
        if (entry->spelt[i])
            unlink_spelt(table, entry->spelt[i]);
    table->bytes -= entry->bytes;
    atomic_fetch_sub_explicit(&cache->kept, entry->answer_bytes, memory_order_relaxed);
    atomic_fetch_add_explicit(&cache->left, entry->bytes, memory_order_relaxed);
    entry->retired = cache->retired_entries;
    cache->retired_entries = entry;
}

static void weigh(struct cache *cache, struct table *table, struct entry *entry) {
    size_t answer_bytes = answer_size(entry->answer), bytes = sizeof *entry + answer_bytes;
    for (enum coding coding = CODING_IDENTITY; coding < CODINGS; coding++)
        bytes += entry->responses[coding] ? RESPONSE_BYTES + entry->answer->texts_length : 0;
    for (size_t i = 0; i < SPELLINGS; i++)
        if (entry->spelt[i])
            bytes += spelt_size(entry->spelt[i]->lengths);
    table->bytes += bytes - entry->bytes;
    entry->bytes = bytes;
    atomic_fetch_add_explicit(&cache->kept, answer_bytes - entry->answer_bytes, memory_order_relaxed);
    entry->answer_bytes = answer_bytes;
    for (; table->bytes > cache->limit; cache->evictions++)
        evict(cache, table, USE_OF(recency_oldest(&table->recency), struct entry, use));
}

static struct entry *add(struct cache *cache, struct table *table, struct answer *answer, int64_t now) {
    struct entry *entry = memory_zeroed(1, sizeof *entry);
    entry->answer = answer_hold(answer);
    atomic_init(&entry->use.last, now);
    entry->link.hash = tag_hash(cache, answer->head.tag);
    link_in(tag_chain(table, entry->link.hash), &entry->link);
    recency_add(&table->recency, &entry->use);
    return entry;
}

void cache_keep(struct cache *cache, struct answer *answer, uint64_t generation, int64_t now) {
    if (!cache->limit)
        return;
    pthread_mutex_lock(&cache->lock);
    if (generation == atomic_load(&cache->generation)) {
        struct table *table = atomic_load(&cache->table);
        struct entry *entry = find_tag(cache, table, answer->head.tag);
        if (!entry && answer_size(answer) <= cache->limit / SHARE)
            entry = add(cache, table, answer, now);
        if (entry) /* whatever it has grown to */
            weigh(cache, table, entry);
    }
    unlock(cache);
}

struct cache_figures cache_figures(struct cache *cache) {
    pthread_mutex_lock(&cache->lock);
    const struct table *table = atomic_load(&cache->table);
    struct cache_figures figures = {table->recency.count, table->bytes, cache->limit, cache->evictions};
    pthread_mutex_unlock(&cache->lock);
    return figures;
}

struct answer *cache_find(struct cache *cache, const char *tag, int64_t now) {
    if (!cache->limit)
        return NULL;
    readers_enter(cache->readers);
    struct entry *entry = find_tag(cache, atomic_load(&cache->table), tag);
    struct answer *answer = entry ? answer_hold(entry->answer) : NULL;
    if (entry)
        use_now(&entry->use, now);
    readers_leave(cache->readers);
    return answer;
}

atomic_size_t *cache_ledger(struct cache *cache) {
    return &cache->there;
}

/* The two change one after the other, so for a moment more may seem to be kept than is there. */
size_t cache_unkept(struct cache *cache) {
    size_t kept = atomic_load_explicit(&cache->kept, memory_order_relaxed);
    size_t there = atomic_load_explicit(&cache->there, memory_order_relaxed);
    return there > kept ? there - kept : 0;
}

/* ---- spellings ---- */

bool cache_enter(struct cache *cache, const struct spelling *spelling, int64_t now, struct kept *kept) {
    if (!cache->limit)
        return false;
    struct key key = key_of(cache, spelling);
    readers_enter(cache->readers);
    struct spelt *spelt = find_spelt(atomic_load(&cache->table), &key);
    if (!spelt) {
        readers_leave(cache->readers);
        return false;
    }
    use_now(&spelt->entry->use, now);
    *kept = spelt->kept;
    return true;
}

void cache_leave(struct cache *cache) {
    readers_leave(cache->readers);
}

static struct spelt *spelt_new(const struct key *key) {
    struct spelt *spelt = memory_zeroed(1, spelt_size(key->lengths));
    char *text = spelt->texts;
    spelt->link.hash = key->hash;
    for (size_t i = 0; i < TEXTS; text += key->lengths[i++]) {
        memcpy(text, key->texts[i], key->lengths[i]);
        spelt->lengths[i] = key->lengths[i];
    }
    return spelt;
}

/* What every request of this coding shares; false where the library has no memory left. */
static bool make_responses(const struct cache *cache, struct entry *entry, enum coding coding) {
    char tag[TAG_SIZE];
    answer_tag(entry->answer->head.tag, coding, tag);
    if (!entry->responses[coding])
        entry->responses[coding] = answer_response(entry->answer, coding, &cache->envelope);
    if (!entry->unchanged[coding])
        entry->unchanged[coding] = reply_unchanged(&entry->answer->head, tag, &cache->envelope);
    return entry->responses[coding] && entry->unchanged[coding];
}

static void attach(struct cache *cache, struct table *table, struct entry *entry, struct spelt *spelt) {
    struct spelt **place = &entry->spelt[entry->spelt_count++ % SPELLINGS];
    if (*place) {
        unlink_spelt(table, *place);
        (*place)->retired = cache->retired_spelt;
        cache->retired_spelt = *place;
    }
    *place = spelt;
    link_in(spelling_chain(table, spelt->link.hash), &spelt->link);
}

void cache_spell(struct cache *cache, const struct answer *answer, uint64_t generation,
    const struct spelling *spelling, const struct coding_wishes *wishes, enum coding coding) {
    if (!cache->limit || pthread_mutex_trylock(&cache->lock) != 0)
        return;
    struct table *table = atomic_load(&cache->table);
    struct entry *entry = find_tag(cache, table, answer->head.tag);
    struct key key = key_of(cache, spelling);
    bool current = generation == atomic_load(&cache->generation) && entry && entry->answer == answer;
    if (current && !find_spelt(table, &key) && make_responses(cache, entry, coding)) {
        struct spelt *spelt = spelt_new(&key);
        spelt->entry = entry;
        spelt->kept =
            (struct kept){entry->answer, *wishes, coding, entry->responses[coding], entry->unchanged[coding]};
        attach(cache, table, entry, spelt);
        weigh(cache, table, entry);
    }
    unlock(cache);
}
