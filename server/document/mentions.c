/* SPDX-License-Identifier: MIT */
#include "document/mentions.h"

#include <string.h>

/* One pass from left to right; each function takes what begins at `at`, or leaves it there. */
struct reading {
    const char *text;
    size_t length;
    size_t at;
    struct mentions *out;
};

static bool digit(char c) {
    return c >= '0' && c <= '9';
}

static bool letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool begins(const struct reading *reading, size_t at, const char *with) {
    size_t length = strlen(with);
    return at <= reading->length && length <= reading->length - at &&
           memcmp(reading->text + at, with, length) == 0;
}

static size_t skip_spaces(const struct reading *reading, size_t at) {
    while (at < reading->length && reading->text[at] == ' ')
        at++;
    return at;
}

/* The number at `at` and how many digits it has; 0 digits where none is there, or one too long to be part of
 * a date. */
static size_t number_at(const struct reading *reading, size_t at, int *number) {
    size_t from = at;
    *number = 0;
    for (; at < reading->length && digit(reading->text[at]); at++)
        if (at - from < 4)
            *number = *number * 10 + (reading->text[at] - '0');
    return at - from <= 4 ? at - from : 0;
}

/* The month whose English name, whole or shortened, begins at `at`, and where the name ends; 0 for none. */
static int month_at(const struct reading *reading, size_t at, size_t *end) {
    static const char *const months[] = {"January", "February", "March", "April", "May", "June", "July",
        "August", "September", "October", "November", "December"};
    if (at > 0 && letter(reading->text[at - 1]))
        return 0;
    *end = at;
    while (*end < reading->length && letter(reading->text[*end]))
        ++*end;
    size_t length = *end - at;
    for (int i = 0; i < 12; i++) {
        bool whole = length == strlen(months[i]), shortened = length == 3 || (length == 4 && i == 8);
        if ((!whole && !shortened) || memcmp(reading->text + at, months[i], length) != 0)
            continue;
        *end += !whole && begins(reading, *end, ".");
        return i + 1;
    }
    return 0;
}

/* Where the letters of 1st, 2nd, 3rd, 4th end; `at` where there are none. */
static size_t ordinal_end(const struct reading *reading, size_t at) {
    static const char *const endings[] = {"st", "nd", "rd", "th"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (begins(reading, at, endings[i]) && !(at + 2 < reading->length && letter(reading->text[at + 2])))
            return at + 2;
    return at;
}

static void add(struct reading *reading, struct mention mention) {
    if (reading->out->count < MENTIONS_MAX)
        reading->out->items[reading->out->count++] = mention;
    reading->at = mention.to;
}

/* ", 2025" or " 2025" behind an English day or month. */
static void take_year_behind(const struct reading *reading, struct mention *mention) {
    int year;
    size_t at = mention->to + (begins(reading, mention->to, ",") ? 1 : 0);
    at = skip_spaces(reading, at);
    if (at > mention->to && number_at(reading, at, &year) == 4) {
        mention->year = year;
        mention->to = at + 4;
    }
}

/* October 31, Oct. 31st, October 2025, October */
static bool take_english_month(struct reading *reading) {
    struct mention mention = {.from = reading->at};
    int day;
    mention.month = month_at(reading, reading->at, &mention.to);
    if (mention.month == 0)
        return false;
    size_t at = skip_spaces(reading, mention.to), digits = number_at(reading, at, &day);
    if (at > mention.to && (digits == 1 || digits == 2) && day >= 1 && day <= 31) {
        mention.day = day;
        mention.to = ordinal_end(reading, at + digits);
    }
    take_year_behind(reading, &mention);
    add(reading, mention);
    return true;
}

/* "the 31st of", "the 31st", but not "the 31st meeting". */
static bool stands_alone(const struct reading *reading, size_t end) {
    static const char *const followers[] = {
        "of", "and", "at", "in", "for", "with", "by", "to", "when", "as", "or", "after", "before", "that"};
    size_t at = skip_spaces(reading, end), length = 0;
    while (at + length < reading->length && letter(reading->text[at + length]))
        length++;
    for (size_t i = 0; i < sizeof followers / sizeof *followers; i++)
        if (strlen(followers[i]) == length && begins(reading, at, followers[i]))
            return true;
    return length == 0;
}

/* 31 October, 31st of October, the 31st */
static bool take_english_day(struct reading *reading, int number, size_t digits) {
    size_t end = ordinal_end(reading, reading->at + digits), month_end;
    if (digits > 2 || number < 1 || number > 31)
        return false;
    struct mention mention = {.from = reading->at, .to = end, .day = number};
    size_t at = skip_spaces(reading, end);
    if (begins(reading, at, "of "))
        at = skip_spaces(reading, at + 3);
    mention.month = at > end ? month_at(reading, at, &month_end) : 0;
    if (mention.month) {
        mention.to = month_end;
        take_year_behind(reading, &mention);
    } else if (end == reading->at + digits || !stands_alone(reading, end)) {
        return false;
    }
    add(reading, mention);
    return true;
}

/* 2025-10-31, 2025.10.31, 2025. 10. 31., 2025-10 */
static bool take_iso(struct reading *reading, int year, size_t digits) {
    struct mention mention = {.from = reading->at, .year = year};
    int *const parts[] = {&mention.month, &mention.day};
    size_t at = reading->at + digits, taken = 0;
    for (; digits == 4 && taken < 2; taken++) {
        if (!begins(reading, at, "-") && !begins(reading, at, ".") && !begins(reading, at, "/"))
            break;
        size_t part = skip_spaces(reading, at + 1), wide = number_at(reading, part, parts[taken]);
        if (wide < 1 || wide > 2 || *parts[taken] < 1 || *parts[taken] > (taken ? 31 : 12))
            break;
        at = part + wide;
    }
    mention.to = at;
    if (taken < 2)
        mention.day = 0;
    if (taken == 0)
        return false;
    add(reading, mention);
    return true;
}

/* 3일간, 3일째, 3일 만에, 3일 동안: how long, not when */
static bool is_duration(const struct reading *reading, size_t at) {
    static const char *const signs[] = {"간", "째", "만에", "동안", "치", "여"};
    at = skip_spaces(reading, at);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (begins(reading, at, signs[i]))
            return true;
    return false;
}

/* 31 of "30~31일", which stands without its 일. */
static bool is_first_of_two(const struct reading *reading, size_t at) {
    static const char *const joiners[] = {"~", "∼", "〜", "～", "·", "-", "–", "ㆍ", ","};
    int other;
    at = skip_spaces(reading, at);
    for (size_t i = 0; i < sizeof joiners / sizeof *joiners; i++) {
        if (!begins(reading, at, joiners[i]))
            continue;
        size_t next = skip_spaces(reading, at + strlen(joiners[i]));
        size_t digits = number_at(reading, next, &other);
        return digits > 0 && digits < 3 && begins(reading, next + digits, "일") &&
               !is_duration(reading, next + digits + strlen("일"));
    }
    return false;
}

/* Joins what stands right behind a coarser part: 2025년 10월 31일 is one mention. */
static void add_korean(struct reading *reading, struct mention part) {
    struct mentions *out = reading->out;
    struct mention *last = out->count ? &out->items[out->count - 1] : NULL;
    bool adjacent = last && skip_spaces(reading, last->to) == part.from;
    bool finer = adjacent && last->day == 0 && (part.day || (part.month && last->month == 0));
    if (!finer) {
        add(reading, part);
        return;
    }
    last->month = part.month ? part.month : last->month;
    last->day = part.day;
    last->to = reading->at = part.to;
}

static bool take_korean(struct reading *reading, int number, size_t digits) {
    size_t end = reading->at + digits;
    struct mention part = {.from = reading->at, .to = end};
    bool short_year = digits == 2 && reading->at > 0 &&
                      (reading->text[reading->at - 1] == '\'' ||
                          (reading->at >= 3 && begins(reading, reading->at - 3, "’")));
    if (begins(reading, end, "년") && (digits == 4 || short_year))
        part.year = short_year ? 2000 + number : number;
    else if (begins(reading, end, "월") && digits <= 2 && number >= 1 && number <= 12)
        part.month = number;
    else if (digits <= 2 && number >= 1 && number <= 31 &&
             ((begins(reading, end, "일") && !is_duration(reading, end + strlen("일"))) ||
                 is_first_of_two(reading, end)))
        part.day = number;
    else
        return false;
    bool bare = !begins(reading, end, "년") && !begins(reading, end, "월") && !begins(reading, end, "일");
    part.to += bare ? 0 : strlen("일");
    add_korean(reading, part);
    return true;
}

/* "by 2030": a year as likely as not. */
static void take_bare_year(struct reading *reading, int number, size_t digits) {
    struct mention mention = {.from = reading->at, .to = reading->at + digits, .year = number, .loose = true};
    bool in_word = mention.to < reading->length && letter(reading->text[mention.to]);
    if (digits == 4 && number >= 1900 && number < 2100 && !in_word)
        add(reading, mention);
}

static void take_number(struct reading *reading) {
    int number;
    size_t from = reading->at, digits = number_at(reading, reading->at, &number);
    bool taken = digits > 0 && (take_korean(reading, number, digits) || take_iso(reading, number, digits) ||
                                   take_english_day(reading, number, digits));
    if (!taken && digits > 0)
        take_bare_year(reading, number, digits);
    while (
        reading->at == from || (!taken && reading->at < reading->length && digit(reading->text[reading->at])))
        reading->at++;
}

void mentions_read(const char *text, struct mentions *out) {
    struct reading reading = {.text = text, .length = strlen(text), .out = out};
    out->count = 0;
    while (reading.at < reading.length) {
        if (digit(text[reading.at]))
            take_number(&reading);
        else if (!letter(text[reading.at]) || !take_english_month(&reading))
            reading.at++;
    }
}
