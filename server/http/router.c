/* SPDX-License-Identifier: MIT */
#include "http/router.h"

#include <string.h>

#include "base/memory.h"

/* "/v1/articles/{id}/document": what stands between the braces' neighbours is the item, and holds no slash.
 */
static bool matches(const char *pattern, const char *path, size_t *item, size_t *length) {
    size_t before = strcspn(pattern, "{");
    *length = 0;
    if (pattern[before] == '\0')
        return strcmp(pattern, path) == 0;
    if (strncmp(pattern, path, before) != 0)
        return false;
    *item = before;
    *length = strcspn(path + before, "/");
    return *length > 0 && strcmp(strchr(pattern + before, '}') + 1, path + before + *length) == 0;
}

const struct route *router_find(
    const struct route *const *routes, const char *path, struct arena *arena, const char **item) {
    *item = NULL;
    for (; *routes; routes++) {
        size_t at, length;
        if (!matches((*routes)->path, path, &at, &length))
            continue;
        if (length)
            *item = arena_copy(arena, path + at, length);
        return *routes;
    }
    return NULL;
}

const struct route **router_joined(const struct route *const *const *lists) {
    const struct route **joined = NULL;
    size_t count = 0;
    for (; *lists; lists++)
        for (const struct route *const *route = *lists; *route; route++) {
            joined = memory_resized(joined, (count + 2) * sizeof *joined);
            joined[count++] = *route;
            joined[count] = NULL;
        }
    return joined;
}
