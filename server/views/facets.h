/* SPDX-License-Identifier: MIT */
/* By what a list can be narrowed: the values that one of its filters may have, as links. */
#ifndef FACTD_VIEWS_FACETS_H
#define FACTD_VIEWS_FACETS_H

#include "views/view.h"

struct choice {
    const char *value, *label; /* NULL: the value is all that it is called */
    int64_t count;             /* of the list's rows that have it */
    size_t row;                /* the last one that was counted */
};

/* The values of one filter. */
struct choices {
    const char *name;
    struct choice *list;
    size_t count;
    bool counted;    /* the counts are of the whole list; else they tell nobody anything */
    bool seen;       /* the values are of this page's rows only */
    const char *all; /* the address of a list of them, or NULL */
};

/* Those of a page's rows, the most frequent first, under their names as far as the page includes them. */
void choices_of_page(struct view *view, const struct page *page, struct choices *choices);

/* Those that /v1 counted, of a vocabulary that is no longer than what it tells. */
void choices_of_facet(struct view *view, const struct facet *facet, struct choices *choices);

/* All words of the filter's vocabulary, uncounted; false where it has none. */
bool choices_of_words(struct view *view, const struct resource *resource, struct choices *choices);

enum { CHOICES_SHOWN = 12 };

/* Leaves out the values that are chosen already and those that all `total` rows have, where that is known
 * (else -1): neither narrows anything. */
void choices_narrow(struct view *view, struct choices *choices, int64_t total);

/* Around all of a list's choices. */
void choices_open(struct view *view);
void choices_close(struct view *view);

/* A heading and links, or nothing where nothing is left. */
void choices_put(struct view *view, const struct choices *choices);

#endif
