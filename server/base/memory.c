/* SPDX-License-Identifier: MIT */
#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *present(void *memory) {
    if (!memory) {
        fputs("factd: out of memory\n", stderr);
        abort();
    }
    return memory;
}

void *memory_zeroed(size_t count, size_t size) {
    return present(calloc(count ? count : 1, size ? size : 1));
}

void *memory_resized(void *old, size_t size) {
    return present(realloc(old, size ? size : 1));
}

char *memory_string(const char *text) {
    return present(strdup(text));
}
