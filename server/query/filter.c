/* SPDX-License-Identifier: MIT */
/* One filter: the field and the operator that its parameter names, and the values that it is compared with.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "query/parse_parts.h"
#include "text/date.h"
#include "text/decimal.h"
#include "text/escape.h"
#include "text/utf8.h"

const char *const operator_words[OPERATORS] = {
    "eq", "ne", "gt", "gte", "lt", "lte", "in", "contains", "startswith", "isnull"};

bool operator_suits(enum operator op, enum field_type type) {
    bool text = type == FIELD_TEXT || type == FIELD_ID || type == FIELD_WORD;
    bool ordered = type != FIELD_FLAG;
    switch (op) {
    case OPERATOR_EQ:
    case OPERATOR_NE:
    case OPERATOR_IN:
    case OPERATOR_ISNULL:
        return true;
    case OPERATOR_GT:
    case OPERATOR_GTE:
    case OPERATOR_LT:
    case OPERATOR_LTE:
        return ordered;
    case OPERATOR_CONTAINS:
    case OPERATOR_STARTSWITH:
        return text;
    case OPERATORS:
        break;
    }
    return false;
}

struct filter_name filter_name(struct parse *parse, const char *name) {
    struct filter_name split = {.field = name, .op = OPERATOR_EQ};
    for (const char *at = strstr(name, "__"); at; at = strstr(at + 1, "__"))
        split.word = at + 2;
    if (!split.word)
        return split;
    split.field = arena_copy(parse->arena, name, (size_t)(split.word - 2 - name));
    for (split.op = 0; split.op < OPERATORS && strcmp(operator_words[split.op], split.word) != 0;)
        split.op++;
    return split;
}

const struct field *next_named(
    const struct resource *resource, const char *name, unsigned use, struct field_cursor *cursor) {
    const struct field *field;
    while ((field = resource_next_field(resource, cursor)))
        if ((field->use & use) && strcmp(field->name, name) == 0)
            return field;
    return NULL;
}

/* ---- values ---- */

static bool is_slug(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) {
        bool letter = (text[i] >= 'a' && text[i] <= 'z') || (text[i] >= '0' && text[i] <= '9');
        bool dash = text[i] == '-' && i > 0 && text[i - 1] != '-' && i + 1 < length;
        if (!letter && !dash)
            return false;
    }
    return length > 0 && length <= 64;
}

static bool is_id(const char *text) {
    const char *dot = strchr(text, '.');
    return dot ? is_slug(text, (size_t)(dot - text)) && is_slug(dot + 1, strlen(dot + 1))
               : is_slug(text, strlen(text));
}

static bool read_number(const char *text, struct value *value) {
    struct decimal number;
    int64_t integer;
    if (!decimal_parse(text, strlen(text), &number))
        return false;
    *value = decimal_integer(number, &integer) ? value_integer(integer) : value_real(decimal_double(number));
    return true;
}

/* Written as it is printed: no leading zero, no fraction, no exponent. */
static bool read_integer(const char *text, struct value *value) {
    const char *digits = text + (*text == '-');
    bool plain =
        strspn(digits, "0123456789") == strlen(digits) && (digits[0] != '0' || strcmp(text, "0") == 0);
    return plain && read_number(text, value) && value->type == VALUE_INTEGER;
}

static bool read_flag(const char *text, struct value *value) {
    *value = value_integer(strcmp(text, "true") == 0);
    return value->integer || strcmp(text, "false") == 0;
}

static bool read_date(const char *text, struct arena *arena, struct bound *bound) {
    struct date date;
    char first[DATE_TEXT_SIZE], last[DATE_TEXT_SIZE];
    if (!date_parse(text, strlen(text), &date))
        return false;
    date_first_day(date, first);
    date_last_day(date, last);
    bound->from = value_text(arena_string(arena, first));
    if (strcmp(first, last) != 0)
        bound->to = value_text(arena_string(arena, last));
    return true;
}

/* A time, or all times of a day, a month or a year of UTC. */
static bool read_instant(const char *text, struct arena *arena, struct bound *bound) {
    char utc[INSTANT_TEXT_SIZE];
    if (instant_to_utc(text, utc)) {
        bound->from = value_text(arena_string(arena, utc));
        return true;
    }
    if (!read_date(text, arena, bound))
        return false;
    const char *last = bound->to.type == VALUE_NULL ? bound->from.text : bound->to.text;
    bound->to = value_text(arena_printf(arena, "%sT23:59:59.999999999Z", last));
    bound->from = value_text(arena_printf(arena, "%sT00:00:00.000000000Z", bound->from.text));
    return true;
}

static bool is_word(const char *const *words, const char *text) {
    for (; *words; words++)
        if (strcmp(*words, text) == 0)
            return true;
    return false;
}

static bool read_value(
    const struct field *field, const char *text, struct arena *arena, struct bound *bound) {
    *bound = (struct bound){.from = value_text(text)};
    switch (field->type) {
    case FIELD_TEXT:
    case FIELD_HREF:
        return true;
    case FIELD_ID:
        return is_id(text);
    case FIELD_WORD:
        return is_word(field->words, text);
    case FIELD_INTEGER:
        return read_integer(text, &bound->from);
    case FIELD_NUMBER:
        return read_number(text, &bound->from);
    case FIELD_FLAG:
        return read_flag(text, &bound->from);
    case FIELD_DATE:
        return read_date(text, arena, bound);
    case FIELD_INSTANT:
        return read_instant(text, arena, bound);
    }
    return false;
}

static const char *expected(enum field_type type) {
    switch (type) {
    case FIELD_ID:
        return "an id (lower-case letters, digits and single hyphens; a fact's id has a dot in it)";
    case FIELD_WORD:
        return "one of";
    case FIELD_INTEGER:
        return "a whole number";
    case FIELD_NUMBER:
        return "a number of at most 15 digits";
    case FIELD_FLAG:
        return "true or false";
    case FIELD_DATE:
        return "a date: 2025, 2025-10 or 2025-10-31";
    case FIELD_INSTANT:
        return "a date of UTC, or a time such as 2025-10-31T15:06:44+09:00, with + written as %2B";
    case FIELD_TEXT:
    case FIELD_HREF:
        break;
    }
    return "text";
}

static const char *list_words(struct parse *parse, const char *name, struct nearest *nearest) {
    AUTO_BUF list = {0};
    struct field_cursor cursor = {0};
    const struct field *field;
    while ((field = next_named(parse->resource, name, FIELD_FILTER, &cursor)))
        for (const char *const *word = field->words; word && *word; word++)
            parse_offer(&list, *word, nearest);
    return parse_offered(parse, &list);
}

/* "physical-ai" for "Physical AI"; NULL where the text comes to no id, or is one. */
static const char *id_like(struct arena *arena, const char *text) {
    char *id = arena_string(arena, text);
    for (char *at = id; *at; at++)
        if (*at == ' ' || *at == '_')
            *at = '-';
        else if (*at >= 'A' && *at <= 'Z')
            *at = (char)(*at | 0x20);
    return is_id(id) && strcmp(id, text) != 0 ? id : NULL;
}

/* By any of the fields of that name. */
static bool read_any(struct parse *parse, const struct field *first, const char *parameter, const char *text,
    struct bound *bound) {
    struct field_cursor cursor = {0};
    const struct field *field;
    while ((field = next_named(parse->resource, first->name, FIELD_FILTER, &cursor)))
        if (read_value(field, text, parse->arena, bound))
            return true;
    struct nearest nearest = nearest_to(text);
    const char *words = list_words(parse, first->name, &nearest);
    problems_add(parse->problems, parameter, "\"%s\" is not %s%s%s", escape_shown(text, parse->arena),
        expected(first->type), words, strchr(text, ',') ? "; several values go in __in" : "")
        ->suggestion = first->type == FIELD_ID ? id_like(parse->arena, text) : nearest.best;
    return false;
}

/* ---- operators ---- */

static void read_list(struct parse *parse, struct filter *filter, const char *parameter, const char *text) {
    struct text_array list;
    if (!list_values(parse, parameter, text, &list))
        return;
    filter->bounds = arena_alloc(parse->arena, list.count, sizeof *filter->bounds);
    for (; filter->count < list.count; filter->count++)
        if (!read_any(
                parse, filter->field, parameter, list.items[filter->count], &filter->bounds[filter->count]))
            return;
}

/* The first text behind all that begin with this one: its last code point but the greatest becomes the next.
 */
static struct value behind_all(struct arena *arena, const char *prefix) {
    size_t length = strlen(prefix);
    while (length) {
        size_t at = length - 1;
        while (at && ((unsigned char)prefix[at] & 0xC0) == 0x80)
            at--;
        size_t next = at;
        int32_t point = utf8_next(prefix, length, &next) + 1;
        if (point == 0xD800)
            point = 0xE000;
        if (point <= 0x10FFFF) {
            char encoded[5] = "";
            utf8_put(point, encoded);
            return value_text(arena_printf(arena, "%.*s%s", (int)at, prefix, encoded));
        }
        length = at;
    }
    return value_null();
}

/* As LIKE takes it, with "!" before what it would read as more than itself. */
static struct value within(struct arena *arena, const char *text) {
    AUTO_BUF pattern = {0};
    buf_char(&pattern, '%');
    for (; *text; text++) {
        if (strchr("%_!", *text))
            buf_char(&pattern, '!');
        buf_char(&pattern, *text);
    }
    buf_char(&pattern, '%');
    return value_text(arena_copy(arena, pattern.bytes, pattern.length));
}

static void read_bounds(struct parse *parse, struct filter *filter, const char *parameter, const char *text) {
    filter->count = 1;
    filter->bounds = arena_alloc(parse->arena, 1, sizeof *filter->bounds);
    switch (filter->op) {
    case OPERATOR_IN:
        filter->count = 0;
        read_list(parse, filter, parameter, text);
        return;
    case OPERATOR_CONTAINS:
        filter->bounds->from = within(parse->arena, text);
        return;
    case OPERATOR_STARTSWITH:
        *filter->bounds = (struct bound){value_text(text), behind_all(parse->arena, text)};
        return;
    case OPERATOR_ISNULL:
        if (!read_flag(text, &filter->bounds->from))
            problems_add(
                parse->problems, parameter, "\"%s\" is not true or false", escape_shown(text, parse->arena));
        return;
    case OPERATOR_EQ:
    case OPERATOR_NE:
    case OPERATOR_GT:
    case OPERATOR_GTE:
    case OPERATOR_LT:
    case OPERATOR_LTE:
    case OPERATORS:
        read_any(parse, filter->field, parameter, text, filter->bounds);
    }
}

/* With the operators that the field takes, and the nearest as it would be written. */
static void wrong_operator(
    struct parse *parse, const struct field *field, const struct filter_name *name, const char *parameter) {
    AUTO_BUF list = {0};
    struct nearest nearest = nearest_to(name->word);
    for (enum operator op = 0; op < OPERATORS; op++)
        if (operator_suits(op, field->type))
            parse_offer(&list, operator_words[op], &nearest);
    problems_add(parse->problems, escape_shown(parameter, parse->arena),
        "\"%s\" is no operator of %s; it takes%s", escape_shown(name->word, parse->arena), field->name,
        parse_offered(parse, &list))
        ->suggestion = nearest.best ? arena_printf(parse->arena, "%s__%s", field->name, nearest.best) : NULL;
}

void filter_add(struct parse *parse, struct filter_name name, const char *parameter, const char *value) {
    struct field_cursor cursor = {0};
    const struct field *field = next_named(parse->resource, name.field, FIELD_FILTER, &cursor);
    if (name.op == OPERATORS || !operator_suits(name.op, field->type)) {
        wrong_operator(parse, field, &name, parameter);
        return;
    }
    struct filter *filter = &parse->query->filters[parse->query->filter_count++];
    *filter = (struct filter){.field = field, .op = name.op};
    read_bounds(parse, filter, parameter, value);
    bool for_null = name.op == OPERATOR_ISNULL && filter->bounds->from.integer;
    filter->kind = for_null ? NULL : resource_kind_with(parse->resource, field->name);
}
