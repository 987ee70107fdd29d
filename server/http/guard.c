/* SPDX-License-Identifier: MIT */
#include "http/guard.h"

#include <string.h>
#include <strings.h>

struct seen {
    size_t hosts;
    const char *length;
    bool coding;
    const char *wrong;
};

/* RFC 9110, section 5.6.2 */
static bool is_token(const char *text) {
    size_t length =
        strspn(text, "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    return length > 0 && text[length] == '\0';
}

static bool has_control(const char *text) {
    for (; *text; text++)
        if (((unsigned char)*text < 0x20 && *text != '\t') || *text == 0x7F)
            return true;
    return false;
}

static enum MHD_Result look(void *context, enum MHD_ValueKind kind, const char *name, const char *value) {
    struct seen *seen = context;
    (void)kind;
    if (!is_token(name))
        seen->wrong = "a header's name is no token";
    else if (value && has_control(value))
        seen->wrong = "a header's value holds a control character";
    else if (strcasecmp(name, MHD_HTTP_HEADER_HOST) == 0)
        seen->hosts++;
    else if (strcasecmp(name, MHD_HTTP_HEADER_TRANSFER_ENCODING) == 0)
        seen->coding = true;
    else if (strcasecmp(name, MHD_HTTP_HEADER_CONTENT_LENGTH) == 0) {
        if (seen->length && value && strcmp(seen->length, value) != 0)
            seen->wrong = "there are two different Content-Length headers";
        seen->length = value;
    }
    return seen->wrong ? MHD_NO : MHD_YES;
}

const char *guard_check(struct MHD_Connection *connection, const char *target, const char *method,
    const char *version, enum problem_type *type) {
    struct seen seen = {0};
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
    if (strlen(target) > TARGET_BYTES_MAX) {
        *type = PROBLEM_TARGET_TOO_LONG;
        return "the target is longer than 4096 bytes";
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
