/* SPDX-License-Identifier: MIT */
/* /articles/{id}: what one article states, kind by kind. */
#include "views/article_list.h"
#include "views/cells.h"
#include "views/kinds.h"
#include "views/ties.h"
#include "views/views.h"

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
    html_put(view->out, "</ul>\n");
    if (section->page.next)
        html_put(view->out, "<p class=\"more\"><a href=\"/participants?article=%s%s\">%s</a></p>\n", id,
            view->keep_more, SAY(view->language, "모든 참여자", "All participants"));
    html_put(view->out, "</section>\n");
    return true;
}

static bool put_one_in_tx(struct view *view, struct err *err) {
    const char *id = view->request->item;
    struct section article;
    if (!section_read_one_in_tx(view, &articles, id, ARTICLE_INCLUDES, &article, err))
        return false;
    const char *title = cell_said(&article.page, 0, "title", view->code);
    struct kinds kinds = {.owner = &article.page, .filter = {"article", id}};
    struct frame frame = {.title = title,
        .description = SAY(view->language, "이 기사가 말하는 사실과 그 근거.",
            "What this article states, and where it does."),
        .json = article.query.page};
    frame_open(view, &frame);
    html_put(view->out, "<header class=\"subject\">\n<h1>%s</h1>\n", title);
    article_byline(view, &article.page, 0);
    html_put(view->out, "<ul class=\"contents\">");
    kinds_put_counts(view, &kinds, "");
    html_put(view->out, "<li><a href=\"#participants\">%s</a></ul>\n</header>\n",
        SAY(view->language, "참여자", "Participants"));
    ties_put(view, &kinds);
    if (!kinds_put_in_tx(view, &kinds, err) || !put_participants_in_tx(view, id, err))
        return false;
    frame_close(view, &frame);
    return true;
}

VIEW(article, "/articles/{id}", .put_in_tx = put_one_in_tx);
