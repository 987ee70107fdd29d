/* SPDX-License-Identifier: MIT */
/* What is shown of each row of a page and of the entries of its arrays, worked out once for all of them:
 * labels, which columns are one object, what can stand in place of an id. */
#ifndef FACTD_FORMAT_LAYOUT_H
#define FACTD_FORMAT_LAYOUT_H

#include "query/query.h"

struct layout;

/* A name between comma and colon, as JSON has it. */
struct label {
    const char *text;
    size_t length;
};

struct shown {
    struct label label;
    const char *kind;                  /* only rows of this kind have it; NULL: all */
    const struct field *const *fields; /* of its columns: one, or those of an object's members */
    size_t column, count;
    bool object;
    const struct layout *included; /* NULL: none */
};

struct shown_array {
    const struct children *children;
    struct label label;
    const struct child_rows *rows;
    struct shown *members;
    size_t count;
    const struct layout *included; /* of what entries refer to; NULL: none */
    size_t reference;              /* the column of that */
    struct shown *own;             /* the members that what is included lacks */
    size_t own_count;
};

struct layout {
    const struct page *page;
    struct shown *members;
    size_t count;
    struct shown_array *arrays;
    size_t array_count;
};

/* Belongs to the arena, and is for as long as the page. */
const struct layout *layout_of(const struct page *page, struct arena *arena);

#endif
