/* SPDX-License-Identifier: MIT */
/* The parts of evidence_check, a file each. Every one skips what could not be read: that is told already. */
#ifndef FACTD_DOCUMENT_RULES_H
#define FACTD_DOCUMENT_RULES_H

#include "document/document.h"

/* Rules 3 and 7: spans, and how much of the article they cover. */
void spans_check(const struct document *document, const struct article_text *text, struct problems *problems);

/* Rule 4: a figure's numbers in its quotes. */
void figures_check(const struct document *document, struct problems *problems);

/* Rule 5: names and titles in quotes. */
void names_check(const struct document *document, struct problems *problems);

/* Rule 6: what quotes for a status and for a date say. */
void words_check(const struct document *document, struct problems *problems);
void days_check(const struct document *document, size_t fact, struct problems *problems);

#endif
