/* SPDX-License-Identifier: MIT */
/* Where things stand in an article's text, counted in code points. */
#ifndef FACTD_DOCUMENT_PLACES_H
#define FACTD_DOCUMENT_PLACES_H

#include "document/document.h"

/* How many places of a quote are told. */
enum { PLACES_TOLD_MAX = 5 };

/* Byte offsets of a text, so that a position is found without counting from the start. */
struct places {
    const struct article_text *text;
    size_t *every; /* the byte offset of each PLACES_STRIDE-th code point */
};

struct found {
    size_t at[PLACES_TOLD_MAX];
    size_t count;
    bool more; /* it stands at yet others */
};

struct places places_of(const struct article_text *text, struct arena *arena);

/* The byte offset of a code point, the text's length for its end and for all behind it. */
size_t places_offset(const struct places *places, size_t code_point);

/* Whether the text has exactly these bytes from that code point on. */
bool places_holds(const struct places *places, size_t code_point, const char *quote);

/* Everywhere the quote stands, overlapping itself too. */
struct found places_find(const struct places *places, const char *quote);

/* "17 and 240", "17, 240 and more" */
const char *places_told(const struct found *found, struct arena *arena);

#endif
