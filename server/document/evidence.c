/* SPDX-License-Identifier: MIT */
/* Whether the quotes carry what the document says (rules 3 to 7). */
#include "document/rules.h"

void evidence_check(
    const struct document *document, const struct article_text *text, struct problems *problems) {
    spans_check(document, text, problems);
    figures_check(document, problems);
    names_check(document, problems);
    words_check(document, problems);
}
