/* SPDX-License-Identifier: MIT */
/* How much a request wants a language, as tables. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "http/negotiate.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

struct wanted {
    const char *accepted;
    int korean, english;
};

static void check(const struct wanted *table, size_t count) {
    for (size_t i = 0; i < count; i++) {
        int korean = negotiate_language(table[i].accepted, "ko"),
            english = negotiate_language(table[i].accepted, "en");
        if (korean != table[i].korean || english != table[i].english)
            fail_msg("Accept-Language: %s wants ko by %d and en by %d", table[i].accepted, korean, english);
    }
}

static void no_header_wants_any_language(void **state) {
    (void)state;
    static const struct wanted table[] = {{NULL, 1000, 1000}, {"", 1000, 1000}, {" \t", 1000, 1000}};
    check(table, COUNT(table));
}

static void a_range_is_of_its_primary_subtag_in_any_case(void **state) {
    (void)state;
    static const struct wanted table[] = {{"ko", 1000, 0}, {"en", 0, 1000}, {"de", 0, 0}, {"KO-kr", 1000, 0},
        {"en-GB", 0, 1000}, {"ko-Kore-KR", 1000, 0}, {"kok", 0, 0}, {"eng", 0, 0}, {"k", 0, 0},
        {"de-en", 0, 0}, {"x-ko", 0, 0}, {"ko,en", 1000, 1000}, {"\tko ,\t en", 1000, 1000},
        {",,ko", 1000, 0}, {"ko,", 1000, 0}};
    check(table, COUNT(table));
}

static void a_language_has_the_largest_weight_of_its_ranges(void **state) {
    (void)state;
    static const struct wanted table[] = {{"ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7", 1000, 800},
        {"en;q=0.7,en-US;q=0.8,ko;q=0.9,ko-KR", 1000, 800}, {"en;q=0.001, ko;q=0", 0, 1},
        {"ko;q=0, ko-KR;q=0.3", 300, 0}, {"de, en;q=0.5", 0, 500}, {"en; q=0.25 , ko ;q=0.5", 500, 250},
        {"ko;q=x", 1000, 0}};
    check(table, COUNT(table));
}

static void a_star_is_any_language_that_is_not_named(void **state) {
    (void)state;
    static const struct wanted table[] = {{"*", 1000, 1000}, {"*;q=0.5", 500, 500},
        {"en, *;q=0.5", 500, 1000}, {"*;q=0.5, en;q=0.1", 500, 100}, {"en;q=0, *", 1000, 0},
        {"*;q=0, ko;q=0.2", 200, 0}, {"de, *;q=0", 0, 0}, {"*-KR", 0, 0}};
    check(table, COUNT(table));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_header_wants_any_language),
        cmocka_unit_test(a_range_is_of_its_primary_subtag_in_any_case),
        cmocka_unit_test(a_language_has_the_largest_weight_of_its_ranges),
        cmocka_unit_test(a_star_is_any_language_that_is_not_named),
    };
    return cmocka_run_group_tests_name("negotiate", tests, NULL, NULL);
}
