/* SPDX-License-Identifier: MIT */
#include "http/forwarded.h"

#include <string.h>
#include <strings.h>

struct span {
    const char *text;
    size_t length;
};

static struct span trimmed(struct span span) {
    while (span.length && strchr(" \t", *span.text))
        span.text++, span.length--;
    while (span.length && strchr(" \t", span.text[span.length - 1]))
        span.length--;
    return span;
}

/* Cuts the part before the separator off the front, which may not stand within quotes. False at the end. */
static bool next_part(struct span *rest, char separator, struct span *part) {
    bool quoted = false;
    size_t at = 0;
    if (!rest->text)
        return false;
    for (; at < rest->length && (quoted || rest->text[at] != separator); at++) {
        if (quoted && rest->text[at] == '\\' && at + 1 < rest->length)
            at++;
        else if (rest->text[at] == '"')
            quoted = !quoted;
    }
    *part = trimmed((struct span){rest->text, at});
    *rest = at < rest->length ? (struct span){rest->text + at + 1, rest->length - at - 1} : (struct span){0};
    return true;
}

/* A port, or a hidden one (RFC 7239, section 6): nothing that we need, but nothing else either. */
static bool is_port(struct span span) {
    if (!span.length || span.length > 32)
        return false;
    for (size_t i = 0; i < span.length; i++)
        if (!strchr("0123456789._-abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", span.text[i]))
            return false;
    return true;
}

/* 192.0.2.1, 192.0.2.1:80, [2001:db8::1], [2001:db8::1]:80, and what the RFC would not have, 2001:db8::1. */
static bool read_node(struct span node, struct address *address) {
    const char *colon = memchr(node.text, ':', node.length);
    size_t host = node.length;
    if (node.length && node.text[0] == '[') {
        const char *end = memchr(node.text, ']', node.length);
        if (!end)
            return false;
        host = (size_t)(end - node.text) + 1;
        if (!memchr(node.text, ':', host) || !address_parse(node.text + 1, host - 2, address))
            return false;
    } else {
        if (colon && !memchr(colon + 1, ':', (size_t)(node.text + node.length - colon - 1)))
            host = (size_t)(colon - node.text);
        if (!address_parse(node.text, host, address))
            return false;
    }
    struct span rest = {node.text + host, node.length - host};
    return rest.length == 0 || (*rest.text == ':' && is_port((struct span){rest.text + 1, rest.length - 1}));
}

/* What stands within quotes, which hold no escapes where they hold an address. */
static bool unquoted(struct span *span) {
    if (!span->length || *span->text != '"')
        return true;
    if (span->length < 2 || span->text[span->length - 1] != '"')
        return false;
    *span = (struct span){span->text + 1, span->length - 2};
    return true;
}

/* for=…;by=…;proto=…, in any order; the first `for` would be as good as the second, so there may be one. */
static bool read_pairs(struct span element, struct address *address) {
    struct span pair;
    bool found = false;
    while (next_part(&element, ';', &pair)) {
        if (pair.length < 4 || strncasecmp(pair.text, "for=", 4) != 0)
            continue;
        struct span node = {pair.text + 4, pair.length - 4};
        if (found || !unquoted(&node) || !read_node(node, address))
            return false;
        found = true;
    }
    return found;
}

/* From the left, since that is how quotes are read; each that is no proxy replaces the one before. */
bool forwarded_client(
    const char *header, const char *value, const struct nets *trusted, struct address *client) {
    bool pairs = strcasecmp(header, "Forwarded") == 0, readable = false, first = true;
    struct span rest = {value, strlen(value)}, element;
    struct address last;
    while (next_part(&rest, ',', &element)) {
        struct address address;
        if (!element.length)
            continue; /* RFC 9110, section 5.6.1.2 */
        bool good = pairs ? read_pairs(element, &address) : read_node(element, &address);
        if (first || !good || !nets_have(trusted, &address)) {
            readable = good;
            if (good)
                last = address;
        }
        first = false;
    }
    if (readable)
        *client = last;
    return readable;
}
