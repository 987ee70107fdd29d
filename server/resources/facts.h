/* SPDX-License-Identifier: MIT */
/* What facts of all kinds have in common; each kind's file adds its own members. */
#ifndef FACTD_RESOURCES_FACTS_H
#define FACTD_RESOURCES_FACTS_H

#include "query/resource.h"

enum {
    OUT = FIELD_OUT,
    FILTER = FIELD_FILTER,
    SORT = FIELD_SORT,
    FACET = FIELD_FACET,
    ALL = OUT | FILTER | SORT,
};

extern const struct field_group fact_group, agreement_group, figure_group, event_group, statement_group,
    affiliation_group;
/* How many facts of each kind an article, a participant or a topic has. */
extern const struct field_group fact_count_group;
extern const struct children *const fact_children[];

extern const struct search_source fact_search[];

/* The key of every collection of facts. */
extern const struct field fact_fields[];

/* One article's report of something, not the thing itself. */
#define FACT_CLASS "Claim"

/* A resource of one kind: it is what its name says, and all else follows. */
#define FACTS_OF_KIND(kind_name, plural, sentence, ...)                                                      \
    {                                                                                                        \
        .name = plural, .path = "/v1/" plural, .about = sentence, .class = FACT_CLASS, .table = "fact",      \
        .kind = kind_name, .key = &fact_fields[0], .search = fact_search,                                    \
        .groups = (const struct field_group *const[]){__VA_ARGS__, NULL}, .children = fact_children,         \
        .removed = "facts",                                                                                  \
    }

#endif
