/* SPDX-License-Identifier: MIT */
/* What JSON-LD is written from: a row, or an entry of one of its arrays, as a node with members. */
#ifndef FACTD_FORMAT_NODE_H
#define FACTD_FORMAT_NODE_H

#include "base/buf.h"
#include "query/query.h"

struct node {
    const struct page *page;
    size_t row;
    const struct children *children; /* NULL: the row */
    const struct value *values;      /* of the entry */
};

enum { OBJECT_MEMBERS_MAX = 16 };

/* One member of a node: a value, or those of an object ("name.ko", "name.en"). */
struct member {
    const struct field *fields[OBJECT_MEMBERS_MAX];
    const struct value *values;
    size_t count;
};

/* The member with that term, where it is shown and not null. */
bool node_find(const struct node *node, const char *term, struct member *member);

/* A comma, but for the first member of an object or an array. */
void node_comma(struct buf *out);

/* The name of a member, with the comma before it. */
void node_name(struct buf *out, const char *term);

/* The IRI of what a field with an `of` refers to. */
void node_reference(struct buf *out, const struct field *field, const struct value *value);

/* @type, in the object that is open; either may be NULL. */
void node_classes(struct buf *out, const char *class, const char *other);

/* All members but keywords and those of a target. */
void node_members(struct buf *out, const struct node *node);

/* What an annotation is of, where the node has a quote. Positions are the code points that the model wants,
 * not units of UTF-16 (https://www.w3.org/TR/annotation-model/#text-position-selector). `source` may be NULL.
 */
void node_target(struct buf *out, const struct node *node, const struct member *source);

#endif
