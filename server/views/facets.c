/* SPDX-License-Identifier: MIT */
#include "views/facets.h"

#include <stdlib.h>
#include <string.h>

#include "views/cells.h"
#include "views/list.h"
#include "views/say.h"

/* ---- where they come from ---- */

static int more_frequent(const void *left, const void *right) {
    const struct choice *a = left, *b = right;
    if (a->count != b->count)
        return a->count < b->count ? 1 : -1;
    return strcmp(a->value, b->value);
}

/* Once a row: who has two roles in a fact takes part in one fact. */
static void count_value(struct choices *choices, size_t row, const char *value, const char *label) {
    size_t i = 0;
    if (!value)
        return;
    while (i < choices->count && strcmp(choices->list[i].value, value) != 0)
        i++;
    struct choice *choice = &choices->list[i];
    if (i == choices->count)
        choices->list[choices->count++] = (struct choice){value, label, 1, row};
    else if (choice->row != row)
        choice->count++;
    choice->row = row;
}

/* The filters whose values stand in an array of each row, and by which members of its entries. */
static const struct {
    const char *name, *array, *member;
} arrays[] = {{"topic", "topics", "topic"}, {"participant", "participants", "id"}};

enum { ARRAYS = sizeof arrays / sizeof *arrays };

static size_t array_of(const char *name) {
    size_t i = 0;
    while (i < ARRAYS && strcmp(arrays[i].name, name) != 0)
        i++;
    return i;
}

static const char *included_name(
    struct view *view, const struct page *page, const char *inclusion, const char *id) {
    const char *member = strcmp(inclusion, "article") == 0 ? "title" : "name";
    struct included found;
    return included_find(page, inclusion, id, &found) ? cell_said(found.page, found.row, member, view->code)
                                                      : NULL;
}

static void count_row(struct view *view, const struct page *page, size_t row, struct choices *choices) {
    size_t array = array_of(choices->name);
    if (array == ARRAYS) {
        const char *value = cell(page, row, choices->name);
        count_value(choices, row, value, included_name(view, page, choices->name, value));
        return;
    }
    struct entries entries = entries_of(page, row, arrays[array].array);
    for (size_t i = 0; i < entries.count; i++) {
        const char *value = entry(&entries, i, arrays[array].member);
        const char *label = entry_said(&entries, i, "name", view->code);
        count_value(
            choices, row, value, label ? label : included_name(view, page, arrays[array].array, value));
    }
}

void choices_of_page(struct view *view, const struct page *page, struct choices *choices) {
    size_t array = array_of(choices->name), room = page->row_count;
    for (size_t row = 0; array < ARRAYS && row < page->row_count; row++)
        room += entries_of(page, row, arrays[array].array).count;
    choices->list = arena_alloc(view->arena, room, sizeof *choices->list);
    for (size_t row = 0; row < page->row_count; row++)
        count_row(view, page, row, choices);
    if (choices->count)
        qsort(choices->list, choices->count, sizeof *choices->list, more_frequent);
}

void choices_of_facet(struct view *view, const struct facet *facet, struct choices *choices) {
    choices->list = arena_alloc(view->arena, facet->count, sizeof *choices->list);
    for (size_t i = 0; i < facet->count; i++)
        if (facet->values[i].type == VALUE_TEXT)
            choices->list[choices->count++] =
                (struct choice){.value = facet->values[i].text, .count = facet->counts[i]};
}

static const char *const *vocabulary(const struct resource *resource, const char *name) {
    struct field_cursor cursor = {0};
    const struct field *field;
    while ((field = resource_next_field(resource, &cursor)))
        if (strcmp(field->name, name) == 0)
            return field->words;
    return NULL;
}

bool choices_of_words(struct view *view, const struct resource *resource, struct choices *choices) {
    const char *const *words = vocabulary(resource, choices->name);
    size_t count = 0;
    if (!words)
        return false;
    while (words[count])
        count++;
    choices->list = arena_alloc(view->arena, count, sizeof *choices->list);
    for (size_t i = 0; i < count; i++)
        choices->list[choices->count++] = (struct choice){.value = words[i]};
    return true;
}

/* ---- what is shown of them ---- */

void choices_narrow(struct view *view, struct choices *choices, int64_t total) {
    size_t left = 0;
    for (size_t i = 0; i < choices->count; i++) {
        const struct choice *choice = &choices->list[i];
        bool all = choices->counted && choice->count == total, none = choices->counted && !choice->count;
        if (!all && !none && !list_has(view, choices->name, choice->value))
            choices->list[left++] = *choice;
    }
    choices->count = left;
}

static void put_choice(struct view *view, const struct choices *choices, const struct choice *choice) {
    const struct parameter with = {choices->name, choice->value};
    html_put(view->out, "<li><a rel=\"nofollow\" href=\"%s\">%s</a>",
        list_address(view, (struct parameter){0}, with), choice->label ? choice->label : choice->value);
    if (choices->counted) {
        html_put(view->out, " <span class=\"count\">");
        say_digits(view, &(struct value){.type = VALUE_INTEGER, .integer = choice->count});
        html_put(view->out, "</span>");
    }
}

/* What is not shown: how many more there are, where that is known, and where to look for them. */
static void put_rest(struct view *view, const struct choices *choices) {
    size_t rest = choices->count > CHOICES_SHOWN ? choices->count - CHOICES_SHOWN : 0;
    const char *more = choices->seen
                           ? SAY(view->language, "모두 보기", "See all")
                           : arena_printf(view->arena, SAY(view->language, "그 밖에 %zu", "%zu more"), rest);
    if (choices->all && (rest || choices->seen))
        html_put(view->out, "<li class=\"rest\"><a href=\"%s\">%s</a>", choices->all, more);
    else if (rest && !choices->seen)
        html_put(view->out, "<li class=\"rest\">%s", more);
}

void choices_put(struct view *view, const struct choices *choices) {
    if (!choices->count)
        return;
    html_put(view->out, "<div class=\"facet\"><h2 id=\"by-%s\">%s</h2>", choices->name,
        word_of(view->language, "parameter", choices->name));
    if (choices->seen)
        html_put(view->out, "<p class=\"label\">%s</p>", SAY(view->language, "이 쪽에서", "On this page"));
    html_put(view->out, "<ul aria-labelledby=\"by-%s\">", choices->name);
    for (size_t i = 0; i < choices->count && i < CHOICES_SHOWN; i++)
        put_choice(view, choices, &choices->list[i]);
    put_rest(view, choices);
    html_put(view->out, "</ul></div>\n");
}

void choices_open(struct view *view) {
    const char *label = SAY(view->language, "좁히기", "Narrow down");
    html_put(view->out, "<details class=\"narrow\"><summary>%s</summary>\n<nav aria-label=\"%s\">\n", label,
        label);
}

void choices_close(struct view *view) {
    html_put(view->out, "</nav></details>\n");
}
