/* SPDX-License-Identifier: MIT */
#include "query/resource.h"

const struct field *resource_next_field(const struct resource *resource, struct field_cursor *cursor) {
    while (resource->groups[cursor->group]) {
        const struct field *field = &resource->groups[cursor->group]->fields[cursor->field];
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
