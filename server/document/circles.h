/* SPDX-License-Identifier: MIT */
#ifndef FACTD_DOCUMENT_CIRCLES_H
#define FACTD_DOCUMENT_CIRCLES_H

#include "document/document.h"

/* Facts that are, over others, part of themselves or told according to themselves: one problem a circle, at
 * its first fact. A fact that names itself is no circle but a wrong reference. */
void circles_check(const struct document *document, struct problems *problems);

#endif
