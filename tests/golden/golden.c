/* SPDX-License-Identifier: MIT */
/* Prints the SQL that each target on standard input comes to, with its values, and then EXPLAIN-ready text:
 * what a reviewer reads in tests/golden/sql.golden. */
#include <stdio.h>
#include <string.h>

#include "query/parse_parts.h"
#include "resources/resources.h"

static const struct resource *resource_at(const char *path) {
    for (const struct resource *const *resource = collections; *resource; resource++)
        if (strcmp((*resource)->path, path) == 0)
            return *resource;
    return NULL;
}

static void print_value(const struct value *value, size_t number) {
    switch (value->type) {
    case VALUE_NULL:
        printf("    $%zu = NULL\n", number);
        return;
    case VALUE_INTEGER:
        printf("    $%zu = %lld\n", number, (long long)value->integer);
        return;
    case VALUE_REAL:
        printf("    $%zu = %.17g\n", number, value->real);
        return;
    case VALUE_TEXT:
        printf("    $%zu = '%s'\n", number, value->text);
        return;
    }
}

static void print_bound(struct bound_sql *sql) {
    printf("%s\n", sql->text.bytes);
    for (size_t value = 0; value < sql->count; value++)
        print_value(&sql->values[value], value + 1);
    buf_close(&sql->text);
}

static void print_ranges(const struct query *query, struct arena *arena) {
    struct range ranges[RANGES_MAX];
    size_t count = query_ranges(query, ranges);
    for (size_t i = 0; i < count; i++) {
        struct bound_sql sql = {.arena = arena};
        sql_of_range(query, ranges[i], query->limit + 1, &sql);
        print_bound(&sql);
    }
}

static void print_children(const struct selection *selection, struct key_source keys) {
    for (size_t i = 0; i < selection->child_count; i++) {
        AUTO_BUF sql = {0};
        sql_of_children(selection->children[i], keys, &sql);
        printf("%s\n", sql.bytes);
    }
}

/* Whole objects, and what belongs to them: by one key of a row of the page. */
static void print_inclusions(const struct query *query, struct arena *arena) {
    for (size_t i = 0; i < query->selection.inclusion_count; i++) {
        const struct inclusion *inclusion = &query->selection.inclusions[i];
        struct key_source keys = {1, inclusion->children ? inclusion : NULL};
        struct selection whole;
        AUTO_BUF sql = {0};
        selection_whole(inclusion->field->of, arena, &whole);
        sql_of_rows(&whole, keys, &sql);
        printf("%s\n", sql.bytes);
        print_children(&whole, keys);
    }
}

static void print_summary(const struct query *query, struct arena *arena) {
    struct bound_sql sql = {.arena = arena};
    if (query->total) {
        sql_of_total(query, &sql);
        print_bound(&sql);
    }
    for (size_t i = 0; i < query->facet_count; i++) {
        sql = (struct bound_sql){.arena = arena};
        sql_of_facet(query, query->facets[i], &sql);
        print_bound(&sql);
    }
}

static void print_query(const struct query *query, struct arena *arena) {
    print_ranges(query, arena);
    print_children(&query->selection, (struct key_source){.count = 1});
    print_inclusions(query, arena);
    print_summary(query, arena);
}

static int print_target(const char *text) {
    AUTO_ARENA arena = {0};
    const struct query_form form = {.nested = true, .enveloped = true};
    struct target target;
    struct query query;
    struct problems problems;
    problems_init(&problems, &arena);
    const char *wrong = target_parse(text, &arena, &target);
    const struct resource *resource = wrong ? NULL : resource_at(target.path);
    printf("GET %s\n", text);
    if (!resource) {
        printf("no list is there\n");
        return 1;
    }
    query_parse(resource, &form, target.parameters, target.parameter_count, &arena, &query, &problems);
    for (const struct problem *problem = problems.first; problem; problem = problem->next)
        printf("%s: %s\n", problem->where, problem->detail);
    if (!problems.errors)
        print_query(&query, &arena);
    printf("\n");
    return problems.errors > 0;
}

int main(void) {
    char line[8192];
    int wrong = 0;
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        wrong |= print_target(line);
    }
    return wrong;
}
