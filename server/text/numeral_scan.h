/* SPDX-License-Identifier: MIT */
/* Looking at UTF-8 from any place, forwards and backwards, for the readers of numerals. Every function takes
 * any place up to the length and reads only inside; bytes that are no UTF-8 count as letters, so that no
 * number is read that touches them. */
#ifndef FACTD_TEXT_NUMERAL_SCAN_H
#define FACTD_TEXT_NUMERAL_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "text/decimal.h"

struct source {
    const char *bytes;
    size_t length;
};

size_t scan_next(struct source source, size_t at);

/* ASCII digits are no letters; letters of all scripts, superscripts and vulgar fractions are. */
bool scan_letter(struct source source, size_t at);
bool scan_letter_before(struct source source, size_t at);
bool scan_latin(struct source source, size_t at);
bool scan_digit(struct source source, size_t at);
bool scan_digit_before(struct source source, size_t at);

/* The bytes that `word` takes at `at` (or just before `end`), 0 where it is not there. ASCII letters match in
 * either case; word boundaries are the caller's. */
size_t scan_word(struct source source, size_t at, const char *word);
size_t scan_word_before(struct source source, size_t end, const char *word);

/* The first of the NULL-terminated words that is there. */
size_t scan_any(struct source source, size_t at, const char *const *words);
size_t scan_any_before(struct source source, size_t end, const char *const *words);

/* Past the spaces (no-break ones too) that begin at `at`; where those begin that end at `end`. */
size_t scan_spaces(struct source source, size_t at);
size_t scan_spaces_before(struct source source, size_t end);

/* The ASCII number that begins at `at`: digits, thousands commas, a fraction. *end is past it even where
 * false says that it is none (25,00 or 1.2.3 or 007). */
bool scan_number(struct source source, size_t at, struct decimal *out, size_t *end);

#endif
