/* SPDX-License-Identifier: MIT */
/* Each fact points to at most one other, so a walk that marks where it has been finds every circle, and each
 * fact is walked over once. */
#include "document/circles.h"

#include <stdint.h>

#include "document/index.h"

/* How many ids of a long circle are shown. */
enum { SHOWN_MAX = 6 };

static const size_t nowhere = SIZE_MAX;

struct circles {
    const struct document *document;
    struct problems *problems;
    const char *member;
    size_t *next; /* where each fact points to, or nowhere */
    size_t *walk; /* which walk came by, 0 for none */
};

static size_t target(const struct document *document, size_t from, const char *id) {
    const struct id_entry *entry = id ? index_find(&document->fact_ids, id) : NULL;
    return entry && entry->at != from ? entry->at : nowhere;
}

/* What is no statement is told as such. */
static size_t source(const struct document *document, size_t from) {
    size_t at = target(document, from, document->facts[from].according_to);
    return at != nowhere && document->facts[at].kind == FACT_STATEMENT ? at : nowhere;
}

static void report(const struct circles *circles, size_t in_circle) {
    size_t first = in_circle;
    for (size_t at = circles->next[in_circle]; at != in_circle; at = circles->next[at])
        first = at < first ? at : first;
    AUTO_BUF way = {0};
    size_t at = first;
    for (int shown = 0; shown < SHOWN_MAX && (shown == 0 || at != first); shown++) {
        buf_printf(&way, "%s → ", circles->document->facts[at].id);
        at = circles->next[at];
    }
    buf_text(&way, at == first ? circles->document->facts[first].id : "…");
    const char *where = arena_printf(circles->problems->arena, "/facts/%zu/%s", first, circles->member);
    problems_add(circles->problems, where, "goes in a circle: %s", way.bytes);
}

static void find(struct circles *circles) {
    for (size_t start = 0; start < circles->document->fact_count; start++) {
        size_t at = start;
        while (at != nowhere && circles->walk[at] == 0) {
            circles->walk[at] = start + 1;
            at = circles->next[at];
        }
        if (at != nowhere && circles->walk[at] == start + 1)
            report(circles, at);
    }
}

void circles_check(const struct document *document, struct problems *problems) {
    for (int according = 0; according < 2; according++) {
        AUTO_ARENA arena = {0};
        struct circles circles = {
            .document = document,
            .problems = problems,
            .member = according ? "according_to" : "part_of",
            .next = arena_alloc(&arena, document->fact_count, sizeof *circles.next),
            .walk = arena_alloc(&arena, document->fact_count, sizeof *circles.walk),
        };
        for (size_t i = 0; i < document->fact_count; i++)
            circles.next[i] =
                according ? source(document, i) : target(document, i, document->facts[i].part_of);
        find(&circles);
    }
}
