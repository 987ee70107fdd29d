/* SPDX-License-Identifier: MIT */
/* Hangul syllables as arithmetic (The Unicode Standard, section 3.12), and what becomes of one while it is
 * typed: the keys of a syllable come one by one, and the next one's initial is at first taken for this one's
 * final.
 *
 *   ㅎ 호 화 황    호 may grow into 화, and 화 into 황
 *   비 빋 비디     빋 may lend its ㄷ to the next */
#ifndef FACTD_TEXT_SYLLABLE_H
#define FACTD_TEXT_SYLLABLE_H

#include <stdbool.h>
#include <stdint.h>

enum {
    SYLLABLE_FIRST = 0xAC00,
    SYLLABLE_LAST = 0xD7A3,
    SYLLABLE_VOWELS = 21,
    SYLLABLE_FINALS = 28, /* of these, the first is none */
    SYLLABLE_CONSONANT_FIRST = 0x1100,
    SYLLABLE_CONSONANT_LAST = 0x1112,
};

/* Those that follow each other in Unicode, both ends in; none where both are 0. */
struct syllables {
    int32_t first, last;
};

static inline bool syllables_hold(struct syllables some, int32_t code) {
    return some.first <= code && code <= some.last;
}

static inline bool syllable_is(int32_t code) {
    return SYLLABLE_FIRST <= code && code <= SYLLABLE_LAST;
}

/* The leading consonant of a syllable, U+1100 to U+1112. */
int32_t syllable_initial(int32_t syllable);

/* All that begin with a leading consonant. */
struct syllables syllables_beginning(int32_t consonant);

/* What further keys may make of it before the next one begins, without itself: of 호, 혹 to 횧; of 갑, 값. */
struct syllables syllables_growing(int32_t syllable);

/* Whether it has a final that may be the next one's initial; then *left is what it leaves (갑 of both 값 and
 * 갑ㅅ) and *next what may follow. */
bool syllable_lends(int32_t syllable, int32_t *left, struct syllables *next);

#endif
