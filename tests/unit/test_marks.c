/* SPDX-License-Identifier: MIT */
/* Quotes marked in a text, as tables: spans are "start-end" in code points, quotes are numbered from 1 as
 * written, and the marks are shown as [1 … ] where a quote begins, as [+1 … ] where it goes on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "views/marks.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

enum { SPANS_MAX = 8 };

static size_t read_spans(const char *written, struct span *spans) {
    size_t count = 0;
    for (const char *at = written; *at; at += strspn(at, " ")) {
        char *end;
        spans[count].start = strtoul(at, &end, 10);
        spans[count].end = strtoul(end + 1, &end, 10);
        spans[count].number = count + 1;
        count++;
        at = end;
    }
    return count;
}

/* The marks as brackets; whatever else is markup stays, and would be seen. */
static void put_brackets(struct buf *out, const char *html) {
    for (size_t id, number; *html;) {
        int first = 0, on = 0;
        sscanf(html, "<mark id=\"q%zu\" data-quote=\"%zu\">%n", &id, &number, &first);
        if (first) {
            assert_int_equal(id, number);
            buf_printf(out, "[%zu ", number);
        } else if (sscanf(html, "<mark data-quote=\"%zu\">%n", &number, &on), on) {
            buf_printf(out, "[+%zu ", number);
        } else if (strncmp(html, "</mark>", 7) == 0) {
            buf_char(out, ']');
            on = 7;
        } else {
            buf_char(out, *html);
            on = 1;
        }
        html += first + on;
    }
}

/* The text is a copy of exactly its bytes, so that the address sanitizer sees a read past it. */
static const char *marked(const char *text, const char *written, struct arena *arena) {
    AUTO_BUF html = {0}, shown = {0};
    struct span spans[SPANS_MAX];
    size_t count = read_spans(written, spans), length = strlen(text);
    char *copy = malloc(length + 1);
    assert_non_null(copy);
    memcpy(copy, text, length);
    copy = realloc(copy, length ? length : 1);
    assert_non_null(copy);
    spans_sort(spans, count);
    marks_put(&html, copy, length, spans, count, arena);
    free(copy);
    put_brackets(&shown, html.bytes ? html.bytes : "");
    return arena_copy(arena, shown.bytes ? shown.bytes : "", shown.length);
}

struct example {
    const char *text, *spans, *shown;
};

static void hold(const struct example *table, size_t count) {
    for (size_t i = 0; i < count; i++) {
        AUTO_ARENA arena = {0};
        const char *shown = marked(table[i].text, table[i].spans, &arena);
        if (strcmp(shown, table[i].shown) != 0)
            fail_msg("%s of \"%s\":\n%s", table[i].spans, table[i].text, shown);
    }
}

static void a_quote_is_marked_where_it_stands(void **state) {
    (void)state;
    static const struct example table[] = {{"", "", ""}, {"abcdef", "", "abcdef"},
        {"abcdef", "2-4", "ab[1 cd]ef"}, {"abcdef", "0-2", "[1 ab]cdef"}, {"abcdef", "4-6", "abcd[1 ef]"},
        {"abcdef", "0-6", "[1 abcdef]"}, {"abcdef", "4-5 1-2", "a[2 b]cd[1 e]f"},
        {"abcdef", "0-3 3-6", "[1 abc][2 def]"}};
    hold(table, COUNT(table));
}

static void quotes_that_overlap_are_cut_into_marks_that_do_not(void **state) {
    (void)state;
    static const struct example table[] = {{"abcdef", "0-4 2-6", "[1 ab[2 cd]][+2 ef]"},
        {"abcdef", "2-6 0-4", "[2 ab[1 cd]][+1 ef]"}, {"abcdef", "0-6 2-4", "[1 ab[2 cd]ef]"},
        {"abcdef", "0-2 0-6", "[2 [1 ab]cdef]"}, {"abcdef", "1-3 1-3", "a[1 [2 bc]]def"},
        {"abcdef", "0-6 4-6", "[1 abcd[2 ef]]"},
        {"abcdef", "0-3 1-4 2-5", "[1 a[2 b[3 c]]][+2 [+3 d]][+3 e]f"},
        {"abcdef", "0-3 1-6 2-5", "[1 a[2 b[3 c]]][+2 [+3 de]f]"}};
    hold(table, COUNT(table));
}

static void places_count_code_points(void **state) {
    (void)state;
    static const struct example table[] = {{"가나다라", "1-3", "가[1 나다]라"}, {"😀😀b😀", "1-3", "😀[1 😀b]😀"},
        {"e\u0301a", "1-2", "e[1 \u0301]a"}, {"😀", "0-1", "[1 😀]"}};
    hold(table, COUNT(table));
}

static void what_reaches_past_the_text_ends_with_it(void **state) {
    (void)state;
    static const struct example table[] = {
        {"abc", "1-9", "a[1 bc]"}, {"abc", "7-9", "abc[1 ]"}, {"", "0-1", "[1 ]"}};
    hold(table, COUNT(table));
}

static void a_text_is_no_markup(void **state) {
    (void)state;
    static const struct example table[] = {{"<b>&\"'", "1-4", "&lt;[1 b&gt;&amp;]&quot;&#39;"}};
    hold(table, COUNT(table));
}

#define GAP "<span class=\"gap\">"

static void of_several_blank_lines_all_but_one_are_in_a_gap(void **state) {
    (void)state;
    static const struct example table[] = {{"a\nb", "", "a\nb"}, {"a\n\nb", "", "a\n\nb"},
        {"a\n\n\nb", "", "a\n\n" GAP "\n</span>b"},
        {"a\n \u00a0\n \n\n  b", "", "a\n \u00a0\n" GAP " \n\n</span>  b"},
        {"a\n\n\n", "", "a\n\n" GAP "\n</span>"}, {"\n\n\n\nb", "", "\n\n" GAP "\n\n</span>b"},
        {"a\n\n\nb\n\n\nc", "3-5", "a\n\n[1 \nb]\n\n" GAP "\n</span>c"}};
    hold(table, COUNT(table));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_quote_is_marked_where_it_stands),
        cmocka_unit_test(quotes_that_overlap_are_cut_into_marks_that_do_not),
        cmocka_unit_test(places_count_code_points),
        cmocka_unit_test(what_reaches_past_the_text_ends_with_it),
        cmocka_unit_test(a_text_is_no_markup),
        cmocka_unit_test(of_several_blank_lines_all_but_one_are_in_a_gap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
