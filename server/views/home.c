/* SPDX-License-Identifier: MIT */
/* /: to people, how much there is and what came last; to programs, the index of /v1. */
#include "http/represent.h"
#include "resources/index.h"
#include "views/article_list.h"
#include "views/fact.h"
#include "views/say.h"
#include "views/views.h"

#define ARTICLES_LIMIT "10"
#define FIGURES_LIMIT "6"

static bool put_articles_in_tx(struct view *view, struct err *err) {
    static const struct parameter parameters[] = {
        {"sort", "-published_at"}, {"limit", ARTICLES_LIMIT}, {"include", ARTICLE_INCLUDES}, {0}};
    struct section *section = arena_alloc(view->arena, 1, sizeof *section);
    if (!section_read_in_tx(view, &articles, parameters, section, err))
        return false;
    html_put(view->out, "<section class=\"list\"><header><h2>%s</h2>",
        SAY(view->language, "최근 기사", "Latest articles"));
    section_put_sources(view, section);
    html_put(view->out, "</header>\n");
    if (!section->page.row_count)
        html_put(view->out, "<p class=\"empty\">%s</p>\n",
            SAY(view->language, "아직 실린 기사가 없습니다.", "No article was loaded yet."));
    article_list(view, section, 3);
    if (section->page.next)
        html_put(view->out, "<p class=\"more\"><a href=\"/articles%s\">%s</a></p>\n", view->keep,
            SAY(view->language, "모든 기사", "All articles"));
    html_put(view->out, "</section>\n");
    return true;
}

static bool put_figures_in_tx(struct view *view, struct err *err) {
    static const struct parameter parameters[] = {
        {"sort", "-date_from"}, {"limit", FIGURES_LIMIT}, {"include", FACT_INCLUDES}, {0}};
    struct section *section = arena_alloc(view->arena, 1, sizeof *section);
    if (!section_read_in_tx(view, &figures, parameters, section, err))
        return false;
    if (!section->page.row_count)
        return true;
    html_put(view->out, "<section class=\"kind figures\"><header><h2>%s</h2>",
        SAY(view->language, "최근 수치", "Latest figures"));
    section_put_sources(view, section);
    html_put(view->out, "</header>\n<div class=\"cards\">\n");
    for (size_t row = 0; row < section->page.row_count; row++)
        fact_card(view, &section->page, row, true);
    html_put(view->out, "</div>\n</section>\n");
    return true;
}

static bool put_counts_in_tx(struct view *view, struct err *err) {
    static const struct {
        const struct resource *resource;
        const char *address;
        struct words one, many;
    } counted[] = {{&articles, "/articles", {{"기사", "article"}}, {{"기사", "articles"}}},
        {&facts, "/facts", {{"사실", "fact"}}, {{"사실", "facts"}}},
        {&participants, "/participants", {{"참여자", "participant"}}, {{"참여자", "participants"}}}};
    html_put(view->out, "<ul class=\"counts\">");
    for (size_t i = 0; i < sizeof counted / sizeof *counted; i++) {
        struct value rows = {0};
        if (!index_count_in_tx(view->store, counted[i].resource->name, &rows.integer, err))
            return false;
        rows.type = VALUE_INTEGER;
        html_put(view->out, "<li><a href=\"%s%s\"><strong>", counted[i].address, view->keep);
        say_digits(view, &rows);
        html_put(view->out, "</strong> %s</a>",
            (rows.integer == 1 ? &counted[i].one : &counted[i].many)->in[view->language]);
    }
    html_put(view->out, "</ul>\n");
    return true;
}

static bool put_in_tx(struct view *view, struct err *err) {
    struct frame frame = {
        .title = SAY(view->language, "기사의 사실과 그 근거", "Facts of the news, and where they stand"),
        .description = SAY(view->language,
            "누가, 무엇을, 얼마나, 언제, 누구의 말로: 기사가 말하는 사실을 근거가 되는 대목과 함께 보여 "
            "줍니다.",
            "Who took part, what was agreed, how much, what happened, who said what: each fact with the "
            "words of the "
            "article that state it."),
        .json = index_route.path};
    frame_open(view, &frame);
    html_put(
        view->out, "<header class=\"subject\">\n<h1>%s</h1>\n<p>%s</p>\n", frame.title, frame.description);
    if (!put_counts_in_tx(view, err))
        return false;
    html_put(view->out, "</header>\n");
    if (!put_figures_in_tx(view, err) || !put_articles_in_tx(view, err))
        return false;
    frame_close(view, &frame);
    return true;
}

static const struct view_kind home_kind = {.put_in_tx = put_in_tx};

/* JSON first: that is for who takes anything. */
static const struct representation formats[] = {
    {NULL, "application/json"}, {NULL, "text/html; charset=utf-8"}, {0}};

static bool plan(void *context, const struct route *route, struct request *request, struct reply *reply,
    struct problems *problems, struct err *err) {
    return (represent_is_page(request->as) ? view_plan : index_route.plan)(
        context, route, request, reply, problems, err);
}

static bool answer(
    void *worker, const struct route *route, struct request *request, struct reply *reply, struct err *err) {
    return (represent_is_page(request->as) ? view_answer : index_route.answer)(
        worker, route, request, reply, err);
}

const struct route home_view = {
    .path = "/", .as = formats, .subject = &home_kind, .plan = plan, .answer = answer};
