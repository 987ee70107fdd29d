/* SPDX-License-Identifier: MIT */
/* Parameters into a query, each checked against the resource's tables. All that is wrong is told at once,
 * with the nearest thing that would be right; nothing is ignored, clamped or guessed. */
#include "query/query.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/date.h"
#include "text/decimal.h"
#include "text/escape.h"
#include "text/nearest.h"
#include "text/utf8.h"

enum { SHOWN_MAX = 60 }; /* code points */

struct parse {
    const struct resource *resource;
    struct arena *arena;
    struct query *query;
    struct problems *problems;
    const char *sort; /* as given, or NULL */
    const char *limit;
    const char *cursor;
};

static const char *const list_parameters[] = {"cursor", "limit", "sort", NULL};

/* ---- filters ---- */

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

static bool read_date(const char *text, struct arena *arena, struct filter *filter) {
    struct date date;
    char first[DATE_TEXT_SIZE], last[DATE_TEXT_SIZE];
    if (!date_parse(text, strlen(text), &date))
        return false;
    date_first_day(date, first);
    date_last_day(date, last);
    filter->from = value_text(arena_string(arena, first));
    filter->to = value_text(arena_string(arena, last));
    return true;
}

static bool read_instant(const char *text, struct arena *arena, struct value *value) {
    char utc[INSTANT_TEXT_SIZE];
    if (!instant_to_utc(text, utc))
        return false;
    *value = value_text(arena_string(arena, utc));
    return true;
}

static bool is_word(const char *const *words, const char *text) {
    for (; *words; words++)
        if (strcmp(*words, text) == 0)
            return true;
    return false;
}

static bool read_value(const char *text, struct arena *arena, struct filter *filter) {
    filter->from = value_text(text);
    switch (filter->field->type) {
    case FIELD_TEXT:
    case FIELD_HREF:
        return true;
    case FIELD_ID:
        return is_id(text);
    case FIELD_WORD:
        return is_word(filter->field->words, text);
    case FIELD_INTEGER:
        return read_integer(text, &filter->from);
    case FIELD_NUMBER:
        return read_number(text, &filter->from);
    case FIELD_FLAG:
        filter->from = value_integer(strcmp(text, "true") == 0);
        return strcmp(text, "true") == 0 || strcmp(text, "false") == 0;
    case FIELD_DATE:
        return read_date(text, arena, filter);
    case FIELD_INSTANT:
        return read_instant(text, arena, &filter->from);
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
        return "a time such as 2025-10-31T15:06:44+09:00, with + written as %2B";
    case FIELD_TEXT:
    case FIELD_HREF:
        break;
    }
    return "text";
}

/* Fields of one name: /v1/facts has the `type` of agreements and that of events. */
static const struct field *next_named(
    const struct parse *parse, const char *name, unsigned use, struct field_cursor *cursor) {
    const struct field *field;
    while ((field = resource_next_field(parse->resource, cursor)))
        if ((field->use & use) && strcmp(field->name, name) == 0)
            return field;
    return NULL;
}

static const char *list_words(const struct parse *parse, const char *name, struct nearest *nearest) {
    AUTO_BUF list = {0};
    struct field_cursor cursor = {0};
    const struct field *field;
    while ((field = next_named(parse, name, FIELD_FILTER, &cursor)))
        for (const char *const *word = field->words; word && *word; word++) {
            char quoted[80];
            snprintf(quoted, sizeof quoted, " %s,", *word);
            if (list.length && strstr(list.bytes, quoted))
                continue;
            buf_text(&list, quoted);
            nearest_try(nearest, *word);
        }
    return list.length ? arena_copy(parse->arena, list.bytes, list.length - 1) : "";
}

/* As much of what a client sent as a message needs. */
static const char *shown(const struct parse *parse, const char *text) {
    AUTO_BUF visible = {0};
    size_t length = strlen(text);
    escape_visible(&visible, text, utf8_offset(text, length, SHOWN_MAX));
    return arena_copy(parse->arena, visible.length ? visible.bytes : "", visible.length);
}

/* `first` is the first field of that name, `cursor` behind it. */
static void add_filter(struct parse *parse, const struct parameter *parameter, const struct field *first,
    struct field_cursor cursor) {
    struct filter *filter = &parse->query->filters[parse->query->filter_count];
    for (const struct field *field = first; field;
         field = next_named(parse, parameter->name, FIELD_FILTER, &cursor)) {
        *filter = (struct filter){.field = field};
        if (read_value(parameter->value, parse->arena, filter)) {
            parse->query->filter_count++;
            return;
        }
    }
    struct nearest nearest = nearest_to(parameter->value);
    problems_add(parse->problems, parameter->name, "\"%s\" is not %s%s", shown(parse, parameter->value),
        expected(first->type), list_words(parse, parameter->name, &nearest))
        ->suggestion = nearest.best;
}

/* The names that would have done, each once, in the resource's order. */
static const char *list_names(const struct parse *parse, unsigned use, struct nearest *nearest) {
    AUTO_BUF list = {0};
    struct field_cursor cursor = {0};
    const struct field *field;
    while ((field = resource_next_field(parse->resource, &cursor))) {
        char name[80];
        snprintf(name, sizeof name, " %s,", field->name);
        if (!(field->use & use) || (list.length && strstr(list.bytes, name)))
            continue;
        buf_text(&list, name);
        nearest_try(nearest, field->name);
    }
    return arena_copy(parse->arena, list.length ? list.bytes : " ", list.length ? list.length - 1 : 0);
}

/* What would have done is listed where no one name suggests itself. */
static void unknown_parameter(struct parse *parse, const char *name) {
    struct nearest nearest = nearest_to(name);
    const char *known = list_names(parse, FIELD_FILTER, &nearest);
    for (const char *const *other = list_parameters; *other; other++)
        nearest_try(&nearest, *other);
    problems_add(parse->problems, shown(parse, name), "%s have no such parameter%s%s", parse->resource->name,
        nearest.best ? "" : "; they have sort, limit, cursor and", nearest.best ? "" : known)
        ->suggestion = nearest.best;
}

/* ---- sort ---- */

static void unknown_sort(struct parse *parse, const char *name) {
    struct nearest nearest = nearest_to(name);
    const char *known = list_names(parse, FIELD_SORT, &nearest);
    problems_add(parse->problems, "sort", "%s cannot be sorted by \"%s\"%s%s", parse->resource->name,
        shown(parse, name), nearest.best ? "" : ", but by", nearest.best ? "" : known)
        ->suggestion = nearest.best;
}

static bool sorted_by(const struct query *query, const struct field *field) {
    for (size_t i = 0; i < query->sort_count; i++)
        if (query->sort[i].field == field)
            return true;
    return false;
}

static void add_sort(struct parse *parse, const char *item) {
    struct query *query = parse->query;
    bool descending = item[0] == '-';
    struct field_cursor cursor = {0};
    const struct field *field = next_named(parse, item + descending, FIELD_SORT, &cursor);
    if (!field)
        unknown_sort(parse, item + descending);
    else if (sorted_by(query, field))
        problems_add(parse->problems, "sort", "\"%s\" stands in it twice", field->name);
    else if (query->sort_count && query->sort[query->sort_count - 1].field == parse->resource->key)
        problems_add(parse->problems, "sort", "nothing can be sorted behind \"%s\", which no two rows share",
            parse->resource->key->name);
    else if (query->sort_count == SORT_KEYS_MAX - 1)
        problems_add(parse->problems, "sort", "at most %d fields can be sorted by", SORT_KEYS_MAX - 1);
    else
        query->sort[query->sort_count++] =
            (struct sort_key){field, descending, !resource_always_has(parse->resource, field)};
}

static void parse_sort(struct parse *parse) {
    struct query *query = parse->query;
    query->sort = arena_alloc(parse->arena, SORT_KEYS_MAX, sizeof *query->sort);
    for (const char *at = parse->sort; at;) {
        size_t length = strcspn(at, ",");
        add_sort(parse, arena_copy(parse->arena, at, length));
        at = at[length] ? at + length + 1 : NULL;
    }
    bool descending = query->sort_count && query->sort[query->sort_count - 1].descending;
    if (!sorted_by(query, parse->resource->key))
        query->sort[query->sort_count++] =
            (struct sort_key){.field = parse->resource->key, .descending = descending};
}

/* ---- the rest ---- */

static void parse_limit(struct parse *parse) {
    struct value value;
    parse->query->limit = LIMIT_DEFAULT;
    if (!parse->limit)
        return;
    if (read_integer(parse->limit, &value) && value.integer >= 1 && value.integer <= LIMIT_MAX)
        parse->query->limit = (size_t)value.integer;
    else
        problems_add(parse->problems, "limit", "\"%s\" is not a whole number from 1 to %d",
            shown(parse, parse->limit), LIMIT_MAX);
}

static int by_name_and_value(const void *left, const void *right) {
    const struct parameter *a = left, *b = right;
    int names = strcmp(a->name, b->name);
    return names ? names : strcmp(a->value, b->value);
}

static void put_parameter(struct buf *out, const char *name, const char *value) {
    if (out->length)
        buf_char(out, '&');
    escape_uri(out, name, strlen(name));
    buf_char(out, '=');
    escape_uri(out, value, strlen(value));
}

/* The key that ends every order is left out where it has no name that a client could give. */
static void put_sort(struct buf *out, const struct query *query) {
    AUTO_BUF sort = {0};
    for (size_t i = 0; i < query->sort_count; i++)
        if (query->sort[i].field->use & FIELD_SORT)
            buf_printf(&sort, "%s%s%s", i ? "," : "", query->sort[i].descending ? "-" : "",
                query->sort[i].field->name);
    put_parameter(out, "sort", sort.length ? sort.bytes : "");
}

/* The same list has one canonical form, however its parameters were ordered. */
static void make_canonical(struct parse *parse, struct parameter *filters, size_t count) {
    AUTO_BUF text = {0};
    qsort(filters, count, sizeof *filters, by_name_and_value);
    for (size_t i = 0; i < count; i++)
        put_parameter(&text, filters[i].name, filters[i].value);
    if (parse->sort)
        put_sort(&text, parse->query);
    parse->query->canonical =
        arena_printf(parse->arena, "%s?%s", parse->resource->path, text.length ? text.bytes : "");
}

/* The list's address with what makes it this page. */
static const char *page_address(
    const struct query *query, const char *limit, const char *cursor, struct arena *arena) {
    AUTO_BUF text = {0};
    bool bare = query->canonical[strlen(query->canonical) - 1] == '?';
    if (limit)
        put_parameter(&text, "limit", limit);
    if (cursor)
        put_parameter(&text, "cursor", cursor);
    return arena_printf(
        arena, "%s%s%s", query->canonical, bare || !text.length ? "" : "&", text.length ? text.bytes : "");
}

const char *query_next(const struct query *query, const char *cursor, struct arena *arena) {
    char limit[16];
    snprintf(limit, sizeof limit, "%zu", query->limit);
    return page_address(query, query->limit == LIMIT_DEFAULT ? NULL : limit, cursor, arena);
}

static void once(struct parse *parse, const char **place, const struct parameter *parameter) {
    if (*place)
        problems_add(parse->problems, parameter->name, "it is given twice");
    *place = parameter->value;
}

void query_parse(const struct resource *resource, const struct parameter *parameters, size_t count,
    struct arena *arena, struct query *query, struct problems *problems) {
    struct parse parse = {.resource = resource, .arena = arena, .query = query, .problems = problems};
    struct parameter *filters = arena_alloc(arena, count, sizeof *filters);
    size_t filter_count = 0, errors = problems->errors;
    *query =
        (struct query){.resource = resource, .filters = arena_alloc(arena, count, sizeof *query->filters)};
    for (size_t i = 0; i < count; i++) {
        const struct parameter *parameter = &parameters[i];
        struct field_cursor cursor = {0};
        const struct field *field = next_named(&parse, parameter->name, FIELD_FILTER, &cursor);
        if (strcmp(parameter->name, "sort") == 0) {
            once(&parse, &parse.sort, parameter);
        } else if (strcmp(parameter->name, "limit") == 0) {
            once(&parse, &parse.limit, parameter);
        } else if (strcmp(parameter->name, "cursor") == 0) {
            once(&parse, &parse.cursor, parameter);
        } else if (field) {
            filters[filter_count++] = *parameter;
            add_filter(&parse, parameter, field, cursor);
        } else {
            unknown_parameter(&parse, parameter->name);
        }
    }
    if (sql_combinations(query) > COMBINATIONS_MAX)
        problems_add(
            problems, "role", "with the participants it makes more than %d combinations", COMBINATIONS_MAX);
    parse_sort(&parse);
    parse_limit(&parse);
    make_canonical(&parse, filters, filter_count);
    query->page = page_address(query, parse.limit, parse.cursor, arena);
    if (problems->errors == errors && parse.cursor &&
        !cursor_decode(query, parse.cursor, arena, &query->after))
        problems_add(problems, "cursor",
            "this list gave no such cursor for this filter and sort; start again without it");
}

void query_one(const struct resource *resource, const char *id, struct arena *arena, struct query *query) {
    *query = (struct query){.resource = resource, .filter_count = 1, .sort_count = 1, .limit = 1};
    query->filters = arena_alloc(arena, 1, sizeof *query->filters);
    query->filters[0] = (struct filter){.field = resource->key, .from = value_text(id)};
    query->sort = arena_alloc(arena, 1, sizeof *query->sort);
    query->sort[0] = (struct sort_key){.field = resource->key};
    query->canonical = query->page = arena_printf(arena, "%s/%s", resource->path, id);
}
