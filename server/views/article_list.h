/* SPDX-License-Identifier: MIT */
/* Articles as the lines of a list. */
#ifndef FACTD_VIEWS_ARTICLE_LIST_H
#define FACTD_VIEWS_ARTICLE_LIST_H

#include "views/cells.h"
#include "views/view.h"

/* What a list of articles includes, so that its lines need no more queries. */
#define ARTICLE_INCLUDES "publisher"

/* Publisher, authors, time and, where the article has an address, a link to it. */
void article_byline(struct view *view, const struct page *page, size_t row);

/* Each row under a heading of that level: its title as a link, its byline, and how many facts of each kind it
 * states. */
void article_list(struct view *view, const struct section *section, int level);

#endif
