/* SPDX-License-Identifier: MIT */
/* What sql.c and where.c hand each other while a statement is written. */
#ifndef FACTD_QUERY_SQL_PARTS_H
#define FACTD_QUERY_SQL_PARTS_H

#include "query/query.h"

/* How a list is walked: along the resource's table, or led by the rows of a membership that `first` picks,
 * which are in the order of the columns that they copy. Led along a participant's facts, a page costs the
 * same however many facts there are, and however few of them are the participant's. */
struct walk {
    const struct query *query;
    const struct membership *leader; /* NULL: none */
    const struct filter *first;      /* what picks the leader's rows; NULL: all of them */
    const struct field *counted;     /* through a membership whose rows are joined as `counted`; NULL: none */
};

struct walk walk_of_list(const struct query *query);

/* Whether the leader's own rows tell this column. */
bool walk_copies(const struct walk *walk, const char *column);

/* The column of the leader where that copies it, else of the resource's table. */
void walk_put_column(struct bound_sql *sql, const struct walk *walk, const char *column);

/* Whether the leader's rows tell all that is asked, without a look at another table. */
bool walk_is_free(const struct walk *walk);

/* `whole`: columns that the leader does not copy are asked for besides the filters'. */
void walk_put_from(struct bound_sql *sql, const struct walk *walk, bool whole);

/* All filters; `kind`: only rows of this kind, or NULL. */
void walk_put_where(struct bound_sql *sql, const struct walk *walk, const char *kind);

/* What filters and sorts compare. */
const char *field_key(const struct field *field);

void sql_put_column(struct buf *text, const char *table, const char *column);
void sql_put_value(struct bound_sql *sql, struct value value);
void sql_put_operand(struct bound_sql *sql, const char *operator, struct value value);

/* A filter of this column, and that it equals all that a bound names. */
void sql_put_filter(struct bound_sql *sql, const char *column, const struct filter *filter);
void sql_put_equal(struct bound_sql *sql, const char *column, const struct bound *bound);

/* Before each condition: WHERE or AND. */
void sql_and(struct bound_sql *sql);

#endif
