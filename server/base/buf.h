/* SPDX-License-Identifier: MIT */
/* A growing run of bytes. A zeroed struct is empty. `bytes` is NUL-terminated once anything was appended;
 * the NUL is not counted in `length`. */
#ifndef FACTD_BASE_BUF_H
#define FACTD_BASE_BUF_H

#include <stddef.h>

struct buf {
    char *bytes;
    size_t length;
    size_t size;
};

void buf_append(struct buf *buf, const char *bytes, size_t length);
void buf_text(struct buf *buf, const char *text);
void buf_char(struct buf *buf, char c);
__attribute__((format(printf, 2, 3))) void buf_printf(struct buf *buf, const char *format, ...);

/* The bytes, NUL-terminated even when empty, now the caller's to free; the buf is empty after. */
char *buf_take(struct buf *buf);
void buf_close(struct buf *buf);

#define AUTO_BUF __attribute__((cleanup(buf_close))) struct buf

#endif
