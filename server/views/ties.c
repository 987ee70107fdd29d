/* SPDX-License-Identifier: MIT */
#include "views/ties.h"

#include "views/cells.h"

enum { AGREEMENTS_LEAST = 2 };

void ties_put(struct view *view, const struct kinds *kinds) {
    if (cell_value(kinds->owner, kinds->row, "facts.agreement").integer < AGREEMENTS_LEAST)
        return;
    html_put(view->out,
        "<section class=\"kind ties\" id=\"ties\">\n<header><h2>%s</h2></header>\n<figure "
        "data-graph=\"/v1/"
        "agreements?%s=%s&amp;fields=id,name,status,participants&amp;lang=%s&amp;limit=200\">"
        "<figcaption>%s <a href=\"#agreements\">%s</a></figcaption></figure>\n</section>\n",
        SAY(view->language, "누가 누구와", "Who with whom"), kinds->filter.name, kinds->filter.value,
        view->code,
        SAY(view->language, "참여자와 그들을 잇는 합의.", "Participants, and the agreements that tie them."),
        SAY(view->language, "목록으로 보기", "The same as a list"));
}
