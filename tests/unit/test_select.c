/* SPDX-License-Identifier: MIT */
/* What is read and shown of each row, and what belongs to the whole list: fields, include, lang, facet,
 * total, limit, in each format that has a place for them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "../lib/boats.h"

/* "id (kind) area+" : names of the columns, in brackets where they are not shown; then children, then what is
 * included. */
static const char *shown(const char *parameters, struct arena *arena) {
    AUTO_BUF out = {0};
    struct query query;
    parsed(&craft, parameters, arena, &query);
    const struct selection *selection = &query.selection;
    for (size_t i = 0; i < selection->column_count; i++)
        buf_printf(&out, selection->columns[i].shown ? "%s " : "(%s) ", selection->columns[i].field->name);
    buf_text(&out, "|");
    for (size_t i = 0; i < selection->child_count; i++)
        buf_printf(&out, " %s", selection->children[i]->name);
    buf_text(&out, " |");
    for (size_t i = 0; i < selection->inclusion_count; i++)
        buf_printf(&out, " %s:%s", selection->inclusions[i].name, selection->inclusions[i].field->of->name);
    return arena_copy(arena, out.bytes, out.length);
}

static void a_row_has_the_members_that_are_asked_for(void **state) {
    (void)state;
    static const char *const table[][2] = {
        {"", "id kind yard name.ko name.en built area type power type | masts sailors |"},
        {"fields=id", "id (kind) | |"}, {"fields=kind", "kind | |"}, {"fields=type", "(kind) type type | |"},
        {"fields=name", "(kind) name.ko name.en | |"}, {"fields=name.en,area", "(kind) name.en area | |"},
        {"fields=name,name.ko", "(kind) name.ko name.en | |"}, {"fields=masts", "(kind) | masts |"},
        {"fields=sailors,id,masts", "id (kind) | masts sailors |"},
        {"fields=id,yard&include=yard", "id (kind) yard | | yard:ships"},
        {"fields=sailors&include=sailors", "(kind) | sailors | sailors:boats"},
        {"include=yard,sailors", "id kind yard name.ko name.en built area type power type | masts sailors | "
                                 "yard:ships sailors:boats"}};
    for (size_t i = 0; i < COUNT(table); i++) {
        AUTO_ARENA arena = {0};
        const char *told = shown(table[i][0], &arena);
        if (strcmp(told, table[i][1]) != 0)
            fail_msg("%s:\n%s", table[i][0], told);
    }
}

#define MEMBERS "; they have id, kind, yard, name, built, area, type, power, masts, sailors"
#define NO_PLACE "this format has no place for "

static void what_cannot_be_shown_or_counted_is_told(void **state) {
    (void)state;
    static const struct {
        const struct query_form *form;
        const char *parameters;
        const char *told;
    } table[] = {{&as_json, "fields=", "fields: craft have no member \"\"" MEMBERS " []\n"},
        {&as_json, "fields=id,", "fields: craft have no member \"\"" MEMBERS " []\n"},
        {&as_json, "fields=idd", "fields: craft have no member \"idd\" [id]\n"},
        {&as_json, "fields=name.fr", "fields: craft have no member \"name.fr\" [name.ko]\n"},
        {&as_json, "fields=nam", "fields: craft have no member \"nam\" [name]\n"},
        {&as_json, "fields=sailor", "fields: craft have no member \"sailor\" [sailors]\n"},
        {&as_json, "fields=harbour", "fields: craft have no member \"harbour\"" MEMBERS " []\n"},
        {&as_json, "fields=id,id", "fields: \"id\" stands in it twice []\n"},
        {&as_json, "fields=id&fields=id", "fields: it is given twice []\n"},
        {&as_json, "include=", "include: craft cannot include \"\", but yard, sailors []\n"},
        {&as_json, "include=yards", "include: craft cannot include \"yards\", but yard, sailors [yard]\n"},
        {&as_json, "include=masts", "include: craft cannot include \"masts\", but yard, sailors []\n"},
        {&as_json, "include=sailor",
            "include: craft cannot include \"sailor\", but yard, sailors [sailors]\n"},
        {&as_json, "include=yard,yard", "include: \"yard\" stands in it twice []\n"},
        {&as_json, "include=yard&fields=id", "include: \"yard\" is left out by fields []\n"},
        {&as_json, "include=sailors&fields=id", "include: \"sailors\" is left out by fields []\n"},
        {&as_csv, "include=yard", "include: " NO_PLACE "whole objects; JSON and NDJSON have []\n"},
        {&as_json, "lang=fr", "lang: \"fr\" is not ko or en []\n"},
        {&as_json, "lang=", "lang: \"\" is not ko or en []\n"},
        {&as_json, "lang=ko&lang=en", "lang: it is given twice []\n"},
        {&as_json, "facet=", "facet: craft cannot be counted by \"\", but by kind, yard, sailor []\n"},
        {&as_json, "facet=yards",
            "facet: craft cannot be counted by \"yards\", but by kind, yard, sailor [yard]\n"},
        {&as_json, "facet=built",
            "facet: craft cannot be counted by \"built\", but by kind, yard, sailor []\n"},
        {&as_json, "facet=kind,kind", "facet: \"kind\" stands in it twice []\n"},
        {&as_json, "facet=a,b,c,d,e,f,g,h,i", "facet: at most 8 fields can be counted by []\n"},
        {&as_csv, "facet=kind", "facet: " NO_PLACE "it; JSON has []\n"},
        {&as_ndjson, "facet=kind", "facet: " NO_PLACE "it; JSON has []\n"},
        {&as_json, "total=yes", "total: \"yes\" is not true or false []\n"},
        {&as_csv, "total=true", "total: " NO_PLACE "it; JSON has []\n"},
        {&as_json, "limit=all", "limit: all can be had as CSV and NDJSON (format=csv, format=ndjson) []\n"},
        {&as_csv, "limit=All", "limit: \"All\" is not a whole number from 1 to 200, nor all []\n"},
        {&as_csv, "limit=201", "limit: \"201\" is not a whole number from 1 to 200, nor all []\n"},
        {&as_csv, "limit=all&cursor=x", "cursor: with limit=all there is no page to continue behind []\n"},
        {&as_json, "q=a+b+c+d+e+f+g+h+i+j+k+l+m+n+o+p+q+r+s+t+u+v+w+x+y+z+1+2+3+4+5+6+7",
            "q: it has more than 32 words []\n"},
        {&as_json, "q=", "q: it is empty []\n"}, {&as_json, "q=a&q=b", "q: it is given twice []\n"},
        {&as_json, "zzzz=csv",
            "zzzz: craft have no such parameter; they have cursor, facet, fields, include, "
            "lang, limit, q, sort, total, format, id, kind, yard, name.ko, name.en, built, sailor, "
            "job, harbour, area, type, power []\n"}};
    for (size_t i = 0; i < COUNT(table); i++)
        expect_problems(&craft, table[i].form, table[i].parameters, table[i].told);
}

static void a_search_has_at_most_200_characters(void **state) {
    (void)state;
    AUTO_ARENA arena = {0};
    AUTO_BUF text = {0};
    struct query query;
    buf_text(&text, "q=");
    for (int i = 0; i < 200; i++)
        buf_text(&text, "가");
    parsed(&craft, text.bytes, &arena, &query);
    buf_text(&text, "가");
    expect_problems(&craft, &as_json, text.bytes, "q: it is longer than 200 characters []\n");
}

static void all_rows_can_be_had_where_they_are_streamed(void **state) {
    (void)state;
    static const struct query_form *const forms[] = {&as_csv, &as_ndjson};
    for (size_t i = 0; i < COUNT(forms); i++) {
        AUTO_ARENA arena = {0};
        struct query query;
        struct problems problems;
        parse_as(&craft, forms[i], "limit=all", &arena, &query, &problems);
        assert_int_equal(problems.errors, 0);
        assert_true(query.whole);
        assert_int_equal(query.limit, LIMIT_MAX);
        parse_as(&craft, forms[i], "limit=7", &arena, &query, &problems);
        assert_false(query.whole);
    }
}

static void a_page_keeps_its_format_and_not_its_counts(void **state) {
    (void)state;
    AUTO_ARENA arena = {0};
    struct query query;
    struct problems problems;
    parse_as(&craft, &as_csv, "limit=7&lang=ko&kind=sail", &arena, &query, &problems);
    assert_string_equal(
        query_next(&query, "c", &arena), "/v1/craft?kind=sail&lang=ko&limit=7&format=csv&cursor=c");
    parsed(&craft, "total=true&facet=kind&fields=yard&include=yard&q=a", &arena, &query);
    assert_string_equal(query_next(&query, "c", &arena), "/v1/craft?q=a&fields=yard&include=yard&cursor=c");
    assert_string_equal(query.page, "/v1/craft?q=a&fields=yard&include=yard&facet=kind&total=true");
}

static void one_thing_takes_what_shapes_it_and_nothing_else(void **state) {
    (void)state;
    static const struct parameter shaping[] = {{"lang", "ko"}, {"fields", "id,yard"}, {"include", "yard"}};
    static const struct {
        struct parameter parameter;
        const char *suggestion;
    } wrong[] = {{{"limit", "5"}, NULL}, {{"kind", "sail"}, NULL}, {{"field", "id"}, "fields"},
        {{"langs", "ko"}, "lang"}, {{"q", "a"}, NULL}, {{"fromat", "csv"}, "format"}};
    AUTO_ARENA arena = {0};
    struct query query;
    struct problems problems;
    problems_init(&problems, &arena);
    query_parse_one(&craft, "a", &as_json, shaping, COUNT(shaping), &arena, &query, &problems);
    assert_int_equal(problems.errors, 0);
    assert_string_equal(query.selection.language, "ko");
    assert_int_equal(query.selection.inclusion_count, 1);
    assert_string_equal(query.page, "/v1/craft/a?fields=id%2Cyard&include=yard&lang=ko");
    for (size_t i = 0; i < COUNT(wrong); i++) {
        problems_init(&problems, &arena);
        query_parse_one(&craft, "a", &as_json, &wrong[i].parameter, 1, &arena, &query, &problems);
        assert_int_equal(problems.errors, 1);
        assert_string_equal(problems.first->where, wrong[i].parameter.name);
        assert_string_equal(
            problems.first->detail, "one of craft takes fields, include, lang and format only");
        if (wrong[i].suggestion)
            assert_string_equal(problems.first->suggestion, wrong[i].suggestion);
        else
            assert_null(problems.first->suggestion);
    }
}

/* ---- counts ---- */

static void expect_facet(const char *parameters, const char *wanted) {
    AUTO_ARENA arena = {0};
    struct query query;
    struct bound_sql sql = {.arena = &arena};
    parsed(&craft, parameters, &arena, &query);
    sql_of_facet(&query, query.facets[0], &sql);
    if (strcmp(sql.text.bytes, wanted) != 0)
        fail_msg("%s:\n%s", parameters, sql.text.bytes);
    assert_int_equal(sql.values[sql.count - 1].integer, FACET_VALUES_MAX);
    buf_close(&sql.text);
}

#define COUNTED "SELECT value, amount, CAST(SUM(amount) OVER () AS BIGINT) FROM (SELECT "
#define RANKED ") AS facet ORDER BY amount DESC, value NULLS LAST LIMIT "

static void a_facet_counts_each_row_once_a_value(void **state) {
    (void)state;
    expect_facet("facet=yard",
        COUNTED "boat.yard AS value, COUNT(boat.id) AS amount FROM boat GROUP BY boat.yard" RANKED "$1");
    expect_facet("facet=yard&built__isnull=true",
        COUNTED "boat.yard AS value, COUNT(boat.id) AS amount FROM boat WHERE boat.built IS NULL GROUP BY "
                "boat.yard" RANKED "$1");
    expect_facet("facet=kind&sailor=a",
        COUNTED "boat_sailor.kind AS value, COUNT(DISTINCT boat_sailor.boat) AS "
                "amount FROM boat_sailor WHERE boat_sailor.sailor = $1 GROUP BY "
                "boat_sailor.kind" RANKED "$2");
    expect_facet("facet=sailor", COUNTED "boat_sailor.sailor AS value, COUNT(DISTINCT boat_sailor.boat) AS "
                                         "amount FROM boat_sailor GROUP BY boat_sailor.sailor" RANKED "$1");
    expect_facet("facet=sailor&kind=sail",
        COUNTED "boat_sailor.sailor AS value, COUNT(DISTINCT boat_sailor.boat) AS amount FROM boat_sailor "
                "WHERE boat_sailor.kind = $1 GROUP BY boat_sailor.sailor" RANKED "$2");
    expect_facet("facet=sailor&sailor=a", COUNTED
        "counted.sailor AS value, COUNT(DISTINCT boat_sailor.boat) AS amount FROM boat_sailor CROSS JOIN "
        "boat_sailor AS counted WHERE counted.boat = boat_sailor.boat AND boat_sailor.sailor = $1 GROUP BY "
        "counted.sailor" RANKED "$2");
    expect_facet("facet=sailor&yard=y", COUNTED
        "counted.sailor AS value, COUNT(DISTINCT boat.id) AS amount FROM boat CROSS JOIN boat_sailor "
        "AS counted WHERE counted.boat = boat.id AND boat.yard = $1 GROUP BY counted.sailor" RANKED "$2");
}

static void a_total_counts_each_row_once(void **state) {
    (void)state;
    static const char *const table[][2] = {{"total=true", "SELECT COUNT(boat.id) FROM boat"},
        {"total=true&yard=y&sort=built", "SELECT COUNT(boat.id) FROM boat WHERE boat.yard = $1"},
        {"total=true&area__gt=1",
            "SELECT COUNT(boat.id) FROM boat WHERE boat.kind = 'sail' AND boat.area > $1"},
        {"total=true&sailor=a&kind=sail", "SELECT COUNT(DISTINCT boat_sailor.boat) FROM boat_sailor WHERE "
                                          "boat_sailor.sailor = $1 AND boat_sailor.kind = $2"},
        {"total=true&sailor=a&yard=y",
            "SELECT COUNT(DISTINCT boat_sailor.boat) FROM boat_sailor CROSS JOIN boat "
            "WHERE boat.id = boat_sailor.boat AND boat_sailor.sailor = $1 AND boat.yard "
            "= $2"}};
    for (size_t i = 0; i < COUNT(table); i++) {
        AUTO_ARENA arena = {0};
        struct query query;
        struct bound_sql sql = {.arena = &arena};
        parsed(&craft, table[i][0], &arena, &query);
        assert_true(query.total);
        sql_of_total(&query, &sql);
        assert_string_equal(sql.text.bytes, table[i][1]);
        buf_close(&sql.text);
    }
}

/* ---- rows by keys ---- */

static void included_objects_are_read_by_their_keys_or_their_owners(void **state) {
    (void)state;
    AUTO_ARENA arena = {0};
    AUTO_BUF by_keys = {0};
    AUTO_BUF through = {0};
    AUTO_BUF children = {0};
    struct query query;
    parsed(&craft, "include=sailors,yard", &arena, &query);
    const struct selection id = {
        .resource = &ships, .columns = (struct column[]){{&fields[0], NULL, true, 0}}, .column_count = 1};
    sql_of_rows(&id, (struct key_source){.count = 2}, &by_keys);
    assert_string_equal(
        by_keys.bytes, "SELECT boat.id, boat.id FROM boat WHERE boat.id IN ($1, $2) ORDER BY boat.id");
    const struct key_source owners = {2, &query.selection.inclusions[0]};
    sql_of_rows(&id, owners, &through);
    assert_string_equal(through.bytes,
        "SELECT boat.id, boat.id FROM boat WHERE boat.id IN (SELECT sailor FROM "
        "boat_sailor WHERE boat_sailor.boat IN ($1, $2)) ORDER BY boat.id");
    sql_of_children(&masts, owners, &children);
    assert_string_equal(children.bytes,
        "SELECT boat, height FROM mast WHERE boat IN (SELECT sailor FROM boat_sailor "
        "WHERE boat_sailor.boat IN ($1, $2)) ORDER BY boat, ordinal");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_has_the_members_that_are_asked_for),
        cmocka_unit_test(what_cannot_be_shown_or_counted_is_told),
        cmocka_unit_test(a_search_has_at_most_200_characters),
        cmocka_unit_test(all_rows_can_be_had_where_they_are_streamed),
        cmocka_unit_test(a_page_keeps_its_format_and_not_its_counts),
        cmocka_unit_test(one_thing_takes_what_shapes_it_and_nothing_else),
        cmocka_unit_test(a_facet_counts_each_row_once_a_value),
        cmocka_unit_test(a_total_counts_each_row_once),
        cmocka_unit_test(included_objects_are_read_by_their_keys_or_their_owners),
    };
    return cmocka_run_group_tests_name("select", tests, NULL, NULL);
}
