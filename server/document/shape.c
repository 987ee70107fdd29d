/* SPDX-License-Identifier: MIT */
#include "document/shape.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "document/index.h"
#include "document/message.h"
#include "document/source.h"
#include "text/nearest.h"

static struct problem *add_problem(struct reader *reader, const char *format, va_list args) {
    buf_text(&reader->where, "");
    if (json_object_get(reader->refused, reader->where.bytes))
        return NULL;
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *text = arena_alloc(reader->arena, (size_t)(length < 0 ? 0 : length) + 1, 1);
    vsnprintf(text, (size_t)(length < 0 ? 0 : length) + 1, format, args);
    return problems_add(reader->problems, reader->where.bytes, "%s", text);
}

struct problem *shape_problem(struct reader *reader, const char *format, ...) {
    va_list args;
    va_start(args, format);
    struct problem *problem = add_problem(reader, format, args);
    va_end(args);
    return problem;
}

static size_t enter_member(struct reader *reader, const char *name) {
    size_t outside = reader->where.length;
    source_point_at(&reader->where, name, strlen(name));
    return outside;
}

static void leave(struct reader *reader, size_t outside) {
    reader->where.length = outside;
    buf_text(&reader->where, "");
}

void shape_problem_under(struct reader *reader, const char *under, const char *format, ...) {
    size_t outside = reader->where.length;
    buf_text(&reader->where, under);
    va_list args;
    va_start(args, format);
    add_problem(reader, format, args);
    va_end(args);
    leave(reader, outside);
}

static const char *type_word(json_t *value) {
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        return "an object";
    case JSON_ARRAY:
        return "an array";
    case JSON_STRING:
        return "a text";
    case JSON_INTEGER:
    case JSON_REAL:
        return "a number";
    case JSON_TRUE:
        return "true";
    case JSON_FALSE:
        return "false";
    case JSON_NULL:
        return "null";
    }
    return "something else";
}

bool shape_mistyped(struct reader *reader, const char *expected, json_t *found) {
    shape_problem(reader, "expected %s, found %s", expected, type_word(found));
    return false;
}

/* Whether an object of this variant has the member. */
static bool belongs(const struct shape *shape, const struct member *member, unsigned variant) {
    return !shape->variant || member->kinds == 0 || (member->kinds & variant) != 0;
}

/* The row of that name that the variant has, else any row of that name, else NULL. */
static const struct member *find_member(const struct shape *shape, const char *name, unsigned variant) {
    const struct member *other = NULL;
    for (const struct member *member = shape->members; member->name; member++) {
        if (strcmp(member->name, name) != 0)
            continue;
        if (belongs(shape, member, variant))
            return member;
        other = member;
    }
    return other;
}

bool shape_knows(const struct shape *shape, json_t *object) {
    const char *name;
    json_t *value;
    json_object_foreach(object, name, value) if (!find_member(shape, name, 0)) return false;
    return true;
}

static const char *variant_word(const struct shape *shape, unsigned variant) {
    size_t i = 0;
    while (!(variant >> i & 1))
        i++;
    return shape->variant_words[i];
}

/* All that have a member of that name. */
static const char *owners(const struct reader *reader, const struct shape *shape, const char *name) {
    const char *words[sizeof(unsigned) * 8 + 1];
    size_t count = 0;
    for (unsigned i = 0; shape->variant_words[i]; i++) {
        const struct member *member = find_member(shape, name, 1U << i);
        if (member->kinds & 1U << i)
            words[count++] = shape->variant_words[i];
    }
    words[count] = NULL;
    return message_list(reader->arena, words);
}

static const char *nearest_member(const struct shape *shape, const char *name, unsigned variant) {
    struct nearest nearest = nearest_to(name);
    for (const struct member *member = shape->members; member->name; member++)
        if (belongs(shape, member, variant))
            nearest_try(&nearest, member->name);
    return nearest.best;
}

/* `meant` gets the bit of the member that an unknown one most likely is, so that it is not missed as well. */
static bool refuse_strangers(
    struct reader *reader, json_t *object, const struct shape *shape, unsigned variant, uint64_t *meant) {
    const char *name;
    json_t *value;
    bool clean = true;
    json_object_foreach(object, name, value) {
        const struct member *member = find_member(shape, name, variant);
        if (member && (belongs(shape, member, variant) || variant == 0))
            continue;
        clean = false;
        size_t outside = enter_member(reader, name);
        if (member) {
            shape_problem(reader, "%s of kind %s has no \"%s\"; it belongs to %s", shape->noun,
                variant_word(shape, variant), name, owners(reader, shape, name));
        } else {
            const char *near = nearest_member(shape, name, variant);
            struct problem *problem = shape_problem(reader, "unknown member of %s", shape->noun);
            if (problem)
                problem->suggestion = near;
            if (near)
                *meant |= UINT64_C(1) << (find_member(shape, near, variant) - shape->members);
        }
        leave(reader, outside);
    }
    return clean;
}

static void read_member(
    struct reader *reader, json_t *object, const struct member *member, bool missed, void *out) {
    json_t *value = json_object_get(object, member->name);
    if (!value) {
        if (missed)
            shape_problem(reader, "\"%s\" is missing", member->name);
        return;
    }
    size_t outside = enter_member(reader, member->name);
    member->read(reader, value, member, out);
    leave(reader, outside);
}

bool shape_read(struct reader *reader, json_t *value, const struct shape *shape, void *out) {
    if (!json_is_object(value))
        return shape_mistyped(reader, "an object", value);
    size_t errors = reader->problems->errors;
    unsigned variant = shape->variant ? shape->variant(value) : 0;
    uint64_t meant = 0;
    bool clean = refuse_strangers(reader, value, shape, variant, &meant);
    for (size_t i = 0; shape->members[i].name; i++) {
        const struct member *member = &shape->members[i];
        if (belongs(shape, member, variant))
            read_member(reader, value, member, member->required && !(meant >> i & 1), out);
    }
    if (clean && shape->together)
        shape->together(reader, value, out);
    return reader->problems->errors == errors;
}

bool shape_object(struct reader *reader, json_t *value, const struct member *member, void *object) {
    return shape_read(reader, value, member->shape, (char *)object + member->offset);
}

static bool fits(struct reader *reader, const struct list *list, size_t count) {
    if (count < list->least)
        shape_problem(reader, "is empty; expected at least %zu of the %s", list->least, list->noun);
    else if (list->most && count > list->most)
        shape_problem(reader, "holds %zu %s; at most %zu are allowed", count, list->noun, list->most);
    else
        return true;
    return false;
}

static void read_items(struct reader *reader, json_t *array, const struct list *list, char *items) {
    for (size_t i = 0; i < json_array_size(array); i++) {
        size_t outside = reader->where.length;
        buf_printf(&reader->where, "/%zu", i);
        list->item.read(reader, json_array_get(array, i), &list->item, items + i * list->size);
        leave(reader, outside);
    }
}

static void refuse_repeated(struct reader *reader, const struct list *list, const char *items, size_t count) {
    struct id_index index = index_build(reader->arena, items, count, list->size);
    for (size_t i = 1; i < index.count; i++) {
        const struct id_entry *entry = &index.entries[i];
        if (strcmp(entry[-1].id, entry->id) != 0)
            continue;
        const char *under = arena_printf(reader->arena, "/%zu", entry->at);
        shape_problem_under(reader, under, "%s stands here twice", message_text(reader->arena, entry->id));
    }
}

bool shape_list(struct reader *reader, json_t *value, const struct member *member, void *object) {
    const struct list *list = member->list;
    if (!json_is_array(value))
        return shape_mistyped(reader, "an array", value);
    size_t count = json_array_size(value), errors = reader->problems->errors;
    if (!fits(reader, list, count))
        return false;
    char *items = arena_alloc(reader->arena, count, list->size);
    read_items(reader, value, list, items);
    if (list->unique)
        refuse_repeated(reader, list, items, count);
    bool whole = reader->problems->errors == errors;
    void *place = items;
    memcpy((char *)object + member->offset, &place, sizeof place);
    memcpy((char *)object + member->count, &count, sizeof count);
    if (member->whole)
        memcpy((char *)object + member->whole, &whole, sizeof whole);
    return whole;
}
