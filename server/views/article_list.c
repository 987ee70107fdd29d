/* SPDX-License-Identifier: MIT */
/* /articles: all of them, the newest first. */
#include "views/article_list.h"

#include <string.h>

#include "text/escape.h"
#include "views/kinds.h"
#include "views/say.h"
#include "views/views.h"

#define LIST_LIMIT "20"

void article_byline(struct view *view, const struct page *page, size_t row) {
    struct included publisher;
    struct entries authors = entries_of(page, row, "authors");
    const char *id = cell(page, row, "publisher"), *url = cell(page, row, "url");
    bool named = included_find(page, "publisher", id, &publisher);
    struct buf *out = view->out;
    html_put(out, "<p class=\"byline\"><a class=\"name\" href=\"/participants/%s%s\">%s</a> · ", id,
        view->keep, named ? cell_said(publisher.page, publisher.row, "name", view->code) : id);
    for (size_t i = 0; i < authors.count; i++)
        html_put(out, "%s<span class=\"name\">%s</span>", i ? ", " : "",
            entry_said(&authors, i, "name", view->code));
    html_put(out, "%s", authors.count ? " · " : "");
    say_instant(view, cell(page, row, "published_at"));
    if (url)
        html_put(out, " · <a rel=\"external\" href=\"%s\">%s</a>", url,
            SAY(view->language, "원문", "The article"));
    html_put(out, "</p>\n");
}

static void put_counts(struct view *view, const struct page *page, size_t row) {
    const struct kinds kinds = {.owner = page, .row = row, .filter = {"article", cell(page, row, "id")}};
    html_put(view->out, "<ul class=\"contents\">");
    kinds_put_counts(
        view, &kinds, arena_printf(view->arena, "/articles/%s%s", kinds.filter.value, view->keep));
    html_put(view->out, "</ul>\n");
}

void article_list(struct view *view, const struct section *section, int level) {
    const struct page *page = &section->page;
    html_put(view->out, "<ul class=\"articles\">\n");
    for (size_t row = 0; row < page->row_count; row++) {
        html_put(view->out, "<li><h%d><a href=\"/articles/%s%s\">%s</a></h%d>\n", level,
            cell(page, row, "id"), view->keep, cell_said(page, row, "title", view->code), level);
        article_byline(view, page, row);
        put_counts(view, page, row);
    }
    html_put(view->out, "</ul>\n");
}

/* What the address asks beside the page's own: whatever narrows, sorts or goes on in a list of /v1. */
static void ask(struct view *view, struct problems *problems) {
    static const struct parameter own[] = {{"limit", LIST_LIMIT}, {"include", ARTICLE_INCLUDES}};
    view->asked = section_ask_list(view, &articles, own, sizeof own / sizeof *own, "-published_at", problems);
}

static bool put_in_tx(struct view *view, struct err *err) {
    struct section *section = view->asked;
    if (!section_fill_in_tx(view, section, err))
        return false;
    struct frame frame = {.title = SAY(view->language, "기사", "Articles"),
        .description = SAY(view->language, "사실을 뽑아 근거와 함께 실은 기사들.",
            "The articles whose facts are given here, each with its evidence."),
        .json = section->query.page};
    frame_open(view, &frame);
    html_put(view->out, "<section class=\"list\"><header><h1>%s</h1>", frame.title);
    section_put_sources(view, section);
    html_put(view->out, "</header>\n");
    if (!section->page.row_count)
        html_put(view->out, "<p class=\"empty\">%s</p>\n",
            SAY(view->language, "이런 기사가 없습니다.", "There are no such articles."));
    article_list(view, section, 2);
    section_put_next(view, section);
    html_put(view->out, "</section>\n");
    frame_close(view, &frame);
    return true;
}

VIEW(article_list, "/articles", .ask = ask, .put_in_tx = put_in_tx);
