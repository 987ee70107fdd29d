/* SPDX-License-Identifier: MIT */
/* Participants and topics, which articles share. What is shown of one is what its earliest article (by time,
 * then id) says, so the order of loading never matters, and removing an article takes just its share. */
#include "document/change.h"

#include <stdio.h>
#include <string.h>

/* What the earliest other article says. */
struct shown {
    bool found;
    const char *kind;
    const char *name_ko;
    const char *name_en;
    const char *article;
};

static const char *copy_text(struct change *change, struct statement *statement, int column) {
    struct value value = statement_value(statement, column);
    return value.type == VALUE_TEXT ? arena_copy(change->arena, value.text, value.length) : NULL;
}

/* `sql` selects kind, name_ko, name_en, article with $1 the id and $2 the article to leave out. */
static bool first_shown(
    struct change *change, const char *sql, const char *id, const char *but, struct shown *shown) {
    AUTO_STATEMENT *statement = NULL;
    struct value values[] = {value_text(id), value_text(but)};
    *shown = (struct shown){0};
    if (!store_prepare(change->store, sql, &statement, change->err) ||
        !statement_bind(statement, values, 2, change->err))
        return false;
    enum step step = statement_step(statement, change->err);
    if (step == STEP_ROW)
        *shown = (struct shown){true, copy_text(change, statement, 0), copy_text(change, statement, 1),
            copy_text(change, statement, 2), copy_text(change, statement, 3)};
    return step != STEP_FAILED;
}

static const char first_participant[] = "SELECT kind, name_ko, name_en, article FROM participant_article "
                                        "WHERE participant = $1 AND article <> $2 "
                                        "ORDER BY published_at_utc, article LIMIT 1";

static const char first_topic[] =
    "SELECT '', name_ko, name_en, article FROM topic_article WHERE topic = $1 AND article <> $2 "
    "ORDER BY published_at_utc, article LIMIT 1";

/* ---- every name that a document uses for a participant ---- */

struct names {
    const char **items;
    size_t count;
};

/* The check has seen to it that no alias stands twice or is a name. */
static struct names names_of(struct arena *arena, const struct participant *participant) {
    const char *ko = participant->name.ko, *en = participant->name.en;
    struct names names = {.items = arena_alloc(arena, participant->aliases.count + 2, sizeof *names.items)};
    if (ko)
        names.items[names.count++] = ko;
    if (en && !(ko && strcmp(ko, en) == 0))
        names.items[names.count++] = en;
    for (size_t i = 0; i < participant->aliases.count; i++)
        names.items[names.count++] = participant->aliases.items[i];
    return names;
}

/* ---- does the document contradict what other articles say? ---- */

static bool check_kind(const struct participant *participant, const struct shown *shown, const char *pointer,
    struct problems *problems) {
    if (!shown->kind || strcmp(participant->kind, shown->kind) == 0)
        return true;
    bool person = strcmp(participant->kind, "person") == 0 || strcmp(shown->kind, "person") == 0;
    if (person)
        problems_add(problems, pointer, "\"%s\" is a %s in article %s, not a %s", participant->id,
            shown->kind, shown->article, participant->kind);
    else
        problems_warn(problems, pointer, "\"%s\" is a %s in article %s, here a %s", participant->id,
            shown->kind, shown->article, participant->kind);
    return !person;
}

static bool check_names(struct change *change, const struct participant *participant,
    const struct shown *shown, const char *pointer, struct problems *problems) {
    struct names names = names_of(change->arena, participant);
    int64_t common = 0;
    for (size_t i = 0; i < names.count && !common; i++) {
        struct value values[] = {
            value_text(participant->id), value_text(names.items[i]), value_text(change->article)};
        if (!store_integer(change->store,
                "SELECT 1 FROM participant_name WHERE participant = $1 AND name = $2 AND article <> $3 LIMIT "
                "1",
                values, 3, 0, &common, change->err))
            return false;
    }
    if (!common)
        problems_add(problems, pointer,
            "no name or alias in common with the \"%s\" of article %s (%s): give it one, or another id",
            participant->id, shown->article, shown->name_ko ? shown->name_ko : shown->name_en);
    return true;
}

/* Scheme and host, up to the path. */
static size_t authority_length(const char *uri) {
    const char *host = strstr(uri, "://");
    return host ? (size_t)(host + 3 - uri) + strcspn(host + 3, "/?#") : strlen(uri);
}

static bool same_site(const char *uri, const char *other) {
    size_t length = authority_length(uri);
    return authority_length(other) == length && strncmp(uri, other, length) == 0;
}

/* Another id with this URI, or another URI of the same site for this id, cannot both be right. */
static bool check_same_as(
    struct change *change, const char *id, const char *uri, const char *pointer, struct problems *problems) {
    struct value values[] = {value_text(uri), value_text(id), value_text(change->article)};
    struct text_list found;
    if (!change_list(change,
            "SELECT participant FROM participant_same_as WHERE uri = $1 AND participant <> $2 AND article <> "
            "$3 "
            "ORDER BY participant LIMIT 1",
            values, 3, &found))
        return false;
    if (found.count)
        problems_add(problems, pointer, "%s is \"%s\" already", uri, found.items[0]);
    if (!change_list(change,
            "SELECT DISTINCT uri FROM participant_same_as WHERE uri <> $1 AND participant = $2 AND article "
            "<> $3 "
            "ORDER BY uri",
            values, 3, &found))
        return false;
    for (size_t i = 0; i < found.count; i++)
        if (same_site(uri, found.items[i]))
            problems_add(problems, pointer, "\"%s\" is %s already", id, found.items[i]);
    return true;
}

static bool check_participant(
    struct change *change, const struct document *document, size_t index, struct problems *problems) {
    const struct participant *participant = &document->participants[index];
    struct shown shown;
    const char *at = arena_printf(change->arena, "/participants/%zu", index);
    const char *id = document_public_id(document, participant->id, change->arena);
    for (size_t i = 0; i < participant->same_as.count; i++)
        if (!check_same_as(change, id, participant->same_as.items[i],
                arena_printf(change->arena, "%s/same_as/%zu", at, i), problems))
            return false;
    if (strcmp(participant->kind, "group") == 0)
        return true; /* of this article alone */
    if (!first_shown(change, first_participant, id, change->article, &shown))
        return false;
    if (!shown.found)
        return true;
    return !check_kind(participant, &shown, arena_printf(change->arena, "%s/kind", at), problems) ||
           check_names(change, participant, &shown, arena_printf(change->arena, "%s/name", at), problems);
}

static bool check_topic(
    struct change *change, const struct topic *topic, size_t index, struct problems *problems) {
    struct shown shown;
    struct value values[] = {value_text(topic->id), value_text(change->article), value_text(topic->name.ko),
        value_text(topic->name.en)};
    int64_t common;
    if (!first_shown(change, first_topic, topic->id, change->article, &shown) ||
        !store_integer(change->store,
            "SELECT 1 FROM topic_article WHERE topic = $1 AND article <> $2 AND (name_ko = $3 OR name_en = "
            "$4) LIMIT 1",
            values, 4, 0, &common, change->err))
        return false;
    if (shown.found && !common)
        problems_add(problems, arena_printf(change->arena, "/topics/%zu/name", index),
            "no name in common with the \"%s\" of article %s (%s): give it one, or another id", topic->id,
            shown.article, shown.name_ko ? shown.name_ko : shown.name_en);
    return true;
}

bool shared_check_in_tx(struct change *change, const struct document *document, struct problems *problems) {
    for (size_t i = 0; i < document->participant_count; i++)
        if (!check_participant(change, document, i, problems))
            return false;
    for (size_t i = 0; i < document->topic_count; i++)
        if (!check_topic(change, &document->topics[i], i, problems))
            return false;
    return true;
}

/* ---- the article's share, in and out ---- */

static bool ensure(struct change *change, const char *count, const char *insert, const char *collection,
    const struct value *values, size_t value_count, int64_t *tally) {
    int64_t present;
    if (!store_integer(change->store, count, values, 1, 0, &present, change->err))
        return false;
    if (present)
        return true;
    (*tally)++;
    struct value removed[] = {value_text(collection), values[0]};
    return change_run(change, insert, values, value_count) &&
           change_run(change, "DELETE FROM removed WHERE collection = $1 AND id = $2", removed, 2);
}

static bool insert_names(struct change *change, const struct participant *participant, struct value id) {
    struct names names = names_of(change->arena, participant);
    for (size_t i = 0; i < names.count; i++) {
        struct value values[] = {id, value_text(names.items[i]), value_text(change->article)};
        if (!change_run(change,
                "INSERT INTO participant_name (participant, name, article) VALUES ($1, $2, $3)", values, 3) ||
            !change_run(change,
                "INSERT INTO participant_alias (participant, name) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                values, 2))
            return false;
    }
    for (size_t i = 0; i < participant->same_as.count; i++) {
        struct value values[] = {id, value_text(participant->same_as.items[i]), value_text(change->article)};
        if (!change_run(change,
                "INSERT INTO participant_same_as (participant, uri, article) VALUES ($1, $2, $3)", values, 3))
            return false;
    }
    return true;
}

static bool insert_participant(
    struct change *change, const struct document *document, const struct participant *participant) {
    struct value id = value_text(document_public_id(document, participant->id, change->arena));
    struct value kind = value_text(participant->kind);
    struct value ko = value_text(participant->name.ko), en = value_text(participant->name.en);
    struct value row[] = {id, kind, ko, en};
    struct value share[] = {
        id, value_text(change->article), value_text(document->article.published_at_utc), kind, ko, en};
    return ensure(change, "SELECT COUNT(*) FROM participant WHERE id = $1",
               "INSERT INTO participant (id, kind, name_ko, name_en) VALUES ($1, $2, $3, $4)", "participants",
               row, 4, &change->tally.participants) &&
           change_run(change,
               "INSERT INTO participant_article (participant, article, published_at_utc, kind, name_ko, "
               "name_en) "
               "VALUES ($1, $2, $3, $4, $5, $6)",
               share, 6) &&
           insert_names(change, participant, id);
}

static bool insert_topic(struct change *change, const struct document *document, const struct topic *topic) {
    struct value id = value_text(topic->id);
    struct value ko = value_text(topic->name.ko), en = value_text(topic->name.en);
    struct value row[] = {id, ko, en};
    struct value share[] = {
        id, value_text(change->article), value_text(document->article.published_at_utc), ko, en};
    return ensure(change, "SELECT COUNT(*) FROM topic WHERE id = $1",
               "INSERT INTO topic (id, name_ko, name_en) VALUES ($1, $2, $3)", "topics", row, 3,
               &change->tally.topics) &&
           change_run(change,
               "INSERT INTO topic_article (topic, article, published_at_utc, name_ko, name_en) "
               "VALUES ($1, $2, $3, $4, $5)",
               share, 5);
}

bool shared_insert_in_tx(struct change *change, const struct document *document) {
    for (size_t i = 0; i < document->participant_count; i++)
        if (!insert_participant(change, document, &document->participants[i]))
            return false;
    for (size_t i = 0; i < document->topic_count; i++)
        if (!insert_topic(change, document, &document->topics[i]))
            return false;
    return true;
}

bool shared_delete_in_tx(struct change *change) {
    struct value article = value_text(change->article);
    return change_run(change, "DELETE FROM participant_name WHERE article = $1", &article, 1) &&
           change_run(change, "DELETE FROM participant_same_as WHERE article = $1", &article, 1) &&
           change_run(change, "DELETE FROM participant_article WHERE article = $1", &article, 1) &&
           change_run(change, "DELETE FROM topic_article WHERE article = $1", &article, 1);
}

/* ---- counts of facts by kind ---- */

static bool count_kind(
    struct change *change, const char *table, const char *ids, enum fact_kind kind, int sign) {
    const char *word = fact_kind_words[kind];
    struct value values[] = {value_text(change->article), value_text(word)};
    struct text_list list;
    if (!change_list(change, ids, values, 2, &list))
        return false;
    const char *sql = arena_printf(
        change->arena, "UPDATE %s SET %s_count = %s_count + $1 WHERE id = $2", table, word, word);
    for (size_t i = 0, run; i < list.count; i += run) {
        for (run = 1; i + run < list.count && strcmp(list.items[i + run], list.items[i]) == 0; run++)
            continue;
        struct value delta[] = {value_integer(sign * (int64_t)run), value_text(list.items[i])};
        if (!change_run(change, sql, delta, 2))
            return false;
    }
    return true;
}

bool shared_count_in_tx(struct change *change, int sign) {
    for (enum fact_kind kind = 0; kind < FACT_KINDS; kind++)
        if (!count_kind(change, "participant",
                "SELECT participant FROM (SELECT DISTINCT fact_participant.participant, fact.id FROM fact "
                "JOIN fact_participant ON fact_participant.fact = fact.id "
                "WHERE fact.article = $1 AND fact.kind = $2) AS pair ORDER BY participant",
                kind, sign) ||
            !count_kind(change, "topic",
                "SELECT fact_topic.topic FROM fact JOIN fact_topic ON fact_topic.fact = fact.id "
                "WHERE fact.article = $1 AND fact.kind = $2 ORDER BY fact_topic.topic",
                kind, sign))
            return false;
    return true;
}

/* ---- what is shown ---- */

static bool forget(
    struct change *change, const char *collection, const char *table, const char *id, int64_t *tally) {
    struct value values[] = {value_text(collection), value_text(id), value_integer(change->revision)};
    (*tally)--;
    return change_run(
               change, arena_printf(change->arena, "DELETE FROM %s WHERE id = $1", table), values + 1, 1) &&
           change_run(
               change, "INSERT INTO removed (collection, id, revision) VALUES ($1, $2, $3)", values, 3);
}

static bool refresh_participant(struct change *change, const char *id) {
    struct shown shown;
    struct value key = value_text(id);
    if (!first_shown(change, first_participant, id, "", &shown) ||
        !change_run(change,
            "DELETE FROM participant_alias WHERE participant = $1 AND NOT EXISTS (SELECT 1 FROM "
            "participant_name "
            "WHERE participant_name.participant = participant_alias.participant "
            "AND participant_name.name = participant_alias.name)",
            &key, 1))
        return false;
    if (!search_refresh_in_tx(change, SEARCH_PARTICIPANT, id))
        return false;
    if (!shown.found)
        return forget(change, "participants", "participant", id, &change->tally.participants);
    struct value values[] = {
        value_text(shown.kind), value_text(shown.name_ko), value_text(shown.name_en), value_text(id)};
    return change_run(
        change, "UPDATE participant SET kind = $1, name_ko = $2, name_en = $3 WHERE id = $4", values, 4);
}

static bool refresh_topic(struct change *change, const char *id) {
    struct shown shown;
    if (!first_shown(change, first_topic, id, "", &shown))
        return false;
    struct value values[] = {value_text(shown.name_ko), value_text(shown.name_en), value_text(id)};
    if (shown.found &&
        !change_run(change, "UPDATE topic SET name_ko = $1, name_en = $2 WHERE id = $3", values, 3))
        return false;
    return search_refresh_in_tx(change, SEARCH_TOPIC, id) &&
           (shown.found || forget(change, "topics", "topic", id, &change->tally.topics));
}

static bool refresh_all(
    struct change *change, const struct text_list *list, bool (*refresh)(struct change *, const char *)) {
    for (size_t i = 0; i < list->count; i++)
        if (!refresh(change, list->items[i]))
            return false;
    return true;
}

bool shared_refresh_in_tx(
    struct change *change, const struct text_list *participants, const struct text_list *topics) {
    struct value article = value_text(change->article);
    struct text_list now;
    return change_list(
               change, "SELECT participant FROM participant_article WHERE article = $1", &article, 1, &now) &&
           refresh_all(change, &now, refresh_participant) &&
           refresh_all(change, participants, refresh_participant) &&
           change_list(change, "SELECT topic FROM topic_article WHERE article = $1", &article, 1, &now) &&
           refresh_all(change, &now, refresh_topic) && refresh_all(change, topics, refresh_topic);
}
