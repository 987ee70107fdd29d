/* SPDX-License-Identifier: MIT */
#include "views/fact.h"

#include <string.h>

#include "views/say.h"

/* ---- who takes part ---- */

void fact_participant_link(struct view *view, const struct entries *people, size_t at) {
    html_put(view->out, "<a class=\"name\" href=\"/participants/%s%s\">%s</a>", entry(people, at, "id"),
        view->keep, entry_said(people, at, "name", view->code));
}

size_t fact_first_in_role(const struct entries *people, const char *role) {
    size_t at = 0;
    while (at < people->count && strcmp(entry(people, at, "role"), role) != 0)
        at++;
    return at;
}

const char *fact_inferred(const struct view *view, const struct entries *people, size_t at) {
    bool inferred = entry_value(people, at, "inferred").integer != 0;
    return inferred ? SAY(view->language, " · 문맥상", " · inferred") : "";
}

void fact_participants(struct view *view, const struct page *page, size_t row) {
    struct entries people = entries_of(page, row, "participants");
    if (!people.count)
        return;
    html_put(
        view->out, "<ul class=\"people\" aria-label=\"%s\">", SAY(view->language, "참여자", "Participants"));
    for (size_t i = 0; i < people.count; i++) {
        html_put(view->out, "<li>");
        fact_participant_link(view, &people, i);
        html_put(view->out, " <span class=\"role\">%s%s</span>",
            word_of(view->language, "role", entry(&people, i, "role")), fact_inferred(view, &people, i));
    }
    html_put(view->out, "</ul>\n");
}

void fact_topics(struct view *view, const struct page *page, size_t row) {
    struct entries filed = entries_of(page, row, "topics");
    if (!filed.count)
        return;
    html_put(view->out, "<ul class=\"topics\" aria-label=\"%s\">", SAY(view->language, "주제", "Topics"));
    for (size_t i = 0; i < filed.count; i++) {
        const char *id = entry(&filed, i, "topic");
        struct included topic;
        bool found = included_find(page, "topics", id, &topic);
        html_put(view->out, "<li><a href=\"/facts?topic=%s%s\">%s</a>", id, view->keep_more,
            found ? cell_said(topic.page, topic.row, "name", view->code) : id);
    }
    html_put(view->out, "</ul>\n");
}

/* ---- what a kind says ---- */

static void put_amount(struct view *view, const struct page *page, size_t row) {
    const char *comparator = cell(page, row, "comparator"), *unit = cell(page, row, "unit");
    struct value value = cell_value(page, row, "value"), lower = cell_value(page, row, "lower"),
                 upper = cell_value(page, row, "upper");
    struct buf *out = view->out;
    html_put(out, "<p class=\"amount\"><span class=\"comparator\">%s</span> <span class=\"number\">",
        word_of(view->language, "before", comparator));
    say_number(view, value.type != VALUE_NULL ? &value : &lower);
    if (value.type == VALUE_NULL) {
        html_put(out, "–");
        say_number(view, &upper);
    }
    html_put(out, "</span> <span class=\"unit\">%s</span> <span class=\"comparator\">%s</span></p>\n",
        word_of(view->language, "unit", unit), word_of(view->language, "after", comparator));
}

static void put_tag(struct view *view, const char *class, const char *vocabulary, const char *word) {
    html_put(view->out, "<span class=\"tag %s-%s\">%s</span> ", class, word,
        word_of(view->language, vocabulary, word));
}

static void put_when(struct view *view, const struct page *page, size_t row) {
    const char *date = cell(page, row, "date"), *place = cell_said(page, row, "place", view->code);
    if (!date && !place)
        return;
    html_put(view->out, "<p class=\"when\">");
    if (date)
        say_date(view, date);
    if (place)
        html_put(view->out, "%s<span class=\"place\">%s</span>", date ? " · " : "", place);
    html_put(view->out, "</p>\n");
}

/* The document's author words it: nothing may look like a quotation but the evidence. */
static void put_gist(struct view *view, const struct page *page, size_t row) {
    html_put(view->out, "<p class=\"label\">%s</p>\n<p class=\"gist\">%s</p>\n",
        word_of(view->language, "gist", cell(page, row, "mode")), cell_said(page, row, "gist", view->code));
}

static void put_title(struct view *view, const struct page *page, size_t row) {
    html_put(view->out, "<p class=\"office\">%s</p>\n", cell_said(page, row, "title", view->code));
}

void fact_body(struct view *view, const struct page *page, size_t row) {
    const char *kind = cell(page, row, "kind"), *summary = cell_said(page, row, "summary", view->code);
    if (strcmp(kind, "figure") == 0)
        put_amount(view, page, row);
    if (strcmp(kind, "statement") == 0)
        put_gist(view, page, row);
    if (strcmp(kind, "affiliation") == 0)
        put_title(view, page, row);
    if (strcmp(kind, "agreement") == 0) {
        html_put(view->out, "<p class=\"tags\">");
        put_tag(view, "status", "status", cell(page, row, "status"));
        put_tag(view, "type", "agreement", cell(page, row, "type"));
        html_put(view->out, "</p>\n");
    }
    put_when(view, page, row);
    if (summary)
        html_put(view->out, "<p class=\"summary\">%s</p>\n", summary);
}

/* ---- the card ---- */

static void put_evidence(struct view *view, const struct page *page, size_t row) {
    struct entries quotes = entries_of(page, row, "evidence");
    html_put(view->out, "<details class=\"evidence\"><summary>%s %zu</summary><ul>",
        SAY(view->language, "근거", "Evidence"), quotes.count);
    for (size_t i = 0; i < quotes.count; i++)
        html_put(view->out, "<li><q>%s</q>", entry(&quotes, i, "quote"));
    html_put(view->out, "</ul></details>\n");
}

static void put_source(struct view *view, const struct page *page, size_t row) {
    struct included article;
    if (!included_find(page, "article", cell(page, row, "article"), &article))
        return;
    html_put(view->out, "<p class=\"source\"><a href=\"/articles/%s%s\">%s</a> · ",
        cell(page, row, "article"), view->keep, cell_said(article.page, article.row, "title", view->code));
    say_date(view, cell(article.page, article.row, "published_at"));
    html_put(view->out, "</p>\n");
}

void fact_card(struct view *view, const struct page *page, size_t row, bool with_article) {
    const char *kind = cell(page, row, "kind"), *id = cell(page, row, "id");
    html_put(view->out, "<article class=\"fact %s\" id=\"%s\">\n", kind, id);
    if (with_article)
        html_put(view->out, "<p class=\"label\">%s</p>\n", word_of(view->language, "kind", kind));
    html_put(view->out, "<h3><a class=\"open\" href=\"/facts/%s%s\">%s</a></h3>\n", id, view->keep,
        cell_said(page, row, "name", view->code));
    fact_body(view, page, row);
    fact_participants(view, page, row);
    put_evidence(view, page, row);
    if (with_article)
        put_source(view, page, row);
    html_put(view->out, "</article>\n");
}
