/* SPDX-License-Identifier: MIT */
#include "http/negotiate.h"

#include <string.h>
#include <strings.h>

static const char *skip_space(const char *text) {
    return text + strspn(text, " \t");
}

/* How closely a media range names the type: 3 exactly, 2 by its first half, 1 as any type, 0 not. */
static int closeness(const char *range, size_t length, const char *type) {
    size_t whole = strcspn(type, ";"), main = strcspn(type, "/") + 1;
    if (length == 3 && strncmp(range, "*/*", 3) == 0)
        return 1;
    if (length == main + 1 && range[main] == '*' && strncasecmp(range, type, main) == 0)
        return 2;
    return length == whole && strncasecmp(range, type, whole) == 0 ? 3 : 0;
}

/* Thousandths; what is no weight counts as none (RFC 9110, section 12.4.2). */
static int read_weight(const char *text) {
    int weight = *text == '1' ? 1000 : 0;
    if ((*text != '0' && *text != '1') || (text[1] && !strchr(". \t,;", text[1])))
        return 1000;
    if (text[1] == '.')
        for (int i = 2, unit = 100; unit && text[i] >= '0' && text[i] <= '9'; i++, unit /= 10)
            weight += (text[i] - '0') * unit;
    return weight < 1000 ? weight : 1000;
}

/* The weight among a media range's parameters. */
static int weight_of(const char *parameters, size_t length) {
    for (size_t i = 0; i + 2 < length; i++) {
        if (parameters[i] != ';')
            continue;
        const char *name = skip_space(parameters + i + 1);
        if ((name[0] == 'q' || name[0] == 'Q') && name[1] == '=')
            return read_weight(name + 2);
    }
    return 1000;
}

int negotiate_quality(const char *accept, const char *type) {
    if (!accept || !*skip_space(accept))
        return 1000;
    int best = 0, quality = 0;
    while (*accept) {
        const char *range = skip_space(accept);
        size_t length = strcspn(range, ","), media = strcspn(range, ";, \t");
        int close = closeness(range, media, type);
        if (close > best) {
            best = close;
            quality = weight_of(range + media, length - media);
        }
        accept = range + length + (range[length] == ',');
    }
    return quality;
}

static bool is_word(const char *text, size_t length, const char *word) {
    return strlen(word) == length && strncasecmp(text, word, length) == 0;
}

int negotiate_weight(const char *accept_encoding, const char *name, const char *alias) {
    int weight = -1;
    while (*accept_encoding) {
        const char *coding = skip_space(accept_encoding);
        size_t length = strcspn(coding, ","), word = strcspn(coding, ";, \t");
        if (is_word(coding, word, name) || is_word(coding, word, alias))
            return weight_of(coding + word, length - word);
        if (is_word(coding, word, "*"))
            weight = weight_of(coding + word, length - word);
        accept_encoding = coding + length + (coding[length] == ',');
    }
    return weight;
}

int negotiate_language(const char *accept_language, const char *language) {
    int best = 0, any = 0;
    bool named = false;
    if (!accept_language || !*skip_space(accept_language))
        return 1000;
    while (*accept_language) {
        const char *range = skip_space(accept_language);
        size_t length = strcspn(range, ","), primary = strcspn(range, "-;, \t"),
               word = strcspn(range, ";, \t");
        int weight = weight_of(range + word, length - word);
        if (is_word(range, primary, language)) {
            named = true;
            best = weight > best ? weight : best;
        } else if (is_word(range, word, "*")) {
            any = weight;
        }
        accept_language = range + length + (range[length] == ',');
    }
    return named ? best : any;
}

bool negotiate_has(const char *if_none_match, const char *tag) {
    size_t length = strlen(tag);
    const char *at = skip_space(if_none_match);
    if (*at == '*')
        return *skip_space(at + 1) == '\0';
    while (length && *at) {
        at += strspn(at, " \t,");
        if (strncmp(at, "W/", 2) == 0)
            at += 2;
        if (strncmp(at, tag, length) == 0)
            return true;
        if (*at == '"') {
            at++;
            at += strcspn(at, "\"");
            at += *at == '"';
        } else {
            at += strcspn(at, ",");
        }
    }
    return false;
}
