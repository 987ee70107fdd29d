/* SPDX-License-Identifier: MIT */
/* Decimals: what is parsed prints again in its one shortest form, equal numbers are equal structs, and the
 * bounds of the header hold. A failure prints the text it is about. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "text/decimal.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

static struct decimal parsed(const char *text) {
    struct decimal number;
    if (!decimal_parse(text, strlen(text), &number))
        fail_msg("%s was not parsed", text);
    return number;
}

static void expect_print(const char *about, struct decimal number, const char *wanted) {
    char text[DECIMAL_TEXT_SIZE];
    if (strcmp(decimal_print(number, text), wanted) != 0)
        fail_msg("%s: printed %s, wanted %s", about, text, wanted);
}

static void a_number_prints_in_its_shortest_form(void **state) {
    (void)state;
    static const char *const table[][2] = {{"0", "0"}, {"-0", "0"}, {"0.000", "0"}, {"0e99999999999", "0"},
        {"2.50", "2.5"}, {"+7", "7"}, {"1e3", "1000"}, {"1.5E+2", "150"}, {"25e-1", "2.5"},
        {"-0.05", "-0.05"}, {"123456789.012345", "123456789.012345"},
        {"9007199254740991", "9007199254740991"}, {"-9007199254740991", "-9007199254740991"},
        {"9.007199254740991e15", "9007199254740991"}, {"1.500000000000000000000000000000", "1.5"},
        {"1000000000000000.000", "1000000000000000"}, {"1e-40", "0.0000000000000000000000000000000000000001"},
        {"-999999999999999e-40", "-0.0000000000000000000000000999999999999999"}};
    for (size_t i = 0; i < COUNT(table); i++)
        expect_print(table[i][0], parsed(table[i][0]), table[i][1]);
}

static void what_is_no_number_or_out_of_bounds_is_refused(void **state) {
    (void)state;
    static const char *const texts[] = {"", "-", "+", ".", ".5", "5.", "1e", "1e+", "e5", "1,000", " 1", "1 ",
        "1x", "0x10", "inf", "nan", "--1", "1.2.3", "9007199254740992", "-9007199254740992", "1e16", "1e400",
        "1234567890.123456", "0.1234567890123456", "1e-41", "1e-99999999999999999999",
        "99999999999999999999999", "100000000000000000000000000000000001"};
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct decimal number;
        if (decimal_parse(texts[i], strlen(texts[i]), &number))
            fail_msg("\"%s\" was parsed", texts[i]);
    }
}

static void only_the_given_bytes_are_parsed(void **state) {
    (void)state;
    struct decimal number;
    assert_true(decimal_parse("123", 2, &number));
    expect_print("12 of 123", number, "12");
}

static void equal_numbers_are_equal_structs(void **state) {
    (void)state;
    struct decimal a = parsed("1200"), b = parsed("1.2e3"), c;
    assert_int_equal(a.coefficient, 12);
    assert_int_equal(a.exponent, 2);
    assert_true(a.coefficient == b.coefficient && a.exponent == b.exponent);
    assert_true(decimal_from_integer(1200, &c));
    assert_true(a.coefficient == c.coefficient && a.exponent == c.exponent);
}

static void integers_are_bounded_by_2_53(void **state) {
    (void)state;
    struct decimal number;
    assert_true(decimal_from_integer(9007199254740991, &number));
    assert_false(decimal_from_integer(9007199254740992, &number));
    assert_false(decimal_from_integer(9007199254740994, &number));
    assert_false(decimal_from_integer(INT64_MIN, &number));
    assert_false(decimal_from_integer(INT64_MAX, &number));
}

static void a_double_becomes_its_shortest_decimal(void **state) {
    (void)state;
    static const struct {
        double number;
        const char *wanted;
    } table[] = {{2.5, "2.5"}, {0.1, "0.1"}, {-3.5, "-3.5"}, {1e-7, "0.0000001"}, {1e15, "1000000000000000"},
        {9007199254740991.0, "9007199254740991"}, {0.0, "0"}, {-0.0, "0"}, {99.99, "99.99"},
        {0.00123456789012345, "0.00123456789012345"}};
    for (size_t i = 0; i < COUNT(table); i++) {
        struct decimal number;
        if (!decimal_from_double(table[i].number, &number))
            fail_msg("%.17g has no decimal", table[i].number);
        expect_print(table[i].wanted, number, table[i].wanted);
        assert_true(decimal_double(number) == table[i].number);
    }
}

static void a_double_of_more_digits_has_no_decimal(void **state) {
    (void)state;
    const double numbers[] = {
        0.1 + 0.2, 1.0 / 3, 9007199254740992.0, 1e300, 1e-300, 5e-324, INFINITY, -INFINITY, NAN};
    for (size_t i = 0; i < COUNT(numbers); i++) {
        struct decimal number;
        if (decimal_from_double(numbers[i], &number))
            fail_msg("%.17g became a decimal", numbers[i]);
    }
}

static void products_are_exact_or_refused(void **state) {
    (void)state;
    static const char *const table[][3] = {{"1.2", "1e9", "1200000000"}, {"-2.5", "4", "-10"},
        {"0", "5", "0"}, {"1099511627776", "0.000095367431640625", "104857600"},
        {"0.000095367431640625", "1099511627776", "104857600"}, {"0.5", "2", "1"},
        {"9007199254740991", "1", "9007199254740991"}, {"9007199254740991", "2", ""},
        {"94906267", "94906267", ""}, {"1e-30", "1e-30", ""},
        {"4398046511104", "95367431640625e-15", "419430400000"}, {"0.123456789", "0.123456789", ""}};
    for (size_t i = 0; i < COUNT(table); i++) {
        struct decimal a, product;
        if (!decimal_parse(table[i][0], strlen(table[i][0]), &a))
            fail_msg("%s was not parsed", table[i][0]);
        struct decimal b;
        bool good = decimal_parse(table[i][1], strlen(table[i][1]), &b) && decimal_multiply(a, b, &product);
        if (good != (table[i][2][0] != '\0'))
            fail_msg("%s * %s: %s", table[i][0], table[i][1], good ? "not refused" : "refused");
        if (good)
            expect_print(table[i][0], product, table[i][2]);
    }
}

static void sums_are_exact_or_refused(void **state) {
    (void)state;
    static const char *const table[][3] = {{"0.1", "0.2", "0.3"}, {"2.5", "-2.5", "0"},
        {"0", "1e-40", "1e-40"}, {"1000000000000", "200000000000", "1200000000000"},
        {"9007199254740990", "1", "9007199254740991"}, {"9007199254740991", "1", ""}, {"1e15", "1e-20", ""},
        {"1e15", "0.5", ""}, {"1e13", "0.5", "10000000000000.5"},
        {"9007199254740991", "-9007199254740990", "1"}};
    for (size_t i = 0; i < COUNT(table); i++) {
        struct decimal sum;
        bool good = decimal_add(parsed(table[i][0]), parsed(table[i][1]), &sum);
        if (good != (table[i][2][0] != '\0'))
            fail_msg("%s + %s: %s", table[i][0], table[i][1], good ? "not refused" : "refused");
        if (good && decimal_compare(sum, parsed(table[i][2])) != 0)
            fail_msg("%s + %s is not %s", table[i][0], table[i][1], table[i][2]);
    }
}

static void comparing_orders_every_pair(void **state) {
    (void)state;
    static const char *const rising[] = {"-9007199254740991", "-1000", "-999.9", "-0.5", "-0.05", "-1e-40",
        "0", "1e-40", "0.0499999", "0.05", "0.5", "2.4999", "2.5", "2.51", "10", "999.9", "1000", "1e15",
        "9007199254740991"};
    for (size_t i = 0; i < COUNT(rising); i++)
        for (size_t j = 0; j < COUNT(rising); j++) {
            int wanted = (i > j) - (i < j);
            if (decimal_compare(parsed(rising[i]), parsed(rising[j])) != wanted)
                fail_msg("%s and %s: wanted %d", rising[i], rising[j], wanted);
        }
}

static void only_integers_give_an_integer(void **state) {
    (void)state;
    int64_t integer;
    assert_true(decimal_integer(parsed("260000"), &integer));
    assert_int_equal(integer, 260000);
    assert_true(decimal_integer(parsed("-0"), &integer));
    assert_int_equal(integer, 0);
    assert_false(decimal_integer(parsed("2.5"), &integer));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_prints_in_its_shortest_form),
        cmocka_unit_test(what_is_no_number_or_out_of_bounds_is_refused),
        cmocka_unit_test(only_the_given_bytes_are_parsed),
        cmocka_unit_test(equal_numbers_are_equal_structs),
        cmocka_unit_test(integers_are_bounded_by_2_53),
        cmocka_unit_test(a_double_becomes_its_shortest_decimal),
        cmocka_unit_test(a_double_of_more_digits_has_no_decimal),
        cmocka_unit_test(products_are_exact_or_refused),
        cmocka_unit_test(sums_are_exact_or_refused),
        cmocka_unit_test(comparing_orders_every_pair),
        cmocka_unit_test(only_integers_give_an_integer),
    };
    return cmocka_run_group_tests_name("decimal", tests, NULL, NULL);
}
