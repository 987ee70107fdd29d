/* SPDX-License-Identifier: MIT */
/* Where a page has the picture of who is tied to whom by which agreement. */
#ifndef FACTD_VIEWS_TIES_H
#define FACTD_VIEWS_TIES_H

#include "views/kinds.h"

/* A place for it, which web/graph.js fills from the address in /v1 that stands on it; nothing where so few
 * agreements make no picture. Reads nothing. */
void ties_put(struct view *view, const struct kinds *kinds);

#endif
