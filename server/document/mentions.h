/* SPDX-License-Identifier: MIT */
/* Days, months and years as a quote words them, in Korean and English: 10월 31일, 31일, 2025년, October 31,
 * the 31st, 2025-10-31. Knows nothing of documents. */
#ifndef FACTD_DOCUMENT_MENTIONS_H
#define FACTD_DOCUMENT_MENTIONS_H

#include <stdbool.h>
#include <stddef.h>

/* One date as far as it is worded; 0 for what is not. */
struct mention {
    int year, month, day;
    size_t from, to; /* bytes of the quote */
    bool loose;      /* four digits that may be a year: they support a date, but do not contradict one */
};

enum { MENTIONS_MAX = 20 }; /* a quote of 40 code points has no more */

struct mentions {
    struct mention items[MENTIONS_MAX];
    size_t count;
};

/* Durations (사흘, 3일간) and ordinals of other things (the 3rd meeting) are no days. */
void mentions_read(const char *text, struct mentions *out);

#endif
