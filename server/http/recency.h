/* SPDX-License-Identifier: MIT */
/* What was used least recently, of things that are used from many threads at once: a heap by a time of use
 * that may be out of date. Whoever uses a thing only stores the time; the heap is put right when the oldest
 * is asked for, which costs O(log n) for each thing that was used since. */
#ifndef FACTD_HTTP_RECENCY_H
#define FACTD_HTTP_RECENCY_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

/* Embedded in the thing. */
struct use {
    atomic_int_fast64_t last; /* any thread stores it; any unit that grows */
    int64_t placed;           /* `last` as the heap knows it, never later */
    size_t place;
};

/* The thing in which the use is the member of that name. */
#define USE_OF(pointer, type, member) ((type *)((char *)(pointer)-offsetof(type, member)))

/* Any thread. */
static inline void use_now(struct use *use, int64_t now) {
    atomic_store_explicit(&use->last, now, memory_order_relaxed);
}

/* A zeroed struct is empty. All but `last` belongs to one thread at a time. */
struct recency {
    struct use **heap;
    size_t count, size;
};

void recency_add(struct recency *recency, struct use *use);
void recency_remove(struct recency *recency, struct use *use);

/* The least recently used; NULL where there is none. */
struct use *recency_oldest(struct recency *recency);

/* Frees the heap, not what is in it. */
void recency_close(struct recency *recency);

#endif
