/* SPDX-License-Identifier: MIT */
/* The facts of an article, or about a participant, kind by kind. */
#ifndef FACTD_VIEWS_KINDS_H
#define FACTD_VIEWS_KINDS_H

#include "views/view.h"

struct kinds {
    const struct page *owner; /* its row says how many facts of each kind there are */
    size_t row;
    struct parameter filter; /* by which /v1/facts gives them: article=…, participant=… */
    bool with_article;       /* cards say of which article they are */
};

/* A section a kind, of the first so many facts, with links to all. */
bool kinds_put_in_tx(struct view *view, const struct kinds *kinds, struct err *err);

/* Links to the sections that there are, on the page of that address; "" is this one. */
void kinds_put_counts(struct view *view, const struct kinds *kinds, const char *address);

#endif
