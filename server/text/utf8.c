/* SPDX-License-Identifier: MIT */
#include "text/utf8.h"

static size_t sequence_length(unsigned char lead) {
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead < 0xE0)
        return 2;
    if (lead >= 0xE0 && lead < 0xF0)
        return 3;
    return lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
}

static bool well_formed(int32_t code, size_t bytes) {
    static const int32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    return code >= least[bytes] && code <= 0x10FFFF && !(code >= 0xD800 && code <= 0xDFFF);
}

int32_t utf8_next(const char *text, size_t length, size_t *at) {
    if (*at >= length)
        return -1;
    unsigned char lead = (unsigned char)text[*at];
    size_t bytes = sequence_length(lead);
    if (bytes == 0 || bytes > length - *at)
        return -1;
    int32_t code = bytes == 1 ? lead : lead & (0x7F >> bytes);
    for (size_t i = 1; i < bytes; i++) {
        unsigned char next = (unsigned char)text[*at + i];
        if ((next & 0xC0) != 0x80)
            return -1;
        code = code << 6 | (next & 0x3F);
    }
    if (!well_formed(code, bytes))
        return -1;
    *at += bytes;
    return code;
}

bool utf8_valid(const char *text, size_t length) {
    size_t at = 0;
    while (at < length)
        if (utf8_next(text, length, &at) < 0)
            return false;
    return true;
}

size_t utf8_count(const char *text, size_t length) {
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

size_t utf8_offset(const char *text, size_t length, size_t count) {
    size_t at = 0;
    while (count > 0 && utf8_next(text, length, &at) >= 0)
        count--;
    return at;
}

void utf8_put(int32_t code, char out[static 5]) {
    size_t bytes = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
    out[bytes] = '\0';
    for (size_t i = bytes; i-- > 1; code >>= 6)
        out[i] = (char)(0x80 | (code & 0x3F));
    out[0] = (char)(leads[bytes] | code);
}
