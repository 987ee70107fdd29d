/* SPDX-License-Identifier: MIT */
/* /search: what holds some words, the nearest first. What changes with the words is all in #results, so that
 * a script can put that of another search in its place. */
#include <string.h>

#include "resources/search.h"
#include "text/escape.h"
#include "text/utf8.h"
#include "views/say.h"
#include "views/views.h"

#define HITS_LIMIT "20"

static const struct words type_labels[HIT_TYPES] = {[HIT_PARTICIPANT] = {{"참여자", "Participant"}},
    [HIT_ARTICLE] = {{"기사", "Article"}},
    [HIT_FACT] = {{"사실", "Fact"}}};

struct asked {
    struct search search;
    const char *words; /* NULL: none yet */
    const char *type;  /* NULL: all */
};

/* ---- what is asked ---- */

/* Without words, or with an empty field, the page is the place to begin a search, where /v1/search has
 * nothing to say: it is then read as a search for a blank, which finds nothing. */
static void ask(struct view *view, struct problems *problems) {
    static const struct parameter blank = {"q", " "};
    struct asked *asked = view->asked = arena_alloc(view->arena, 1, sizeof *asked);
    struct parameter all[TARGET_PARAMETERS_MAX + 3];
    size_t count = 0;
    bool field = false;
    for (size_t i = 0; i < view->parameter_count; i++) {
        struct parameter given = view->parameters[i];
        bool words = strcmp(given.name, "q") == 0;
        if (strcmp(given.name, "limit") == 0)
            problems_add(problems, "limit", "pages set it themselves; ask /v1");
        else
            all[count++] = words && !*given.value ? blank : given;
        if (words && *given.value)
            asked->words = given.value;
        if (strcmp(given.name, "type") == 0)
            asked->type = given.value;
        field = field || words;
    }
    if (!field)
        all[count++] = blank;
    all[count++] = (struct parameter){"limit", HITS_LIMIT};
    all[count++] = (struct parameter){"lang", view->code};
    search_read(&asked->search, all, count, view->arena, problems);
}

static void put_parameter(struct buf *out, const char *name, const char *value) {
    if (!value)
        return;
    buf_printf(out, "&%s=", name);
    escape_uri(out, value, strlen(value));
}

/* This search, of a type and behind a cursor, which may be NULL. */
static const char *address(struct view *view, const char *type, const char *cursor) {
    const struct asked *asked = view->asked;
    AUTO_BUF out = {0};
    put_parameter(&out, "q", asked->words);
    put_parameter(&out, "type", type);
    put_parameter(&out, "cursor", cursor);
    put_parameter(&out, "lang", view->chosen ? view->code : NULL);
    return arena_printf(view->arena, "/search?%s", out.bytes + 1);
}

/* ---- a hit ---- */

static void put_marked(struct buf *out, const struct snippet *snippet) {
    const char *rest = snippet->text;
    size_t left = strlen(rest), point = 0;
    for (size_t i = 0; i < snippet->mark_count; i++) {
        struct mark mark = snippet->marks[i];
        size_t before = utf8_offset(rest, left, mark.start - point);
        size_t marked = utf8_offset(rest + before, left - before, mark.end - mark.start);
        html_text(out, rest, before);
        buf_text(out, "<mark>");
        html_text(out, rest + before, marked);
        buf_text(out, "</mark>");
        rest += before + marked;
        left -= before + marked;
        point = mark.end;
    }
    html_text(out, rest, left);
}

static const char *name_of(const struct view *view, const struct snippet *snippet) {
    const char *ko = snippet->name.ko, *en = snippet->name.en;
    const char *wanted = view->language == KOREAN ? ko : en;
    return wanted ? wanted : ko ? ko : en;
}

/* Where the words stand in the name itself, it is marked and nothing follows. */
static void put_hit(struct view *view, const struct hit *hit, const struct snippet *snippet) {
    const char *name = name_of(view, snippet);
    bool by_name = strcmp(name, snippet->text) == 0;
    html_put(view->out, "<li class=\"hit\"><p class=\"label\">%s</p>\n<h2><a href=\"/%ss/%s%s\">",
        type_labels[hit->type].in[view->language], hit_type_words[hit->type], hit->id, view->keep);
    if (by_name)
        put_marked(view->out, snippet);
    else
        html_put(view->out, "%s", name);
    html_put(view->out, "</a></h2>\n");
    if (!by_name) {
        html_put(view->out, "<p class=\"snippet\">");
        put_marked(view->out, snippet);
        html_put(view->out, "</p>\n");
    }
}

/* ---- around the hits ---- */

static void put_total(struct view *view, const struct found *found) {
    struct value total = {.type = VALUE_INTEGER, .integer = (int64_t)found->total};
    html_put(view->out, "<p class=\"count\">");
    say_digits(view, &total);
    html_put(view->out, "%s%s</p>", SAY(view->language, "건", found->total == 1 ? " hit" : " hits"),
        found->complete ? "" : SAY(view->language, " 이상", " or more"));
}

static void put_type(struct view *view, const char *type, const char *called) {
    const char *present = ((const struct asked *)view->asked)->type;
    bool current = type ? present && strcmp(type, present) == 0 : !present;
    html_put(view->out, "<li><a href=\"%s\" aria-current=\"%s\">%s</a>", address(view, type, NULL),
        current ? "true" : "false", called);
}

static void put_types(struct view *view) {
    html_put(view->out, "<nav class=\"types\" aria-label=\"%s\"><ul>",
        SAY(view->language, "찾을 것", "What to find"));
    put_type(view, NULL, SAY(view->language, "모두", "Everything"));
    for (size_t i = 0; i < HIT_TYPES; i++)
        put_type(view, hit_type_words[i], word_of(view->language, "type", hit_type_words[i]));
    html_put(view->out, "</ul></nav>\n");
}

static void put_hints(struct view *view) {
    html_put(view->out, "<ul class=\"hints\">\n<li>%s\n<li>%s <kbd>ㅈㅅ</kbd>\n<li>%s\n</ul>\n",
        SAY(view->language, "낱말이 적을수록 더 많이 찾습니다.", "Fewer words find more."),
        SAY(view->language, "초성만 적어도 됩니다:", "The initial consonants of a Korean name will do:"),
        SAY(view->language, "띄어 써도, 붙여 써도 똑같이 찾습니다.",
            "It makes no difference where spaces stand in Korean."));
}

static void put_nothing(struct view *view) {
    html_put(view->out, "<div class=\"empty\">\n<p>%s",
        SAY(view->language, "찾은 것이 없습니다.", "Nothing was found."));
    if (((const struct asked *)view->asked)->type)
        html_put(view->out, " <a href=\"%s\">%s</a>", address(view, NULL, NULL),
            SAY(view->language, "모두에서 찾기", "Look for everything"));
    html_put(view->out, "</p>\n");
    put_hints(view);
    html_put(view->out, "</div>\n");
}

static void put_hits(struct view *view, const struct found *found) {
    html_put(view->out, "<ol class=\"hits\">\n");
    for (size_t i = 0; i < found->count; i++)
        put_hit(view, &found->hits[i], &found->snippets[i]);
    html_put(view->out, "</ol>\n");
    if (found->cursor)
        html_put(view->out, "<p class=\"next\"><a rel=\"next\" href=\"%s\">%s</a></p>\n",
            address(view, ((const struct asked *)view->asked)->type, found->cursor),
            SAY(view->language, "다음", "Next"));
}

static void put_found(struct view *view, const char *title, const struct found *found) {
    const struct asked *asked = view->asked;
    html_put(view->out, "<header class=\"heading\"><h1>%s</h1>\n", title);
    put_total(view, found);
    html_put(view->out,
        "<ul class=\"sources\"><li><a href=\"%s\" type=\"application/json\">JSON</a></ul></header>\n",
        asked->search.address);
    put_types(view);
    if (found->count)
        put_hits(view, found);
    else
        put_nothing(view);
}

static void put_beginning(struct view *view, const char *title) {
    html_put(view->out, "<header class=\"heading\"><h1>%s</h1></header>\n<div class=\"empty\">\n<p>%s</p>\n",
        title,
        SAY(view->language, "참여자, 기사, 사실을 위의 검색란에서 찾습니다.",
            "The field above finds participants, articles and facts."));
    put_hints(view);
    html_put(view->out, "</div>\n");
}

static bool put_in_tx(struct view *view, struct err *err) {
    const struct asked *asked = view->asked;
    struct found found = {0};
    if (!search_find_in_tx(view->store, view->dataset, &asked->search, view->arena, &found, err))
        return false;
    struct frame frame = {.title = SAY(view->language, "검색", "Search"),
        .search = asked->words,
        .json = asked->words ? asked->search.address : NULL,
        .unlisted = true};
    if (asked->words)
        frame.title = arena_printf(view->arena, "%s“%s”%s", SAY(view->language, "", "Results for "),
            asked->words, SAY(view->language, " 검색 결과", ""));
    frame_open(view, &frame);
    html_put(view->out, "<div id=\"results\" class=\"results\">\n");
    if (asked->words)
        put_found(view, frame.title, &found);
    else
        put_beginning(view, frame.title);
    html_put(view->out, "</div>\n");
    frame_close(view, &frame);
    return true;
}

VIEW(search, "/search", .ask = ask, .put_in_tx = put_in_tx);
