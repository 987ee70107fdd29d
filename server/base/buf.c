/* SPDX-License-Identifier: MIT */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static void make_room(struct buf *buf, size_t more) {
    size_t need = buf->length + more + 1;
    if (need <= buf->size)
        return;
    size_t size = buf->size ? buf->size : 256;
    while (size < need)
        size *= 2;
    buf->bytes = memory_resized(buf->bytes, size);
    buf->size = size;
}

void buf_append(struct buf *buf, const char *bytes, size_t length) {
    make_room(buf, length);
    if (length)
        memcpy(buf->bytes + buf->length, bytes, length);
    buf->length += length;
    buf->bytes[buf->length] = '\0';
}

void buf_text(struct buf *buf, const char *text) {
    buf_append(buf, text, strlen(text));
}

void buf_char(struct buf *buf, char c) {
    buf_append(buf, &c, 1);
}

void buf_printf(struct buf *buf, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length > 0) {
        make_room(buf, (size_t)length);
        vsnprintf(buf->bytes + buf->length, (size_t)length + 1, format, again);
        buf->length += (size_t)length;
    }
    va_end(again);
}

char *buf_take(struct buf *buf) {
    buf_append(buf, "", 0);
    char *bytes = buf->bytes;
    *buf = (struct buf){0};
    return bytes;
}

void buf_close(struct buf *buf) {
    free(buf->bytes);
    *buf = (struct buf){0};
}
