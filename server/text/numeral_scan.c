/* SPDX-License-Identifier: MIT */
/* Owns what a letter, a space and a well-grouped run of digits are. Knows no language. */
#include "text/numeral_scan.h"

#include <stdint.h>
#include <string.h>

#include "text/utf8.h"

static size_t previous(struct source source, size_t at) {
    size_t start = at - 1;
    while (start > 0 && at - start < 4 && ((unsigned char)source.bytes[start] & 0xC0) == 0x80)
        start--;
    return start;
}

/* -1 where the bytes before `at` (above 0) are no UTF-8 */
static int32_t code_before(struct source source, size_t at) {
    size_t start = previous(source, at);
    int32_t code = utf8_next(source.bytes, at, &start);
    return start == at ? code : -1;
}

size_t scan_next(struct source source, size_t at) {
    size_t next = at;
    return utf8_next(source.bytes, source.length, &next) < 0 ? at + 1 : next;
}

static bool ascii_letter(int32_t code) {
    return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
}

static bool ascii_digit(int32_t code) {
    return code >= '0' && code <= '9';
}

static bool is_letter(int32_t code) {
    /* Ranges of punctuation, symbols and signs; what they leave above ASCII is letters. */
    static const struct {
        int32_t first, last;
    } others[] = {
        {0x80, 0xB1},
        {0xB4, 0xB8},
        {0xBA, 0xBB},
        {0xBF, 0xBF},
        {0xD7, 0xD7},
        {0xF7, 0xF7},
        {0x2000, 0x206F},
        {0x20A0, 0x20CF},
        {0x2100, 0x214F},
        {0x2190, 0x245F},
        {0x2500, 0x2BFF},
        {0x3000, 0x3004},
        {0x3008, 0x3020},
        {0x3030, 0x3030},
        {0x3200, 0x33FF},
        {0xFE10, 0xFE1F},
        {0xFE30, 0xFE6F},
        {0xFF01, 0xFF0F},
        {0xFF1A, 0xFF20},
        {0xFF3B, 0xFF40},
        {0xFF5B, 0xFF65},
        {0xFFE0, 0xFFEE},
        {0x1F000, 0x1FAFF},
    };
    if (code < 0x80)
        return code < 0 || ascii_letter(code);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (code >= others[i].first && code <= others[i].last)
            return false;
    return true;
}

bool scan_letter(struct source source, size_t at) {
    return at < source.length && is_letter(utf8_next(source.bytes, source.length, &at));
}

bool scan_letter_before(struct source source, size_t at) {
    return at > 0 && is_letter(code_before(source, at));
}

bool scan_latin(struct source source, size_t at) {
    return at < source.length && ascii_letter(source.bytes[at]);
}

bool scan_digit(struct source source, size_t at) {
    return at < source.length && ascii_digit(source.bytes[at]);
}

bool scan_digit_before(struct source source, size_t at) {
    return at > 0 && ascii_digit(source.bytes[at - 1]);
}

static char lower(char byte) {
    return (char)(byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte);
}

size_t scan_word(struct source source, size_t at, const char *word) {
    size_t i = 0;
    for (; word[i]; i++)
        if (at + i >= source.length || lower(source.bytes[at + i]) != lower(word[i]))
            return 0;
    return i;
}

size_t scan_word_before(struct source source, size_t end, const char *word) {
    size_t length = strlen(word);
    return length <= end ? scan_word(source, end - length, word) : 0;
}

size_t scan_any(struct source source, size_t at, const char *const *words) {
    size_t length = 0;
    while (*words && length == 0)
        length = scan_word(source, at, *words++);
    return length;
}

size_t scan_any_before(struct source source, size_t end, const char *const *words) {
    size_t length = 0;
    while (*words && length == 0)
        length = scan_word_before(source, end, *words++);
    return length;
}

/* no-break, narrow no-break */
static const char *const spaces[] = {" ", "\t", "\u00a0", "\u202f", NULL};

size_t scan_spaces(struct source source, size_t at) {
    for (size_t length; (length = scan_any(source, at, spaces)) > 0;)
        at += length;
    return at;
}

size_t scan_spaces_before(struct source source, size_t end) {
    for (size_t length; (length = scan_any_before(source, end, spaces)) > 0;)
        end -= length;
    return end;
}

/* Copies the number without its commas; false where commas, points or zeros stand wrongly. */
static bool ungroup(const char *text, size_t length, char *out, size_t *out_length) {
    size_t point = 0, count = 0, comma = 0;
    bool grouped = false;
    while (point < length && text[point] != '.')
        point++;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == ',') {
            if (i > point || (grouped ? i - comma != 4 : i > 3))
                return false;
            grouped = true;
            comma = i;
        } else if (text[i] == '.' && i != point)
            return false;
        else
            out[count++] = text[i];
    }
    *out_length = count;
    return (!grouped || point - comma == 4) && (text[0] != '0' || point == 1);
}

bool scan_number(struct source source, size_t at, struct decimal *out, size_t *end) {
    enum { LONGEST = 64 }; /* far past the 16 digits and 5 commas a number within bounds needs */
    char plain[LONGEST];
    size_t length;
    size_t stop = at;
    while (scan_digit(source, stop) ||
           (stop < source.length && strchr(".,", source.bytes[stop]) && scan_digit(source, stop + 1)))
        stop++;
    *end = stop;
    return stop > at && stop - at <= LONGEST && ungroup(source.bytes + at, stop - at, plain, &length) &&
           decimal_parse(plain, length, out);
}
