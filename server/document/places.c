/* SPDX-License-Identifier: MIT */
/* How texts are searched and counted through. */
#include "document/places.h"

#include <string.h>

#include "text/utf8.h"

/* An offset for each thirty-second character costs a quarter byte a character, and a step 32 at most. */
enum { PLACES_STRIDE = 32 };

struct places places_of(const struct article_text *text, struct arena *arena) {
    size_t strides = text->code_points / PLACES_STRIDE + 1;
    struct places places = {.text = text, .every = arena_alloc(arena, strides, sizeof *places.every)};
    size_t at = 0;
    for (size_t i = 1; i < strides; i++) {
        at += utf8_offset(text->bytes + at, text->length - at, PLACES_STRIDE);
        places.every[i] = at;
    }
    return places;
}

size_t places_offset(const struct places *places, size_t code_point) {
    const struct article_text *text = places->text;
    if (code_point >= text->code_points)
        return text->length;
    size_t at = places->every[code_point / PLACES_STRIDE];
    return at + utf8_offset(text->bytes + at, text->length - at, code_point % PLACES_STRIDE);
}

bool places_holds(const struct places *places, size_t code_point, const char *quote) {
    size_t at = places_offset(places, code_point), length = strlen(quote);
    return length <= places->text->length - at && memcmp(places->text->bytes + at, quote, length) == 0;
}

/* The next place of the quote's bytes, or NULL. A text may hold NULs. */
static const char *next(const char *from, const char *end, const char *quote, size_t length) {
    while ((size_t)(end - from) >= length) {
        from = memchr(from, quote[0], (size_t)(end - from) - length + 1);
        if (!from || memcmp(from, quote, length) == 0)
            return from;
        from++;
    }
    return NULL;
}

struct found places_find(const struct places *places, const char *quote) {
    const struct article_text *text = places->text;
    struct found found = {0};
    size_t length = strlen(quote), counted = 0, code_point = 0;
    const char *from = text->bytes, *end = text->bytes + text->length;
    while ((from = next(from, end, quote, length))) {
        size_t at = (size_t)(from - text->bytes);
        if (found.count == PLACES_TOLD_MAX) {
            found.more = true;
            return found;
        }
        code_point += utf8_count(text->bytes + counted, at - counted);
        counted = at;
        found.at[found.count++] = code_point;
        from++; /* into the first character's bytes at worst, where no valid quote begins */
    }
    return found;
}

const char *places_told(const struct found *found, struct arena *arena) {
    AUTO_BUF out = {0};
    for (size_t i = 0; i < found->count; i++) {
        bool last = i + 1 == found->count && !found->more;
        buf_printf(&out, "%s%zu", i == 0 ? "" : last ? " and " : ", ", found->at[i]);
    }
    if (found->more)
        buf_text(&out, " and more");
    return arena_copy(arena, out.bytes ? out.bytes : "", out.length);
}
