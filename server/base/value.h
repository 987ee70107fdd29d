/* SPDX-License-Identifier: MIT */
/* One value of a row or of a placeholder. */
#ifndef FACTD_BASE_VALUE_H
#define FACTD_BASE_VALUE_H

#include <stddef.h>
#include <stdint.h>

enum value_type { VALUE_NULL, VALUE_INTEGER, VALUE_REAL, VALUE_TEXT };

struct value {
    enum value_type type;
    int64_t integer;
    double real;
    const char *text; /* NUL-terminated as well; whose it is, the function that gives the value says */
    size_t length;
};

struct value value_null(void);
struct value value_integer(int64_t integer);
struct value value_real(double real);

/* Borrows the text; a NULL text is a null value. */
struct value value_text(const char *text);
struct value value_bytes(const char *text, size_t length);

#endif
