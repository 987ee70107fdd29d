/* SPDX-License-Identifier: MIT */
/* Dates as stated and instants. A stated date is 2025, 2025-10, 2025-10-31 or an interval of two of them, one
 * end of which may be open: D/D, ../D, D/.. (ISO 8601-2). An instant is RFC 3339 with its offset. */
#ifndef FACTD_TEXT_DATE_H
#define FACTD_TEXT_DATE_H

#include <stdbool.h>
#include <stddef.h>

struct date {
    int year;
    int month; /* 0: the whole year */
    int day;   /* 0: the whole month */
};

struct date_range {
    bool open_from;   /* ../D */
    bool open_to;     /* D/.. */
    struct date from; /* as stated; not set where open */
    struct date to;   /* a single date D is {from D, to D} */
};

enum { DATE_TEXT_SIZE = 16, INSTANT_TEXT_SIZE = 64 };

/* One of 2025, 2025-10, 2025-10-31; calendar-valid, years 0001 to 9999. */
bool date_parse(const char *text, size_t length, struct date *out);

/* An interval too; refuses one that ends before it begins. */
bool date_range_parse(const char *text, struct date_range *out);

/* The first and the last day that the date covers, as YYYY-MM-DD. */
void date_first_day(struct date date, char out[static DATE_TEXT_SIZE]);
void date_last_day(struct date date, char out[static DATE_TEXT_SIZE]);

/* The instant in UTC as YYYY-MM-DDTHH:MM:SS.fffffffffZ, which sorts as text; refuses a time without offset, a
 * leap second and a fraction past nanoseconds. */
bool instant_to_utc(const char *text, char out[static INSTANT_TEXT_SIZE]);

#endif
