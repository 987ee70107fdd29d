/* SPDX-License-Identifier: MIT */
#include "http/readers.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"

/* A look takes less than that unless its thread is stopped amid it. */
enum { LOOKS = 1000 };

/* One a thread, alone in its cache line, kept for as long as the readers are. */
struct reader {
    _Alignas(64) atomic_bool reading;
    struct reader *older;
};

struct readers {
    pthread_key_t own; /* the calling thread's struct reader */
    struct reader *_Atomic newest;
};

struct readers *readers_new(void) {
    struct readers *readers = memory_zeroed(1, sizeof *readers);
    if (pthread_key_create(&readers->own, NULL) != 0) {
        fputs("factd: no key left for a thread's own data\n", stderr);
        abort();
    }
    return readers;
}

void readers_free(struct readers *readers) {
    struct reader *reader = atomic_load(&readers->newest);
    while (reader) {
        struct reader *older = reader->older;
        free(reader);
        reader = older;
    }
    pthread_key_delete(readers->own);
    free(readers);
}

static struct reader *enlist(struct readers *readers) {
    struct reader *reader = memory_aligned(_Alignof(struct reader), sizeof *reader);
    reader->older = atomic_load(&readers->newest);
    while (!atomic_compare_exchange_weak(&readers->newest, &reader->older, reader))
        continue;
    pthread_setspecific(readers->own, reader);
    return reader;
}

void readers_enter(struct readers *readers) {
    struct reader *reader = pthread_getspecific(readers->own);
    if (!reader)
        reader = enlist(readers);
    atomic_store(&reader->reading, true);
}

void readers_leave(struct readers *readers) {
    struct reader *reader = pthread_getspecific(readers->own);
    atomic_store_explicit(&reader->reading, false, memory_order_release);
}

static bool is_reading(struct reader *reader) {
    for (int looks = 0; looks < LOOKS; looks++)
        if (!atomic_load(&reader->reading))
            return false;
    return true;
}

bool readers_quiet(struct readers *readers) {
    for (struct reader *reader = atomic_load(&readers->newest); reader; reader = reader->older)
        if (is_reading(reader))
            return false;
    return true;
}
