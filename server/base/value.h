/* SPDX-License-Identifier: MIT */
/* One value of a row or of a placeholder. */
#ifndef FACTD_BASE_VALUE_H
#define FACTD_BASE_VALUE_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum value_type { VALUE_NULL, VALUE_INTEGER, VALUE_REAL, VALUE_TEXT };

struct value {
    enum value_type type;
    int64_t integer;
    double real;
    const char *text; /* NUL-terminated as well; whose it is, the function that gives the value says */
    size_t length;
};

/* Inline, since every column of every row is made by one of these. */

static inline struct value value_null(void) {
    return (struct value){.type = VALUE_NULL};
}

static inline struct value value_integer(int64_t integer) {
    return (struct value){.type = VALUE_INTEGER, .integer = integer};
}

static inline struct value value_real(double real) {
    return (struct value){.type = VALUE_REAL, .real = real};
}

/* Borrows the text. */
static inline struct value value_bytes(const char *text, size_t length) {
    return (struct value){.type = VALUE_TEXT, .text = text, .length = length};
}

/* The same; a NULL text is a null value. */
static inline struct value value_text(const char *text) {
    return text ? value_bytes(text, strlen(text)) : value_null();
}

#endif
