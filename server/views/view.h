/* SPDX-License-Identifier: MIT */
/* A page for people, made from the same queries as /v1. What a page may be asked is read on the event thread,
 * what it shows on a worker, in one transaction; docs/ARCHITECTURE.md says more. */
#ifndef FACTD_VIEWS_VIEW_H
#define FACTD_VIEWS_VIEW_H

#include "query/query.h"
#include "resources/resources.h"
#include "views/html.h"
#include "views/words.h"

/* A page under way. */
struct view {
    enum language language;
    const char *code; /* "ko" or "en" */
    bool chosen;      /* by the address, and so kept in what it links to */
    const char *keep; /* behind a path that the page links to: "?lang=ko", or "" where nothing was chosen */
    const char *keep_more; /* the same behind other parameters: "&lang=ko" */
    const struct request *request;
    struct arena *arena;          /* the request's */
    struct parameter *parameters; /* of its address, without `lang` */
    size_t parameter_count;
    void *asked; /* what `ask` made of the address, in the request's arena */
    /* For `put_in_tx`: */
    struct buf *out;
    struct store *store;
    const struct dataset *dataset;
    const struct service *service;
    struct reply *reply;
};

/* The subject of a view's route. */
struct view_kind {
    /* Reads what the address asks beside `lang`, on the event thread; NULL: nothing may be. */
    void (*ask)(struct view *view, struct problems *problems);
    /* Reads and writes the page. False: `err` says why. */
    bool (*put_in_tx)(struct view *view, struct err *err);
    bool embedded;   /* other sites may frame it */
    bool with_texts; /* it shows articles' texts, where the operator lets them be shown */
};

/* For struct route. */
extern const struct representation view_formats[];
bool view_plan(void *context, const struct route *route, struct request *request, struct reply *reply,
    struct problems *problems, struct err *err);
bool view_answer(
    void *worker, const struct route *route, struct request *request, struct reply *reply, struct err *err);

#define VIEW(name, address, ...)                                                                             \
    static const struct view_kind name##_kind = {__VA_ARGS__};                                               \
    const struct route name##_view = {.path = address,                                                       \
        .as = view_formats,                                                                                  \
        .subject = &name##_kind,                                                                             \
        .plan = view_plan,                                                                                   \
        .answer = view_answer}

/* Begins a page in the language that the request wants. A `lang` that is wrong is a problem. `arena` is the
 * request's. */
void view_begin(
    struct view *view, const struct request *request, struct arena *arena, struct problems *problems);

/* The content security policies of pages, the second where other sites may frame them. */
extern const char view_policy[], view_policy_embedded[];

/* ---- queries ---- */

/* What one part of a page shows: the answer to a request of /v1, whose address is query.page. */
struct section {
    struct query query;
    struct page page;
    struct summary summary;
    const char *sort; /* for the next page's address, where this one's has none but needs it; or NULL */
};

enum { SECTION_PARAMETERS_MAX = 16 };

/* Reads what `parameters` ask of a list; they end with a NULL name, and `lang` is the page's own. */
bool section_read_in_tx(struct view *view, const struct resource *resource,
    const struct parameter *parameters, struct section *section, struct err *err);

/* One row by its id; ERR_NOT_FOUND or ERR_GONE where there is none. `include` may be NULL. */
bool section_read_one_in_tx(struct view *view, const struct resource *resource, const char *id,
    const char *include, struct section *section, struct err *err);

/* For `ask` of a view that is a list: what the address asks is read as a list of /v1 reads it, with the
 * view's `own` parameters, which an address may not give, and the sort where it gives none. The section is
 * the arena's. */
struct section *section_ask_list(struct view *view, const struct resource *resource,
    const struct parameter *own, size_t own_count, const char *sort, struct problems *problems);

/* For `ask`: as a list of /v1 reads them, with problems where they are wrong. Then section_fill_in_tx. */
void section_ask(struct view *view, const struct resource *resource, const struct parameter *parameters,
    size_t count, struct section *section, struct problems *problems);
bool section_fill_in_tx(struct view *view, struct section *section, struct err *err);

/* Where a section's heading has its links: its requests in /v1, as JSON and, of all its rows, as CSV. */
void section_put_sources(struct view *view, const struct section *section);

/* A link to the next page of a view that is this list; nothing at its end. */
void section_put_next(struct view *view, const struct section *section);

/* ---- the frame of every page ---- */

struct frame {
    const char *title;       /* of the page; the service's name stands behind it */
    const char *description; /* or NULL */
    const char *json;        /* the address in /v1 of what the page shows, or NULL */
    const char *csv;         /* the same as rows, or NULL */
    const char *search;      /* what stands in the search field, or NULL */
    bool unlisted;           /* no search engine need show it */
};

/* Up to and with <main>, and from </main> on. */
void frame_open(struct view *view, const struct frame *frame);
void frame_close(struct view *view, const struct frame *frame);

/* This page's own address in a language; in the arena. */
const char *view_address(struct view *view, const char *language);

#endif
