/* SPDX-License-Identifier: MIT */
#include "query/resource.h"

#include <string.h>

const struct field *resource_next_field(const struct resource *resource, struct field_cursor *cursor) {
    while (resource->groups[cursor->group]) {
        const struct field *field = &resource->groups[cursor->group]->fields[cursor->field];
        cursor->kind = resource->groups[cursor->group]->kind;
        if (field->name) {
            cursor->field++;
            return field;
        }
        cursor->group++;
        cursor->field = 0;
    }
    return NULL;
}

static bool holds(const struct field_group *group, const struct field *field) {
    const struct field *each = group->fields;
    while (each->name && each != field)
        each++;
    return each->name != NULL;
}

bool resource_always_has(const struct resource *resource, const struct field *field) {
    size_t kinds = 0;
    bool of_kind = false;
    for (size_t i = 0; resource->groups[i]; i++) {
        kinds += resource->groups[i]->kind != NULL;
        of_kind = of_kind || (resource->groups[i]->kind && holds(resource->groups[i], field));
    }
    return field->required && !(of_kind && kinds > 1);
}

const char *resource_kind_with(const struct resource *resource, const char *name) {
    struct field_cursor cursor = {0};
    const struct field *field;
    const char *kind = NULL;
    while ((field = resource_next_field(resource, &cursor))) {
        if (strcmp(field->name, name) != 0)
            continue;
        if (!cursor.kind || kind)
            return NULL;
        kind = cursor.kind;
    }
    return kind;
}

size_t field_object(const struct field *field) {
    const char *dot = strchr(field->name, '.');
    return dot ? (size_t)(dot - field->name) : 0;
}

const char *field_language(const struct field *field) {
    size_t length = field_object(field);
    const char *member = length ? field->name + length + 1 : "";
    return strcmp(member, "ko") == 0 || strcmp(member, "en") == 0 ? member : NULL;
}
