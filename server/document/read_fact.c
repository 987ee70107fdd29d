/* SPDX-License-Identifier: MIT */
/* A fact as a table: which members it has depends on its kind. */
#include <string.h>

#include "document/message.h"
#include "document/read_parts.h"
#include "text/date.h"

const char *const fact_kind_words[] = {"agreement", "figure", "event", "statement", "affiliation", NULL};

/* Fact kinds as bits of a member's `kinds`. */
enum {
    AGREEMENT = 1 << FACT_AGREEMENT,
    FIGURE = 1 << FACT_FIGURE,
    EVENT = 1 << FACT_EVENT,
    STATEMENT = 1 << FACT_STATEMENT,
    AFFILIATION = 1 << FACT_AFFILIATION,
};

static const char *const agreement_type_words[] = {
    "mou", "cooperation", "research", "supply", "programme", "other", NULL};
static const char *const status_words[] = {"signed", "agreed", "planned", "ongoing", "discussed", NULL};
static const char *const event_type_words[] = {"meeting", "signing", "gathering", "summit", "other", NULL};
static const char *const mode_words[] = {"direct", "indirect", "narration", NULL};

static unsigned kind_bit(json_t *object) {
    const char *word = json_string_value(json_object_get(object, "kind"));
    for (unsigned i = 0; word && fact_kind_words[i]; i++)
        if (strcmp(word, fact_kind_words[i]) == 0)
            return 1U << i;
    return 0;
}

/* take_word gives the word, which stands in fact_kind_words at the enum's place. */
static bool read_kind(struct reader *reader, json_t *value, const struct member *member, void *out) {
    struct fact *fact = out;
    const char *word = NULL;
    const struct member to_word = {.words = member->words};
    if (!take_word(reader, value, &to_word, &word))
        return false;
    for (int kind = 0; fact_kind_words[kind]; kind++)
        if (word == fact_kind_words[kind])
            fact->kind = (enum fact_kind)kind;
    return true;
}

static bool read_comparator(struct reader *reader, json_t *value, const struct member *member, void *out) {
    struct fact *fact = out;
    if (!take_word(reader, value, member, out))
        return false;
    for (int comparator = 0; comparator_words[comparator]; comparator++)
        if (fact->comparator_word == comparator_words[comparator])
            fact->comparator = (enum comparator)comparator;
    return true;
}

/* A figure has a value, or both ends of a range; told once however many of the three are wrong. */
static void check_numbers(struct reader *reader, json_t *object, const struct fact *fact) {
    if (!fact->comparator_word)
        return;
    bool value = json_object_get(object, "value");
    bool lower = json_object_get(object, "lower"), upper = json_object_get(object, "upper");
    bool range = fact->comparator == COMPARATOR_BETWEEN;
    if (range && (value || !lower || !upper))
        shape_problem(reader, "a figure that is \"between\" has \"lower\" and \"upper\" and no \"value\"");
    else if (!range && (!value || lower || upper))
        shape_problem(reader, "a figure that is \"%s\" has a \"value\" and neither \"lower\" nor \"upper\"",
            fact->comparator_word);
    else if (range && fact->lower.given && fact->upper.given &&
             decimal_compare(fact->lower.value, fact->upper.value) >= 0)
        shape_problem_under(reader, "/upper", "is not above \"lower\"");
}

/* A quote may be for a figure's value where that is a range. */
static bool has_supported(json_t *object, const struct fact *fact, const char *name) {
    bool range = fact->kind == FACT_FIGURE && strcmp(name, "value") == 0 && json_object_get(object, "lower");
    return range || json_object_get(object, name);
}

static void check_supported(struct reader *reader, json_t *object, const struct fact *fact) {
    for (size_t i = 0; i < fact->evidence.count; i++) {
        const char *name = fact->evidence.items[i].supports;
        if (!name || has_supported(object, fact, name))
            continue;
        const char *under = arena_printf(reader->arena, "/evidence/%zu/for", i);
        shape_problem_under(reader, under, "the fact has no \"%s\" that this could support", name);
    }
}

static void fact_together(struct reader *reader, json_t *object, void *out) {
    const struct fact *fact = out;
    if (fact->kind == FACT_FIGURE)
        check_numbers(reader, object, fact);
    check_supported(reader, object, fact);
}

/* What may mean "inferred" is not told as unnamed too. */
static bool read_inferred(struct reader *reader, json_t *value, const struct member *member, void *out) {
    struct part *part = out;
    part->inferred = true;
    return take_flag(reader, value, member, out);
}

static const struct member part_members[] = {
    {.name = "id", .read = take_slug, AT(part, participant), .required = true},
    {.name = "role", .read = take_slug, AT(part, role), .required = true},
    {.name = "inferred", .read = read_inferred, AT(part, inferred)},
    {0},
};

static const struct shape part_shape = {.noun = "a fact's participant", .members = part_members};

static const struct list part_list = {
    .noun = "participants",
    .size = sizeof(struct part),
    .most = FACT_PARTICIPANTS_MAX,
    .item = {.read = shape_object, .shape = &part_shape},
};

static const struct member fact_members[] = {
    {.name = "id", .read = take_slug, AT(fact, id), .required = true},
    {.name = "kind", .read = read_kind, .words = fact_kind_words, AT(fact, kind), .required = true},
    {.name = "name", .read = read_language_map, AT(fact, name), .required = true},
    {.name = "summary", .read = read_language_map, AT(fact, summary)},
    {.name = "date", .read = take_date, AT(fact, date)},
    {.name = "part_of", .read = take_slug, AT(fact, part_of)},
    {.name = "at", .read = take_slug, AT(fact, at)},
    {.name = "according_to", .read = take_slug, AT(fact, according_to)},
    {.name = "participants",
        .read = shape_list,
        .list = &part_list,
        LIST_AT(fact, participants),
        .whole = offsetof(struct fact, participants.whole),
        .required = true},
    {.name = "topics", .read = shape_list, .list = &slug_list, LIST_AT(fact, topics)},
    {.name = "evidence",
        .read = read_evidence,
        .list = &fact_evidence_list,
        AT(fact, evidence),
        .required = true},
    {.name = "type",
        .kinds = AGREEMENT,
        .read = take_word,
        .words = agreement_type_words,
        AT(fact, type),
        .required = true},
    {.name = "status",
        .kinds = AGREEMENT,
        .read = take_word,
        .words = status_words,
        AT(fact, status),
        .required = true},
    {.name = "value", .kinds = FIGURE, .read = take_number, AT(fact, value)},
    {.name = "lower", .kinds = FIGURE, .read = take_number, AT(fact, lower)},
    {.name = "upper", .kinds = FIGURE, .read = take_number, AT(fact, upper)},
    {.name = "comparator",
        .kinds = FIGURE,
        .read = read_comparator,
        .words = comparator_words,
        AT(fact, comparator_word),
        .required = true},
    {.name = "unit", .kinds = FIGURE, .read = take_slug, AT(fact, unit), .required = true},
    {.name = "type",
        .kinds = EVENT,
        .read = take_word,
        .words = event_type_words,
        AT(fact, type),
        .required = true},
    {.name = "place", .kinds = EVENT, .read = read_language_map, AT(fact, place)},
    {.name = "gist", .kinds = STATEMENT, .read = read_language_map, AT(fact, gist), .required = true},
    {.name = "mode",
        .kinds = STATEMENT,
        .read = take_word,
        .words = mode_words,
        AT(fact, mode),
        .required = true},
    {.name = "title", .kinds = AFFILIATION, .read = read_language_map, AT(fact, title), .required = true},
    {0},
};

static const struct shape fact_shape = {
    .noun = "a fact",
    .members = fact_members,
    .variant = kind_bit,
    .variant_words = fact_kind_words,
    .together = fact_together,
};

static bool read_fact(struct reader *reader, json_t *value, const struct member *member, void *out) {
    struct fact *fact = out;
    fact->kind = FACT_KINDS; /* until it is read */
    return shape_object(reader, value, member, out);
}

const struct list fact_list = {
    .noun = "facts",
    .size = sizeof(struct fact),
    .most = DOCUMENT_FACTS_MAX,
    .item = {.read = read_fact, .shape = &fact_shape},
};

static void derive_days(struct fact *fact, struct arena *arena) {
    struct date_range range;
    char day[DATE_TEXT_SIZE];
    if (!fact->date || !date_range_parse(fact->date, &range))
        return;
    if (!range.open_from) {
        date_first_day(range.from, day);
        fact->date_from = arena_string(arena, day);
    }
    if (!range.open_to) {
        date_last_day(range.to, day);
        fact->date_to = arena_string(arena, day);
    }
}

static void derive_bounds(struct fact *fact) {
    switch (fact->comparator) {
    case COMPARATOR_EQ:
        fact->lower = fact->upper = fact->value;
        return;
    case COMPARATOR_GTE:
    case COMPARATOR_GT:
        fact->lower = fact->value;
        return;
    case COMPARATOR_LTE:
    case COMPARATOR_LT:
        fact->upper = fact->value;
        return;
    case COMPARATOR_APPROX:
    case COMPARATOR_BETWEEN:
        return;
    }
}

void read_fact_derive(struct fact *fact, struct arena *arena) {
    derive_days(fact, arena);
    if (fact->comparator_word && fact->value.given)
        derive_bounds(fact);
}
