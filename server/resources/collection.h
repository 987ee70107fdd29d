/* SPDX-License-Identifier: MIT */
/* The two things that are asked of every collection: its list, and one of its things. */
#ifndef FACTD_RESOURCES_COLLECTION_H
#define FACTD_RESOURCES_COLLECTION_H

#include "resources/resources.h"

/* A worker's state. */
struct worker {
    struct store *store;
    const struct service *service;
    struct dataset dataset; /* as it was read last */
};

/* How rows can be written, for the routes of collections. */
extern const struct representation row_formats[];
enum row_format { AS_JSON, AS_CSV, AS_NDJSON, AS_JSONLD };

/* For struct route; the subject is a struct resource. */
bool list_plan(void *context, const struct route *route, struct request *request, struct reply *reply,
    struct problems *problems, struct err *err);
bool list_answer(
    void *worker, const struct route *route, struct request *request, struct reply *reply, struct err *err);
bool one_plan(void *context, const struct route *route, struct request *request, struct reply *reply,
    struct problems *problems, struct err *err);
bool one_answer(
    void *worker, const struct route *route, struct request *request, struct reply *reply, struct err *err);

/* What the format that is asked for leaves to be asked. */
struct query_form form_of(const struct request *request);

/* export.c: the answer to limit=all, made while it is sent. `dataset` is filled from the state that it shows.
 */
bool export_begin(const struct service *service, const struct route *route, const struct request *request,
    struct dataset *dataset, struct stream *stream, struct err *err);

/* Gives the reply the entity tag of what is asked by `canonical`, as of now. `context` is the service. */
void tag_now(void *context, const char *canonical, struct request *request, struct reply *reply);

/* The plan of a page without parameters, whose path says all. */
bool path_plan(void *context, const struct route *route, struct request *request, struct reply *reply,
    struct problems *problems, struct err *err);

/* Reads with `read` in one transaction, so that rows and dataset are of one state, and fills what every
 * answer from the database carries. `canonical` is what the entity tag is of. */
typedef bool read_in_tx(struct store *store, const struct dataset *dataset, const struct route *route,
    struct request *request, struct reply *reply, struct err *err);
bool answer_from(void *worker, const char *canonical, read_in_tx *read, const struct route *route,
    struct request *request, struct reply *reply, struct err *err);

/* ERR_GONE or ERR_NOT_FOUND: nothing of that id is there. Always false. */
bool absent_in_tx(struct store *store, const struct resource *resource, const char *id, struct err *err);

#endif
