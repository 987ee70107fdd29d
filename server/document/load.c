/* SPDX-License-Identifier: MIT */
/* A load or a removal from its beginning to its commit: what is stored already, what may not change, the next
 * revision, and the digest that chains what each of them did. */
#include "document/load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "document/change.h"
#include "text/utf8.h"

struct stored_article {
    bool present;
    const char *publisher; /* also of a removed one; NULL where the id was never used */
    const char *published_at_utc;
    const char *document_sha256;
    const char *text_sha256; /* of the stored text, or NULL */
};

static bool read_stored(struct change *change, struct stored_article *stored) {
    const char *columns[4] = {0};
    if (!change_first_row(change,
            "SELECT article.publisher, article.published_at_utc, article_document.sha256, "
            "article_text.sha256 "
            "FROM article JOIN article_document ON article_document.article = article.id "
            "LEFT JOIN article_text ON article_text.article = article.id WHERE article.id = $1",
            columns, 4, &stored->present))
        return false;
    bool removed = false;
    if (!stored->present && !change_first_row(change,
                                "SELECT publisher, published_at_utc FROM removed "
                                "WHERE collection = 'articles' AND id = $1",
                                columns, 2, &removed))
        return false;
    stored->publisher = columns[0];
    stored->published_at_utc = columns[1];
    stored->document_sha256 = columns[2];
    stored->text_sha256 = columns[3];
    return true;
}

static void check_identity(
    const struct stored_article *stored, const struct document *document, struct problems *problems) {
    const struct article *article = &document->article;
    if (!stored->publisher)
        return;
    if (strcmp(stored->publisher, article->publisher) != 0)
        problems_add(problems, "/article/publisher",
            "the article of this id is by \"%s\"; an id is never used again", stored->publisher);
    if (strcmp(stored->published_at_utc, article->published_at_utc) != 0)
        problems_add(problems, "/article/published_at",
            "the article of this id was published at %s; an id is never used again",
            stored->published_at_utc);
}

/* Quotes are held against the text that an earlier load stored, where this one brings none. */
static bool check_stored_text(struct change *change, const struct stored_article *stored,
    const struct document *document, struct problems *problems) {
    if (!stored->text_sha256)
        return true;
    if (strcmp(stored->text_sha256, document->article.text_sha256) != 0) {
        problems_add(problems, "/article/text/sha256",
            "the stored text has the digest %s; give the text that this document quotes with --text",
            stored->text_sha256);
        return true;
    }
    struct article_text text = {0};
    if (!change_read_text(change, &text))
        return false;
    evidence_check(document, &text, problems);
    change_place_text(change, &text);
    return true;
}

static bool next_revision(struct change *change) {
    if (!store_integer(
            change->store, "SELECT revision FROM dataset", NULL, 0, 0, &change->revision, change->err))
        return false;
    change->revision++;
    change->outcome->revision = change->revision;
    return true;
}

static void chain(char digest[static DIGEST_TEXT_SIZE], const char *before, int64_t revision, const char *act,
    const char *article, const char *document, const char *text) {
    char number[24];
    snprintf(number, sizeof number, "%lld", (long long)revision);
    const char *parts[] = {before, number, act, article, document, text};
    struct digest sum;
    digest_start(&sum);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        digest_add_text(&sum, parts[i]);
    digest_end(&sum, digest);
}

static bool store_tally(struct change *change) {
    const struct tally *tally = &change->tally;
    int64_t facts = 0;
    for (size_t kind = 0; kind < FACT_KINDS; kind++)
        facts += tally->facts[kind];
    const struct {
        const char *collection;
        int64_t rows;
    } rows[] = {
        {"articles", tally->articles},
        {"participants", tally->participants},
        {"topics", tally->topics},
        {"evidence", tally->evidence},
        {"facts", facts},
        {"agreements", tally->facts[FACT_AGREEMENT]},
        {"figures", tally->facts[FACT_FIGURE]},
        {"events", tally->facts[FACT_EVENT]},
        {"statements", tally->facts[FACT_STATEMENT]},
        {"affiliations", tally->facts[FACT_AFFILIATION]},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct value values[] = {value_integer(rows[i].rows), value_text(rows[i].collection)};
        if (rows[i].rows &&
            !change_run(change, "UPDATE tally SET rows = rows + $1 WHERE collection = $2", values, 2))
            return false;
    }
    return true;
}

/* The last step before the commit: the counts and the new revision. */
static bool store_revision(struct change *change, const char *act, const char *document, const char *text) {
    const char *columns[1];
    bool found;
    char digest[DIGEST_TEXT_SIZE], now[32];
    time_t seconds = time(NULL);
    struct tm utc;
    if (!change_first_row(change, "SELECT digest FROM dataset WHERE $1 <> ''", columns, 1, &found) || !found)
        return false;
    chain(digest, columns[0], change->revision, act, change->article, document, text);
    strftime(now, sizeof now, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&seconds, &utc));
    struct value values[] = {value_integer(change->revision), value_text(digest), value_text(now)};
    return store_tally(change) &&
           change_run(change, "UPDATE dataset SET revision = $1, digest = $2, changed_at = $3", values, 3);
}

/* Facts of the article that were there before and are not now, and the other way round. */
static bool remember_removed(struct change *change) {
    struct arena *arena = change->arena;
    struct value values[] = {value_integer(change->revision),
        value_text(arena_printf(arena, "%s.", change->article)),
        value_text(arena_printf(arena, "%s/", change->article))}; /* "/" follows "." */
    if (!change_run(change,
            "DELETE FROM removed WHERE collection = 'facts' AND id > $1 AND id < $2 AND "
            "EXISTS (SELECT 1 FROM fact WHERE fact.id = removed.id)",
            values + 1, 2))
        return false;
    for (size_t i = 0; i < change->before_count; i++) {
        struct value gone[] = {value_text(change->before[i].id), values[0]};
        int64_t present;
        if (!store_integer(
                change->store, "SELECT 1 FROM fact WHERE id = $1", gone, 1, 0, &present, change->err))
            return false;
        if (present)
            continue;
        change->outcome->removed++;
        if (!change_run(
                change, "INSERT INTO removed (collection, id, revision) VALUES ('facts', $1, $2)", gone, 2))
            return false;
    }
    return true;
}

static bool replace(struct change *change, const struct document *document, const struct article_text *text,
    const struct stored_article *stored) {
    struct value article = value_text(change->article);
    const char *text_sha256 = text ? text->sha256 : stored->text_sha256;
    if (text)
        change_place_text(change, text);
    return next_revision(change) && change_derive(change, document) &&
           (!text || rows_store_text_in_tx(change, text)) && remember_removed(change) &&
           change_run(change, "DELETE FROM removed WHERE collection = 'articles' AND id = $1", &article, 1) &&
           store_revision(change, "load", document->sha256, text_sha256);
}

static bool is_stored(
    const struct stored_article *stored, const struct document *document, const struct article_text *text) {
    return stored->present && strcmp(stored->document_sha256, document->sha256) == 0 &&
           (!text || (stored->text_sha256 && strcmp(stored->text_sha256, text->sha256) == 0));
}

static bool load_in_tx(struct change *change, const struct document *document,
    const struct article_text *text, struct problems *problems) {
    struct stored_article stored = {0};
    size_t errors = problems->errors;
    if (!read_stored(change, &stored))
        return false;
    if (is_stored(&stored, document, text))
        return store_integer(change->store, "SELECT revision FROM dataset", NULL, 0, 0,
            &change->outcome->revision, change->err);
    check_identity(&stored, document, problems);
    if (!text && !check_stored_text(change, &stored, document, problems))
        return false;
    if (!shared_check_in_tx(change, document, problems) || problems->errors > errors)
        return false;
    change->outcome->changed = true;
    return replace(change, document, text, &stored);
}

bool document_load(struct store *store, const struct document *document, const struct article_text *text,
    bool dry_run, struct arena *arena, struct load_outcome *outcome, struct problems *problems,
    struct err *err) {
    *outcome = (struct load_outcome){0};
    *err = (struct err){0};
    struct change change = {
        .store = store, .arena = arena, .err = err, .article = document->article.id, .outcome = outcome};
    if (!store_begin(store, err))
        return false;
    bool good = load_in_tx(&change, document, text, problems);
    if (good && outcome->changed && !dry_run && store_commit(store, err))
        return true;
    store_rollback(store);
    return good && (!outcome->changed || dry_run);
}

bool load_unchecked(struct store *store, const struct document *document, const struct article_text *text,
    struct arena *arena, struct err *err) {
    struct load_outcome outcome = {0};
    struct stored_article none = {0};
    struct change change = {
        .store = store, .arena = arena, .err = err, .article = document->article.id, .outcome = &outcome};
    if (!store_begin(store, err))
        return false;
    if (replace(&change, document, text, &none) && store_commit(store, err))
        return true;
    store_rollback(store);
    return false;
}

static bool remove_in_tx(struct change *change) {
    struct text_list participants, topics;
    struct value article = value_text(change->article);
    struct stored_article stored = {0};
    if (!read_stored(change, &stored))
        return false;
    if (!stored.present)
        return err_set(change->err, ERR_NOT_FOUND, change->article, "no article of this id is stored");
    if (!next_revision(change))
        return false;
    struct value values[] = {article, value_integer(change->revision), value_text(stored.publisher),
        value_text(stored.published_at_utc)};
    return change_withdraw(change, &participants, &topics) &&
           change_run(change, "DELETE FROM article_text WHERE article = $1", &article, 1) &&
           shared_refresh_in_tx(change, &participants, &topics) && remember_removed(change) &&
           change_run(change,
               "INSERT INTO removed (collection, id, revision, publisher, published_at_utc) "
               "VALUES ('articles', $1, $2, $3, $4)",
               values, 4) &&
           store_revision(change, "remove", stored.document_sha256, stored.text_sha256);
}

bool document_remove(struct store *store, const char *article, struct arena *arena,
    struct load_outcome *outcome, struct err *err) {
    *outcome = (struct load_outcome){.changed = true};
    struct change change = {
        .store = store, .arena = arena, .err = err, .article = article, .outcome = outcome};
    if (!store_begin(store, err))
        return false;
    if (remove_in_tx(&change) && store_commit(store, err))
        return true;
    store_rollback(store);
    return false;
}
