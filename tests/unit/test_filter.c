/* SPDX-License-Identifier: MIT */
/* Filters: each operator on each type of field, the SQL and the values that it comes to, and what is told
 * where it is wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "../lib/boats.h"

static void put_told(struct buf *out, const struct value *value) {
    switch (value->type) {
    case VALUE_NULL:
        buf_text(out, " null");
        return;
    case VALUE_INTEGER:
        buf_printf(out, " %lld", (long long)value->integer);
        return;
    case VALUE_REAL:
        buf_printf(out, " %.17g", value->real);
        return;
    case VALUE_TEXT:
        buf_printf(out, " '%s'", value->text);
    }
}

/* What stands between FROM and ORDER BY, a bar, and the values but the limit's. */
static const char *told_of(const struct resource *resource, const char *parameters, struct arena *arena) {
    AUTO_BUF out = {0};
    struct query query;
    struct range ranges[RANGES_MAX];
    struct bound_sql sql = {.arena = arena};
    parsed(resource, parameters, arena, &query);
    query_ranges(&query, ranges);
    sql_of_range(&query, ranges[0], 51, &sql);
    const char *from = strstr(sql.text.bytes, " FROM ") + 6, *order = strstr(from, " ORDER BY ");
    buf_append(&out, from, (size_t)(order - from));
    buf_text(&out, " |");
    for (size_t i = 0; i + 1 < sql.count; i++)
        put_told(&out, &sql.values[i]);
    buf_close(&sql.text);
    return arena_copy(arena, out.bytes, out.length);
}

static void expect_told(const struct resource *resource, const char *const table[][2], size_t count) {
    for (size_t i = 0; i < count; i++) {
        AUTO_ARENA arena = {0};
        const char *told = told_of(resource, table[i][0], &arena);
        if (strcmp(told, table[i][1]) != 0)
            fail_msg("%s:\n%s\ninstead of\n%s", table[i][0], told, table[i][1]);
    }
}

/* ---- operators ---- */

static void every_operator_says_what_it_compares(void **state) {
    (void)state;
    static const char *const table[][2] = {{"crew=5", "boat WHERE boat.crew = $1 | 5"},
        {"crew__eq=5", "boat WHERE boat.crew = $1 | 5"}, {"crew__ne=5", "boat WHERE boat.crew <> $1 | 5"},
        {"crew__gt=-5", "boat WHERE boat.crew > $1 | -5"}, {"crew__gte=5", "boat WHERE boat.crew >= $1 | 5"},
        {"crew__lt=0", "boat WHERE boat.crew < $1 | 0"}, {"crew__lte=5", "boat WHERE boat.crew <= $1 | 5"},
        {"crew__isnull=true", "boat WHERE boat.crew IS NULL |"},
        {"crew__isnull=false", "boat WHERE boat.crew IS NOT NULL |"},
        {"length=0.5", "boat WHERE boat.length = $1 | 0.5"},
        {"length__ne=1e3", "boat WHERE boat.length <> $1 | 1000"},
        {"length__gt=-2.5", "boat WHERE boat.length > $1 | -2.5"},
        {"length__lte=2.0", "boat WHERE boat.length <= $1 | 2"},
        {"sails=true", "boat WHERE boat.sails = $1 | 1"},
        {"sails__ne=false", "boat WHERE boat.sails <> $1 | 0"},
        {"sails__isnull=false", "boat WHERE boat.sails IS NOT NULL |"},
        {"id__gt=a", "boat WHERE boat.id > $1 | 'a'"}, {"id__ne=a.b", "boat WHERE boat.id <> $1 | 'a.b'"},
        {"id__contains=-a", "boat WHERE boat.id LIKE $1 ESCAPE '!' | '%-a%'"},
        {"id__startswith=A", "boat WHERE boat.id >= $1 AND boat.id < $2 | 'A' 'B'"},
        {"colour__ne=red", "boat WHERE boat.colour <> $1 | 'red'"},
        {"colour__gte=green", "boat WHERE boat.colour >= $1 | 'green'"},
        {"colour__contains=e", "boat WHERE boat.colour LIKE $1 ESCAPE '!' | '%e%'"},
        {"name.en__lt=b", "boat WHERE boat.name_en < $1 | 'b'"},
        {"name.en__lte=", "boat WHERE boat.name_en <= $1 | ''"},
        {"name.en__isnull=true", "boat WHERE boat.name_en IS NULL |"},
        {"crew__gt=1&crew__lt=9&length__isnull=false",
            "boat WHERE boat.crew > $1 AND boat.crew < $2 AND boat.length IS NOT NULL | 1 9"}};
    expect_told(&ships, table, COUNT(table));
}

static void a_date_is_all_of_its_days(void **state) {
    (void)state;
    static const char *const table[][2] = {
        {"built=2025", "boat WHERE boat.built >= $1 AND boat.built <= $2 | '2025-01-01' '2025-12-31'"},
        {"built=2024-02", "boat WHERE boat.built >= $1 AND boat.built <= $2 | '2024-02-01' '2024-02-29'"},
        {"built=2025-10-31", "boat WHERE boat.built = $1 | '2025-10-31'"},
        {"built__ne=2025-10-31", "boat WHERE boat.built <> $1 | '2025-10-31'"},
        {"built__in=2025-10-31,2025-11-01",
            "boat WHERE boat.built IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, "
            "$16, $17, $18, $19, $20) | '2025-10-31' '2025-11-01' '2025-11-01' '2025-11-01' '2025-11-01' "
            "'2025-11-01' '2025-11-01' '2025-11-01' '2025-11-01' '2025-11-01' '2025-11-01' '2025-11-01' "
            "'2025-11-01' '2025-11-01' '2025-11-01' '2025-11-01' '2025-11-01' '2025-11-01' '2025-11-01' "
            "'2025-11-01'"},
        {"built__ne=2025-02", "boat WHERE (boat.built < $1 OR boat.built > $2) | '2025-02-01' '2025-02-28'"},
        {"built__gt=2025", "boat WHERE boat.built > $1 | '2025-12-31'"},
        {"built__gte=2025", "boat WHERE boat.built >= $1 | '2025-01-01'"},
        {"built__lt=2025-10", "boat WHERE boat.built < $1 | '2025-10-01'"},
        {"built__lte=2025-10", "boat WHERE boat.built <= $1 | '2025-10-31'"},
        {"built__in=2025,2023-05",
            "boat WHERE (boat.built >= $1 AND boat.built <= $2 OR boat.built >= $3 AND boat.built <= $4) | "
            "'2025-01-01' '2025-12-31' '2023-05-01' '2023-05-31'"},
        {"built__isnull=true", "boat WHERE boat.built IS NULL |"}};
    expect_told(&ships, table, COUNT(table));
}

static void an_instant_is_a_point_or_a_day_of_utc(void **state) {
    (void)state;
    static const char *const table[][2] = {
        {"sold_at=2025-10-31T15:06:44%2B09:00",
            "boat WHERE boat.sold_at_utc = $1 | '2025-10-31T06:06:44.000000000Z'"},
        {"sold_at__ne=2025-10-31T00:00:00Z",
            "boat WHERE boat.sold_at_utc <> $1 | '2025-10-31T00:00:00.000000000Z'"},
        {"sold_at__gt=2025-10-31T00:00:00.5Z",
            "boat WHERE boat.sold_at_utc > $1 | '2025-10-31T00:00:00.500000000Z'"},
        {"sold_at=2025-10-31", "boat WHERE boat.sold_at_utc >= $1 AND boat.sold_at_utc <= $2 | "
                               "'2025-10-31T00:00:00.000000000Z' '2025-10-31T23:59:59.999999999Z'"},
        {"sold_at__ne=2025-10", "boat WHERE (boat.sold_at_utc < $1 OR boat.sold_at_utc > $2) | "
                                "'2025-10-01T00:00:00.000000000Z' '2025-10-31T23:59:59.999999999Z'"},
        {"sold_at__gt=2025", "boat WHERE boat.sold_at_utc > $1 | '2025-12-31T23:59:59.999999999Z'"},
        {"sold_at__gte=2025", "boat WHERE boat.sold_at_utc >= $1 | '2025-01-01T00:00:00.000000000Z'"},
        {"sold_at__lt=2025-10-31", "boat WHERE boat.sold_at_utc < $1 | '2025-10-31T00:00:00.000000000Z'"},
        {"sold_at__lte=2025-10-31", "boat WHERE boat.sold_at_utc <= $1 | '2025-10-31T23:59:59.999999999Z'"},
        {"sold_at__isnull=false", "boat WHERE boat.sold_at_utc IS NOT NULL |"}};
    expect_told(&ships, table, COUNT(table));
}

/* A point in a list must not make points of the days behind it. */
static void instants_and_days_stand_in_one_list(void **state) {
    (void)state;
    static const char *const table[][2] = {
        {"sold_at__in=2025-10-31T00:00:00Z,2024-02-29",
            "boat WHERE (boat.sold_at_utc = $1 OR boat.sold_at_utc >= $2 AND boat.sold_at_utc <= $3) | "
            "'2025-10-31T00:00:00.000000000Z' '2024-02-29T00:00:00.000000000Z' "
            "'2024-02-29T23:59:59.999999999Z'"},
        {"sold_at__in=2024-02-29,2025-10-31T00:00:00Z",
            "boat WHERE (boat.sold_at_utc >= $1 AND boat.sold_at_utc <= $2 OR boat.sold_at_utc = $3) | "
            "'2024-02-29T00:00:00.000000000Z' '2024-02-29T23:59:59.999999999Z' "
            "'2025-10-31T00:00:00.000000000Z'"}};
    expect_told(&ships, table, COUNT(table));
}

/* The last letter's successor, or that of the one before where it has none. */
static void what_starts_with_a_text_ends_before_the_next_one(void **state) {
    (void)state;
    static const char *const table[][2] = {
        {"name.en__startswith=a", "boat WHERE boat.name_en >= $1 AND boat.name_en < $2 | 'a' 'b'"},
        {"name.en__startswith=a%7F",
            "boat WHERE boat.name_en >= $1 AND boat.name_en < $2 | 'a\x7f' 'a\xc2\x80'"},
        {"name.en__startswith=%EA%B0%80",
            "boat WHERE boat.name_en >= $1 AND boat.name_en < $2 | '\xea\xb0\x80' '\xea\xb0\x81'"},
        {"name.en__startswith=a%ED%9F%BF", /* U+D7FF: surrogates are no characters */
            "boat WHERE boat.name_en >= $1 AND boat.name_en < $2 | 'a\xed\x9f\xbf' 'a\xee\x80\x80'"},
        {"name.en__startswith=%EF%BF%BF",
            "boat WHERE boat.name_en >= $1 AND boat.name_en < $2 | '\xef\xbf\xbf' '\xf0\x90\x80\x80'"},
        {"name.en__startswith=a%F4%8F%BF%BF%F4%8F%BF%BF", /* U+10FFFF twice */
            "boat WHERE boat.name_en >= $1 AND boat.name_en < $2 | "
            "'a\xf4\x8f\xbf\xbf\xf4\x8f\xbf\xbf' 'b'"},
        {"name.en__startswith=%F4%8F%BF%BF", "boat WHERE boat.name_en >= $1 | '\xf4\x8f\xbf\xbf'"},
        {"name.en__startswith=", "boat WHERE boat.name_en >= $1 | ''"}};
    expect_told(&ships, table, COUNT(table));
}

static void what_like_would_read_is_escaped(void **state) {
    (void)state;
    static const char *const table[][2] = {
        {"name.en__contains=50%25_!", "boat WHERE boat.name_en LIKE $1 ESCAPE '!' | '%50!%!_!!%'"},
        {"name.en__contains=", "boat WHERE boat.name_en LIKE $1 ESCAPE '!' | '%%'"},
        {"name.en__contains=a'%5C\"", "boat WHERE boat.name_en LIKE $1 ESCAPE '!' | '%a'\\\"%'"}};
    expect_told(&ships, table, COUNT(table));
}

/* ---- lists ---- */

/* "1,2,…" */
static const char *numbers(struct arena *arena, const char *before, int count, const char *after) {
    AUTO_BUF text = {0};
    for (int i = 0; i < count; i++)
        buf_printf(&text, "%s%d", i ? "," : before, i + 1);
    buf_text(&text, after);
    return arena_copy(arena, text.bytes, text.length);
}

static size_t count_of(const char *parameters, struct arena *arena, struct query *query) {
    parsed(&ships, parameters, arena, query);
    assert_int_equal(query->filter_count, 1);
    return query->filters[0].count;
}

static void a_list_is_split_at_commas_or_is_json(void **state) {
    (void)state;
    static const struct {
        const char *parameters;
        const char *values;
    } table[] = {{"name.en__in=a,b%20,", " 'a' 'b ' ''"}, {"name.en__in=", " ''"},
        {"name.en__in=%5B%22a%2Cb%22%2C%22%5D%22%5D", " 'a,b' ']'"},
        {"name.en__in=%20%5B%22%EA%B0%80%5Cu0041%22%5D%20", " '가A'"}, {"crew__in=%5B1,-2,3%5D", " 1 -2 3"},
        {"crew__in=7", " 7"}, {"length__in=%5B1,0.5,1e3%5D", " 1 0.5 1000"}, {"length__in=1,.5", NULL},
        {"length__in=%5B%221.5%22%5D", " 1.5"}, {"sails__in=%5Btrue,false%5D", " 1 0"},
        {"sails__in=false", " 0"}, {"colour__in=red,blue", " 'red' 'blue'"}, {"id__in=a.b,c", " 'a.b' 'c'"}};
    for (size_t i = 0; i < COUNT(table); i++) {
        AUTO_ARENA arena = {0};
        AUTO_BUF told = {0};
        struct query query;
        struct problems problems;
        parse(&ships, table[i].parameters, &arena, &query, &problems);
        for (size_t at = 0; !problems.errors && at < query.filters[0].count; at++)
            put_told(&told, &query.filters[0].bounds[at].from);
        if (table[i].values ? !told.bytes || strcmp(told.bytes, table[i].values) != 0 : !problems.errors)
            fail_msg("%s:%s", table[i].parameters, told.bytes ? told.bytes : " nothing");
    }
}

static void a_list_has_at_most_200_values(void **state) {
    (void)state;
    AUTO_ARENA arena = {0};
    struct query query;
    assert_int_equal(count_of(numbers(&arena, "crew__in=", 200, ""), &arena, &query), 200);
    assert_int_equal(count_of(numbers(&arena, "crew__in=[", 200, "]"), &arena, &query), 200);
    expect_problems(&ships, &as_json, numbers(&arena, "crew__in=", 201, ""),
        "crew__in: it has 201 values; from 1 to 200 can be asked for []\n");
    expect_problems(&ships, &as_json, numbers(&arena, "crew__in=[", 201, "]"),
        "crew__in: it has more than 200 values []\n");
    expect_problems(&ships, &as_json, "crew__in=%5B%5D",
        "crew__in: it has 0 values; from 1 to 200 can be asked for []\n");
}

/* Few lengths, so that few statements are kept: the last value stands again. */
static void a_list_is_padded_by_its_last_value(void **state) {
    (void)state;
    static const struct {
        int given;
        size_t bound;
    } table[] = {{1, 1}, {2, 20}, {20, 20}, {21, 50}, {51, 200}, {200, 200}};
    for (size_t i = 0; i < COUNT(table); i++) {
        AUTO_ARENA arena = {0};
        struct query query;
        struct bound_sql sql = {.arena = &arena};
        count_of(numbers(&arena, "crew__in=", table[i].given, ""), &arena, &query);
        sql_of_range(&query, (struct range){0, RANGE_ALL}, 51, &sql);
        assert_int_equal(sql.count, table[i].bound + 1);
        for (size_t at = 0; at < table[i].bound; at++)
            assert_int_equal(
                sql.values[at].integer, at < (size_t)table[i].given ? (int64_t)at + 1 : table[i].given);
        buf_close(&sql.text);
    }
}

/* ---- memberships ---- */

#define OWNER(conditions)                                                                                    \
    "EXISTS (SELECT 1 FROM boat_owner AS entry WHERE entry.boat = boat.id" conditions ")"

static void operators_ask_for_one_entry_or_deny_all(void **state) {
    (void)state;
    static const char *const table[][2] = {
        {"participant=a", "boat WHERE " OWNER(" AND entry.participant = $1") " | 'a'"},
        {"participant__ne=a", "boat WHERE NOT " OWNER(" AND entry.participant = $1") " | 'a'"},
        {"participant__isnull=true", "boat WHERE NOT " OWNER("") " |"},
        {"participant__isnull=false", "boat WHERE " OWNER(" AND entry.participant IS NOT NULL") " |"},
        {"participant__startswith=a&role=owner",
            "boat WHERE " OWNER(" AND entry.participant >= $1 AND entry.participant < $2 AND entry.role = "
                                "$3") " | 'a' 'b' 'owner'"},
        {"role__in=owner&participant__gt=a",
            "boat WHERE " OWNER(" AND entry.role IN ($1) AND entry.participant > $2") " | 'owner' 'a'"},
        {"participant=a&participant__ne=b&role=owner",
            "boat WHERE " OWNER(" AND entry.participant = $1 AND entry.role = $2") " AND NOT " OWNER(
                " AND entry.participant = $3") " | 'a' 'owner' 'b'"},
        {"participant__ne=b&participant=a",
            "boat WHERE NOT " OWNER(" AND entry.participant = $1") " AND " OWNER(
                " AND entry.participant = $2") " | 'b' 'a'"},
        {"participant=a&participant=b&role=owner&role__ne=renter",
            "boat WHERE " OWNER(" AND entry.participant = $1 AND entry.role = $2") " AND " OWNER(
                " AND entry.participant = $3 AND entry.role = $4") " AND NOT " OWNER(" AND entry.role = "
                                                                                     "$5") " | 'a' "
                                                                                           "'owner' 'b' "
                                                                                           "'owner' "
                                                                                           "'renter'"},
        {"harbour=h&participant=a", "boat WHERE EXISTS (SELECT 1 FROM boat_berth AS entry WHERE "
                                    "entry.boat = boat.id AND entry.harbour = "
                                    "$1) AND " OWNER(" AND entry.participant = $2") " | 'h' 'a'"}};
    expect_told(&ships, table, COUNT(table));
}

#define LED "boat_sailor CROSS JOIN boat WHERE boat.id = boat_sailor.boat AND "

/* By the first filter for one value through a membership that repeats what lists sort by. */
static void a_walk_is_led_where_a_membership_can_lead_it(void **state) {
    (void)state;
    static const char *const table[][2] = {{"sailor=a", LED "boat_sailor.sailor = $1 | 'a'"},
        {"job=cook", LED "boat_sailor.job = $1 | 'cook'"},
        {"job=cook&sort=yard", "boat WHERE EXISTS (SELECT 1 FROM boat_sailor AS entry WHERE entry.boat = "
                               "boat.id AND entry.job = $1) "
                               "AND boat.yard IS NOT NULL | 'cook'"},
        {"sailor=a&job=cook", LED "boat_sailor.sailor = $1 AND boat_sailor.job = $2 | 'a' 'cook'"},
        {"sailor=a&sailor=b",
            LED "boat_sailor.sailor = $1 AND EXISTS (SELECT 1 FROM boat_sailor AS entry WHERE "
                "entry.boat = boat_sailor.boat AND entry.sailor = $2) | 'a' 'b'"},
        {"sailor=a&built__gte=2025&kind=sail&yard=y", LED
            "boat_sailor.sailor = $1 AND boat_sailor.built >= $2 AND boat_sailor.kind = $3 AND boat.yard = "
            "$4 | 'a' '2025-01-01' 'sail' 'y'"},
        {"sailor=a&area__gt=1",
            LED "boat_sailor.kind = 'sail' AND boat_sailor.sailor = $1 AND boat.area > $2 | 'a' 1"},
        {"harbour=h&sailor=a",
            LED "EXISTS (SELECT 1 FROM boat_berth AS entry WHERE entry.boat = boat_sailor.boat "
                "AND entry.harbour = $1) AND boat_sailor.sailor = $2 | 'h' 'a'"},
        {"harbour=h", "boat WHERE EXISTS (SELECT 1 FROM boat_berth AS entry WHERE entry.boat = boat.id AND "
                      "entry.harbour = $1) | 'h'"},
        {"sailor__in=a",
            "boat WHERE EXISTS (SELECT 1 FROM boat_sailor AS entry WHERE entry.boat = boat.id AND "
            "entry.sailor IN ($1)) | 'a'"},
        {"sailor__ne=a",
            "boat WHERE NOT EXISTS (SELECT 1 FROM boat_sailor AS entry WHERE entry.boat = boat.id "
            "AND entry.sailor = $1) | 'a'"},
        {"sailor__ne=a&job=cook",
            LED "NOT EXISTS (SELECT 1 FROM boat_sailor AS entry WHERE entry.boat = boat_sailor.boat AND "
                "entry.sailor = $1) AND boat_sailor.job = $2 | 'a' 'cook'"}};
    expect_told(&craft, table, COUNT(table));
}

static void a_led_walk_sorts_by_what_its_rows_repeat(void **state) {
    (void)state;
    static const char *const table[][2] = {{"sailor=a", " ORDER BY boat_sailor.boat LIMIT $2"},
        {"sailor=a&sort=built", " ORDER BY boat_sailor.built, boat_sailor.boat LIMIT $2"},
        {"sailor=a&sort=-kind", " ORDER BY boat_sailor.kind DESC, boat_sailor.boat DESC LIMIT $2"},
        {"sailor=a&sort=yard", " ORDER BY boat.yard, boat_sailor.boat LIMIT $2"}};
    for (size_t i = 0; i < COUNT(table); i++) {
        AUTO_ARENA arena = {0};
        struct query query;
        struct bound_sql sql = {.arena = &arena};
        parsed(&craft, table[i][0], &arena, &query);
        sql_of_range(&query, (struct range){0, RANGE_NOT_NULL}, 51, &sql);
        assert_non_null(strstr(sql.text.bytes, "SELECT DISTINCT "));
        assert_string_equal(strstr(sql.text.bytes, " ORDER BY "), table[i][1]);
        buf_close(&sql.text);
    }
}

/* ---- kinds ---- */

static void a_member_of_one_kind_asks_for_that_kind(void **state) {
    (void)state;
    static const char *const table[][2] = {{"area=1", "boat WHERE boat.kind = 'sail' AND boat.area = $1 | 1"},
        {"power__isnull=false", "boat WHERE boat.kind = 'motor' AND boat.power IS NOT NULL |"},
        {"power__isnull=true", "boat WHERE boat.power IS NULL |"},
        {"type=sloop", "boat WHERE boat.type = $1 | 'sloop'"},
        {"type__in=sloop,diesel&yard=y",
            "boat WHERE boat.type IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, "
            "$17, $18, $19, $20) AND boat.yard = $21 | 'sloop' 'diesel' 'diesel' 'diesel' 'diesel' 'diesel' "
            "'diesel' 'diesel' 'diesel' 'diesel' 'diesel' 'diesel' 'diesel' 'diesel' 'diesel' 'diesel' "
            "'diesel' 'diesel' 'diesel' 'diesel' 'y'"},
        {"sort=area", "boat WHERE boat.kind = 'sail' AND boat.area IS NOT NULL |"},
        {"area=1&power=2", "boat WHERE boat.kind = 'sail' AND boat.area = $1 AND boat.power = $2 | 1 2"}};
    expect_told(&craft, table, COUNT(table));
    static const char *const typed[][2] = {
        {"crew__gt=1", "boat WHERE boat.kind = 'boat' AND boat.crew > $1 | 1"}};
    expect_told(&boats, typed, COUNT(typed));
}

/* ---- search ---- */

#define WORD(n, m)                                                                                           \
    "boat.id IN (SELECT boat FROM boat_search WHERE number IN (SELECT rowid AS number FROM "                 \
    "boat_search_index WHERE "                                                                               \
    "boat_search_index MATCH $" #n ") UNION SELECT boat FROM yard_search JOIN yard_boat USING (yard) WHERE " \
    "number IN (SELECT rowid AS number FROM yard_search_index WHERE yard_search_index MATCH $" #m "))"

static void each_word_is_looked_for_in_every_source(void **state) {
    (void)state;
    AUTO_ARENA arena = {0};
    const char *one = told_of(&craft, "q=keel", &arena), *two = told_of(&craft, "q=oak+keel", &arena);
    assert_int_equal(strncmp(one, "boat WHERE " WORD(1, 2) " | ", strlen("boat WHERE " WORD(1, 2) " | ")), 0);
    assert_int_equal(strncmp(two, "boat WHERE " WORD(1, 2) " AND " WORD(3, 4) " | ",
                         strlen("boat WHERE " WORD(1, 2) " AND " WORD(3, 4) " | ")),
        0);
    assert_non_null(strstr(two, "oak"));
    assert_non_null(strstr(two, "keel"));
    assert_string_equal(told_of(&craft, "q=!!!", &arena), "boat WHERE 1 = 0 |");
}

/* ---- what is wrong ---- */

#define ORDERED "; it takes eq, ne, gt, gte, lt, lte, in, isnull"
#define TEXTUAL "; it takes eq, ne, gt, gte, lt, lte, in, contains, startswith, isnull"
#define FILTERS                                                                                              \
    "; they have id, name.en, colour, crew, length, sails, built, sold_at, participant, role, harbour"

static void each_wrong_filter_is_named_with_what_would_be_right(void **state) {
    (void)state;
    static const char *const table[][2] = {
        {"crew__contains=1", "crew__contains: \"contains\" is no operator of crew" ORDERED " []\n"},
        {"built__startswith=2025",
            "built__startswith: \"startswith\" is no operator of built" ORDERED " []\n"},
        {"length__contains=1", "length__contains: \"contains\" is no operator of length" ORDERED " []\n"},
        {"sold_at__contains=1", "sold_at__contains: \"contains\" is no operator of sold_at" ORDERED " []\n"},
        {"sails__gt=true", "sails__gt: \"gt\" is no operator of sails; it takes eq, ne, in, isnull []\n"},
        {"crew__ge=1", "crew__ge: \"ge\" is no operator of crew" ORDERED " [crew__ne]\n"},
        {"name.en__startwith=a",
            "name.en__startwith: \"startwith\" is no operator of name.en" TEXTUAL " [name.en__startswith]\n"},
        {"name.en__like=a", "name.en__like: \"like\" is no operator of name.en" TEXTUAL " []\n"},
        {"crew__=1", "crew__: \"\" is no operator of crew" ORDERED " []\n"},
        {"crew__GT=1", "crew__GT: \"GT\" is no operator of crew" ORDERED " [crew__gt]\n"},
        {"crew__x__gt=1", "crew__x__gt: boats have no such parameter" FILTERS " []\n"},
        {"colur__ne=red", "colur__ne: boats have no such parameter [colour__ne]\n"},
        {"lmit__gt=5", "lmit__gt: boats have no such parameter" FILTERS " []\n"},
        {"note__contains=x",
            "note__contains: boats are not filtered by it; q=… finds words in any of their texts []\n"},
        {"limit__gt=5", "limit__gt: boats have no such parameter" FILTERS " []\n"},
        {"__gt=1", "__gt: boats have no such parameter" FILTERS " []\n"},
        {"colour__ne=gren", "colour__ne: \"gren\" is not one of red, green, blue [green]\n"},
        {"colour__in=red,gren", "colour__in: \"gren\" is not one of red, green, blue [green]\n"},
        {"crew__gt=many", "crew__gt: \"many\" is not a whole number []\n"},
        {"crew__in=1,,2", "crew__in: \"\" is not a whole number []\n"},
        {"crew__in=", "crew__in: \"\" is not a whole number []\n"},
        {"crew__in=%5B1.5%5D", "crew__in: \"1.5\" is not a whole number []\n"},
        {"crew__in=%5Btrue%5D", "crew__in: \"true\" is not a whole number []\n"},
        {"crew__isnull=1", "crew__isnull: \"1\" is not true or false []\n"},
        {"crew__isnull=", "crew__isnull: \"\" is not true or false []\n"},
        {"built__gte=2025-13", "built__gte: \"2025-13\" is not a date: 2025, 2025-10 or 2025-10-31 []\n"},
        {"built__gte=2025-02/2025-03",
            "built__gte: \"2025-02/2025-03\" is not a date: 2025, 2025-10 or 2025-10-31 []\n"},
        {"id__gt=A",
            "id__gt: \"A\" is not an id (lower-case letters, digits and single hyphens; a fact's id has "
            "a dot in it) [a]\n"},
        {"name.en__in=%5B%22a%22,%5B%22b%22%5D%5D", "name.en__in: its value number 2 is not a text, a "
                                                    "number, true or false; nothing may be nested in "
                                                    "it []\n"},
        {"name.en__in=%5B%7B%7D%5D", "name.en__in: its value number 1 is not a text, a number, true or "
                                     "false; nothing may be nested in "
                                     "it []\n"},
        {"name.en__in=%5Bnull%5D", "name.en__in: its value number 1 is not a text, a number, true or false; "
                                   "nothing may be nested in "
                                   "it []\n"},
        {"name.en__in=%5Ba%5D",
            "name.en__in: it begins like a JSON array and is none: invalid token near 'a' []\n"},
    };
    for (size_t i = 0; i < COUNT(table); i++)
        expect_problems(&boats, &as_json, table[i][0], table[i][1]);
}

static void a_word_of_several_fields_of_a_name_is_taken(void **state) {
    (void)state;
    expect_problems(
        &craft, &as_json, "type=brig", "type: \"brig\" is not one of sloop, ketch, diesel, steam []\n");
    expect_problems(&craft, &as_json, "type__in=sloop,stem",
        "type__in: \"stem\" is not one of sloop, ketch, diesel, steam [steam]\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_operator_says_what_it_compares),
        cmocka_unit_test(a_date_is_all_of_its_days),
        cmocka_unit_test(an_instant_is_a_point_or_a_day_of_utc),
        cmocka_unit_test(instants_and_days_stand_in_one_list),
        cmocka_unit_test(what_starts_with_a_text_ends_before_the_next_one),
        cmocka_unit_test(what_like_would_read_is_escaped),
        cmocka_unit_test(a_list_is_split_at_commas_or_is_json),
        cmocka_unit_test(a_list_has_at_most_200_values),
        cmocka_unit_test(a_list_is_padded_by_its_last_value),
        cmocka_unit_test(operators_ask_for_one_entry_or_deny_all),
        cmocka_unit_test(a_walk_is_led_where_a_membership_can_lead_it),
        cmocka_unit_test(a_led_walk_sorts_by_what_its_rows_repeat),
        cmocka_unit_test(a_member_of_one_kind_asks_for_that_kind),
        cmocka_unit_test(each_word_is_looked_for_in_every_source),
        cmocka_unit_test(each_wrong_filter_is_named_with_what_would_be_right),
        cmocka_unit_test(a_word_of_several_fields_of_a_name_is_taken),
    };
    return cmocka_run_group_tests_name("filter", tests, NULL, NULL);
}
