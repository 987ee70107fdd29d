/* SPDX-License-Identifier: MIT */
/* The registry: which collections there are, and which paths. */
#include "resources/resources.h"

#include "http/problem.h"
#include "resources/collection.h"
#include "resources/index.h"

const struct resource *const collections[] = {&articles, &participants, &facts, &agreements, &figures,
    &events, &statements, &affiliations, &topics, &evidence, NULL};

/* Each route is one object, whichever list it stands in: metrics and the log know it by its address. */
#define LIST(resource)                                                                                       \
    static const struct route resource##_list = {.path = "/v1/" #resource,                                   \
        .as = row_formats,                                                                                   \
        .subject = &(resource),                                                                              \
        .plan = list_plan,                                                                                   \
        .answer = list_answer}

#define ONE(resource)                                                                                        \
    static const struct route resource##_one = {.path = "/v1/" #resource "/{id}",                            \
        .as = row_formats,                                                                                   \
        .subject = &(resource),                                                                              \
        .plan = one_plan,                                                                                    \
        .answer = one_answer}

LIST(articles);
ONE(articles);
LIST(participants);
ONE(participants);
LIST(facts);
ONE(facts);
LIST(agreements);
ONE(agreements);
LIST(figures);
ONE(figures);
LIST(events);
ONE(events);
LIST(statements);
ONE(statements);
LIST(affiliations);
ONE(affiliations);
LIST(topics);
ONE(topics);
LIST(evidence);

#define FACTS_ROUTES                                                                                         \
    &index_route, &articles_list, &articles_one, &document_route, &text_route, &participants_list,           \
        &participants_one, &facts_list, &facts_one, &agreements_list, &agreements_one, &figures_list,        \
        &figures_one, &events_list, &events_one, &statements_list, &statements_one, &affiliations_list,      \
        &affiliations_one, &topics_list, &topics_one, &evidence_list, &search_route, &context_route,         \
        &openapi_yaml_route, &openapi_json_route, &catalog_route

#define OPERATION_ROUTES &livez_route, &readyz_route, &metrics_route

const struct route *const facts_routes[] = {FACTS_ROUTES, &problem_route, NULL};
const struct route *const operation_routes[] = {OPERATION_ROUTES, &problem_route, NULL};
const struct route *const all_routes[] = {FACTS_ROUTES, OPERATION_ROUTES, &problem_route, NULL};
