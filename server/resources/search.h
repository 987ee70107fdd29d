/* SPDX-License-Identifier: MIT */
/* A search in steps: search_read.c reads what is asked and gives a page of hits, search_hits.c finds and
 * ranks them, search_snippets.c shows where in its texts a hit holds the words. search.c writes them for
 * /v1/search, a view for people. */
#ifndef FACTD_RESOURCES_SEARCH_H
#define FACTD_RESOURCES_SEARCH_H

#include "query/query.h"
#include "resources/resources.h"
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

/* So much of a digest tells states apart; a revision's number does not, after a restore. */
enum { SEARCH_STATE_SIZE = 17 };

/* What is asked. */
struct search {
    const char *query;
    const char *language; /* NULL: all */
    size_t limit;
    unsigned types;
    char state[SEARCH_STATE_SIZE]; /* that the cursor is of, "": no cursor */
    size_t skip;
    const char *sealed;  /* what a cursor of it belongs to: hits are the same in any language */
    const char *list;    /* its address in /v1, without a cursor */
    const char *address; /* the same of this page */
};

/* Reads the parameters of /v1/search, with a problem for each that is wrong. */
void search_read(struct search *search, const struct parameter *parameters, size_t count, struct arena *arena,
    struct problems *problems);

/* A page of hits. */
struct found {
    const struct hit *hits;
    struct snippet *snippets;
    size_t count;
    size_t total;
    bool complete;      /* `total` is all that there is */
    const char *cursor; /* of the next page, or NULL */
};

bool search_find_in_tx(struct store *store, const struct dataset *dataset, const struct search *search,
    struct arena *arena, struct found *found, struct err *err);

#endif
