/* SPDX-License-Identifier: MIT */
#include "text/piece.h"

#include <uchar.h>

static enum glyph glyph_at(struct normal_text text, size_t at) {
    return at < text.count ? text.codes[at].glyph : GLYPH_BREAK;
}

static bool of_word(enum glyph glyph) {
    return glyph == GLYPH_LETTER || glyph == GLYPH_DIGIT;
}

static bool plus_or_sharp(struct normal_text text, size_t at) {
    return at < text.count && (text.codes[at].code == '+' || text.codes[at].code == '#');
}

/* Past the joints that begin at `at`, when they join: not "wait...what", where two of . & - stand in a row.
 */
static size_t past_joints(struct normal_text text, size_t at) {
    size_t hinges = 0, end = at;
    for (; glyph_at(text, end) == GLYPH_JOINT; end++)
        hinges += !plus_or_sharp(text, end);
    return hinges < 2 && of_word(glyph_at(text, end)) ? end : at;
}

static size_t past_suffix(struct normal_text text, size_t at) {
    if (glyph_at(text, at - 1) == GLYPH_LETTER)
        while (plus_or_sharp(text, at))
            at++;
    return at;
}

static size_t word_end(struct normal_text text, size_t at) {
    for (;;) {
        while (of_word(glyph_at(text, at)))
            at++;
        size_t next = past_joints(text, at);
        if (next == at)
            return past_suffix(text, at);
        at = next;
    }
}

static enum piece_kind kind_of(enum glyph glyph) {
    if (glyph == GLYPH_SYLLABLE)
        return PIECE_SYLLABLES;
    return glyph == GLYPH_CONSONANT ? PIECE_CONSONANTS : PIECE_WORD;
}

bool piece_next(struct normal_text text, struct piece *piece) {
    struct piece next = {.from = piece->to};
    for (;; next.from++) {
        enum glyph glyph = glyph_at(text, next.from);
        if (next.from >= text.count)
            return false;
        if (glyph != GLYPH_SPACE && glyph != GLYPH_BREAK && glyph != GLYPH_JOINT)
            break;
        next.spaced |= glyph == GLYPH_SPACE;
        next.parted |= glyph != GLYPH_SPACE;
    }
    enum glyph first = glyph_at(text, next.from);
    next.kind = kind_of(first);
    next.to = next.from;
    if (next.kind == PIECE_WORD)
        next.to = word_end(text, next.from);
    else
        while (glyph_at(text, next.to) == first)
            next.to++;
    *piece = next;
    return true;
}

bool piece_runs_on(const struct piece *piece, const struct piece *next) {
    return piece->kind == next->kind && next->kind != PIECE_WORD && !next->parted;
}

size_t piece_hyphen_part(struct normal_text text, const struct piece *piece, size_t *from) {
    size_t hyphen = *from;
    while (hyphen < piece->to && text.codes[hyphen].code != '-')
        hyphen++;
    size_t end = hyphen;
    while (text.codes[end - 1].glyph == GLYPH_JOINT)
        end--;
    for (*from = hyphen; *from < piece->to && text.codes[*from].glyph == GLYPH_JOINT;)
        ++*from;
    return past_suffix(text, end);
}

/* What nouns end in without a space, the longest first. */
static const char32_t *const particles[] = {U"에게서", U"에게는", U"에서는", U"에서도", U"에서의", U"으로는",
    U"으로도", U"으로의", U"이라고", U"이라는", U"에게", U"에는", U"에도", U"에서", U"으로", U"와의", U"과의",
    U"로는", U"로의", U"께서", U"부터", U"까지", U"보다", U"처럼", U"한테", U"하고", U"라고", U"라는",
    U"마다", U"들이", U"들은", U"들을", U"들의", U"들과", U"들에", U"은", U"는", U"이", U"가", U"을", U"를",
    U"와", U"과", U"의", U"에", U"로", U"도", U"만", U"들"};

static size_t ends_in(struct normal_text text, const struct piece *piece, const char32_t *particle) {
    size_t length = 0;
    while (particle[length])
        length++;
    if (piece->to - piece->from < length)
        return 0;
    for (size_t i = 0; i < length; i++)
        if (text.codes[piece->to - length + i].code != (int32_t)particle[i])
            return 0;
    return length;
}

size_t piece_particle(struct normal_text text, const struct piece *piece) {
    size_t length = 0;
    for (size_t i = 0; piece->kind == PIECE_SYLLABLES && !length && i < sizeof particles / sizeof *particles;
         i++)
        length = ends_in(text, piece, particles[i]);
    return length;
}

size_t piece_stem(struct normal_text text, const struct piece *piece) {
    size_t particle = piece_particle(text, piece);
    return piece->to - piece->from >= particle + 2 ? piece->to - particle : piece->to;
}
