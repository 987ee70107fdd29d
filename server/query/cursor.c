/* SPDX-License-Identifier: MIT */
/* Cursors: the sort values of a page's last row behind a checksum over them and the list they belong to, in
 * base64url. The checksum finds a cursor that was changed or taken to another list; it is no secret, since
 * all that a forged one could do is start the same list at another row. */
#include "query/query.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/digest.h"
#include "text/escape.h"
#include "text/utf8.h"

enum { CHECK_LENGTH = 12 };

static void checksum(
    const char *list, const char *payload, size_t length, char check[static DIGEST_TEXT_SIZE]) {
    struct digest digest;
    digest_start(&digest);
    digest_add_text(&digest, list);
    digest_add(&digest, payload, length);
    digest_end(&digest, check);
}

const char *cursor_seal(const char *list, const char *payload, size_t length, struct arena *arena) {
    AUTO_BUF whole = {0};
    AUTO_BUF text = {0};
    char check[DIGEST_TEXT_SIZE];
    checksum(list, payload, length, check);
    buf_append(&whole, check, CHECK_LENGTH);
    buf_append(&whole, payload, length);
    escape_base64url(&text, (const unsigned char *)whole.bytes, whole.length);
    return arena_copy(arena, text.bytes, text.length);
}

const char *cursor_open(const char *list, const char *text, size_t *length, struct arena *arena) {
    AUTO_BUF whole = {0};
    char check[DIGEST_TEXT_SIZE];
    if (!escape_from_base64url(&whole, text, strlen(text)) || whole.length <= CHECK_LENGTH)
        return NULL;
    *length = whole.length - CHECK_LENGTH;
    checksum(list, whole.bytes + CHECK_LENGTH, *length, check);
    if (memcmp(whole.bytes, check, CHECK_LENGTH) != 0)
        return NULL;
    return arena_copy(arena, whole.bytes + CHECK_LENGTH, *length);
}

static void put_value(struct buf *out, const struct value *value) {
    switch (value->type) {
    case VALUE_NULL:
        buf_text(out, "n");
        break;
    case VALUE_INTEGER:
        buf_printf(out, "i%" PRId64, value->integer);
        break;
    case VALUE_REAL:
        buf_printf(out, "r%.17g", value->real);
        break;
    case VALUE_TEXT:
        buf_text(out, "t");
        buf_append(out, value->text, value->length);
        break;
    }
    buf_char(out, '\0');
}

const char *cursor_encode(const struct query *query, const struct value *values, struct arena *arena) {
    AUTO_BUF payload = {0};
    for (size_t i = 0; i < query->sort_count; i++)
        put_value(&payload, &values[i]);
    return cursor_seal(query->canonical, payload.bytes, payload.length, arena);
}

static bool take_value(const char *text, struct arena *arena, struct value *value) {
    char *end = NULL;
    switch (text[0]) {
    case 'n':
        *value = value_null();
        return text[1] == '\0';
    case 'i':
        *value = value_integer(strtoll(text + 1, &end, 10));
        return end != text + 1 && *end == '\0';
    case 'r':
        *value = value_real(strtod(text + 1, &end));
        return end != text + 1 && *end == '\0';
    case 't':
        *value = value_text(arena_string(arena, text + 1));
        return utf8_valid(value->text, value->length);
    default:
        return false;
    }
}

static bool take_values(const struct query *query, const char *payload, size_t length, struct arena *arena,
    struct value *values) {
    for (size_t i = 0; i < query->sort_count; i++) {
        size_t size = strnlen(payload, length);
        if (size == 0 || size == length || !take_value(payload, arena, &values[i]))
            return false;
        if (values[i].type == VALUE_NULL && !query->sort[i].nullable)
            return false;
        payload += size + 1;
        length -= size + 1;
    }
    return length == 0;
}

bool cursor_decode(const struct query *query, const char *text, struct arena *arena, struct value **values) {
    size_t length;
    const char *payload = cursor_open(query->canonical, text, &length, arena);
    if (!payload)
        return false;
    *values = arena_alloc(arena, query->sort_count, sizeof **values);
    return take_values(query, payload, length, arena, *values);
}
