/* SPDX-License-Identifier: MIT */
#include "text/target.h"

#include <string.h>
#include <strings.h>

#include "text/utf8.h"

static int hex(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* In a query a plus is a space, as HTML forms and curl's --data-urlencode write it. */
static const char *decode(
    const char *text, size_t length, bool query, struct arena *arena, const char **out) {
    char *bytes = arena_alloc(arena, length + 1, 1);
    size_t written = 0;
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if (c == '%') {
            int high = i + 2 < length ? hex(text[i + 1]) : -1;
            int low = high < 0 ? -1 : hex(text[i + 2]);
            if (high < 0 || low < 0)
                return "a % is not followed by two hexadecimal digits";
            c = (char)(high << 4 | low);
            i += 2;
            if (c == '/' && !query)
                return "its path holds an encoded slash";
        } else if (query && c == '+') {
            c = ' ';
        }
        if (c == '\0')
            return "it holds %00";
        bytes[written++] = c;
    }
    *out = bytes;
    return utf8_valid(bytes, written) ? NULL : "it is no UTF-8";
}

static const char *parse_parameter(
    const char *text, size_t length, struct arena *arena, struct target *target) {
    const char *equals = memchr(text, '=', length);
    size_t name = equals ? (size_t)(equals - text) : length;
    if (target->parameter_count == TARGET_PARAMETERS_MAX)
        return "it has more than 64 parameters";
    struct parameter *parameter = &target->parameters[target->parameter_count++];
    const char *wrong = decode(text, name, true, arena, &parameter->name);
    if (wrong)
        return wrong;
    if (!equals)
        return arena_printf(
            arena, "its parameter %zu has no \"=\" between name and value", target->parameter_count);
    return decode(equals + 1, length - name - 1, true, arena, &parameter->value);
}

static const char *parse_query(const char *text, struct arena *arena, struct target *target) {
    target->parameters = arena_alloc(arena, TARGET_PARAMETERS_MAX, sizeof *target->parameters);
    const char *wrong = NULL;
    while (*text && !wrong) {
        size_t length = strcspn(text, "&");
        if (length)
            wrong = parse_parameter(text, length, arena, target);
        text += length + (text[length] == '&');
    }
    return wrong;
}

/* http://host:port in front of the path, which a server must take too (RFC 9112, section 3.2.2). */
static const char *without_authority(const char *text) {
    bool http = strncasecmp(text, "http://", 7) == 0, https = strncasecmp(text, "https://", 8) == 0;
    if (!http && !https)
        return text;
    const char *authority = text + (http ? 7 : 8);
    return authority + strcspn(authority, "/?");
}

static const char *parse_path(const char *path, size_t length, struct arena *arena, struct target *target) {
    const char *decoded;
    if (*path != '/')
        return "it does not start with \"/\"";
    const char *wrong = decode(path, length, false, arena, &decoded);
    if (!wrong)
        target->path = decoded;
    return wrong;
}

const char *target_parse(const char *text, struct arena *arena, struct target *target) {
    const char *path = without_authority(text), *wrong = NULL;
    size_t length = strcspn(path, "?");
    *target = (struct target){.path = "/"};
    if (strcmp(text, "*") == 0) {
        target->path = text;
        return NULL;
    }
    for (const unsigned char *c = (const unsigned char *)text; *c; c++)
        if (*c <= ' ' || *c == 0x7F || *c == '#')
            return "it holds a byte that must be percent-encoded";
    if (length > 0 || path == text)
        wrong = parse_path(path, length, arena, target);
    if (!wrong && path[length] == '?')
        wrong = parse_query(path + length + 1, arena, target);
    if (wrong)
        target->parameter_count = 0; /* the last of them lacks its value */
    return wrong;
}
