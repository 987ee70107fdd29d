/* SPDX-License-Identifier: MIT */
#include "views/list.h"

#include <stdlib.h>
#include <string.h>

#include "text/escape.h"
#include "views/say.h"

/* ---- addresses ---- */

static bool is(const struct parameter *parameter, struct parameter other) {
    return other.name && strcmp(parameter->name, other.name) == 0 &&
           (!other.value || strcmp(parameter->value, other.value) == 0);
}

bool list_is_filter(const struct parameter *parameter) {
    return strcmp(parameter->name, "sort") != 0 && strcmp(parameter->name, "cursor") != 0;
}

/* As canonical addresses of /v1 have them: the filters, then the search, then the sort. */
static int place(const struct parameter *parameter) {
    return !list_is_filter(parameter) ? 2 : strcmp(parameter->name, "q") == 0;
}

static int in_order(const void *left, const void *right) {
    const struct parameter *a = left, *b = right;
    int places = place(a) - place(b), names = strcmp(a->name, b->name);
    return places ? places : names ? names : strcmp(a->value, b->value);
}

static void put_parameter(struct buf *out, const struct parameter *parameter) {
    escape_parameter(out, out->length ? '&' : '?', parameter->name, parameter->value);
}

const char *list_address(struct view *view, struct parameter without, struct parameter with) {
    AUTO_BUF address = {0};
    struct parameter *all = arena_alloc(view->arena, view->parameter_count + 1, sizeof *all);
    size_t count = 0;
    for (size_t i = 0; i < view->parameter_count; i++) {
        const struct parameter *given = &view->parameters[i];
        if (strcmp(given->name, "cursor") != 0 && !is(given, without) && !is(given, with))
            all[count++] = *given;
    }
    if (with.name)
        all[count++] = with;
    qsort(all, count, sizeof *all, in_order);
    for (size_t i = 0; i < count; i++)
        put_parameter(&address, &all[i]);
    if (view->chosen)
        put_parameter(&address, &(struct parameter){"lang", view->code});
    return arena_printf(view->arena, "%s%s", view->request->target.path, address.length ? address.bytes : "");
}

/* ---- what is chosen ---- */

size_t list_filters(const struct view *view) {
    size_t count = 0;
    for (size_t i = 0; i < view->parameter_count; i++)
        count += list_is_filter(&view->parameters[i]);
    return count;
}

bool list_has(const struct view *view, const char *name, const char *value) {
    for (size_t i = 0; i < view->parameter_count; i++)
        if (is(&view->parameters[i], (struct parameter){name, value}))
            return true;
    return false;
}

const char *list_only(const struct view *view, const char *name) {
    const char *only = NULL;
    for (size_t i = 0; i < view->parameter_count; i++) {
        if (strcmp(view->parameters[i].name, name) != 0)
            continue;
        if (only)
            return NULL;
        only = view->parameters[i].value;
    }
    return only;
}

static const char *called(
    struct view *view, list_call *call, const void *context, const struct parameter *filter) {
    const char *name = call(view, context, filter);
    return name ? name : filter->value;
}

static void put_chip(struct view *view, const struct parameter *filter, const char *value) {
    html_put(view->out,
        "<li><a rel=\"nofollow\" href=\"%s\"><span class=\"which\">%s:</span> %s "
        "<span aria-hidden=\"true\">×</span><span class=\"unseen\">%s</span></a>",
        list_address(view, *filter, (struct parameter){0}),
        word_of(view->language, "parameter", filter->name), value, SAY(view->language, "빼기", "remove"));
}

void list_put_chosen(struct view *view, list_call *call, const void *context) {
    if (!list_filters(view))
        return;
    html_put(view->out, "<ul class=\"chosen\" aria-label=\"%s\">", SAY(view->language, "조건", "Filters"));
    for (size_t i = 0; i < view->parameter_count; i++)
        if (list_is_filter(&view->parameters[i]))
            put_chip(view, &view->parameters[i], called(view, call, context, &view->parameters[i]));
    if (list_filters(view) > 1)
        html_put(view->out, "<li class=\"all\"><a href=\"%s%s\">%s</a>", view->request->target.path,
            view->keep, SAY(view->language, "모두 빼기", "Remove all"));
    html_put(view->out, "</ul>\n");
}

const char *list_narrowed(struct view *view, list_call *call, const void *context) {
    AUTO_BUF text = {0};
    for (size_t i = 0; i < view->parameter_count; i++)
        if (list_is_filter(&view->parameters[i]))
            buf_texts(&text, text.length ? " · " : ": ", called(view, call, context, &view->parameters[i]));
    return arena_copy(view->arena, text.length ? text.bytes : "", text.length);
}

void list_put_heading(struct view *view, const char *title, const char *narrowed, int64_t total,
    const struct section *section) {
    html_put(view->out, "<header class=\"heading\"><h1>%s<span class=\"unseen\">%s</span></h1>\n", title,
        narrowed);
    if (total >= 0) {
        html_put(view->out, "<p class=\"count\">");
        say_digits(view, &(struct value){.type = VALUE_INTEGER, .integer = total});
        html_put(view->out, "</p>\n");
    }
    section_put_sources(view, section);
    html_put(view->out, "</header>\n");
}

/* ---- search and order ---- */

static void put_hidden(struct view *view, const char *name, const char *value) {
    html_put(view->out, "<input type=\"hidden\" name=\"%s\" value=\"%s\">", name, value);
}

void list_put_search(struct view *view) {
    const char *label = SAY(view->language, "이 목록에서 찾기", "Search in this list"), *search = NULL;
    html_put(view->out, "<form class=\"within\" role=\"search\" aria-label=\"%s\" action=\"%s\">", label,
        view->request->target.path);
    for (size_t i = 0; i < view->parameter_count; i++)
        if (strcmp(view->parameters[i].name, "q") == 0)
            search = view->parameters[i].value;
        else if (strcmp(view->parameters[i].name, "cursor") != 0)
            put_hidden(view, view->parameters[i].name, view->parameters[i].value);
    if (view->chosen)
        put_hidden(view, "lang", view->code);
    html_put(view->out,
        "<input type=\"search\" name=\"q\" value=\"%s\" aria-label=\"%s\" placeholder=\"%s\" "
        "maxlength=\"200\" required autocomplete=\"off\" spellcheck=\"false\"><button>%s</button></form>\n",
        search, label, label, SAY(view->language, "찾기", "Search"));
}

void list_put_orders(struct view *view, const struct order *orders, size_t count) {
    const char *sort = list_only(view, "sort");
    html_put(view->out, "<ul class=\"orders\" aria-label=\"%s\">", SAY(view->language, "순서", "Order"));
    for (size_t i = 0; i < count; i++) {
        bool current = sort ? orders[i].sort && strcmp(sort, orders[i].sort) == 0 : i == 0;
        struct parameter with = {i ? "sort" : NULL, orders[i].sort};
        html_put(view->out, "<li><a rel=\"nofollow\" href=\"%s\" aria-current=\"%s\">%s</a>",
            list_address(view, (struct parameter){"sort", NULL}, with), current ? "true" : "false",
            orders[i].label);
    }
    html_put(view->out, "</ul>\n");
}

void list_put_empty(struct view *view, const char *sentence) {
    html_put(view->out, "<div class=\"empty\"><p>%s</p>", sentence);
    if (list_filters(view))
        html_put(view->out, "<p><a href=\"%s%s\">%s</a></p>", view->request->target.path, view->keep,
            SAY(view->language, "조건을 모두 빼고 보기", "Look at the list without filters"));
    html_put(view->out, "</div>\n");
}
