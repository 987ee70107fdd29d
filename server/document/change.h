/* SPDX-License-Identifier: MIT */
/* One change of the database under way: what load.c, rows.c and shared.c hand each other. All functions need
 * the open write transaction and fill change->err when they return false. */
#ifndef FACTD_DOCUMENT_CHANGE_H
#define FACTD_DOCUMENT_CHANGE_H

#include "document/document.h"
#include "document/load.h"
#include "store/store.h"

/* How many rows of each collection the change adds or takes away. */
struct tally {
    int64_t articles;
    int64_t participants;
    int64_t topics;
    int64_t evidence;
    int64_t facts[FACT_KINDS];
};

struct known_fact {
    const char *id;
    int64_t since;
    int64_t changed;
    const char *digest;
};

/* The tables of token strings. */
enum searchable {
    SEARCH_ARTICLE,
    SEARCH_PARTICIPANT,
    SEARCH_TOPIC,
    SEARCH_FACT,
    SEARCH_EVIDENCE,
    SEARCHABLES
};

/* An article's text, with the places of the code points that UTF-16 writes as two units, ascending. */
struct placed_text {
    struct article_text text;
    size_t *doubled;
    size_t doubled_count;
};

struct change {
    struct store *store;
    struct arena *arena;
    struct err *err;
    const char *article;
    int64_t revision;               /* the one that this change makes */
    const struct placed_text *text; /* that the quotes were held against, or NULL */
    int64_t numbers[SEARCHABLES];   /* the last given to a token string; 0: not known yet */
    struct known_fact *before;
    size_t before_count;
    struct tally tally;
    struct load_outcome *outcome;
};

bool change_run(struct change *change, const char *sql, const struct value *values, size_t count);

/* The first row's columns as texts, NULL where null or where there is no row; $1 is the article. */
bool change_first_row(
    struct change *change, const char *sql, const char **columns, size_t count, bool *found);

/* The article's stored text; `bytes` stays NULL where there is none. */
bool change_read_text(struct change *change, struct article_text *text);

/* Keeps the text, which outlives the change, for what is derived from it. */
void change_place_text(struct change *change, const struct article_text *text);

/* Takes what the article holds out of the rows; what is left of it is put right by shared_refresh. */
bool change_withdraw(struct change *change, struct text_list *participants, struct text_list *topics);

/* The article's rows, made of the document; whether there are any already or not. */
bool change_derive(struct change *change, const struct document *document);

/* The id of the evidence at `index` of a fact, or of what a participant has in the article. */
const char *change_evidence_id(struct change *change, const char *owner, size_t index);

/* The first column of all rows, sorted as the statement sorts them. */
bool change_list(
    struct change *change, const char *sql, const struct value *values, size_t count, struct text_list *list);

/* rows.c: the article's own rows. `rows_delete` leaves the text. */
bool rows_insert_in_tx(struct change *change, const struct document *document);
bool rows_delete_in_tx(struct change *change);
bool rows_store_text_in_tx(struct change *change, const struct article_text *text);

/* shared.c: participants and topics, which articles share. */
bool shared_check_in_tx(struct change *change, const struct document *document, struct problems *problems);
bool shared_insert_in_tx(struct change *change, const struct document *document);
bool shared_delete_in_tx(struct change *change);

/* Adds (sign 1) or takes away (-1) the article's facts in the counts of their participants and topics. */
bool shared_count_in_tx(struct change *change, int sign);

/* Gives each the names of its earliest article, and removes those that no article names any more. */
bool shared_refresh_in_tx(
    struct change *change, const struct text_list *participants, const struct text_list *topics);

/* search.c: what can be found. Deleting comes before rows_delete, inserting behind rows_insert. */
bool search_insert_in_tx(struct change *change, const struct document *document);
bool search_delete_in_tx(struct change *change);

/* The participant's names, or the topic's, as they are now; none: it can no longer be found. */
bool search_refresh_in_tx(struct change *change, enum searchable what, const char *id);

/* A table that is off as a whole is told by its first rows. */
enum { TOLD_MAX = 10 };

/* search.c: adds a problem for each token string that the engine's index does not hold as it is. Needs an
 * open read transaction. */
bool search_audit(struct store *store, struct problems *problems, struct err *err);

/* load.c: stores a sound document in a transaction of its own, without asking what stands against it. */
bool load_unchecked(struct store *store, const struct document *document, const struct article_text *text,
    struct arena *arena, struct err *err);

#endif
