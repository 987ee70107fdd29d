/* SPDX-License-Identifier: MIT */
/* What one object of a document says of another: ids, references, roles, and what a kind of fact needs
 * (rules 2 and 6 without the quotes' words). Reads no quote. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "document/circles.h"
#include "document/index.h"
#include "document/message.h"
#include "text/nearest.h"

/* How many ids are held against mistyped ones, over a whole document: some hundred thousand comparisons take
 * a fraction of a second, and a document of nothing but dangling references must not take longer. */
enum { SUGGESTION_WORK_MAX = 200000 };

/* "/facts/…/participants/…/role" with two counts of 20 digits is shorter. */
enum { POINTER_SIZE = 96 };

struct pointer {
    char text[POINTER_SIZE];
};

/* Not from the arena, since a sound document needs thousands of them for nothing. */
__attribute__((format(printf, 1, 2))) static struct pointer pointer_to(const char *format, ...) {
    struct pointer pointer;
    va_list args;
    va_start(args, format);
    vsnprintf(pointer.text, sizeof pointer.text, format, args);
    va_end(args);
    return pointer;
}

struct check {
    const struct document *document;
    struct problems *problems;
    size_t suggestion_work;
};

static const char *suggest(struct check *check, const struct id_index *index, const char *id) {
    if (check->suggestion_work + index->count > SUGGESTION_WORK_MAX)
        return NULL;
    check->suggestion_work += index->count;
    struct nearest nearest = nearest_to(id);
    for (size_t i = 0; i < index->count; i++)
        nearest_try(&nearest, index->entries[i].id);
    return nearest.best;
}

/* The position of the item that `id` names, or NULL; tells a reference into nothing, but only where the list
 * is known to the last item. `id` may be NULL. */
static const size_t *resolve(
    struct check *check, const struct id_index *index, const char *noun, const char *id, const char *where) {
    if (!id)
        return NULL;
    const struct id_entry *entry = index_find(index, id);
    if (!entry && index->whole) {
        const char *near = suggest(check, index, id);
        problems_add(
            check->problems, where, "no %s has the id %s", noun, message_text(check->problems->arena, id))
            ->suggestion = near;
    }
    return entry ? &entry->at : NULL;
}

static void check_unique(struct check *check, const struct id_index *index, const char *list) {
    size_t first = 0;
    for (size_t i = 1; i < index->count; i++) {
        const struct id_entry *entry = &index->entries[i];
        if (strcmp(index->entries[first].id, entry->id) != 0) {
            first = i;
            continue;
        }
        struct pointer where = pointer_to("/%s/%zu/id", list, entry->at);
        problems_add(check->problems, where.text, "%s is the id of /%s/%zu already",
            message_text(check->problems->arena, entry->id), list, index->entries[first].at);
    }
}

static void check_publisher(struct check *check) {
    const char *publisher = check->document->article.publisher;
    const size_t *at =
        resolve(check, &check->document->participant_ids, "participant", publisher, "/article/publisher");
    const char *kind = at ? check->document->participants[*at].kind : NULL;
    if (kind && strcmp(kind, "media") != 0)
        problems_add(check->problems, "/article/publisher",
            "\"%s\" is a participant of kind %s; expected media", publisher, kind);
}

static const char *const roles_of_kind[FACT_KINDS][5] = {
    [FACT_AGREEMENT] = {"party", "supporter", "subject"},
    [FACT_FIGURE] = {"supplier", "recipient", "subject"},
    [FACT_EVENT] = {"host", "attendee", "signatory", "subject"},
    [FACT_STATEMENT] = {"speaker", "addressee", "subject"},
    [FACT_AFFILIATION] = {"holder", "body", "subject"},
};

static bool check_role(
    struct check *check, const struct fact *fact, const struct part *part, const char *where) {
    if (!part->role || fact->kind == FACT_KINDS)
        return false;
    struct nearest nearest = nearest_to(part->role);
    const char *const *roles = roles_of_kind[fact->kind];
    for (size_t i = 0; roles[i]; i++) {
        if (strcmp(roles[i], part->role) == 0)
            return true;
        nearest_try(&nearest, roles[i]);
    }
    struct pointer here = pointer_to("%s/role", where);
    struct problem *problem =
        problems_add(check->problems, here.text, "\"%s\" is no role of kind %s; expected one of %s",
            part->role, fact_kind_words[fact->kind], message_list(check->problems->arena, roles));
    problem->suggestion = nearest.best;
    return false;
}

/* A fact has at most FACT_PARTICIPANTS_MAX of them, so each may look at all before it. */
static void check_repeated(struct check *check, const struct fact *fact, size_t at, const char *where) {
    const struct part *part = &fact->participants.items[at];
    for (size_t i = 0; i < at; i++) {
        const struct part *other = &fact->participants.items[i];
        if (!other->participant || !other->role || strcmp(other->participant, part->participant) != 0 ||
            strcmp(other->role, part->role) != 0)
            continue;
        problems_add(check->problems, where, "\"%s\" is %s already, in /participants/%zu", part->participant,
            part->role, i);
        return;
    }
}

static void check_holder(
    struct check *check, const struct fact *fact, const struct part *part, const char *where) {
    const struct participant *participant = document_participant(check->document, part->participant);
    if (fact->kind != FACT_AFFILIATION || !participant || !participant->kind ||
        strcmp(part->role, "holder") != 0)
        return;
    if (strcmp(participant->kind, "person") != 0)
        problems_add(check->problems, where, "a holder is a person; \"%s\" is of kind %s", part->participant,
            participant->kind);
}

static size_t count_role(const struct fact *fact, const char *role) {
    size_t count = 0;
    for (size_t i = 0; i < fact->participants.count; i++)
        count += strcmp(fact->participants.items[i].role, role) == 0;
    return count;
}

/* Who a kind of fact cannot be without. Every role is known to suit the kind here. */
static const char *fault_in_roles(const struct fact *fact) {
    switch (fact->kind) {
    case FACT_STATEMENT:
        if (!fact->mode)
            return NULL;
        if (strcmp(fact->mode, "narration") == 0)
            return count_role(fact, "speaker") > 0
                       ? "a narration is the article's own words and has no speaker"
                       : NULL;
        return count_role(fact, "speaker") > 0 ? NULL : "a direct or indirect statement has a speaker";
    case FACT_AFFILIATION:
        if (count_role(fact, "holder") != 1)
            return "an affiliation has exactly one holder";
        return count_role(fact, "body") > 1 ? "an affiliation has at most one body" : NULL;
    case FACT_AGREEMENT:
    case FACT_FIGURE:
    case FACT_EVENT:
    case FACT_KINDS:
        return NULL;
    }
    return NULL;
}

static void check_parts(struct check *check, const struct fact *fact, const char *where) {
    bool suit = fact->participants.whole;
    for (size_t i = 0; i < fact->participants.count; i++) {
        const struct part *part = &fact->participants.items[i];
        struct pointer here = pointer_to("%s/participants/%zu", where, i);
        struct pointer id = pointer_to("%s/participants/%zu/id", where, i);
        resolve(check, &check->document->participant_ids, "participant", part->participant, id.text);
        if (!check_role(check, fact, part, here.text)) {
            suit = false;
        } else if (part->participant) {
            check_repeated(check, fact, i, here.text);
            check_holder(check, fact, part, id.text);
        }
    }
    const char *fault = suit ? fault_in_roles(fact) : NULL;
    if (!fault)
        return;
    struct pointer here = pointer_to("%s/participants", where);
    problems_add(check->problems, here.text, "%s", fault);
}

static void check_topics(struct check *check, const struct fact *fact, const char *where) {
    for (size_t i = 0; i < fact->topics.count; i++) {
        struct pointer here = pointer_to("%s/topics/%zu", where, i);
        resolve(check, &check->document->topic_ids, "topic", fact->topics.items[i], here.text);
    }
}

/* A reference to another fact, of a certain kind unless that is FACT_KINDS. */
static void check_link(
    struct check *check, size_t from, const char *member, const char *id, enum fact_kind kind) {
    struct pointer where = pointer_to("/facts/%zu/%s", from, member);
    const size_t *at = resolve(check, &check->document->fact_ids, "fact", id, where.text);
    if (!at)
        return;
    enum fact_kind found = check->document->facts[*at].kind;
    if (*at == from)
        problems_add(check->problems, where.text, "\"%s\" is this fact itself", id);
    else if (kind != FACT_KINDS && found != FACT_KINDS && found != kind)
        problems_add(check->problems, where.text, "\"%s\" is of kind %s; expected %s", id,
            fact_kind_words[found], fact_kind_words[kind]);
}

static bool has_quote_for(const struct fact *fact, const char *member) {
    for (size_t i = 0; i < fact->evidence.count; i++)
        if (fact->evidence.items[i].supports && strcmp(fact->evidence.items[i].supports, member) == 0)
            return true;
    return false;
}

static void check_supported(struct check *check, size_t at, const char *member, const char *value) {
    const struct fact *fact = &check->document->facts[at];
    if (!value || !fact->evidence.whole || has_quote_for(fact, member))
        return;
    struct pointer where = pointer_to("/facts/%zu/%s", at, member);
    problems_add(check->problems, where.text, "no quote of the fact is \"for\": \"%s\"", member);
}

static void check_fact(struct check *check, size_t at) {
    const struct fact *fact = &check->document->facts[at];
    struct pointer where = pointer_to("/facts/%zu", at);
    check_link(check, at, "part_of", fact->part_of, FACT_KINDS);
    check_link(check, at, "at", fact->at, FACT_EVENT);
    check_link(check, at, "according_to", fact->according_to, FACT_STATEMENT);
    check_parts(check, fact, where.text);
    check_topics(check, fact, where.text);
    check_supported(check, at, "status", fact->status);
    check_supported(check, at, "date", fact->date);
}

void document_check(const struct document *document, struct problems *problems) {
    struct check check = {.document = document, .problems = problems};
    check_unique(&check, &document->topic_ids, "topics");
    check_unique(&check, &document->participant_ids, "participants");
    check_unique(&check, &document->fact_ids, "facts");
    check_publisher(&check);
    for (size_t i = 0; i < document->fact_count; i++)
        check_fact(&check, i);
    circles_check(document, problems);
}
