/* SPDX-License-Identifier: MIT */
/* The values of an `__in`: a,b,c, or a JSON array for values that hold commas. */
#include <inttypes.h>
#include <jansson.h>
#include <string.h>

#include "query/parse_parts.h"
#include "text/decimal.h"

static void release(json_t **json) {
    json_decref(*json);
}

/* A scalar as it would be written in the target; NULL where it is none. */
static const char *written(struct arena *arena, const json_t *item) {
    struct decimal number;
    char text[DECIMAL_TEXT_SIZE];
    switch (json_typeof(item)) {
    case JSON_STRING:
        return arena_string(arena, json_string_value(item));
    case JSON_INTEGER:
        return arena_printf(arena, "%" PRId64, (int64_t)json_integer_value(item));
    case JSON_REAL:
        return decimal_from_double(json_real_value(item), &number)
                   ? arena_string(arena, decimal_print(number, text))
                   : arena_printf(arena, "%.17g", json_real_value(item));
    case JSON_TRUE:
        return "true";
    case JSON_FALSE:
        return "false";
    case JSON_OBJECT:
    case JSON_ARRAY:
    case JSON_NULL:
        break;
    }
    return NULL;
}

static bool from_json(struct parse *parse, const char *parameter, const char *text, struct text_array *list) {
    json_error_t error;
    __attribute__((cleanup(release))) json_t *array = json_loads(text, 0, &error);
    if (!array)
        problems_add(parse->problems, parameter, "it begins like a JSON array and is none: %s", error.text);
    else if (json_array_size(array) > LIST_VALUES_MAX)
        problems_add(parse->problems, parameter, "it has more than %d values", LIST_VALUES_MAX);
    if (!array || json_array_size(array) > LIST_VALUES_MAX)
        return false;
    list->items = arena_alloc(parse->arena, json_array_size(array), sizeof *list->items);
    for (; list->count < json_array_size(array); list->count++) {
        list->items[list->count] = written(parse->arena, json_array_get(array, list->count));
        if (list->items[list->count])
            continue;
        problems_add(parse->problems, parameter,
            "its value number %zu is not a text, a number, true or false; nothing may be nested in it",
            list->count + 1);
        return false;
    }
    return true;
}

bool list_values(struct parse *parse, const char *parameter, const char *text, struct text_array *list) {
    *list = (struct text_array){0};
    if (text[strspn(text, " \t\r\n")] == '[') {
        if (!from_json(parse, parameter, text, list))
            return false;
    } else {
        *list = parse_split(parse->arena, text);
    }
    if (list->count == 0 || list->count > LIST_VALUES_MAX)
        problems_add(parse->problems, parameter, "it has %zu values; from 1 to %d can be asked for",
            list->count, LIST_VALUES_MAX);
    return list->count > 0 && list->count <= LIST_VALUES_MAX;
}
