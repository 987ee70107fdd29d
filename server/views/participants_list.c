/* SPDX-License-Identifier: MIT */
/* /participants: everybody whom facts are about, by name. There are few beside the facts, so /v1 can count
 * them by kind each time, which an index tells; but not those of an article, whose rows it would look up. */
#include <string.h>

#include "views/cells.h"
#include "views/facets.h"
#include "views/list.h"
#include "views/say.h"
#include "views/views.h"

#define PAGE_LIMIT "30"

struct participants_list {
    struct section *section, article; /* the one whose participants they are */
};

/* Who reads another language has another order, in which a cursor is no place: it goes with its sort. */
static void ask(struct view *view, struct problems *problems) {
    static const struct parameter own[] = {{"limit", PAGE_LIMIT}, {"facet", "kind"}};
    const char *sort = arena_printf(view->arena, "name.%s", view->code);
    size_t count = list_has(view, "article", NULL) ? 1 : 2;
    struct section *section = section_ask_list(view, &participants, own, count, sort, problems);
    section->sort = list_has(view, "sort", NULL) ? NULL : sort;
    view->asked = section;
}

/* ---- names ---- */

static bool name_article_in_tx(struct view *view, struct participants_list *list, struct err *err) {
    struct parameter parameters[] = {{"id__in", NULL}, {"fields", "id,title"}, {0}};
    for (size_t i = 0; i < view->parameter_count; i++)
        if (strcmp(view->parameters[i].name, "article") == 0)
            parameters[0].value = view->parameters[i].value;
    return !parameters[0].value || section_read_in_tx(view, &articles, parameters, &list->article, err);
}

static const char *call(struct view *view, const void *context, const struct parameter *filter) {
    const struct page *article = &((const struct participants_list *)context)->article.page;
    if (strcmp(filter->name, "article") == 0 && article->row_count &&
        strcmp(filter->value, article->keys[0]) == 0)
        return cell_said(article, 0, "title", view->code);
    return word_of(view->language, strcmp(filter->name, "kind") ? "" : "participant", filter->value);
}

/* ---- rows ---- */

static void put_names(struct view *view, const struct page *page, size_t row) {
    const char *id = cell(page, row, "id"), *name = cell_said(page, row, "name", view->code);
    const char *other = cell_said(page, row, "name", language_codes[!view->language]);
    html_put(view->out, "<h3><a class=\"name\" href=\"/participants/%s%s\">%s</a>", id, view->keep, name);
    if (strcmp(name, other) != 0)
        html_put(view->out, " <span class=\"name other\" lang=\"%s\">%s</span>",
            language_codes[!view->language], other);
    html_put(view->out, "</h3>\n");
}

/* How many facts of each kind it takes part in, as links to them. */
static void put_counts(struct view *view, const struct page *page, size_t row) {
    static const char *const kinds[] = {"figure", "agreement", "event", "statement", "affiliation"};
    html_put(view->out, "<ul class=\"contents\" aria-label=\"%s\">", SAY(view->language, "사실", "Facts"));
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct value count = cell_value(page, row, arena_printf(view->arena, "facts.%s", kinds[i]));
        if (!count.integer)
            continue;
        html_put(view->out, "<li><a href=\"/facts?kind=%s&amp;participant=%s%s\">%s <span class=\"count\">",
            kinds[i], cell(page, row, "id"), view->keep_more, word_of(view->language, "kinds", kinds[i]));
        say_digits(view, &count);
        html_put(view->out, "</span></a>");
    }
    html_put(view->out, "</ul>\n");
}

static void put_rows(struct view *view, const struct page *page) {
    if (!page->row_count) {
        list_put_empty(
            view, SAY(view->language, "이런 참여자는 없습니다.", "There are no such participants."));
        return;
    }
    html_put(view->out, "<h2 class=\"unseen\">%s</h2>\n<ul class=\"listed\">\n",
        SAY(view->language, "목록", "The list"));
    for (size_t row = 0; row < page->row_count; row++) {
        html_put(view->out, "<li><p class=\"label\">%s</p>\n",
            word_of(view->language, "participant", cell(page, row, "kind")));
        put_names(view, page, row);
        put_counts(view, page, row);
    }
    html_put(view->out, "</ul>\n");
}

/* ---- the page ---- */

/* Everybody is of one kind. */
static int64_t total_of(const struct facet *facet) {
    int64_t total = facet->other;
    for (size_t i = 0; i < facet->count; i++)
        total += facet->counts[i];
    return total;
}

/* Gives how many there are, -1 where that is not known. */
static int64_t find_choices(struct view *view, const struct section *section, struct choices *choices) {
    bool whole = !section->page.next && !list_has(view, "cursor", NULL);
    const struct facet *facet = section->summary.facet_count ? &section->summary.facets[0] : NULL;
    int64_t total = facet ? total_of(facet) : whole ? (int64_t)section->page.row_count : -1;
    choices->counted = facet || whole;
    if (facet)
        choices_of_facet(view, facet, choices);
    else if (whole)
        choices_of_page(view, &section->page, choices);
    else
        choices_of_words(view, &participants, choices);
    for (size_t i = 0; i < choices->count; i++)
        choices->list[i].label = word_of(view->language, "participant", choices->list[i].value);
    choices_narrow(view, choices, total);
    return total;
}

static void put_list(struct view *view, const struct participants_list *list) {
    struct choices choices = {.name = "kind"};
    int64_t total = find_choices(view, list->section, &choices);
    list_put_heading(view, SAY(view->language, "참여자", "Participants"), list_narrowed(view, call, list),
        total, list->section);
    list_put_chosen(view, call, list);
    html_put(view->out, "<div class=\"tools\">\n");
    list_put_search(view);
    html_put(view->out, "</div>\n<div class=\"browse\">\n");
    if (choices.count) {
        choices_open(view);
        choices_put(view, &choices);
        choices_close(view);
    }
    html_put(view->out, "<div class=\"found\">\n");
    put_rows(view, &list->section->page);
    section_put_next(view, list->section);
    html_put(view->out, "</div>\n</div>\n");
}

static bool put_in_tx(struct view *view, struct err *err) {
    struct participants_list list = {.section = view->asked};
    if (!section_fill_in_tx(view, list.section, err) || !name_article_in_tx(view, &list, err))
        return false;
    struct frame frame = {
        .title = arena_printf(view->arena, "%s%s", SAY(view->language, "참여자", "Participants"),
            list_narrowed(view, call, &list)),
        .description = SAY(view->language, "기사에 나오는 사람, 기업, 기관과 그 사실.",
            "The people and bodies that articles name, and the facts about them."),
        .json = list.section->query.page,
        .unlisted = view->parameter_count > 0};
    frame_open(view, &frame);
    put_list(view, &list);
    frame_close(view, &frame);
    return true;
}

VIEW(participant_list, "/participants", .ask = ask, .put_in_tx = put_in_tx);
