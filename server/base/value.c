/* SPDX-License-Identifier: MIT */
#include "base/value.h"

#include <string.h>

struct value value_null(void) {
    return (struct value){.type = VALUE_NULL};
}

struct value value_integer(int64_t integer) {
    return (struct value){.type = VALUE_INTEGER, .integer = integer};
}

struct value value_real(double real) {
    return (struct value){.type = VALUE_REAL, .real = real};
}

struct value value_text(const char *text) {
    return text ? value_bytes(text, strlen(text)) : value_null();
}

struct value value_bytes(const char *text, size_t length) {
    return (struct value){.type = VALUE_TEXT, .text = text, .length = length};
}
