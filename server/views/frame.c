/* SPDX-License-Identifier: MIT */
/* What stands around every page: head, header with search and languages, footer with the addresses behind it.
 */
#include "base/asset.h"
#include "views/view.h"

static void put_head(struct view *view, const struct frame *frame) {
    struct buf *out = view->out;
    html_put(out,
        "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<title>%s · factd</title>\n<meta name=\"color-scheme\" content=\"light dark\">\n",
        view->code, frame->title);
    if (frame->description)
        html_put(out, "<meta name=\"description\" content=\"%s\">\n", frame->description);
    if (frame->unlisted)
        html_put(out, "<meta name=\"robots\" content=\"noindex\">\n");
    html_put(out,
        "<link rel=\"icon\" href=\"%s\" type=\"image/svg+xml\">\n<link rel=\"stylesheet\" href=\"%s\">\n"
        "<script type=\"module\" src=\"%s\"></script>\n",
        asset_address("icon.svg"), asset_address("style.css"), asset_address("page.js"));
    if (frame->json)
        html_put(out, "<link rel=\"alternate\" type=\"application/json\" href=\"%s\">\n", frame->json);
    html_put(out, "</head>\n");
}

/* A link to this page in the other language, by that language's own name. */
static void put_languages(struct view *view) {
    static const char *const own_names[LANGUAGES] = {[KOREAN] = "한국어", [ENGLISH] = "English"};
    for (enum language language = 0; language < LANGUAGES; language++)
        if (language != view->language)
            html_put(view->out, "<a class=\"language\" lang=\"%s\" hreflang=\"%s\" href=\"%s\">%s</a>\n",
                language_codes[language], language_codes[language],
                view_address(view, language_codes[language]), own_names[language]);
}

static void put_search(struct view *view, const struct frame *frame) {
    html_put(view->out,
        "<form class=\"search\" role=\"search\" action=\"/search\"><input type=\"search\" name=\"q\" "
        "value=\"%s\" "
        "aria-label=\"%s\" placeholder=\"%s\" maxlength=\"200\" required autocomplete=\"off\" "
        "spellcheck=\"false\">",
        frame->search, SAY(view->language, "검색", "Search"),
        SAY(view->language, "이름, 낱말, 초성", "Names or words"));
    if (view->chosen)
        html_put(view->out, "<input type=\"hidden\" name=\"lang\" value=\"%s\">", view->code);
    html_put(view->out, "<button>%s</button></form>\n", SAY(view->language, "찾기", "Search"));
}

void frame_open(struct view *view, const struct frame *frame) {
    struct buf *out = view->out;
    put_head(view, frame);
    html_put(out,
        "<body>\n<a class=\"skip\" href=\"#main\">%s</a>\n<header class=\"site\">\n"
        "<a class=\"brand\" href=\"/%s\">factd</a>\n<nav aria-label=\"%s\"><ul>"
        "<li><a href=\"/articles%s\">%s</a><li><a href=\"/facts%s\">%s</a>"
        "<li><a href=\"/participants%s\">%s</a></ul></nav>\n",
        SAY(view->language, "본문으로", "Skip to content"), view->keep, SAY(view->language, "차례", "Site"),
        view->keep, SAY(view->language, "기사", "Articles"), view->keep, SAY(view->language, "사실", "Facts"),
        view->keep, SAY(view->language, "참여자", "Participants"));
    put_languages(view);
    put_search(view, frame);
    html_put(out, "</header>\n<main id=\"main\" tabindex=\"-1\">\n");
}

static void put_sources(struct view *view, const struct frame *frame) {
    if (frame->json)
        html_put(view->out, "<li><a href=\"%s\" type=\"application/json\">JSON</a>", frame->json);
    if (frame->csv)
        html_put(view->out, "<li><a href=\"%s\" type=\"text/csv\">CSV</a>", frame->csv);
}

void frame_close(struct view *view, const struct frame *frame) {
    html_put(view->out, "</main>\n<footer class=\"site\">\n<p>%s</p>\n<ul>",
        SAY(view->language, "모든 사실은 기사의 그 대목을 가리킵니다.",
            "Every fact points at the words of the article that state it."));
    put_sources(view, frame);
    html_put(view->out, "<li><a href=\"/docs\">API</a></ul>\n</footer>\n</body>\n</html>\n");
}
