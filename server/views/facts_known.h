/* SPDX-License-Identifier: MIT */
/* What is known of a list of facts without counting it: the names of what its address chooses, and the counts
 * that are kept with them. */
#ifndef FACTD_VIEWS_FACTS_KNOWN_H
#define FACTD_VIEWS_FACTS_KNOWN_H

#include "views/facets.h"
#include "views/view.h"

enum {
    FACT_KINDS = 5,
    FACT_SUBJECTS = 3, /* topics, participants, articles */
    COUNTED_MAX =
        100, /* facts; to read so many, but for their evidence, costs what it costs to show a page */
};
#define COUNTED_LIMIT "100"

struct facts_kind {
    const char *word;
    const struct resource *resource;
    const char *counted;  /* the member of a subject that counts them */
    const char *words[2]; /* its own filters that are facets */
};
extern const struct facts_kind facts_kinds[FACT_KINDS];

struct facts_known {
    const struct facts_kind *kind; /* the one that the address chooses, or NULL */
    struct section *chosen[FACT_SUBJECTS];
    bool few;  /* there are COUNTED_MAX facts at most */
    bool kept; /* how many facts of each kind: */
    int64_t kinds[FACT_KINDS], total;
};

/* Of the view's address. */
bool facts_known_in_tx(struct view *view, struct facts_known *known, struct err *err);

/* A list_call, with a struct facts_known. */
const char *facts_call(struct view *view, const void *known, const struct parameter *filter);

/* Gives those values their names that will be shown. */
bool facts_name_choices_in_tx(
    struct view *view, const struct facts_known *known, struct choices *choices, struct err *err);

#endif
