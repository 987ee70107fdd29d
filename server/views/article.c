/* SPDX-License-Identifier: MIT */
/* /articles/{id}: what one article states, kind by kind; and /articles: all of them, the newest first. */
#include "views/cells.h"
#include "views/kinds.h"
#include "views/say.h"
#include "views/views.h"

#define LIST_LIMIT "20"

static void put_byline(struct view *view, const struct page *page, size_t row) {
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

/* ---- one ---- */

static bool put_participants_in_tx(struct view *view, const char *id, struct err *err) {
    struct section *section = arena_alloc(view->arena, 1, sizeof *section);
    const struct parameter parameters[] = {{"article", id}, {"limit", "200"}, {0}};
    if (!section_read_in_tx(view, &participants, parameters, section, err))
        return false;
    html_put(view->out, "<section class=\"kind participants\" id=\"participants\">\n<header><h2>%s</h2>",
        SAY(view->language, "참여자", "Participants"));
    section_put_sources(view, section);
    html_put(view->out, "</header>\n<ul class=\"names\">");
    for (size_t row = 0; row < section->page.row_count; row++)
        html_put(view->out,
            "<li><a class=\"name\" href=\"/participants/%s%s\">%s</a> <span class=\"role\">%s</span>",
            cell(&section->page, row, "id"), view->keep, cell_said(&section->page, row, "name", view->code),
            word_of(view->language, "participant", cell(&section->page, row, "kind")));
    html_put(view->out, "</ul>\n</section>\n");
    return true;
}

static bool put_one_in_tx(struct view *view, struct err *err) {
    const char *id = view->request->item;
    struct section article;
    if (!section_read_one_in_tx(view, &articles, id, "publisher", &article, err))
        return false;
    const char *title = cell_said(&article.page, 0, "title", view->code);
    struct kinds kinds = {.owner = &article.page, .filter = {"article", id}};
    struct frame frame = {.title = title,
        .description = SAY(view->language, "이 기사가 말하는 사실과 그 근거.",
            "What this article states, and where it does."),
        .json = article.query.page};
    frame_open(view, &frame);
    html_put(view->out, "<header class=\"subject\">\n<h1>%s</h1>\n", title);
    put_byline(view, &article.page, 0);
    html_put(view->out, "<ul class=\"contents\">");
    kinds_put_contents(view, &kinds);
    html_put(view->out, "<li><a href=\"#participants\">%s</a></ul>\n</header>\n",
        SAY(view->language, "참여자", "Participants"));
    if (!kinds_put_in_tx(view, &kinds, err) || !put_participants_in_tx(view, id, err))
        return false;
    frame_close(view, &frame);
    return true;
}

VIEW(article, "/articles/{id}", .put_in_tx = put_one_in_tx);
