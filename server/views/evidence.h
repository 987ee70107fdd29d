/* SPDX-License-Identifier: MIT */
/* Where an article states a fact: its quotes, their places, and the text around them where it may be shown.
 */
#ifndef FACTD_VIEWS_EVIDENCE_H
#define FACTD_VIEWS_EVIDENCE_H

#include "views/cells.h"
#include "views/view.h"

/* A section of the page of a fact; both pages have one row. */
bool evidence_put_in_tx(
    struct view *view, const struct page *fact, const struct page *article, struct err *err);

#endif
