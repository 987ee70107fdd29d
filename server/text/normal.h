/* SPDX-License-Identifier: MIT */
/* A text as search sees it (Unicode's NFKC_Casefold, near enough), each code point with the place in the
 * source that it came from. Index, queries and marks all read texts through this, so what differs only in its
 * writing is the same: decomposed Hangul, full-width letters, capitals, ligatures, soft hyphens. */
#ifndef FACTD_TEXT_NORMAL_H
#define FACTD_TEXT_NORMAL_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"

enum glyph {
    GLYPH_BREAK,     /* punctuation, symbols, controls: parts whatever stands around it */
    GLYPH_SPACE,     /* every kind of space, line ends too */
    GLYPH_SYLLABLE,  /* Hangul syllables, Han, kana: no spaces can be relied on between words */
    GLYPH_CONSONANT, /* a Hangul consonant that stands alone, U+1100 to U+1112 */
    GLYPH_LETTER,    /* of any other script, with the marks on it */
    GLYPH_DIGIT,
    GLYPH_JOINT, /* + # . & - */
};

struct normal {
    int32_t code;
    enum glyph glyph;
    size_t start, end; /* source code points, end exclusive; neighbours may share them (㎏ is k and g) */
};

struct normal_text {
    struct normal *codes;
    size_t count;
};

/* `text` is valid UTF-8 without NUL. The codes are in the arena. */
struct normal_text normal_read(const char *text, size_t length, struct arena *arena);

/* The same text with each Hangul syllable as its leading consonant (젠슨 황 → ㅈㅅ ㅎ) and all else but
 * spaces as a break. */
struct normal_text normal_initials(struct normal_text text, struct arena *arena);

/* Appends the code point in UTF-8. */
void normal_write(struct buf *out, int32_t code);

#endif
