/* SPDX-License-Identifier: MIT */
#include "document/message.h"

#include <string.h>

#include "base/buf.h"
#include "text/escape.h"
#include "text/utf8.h"

/* Twice the longest quote. */
enum { SHOWN_LENGTH_MAX = 80 };

const char *message_text(struct arena *arena, const char *text) {
    AUTO_BUF out = {0};
    size_t length = strlen(text), shown = utf8_offset(text, length, SHOWN_LENGTH_MAX);
    buf_char(&out, '"');
    escape_visible(&out, text, shown);
    buf_text(&out, shown < length ? "…\"" : "\"");
    return arena_copy(arena, out.bytes, out.length);
}

const char *message_list(struct arena *arena, const char *const *words) {
    AUTO_BUF out = {0};
    for (size_t i = 0; words[i]; i++) {
        if (i > 0)
            buf_text(&out, words[i + 1] ? ", " : " and ");
        buf_text(&out, words[i]);
    }
    return arena_copy(arena, out.bytes ? out.bytes : "", out.length);
}
