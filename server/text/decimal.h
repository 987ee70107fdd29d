/* SPDX-License-Identifier: MIT */
/* Decimal numbers, compared as decimals: 2.5 is 2.5 and never 2.4999. Integers up to 2^53 - 1 (so some of 16
 * digits) and fractions of at most 15 significant digits and 40 places: every JSON reader gets them exactly.
 */
#ifndef FACTD_TEXT_DECIMAL_H
#define FACTD_TEXT_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* coefficient * 10^exponent, the coefficient without trailing zeros (0 is {0, 0}), so equal numbers are equal
 * structs. */
struct decimal {
    int64_t coefficient;
    int exponent;
};

enum { DECIMAL_TEXT_SIZE = 48 };

/* Reads plain digits with an optional sign, fraction and exponent: all of `text`. False: not a number, or
 * past the bounds above. */
bool decimal_parse(const char *text, size_t length, struct decimal *out);

bool decimal_from_integer(int64_t integer, struct decimal *out);

/* The shortest decimal within the bounds that reads back as this very double; false where there is none. */
bool decimal_from_double(double number, struct decimal *out);

/* false where the result leaves the bounds */
bool decimal_multiply(struct decimal a, struct decimal b, struct decimal *out);
bool decimal_add(struct decimal a, struct decimal b, struct decimal *out);

/* -1, 0, 1 */
int decimal_compare(struct decimal a, struct decimal b);

/* True with the integer where the number has no fraction. */
bool decimal_integer(struct decimal number, int64_t *out);
double decimal_double(struct decimal number);

/* Shortest form: an integer without fraction, a decimal without exponent. Returns `out`. */
const char *decimal_print(struct decimal number, char out[static DECIMAL_TEXT_SIZE]);

#endif
