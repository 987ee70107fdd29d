/* SPDX-License-Identifier: MIT */
/* As what an answer is written: what `format` asks for, else what the Accept header wants most. */
#ifndef FACTD_HTTP_REPRESENT_H
#define FACTD_HTTP_REPRESENT_H

#include "http/http.h"

/* Sets request->as, and takes `format` out of the parameters where the route's answers have names. False with
 * a problem where `format` is wrong, and without where nothing suits the header. True with nothing set where
 * the route's answers are not told apart like this. */
bool represent(
    const struct route *route, const char *accept, struct request *request, struct problems *problems);

/* Whether it is a page for people; NULL is none. */
bool represent_is_page(const struct representation *as);

/* "application/json, text/csv …": what there is. */
const char *represent_choices(const struct route *route, struct arena *arena);

#endif
