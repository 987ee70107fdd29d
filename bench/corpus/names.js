// SPDX-License-Identifier: MIT
// What facts and articles are called, in both languages. `w` holds the words of one fact: city, field, thing, deed, and
// `who` and `whom` where somebody takes part; Korean compounds stand with and without a space, as they do in articles.
import { capital, withParticle } from './hangul.js';

const p = withParticle;
const called = (one, language) => one.name[language] ?? one.name.ko;

const templates = {
  agreement: [
    (w) => [`${w.city.ko} ${w.compound} ${w.deed.ko} 협약`, `${capital(w.deed.en)} agreement on the ${w.field.en} ${w.thing.en} in ${w.city.en}`],
    (w) => [`${w.compound} ${w.deed.ko}에 관한 양해각서`, `Memorandum on ${w.deed.en} for the ${w.field.en} ${w.thing.en}`],
    (w) => [`${p(w.field.ko, '과')} ${w.thing.ko} ${w.deed.ko}의 공동 추진`, `Joint ${w.deed.en} of ${w.field.en} and ${w.thing.en}`],
  ],
  figure: [
    (w) => [`${w.city.ko} ${w.compound}의 ${w.measure.ko}`, `${capital(w.measure.en)} of the ${w.field.en} ${w.thing.en} in ${w.city.en}`],
    (w) => [`${w.compound} ${p(w.deed.ko, '으로')} 늘어난 ${w.measure.ko}`, `${capital(w.measure.en)} after ${w.deed.en} of the ${w.field.en} ${w.thing.en}`],
    (w) => [`${w.field.ko} ${w.deed.ko} ${w.measure.ko}`, `${capital(w.measure.en)} in ${w.field.en} ${w.deed.en}`],
  ],
  event: [
    (w) => [`${w.city.ko} ${w.compound} ${w.deed.ko} 설명회`, `Briefing on ${w.deed.en} of the ${w.field.en} ${w.thing.en} in ${w.city.en}`],
    (w) => [`${w.compound} 준공식`, `Opening of the ${w.field.en} ${w.thing.en}`],
    (w) => [`${w.city.ko}에서 열린 ${w.field.ko} ${w.deed.ko} 회의`, `Meeting on ${w.field.en} ${w.deed.en} in ${w.city.en}`],
  ],
  statement: [
    (w) => [`${w.compound} ${w.deed.ko}에 대한 입장`, `Position on ${w.deed.en} of the ${w.field.en} ${w.thing.en}`],
    (w) => [`${w.city.ko} ${w.field.ko} ${w.deed.ko} 전망`, `Outlook for ${w.field.en} ${w.deed.en} in ${w.city.en}`],
    (w) => [`${w.field.ko} ${p(w.deed.ko, '을')} 둘러싼 설명`, `Explanation of ${w.field.en} ${w.deed.en}`],
  ],
  affiliation: [
    (w) => [`${w.field.ko} 분야의 ${w.title.ko}`, `${capital(w.title.en)} in ${w.field.en}`],
    (w) => [`${w.city.ko} ${w.compound} ${w.title.ko}`, `${capital(w.title.en)} of the ${w.field.en} ${w.thing.en} in ${w.city.en}`],
    (w) => [`${w.title.ko} 직함`, `Office of ${w.title.en}`],
  ],
};

// With somebody in it: a search for a name finds facts as well as participants.
const about = {
  one: (w, [ko, en]) => [`${called(w.who, 'ko')}의 ${ko}`, `${en}: ${called(w.who, 'en')}`],
  two: (w, [ko, en]) => [`${p(called(w.who, 'ko'), '과')} ${called(w.whom, 'ko')}, ${ko}`, `${en}: ${called(w.who, 'en')} and ${called(w.whom, 'en')}`],
};

export function nameOf(chance, kind, w) {
  const bare = chance.pick(templates[kind])(w);
  if (!w.who || !chance.happens(0.35)) return { ko: bare[0], en: bare[1] };
  const [ko, en] = w.whom && chance.happens(0.5) ? about.two(w, bare) : about.one(w, bare);
  return { ko, en };
}

const sentences = [
  (w) => [`${w.city.ko}의 ${w.compound} ${p(w.deed.ko, '이')} 올해 안에 시작되며, ${w.field.ko} 인력도 늘어난다.`,
    `${capital(w.deed.en)} of the ${w.field.en} ${w.thing.en} in ${w.city.en} begins within the year and adds jobs.`],
  (w) => [`${w.field.ko} ${p(w.deed.ko, '은')} ${w.city.ko} 지역 경제에 도움이 된다는 설명이다.`,
    `The ${w.field.en} ${w.deed.en} is said to help the economy of ${w.city.en}.`],
  (w) => [`${p(w.thing.ko, '을')} 먼저 마련한 뒤 ${w.field.ko} ${p(w.deed.ko, '을')} 단계별로 추진한다.`,
    `The ${w.thing.en} comes first, and ${w.field.en} ${w.deed.en} follows step by step.`],
  (w) => [`${w.city.ko}에서는 ${w.compound}에 반대하는 목소리도 나온다.`, `There are voices in ${w.city.en} against the ${w.field.en} ${w.thing.en}.`],
  (w) => [`${w.field.ko}${w.deed.ko} 예산은 아직 정해지지 않았다.`, `The budget for ${w.field.en} ${w.deed.en} is not settled yet.`],
  (w) => [`지난 사업에서 남은 ${w.thing.ko} 문제를 풀어야 ${p(w.deed.ko, '이')} 가능하다.`,
    `${capital(w.deed.en)} is possible only when the ${w.thing.en} problem of the last project is solved.`],
];

export function sentenceOf(chance, w) {
  const [ko, en] = chance.pick(sentences)(w);
  return { ko, en };
}

export function headlineOf(w) {
  return { ko: `${w.city.ko} ${w.compound}, ${p(w.deed.ko, '으로')} 새 길 찾나`, en: `${w.city.en} ${w.field.en} ${w.thing.en}: a new way by ${w.deed.en}?` };
}
