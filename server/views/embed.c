/* SPDX-License-Identifier: MIT */
/* /embed/{id}: one fact for other sites' pages. Its links lead out of the frame that it stands in, since no
 * other page of this service may be framed. */
#include "views/embed.h"

#include <string.h>

#include "base/asset.h"
#include "views/fact.h"
#include "views/say.h"
#include "views/views.h"

#define FOLDER "/embed/"

enum { QUOTES_MOST = 3 };

/* ---- the frame ---- */

/* What is refused before its target is read has no path yet. */
bool embed_is_asked(const struct request *request) {
    const char *path = request->target.path ? request->target.path : request->raw;
    return strncmp(path, FOLDER, strlen(FOLDER)) == 0;
}

void embed_open(struct view *view, const char *title, const char *subject) {
    html_put(view->out,
        "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>%s · "
        "factd</title>\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"robots\" content=\"noindex\">\n"
        "<link rel=\"icon\" href=\"%s\" type=\"image/svg+xml\">\n<link rel=\"stylesheet\" href=\"%s\">\n",
        view->code, title, asset_address("icon.svg"), asset_address("embed.css"));
    if (subject)
        html_put(view->out, "<link rel=\"canonical\" href=\"%s\">\n", subject);
    html_put(view->out, "</head>\n<body>\n<main>\n");
}

void embed_close(struct view *view) {
    html_put(view->out, "</main>\n</body>\n</html>\n");
}

/* ---- the fact ---- */

static void put_people(struct view *view, const struct page *page) {
    struct entries people = entries_of(page, 0, "participants");
    if (!people.count)
        return;
    html_put(
        view->out, "<ul class=\"people\" aria-label=\"%s\">", SAY(view->language, "참여자", "Participants"));
    for (size_t i = 0; i < people.count; i++)
        html_put(view->out, "<li><span class=\"name\">%s</span> <span class=\"role\">%s%s</span>",
            entry_said(&people, i, "name", view->code),
            word_of(view->language, "role", entry(&people, i, "role")), fact_inferred(view, &people, i));
    html_put(view->out, "</ul>\n");
}

static void put_quotes(struct view *view, const struct page *page, const char *language) {
    struct entries quotes = entries_of(page, 0, "evidence");
    html_put(view->out, "<ul class=\"quotes\" aria-label=\"%s\" lang=\"%s\">",
        SAY(view->language, "근거", "Evidence"), language);
    for (size_t i = 0; i < quotes.count && i < QUOTES_MOST; i++)
        html_put(view->out, "<li><q>%s</q>", entry(&quotes, i, "quote"));
    if (quotes.count > QUOTES_MOST)
        html_put(view->out, "<li lang=\"%s\">+ %zu", view->code, quotes.count - QUOTES_MOST);
    html_put(view->out, "</ul>\n");
}

static void put_source(struct view *view, const struct included *article, const char *subject) {
    html_put(view->out, "<p class=\"source\"><a target=\"_top\" href=\"%s\">%s</a> · ", subject,
        cell_said(article->page, article->row, "title", view->code));
    say_date(view, cell(article->page, article->row, "published_at"));
    html_put(view->out, "</p>\n");
}

static void put_fact(struct view *view, const struct page *page, const char *subject) {
    const char *kind = cell(page, 0, "kind");
    struct included article;
    html_put(view->out,
        "<article class=\"fact %s\" data-fact=\"%s\">\n<p class=\"label\">%s</p>\n"
        "<h1><a target=\"_top\" href=\"%s\">%s</a></h1>\n",
        kind, cell(page, 0, "id"), word_of(view->language, "kind", kind), subject,
        cell_said(page, 0, "name", view->code));
    fact_body(view, page, 0);
    put_people(view, page);
    if (included_find(page, "article", cell(page, 0, "article"), &article)) {
        put_quotes(view, page, cell(article.page, article.row, "language"));
        put_source(view, &article, subject);
    }
    html_put(view->out, "</article>\n");
}

static bool put_in_tx(struct view *view, struct err *err) {
    const char *id = view->request->item;
    const char *subject = arena_printf(view->arena, "/facts/%s%s", id, view->keep);
    struct section fact;
    if (!section_read_one_in_tx(view, &facts, id, "article", &fact, err))
        return false;
    embed_open(view, cell_said(&fact.page, 0, "name", view->code), subject);
    put_fact(view, &fact.page, subject);
    embed_close(view);
    return true;
}

VIEW(embed, FOLDER "{id}", .put_in_tx = put_in_tx, .embedded = true);
