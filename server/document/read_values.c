/* SPDX-License-Identifier: MIT */
#include "document/read_values.h"

#include <math.h>
#include <string.h>

#include "document/document.h"
#include "document/message.h"
#include "text/date.h"
#include "text/nearest.h"
#include "text/utf8.h"

enum { URL_LENGTH_MAX = 2048 }; /* what proxies and browsers are sure to carry */

static const double position_max = 9007199254740991.0; /* 2^53 - 1 */

static void keep_text(struct reader *reader, json_t *value, const struct member *member, void *object) {
    const char *copy = arena_copy(reader->arena, json_string_value(value), json_string_length(value));
    memcpy((char *)object + member->offset, &copy, sizeof copy);
}

static bool control(int32_t code) {
    return code < 0x20 || (code >= 0x7F && code < 0xA0);
}

static bool space(int32_t code) {
    return code == ' ' || code == UTF8_NO_BREAK_SPACE || code == 0x3000;
}

/* What is wrong with a text that people will read as a line, or NULL. */
static const char *fault_in_line(const char *text, size_t length) {
    size_t at = 0;
    int32_t code = 0;
    while (at < length) {
        size_t from = at;
        code = utf8_next(text, length, &at);
        if (control(code))
            return "holds a control character";
        if (from == 0 && space(code))
            return "begins with a space";
    }
    return space(code) ? "ends with a space" : NULL;
}

/* The text's length in bytes, 0 where it is none: then a problem was added. */
static size_t some_text(struct reader *reader, json_t *value) {
    if (!json_is_string(value))
        return shape_mistyped(reader, "a text", value);
    size_t length = json_string_length(value);
    if (length == 0)
        shape_problem(reader, "is an empty text");
    return length;
}

bool take_text(struct reader *reader, json_t *value, const struct member *member, void *object) {
    size_t length = some_text(reader, value);
    if (length == 0)
        return false;
    const char *text = json_string_value(value), *fault = fault_in_line(text, length);
    size_t count = utf8_count(text, length);
    if (count > LINE_LENGTH_MAX) {
        shape_problem(reader, "has %zu code points; at most %d are allowed", count, LINE_LENGTH_MAX);
        return false;
    }
    if (fault) {
        shape_problem(reader, "%s %s", message_text(reader->arena, text), fault);
        return false;
    }
    keep_text(reader, value, member, object);
    return true;
}

bool take_quote(struct reader *reader, json_t *value, const struct member *member, void *object) {
    size_t length = some_text(reader, value);
    if (length == 0)
        return false;
    size_t code_points = utf8_count(json_string_value(value), length);
    if (code_points > QUOTE_LENGTH_MAX) {
        shape_problem(reader, "has %zu code points; a quote has at most %d", code_points, QUOTE_LENGTH_MAX);
        return false;
    }
    keep_text(reader, value, member, object);
    return true;
}

static bool is_slug(const char *text, size_t length) {
    if (length > SLUG_LENGTH_MAX)
        return false;
    for (size_t i = 0; i < length; i++) {
        bool letter = (text[i] >= 'a' && text[i] <= 'z') || (text[i] >= '0' && text[i] <= '9');
        bool hyphen = text[i] == '-' && i > 0 && i + 1 < length && text[i - 1] != '-';
        if (!letter && !hyphen)
            return false;
    }
    return true;
}

/* For texts with a form of their own. */
static bool formed(struct reader *reader, json_t *value, const struct member *member, void *object,
    bool (*is_formed)(const char *text, size_t length), const char *form) {
    size_t length = some_text(reader, value);
    if (length == 0)
        return false;
    const char *text = json_string_value(value);
    if (!is_formed(text, length)) {
        shape_problem(reader, "%s is not %s", message_text(reader->arena, text), form);
        return false;
    }
    keep_text(reader, value, member, object);
    return true;
}

bool take_slug(struct reader *reader, json_t *value, const struct member *member, void *object) {
    return formed(reader, value, member, object, is_slug,
        "made of lower-case letters, digits and single hyphens between them, at most 64");
}

static bool is_url(const char *text, size_t length) {
    size_t scheme = strncmp(text, "https://", 8) == 0 ? 8 : strncmp(text, "http://", 7) == 0 ? 7 : 0;
    if (scheme == 0 || length == scheme || length > URL_LENGTH_MAX || strchr("/?#", text[scheme]))
        return false;
    for (size_t i = scheme; i < length; i++)
        if (text[i] <= ' ' || text[i] > '~' || strchr("\"<>\\^`{|}", text[i]))
            return false;
    return true;
}

bool take_url(struct reader *reader, json_t *value, const struct member *member, void *object) {
    return formed(reader, value, member, object, is_url,
        "an http or https address of at most 2048 characters that a URI may hold");
}

static bool is_sha256(const char *text, size_t length) {
    return length == DIGEST_TEXT_SIZE - 1 && strspn(text, "0123456789abcdef") == length;
}

bool take_sha256(struct reader *reader, json_t *value, const struct member *member, void *object) {
    return formed(reader, value, member, object, is_sha256, "a SHA-256 in 64 lower-case hexadecimal digits");
}

static bool is_instant(const char *text, size_t length) {
    char utc[INSTANT_TEXT_SIZE];
    return length < INSTANT_TEXT_SIZE && instant_to_utc(text, utc);
}

bool take_instant(struct reader *reader, json_t *value, const struct member *member, void *object) {
    return formed(reader, value, member, object, is_instant,
        "a time with its offset that the calendar has, such as 2025-10-31T15:06:44+09:00");
}

static bool is_date(const char *text, size_t length) {
    struct date_range range;
    return length < 24 && date_range_parse(text, &range);
}

bool take_date(struct reader *reader, json_t *value, const struct member *member, void *object) {
    return formed(reader, value, member, object, is_date,
        "a date that the calendar has: 2025, 2025-10, 2025-10-31, or an interval D/D, ../D, D/..");
}

bool take_word(struct reader *reader, json_t *value, const struct member *member, void *object) {
    if (some_text(reader, value) == 0)
        return false;
    const char *word = json_string_value(value);
    struct nearest nearest = nearest_to(word);
    for (size_t i = 0; member->words[i]; i++) {
        if (strcmp(word, member->words[i]) == 0) {
            memcpy((char *)object + member->offset, &member->words[i], sizeof word);
            return true;
        }
        nearest_try(&nearest, member->words[i]);
    }
    struct problem *problem = shape_problem(reader, "%s is unknown here; expected one of %s",
        message_text(reader->arena, word), message_list(reader->arena, member->words));
    if (problem)
        problem->suggestion = nearest.best;
    return false;
}

bool take_number(struct reader *reader, json_t *value, const struct member *member, void *object) {
    struct number number = {.given = true};
    if (!json_is_number(value))
        return shape_mistyped(reader, "a number", value);
    if (json_object_get(reader->refused, reader->where.bytes))
        return false;
    if (!decimal_from_double(json_number_value(value), &number.value)) {
        shape_problem(reader, "is past what every JSON reader gets exactly");
        return false;
    }
    memcpy((char *)object + member->offset, &number, sizeof number);
    return true;
}

bool take_is_position(json_t *value) {
    if (!json_is_number(value))
        return false;
    double number = json_number_value(value);
    return number >= 0 && number <= position_max && trunc(number) == number;
}

static bool count_from(
    struct reader *reader, json_t *value, const struct member *member, void *object, double least) {
    if (!json_is_number(value))
        return shape_mistyped(reader, "an integer", value);
    if (!take_is_position(value) || json_number_value(value) < least) {
        shape_problem(reader, "expected an integer from %.0f", least);
        return false;
    }
    size_t count = (size_t)json_number_value(value);
    memcpy((char *)object + member->offset, &count, sizeof count);
    return true;
}

bool take_position(struct reader *reader, json_t *value, const struct member *member, void *object) {
    return count_from(reader, value, member, object, 0);
}

bool take_length(struct reader *reader, json_t *value, const struct member *member, void *object) {
    return count_from(reader, value, member, object, 1);
}

bool take_flag(struct reader *reader, json_t *value, const struct member *member, void *object) {
    if (!json_is_boolean(value))
        return shape_mistyped(reader, "true or false", value);
    bool flag = json_is_true(value);
    memcpy((char *)object + member->offset, &flag, sizeof flag);
    return true;
}
