/* SPDX-License-Identifier: MIT */
/* Search: what an index holds of a text, what a query finds there, and which characters it marks. A failure
 * prints the text and the query it is about. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uchar.h>

#include "../lib/found.h"
#include "text/normal.h"
#include "text/tokens.h"
#include "text/utf8.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

typedef void index_function(struct buf *out, const char *text, size_t length);

/* ---- the token string ---- */

struct index_row {
    const char *text, *tokens;
};

static void check_index(index_function *index, const struct index_row *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        AUTO_BUF out = {0};
        buf_text(&out, "");
        index(&out, rows[i].text, strlen(rows[i].text));
        if (strcmp(out.bytes, rows[i].tokens) != 0)
            fail_msg("%s\n is  %s\n not %s", rows[i].text, out.bytes, rows[i].tokens);
    }
}

static void syllables_stand_in_pairs_across_spaces(void **state) {
    (void)state;
    static const struct index_row rows[] = {
        {"현대 자동차", "현대 대자 자동 동차 차 # =현대 =자동차"},
        {"현대자동차", "현대 대자 자동 동차 차 # =현대자동차"},
        {"현대\u00a0자동차", "현대 대자 자동 동차 차 # =현대 =자동차"},
        {"현대·자동차", "현대 대 자동 동차 차 # =현대 =자동차"},
        {"각", "각 # =각"},
        {"美 國", "美國 國 # =美 =國"},
        {"トヨタ", "トヨ ヨタ タ # =トヨタ"},
        {"二〇", "二〇 〇 # =二〇"},
    };
    check_index(tokens_index, rows, COUNT(rows));
}

static void other_words_and_numbers_are_whole(void **state) {
    (void)state;
    static const struct index_row rows[] = {
        {"Open the AI", "open the ai"},
        {"N1 GPT4", "n1 gpt4"},
        {"Москва", "москва"},
        {"हिन्दी", "हिन्दी"},
        {"260,000", "260 000"},
        {"don't", "don t"},
        {"snake_case a/b", "snake case a b"},
    };
    check_index(tokens_index, rows, COUNT(rows));
}

static void hangul_parts_from_letters_and_digits(void **state) {
    (void)state;
    static const struct index_row rows[] = {
        {"26만장", "26 만장 장 # =만장"},
        {"AI수도", "ai 수도 도 # =수도"},
        {"수도AI", "수도 도 ai # =수도"},
        {"3.5배", "3.5 배 # =배"},
    };
    check_index(tokens_index, rows, COUNT(rows));
}

static void signs_inside_a_word_are_kept_and_at_its_ends_are_not(void **state) {
    (void)state;
    static const struct index_row rows[] = {
        {"C++", "c++"},
        {"C#.", "c#"},
        {"R&D,", "r&d"},
        {"-3.5%", "3.5"},
        {"#AI &co .net", "ai co net"},
        {"3+ 3#", "3 3"},
        {"U.S.", "u.s"},
        {"wait...what", "wait what"},
        {"GPU--AI", "gpu ai"},
        {"a=b", "a b"},
        {"\"quoted\" (x) *y* ^z", "quoted x y z"},
    };
    check_index(tokens_index, rows, COUNT(rows));
}

static void a_word_with_hyphens_has_its_parts_too(void **state) {
    (void)state;
    static const struct index_row rows[] = {
        {"AI-powered", "ai-powered # ai powered"},
        {"n-up x co-op", "n-up x co-op # n up # co op"},
        {"C++-based", "c++-based # c++ based"},
        {"a-&b", "a b"},
        {"a-+b", "a-+b # a b"},
        {"AI-수도", "ai 수도 도 # =수도"},
    };
    check_index(tokens_index, rows, COUNT(rows));
}

static void a_word_is_marked_with_and_without_its_particle(void **state) {
    (void)state;
    static const struct index_row rows[] = {
        {"AI수도로", "ai 수도 도로 로 # =수도로 =수도"},
        {"서울에서", "서울 울에 에서 서 # =서울에서 =서울"},
        {"중국으로", "중국 국으 으로 로 # =중국으로 =중국"},
        {"나이 문에서", "나이 이문 문에 에서 서 # =나이 =문에서"},
    };
    check_index(tokens_index, rows, COUNT(rows));
}

static void a_text_without_words_has_no_tokens(void **state) {
    (void)state;
    static const struct index_row rows[] = {{"", ""}, {" \t\n", ""}, {"…“”", ""}, {"+#.&- - ++", ""},
        {"😀👍🏽", ""}, {"\u0301", ""}, {"\u200d\ufe0f", ""}, {"\x01\x7f", ""}, {"= # \"", ""}};
    check_index(tokens_index, rows, COUNT(rows));
    check_index(tokens_index_name, rows, COUNT(rows));
}

static void a_name_has_its_initial_consonants_too(void **state) {
    (void)state;
    static const struct index_row rows[] = {
        {"젠슨 황", "젠슨 슨황 황 # =젠슨 =젠슨황 =황 # ᄌᄉ ᄉᄒ ᄒ # =ᄌᄉ =ᄌᄉᄒ =ᄒ"},
        {"SK텔레콤", "sk 텔레 레콤 콤 # =텔레콤 # ᄐᄅ ᄅᄏ ᄏ # =ᄐᄅᄏ"},
        {"NVIDIA", "nvidia"},
        {"美國", "美國 國 # =美國"},
    };
    check_index(tokens_index_name, rows, COUNT(rows));
}

static void texts_of_one_row_are_kept_apart(void **state) {
    (void)state;
    AUTO_BUF out = {0};
    tokens_index(&out, "AI", 2);
    tokens_index(&out, "…", 3);
    tokens_index(&out, "수도", 6);
    tokens_index_name(&out, "GPU", 3);
    assert_string_equal(out.bytes, "ai # 수도 도 # =수도 # gpu");
}

static void texts_that_are_equal_to_unicode_have_equal_tokens(void **state) {
    (void)state;
    static const struct {
        const char *one, *other;
    } table[] = {
        {"한글은", "\u1112\u1161\u11ab\u1100\u1173\u11af\u110b\u1173\u11ab"},
        {"한", "\u1112\u200d\u1161\u11ab"},
        {"ＡＩ", "ai"},
        {"ﬁne", "FINE"},
        {"café", "cafe\u0301"},
        {"Ệ", "e\u0302\u0323"},
        {"STRASSE", "straße"},
        {"㎏", "kg"},
        {"co\u00adop", "coop"},
        {"ガ", "ｶﾞ"},
        {"㈜현대", "(주)현대"},
        {"ㅈㅅ", "\u110c\u1109"},
        {"가\u302e나", "가나"},
        {"1\ufe0f\u20e3", "1"},
        {"a\u3000b", "a b"},
        {"a\u200bb", "a b"},
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        AUTO_BUF one = {0}, other = {0};
        tokens_index(&one, table[i].one, strlen(table[i].one));
        tokens_index(&other, table[i].other, strlen(table[i].other));
        if (strcmp(one.bytes, other.bytes) != 0)
            fail_msg("%s is %s, but %s is %s", table[i].one, one.bytes, table[i].other, other.bytes);
    }
}

static void each_normal_code_knows_its_source(void **state) {
    (void)state;
    AUTO_ARENA arena = {0};
    const char *text = "\u1112\u1161\u11ab ㎏e\u0301\u00ad";
    static const struct normal expected[] = {{U'한', GLYPH_SYLLABLE, 0, 3}, {' ', GLYPH_SPACE, 3, 4},
        {'k', GLYPH_LETTER, 4, 5}, {'g', GLYPH_LETTER, 4, 5}, {U'é', GLYPH_LETTER, 5, 7}};
    struct normal_text normal = normal_read(text, strlen(text), &arena);
    assert_int_equal(normal.count, COUNT(expected));
    for (size_t i = 0; i < normal.count; i++) {
        assert_int_equal(normal.codes[i].code, expected[i].code);
        assert_int_equal(normal.codes[i].glyph, expected[i].glyph);
        assert_int_equal(normal.codes[i].start, expected[i].start);
        assert_int_equal(normal.codes[i].end, expected[i].end);
    }
}

/* ---- what a query finds ---- */

static bool finds(index_function *index, const char *query, const char *text, enum closeness closeness) {
    AUTO_ARENA arena = {0};
    AUTO_BUF out = {0};
    struct match match;
    index(&out, text, strlen(text));
    tokens_query(query, strlen(query), closeness, &arena, &match);
    struct found_string string = found_split(&out, &arena);
    return found(&string, &match);
}

struct find_row {
    const char *query, *text;
    const char *closest; /* "whole", "start", "any", or "" where it is not found */
};

static void check_finds(index_function *index, const struct find_row *rows, size_t count) {
    static const char *const names[] = {"whole", "start", "any"};
    for (size_t i = 0; i < count; i++) {
        bool expected = false;
        for (enum closeness closeness = CLOSENESS_WHOLE; closeness <= CLOSENESS_ANY; closeness++) {
            expected |= strcmp(rows[i].closest, names[closeness]) == 0;
            if (finds(index, rows[i].query, rows[i].text, closeness) != expected)
                fail_msg("\"%s\" in \"%s\", %s: %s", rows[i].query, rows[i].text, names[closeness],
                    expected ? "not found" : "found");
        }
    }
}

static void a_word_is_found_with_and_without_its_spaces(void **state) {
    (void)state;
    static const struct find_row rows[] = {
        {"현대자동차", "현대 자동차", "any"},
        {"현대 자동차", "현대자동차", "any"},
        {"현대 자동차", "현대 자동차", "whole"},
        {"자동차", "현대자동차", "any"},
        {"AI수도", "AI 수도", "whole"},
        {"AI 수도", "AI수도", "whole"},
        {"수도AI", "수도 AI", "whole"},
        {"수도AI", "수도의 AI", ""},
        {"도AI", "수도AI", "any"},
        {"AI수도", "수도 AI", ""},
        {"기차", "자동차", ""},
    };
    check_finds(tokens_index, rows, COUNT(rows));
}

static void a_particle_hides_a_word_in_neither_text_nor_query(void **state) {
    (void)state;
    static const struct find_row rows[] = {
        {"엔비디아", "엔비디아는", "whole"},
        {"엔비디아는", "엔비디아", "whole"},
        {"엔비디아는", "엔비디아가", "whole"},
        {"엔비디아는", "엔비디아코리아", "start"},
        {"GPU를", "GPU", "whole"},
        {"GPU를", "GPUs", "start"},
        {"C++를", "C++", "whole"},
        {"AI에서", "AI", "whole"},
        {"26만", "26", ""},
        {"26만", "26만장", "start"},
        {"나이", "나무", ""},
    };
    check_finds(tokens_index, rows, COUNT(rows));
}

static void one_syllable_begins_or_ends_a_pair(void **state) {
    (void)state;
    static const struct find_row rows[] = {{"수", "수도", "start"}, {"도", "수도", "any"},
        {"수", "수", "whole"}, {"수도의", "수도", "whole"}, {"AI수", "AI수도", "start"}, {"서", "수도", ""}};
    check_finds(tokens_index, rows, COUNT(rows));
}

static void the_beginning_of_a_long_word_finds_it(void **state) {
    (void)state;
    static const struct find_row rows[] = {
        {"gpu", "GPUs", "start"},
        {"GPU", "gpu", "whole"},
        {"ai", "aid", ""},
        {"pus", "GPUs", ""},
        {"26", "260", ""},
        {"gpt-4", "gpt-40", ""},
        {"gpt", "gpt-4o", "whole"},
        {"ai", "AI-powered", "whole"},
        {"powered", "AI-powered", "whole"},
        {"founder", "co-founders", "start"},
        {"co-founder", "co founder", ""},
        {"C++", "c++", "whole"},
        {"C++", "c", ""},
        {"c", "c++", ""},
        {"R&D", "r&d", "whole"},
        {"260,000", "260,000장", "whole"},
        {"260,000", "000,260", ""},
        {"260,000", "260", ""},
    };
    check_finds(tokens_index, rows, COUNT(rows));
}

static void the_consonants_of_a_name_find_it(void **state) {
    (void)state;
    static const struct find_row rows[] = {
        {"ㅈㅅㅎ", "젠슨 황", "whole"},
        {"ㅈㅅ", "젠슨 황", "whole"},
        {"ㅈ", "젠슨 황", "start"},
        {"ㅎ", "젠슨 황", "whole"},
        {"ㅅㅎ", "젠슨 황", "any"},
        {"ㅅ", "젠슨 황", "any"},
        {"\u110c\u1109\u1112", "젠슨 황", "whole"},
        {"ㅈㅎ", "젠슨 황", ""},
        {"젠슨황", "젠슨 황", "whole"},
        {"ㅎㄷㅈㄷㅊ", "현대자동차", "whole"},
    };
    check_finds(tokens_index_name, rows, COUNT(rows));
    assert_false(finds(tokens_index, "ㅈㅅㅎ", "젠슨 황", CLOSENESS_ANY));
}

static void every_word_of_a_query_must_be_found(void **state) {
    (void)state;
    static const struct find_row rows[] = {{"AI 수도", "수도는 AI", "whole"}, {"AI 서울", "수도는 AI", ""},
        {"  AI\u00a0…  수도 ", "수도 AI", "whole"}, {"AI AI", "AI", "whole"}};
    check_finds(tokens_index, rows, COUNT(rows));
}

static void a_query_of_punctuation_finds_nothing(void **state) {
    (void)state;
    static const char *const queries[] = {"", " ", "…", "“”", "+", "#", "=", "- -", "😀", "\u0301"};
    for (size_t i = 0; i < COUNT(queries); i++)
        for (enum closeness closeness = CLOSENESS_WHOLE; closeness <= CLOSENESS_HALF; closeness++) {
            AUTO_ARENA arena = {0};
            struct match match;
            tokens_query(queries[i], strlen(queries[i]), closeness, &arena, &match);
            assert_int_equal(match.count, 0);
        }
}

static void no_phrase_runs_from_one_text_into_the_next(void **state) {
    (void)state;
    AUTO_ARENA arena = {0};
    AUTO_BUF out = {0};
    struct match match;
    tokens_index(&out, "GPU", 3);
    tokens_index(&out, "AI", 2);
    struct found_string string = found_split(&out, &arena);
    tokens_query("GPU/AI", 6, CLOSENESS_ANY, &arena, &match);
    assert_false(found(&string, &match));
    tokens_query("GPU AI", 6, CLOSENESS_ANY, &arena, &match);
    assert_true(found(&string, &match));
}

/* ---- the last word under way ---- */

struct half_row {
    const char *query, *text;
    bool found;
};

static void check_half(index_function *index, const struct half_row *rows, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (finds(index, rows[i].query, rows[i].text, CLOSENESS_HALF) != rows[i].found)
            fail_msg(
                "\"%s\" in \"%s\": %s", rows[i].query, rows[i].text, rows[i].found ? "not found" : "found");
}

static void a_lone_consonant_begins_the_syllable_behind(void **state) {
    (void)state;
    static const struct half_row rows[] = {
        {"엔ㅂ", "엔비디아", true},
        {"엔\u1107", "엔비디아", true},
        {"엔ㅂ", "그 엔 비", true},
        {"엔ㅂ", "엔디비", false},
        {"엔ㅂ", "엔·비", false},
        {"비ㄷ", "엔비디아", true},
        {"엔비ㄷ", "엔비디아", true},
        {"엔비ㄷ", "현비디아", false},
        {"엔비ㄷ", "엔비타", false},
        {"젠슨ㅎ", "젠슨 황", true},
        {"AI수ㄷ", "AI 수도", true},
        {"李ㄷ", "李대통령", true},
        {"가ㄱ", "가가 가각 가깋", true},
        {"가ㄱ", "가까", false},
        {"가ㄷ", "가닣 가따", false},
        {"가ㅎ", "가힣", true},
    };
    check_half(tokens_index, rows, COUNT(rows));
}

static void a_lone_consonant_behind_no_syllable_says_nothing(void **state) {
    (void)state;
    static const struct half_row rows[] = {
        {"젠슨 ㅎ", "젠슨 김", true},
        {"젠슨 ㅎ", "황", false},
        {"SKㅌ", "SK 그룹", true},
        {"젠·ㅎ", "젠", true},
        {"ㅎ", "황", false},
        {"ㅈㅅㅎ", "젠슨 황", false},
        {"젠ㅅㅎ", "젠슨 황", false},
    };
    check_half(tokens_index, rows, COUNT(rows));
    assert_false(finds(tokens_index_name, "ㅎ", "황", CLOSENESS_HALF));
}

static void an_open_syllable_grows(void **state) {
    (void)state;
    static const struct half_row rows[] = {
        {"젠스", "젠슨 황", true},
        {"젠스", "젠스", false},
        {"젠스", "젠시", false},
        {"젠스", "젠싄", true},
        {"젠호", "젠화 젠황 젠홱", true},
        {"젠호", "젠횩", false},
        {"젠화", "젠황", true},
        {"젠화", "젠홰", false},
        {"호", "황", true},
        {"호", "대황", true},
        {"호", "하", false},
        {"젠슨 호", "젠슨 황", true},
        {"AI수", "AI 숟", true},
        {"산·하", "산·학·연", true},
        {"산·하", "산 학", false},
    };
    check_half(tokens_index, rows, COUNT(rows));
}

static void a_final_may_be_the_next_initial(void **state) {
    (void)state;
    static const struct half_row rows[] = {
        {"엔빋", "엔비디아", true},
        {"엔비딩", "엔비디아", true},
        {"엔비딩", "엔비디나", false},
        {"엔", "에너지", true},
        {"엔", "엔비디아", false},
        {"갑", "값", true},
        {"갑", "가방", true},
        {"값", "갑시", true},
        {"값", "가방", false},
        {"값", "값이", false},
        {"닭", "달걀", true},
        {"깎", "까까", true},
        {"깎", "까가", false},
    };
    check_half(tokens_index, rows, COUNT(rows));
}

static void only_the_end_of_a_query_is_under_way(void **state) {
    (void)state;
    static const struct half_row rows[] = {
        {"엔빋 ", "엔비디아", false},
        {"엔빋.", "엔비디아", false},
        {"엔빋 AI", "엔비디아 AI", false},
        {"AI 엔빋", "엔비디아 AI", true},
        {"AI 엔빋", "엔비디아", false},
        {"엔비디아는 젠ㅅ", "엔비디아가 젠슨", true},
        {"gpu", "gpus", false},
        {"國", "國家", false},
        {"26", "260", false},
    };
    check_half(tokens_index, rows, COUNT(rows));
}

/* Each that it may become is asked for with what stands before it, so this must not be long. */
static void behind_much_the_syllable_under_way_is_left_out(void **state) {
    (void)state;
    static const struct half_row rows[] = {
        {"가나다라ㅁ", "가나다라바", false},
        {"가나다라마ㅂ", "가나다라마사", true},
        {"가나다라마ㅂ", "가나다라사", false},
        {"가나다라마바", "가나다라마사", true},
        {"a/b/c/d/하", "a/b/c/d/e", false},
        {"a/b/c/d/e/하", "a/b/c/d/e", true},
    };
    check_half(tokens_index, rows, COUNT(rows));
}

/* ---- any text ---- */

/* Pieces that meet each other in every way a text can join them. */
static void random_text(struct buf *out, unsigned *seed) {
    static const char *const pieces[] = {" ", " ", " ", "현대", "자", "동차", "는", "에서", "로", "도", "만",
        "AI", "ai", "gpu", "s", "26", "3", ".", "-", "+", "#", "&", ",", "·", "ㅎ", "ㄷ", "ㅏ", "國", "カ",
        "é", "\u0301", "\u1112", "\u1161", "\u11ab", "㎏", "…", "\u200d", "\u00a0"};
    buf_text(out, "");
    for (int count = rand_r(seed) % 9; count > 0; count--)
        buf_text(out, pieces[(size_t)rand_r(seed) % COUNT(pieces)]);
}

static void what_is_found_whole_is_found_by_its_start_and_anywhere(void **state) {
    (void)state;
    unsigned seed = 1;
    int whole = 0, start = 0, any = 0;
    for (int round = 0; round < 60000; round++) {
        AUTO_BUF query = {0}, text = {0};
        random_text(&query, &seed);
        random_text(&text, &seed);
        index_function *index = round % 2 ? tokens_index : tokens_index_name;
        bool by_whole = finds(index, query.bytes, text.bytes, CLOSENESS_WHOLE);
        bool by_start = finds(index, query.bytes, text.bytes, CLOSENESS_START);
        bool anywhere = finds(index, query.bytes, text.bytes, CLOSENESS_ANY);
        if (by_whole > by_start || by_start > anywhere)
            fail_msg("\"%s\" in \"%s\": %d %d %d", query.bytes, text.bytes, by_whole, by_start, anywhere);
        whole += by_whole, start += by_start, any += anywhere;
    }
    /* the rounds reach all three */
    assert_true(whole > 100 && start > whole && any > start);
}

static void a_text_finds_itself(void **state) {
    (void)state;
    unsigned seed = 2;
    for (int round = 0; round < 30000; round++) {
        AUTO_BUF text = {0}, out = {0};
        random_text(&text, &seed);
        tokens_index(&out, text.bytes, text.length);
        if (out.length && !finds(tokens_index, text.bytes, text.bytes, CLOSENESS_WHOLE))
            fail_msg("\"%s\" is %s", text.bytes, out.bytes);
    }
}

/* ---- marks ---- */

/* The text with brackets around its marks. */
static void bracket(struct buf *out, const char *query, const char *text, enum closeness closeness) {
    AUTO_ARENA arena = {0};
    struct mark *marks;
    size_t length = strlen(text), at = 0;
    size_t count = tokens_mark(query, strlen(query), closeness, text, length, &arena, &marks);
    for (size_t i = 0; i < count; i++) {
        size_t start = utf8_offset(text, length, marks[i].start);
        size_t end = utf8_offset(text, length, marks[i].end);
        buf_append(out, text + at, start - at);
        buf_printf(out, "[%.*s]", (int)(end - start), text + start);
        at = end;
    }
    buf_text(out, text + at);
}

struct mark_row {
    const char *query, *text, *marked;
};

static void check_marks(const struct mark_row *rows, size_t count, enum closeness closeness) {
    for (size_t i = 0; i < count; i++) {
        AUTO_BUF out = {0};
        bracket(&out, rows[i].query, rows[i].text, closeness);
        if (strcmp(out.bytes, rows[i].marked) != 0)
            fail_msg("%s: %s, not %s", rows[i].query, out.bytes, rows[i].marked);
    }
}

static void what_is_asked_for_is_marked_where_it_stands(void **state) {
    (void)state;
    static const struct mark_row rows[] = {
        {"현대자동차", "그 현대 자동차는", "그 [현대 자동차]는"},
        {"현대 자동차", "그 현대 자동차는", "그 [현대] [자동차]는"},
        {"현대 대자", "현대자동차", "[현대자]동차"},
        {"수 도", "수도", "[수도]"},
        {"AI수도", "AI 수도, AI 수 도", "[AI 수도], [AI 수 도]"},
        {"gpu", "GPUs: gpu", "[GPU]s: [gpu]"},
        {"ai", "AI aid 'AI-powered'", "[AI] aid '[AI]-powered'"},
        {"엔비디아는", "엔비디아는 엔비디아", "[엔비디아는] [엔비디아]"},
        {"도", "수도 도", "수[도] [도]"},
        {"260,000", "260,000 GPU", "[260,000] GPU"},
        {"AI 서울", "AI 수도", "[AI] 수도"},
        {"서울", "수도", "수도"},
        {"…", "수도…", "수도…"},
    };
    check_marks(rows, COUNT(rows), CLOSENESS_ANY);
}

static void marks_count_the_characters_of_the_source(void **state) {
    (void)state;
    static const struct mark_row rows[] = {
        {"한글", "\u1112\u1161\u11ab\u1100\u1173\u11af은", "[\u1112\u1161\u11ab\u1100\u1173\u11af]은"},
        {"\u1112\u1161\u11ab", "한글", "[한]글"},
        {"kg", "5 ㎏!", "5 [㎏]!"},
        {"café", "a Cafe\u0301.", "a [Cafe\u0301]."},
        {"ＡＩ", "😀AI", "😀[AI]"},
        {"fi", "ﬁ", "[ﬁ]"},
        {"coop", "co\u00adop", "[co\u00adop]"},
    };
    check_marks(rows, COUNT(rows), CLOSENESS_ANY);
}

static void consonants_mark_the_syllables_that_begin_with_them(void **state) {
    (void)state;
    static const struct mark_row rows[] = {{"ㅈㅅㅎ", "젠슨 황 CEO", "[젠슨 황] CEO"},
        {"ㅅ", "젠슨 황", "젠[슨] 황"}, {"ㅈㅎ", "젠슨 황", "젠슨 황"}, {"ㅋㅋ", "ㅋㅋㅋ", "[ㅋㅋㅋ]"}};
    check_marks(rows, COUNT(rows), CLOSENESS_ANY);
}

static void what_is_under_way_is_marked_as_far_as_it_is_known(void **state) {
    (void)state;
    static const struct mark_row rows[] = {
        {"엔ㅂ", "엔비디아 엔", "[엔비]디아 엔"},
        {"엔비딩", "엔비디아", "[엔비디아]"},
        {"젠슨 호", "젠슨 황 CEO", "[젠슨] [황] CEO"},
        {"젠슨 ㅎ", "젠슨 황", "[젠슨] 황"},
        {"갑", "값과 가방, 갑", "[값]과 [가방], 갑"},
        {"가나다라마ㅂ", "가나다라마바", "[가나다라마]바"},
        {"엔빋 ", "엔비디아", "엔비디아"},
    };
    check_marks(rows, COUNT(rows), CLOSENESS_HALF);
}

/* ---- size ---- */

/* Repeats `piece` up to a million bytes; a quadratic reading of any of it would not end within the test. */
static void a_long_text_takes_no_longer_than_its_length(void **state) {
    (void)state;
    static const char *const pieces[] = {"가", "가 ", "a", "a-", "a--", "+", " ", "\u0301", "e\u0301\u0323",
        "\u1112\u1161", "\u1161", "1,", "\ufdfa", "에서", "美", "ㅎ", "\u0300\u0316"};
    for (size_t i = 0; i < COUNT(pieces); i++) {
        AUTO_ARENA arena = {0};
        AUTO_BUF text = {0}, out = {0};
        struct mark *marks;
        struct match match;
        buf_text(&text, "e");
        while (text.length < 1000000)
            buf_text(&text, pieces[i]);
        tokens_index_name(&out, text.bytes, text.length);
        tokens_query(text.bytes, text.length, CLOSENESS_WHOLE, &arena, &match);
        tokens_query(text.bytes, text.length, CLOSENESS_HALF, &arena, &match);
        tokens_mark("가 e a", strlen("가 e a"), CLOSENESS_ANY, text.bytes, text.length, &arena, &marks);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(syllables_stand_in_pairs_across_spaces),
        cmocka_unit_test(other_words_and_numbers_are_whole),
        cmocka_unit_test(hangul_parts_from_letters_and_digits),
        cmocka_unit_test(signs_inside_a_word_are_kept_and_at_its_ends_are_not),
        cmocka_unit_test(a_word_with_hyphens_has_its_parts_too),
        cmocka_unit_test(a_word_is_marked_with_and_without_its_particle),
        cmocka_unit_test(a_text_without_words_has_no_tokens),
        cmocka_unit_test(a_name_has_its_initial_consonants_too),
        cmocka_unit_test(texts_of_one_row_are_kept_apart),
        cmocka_unit_test(texts_that_are_equal_to_unicode_have_equal_tokens),
        cmocka_unit_test(each_normal_code_knows_its_source),
        cmocka_unit_test(a_word_is_found_with_and_without_its_spaces),
        cmocka_unit_test(a_particle_hides_a_word_in_neither_text_nor_query),
        cmocka_unit_test(one_syllable_begins_or_ends_a_pair),
        cmocka_unit_test(the_beginning_of_a_long_word_finds_it),
        cmocka_unit_test(the_consonants_of_a_name_find_it),
        cmocka_unit_test(every_word_of_a_query_must_be_found),
        cmocka_unit_test(a_query_of_punctuation_finds_nothing),
        cmocka_unit_test(no_phrase_runs_from_one_text_into_the_next),
        cmocka_unit_test(a_lone_consonant_begins_the_syllable_behind),
        cmocka_unit_test(a_lone_consonant_behind_no_syllable_says_nothing),
        cmocka_unit_test(an_open_syllable_grows),
        cmocka_unit_test(a_final_may_be_the_next_initial),
        cmocka_unit_test(only_the_end_of_a_query_is_under_way),
        cmocka_unit_test(behind_much_the_syllable_under_way_is_left_out),
        cmocka_unit_test(what_is_found_whole_is_found_by_its_start_and_anywhere),
        cmocka_unit_test(a_text_finds_itself),
        cmocka_unit_test(what_is_asked_for_is_marked_where_it_stands),
        cmocka_unit_test(marks_count_the_characters_of_the_source),
        cmocka_unit_test(consonants_mark_the_syllables_that_begin_with_them),
        cmocka_unit_test(what_is_under_way_is_marked_as_far_as_it_is_known),
        cmocka_unit_test(a_long_text_takes_no_longer_than_its_length),
    };
    return cmocka_run_group_tests_name("tokens", tests, NULL, NULL);
}
