/* SPDX-License-Identifier: MIT */
#include "views/words.h"

#include <stddef.h>
#include <string.h>

const char *const language_codes[LANGUAGES] = {[KOREAN] = "ko", [ENGLISH] = "en"};

static const struct {
    const char *vocabulary, *word;
    struct words called;
} known[] = {
    {"kinds", "figure", {{"수치", "Figures"}}},
    {"kinds", "agreement", {{"합의", "Agreements"}}},
    {"kinds", "event", {{"있었던 일", "Events"}}},
    {"kinds", "statement", {{"발언", "Statements"}}},
    {"kinds", "affiliation", {{"직함", "Offices"}}},
    {"kind", "figure", {{"수치", "Figure"}}},
    {"kind", "agreement", {{"합의", "Agreement"}}},
    {"kind", "event", {{"있었던 일", "Event"}}},
    {"kind", "statement", {{"발언", "Statement"}}},
    {"kind", "affiliation", {{"직함", "Office"}}},
    {"status", "signed", {{"체결", "Signed"}}},
    {"status", "agreed", {{"합의", "Agreed"}}},
    {"status", "planned", {{"계획", "Planned"}}},
    {"status", "ongoing", {{"추진 중", "Under way"}}},
    {"status", "discussed", {{"논의", "Discussed"}}},
    {"agreement", "mou", {{"양해각서", "MOU"}}},
    {"agreement", "cooperation", {{"협력", "Cooperation"}}},
    {"agreement", "research", {{"공동 연구", "Research"}}},
    {"agreement", "supply", {{"공급", "Supply"}}},
    {"agreement", "programme", {{"사업", "Programme"}}},
    {"agreement", "other", {{"기타", "Other"}}},
    {"event", "meeting", {{"회담", "Meeting"}}},
    {"event", "signing", {{"체결식", "Signing"}}},
    {"event", "gathering", {{"모임", "Gathering"}}},
    {"event", "summit", {{"정상회의", "Summit"}}},
    {"event", "other", {{"기타", "Other"}}},
    {"mode", "direct", {{"직접 인용", "Quoted"}}},
    {"mode", "indirect", {{"간접 인용", "Reported"}}},
    {"mode", "narration", {{"기사의 서술", "The article's own words"}}},
    {"role", "subject", {{"대상", "Subject"}}},
    {"role", "party", {{"당사자", "Party"}}},
    {"role", "supporter", {{"지원", "Supporter"}}},
    {"role", "supplier", {{"공급", "Supplier"}}},
    {"role", "recipient", {{"도입", "Recipient"}}},
    {"role", "host", {{"주최", "Host"}}},
    {"role", "attendee", {{"참석", "Attendee"}}},
    {"role", "signatory", {{"서명", "Signatory"}}},
    {"role", "speaker", {{"말한 이", "Speaker"}}},
    {"role", "addressee", {{"들은 이", "Addressee"}}},
    {"role", "holder", {{"인물", "Holder"}}},
    {"role", "body", {{"소속", "Body"}}},
    {"participant", "person", {{"인물", "Person"}}},
    {"participant", "company", {{"기업", "Company"}}},
    {"participant", "government", {{"정부·공공", "Government"}}},
    {"participant", "institute", {{"연구·교육", "Institute"}}},
    {"participant", "media", {{"언론", "Media"}}},
    {"participant", "organization", {{"기구·단체", "Organization"}}},
    {"participant", "group", {{"집단", "Group"}}},
    {"type", "participant", {{"참여자", "Participants"}}},
    {"type", "article", {{"기사", "Articles"}}},
    {"type", "fact", {{"사실", "Facts"}}},
    {"for", "status", {{"단계", "status"}}},
    {"for", "date", {{"날짜", "date"}}},
    {"for", "value", {{"값", "value"}}},
    {"for", "place", {{"장소", "place"}}},
    {"for", "title", {{"직함", "title"}}},
    {"before", "gte", {{"", "at least"}}},
    {"before", "gt", {{"", "more than"}}},
    {"before", "lte", {{"", "at most"}}},
    {"before", "lt", {{"", "fewer than"}}},
    {"before", "approx", {{"약", "about"}}},
    {"before", "eq", {{"", ""}}},
    {"before", "between", {{"", ""}}},
    {"after", "gte", {{"이상", ""}}},
    {"after", "gt", {{"초과", ""}}},
    {"after", "lte", {{"이하", ""}}},
    {"after", "lt", {{"미만", ""}}},
    {"after", "approx", {{"", ""}}},
    {"after", "eq", {{"", ""}}},
    {"after", "between", {{"", ""}}},
    {"unit", "gpu", {{"GPU", "GPUs"}}},
    {"unit", "percent", {{"%", "%"}}},
    {"unit", "person", {{"명", "people"}}},
    {"unit", "krw", {{"원", "won"}}},
    {"unit", "usd", {{"달러", "US dollars"}}},
    {"unit", "eur", {{"유로", "euros"}}},
    {"unit", "jpy", {{"엔", "yen"}}},
    {"language", "ko", {{"한국어", "Korean"}}},
    {"language", "en", {{"영어", "English"}}},
};

const char *word_of(enum language language, const char *vocabulary, const char *word) {
    for (size_t i = 0; word && i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i].word, word) == 0 && strcmp(known[i].vocabulary, vocabulary) == 0)
            return known[i].called.in[language];
    return word;
}
