/* SPDX-License-Identifier: MIT */
/* What `factd check` asks of the stored rows: each article is what its document says, whole; what the load
 * derived (counts, names that are shown) follows from the rows it was derived from. */
#include <string.h>

#include "document/load.h"
#include "text/utf8.h"

/* Each statement selects the id of what is wrong, and is empty in a sound database. */
static const struct invariant {
    const char *where;
    const char *broken;
    const char *sql;
} invariants[] = {
    {"article", "its document is missing",
        "SELECT id FROM article WHERE NOT EXISTS (SELECT 1 FROM article_document WHERE article = "
        "article.id)"},
    {"article", "its counts by kind are off",
        "SELECT id FROM article WHERE "
        "agreement_count <> (SELECT COUNT(*) FROM fact WHERE fact.article = article.id AND kind = "
        "'agreement') OR "
        "figure_count <> (SELECT COUNT(*) FROM fact WHERE fact.article = article.id AND kind = 'figure') OR "
        "event_count <> (SELECT COUNT(*) FROM fact WHERE fact.article = article.id AND kind = 'event') OR "
        "statement_count <> (SELECT COUNT(*) FROM fact WHERE fact.article = article.id AND kind = "
        "'statement') OR "
        "affiliation_count <> (SELECT COUNT(*) FROM fact WHERE fact.article = article.id AND kind = "
        "'affiliation')"},
    {"participant", "its counts by kind are off",
        "WITH tie AS (SELECT DISTINCT fact_participant.participant, fact.id, fact.kind FROM fact_participant "
        "JOIN fact ON fact.id = fact_participant.fact), "
        "counted AS (SELECT participant, COUNT(*) FILTER (WHERE kind = 'agreement') AS a, "
        "COUNT(*) FILTER (WHERE kind = 'figure') AS f, COUNT(*) FILTER (WHERE kind = 'event') AS e, "
        "COUNT(*) FILTER (WHERE kind = 'statement') AS s, COUNT(*) FILTER (WHERE kind = 'affiliation') AS o "
        "FROM tie GROUP BY participant) "
        "SELECT id FROM participant LEFT JOIN counted ON counted.participant = participant.id WHERE "
        "agreement_count <> COALESCE(a, 0) OR figure_count <> COALESCE(f, 0) OR event_count <> COALESCE(e, "
        "0) OR "
        "statement_count <> COALESCE(s, 0) OR affiliation_count <> COALESCE(o, 0)"},
    {"topic", "its counts by kind are off",
        "WITH counted AS (SELECT fact_topic.topic AS tied, COUNT(*) FILTER (WHERE kind = 'agreement') AS a, "
        "COUNT(*) FILTER (WHERE kind = 'figure') AS f, COUNT(*) FILTER (WHERE kind = 'event') AS e, "
        "COUNT(*) FILTER (WHERE kind = 'statement') AS s, COUNT(*) FILTER (WHERE kind = 'affiliation') AS o "
        "FROM fact_topic JOIN fact ON fact.id = fact_topic.fact GROUP BY fact_topic.topic) "
        "SELECT id FROM topic LEFT JOIN counted ON counted.tied = topic.id WHERE "
        "agreement_count <> COALESCE(a, 0) OR figure_count <> COALESCE(f, 0) OR event_count <> COALESCE(e, "
        "0) OR "
        "statement_count <> COALESCE(s, 0) OR affiliation_count <> COALESCE(o, 0)"},
    {"participant", "no article names it",
        "SELECT id FROM participant WHERE NOT EXISTS (SELECT 1 FROM participant_article WHERE participant = "
        "participant.id)"},
    {"participant", "what is shown is not what its earliest article says",
        "SELECT participant.id FROM participant JOIN participant_article AS first ON first.participant = "
        "participant.id "
        "WHERE NOT EXISTS (SELECT 1 FROM participant_article AS other WHERE other.participant = "
        "participant.id "
        "AND (other.published_at_utc, other.article) < (first.published_at_utc, first.article)) "
        "AND (participant.kind <> first.kind OR participant.name_ko IS DISTINCT FROM first.name_ko "
        "OR participant.name_en IS DISTINCT FROM first.name_en)"},
    {"participant", "its aliases are not the names that articles use",
        "SELECT participant FROM (SELECT participant, name FROM participant_name EXCEPT SELECT participant, "
        "name FROM "
        "participant_alias) AS lost UNION SELECT participant FROM (SELECT participant, name FROM "
        "participant_alias "
        "EXCEPT SELECT participant, name FROM participant_name) AS extra"},
    {"topic", "no article names it",
        "SELECT id FROM topic WHERE NOT EXISTS (SELECT 1 FROM topic_article WHERE topic = topic.id)"},
    {"topic", "what is shown is not what its earliest article says",
        "SELECT topic.id FROM topic JOIN topic_article AS first ON first.topic = topic.id "
        "WHERE NOT EXISTS (SELECT 1 FROM topic_article AS other WHERE other.topic = topic.id "
        "AND (other.published_at_utc, other.article) < (first.published_at_utc, first.article)) "
        "AND (topic.name_ko IS DISTINCT FROM first.name_ko OR topic.name_en IS DISTINCT FROM first.name_en)"},
    {"fact", "it has no evidence",
        "SELECT id FROM fact WHERE NOT EXISTS (SELECT 1 FROM evidence WHERE evidence.fact = fact.id)"},
    {"fact", "it is remembered as removed",
        "SELECT fact.id FROM fact JOIN removed ON removed.collection = 'facts' AND removed.id = fact.id"},
    {"evidence", "its span is not as long as its quote, or ends behind the article",
        "SELECT evidence.id FROM evidence JOIN article ON article.id = evidence.article "
        "WHERE ends - starts <> LENGTH(quote) OR ends > article.text_length"},
    {"index", "a count of rows is off",
        "SELECT collection FROM tally WHERE rows <> CASE collection "
        "WHEN 'articles' THEN (SELECT COUNT(*) FROM article) WHEN 'participants' THEN (SELECT COUNT(*) FROM "
        "participant) "
        "WHEN 'topics' THEN (SELECT COUNT(*) FROM topic) WHEN 'evidence' THEN (SELECT COUNT(*) FROM "
        "evidence) "
        "WHEN 'facts' THEN (SELECT COUNT(*) FROM fact) "
        "WHEN 'agreements' THEN (SELECT COUNT(*) FROM fact WHERE kind = 'agreement') "
        "WHEN 'figures' THEN (SELECT COUNT(*) FROM fact WHERE kind = 'figure') "
        "WHEN 'events' THEN (SELECT COUNT(*) FROM fact WHERE kind = 'event') "
        "WHEN 'statements' THEN (SELECT COUNT(*) FROM fact WHERE kind = 'statement') "
        "WHEN 'affiliations' THEN (SELECT COUNT(*) FROM fact WHERE kind = 'affiliation') ELSE -1 END"},
};

static bool hold(
    struct store *store, const struct invariant *invariant, struct problems *problems, struct err *err) {
    AUTO_STATEMENT *statement = NULL;
    if (!store_prepare(store, invariant->sql, &statement, err))
        return false;
    enum step step;
    while ((step = statement_step(statement, err)) == STEP_ROW)
        problems_add(
            problems, invariant->where, "%s: %s", statement_value(statement, 0).text, invariant->broken);
    return step == STEP_DONE;
}

/* ---- each article against its document ---- */

static bool count_rows(struct store *store, const char *sql, const char *article, size_t expected,
    const char *what, struct problems *problems, struct err *err) {
    struct value id = value_text(article);
    int64_t rows;
    if (!store_integer(store, sql, &id, 1, 0, &rows, err))
        return false;
    if (rows != (int64_t)expected)
        problems_add(problems, "article", "%s: %lld %s are stored, its document has %zu", article,
            (long long)rows, what, expected);
    return true;
}

static bool audit_document(struct store *store, const char *article, struct value bytes, const char *sha256,
    const struct article_text *text, struct problems *problems, struct err *err) {
    AUTO_ARENA arena = {0};
    struct document document = {0};
    struct problems found;
    size_t quotes = 0;
    problems_init(&found, &arena);
    if (document_read(bytes.text, bytes.length, &arena, &document, &found)) {
        document_check(&document, &found);
        evidence_check(&document, text, &found);
    }
    for (const struct problem *problem = found.first; problem; problem = problem->next)
        if (!problem->warning)
            problems_add(problems, "document", "%s: %s: %s", article, problem->where, problem->detail);
    if (found.errors)
        return true;
    if (strcmp(document.sha256, sha256) != 0 || strcmp(document.article.id, article) != 0)
        problems_add(problems, "document", "%s: it is not the one that was loaded", article);
    for (size_t i = 0; i < document.fact_count; i++)
        quotes += document.facts[i].evidence.count;
    for (size_t i = 0; i < document.participant_count; i++)
        quotes += document.participants[i].evidence.count;
    return count_rows(store, "SELECT COUNT(*) FROM fact WHERE article = $1", article, document.fact_count,
               "facts", problems, err) &&
           count_rows(store, "SELECT COUNT(*) FROM participant_article WHERE article = $1", article,
               document.participant_count, "participants", problems, err) &&
           count_rows(store, "SELECT COUNT(*) FROM topic_article WHERE article = $1", article,
               document.topic_count, "topics", problems, err) &&
           count_rows(store, "SELECT COUNT(*) FROM evidence WHERE article = $1", article, quotes, "quotes",
               problems, err);
}

/* The text that was stored with the article, looked at anew; NULL where there is none. */
static const struct article_text *stored_text(struct value bytes, struct article_text *text) {
    if (bytes.type != VALUE_TEXT)
        return NULL;
    *text = (struct article_text){
        .bytes = bytes.text, .length = bytes.length, .code_points = utf8_count(bytes.text, bytes.length)};
    digest_bytes(bytes.text, bytes.length, text->sha256);
    return text;
}

static bool audit_documents(struct store *store, struct problems *problems, struct err *err) {
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
        if (!audit_document(store, statement_value(statement, 0).text, statement_value(statement, 1),
                statement_value(statement, 2).text, stored_text(statement_value(statement, 3), &text),
                problems, err))
            return false;
    }
    return step == STEP_DONE;
}

bool document_audit(struct store *store, struct problems *problems, struct err *err) {
    for (size_t i = 0; i < sizeof invariants / sizeof *invariants; i++)
        if (!hold(store, &invariants[i], problems, err))
            return false;
    return audit_documents(store, problems, err);
}
