/* SPDX-License-Identifier: MIT */
/* Search over any query and any text: the input's first line is the query, the rest the text. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "../lib/found.h"
#include "text/normal.h"
#include "text/utf8.h"

enum { SELF_CODES = 200 }; /* a text of more is no query */

struct text {
    const char *bytes;
    size_t length;
};

#define CLAIM(condition)                                                                                     \
    do {                                                                                                     \
        if (!(condition)) {                                                                                  \
            fprintf(stderr, "line %d does not hold: %s\n", __LINE__, #condition);                            \
            abort();                                                                                         \
        }                                                                                                    \
    } while (0)

/* What of the bytes a caller would let through: most of what a fuzzer makes up is no UTF-8 as a whole. */
static struct text valid_part(struct text text, struct arena *arena) {
    char *bytes = arena_alloc(arena, text.length + 1, 1);
    size_t at = 0, length = 0;
    while (at < text.length) {
        size_t from = at;
        int32_t code = utf8_next(text.bytes, text.length, &at);
        if (code > 0)
            memcpy(bytes + length, text.bytes + from, at - from);
        length += code > 0 ? at - from : 0;
        at += code < 0;
    }
    return (struct text){bytes, length};
}

static bool token_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80 ||
           (c && strchr("+#.&-=", c));
}

static void tokens_are_for_the_index(const struct buf *out) {
    for (size_t i = 0; i < out->length; i++) {
        bool at_edge = i == 0 || i + 1 == out->length;
        CLAIM(token_byte(out->bytes[i]) || (out->bytes[i] == ' ' && !at_edge && out->bytes[i - 1] != ' '));
    }
    CLAIM(out->length == 0 || utf8_valid(out->bytes, out->length));
}

static bool finds(struct text query, const struct found_string *string, enum closeness closeness) {
    AUTO_ARENA arena = {0};
    struct match match;
    tokens_query(query.bytes, query.length, closeness, &arena, &match);
    return found(string, &match);
}

static void closer_is_fewer(struct text query, const struct found_string *string) {
    bool start = finds(query, string, CLOSENESS_START);
    CLAIM(start || !finds(query, string, CLOSENESS_WHOLE));
    CLAIM(!start || finds(query, string, CLOSENESS_ANY));
}

static void index_and_query(struct text query, struct text text) {
    AUTO_ARENA arena = {0};
    AUTO_BUF plain = {0}, name = {0};
    tokens_index(&plain, text.bytes, text.length);
    tokens_index_name(&name, text.bytes, text.length);
    tokens_are_for_the_index(&plain);
    tokens_are_for_the_index(&name);
    struct found_string plain_string = found_split(&plain, &arena), name_string = found_split(&name, &arena);
    closer_is_fewer(query, &plain_string);
    closer_is_fewer(query, &name_string);
    if (plain.length && utf8_count(text.bytes, text.length) <= SELF_CODES)
        CLAIM(finds(text, &plain_string, CLOSENESS_WHOLE));
}

/* Wherever all of a query is found, some of it is marked. */
static void marks_stand_in_order(struct text query, struct text text, enum closeness closeness) {
    AUTO_ARENA arena = {0};
    AUTO_BUF name = {0};
    struct mark *marks;
    size_t end = 0, total = utf8_count(text.bytes, text.length);
    size_t count = tokens_mark(query.bytes, query.length, closeness, text.bytes, text.length, &arena, &marks);
    for (size_t i = 0; i < count; end = marks[i++].end) {
        CLAIM(marks[i].start < marks[i].end && marks[i].end <= total);
        CLAIM(i == 0 || marks[i].start > end);
    }
    tokens_index_name(&name, text.bytes, text.length);
    struct found_string string = found_split(&name, &arena);
    CLAIM(count > 0 || !finds(query, &string, closeness));
}

static void normalising_again_changes_nothing(struct text text) {
    AUTO_ARENA arena = {0};
    AUTO_BUF once = {0};
    struct normal_text normal = normal_read(text.bytes, text.length, &arena);
    for (size_t i = 0; i < normal.count; i++)
        normal_write(&once, normal.codes[i].code);
    struct normal_text again = normal_read(once.bytes, once.length, &arena);
    CLAIM(again.count == normal.count);
    for (size_t i = 0; i < normal.count; i++) {
        CLAIM(again.codes[i].code == normal.codes[i].code);
        CLAIM(normal.codes[i].start < normal.codes[i].end);
        CLAIM(i == 0 || normal.codes[i].start >= normal.codes[i - 1].start);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    const char *input = (const char *)bytes;
    const char *line_end = size ? memchr(input, '\n', size) : NULL;
    if (!line_end)
        return 0;
    AUTO_ARENA arena = {0};
    size_t line = (size_t)(line_end - input);
    struct text query = valid_part((struct text){input, line}, &arena);
    struct text text = valid_part((struct text){line_end + 1, size - line - 1}, &arena);
    index_and_query(query, text);
    marks_stand_in_order(query, text, CLOSENESS_ANY);
    marks_stand_in_order(query, text, CLOSENESS_HALF);
    normalising_again_changes_nothing(text);
    return 0;
}
