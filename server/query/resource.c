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
