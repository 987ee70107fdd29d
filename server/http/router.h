/* SPDX-License-Identifier: MIT */
/* Which route a path means. */
#ifndef FACTD_HTTP_ROUTER_H
#define FACTD_HTTP_ROUTER_H

#include "http/http.h"

/* NULL where none does. `routes` ends with a NULL. `item` is what stands for the braces, in the arena, or
 * NULL. */
const struct route *router_find(
    const struct route *const *routes, const char *path, struct arena *arena, const char **item);

/* Lists one behind the other, as one; `lists` ends with a NULL. The caller frees. */
const struct route **router_joined(const struct route *const *const *lists);

#endif
