/* SPDX-License-Identifier: MIT */
#include "base/memory.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEPT_BYTES = 4 * 1024 * 1024 }; /* more than nearly all answers with their rows, of each thread */

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

void *memory_aligned(size_t alignment, size_t size) {
    return memset(present(aligned_alloc(alignment, size)), 0, size);
}

void *memory_resized(void *old, size_t size) {
    return present(realloc(old, size ? size : 1));
}

char *memory_string(const char *text) {
    return present(strdup(text));
}

/* Without this, each answer over 128 KiB gives its pages back, and the next one faults for each of them. */
void memory_keep(void) {
    mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
    mallopt(M_MMAP_THRESHOLD, KEPT_BYTES);
}
