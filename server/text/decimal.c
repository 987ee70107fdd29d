/* SPDX-License-Identifier: MIT */
/* Arithmetic on coefficient and exponent. Everything that leaves this file went through `settle`, which keeps
 * the bounds and the one form a number has. Knows nothing of locales: no radix character is ever read or
 * printed by the C library. */
#include "text/decimal.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const int64_t largest_integer = 9007199254740991; /* 2^53 - 1 */
static const int64_t fraction_limit = 1000000000000000;  /* 10^15: fractions keep below */

enum {
    PLACES_MAX = 40,      /* sign, "0.", 40 places and the NUL fit DECIMAL_TEXT_SIZE */
    EXPONENT_MAX = 10000, /* past any bound, and far from overflow */
};

static int64_t magnitude(int64_t number) {
    return number < 0 ? -number : number;
}

/* number * 10^places; false on overflow */
static bool shift(int64_t number, int places, int64_t *out) {
    *out = number;
    for (; places > 0 && *out != 0; places--)
        if (__builtin_mul_overflow(*out, 10, out))
            return false;
    return true;
}

static bool settle(int64_t coefficient, int64_t exponent, struct decimal *out) {
    *out = (struct decimal){0};
    if (coefficient == 0)
        return true;
    while (coefficient % 10 == 0) {
        coefficient /= 10;
        exponent++;
    }
    if (exponent < -PLACES_MAX || exponent > EXPONENT_MAX)
        return false;
    int64_t integer;
    if (exponent >= 0 &&
        (!shift(coefficient, (int)exponent, &integer) || magnitude(integer) > largest_integer))
        return false;
    if (exponent < 0 && magnitude(coefficient) >= fraction_limit)
        return false;
    *out = (struct decimal){.coefficient = coefficient, .exponent = (int)exponent};
    return true;
}

bool decimal_from_integer(int64_t integer, struct decimal *out) {
    *out = (struct decimal){0};
    return integer >= -largest_integer && integer <= largest_integer && settle(integer, 0, out);
}

/* What decimal_parse has gathered. Zeros wait in `zeros` until a digit behind them makes them count, so that
 * 1.50000000000000000000 has two digits. */
struct digits {
    int64_t coefficient;
    int64_t zeros;
    int64_t places;
    bool some;
};

static bool digits_add(struct digits *digits, char digit) {
    digits->some = true;
    if (digit == '0') {
        digits->zeros += digits->coefficient != 0;
        return true;
    }
    /* A coefficient of 17 digits or more is out of bounds whatever its exponent. */
    int places = digits->zeros < 18 ? (int)digits->zeros + 1 : 19;
    digits->zeros = 0;
    return shift(digits->coefficient, places, &digits->coefficient) &&
           !__builtin_add_overflow(digits->coefficient, digit - '0', &digits->coefficient);
}

static bool read_exponent(const char *text, size_t length, size_t *at, int64_t *out) {
    bool negative = *at < length && text[*at] == '-';
    *at += *at < length && (text[*at] == '-' || text[*at] == '+');
    size_t start = *at;
    int64_t exponent = 0;
    for (; *at < length && text[*at] >= '0' && text[*at] <= '9'; ++*at)
        if (exponent <= EXPONENT_MAX)
            exponent = exponent * 10 + (text[*at] - '0');
    *out = negative ? -exponent : exponent;
    return *at > start;
}

static bool read_digits(const char *text, size_t length, size_t *at, struct digits *digits) {
    size_t start = *at;
    for (; *at < length && text[*at] >= '0' && text[*at] <= '9'; ++*at)
        if (!digits_add(digits, text[*at]))
            return false;
    return *at > start;
}

bool decimal_parse(const char *text, size_t length, struct decimal *out) {
    *out = (struct decimal){0};
    struct digits digits = {0};
    int64_t exponent = 0;
    bool negative = length > 0 && text[0] == '-';
    size_t at = length > 0 && (text[0] == '-' || text[0] == '+');
    if (!read_digits(text, length, &at, &digits))
        return false;
    if (at < length && text[at] == '.') {
        size_t point = at++;
        if (!read_digits(text, length, &at, &digits))
            return false;
        digits.places = (int64_t)(at - point) - 1;
    }
    if (at < length && (text[at] == 'e' || text[at] == 'E')) {
        at++;
        if (!read_exponent(text, length, &at, &exponent))
            return false;
    }
    int64_t coefficient = negative ? -digits.coefficient : digits.coefficient;
    return at == length && settle(coefficient, exponent - digits.places + digits.zeros, out);
}

/* `number` rounded to `precision` digits behind the first, printed by the C library; the digits alone are
 * taken, because the character between them is the locale's. */
static bool rounded(double number, int precision, struct decimal *out) {
    char text[48];
    snprintf(text, sizeof text, "%.*e", precision, number);
    int64_t coefficient = 0;
    char *at = text;
    for (; *at != 'e'; at++)
        if (*at >= '0' && *at <= '9')
            coefficient = coefficient * 10 + (*at - '0');
    return settle(number < 0 ? -coefficient : coefficient, strtol(at + 1, NULL, 10) - precision, out);
}

bool decimal_from_double(double number, struct decimal *out) {
    *out = (struct decimal){0};
    if (!isfinite(number))
        return false;
    if (fabs(number) <= (double)largest_integer && trunc(number) == number)
        return decimal_from_integer((int64_t)number, out);
    for (int precision = 0; precision < 15; precision++)
        if (rounded(number, precision, out) && decimal_double(*out) == number)
            return true;
    *out = (struct decimal){0};
    return false;
}

/* Moves the factors 2 * 5 that stand apart in two coefficients into the exponent. */
static int64_t take_tens(int64_t *even, int64_t *fives) {
    int64_t tens = 0;
    for (; *even != 0 && *fives != 0 && *even % 2 == 0 && *fives % 5 == 0; tens++) {
        *even /= 2;
        *fives /= 5;
    }
    return tens;
}

bool decimal_multiply(struct decimal a, struct decimal b, struct decimal *out) {
    *out = (struct decimal){0};
    int64_t exponent = (int64_t)a.exponent + b.exponent;
    exponent += take_tens(&a.coefficient, &b.coefficient);
    exponent += take_tens(&b.coefficient, &a.coefficient);
    int64_t product;
    /* No tens are left in it, so a product that overflows has too many digits. */
    return !__builtin_mul_overflow(a.coefficient, b.coefficient, &product) && settle(product, exponent, out);
}

bool decimal_add(struct decimal a, struct decimal b, struct decimal *out) {
    *out = (struct decimal){0};
    int exponent = a.exponent < b.exponent ? a.exponent : b.exponent;
    int64_t left, right, sum;
    if (a.coefficient == 0 || b.coefficient == 0) {
        struct decimal only = a.coefficient == 0 ? b : a;
        return settle(only.coefficient, only.exponent, out);
    }
    /* The one that is not shifted ends in no zero, so neither does the sum: overflow means too many digits.
     */
    return shift(a.coefficient, a.exponent - exponent, &left) &&
           shift(b.coefficient, b.exponent - exponent, &right) &&
           !__builtin_add_overflow(left, right, &sum) && settle(sum, exponent, out);
}

/* The place of the first digit: 1 for 1 to 9, 0 for 0.1 to 0.9. */
static int first_place(struct decimal number) {
    int place = number.exponent;
    for (int64_t rest = number.coefficient; rest != 0; rest /= 10)
        place++;
    return place;
}

static int order(int64_t a, int64_t b) {
    return (a > b) - (a < b);
}

int decimal_compare(struct decimal a, struct decimal b) {
    int sign = order(a.coefficient, 0);
    if (sign != order(b.coefficient, 0))
        return order(a.coefficient, b.coefficient);
    if (sign == 0)
        return 0;
    int place_a = first_place(a), place_b = first_place(b);
    if (place_a != place_b)
        return place_a > place_b ? sign : -sign;
    /* With the first digits at one place, the shorter coefficient grows to the longer one's 16 digits at
     * most. */
    int64_t left, right;
    shift(a.coefficient, a.exponent - b.exponent, &left);
    shift(b.coefficient, b.exponent - a.exponent, &right);
    return order(left, right);
}

bool decimal_integer(struct decimal number, int64_t *out) {
    *out = 0;
    return number.exponent >= 0 && shift(number.coefficient, number.exponent, out);
}

double decimal_double(struct decimal number) {
    char text[48];
    /* Without a radix character strtod reads alike in every locale. */
    snprintf(text, sizeof text, "%" PRId64 "e%d", number.coefficient, number.exponent);
    return strtod(text, NULL);
}

const char *decimal_print(struct decimal number, char out[static DECIMAL_TEXT_SIZE]) {
    int64_t integer;
    if (decimal_integer(number, &integer)) {
        snprintf(out, DECIMAL_TEXT_SIZE, "%" PRId64, integer);
        return out;
    }
    char digits[DECIMAL_TEXT_SIZE];
    int places = -number.exponent;
    /* At least one digit stands before the point. */
    int count = snprintf(digits, sizeof digits, "%0*" PRId64, places + 1, magnitude(number.coefficient));
    snprintf(out, DECIMAL_TEXT_SIZE, "%s%.*s.%s", number.coefficient < 0 ? "-" : "", count - places, digits,
        digits + count - places);
    return out;
}
