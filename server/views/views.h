/* SPDX-License-Identifier: MIT */
/* The pages. */
#ifndef FACTD_VIEWS_VIEWS_H
#define FACTD_VIEWS_VIEWS_H

#include "http/problem.h"
#include "views/view.h"

extern const struct route home_view;             /* home.c */
extern const struct route article_list_view;     /* article_list.c */
extern const struct route article_view;          /* article.c */
extern const struct route fact_list_view;        /* facts_list.c */
extern const struct route fact_view;             /* fact_page.c */
extern const struct route participant_list_view; /* participants_list.c */
extern const struct route participant_view;      /* participant.c */
extern const struct route search_view;           /* search_page.c */
extern const struct route embed_view;            /* embed.c */

/* NULL at the end. */
extern const struct route *const view_routes[];

/* For struct daemon_options. */
void show_problem(const struct request *request, const struct problem_told *told, struct reply *reply);

#endif
