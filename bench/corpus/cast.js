// SPDX-License-Identifier: MIT
// Who takes part in generated facts: 20 busy participants in about one fact of 22 each, some middling ones, a long tail
// whose share falls off, and 20 that take part in one fact only. A participant follows from its place alone, so it has
// the same names in every document.
import { capital, romanised } from './hangul.js';
import { cities, given, houses, offices, surnames, trades } from './words.js';

const person = (id, ko, en, ...aliases) => ({ id, kind: 'person', name: { ko, en }, aliases });
const company = (id, ko, en, ...aliases) => ({ id, kind: 'company', name: { ko, en }, aliases });

// Persons first, then the others; neither their surnames nor their houses are those of words.js, so that a name is one's own.
export const busy = [
  person('kang-do-yun', '강도윤', 'Kang Do-yun', '강 회장', '강도윤 회장', 'Chairman Kang'),
  person('yoon-seo-jin', '윤서진', 'Yoon Seo-jin', '윤 대표', 'Yoon Seojin'),
  person('lim-hae-won', '임해원', 'Lim Hae-won', '임 장관', '임해원 장관', 'Minister Lim'),
  person('jang-min-jae', '장민재', 'Jang Min-jae', '장 교수', 'Professor Jang'),
  person('cho-eun-byeol', '조은별', 'Cho Eun-byeol', '조 사장', '조은별 사장'),
  person('namgung-hyun', '남궁현', 'Namgung Hyun', '남궁 현', '남궁 시장', 'Mayor Namgung'),
  person('seonu-jin', '선우진', 'Seonu Jin', '선우 진', '선우 원장'),
  person('dokgo-yeong', '독고영', 'Dokgo Yeong', '독고 영', '독고 의장', 'Speaker Dokgo'),
  person('emily-carter', '에밀리 카터', 'Emily Carter', '에밀리카터', '카터', 'Carter', 'Ms Carter'),
  person('rafael-ortiz', '라파엘 오르티스', 'Rafael Ortiz', '오르티스', 'Ortiz'),
  company('hanbit-electronics', '한빛전자', 'Hanbit Electronics', '한빛 전자', '한빛', 'Hanbit'),
  company('orion-chips', '오리온칩스', 'Orion Chips', '오리온 칩스', '오리온', 'Orion'),
  company('gangsan-motors', '강산자동차', 'Gangsan Motors', '강산차', '강산 자동차', 'Gangsan'),
  company('mirinae-space', '미리내우주항공', 'Mirinae Aerospace', '미리내 우주항공', '미리내', 'Mirinae'),
  company('bluewave-cloud', '블루웨이브클라우드', 'BlueWave Cloud', '블루웨이브 클라우드', '블루웨이브', 'BlueWave'),
  company('saebom-bio', '새봄바이오로직스', 'Saebom Biologics', '새봄바이오', '새봄 바이오', 'Saebom'),
  { id: 'ministry-of-maritime-industry', kind: 'government', name: { ko: '해양산업부', en: 'Ministry of Maritime Industry' }, aliases: ['해양 산업부', '해산부', 'MOMI'] },
  { id: 'office-of-digital-innovation', kind: 'government', name: { ko: '디지털혁신처', en: 'Office of Digital Innovation' }, aliases: ['디지털 혁신처', '혁신처', 'ODI'] },
  { id: 'kasi', kind: 'institute', name: { ko: '대한첨단과학원', en: 'Korea Advanced Science Institute' }, aliases: ['대한 첨단과학원', '첨단과학원', 'KASI'] },
  { id: 'trade-union-council', kind: 'organization', name: { ko: '전국무역인연합회', en: 'National Traders Federation' }, aliases: ['전국 무역인 연합회', '무역인연합', 'NTF'] },
].map((one) => ({ ...one, same_as: [`https://names.example/${one.id}`] }));

export const publishers = [
  ['해돋이일보', 'Haedoji Ilbo'], ['새날신문', 'Saenal Shinmun'], ['한겨울경제', 'Hangyeoul Economy'], ['바다방송', 'Bada Broadcasting'],
  ['남도타임스', 'Namdo Times'], ['누리통신', 'Nuri News'], ['산업저널', 'Industry Journal'], ['과학오늘', 'Science Today'],
  ['도성일보', 'Doseong Ilbo'], ['내일경제', 'Naeil Economy'], ['중부매일신문', 'Jungbu Daily'], ['영남데일리', 'Yeongnam Daily'],
  ['호남투데이', 'Honam Today'], ['제주파도뉴스', 'Jeju Pado News'], ['테크온', 'TechOn'], ['디지털광장', 'Digital Plaza'],
  ['시민의소리', 'Voice of Citizens'], ['동해신보', 'Donghae Shinbo'], ['한강포스트', 'Hangang Post'], ['글로벌리포트', 'Global Report'],
].map(([ko, en]) => ({ id: en.toLowerCase().replaceAll(' ', '-'), kind: 'media', name: { ko, en }, aliases: [] }));

// Parties that an article does not name. Each belongs to its document.
export const groups = [
  { id: 'suppliers', kind: 'group', name: { ko: '협력사들', en: 'suppliers' }, aliases: [] },
  { id: 'residents', kind: 'group', name: { ko: '주민들', en: 'residents' }, aliases: ['local residents'] },
];

export const KINDS_IN_A_ROUND = 20;
const kindsOfRound = [...Array(10).fill('person'), ...Array(7).fill('company'), 'government', 'institute', 'organization'];

// The `ordinal`th of all pairs, far from the one before: the step and the number of pairs have no common factor.
function pair(ordinal, one, other, step) {
  const at = (ordinal * step) % (one.length * other.length);
  return [one[Math.floor(at / other.length)], other[at % other.length]];
}

const names = {
  person(ordinal) {
    const [surname, first] = pair(ordinal, surnames, given, 467);
    // 한성 is a company, and 한성은 in a quote must not be a person.
    const start = houses.some((house) => house.ko === surname.ko + first) ? given[(given.indexOf(first) + 1) % given.length] : first;
    const end = given[(Math.floor(ordinal / (surnames.length * given.length)) * 7 + ordinal) % given.length];
    return { ko: surname.ko + start + end, en: `${surname.en} ${capital(romanised(start))}-${romanised(end)}`,
      aliases: [[`${surname.ko}${start}${end} 대표`], [`${surname.en} ${capital(romanised(start) + romanised(end))}`], [], []] };
  },
  company(ordinal) {
    const [house, trade] = pair(ordinal, houses, trades, 1009);
    // More companies than pairs: then there are holdings of the same name.
    const holding = ordinal >= houses.length * trades.length;
    const ko = house.ko + trade.ko + (holding ? '홀딩스' : ''), en = `${house.en} ${trade.en}${holding ? ' Holdings' : ''}`;
    return { ko, en, aliases: [[`${house.ko} ${trade.ko}`], [`(주)${ko}`, `${en} Co.`], [house.ko, house.en], []] };
  },
};
for (const kind of ['government', 'institute', 'organization'])
  names[kind] = (ordinal) => {
    const [city, office] = pair(ordinal, cities, offices[kind], 251);
    return { ko: city.ko + office.ko, en: `${city.en} ${office.en}`, aliases: [[`${city.ko} ${office.ko}`], [], [], []] };
  };

const slug = (text) => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');

// How many of a kind come before place `at` of the rounds.
function ordinalOf(at, kind) {
  const round = Math.floor(at / KINDS_IN_A_ROUND), within = kindsOfRound.slice(0, at % KINDS_IN_A_ROUND);
  return round * kindsOfRound.filter((one) => one === kind).length + within.filter((one) => one === kind).length;
}

function ordinary(at) {
  const kind = kindsOfRound[at % KINDS_IN_A_ROUND];
  const { ko, en, aliases } = names[kind](ordinalOf(at, kind));
  const round = Math.floor(at / KINDS_IN_A_ROUND);
  // One in ten is known by a Korean name only.
  const only = round % 10 === 3;
  const own = aliases[round % aliases.length].filter((alias) => alias !== ko && alias !== en);
  return { id: `${slug(en)}-${at}`, kind, name: only ? { ko } : { ko, en }, aliases: own };
}

// Everybody of a corpus of that many facts. `middling` and `tail` count them; each begins with a whole round of kinds.
export function castOf(facts) {
  const rounds = (share) => Math.max(1, Math.round(facts / share / KINDS_IN_A_ROUND)) * KINDS_IN_A_ROUND;
  const middling = rounds(500), tail = rounds(50), known = new Map();
  const at = (place) => {
    if (!known.has(place)) known.set(place, ordinary(place));
    return known.get(place);
  };
  return {
    middling, tail, singles: KINDS_IN_A_ROUND,
    single: (i) => at(i),
    middlingOne: (i) => at(KINDS_IN_A_ROUND + i),
    tailOne: (i) => at(KINDS_IN_A_ROUND + middling + i),
  };
}
