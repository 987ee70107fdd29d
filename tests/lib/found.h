/* SPDX-License-Identifier: MIT */
/* What an index does with a match, done naively over the token string itself: split at spaces and compare. */
#ifndef FACTD_TESTS_FOUND_H
#define FACTD_TESTS_FOUND_H

#include <string.h>

#include "text/tokens.h"
#include "text/utf8.h"

struct found_string {
    const char **tokens;
    size_t count;
};

/* In the arena; an empty string has no tokens. */
static inline struct found_string found_split(const struct buf *index, struct arena *arena) {
    struct found_string string = {arena_alloc(arena, index->length + 1, sizeof *string.tokens), 0};
    char *rest = index->length ? arena_string(arena, index->bytes) : NULL;
    while (rest)
        string.tokens[string.count++] = strsep(&rest, " ");
    return string;
}

/* Whether the token is that of the phrase's end, which may leave some of it open. */
static inline bool found_last(const char *token, const struct phrase *phrase) {
    const char *asked = phrase->tokens[phrase->count - 1];
    size_t at = strlen(asked);
    if (strncmp(token, asked, at) != 0)
        return false;
    if (phrase->next.last && !syllables_hold(phrase->next, utf8_next(token, strlen(token), &at)))
        return false;
    return phrase->prefix || token[at] == '\0';
}

static inline bool found_at(const struct found_string *string, size_t at, const struct phrase *phrase) {
    if (phrase->count > string->count - at)
        return false;
    for (size_t i = 0; i + 1 < phrase->count; i++)
        if (strcmp(string->tokens[at + i], phrase->tokens[i]) != 0)
            return false;
    return found_last(string->tokens[at + phrase->count - 1], phrase);
}

static inline bool found_term(const struct found_string *string, const struct term *term) {
    for (size_t i = 0; i < term->count; i++)
        for (size_t at = 0; at < string->count; at++)
            if (found_at(string, at, &term->alternatives[i]))
                return true;
    return false;
}

static inline bool found(const struct found_string *string, const struct match *match) {
    for (size_t i = 0; i < match->count; i++)
        if (!found_term(string, &match->terms[i]))
            return false;
    return match->count > 0;
}

#endif
