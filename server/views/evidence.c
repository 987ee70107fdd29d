/* SPDX-License-Identifier: MIT */
#include "views/evidence.h"

#include "resources/text.h"
#include "views/marks.h"
#include "views/say.h"

#define QUOTES_LIMIT "200" /* more than a fact can have */

enum {
    SHOWN_MOST = 100000, /* code points of a text that stands in a page; longer ones have their own address */
    LABELS_APART = 25,   /* thousandths of the map, so that its numbers do not cover each other */
    MARK_LEAST = 4,      /* thousandths, so that a short quote of a long text can be seen */
};

struct proof {
    struct section quotes; /* by place */
    struct span *spans;    /* theirs */
    size_t count, length;  /* of quotes; of the article's text, in code points */
    const char *article, *language;
    const char *link; /* into the article, or NULL */
};

/* ---- what is read ---- */

static void take_spans(struct view *view, struct proof *proof) {
    const struct page *page = &proof->quotes.page;
    proof->count = page->row_count;
    proof->spans = arena_alloc(view->arena, page->row_count + 1, sizeof *proof->spans);
    for (size_t row = 0; row < page->row_count; row++)
        proof->spans[row] = (struct span){.start = (size_t)cell_value(page, row, "start").integer,
            .end = (size_t)cell_value(page, row, "end").integer,
            .number = row + 1};
    spans_sort(proof->spans, proof->count);
}

static bool read_in_tx(struct view *view, const struct page *fact, const struct page *article,
    struct proof *proof, struct err *err) {
    const struct parameter parameters[] = {
        {"fact", cell(fact, 0, "id")}, {"sort", "start"}, {"limit", QUOTES_LIMIT}, {0}};
    const char *link = cell(fact, 0, "link");
    *proof = (struct proof){.article = cell(article, 0, "id"),
        .language = cell(article, 0, "language"),
        .length = (size_t)cell_value(article, 0, "text.length").integer,
        .link = link ? link : cell(article, 0, "url")};
    if (!section_read_in_tx(view, &evidence, parameters, &proof->quotes, err))
        return false;
    take_spans(view, proof);
    return true;
}

/* ---- places ---- */

static void put_place(struct view *view, const struct proof *proof, size_t row) {
    const struct page *page = &proof->quotes.page;
    struct value start = cell_value(page, row, "start"), end = cell_value(page, row, "end");
    html_put(view->out, "%s", SAY(view->language, "", "characters "));
    say_digits(view, &start);
    html_put(view->out, "–");
    say_digits(view, &end);
    html_put(view->out, "%s", SAY(view->language, " / ", " of "));
    say_digits(view, &(struct value){.type = VALUE_INTEGER, .integer = (int64_t)proof->length});
    html_put(view->out, "%s", SAY(view->language, "자", ""));
}

/* A length of the map, which is as wide as the page gives it. */
static void put_share(struct buf *out, const char *attribute, size_t thousandths) {
    html_put(out, " %s=\"%zu.%zu%%\"", attribute, thousandths / 10, thousandths % 10);
}

static void put_bar(struct buf *out, const struct span *span, size_t length) {
    size_t from = span->start * 1000 / length, wide = (span->end - span->start) * 1000 / length;
    wide = wide < MARK_LEAST ? MARK_LEAST : wide;
    from = from + wide > 1000 ? 1000 - wide : from;
    html_put(out, "<rect class=\"bar\" y=\"18\" height=\"18\" rx=\"2\"");
    put_share(out, "x", from);
    put_share(out, "width", wide);
    html_put(out, "/>");
}

static size_t middle_of(const struct proof *proof, size_t span) {
    return (proof->spans[span].start + proof->spans[span].end) * 500 / proof->length;
}

/* Numbers of quotes, one label for those that stand too close together for one each. */
static void put_labels(struct buf *out, const struct proof *proof) {
    for (size_t first = 0, last; first < proof->count; first = last + 1) {
        last = first;
        while (last + 1 < proof->count && middle_of(proof, last + 1) < middle_of(proof, last) + LABELS_APART)
            last++;
        html_put(out, "<text y=\"12\" text-anchor=\"middle\"");
        put_share(out, "x", (middle_of(proof, first) + middle_of(proof, last)) / 2);
        html_put(out, ">%zu", proof->spans[first].number);
        if (last > first)
            html_put(out, "–%zu", proof->spans[last].number);
        html_put(out, "</text>");
    }
}

/* Its text equivalent is the list of places that follows. */
static void put_map(struct view *view, const struct proof *proof) {
    struct buf *out = view->out;
    if (!proof->length)
        return;
    html_put(out,
        "<svg class=\"map\" width=\"100%%\" height=\"40\" fill=\"currentColor\" font-size=\"12\" "
        "aria-hidden=\"true\" focusable=\"false\">\n"
        "<rect class=\"whole\" y=\"22\" width=\"100%%\" height=\"10\" rx=\"5\" fill-opacity=\".15\"/>");
    for (size_t i = 0; i < proof->count; i++)
        put_bar(out, &proof->spans[i], proof->length);
    put_labels(out, proof);
    html_put(out, "</svg>\n");
}

/* ---- the quotes ---- */

static void put_quote(struct view *view, const struct proof *proof, size_t row, bool with_text) {
    const struct page *page = &proof->quotes.page;
    const char *supports = cell(page, row, "for");
    bool verified = cell_value(page, row, "verified").integer;
    struct buf *out = view->out;
    html_put(out, "<li><p><q lang=\"%s\">%s</q></p>\n<p class=\"about\">", proof->language,
        cell(page, row, "quote"));
    if (supports)
        html_put(out, "<span class=\"tag\">%s%s%s</span> ", SAY(view->language, "", "for the "),
            word_of(view->language, "for", supports), SAY(view->language, "의 근거", ""));
    html_put(out, "<span class=\"place\">");
    if (with_text)
        html_put(out, "<a href=\"#q%zu\">", row + 1);
    put_place(view, proof, row);
    buf_text(out, with_text ? "</a></span>" : "</span>");
    html_put(out, " <span class=\"%s\">%s</span></p>\n", verified ? "verified" : "unverified",
        verified ? SAY(view->language, "본문과 대조함", "checked against the text")
                 : SAY(view->language, "본문과 대조하지 않음", "not checked against the text"));
}

static void put_quotes(struct view *view, const struct proof *proof, bool with_text) {
    html_put(view->out, "<ol class=\"quotes\">\n");
    for (size_t row = 0; row < proof->count; row++)
        put_quote(view, proof, row, with_text);
    html_put(view->out, "</ol>\n");
}

/* ---- the text ---- */

static void put_text(struct view *view, const struct proof *proof, const struct buf *text) {
    html_put(view->out,
        "<div class=\"text\">\n<header><h3 id=\"text\">%s</h3><ul class=\"sources\"><li>"
        "<a href=\"/v1/articles/%s/text\" type=\"text/plain\">TXT</a></ul></header>\n"
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"text\" lang=\"%s\">",
        SAY(view->language, "기사 본문", "The article’s text"), proof->article, proof->language);
    marks_put(view->out, text->bytes, text->length, proof->spans, proof->count, view->arena);
    html_put(view->out, "</div>\n</div>\n");
}

static const char *reason(const struct view *view, bool found) {
    if (!view->service->texts)
        return SAY(view->language, "이 서비스는 기사 본문을 보여 주지 않습니다.",
            "This service does not show articles’ texts.");
    return found ? SAY(view->language, "본문이 길어 여기에 싣지 않습니다.",
                       "The text is too long to stand here.")
                 : SAY(view->language, "이 기사의 본문은 올라 있지 않습니다.",
                       "The text of this article was not loaded.");
}

static void put_reason(struct view *view, const struct proof *proof, bool found) {
    html_put(view->out, "<p class=\"no-text\">%s", reason(view, found));
    if (found)
        html_put(view->out, " <a href=\"/v1/articles/%s/text\" type=\"text/plain\">%s</a>", proof->article,
            SAY(view->language, "본문만 보기", "Read it alone"));
    html_put(view->out, "</p>\n");
}

/* ---- all of it ---- */

static void put_heading(struct view *view, const struct proof *proof) {
    html_put(view->out,
        "<section class=\"proof\" id=\"evidence\">\n<header><h2>%s <span class=\"count\">%zu</span></h2>",
        SAY(view->language, "근거", "Evidence"), proof->count);
    section_put_sources(view, &proof->quotes);
    html_put(view->out, "</header>\n<p class=\"label\">%s</p>\n",
        SAY(view->language, "기사의 어디에 있는 말인지, 처음부터 끝까지를 한 줄로 나타냅니다.",
            "Where the words stand, with the article from beginning to end as one line."));
    put_map(view, proof);
}

static void put_link(struct view *view, const struct proof *proof) {
    if (proof->link)
        html_put(view->out, "<p class=\"original\"><a rel=\"external\" href=\"%s\">%s</a></p>\n", proof->link,
            SAY(view->language, "원문의 그 대목 보기", "See the passage in the article"));
}

bool evidence_put_in_tx(
    struct view *view, const struct page *fact, const struct page *article, struct err *err) {
    AUTO_BUF text = {0};
    struct proof all;
    bool found = false, shown;
    if (!read_in_tx(view, fact, article, &all, err))
        return false;
    if (view->service->texts && !text_read_in_tx(view->store, all.article, &text, &found, err))
        return false;
    shown = found && all.length <= SHOWN_MOST;
    put_heading(view, &all);
    html_put(view->out, "<div class=\"%s\">\n<div>\n", shown ? "side-by-side" : "alone");
    put_quotes(view, &all, shown);
    put_link(view, &all);
    if (!shown)
        put_reason(view, &all, found);
    html_put(view->out, "</div>\n");
    if (shown)
        put_text(view, &all, &text);
    html_put(view->out, "</div>\n</section>\n");
    return true;
}
