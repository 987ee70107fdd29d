/* SPDX-License-Identifier: MIT */
/* Whether a quote for the status "signed" says so (the first half of rule 6; days.c has the second). */
#include <string.h>
#include <strings.h>

#include "document/phrase.h"
#include "document/rules.h"

static const char *const signed_phrases[] = {"체결", "서명", "조인", "맺", "sign", "signs", "signed",
    "signing", "signature", "signatures", "co-signed", NULL};

/* What makes a signing of the future of the Korean stem before it: 체결할 계획, 맺기로 했다. */
static const char *const not_yet_behind[] = {
    "할", "하기로", "기로", "을 계획", "을 예정", " 예정", "을 추진", "을 앞두", "하지 않", "지 않", NULL};

/* And of the English words behind them. */
static const char *const not_yet_before[] = {
    "to ", "will ", "would ", "may ", "could ", "before ", "not ", "yet to be ", "to be ", NULL};

static bool is_not_yet(const char *text, const char *at, const char *phrase) {
    const char *behind = at + strlen(phrase);
    for (size_t i = 0; phrase_is_korean(phrase) && not_yet_behind[i]; i++)
        if (strncmp(behind, not_yet_behind[i], strlen(not_yet_behind[i])) == 0)
            return true;
    for (size_t i = 0; !phrase_is_korean(phrase) && not_yet_before[i]; i++) {
        size_t length = strlen(not_yet_before[i]);
        const char *word = (size_t)(at - text) >= length ? at - length : NULL;
        if (word && strncasecmp(word, not_yet_before[i], length) == 0 && (word == text || word[-1] == ' '))
            return true;
    }
    return false;
}

static bool says_signed(const char *quote) {
    AUTO_ARENA arena = {0};
    const char *text = phrase_plain(quote, &arena);
    for (size_t i = 0; signed_phrases[i]; i++) {
        const char *at = phrase_find(text, text, signed_phrases[i]);
        for (; at; at = phrase_find(text, at + 1, signed_phrases[i]))
            if (!is_not_yet(text, at, signed_phrases[i]))
                return true;
    }
    return false;
}

static void check_status(const struct document *document, size_t at, struct problems *problems) {
    const struct fact *fact = &document->facts[at];
    bool any = false;
    if (!fact->status || strcmp(fact->status, "signed") != 0 || !fact->evidence.whole)
        return;
    for (size_t i = 0; i < fact->evidence.count; i++) {
        const struct evidence *evidence = &fact->evidence.items[i];
        if (!evidence->supports || strcmp(evidence->supports, "status") != 0)
            continue;
        any = true;
        if (says_signed(evidence->quote))
            return;
    }
    if (any)
        problems_add(problems, arena_printf(problems->arena, "/facts/%zu/status", at),
            "no quote for \"signed\" says so; expected 체결, 서명, 조인, 맺 or sign, as something done");
}

void words_check(const struct document *document, struct problems *problems) {
    for (size_t i = 0; i < document->fact_count; i++) {
        check_status(document, i, problems);
        days_check(document, i, problems);
    }
}
