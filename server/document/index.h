/* SPDX-License-Identifier: MIT */
/* Sorted look-ups over the lists of one document. */
#ifndef FACTD_DOCUMENT_INDEX_H
#define FACTD_DOCUMENT_INDEX_H

#include "document/document.h"

/* Over `count` items of `size` bytes, each of which begins with a `const char *`; those with NULL are left
 * out, and then the index is not whole. */
struct id_index index_build(struct arena *arena, const void *items, size_t count, size_t size);

/* The first item of that id, or NULL. */
const struct id_entry *index_find(const struct id_index *index, const char *id);

#endif
