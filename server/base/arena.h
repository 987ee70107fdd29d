/* SPDX-License-Identifier: MIT */
/* Memory that lives and dies together: one arena a request or a document. A zeroed struct is an empty arena.
 * Not for several threads at once. */
#ifndef FACTD_BASE_ARENA_H
#define FACTD_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena_chunk;

struct arena {
    struct arena_chunk *newest;
};

/* Zeroed, aligned for any type, valid until arena_close. */
void *arena_alloc(struct arena *arena, size_t count, size_t size);

/* The same, but for what is in it: for what is written before it is read. */
void *arena_room(struct arena *arena, size_t count, size_t size);

/* A copy with a NUL behind it. */
char *arena_copy(struct arena *arena, const char *bytes, size_t length);
char *arena_string(struct arena *arena, const char *text);

__attribute__((format(printf, 2, 3))) char *arena_printf(struct arena *arena, const char *format, ...);

void arena_close(struct arena *arena);

#define AUTO_ARENA __attribute__((cleanup(arena_close))) struct arena

#endif
