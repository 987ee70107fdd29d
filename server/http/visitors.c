/* SPDX-License-Identifier: MIT */
/* A table in shards, each with a lock and chains of its own, found by a keyed hash since strangers choose
 * addresses: who has a /32 of IPv6 has four thousand million blocks.
 *
 * An entry stays until its place is needed, so nothing looks for what is over. A newcomer to a full shard
 * gets the place of the one, among some, that lacks the fewest requests and has no connection: mostly one
 * that lacks none, of which there is nothing to know. Else that client's bucket is full again too early,
 * which costs less than to refuse a newcomer: an entry that lacks much is only pushed out by whoever has more
 * addresses than the table. Where all those have connections, the newcomer is let in and not counted: then
 * there are more clients than could be told apart, and the limits in all hold. The table has twice as many
 * entries as there may be connections, so that does not happen by chance. */
#include "http/visitors.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/siphash.h"

enum {
    SHARDS = 64,          /* a power of two; more than threads */
    SHARD_ENTRIES = 1024, /* a power of two: 65,536 in all, 2 MiB */
    LOOKS = 16,           /* at entries, for one to replace */
    CACHE_LINE = 64,
};

static const int64_t second = 1000000000;

/* A bucket is counted in parts of a request, as many as a second has nanoseconds: then one nanosecond adds
 * `rate` of them, and no division loses anything. */
struct visitor {
    uint64_t block;
    int64_t parts; /* in the bucket at `last` */
    int64_t last;
    uint32_t connections;
    uint32_t next; /* in its chain: an index and 1, or 0 */
};

struct shard {
    _Alignas(CACHE_LINE) pthread_mutex_t lock;
    struct visitor *entries;
    uint32_t *chains; /* as `next` */
    uint32_t used, hand;
    int64_t newest; /* the latest time seen */
};

struct visitors {
    struct shard shards[SHARDS];
    struct visitors_limits limits;
    struct siphash_secret secret;
    uint32_t size; /* entries, and chains, of a shard */
    int64_t full;  /* parts of a full bucket */
};

struct visitors *visitors_new(const struct visitors_limits *limits) {
    struct visitors *visitors = memory_aligned(CACHE_LINE, sizeof *visitors);
    visitors->limits = *limits;
    visitors->secret = siphash_secret();
    visitors->full = limits->burst * second;
    visitors->size = SHARD_ENTRIES;
    while ((size_t)visitors->size * SHARDS < 2 * limits->connections)
        visitors->size *= 2;
    for (size_t i = 0; i < SHARDS; i++) {
        struct shard *shard = &visitors->shards[i];
        pthread_mutex_init(&shard->lock, NULL);
        shard->entries = memory_zeroed(visitors->size, sizeof *shard->entries);
        shard->chains = memory_zeroed(visitors->size, sizeof *shard->chains);
    }
    return visitors;
}

void visitors_free(struct visitors *visitors) {
    for (size_t i = 0; i < SHARDS; i++) {
        pthread_mutex_destroy(&visitors->shards[i].lock);
        free(visitors->shards[i].entries);
        free(visitors->shards[i].chains);
    }
    free(visitors);
}

/* ---- finding ---- */

struct key {
    uint64_t block, hash;
};

static struct key key_of(const struct visitors *visitors, uint64_t block) {
    return (struct key){block, siphash(&visitors->secret, &block, sizeof block)};
}

static struct shard *lock(struct visitors *visitors, const struct key *key) {
    struct shard *shard = &visitors->shards[key->hash % SHARDS];
    pthread_mutex_lock(&shard->lock);
    return shard;
}

static uint32_t *chain(const struct visitors *visitors, const struct shard *shard, const struct key *key) {
    return &shard->chains[key->hash / SHARDS % visitors->size];
}

static struct visitor *find(
    const struct visitors *visitors, const struct shard *shard, const struct key *key) {
    for (uint32_t at = *chain(visitors, shard, key); at; at = shard->entries[at - 1].next)
        if (shard->entries[at - 1].block == key->block)
            return &shard->entries[at - 1];
    return NULL;
}

/* Threads read the clock before they come here, so a time may be a little older than the one before. */
static int64_t parts_at(const struct visitors *visitors, const struct visitor *visitor, int64_t now) {
    int64_t passed = now - visitor->last, lacks = visitors->full - visitor->parts,
            rate = visitors->limits.rate;
    if (passed <= 0 || lacks <= 0)
        return visitor->parts;
    return rate == 0 || passed > lacks / rate ? visitors->full : visitor->parts + passed * rate;
}

static void unlink_entry(const struct visitors *visitors, const struct shard *shard, uint32_t index) {
    struct key key = key_of(visitors, shard->entries[index].block);
    uint32_t *at = chain(visitors, shard, &key);
    while (*at != index + 1)
        at = &shard->entries[*at - 1].next;
    *at = shard->entries[index].next;
}

/* The size of the shard where there is none. */
static uint32_t find_place(const struct visitors *visitors, struct shard *shard) {
    uint32_t best = visitors->size;
    int64_t most = -1;
    if (shard->used < visitors->size)
        return shard->used++;
    for (uint32_t looks = 0; looks < visitors->size && most < visitors->full; looks++) {
        if (looks >= LOOKS && most >= 0)
            break;
        uint32_t index = shard->hand++ % visitors->size;
        const struct visitor *visitor = &shard->entries[index];
        int64_t parts = visitor->connections ? -1 : parts_at(visitors, visitor, shard->newest);
        if (parts > most) {
            most = parts;
            best = index;
        }
    }
    if (best < visitors->size)
        unlink_entry(visitors, shard, best);
    return best;
}

/* NULL where it cannot be counted. */
static struct visitor *find_or_add(
    const struct visitors *visitors, struct shard *shard, const struct key *key) {
    struct visitor *visitor = find(visitors, shard, key);
    if (visitor)
        return visitor;
    uint32_t index = find_place(visitors, shard), *head = chain(visitors, shard, key);
    if (index == visitors->size)
        return NULL;
    visitor = &shard->entries[index];
    *visitor =
        (struct visitor){.block = key->block, .parts = visitors->full, .last = shard->newest, .next = *head};
    *head = index + 1;
    return visitor;
}

/* ---- counting ---- */

bool visitors_enter(struct visitors *visitors, const struct address *address) {
    uint32_t most = (uint32_t)visitors->limits.connections_per_address;
    if (!most)
        return true;
    struct key key = key_of(visitors, address_block(address));
    struct shard *shard = lock(visitors, &key);
    struct visitor *visitor = find_or_add(visitors, shard, &key);
    bool fits = !visitor || visitor->connections < most;
    if (visitor && fits)
        visitor->connections++;
    pthread_mutex_unlock(&shard->lock);
    return fits;
}

/* What is not there entered when it could not be counted. */
void visitors_leave(struct visitors *visitors, const struct address *address) {
    if (!visitors->limits.connections_per_address)
        return;
    struct key key = key_of(visitors, address_block(address));
    struct shard *shard = lock(visitors, &key);
    struct visitor *visitor = find(visitors, shard, &key);
    if (visitor && visitor->connections)
        visitor->connections--;
    pthread_mutex_unlock(&shard->lock);
}

static int seconds_until(const struct visitors *visitors, int64_t lacks) {
    int64_t each = visitors->limits.rate * second;
    return (int)((lacks + each - 1) / each);
}

bool visitors_ask(struct visitors *visitors, const struct address *address, int64_t now, int *retry_after) {
    *retry_after = 0;
    if (!visitors->limits.rate)
        return true;
    struct key key = key_of(visitors, address_block(address));
    struct shard *shard = lock(visitors, &key);
    shard->newest = now > shard->newest ? now : shard->newest;
    struct visitor *visitor = find_or_add(visitors, shard, &key);
    if (visitor) {
        visitor->parts = parts_at(visitors, visitor, now);
        visitor->last = now > visitor->last ? now : visitor->last;
        if (visitor->parts >= second)
            visitor->parts -= second;
        else
            *retry_after = seconds_until(visitors, second - visitor->parts);
    }
    pthread_mutex_unlock(&shard->lock);
    return *retry_after == 0;
}
