/* SPDX-License-Identifier: MIT */
/* The frame of pages that other sites show in an <iframe>: no header, no footer, nothing to be found by. */
#ifndef FACTD_VIEWS_EMBED_H
#define FACTD_VIEWS_EMBED_H

#include "views/view.h"

/* `subject`: the address of the page that this one stands for, or NULL. */
void embed_open(struct view *view, const char *title, const char *subject);
void embed_close(struct view *view);

/* Whether a request is for a page of this kind, whatever comes of it. */
bool embed_is_asked(const struct request *request);

#endif
