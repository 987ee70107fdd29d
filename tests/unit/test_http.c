/* SPDX-License-Identifier: MIT */
/* What a client accepts and has already, and which route a path means. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "http/negotiate.h"
#include "http/router.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

struct accept {
    const char *header;
    const char *type;
    bool taken;
};

static void expect(const struct accept *table, size_t count) {
    for (size_t i = 0; i < count; i++)
        if ((negotiate_quality(table[i].header, table[i].type) > 0) != table[i].taken)
            fail_msg("Accept: %s is %s %s", table[i].header ? table[i].header : "(none)",
                table[i].taken ? "not taken for" : "taken for", table[i].type);
}

static void a_type_is_accepted_by_its_name_its_half_or_any(void **state) {
    (void)state;
    static const struct accept table[] = {{NULL, "application/json", true}, {"", "application/json", true},
        {" \t", "application/json", true}, {"*/*", "application/json", true},
        {"application/*", "application/json", true}, {"application/json", "application/json", true},
        {"APPLICATION/Json", "application/json", true},
        {"text/html, application/json", "application/json", true},
        {"text/html,application/json", "application/json", true},
        {"text/html ,\tapplication/json ", "application/json", true},
        {"application/json;charset=utf-8", "application/json", true},
        {"application/json", "application/json; charset=utf-8", true},
        {"text/html", "application/json", false}, {"text/*", "application/json", false},
        {"application/jsonx", "application/json", false}, {"application/jso", "application/json", false},
        {"application/problem+json", "application/json", false},
        {"application/json", "application/problem+json", false}, {"application", "application/json", false},
        {"*", "application/json", false}, {"*/json", "application/json", false},
        {"app/*", "application/json", false}, {"text/csv", "text/csv", true},
        {"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/csv", true}};
    expect(table, COUNT(table));
}

static void a_weight_of_zero_refuses(void **state) {
    (void)state;
    static const struct accept table[] = {{"application/json;q=0", "application/json", false},
        {"application/json;q=0.0", "application/json", false},
        {"application/json;q=0.000", "application/json", false},
        {"application/json;q=0.", "application/json", false},
        {"application/json;Q=0", "application/json", false},
        {"application/json ; q=0", "application/json", false},
        {"application/json; q=0 , text/html", "application/json", false},
        {"application/json;charset=utf-8;q=0", "application/json", false},
        {"*/*;q=0", "application/json", false}, {"application/*;q=0", "application/json", false},
        {"application/json;q=0.001", "application/json", true},
        {"application/json;q=0.1", "application/json", true},
        {"application/json;q=1", "application/json", true},
        {"application/json;q=1.000", "application/json", true},
        {"application/json;q=0.5;x=0", "application/json", true}};
    expect(table, COUNT(table));
}

static void the_range_that_is_closest_decides(void **state) {
    (void)state;
    static const struct accept table[] = {{"*/*, application/json;q=0", "application/json", false},
        {"application/json;q=0, */*", "application/json", false},
        {"application/json, */*;q=0", "application/json", true},
        {"*/*;q=0, application/json", "application/json", true},
        {"application/*;q=0, */*", "application/json", false},
        {"*/*, application/*;q=0", "application/json", false},
        {"application/*;q=0, application/json;q=0.1", "application/json", true},
        {"application/json;q=0, */*", "text/csv", true}, {"text/*;q=0, */*;q=0.1", "application/json", true}};
    expect(table, COUNT(table));
}

static void a_tag_that_the_client_has_is_found_among_others(void **state) {
    (void)state;
    static const struct {
        const char *header;
        bool found;
    } table[] = {{"\"a1\"", true}, {"W/\"a1\"", true}, {"\"b2\", \"a1\"", true}, {"\"b2\",\"a1\"", true},
        {"\"b2\" , W/\"a1\" ", true}, {",,\"a1\"", true}, {"\"with,comma\", \"a1\"", true},
        {"\"with \\\", \"a1\"", true}, {"W/\"b2\", \"a1\", \"c3\"", true}, {"", false}, {" ", false},
        {"a1", false}, {"\"a\"", false}, {"\"a11\"", false}, {"\"A1\"", false}, {"\"b2\"", false},
        {"\"x\"a1\"\"", false}, {"\"\", \"b\"", false}, {"w/\"a1\"", false}, {"\"a1", false},
        {"x\"a1\"", false}};
    for (size_t i = 0; i < COUNT(table); i++)
        if (negotiate_has(table[i].header, "\"a1\"") != table[i].found)
            fail_msg("%s: %s", table[i].header, table[i].found ? "not found" : "found");
}

/* RFC 9110, section 13.1.2: "*" is any current representation. */
static void a_star_is_any_tag(void **state) {
    (void)state;
    assert_true(negotiate_has("*", "\"a1\""));
    assert_true(negotiate_has(" * ", "\"a1\""));
}

static void where_there_is_no_tag_the_client_has_none(void **state) {
    (void)state;
    assert_false(negotiate_has("\"a1\"", ""));
    assert_false(negotiate_has("\"\"", ""));
    assert_false(negotiate_has("", ""));
}

static const struct route root = {.path = "/"}, list = {.path = "/v1/facts"},
                          one = {.path = "/v1/facts/{id}"}, document = {.path = "/v1/articles/{id}/document"};
static const struct route *const routes[] = {&root, &list, &one, &document, NULL};

static void a_path_means_the_route_that_it_fits_as_a_whole(void **state) {
    (void)state;
    static const struct {
        const char *path;
        const struct route *route;
        const char *item;
    } table[] = {{"/", &root, NULL}, {"/v1/facts", &list, NULL}, {"/v1/facts/a", &one, "a"},
        {"/v1/facts/a.b-c", &one, "a.b-c"}, {"/v1/facts/{id}", &one, "{id}"}, {"/v1/facts/가", &one, "가"},
        {"/v1/articles/a/document", &document, "a"},
        {"/v1/articles/document/document", &document, "document"}, {"", NULL, NULL}, {"//", NULL, NULL},
        {"/v1", NULL, NULL}, {"/v1/facts/", NULL, NULL}, {"/v1/facts//", NULL, NULL},
        {"/v1/facts/a/", NULL, NULL}, {"/v1/facts/a/b", NULL, NULL}, {"/v1/factsx", NULL, NULL},
        {"/V1/facts", NULL, NULL}, {"/v1/articles/a", NULL, NULL}, {"/v1/articles//document", NULL, NULL},
        {"/v1/articles/a/documents", NULL, NULL}, {"/v1/articles/a/b/document", NULL, NULL},
        {"v1/facts", NULL, NULL}, {"*", NULL, NULL}};
    for (size_t i = 0; i < COUNT(table); i++) {
        AUTO_ARENA arena = {0};
        const char *item = "left over";
        const struct route *route = router_find(routes, table[i].path, &arena, &item);
        if (route != table[i].route)
            fail_msg("%s means %s", table[i].path, route ? route->path : "nothing");
        if (table[i].item ? !item || strcmp(item, table[i].item) != 0 : item != NULL)
            fail_msg("%s has the item %s", table[i].path, item ? item : "(none)");
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_type_is_accepted_by_its_name_its_half_or_any),
        cmocka_unit_test(a_weight_of_zero_refuses),
        cmocka_unit_test(the_range_that_is_closest_decides),
        cmocka_unit_test(a_tag_that_the_client_has_is_found_among_others),
        cmocka_unit_test(a_star_is_any_tag),
        cmocka_unit_test(where_there_is_no_tag_the_client_has_none),
        cmocka_unit_test(a_path_means_the_route_that_it_fits_as_a_whole),
    };
    return cmocka_run_group_tests_name("http", tests, NULL, NULL);
}
