/* SPDX-License-Identifier: MIT */
/* UTF-8 (RFC 3629) seen as code points. Positions in an article count code points, from 0, over the file's
 * own characters: nothing is normalised. */
#ifndef FACTD_TEXT_UTF8_H
#define FACTD_TEXT_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { UTF8_NO_BREAK_SPACE = 0xA0 };

/* The code point at text[*at], which moves past it; -1 where the bytes are no UTF-8 or the text is at its end
 * (*at stays). Refuses surrogates, overlong forms and what lies past U+10FFFF. */
int32_t utf8_next(const char *text, size_t length, size_t *at);

bool utf8_valid(const char *text, size_t length);

/* Code points of a valid text. */
size_t utf8_count(const char *text, size_t length);

/* Bytes that the first `count` code points of a valid text take, at most `length`. */
size_t utf8_offset(const char *text, size_t length, size_t count);

/* Writes a code point other than a surrogate, with a NUL behind it. */
void utf8_put(int32_t code, char out[static 5]);

#endif
