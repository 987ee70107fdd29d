/* SPDX-License-Identifier: MIT */
/* The parts of a worded number, each read by one file: the amount (numeral_korean, numeral_english), the unit
 * behind it (numeral_unit), the words around it that compare (numeral_before, numeral_after). numeral.c puts
 * them together. */
#ifndef FACTD_TEXT_NUMERAL_PARTS_H
#define FACTD_TEXT_NUMERAL_PARTS_H

#include "text/numeral.h"
#include "text/numeral_scan.h"

enum amount_form {
    FORM_DIGITS,  /* 26, 26만, 1.2 billion */
    FORM_HANGUL,  /* 이십육만 */
    FORM_NATIVE,  /* 두, 스물세: before a counter */
    FORM_NAME,    /* 하나, 둘: words of their own */
    FORM_ENGLISH, /* twenty-six thousand */
};

struct amount {
    enum amount_form form;
    struct decimal value;
    /* leading * scale is the value, where one magnitude (만, 천억, billion) stands behind one number; else
     * the scale is 0. For 3~5만, which lends its 만 to the 3. */
    struct decimal leading, scale;
    bool about; /* 여 within it: 5천여만 */
    bool sound; /* false: it has the look of a number but is none, or is out of bounds */
    size_t end;
};

/* Digits with 십, 백, 천, 만 … behind and between them. `at` is at a digit. */
void korean_digits(struct source source, size_t at, struct amount *out);
/* The same in Hangul, and native numerals. Whether what stands behind it makes it a number is settled. */
bool korean_word(struct source source, size_t at, struct amount *out);

/* Multiplies by a magnitude behind digits: 1.2 billion, 3bn. */
void english_scale(struct source source, struct amount *amount);
/* `between`: "and" parts two numbers here and joins none (between one hundred and two hundred). */
bool english_word(struct source source, size_t at, bool between, struct amount *out);

struct unit {
    bool refused; /* what stands behind makes it a rank, a name, a date or unknown */
    bool counted; /* a counter or measure stands between `start` and `end` */
    bool about;   /* 여 */
    size_t start, end;
};

struct unit unit_read(struct source source, size_t at, enum amount_form form);
/* A counter that may stand directly behind a native numeral, by itself: true and *end past it. */
bool unit_counts(struct source source, size_t at, enum amount_form form);
/* A word ends here, or its particle begins and nothing follows that. */
bool unit_ends_word(struct source source, size_t at);

/* Sets of what the words around a number say; the comparators are bits of their own numbers. */
enum mark {
    MARK_GTE = 1 << COMPARATOR_GTE,
    MARK_GT = 1 << COMPARATOR_GT,
    MARK_LTE = 1 << COMPARATOR_LTE,
    MARK_LT = 1 << COMPARATOR_LT,
    MARK_APPROX = 1 << COMPARATOR_APPROX,
    MARK_BETWEEN = 1 << COMPARATOR_BETWEEN, /* "between" is there: only a range will do */
    MARK_NEGATIVE = 1 << 8,
    MARK_REFUSED = 1 << 9,     /* 제3, No. 3, N1: no quantity */
    MARK_SOME = 1 << 10,       /* "some 300": about, before digits only */
    MARK_DETERMINER = 1 << 11, /* "no one", "this one": no number where it is a word */
    MARK_INDEFINITE = 1 << 12, /* 수, 몇: an unknown multiple of a Hangul magnitude */
};

/* What stands before the number that begins at `start`, its sign and currency among it. */
unsigned mark_before(struct source source, size_t start, enum amount_form form);
/* Past a sign and currency before digits, as they stand behind the "to" of a range. */
size_t mark_operand(struct source source, size_t at, unsigned *marks);
/* What stands behind a number and its unit; 0 where nothing does. *end past it. */
unsigned mark_after(struct source source, size_t at, size_t *end);
/* A comparing word begins at `at`. */
bool mark_begins(struct source source, size_t at);

#endif
