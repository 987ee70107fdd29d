/* SPDX-License-Identifier: MIT */
#include "http/guard.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum {
    NOTE_BYTES = 64, /* what the library keeps of each header beside its text */
};

enum { ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, IF_NONE_MATCH, CLIENT, LISTS };

struct seen {
    struct headers *headers;
    char *lists[LISTS]; /* that are joined of several headers */
    size_t rooms[LISTS];
    struct arena *arena;
    const char *client_header;
    size_t hosts;
    const char *length;
    bool coding;
    bool traced;
    const char *wrong;
};

/* RFC 9110, section 5.6.2: letters, digits and !#$%&'*+-.^_`|~, a bit for each. */
static const uint64_t token_characters[2] = {0x03FF6CFA00000000, 0x57FFFFFFC7FFFFFE};

static bool is_token(const char *text) {
    const unsigned char *c = (const unsigned char *)text;
    for (; *c; c++)
        if (*c >= 0x80 || !(token_characters[*c / 64] >> *c % 64 & 1))
            return false;
    return c != (const unsigned char *)text;
}

static bool has_control(const char *text) {
    for (; *text; text++)
        if (((unsigned char)*text < 0x20 && *text != '\t') || *text == 0x7F)
            return true;
    return false;
}

static bool is_safe_id(const char *text) {
    size_t length = strspn(text, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_.");
    return length > 0 && length < REQUEST_ID_SIZE && text[length] == '\0';
}

static bool is_hex(const char *text, size_t length) {
    return strnlen(text, length) == length && strspn(text, "0123456789abcdef") >= length;
}

static bool is_zero(const char *text, size_t length) {
    return strspn(text, "0") >= length;
}

/* W3C Trace Context, section 3.2: version, trace id, parent id and flags, in lower-case hexadecimal. Later
 * versions may have more behind a hyphen; ff is none. NULL where it is anything else. */
static const char *trace_in(const char *value) {
    const char *trace = value + 3, *parent = value + 36, *flags = value + 53, *end = value + 55;
    if (strlen(value) < 55 || value[2] != '-' || value[35] != '-' || value[52] != '-')
        return NULL;
    bool first = strncmp(value, "00", 2) == 0;
    if (!is_hex(value, 2) || strncmp(value, "ff", 2) == 0 || (*end && (first || *end != '-')))
        return NULL;
    bool good = is_hex(trace, TRACE_DIGITS) && is_hex(parent, 16) && is_hex(flags, 2) &&
                !is_zero(trace, TRACE_DIGITS) && !is_zero(parent, 16);
    return good ? trace : NULL;
}

/* Two of them are as none. */
static void take_trace(struct seen *seen, const char *value) {
    seen->headers->trace = seen->traced ? NULL : trace_in(value);
    seen->traced = true;
}

/* In room that doubles: a copy for each of many headers would take many times what the client sends. */
static void join(struct seen *seen, int which, const char **list, const char *value) {
    if (!*list) {
        *list = value;
        return;
    }
    size_t length = strlen(*list), needed = length + sizeof ", " + strlen(value);
    if (needed > seen->rooms[which]) {
        seen->rooms[which] = 2 * needed;
        seen->lists[which] = memcpy(arena_room(seen->arena, 2 * needed, 1), *list, length);
    }
    snprintf(seen->lists[which] + length, seen->rooms[which] - length, ", %s", value);
    *list = seen->lists[which];
}

static void take_length(struct seen *seen, const char *value) {
    if (seen->length && strcmp(seen->length, value) != 0)
        seen->wrong = "there are two different Content-Length headers";
    seen->length = value;
}

/* By the first letter, since most headers are none of these. */
static void take(struct seen *seen, const char *name, const char *value) {
    if (seen->client_header && strcasecmp(name, seen->client_header) == 0)
        join(seen, CLIENT, &seen->headers->client, value);
    switch (*name | 0x20) {
    case 'a':
        if (strcasecmp(name, MHD_HTTP_HEADER_ACCEPT) == 0)
            join(seen, ACCEPT, &seen->headers->accept, value);
        else if (strcasecmp(name, MHD_HTTP_HEADER_ACCEPT_ENCODING) == 0)
            join(seen, ACCEPT_ENCODING, &seen->headers->accept_encoding, value);
        else if (strcasecmp(name, MHD_HTTP_HEADER_ACCEPT_LANGUAGE) == 0)
            join(seen, ACCEPT_LANGUAGE, &seen->headers->accept_language, value);
        break;
    case 'c':
        if (strcasecmp(name, MHD_HTTP_HEADER_CONTENT_LENGTH) == 0)
            take_length(seen, value);
        break;
    case 'h':
        seen->hosts += strcasecmp(name, MHD_HTTP_HEADER_HOST) == 0;
        break;
    case 'i':
        if (strcasecmp(name, MHD_HTTP_HEADER_IF_NONE_MATCH) == 0)
            join(seen, IF_NONE_MATCH, &seen->headers->if_none_match, value);
        break;
    case 't':
        if (strcasecmp(name, "traceparent") == 0)
            take_trace(seen, value);
        else
            seen->coding |= strcasecmp(name, MHD_HTTP_HEADER_TRANSFER_ENCODING) == 0;
        break;
    case 'x':
        if (strcasecmp(name, "X-Request-Id") == 0 && !seen->headers->request_id && is_safe_id(value))
            seen->headers->request_id = value;
        break;
    }
}

static enum MHD_Result look(void *context, enum MHD_ValueKind kind, const char *name, const char *value) {
    struct seen *seen = context;
    (void)kind;
    if (!is_token(name))
        seen->wrong = "a header's name is no token";
    else if (value && has_control(value))
        seen->wrong = "a header's value holds a control character";
    else
        take(seen, name, value ? value : "");
    return seen->wrong ? MHD_NO : MHD_YES;
}

size_t guard_headers_most(const struct guard_limits *limits) {
    return limits->connection_bytes - limits->target_bytes - GUARD_ANSWER_BYTES;
}

static size_t headers_size(struct MHD_Connection *connection) {
    int count = MHD_get_connection_values(connection, MHD_HEADER_KIND, NULL, NULL);
    return MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE)->header_size +
           (size_t)count * NOTE_BYTES;
}

bool guard_is_choked(struct MHD_Connection *connection, const struct guard_limits *limits) {
    return headers_size(connection) > limits->connection_bytes - GUARD_ANSWER_BYTES;
}

const char *guard_check(struct MHD_Connection *connection, const char *target, const char *method,
    const char *version, const struct guard_limits *limits, struct arena *arena, struct headers *headers,
    enum problem_type *type) {
    struct seen seen = {.headers = headers, .arena = arena, .client_header = limits->client_header};
    *type = PROBLEM_MALFORMED_REQUEST;
    MHD_get_connection_values(connection, MHD_HEADER_KIND, look, &seen);
    if (seen.wrong)
        return seen.wrong;
    if (!is_token(method))
        return "the method is no token";
    if (strcmp(version, MHD_HTTP_VERSION_1_1) == 0 && seen.hosts != 1)
        return seen.hosts ? "there is more than one Host header" : "the Host header is missing";
    if (seen.coding && seen.length)
        return "there are both Content-Length and Transfer-Encoding";
    if (strlen(target) > limits->target_bytes) {
        *type = PROBLEM_TARGET_TOO_LONG;
        return arena_printf(arena, "the target is longer than %zu bytes", limits->target_bytes);
    }
    if (headers_size(connection) > guard_headers_most(limits)) {
        *type = PROBLEM_HEADERS_TOO_LARGE;
        return arena_printf(arena, "target and headers take more than %zu bytes, with %d for each header",
            guard_headers_most(limits), NOTE_BYTES);
    }
    bool answered = strcmp(method, MHD_HTTP_METHOD_GET) == 0 || strcmp(method, MHD_HTTP_METHOD_HEAD) == 0 ||
                    strcmp(method, MHD_HTTP_METHOD_OPTIONS) == 0;
    bool body = seen.coding || (seen.length && strcmp(seen.length, "0") != 0);
    if (body && !answered) {
        *type = PROBLEM_METHOD_NOT_ALLOWED;
        return "only GET, HEAD and OPTIONS are answered here";
    }
    if (body) {
        *type = PROBLEM_BODY_NOT_ALLOWED;
        return "the request has a body; what is asked belongs in the target";
    }
    return NULL;
}
