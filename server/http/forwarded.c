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

/* Cuts the pair before the next semicolon, which may not stand within quotes, off the front. False at the
 * end.
 */
static bool first_pair(struct span *rest, struct span *pair) {
    bool quoted = false;
    size_t at = 0;
    if (!rest->text)
        return false;
    for (; at < rest->length && (quoted || rest->text[at] != ';'); at++) {
        if (quoted && rest->text[at] == '\\' && at + 1 < rest->length)
            at++;
        else if (rest->text[at] == '"')
            quoted = !quoted;
    }
    *pair = trimmed((struct span){rest->text, at});
    *rest = at < rest->length ? (struct span){rest->text + at + 1, rest->length - at - 1} : (struct span){0};
    return true;
}

static bool is_escaped(const char *text, size_t at) {
    size_t backslashes = 0;
    while (backslashes < at && text[at - 1 - backslashes] == '\\')
        backslashes++;
    return backslashes % 2 == 1;
}

/* The same from the end, with commas, and with quotes only where the header has any. */
static bool last_element(struct span *rest, bool quotes, struct span *element) {
    bool quoted = false;
    size_t at = rest->length;
    if (!rest->text)
        return false;
    while (at > 0 && (quoted || rest->text[at - 1] != ',')) {
        at--;
        if (quotes && rest->text[at] == '"' && !(quoted && is_escaped(rest->text, at)))
            quoted = !quoted;
    }
    *element = trimmed((struct span){rest->text + at, rest->length - at});
    *rest = at > 0 ? (struct span){rest->text, at - 1} : (struct span){0};
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
    while (first_pair(&element, &pair)) {
        if (pair.length < 4 || strncasecmp(pair.text, "for=", 4) != 0)
            continue;
        struct span node = {pair.text + 4, pair.length - 4};
        if (found || !unquoted(&node) || !read_node(node, address))
            return false;
        found = true;
    }
    return found;
}

/* From the right, where the proxies write: a quote that a client opens left of them must not reach over what
 * they say. */
bool forwarded_client(
    const char *header, const char *value, const struct nets *trusted, struct address *client) {
    bool pairs = strcasecmp(header, "Forwarded") == 0, found = false;
    struct span rest = {value, strlen(value)}, element;
    struct address address, last;
    while (last_element(&rest, pairs, &element)) {
        if (!element.length)
            continue; /* RFC 9110, section 5.6.1.2 */
        if (!(pairs ? read_pairs(element, &address) : read_node(element, &address)))
            return false;
        found = true;
        last = address;
        if (!nets_have(trusted, &address))
            break;
    }
    if (found)
        *client = last;
    return found;
}
