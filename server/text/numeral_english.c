/* SPDX-License-Identifier: MIT */
/* English amounts: magnitudes behind digits (1.2 billion, 3bn) and numbers in words (two hundred and five
 * thousand, half a million, a dozen). Ordinals and fractions in words are no amounts. */
#include <string.h>

#include "text/numeral_parts.h"

#include <stdint.h>

struct word {
    const char *word;
    int number;
};

static const struct word ones[] = {{"one", 1}, {"two", 2}, {"three", 3}, {"four", 4}, {"five", 5}, {"six", 6},
    {"seven", 7}, {"eight", 8}, {"nine", 9}, {NULL, 0}};
static const struct word teens[] = {{"ten", 10}, {"eleven", 11}, {"twelve", 12}, {"thirteen", 13},
    {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19},
    {NULL, 0}};
static const struct word tens[] = {{"twenty", 20}, {"thirty", 30}, {"forty", 40}, {"fifty", 50},
    {"sixty", 60}, {"seventy", 70}, {"eighty", 80}, {"ninety", 90}, {NULL, 0}};
static const struct word articles[] = {{"a", 1}, {"an", 1}, {NULL, 0}};
static const struct word hundreds[] = {{"hundred", 2}, {NULL, 0}}; /* as a power of ten */
static const struct word scales[] = {{"thousand", 3}, {"thousands", 3}, {"million", 6}, {"millions", 6},
    {"billion", 9}, {"billions", 9}, {"trillion", 12}, {"trillions", 12}, {NULL, 0}};
static const struct word dozens[] = {{"dozen", 12}, {NULL, 0}};

static bool word_ends(struct source source, size_t at) {
    return !scan_letter(source, at) && !scan_digit(source, at);
}

/* A whole word of the table at *at, which moves past it; 0 where there is none. */
static int take(struct source source, size_t *at, const struct word *words) {
    for (; words->word; words++) {
        size_t length = scan_word(source, *at, words->word);
        if (length > 0 && word_ends(source, *at + length)) {
            *at += length;
            return words->number;
        }
    }
    return 0;
}

/* The same behind spaces or one hyphen. */
static int take_next(struct source source, size_t *at, const struct word *words) {
    size_t next = scan_spaces(source, *at);
    if (next == *at)
        next += scan_word(source, *at, "-");
    int number = next > *at ? take(source, &next, words) : 0;
    if (number > 0)
        *at = next;
    return number;
}

static bool take_literal(struct source source, size_t *at, const char *word) {
    const struct word words[] = {{word, 1}, {NULL, 0}};
    return take_next(source, at, words) > 0;
}

static int64_t below_hundred(struct source source, size_t *at) {
    int number = take(source, at, teens);
    if (number == 0)
        number = take(source, at, ones);
    if (number > 0)
        return number;
    number = take(source, at, tens);
    return number > 0 ? number + take_next(source, at, ones) : 0;
}

/* Behind "hundred": [and] seventeen. */
static int64_t rest_of_hundred(struct source source, size_t *at, bool between) {
    size_t next = *at;
    if (!between)
        take_literal(source, &next, "and");
    size_t start = scan_spaces(source, next);
    int64_t number = start > next ? below_hundred(source, &start) : 0;
    if (number > 0)
        *at = start;
    return number;
}

/* Up to 999, with what a range may borrow: leading and the power of ten behind it (-1: nothing). */
struct group {
    int64_t number, leading;
    int scale;
};

static struct group group_read(struct source source, size_t *at, bool between) {
    int64_t first = below_hundred(source, at);
    if (first == 0)
        first = take(source, at, articles);
    struct group group = {.number = first, .leading = first};
    if (first == 0 || take_next(source, at, hundreds) == 0)
        return group;
    int64_t rest = rest_of_hundred(source, at, between);
    group.number = first * 100 + rest;
    group.scale = rest > 0 ? -1 : 2;
    return group;
}

static void multiply(struct amount *amount, struct decimal factor) {
    amount->sound = decimal_multiply(amount->value, factor, &amount->value) && amount->sound;
    if (amount->scale.coefficient != 0)
        amount->sound = decimal_multiply(amount->scale, factor, &amount->scale) && amount->sound;
}

static struct decimal power_of_ten(int power) {
    return (struct decimal){.coefficient = 1, .exponent = power};
}

/* and a half: 0.5 of what the magnitude behind will multiply */
static void take_half(struct source source, struct amount *amount) {
    static const struct decimal half = {.coefficient = 5, .exponent = -1};
    size_t at = amount->end;
    if (!take_literal(source, &at, "and") || !take_literal(source, &at, "a") ||
        !take_literal(source, &at, "half"))
        return;
    amount->sound = decimal_add(amount->value, half, &amount->value) && amount->sound;
    amount->leading = amount->value;
    amount->end = at;
}

static void take_scales(struct source source, struct amount *amount) {
    int number;
    take_half(source, amount);
    if (take_next(source, &amount->end, hundreds) > 0)
        multiply(amount, power_of_ten(2));
    while ((number = take_next(source, &amount->end, scales)) > 0)
        multiply(amount, power_of_ten(number));
    if ((number = take_next(source, &amount->end, dozens)) > 0)
        multiply(amount, (struct decimal){.coefficient = number});
}

/* $3.5 of $3.5m, looked at from behind. */
static bool is_money(struct source source, size_t end) {
    static const char *const signs[] = {"$", "₩", "€", "£", "¥", NULL};
    while (end > 0 && strchr("0123456789.,", source.bytes[end - 1]) && source.bytes[end - 1])
        end--;
    return scan_any_before(source, end, signs) > 0;
}

/* Glued to digits: 1.2bn, 3k; "m" is a million of money, and else as often a metre. */
static void take_suffix(struct source source, struct amount *amount) {
    static const struct word suffixes[] = {{"bn", 9}, {"tn", 12}, {"k", 3}, {NULL, 0}};
    static const struct word money[] = {{"m", 6}, {NULL, 0}};
    int number = take(source, &amount->end, suffixes);
    if (number == 0 && is_money(source, amount->end))
        number = take(source, &amount->end, money);
    if (number > 0)
        multiply(amount, power_of_ten(number));
}

void english_scale(struct source source, struct amount *amount) {
    static const struct word spaced[] = {{"bn", 9}, {"tn", 12}, {NULL, 0}};
    size_t start = amount->end;
    take_suffix(source, amount);
    if (amount->end > start)
        return;
    take_scales(source, amount);
    size_t at = scan_spaces(source, amount->end);
    int number = amount->end == start && at > start ? take(source, &at, spaced) : 0;
    if (number == 0)
        return;
    multiply(amount, power_of_ten(number));
    amount->end = at;
}

static bool begin(struct amount *out, struct decimal number, size_t end) {
    *out =
        (struct amount){.form = FORM_ENGLISH, .value = number, .leading = number, .sound = true, .end = end};
    out->scale.coefficient = 1;
    return true;
}

/* half a million, half million */
static bool half_read(struct source source, size_t at, struct amount *out) {
    static const struct word half[] = {{"half", 1}, {NULL, 0}};
    if (take(source, &at, half) == 0)
        return false;
    take_next(source, &at, articles);
    begin(out, (struct decimal){.coefficient = 5, .exponent = -1}, at);
    take_scales(source, out);
    return out->end > at;
}

/* Behind "two hundred thousand": three hundred and five. Each magnitude is below the one before. */
static void take_groups(struct source source, bool between, int limit, struct amount *amount) {
    for (;;) {
        size_t at = amount->end;
        if (!between)
            take_literal(source, &at, "and");
        size_t start = scan_spaces(source, at);
        struct group group = start > at ? group_read(source, &start, between) : (struct group){0};
        int power = group.number > 0 ? take_next(source, &start, scales) : 0;
        struct decimal part = {0};
        if (group.number == 0 || power >= limit || !decimal_from_integer(group.number, &part) ||
            !decimal_multiply(part, power_of_ten(power), &part))
            return;
        amount->sound = decimal_add(amount->value, part, &amount->value) && amount->sound;
        amount->scale = (struct decimal){0};
        amount->end = start;
        limit = power;
    }
}

static bool words_read(struct source source, size_t at, bool between, struct amount *out) {
    size_t article_end = at;
    bool article = take(source, &article_end, articles) > 0;
    struct group group = group_read(source, &at, between);
    struct decimal number;
    if (group.number == 0 || !decimal_from_integer(group.number, &number))
        return false;
    begin(out, number, at);
    decimal_from_integer(group.leading, &out->leading);
    out->scale = group.scale < 0 ? (struct decimal){0} : power_of_ten(group.scale);
    take_half(source, out);
    int power = take_next(source, &out->end, scales);
    int dozen = power == 0 ? take_next(source, &out->end, dozens) : 0;
    multiply(out, dozen > 0 ? (struct decimal){.coefficient = dozen} : power_of_ten(power));
    if (power > 0)
        take_groups(source, between, power, out);
    return !article || out->end > article_end; /* "a" is a number only before a magnitude */
}

/* twenty-first, two-thirds, one-year, one's, one another: words that only begin like numbers. */
static bool goes_on(struct source source, size_t at) {
    static const char *const joined[] = {"-", "'", "\u2019", NULL};
    static const char *const words[] = {"first", "second", "third", "fourth", "fifth", "sixth", "seventh",
        "eighth", "ninth", "another", "thirds", "quarters", "fifths", NULL};
    size_t joint = scan_any(source, at, joined);
    if (joint > 0 && scan_letter(source, at + joint))
        return true;
    size_t next = scan_spaces(source, at);
    size_t length = next > at ? scan_any(source, next, words) : 0;
    return length > 0 && word_ends(source, next + length);
}

bool english_word(struct source source, size_t at, bool between, struct amount *out) {
    if (!scan_latin(source, at) || (!half_read(source, at, out) && !words_read(source, at, between, out)))
        return false;
    out->sound = out->sound && !goes_on(source, out->end);
    return true;
}
