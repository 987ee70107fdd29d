/* SPDX-License-Identifier: MIT */
/* The rows that are one article's alone: the article, its document, its facts and their evidence. */
#include "document/change.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/escape.h"

/* The article's address with a text fragment that makes a browser show the quote
 * (https://wicg.github.io/scroll-to-text-fragment/). */
static const char *link_to(struct change *change, const struct article *article, const struct fact *fact) {
    if (!article->url)
        return NULL;
    const char *quote = fact->evidence.items[0].quote;
    AUTO_BUF link = {0};
    buf_text(&link, article->url);
    buf_text(&link, strchr(article->url, '#') ? ":~:text=" : "#:~:text=");
    escape_text_fragment(&link, quote, strlen(quote));
    return arena_copy(change->arena, link.bytes, link.length);
}

static struct value number_value(const struct number *number) {
    int64_t integer;
    if (!number->given)
        return value_null();
    return decimal_integer(number->value, &integer) ? value_integer(integer)
                                                    : value_real(decimal_double(number->value));
}

/* Of all that is served of the fact, so that a change of any of it shows. */
static const char *fact_digest(struct change *change, const struct document *document,
    const struct fact *fact, const struct value *row, size_t count) {
    struct digest digest;
    char *text = arena_alloc(change->arena, DIGEST_TEXT_SIZE, 1);
    digest_start(&digest);
    for (size_t i = 0; i < count; i++) {
        char number[40] = "";
        if (row[i].type == VALUE_INTEGER)
            snprintf(number, sizeof number, "%lld", (long long)row[i].integer);
        else if (row[i].type == VALUE_REAL)
            snprintf(number, sizeof number, "%.17g", row[i].real);
        digest_add_text(&digest, number[0] ? number : row[i].text);
    }
    for (size_t i = 0; i < fact->participants.count; i++) {
        const struct part *part = &fact->participants.items[i];
        digest_add_text(&digest, document_public_id(document, part->participant, change->arena));
        digest_add_text(&digest, part->role);
        digest_add_text(&digest, part->inferred ? "inferred" : "");
    }
    for (size_t i = 0; i < fact->topics.count; i++)
        digest_add_text(&digest, fact->topics.items[i]);
    for (size_t i = 0; i < fact->evidence.count; i++) {
        const struct evidence *evidence = &fact->evidence.items[i];
        char span[64];
        snprintf(span, sizeof span, "%zu-%zu %d", evidence->start, evidence->end, change->text != NULL);
        digest_add_text(&digest, evidence->quote);
        digest_add_text(&digest, span);
        digest_add_text(&digest, evidence->supports);
    }
    digest_end(&digest, text);
    return text;
}

static int compare_known(const void *id, const void *known) {
    return strcmp(id, ((const struct known_fact *)known)->id);
}

/* `since` and `changed`: kept where the fact was there, and said the same. */
static void fact_history(
    struct change *change, const char *id, const char *digest, int64_t *since, int64_t *changed) {
    const struct known_fact *known = change->before_count ? bsearch(id, change->before, change->before_count,
                                                                sizeof *change->before, compare_known)
                                                          : NULL;
    bool same = known && strcmp(known->digest, digest) == 0;
    *since = known ? known->since : change->revision;
    *changed = same ? known->changed : change->revision;
    change->outcome->added += !known;
    change->outcome->altered += known && !same;
}

/* The place among UTF-16 units of a place among code points: one more for each code point before it that
 * takes two (RFC 2781, section 2.1). */
static struct value in_utf16(const struct placed_text *text, size_t place) {
    size_t low = 0, high = text ? text->doubled_count : 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text->doubled[middle] < place)
            low = middle + 1;
        else
            high = middle;
    }
    return text ? value_integer((int64_t)(place + low)) : value_null();
}

const char *change_evidence_id(struct change *change, const char *owner, size_t index) {
    return arena_printf(change->arena, "%s/%04zu", owner, index);
}

static bool insert_evidence(
    struct change *change, const struct evidence_list *list, const char *fact, const char *participant) {
    change->tally.evidence += (int64_t)list->count;
    for (size_t i = 0; i < list->count; i++) {
        const struct evidence *evidence = &list->items[i];
        const char *id = change_evidence_id(
            change, fact ? fact : arena_printf(change->arena, "%s/%s", change->article, participant), i);
        struct value values[] = {value_text(id), value_text(change->article), value_text(fact),
            value_text(participant), value_integer((int64_t)i), value_text(evidence->quote),
            value_integer((int64_t)evidence->start), value_integer((int64_t)evidence->end),
            value_text(evidence->supports), value_integer(change->text != NULL),
            in_utf16(change->text, evidence->start), in_utf16(change->text, evidence->end)};
        if (!change_run(change,
                "INSERT INTO evidence (id, article, fact, participant, ordinal, quote, starts, ends, "
                "supports, verified, starts_utf16, ends_utf16) "
                "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
                values, sizeof values / sizeof *values))
            return false;
    }
    return true;
}

static bool insert_ties(
    struct change *change, const struct document *document, const struct fact *fact, const char *id) {
    for (size_t i = 0; i < fact->participants.count; i++) {
        const struct part *part = &fact->participants.items[i];
        struct value values[] = {value_text(id), value_integer((int64_t)i),
            value_text(document_public_id(document, part->participant, change->arena)),
            value_text(part->role), value_integer(part->inferred), value_text(fact_kind_words[fact->kind]),
            value_text(fact->date_from)};
        if (!change_run(change,
                "INSERT INTO fact_participant (fact, ordinal, participant, role, inferred, kind, date_from) "
                "VALUES ($1, $2, $3, $4, $5, $6, $7)",
                values, sizeof values / sizeof *values))
            return false;
    }
    for (size_t i = 0; i < fact->topics.count; i++) {
        struct value values[] = {value_text(id), value_integer((int64_t)i), value_text(fact->topics.items[i]),
            value_text(fact_kind_words[fact->kind]), value_text(fact->date_from)};
        if (!change_run(change,
                "INSERT INTO fact_topic (fact, ordinal, topic, kind, date_from) VALUES ($1, $2, $3, $4, $5)",
                values, sizeof values / sizeof *values))
            return false;
    }
    return true;
}

static struct value reference(struct change *change, const struct document *document, const char *fact) {
    return fact ? value_text(document_fact_id(document, fact, change->arena)) : value_null();
}

/* In the order of these columns; since, changed and digest come last. */
static const char insert_fact_sql[] = "INSERT INTO fact (id, kind, article, name_ko, name_en, summary_ko, "
                                      "summary_en, date, date_from, date_to, "
                                      "part_of, at, according_to, link, type, status, value, lower, upper, "
                                      "comparator, unit, place_ko, place_en, "
                                      "gist_ko, gist_en, mode, title_ko, title_en, since, changed, digest) "
                                      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
                                      "$10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, "
                                      "$24, $25, $26, $27, $28, $29, $30, $31)";

enum { FACT_MEMBERS = 28, FACT_COLUMNS = 31 };

static bool insert_fact(struct change *change, const struct document *document, const struct fact *fact) {
    const char *id = document_fact_id(document, fact->id, change->arena);
    int64_t since, changed;
    struct value values[FACT_COLUMNS] = {value_text(id), value_text(fact_kind_words[fact->kind]),
        value_text(change->article), value_text(fact->name.ko), value_text(fact->name.en),
        value_text(fact->summary.ko), value_text(fact->summary.en), value_text(fact->date),
        value_text(fact->date_from), value_text(fact->date_to), reference(change, document, fact->part_of),
        reference(change, document, fact->at), reference(change, document, fact->according_to),
        value_text(link_to(change, &document->article, fact)), value_text(fact->type),
        value_text(fact->status), number_value(&fact->value), number_value(&fact->lower),
        number_value(&fact->upper), value_text(fact->comparator_word), value_text(fact->unit),
        value_text(fact->place.ko), value_text(fact->place.en), value_text(fact->gist.ko),
        value_text(fact->gist.en), value_text(fact->mode), value_text(fact->title.ko),
        value_text(fact->title.en)};
    const char *digest = fact_digest(change, document, fact, values, FACT_MEMBERS);
    fact_history(change, id, digest, &since, &changed);
    values[FACT_MEMBERS] = value_integer(since);
    values[FACT_MEMBERS + 1] = value_integer(changed);
    values[FACT_MEMBERS + 2] = value_text(digest);
    change->tally.facts[fact->kind]++;
    return change_run(change, insert_fact_sql, values, FACT_COLUMNS) &&
           insert_ties(change, document, fact, id) && insert_evidence(change, &fact->evidence, id, NULL);
}

static bool insert_article(struct change *change, const struct document *document) {
    const struct article *article = &document->article;
    int64_t counts[FACT_KINDS] = {0};
    for (size_t i = 0; i < document->fact_count; i++)
        counts[document->facts[i].kind]++;
    struct value values[] = {value_text(article->id), value_text(article->publisher),
        value_text(article->language), value_text(article->title.ko), value_text(article->title.en),
        value_text(article->url), value_text(article->published_at), value_text(article->published_at_utc),
        value_text(article->modified_at), value_text(article->modified_at_utc),
        value_text(article->text_sha256), value_integer((int64_t)article->text_length),
        value_integer(counts[FACT_AGREEMENT]), value_integer(counts[FACT_FIGURE]),
        value_integer(counts[FACT_EVENT]), value_integer(counts[FACT_STATEMENT]),
        value_integer(counts[FACT_AFFILIATION])};
    change->tally.articles++;
    return change_run(change,
        "INSERT INTO article (id, publisher, language, title_ko, title_en, url, published_at, "
        "published_at_utc, "
        "modified_at, modified_at_utc, text_sha256, text_length, agreement_count, figure_count, event_count, "
        "statement_count, affiliation_count) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        values, sizeof values / sizeof *values);
}

static bool insert_authors(struct change *change, const struct article *article) {
    for (size_t i = 0; i < article->author_count; i++) {
        struct value values[] = {value_text(change->article), value_integer((int64_t)i),
            value_text(article->authors[i].name.ko), value_text(article->authors[i].name.en)};
        if (!change_run(change,
                "INSERT INTO article_author (article, ordinal, name_ko, name_en) VALUES ($1, $2, $3, $4)",
                values, 4))
            return false;
    }
    return true;
}

static bool insert_document(struct change *change, const struct document *document) {
    struct value values[] = {value_text(change->article), value_text(document->sha256),
        value_bytes(document->bytes, document->length)};
    return change_run(
        change, "INSERT INTO article_document (article, sha256, document) VALUES ($1, $2, $3)", values, 3);
}

bool rows_insert_in_tx(struct change *change, const struct document *document) {
    if (!insert_article(change, document) || !insert_authors(change, &document->article) ||
        !insert_document(change, document))
        return false;
    for (size_t i = 0; i < document->participant_count; i++) {
        const struct participant *participant = &document->participants[i];
        if (!insert_evidence(change, &participant->evidence, NULL,
                document_public_id(document, participant->id, change->arena)))
            return false;
    }
    for (size_t i = 0; i < document->fact_count; i++)
        if (!insert_fact(change, document, &document->facts[i]))
            return false;
    return true;
}

bool rows_store_text_in_tx(struct change *change, const struct article_text *text) {
    struct value values[] = {
        value_text(change->article), value_text(text->sha256), value_bytes(text->bytes, text->length)};
    return change_run(change,
        "INSERT INTO article_text (article, sha256, text) VALUES ($1, $2, $3) "
        "ON CONFLICT (article) DO UPDATE SET sha256 = excluded.sha256, text = excluded.text",
        values, 3);
}

static bool tally_before(struct change *change) {
    struct value values[] = {value_text(change->article), value_null()};
    int64_t count;
    if (!store_integer(change->store, "SELECT COUNT(*) FROM evidence WHERE article = $1", values, 1, 0,
            &count, change->err))
        return false;
    change->tally.evidence -= count;
    for (enum fact_kind kind = 0; kind < FACT_KINDS; kind++) {
        values[1] = value_text(fact_kind_words[kind]);
        if (!store_integer(change->store, "SELECT COUNT(*) FROM fact WHERE article = $1 AND kind = $2",
                values, 2, 0, &count, change->err))
            return false;
        change->tally.facts[kind] -= count;
    }
    if (!store_integer(
            change->store, "SELECT COUNT(*) FROM article WHERE id = $1", values, 1, 0, &count, change->err))
        return false;
    change->tally.articles -= count;
    return true;
}

bool rows_delete_in_tx(struct change *change) {
    static const char *const deletes[] = {
        "DELETE FROM fact_participant WHERE fact IN (SELECT id FROM fact WHERE article = $1)",
        "DELETE FROM fact_topic WHERE fact IN (SELECT id FROM fact WHERE article = $1)",
        "DELETE FROM evidence WHERE article = $1",
        "DELETE FROM fact WHERE article = $1",
        "DELETE FROM article_author WHERE article = $1",
        "DELETE FROM article_document WHERE article = $1",
        "DELETE FROM article WHERE id = $1",
    };
    struct value article = value_text(change->article);
    if (!tally_before(change))
        return false;
    for (size_t i = 0; i < sizeof deletes / sizeof *deletes; i++)
        if (!change_run(change, deletes[i], &article, 1))
            return false;
    return true;
}
