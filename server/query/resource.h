/* SPDX-License-Identifier: MIT */
/* What a collection is, as data: its rows, its members, what may be filtered and sorted. The SQL, the bodies,
 * the errors and `factd describe` all follow from these tables; identifiers in SQL come from nowhere else. */
#ifndef FACTD_QUERY_RESOURCE_H
#define FACTD_QUERY_RESOURCE_H

#include <stdbool.h>
#include <stddef.h>

enum field_type {
    FIELD_TEXT,
    FIELD_ID,   /* a slug, or two with a dot between */
    FIELD_WORD, /* one of a closed vocabulary */
    FIELD_INTEGER,
    FIELD_NUMBER,
    FIELD_FLAG,    /* 0 or 1, shown as false or true */
    FIELD_DATE,    /* YYYY-MM-DD; a filter may name a month or a year */
    FIELD_INSTANT, /* served as given, compared in UTC */
    FIELD_HREF,    /* a path: `path` and an id behind it */
};

enum field_use { FIELD_OUT = 1, FIELD_FILTER = 2, FIELD_SORT = 4 };

/* Rows of another table that belong to one row, for filters: any of them may match. Fields through one
 * membership that are given together mean one row of it. */
struct membership {
    const char *table;
    const char *owner; /* its column that holds our row's key */
};

struct field {
    const char *name; /* "name.ko" is the member ko of the object name */
    enum field_type type;
    unsigned use;
    const char *sql;                  /* a column of the resource's table, or of `through` */
    const char *key;                  /* what filters and sorts compare, where that is not `sql` */
    const char *const *words;         /* FIELD_WORD: NULL at the end */
    const char *path;                 /* FIELD_HREF */
    bool required;                    /* never null in a row of its group's kind */
    const struct membership *through; /* filter only */
};

/* Members that stand together in a body. */
struct field_group {
    const char *kind;           /* only in rows of this kind; NULL: in all */
    const struct field *fields; /* ends with a NULL name */
};

/* An array inside each row, read for a whole page at once. */
struct children {
    const char *name;
    const char *from;  /* a table, or a join */
    const char *owner; /* the column that holds the row's key */
    const char *where; /* which of those rows, a constant condition, or NULL */
    const char *order;
    const struct field *fields; /* ends with a NULL name */
    bool scalar;                /* an array of the one field's values, not of objects */
};

struct resource {
    const char *name;  /* "figures" */
    const char *path;  /* "/v1/figures" */
    const char *about; /* one sentence */
    const char *table;
    const char *where;       /* which of the table's rows, a constant condition, or NULL */
    const struct field *key; /* unique, never null; its `sql` is the table's primary key */

    const struct field_group *const *groups; /* NULL at the end */
    const struct children *const *children;  /* NULL at the end */
    const char *removed; /* the name under which ids are remembered that are gone; NULL: no single path */
};

/* All fields in body order: start with a zeroed cursor. NULL at the end. */
struct field_cursor {
    size_t group;
    size_t field;
};

/* Whether no row of the resource has a null there: a member of one kind is null in rows of the others. */
bool resource_always_has(const struct resource *resource, const struct field *field);

const struct field *resource_next_field(const struct resource *resource, struct field_cursor *cursor);

#endif
