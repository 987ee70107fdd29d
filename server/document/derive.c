/* SPDX-License-Identifier: MIT */
/* An article's rows, derived from its document: what a load does each time, and what a newer program does
 * once for all documents that are stored. */
#include <stdio.h>
#include <string.h>

#include "document/change.h"
#include "document/load.h"
#include "text/utf8.h"

bool change_run(struct change *change, const char *sql, const struct value *values, size_t count) {
    return store_run(change->store, sql, values, count, change->err);
}

static const char *kept(struct arena *arena, struct value value) {
    return value.type == VALUE_TEXT ? arena_copy(arena, value.text, value.length) : NULL;
}

bool change_list(struct change *change, const char *sql, const struct value *values, size_t count,
    struct text_list *list) {
    AUTO_STATEMENT *statement = NULL;
    *list = (struct text_list){0};
    if (!store_prepare(change->store, sql, &statement, change->err) ||
        !statement_bind(statement, values, count, change->err))
        return false;
    size_t room = 0;
    enum step step;
    while ((step = statement_step(statement, change->err)) == STEP_ROW) {
        if (list->count == room) {
            room = room ? room * 2 : 64;
            const char **more = arena_alloc(change->arena, room, sizeof *more);
            if (list->count)
                memcpy(more, list->items, list->count * sizeof *more);
            list->items = more;
        }
        list->items[list->count++] = kept(change->arena, statement_value(statement, 0));
    }
    return step == STEP_DONE;
}

bool change_first_row(
    struct change *change, const char *sql, const char **columns, size_t count, bool *found) {
    AUTO_STATEMENT *statement = NULL;
    struct value article = value_text(change->article);
    if (!store_prepare(change->store, sql, &statement, change->err) ||
        !statement_bind(statement, &article, 1, change->err))
        return false;
    enum step step = statement_step(statement, change->err);
    *found = step == STEP_ROW;
    for (size_t i = 0; i < count; i++)
        columns[i] = *found ? kept(change->arena, statement_value(statement, (int)i)) : NULL;
    return step != STEP_FAILED;
}

void change_place_text(struct change *change, const struct article_text *text) {
    struct placed_text *placed = arena_alloc(change->arena, 1, sizeof *placed);
    placed->text = *text;
    for (size_t i = 0; i < text->length; i++)
        placed->doubled_count += (unsigned char)text->bytes[i] >= 0xF0; /* leads of four bytes */
    placed->doubled = arena_alloc(change->arena, placed->doubled_count, sizeof *placed->doubled);
    for (size_t i = 0, point = 0, found = 0; i < text->length; i++) {
        if ((unsigned char)text->bytes[i] >= 0xF0)
            placed->doubled[found++] = point;
        point += ((unsigned char)text->bytes[i] & 0xC0) != 0x80;
    }
    change->text = placed;
}

bool change_read_text(struct change *change, struct article_text *text) {
    const char *columns[2];
    bool found;
    if (!change_first_row(
            change, "SELECT text, sha256 FROM article_text WHERE article = $1", columns, 2, &found))
        return false;
    if (found) {
        text->bytes = columns[0];
        text->length = strlen(columns[0]);
        text->code_points = utf8_count(text->bytes, text->length);
        snprintf(text->sha256, sizeof text->sha256, "%s", columns[1]);
    }
    return true;
}

static bool read_facts(struct change *change) {
    AUTO_STATEMENT *statement = NULL;
    struct value article = value_text(change->article);
    int64_t count;
    if (!store_integer(change->store, "SELECT COUNT(*) FROM fact WHERE article = $1", &article, 1, 0, &count,
            change->err) ||
        !store_prepare(change->store,
            "SELECT id, since, changed, digest FROM fact WHERE article = $1 ORDER BY id", &statement,
            change->err) ||
        !statement_bind(statement, &article, 1, change->err))
        return false;
    change->before = arena_alloc(change->arena, (size_t)count, sizeof *change->before);
    enum step step;
    while ((step = statement_step(statement, change->err)) == STEP_ROW)
        change->before[change->before_count++] = (struct known_fact){
            .id = kept(change->arena, statement_value(statement, 0)),
            .since = statement_value(statement, 1).integer,
            .changed = statement_value(statement, 2).integer,
            .digest = kept(change->arena, statement_value(statement, 3)),
        };
    return step == STEP_DONE;
}

bool change_withdraw(struct change *change, struct text_list *participants, struct text_list *topics) {
    struct value article = value_text(change->article);
    return read_facts(change) &&
           change_list(change,
               "SELECT participant FROM participant_article WHERE article = $1 ORDER BY participant",
               &article, 1, participants) &&
           change_list(change, "SELECT topic FROM topic_article WHERE article = $1 ORDER BY topic", &article,
               1, topics) &&
           shared_count_in_tx(change, -1) && search_delete_in_tx(change) && rows_delete_in_tx(change) &&
           shared_delete_in_tx(change);
}

bool change_derive(struct change *change, const struct document *document) {
    struct text_list participants, topics;
    return change_withdraw(change, &participants, &topics) && shared_insert_in_tx(change, document) &&
           rows_insert_in_tx(change, document) && search_insert_in_tx(change, document) &&
           shared_count_in_tx(change, 1) && shared_refresh_in_tx(change, &participants, &topics);
}

/* ---- deriving anew ---- */

static bool derive_anew(struct store *store, const char *article, const struct value *bytes,
    struct arena *arena, struct err *err) {
    struct load_outcome outcome = {0};
    struct document document = {0};
    struct problems problems;
    struct article_text text = {0};
    struct change change = {
        .store = store, .arena = arena, .err = err, .article = article, .outcome = &outcome};
    problems_init(&problems, arena);
    if (!document_read(bytes->text, bytes->length, arena, &document, &problems) || problems.errors)
        return err_set(err, ERR_ENVIRONMENT, "database", "the stored document of %s cannot be read", article);
    if (!change_read_text(&change, &text) ||
        !store_integer(store, "SELECT revision FROM dataset", NULL, 0, 0, &change.revision, err))
        return false;
    if (text.bytes)
        change_place_text(&change, &text);
    return change_derive(&change, &document);
}

static bool derive_all_in_tx(struct store *store, struct err *err) {
    AUTO_ARENA names = {0};
    struct change all = {.store = store, .arena = &names, .err = err};
    struct text_list articles;
    if (!change_list(&all, "SELECT article FROM article_document ORDER BY article", NULL, 0, &articles))
        return false;
    for (size_t i = 0; i < articles.count; i++) {
        AUTO_ARENA arena = {0};
        struct change change = {.store = store, .arena = &arena, .err = err};
        struct value article = value_text(articles.items[i]);
        struct text_list document;
        if (!change_list(
                &change, "SELECT document FROM article_document WHERE article = $1", &article, 1, &document))
            return false;
        struct value bytes = value_text(document.count ? document.items[0] : "");
        if (!derive_anew(store, articles.items[i], &bytes, &arena, err))
            return false;
    }
    struct value version = value_integer(DERIVED_VERSION);
    return store_run(store, "UPDATE dataset SET derived = $1", &version, 1, err);
}

bool document_derived(struct store *store, bool *derived, struct err *err) {
    int64_t version;
    if (!store_integer(store, "SELECT derived FROM dataset", NULL, 0, -1, &version, err))
        return false;
    *derived = version == DERIVED_VERSION;
    return true;
}

bool document_derive(struct store *store, struct err *err) {
    bool derived;
    if (!document_derived(store, &derived, err))
        return false;
    if (derived)
        return true;
    if (!store_begin(store, err))
        return false;
    if (derive_all_in_tx(store, err) && store_commit(store, err))
        return true;
    store_rollback(store);
    return false;
}
