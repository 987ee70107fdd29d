/* SPDX-License-Identifier: MIT */
#include "views/views.h"

const struct route *const view_routes[] = {&article_view, NULL};
