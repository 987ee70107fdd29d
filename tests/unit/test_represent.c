/* SPDX-License-Identifier: MIT */
/* As what an answer is written: the format that is named, else what the Accept header wants most. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "http/negotiate.h"
#include "http/represent.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

static const struct representation formats[] = {{"json", "application/json"},
    {"csv", "text/csv; charset=utf-8"}, {"ndjson", "application/x-ndjson"}, {0}};
static const struct representation nameless[] = {{NULL, "application/json"}, {0}};
static const struct route rows = {.path = "/v1/boats", .as = formats},
                          bare = {.path = "/livez", .as = nameless};

/* The parameters of the target behind "/?". */
static bool represented(const struct route *route, const char *accept, const char *parameters,
    struct request *request, struct problems *problems) {
    *request = (struct request){0};
    assert_null(
        target_parse(arena_printf(&request->arena, "/?%s", parameters), &request->arena, &request->target));
    problems_init(problems, &request->arena);
    return represent(route, accept, request, problems);
}

static void the_header_chooses_by_weight_and_then_by_the_servers_order(void **state) {
    (void)state;
    static const struct {
        const char *accept;
        int chosen; /* -1: none */
    } table[] = {{NULL, 0}, {"", 0}, {"*/*", 0}, {"application/json", 0}, {"text/csv", 1}, {"text/*", 1},
        {"application/x-ndjson", 2}, {"application/*", 0}, {"text/csv, application/json", 0},
        {"text/csv;q=0.9, application/json;q=0.8", 1}, {"text/csv;q=0.8, application/json;q=0.9", 0},
        {"application/json;q=0, */*", 1}, {"application/*;q=0, */*;q=0.1", 1},
        {"*/*;q=0.1, application/x-ndjson", 2}, {"application/json;q=0.001, text/csv;q=0.002", 1},
        {"image/png", -1}, {"*/*;q=0", -1}, {"text/html", -1}, {"application/json;q=0", -1}};
    for (size_t i = 0; i < COUNT(table); i++) {
        struct request request;
        struct problems problems;
        bool good = represented(&rows, table[i].accept, "limit=1", &request, &problems);
        if (good != (table[i].chosen >= 0) || (good && request.as != &formats[table[i].chosen]))
            fail_msg("Accept: %s is %s", table[i].accept, good ? request.as->type : "nothing");
        assert_int_equal(problems.errors, 0);
        assert_false(request.as_named);
        assert_int_equal(request.target.parameter_count, 1);
        arena_close(&request.arena);
    }
}

static void the_parameter_wins_over_the_header_and_is_taken_out(void **state) {
    (void)state;
    static const char *const headers[] = {NULL, "application/json", "image/png", "text/csv;q=0, */*"};
    for (size_t i = 0; i < COUNT(headers); i++) {
        struct request request;
        struct problems problems;
        assert_true(represented(&rows, headers[i], "a=1&format=csv&b=2", &request, &problems));
        assert_ptr_equal(request.as, &formats[1]);
        assert_true(request.as_named);
        assert_int_equal(request.target.parameter_count, 2);
        assert_string_equal(request.target.parameters[0].name, "a");
        assert_string_equal(request.target.parameters[1].name, "b");
        arena_close(&request.arena);
    }
}

static void a_wrong_format_is_told_with_the_nearest(void **state) {
    (void)state;
    static const char *const table[][3] = {{"format=cvs", "\"cvs\" is not one of json, csv, ndjson", "csv"},
        {"format=", "\"\" is not one of json, csv, ndjson", NULL},
        {"format=JSON%0A", "\"JSON\\u000a\" is not one of json, csv, ndjson", "json"},
        {"format=CSV", "\"CSV\" is not one of json, csv, ndjson", "csv"},
        {"format=jsonn", "\"jsonn\" is not one of json, csv, ndjson", "json"},
        {"format=text/csv", "\"text/csv\" is not one of json, csv, ndjson", NULL},
        {"format=csv&format=csv", "it is given twice", NULL},
        {"format=csv&format=json", "it is given twice", NULL}};
    for (size_t i = 0; i < COUNT(table); i++) {
        struct request request;
        struct problems problems;
        assert_false(represented(&rows, "text/csv", table[i][0], &request, &problems));
        assert_int_equal(problems.errors, 1);
        assert_string_equal(problems.first->where, "format");
        assert_string_equal(problems.first->detail, table[i][1]);
        if (table[i][2])
            assert_string_equal(problems.first->suggestion, table[i][2]);
        else
            assert_null(problems.first->suggestion);
        arena_close(&request.arena);
    }
}

/* It stays among the parameters, and is as wrong as any there. */
static void what_has_one_form_takes_no_format(void **state) {
    (void)state;
    struct request request;
    struct problems problems;
    assert_true(represented(&bare, NULL, "format=json", &request, &problems));
    assert_int_equal(request.target.parameter_count, 1);
    assert_false(request.as_named);
    arena_close(&request.arena);
}

static void the_choices_are_named(void **state) {
    (void)state;
    AUTO_ARENA arena = {0};
    assert_string_equal(
        represent_choices(&rows, &arena), "application/json, text/csv; charset=utf-8, application/x-ndjson");
    assert_string_equal(represent_choices(&bare, &arena), "application/json");
}

static void a_weight_has_three_digits_and_what_is_none_counts_as_one(void **state) {
    (void)state;
    static const struct {
        const char *accept;
        int quality;
    } table[] = {{"a/b;q=0.5", 500}, {"a/b;q=0.55", 550}, {"a/b;q=0.555", 555}, {"a/b;q=0.5559", 555},
        {"a/b;q=1", 1000}, {"a/b;q=1.000", 1000}, {"a/b;q=1.999", 1000}, {"a/b;q=0", 0}, {"a/b;q=0.001", 1},
        {"a/b;q=x", 1000}, {"a/b;q=", 1000}, {"a/b;q=2", 1000}, {"a/b;q=-1", 1000}, {"a/b ; Q=0.2", 200},
        {"a/b;x=1;q=0.3", 300}, {"*/*;q=0.2, a/b;q=0.7", 700}, {"a/*;q=0.4, */*;q=0.9", 400}, {"c/d", 0}};
    for (size_t i = 0; i < COUNT(table); i++)
        if (negotiate_quality(table[i].accept, "a/b") != table[i].quality)
            fail_msg("%s: %d", table[i].accept, negotiate_quality(table[i].accept, "a/b"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_header_chooses_by_weight_and_then_by_the_servers_order),
        cmocka_unit_test(the_parameter_wins_over_the_header_and_is_taken_out),
        cmocka_unit_test(a_wrong_format_is_told_with_the_nearest),
        cmocka_unit_test(what_has_one_form_takes_no_format),
        cmocka_unit_test(the_choices_are_named),
        cmocka_unit_test(a_weight_has_three_digits_and_what_is_none_counts_as_one),
    };
    return cmocka_run_group_tests_name("represent", tests, NULL, NULL);
}
