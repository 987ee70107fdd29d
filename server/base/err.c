/* SPDX-License-Identifier: MIT */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>

bool err_set(struct err *err, enum err_kind kind, const char *field, const char *format, ...) {
    *err = (struct err){.kind = kind};
    snprintf(err->field, sizeof err->field, "%s", field ? field : "");
    va_list args;
    va_start(args, format);
    vsnprintf(err->detail, sizeof err->detail, format, args);
    va_end(args);
    return false;
}

void err_print(const struct err *err) {
    fprintf(stderr, "factd: %s%s%s\n", err->field, err->field[0] ? ": " : "", err->detail);
}
