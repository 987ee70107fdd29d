/* SPDX-License-Identifier: MIT */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"

void buf_grow(struct buf *buf, size_t more) {
    size_t need = buf->length + more + 1;
    size_t size = buf->size ? buf->size : 256;
    while (size < need)
        size *= 2;
    buf->bytes = memory_resized(buf->bytes, size);
    buf->size = size;
}

void buf_all(struct buf *buf, const char *const *texts) {
    for (; *texts; texts++)
        buf_text(buf, *texts);
}

void buf_integer(struct buf *buf, int64_t number) {
    char digits[20]; /* of the most negative, with its sign */
    char *at = digits + sizeof digits;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do
        *--at = (char)('0' + rest % 10);
    while ((rest /= 10));
    if (number < 0)
        *--at = '-';
    buf_append(buf, at, (size_t)(digits + sizeof digits - at));
}

void buf_printf(struct buf *buf, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length > 0) {
        if (buf->size - buf->length <= (size_t)length)
            buf_grow(buf, (size_t)length);
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
