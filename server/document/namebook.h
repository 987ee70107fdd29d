/* SPDX-License-Identifier: MIT */
/* All names of a document's participants, found in a quote in one pass. "The longest name wins": a name that
 * stands inside a longer one is not there, so 현대차그룹 does not name 현대차. */
#ifndef FACTD_DOCUMENT_NAMEBOOK_H
#define FACTD_DOCUMENT_NAMEBOOK_H

#include "document/document.h"

/* At each of a quote's characters begins at most one name that counts. */
enum { NAMES_SEEN_MAX = FACT_EVIDENCE_MAX * QUOTE_LENGTH_MAX };

/* A name that one or more participants have. */
struct known_name {
    const char *text; /* with plain spaces for no-break ones */
    size_t length;
    size_t round; /* the last one in which it was seen */
};

struct namebook {
    struct known_name *names; /* sorted by bytes, each once */
    size_t count;
    size_t *of_participant; /* their positions: participant i's from first[i] to first[i + 1], ascending */
    size_t *first;
    size_t round;
    size_t seen[NAMES_SEEN_MAX]; /* positions, in this round */
    size_t seen_count;
};

struct namebook namebook_of(const struct document *document, struct arena *arena);

/* Forgets which names were seen. A round is one fact's quotes, or fewer. */
void namebook_start_round(struct namebook *book);

/* Notes every name that stands in the quote and inside no longer one there. A name that begins or ends with a
 * Latin letter or a digit stands only where the word does so too; Korean particles end a word. */
void namebook_see(struct namebook *book, const char *quote);

/* Whether a name of the participant (by its position) was seen in this round. */
bool namebook_saw(const struct namebook *book, size_t participant);

#endif
