/* SPDX-License-Identifier: MIT */
#include "text/nearest.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* No known word is longer; a longer typed one has no near word. */
enum { LONGEST = 64 };

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

/* Case is no mistake worth counting. */
static bool differ(char a, char b) {
    return tolower((unsigned char)a) != tolower((unsigned char)b);
}

/* Optimal string alignment: insertions, deletions, substitutions and swapped neighbours count one each. */
static size_t distance(const char *a, size_t a_length, const char *b, size_t b_length) {
    size_t rows[3][LONGEST + 1];
    size_t *before = rows[0], *above = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b_length; j++)
        above[j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        row[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            row[j] = least(least(above[j] + 1, row[j - 1] + 1), above[j - 1] + differ(a[i - 1], b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
        }
        size_t *spare = before;
        before = above;
        above = row;
        row = spare;
    }
    return above[b_length];
}

struct nearest nearest_to(const char *word) {
    return (struct nearest){.word = word, .distance = SIZE_MAX};
}

/* "name" for "name.ko", "date" for "date_from". */
static bool is_beginning(const char *word, size_t length, const char *known) {
    return length > 0 && strncmp(word, known, length) == 0 && (known[length] == '.' || known[length] == '_');
}

void nearest_try(struct nearest *nearest, const char *known) {
    size_t typed = strlen(nearest->word), length = strlen(known);
    if (typed > LONGEST || length > LONGEST)
        return;
    size_t allowed = typed / 3 ? typed / 3 : 1;
    size_t far =
        is_beginning(nearest->word, typed, known) ? 1 : distance(nearest->word, typed, known, length);
    if (far <= allowed && far < nearest->distance && far < length) {
        nearest->best = known;
        nearest->distance = far;
    }
}
