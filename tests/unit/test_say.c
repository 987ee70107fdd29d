/* SPDX-License-Identifier: MIT */
/* What pages are written with: texts that stay texts, and numbers and dates as either language reads them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <inttypes.h>
#include <string.h>

#include "views/html.h"
#include "views/say.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* ---- markup ---- */

static void what_is_put_in_is_text_and_the_format_is_markup(void **state) {
    (void)state;
    AUTO_BUF out = {0};
    html_put(&out, "<a href=\"%s\" class='x'>%s</a>&nbsp;", "/?a=1&b='\"", "<b>&amp;</b> 100%s");
    assert_string_equal(out.bytes,
        "<a href=\"/?a=1&amp;b=&#39;&quot;\" class='x'>&lt;b&gt;&amp;amp;&lt;/b&gt; 100%s</a>&nbsp;");
}

static void numbers_and_percent_signs_are_put_as_printf_does(void **state) {
    (void)state;
    AUTO_BUF out = {0};
    html_put(&out, "%d|%zu|%%|%d%s%zu", -7, (size_t)4294967296, 0, "<", (size_t)0);
    assert_string_equal(out.bytes, "-7|4294967296|%|0&lt;0");
}

static void no_text_is_none(void **state) {
    (void)state;
    AUTO_BUF out = {0};
    const char *volatile none = NULL; /* or the compiler would warn, as of printf */
    html_put(&out, "[%s][%s]", none, "");
    assert_string_equal(out.bytes, "[][]");
}

static void a_text_ends_where_it_is_said_to(void **state) {
    (void)state;
    AUTO_BUF out = {0};
    html_text(&out, "가<나>&", strlen("가<나"));
    assert_string_equal(out.bytes, "가&lt;나");
}

/* ---- numbers ---- */

typedef void say_value(struct view *view, const struct value *number);

static void check_value(say_value *say, enum language language, struct value value, const char *expected) {
    AUTO_BUF out = {0};
    struct view view = {.language = language, .out = &out};
    say(&view, &value);
    if (strcmp(out.bytes, expected) != 0)
        fail_msg("%" PRId64 " or %f is \"%s\", not \"%s\"", value.integer, value.real, out.bytes, expected);
}

static struct value whole(int64_t integer) {
    return (struct value){.type = VALUE_INTEGER, .integer = integer};
}

static void koreans_count_in_ten_thousands_where_two_words_do(void **state) {
    (void)state;
    static const struct {
        int64_t number;
        const char *korean, *english;
    } table[] = {{0, "0", "0"}, {7, "7", "7"}, {999, "999", "999"}, {1000, "1,000", "1,000"},
        {9999, "9,999", "9,999"}, {10000, "1만", "10,000"}, {10001, "1만 1", "10,001"},
        {260000, "26만", "260,000"}, {9999999, "999만 9,999", "9,999,999"},
        {12345678, "1,234만 5,678", "12,345,678"}, {100000000, "1억", "100,000,000"},
        {100000001, "1억 1", "100,000,001"}, {120000000, "1억 2,000만", "120,000,000"},
        {120000001, "120,000,001", "120,000,001"}, {1000000000000, "1조", "1,000,000,000,000"},
        {1000000010000, "1조 1만", "1,000,000,010,000"}, {3020000000000, "3조 200억", "3,020,000,000,000"},
        {9007199254740991, "9,007,199,254,740,991", "9,007,199,254,740,991"}, {-1, "-1", "-1"},
        {-999, "-999", "-999"}, {-1000, "-1,000", "-1,000"}, {-260000, "-26만", "-260,000"},
        {-120000000, "-1억 2,000만", "-120,000,000"}, {-120000001, "-120,000,001", "-120,000,001"}};
    for (size_t i = 0; i < COUNT(table); i++) {
        check_value(say_number, KOREAN, whole(table[i].number), table[i].korean);
        check_value(say_number, ENGLISH, whole(table[i].number), table[i].english);
        check_value(say_digits, KOREAN, whole(table[i].number), table[i].english);
    }
}

static void fractions_keep_their_digits_and_only_the_whole_is_grouped(void **state) {
    (void)state;
    static const struct {
        double number;
        const char *said;
    } table[] = {{2.5, "2.5"}, {0.1, "0.1"}, {0.00012345, "0.00012345"}, {1234.5678, "1,234.5678"},
        {-1234567.25, "-1,234,567.25"}, {-0.5, "-0.5"}, {260000.5, "260,000.5"}};
    for (size_t i = 0; i < COUNT(table); i++) {
        struct value value = {.type = VALUE_REAL, .real = table[i].number};
        check_value(say_number, KOREAN, value, table[i].said);
        check_value(say_number, ENGLISH, value, table[i].said);
    }
}

/* ---- dates ---- */

typedef void say_text(struct view *view, const char *text);

static void check_text(say_text *say, enum language language, const char *text, const char *expected) {
    AUTO_BUF out = {0};
    struct view view = {.language = language, .out = &out};
    say(&view, text);
    if (strcmp(out.bytes, expected) != 0)
        fail_msg("%s is %s, not %s", text, out.bytes, expected);
}

static void a_date_is_as_exact_as_it_was_stated(void **state) {
    (void)state;
    static const struct {
        const char *date, *korean, *english;
    } table[] = {
        {"2025", "<time datetime=\"2025\">2025년</time>", "<time datetime=\"2025\">2025</time>"},
        {"2025-10", "<time datetime=\"2025-10\">2025년 10월</time>",
            "<time datetime=\"2025-10\">October 2025</time>"},
        {"2026-03-05", "<time datetime=\"2026-03-05\">2026년 3월 5일</time>",
            "<time datetime=\"2026-03-05\">5 March 2026</time>"},
        {"2025-01/2025-12", "2025년 1월 – 2025년 12월", "January 2025 – December 2025"},
        {"2025-02-28/2026", "2025년 2월 28일 – 2026년", "28 February 2025 – 2026"},
        {"2025-10/2025-10", "<time datetime=\"2025-10\">2025년 10월</time>",
            "<time datetime=\"2025-10\">October 2025</time>"},
        {"2026-07/..", "2026년 7월 또는 그 뒤", "on or after July 2026"},
        {"../2026-03-12", "2026년 3월 12일 또는 그 전", "on or before 12 March 2026"},
        {"../2026", "2026년 또는 그 전", "on or before 2026"},
        {"2026-03-12T23:30:00+09:00", "<time datetime=\"2026-03-12\">2026년 3월 12일</time>",
            "<time datetime=\"2026-03-12\">12 March 2026</time>"},
        {"<soon>", "&lt;soon&gt;", "&lt;soon&gt;"},
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        check_text(say_date, KOREAN, table[i].date, table[i].korean);
        check_text(say_date, ENGLISH, table[i].date, table[i].english);
    }
}

static void every_month_has_its_name(void **state) {
    (void)state;
    static const char *const names[] = {"January", "February", "March", "April", "May", "June", "July",
        "August", "September", "October", "November", "December"};
    AUTO_ARENA arena = {0};
    for (int i = 0; i < 12; i++) {
        const char *month = arena_printf(&arena, "2024-%02d", i + 1);
        check_text(say_date, ENGLISH, month,
            arena_printf(&arena, "<time datetime=\"%s\">%s 2024</time>", month, names[i]));
        check_text(say_date, KOREAN, month,
            arena_printf(&arena, "<time datetime=\"%s\">2024년 %d월</time>", month, i + 1));
    }
}

static void an_instant_is_told_by_the_clock_of_its_own_offset(void **state) {
    (void)state;
    check_text(say_instant, KOREAN, "2026-03-12T23:30:10+09:00",
        "<span class=\"instant\"><time datetime=\"2026-03-12\">2026년 3월 12일</time> 23:30</span>");
    check_text(say_instant, ENGLISH, "2026-03-12T00:05:00Z",
        "<span class=\"instant\"><time datetime=\"2026-03-12\">12 March 2026</time> 00:05</span>");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_put_in_is_text_and_the_format_is_markup),
        cmocka_unit_test(numbers_and_percent_signs_are_put_as_printf_does),
        cmocka_unit_test(no_text_is_none),
        cmocka_unit_test(a_text_ends_where_it_is_said_to),
        cmocka_unit_test(koreans_count_in_ten_thousands_where_two_words_do),
        cmocka_unit_test(fractions_keep_their_digits_and_only_the_whole_is_grouped),
        cmocka_unit_test(a_date_is_as_exact_as_it_was_stated),
        cmocka_unit_test(every_month_has_its_name),
        cmocka_unit_test(an_instant_is_told_by_the_clock_of_its_own_offset),
    };
    return cmocka_run_group_tests_name("say", tests, NULL, NULL);
}
