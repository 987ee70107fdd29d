/* SPDX-License-Identifier: MIT */
/* From parameters to SQL: cursors, problems, ranges, placeholders. The collection is the tests' own, so that
 * every type of field is in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../lib/boats.h"

/* ---- cursors ---- */

static void expect_same(const struct value *back, const struct value *value) {
    assert_int_equal(back->type, value->type);
    assert_int_equal(back->integer, value->integer);
    assert_memory_equal(&back->real, &value->real, sizeof value->real);
    if (value->type == VALUE_TEXT)
        assert_string_equal(back->text, value->text);
}

static void a_cursor_gives_back_values_of_every_type(void **state) {
    (void)state;
    AUTO_ARENA arena = {0};
    struct query query;
    parsed(&boats, "sort=-length,name.en", &arena, &query);
    assert_int_equal(query.sort_count, 3);
    const struct value lengths[] = {value_null(), value_integer(0), value_integer(-1),
        value_integer(INT64_MAX), value_integer(INT64_MIN), value_real(0.1), value_real(-2.5),
        value_real(1.0 / 3), value_real(5e-324), value_real(1.7976931348623157e308)};
    const struct value names[] = {value_null(), value_text(""), value_text("n"), value_text("i5"),
        value_text("가 \"&=%+"), value_text("\x01\n\x7f")};
    for (size_t i = 0; i < COUNT(lengths); i++)
        for (size_t j = 0; j < COUNT(names); j++) {
            struct value values[] = {lengths[i], names[j], value_text("a-b.c")}, *back = NULL;
            const char *cursor = cursor_encode(&query, values, &arena);
            assert_int_equal(
                strspn(cursor, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
                strlen(cursor));
            if (!cursor_decode(&query, cursor, &arena, &back))
                fail_msg("length %zu, name %zu: %s", i, j, cursor);
            for (size_t k = 0; k < 3; k++)
                expect_same(&back[k], &values[k]);
        }
}

static void a_cursor_that_was_changed_anywhere_is_refused(void **state) {
    (void)state;
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/.";
    AUTO_ARENA arena = {0};
    struct query query;
    parsed(&boats, "sort=length", &arena, &query);
    struct value values[] = {value_integer(14), value_text("a.b")}, *back;
    const char *cursor = cursor_encode(&query, values, &arena);
    size_t length = strlen(cursor);
    char *changed = arena_string(&arena, cursor);
    for (size_t i = 0; i < length; i++) {
        for (const char *c = alphabet; *c; c++) {
            changed[i] = *c;
            if (*c != cursor[i] && cursor_decode(&query, changed, &arena, &back))
                fail_msg("%s for %s", changed, cursor);
        }
        changed[i] = cursor[i];
        assert_false(cursor_decode(&query, arena_copy(&arena, cursor, i), &arena, &back));
        assert_false(cursor_decode(&query, cursor + i + 1, &arena, &back));
    }
    assert_false(cursor_decode(&query, arena_printf(&arena, "%sA", cursor), &arena, &back));
    assert_false(cursor_decode(&query, arena_printf(&arena, "%s%s", cursor, cursor), &arena, &back));
    assert_true(cursor_decode(&query, cursor, &arena, &back));
}

static void a_cursor_is_of_one_list(void **state) {
    (void)state;
    static const char *const others[] = {"", "sort=-length", "sort=length,-id", "sort=name.en",
        "sort=length&colour=blue", "sort=length&colour=red&crew=1", "sort=length&colour__ne=red",
        "sort=length&colour__in=red", "sort=length&colour=red&q=b", "sort=length&colour=red&crew__gt=1",
        "sort=length&colour=red&colour=red"};
    AUTO_ARENA arena = {0};
    struct query query, other;
    parsed(&boats, "sort=length&colour=red", &arena, &query);
    struct value values[] = {value_integer(14), value_text("a")}, *back;
    const char *cursor = cursor_encode(&query, values, &arena);
    for (size_t i = 0; i < COUNT(others); i++) {
        parsed(&boats, others[i], &arena, &other);
        if (cursor_decode(&other, cursor, &arena, &back))
            fail_msg("taken for %s", others[i]);
    }
    parsed(&ships, "sort=length&colour=red", &arena, &other);
    assert_false(cursor_decode(&other, cursor, &arena, &back));
    /* the same list in other pages, and with other members */
    parsed(
        &boats, "colour=red&sort=length&limit=7&fields=id&lang=ko&total=true&facet=colour", &arena, &other);
    assert_true(cursor_decode(&other, cursor, &arena, &back));
}

static void a_cursor_with_a_null_where_none_can_be_is_refused(void **state) {
    (void)state;
    AUTO_ARENA arena = {0};
    struct query query;
    parsed(&boats, "sort=crew", &arena, &query);
    struct value values[] = {value_null(), value_text("a")}, *back;
    assert_false(cursor_decode(&query, cursor_encode(&query, values, &arena), &arena, &back));
    struct value key[] = {value_integer(1), value_null()};
    assert_false(cursor_decode(&query, cursor_encode(&query, key, &arena), &arena, &back));
}

static void a_cursor_is_found_wrong_as_a_parameter(void **state) {
    (void)state;
    AUTO_ARENA arena = {0};
    struct query query;
    struct problems problems;
    parsed(&boats, "sort=length", &arena, &query);
    struct value values[] = {value_null(), value_text("a")};
    const char *cursor = cursor_encode(&query, values, &arena);
    const char *next = query_next(&query, cursor, &arena);
    assert_string_equal(next, arena_printf(&arena, "/v1/boats?sort=length%%2Cid&cursor=%s", cursor));
    parsed(&boats, strchr(next, '?') + 1, &arena, &query);
    assert_non_null(query.after);
    assert_int_equal(query.after[0].type, VALUE_NULL);
    parse(&boats, arena_printf(&arena, "sort=-length&cursor=%s", cursor), &arena, &query, &problems);
    assert_int_equal(problems.errors, 1);
    assert_string_equal(problems.first->where, "cursor");
    assert_null(query.after);
    parse(&boats, "cursor=", &arena, &query, &problems);
    assert_int_equal(problems.errors, 1);
}

/* ---- problems ---- */

#define PARAMETERS                                                                                           \
    "; they have cursor, facet, fields, include, lang, limit, q, sort, total, format, id, name.en, colour, " \
    "crew, "                                                                                                 \
    "length, sails, built, sold_at, "                                                                        \
    "participant, "                                                                                          \
    "role, harbour"
#define TIMES " is not a date of UTC, or a time such as 2025-10-31T15:06:44+09:00, with + written as %2B"
#define SORTS ", but by id, name.en, colour, crew, length, sails, built, sold_at"

static void each_wrong_parameter_is_named_with_what_would_be_right(void **state) {
    (void)state;
    /* parameters, what is told ("where: detail" with the nearest word in brackets), one line each */
    static const char *const table[][2] = {
        {"colur=red", "colur: boats have no such parameter [colour]\n"},
        {"note=x", "note: boats are not filtered by it; q=… finds words in any of their texts []\n"},
        {"select=x", "select: boats have no such parameter [fields]\n"},
        {"order=x", "order: boats have no such parameter [sort]\n"},
        {"formt=csv", "formt: boats have no such parameter [format]\n"},
        {"nothing-like-it=x", "nothing-like-it: boats have no such parameter" PARAMETERS " []\n"},
        {"lmit=5", "lmit: boats have no such parameter [limit]\n"},
        {"=x", ": boats have no such parameter" PARAMETERS " []\n"},
        {"zzzz=x", "zzzz: boats have no such parameter" PARAMETERS " []\n"},
        {"name=x", "name: boats have no such parameter [name.en]\n"},
        {"colour=gren", "colour: \"gren\" is not one of red, green, blue [green]\n"},
        {"colour=", "colour: \"\" is not one of red, green, blue []\n"},
        {"colour=Red", "colour: \"Red\" is not one of red, green, blue [red]\n"},
        {"role=ownr", "role: \"ownr\" is not one of owner, renter [owner]\n"},
        {"crew=x", "crew: \"x\" is not a whole number []\n"},
        {"crew=1.5", "crew: \"1.5\" is not a whole number []\n"},
        {"crew=", "crew: \"\" is not a whole number []\n"},
        {"crew=9007199254740993", "crew: \"9007199254740993\" is not a whole number []\n"},
        {"length=1,5",
            "length: \"1,5\" is not a number of at most 15 digits; several values go in __in []\n"},
        {"length=inf", "length: \"inf\" is not a number of at most 15 digits []\n"},
        {"sails=1", "sails: \"1\" is not true or false []\n"},
        {"sails=yes", "sails: \"yes\" is not true or false []\n"},
        {"built=2025-02-29", "built: \"2025-02-29\" is not a date: 2025, 2025-10 or 2025-10-31 []\n"},
        {"built=../2025", "built: \"../2025\" is not a date: 2025, 2025-10 or 2025-10-31 []\n"},
        {"sold_at=2025-10-31T15", "sold_at: \"2025-10-31T15\"" TIMES " []\n"},
        {"sold_at=2025-10-31T15:06:44+09:00", "sold_at: \"2025-10-31T15:06:44 09:00\"" TIMES " []\n"},
        {"id=No", "id: \"No\" is not an id (lower-case letters, digits and single hyphens; a fact's id has a "
                  "dot in it) [no]\n"},
        {"id=a--b", "id: \"a--b\" is not an id (lower-case letters, digits and single hyphens; a fact's id "
                    "has a dot in it) []\n"},
        {"id=a.b.c", "id: \"a.b.c\" is not an id (lower-case letters, digits and single hyphens; a fact's id "
                     "has a dot in it) []\n"},
        {"limit=0", "limit: \"0\" is not a whole number from 1 to 200 []\n"},
        {"limit=201", "limit: \"201\" is not a whole number from 1 to 200 []\n"},
        {"limit=-1", "limit: \"-1\" is not a whole number from 1 to 200 []\n"},
        {"limit=", "limit: \"\" is not a whole number from 1 to 200 []\n"},
        {"limit=5&limit=5", "limit: it is given twice []\n"},
        {"sort=id&sort=id", "sort: it is given twice []\n"},
        {"sort=lenght", "sort: boats cannot be sorted by \"lenght\" [length]\n"},
        {"sort=", "sort: boats cannot be sorted by \"\"" SORTS " []\n"},
        {"sort=note", "sort: boats cannot be sorted by \"note\"" SORTS " []\n"},
        {"sort=participant", "sort: boats cannot be sorted by \"participant\"" SORTS " []\n"},
        {"sort=length,", "sort: boats cannot be sorted by \"\"" SORTS " []\n"},
        {"sort=--length", "sort: boats cannot be sorted by \"-length\" [length]\n"},
        {"sort=length,-length", "sort: \"length\" stands in it twice []\n"},
        {"sort=id,length", "sort: nothing can be sorted behind \"id\", which no two rows share []\n"},
        {"sort=id,id", "sort: \"id\" stands in it twice []\n"},
        {"colour=gren&sort=lenght&limit=0&x=y", "colour: \"gren\" is not one of red, green, blue [green]\n"
                                                "x: boats have no such parameter" PARAMETERS " []\n"
                                                "sort: boats cannot be sorted by \"lenght\" [length]\n"
                                                "limit: \"0\" is not a whole number from 1 to 200 []\n"},
        {"x%0A%C2%A0=y", "x\\u000a\\u00a0: boats have no such parameter" PARAMETERS " []\n"},
        {"crew=%0A", "crew: \"\\u000a\" is not a whole number []\n"},
    };
    for (size_t i = 0; i < COUNT(table); i++)
        expect_problems(&boats, &as_json, table[i][0], table[i][1]);
}

static void values_of_every_type_are_taken(void **state) {
    (void)state;
    static const char *const table[] = {"", "id=a", "id=a.b", "id=a-1.b-2", "name.en=", "colour=blue",
        "crew=0", "crew=-5", "crew=9007199254740991", "length=0.5", "length=-1e3", "sails=true",
        "sails=false", "built=2025", "built=2025-10", "built=2025-10-31",
        "sold_at=2025-10-31T15:06:44%2B09:00", "sold_at=2025-10-31T06:06:44Z", "sold_at=2025-10-31",
        "participant=a&participant=a", "role=owner", "limit=1", "limit=200", "sort=id", "sort=-id",
        "sort=length,-crew,name.en,colour,built,sails,id"};
    for (size_t i = 0; i < COUNT(table); i++) {
        AUTO_ARENA arena = {0};
        struct query query;
        parsed(&boats, table[i], &arena, &query);
    }
}

static void at_most_64_combinations_are_asked(void **state) {
    (void)state;
    static const struct {
        int participants, harbours;
        bool roles, good;
    } table[] = {{63, 0, false, true}, {31, 0, true, true}, {32, 0, true, true}, {33, 0, true, false},
        {32, 1, true, false}, {30, 4, true, true}};
    for (size_t i = 0; i < COUNT(table); i++) {
        AUTO_ARENA arena = {0};
        AUTO_BUF text = {0};
        struct query query;
        struct problems problems;
        for (int j = 0; j < table[i].participants; j++)
            buf_printf(&text, "participant=p%d&", j);
        for (int j = 0; j < table[i].harbours; j++)
            buf_printf(&text, "harbour=h%d&", j);
        if (table[i].roles)
            buf_text(&text, "role=owner&role=renter");
        parse(&boats, text.bytes, &arena, &query, &problems);
        if ((problems.errors == 0) != table[i].good)
            fail_msg("row %zu: %zu combinations", i, sql_combinations(&query));
        if (problems.errors)
            continue;
        struct bound_sql sql = {.arena = &arena};
        sql_of_range(&query, (struct range){0, RANGE_ALL}, 51, &sql);
        assert_true(sql.count <= sql.room);
        buf_close(&sql.text);
    }
}

/* ---- one list, one name ---- */

static void the_order_of_parameters_does_not_name_another_list(void **state) {
    (void)state;
    static const char *const table[][3] = {{"", "/v1/boats", "/v1/boats"},
        {"colour=red&crew=1", "/v1/boats?colour=red&crew=1", "/v1/boats?colour=red&crew=1"},
        {"crew=1&colour=red", "/v1/boats?colour=red&crew=1", "/v1/boats?colour=red&crew=1"},
        {"participant=b&participant=a", "/v1/boats?participant=a&participant=b",
            "/v1/boats?participant=a&participant=b"},
        {"sort=length&colour=red&limit=7", "/v1/boats?colour=red&sort=length%2Cid",
            "/v1/boats?colour=red&sort=length%2Cid&limit=7"},
        {"sort=-length", "/v1/boats?sort=-length%2C-id", "/v1/boats?sort=-length%2C-id"},
        {"sort=length,-id", "/v1/boats?sort=length%2C-id", "/v1/boats?sort=length%2C-id"},
        {"name.en=a%26b+c", "/v1/boats?name.en=a%26b%20c", "/v1/boats?name.en=a%26b%20c"},
        {"limit=7", "/v1/boats", "/v1/boats?limit=7"}, {"sort=id", "/v1/boats?sort=id", "/v1/boats?sort=id"},
        {"q=b&colour=red", "/v1/boats?colour=red&q=b", "/v1/boats?colour=red&q=b"},
        {"crew__gt=1&crew=1", "/v1/boats?crew=1&crew__gt=1", "/v1/boats?crew=1&crew__gt=1"},
        {"total=true&limit=7&lang=ko&fields=id,crew&facet=colour", "/v1/boats",
            "/v1/boats?fields=id%2Ccrew&lang=ko&limit=7&facet=colour&total=true"}};
    for (size_t i = 0; i < COUNT(table); i++) {
        AUTO_ARENA arena = {0};
        struct query query;
        parsed(&boats, table[i][0], &arena, &query);
        assert_string_equal(query.canonical, table[i][1]);
        assert_string_equal(query.page, table[i][2]);
    }
}

static void the_key_ends_every_order_in_the_last_direction(void **state) {
    (void)state;
    static const char *const table[][2] = {{"", "id "}, {"sort=id", "id "}, {"sort=-id", "-id "},
        {"sort=length", "length id "}, {"sort=-length", "-length -id "},
        {"sort=-length,crew", "-length crew id "}, {"sort=length,-crew", "length -crew -id "},
        {"sort=-length,id", "-length id "}};
    for (size_t i = 0; i < COUNT(table); i++) {
        AUTO_ARENA arena = {0};
        AUTO_BUF order = {0};
        struct query query;
        parsed(&boats, table[i][0], &arena, &query);
        for (size_t key = 0; key < query.sort_count; key++)
            buf_printf(&order, "%s%s ", query.sort[key].descending ? "-" : "", query.sort[key].field->name);
        assert_string_equal(order.bytes, table[i][1]);
    }
}

/* ---- ranges ---- */

static void a_page_is_read_in_ranges_that_end_with_the_nulls(void **state) {
    (void)state;
    static const struct value none = {.type = VALUE_NULL}, five = {.type = VALUE_INTEGER, .integer = 5},
                              text = {.type = VALUE_TEXT, .text = "a", .length = 1};
    static const struct {
        const char *parameters;
        const struct value *after[3];
        const char *ranges; /* how many keys are equal, and the rest: * all, > behind, + not null, 0 null */
    } table[] = {{"", {0}, "0*"}, {"sort=crew", {0}, "0*"}, {"sort=length", {0}, "0+ 00"},
        {"sort=-length,crew", {0}, "0+ 00"}, {"", {&text}, "0>"}, {"sort=crew", {&five, &text}, "1> 0>"},
        {"sort=length", {&five, &text}, "1> 0> 00"}, {"sort=-length", {&five, &text}, "1> 0> 00"},
        {"sort=length", {&none, &text}, "1>"},
        {"sort=length,name.en", {&five, &text, &text}, "2> 1> 10 0> 00"},
        {"sort=length,name.en", {&five, &none, &text}, "2> 0> 00"},
        {"sort=length,name.en", {&none, &text, &text}, "2> 1> 10"},
        {"sort=length,name.en", {&none, &none, &text}, "2>"},
        {"sort=crew,length", {&five, &none, &text}, "2> 0>"}, {"sort=length&length__gt=2", {0}, "0+"},
        {"sort=length&length__isnull=false", {0}, "0+"}, {"sort=length&length__isnull=true", {0}, "0+ 00"},
        {"sort=length&length__ne=2", {&five, &text}, "1> 0>"},
        {"sort=length,name.en&name.en__contains=a", {&five, &text, &text}, "2> 1> 0> 00"},
        {"sort=length&built=2025", {0}, "0+ 00"}};
    for (size_t i = 0; i < COUNT(table); i++) {
        AUTO_ARENA arena = {0};
        AUTO_BUF told = {0};
        struct query query;
        struct range ranges[RANGES_MAX];
        struct value after[3];
        parsed(&boats, table[i].parameters, &arena, &query);
        for (size_t key = 0; table[i].after[0] && key < query.sort_count; key++)
            after[key] = *table[i].after[key];
        query.after = table[i].after[0] ? after : NULL;
        size_t count = query_ranges(&query, ranges);
        for (size_t j = 0; j < count; j++) {
            static const char rests[] = {
                [RANGE_ALL] = '*', [RANGE_AFTER] = '>', [RANGE_NOT_NULL] = '+', [RANGE_NULL] = '0'};
            buf_printf(&told, "%s%zu%c", j ? " " : "", ranges[j].equal, rests[ranges[j].rest]);
        }
        if (strcmp(told.bytes, table[i].ranges) != 0)
            fail_msg("row %zu (%s): %s", i, table[i].parameters, told.bytes);
    }
}

/* What stands between " FROM " and the end. */
static void the_sql_of_a_range_says_what_its_rows_are(void **state) {
    (void)state;
    static const struct {
        const char *parameters;
        struct range range;
        const char *sql;
    } table[] = {{"", {0, RANGE_ALL}, "boat WHERE boat.kind = 'boat' ORDER BY boat.id LIMIT $1"},
        {"sort=length", {0, RANGE_NOT_NULL},
            "boat WHERE boat.kind = 'boat' AND boat.length IS NOT NULL ORDER BY boat.length, boat.id LIMIT "
            "$1"},
        {"sort=-length", {0, RANGE_NULL},
            "boat WHERE boat.kind = 'boat' AND boat.length IS NULL ORDER BY boat.id DESC LIMIT $1"},
        {"sort=-length", {0, RANGE_AFTER},
            "boat WHERE boat.kind = 'boat' AND boat.length < $1 ORDER BY boat.length DESC, boat.id DESC "
            "LIMIT $2"},
        {"sort=-length", {1, RANGE_AFTER},
            "boat WHERE boat.kind = 'boat' AND boat.length = $1 AND boat.id < $2 ORDER BY boat.id DESC LIMIT "
            "$3"},
        {"sort=sold_at", {0, RANGE_AFTER},
            "boat WHERE boat.kind = 'boat' AND boat.sold_at_utc > $1 ORDER BY boat.sold_at_utc, boat.id "
            "LIMIT $2"},
        {"sort=crew,-length", {0, RANGE_AFTER},
            "boat WHERE boat.kind = 'boat' AND boat.crew > $1 ORDER BY boat.crew, boat.length DESC NULLS "
            "LAST, boat.id DESC LIMIT $2"},
        {"colour=red&built=2025-10&crew=2", {0, RANGE_ALL},
            "boat WHERE boat.kind = 'boat' AND boat.colour = $1 AND boat.built >= $2 AND boat.built <= $3 "
            "AND boat.crew = $4 ORDER BY boat.id LIMIT $5"},
        {"participant=a", {0, RANGE_ALL},
            "boat WHERE boat.kind = 'boat' AND EXISTS (SELECT 1 FROM boat_owner AS entry WHERE entry.boat = "
            "boat.id AND entry.participant = $1) ORDER BY boat.id LIMIT $2"},
        {"participant=a&harbour=h&role=owner&participant=b", {0, RANGE_ALL},
            "boat WHERE boat.kind = 'boat' AND EXISTS (SELECT 1 FROM boat_owner AS entry WHERE entry.boat = "
            "boat.id AND entry.participant = $1 AND entry.role = $2) AND EXISTS (SELECT 1 FROM boat_owner AS "
            "entry WHERE entry.boat = boat.id AND entry.participant = $3 AND entry.role = $4) AND EXISTS "
            "(SELECT 1 FROM boat_berth AS entry WHERE entry.boat = boat.id AND entry.harbour = $5) ORDER BY "
            "boat.id LIMIT $6"}};
    for (size_t i = 0; i < COUNT(table); i++) {
        AUTO_ARENA arena = {0};
        struct query query;
        struct value after[] = {value_integer(5), value_integer(6), value_text("a")};
        struct bound_sql sql = {.arena = &arena};
        parsed(&boats, table[i].parameters, &arena, &query);
        query.after = after;
        sql_of_range(&query, table[i].range, 51, &sql);
        const char *from = strstr(sql.text.bytes, " FROM ");
        if (!from || strcmp(from + 6, table[i].sql) != 0)
            fail_msg("row %zu: %s", i, sql.text.bytes);
        assert_int_equal(sql.values[sql.count - 1].integer, 51);
        buf_close(&sql.text);
    }
}

static void placeholders_ascend_and_there_is_a_value_for_each(void **state) {
    (void)state;
    AUTO_ARENA arena = {0};
    struct query query;
    struct value after[] = {value_real(0.5), value_text("n"), value_text("a")};
    struct bound_sql sql = {.arena = &arena};
    parsed(&boats,
        "participant=a&built=2025&role=owner&sort=length,name.en&colour=red&harbour=h&participant=b", &arena,
        &query);
    query.after = after;
    sql_of_range(&query, (struct range){2, RANGE_AFTER}, 20, &sql);
    size_t next = 1;
    for (const char *at = sql.text.bytes; (at = strchr(at, '$')); at++)
        assert_int_equal(strtoul(at + 1, NULL, 10), next++);
    assert_int_equal(sql.count, next - 1);
    for (size_t i = 0; i < sql.count; i++)
        assert_int_not_equal(sql.values[i].type, VALUE_NULL);
    buf_close(&sql.text);
}

static void no_value_of_a_client_is_part_of_the_sql(void **state) {
    (void)state;
    AUTO_ARENA arena = {0};
    struct query query;
    struct bound_sql sql = {.arena = &arena};
    parsed(&boats, "name.en=x'+OR+1=1;--", &arena, &query);
    sql_of_range(&query, (struct range){0, RANGE_ALL}, 51, &sql);
    assert_null(strstr(sql.text.bytes, "1=1"));
    assert_string_equal(sql.values[0].text, "x' OR 1=1;--");
    buf_close(&sql.text);
}

static void owners_are_padded_to_a_few_lengths(void **state) {
    (void)state;
    size_t lengths = 0, before = 0;
    for (size_t owners = 1; owners <= LIMIT_MAX; owners++) {
        size_t padded = sql_padded(owners);
        assert_true(padded >= owners && padded <= LIMIT_MAX && padded >= before);
        lengths += padded != before;
        before = padded;
    }
    assert_true(lengths <= 4);
}

static void one_thing_is_asked_by_its_key(void **state) {
    (void)state;
    AUTO_ARENA arena = {0};
    struct query query;
    struct range ranges[RANGES_MAX];
    struct bound_sql sql = {.arena = &arena};
    struct problems problems;
    problems_init(&problems, &arena);
    query_parse_one(&boats, "a", &as_json, NULL, 0, &arena, &query, &problems);
    assert_int_equal(problems.errors, 0);
    assert_int_equal(query_ranges(&query, ranges), 1);
    sql_of_range(&query, ranges[0], 1, &sql);
    assert_non_null(strstr(
        sql.text.bytes, " FROM boat WHERE boat.kind = 'boat' AND boat.id = $1 ORDER BY boat.id LIMIT $2"));
    assert_string_equal(sql.values[0].text, "a");
    assert_string_equal(query.canonical, "/v1/boats/a");
    buf_close(&sql.text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cursor_gives_back_values_of_every_type),
        cmocka_unit_test(a_cursor_that_was_changed_anywhere_is_refused),
        cmocka_unit_test(a_cursor_is_of_one_list),
        cmocka_unit_test(a_cursor_with_a_null_where_none_can_be_is_refused),
        cmocka_unit_test(a_cursor_is_found_wrong_as_a_parameter),
        cmocka_unit_test(each_wrong_parameter_is_named_with_what_would_be_right),
        cmocka_unit_test(values_of_every_type_are_taken),
        cmocka_unit_test(at_most_64_combinations_are_asked),
        cmocka_unit_test(the_order_of_parameters_does_not_name_another_list),
        cmocka_unit_test(the_key_ends_every_order_in_the_last_direction),
        cmocka_unit_test(a_page_is_read_in_ranges_that_end_with_the_nulls),
        cmocka_unit_test(the_sql_of_a_range_says_what_its_rows_are),
        cmocka_unit_test(placeholders_ascend_and_there_is_a_value_for_each),
        cmocka_unit_test(no_value_of_a_client_is_part_of_the_sql),
        cmocka_unit_test(owners_are_padded_to_a_few_lengths),
        cmocka_unit_test(one_thing_is_asked_by_its_key),
    };
    return cmocka_run_group_tests_name("query", tests, NULL, NULL);
}
