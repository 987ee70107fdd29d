/* SPDX-License-Identifier: MIT */
/* Texts: UTF-8, dates and instants, escapes, near words, request targets. A failure prints the text it is
 * about. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "text/date.h"
#include "text/escape.h"
#include "text/nearest.h"
#include "text/target.h"
#include "text/utf8.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* ---- UTF-8 ---- */

static void a_well_formed_sequence_is_its_code_point(void **state) {
    (void)state;
    static const struct {
        const char *bytes;
        size_t length;
        int32_t code;
    } table[] = {{"", 1, 0}, {"a", 1, 'a'}, {"\x7f", 1, 0x7F}, {"\xc2\x80", 2, 0x80}, {"\xc2\xa0", 2, 0xA0},
        {"\xdf\xbf", 2, 0x7FF}, {"\xe0\xa0\x80", 3, 0x800}, {"\xea\xb0\x80", 3, 0xAC00},
        {"\xed\x9f\xbf", 3, 0xD7FF}, {"\xee\x80\x80", 3, 0xE000}, {"\xef\xbf\xbf", 3, 0xFFFF},
        {"\xf0\x90\x80\x80", 4, 0x10000}, {"\xf0\x9f\x98\x80", 4, 0x1F600},
        {"\xf4\x8f\xbf\xbf", 4, 0x10FFFF}};
    for (size_t i = 0; i < COUNT(table); i++) {
        size_t at = 0;
        int32_t code = utf8_next(table[i].bytes, table[i].length, &at);
        if (code != table[i].code || at != table[i].length)
            fail_msg("row %zu: U+%04X and %zu bytes", i, (unsigned)code, at);
        assert_true(utf8_valid(table[i].bytes, table[i].length));
        assert_int_equal(utf8_count(table[i].bytes, table[i].length), 1);
    }
}

static void a_malformed_sequence_is_refused_where_it_stands(void **state) {
    (void)state;
    static const char *const table[] = {"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xc2", "\xc2\x41",
        "\xc2\xc2\x80", "\xe0\x80\x80", "\xe0\x9f\xbf", "\xe1\x80", "\xe1\x80\x41", "\xed\xa0\x80",
        "\xed\xbf\xbf", "\xf0\x80\x80\x80", "\xf0\x8f\xbf\xbf", "\xf0\x9f\x98", "\xf0\x9f\x98\x41",
        "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xf8\x88\x80\x80\x80", "\xfe", "\xff"};
    for (size_t i = 0; i < COUNT(table); i++) {
        char text[16] = "ab";
        strcat(text, table[i]);
        size_t length = strlen(text), at = 2;
        if (utf8_next(text, length, &at) != -1 || at != 2)
            fail_msg("row %zu was taken", i);
        assert_false(utf8_valid(text, length));
        strcat(text, "c");
        assert_false(utf8_valid(text, length + 1));
    }
}

static void a_sequence_that_the_length_cuts_is_refused(void **state) {
    (void)state;
    const char *text = "\xea\xb0\x80";
    for (size_t length = 0; length < 3; length++) {
        size_t at = 0;
        assert_int_equal(utf8_next(text, length, &at), -1);
        assert_int_equal(at, 0);
    }
    assert_true(utf8_valid(text, 0));
    assert_false(utf8_valid(text, 2));
}

static void positions_count_code_points(void **state) {
    (void)state;
    const char *text = "a\xc2\xa0\xea\xb0\x80\xf0\x9f\x98\x80z";
    static const size_t offsets[] = {0, 1, 3, 6, 10, 11, 11, 11};
    assert_int_equal(utf8_count(text, strlen(text)), 5);
    for (size_t count = 0; count < COUNT(offsets); count++)
        assert_int_equal(utf8_offset(text, strlen(text), count), offsets[count]);
}

/* ---- dates ---- */

static void a_date_covers_its_first_to_its_last_day(void **state) {
    (void)state;
    static const char *const table[][3] = {{"2025", "2025-01-01", "2025-12-31"},
        {"0001", "0001-01-01", "0001-12-31"}, {"9999", "9999-01-01", "9999-12-31"},
        {"2025-02", "2025-02-01", "2025-02-28"}, {"2024-02", "2024-02-01", "2024-02-29"},
        {"1900-02", "1900-02-01", "1900-02-28"}, {"2000-02", "2000-02-01", "2000-02-29"},
        {"2025-04", "2025-04-01", "2025-04-30"}, {"2025-12", "2025-12-01", "2025-12-31"},
        {"2025-10-31", "2025-10-31", "2025-10-31"}, {"2024-02-29", "2024-02-29", "2024-02-29"}};
    for (size_t i = 0; i < COUNT(table); i++) {
        struct date date;
        char first[DATE_TEXT_SIZE], last[DATE_TEXT_SIZE];
        if (!date_parse(table[i][0], strlen(table[i][0]), &date))
            fail_msg("%s was refused", table[i][0]);
        date_first_day(date, first);
        date_last_day(date, last);
        if (strcmp(first, table[i][1]) != 0 || strcmp(last, table[i][2]) != 0)
            fail_msg("%s: %s to %s", table[i][0], first, last);
    }
}

static void a_date_that_no_calendar_has_is_refused(void **state) {
    (void)state;
    static const char *const table[] = {"", "2", "202", "20251", "2025-", "2025-1", "2025-00", "2025-13",
        "2025-1-1", "2025-10-", "2025-10-1", "2025-10-00", "2025-10-32", "2025-04-31", "2025-02-29",
        "1900-02-29", "2100-02-29", "0000", "0000-01-01", "-001", "+2025", "2025/10", "2025-10/31",
        "2025 10 31", "2025-10-31T", "20251031", "2O25", "2025-10-3x", " 2025", "2025 "};
    for (size_t i = 0; i < COUNT(table); i++) {
        struct date date;
        if (date_parse(table[i], strlen(table[i]), &date))
            fail_msg("\"%s\" was taken", table[i]);
    }
}

static void an_interval_has_at_most_one_open_end_and_never_turns(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool good, open_from, open_to;
    } table[] = {{"2025", true, false, false}, {"2025/2026", true, false, false},
        {"2025-10-31/2025-10-31", true, false, false}, {"2025/2025-01-01", true, false, false},
        {"2025-12-31/2025", true, false, false}, {"2025-10/2025-10-01", true, false, false},
        {"../2025-10-31", true, true, false}, {"2025-10/..", true, false, true},
        {"2025-10-31/2025-10-30", false, false, false}, {"2026/2025", false, false, false},
        {"2025-11/2025-10-31", false, false, false}, {"../..", false, false, false},
        {"..", false, false, false}, {"/2025", false, false, false}, {"2025/", false, false, false},
        {"/", false, false, false}, {"", false, false, false}, {".../2025", false, false, false},
        {"2025/2026/2027", false, false, false}, {"2025/../2026", false, false, false},
        {"../", false, false, false}, {"2025--2026", false, false, false}};
    for (size_t i = 0; i < COUNT(table); i++) {
        struct date_range range;
        bool good = date_range_parse(table[i].text, &range);
        if (good != table[i].good ||
            (good && (range.open_from != table[i].open_from || range.open_to != table[i].open_to)))
            fail_msg("\"%s\" was %s", table[i].text, good ? "taken" : "refused");
    }
}

static void an_instant_becomes_utc_over_offsets_months_and_years(void **state) {
    (void)state;
    static const char *const table[][2] = {{"2025-10-31T15:06:44+09:00", "2025-10-31T06:06:44.000000000Z"},
        {"2025-10-31T06:06:44Z", "2025-10-31T06:06:44.000000000Z"},
        {"2025-01-01T00:00:00+09:00", "2024-12-31T15:00:00.000000000Z"},
        {"2025-12-31T23:30:00-01:00", "2026-01-01T00:30:00.000000000Z"},
        {"2024-03-01T00:00:00+00:01", "2024-02-29T23:59:00.000000000Z"},
        {"2023-03-01T00:00:00+00:01", "2023-02-28T23:59:00.000000000Z"},
        {"1900-03-01T00:00:00+00:01", "1900-02-28T23:59:00.000000000Z"},
        {"2000-02-29T23:59:59-23:59", "2000-03-01T23:58:59.000000000Z"},
        {"1970-01-01T00:00:00+14:00", "1969-12-31T10:00:00.000000000Z"},
        {"1969-12-31T23:59:59Z", "1969-12-31T23:59:59.000000000Z"},
        {"0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000000000Z"},
        {"0001-01-01T00:00:00-00:01", "0001-01-01T00:01:00.000000000Z"},
        {"9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.999999999Z"},
        {"9999-12-31T23:59:59+00:01", "9999-12-31T23:58:59.000000000Z"},
        {"2025-10-31T15:06:44.5+09:30", "2025-10-31T05:36:44.500000000Z"},
        {"2025-10-31T15:06:44.000000001Z", "2025-10-31T15:06:44.000000001Z"},
        {"2025-10-31T00:00:00+00:00", "2025-10-31T00:00:00.000000000Z"}};
    for (size_t i = 0; i < COUNT(table); i++) {
        char utc[INSTANT_TEXT_SIZE];
        if (!instant_to_utc(table[i][0], utc))
            fail_msg("%s was refused", table[i][0]);
        if (strcmp(utc, table[i][1]) != 0)
            fail_msg("%s: %s", table[i][0], utc);
    }
}

/* Every day of 1600 to 2400 at both ends, so that each leap rule is met. */
static void instants_sort_as_they_follow_each_other(void **state) {
    (void)state;
    char before[INSTANT_TEXT_SIZE] = "", text[64], utc[INSTANT_TEXT_SIZE];
    for (int year = 1600; year <= 2400; year++)
        for (int month = 1; month <= 12; month++)
            for (int day = 1; day <= 31; day++) {
                struct date date;
                snprintf(text, sizeof text, "%04d-%02d-%02dT00:00:00Z", year, month, day);
                if (!date_parse(text, 10, &date))
                    continue;
                assert_true(instant_to_utc(text, utc));
                if (strncmp(utc, text, 19) != 0 || strcmp(utc, before) <= 0)
                    fail_msg("%s: %s behind %s", text, utc, before);
                memcpy(before, utc, sizeof before);
                snprintf(text, sizeof text, "%04d-%02d-%02dT23:59:59+23:59", year, month, day);
                assert_true(instant_to_utc(text, utc));
                if (strncmp(utc, before, 16) != 0)
                    fail_msg("%s: %s", text, utc);
            }
}

static void a_time_without_offset_or_past_its_bounds_is_refused(void **state) {
    (void)state;
    static const char *const table[] = {"", "2025-10-31", "2025-10-31T15:06:44", "2025-10-31T15:06Z",
        "2025-10-31 15:06:44Z", "2025-10-31t15:06:44Z", "2025-10-31T15:06:44z", "2025-10-31T24:00:00Z",
        "2025-10-31T23:60:00Z", "2025-10-31T23:59:60Z", "2025-02-29T00:00:00Z", "2025-10-31T15:06:44.Z",
        "2025-10-31T15:06:44.1234567890Z", "2025-10-31T15:06:44,5Z", "2025-10-31T15:06:44-00:00",
        "2025-10-31T15:06:44+24:00", "2025-10-31T15:06:44+09:60", "2025-10-31T15:06:44+0900",
        "2025-10-31T15:06:44+9:00", "2025-10-31T15:06:44+09", "2025-10-31T15:06:44Z ",
        "2025-10-31T15:06:44ZZ", " 2025-10-31T15:06:44Z", "2025-10-31T15.06.44Z", "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01", "0000-12-31T23:59:59Z", "2025-10-31T15:06:44 09:00"};
    for (size_t i = 0; i < COUNT(table); i++) {
        char utc[INSTANT_TEXT_SIZE];
        if (instant_to_utc(table[i], utc))
            fail_msg("\"%s\" was taken as %s", table[i], utc);
    }
}

/* ---- escapes ---- */

static const char *bytes_of(const struct buf *buf) {
    return buf->bytes ? buf->bytes : "";
}

static void json_escapes_what_it_must_and_nothing_else(void **state) {
    (void)state;
    static const char *const table[][2] = {{"", "\"\""}, {"a", "\"a\""}, {"\"", "\"\\\"\""},
        {"\\", "\"\\\\\""}, {"/", "\"/\""}, {"\n\r\t", "\"\\n\\r\\t\""}, {"\x01\x1f", "\"\\u0001\\u001f\""},
        {"\x7f", "\"\\u007f\""}, {"가 \xf0\x9f\x98\x80", "\"가 \xf0\x9f\x98\x80\""},
        {"a\"b\\c\nd", "\"a\\\"b\\\\c\\nd\""}, {"<script>&'", "\"<script>&'\""}};
    for (size_t i = 0; i < COUNT(table); i++) {
        AUTO_BUF out = {0};
        escape_json(&out, table[i][0]);
        assert_string_equal(bytes_of(&out), table[i][1]);
    }
    AUTO_BUF out = {0};
    escape_json(&out, NULL);
    buf_char(&out, ' ');
    escape_json_bytes(&out, "a\0b", 3);
    assert_string_equal(bytes_of(&out), "null \"a\\u0000b\"");
}

static void json_escapes_are_found_wherever_they_stand(void **state) {
    (void)state;
    for (int byte = 1; byte < 0x100; byte++) {
        bool special = byte < 0x20 || byte == '"' || byte == '\\' || byte == 0x7F;
        for (size_t at = 0; at < 20; at++) {
            AUTO_BUF alone = {0};
            AUTO_BUF among = {0};
            char text[21], expected[32], one[2] = {(char)byte, '\0'};
            memset(text, 'a', 20);
            text[20] = '\0';
            text[at] = (char)byte;
            escape_json(&alone, one);
            escape_json(&among, text);
            snprintf(expected, sizeof expected, "\"%.*s%.*s%s\"", (int)at, text, (int)alone.length - 2,
                alone.bytes + 1, text + at + 1);
            assert_int_equal(alone.length > 3, special);
            assert_string_equal(among.bytes, expected);
        }
    }
}

static void integers_are_written_in_decimal(void **state) {
    (void)state;
    static const int64_t numbers[] = {0, 7, -1, 10, 1234567890, -9007199254740991, INT64_MAX, INT64_MIN};
    for (size_t i = 0; i < COUNT(numbers); i++) {
        AUTO_BUF out = {0};
        char expected[24];
        snprintf(expected, sizeof expected, "%" PRId64, numbers[i]);
        buf_integer(&out, numbers[i]);
        assert_string_equal(out.bytes, expected);
    }
}

static void a_uri_keeps_only_what_is_unreserved(void **state) {
    (void)state;
    static const char *const table[][3] = {{"", "", ""}, {"aZ09-._~", "aZ09-._~", "aZ09%2D._~"},
        {" +%/?#&=:@!$'()*,;", "%20%2B%25%2F%3F%23%26%3D%3A%40%21%24%27%28%29%2A%2C%3B",
            "%20%2B%25%2F%3F%23%26%3D%3A%40%21%24%27%28%29%2A%2C%3B"},
        {"가", "%EA%B0%80", "%EA%B0%80"},
        {"\"<>\\^`{|}", "%22%3C%3E%5C%5E%60%7B%7C%7D", "%22%3C%3E%5C%5E%60%7B%7C%7D"},
        {"\x01\x7f\xc2\xa0", "%01%7F%C2%A0", "%01%7F%C2%A0"}};
    for (size_t i = 0; i < COUNT(table); i++) {
        AUTO_BUF uri = {0};
        AUTO_BUF fragment = {0};
        escape_uri(&uri, table[i][0], strlen(table[i][0]));
        escape_text_fragment(&fragment, table[i][0], strlen(table[i][0]));
        assert_string_equal(bytes_of(&uri), table[i][1]);
        assert_string_equal(bytes_of(&fragment), table[i][2]);
    }
    AUTO_BUF nul = {0};
    escape_uri(&nul, "a\0", 2);
    assert_string_equal(bytes_of(&nul), "a%00");
}

static void a_path_is_an_address_of_this_server(void **state) {
    (void)state;
    static const char *const table[][2] = {{"/", "/"}, {"/a-b/c.d_e~F9", "/a-b/c.d_e~F9"}, {"/a//b", "/a//b"},
        {"//host/a", "/.//host/a"}, {"///a", "/.///a"}, {"/\\host", "/%5Chost"}, {"/a?b#c%", "/a%3Fb%23c%25"},
        {"/가", "/%EA%B0%80"}};
    for (size_t i = 0; i < COUNT(table); i++) {
        AUTO_BUF path = {0};
        escape_path(&path, table[i][0]);
        assert_string_equal(bytes_of(&path), table[i][1]);
    }
}

static void base64url_gives_back_every_byte(void **state) {
    (void)state;
    unsigned char bytes[70] = {0};
    uint32_t seed = 1;
    for (size_t length = 0; length <= sizeof bytes; length++) {
        AUTO_BUF text = {0};
        AUTO_BUF back = {0};
        for (size_t i = 0; i < length; i++)
            bytes[i] = (unsigned char)((seed = seed * 1664525 + 1013904223) >> 24);
        escape_base64url(&text, bytes, length);
        assert_int_equal(text.length, (length * 4 + 2) / 3);
        assert_true(escape_from_base64url(&back, bytes_of(&text), text.length));
        assert_int_equal(back.length, length);
        if (length)
            assert_memory_equal(back.bytes, bytes, length);
    }
}

static void base64url_is_as_the_rfc_writes_it(void **state) {
    (void)state;
    static const char *const table[][2] = {{"", ""}, {"f", "Zg"}, {"fo", "Zm8"}, {"foo", "Zm9v"},
        {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}, {"\xfb\xff\xbf", "-_-_"}};
    for (size_t i = 0; i < COUNT(table); i++) {
        AUTO_BUF text = {0};
        escape_base64url(&text, (const unsigned char *)table[i][0], strlen(table[i][0]));
        assert_string_equal(bytes_of(&text), table[i][1]);
    }
}

static void base64url_that_nobody_wrote_is_refused(void **state) {
    (void)state;
    /* Padding, the other alphabet, white space, a lone digit, bits behind the last byte. */
    static const char *const table[] = {"Zg==", "Zm8=", "=", "-_+_", "-_/_", "Zm 9v", "Zm9v\n", " ", "Z",
        "Zm9vY", "Zh", "Zn8A=", "Zm9", "Zv", "\xea\xb0\x80", "Zm9v.", "AB", "AAB"};
    for (size_t i = 0; i < COUNT(table); i++) {
        AUTO_BUF out = {0};
        if (escape_from_base64url(&out, table[i], strlen(table[i])))
            fail_msg("\"%s\" was taken", table[i]);
    }
    AUTO_BUF out = {0};
    assert_false(escape_from_base64url(&out, "Zm9v\0A", 6));
}

static void a_message_shows_what_cannot_be_seen(void **state) {
    (void)state;
    static const char *const table[][2] = {{"plain 가", "plain 가"},
        {"a\xc2\xa0"
         "b",
            "a\\u00a0b"},
        {"\n\t\x7f", "\\u000a\\u0009\\u007f"}, {"\xc2\x85", "\\u0085"},
        {"\xff"
         "a",
            "\\xffa"},
        {"\xed\xa0\x80", "\\xed\\xa0\\x80"}, {"\"\\", "\"\\"}, {"\xc2\xa1", "\xc2\xa1"}};
    for (size_t i = 0; i < COUNT(table); i++) {
        AUTO_BUF out = {0};
        escape_visible(&out, table[i][0], strlen(table[i][0]));
        assert_string_equal(bytes_of(&out), table[i][1]);
    }
}

/* ---- near words ---- */

static void the_nearest_word_differs_in_at_most_a_third(void **state) {
    (void)state;
    static const char *const words[] = {
        "value", "unit", "part_of", "participant", "sort", "at", "published_at"};
    static const char *const table[][2] = {{"value", "value"}, {"valeu", "value"}, {"vale", "value"},
        {"valeue", "value"}, {"unti", "unit"}, {"uni", "unit"}, {"sotr", "sort"}, {"srot", "sort"},
        {"particpant", "participant"}, {"participent", "participant"}, {"partof", "part_of"}, {"aat", "at"},
        {"ta", "at"}, {"publishedat", "published_at"}, {"xyz", NULL}, {"", NULL}, {"v", NULL},
        {"zzlue", NULL}, {"particle", NULL}, {"unknown", NULL}};
    for (size_t i = 0; i < COUNT(table); i++) {
        struct nearest nearest = nearest_to(table[i][0]);
        for (size_t word = 0; word < COUNT(words); word++)
            nearest_try(&nearest, words[word]);
        if (table[i][1] ? !nearest.best || strcmp(nearest.best, table[i][1]) != 0 : nearest.best != NULL)
            fail_msg("\"%s\": %s", table[i][0], nearest.best ? nearest.best : "none");
    }
}

static void a_word_of_any_length_is_compared(void **state) {
    (void)state;
    char typed[200];
    for (size_t length = 1; length < sizeof typed - 1; length++) {
        memset(typed, 'a', length);
        typed[length] = '\0';
        char known[200];
        memcpy(known, typed, sizeof typed);
        known[0] = 'b';
        struct nearest nearest = nearest_to(typed);
        nearest_try(&nearest, known);
        assert_true(length > 64 ? nearest.best == NULL : length == 1 || nearest.best == known);
    }
}

static void of_two_words_as_near_the_first_stands(void **state) {
    (void)state;
    struct nearest nearest = nearest_to("abcx");
    nearest_try(&nearest, "abca");
    nearest_try(&nearest, "abcb");
    assert_string_equal(nearest.best, "abca");
}

/* ---- request targets ---- */

static void a_target_is_its_path_and_parameters(void **state) {
    (void)state;
    /* name=value pairs behind a "|" each */
    static const char *const table[][2] = {{"/", "/"}, {"*", "*"}, {"/v1/facts", "/v1/facts"},
        {"/v1/facts?", "/v1/facts"}, {"/a?b=c", "/a|b=c"}, {"/a?b=c&b=d", "/a|b=c|b=d"}, {"/a?b=", "/a|b="},
        {"/a?b=c=d", "/a|b=c=d"}, {"/a?&b=c&&d=e&", "/a|b=c|d=e"}, {"/a?b=c+d%20e", "/a|b=c d e"},
        {"/a+b", "/a+b"}, {"/a%2Bb%3f", "/a+b?"}, {"/%EA%B0%80", "/가"},
        {"/a?%eA%b0%80=%EA%B0%80", "/a|가=가"}, {"/a?b=c?d/e", "/a|b=c?d/e"}, {"/a?b=%26%3D%25", "/a|b=&=%"},
        {"http://host/a?b=c", "/a|b=c"}, {"HTTPS://host:8080/a", "/a"}, {"http://host", "/"},
        {"http://host?b=c", "/|b=c"}, {"http://host/", "/"}, {"/http://host", "/http://host"},
        {"/a?=c", "/a|=c"}, {"//a", "//a"}, {"/가?나=다", "/가|나=다"}};
    for (size_t i = 0; i < COUNT(table); i++) {
        AUTO_ARENA arena = {0};
        AUTO_BUF shown = {0};
        struct target target;
        const char *wrong = target_parse(table[i][0], &arena, &target);
        if (wrong)
            fail_msg("%s: %s", table[i][0], wrong);
        buf_text(&shown, target.path);
        for (size_t j = 0; j < target.parameter_count; j++)
            buf_printf(&shown, "|%s=%s", target.parameters[j].name, target.parameters[j].value);
        if (strcmp(bytes_of(&shown), table[i][1]) != 0)
            fail_msg("%s: %s", table[i][0], shown.bytes);
    }
}

static void a_target_that_is_no_target_is_refused_with_its_reason(void **state) {
    (void)state;
    static const char *const table[][2] = {{"", "does not start"}, {"v1", "does not start"},
        {"?a=b", "does not start"}, {"**", "does not start"}, {"ftp://host/", "does not start"},
        {"http:/host", "does not start"}, {"/a b", "percent-encoded"}, {"/a\tb", "percent-encoded"},
        {"/a#b", "percent-encoded"}, {"/\xea\xb0", "UTF-8"}, {"/a\x7f", "percent-encoded"},
        {"/%", "two hexadecimal"}, {"/%4", "two hexadecimal"}, {"/%4g", "two hexadecimal"},
        {"/%g4", "two hexadecimal"}, {"/a?b=%", "two hexadecimal"}, {"/a?b=%4&c=1", "two hexadecimal"},
        {"/a?b%4=1", "two hexadecimal"}, {"/a%2fb", "encoded slash"}, {"/%00", "%00"}, {"/a?b=%00", "%00"},
        {"/a?%00=b", "%00"}, {"/%FF", "UTF-8"}, {"/a?b=%ED%A0%80", "UTF-8"}, {"/a?b=%C0%80", "UTF-8"},
        {"/a?%FF=b", "UTF-8"}, {"/a?b", "no \"=\""}, {"/a?b=c&d", "no \"=\""}};
    for (size_t i = 0; i < COUNT(table); i++) {
        AUTO_ARENA arena = {0};
        struct target target;
        const char *wrong = target_parse(table[i][0], &arena, &target);
        if (!wrong || !strstr(wrong, table[i][1]))
            fail_msg("\"%s\": %s", table[i][0], wrong ? wrong : "taken");
        if (target.parameter_count || strcmp(target.path, strstr(table[i][0], "/a?") ? "/a" : "/") != 0)
            fail_msg("\"%s\": %s and %zu parameters", table[i][0], target.path, target.parameter_count);
    }
}

static void a_target_has_at_most_64_parameters(void **state) {
    (void)state;
    for (int count = 63; count <= 66; count++) {
        AUTO_ARENA arena = {0};
        AUTO_BUF text = {0};
        struct target target;
        buf_text(&text, "/a?");
        for (int i = 0; i < count; i++)
            buf_printf(&text, "p%d=%d&", i, i);
        const char *wrong = target_parse(text.bytes, &arena, &target);
        assert_int_equal(wrong == NULL, count <= TARGET_PARAMETERS_MAX);
        if (!wrong)
            assert_int_equal(target.parameter_count, count);
    }
}

static void a_code_point_is_written_as_it_is_read(void **state) {
    (void)state;
    for (int32_t code = 1; code <= 0x10FFFF; code++) {
        char out[5] = "....";
        size_t at = 0;
        if (code == 0xD800)
            code = 0xE000;
        utf8_put(code, out);
        size_t length = strlen(out);
        if (utf8_next(out, length, &at) != code || at != length)
            fail_msg("U+%04X", (unsigned)code);
    }
    char nul[5] = "....";
    utf8_put(0, nul);
    assert_memory_equal(nul, "\0", 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_code_point_is_written_as_it_is_read),
        cmocka_unit_test(a_well_formed_sequence_is_its_code_point),
        cmocka_unit_test(a_malformed_sequence_is_refused_where_it_stands),
        cmocka_unit_test(a_sequence_that_the_length_cuts_is_refused),
        cmocka_unit_test(positions_count_code_points),
        cmocka_unit_test(a_date_covers_its_first_to_its_last_day),
        cmocka_unit_test(a_date_that_no_calendar_has_is_refused),
        cmocka_unit_test(an_interval_has_at_most_one_open_end_and_never_turns),
        cmocka_unit_test(an_instant_becomes_utc_over_offsets_months_and_years),
        cmocka_unit_test(instants_sort_as_they_follow_each_other),
        cmocka_unit_test(a_time_without_offset_or_past_its_bounds_is_refused),
        cmocka_unit_test(json_escapes_what_it_must_and_nothing_else),
        cmocka_unit_test(json_escapes_are_found_wherever_they_stand),
        cmocka_unit_test(integers_are_written_in_decimal),
        cmocka_unit_test(a_uri_keeps_only_what_is_unreserved),
        cmocka_unit_test(a_path_is_an_address_of_this_server),
        cmocka_unit_test(base64url_gives_back_every_byte),
        cmocka_unit_test(base64url_is_as_the_rfc_writes_it),
        cmocka_unit_test(base64url_that_nobody_wrote_is_refused),
        cmocka_unit_test(a_message_shows_what_cannot_be_seen),
        cmocka_unit_test(the_nearest_word_differs_in_at_most_a_third),
        cmocka_unit_test(a_word_of_any_length_is_compared),
        cmocka_unit_test(of_two_words_as_near_the_first_stands),
        cmocka_unit_test(a_target_is_its_path_and_parameters),
        cmocka_unit_test(a_target_that_is_no_target_is_refused_with_its_reason),
        cmocka_unit_test(a_target_has_at_most_64_parameters),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
