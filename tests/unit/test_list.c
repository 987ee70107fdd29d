/* SPDX-License-Identifier: MIT */
/* Where the links of a list lead: to its own address with one thing changed, always in one form. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "views/list.h"

/* The address of the list at `target` with that change. */
static void leads_to(
    const char *target, struct parameter without, struct parameter with, const char *expected) {
    AUTO_ARENA arena = {0};
    struct request request = {0};
    struct problems problems;
    struct view view;
    problems_init(&problems, &arena);
    assert_null(target_parse(target, &arena, &request.target));
    view_begin(&view, &request, &arena, &problems);
    assert_string_equal(list_address(&view, without, with), expected);
    assert_int_equal(problems.errors, 0);
}

static const struct parameter none = {0};

static void one_list_has_one_address(void **state) {
    (void)state;
    leads_to("/facts", none, none, "/facts");
    leads_to("/facts?topic=b&q=x&kind=figure&topic=a", none, none, "/facts?kind=figure&topic=a&topic=b&q=x");
    leads_to("/facts?sort=-value&topic=a", none, none, "/facts?topic=a&sort=-value");
    leads_to("/facts?lang=en&unit=gpu", none, none, "/facts?unit=gpu&lang=en");
    leads_to("/facts?cursor=abc&topic=a", none, none, "/facts?topic=a");
}

static void a_filter_is_added_once(void **state) {
    (void)state;
    leads_to("/facts?topic=b", none, (struct parameter){"topic", "a"}, "/facts?topic=a&topic=b");
    leads_to("/facts?topic=a", none, (struct parameter){"topic", "a"}, "/facts?topic=a");
    leads_to("/facts?lang=ko", none, (struct parameter){"q", "a&b=\"<'가"},
        "/facts?q=a%26b%3D%22%3C%27%EA%B0%80&lang=ko");
}

static void a_filter_is_taken_out(void **state) {
    (void)state;
    leads_to(
        "/facts?topic=a&topic=b&kind=a", (struct parameter){"topic", "a"}, none, "/facts?kind=a&topic=b");
    leads_to("/facts?topic=a&topic=b&kind=a", (struct parameter){"topic", NULL}, none, "/facts?kind=a");
    leads_to("/facts?topic=a", (struct parameter){"topic", "b"}, none, "/facts?topic=a");
    leads_to("/facts?topic__in=a", (struct parameter){"topic", "a"}, none, "/facts?topic__in=a");
    leads_to("/facts?topic=a", (struct parameter){"topic", "a"}, none, "/facts");
}

static void an_order_takes_the_place_of_another(void **state) {
    (void)state;
    leads_to("/facts?sort=since&topic=a", (struct parameter){"sort", NULL},
        (struct parameter){"sort", "-value"}, "/facts?topic=a&sort=-value");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_list_has_one_address),
        cmocka_unit_test(a_filter_is_added_once),
        cmocka_unit_test(a_filter_is_taken_out),
        cmocka_unit_test(an_order_takes_the_place_of_another),
    };
    return cmocka_run_group_tests_name("list", tests, NULL, NULL);
}
