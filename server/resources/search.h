/* SPDX-License-Identifier: MIT */
/* /v1/search in three steps: search.c reads the request and writes the answer, search_hits.c finds and ranks,
 * search_snippets.c shows where in its texts a hit holds the words. */
#ifndef FACTD_RESOURCES_SEARCH_H
#define FACTD_RESOURCES_SEARCH_H

#include "query/query.h"
#include "store/store.h"

/* Ranked, and so given at all: enough to look through, and what may be sorted for one request. */
enum { HITS_MAX = 1000 };

enum hit_type { HIT_PARTICIPANT, HIT_ARTICLE, HIT_FACT, HIT_TYPES };

/* "participant" …, NULL at the end. */
extern const char *const hit_type_words[];

struct hit {
    enum hit_type type;
    enum closeness closeness; /* the nearest that found it */
    const char *id;
};

struct hits {
    struct hit *items;
    size_t count;
    bool complete; /* there are no more */
};

/* `types`: a bit for each type that is asked for. Hits whose words are whole come first, then those with
 * words that begin so, then the others, then those that have what the last word may become while it is typed;
 * among those participants, articles, facts. A participant's facts are hits, too. */
bool search_hits_in_tx(struct store *store, const char *text, unsigned types, struct arena *arena,
    struct hits *hits, struct err *err);

struct snippet {
    struct language_names {
        const char *ko;
        const char *en;
    } name;
    const char *
        text; /* of the hit, that which holds the most of the words, cut around them; its name if none does */
    struct mark *marks;
    size_t mark_count;
    size_t points; /* marked before the text was cut */
};

/* One for each hit, at most LIMIT_MAX of them. Costs a fixed number of statements. */
bool search_snippets_in_tx(struct store *store, const char *text, const struct hit *hits, size_t count,
    struct arena *arena, struct snippet *snippets, struct err *err);

#endif
