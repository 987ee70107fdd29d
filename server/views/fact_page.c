/* SPDX-License-Identifier: MIT */
/* /facts/{id}: one fact, what belongs to it, and where the article states it. */
#include "views/article_list.h"
#include "views/evidence.h"
#include "views/fact.h"
#include "views/views.h"

#define RELATED_LIMIT "20"

/* How facts hang together: what this one refers to, and those that refer to it. */
static const struct {
    const char *member;
    struct words refers, referred;
} relations[] = {
    {"part_of", {{"상위 사실", "Part of"}}, {{"여기에 속한 사실", "What is part of it"}}},
    {"at", {{"해당 행사", "Occasion"}}, {{"이 행사의 사실", "What belongs to this occasion"}}},
    {"according_to", {{"누구의 말로", "According to"}},
        {{"이 말에 따른 사실", "What is so according to it"}}},
};

enum { RELATIONS = sizeof relations / sizeof *relations };

#define PAGE_INCLUDES "topics,part_of,at,according_to"

/* ---- what it says ---- */

static void put_relation(struct view *view, const struct page *fact, size_t relation, const char *id) {
    struct included other;
    bool found = included_find(fact, relations[relation].member, id, &other);
    html_put(view->out, "<div><dt>%s</dt><dd><a class=\"open\" href=\"/facts/%s%s\">%s</a></dd></div>",
        relations[relation].refers.in[view->language], id, view->keep,
        found ? cell_said(other.page, other.row, "name", view->code) : id);
}

static void put_relations(struct view *view, const struct page *fact) {
    size_t count = 0;
    for (size_t i = 0; i < RELATIONS; i++) {
        const char *id = cell(fact, 0, relations[i].member);
        if (!id)
            continue;
        buf_text(view->out, count++ ? "" : "<dl class=\"relations\">");
        put_relation(view, fact, i, id);
    }
    buf_text(view->out, count ? "</dl>\n" : "");
}

static void put_sources(struct view *view, const struct section *fact) {
    html_put(view->out,
        "<ul class=\"sources\"><li><a href=\"%s\" type=\"application/json\">JSON</a>"
        "<li><a href=\"/v1/facts/%s?format=jsonld&amp;lang=%s\" "
        "type=\"application/ld+json\">JSON-LD</a></ul>",
        fact->query.page, cell(&fact->page, 0, "id"), view->code);
}

static void put_article(struct view *view, const struct page *article) {
    html_put(view->out, "<p class=\"article\"><a href=\"/articles/%s%s\">%s</a></p>\n",
        cell(article, 0, "id"), view->keep, cell_said(article, 0, "title", view->code));
    article_byline(view, article, 0);
}

static void put_subject(struct view *view, const struct section *fact, const struct section *article) {
    const struct page *page = &fact->page;
    struct buf *out = view->out;
    html_put(out, "<header class=\"subject\">\n<p class=\"label\">%s</p>\n<h1>%s</h1>\n",
        word_of(view->language, "kind", cell(page, 0, "kind")), cell_said(page, 0, "name", view->code));
    fact_body(view, page, 0);
    fact_participants(view, page, 0);
    put_relations(view, page);
    fact_topics(view, page, 0);
    put_article(view, &article->page);
    put_sources(view, fact);
    html_put(out, "</header>\n");
}

/* ---- what hangs on it ---- */

static bool put_referring_in_tx(struct view *view, size_t relation, struct err *err) {
    const char *member = relations[relation].member, *id = view->request->item;
    const struct parameter parameters[] = {{member, id}, {"limit", RELATED_LIMIT}, {0}};
    struct section *section = arena_alloc(view->arena, 1, sizeof *section);
    if (!section_read_in_tx(view, &facts, parameters, section, err))
        return false;
    if (!section->page.row_count)
        return true;
    html_put(view->out, "<section class=\"referring\">\n<header><h2>%s</h2>",
        relations[relation].referred.in[view->language]);
    section_put_sources(view, section);
    html_put(view->out, "</header>\n<div class=\"cards\">\n");
    for (size_t row = 0; row < section->page.row_count; row++)
        fact_card(view, &section->page, row, false);
    html_put(view->out, "</div>\n");
    if (section->page.next)
        html_put(view->out, "<p class=\"more\"><a href=\"/facts?%s=%s%s\">%s</a></p>\n", member, id,
            view->keep_more, SAY(view->language, "모두 보기", "See all"));
    html_put(view->out, "</section>\n");
    return true;
}

/* ---- how to cite it ---- */

static void put_line(struct view *view, const char *label, const char *code) {
    html_put(view->out, "<div><dt>%s</dt><dd><code class=\"copy\">%s</code></dd></div>\n", label, code);
}

static const char *frame_code(struct view *view, const struct page *fact) {
    AUTO_BUF code = {0};
    html_put(&code,
        "<iframe src=\"/embed/%s?lang=%s\" title=\"%s\" width=\"100%%\" height=\"360\" "
        "loading=\"lazy\"></iframe>",
        cell(fact, 0, "id"), view->code, cell_said(fact, 0, "name", view->code));
    return arena_copy(view->arena, code.bytes, code.length);
}

/* The service does not know how it is called from outside, so addresses begin with its paths; a script may
 * put the origin before them. */
static void put_cite(struct view *view, const struct page *fact) {
    const char *id = cell(fact, 0, "id");
    html_put(view->out, "<details class=\"cite\">\n<summary>%s</summary>\n<p class=\"label\">%s</p>\n<dl>\n",
        SAY(view->language, "인용하기, 다른 사이트에 싣기", "Cite it, or show it on another site"),
        SAY(view->language, "/로 시작하는 주소 앞에는 이 서비스의 주소를 붙입니다.",
            "An address that begins with / needs this service’s own in front."));
    put_line(view, SAY(view->language, "주소", "Address"), arena_printf(view->arena, "/facts/%s", id));
    put_line(view, SAY(view->language, "HTML 요소", "HTML element"),
        arena_printf(view->arena,
            "<script type=\"module\" src=\"/embed.js\"></script> "
            "<factd-fact lang=\"%s\" href=\"/v1/facts/%s\"></factd-fact>",
            view->code, id));
    put_line(view, "iframe", frame_code(view, fact));
    html_put(view->out, "</dl>\n</details>\n");
}

/* ---- all of it ---- */

static void put_revisions(struct view *view, const struct page *fact) {
    struct value since = cell_value(fact, 0, "since"), changed = cell_value(fact, 0, "changed");
    html_put(view->out, "<p class=\"label revision\">%s %zu · %s %zu</p>\n",
        SAY(view->language, "등록 개정", "Since revision"), (size_t)since.integer,
        SAY(view->language, "최근 변경 개정", "last changed in revision"), (size_t)changed.integer);
}

static bool put_fact_in_tx(
    struct view *view, const struct section *fact, const struct section *article, struct err *err) {
    html_put(view->out, "<article class=\"fact-page %s\" data-fact=\"%s\">\n", cell(&fact->page, 0, "kind"),
        cell(&fact->page, 0, "id"));
    put_subject(view, fact, article);
    if (!evidence_put_in_tx(view, &fact->page, &article->page, err))
        return false;
    for (size_t i = 0; i < RELATIONS; i++)
        if (!put_referring_in_tx(view, i, err))
            return false;
    put_cite(view, &fact->page);
    put_revisions(view, &fact->page);
    html_put(view->out, "</article>\n");
    return true;
}

static bool put_in_tx(struct view *view, struct err *err) {
    const char *id = view->request->item;
    struct section fact, article;
    if (!section_read_one_in_tx(view, &facts, id, PAGE_INCLUDES, &fact, err) ||
        !section_read_one_in_tx(
            view, &articles, cell(&fact.page, 0, "article"), ARTICLE_INCLUDES, &article, err))
        return false;
    const char *summary = cell_said(&fact.page, 0, "summary", view->code);
    struct frame frame = {.title = cell_said(&fact.page, 0, "name", view->code),
        .description = summary ? summary : cell_said(&article.page, 0, "title", view->code),
        .json = fact.query.page,
        .csv = arena_printf(view->arena, "/v1/evidence?fact=%s&format=csv&limit=all", id)};
    frame_open(view, &frame);
    if (!put_fact_in_tx(view, &fact, &article, err))
        return false;
    frame_close(view, &frame);
    return true;
}

VIEW(fact, "/facts/{id}", .put_in_tx = put_in_tx, .with_texts = true);
