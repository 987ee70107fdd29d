/* SPDX-License-Identifier: MIT */
/* Participants, topics, evidence and language maps as tables. */
#include <string.h>

#include "document/message.h"
#include "document/read_parts.h"

static void map_together(struct reader *reader, json_t *object, void *out) {
    (void)out;
    if (json_object_size(object) == 0)
        shape_problem(reader, "is empty; expected ko, en or both");
}

static const struct member language_map_members[] = {
    {.name = "ko", .read = take_text, AT(language_map, ko)},
    {.name = "en", .read = take_text, AT(language_map, en)},
    {0},
};

static const struct shape language_map_shape = {
    .noun = "a language map (ko, en)",
    .members = language_map_members,
    .together = map_together,
};

/* All or nothing: half a map would be taken for one that has only the other language. */
bool read_language_map(struct reader *reader, json_t *value, const struct member *member, void *object) {
    struct language_map map = {0};
    if (!shape_read(reader, value, &language_map_shape, &map))
        return false;
    memcpy((char *)object + member->offset, &map, sizeof map);
    return true;
}

const struct list slug_list = {
    .noun = "ids",
    .size = sizeof(char *),
    .unique = true,
    .item = {.read = take_slug},
};

static const struct list alias_list = {
    .noun = "names",
    .size = sizeof(char *),
    .unique = true,
    .item = {.read = take_text},
};

static const struct list address_list = {
    .noun = "addresses",
    .size = sizeof(char *),
    .unique = true,
    .item = {.read = take_url},
};

static const struct member topic_members[] = {
    {.name = "id", .read = take_slug, AT(topic, id), .required = true},
    {.name = "name", .read = read_language_map, AT(topic, name), .required = true},
    {0},
};

static const struct shape topic_shape = {.noun = "a topic", .members = topic_members};

const struct list topic_list = {
    .noun = "topics",
    .size = sizeof(struct topic),
    .item = {.read = shape_object, .shape = &topic_shape},
};

static void evidence_together(struct reader *reader, json_t *object, void *out) {
    struct evidence *evidence = out;
    json_t *start = json_object_get(object, "start"), *end = json_object_get(object, "end");
    (void)reader;
    evidence->placed = take_is_position(start) && take_is_position(end);
}

static const char *const supported_words[] = {"status", "date", "value", "place", "title", NULL};

static const struct member evidence_members[] = {
    {.name = "quote", .read = take_quote, AT(evidence, quote), .required = true},
    {.name = "start", .read = take_position, AT(evidence, start), .required = true},
    {.name = "end", .read = take_position, AT(evidence, end), .required = true},
    {.name = "for", .read = take_word, .words = supported_words, AT(evidence, supports)},
    {0},
};

static const struct shape fact_evidence_shape = {
    .noun = "a quote",
    .members = evidence_members,
    .together = evidence_together,
};

const struct list fact_evidence_list = {
    .noun = "quotes",
    .size = sizeof(struct evidence),
    .least = 1,
    .most = FACT_EVIDENCE_MAX,
    .item = {.read = shape_object, .shape = &fact_evidence_shape},
};

static bool read_item(const struct evidence *evidence, json_t *value) {
    return evidence->quote && shape_knows(&fact_evidence_shape, value) &&
           (evidence->supports || !json_object_get(value, "for"));
}

bool read_evidence(struct reader *reader, json_t *value, const struct member *member, void *out) {
    struct evidence_list list = {0};
    const struct member to_list = {.list = member->list, .count = offsetof(struct evidence_list, count)};
    bool read = shape_list(reader, value, &to_list, &list);
    list.whole = list.items;
    for (size_t i = 0; i < list.count; i++)
        list.whole &= read_item(&list.items[i], json_array_get(value, i));
    memcpy((char *)out + member->offset, &list, sizeof list);
    return read;
}

static bool read_participant_evidence(
    struct reader *reader, json_t *value, const struct member *member, void *out) {
    const struct evidence *evidence = out;
    if (!shape_object(reader, value, member, out))
        return false;
    if (evidence->supports)
        shape_problem_under(reader, "/for", "only a fact's quotes support one member");
    return !evidence->supports;
}

static const struct list participant_evidence_list = {
    .noun = "quotes",
    .size = sizeof(struct evidence),
    .least = 1,
    .most = FACT_EVIDENCE_MAX,
    .item = {.read = read_participant_evidence, .shape = &fact_evidence_shape},
};

static bool is_name(const struct participant *participant, const char *text) {
    const char *ko = participant->name.ko, *en = participant->name.en;
    return (ko && strcmp(text, ko) == 0) || (en && strcmp(text, en) == 0);
}

static void participant_together(struct reader *reader, json_t *object, void *out) {
    const struct participant *participant = out;
    (void)object;
    for (size_t i = 0; i < participant->aliases.count; i++) {
        const char *alias = participant->aliases.items[i];
        if (!alias || !is_name(participant, alias))
            continue;
        const char *under = arena_printf(reader->arena, "/aliases/%zu", i);
        shape_problem_under(reader, under, "%s is its name already", message_text(reader->arena, alias));
    }
}

static const char *const participant_kind_words[] = {
    "person", "company", "government", "institute", "media", "organization", "group", NULL};

static const struct member participant_members[] = {
    {.name = "id", .read = take_slug, AT(participant, id), .required = true},
    {.name = "kind",
        .read = take_word,
        .words = participant_kind_words,
        AT(participant, kind),
        .required = true},
    {.name = "name", .read = read_language_map, AT(participant, name), .required = true},
    {.name = "aliases", .read = shape_list, .list = &alias_list, LIST_AT(participant, aliases)},
    {.name = "same_as", .read = shape_list, .list = &address_list, LIST_AT(participant, same_as)},
    {.name = "evidence",
        .read = read_evidence,
        .list = &participant_evidence_list,
        AT(participant, evidence),
        .required = true},
    {0},
};

static const struct shape participant_shape = {
    .noun = "a participant",
    .members = participant_members,
    .together = participant_together,
};

static bool has_names(const struct participant *participant, json_t *object) {
    const struct text_list *aliases = &participant->aliases;
    bool all = (participant->name.ko || participant->name.en) && shape_knows(&participant_shape, object) &&
               (aliases->items || !json_object_get(object, "aliases"));
    for (size_t i = 0; i < aliases->count; i++)
        all = all && aliases->items[i];
    return all;
}

static bool read_participant(struct reader *reader, json_t *value, const struct member *member, void *out) {
    struct participant *participant = out;
    bool read = shape_object(reader, value, member, out);
    participant->named = has_names(participant, value);
    return read;
}

const struct list participant_list = {
    .noun = "participants",
    .size = sizeof(struct participant),
    .least = 1, /* the publisher */
    .item = {.read = read_participant, .shape = &participant_shape},
};
