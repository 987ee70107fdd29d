/* SPDX-License-Identifier: MIT */
/* Pages as CSV and JSON with fewer members, in one language, with included objects. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "format/csv.h"
#include "format/json.h"

#define NONE                                                                                                 \
    { .type = VALUE_NULL }
#define TEXT(literal)                                                                                        \
    { .type = VALUE_TEXT, .text = literal, .length = sizeof(literal) - 1 }
#define INTEGER(number)                                                                                      \
    { .type = VALUE_INTEGER, .integer = number }
#define REAL(number)                                                                                         \
    { .type = VALUE_REAL, .real = number }

static const struct resource yards = {.name = "yards", .path = "/v1/yards"},
                             boats = {.name = "boats", .path = "/v1/boats"};

static const struct field id = {.name = "id", .type = FIELD_ID}, kind = {.name = "kind", .type = FIELD_WORD},
                          href = {.name = "href", .type = FIELD_HREF, .path = "/v1/boats/"},
                          name_ko = {.name = "name.ko", .type = FIELD_TEXT},
                          name_en = {.name = "name.en", .type = FIELD_TEXT},
                          size_height = {.name = "size.height", .type = FIELD_INTEGER},
                          size_width = {.name = "size.width", .type = FIELD_INTEGER},
                          yard = {.name = "yard", .type = FIELD_ID, .of = &yards},
                          rigged = {.name = "rigged", .type = FIELD_FLAG},
                          area = {.name = "area", .type = FIELD_NUMBER},
                          sail_type = {.name = "type", .type = FIELD_WORD},
                          motor_type = {.name = "type", .type = FIELD_WORD};

static const struct field owner_fields[] = {{.name = "id", .type = FIELD_ID, .of = &yards},
    {.name = "role", .type = FIELD_WORD}, {.name = "name.ko", .type = FIELD_TEXT},
    {.name = "name.en", .type = FIELD_TEXT}, {0}};
static const struct field tag_fields[] = {{.name = "tag", .type = FIELD_TEXT}, {0}};
static const struct children owners = {.name = "owners", .fields = owner_fields, .flat = 2},
                             tags = {.name = "tags", .fields = tag_fields, .scalar = true};

/* A page of one row without children. */
static const char *csv_of(
    const struct field *field, struct value value, const char *language, struct arena *arena) {
    AUTO_BUF out = {0};
    struct column column = {field, NULL, true, 0};
    const struct selection selection = {.columns = &column, .column_count = 1, .language = language};
    const struct page page = {.selection = &selection, .values = &value, .row_count = 1};
    csv_rows(&out, &page);
    return arena_copy(arena, out.bytes, out.length);
}

static void a_cell_is_quoted_where_it_must_be(void **state) {
    (void)state;
    static const struct {
        struct value value;
        const char *line;
    } table[] = {{TEXT("plain text"), "plain text\r\n"}, {TEXT(""), "\"\"\r\n"}, {NONE, "\"\"\r\n"},
        {TEXT("a,b"), "\"a,b\"\r\n"}, {TEXT("\""), "\"\"\"\"\r\n"},
        {TEXT("say \"so\""), "\"say \"\"so\"\"\"\r\n"}, {TEXT("a\nb"), "\"a\nb\"\r\n"},
        {TEXT("a\rb"), "\"a\rb\"\r\n"}, {TEXT("한국, \"말\""), "\"한국, \"\"말\"\"\"\r\n"},
        {TEXT(" a "), " a \r\n"}, {TEXT("a;b"), "a;b\r\n"}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        AUTO_ARENA arena = {0};
        assert_string_equal(csv_of(&name_en, table[i].value, NULL, &arena), table[i].line);
    }
}

static void a_text_is_never_a_formula_and_a_number_stays_one(void **state) {
    (void)state;
    static const struct {
        const struct field *field;
        struct value value;
        const char *line;
    } table[] = {{&name_en, TEXT("=1+1"), "'=1+1\r\n"}, {&name_en, TEXT("+1"), "'+1\r\n"},
        {&name_en, TEXT("-1"), "'-1\r\n"}, {&name_en, TEXT("@SUM(A1,B1)"), "\"'@SUM(A1,B1)\"\r\n"},
        {&name_en, TEXT("＝1"), "'＝1\r\n"}, {&name_en, TEXT("＠a"), "'＠a\r\n"},
        {&name_en, TEXT("～"), "～\r\n"}, {&name_en, TEXT("\t=1"), "'\t=1\r\n"},
        {&name_en, TEXT("\r=1"), "\"'\r=1\"\r\n"}, {&name_en, TEXT("a=1"), "a=1\r\n"},
        {&name_en, TEXT("'=1"), "'=1\r\n"}, {&area, INTEGER(-7), "-7\r\n"}, {&area, REAL(-0.5), "-0.5\r\n"},
        {&area, REAL(260000.0), "260000\r\n"}, {&rigged, INTEGER(1), "true\r\n"},
        {&rigged, INTEGER(0), "false\r\n"}, {&href, TEXT("a.b"), "/v1/boats/a.b\r\n"}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        AUTO_ARENA arena = {0};
        assert_string_equal(csv_of(table[i].field, table[i].value, NULL, &arena), table[i].line);
    }
}

/* ---- a page of two kinds ---- */

enum { COLUMNS = 10 };

static struct column columns[COLUMNS] = {{&id, NULL, true, 0}, {&kind, NULL, true, 1},
    {&name_ko, NULL, true, 2}, {&name_en, NULL, true, 3}, {&size_height, NULL, true, 4},
    {&size_width, NULL, true, 5}, {&yard, NULL, true, 6}, {&area, "sail", true, 7},
    {&sail_type, "sail", true, 8}, {&motor_type, "motor", true, 8}};
static struct value values[3 * COLUMNS] = {TEXT("a"), TEXT("sail"), TEXT("가"), TEXT("A, \"the\""),
    INTEGER(3), NONE, TEXT("y1"), REAL(2.5), TEXT("sloop"), NONE, TEXT("b"), TEXT("motor"), NONE, TEXT("=B"),
    NONE, NONE, NONE, NONE, NONE, TEXT("diesel"), TEXT("c"), TEXT("sail"), TEXT("다"), NONE, NONE, INTEGER(4),
    TEXT("y2"), NONE, TEXT("ketch"), NONE};
static struct value owner_values[] = {TEXT("p"), TEXT("party"), NONE, TEXT("P"), TEXT("q"), TEXT("host"),
    TEXT("큐"), NONE, TEXT("p"), TEXT("host"), NONE, TEXT("P")};
static struct value tag_values[] = {TEXT("x,y"), TEXT("=z"), TEXT("w")};
static size_t owner_starts[] = {0, 2, 2, 3}, tag_starts[] = {0, 2, 2, 3};
static struct child_rows children[] = {
    {4, owner_values, owner_starts, owner_starts + 1}, {1, tag_values, tag_starts, tag_starts + 1}};
static const struct children *shown_children[] = {&owners, &tags};

static const struct selection whole = {
    .columns = columns, .column_count = COLUMNS, .children = shown_children, .child_count = 2};

static struct page page_of(const struct selection *selection) {
    return (struct page){.selection = selection, .values = values, .row_count = 3, .children = children};
}

static void kinds_share_a_column_and_arrays_are_cells(void **state) {
    (void)state;
    AUTO_BUF out = {0};
    const struct page page = page_of(&whole);
    csv_header(&out, &whole);
    csv_rows(&out, &page);
    assert_string_equal(out.bytes,
        "id,kind,name.ko,name.en,size.height,size.width,yard,area,type,owners,tags\r\n"
        "a,sail,가,\"A, \"\"the\"\"\",3,,y1,2.5,sloop,p:party;q:host,\"x,y;=z\"\r\n"
        "b,motor,,'=B,,,,,diesel,,\r\n"
        "c,sail,다,,,4,y2,,ketch,p:host,w\r\n");
}

static void a_language_makes_one_column_of_a_map(void **state) {
    (void)state;
    static const char *const table[][2] = {
        {"ko", "id,kind,name,size.height,size.width,yard,area,type,owners,tags\r\n"
               "a,sail,가,3,,y1,2.5,sloop,p:party;q:host,\"x,y;=z\"\r\n"
               "b,motor,'=B,,,,,diesel,,\r\n"
               "c,sail,다,,4,y2,,ketch,p:host,w\r\n"},
        {"en", "id,kind,name,size.height,size.width,yard,area,type,owners,tags\r\n"
               "a,sail,\"A, \"\"the\"\"\",3,,y1,2.5,sloop,p:party;q:host,\"x,y;=z\"\r\n"
               "b,motor,'=B,,,,,diesel,,\r\n"
               "c,sail,다,,4,y2,,ketch,p:host,w\r\n"}};
    for (size_t i = 0; i < 2; i++) {
        AUTO_BUF out = {0};
        struct selection selection = whole;
        selection.language = table[i][0];
        const struct page page = page_of(&selection);
        csv_header(&out, &selection);
        csv_rows(&out, &page);
        assert_string_equal(out.bytes, table[i][1]);
    }
}

static void a_map_in_an_array_is_one_text_in_whatever_language_it_has(void **state) {
    (void)state;
    static const char *const table[][2] = {{NULL, "큐;P\r\n"}, {"ko", "큐;P\r\n"}, {"en", "Q;P\r\n"}};
    static const struct field names[] = {
        {.name = "name.ko", .type = FIELD_TEXT}, {.name = "name.en", .type = FIELD_TEXT}, {0}};
    static const struct children authors = {.name = "authors", .fields = names};
    struct value author_values[] = {TEXT("큐"), TEXT("Q"), NONE, TEXT("P")};
    size_t starts[] = {0, 2};
    struct child_rows rows = {2, author_values, starts, starts + 1};
    for (size_t i = 0; i < 3; i++) {
        AUTO_BUF out = {0};
        const struct children *shown = &authors;
        const struct selection selection = {.children = &shown, .child_count = 1, .language = table[i][0]};
        const struct page page = {.selection = &selection, .row_count = 1, .children = &rows};
        csv_rows(&out, &page);
        assert_string_equal(out.bytes, table[i][1]);
    }
}

static void a_hidden_kind_still_tells_which_members_a_row_has(void **state) {
    (void)state;
    AUTO_BUF csv = {0};
    AUTO_BUF json = {0};
    struct column few[COLUMNS];
    memcpy(few, columns, sizeof few);
    for (size_t i = 0; i < COLUMNS; i++)
        few[i].shown = i >= 8;
    const struct selection selection = {.columns = few, .column_count = COLUMNS};
    const struct page page = page_of(&selection);
    csv_header(&csv, &selection);
    csv_rows(&csv, &page);
    assert_string_equal(csv.bytes, "type\r\nsloop\r\ndiesel\r\nketch\r\n");
    json_lines(&json, &page);
    assert_string_equal(json.bytes, "{\"type\":\"sloop\"}\n{\"type\":\"diesel\"}\n{\"type\":\"ketch\"}\n");
}

static void a_row_without_the_members_asked_for_is_an_empty_object(void **state) {
    (void)state;
    AUTO_BUF json = {0};
    struct column few[COLUMNS];
    memcpy(few, columns, sizeof few);
    for (size_t i = 0; i < COLUMNS; i++)
        few[i].shown = i == 7;
    const struct selection selection = {.columns = few, .column_count = COLUMNS};
    const struct page page = page_of(&selection);
    json_lines(&json, &page);
    assert_string_equal(json.bytes, "{\"area\":2.5}\n{}\n{\"area\":null}\n");
}

static void json_in_a_language_has_one_text_a_map_and_objects_stay(void **state) {
    (void)state;
    AUTO_BUF out = {0};
    struct selection selection = whole;
    selection.language = "en";
    const struct page page = page_of(&selection);
    json_lines(&out, &page);
    assert_string_equal(out.bytes,
        "{\"id\":\"a\",\"kind\":\"sail\",\"name\":\"A, "
        "\\\"the\\\"\",\"size\":{\"height\":3,\"width\":null},\"yard\":\"y1\",\"area\":2.5,\"type\":"
        "\"sloop\","
        "\"owners\":[{\"id\":\"p\",\"role\":\"party\",\"name\":\"P\"},{\"id\":\"q\",\"role\":\"host\","
        "\"name\":"
        "\"큐\"}],\"tags\":[\"x,y\",\"=z\"]}\n"
        "{\"id\":\"b\",\"kind\":\"motor\",\"name\":\"=B\",\"size\":null,\"yard\":null,\"type\":\"diesel\","
        "\"owners\":[],\"tags\":[]}\n"
        "{\"id\":\"c\",\"kind\":\"sail\",\"name\":\"다\",\"size\":{\"height\":null,\"width\":4},\"yard\":"
        "\"y2\","
        "\"area\":null,\"type\":\"ketch\",\"owners\":[{\"id\":\"p\",\"role\":\"host\",\"name\":\"P\"}],"
        "\"tags\":["
        "\"w\"]}\n");
}

/* ---- included objects ---- */

static struct column yard_columns[] = {
    {&id, NULL, true, 0}, {&name_ko, NULL, true, 1}, {&name_en, NULL, true, 2}};
static const struct selection of_yards = {.resource = &yards, .columns = yard_columns, .column_count = 3};

/* An id that is not there, as of a participant that a group hides, stays an id. */
static void an_included_object_stands_in_place_of_its_id(void **state) {
    (void)state;
    AUTO_BUF out = {0};
    struct value yard_values[] = {TEXT("y1"), TEXT("조선"), NONE};
    struct value owner_objects[] = {TEXT("p"), NONE, TEXT("Whole P"), TEXT("q"), TEXT("큐"), TEXT("Q")};
    const char *yard_keys[] = {"y1"}, *owner_keys[] = {"p", "q"};
    struct page included[] = {
        {.selection = &of_yards, .values = yard_values, .keys = yard_keys, .row_count = 1},
        {.selection = &of_yards, .values = owner_objects, .keys = owner_keys, .row_count = 2}};
    struct inclusion inclusions[] = {{"yard", &yard, NULL}, {"owners", &owner_fields[0], &owners}};
    struct column few[] = {{&id, NULL, true, 0}, {&yard, NULL, true, 1}};
    struct value ids[] = {TEXT("a"), TEXT("y1"), TEXT("b"), NONE, TEXT("c"), TEXT("y2")};
    const struct selection selection = {.resource = &boats,
        .columns = few,
        .column_count = 2,
        .children = shown_children,
        .child_count = 1,
        .inclusions = inclusions,
        .inclusion_count = 2};
    const struct page page = {
        .selection = &selection, .values = ids, .row_count = 3, .children = children, .included = included};
    json_lines(&out, &page);
    assert_string_equal(out.bytes, "{\"id\":\"a\",\"yard\":{\"id\":\"y1\",\"name\":{\"ko\":\"조선\",\"en\":"
                                   "null}},\"owners\":[{\"id\":\"p\","
                                   "\"name\":{\"ko\":null,\"en\":\"Whole "
                                   "P\"},\"role\":\"party\"},{\"id\":\"q\",\"name\":{\"ko\":\"큐\",\"en\":"
                                   "\"Q\"},\"role\":\"host\"}]}\n"
                                   "{\"id\":\"b\",\"yard\":null,\"owners\":[]}\n"
                                   "{\"id\":\"c\",\"yard\":\"y2\",\"owners\":[{\"id\":\"p\",\"name\":{\"ko\":"
                                   "null,\"en\":\"Whole P\"},\"role\":"
                                   "\"host\"}]}\n");
}

static void counts_stand_in_the_lists_meta(void **state) {
    (void)state;
    AUTO_BUF out = {0};
    struct value units[] = {TEXT("krw"), NONE};
    int64_t unit_counts[] = {7, 2};
    struct value flags[] = {INTEGER(1)};
    int64_t flag_counts[] = {9};
    struct facet facets[] = {{&sail_type, units, unit_counts, 2, 4}, {&rigged, flags, flag_counts, 1, 0}};
    const struct summary summary = {.total = 13, .facets = facets, .facet_count = 2};
    const struct page empty = {.selection = &whole};
    json_list(&out, &empty, NULL, 3, &summary);
    assert_string_equal(out.bytes,
        "{\"data\":[],\"next\":null,\"meta\":{\"revision\":3,\"count\":0,\"total\":13,\"facets\":{\"type\":{"
        "\"values\":[{\"value\":\"krw\",\"count\":7},{\"value\":null,\"count\":2}],\"other\":4},\"rigged\":{"
        "\"values\":[{\"value\":true,\"count\":9}],\"other\":0}}}}\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cell_is_quoted_where_it_must_be),
        cmocka_unit_test(a_text_is_never_a_formula_and_a_number_stays_one),
        cmocka_unit_test(kinds_share_a_column_and_arrays_are_cells),
        cmocka_unit_test(a_language_makes_one_column_of_a_map),
        cmocka_unit_test(a_map_in_an_array_is_one_text_in_whatever_language_it_has),
        cmocka_unit_test(a_hidden_kind_still_tells_which_members_a_row_has),
        cmocka_unit_test(a_row_without_the_members_asked_for_is_an_empty_object),
        cmocka_unit_test(json_in_a_language_has_one_text_a_map_and_objects_stay),
        cmocka_unit_test(an_included_object_stands_in_place_of_its_id),
        cmocka_unit_test(counts_stand_in_the_lists_meta),
    };
    return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
