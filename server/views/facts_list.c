/* SPDX-License-Identifier: MIT */
/* /facts: the facts of all articles, narrowed by whatever /v1/facts can be.
 *
 * To count a list of a hundred thousand facts takes ten to a hundred times as long as to show its beginning,
 * so what narrows it is taken from where that costs no more than the page itself:
 *   - the list fits on this page: its rows are counted;
 *   - it can have COUNTED_MAX facts at most, as kept counts tell: they are all read, without their evidence;
 *   - it is all facts, or those of one topic, participant or article, of one kind or of all: how many there
 *     are of each kind is kept;
 *   - else words are offered from their vocabularies and the rest from the rows of this page, uncounted. */
#include <string.h>

#include "views/fact.h"
#include "views/facts_known.h"
#include "views/list.h"
#include "views/say.h"
#include "views/views.h"

#define PAGE_LIMIT "30"
#define DATE_SORT "-date_from"

enum { NARROWING_MAX = 6 };

struct facts_list {
    struct section *section;
    struct facts_known known;
    const struct page *all; /* of its rows, where there are few */
    int64_t total;          /* -1: not known */
    const char *narrowing[NARROWING_MAX + 1];
};

static void ask(struct view *view, struct problems *problems) {
    static const struct parameter own[] = {{"limit", PAGE_LIMIT}, {"include", FACT_INCLUDES}};
    view->asked = section_ask_list(view, &facts, own, sizeof own / sizeof *own,
        list_has(view, "article", NULL) ? NULL : DATE_SORT, problems);
}

/* ---- what narrows it ---- */

static void find_narrowing(struct facts_list *list) {
    const struct facts_kind *kind = list->known.kind;
    const char *const all[NARROWING_MAX] = {kind ? NULL : "kind", "topic", "participant",
        kind ? kind->words[0] : NULL, kind ? kind->words[1] : NULL, "article"};
    size_t count = 0;
    for (size_t i = 0; i < NARROWING_MAX; i++)
        if (all[i])
            list->narrowing[count++] = all[i];
}

/* All of a short list, in no order. */
static bool read_all_in_tx(struct view *view, struct facts_list *list, struct err *err) {
    struct parameter *all = arena_alloc(view->arena, view->parameter_count + 3, sizeof *all);
    struct section *section = arena_alloc(view->arena, 1, sizeof *section);
    size_t count = 0;
    for (size_t i = 0; i < view->parameter_count; i++)
        if (list_is_filter(&view->parameters[i]))
            all[count++] = view->parameters[i];
    all[count++] = (struct parameter){"limit", COUNTED_LIMIT};
    all[count++] =
        (struct parameter){"fields", "id,kind,article,participants,topics,status,type,unit,comparator,mode"};
    if (!section_read_in_tx(view, &facts, all, section, err))
        return false;
    list->all = section->page.next ? NULL : &section->page;
    return true;
}

static void take_kept(const struct facts_list *list, struct choices *choices) {
    for (size_t i = 0; i < choices->count; i++)
        for (size_t kind = 0; kind < FACT_KINDS; kind++)
            if (strcmp(facts_kinds[kind].word, choices->list[i].value) == 0)
                choices->list[i].count = list->known.kinds[kind];
    choices->counted = true;
}

/* Lists of the others, no narrower than what is chosen allows there. */
static const char *all_address(struct view *view, const struct facts_list *list, const char *name) {
    const char *article = list_only(view, "article");
    if (list->known.few)
        return NULL;
    if (strcmp(name, "participant") == 0 && article)
        return arena_printf(view->arena, "/participants?article=%s%s", article, view->keep_more);
    if (strcmp(name, "participant") == 0)
        return arena_printf(view->arena, "/participants%s", view->keep);
    return strcmp(name, "article") == 0 ? arena_printf(view->arena, "/articles%s", view->keep) : NULL;
}

static void find_choices(struct view *view, const struct facts_list *list, struct choices *choices) {
    const struct facts_kind *kind = list->known.kind;
    choices->counted = list->all;
    choices->all = all_address(view, list, choices->name);
    if (list->all) {
        choices_of_page(view, list->all, choices);
    } else if (!choices_of_words(view, kind ? kind->resource : &facts, choices)) {
        choices->seen = true;
        choices_of_page(view, &list->section->page, choices);
    } else if (list->known.kept && !kind) {
        take_kept(list, choices);
    }
    choices_narrow(view, choices, list->total);
}

/* A heading in a side column, on small screens behind a line that opens it: style/lists.css. */
static bool put_narrowing_in_tx(struct view *view, struct facts_list *list, struct err *err) {
    struct choices choices[NARROWING_MAX] = {{0}};
    size_t found = 0;
    for (size_t i = 0; list->narrowing[i]; i++) {
        choices[i].name = list->narrowing[i];
        find_choices(view, list, &choices[i]);
        if (!facts_name_choices_in_tx(view, &list->known, &choices[i], err))
            return false;
        found += choices[i].count;
    }
    if (!found)
        return true;
    choices_open(view);
    for (size_t i = 0; list->narrowing[i]; i++)
        choices_put(view, &choices[i]);
    choices_close(view);
    return true;
}

/* ---- the page ---- */

/* What is offered is what an index gives, or what puts few facts in order. Of an article and a kind together
 * the indexes of dates and values would be walked from end to end, and its facts are of one day mostly. */
static void put_orders(struct view *view, const struct facts_list *list) {
    struct order orders[3];
    size_t count = 0;
    if (list_has(view, "article", NULL))
        orders[count++] = (struct order){NULL, SAY(view->language, "기본 순서", "Default order")};
    else
        orders[count++] = (struct order){DATE_SORT, SAY(view->language, "최근 날짜", "Newest date")};
    if (list->known.kind && list->known.kind->resource == &figures && orders[0].sort)
        orders[count++] = (struct order){"-value", SAY(view->language, "큰 값", "Largest value")};
    if (list->all)
        orders[count++] = (struct order){
            arena_printf(view->arena, "name.%s", view->code), SAY(view->language, "이름", "Name")};
    list_put_orders(view, orders, count);
}

static void put_rows(struct view *view, const struct facts_list *list) {
    const struct page *page = &list->section->page;
    if (!page->row_count) {
        list_put_empty(view, SAY(view->language, "이런 사실은 없습니다.", "There are no such facts."));
        return;
    }
    html_put(view->out, "<h2 class=\"unseen\">%s</h2>\n<div class=\"cards\">\n",
        SAY(view->language, "목록", "The list"));
    for (size_t row = 0; row < page->row_count; row++)
        fact_card(view, page, row, true);
    html_put(view->out, "</div>\n");
}

static bool put_list_in_tx(struct view *view, struct facts_list *list, struct err *err) {
    list_put_heading(view, SAY(view->language, "사실", "Facts"),
        list_narrowed(view, facts_call, &list->known), list->total, list->section);
    list_put_chosen(view, facts_call, &list->known);
    html_put(view->out, "<div class=\"tools\">\n");
    list_put_search(view);
    put_orders(view, list);
    html_put(view->out, "</div>\n<div class=\"browse\">\n");
    if (!put_narrowing_in_tx(view, list, err))
        return false;
    html_put(view->out, "<div class=\"found\">\n");
    put_rows(view, list);
    section_put_next(view, list->section);
    html_put(view->out, "</div>\n</div>\n");
    return true;
}

static bool read_in_tx(struct view *view, struct facts_list *list, struct err *err) {
    const struct page *page = &list->section->page;
    if (!section_fill_in_tx(view, list->section, err) || !facts_known_in_tx(view, &list->known, err))
        return false;
    if (!page->next && !list_has(view, "cursor", NULL))
        list->all = page;
    else if (list->known.few && !read_all_in_tx(view, list, err))
        return false;
    list->total = list->all ? (int64_t)list->all->row_count : list->known.kept ? list->known.total : -1;
    find_narrowing(list);
    return true;
}

static bool put_in_tx(struct view *view, struct err *err) {
    struct facts_list list = {.section = view->asked};
    if (!read_in_tx(view, &list, err))
        return false;
    struct frame frame = {.title = arena_printf(view->arena, "%s%s", SAY(view->language, "사실", "Facts"),
                              list_narrowed(view, facts_call, &list.known)),
        .description = SAY(view->language, "기사가 말하는 사실을 종류, 주제, 참여자로 찾아봅니다.",
            "What articles state, by kind, topic and participant."),
        .json = list.section->query.page,
        .unlisted = !list.known.kept || list_filters(view) > 1 || list_filters(view) < view->parameter_count};
    frame_open(view, &frame);
    if (!put_list_in_tx(view, &list, err))
        return false;
    frame_close(view, &frame);
    return true;
}

VIEW(fact_list, "/facts", .ask = ask, .put_in_tx = put_in_tx);
