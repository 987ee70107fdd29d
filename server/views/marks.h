/* SPDX-License-Identifier: MIT */
/* A text with the quotes of a fact marked where they stand. Quotes may overlap, and elements may not: a quote
 * that another one cuts goes on in a mark of its own, so its words are those of all marks with its number
 * together. */
#ifndef FACTD_VIEWS_MARKS_H
#define FACTD_VIEWS_MARKS_H

#include "base/arena.h"
#include "views/html.h"

/* Code points of a text, from `start` up to `end`. */
struct span {
    size_t start, end;
    size_t number; /* of the quote */
};

/* By place; of those that begin together the longest first. */
void spans_sort(struct span *spans, size_t count);

/* The text, escaped. The first mark of a quote has the id "q" and its number, all have the number as
 * data-quote. `spans` are sorted; what reaches past the text ends with it. */
void marks_put(struct buf *out, const char *text, size_t length, const struct span *spans, size_t count,
    struct arena *arena);

#endif
