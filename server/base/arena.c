/* SPDX-License-Identifier: MIT */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* A list answer with its rows takes a few of these; one object, one. */
enum { CHUNK_BYTES = 16 * 1024 };

struct arena_chunk {
    struct arena_chunk *older;
    size_t used;
    size_t size;
    alignas(max_align_t) char bytes[];
};

static struct arena_chunk *chunk_with_room(struct arena *arena, size_t size) {
    struct arena_chunk *chunk = arena->newest;
    if (chunk && chunk->size - chunk->used >= size)
        return chunk;
    size_t room = size > CHUNK_BYTES ? size : CHUNK_BYTES;
    chunk = memory_resized(NULL, sizeof *chunk + room);
    *chunk = (struct arena_chunk){.older = arena->newest, .size = room};
    arena->newest = chunk;
    return chunk;
}

void *arena_room(struct arena *arena, size_t count, size_t size) {
    size_t align = alignof(max_align_t);
    if (size && count > (SIZE_MAX / 2) / size)
        abort(); /* no caller's bound lets this happen */
    size_t bytes = (count * size + align - 1) & ~(align - 1);
    struct arena_chunk *chunk = chunk_with_room(arena, bytes ? bytes : align);
    void *memory = chunk->bytes + chunk->used;
    chunk->used += bytes;
    return memory;
}

void *arena_alloc(struct arena *arena, size_t count, size_t size) {
    void *memory = arena_room(arena, count, size);
    memset(memory, 0, count * size);
    return memory;
}

char *arena_copy(struct arena *arena, const char *bytes, size_t length) {
    char *copy = arena_room(arena, length + 1, 1);
    if (length)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}

char *arena_string(struct arena *arena, const char *text) {
    return arena_copy(arena, text, strlen(text));
}

char *arena_printf(struct arena *arena, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    size_t size = length < 0 ? 1 : (size_t)length + 1;
    char *text = arena_room(arena, size, 1);
    text[0] = '\0'; /* where vsnprintf fails */
    vsnprintf(text, size, format, again);
    va_end(again);
    return text;
}

void arena_close(struct arena *arena) {
    while (arena->newest) {
        struct arena_chunk *older = arena->newest->older;
        free(arena->newest);
        arena->newest = older;
    }
}
