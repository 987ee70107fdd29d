/* SPDX-License-Identifier: MIT */
#include "text/date.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

static bool digits(const char *text, size_t count, int *out) {
    int number = 0;
    for (size_t i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        number = number * 10 + (text[i] - '0');
    }
    *out = number;
    return true;
}

static int days_in(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

bool date_parse(const char *text, size_t length, struct date *out) {
    *out = (struct date){0};
    if (length != 4 && length != 7 && length != 10)
        return false;
    if (!digits(text, 4, &out->year) || out->year < 1)
        return false;
    if (length > 4 &&
        (text[4] != '-' || !digits(text + 5, 2, &out->month) || out->month < 1 || out->month > 12))
        return false;
    if (length > 7 && (text[7] != '-' || !digits(text + 8, 2, &out->day) || out->day < 1 ||
                          out->day > days_in(out->year, out->month)))
        return false;
    return true;
}

void date_first_day(struct date date, char out[static DATE_TEXT_SIZE]) {
    snprintf(out, DATE_TEXT_SIZE, "%04d-%02d-%02d", date.year, date.month ? date.month : 1,
        date.day ? date.day : 1);
}

void date_last_day(struct date date, char out[static DATE_TEXT_SIZE]) {
    int month = date.month ? date.month : 12;
    int day = date.day ? date.day : days_in(date.year, month);
    snprintf(out, DATE_TEXT_SIZE, "%04d-%02d-%02d", date.year, month, day);
}

static bool ends_before_it_begins(const struct date_range *range) {
    char from[DATE_TEXT_SIZE], to[DATE_TEXT_SIZE];
    date_first_day(range->from, from);
    date_last_day(range->to, to);
    return strcmp(to, from) < 0;
}

bool date_range_parse(const char *text, struct date_range *out) {
    *out = (struct date_range){0};
    const char *slash = strchr(text, '/');
    if (!slash) {
        bool good = date_parse(text, strlen(text), &out->from);
        out->to = out->from;
        return good;
    }
    const char *end = slash + 1;
    out->open_from = slash - text == 2 && memcmp(text, "..", 2) == 0;
    out->open_to = strcmp(end, "..") == 0;
    if (out->open_from && out->open_to)
        return false;
    if (!out->open_from && !date_parse(text, (size_t)(slash - text), &out->from))
        return false;
    if (!out->open_to && !date_parse(end, strlen(end), &out->to))
        return false;
    return out->open_from || out->open_to || !ends_before_it_begins(out);
}

/* Days since 1970-01-01 in the proleptic Gregorian calendar, counting years from March so that the leap day
 * is the last of its year. */
static int64_t days_since_epoch(int year, int month, int day) {
    int64_t y = month > 2 ? year : year - 1;
    int64_t era = y / 400, year_of_era = y % 400;
    int64_t day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

static struct date date_of_days(int64_t days) {
    days += 719468;
    int64_t era = days / 146097, day_of_era = days % 146097;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month = (5 * day_of_year + 2) / 153;
    struct date date = {
        .year = (int)(year_of_era + era * 400 + (month >= 10)),
        .month = (int)(month < 10 ? month + 3 : month - 9),
        .day = (int)(day_of_year - (153 * month + 2) / 5 + 1),
    };
    return date;
}

static bool fraction(const char **at, char out[static 10]) {
    memcpy(out, "000000000", 10);
    if (**at != '.')
        return true;
    const char *digit = ++*at;
    for (; *digit >= '0' && *digit <= '9'; digit++) {
        if (digit - *at >= 9)
            return false;
        out[digit - *at] = *digit;
    }
    bool some = digit > *at;
    *at = digit;
    return some;
}

/* Minutes east of UTC; refuses -00:00, which says that the offset is unknown (RFC 3339, section 4.3). */
static bool offset_minutes(const char *text, int *out) {
    int hours, minutes;
    if (strcmp(text, "Z") == 0) {
        *out = 0;
        return true;
    }
    if (strlen(text) != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':')
        return false;
    if (!digits(text + 1, 2, &hours) || !digits(text + 4, 2, &minutes) || hours > 23 || minutes > 59)
        return false;
    *out = (text[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
    return !(text[0] == '-' && *out == 0);
}

bool instant_to_utc(const char *text, char out[static INSTANT_TEXT_SIZE]) {
    struct date date;
    int hour, minute, second, offset;
    char part[10];
    if (strlen(text) < 20 || !date_parse(text, 10, &date) || text[10] != 'T' || text[13] != ':' ||
        text[16] != ':')
        return false;
    if (!digits(text + 11, 2, &hour) || !digits(text + 14, 2, &minute) || !digits(text + 17, 2, &second))
        return false;
    const char *rest = text + 19;
    if (hour > 23 || minute > 59 || second > 59 || !fraction(&rest, part) || !offset_minutes(rest, &offset))
        return false;
    int64_t minutes =
        days_since_epoch(date.year, date.month, date.day) * 1440 + (int64_t)hour * 60 + minute - offset;
    int64_t days = minutes / 1440 - (minutes % 1440 < 0);
    int64_t within = minutes - days * 1440;
    if (days < days_since_epoch(1, 1, 1) || days > days_since_epoch(9999, 12, 31))
        return false;
    struct date utc = date_of_days(days);
    snprintf(out, INSTANT_TEXT_SIZE, "%04d-%02d-%02dT%02d:%02d:%02d.%sZ", utc.year, utc.month, utc.day,
        (int)(within / 60), (int)(within % 60), second, part);
    return true;
}
