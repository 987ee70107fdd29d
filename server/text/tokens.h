/* SPDX-License-Identifier: MIT */
/* Full-text search over Korean and English without a dictionary: texts become strings of tokens for an index
 * that splits at spaces (SQLite's FTS5 with tokenize="ascii tokenchars '+#.&-='"), queries become what must
 * stand in such a string, and marks show where it stands in the text.
 *
 *   현대 자동차 -> 현대 대자 자동 동차 차 # =현대 =자동차
 *   AI수도로 -> ai 수도 도로 로 # =수도로 =수도
 *   AI-powered, 260,000 -> ai-powered 260 000 # ai powered
 *
 * Syllables stand in pairs, across spaces, with the last of a run alone; other words whole. Behind them stand
 * the parts of words with hyphens, and behind "=" the words of syllables, once more without their particle.
 *
 * Tokens hold a-z, 0-9, + # . & - =, and bytes of non-ASCII letters: nothing that a query language reads.
 * Every text here is valid UTF-8 without NUL, of any length; time and memory grow with the length alone, but
 * for tokens_mark. */
#ifndef FACTD_TEXT_TOKENS_H
#define FACTD_TEXT_TOKENS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "text/syllable.h"

/* Appends what can be searched for of a text. Calls for the texts of one row follow each other: between them
 * comes a lone "#", so that no phrase runs from one into the next. A text without words appends nothing. */
void tokens_index(struct buf *out, const char *text, size_t length);

/* The same of a name, whose words are also one word together (젠슨황), and which is also found by its initial
 * consonants (ㅈㅅㅎ). */
void tokens_index_name(struct buf *out, const char *text, size_t length);

enum closeness {
    CLOSENESS_WHOLE, /* as whole words */
    CLOSENESS_START, /* as words that begin so */
    CLOSENESS_ANY,   /* anywhere; English words from their beginning, those of one or two letters whole */
    CLOSENESS_HALF,  /* anywhere, with the last word's last syllable still being typed */
};

/* Tokens that stand in a row. */
struct phrase {
    const char **tokens;
    size_t count;          /* at least 1 */
    bool prefix;           /* the last token need only begin so */
    struct syllables next; /* where there are any, one of them follows in the last token, which may be "" */
};

struct term {
    /* Any of them. The second is without a particle and finds more, or has lent a final to the next syllable.
     */
    struct phrase alternatives[2];
    size_t count;
};

/* All of the terms. Without terms there is nothing to look for, and nothing is found. */
struct match {
    struct term *terms;
    size_t count;
};

/* What a query looks for; all of it in the arena. Whatever is found whole is found by its start, and whatever
 * is found by its start is found anywhere. There are at most two terms a code point: a caller bounds the
 * query.
 *
 * CLOSENESS_HALF finds what the query's last word may become, which need not be what it is now, and has no
 * terms where no syllable can be under way: behind a space, say, or in English. Where the last consonant has
 * no syllable before it to follow (젠슨 ㅎ), it finds what is certain so far: all that has the rest. */
void tokens_query(
    const char *text, size_t length, enum closeness closeness, struct arena *arena, struct match *match);

/* Code points of the text as it was given, end exclusive; never empty. */
struct mark {
    size_t start, end;
};

/* Where any word of the query stands in a text, as CLOSENESS_ANY or CLOSENESS_HALF finds it; consonants are
 * found in any text, as in a name. In order, none touching the next. Returns their number; *marks is in the
 * arena. Time grows with the product of both lengths: a caller bounds the query. */
size_t tokens_mark(const char *query, size_t query_length, enum closeness closeness, const char *text,
    size_t length, struct arena *arena, struct mark **marks);

#endif
