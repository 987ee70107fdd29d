/* SPDX-License-Identifier: MIT */
#include "http/recency.h"

#include <stdlib.h>

#include "base/memory.h"

static void put(struct recency *recency, struct use *use, size_t place) {
    recency->heap[place] = use;
    use->place = place;
}

/* Children of i are 2i+1 and 2i+2; a parent is never later than its children. */
static void rise(struct recency *recency, struct use *use) {
    size_t place = use->place;
    while (place > 0 && recency->heap[(place - 1) / 2]->placed > use->placed) {
        put(recency, recency->heap[(place - 1) / 2], place);
        place = (place - 1) / 2;
    }
    put(recency, use, place);
}

static void sink(struct recency *recency, struct use *use) {
    size_t place = use->place, child;
    while ((child = 2 * place + 1) < recency->count) {
        if (child + 1 < recency->count && recency->heap[child + 1]->placed < recency->heap[child]->placed)
            child++;
        if (recency->heap[child]->placed >= use->placed)
            break;
        put(recency, recency->heap[child], place);
        place = child;
    }
    put(recency, use, place);
}

void recency_add(struct recency *recency, struct use *use) {
    if (recency->count == recency->size) {
        recency->size = recency->size ? 2 * recency->size : 64;
        recency->heap = memory_resized(recency->heap, recency->size * sizeof *recency->heap);
    }
    use->placed = atomic_load_explicit(&use->last, memory_order_relaxed);
    put(recency, use, recency->count++);
    rise(recency, use);
}

void recency_remove(struct recency *recency, struct use *use) {
    struct use *moved = recency->heap[--recency->count];
    if (moved == use)
        return;
    put(recency, moved, use->place);
    rise(recency, moved);
    sink(recency, moved);
}

struct use *recency_oldest(struct recency *recency) {
    while (recency->count) {
        struct use *use = recency->heap[0];
        int64_t last = atomic_load_explicit(&use->last, memory_order_relaxed);
        if (last <= use->placed)
            return use;
        use->placed = last;
        sink(recency, use);
    }
    return NULL;
}

void recency_close(struct recency *recency) {
    free(recency->heap);
    *recency = (struct recency){0};
}
