/* SPDX-License-Identifier: MIT */
#include "views/kinds.h"

#include <string.h>

#include "text/escape.h"
#include "views/fact.h"
#include "views/say.h"

/* As many as are read at once without getting lost; the list of facts has the others, page by page. */
#define KIND_LIMIT "30"

struct kind {
    const char *word, *counted; /* the member that counts them */
    const struct resource *resource;
    const char *sort; /* within an article; across articles the newest come first, which an index serves */
    void (*put)(struct view *view, const struct section *section, bool with_article);
};

/* ---- each kind as people look at it ---- */

static void put_cards(struct view *view, const struct section *section, bool with_article) {
    html_put(view->out, "<div class=\"cards\">\n");
    for (size_t row = 0; row < section->page.row_count; row++)
        fact_card(view, &section->page, row, with_article);
    html_put(view->out, "</div>\n");
}

static void put_agreements(struct view *view, const struct section *section, bool with_article) {
    static const char *const statuses[] = {"signed", "agreed", "planned", "ongoing", "discussed"};
    const struct page *page = &section->page;
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
        bool opened = false;
        for (size_t row = 0; row < page->row_count; row++) {
            if (strcmp(cell(page, row, "status"), statuses[i]) != 0)
                continue;
            if (!opened)
                html_put(view->out,
                    "<div class=\"group status-%s\"><p class=\"label\">%s</p><div class=\"cards\">\n",
                    statuses[i], word_of(view->language, "status", statuses[i]));
            opened = true;
            fact_card(view, page, row, with_article);
        }
        if (opened)
            html_put(view->out, "</div></div>\n");
    }
}

static const char *day_of(const struct page *page, size_t row) {
    const char *from = cell(page, row, "date_from");
    return from ? from : cell(page, row, "date_to");
}

/* What was on or before a day stands with that day, where the list has it among what has no beginning. */
static void order_events(const struct page *page, size_t *rows) {
    for (size_t i = 0; i < page->row_count; i++) {
        const char *day = day_of(page, i);
        size_t at = i;
        for (; at && day && (!day_of(page, rows[at - 1]) || strcmp(day, day_of(page, rows[at - 1])) < 0);
             at--)
            rows[at] = rows[at - 1];
        rows[at] = i;
    }
}

static void put_event(struct view *view, const struct page *page, size_t row, bool with_article) {
    const char *date = cell(page, row, "date");
    html_put(view->out, "<li class=\"%s\"><p class=\"day\">", date ? "dated" : "undated");
    if (date)
        say_date(view, date);
    else
        html_put(view->out, "%s", SAY(view->language, "날짜 없음", "No date stated"));
    html_put(view->out, "</p>\n");
    fact_card(view, page, row, with_article);
}

static void put_events(struct view *view, const struct section *section, bool with_article) {
    const struct page *page = &section->page;
    size_t *rows = arena_alloc(view->arena, page->row_count, sizeof *rows);
    if (with_article) /* the newest come first, as they are read */
        for (size_t i = 0; i < page->row_count; i++)
            rows[i] = i;
    else
        order_events(page, rows);
    html_put(view->out, "<ol class=\"timeline\">\n");
    for (size_t i = 0; i < page->row_count; i++)
        put_event(view, page, rows[i], with_article);
    html_put(view->out, "</ol>\n");
}

/* Whose words a statement is: the speaker's id, or "" for the article's own. */
static const char *speaker_of(const struct page *page, size_t row) {
    struct entries people = entries_of(page, row, "participants");
    size_t at = fact_first_in_role(&people, "speaker");
    return at < people.count ? entry(&people, at, "id") : "";
}

static void put_speaker(struct view *view, const struct page *page, size_t row) {
    struct entries people = entries_of(page, row, "participants");
    size_t at = fact_first_in_role(&people, "speaker");
    html_put(view->out, "<p class=\"label\">");
    if (at < people.count)
        fact_participant_link(view, &people, at);
    else
        html_put(view->out, "%s", word_of(view->language, "mode", "narration"));
    html_put(view->out, "</p>\n");
}

static bool is_first_of_speaker(const struct page *page, size_t row) {
    for (size_t before = 0; before < row; before++)
        if (strcmp(speaker_of(page, before), speaker_of(page, row)) == 0)
            return false;
    return true;
}

static void put_statements(struct view *view, const struct section *section, bool with_article) {
    const struct page *page = &section->page;
    for (size_t first = 0; first < page->row_count; first++) {
        if (!is_first_of_speaker(page, first))
            continue;
        html_put(view->out, "<div class=\"group\">");
        put_speaker(view, page, first);
        html_put(view->out, "<div class=\"cards\">\n");
        for (size_t row = first; row < page->row_count; row++)
            if (strcmp(speaker_of(page, row), speaker_of(page, first)) == 0)
                fact_card(view, page, row, with_article);
        html_put(view->out, "</div></div>\n");
    }
}

static const struct kind all_kinds[] = {
    {"figure", "facts.figure", &figures, "-value", put_cards},
    {"agreement", "facts.agreement", &agreements, "id", put_agreements},
    {"event", "facts.event", &events, "date_from", put_events},
    {"statement", "facts.statement", &statements, "id", put_statements},
    {"affiliation", "facts.affiliation", &affiliations, "id", put_cards},
};

enum { KINDS = sizeof all_kinds / sizeof *all_kinds };

/* ---- the sections ---- */

static size_t count_of(const struct kinds *kinds, const struct kind *kind) {
    return (size_t)cell_value(kinds->owner, kinds->row, kind->counted).integer;
}

static bool put_kind_in_tx(
    struct view *view, const struct kinds *kinds, const struct kind *kind, struct err *err) {
    struct section *section = arena_alloc(view->arena, 1, sizeof *section);
    const struct parameter parameters[] = {kinds->filter, {"limit", KIND_LIMIT}, {"include", FACT_INCLUDES},
        {"sort", kinds->with_article ? "-date_from" : kind->sort}, {0}};
    size_t count = count_of(kinds, kind);
    if (!section_read_in_tx(view, kind->resource, parameters, section, err))
        return false;
    html_put(view->out,
        "<section class=\"kind %ss\" id=\"%ss\">\n<header><h2>%s <span class=\"count\">%zu</span></h2>",
        kind->word, kind->word, word_of(view->language, "kinds", kind->word), count);
    section_put_sources(view, section);
    html_put(view->out, "</header>\n");
    kind->put(view, section, kinds->with_article);
    if (section->page.next)
        html_put(view->out, "<p class=\"more\"><a href=\"/facts?kind=%s&amp;%s=%s%s\">%s %zu</a></p>\n",
            kind->word, kinds->filter.name, kinds->filter.value, view->keep_more,
            SAY(view->language, "모두 보기", "See all"), count);
    html_put(view->out, "</section>\n");
    return true;
}

bool kinds_put_in_tx(struct view *view, const struct kinds *kinds, struct err *err) {
    for (size_t i = 0; i < KINDS; i++)
        if (count_of(kinds, &all_kinds[i]) && !put_kind_in_tx(view, kinds, &all_kinds[i], err))
            return false;
    return true;
}

void kinds_put_counts(struct view *view, const struct kinds *kinds, const char *address) {
    for (size_t i = 0; i < KINDS; i++)
        if (count_of(kinds, &all_kinds[i]))
            html_put(view->out, "<li><a href=\"%s#%ss\">%s <span class=\"count\">%zu</span></a>", address,
                all_kinds[i].word, word_of(view->language, "kinds", all_kinds[i].word),
                count_of(kinds, &all_kinds[i]));
}
