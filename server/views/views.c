/* SPDX-License-Identifier: MIT */
#include "views/views.h"

const struct route *const view_routes[] = {&home_view, &article_list_view, &article_view, &fact_list_view,
    &fact_view, &participant_list_view, &participant_view, &search_view, &embed_view, NULL};
