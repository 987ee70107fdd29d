/* SPDX-License-Identifier: MIT */
/* What views of lists have in common: where their links lead, and what stands above the rows. */
#ifndef FACTD_VIEWS_LIST_H
#define FACTD_VIEWS_LIST_H

#include "views/view.h"

/* This list from its beginning, with one thing changed: without the parameters called `without.name`, or only
 * the one of that value, and with `with`; a NULL name changes nothing. One form, however the parameters of
 * the present address are ordered; in the arena. */
const char *list_address(struct view *view, struct parameter without, struct parameter with);

/* Whether a parameter says which rows there are, not in which order or from where on. */
bool list_is_filter(const struct parameter *parameter);

/* How many filters the address has. */
size_t list_filters(const struct view *view);

/* Whether the address has it, with any value where that is NULL. */
bool list_has(const struct view *view, const char *name, const char *value);

/* The value of what the address has once, else NULL. */
const char *list_only(const struct view *view, const char *name);

/* What a filter's value is called, or NULL where the address's own words must do. */
typedef const char *list_call(struct view *view, const void *context, const struct parameter *filter);

/* What the list's title says of its filters: ": …", or nothing; in the arena. */
const char *list_narrowed(struct view *view, list_call *call, const void *context);

/* The heading, with the count where it is known (else -1) and the links to the same in /v1. What narrows it
 * is shown below, so it is only said. */
void list_put_heading(
    struct view *view, const char *title, const char *narrowed, int64_t total, const struct section *section);

/* The filters of the address, each as a link to the list without it. */
void list_put_chosen(struct view *view, list_call *call, const void *context);

/* A field that looks for words in this list, whatever else it is filtered by. */
void list_put_search(struct view *view);

struct order {
    const char *sort, *label;
};

/* Links to the list in other orders, the first being the one of an address without `sort`; it may have no
 * name. */
void list_put_orders(struct view *view, const struct order *orders, size_t count);

/* Says that nothing is there, and leads to the list of all. */
void list_put_empty(struct view *view, const char *sentence);

#endif
