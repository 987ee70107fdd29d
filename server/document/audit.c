/* SPDX-License-Identifier: MIT */
/* What `factd check` asks of the stored rows: that they are what loading the stored documents gives. It loads
 * them into an empty database beside the checked one, and compares the two table by table. */
#include <stdio.h>
#include <string.h>

#include "document/change.h"
#include "document/load.h"
#include "text/utf8.h"

#define TOKENS_OF(table) table " LEFT JOIN " table "_tokens USING (number)"

/* What a load derives from documents; `since`, `changed`, the dataset and what was removed come from history.
 */
static const struct table {
    const char *name;
    const char *columns; /* the key first */
    int keys;
    const char *from; /* NULL: the table */
} tables[] = {
    {"article",
        "id, publisher, language, title_ko, title_en, url, published_at, published_at_utc, modified_at, "
        "modified_at_utc, text_sha256, text_length, agreement_count, figure_count, event_count, "
        "statement_count, "
        "affiliation_count",
        1, NULL},
    {"article_author", "article, ordinal, name_ko, name_en", 2, NULL},
    {"article_document", "article, sha256", 1, NULL},
    {"article_text", "article, sha256", 1, NULL},
    {"participant",
        "id, kind, name_ko, name_en, agreement_count, figure_count, event_count, statement_count, "
        "affiliation_count",
        1, NULL},
    {"participant_article", "participant, article, published_at_utc, kind, name_ko, name_en", 2, NULL},
    {"participant_name", "participant, name, article", 3, NULL},
    {"participant_alias", "participant, name", 2, NULL},
    {"participant_same_as", "participant, uri, article", 3, NULL},
    {"topic",
        "id, name_ko, name_en, agreement_count, figure_count, event_count, statement_count, "
        "affiliation_count",
        1, NULL},
    {"topic_article", "topic, article, published_at_utc, name_ko, name_en", 2, NULL},
    {"fact",
        "id, kind, article, name_ko, name_en, summary_ko, summary_en, date, date_from, date_to, part_of, at, "
        "according_to, link, type, status, value, lower, upper, comparator, unit, place_ko, place_en, "
        "gist_ko, gist_en, "
        "mode, title_ko, title_en, digest",
        1, NULL},
    {"fact_participant", "fact, ordinal, participant, role, inferred, kind, date_from", 2, NULL},
    {"fact_topic", "fact, ordinal, topic, kind, date_from", 2, NULL},
    {"evidence",
        "id, article, fact, participant, ordinal, quote, starts, ends, supports, verified, starts_utf16, "
        "ends_utf16",
        1, NULL},
    {"article_search", "article, tokens", 1, TOKENS_OF("article_search")},
    {"participant_search", "participant, tokens", 1, TOKENS_OF("participant_search")},
    {"topic_search", "topic, tokens", 1, TOKENS_OF("topic_search")},
    {"fact_search", "fact, tokens", 1, TOKENS_OF("fact_search")},
    {"evidence_search", "evidence, fact, tokens", 1, TOKENS_OF("evidence_search")},
    {"tally", "collection, rows", 1, NULL},
};

/* Each selects ids that are wrong in themselves. */
static const struct history {
    const char *table;
    const char *fault;
    const char *sql;
} histories[] = {
    {"fact", "it is remembered as removed",
        "SELECT id FROM removed WHERE collection = 'facts' AND EXISTS (SELECT 1 FROM fact WHERE fact.id = "
        "removed.id)"},
    {"participant", "it is remembered as removed",
        "SELECT id FROM removed WHERE collection = 'participants' AND EXISTS (SELECT 1 FROM participant "
        "WHERE "
        "participant.id = removed.id)"},
    {"topic", "it is remembered as removed",
        "SELECT id FROM removed WHERE collection = 'topics' AND EXISTS (SELECT 1 FROM topic WHERE topic.id = "
        "removed.id)"},
    {"article", "it is remembered as removed",
        "SELECT id FROM removed WHERE collection = 'articles' AND EXISTS (SELECT 1 FROM article WHERE "
        "article.id = "
        "removed.id)"},
    {"fact", "it is of a revision that the dataset has not reached",
        "SELECT id FROM fact WHERE changed > (SELECT revision FROM dataset)"},
    {"dataset", "it has no row",
        "SELECT 'revision' FROM tally WHERE NOT EXISTS (SELECT 1 FROM dataset) ORDER BY collection LIMIT 1"},
};

/* ---- documents, loaded anew ---- */

/* The stored text, looked at anew; NULL where there is none. */
static const struct article_text *look_at_text(struct value bytes, struct article_text *text) {
    if (bytes.type != VALUE_TEXT)
        return NULL;
    *text = (struct article_text){
        .bytes = bytes.text, .length = bytes.length, .code_points = utf8_count(bytes.text, bytes.length)};
    digest_bytes(bytes.text, bytes.length, text->sha256);
    return text;
}

static void tell_document(const char *article, const struct problems *found, struct problems *problems) {
    for (const struct problem *problem = found->first; problem; problem = problem->next)
        if (!problem->warning)
            problems_add(
                problems, "article_document", "%s: %s: %s", article, problem->where, problem->detail);
}

static bool load_anew(struct store *scratch, const char *article, struct value bytes, const char *sha256,
    const struct article_text *text, struct problems *problems, struct err *err) {
    AUTO_ARENA arena = {0};
    struct document document = {0};
    struct problems found;
    problems_init(&found, &arena);
    if (document_read(bytes.text, bytes.length, &arena, &document, &found)) {
        if (strcmp(document.sha256, sha256) != 0 || !document.article.id ||
            strcmp(document.article.id, article) != 0) {
            problems_add(problems, "article_document", "%s: it is not the one that was loaded", article);
            return true;
        }
        document_check(&document, &found);
        evidence_check(&document, text, &found);
    }
    tell_document(article, &found, problems);
    if (found.errors)
        return true;
    return load_unchecked(scratch, &document, text, &arena, err);
}

static bool load_all_anew(
    struct store *store, struct store *scratch, struct problems *problems, struct err *err) {
    AUTO_STATEMENT *statement = NULL;
    if (!store_prepare(store,
            "SELECT article_document.article, article_document.document, article_document.sha256, "
            "article_text.text "
            "FROM article_document LEFT JOIN article_text ON article_text.article = article_document.article "
            "ORDER BY article_document.article",
            &statement, err))
        return false;
    enum step step;
    while ((step = statement_step(statement, err)) == STEP_ROW) {
        struct article_text text;
        if (!load_anew(scratch, statement_value(statement, 0).text, statement_value(statement, 1),
                statement_value(statement, 2).text, look_at_text(statement_value(statement, 3), &text),
                problems, err))
            return false;
    }
    return step == STEP_DONE;
}

/* ---- comparing ---- */

struct side {
    struct statement *statement;
    enum step step;
};

struct comparison {
    const struct table *table;
    struct side stored, anew;
    struct problems *problems;
    size_t told;
    struct err *err;
};

static int compare_values(struct value a, struct value b) {
    if (a.type != b.type)
        return a.type < b.type ? -1 : 1;
    switch (a.type) {
    case VALUE_NULL:
        return 0;
    case VALUE_INTEGER:
        return (a.integer > b.integer) - (a.integer < b.integer);
    case VALUE_REAL:
        return (a.real > b.real) - (a.real < b.real);
    case VALUE_TEXT:
        return strcmp(a.text, b.text);
    }
    return 0;
}

static int compare_keys(const struct comparison *comparison) {
    int order = 0;
    for (int i = 0; i < comparison->table->keys && order == 0; i++)
        order = compare_values(
            statement_value(comparison->stored.statement, i), statement_value(comparison->anew.statement, i));
    return order;
}

static void put_value(struct buf *out, struct value value) {
    switch (value.type) {
    case VALUE_NULL:
        buf_text(out, "null");
        return;
    case VALUE_INTEGER:
        buf_printf(out, "%lld", (long long)value.integer);
        return;
    case VALUE_REAL:
        buf_printf(out, "%.15g", value.real);
        return;
    case VALUE_TEXT:
        buf_append(out, value.text, value.length);
    }
}

static void tell(struct comparison *comparison, const struct side *side, const char *fault) {
    AUTO_BUF key = {0};
    for (int i = 0; i < comparison->table->keys; i++) {
        buf_text(&key, i ? ", " : "");
        put_value(&key, statement_value(side->statement, i));
    }
    if (++comparison->told <= TOLD_MAX)
        problems_add(comparison->problems, comparison->table->name, "%s: %s", key.bytes, fault);
}

/* The name of the column at `index` in the list of columns. */
static const char *column_at(const char *columns, int index, int *length) {
    while (index-- > 0)
        columns = strchr(columns, ',') + 2;
    *length = (int)strcspn(columns, ",");
    return columns;
}

static void compare_rows(struct comparison *comparison) {
    int count = 1, length;
    for (const char *comma = comparison->table->columns; (comma = strchr(comma, ',')); comma++)
        count++;
    for (int i = comparison->table->keys; i < count; i++) {
        AUTO_BUF fault = {0};
        struct value stored = statement_value(comparison->stored.statement, i);
        struct value anew = statement_value(comparison->anew.statement, i);
        if (compare_values(stored, anew) == 0)
            continue;
        const char *column = column_at(comparison->table->columns, i, &length);
        buf_printf(&fault, "%.*s is ", length, column);
        put_value(&fault, stored);
        buf_text(&fault, ", and the documents give ");
        put_value(&fault, anew);
        tell(comparison, &comparison->stored, fault.bytes);
    }
}

static void step_side(struct side *side, struct err *err) {
    if (side->step == STEP_ROW)
        side->step = statement_step(side->statement, err);
}

/* Both sides come sorted by their keys. */
static bool walk(struct comparison *comparison) {
    struct side *stored = &comparison->stored, *anew = &comparison->anew;
    stored->step = anew->step = STEP_ROW;
    step_side(stored, comparison->err);
    step_side(anew, comparison->err);
    while (stored->step == STEP_ROW || anew->step == STEP_ROW) {
        if (stored->step == STEP_FAILED || anew->step == STEP_FAILED)
            return false;
        int order = stored->step != STEP_ROW ? 1 : anew->step != STEP_ROW ? -1 : compare_keys(comparison);
        if (order < 0)
            tell(comparison, stored, "it is stored, and no document gives it");
        else if (order > 0)
            tell(comparison, anew, "it is missing, and a document gives it");
        else
            compare_rows(comparison);
        if (order <= 0)
            step_side(stored, comparison->err);
        if (order >= 0)
            step_side(anew, comparison->err);
    }
    if (comparison->told > TOLD_MAX)
        problems_add(comparison->problems, comparison->table->name, "%zu more", comparison->told - TOLD_MAX);
    return stored->step == STEP_DONE && anew->step == STEP_DONE;
}

static bool compare_table(struct store *store, struct store *scratch, const struct table *table,
    struct problems *problems, struct err *err) {
    char sql[800];
    struct comparison comparison = {.table = table, .problems = problems, .err = err};
    snprintf(sql, sizeof sql, "SELECT %s FROM %s ORDER BY 1%s", table->columns,
        table->from ? table->from : table->name,
        table->keys == 3   ? ", 2, 3"
        : table->keys == 2 ? ", 2"
                           : "");
    bool good = store_prepare(store, sql, &comparison.stored.statement, err) &&
                store_prepare(scratch, sql, &comparison.anew.statement, err) && walk(&comparison);
    statement_release(&comparison.stored.statement);
    statement_release(&comparison.anew.statement);
    return good;
}

static bool hold(
    struct store *store, const struct history *history, struct problems *problems, struct err *err) {
    AUTO_STATEMENT *statement = NULL;
    if (!store_prepare(store, history->sql, &statement, err))
        return false;
    enum step step;
    while ((step = statement_step(statement, err)) == STEP_ROW)
        problems_add(problems, history->table, "%s: %s", statement_value(statement, 0).text, history->fault);
    return step == STEP_DONE;
}

bool document_audit(struct store *store, struct store *scratch, struct problems *problems, struct err *err) {
    for (size_t i = 0; i < sizeof histories / sizeof *histories; i++)
        if (!hold(store, &histories[i], problems, err))
            return false;
    if (!search_audit(store, problems, err))
        return false;
    size_t documents = problems->errors;
    if (!load_all_anew(store, scratch, problems, err))
        return false;
    if (problems->errors > documents)
        return true; /* what a broken document would have given is not known */
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (!compare_table(store, scratch, &tables[i], problems, err))
            return false;
    return true;
}
