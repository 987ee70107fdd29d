/* SPDX-License-Identifier: MIT */
/* Look-ups by id, and the ids under which a document's things are served. */
#include "document/index.h"

#include <stdlib.h>
#include <string.h>

static int by_id(const void *a, const void *b) {
    const struct id_entry *x = a, *y = b;
    int order = strcmp(x->id, y->id);
    return order ? order : (x->at > y->at) - (x->at < y->at);
}

struct id_index index_build(struct arena *arena, const void *items, size_t count, size_t size) {
    struct id_index index = {.entries = arena_alloc(arena, count, sizeof *index.entries)};
    for (size_t i = 0; i < count; i++) {
        const char *id;
        memcpy(&id, (const char *)items + i * size, sizeof id);
        if (id)
            index.entries[index.count++] = (struct id_entry){.id = id, .at = i};
    }
    index.whole = index.count == count;
    if (index.count > 1)
        qsort(index.entries, index.count, sizeof *index.entries, by_id);
    return index;
}

const struct id_entry *index_find(const struct id_index *index, const char *id) {
    size_t low = 0, high = index->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(index->entries[middle].id, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < index->count && strcmp(index->entries[low].id, id) == 0;
    return found ? &index->entries[low] : NULL;
}

const struct participant *document_participant(const struct document *document, const char *id) {
    const struct id_entry *entry = id ? index_find(&document->participant_ids, id) : NULL;
    return entry ? &document->participants[entry->at] : NULL;
}

const struct fact *document_fact(const struct document *document, const char *id) {
    const struct id_entry *entry = id ? index_find(&document->fact_ids, id) : NULL;
    return entry ? &document->facts[entry->at] : NULL;
}

const char *document_public_id(
    const struct document *document, const char *participant, struct arena *arena) {
    const struct participant *declared = document_participant(document, participant);
    if (declared && declared->kind && strcmp(declared->kind, "group") == 0)
        return arena_printf(arena, "%s.%s", document->article.id, participant);
    return participant;
}

const char *document_fact_id(const struct document *document, const char *fact, struct arena *arena) {
    return arena_printf(arena, "%s.%s", document->article.id, fact);
}
