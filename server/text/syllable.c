/* SPDX-License-Identifier: MIT */
#include "text/syllable.h"

/* Vowels and finals by their places in Unicode's order. */
enum { VOWEL_O = 8, VOWEL_U = 13, VOWEL_EU = 18, FINAL_G = 1 };

/* A final's consonants: what stays of it when a vowel follows, as a final, and what goes, as an initial. And
 * the last final that another key makes of it, ㄵ and ㄶ of ㄴ; they stand right behind it, but for ㄲ, which
 * has a key of its own. */
static const struct {
    unsigned char stays, goes, grown;
} finals[SYLLABLE_FINALS] = {
    [1] = {0, 0, 3},    /* ㄱ */
    [2] = {0, 1, 2},    /* ㄲ */
    [3] = {1, 9, 3},    /* ㄳ */
    [4] = {0, 2, 6},    /* ㄴ */
    [5] = {4, 12, 5},   /* ㄵ */
    [6] = {4, 18, 6},   /* ㄶ */
    [7] = {0, 3, 7},    /* ㄷ */
    [8] = {0, 5, 15},   /* ㄹ */
    [9] = {8, 0, 9},    /* ㄺ */
    [10] = {8, 6, 10},  /* ㄻ */
    [11] = {8, 7, 11},  /* ㄼ */
    [12] = {8, 9, 12},  /* ㄽ */
    [13] = {8, 16, 13}, /* ㄾ */
    [14] = {8, 17, 14}, /* ㄿ */
    [15] = {8, 18, 15}, /* ㅀ */
    [16] = {0, 6, 16},  /* ㅁ */
    [17] = {0, 7, 18},  /* ㅂ */
    [18] = {17, 9, 18}, /* ㅄ */
    [19] = {0, 9, 19},  /* ㅅ */
    [20] = {0, 10, 20}, /* ㅆ */
    [21] = {0, 11, 21}, /* ㅇ */
    [22] = {0, 12, 22}, /* ㅈ */
    [23] = {0, 14, 23}, /* ㅊ */
    [24] = {0, 15, 24}, /* ㅋ */
    [25] = {0, 16, 25}, /* ㅌ */
    [26] = {0, 17, 26}, /* ㅍ */
    [27] = {0, 18, 27}, /* ㅎ */
};

int32_t syllable_initial(int32_t syllable) {
    return SYLLABLE_CONSONANT_FIRST + (syllable - SYLLABLE_FIRST) / (SYLLABLE_VOWELS * SYLLABLE_FINALS);
}

struct syllables syllables_beginning(int32_t consonant) {
    int32_t all = SYLLABLE_VOWELS * SYLLABLE_FINALS;
    int32_t first = SYLLABLE_FIRST + (consonant - SYLLABLE_CONSONANT_FIRST) * all;
    return (struct syllables){first, first + all - 1};
}

/* The vowels that another key makes of one stand right behind it: ㅘ ㅙ ㅚ, ㅝ ㅞ ㅟ, ㅢ. */
static int32_t vowels_growing(int32_t vowel) {
    switch (vowel) {
    case VOWEL_O:
    case VOWEL_U:
        return 3;
    case VOWEL_EU:
        return 1;
    default:
        return 0;
    }
}

static int32_t final_of(int32_t syllable) {
    return (syllable - SYLLABLE_FIRST) % SYLLABLE_FINALS;
}

struct syllables syllables_growing(int32_t syllable) {
    int32_t final = final_of(syllable);
    int32_t first = syllable + (final == FINAL_G ? 2 : 1), last = syllable - final + finals[final].grown;
    if (final == 0) {
        int32_t vowel = (syllable - SYLLABLE_FIRST) / SYLLABLE_FINALS % SYLLABLE_VOWELS;
        last = syllable + (vowels_growing(vowel) + 1) * SYLLABLE_FINALS - 1;
    }
    return last >= first ? (struct syllables){first, last} : (struct syllables){0, 0};
}

bool syllable_lends(int32_t syllable, int32_t *left, struct syllables *next) {
    int32_t final = final_of(syllable);
    *left = syllable - final + finals[final].stays;
    *next = syllables_beginning(SYLLABLE_CONSONANT_FIRST + finals[final].goes);
    return final > 0;
}
