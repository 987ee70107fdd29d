/* SPDX-License-Identifier: MIT */
/* A facts document in memory, and the way it goes: read, check, evidence, load. The format's rules stand in
 * docs/FACTS-DOCUMENT.md. Everything here borrows from the arena that the document was read into. */
#ifndef FACTD_DOCUMENT_DOCUMENT_H
#define FACTD_DOCUMENT_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/problems.h"
#include "text/decimal.h"
#include "text/digest.h"
#include "text/numeral.h"

enum {
    DOCUMENT_BYTES_MAX = 16 * 1024 * 1024,
    DOCUMENT_LEVELS_MAX = 32,
    DOCUMENT_FACTS_MAX = 40000,
    FACT_EVIDENCE_MAX = 64,
    FACT_PARTICIPANTS_MAX = 256,
    QUOTE_LENGTH_MAX = 40, /* code points */
    LINE_LENGTH_MAX = 500, /* code points of a name, a gist, a summary */
    SLUG_LENGTH_MAX = 64,
};

/* FACT_KINDS also stands for a kind that could not be read. */
enum fact_kind { FACT_AGREEMENT, FACT_FIGURE, FACT_EVENT, FACT_STATEMENT, FACT_AFFILIATION, FACT_KINDS };

/* "agreement" … in the enum's order, NULL at the end. */
extern const char *const fact_kind_words[];

/* `whole` in the lists below: all of it could be read, so what it lacks is lacking. A check that reports an
 * absence asks it first, so that one mistake gives one problem. An item that could not be read keeps its
 * place, with NULL and 0 in it. */

/* Either may be NULL; both are where the map is absent. */
struct language_map {
    const char *ko;
    const char *en;
};

struct text_list {
    const char **items;
    size_t count;
};

struct evidence {
    const char *quote;
    size_t start; /* code points of the article's text, end exclusive */
    size_t end;
    bool placed;          /* start and end could both be read */
    const char *supports; /* the member named by "for", or NULL */
};

struct evidence_list {
    struct evidence *items;
    size_t count;
    bool whole;
};

struct participant {
    const char *id; /* as in the document; document_public_id gives the one that is stored */
    const char *kind;
    struct language_map name;
    struct text_list aliases;
    struct text_list same_as;
    struct evidence_list evidence;
    bool named; /* all of its names could be read */
};

struct topic {
    const char *id;
    struct language_map name;
};

/* One entry of a fact's participants. */
struct part {
    const char *participant;
    const char *role;
    bool inferred;
};

struct part_list {
    struct part *items;
    size_t count;
    bool whole;
};

struct number {
    bool given;
    struct decimal value;
};

struct fact {
    const char *id;
    enum fact_kind kind;
    struct language_map name;
    struct language_map summary;
    const char *date;      /* as stated */
    const char *date_from; /* derived: YYYY-MM-DD, NULL where open or not stated */
    const char *date_to;
    const char *part_of;
    const char *at;
    const char *according_to;
    struct part_list participants;
    struct text_list topics;
    struct evidence_list evidence;

    const char *type;                  /* agreement, event */
    const char *status;                /* agreement */
    struct number value, lower, upper; /* figure; lower and upper are filled in from value and comparator */
    const char *comparator_word;
    enum comparator comparator;
    const char *unit;
    struct language_map place; /* event */
    struct language_map gist;  /* statement */
    const char *mode;
    struct language_map title; /* affiliation */
};

struct author {
    struct language_map name;
};

struct article {
    const char *id;
    const char *publisher;
    const char *language;
    struct language_map title;
    struct author *authors;
    size_t author_count;
    const char *url;
    const char *published_at;
    const char *published_at_utc; /* sorts as text; derived */
    const char *modified_at;
    const char *modified_at_utc;
    const char *text_sha256;
    size_t text_length; /* code points */
};

/* Positions in a list by the id (or text) that stands there, so that a reference is found without a walk. */
struct id_entry {
    const char *id;
    size_t at;
};

struct id_index {
    struct id_entry *entries; /* by id, then by position */
    size_t count;
    bool whole; /* the list was read and every item has an id: an id that is not here is declared nowhere */
};

struct document {
    const char *bytes; /* the file, as it was */
    size_t length;
    char sha256[DIGEST_TEXT_SIZE];
    const char *format;
    struct article article;
    struct topic *topics;
    size_t topic_count;
    struct participant *participants;
    size_t participant_count;
    struct fact *facts;
    size_t fact_count;
    struct id_index topic_ids, participant_ids, fact_ids;
};

/* An article's text at hand. */
struct article_text {
    const char *bytes; /* valid UTF-8 */
    size_t length;     /* bytes */
    size_t code_points;
    char sha256[DIGEST_TEXT_SIZE];
};

/* Reads a whole file into the arena, NUL behind it. ERR_INPUT: cannot be opened, or over `most`
 * bytes. */
bool document_file(
    const char *path, size_t most, struct arena *arena, const char **bytes, size_t *length, struct err *err);

/* Reads an article's text from a file. ERR_INPUT where it is no UTF-8. */
bool document_text(const char *path, struct arena *arena, struct article_text *text, struct err *err);

/* Takes a document's bytes apart, checking its shape (rule 1): what is wrong is added to `problems`, and what
 * is right is in `document` all the same, with NULL and 0 where it is not, so that the later checks can go
 * on. False where the bytes are no JSON at all, or none that may be looked into (size, levels, duplicate
 * members). */
bool document_read(const char *bytes, size_t length, struct arena *arena, struct document *document,
    struct problems *problems);

/* References, roles, and what belongs together (rules 2 and 6 without the quotes' words). */
void document_check(const struct document *document, struct problems *problems);

/* Rules 3 to 7. `text` may be NULL: then spans are held against each other only. */
void evidence_check(
    const struct document *document, const struct article_text *text, struct problems *problems);

/* Code points of the article that quotes cover, each counted once. */
size_t evidence_covered(const struct document *document);

/* Fills `article.text` and the spans of quotes that stand once in the text, and appends the whole document to
 * `out`; each quote that stands nowhere or more than once is a problem that says where it stands. False as
 * document_read. */
bool document_anchor(const char *bytes, size_t length, const struct article_text *text, struct arena *arena,
    struct buf *out, struct problems *problems);

/* The id under which a participant is served: a group's is `<article>.<id>`, all others' the id itself. */
const char *document_public_id(const struct document *document, const char *participant, struct arena *arena);

/* `<article>.<fact>` */
const char *document_fact_id(const struct document *document, const char *fact, struct arena *arena);

/* NULL where the document declares none of that id. */
const struct participant *document_participant(const struct document *document, const char *id);
const struct fact *document_fact(const struct document *document, const char *id);

#endif
