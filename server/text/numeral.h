/* SPDX-License-Identifier: MIT */
/* Numbers as articles word them, in Korean and English: 26만, 1조 2천억, 세 곳, 1.2 billion, with the words
 * before and behind that compare. Knows nothing of documents. */
#ifndef FACTD_TEXT_NUMERAL_H
#define FACTD_TEXT_NUMERAL_H

#include <stddef.h>

#include "text/decimal.h"

enum comparator {
    COMPARATOR_EQ,
    COMPARATOR_GTE,
    COMPARATOR_GT,
    COMPARATOR_LTE,
    COMPARATOR_LT,
    COMPARATOR_APPROX,
    COMPARATOR_BETWEEN,
};

/* "eq", "gte" … in the enum's order, NULL at the end. */
extern const char *const comparator_words[];

struct numeral {
    enum comparator comparator;
    struct decimal value; /* the number; for BETWEEN the lower one */
    struct decimal upper; /* for BETWEEN only */
};

/* Every reading of a number in `text` (UTF-8), in order, at most `room` of them. Ordinals, ranks and parts of
 * names (6호기, 제3, 1위, 3rd, N1) are none. Returns how many were put into `out`. */
size_t numeral_read(const char *text, size_t length, struct numeral *out, size_t room);

#endif
