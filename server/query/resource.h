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
    FIELD_INSTANT, /* served as given, compared in UTC; a filter may name a day, a month or a year of UTC */
    FIELD_HREF,    /* a path: `path` and an id behind it */
};

enum field_use { FIELD_OUT = 1, FIELD_FILTER = 2, FIELD_SORT = 4, FIELD_FACET = 8 };

/* What a table says for JSON-LD: a `term` is a name that schema/context.jsonld defines. "" leaves the member
 * out, "a.b" puts it as b into a node a of its own, NULL is the member's own name. Beginning with @ it is a
 * keyword. A `class` is a term for what rows or entries are. */

/* Rows of another table that belong to one row, for filters: any of them may match. Fields through one
 * membership that are given together mean one row of it. */
struct membership {
    const char *table;
    const char *owner;         /* its column that holds our row's key */
    const char *const *copies; /* columns of our row's table that it repeats, NULL at the end; NULL: none */
};

/* Whether a filter for one value through a membership can lead the walk along the membership's rows: its
 * index has the value first, then what is copied, then the owner. */
enum lead {
    LEAD_NEVER,
    LEAD_BY_KEY, /* only where the list is in the order of the key: too many rows have each value to sort them
                  */
    LEAD_ALWAYS,
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
    const struct membership *through; /* filter and facet only */
    enum lead lead;
    const struct resource *of; /* FIELD_ID: what `include` puts in its place */
    const char *term;
    const char *const *terms; /* of the words, in their order: the class of what is of that kind, or what
                                 binds one in that role to the row; NULL for a word that has none */
};

/* Members that stand together in a body. */
struct field_group {
    const char *kind;           /* only in rows of this kind; NULL: in all */
    const struct field *fields; /* ends with a NULL name */
    const char *starts, *ends;  /* terms for the ends of what "temporal" says of such rows, or NULL */
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
    size_t flat;                /* how many of the fields stand in a cell of CSV, joined by colons; 0: one */
    const char *term;
    const char *class;
    const char *source; /* the row's member that entries with a quote quote from */
};

/* Where the words of `q` are looked for: `select` ends in IN and gives keys of the resource for the numbers
 * that the index of token strings finds. */
struct search_source {
    const char *select;
    const char *index;
};

struct resource {
    const char *name;  /* "figures" */
    const char *path;  /* "/v1/figures" */
    const char *about; /* one sentence */
    const char *class;
    const char *table;
    const char *kind;        /* only the table's rows of this kind, or NULL */
    const struct field *key; /* unique, never null; its `sql` is the table's primary key */

    const struct field_group *const *groups; /* NULL at the end */
    const struct children *const *children;  /* NULL at the end */
    const struct search_source *search;      /* ends with a NULL select */
    const char *removed; /* the name under which ids are remembered that are gone; NULL: no single path */
};

/* All fields in body order: start with a zeroed cursor. NULL at the end. */
struct field_cursor {
    size_t group;
    size_t field;
    const char *kind; /* of the group that the last field came from, or NULL */
};

/* Whether no row of the resource has a null there: a member of one kind is null in rows of the others. */
bool resource_always_has(const struct resource *resource, const struct field *field);

const struct field *resource_next_field(const struct resource *resource, struct field_cursor *cursor);

/* Of what kind a row with a value in a field of this name must be; NULL where several kinds have it. */
const char *resource_kind_with(const struct resource *resource, const char *name);

/* "ko" for a language map's member "name.ko", else NULL. */
const char *field_language(const struct field *field);

/* Bytes of the object's name in "name.ko", 0 where the field is no member of an object. */
size_t field_object(const struct field *field);

#endif
