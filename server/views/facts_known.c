/* SPDX-License-Identifier: MIT */
#include "views/facts_known.h"

#include <string.h>

#include "resources/index.h"
#include "views/cells.h"
#include "views/list.h"

const struct facts_kind facts_kinds[FACT_KINDS] = {
    {"agreement", &agreements, "facts.agreement", {"status", "type"}},
    {"figure", &figures, "facts.figure", {"unit", "comparator"}},
    {"event", &events, "facts.event", {"type"}},
    {"statement", &statements, "facts.statement", {"mode"}},
    {"affiliation", &affiliations, "facts.affiliation", {NULL}},
};

static const struct subject {
    const char *name;
    const struct resource *resource;
    const char *fields, *called;
} subjects[FACT_SUBJECTS] = {
    {"topic", &topics, "id,name,facts", "name"},
    {"participant", &participants, "id,name,facts", "name"},
    {"article", &articles, "id,title,facts", "title"},
};

static size_t subject_of(const char *name) {
    size_t i = 0;
    while (i < FACT_SUBJECTS && strcmp(subjects[i].name, name) != 0)
        i++;
    return i;
}

/* ---- rows of what is chosen ---- */

static struct section *read_in_tx(
    struct view *view, const struct subject *subject, const char *ids, struct err *err) {
    struct section *section = arena_alloc(view->arena, 1, sizeof *section);
    const struct parameter parameters[] = {
        {"id__in", ids}, {"fields", subject->fields}, {"limit", "200"}, {0}};
    return section_read_in_tx(view, subject->resource, parameters, section, err) ? section : NULL;
}

static bool read_chosen_in_tx(struct view *view, struct facts_known *known, struct err *err) {
    for (size_t i = 0; i < FACT_SUBJECTS; i++) {
        AUTO_BUF ids = {0};
        for (size_t at = 0; at < view->parameter_count; at++)
            if (strcmp(view->parameters[at].name, subjects[i].name) == 0)
                buf_texts(&ids, ids.length ? "," : "", view->parameters[at].value);
        if (!ids.length)
            continue;
        const char *list = arena_copy(view->arena, ids.bytes, ids.length);
        if (!(known->chosen[i] = read_in_tx(view, &subjects[i], list, err)))
            return false;
    }
    return true;
}

/* ---- counts ---- */

static const struct facts_kind *kind_of(const struct view *view) {
    const struct facts_kind *kind = NULL;
    for (size_t i = 0; i < FACT_KINDS; i++)
        if (list_has(view, "kind", facts_kinds[i].word))
            kind = kind ? NULL : &facts_kinds[i];
    return kind;
}

/* Of one subject; 0 where there is none. */
static int64_t sum_of(const struct section *section, size_t row) {
    int64_t sum = 0;
    for (size_t kind = 0; kind < FACT_KINDS; kind++)
        sum += cell_value(&section->page, row, facts_kinds[kind].counted).integer;
    return sum;
}

/* A list that more than one thing narrows is walked along any of them, so all have to be small. */
static bool is_few(const struct facts_known *known) {
    size_t count = 0;
    for (size_t i = 0; i < FACT_SUBJECTS; i++)
        for (size_t row = 0; known->chosen[i] && row < known->chosen[i]->page.row_count; row++, count++)
            if (sum_of(known->chosen[i], row) > COUNTED_MAX)
                return false;
    return count;
}

/* Whether the address asks for one subject at most and for one kind at most, and nothing else. */
static bool is_kept(const struct view *view) {
    size_t others = 0, kinds = 0;
    for (size_t i = 0; i < view->parameter_count; i++)
        if (strcmp(view->parameters[i].name, "kind") == 0)
            kinds++;
        else if (subject_of(view->parameters[i].name) < FACT_SUBJECTS)
            others++;
        else if (list_is_filter(&view->parameters[i]))
            return false;
    return others <= 1 && kinds <= 1;
}

static const struct section *only_chosen(const struct facts_known *known) {
    for (size_t i = 0; i < FACT_SUBJECTS; i++)
        if (known->chosen[i])
            return known->chosen[i];
    return NULL;
}

static bool read_kept_in_tx(struct view *view, struct facts_known *known, struct err *err) {
    const struct section *subject = only_chosen(known);
    for (size_t i = 0; i < FACT_KINDS; i++) {
        if (subject && subject->page.row_count)
            known->kinds[i] = cell_value(&subject->page, 0, facts_kinds[i].counted).integer;
        else if (!subject &&
                 !index_count_in_tx(view->store, facts_kinds[i].resource->name, &known->kinds[i], err))
            return false;
        if (!known->kind || known->kind == &facts_kinds[i])
            known->total += known->kinds[i];
    }
    return true;
}

bool facts_known_in_tx(struct view *view, struct facts_known *known, struct err *err) {
    int64_t all;
    *known = (struct facts_known){.kind = kind_of(view), .kept = is_kept(view)};
    if (!read_chosen_in_tx(view, known, err) || !index_count_in_tx(view->store, facts.name, &all, err))
        return false;
    known->few = all <= COUNTED_MAX || is_few(known);
    return !known->kept || read_kept_in_tx(view, known, err);
}

/* ---- names ---- */

static const char *name_in(
    struct view *view, const struct subject *subject, const struct section *section, const char *id) {
    size_t row = section ? page_find(&section->page, id) : 0;
    return section && row < section->page.row_count
               ? cell_said(&section->page, row, subject->called, view->code)
               : NULL;
}

/* Agreements and events have types of their own, which is why words are looked for under their kind. */
static const char *word_called(
    struct view *view, const struct facts_kind *kind, const char *name, const char *value) {
    const char *vocabulary = name;
    if (strcmp(name, "type") == 0)
        vocabulary = kind ? kind->word : "agreement";
    return word_of(view->language, vocabulary, value);
}

const char *facts_call(struct view *view, const void *context, const struct parameter *filter) {
    const struct facts_known *known = context;
    size_t subject = subject_of(filter->name);
    return subject < FACT_SUBJECTS ? name_in(view, &subjects[subject], known->chosen[subject], filter->value)
                                   : word_called(view, known->kind, filter->name, filter->value);
}

static bool name_subjects_in_tx(
    struct view *view, const struct subject *subject, struct choices *choices, struct err *err) {
    AUTO_BUF ids = {0};
    for (size_t i = 0; i < choices->count && i < CHOICES_SHOWN; i++)
        if (!choices->list[i].label)
            buf_texts(&ids, ids.length ? "," : "", choices->list[i].value);
    if (!ids.length)
        return true;
    const struct section *section =
        read_in_tx(view, subject, arena_copy(view->arena, ids.bytes, ids.length), err);
    for (size_t i = 0; section && i < choices->count && i < CHOICES_SHOWN; i++)
        if (!choices->list[i].label)
            choices->list[i].label = name_in(view, subject, section, choices->list[i].value);
    return section;
}

bool facts_name_choices_in_tx(
    struct view *view, const struct facts_known *known, struct choices *choices, struct err *err) {
    size_t subject = subject_of(choices->name);
    if (subject < FACT_SUBJECTS)
        return name_subjects_in_tx(view, &subjects[subject], choices, err);
    for (size_t i = 0; i < choices->count; i++)
        choices->list[i].label = word_called(view, known->kind, choices->name, choices->list[i].value);
    return true;
}
