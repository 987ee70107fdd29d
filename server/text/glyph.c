/* SPDX-License-Identifier: MIT */
#include "text/glyph.h"

#include <string.h>

#include <utf8proc.h>

#include "text/syllable.h"

/* Of the jamo, those that syllables are made of. */
enum {
    VOWEL_FIRST = 0x1161,
    VOWEL_LAST = 0x1175,
    FINAL_FIRST = 0x11A8,
    FINAL_LAST = 0x11C2,
};

static bool within(int32_t code, int32_t first, int32_t last) {
    return code >= first && code <= last;
}

static bool consonant(int32_t code) {
    return within(code, SYLLABLE_CONSONANT_FIRST, SYLLABLE_CONSONANT_LAST);
}

bool glyph_voicing(int32_t code) {
    return code == 0x3099 || code == 0x309A;
}

/* The blocks of Han and kana; what of them is punctuation, the category tells. */
static bool in_han_or_kana(int32_t code) {
    static const struct {
        int32_t first, last;
    } blocks[] = {
        {0x3005, 0x3007},   /* 々〆〇 */
        {0x3041, 0x30FF},   /* kana */
        {0x31F0, 0x31FF},   /* small kana */
        {0x3400, 0x4DBF},   /* Han, extension A */
        {0x4E00, 0x9FFF},   /* Han */
        {0xF900, 0xFAFF},   /* Han, compatibility */
        {0x1AFF0, 0x1B16F}, /* old kana */
        {0x20000, 0x3FFFD}, /* Han, the further extensions */
    };
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
        if (within(code, blocks[i].first, blocks[i].last))
            return true;
    return false;
}

static enum glyph glyph_of_ascii(int32_t code) {
    if (within(code, 'a', 'z') || within(code, 'A', 'Z'))
        return GLYPH_LETTER;
    if (within(code, '0', '9'))
        return GLYPH_DIGIT;
    if (code == ' ' || within(code, '\t', '\r'))
        return GLYPH_SPACE;
    return code && strchr("+#.&-", code) ? GLYPH_JOINT : GLYPH_BREAK;
}

static enum glyph glyph_of_letter(int32_t code) {
    if (syllable_is(code) || in_han_or_kana(code))
        return GLYPH_SYLLABLE;
    return consonant(code) ? GLYPH_CONSONANT : GLYPH_LETTER;
}

/* By the letter that begins the category's name: L, M, N, P, S, Z or C. */
enum glyph glyph_of(int32_t code) {
    enum { NEXT_LINE = 0x85 };
    if (code < 0x80)
        return glyph_of_ascii(code);
    switch (*utf8proc_category_string(code)) {
    case 'L':
        return glyph_of_letter(code);
    case 'M':
        return glyph_voicing(code) ? GLYPH_SYLLABLE : GLYPH_LETTER;
    case 'N':
        return in_han_or_kana(code) ? GLYPH_SYLLABLE : GLYPH_DIGIT;
    case 'Z':
        return GLYPH_SPACE;
    default:
        return code == NEXT_LINE ? GLYPH_SPACE : GLYPH_BREAK;
    }
}

bool glyph_mark(int32_t code) {
    return code >= 0x80 && *utf8proc_category_string(code) == 'M';
}

bool glyph_jamo_joins(int32_t last, int32_t code) {
    if (within(code, VOWEL_FIRST, VOWEL_LAST))
        return consonant(last);
    return within(code, FINAL_FIRST, FINAL_LAST) && within(last, VOWEL_FIRST, VOWEL_LAST);
}

int32_t glyph_initial(int32_t code) {
    return syllable_is(code) ? syllable_initial(code) : 0;
}
