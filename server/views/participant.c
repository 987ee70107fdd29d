/* SPDX-License-Identifier: MIT */
/* /participants/{id}: what all articles state about one participant. */
#include <string.h>

#include "views/article_list.h"
#include "views/kinds.h"
#include "views/ties.h"
#include "views/views.h"

#define ARTICLES_LIMIT "20"
#define QUOTES_LIMIT "12"

static void put_aliases(struct view *view, const struct page *page) {
    struct entries aliases = entries_of(page, 0, "aliases");
    if (!aliases.count)
        return;
    html_put(view->out, "<p class=\"byline\">%s ", SAY(view->language, "다른 이름", "Also named"));
    for (size_t i = 0; i < aliases.count; i++)
        html_put(view->out, "%s<span class=\"name\">%s</span>", i ? ", " : "", entry(&aliases, i, "name"));
    html_put(view->out, "</p>\n");
}

static bool is_web_address(const char *uri) {
    return strncmp(uri, "https://", 8) == 0 || strncmp(uri, "http://", 7) == 0;
}

static void put_same_as(struct view *view, const struct page *page) {
    struct entries same = entries_of(page, 0, "same_as");
    if (!same.count)
        return;
    html_put(view->out, "<ul class=\"contents\" aria-label=\"%s\">",
        SAY(view->language, "같은 이", "The same as"));
    for (size_t i = 0; i < same.count; i++) {
        const char *uri = entry(&same, i, "uri");
        if (is_web_address(uri))
            html_put(view->out, "<li><a rel=\"external\" href=\"%s\">%s</a>", uri, uri);
        else
            html_put(view->out, "<li>%s", uri);
    }
    html_put(view->out, "</ul>\n");
}

/* The other language's name, where it is another. */
static const char *other_name(struct view *view, const struct page *page) {
    const char *name = cell_said(page, 0, "name", view->code);
    const char *other =
        cell_said(page, 0, "name", language_codes[view->language == KOREAN ? ENGLISH : KOREAN]);
    return other && strcmp(other, name) != 0 ? other : NULL;
}

static void put_subject(struct view *view, const struct page *page, const struct kinds *kinds) {
    const char *other = other_name(view, page);
    html_put(view->out, "<header class=\"subject\">\n<p class=\"label\">%s</p>\n<h1 class=\"name\">%s",
        word_of(view->language, "participant", cell(page, 0, "kind")),
        cell_said(page, 0, "name", view->code));
    if (other)
        html_put(view->out, " <small class=\"name\">%s</small>", other);
    html_put(view->out, "</h1>\n");
    put_aliases(view, page);
    put_same_as(view, page);
    html_put(view->out, "<ul class=\"contents\">");
    kinds_put_counts(view, kinds, "");
    html_put(view->out, "</ul>\n</header>\n");
}

static void put_heading(struct view *view, const struct section *section, const char *heading) {
    html_put(view->out, "<section class=\"list\"><header><h2>%s</h2>", heading);
    section_put_sources(view, section);
    html_put(view->out, "</header>\n");
}

static bool put_articles_in_tx(struct view *view, const char *id, struct err *err) {
    struct section *section = arena_alloc(view->arena, 1, sizeof *section);
    const struct parameter parameters[] = {{"participant", id}, {"sort", "-published_at"},
        {"limit", ARTICLES_LIMIT}, {"include", ARTICLE_INCLUDES}, {0}};
    if (!section_read_in_tx(view, &articles, parameters, section, err))
        return false;
    if (!section->page.row_count)
        return true;
    put_heading(view, section, SAY(view->language, "나온 기사", "In these articles"));
    article_list(view, section, 3);
    if (section->page.next)
        html_put(view->out, "<p class=\"more\"><a href=\"/articles?participant=%s%s\">%s</a></p>\n", id,
            view->keep_more, SAY(view->language, "모든 기사", "All articles"));
    html_put(view->out, "</section>\n");
    return true;
}

/* The words by which articles name it. */
static bool put_quotes_in_tx(struct view *view, const char *id, struct err *err) {
    struct section *section = arena_alloc(view->arena, 1, sizeof *section);
    const struct parameter parameters[] = {{"participant", id}, {"limit", QUOTES_LIMIT}, {0}};
    if (!section_read_in_tx(view, &evidence, parameters, section, err))
        return false;
    if (!section->page.row_count)
        return true;
    put_heading(view, section, SAY(view->language, "기사 속의 이름", "As articles name it"));
    html_put(view->out, "<ul class=\"quotes\">");
    for (size_t row = 0; row < section->page.row_count; row++)
        html_put(view->out, "<li><a href=\"/articles/%s%s\"><q>%s</q></a>",
            cell(&section->page, row, "article"), view->keep, cell(&section->page, row, "quote"));
    html_put(view->out, "</ul>\n</section>\n");
    return true;
}

static bool put_in_tx(struct view *view, struct err *err) {
    const char *id = view->request->item;
    struct section section;
    if (!section_read_one_in_tx(view, &participants, id, NULL, &section, err))
        return false;
    struct kinds kinds = {.owner = &section.page, .filter = {"participant", id}, .with_article = true};
    struct frame frame = {.title = cell_said(&section.page, 0, "name", view->code),
        .description = SAY(view->language, "여러 기사가 이 참여자에 관해 말하는 사실과 그 근거.",
            "What articles state about this participant, and where they do."),
        .json = section.query.page};
    frame_open(view, &frame);
    put_subject(view, &section.page, &kinds);
    ties_put(view, &kinds);
    if (!kinds_put_in_tx(view, &kinds, err) || !put_articles_in_tx(view, id, err) ||
        !put_quotes_in_tx(view, id, err))
        return false;
    frame_close(view, &frame);
    return true;
}

VIEW(participant, "/participants/{id}", .put_in_tx = put_in_tx);
