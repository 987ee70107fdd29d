/* SPDX-License-Identifier: MIT */
/* One fact on a page, as a card or as the page's own subject, after its kind. */
#ifndef FACTD_VIEWS_FACT_H
#define FACTD_VIEWS_FACT_H

#include "views/cells.h"
#include "views/view.h"

/* What a list of facts includes, so that its cards need no more queries. */
#define FACT_INCLUDES "article,topics"

/* A card whose heading is a link. Where the page includes articles and `with_article` is set, it says whose.
 */
void fact_card(struct view *view, const struct page *page, size_t row, bool with_article);

/* What its kind says beside its name: the number, status and type, date and place, gist, title. */
void fact_body(struct view *view, const struct page *page, size_t row);

/* Everybody who takes part, with role. */
void fact_participants(struct view *view, const struct page *page, size_t row);

/* Links to its topics, where the page includes them. */
void fact_topics(struct view *view, const struct page *page, size_t row);

/* Behind a role: that the article only implies it, or "". */
const char *fact_inferred(const struct view *view, const struct entries *people, size_t at);

/* The entry of the first participant in that role; the count of entries where there is none. */
size_t fact_first_in_role(const struct entries *people, const char *role);

/* A link to a participant, by its entry. */
void fact_participant_link(struct view *view, const struct entries *people, size_t entry);

#endif
