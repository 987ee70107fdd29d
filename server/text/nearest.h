/* SPDX-License-Identifier: MIT */
/* The known word that a mistyped one most likely meant. */
#ifndef FACTD_TEXT_NEAREST_H
#define FACTD_TEXT_NEAREST_H

#include <stddef.h>

/* Feed the known words one by one; `best` is the nearest so far, or NULL while none is near enough: at most a
 * third of the word's letters, and at least one, may differ, or it is the known word up to a dot or an
 * underscore. Borrows the words. */
struct nearest {
    const char *word;
    const char *best;
    size_t distance;
};

struct nearest nearest_to(const char *word);
void nearest_try(struct nearest *nearest, const char *known);

#endif
