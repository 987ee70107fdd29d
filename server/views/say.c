/* SPDX-License-Identifier: MIT */
#include "views/say.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "text/date.h"
#include "text/decimal.h"

/* ---- numbers ---- */

static void put_grouped(struct buf *out, const char *digits) {
    size_t whole = strcspn(digits, "."), sign = *digits == '-';
    for (size_t i = 0; digits[i]; i++) {
        if (i > sign && i < whole && (whole - i) % 3 == 0)
            buf_char(out, ',');
        buf_char(out, digits[i]);
    }
}

/* Koreans count in ten thousands: at most two of these words are easier to read than digits. */
static bool put_korean(struct buf *out, int64_t number) {
    static const struct {
        int64_t unit;
        const char *word;
    } words[] = {{1000000000000, "조"}, {100000000, "억"}, {10000, "만"}, {1, ""}};
    int64_t size = number < 0 ? -number : number, rest = size;
    int parts = 0;
    for (size_t i = 0; i < sizeof words / sizeof *words; rest %= words[i++].unit)
        parts += rest >= words[i].unit;
    if (size < 10000 || parts > 2)
        return false;
    buf_text(out, number < 0 ? "-" : "");
    rest = size;
    for (size_t i = 0; i < sizeof words / sizeof *words; rest %= words[i++].unit) {
        char digits[32];
        if (rest < words[i].unit)
            continue;
        snprintf(digits, sizeof digits, "%" PRId64, rest / words[i].unit);
        buf_text(out, rest < size ? " " : "");
        put_grouped(out, digits);
        buf_text(out, words[i].word);
    }
    return true;
}

void say_digits(struct view *view, const struct value *number) {
    char digits[DECIMAL_TEXT_SIZE] = "";
    struct decimal decimal;
    if (number->type == VALUE_INTEGER)
        snprintf(digits, sizeof digits, "%" PRId64, number->integer);
    else if (decimal_from_double(number->real, &decimal))
        decimal_print(decimal, digits);
    put_grouped(view->out, digits);
}

void say_number(struct view *view, const struct value *number) {
    bool words = view->language == KOREAN && number->type == VALUE_INTEGER;
    if (!words || !put_korean(view->out, number->integer))
        say_digits(view, number);
}

/* ---- dates ---- */

static void put_day(struct view *view, struct date date) {
    static const char *const months[] = {"", "January", "February", "March", "April", "May", "June", "July",
        "August", "September", "October", "November", "December"};
    struct buf *out = view->out;
    if (view->language == KOREAN) {
        html_put(out, "%d년", date.year);
        if (date.month)
            html_put(out, " %d월", date.month);
        if (date.day)
            html_put(out, " %d일", date.day);
        return;
    }
    if (date.day)
        html_put(out, "%d ", date.day);
    if (date.month)
        html_put(out, "%s ", months[date.month]);
    html_put(out, "%d", date.year);
}

static bool is_one_day(const struct date_range *range) {
    return memcmp(&range->from, &range->to, sizeof range->from) == 0;
}

static void put_range(struct view *view, const struct date_range *range) {
    if (range->open_from) {
        html_put(view->out, "%s", SAY(view->language, "", "on or before "));
        put_day(view, range->to);
        html_put(view->out, "%s", SAY(view->language, " 또는 그 전", ""));
    } else if (range->open_to) {
        html_put(view->out, "%s", SAY(view->language, "", "on or after "));
        put_day(view, range->from);
        html_put(view->out, "%s", SAY(view->language, " 또는 그 뒤", ""));
    } else {
        put_day(view, range->from);
        html_put(view->out, " – ");
        put_day(view, range->to);
    }
}

void say_date(struct view *view, const char *date) {
    char day[DATE_TEXT_SIZE];
    size_t first = strcspn(date, "T/");
    struct date_range range;
    snprintf(day, sizeof day, "%.*s", (int)first, date);
    if (!date_range_parse(date[first] == 'T' ? day : date, &range)) {
        html_put(view->out, "%s", date);
        return;
    }
    if (range.open_from || range.open_to || !is_one_day(&range)) {
        put_range(view, &range);
        return;
    }
    html_put(view->out, "<time datetime=\"%s\">", day);
    put_day(view, range.from);
    html_put(view->out, "</time>");
}

void say_instant(struct view *view, const char *instant) {
    char minute[6];
    snprintf(minute, sizeof minute, "%.5s", strlen(instant) > 16 ? instant + 11 : "");
    html_put(view->out, "<span class=\"instant\">");
    say_date(view, instant);
    html_put(view->out, " %s</span>", minute);
}
