/* SPDX-License-Identifier: MIT */
/* Rows as JSON, from a page that is made here: every type of value and each shape of a member. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "format/json.h"

static const struct field common[] = {
    {.name = "id", .type = FIELD_ID, .use = FIELD_OUT, .sql = "id"},
    {.name = "href", .type = FIELD_HREF, .use = FIELD_OUT, .sql = "id", .path = "/v1/boats/"},
    {.name = "kind", .type = FIELD_WORD, .use = FIELD_OUT, .sql = "kind"},
    {.name = "hidden", .type = FIELD_TEXT, .use = FIELD_FILTER, .sql = "hidden"},
    {.name = "name.ko", .type = FIELD_TEXT, .use = FIELD_OUT, .sql = "name_ko"},
    {.name = "name.en", .type = FIELD_TEXT, .use = FIELD_OUT, .sql = "name_en"},
    {.name = "names", .type = FIELD_TEXT, .use = FIELD_OUT, .sql = "names"},
    {0},
};
static const struct field of_sail[] = {
    {.name = "area", .type = FIELD_NUMBER, .use = FIELD_OUT, .sql = "area"},
    {.name = "rigged", .type = FIELD_FLAG, .use = FIELD_OUT, .sql = "rigged"},
    {0},
};
static const struct field of_motor[] = {
    {.name = "power", .type = FIELD_INTEGER, .use = FIELD_OUT, .sql = "power"},
    {0},
};
static const struct field_group common_group = {.fields = common}, sail = {.kind = "sail", .fields = of_sail},
                                motor = {.kind = "motor", .fields = of_motor};

static const struct field word[] = {
    {.name = "word", .type = FIELD_TEXT, .use = FIELD_OUT, .sql = "word"}, {0}};
static const struct field owner[] = {{.name = "id", .type = FIELD_ID, .use = FIELD_OUT, .sql = "id"},
    {.name = "name.ko", .type = FIELD_TEXT, .use = FIELD_OUT, .sql = "name_ko"},
    {.name = "name.en", .type = FIELD_TEXT, .use = FIELD_OUT, .sql = "name_en"},
    {.name = "sole", .type = FIELD_FLAG, .use = FIELD_OUT, .sql = "sole"}, {0}};
static const struct children words = {.name = "words", .fields = word, .scalar = true},
                             owners = {.name = "owners", .fields = owner};

static const struct resource boats = {
    .name = "boats",
    .path = "/v1/boats",
    .groups = (const struct field_group *const[]){&common_group, &sail, &motor, NULL},
    .children = (const struct children *const[]){&words, &owners, NULL},
};

enum { COLUMNS = 9 };

/* Everything is shown, as where no `fields` are asked for. */
static struct column columns[] = {{&common[0], NULL, true, 0}, {&common[1], NULL, true, 1},
    {&common[2], NULL, true, 2}, {&common[4], NULL, true, 3}, {&common[5], NULL, true, 4},
    {&common[6], NULL, true, 5}, {&of_sail[0], "sail", true, 6}, {&of_sail[1], "sail", true, 7},
    {&of_motor[0], "motor", true, 8}};
static const struct children *shown_children[] = {&words, &owners};
static const struct selection selection = {.resource = &boats,
    .columns = columns,
    .column_count = COLUMNS,
    .children = shown_children,
    .child_count = 2};
static const struct summary no_summary = {.total = -1};

#define NONE                                                                                                 \
    { .type = VALUE_NULL }
#define TEXT(literal)                                                                                        \
    { .type = VALUE_TEXT, .text = literal, .length = sizeof(literal) - 1 }
#define INTEGER(number)                                                                                      \
    { .type = VALUE_INTEGER, .integer = number }
#define REAL(number)                                                                                         \
    { .type = VALUE_REAL, .real = number }

static struct value values[3][COLUMNS] = {
    {TEXT("a"), TEXT("a"), TEXT("sail"), TEXT("가"), NONE, NONE, REAL(2.5), INTEGER(0), NONE},
    {TEXT("b"), TEXT("b"), TEXT("motor"), NONE, NONE, TEXT("q\"\\\n\x01"), NONE, NONE, INTEGER(-7)},
    {TEXT("c"), TEXT("c"), TEXT("sail"), TEXT(""), TEXT("C"), NONE, INTEGER(9007199254740991), INTEGER(1),
        NONE},
};
static struct value word_values[] = {TEXT("x"), TEXT("y\t")};
static struct value owner_values[] = {
    TEXT("p"), NONE, TEXT("P"), INTEGER(1), TEXT("q"), NONE, NONE, INTEGER(0)};
static size_t word_starts[] = {0, 2, 2, 2}, owner_starts[] = {0, 0, 1, 2};
static struct child_rows children[] = {
    {1, word_values, word_starts, word_starts + 1}, {4, owner_values, owner_starts, owner_starts + 1}};

static const struct page page = {
    .selection = &selection, .values = values[0], .row_count = 3, .children = children};

static const char *const expected[] = {
    "{\"id\":\"a\",\"href\":\"/v1/boats/"
    "a\",\"kind\":\"sail\",\"name\":{\"ko\":\"가\",\"en\":null},\"names\":null,"
    "\"area\":2.5,\"rigged\":false,\"words\":[\"x\",\"y\\t\"],\"owners\":[]}",
    "{\"id\":\"b\",\"href\":\"/v1/boats/"
    "b\",\"kind\":\"motor\",\"name\":null,\"names\":\"q\\\"\\\\\\n\\u0001\","
    "\"power\":-7,\"words\":[],\"owners\":[{\"id\":\"p\",\"name\":{\"ko\":null,\"en\":\"P\"},\"sole\":true}]"
    "}",
    "{\"id\":\"c\",\"href\":\"/v1/boats/"
    "c\",\"kind\":\"sail\",\"name\":{\"ko\":\"\",\"en\":\"C\"},\"names\":null,"
    "\"area\":9007199254740991,\"rigged\":true,\"words\":[],\"owners\":[{\"id\":\"q\",\"name\":null,\"sole\":"
    "false}]}",
};

static void a_row_shows_the_members_of_its_kind_and_its_children(void **state) {
    (void)state;
    for (size_t row = 0; row < page.row_count; row++) {
        AUTO_BUF out = {0};
        json_row(&out, &page, row);
        assert_string_equal(out.bytes, expected[row]);
    }
}

static void a_list_has_one_line_a_row_and_its_next_page(void **state) {
    (void)state;
    AUTO_BUF out = {0};
    AUTO_BUF wanted = {0};
    json_list(&out, &page, "/v1/boats?cursor=x", 7, &no_summary);
    buf_printf(&wanted,
        "{\"data\":[\n%s,\n%s,\n%s\n],\"next\":\"/v1/"
        "boats?cursor=x\",\"meta\":{\"revision\":7,\"count\":3}}\n",
        expected[0], expected[1], expected[2]);
    assert_string_equal(out.bytes, wanted.bytes);
}

static void an_empty_list_is_a_list(void **state) {
    (void)state;
    const struct page empty = {.selection = &selection};
    AUTO_BUF out = {0};
    json_list(&out, &empty, NULL, 0, &no_summary);
    assert_string_equal(out.bytes, "{\"data\":[],\"next\":null,\"meta\":{\"revision\":0,\"count\":0}}\n");
}

static void one_thing_is_an_object_with_its_revision(void **state) {
    (void)state;
    AUTO_BUF out = {0};
    AUTO_BUF wanted = {0};
    json_one(&out, &page, 9);
    buf_printf(&wanted, "{\"data\":%s,\"meta\":{\"revision\":9}}\n", expected[0]);
    assert_string_equal(out.bytes, wanted.bytes);
}

static void a_decimal_prints_in_its_shortest_form(void **state) {
    (void)state;
    static const struct {
        double real;
        const char *text;
    } table[] = {{0.1, "0.1"}, {-0.5, "-0.5"}, {1e15, "1000000000000000"},
        {123456789.012345, "123456789.012345"}, {0.000001, "0.000001"}, {3.0, "3"}, {-0.0, "0"}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct value row[COLUMNS];
        AUTO_BUF out = {0};
        memcpy(row, values[0], sizeof row);
        row[6] = (struct value)REAL(table[i].real);
        const struct page one = {
            .selection = &selection, .values = row, .row_count = 1, .children = children};
        json_row(&out, &one, 0);
        const char *area = strstr(out.bytes, "\"area\":") + 7;
        if (strncmp(area, table[i].text, strlen(table[i].text)) != 0 || area[strlen(table[i].text)] != ',')
            fail_msg("%.17g: %.30s", table[i].real, area);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_shows_the_members_of_its_kind_and_its_children),
        cmocka_unit_test(a_list_has_one_line_a_row_and_its_next_page),
        cmocka_unit_test(an_empty_list_is_a_list),
        cmocka_unit_test(one_thing_is_an_object_with_its_revision),
        cmocka_unit_test(a_decimal_prints_in_its_shortest_form),
    };
    return cmocka_run_group_tests_name("format", tests, NULL, NULL);
}
