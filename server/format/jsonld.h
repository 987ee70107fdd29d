/* SPDX-License-Identifier: MIT */
/* Pages as JSON-LD 1.1, by the terms in the resources' tables: schema.org's words for what is stated, the W3C
 * Web Annotation model for where it stands. Nulls are left out, IRIs are paths. */
#ifndef FACTD_FORMAT_JSONLD_H
#define FACTD_FORMAT_JSONLD_H

#include "base/buf.h"
#include "query/query.h"

/* Where the context is that both refer to: schema/context.jsonld. */
#define JSONLD_CONTEXT_PATH "/v1/context.jsonld"

/* The page's rows as the graph of that name, its own path; `next` is a path or NULL. */
void jsonld_list(struct buf *out, const char *path, const struct page *page, const char *next);

/* The page's only row. */
void jsonld_one(struct buf *out, const struct page *page);

#endif
