/* SPDX-License-Identifier: MIT */
/* Paths that are no collection's list and no single thing of one. */
#ifndef FACTD_RESOURCES_INDEX_H
#define FACTD_RESOURCES_INDEX_H

#include "http/http.h"
#include "store/store.h"

extern const struct route index_route;                            /* index.c */
extern const struct route search_route;                           /* search.c */
extern const struct route document_route;                         /* document.c */
extern const struct route text_route;                             /* text.c */
extern const struct route catalog_route;                          /* catalog.c */
extern const struct route openapi_yaml_route, openapi_json_route; /* contract.c */
extern const struct route context_route;                          /* contract.c */
extern const struct route livez_route, readyz_route;              /* health.c */
extern const struct route docs_route;                             /* docs.c */
extern const struct route metrics_route;                          /* metrics.c */

/* How many rows a collection has. */
bool index_count_in_tx(struct store *store, const char *collection, int64_t *rows, struct err *err);

#endif
