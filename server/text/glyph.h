/* SPDX-License-Identifier: MIT */
/* What a normalised code point is to search. */
#ifndef FACTD_TEXT_GLYPH_H
#define FACTD_TEXT_GLYPH_H

#include <stdbool.h>
#include <stdint.h>

#include "text/normal.h"

enum glyph glyph_of(int32_t code);

/* A combining mark of any kind. */
bool glyph_mark(int32_t code);

/* The two marks that voice kana (か゛ is が). */
bool glyph_voicing(int32_t code);

/* Whether `code` is a jamo that makes one syllable with the `last` one: a vowel behind a consonant, a final
 * behind a vowel. */
bool glyph_jamo_joins(int32_t last, int32_t code);

/* The leading consonant of a Hangul syllable, U+1100 to U+1112; 0 for any other code point. */
int32_t glyph_initial(int32_t code);

#endif
