/* SPDX-License-Identifier: MIT */
/* Whether a figure's numbers and its comparator follow together from one of its quotes (rule 4). */
#include <stdio.h>
#include <string.h>

#include "document/message.h"
#include "document/rules.h"

/* A quote of 40 code points holds at most 20 numbers with something between them. */
enum { NUMERALS_MAX = 24 };

static bool says(const struct numeral *numeral, const struct fact *fact) {
    if (numeral->comparator != fact->comparator)
        return false;
    if (fact->comparator == COMPARATOR_BETWEEN)
        return decimal_compare(numeral->value, fact->lower.value) == 0 &&
               decimal_compare(numeral->upper, fact->upper.value) == 0;
    return decimal_compare(numeral->value, fact->value.value) == 0;
}

static void tell(struct buf *out, enum comparator comparator, struct decimal value, struct decimal upper) {
    char text[DECIMAL_TEXT_SIZE];
    buf_printf(out, "\"%s %s", comparator_words[comparator], decimal_print(value, text));
    if (comparator == COMPARATOR_BETWEEN)
        buf_printf(out, " %s", decimal_print(upper, text));
    buf_char(out, '"');
}

/* Reads all quotes; true where one says what the figure does, else `read` holds what they say. */
static bool follows(const struct fact *fact, struct buf *read) {
    for (size_t i = 0; i < fact->evidence.count; i++) {
        struct numeral numerals[NUMERALS_MAX];
        const char *quote = fact->evidence.items[i].quote;
        size_t count = numeral_read(quote, strlen(quote), numerals, NUMERALS_MAX);
        for (size_t n = 0; n < count; n++) {
            if (says(&numerals[n], fact))
                return true;
            buf_text(read, read->length ? ", " : "");
            tell(read, numerals[n].comparator, numerals[n].value, numerals[n].upper);
        }
    }
    return false;
}

static bool is_readable(const struct fact *fact) {
    bool range = fact->comparator == COMPARATOR_BETWEEN;
    return fact->kind == FACT_FIGURE && fact->comparator_word && fact->evidence.whole &&
           (range ? fact->lower.given && fact->upper.given : fact->value.given);
}

static void check_figure(const struct document *document, size_t at, struct problems *problems) {
    const struct fact *fact = &document->facts[at];
    AUTO_BUF read = {0};
    if (!is_readable(fact) || follows(fact, &read))
        return;
    AUTO_BUF stated = {0};
    bool range = fact->comparator == COMPARATOR_BETWEEN;
    tell(&stated, fact->comparator, range ? fact->lower.value : fact->value.value, fact->upper.value);
    const char *where = arena_printf(problems->arena, "/facts/%zu/%s", at, range ? "lower" : "value");
    if (read.length > 0)
        problems_add(problems, where, "%s follows from no quote; read %s", stated.bytes, read.bytes);
    else
        problems_add(problems, where, "%s follows from no quote; read no number in any", stated.bytes);
}

void figures_check(const struct document *document, struct problems *problems) {
    for (size_t i = 0; i < document->fact_count; i++)
        check_figure(document, i, problems);
}
