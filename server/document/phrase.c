/* SPDX-License-Identifier: MIT */
#include "document/phrase.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

static bool letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

size_t phrase_write_plain(const char *text, char *out) {
    char *to = out;
    for (const char *from = text; *from;) {
        bool no_break = strncmp(from, "\xC2\xA0", 2) == 0;
        *to = ' ';
        if (!no_break)
            *to = *from;
        to++;
        from += no_break ? 2 : 1;
    }
    *to = '\0';
    return (size_t)(to - out);
}

char *phrase_plain(const char *text, struct arena *arena) {
    char *plain = arena_string(arena, text);
    phrase_write_plain(text, plain);
    return plain;
}

bool phrase_is_korean(const char *phrase) {
    return (unsigned char)phrase[0] >= 0x80;
}

static const char *find_words(const char *text, const char *from, const char *phrase) {
    size_t length = strlen(phrase);
    for (const char *at = from; *at; at++)
        if (strncasecmp(at, phrase, length) == 0 && !(at > text && letter(at[-1])) && !letter(at[length]))
            return at;
    return NULL;
}

const char *phrase_find(const char *text, const char *from, const char *phrase) {
    return phrase_is_korean(phrase) ? strstr(from, phrase) : find_words(text, from, phrase);
}

bool phrase_any(const char *text, const char *const *phrases) {
    for (size_t i = 0; phrases[i]; i++)
        if (phrase_find(text, text, phrases[i]))
            return true;
    return false;
}
