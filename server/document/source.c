/* SPDX-License-Identifier: MIT */
/* Everything that is settled before anybody asks what a document says: its bytes are UTF-8 and JSON, not too
 * large, not too deep, no member stands twice and no number would be rounded. */
#include "document/source.h"

#include <string.h>

#include "document/document.h"
#include "document/message.h"
#include "document/walk.h"
#include "text/decimal.h"
#include "text/utf8.h"

void source_point_at(struct buf *pointer, const char *name, size_t length) {
    buf_char(pointer, '/');
    for (size_t i = 0; i < length; i++) {
        if (name[i] == '~')
            buf_text(pointer, "~0");
        else if (name[i] == '/')
            buf_text(pointer, "~1");
        else
            buf_char(pointer, name[i]);
    }
}

static size_t line_of(const char *bytes, size_t at) {
    size_t line = 1;
    for (size_t i = 0; i < at; i++)
        line += bytes[i] == '\n';
    return line;
}

static bool is_utf8(const char *bytes, size_t length, struct problems *problems) {
    size_t at = 0;
    while (at < length) {
        if (utf8_next(bytes, length, &at) >= 0)
            continue;
        problems_add(problems, "", "is no UTF-8: the byte 0x%02X on line %zu (byte %zu of the file)",
            (unsigned char)bytes[at], line_of(bytes, at), at);
        return false;
    }
    return true;
}

static bool has_readable_bytes(const char *bytes, size_t length, struct problems *problems) {
    if (length > DOCUMENT_BYTES_MAX) {
        problems_add(problems, "", "has %zu bytes; a document has at most %d", length, DOCUMENT_BYTES_MAX);
        return false;
    }
    if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        problems_add(problems, "", "begins with a byte-order mark; write UTF-8 without one");
        return false;
    }
    return is_utf8(bytes, length, problems);
}

static size_t digits_at(const char *text, size_t length, size_t at) {
    size_t from = at;
    while (at < length && text[at] >= '0' && text[at] <= '9')
        at++;
    return at - from;
}

/* RFC 8259, section 6. What is no number at all is Jansson's to report. */
static bool is_number(const char *token, size_t length) {
    size_t at = token[0] == '-', whole = digits_at(token, length, at);
    if (whole == 0 || (whole > 1 && token[at] == '0'))
        return false;
    at += whole;
    if (at < length && token[at] == '.') {
        size_t places = digits_at(token, length, at + 1);
        if (places == 0)
            return false;
        at += 1 + places;
    }
    if (at < length && (token[at] == 'e' || token[at] == 'E')) {
        at += at + 1 < length && (token[at + 1] == '-' || token[at + 1] == '+') ? 2 : 1;
        size_t places = digits_at(token, length, at);
        if (places == 0)
            return false;
        at += places;
    }
    return at == length;
}

/* Whether the double that a JSON reader makes of the token is the number that was written. */
static bool survives(const char *token, size_t length) {
    struct decimal written, kept;
    int64_t integer;
    if (!decimal_parse(token, length, &written))
        return false;
    return decimal_integer(written, &integer) ||
           (decimal_from_double(decimal_double(written), &kept) && decimal_compare(written, kept) == 0);
}

static void refuse_number(
    const struct walk *walk, const char *token, size_t length, json_t *refused, struct problems *problems) {
    AUTO_BUF where = {0};
    if (!walk_pointer(walk, &where))
        return;
    buf_text(&where, "");
    json_object_set_new(refused, where.bytes, json_true());
    problems_add(problems, where.bytes,
        "the number %.*s%s would be rounded: at most 15 significant digits, and at most 9007199254740991",
        (int)(length < 40 ? length : 40), token, length < 40 ? "" : "…");
}

static bool levels_and_numbers(const char *bytes, size_t length, json_t *refused, struct problems *problems) {
    struct walk walk = {.bytes = bytes, .length = length};
    const char *token;
    size_t token_length;
    for (;;) {
        switch (walk_next(&walk, length, &token, &token_length)) {
        case WALK_END:
            return true;
        case WALK_NUMBER:
            if (is_number(token, token_length) && !survives(token, token_length))
                refuse_number(&walk, token, token_length, refused, problems);
            break;
        case WALK_TOO_DEEP:
            problems_add(problems, "", "more than %d levels of objects and arrays on line %zu",
                DOCUMENT_LEVELS_MAX, line_of(bytes, walk.at));
            return false;
        }
    }
}

static void report_duplicate(
    const char *bytes, size_t length, const json_error_t *error, struct problems *problems) {
    struct walk walk = {.bytes = bytes, .length = length};
    const char *token;
    size_t token_length, stop = error->position > 0 ? (size_t)error->position : 0;
    while (walk_next(&walk, stop < length ? stop : length, &token, &token_length) != WALK_END)
        ;
    AUTO_BUF where = {0};
    buf_text(&where, "");
    if (!walk_pointer(&walk, &where))
        where.length = 0;
    problems_add(problems, where.bytes, "this member is given twice, again on line %d", error->line);
}

static void report_error(
    const char *bytes, size_t length, const json_error_t *error, struct problems *problems) {
    if (json_error_code(error) == json_error_duplicate_key)
        report_duplicate(bytes, length, error, problems);
    else
        problems_add(problems, "", "is no JSON: line %d, column %d: %s", error->line, error->column,
            message_text(problems->arena, error->text));
}

json_t *source_parse(
    const char *bytes, size_t length, size_t flags, json_t *refused, struct problems *problems) {
    size_t errors = problems->errors;
    if (!has_readable_bytes(bytes, length, problems) || !levels_and_numbers(bytes, length, refused, problems))
        return NULL;
    json_error_t error;
    json_t *root = json_loadb(bytes, length, flags | JSON_REJECT_DUPLICATES, &error);
    bool told = problems->errors > errors && json_error_code(&error) == json_error_numeric_overflow;
    if (!root && !told)
        report_error(bytes, length, &error, problems);
    return root;
}
