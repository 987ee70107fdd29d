/* SPDX-License-Identifier: MIT */
/* Memory that is there or the process ends: every size in factd is bounded, so running out means the machine
 * is, and a supervisor's restart serves better than code that nobody can test. */
#ifndef FACTD_BASE_MEMORY_H
#define FACTD_BASE_MEMORY_H

#include <stddef.h>

/* Zeroed; the caller frees with free(). */
void *memory_zeroed(size_t count, size_t size);
/* The same at a multiple of `alignment`, a power of two that divides `size`. */
void *memory_aligned(size_t alignment, size_t size);

void *memory_resized(void *old, size_t size);
char *memory_string(const char *text);

/* Once, before any thread: freed memory is kept to be used again. */
void memory_keep(void);

#endif
