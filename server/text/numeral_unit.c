/* SPDX-License-Identifier: MIT */
/* What stands directly behind a number and says what it counts, or that it counts nothing: 명 and 장 are
 * counters, 호기 and 위 make it a rank, 일 and 년 a date. Unknown Hangul glued to digits (3공장) makes a
 * name. */
#include "text/numeral_parts.h"

#include <string.h>

enum unit_class {
    COUNTER,       /* also behind a native numeral, after a space: 두 대 */
    COUNTER_GLUES, /* and glued to it: 두명 */
    MEASURE,       /* behind digits and magnitudes only: 원, 도 */
    ORDINAL,
    ORDINAL_BELOW_TEN, /* 3기, 8층, 5세대 are mostly ordinals, 48기 and 900세대 are counts */
    MOMENT,            /* a date or time, unless 간 or 동안 follows */
};

static const struct unit_word {
    const char *word;
    enum unit_class class;
} unit_words[] = {
    {"곳", COUNTER_GLUES},
    {"명", COUNTER_GLUES},
    {"개", COUNTER_GLUES},
    {"가지", COUNTER_GLUES},
    {"사람", COUNTER_GLUES},
    {"시간", COUNTER_GLUES},
    {"군데", COUNTER_GLUES},
    {"차례", COUNTER_GLUES},
    {"개월", COUNTER_GLUES},
    {"마리", COUNTER_GLUES},
    {"달", COUNTER_GLUES},
    {"장", COUNTER_GLUES},
    {"대", COUNTER_GLUES},
    {"건", COUNTER_GLUES},
    {"번", COUNTER_GLUES},
    {"기업", COUNTER_GLUES},
    {"회사", COUNTER_GLUES},
    {"업체", COUNTER},
    {"나라", COUNTER_GLUES},
    {"국가", COUNTER},
    {"기관", COUNTER},
    {"해", COUNTER},
    {"척", COUNTER_GLUES},
    {"종", COUNTER_GLUES},
    {"종류", COUNTER},
    {"그루", COUNTER},
    {"채", COUNTER},
    {"권", COUNTER},
    {"편", COUNTER},
    {"통", COUNTER},
    {"병", COUNTER},
    {"잔", COUNTER},
    {"쌍", COUNTER},
    {"켤레", COUNTER},
    {"송이", COUNTER},
    {"자리", COUNTER},
    {"점", COUNTER},
    {"표", COUNTER},
    {"가구", COUNTER},
    {"배", COUNTER_GLUES},
    {"주", COUNTER},
    {"주간", COUNTER},
    {"팀", COUNTER},
    {"개국", COUNTER_GLUES},
    {"개사", COUNTER_GLUES},
    {"개교", COUNTER_GLUES},
    {"개소", COUNTER_GLUES},
    {"개년", MEASURE},
    {"학교", COUNTER},
    {"살", COUNTER},
    {"석", MEASURE},
    {"동", MEASURE},
    {"자루", MEASURE},
    {"필지", MEASURE},
    {"량", MEASURE},
    {"문", MEASURE},
    {"발", MEASURE},
    {"피트", MEASURE},
    {"인치", MEASURE},
    {"상자", MEASURE},
    {"박스", MEASURE},
    {"그릇", MEASURE},
    {"인분", MEASURE},
    {"벌", MEASURE},
    {"다발", MEASURE},
    {"포기", MEASURE},
    {"마일", MEASURE},
    {"에이커", MEASURE},
    {"헥타르", MEASURE},
    {"배럴", MEASURE},
    {"컨테이너", MEASURE},
    {"인", MEASURE},
    {"사", MEASURE},
    {"회", MEASURE},
    {"원", MEASURE},
    {"달러", MEASURE},
    {"유로", MEASURE},
    {"엔", MEASURE},
    {"위안", MEASURE},
    {"파운드", MEASURE},
    {"톤", MEASURE},
    {"그램", MEASURE},
    {"킬로그램", MEASURE},
    {"미터", MEASURE},
    {"킬로미터", MEASURE},
    {"센티미터", MEASURE},
    {"제곱미터", MEASURE},
    {"평", MEASURE},
    {"리터", MEASURE},
    {"와트", MEASURE},
    {"킬로와트", MEASURE},
    {"메가와트", MEASURE},
    {"기가와트", MEASURE},
    {"테라와트", MEASURE},
    {"기가바이트", MEASURE},
    {"테라바이트", MEASURE},
    {"도", MEASURE},
    {"퍼센트", MEASURE},
    {"퍼센트포인트", MEASURE},
    {"프로", MEASURE},
    {"포인트", MEASURE},
    {"초", MEASURE},
    {"세", MEASURE},
    {"박", MEASURE},
    {"좌석", MEASURE},
    {"품목", MEASURE},
    {"과목", MEASURE},
    {"승", MEASURE},
    {"골", MEASURE},
    {"위", ORDINAL},
    {"호", ORDINAL},
    {"호기", ORDINAL},
    {"호선", ORDINAL},
    {"번째", ORDINAL},
    {"번지", ORDINAL},
    {"번호", ORDINAL},
    {"번길", ORDINAL},
    {"차", ORDINAL},
    {"회차", ORDINAL},
    {"회째", ORDINAL},
    {"등", ORDINAL},
    {"등급", ORDINAL},
    {"급", ORDINAL},
    {"세대", ORDINAL_BELOW_TEN},
    {"세기", ORDINAL},
    {"기", ORDINAL_BELOW_TEN},
    {"단계", ORDINAL},
    {"주년", ORDINAL},
    {"주기", ORDINAL},
    {"주차", ORDINAL},
    {"학년", ORDINAL},
    {"학기", ORDINAL},
    {"층", ORDINAL_BELOW_TEN},
    {"월", MOMENT},
    {"일", MOMENT},
    {"년", MOMENT},
    {"시", MOMENT},
    {"분", MOMENT},
    {"년도", ORDINAL},
    {"년대", ORDINAL},
    {"분기", ORDINAL},
    {"분의", ORDINAL},
    {"대 강국", ORDINAL},
    {"대\u00a0강국", ORDINAL},
    {"대강국", ORDINAL},
};

static const struct unit_word *longest(struct source source, size_t at, size_t *length) {
    const struct unit_word *found = NULL;
    *length = 0;
    for (size_t i = 0; i < sizeof unit_words / sizeof *unit_words; i++) {
        size_t here = scan_word(source, at, unit_words[i].word);
        if (here > *length) {
            *length = here;
            found = &unit_words[i];
        }
    }
    return found;
}

/* A number that has a particle directly behind it, or a counter that has. */
static bool particle(struct source source, size_t at) {
    static const char *const particles[] = {"이", "가", "은", "는", "을", "를", "의", "에", "에서", "에게",
        "로", "으로", "와", "과", "도", "만", "까지", "부터", "씩", "마다", "당", "보다", "이나", "나",
        "이며", "이고", "뿐", "들", "들이", "들은", "들의", "들을", "에는", "에서는", "에도", "까지의",
        "으로는", "로는", "이다", "이었다", "였다", "이라", "라는", "이라는", "만을", "만이", "만의", "씩을",
        "씩의", "내지", NULL};
    for (const char *const *word = particles; *word; word++) {
        size_t length = scan_word(source, at, *word);
        if (length > 0 && !scan_letter(source, at + length))
            return true;
    }
    return false;
}

bool unit_ends_word(struct source source, size_t at) {
    return !scan_letter(source, at) || particle(source, at) || mark_begins(source, at);
}

/* 10일간, 10일 동안, 10일여간: *end moves past it. 10일 간담회 is none. */
static bool duration(struct source source, size_t *end) {
    static const char *const words[] = {"간", "동안", NULL};
    size_t at = scan_spaces(source, *end + scan_word(source, *end, "여"));
    size_t length = scan_any(source, at, words);
    if (length == 0 || !unit_ends_word(source, at + length))
        return false;
    *end = at + length;
    return true;
}

/* 3%대, 2만원대: somewhere in the threes, which no comparator says. 째 makes an ordinal. */
static bool spoiled(struct source source, size_t end) {
    size_t range = scan_word(source, end, "대");
    return scan_word(source, end, "째") > 0 || (range > 0 && unit_ends_word(source, end + range));
}

static size_t digits_before(struct source source, size_t at) {
    size_t count = 0;
    while (count < at && scan_digit(source, at - count - 1))
        count++;
    return count;
}

/* 100년 is how long; a year has four digits, or two. */
static bool is_century(struct source source, size_t at) {
    return digits_before(source, at) == 3 && scan_word(source, at, "년") > 0;
}

/* `unit` with the word at `at`, of which `word` is known. */
static struct unit worded(struct source source, size_t at, size_t length, enum unit_class class,
    enum amount_form form, struct unit unit) {
    bool strict = form != FORM_DIGITS;
    unit.counted = true;
    unit.start = at;
    unit.end = at + length;
    unit.refused = class == ORDINAL || (class == ORDINAL_BELOW_TEN && digits_before(source, at) < 2) ||
                   (class == MOMENT && !duration(source, &unit.end) && !is_century(source, at)) ||
                   spoiled(source, unit.end) || (strict && !unit_ends_word(source, unit.end)) ||
                   (form == FORM_NATIVE && class == MEASURE);
    return unit;
}

static size_t percent(struct source source, size_t at) {
    static const char *const signs[] = {"%포인트", "%p", "%", "\uff05", "\u2030", NULL};
    return scan_any(source, at, signs);
}

/* Symbols of measures glued to digits; other Latin letters there make a name (3D, 4K). */
static size_t symbol(struct source source, size_t at) {
    static const char *const symbols[] = {"kg", "km", "cm", "mm", "nm", "kW", "MW", "GW", "TW", "kWh", "MWh",
        "GWh", "TWh", "MB", "GB", "TB", "PB", "EB", "Mbps", "Gbps", "Hz", "kHz", "MHz", "GHz", "ha", "bp",
        "pp", "t", NULL};
    for (const char *const *word = symbols; *word; word++) {
        size_t length = scan_word(source, at, *word);
        if (length > 0 && !scan_latin(source, at + length) && !scan_digit(source, at + length))
            return length;
    }
    return 0;
}

/* `at` is directly behind the number, or its 여. */
static struct unit glued(struct source source, size_t at, enum amount_form form, struct unit unit) {
    size_t length = form == FORM_DIGITS ? symbol(source, at) : 0;
    if (length > 0)
        return worded(source, at, length, MEASURE, FORM_DIGITS, unit);
    const struct unit_word *word = longest(source, at, &length);
    if (word)
        return worded(source, at, length, word->class, form, unit);
    unit.refused = !unit_ends_word(source, at);
    return unit;
}

struct unit unit_read(struct source source, size_t at, enum amount_form form) {
    struct unit unit = {.start = at, .end = at};
    size_t about = scan_word(source, at, "여");
    if (about > 0 && form != FORM_NAME && form != FORM_ENGLISH) {
        unit = (struct unit){.about = true, .start = at + about, .end = at + about};
        at += about;
    }
    size_t behind = scan_spaces(source, at);
    size_t length = percent(source, behind);
    if (length > 0)
        return worded(source, behind, length, MEASURE, FORM_DIGITS, unit);
    if (mark_begins(source, at))
        return unit;
    if (scan_letter(source, at))
        return glued(source, at, form, unit);
    const struct unit_word *word = behind > at ? longest(source, behind, &length) : NULL;
    /* 10 일본 기업: what begins like a unit goes on as another word. */
    if (!word || mark_begins(source, behind) || !unit_ends_word(source, behind + length))
        return unit;
    return worded(source, behind, length, word->class, form, unit);
}

/* A native numeral and a counter that glued together are another word: 세대 is a generation. */
static bool other_word(struct source source, size_t at) {
    static const char *const words[] = {"한번", "한대", "세대", "열대", "두건", "세척", "한척", "세종",
        "한종", "세배", "한배", "한나라", NULL};
    for (const char *const *word = words; *word; word++) {
        size_t before = strlen("한"); /* every numeral of the list is one syllable of three bytes */
        if (at >= before && scan_word(source, at - before, *word) > 0)
            return true;
    }
    return false;
}

bool unit_counts(struct source source, size_t at, enum amount_form form) {
    size_t length, behind = scan_spaces(source, at);
    const struct unit_word *word = longest(source, behind, &length);
    if (word && form == FORM_NATIVE && behind == at &&
        (word->class != COUNTER_GLUES || other_word(source, at)))
        return false;
    struct unit unit = unit_read(source, at, form);
    return unit.counted && !unit.refused;
}
