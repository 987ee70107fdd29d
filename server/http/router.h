/* SPDX-License-Identifier: MIT */
/* Which route a path means. */
#ifndef FACTD_HTTP_ROUTER_H
#define FACTD_HTTP_ROUTER_H

#include "http/http.h"

/* NULL where none does. `routes` ends with a NULL. `item` is what stands for {id}, in the arena, or NULL. */
const struct route *router_find(
    const struct route *const *routes, const char *path, struct arena *arena, const char **item);

#endif
