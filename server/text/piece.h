/* SPDX-License-Identifier: MIT */
/* The parts that a normalised text falls into: where the writing system changes, at spaces and at
 * punctuation. */
#ifndef FACTD_TEXT_PIECE_H
#define FACTD_TEXT_PIECE_H

#include <stdbool.h>
#include <stddef.h>

#include "text/normal.h"

enum piece_kind {
    PIECE_SYLLABLES,  /* Hangul, Han, kana */
    PIECE_CONSONANTS, /* ㅈㅅㅎ */
    PIECE_WORD,       /* letters and digits, with + # . & - inside, and + and # behind: c++, gpt-4o, 3.5 */
};

struct piece {
    enum piece_kind kind;
    size_t from, to; /* into the text's codes, end exclusive; never empty */
    bool spaced;     /* a space stands between it and the one before */
    bool parted;     /* something that is neither a space nor in a piece does */
};

/* The piece behind *piece, a zeroed struct being before the first; false behind the last. */
bool piece_next(struct normal_text text, struct piece *piece);

/* Whether `next`, which follows `piece`, is one run with it: only spaces stand between, which Korean sets
 * freely. */
bool piece_runs_on(const struct piece *piece, const struct piece *next);

/* Of a word with hyphens, the part that begins at *from, which moves to the next part or to the piece's end;
 * the part's end is returned. c++-based is c++ and based. */
size_t piece_hyphen_part(struct normal_text text, const struct piece *piece, size_t *from);

/* Syllables that a Korean particle (은, 에서, …) takes at the piece's end: 0 where there is none, all of them
 * where the piece is nothing else. */
size_t piece_particle(struct normal_text text, const struct piece *piece);

/* Where the piece ends without its particle: its own end where none is there, or where the particle leaves
 * fewer than two syllables, for then the last syllable is more likely the word's own (나이). */
size_t piece_stem(struct normal_text text, const struct piece *piece);

#endif
