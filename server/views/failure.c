/* SPDX-License-Identifier: MIT */
/* What a page says in place of what was asked for. */
#include "views/embed.h"
#include "views/views.h"

static const char *heading(enum language language, const struct problem_told *told) {
    switch (told->status) {
    case 400:
        return SAY(language, "주소에 잘못된 데가 있습니다", "Something in the address is wrong");
    case 404:
        return SAY(language, "여기에는 아무것도 없습니다", "Nothing is here");
    case 410:
        return SAY(language, "지워졌습니다", "It was removed");
    case 429:
        return SAY(language, "요청이 너무 잦습니다", "Too many requests");
    case 503:
        return SAY(language, "지금은 답할 수 없습니다", "No answer just now");
    }
    return told->title;
}

static void put_problems(struct view *view, const struct problems *problems) {
    if (!problems || !problems->first)
        return;
    html_put(view->out, "<ul class=\"problems\">");
    for (const struct problem *problem = problems->first; problem; problem = problem->next) {
        html_put(view->out, "<li><code>%s</code> %s", problem->where, problem->detail);
        if (problem->suggestion)
            html_put(view->out, " (<code>%s</code>?)", problem->suggestion);
    }
    html_put(view->out, "</ul>\n");
}

static void put_told(struct view *view, const struct problem_told *told, const char *title) {
    html_put(view->out, "<header class=\"subject failure\">\n<p class=\"label\">%d</p>\n<h1>%s</h1>\n",
        told->status, title);
    if (told->problems && told->problems->first)
        put_problems(view, told->problems);
    else
        html_put(view->out, "<p lang=\"en\">%s</p>\n", told->detail);
}

static void put_request(struct view *view) {
    html_put(view->out, "<p class=\"request\">%s <code>%s</code></p>\n</header>\n",
        SAY(view->language, "요청 번호", "Request"), view->request->id);
}

static void put_page(struct view *view, const struct problem_told *told) {
    struct frame frame = {.title = heading(view->language, told), .unlisted = true};
    frame_open(view, &frame);
    put_told(view, told, frame.title);
    html_put(view->out, "<p>");
    if (told->status == 429 || told->status >= 500)
        html_put(view->out, "<a href=\"%s\">%s</a> · ", view_address(view, view->code),
            SAY(view->language, "다시 시도", "Try again"));
    html_put(view->out, "<a href=\"/%s\">%s</a></p>\n", view->keep,
        SAY(view->language, "처음으로", "To the start"));
    put_request(view);
    frame_close(view, &frame);
}

/* Other sites' pages show it in the place of a fact. */
static void put_embedded(struct view *view, const struct problem_told *told) {
    const char *title = heading(view->language, told);
    embed_open(view, title, NULL);
    put_told(view, told, title);
    put_request(view);
    embed_close(view);
}

void show_problem(const struct request *request, const struct problem_told *told, struct reply *reply) {
    AUTO_ARENA arena = {0};
    bool embedded = embed_is_asked(request);
    struct problems ignored;
    struct view view;
    problems_init(&ignored, &arena);
    view_begin(&view, request, &arena, &ignored);
    view.out = &reply->body;
    buf_close(&reply->body);
    reply->type = view_formats[0].type;
    reply->language = view.code;
    reply->by_language = true;
    reply->policy = embedded ? view_policy_embedded : view_policy;
    (embedded ? put_embedded : put_page)(&view, told);
}
