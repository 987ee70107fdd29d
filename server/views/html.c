/* SPDX-License-Identifier: MIT */
#include "views/html.h"

#include <stdarg.h>
#include <string.h>

static const char *entity(char c) {
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    }
    return NULL;
}

void html_text(struct buf *out, const char *text, size_t length) {
    size_t from = 0;
    for (size_t i = 0; i < length; i++) {
        const char *name = entity(text[i]);
        if (!name)
            continue;
        buf_append(out, text + from, i - from);
        buf_text(out, name);
        from = i + 1;
    }
    buf_append(out, text + from, length - from);
}

/* Puts what stands at a % and returns what is behind it. */
static const char *put_one(struct buf *out, const char *at, va_list *values) {
    const char *text;
    switch (*at) {
    case 's':
        text = va_arg(*values, const char *);
        html_text(out, text ? text : "", text ? strlen(text) : 0);
        return at + 1;
    case 'd':
        buf_integer(out, va_arg(*values, int));
        return at + 1;
    case 'z':
        buf_integer(out, (int64_t)va_arg(*values, size_t));
        return at + 2;
    }
    buf_char(out, *at);
    return at + 1;
}

void html_put(struct buf *out, const char *format, ...) {
    va_list values;
    va_start(values, format);
    for (const char *at = format; *at;) {
        size_t plain = strcspn(at, "%");
        buf_append(out, at, plain);
        at += plain;
        if (*at)
            at = put_one(out, at + 1, &values);
    }
    va_end(values);
}
