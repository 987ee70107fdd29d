/* SPDX-License-Identifier: MIT */
#include "text/escape.h"

#include <stdint.h>
#include <string.h>

#include "text/utf8.h"

static void json_special(struct buf *out, unsigned char c) {
    switch (c) {
    case '"':
        buf_text(out, "\\\"");
        return;
    case '\\':
        buf_text(out, "\\\\");
        return;
    case '\n':
        buf_text(out, "\\n");
        return;
    case '\r':
        buf_text(out, "\\r");
        return;
    case '\t':
        buf_text(out, "\\t");
        return;
    default:
        buf_printf(out, "\\u%04x", c);
    }
}

static bool is_special(unsigned char c) {
    return c < 0x20 || c == '"' || c == '\\' || c == 0x7F;
}

static const uint64_t each_byte = 0x0101010101010101;

/* Non-zero where any of the eight bytes is below `limit`, which is at most 0x80. */
static uint64_t any_below(uint64_t eight, unsigned char limit) {
    return (eight - each_byte * limit) & ~eight & each_byte * 0x80;
}

static uint64_t any_is(uint64_t eight, unsigned char c) {
    return any_below(eight ^ each_byte * c, 1);
}

/* How many bytes stand before the first that needs an escape: eight at a time, since few texts have any. */
static size_t plain_run(const char *text, size_t length) {
    size_t at = 0;
    for (uint64_t eight; length - at >= sizeof eight; at += sizeof eight) {
        memcpy(&eight, text + at, sizeof eight);
        if (any_below(eight, 0x20) | any_is(eight, '"') | any_is(eight, '\\') | any_is(eight, 0x7F))
            break;
    }
    while (at < length && !is_special((unsigned char)text[at]))
        at++;
    return at;
}

void escape_json_bytes(struct buf *out, const char *text, size_t length) {
    buf_char(out, '"');
    for (size_t at = 0; at < length; at++) {
        size_t plain = plain_run(text + at, length - at);
        buf_append(out, text + at, plain);
        at += plain;
        if (at < length)
            json_special(out, (unsigned char)text[at]);
    }
    buf_char(out, '"');
}

void escape_json(struct buf *out, const char *text) {
    if (text)
        escape_json_bytes(out, text, strlen(text));
    else
        buf_text(out, "null");
}

static bool alphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static void escape_but(struct buf *out, const char *text, size_t length, const char *kept) {
    for (size_t i = 0; i < length; i++) {
        if (alphanumeric(text[i]) || (text[i] && strchr(kept, text[i])))
            buf_char(out, text[i]);
        else
            buf_printf(out, "%%%02X", (unsigned char)text[i]);
    }
}

void escape_uri(struct buf *out, const char *text, size_t length) {
    escape_but(out, text, length, "-._~");
}

/* "//host" is a host, and "/.//host" a path (RFC 3986, section 4.2). */
void escape_path(struct buf *out, const char *path) {
    buf_text(out, path[0] == '/' && path[1] == '/' ? "/." : "");
    escape_but(out, path, strlen(path), "/-._~");
}

void escape_parameter(struct buf *out, char separator, const char *name, const char *value) {
    buf_char(out, separator);
    escape_uri(out, name, strlen(name));
    buf_char(out, '=');
    escape_uri(out, value, strlen(value));
}

void escape_text_fragment(struct buf *out, const char *text, size_t length) {
    escape_but(out, text, length, "._~");
}

static const char base64url[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

void escape_base64url(struct buf *out, const unsigned char *bytes, size_t length) {
    for (size_t i = 0; i < length; i += 3) {
        size_t left = length - i;
        uint32_t group = (uint32_t)bytes[i] << 16;
        if (left > 1)
            group |= (uint32_t)bytes[i + 1] << 8;
        if (left > 2)
            group |= bytes[i + 2];
        for (size_t digit = 0; digit < (left > 2 ? 4 : left + 1); digit++)
            buf_char(out, base64url[group >> (18 - 6 * digit) & 63]);
    }
}

bool escape_from_base64url(struct buf *out, const char *text, size_t length) {
    uint32_t bits = 0;
    unsigned held = 0;
    for (size_t i = 0; i < length; i++) {
        const char *digit = text[i] ? strchr(base64url, text[i]) : NULL;
        if (!digit)
            return false;
        bits = bits << 6 | (uint32_t)(digit - base64url);
        held += 6;
        if (held >= 8) {
            held -= 8;
            buf_char(out, (char)(bits >> held & 0xFF));
        }
    }
    return held < 6 && (bits & ((1U << held) - 1)) == 0;
}

void escape_visible(struct buf *out, const char *text, size_t length) {
    size_t at = 0;
    while (at < length) {
        size_t from = at;
        int32_t code = utf8_next(text, length, &at);
        if (code < 0) {
            buf_printf(out, "\\x%02x", (unsigned char)text[at++]);
        } else if (code < 0x20 || (code >= 0x7F && code <= UTF8_NO_BREAK_SPACE)) {
            buf_printf(out, "\\u%04x", (unsigned)code);
        } else {
            buf_append(out, text + from, at - from);
        }
    }
}

enum { SHOWN_MAX = 60 }; /* code points */

const char *escape_shown(const char *text, struct arena *arena) {
    AUTO_BUF visible = {0};
    escape_visible(&visible, text, utf8_offset(text, strlen(text), SHOWN_MAX));
    return arena_copy(arena, visible.length ? visible.bytes : "", visible.length);
}
