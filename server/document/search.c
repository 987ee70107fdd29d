/* SPDX-License-Identifier: MIT */
/* What can be found of an article, its facts and their evidence, and of participants and topics: a token
 * string each (text/tokens.h), with a number that a narrow table gives its owner, and the engine's index over
 * them. */
#include <stdio.h>
#include <string.h>

#include "document/change.h"
#include "text/tokens.h"

static const struct {
    const char *table;
    const char *owner;
} tables[SEARCHABLES] = {
    [SEARCH_ARTICLE] = {"article_search", "article"},
    [SEARCH_PARTICIPANT] = {"participant_search", "participant"},
    [SEARCH_TOPIC] = {"topic_search", "topic"},
    [SEARCH_FACT] = {"fact_search", "fact"},
    [SEARCH_EVIDENCE] = {"evidence_search", "evidence"},
};

static bool next_number(struct change *change, enum searchable what, int64_t *number) {
    const char *sql = arena_printf(change->arena, "SELECT MAX(number) FROM %s", tables[what].table);
    int64_t *last = &change->numbers[what];
    if (*last == 0 && !store_integer(change->store, sql, NULL, 0, 0, last, change->err))
        return false;
    *number = ++*last;
    return true;
}

static bool insert(
    struct change *change, enum searchable what, const char *id, const char *fact, const struct buf *tokens) {
    int64_t number;
    if (!tokens->length)
        return true; /* a text of punctuation alone cannot be found */
    if (!next_number(change, what, &number))
        return false;
    struct value row[] = {value_integer(number), value_text(id), value_text(fact)};
    struct value string[] = {value_integer(number), value_text(tokens->bytes)};
    bool evidence = what == SEARCH_EVIDENCE;
    const char *table = tables[what].table;
    const char *sql = arena_printf(change->arena, "INSERT INTO %s (number, %s%s) VALUES ($1, $2%s)", table,
        tables[what].owner, evidence ? ", fact" : "", evidence ? ", $3" : "");
    return change_run(change, sql, row, evidence ? 3 : 2) &&
           change_run(change,
               arena_printf(change->arena, "INSERT INTO %s_tokens (number, tokens) VALUES ($1, $2)", table),
               string, 2) &&
           store_index_add(change->store, table, number, tokens->bytes, change->err);
}

/* ---- the article's own ---- */

static void put_text(struct buf *tokens, const char *text) {
    if (text)
        tokens_index(tokens, text, strlen(text));
}

static void put_map(struct buf *tokens, const struct language_map *map) {
    put_text(tokens, map->ko);
    if (map->en && !(map->ko && strcmp(map->ko, map->en) == 0))
        put_text(tokens, map->en);
}

static bool insert_article(struct change *change, const struct article *article) {
    AUTO_BUF tokens = {0};
    put_map(&tokens, &article->title);
    for (size_t i = 0; i < article->author_count; i++)
        put_map(&tokens, &article->authors[i].name);
    return insert(change, SEARCH_ARTICLE, article->id, NULL, &tokens);
}

static bool insert_evidence(
    struct change *change, const struct evidence_list *list, const char *prefix, const char *fact) {
    for (size_t i = 0; i < list->count; i++) {
        AUTO_BUF tokens = {0};
        put_text(&tokens, list->items[i].quote);
        if (!insert(change, SEARCH_EVIDENCE, change_evidence_id(change, prefix, i), fact, &tokens))
            return false;
    }
    return true;
}

static bool insert_fact(struct change *change, const struct document *document, const struct fact *fact) {
    AUTO_BUF tokens = {0};
    const char *id = document_fact_id(document, fact->id, change->arena);
    put_map(&tokens, &fact->name);
    put_map(&tokens, &fact->summary);
    put_map(&tokens, &fact->gist);
    put_map(&tokens, &fact->place);
    put_map(&tokens, &fact->title);
    return insert(change, SEARCH_FACT, id, NULL, &tokens) && insert_evidence(change, &fact->evidence, id, id);
}

bool search_insert_in_tx(struct change *change, const struct document *document) {
    if (!insert_article(change, &document->article))
        return false;
    for (size_t i = 0; i < document->participant_count; i++) {
        const struct participant *participant = &document->participants[i];
        const char *id = document_public_id(document, participant->id, change->arena);
        if (!insert_evidence(change, &participant->evidence,
                arena_printf(change->arena, "%s/%s", change->article, id), NULL))
            return false;
    }
    for (size_t i = 0; i < document->fact_count; i++)
        if (!insert_fact(change, document, &document->facts[i]))
            return false;
    return true;
}

/* ---- taking out ---- */

/* `which`: a condition on the owner, with the placeholder $1. */
static bool drop_where(struct change *change, enum searchable what, const char *which, const char *value) {
    struct value bound = value_text(value);
    const char *table = tables[what].table;
    {
        AUTO_STATEMENT *statement = NULL;
        enum step step;
        if (!store_prepare(change->store,
                arena_printf(change->arena,
                    "SELECT number, tokens FROM %s JOIN %s_tokens USING (number) WHERE %s", table, table,
                    which),
                &statement, change->err) ||
            !statement_bind(statement, &bound, 1, change->err))
            return false;
        while ((step = statement_step(statement, change->err)) == STEP_ROW)
            if (!store_index_drop(change->store, table, statement_value(statement, 0).integer,
                    statement_value(statement, 1).text, change->err))
                return false;
        if (step == STEP_FAILED)
            return false;
    }
    return change_run(change,
               arena_printf(change->arena,
                   "DELETE FROM %s_tokens WHERE number IN (SELECT number FROM %s WHERE %s)", table, table,
                   which),
               &bound, 1) &&
           change_run(
               change, arena_printf(change->arena, "DELETE FROM %s WHERE %s", table, which), &bound, 1);
}

bool search_delete_in_tx(struct change *change) {
    return drop_where(change, SEARCH_EVIDENCE, "evidence IN (SELECT id FROM evidence WHERE article = $1)",
               change->article) &&
           drop_where(
               change, SEARCH_FACT, "fact IN (SELECT id FROM fact WHERE article = $1)", change->article) &&
           drop_where(change, SEARCH_ARTICLE, "article = $1", change->article);
}

/* ---- participants and topics ---- */

static bool put_names(
    struct change *change, const char *sql, const char *id, bool names, struct buf *tokens) {
    struct value bound = value_text(id);
    struct text_list list;
    if (!change_list(change, sql, &bound, 1, &list))
        return false;
    for (size_t i = 0; i < list.count; i++) {
        if (names)
            tokens_index_name(tokens, list.items[i], strlen(list.items[i]));
        else
            put_text(tokens, list.items[i]);
    }
    return true;
}

/* A busy participant's names rarely change, so what is there is compared first. */
static bool is_there(
    struct change *change, enum searchable what, const char *id, const struct buf *tokens, bool *same) {
    struct value values[] = {value_text(id), value_text(tokens->length ? tokens->bytes : "")};
    int64_t found;
    const char *sql = arena_printf(change->arena,
        "SELECT 1 FROM %s JOIN %s_tokens USING (number) WHERE %s = $1 AND tokens = $2", tables[what].table,
        tables[what].table, tables[what].owner);
    if (!store_integer(change->store, sql, values, 2, 0, &found, change->err))
        return false;
    *same = found != 0;
    return true;
}

bool search_refresh_in_tx(struct change *change, enum searchable what, const char *id) {
    AUTO_BUF tokens = {0};
    bool same;
    bool participant = what == SEARCH_PARTICIPANT;
    const char *sql = participant
                          ? "SELECT name FROM participant_alias WHERE participant = $1 ORDER BY name"
                          : "SELECT name_ko FROM topic_article WHERE topic = $1 AND name_ko IS NOT NULL "
                            "UNION SELECT name_en FROM topic_article WHERE topic = $1 AND name_en IS NOT "
                            "NULL ORDER BY 1";
    if (!put_names(change, sql, id, participant, &tokens) || !is_there(change, what, id, &tokens, &same))
        return false;
    if (same)
        return true;
    return drop_where(change, what, arena_printf(change->arena, "%s = $1", tables[what].owner), id) &&
           insert(change, what, id, NULL, &tokens);
}

/* ---- auditing ---- */

struct index_audit {
    struct store *store;
    const char *table, *owner;
    struct problems *problems;
    size_t told;
};

/* As the owner's id tells it, where it has one. */
static void tell_fault(void *context, int64_t number, const char *fault) {
    struct index_audit *audit = context;
    AUTO_STATEMENT *statement = NULL;
    struct value bound = value_integer(number);
    struct err ignored;
    char sql[128];
    if (++audit->told > TOLD_MAX)
        return;
    snprintf(sql, sizeof sql, "SELECT %s FROM %s WHERE number = $1", audit->owner, audit->table);
    bool found = store_prepare(audit->store, sql, &statement, &ignored) &&
                 statement_bind(statement, &bound, 1, &ignored) &&
                 statement_step(statement, &ignored) == STEP_ROW;
    if (found)
        problems_add(audit->problems, audit->table, "%s: %s", statement_value(statement, 0).text, fault);
    else
        problems_add(audit->problems, audit->table, "number %lld: %s", (long long)number, fault);
}

/* What the engine cannot even read is a fault as well. */
static bool audit_index(struct index_audit *audit, struct err *err) {
    struct err own = {0};
    if (store_index_faults(audit->store, audit->table, tell_fault, audit, &own)) {
        if (audit->told > TOLD_MAX)
            problems_add(audit->problems, audit->table, "%zu more", audit->told - TOLD_MAX);
        return true;
    }
    if (own.kind == ERR_ENVIRONMENT) {
        problems_add(audit->problems, audit->table, "its index cannot be read: %s", own.detail);
        return true;
    }
    *err = own;
    return false;
}

bool search_audit(struct store *store, struct problems *problems, struct err *err) {
    for (size_t i = 0; i < SEARCHABLES; i++) {
        struct index_audit audit = {
            .store = store, .table = tables[i].table, .owner = tables[i].owner, .problems = problems};
        if (!audit_index(&audit, err))
            return false;
    }
    return true;
}
