/* SPDX-License-Identifier: MIT */
/* The tables that several objects of the format share, and the one function that puts them together. */
#ifndef FACTD_DOCUMENT_READ_PARTS_H
#define FACTD_DOCUMENT_READ_PARTS_H

#include "document/document.h"
#include "document/read_values.h"

/* A member's place. */
#define AT(type, field) .offset = offsetof(struct type, field)
/* A list's place. */
#define LIST_AT(type, field)                                                                                 \
    .offset = offsetof(struct type, field.items), .count = offsetof(struct type, field.count)

extern const struct list slug_list;
extern const struct list topic_list;
extern const struct list participant_list;
extern const struct list fact_evidence_list;
extern const struct list fact_list;

/* struct language_map */
read_value read_language_map;

/* struct evidence_list, by member->list; whole where every quote and what it is for could be read. */
read_value read_evidence;

/* What a fact's members leave to be worked out: the days that its date covers, a figure's bounds. */
void read_fact_derive(struct fact *fact, struct arena *arena);

#endif
