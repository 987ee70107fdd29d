/* SPDX-License-Identifier: MIT */
/* Whether the quotes for a date carry it (the second half of rule 6): the numbers in them agree with it, a
 * quote that says before or after goes with an interval open to that side, and a date as exact as a day, a
 * month or a year has a word for it. */
#include <string.h>

#include "document/mentions.h"
#include "document/message.h"
#include "document/phrase.h"
#include "document/rules.h"
#include "text/date.h"

static const char *const day_phrases[] = {"이날", "이 날", "그날", "오늘", "어제", "그제", "그저께", "내일",
    "모레", "당일", "전날", "다음 날", "다음날", "같은 날", "이튿날", "요일", "today", "tonight", "yesterday",
    "tomorrow", "that day", "same day", "next day", "following day", "previous day", "day before",
    "day after", "this morning", "this afternoon", "this evening", "Monday", "Tuesday", "Wednesday",
    "Thursday", "Friday", "Saturday", "Sunday", NULL};

static const char *const month_phrases[] = {"이달", "이번 달", "이번달", "지난달", "지난 달", "다음 달",
    "다음달", "내달", "같은 달", "this month", "last month", "next month", "same month", "following month",
    NULL};

static const char *const year_phrases[] = {"올해", "올 ", "금년", "지난해", "작년", "재작년", "내년",
    "이듬해", "같은 해", "연내", "연말", "연초", "this year", "last year", "next year", "year-end",
    "same year", "following year", NULL};

/* Korean ones stand behind what they speak of, English ones before it. */
struct timing {
    const char *phrase;
    bool own_word;          /* 전에 is not in 오전에, 이전 not in 기술이전 */
    const char *not_behind; /* 부터 is not in 로부터 */
    bool from;              /* begins an interval that may be closed: 부터, since */
};

static const struct timing before_timings[] = {
    {.phrase = "앞서"},
    {.phrase = "이전", .own_word = true},
    {.phrase = "전에", .own_word = true},
    {.phrase = "직전"},
    {.phrase = "before"},
    {.phrase = "prior"},
    {.phrase = "ahead of"},
    {0},
};

static const struct timing after_timings[] = {
    {.phrase = "이후"},
    {.phrase = "직후"},
    {.phrase = "뒤에", .own_word = true},
    {.phrase = "후에", .own_word = true},
    {.phrase = "부터", .not_behind = "로", .from = true},
    {.phrase = "after"},
    {.phrase = "since", .from = true},
    {0},
};

/* A quote for a date, with the date. */
struct dated {
    const char *text;
    const char *date;
    struct date_range range;
    bool single; /* one date, no interval */
    struct mentions mentions;
};

static bool ends_with(const char *text, const char *end, const char *suffix) {
    size_t length = strlen(suffix);
    return (size_t)(end - text) >= length && memcmp(end - length, suffix, length) == 0;
}

static bool begins_word(const char *text, const char *at) {
    return at == text || at[-1] == ' ' || ends_with(text, at, "일") || ends_with(text, at, "월") ||
           ends_with(text, at, "년") || ends_with(text, at, "날");
}

static const char *find_timing(const char *text, const struct timing *timing) {
    const char *at = phrase_find(text, text, timing->phrase);
    for (; at; at = phrase_find(text, at + 1, timing->phrase))
        if ((!timing->own_word || begins_word(text, at)) &&
            (!timing->not_behind || !ends_with(text, at, timing->not_behind)))
            return at;
    return NULL;
}

static bool agrees_with(const struct mention *mention, struct date date) {
    return (!mention->year || mention->year == date.year) &&
           (!mention->month || !date.month || mention->month == date.month) &&
           (!mention->day || !date.day || mention->day == date.day);
}

static bool agrees(const struct mention *mention, const struct date_range *range) {
    return (!range->open_from && agrees_with(mention, range->from)) ||
           (!range->open_to && agrees_with(mention, range->to));
}

/* Whether a day number stands in the quote by itself: not as what something is before or after of. */
static bool has_day_apart(const struct dated *dated, const char *timing, bool korean) {
    size_t at = (size_t)(timing - dated->text);
    for (size_t i = 0; i < dated->mentions.count; i++) {
        const struct mention *mention = &dated->mentions.items[i];
        if (mention->day && agrees(mention, &dated->range) &&
            (korean ? mention->from > at : mention->from < at))
            return true;
    }
    return false;
}

/* The first timing that the date does not go with, or NULL. */
static const char *contrary_timing(const struct dated *dated, const struct timing *timings, bool open) {
    bool closed = !dated->single && !dated->range.open_from && !dated->range.open_to;
    for (; timings->phrase; timings++) {
        const char *at = find_timing(dated->text, timings);
        if (at && !open && !(timings->from && closed) &&
            !has_day_apart(dated, at, phrase_is_korean(timings->phrase)))
            return timings->phrase;
    }
    return NULL;
}

static bool has_timing(const struct dated *dated, const struct timing *timings) {
    for (; timings->phrase; timings++)
        if (find_timing(dated->text, timings))
            return true;
    return false;
}

static bool check_timing(const struct dated *dated, const char *where, struct problems *problems) {
    const struct date_range *range = &dated->range;
    const char *before = contrary_timing(dated, before_timings, range->open_from);
    const char *after = contrary_timing(dated, after_timings, range->open_to);
    /* What says both, "after the third and before the fifth", goes with an interval open to either side. */
    if (before && range->open_to && has_timing(dated, after_timings))
        before = NULL;
    if (after && range->open_from && has_timing(dated, before_timings))
        after = NULL;
    if (!before && !after)
        return true;
    problems_add(problems, where, "%s says \"%s\", which goes with a date \"%s\", not with \"%s\"",
        message_text(problems->arena, dated->text), before ? before : after, before ? "../D" : "D/..",
        dated->date);
    return false;
}

static bool check_mentions(const struct dated *dated, const char *where, struct problems *problems) {
    for (size_t i = 0; i < dated->mentions.count; i++) {
        const struct mention *mention = &dated->mentions.items[i];
        if (mention->loose || agrees(mention, &dated->range))
            continue;
        const char *worded =
            arena_copy(problems->arena, dated->text + mention->from, mention->to - mention->from);
        problems_add(problems, where, "\"%s\" does not agree with the date \"%s\"", worded, dated->date);
        return false;
    }
    return true;
}

/* Whether the quote words the date as exactly as it is given. */
static bool words_it(const struct dated *dated) {
    struct date date = dated->range.from;
    for (size_t i = 0; i < dated->mentions.count; i++) {
        const struct mention *mention = &dated->mentions.items[i];
        bool exact = date.day ? mention->day : date.month ? mention->month || mention->day : true;
        if (exact && agrees(mention, &dated->range))
            return true;
    }
    return phrase_any(dated->text, day_phrases) || (!date.day && phrase_any(dated->text, month_phrases)) ||
           (!date.month && phrase_any(dated->text, year_phrases));
}

static bool read_dated(const struct fact *fact, const char *quote, struct arena *arena, struct dated *out) {
    *out = (struct dated){.text = phrase_plain(quote, arena), .date = fact->date};
    out->single = !strchr(fact->date, '/');
    mentions_read(out->text, &out->mentions);
    return date_range_parse(fact->date, &out->range);
}

void days_check(const struct document *document, size_t at, struct problems *problems) {
    const struct fact *fact = &document->facts[at];
    AUTO_ARENA arena = {0};
    bool any = false, worded = false, sound = true;
    for (size_t i = 0; fact->date && fact->evidence.whole && i < fact->evidence.count; i++) {
        const struct evidence *evidence = &fact->evidence.items[i];
        struct dated dated;
        if (!evidence->supports || strcmp(evidence->supports, "date") != 0 ||
            !read_dated(fact, evidence->quote, &arena, &dated))
            continue;
        const char *where = arena_printf(problems->arena, "/facts/%zu/evidence/%zu", at, i);
        sound = check_mentions(&dated, where, problems) && check_timing(&dated, where, problems) && sound;
        worded = worded || !dated.single || words_it(&dated);
        any = true;
    }
    if (any && sound && !worded)
        problems_add(problems, arena_printf(problems->arena, "/facts/%zu/date", at),
            "\"%s\" is more than the quotes for it say: no day, month or year that fits it, and no word for "
            "one",
            fact->date);
}
