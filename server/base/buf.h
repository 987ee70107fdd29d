/* SPDX-License-Identifier: MIT */
/* A growing run of bytes. A zeroed struct is empty. `bytes` is NUL-terminated once anything was appended;
 * the NUL is not counted in `length`. */
#ifndef FACTD_BASE_BUF_H
#define FACTD_BASE_BUF_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct buf {
    char *bytes;
    size_t length;
    size_t size;
};

/* Room for so many bytes more and the NUL. */
void buf_grow(struct buf *buf, size_t more);

/* Inline, since bodies are made of thousands of short pieces whose lengths the compiler mostly knows. */
static inline void buf_append(struct buf *buf, const char *bytes, size_t length) {
    if (buf->size - buf->length <= length)
        buf_grow(buf, length);
    if (length)
        memcpy(buf->bytes + buf->length, bytes, length);
    buf->length += length;
    buf->bytes[buf->length] = '\0';
}

static inline void buf_text(struct buf *buf, const char *text) {
    buf_append(buf, text, strlen(text));
}

static inline void buf_char(struct buf *buf, char c) {
    buf_append(buf, &c, 1);
}

/* One text behind the other; none is NULL. */
#define buf_texts(buf, ...) buf_all(buf, (const char *const[]){__VA_ARGS__, NULL})
void buf_all(struct buf *buf, const char *const *texts);

/* In decimal digits. */
void buf_integer(struct buf *buf, int64_t number);

__attribute__((format(printf, 2, 3))) void buf_printf(struct buf *buf, const char *format, ...);

/* The bytes, NUL-terminated even when empty, now the caller's to free; the buf is empty after. */
char *buf_take(struct buf *buf);
void buf_close(struct buf *buf);

#define AUTO_BUF __attribute__((cleanup(buf_close))) struct buf

#endif
