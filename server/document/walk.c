/* SPDX-License-Identifier: MIT */
#include "document/walk.h"

#include <string.h>

#include <jansson.h>

#include "document/source.h"

static void take_name(struct walk *walk, size_t from, size_t to) {
    if (walk->depth == 0 || !walk->levels[walk->depth - 1].name_next)
        return;
    struct walk_level *level = &walk->levels[walk->depth - 1];
    level->name = walk->bytes + from;
    level->name_length = to - from;
    level->name_next = false;
}

/* `at` is behind the opening quote; it moves behind the closing one. */
static void skip_string(struct walk *walk, size_t stop) {
    size_t from = walk->at;
    while (walk->at < stop && walk->bytes[walk->at] != '"')
        walk->at += walk->bytes[walk->at] == '\\' ? 2 : 1;
    if (walk->at >= stop)
        walk->at = stop;
    take_name(walk, from, walk->at);
    if (walk->at < stop)
        walk->at++;
}

static bool open_level(struct walk *walk, bool object) {
    if (walk->depth == DOCUMENT_LEVELS_MAX)
        return false;
    walk->levels[walk->depth++] = (struct walk_level){.object = object, .name_next = object};
    return true;
}

static void next_item(struct walk *walk) {
    if (walk->depth == 0)
        return;
    struct walk_level *level = &walk->levels[walk->depth - 1];
    level->name_next = level->object;
    level->index++;
}

static bool in_number(char c) {
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

static void take_number(struct walk *walk, size_t stop, const char **token, size_t *token_length) {
    size_t from = walk->at;
    while (walk->at < stop && in_number(walk->bytes[walk->at]))
        walk->at++;
    *token = walk->bytes + from;
    *token_length = walk->at - from;
}

enum walk_found walk_next(struct walk *walk, size_t stop, const char **token, size_t *token_length) {
    while (walk->at < stop) {
        char c = walk->bytes[walk->at];
        if (c == '-' || (c >= '0' && c <= '9')) {
            take_number(walk, stop, token, token_length);
            return WALK_NUMBER;
        }
        walk->at++;
        if (c == '"')
            skip_string(walk, stop);
        else if ((c == '{' || c == '[') && !open_level(walk, c == '{'))
            return WALK_TOO_DEEP;
        else if ((c == '}' || c == ']') && walk->depth > 0)
            walk->depth--;
        else if (c == ',')
            next_item(walk);
    }
    return WALK_END;
}

/* A name with escapes goes through Jansson; almost none has any. */
static void point_at_escaped(struct buf *out, const struct walk_level *level) {
    json_auto_t *name = json_loadb(level->name - 1, level->name_length + 2, JSON_DECODE_ANY, NULL);
    if (json_is_string(name))
        source_point_at(out, json_string_value(name), json_string_length(name));
    else
        source_point_at(out, level->name, level->name_length);
}

bool walk_pointer(const struct walk *walk, struct buf *out) {
    for (size_t i = 0; i < walk->depth; i++) {
        const struct walk_level *level = &walk->levels[i];
        if (!level->object) {
            buf_printf(out, "/%zu", level->index);
            continue;
        }
        if (!level->name)
            return true;
        if (level->name_length > WALK_NAME_MAX)
            return false;
        if (memchr(level->name, '\\', level->name_length))
            point_at_escaped(out, level);
        else
            source_point_at(out, level->name, level->name_length);
    }
    return true;
}
