/* SPDX-License-Identifier: MIT */
/* What numeral_read reads, as tables of a text and its readings: "gte 260000", "between 10 20", several of
 * them parted by "; ". A failure prints both sides with the text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/numeral.h"

enum { ROOM = 8, LINE = 512 };

struct reading {
    const char *text;
    const char *readings;
};

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* A copy of exactly `length` bytes, so that the address sanitizer sees a read past it. */
static size_t read_exactly(const char *text, size_t length, struct numeral *out, size_t room) {
    char *copy = malloc(length + (length == 0));
    assert_non_null(copy);
    memcpy(copy, text, length);
    size_t count = numeral_read(copy, length, out, room);
    free(copy);
    return count;
}

static void describe(const char *text, char out[static LINE]) {
    struct numeral numerals[ROOM];
    char value[DECIMAL_TEXT_SIZE], upper[DECIMAL_TEXT_SIZE];
    size_t count = read_exactly(text, strlen(text), numerals, ROOM);
    int at = snprintf(out, LINE, "%s => ", text);
    for (size_t i = 0; i < count; i++) {
        const struct numeral *numeral = &numerals[i];
        bool between = numeral->comparator == COMPARATOR_BETWEEN;
        at += snprintf(out + at, (size_t)(LINE - at), "%s%s %s%s%s", i > 0 ? "; " : "",
            comparator_words[numeral->comparator], decimal_print(numeral->value, value), between ? " " : "",
            between ? decimal_print(numeral->upper, upper) : "");
    }
}

static void expect(const struct reading *table, size_t count) {
    for (size_t i = 0; i < count; i++) {
        char got[LINE], wanted[LINE];
        describe(table[i].text, got);
        snprintf(wanted, sizeof wanted, "%s => %s", table[i].text, table[i].readings);
        assert_string_equal(got, wanted);
    }
}

static void expect_none(const char *const *texts, size_t count) {
    for (size_t i = 0; i < count; i++)
        expect(&(struct reading){texts[i], ""}, 1);
}

static void comparator_words_follow_the_enum(void **state) {
    (void)state;
    assert_string_equal(comparator_words[COMPARATOR_EQ], "eq");
    assert_string_equal(comparator_words[COMPARATOR_APPROX], "approx");
    assert_string_equal(comparator_words[COMPARATOR_BETWEEN], "between");
    assert_null(comparator_words[COMPARATOR_BETWEEN + 1]);
}

static void man_multiplies_by_ten_thousand(void **state) {
    (void)state;
    static const struct reading table[] = {
        {"26만", "eq 260000"},
        {"26만장", "eq 260000"},
        {"26 만 장", "eq 260000"},
        {"26만\u00a0장", "eq 260000"},
        {"26만을", "eq 260000"},
        {"2.5만", "eq 25000"},
    };
    expect(table, COUNT(table));
}

static void magnitudes_add_up_in_falling_order(void **state) {
    (void)state;
    static const struct reading table[] = {
        {"1조 2천억", "eq 1200000000000"},
        {"1조\u00a02천억원", "eq 1200000000000"},
        {"1조2천억", "eq 1200000000000"},
        {"1조 2000억", "eq 1200000000000"},
        {"3만5천", "eq 35000"},
        {"1억 2천만", "eq 120000000"},
        {"1만 2000명", "eq 12000"},
        {"1.5조", "eq 1500000000000"},
        {"5천", "eq 5000"},
        {"3백만", "eq 3000000"},
        {"1,234백만", "eq 1234000000"},
        {"26만 30만", "eq 260000; eq 300000"},
        {"1억 20000만", "eq 100000000; eq 200000000"},
        {"26만 31일", "eq 260000"},
        {"10 조선소", "eq 10"},
        {"0.5경", "eq 5000000000000000"},
    };
    expect(table, COUNT(table));
}

static void magnitudes_out_of_order_are_no_number(void **state) {
    (void)state;
    static const char *const texts[] = {"3천4천", "5만12천", "3만5조", "3만50000", "1억20000만", "3만2.5천"};
    expect_none(texts, COUNT(texts));
}

static void thousands_commas_must_group_by_three(void **state) {
    (void)state;
    static const struct reading table[] = {
        {"250,000", "eq 250000"},
        {"1,234,567.89", "eq 1234567.89"},
        {"250,000.", "eq 250000"},
        {"250,000, 300", "eq 250000; eq 300"},
        {"25,00", ""},
        {"2500,000", ""},
        {"1,234,56", ""},
        {"1,2345", ""},
        {"1,23,456", ""},
        {"1,2345,678", ""},
        {"10,20", ""},
        {"1,234.567,8", ""},
        {"1.234,567", ""},
        {"3.14.15", ""},
        {"007", ""},
        {".5", ""},
    };
    expect(table, COUNT(table));
}

static void hangul_digits_count_with_their_magnitudes(void **state) {
    (void)state;
    static const struct reading table[] = {
        {"이십육만", "eq 260000"},
        {"이십육만장", "eq 260000"},
        {"삼천", "eq 3000"},
        {"백만", "eq 1000000"},
        {"십 명", "eq 10"},
        {"천 명", "eq 1000"},
        {"이천 명", "eq 2000"},
        {"이십오 명", "eq 25"},
        {"이십 만 명", "eq 200000"},
        {"천여 곳", "approx 1000"},
    };
    expect(table, COUNT(table));
}

static void words_that_begin_like_numbers_are_none(void **state) {
    (void)state;
    static const char *const texts[] = {"이날", "이 날", "일본", "조선", "구축", "이상", "만나", "오늘",
        "사람", "조건", "조인", "조사", "조명", "이천", "사천시", "천장", "만일", "만세", "십대", "백일장",
        "십일조", "백만장자", "하나은행", "둘째", "첫째", "세대", "세종", "열대", "한번", "한나라", "한 개인",
        "한 대표", "한국", "한 치킨집", "대한 명", "삼천이", "만", "조", "십"};
    expect_none(texts, COUNT(texts));
}

static void native_numerals_need_a_counter(void **state) {
    (void)state;
    static const struct reading table[] = {
        {"한 곳", "eq 1"},
        {"두 개", "eq 2"},
        {"세\u00a0명", "eq 3"},
        {"세명이", "eq 3"},
        {"두번", "eq 2"},
        {"한 번", "eq 1"},
        {"네 가지", "eq 4"},
        {"열한 나라", "eq 11"},
        {"열두 개", "eq 12"},
        {"스무 곳", "eq 20"},
        {"스물세 명", "eq 23"},
        {"아흔아홉 척", "eq 99"},
        {"두 회사가", "eq 2"},
        {"하나", "eq 1"},
        {"둘, 셋 넷", "eq 2; eq 3; eq 4"},
        {"두 치킨집", ""},
    };
    expect(table, COUNT(table));
}

static void indefinite_counts_are_no_numbers(void **state) {
    (void)state;
    static const char *const texts[] = {"수백", "수십만", "수 백 명", "몇 개", "몇 십 명", "한두 곳",
        "두세 명", "네다섯 명", "서너 개", "hundreds of thousands", "several hundred", "a few", "dozens"};
    expect_none(texts, COUNT(texts));
}

static void korean_words_behind_compare(void **state) {
    (void)state;
    static const struct reading table[] = {
        {"총 26만장 이상", "gte 260000"},
        {"26만장이상", "gte 260000"},
        {"26만 GPU 이상", "gte 260000"},
        {"10% 초과", "gt 10"},
        {"10 초과", "gt 10"},
        {"100명 미만", "lt 100"},
        {"5개 이하", "lte 5"},
        {"10일간 이내", "lte 10"},
        {"2만 3천여", "approx 23000"},
        {"3만여 명", "approx 30000"},
        {"3만여명", "approx 30000"},
        {"100여 개", "approx 100"},
        {"5천여만 원", "approx 50000000"},
        {"100여 만 명", "approx 1000000"},
        {"30% 안팎", "approx 30"},
        {"2만 명가량", "approx 20000"},
        {"50% 정도", "approx 50"},
        {"10곳 내외", "approx 10"},
        {"5천 명 넘는", "gt 5000"},
        {"5천 명을 넘는", "gt 5000"},
        {"5천 명 넘게", "gt 5000"},
        {"5천 명을 넘지 않는", "lte 5000"},
        {"10%를 웃도는", "gt 10"},
        {"10%를 밑도는", "lt 10"},
        {"3%에 못 미치는", "lt 3"},
        {"3명 이상한", "eq 3"},
    };
    expect(table, COUNT(table));
}

static void korean_words_before_compare(void **state) {
    (void)state;
    static const struct reading table[] = {
        {"최대 10명", "lte 10"},
        {"최소 10명", "gte 10"},
        {"적어도 세 곳", "gte 3"},
        {"약 26만장", "approx 260000"},
        {"약26만장", "approx 260000"},
        {"대략 10", "approx 10"},
        {"어림 10개", "approx 10"},
        {"총 3곳", "eq 3"},
        {"계약 3건", "eq 3"},
        {"총 약 3만 명", "approx 30000"},
    };
    expect(table, COUNT(table));
}

static void marks_that_contradict_leave_no_reading(void **state) {
    (void)state;
    static const struct reading table[] = {
        {"최대 10명 이상", ""},
        {"약 100명 이상", ""},
        {"최소 10명 이상", "gte 10"},
        {"약 100여 명", "approx 100"},
        {"no more than 10 or more", ""},
        {"10~20명 이상", ""},
        {"10~20명 정도", "between 10 20"},
    };
    expect(table, COUNT(table));
}

static void ranges_have_both_bounds(void **state) {
    (void)state;
    static const struct reading table[] = {
        {"10~20%", "between 10 20"},
        {"10∼20명", "between 10 20"},
        {"10-20명", "between 10 20"},
        {"10%~20%", "between 10 20"},
        {"10만~20만", "between 100000 200000"},
        {"1만~2만", "between 10000 20000"},
        {"3~5만", "between 30000 50000"},
        {"1~2천억", "between 100000000000 200000000000"},
        {"500~1만 명", "between 500 10000"},
        {"10에서 20명", "between 10 20"},
        {"10명에서 20명", "between 10 20"},
        {"-3~5%", "between -3 5"},
        {"between 10 and 20", "between 10 20"},
        {"between one hundred and two hundred", "between 100 200"},
        {"from 10 to 20", "between 10 20"},
        {"10 to 20", "between 10 20"},
        {"$1 to $2 million", "between 1000000 2000000"},
        {"ten to twenty", "between 10 20"},
    };
    expect(table, COUNT(table));
}

static void what_is_no_range_is_not_read_as_one(void **state) {
    (void)state;
    static const struct reading table[] = {
        {"20~10명", ""},
        {"1-2-3", ""},
        {"10 - 20", ""},
        {"10%~20명", ""},
        {"10월~12월", ""},
        {"between 10", ""},
        {"3곳에서 20명", "eq 3; eq 20"},
        {"10%에서 20%로", "eq 10; eq 20"},
    };
    expect(table, COUNT(table));
}

static void ranks_and_names_are_no_numbers(void **state) {
    (void)state;
    static const char *const texts[] = {"제3", "제 3차", "6호기", "슈퍼컴퓨터 6호기", "1위", "2번째",
        "두 번째", "3차", "5호", "3세대", "3째", "3개째", "3%대", "2만원대", "AI 3대 강국", "3공장", "3rd",
        "21st", "first", "twenty-first", "No. 3", "N1", "A100", "H200", "GPT-4", "코로나-19", "3D", "3-D",
        "1990s"};
    expect_none(texts, COUNT(texts));
}

static void dates_times_and_fractions_are_no_numbers(void **state) {
    (void)state;
    static const char *const texts[] = {"31일", "지난 30일", "2025년", "10월", "2025년 10월 31일", "15:06",
        "15:06:44", "2025-10-31", "10/31", "3시", "30분", "4·19", "1/2", "3분의 1", "3:1", "2½", "two-thirds",
        "2025~2030년"};
    expect_none(texts, COUNT(texts));
}

static void durations_are_numbers(void **state) {
    (void)state;
    static const struct reading table[] = {
        {"3년간", "eq 3"},
        {"3년 동안", "eq 3"},
        {"6개월", "eq 6"},
        {"10일간", "eq 10"},
        {"3시간", "eq 3"},
        {"30분간", "eq 30"},
        {"10일 간담회", ""},
    };
    expect(table, COUNT(table));
}

static void a_sign_is_no_hyphen(void **state) {
    (void)state;
    static const struct reading table[] = {
        {"-3.5%", "eq -3.5"},
        {"(-3.5%)", "eq -3.5"},
        {"\u22123.5%", "eq -3.5"},
        {"마이너스 3.5%", "eq -3.5"},
        {"10 -20", ""},
        {"(가)-3곳", ""},
        {"2.5%", "eq 2.5"},
    };
    expect(table, COUNT(table));
}

static void what_is_an_ordinal_below_ten_counts_from_ten_on(void **state) {
    (void)state;
    static const struct reading table[] = {
        {"풍력 터빈 48기", "eq 48"},
        {"900세대 이상", "gte 900"},
        {"63층", "eq 63"},
        {"3기 신도시", ""},
        {"5세대", ""},
        {"6호기", ""},
        {"100년", "eq 100"},
        {"25년", ""},
        {"2025년", ""},
        {"7필지", "eq 7"},
        {"4동", "eq 4"},
    };
    expect(table, COUNT(table));
}

static void english_magnitudes_multiply(void **state) {
    (void)state;
    static const struct reading table[] = {
        {"1.2 billion", "eq 1200000000"},
        {"3 Million", "eq 3000000"},
        {"26 thousand", "eq 26000"},
        {"26\u00a0thousand", "eq 26000"},
        {"1.2bn", "eq 1200000000"},
        {"3k", "eq 3000"},
        {"$3m", "eq 3000000"},
        {"₩3.5m", "eq 3500000"},
        {"3m 미만", ""},
        {"50t", "eq 50"},
        {"2tn", "eq 2000000000000"},
        {"3mx", ""},
        {"10GW", "eq 10"},
        {"$1.2 billion", "eq 1200000000"},
        {"US$3bn", "eq 3000000000"},
        {"₩500", "eq 500"},
    };
    expect(table, COUNT(table));
}

static void english_words_are_read(void **state) {
    (void)state;
    static const struct reading table[] = {
        {"one", "eq 1"},
        {"ninety-nine", "eq 99"},
        {"Twenty one", "eq 21"},
        {"two hundred thousand", "eq 200000"},
        {"a hundred and five", "eq 105"},
        {"three million two hundred thousand and five", "eq 3200005"},
        {"a dozen", "eq 12"},
        {"half a million", "eq 500000"},
        {"one and a half million", "eq 1500000"},
        {"someone", ""},
        {"no one", ""},
        {"tone", ""},
        {"one-year", ""},
        {"one's", ""},
        {"a company", ""},
        {"quarter of a million", ""},
    };
    expect(table, COUNT(table));
}

static void english_words_around_compare(void **state) {
    (void)state;
    static const struct reading table[] = {
        {"At least 10", "gte 10"},
        {"no less than 10", "gte 10"},
        {"not less than 10", "gte 10"},
        {"more than 10", "gt 10"},
        {"over $3 billion", "gt 3000000000"},
        {"above 10", "gt 10"},
        {"exceeding 10", "gt 10"},
        {"up to 20", "lte 20"},
        {"at most 20", "lte 20"},
        {"no more than 20", "lte 20"},
        {"not more than 20", "lte 20"},
        {"less than 20", "lt 20"},
        {"fewer than two dozen", "lt 24"},
        {"under 20", "lt 20"},
        {"below 20", "lt 20"},
        {"nearly a million", "lt 1000000"},
        {"almost 300", "lt 300"},
        {"about 300", "approx 300"},
        {"around 300", "approx 300"},
        {"roughly 300", "approx 300"},
        {"approximately 300", "approx 300"},
        {"some 300", "approx 300"},
        {"rover 300", "eq 300"},
        {"300 or more", "gte 300"},
        {"260,000 GPUs or more", "gte 260000"},
        {"300 or less", "lte 300"},
        {"300 or fewer", "lte 300"},
        {"250,000+", "gte 250000"},
        {"1+1", ""},
    };
    expect(table, COUNT(table));
}

static void numbers_past_the_bounds_are_no_reading(void **state) {
    (void)state;
    static const struct reading table[] = {
        {"9007199254740991", "eq 9007199254740991"},
        {"9007199254740992", ""},
        {"9007조", "eq 9007000000000000"},
        {"9008조", ""},
        {"1경", ""},
        {"0.1234567890123456", ""},
        {"99999999999999999999999999999999999999999999999999999999999999999999999", ""},
    };
    expect(table, COUNT(table));
}

static void no_more_than_the_room_is_filled(void **state) {
    (void)state;
    struct numeral numerals[2] = {{.comparator = COMPARATOR_LT}, {.comparator = COMPARATOR_LT}};
    assert_int_equal(numeral_read("3곳 4곳", strlen("3곳 4곳"), numerals, 1), 1);
    assert_int_equal(numerals[1].comparator, COMPARATOR_LT);
    assert_int_equal(numeral_read("3곳", strlen("3곳"), NULL, 0), 0);
}

/* Pieces of numerals, cut anywhere and in any order, with broken bytes between: the address sanitizer and the
 * time limit of the test run are the judges. The generator is fixed, so a failure repeats. */
static void any_bytes_are_read_within_bounds(void **state) {
    (void)state;
    static const char pieces[] =
        "26만 장이상 약최대~20% 1조2천억 세 명 between one hundred and a half million to -3.5bn$"
        "\xf0\x9f\xec\x80여 이십육 10,000.5 or more\u00a0넘는";
    uint32_t random = 12345;
    for (int round = 0; round < 50000; round++) {
        char text[64];
        size_t length = 0;
        struct numeral numerals[ROOM];
        while (length < sizeof text - 8) {
            random = random * 1664525 + 1013904223;
            size_t at = (random >> 8) % (sizeof pieces - 9), size = 1 + (random >> 3) % 8;
            memcpy(text + length, pieces + at, size);
            length += size;
        }
        assert_true(read_exactly(text, length, numerals, ROOM) <= ROOM);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comparator_words_follow_the_enum),
        cmocka_unit_test(man_multiplies_by_ten_thousand),
        cmocka_unit_test(magnitudes_add_up_in_falling_order),
        cmocka_unit_test(magnitudes_out_of_order_are_no_number),
        cmocka_unit_test(thousands_commas_must_group_by_three),
        cmocka_unit_test(hangul_digits_count_with_their_magnitudes),
        cmocka_unit_test(words_that_begin_like_numbers_are_none),
        cmocka_unit_test(native_numerals_need_a_counter),
        cmocka_unit_test(indefinite_counts_are_no_numbers),
        cmocka_unit_test(korean_words_behind_compare),
        cmocka_unit_test(korean_words_before_compare),
        cmocka_unit_test(marks_that_contradict_leave_no_reading),
        cmocka_unit_test(ranges_have_both_bounds),
        cmocka_unit_test(what_is_no_range_is_not_read_as_one),
        cmocka_unit_test(ranks_and_names_are_no_numbers),
        cmocka_unit_test(dates_times_and_fractions_are_no_numbers),
        cmocka_unit_test(durations_are_numbers),
        cmocka_unit_test(a_sign_is_no_hyphen),
        cmocka_unit_test(what_is_an_ordinal_below_ten_counts_from_ten_on),
        cmocka_unit_test(english_magnitudes_multiply),
        cmocka_unit_test(english_words_are_read),
        cmocka_unit_test(english_words_around_compare),
        cmocka_unit_test(numbers_past_the_bounds_are_no_reading),
        cmocka_unit_test(no_more_than_the_room_is_filled),
        cmocka_unit_test(any_bytes_are_read_within_bounds),
    };
    return cmocka_run_group_tests_name("numeral", tests, NULL, NULL);
}
