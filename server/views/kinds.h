/* SPDX-License-Identifier: MIT */
/* The facts of an article, or about a participant, kind by kind. */
#ifndef FACTD_VIEWS_KINDS_H
#define FACTD_VIEWS_KINDS_H

#include "views/view.h"

struct kinds {
    const struct page *owner; /* its first row says how many facts of each kind there are */
    struct parameter filter;  /* by which /v1/facts gives them: article=…, participant=… */
    bool with_article;        /* cards say of which article they are */
};

/* A section a kind, of the first so many facts, with links to all. */
bool kinds_put_in_tx(struct view *view, const struct kinds *kinds, struct err *err);

/* Links to the sections that there are. */
void kinds_put_contents(struct view *view, const struct kinds *kinds);

/* Where a section's heading has its links: its requests in /v1. */
void section_put_sources(struct view *view, const struct section *section);

#endif
