// SPDX-License-Identifier: MIT
// One fact of a generated document: what it says, who takes part, and the phrases of the article that carry it. A phrase
// names as many of its participants as fit a quote, or none, and then the others are inferred.
import { withParticle } from './hangul.js';
import { dateOf } from './dates.js';
import { figureOf } from './figures.js';
import { nameOf, sentenceOf } from './names.js';
import { deeds, fields, things, titles, topics, venues } from './words.js';

export const QUOTE_LENGTH_MAX = 40; // the format's

const p = withParticle;
export const kinds = ['agreement', 'figure', 'event', 'statement', 'affiliation'];

const roles = {
  agreement: [['party', 'party', 'supporter', 'party', 'subject'], ['party', 'supporter', 'subject']],
  figure: [['supplier', 'recipient', 'subject', 'recipient', 'subject'], ['subject', 'recipient']],
  event: [['host', 'attendee', 'attendee', 'signatory', 'attendee'], ['attendee', 'host', 'subject']],
  statement: [['speaker', 'addressee', 'subject', 'speaker', 'addressee']],
  affiliation: [['holder', 'body', 'subject', 'subject', 'subject']],
};

// What an article says of an agreement, behind those who make it.
const made = {
  ko: {
    signed: ['업무협약을 체결했다', '협약서에 서명했다', '손을 잡고 협약을 맺었다'], agreed: ['협력하기로 했다', '함께 나서기로 했다'],
    planned: ['추진할 계획이다', '추진한다'], ongoing: ['추진 중이다', '함께 추진하고 있다'], discussed: ['방안을 논의했다', '의견을 나눴다'],
  },
  en: {
    signed: ['signed an accord', 'have signed a pact'], agreed: ['agreed to work together', 'resolved to join forces'],
    planned: ['plan to begin soon', 'are to set it up'], ongoing: ['are working on it', 'go on with it'], discussed: ['talked it over', 'discussed ways'],
  },
};

const agreementTypes = ['mou', 'cooperation', 'research', 'supply', 'programme', 'other'];
const eventTypes = ['meeting', 'signing', 'gathering', 'summit', 'other'];

const joined = {
  ko: (names) => names.map((name, i) => (i < names.length - 1 ? (i === names.length - 2 ? p(name, '과') : `${name},`) : name)).join(' '),
  en: (names) => (names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names[0]),
};

// Each gives the kind's own members, the phrase that carries the fact for the names of those in it (at most `most`),
// and which member that phrase is for.
const parts = {
  agreement(chance, language, w) {
    const status = chance.pick(Object.keys(made[language])), end = chance.pick(made[language][status]);
    return {
      members: { type: chance.pick(agreementTypes), status }, for: 'status',
      phrase: language === 'ko'
        ? (names) => (names.length ? `${p(joined.ko(names), '은')} ${end}` : `${w.field.ko} 사업에서 ${end}`)
        : (names) => `${names.length ? joined.en(names) : 'they'} ${end}`,
    };
  },
  figure(chance, language, w) {
    const { measure, members, quote } = figureOf(chance, language);
    w.measure = measure.name;
    const whose = { ko: (names) => `${p(joined.ko(names), '이')} ${quote}`, en: (names) => `${joined.en(names)}, ${quote}` };
    return { members, phrase: (names) => (names.length ? whose[language](names) : quote) };
  },
  event(chance, language, w) {
    const members = { type: chance.pick(eventTypes) };
    if (chance.happens(0.7)) members.place = placeOf(chance.pick(venues), w.city);
    return {
      members, place: members.place?.[language],
      phrase: language === 'ko'
        ? (names) => (names.length ? `${p(joined.ko(names), '이')} ${w.deed.ko} 행사에 참석` : `${w.deed.ko} 행사`)
        : (names) => (names.length ? `${joined.en(names)} at the ${w.deed.en} event` : `${w.deed.en} event`),
    };
  },
  statement(chance, language, w) {
    return {
      members: { gist: sentenceOf(chance, w), mode: w.who ? chance.pick(['direct', 'indirect']) : 'narration' },
      phrase: language === 'ko'
        ? (names) => (names.length ? `${p(joined.ko(names), '은')} ${p(w.deed.ko, '을')} 강조했다` : `${p(w.deed.ko, '은')} 이렇게 본다`)
        : (names) => `${names.length ? joined.en(names) : 'others'} stressed ${w.deed.en}`,
    };
  },
  affiliation(chance, language, w) {
    const title = w.title[language];
    return {
      members: { title: chance.happens(0.85) ? { ...w.title } : { [language]: title } }, for: 'title', most: 2,
      phrase: language === 'ko'
        ? (names) => [...names.slice(0, 2).reverse(), title].join(' ')
        : ([holder, body]) => (holder ? `${holder}, ${title}${body ? ` of ${body}` : ''}` : title),
    };
  },
};

const placeOf = (venue, city) => ({ ko: `${city.ko} ${venue.ko}`, en: `${venue.en}, ${city.en}` });

// Names as an article of the language may use them for one participant; those of the other language where it has no other.
function surface(chance, one, language) {
  const own = /[가-힣]/, fits = (name) => own.test(name) === (language === 'ko');
  const usable = [one.name.ko, one.name.en, ...one.aliases].filter((name) => name && fits(name));
  return usable.length ? chance.pick(usable) : one.name.ko;
}

// The phrase with the most names that fit, and how many those are.
function carrying({ phrase, most = Infinity }, names) {
  for (let count = Math.min(names.length, most); ; count--) {
    const text = phrase(names.slice(0, count));
    if (text.length <= QUOTE_LENGTH_MAX || count === 0) return { text, count };
  }
}

// { evidence, named }: quotes without places, and which participants they name.
function evidenceOf(chance, language, part, everyone, dated) {
  const names = everyone.map((one) => surface(chance, one, language));
  const shown = chance.happens(0.75) ? names.length : 0;
  const { text, count } = carrying(part, names.slice(0, shown));
  const named = new Set(everyone.slice(0, count)), evidence = [{ quote: text, ...(part.for && { for: part.for }) }];
  if (count < everyone.length && chance.happens(0.35)) {
    named.add(everyone[count]);
    evidence.push({ quote: language === 'ko' ? p(names[count], chance.pick(['은', '이', '을'])) : names[count] });
  }
  if (part.place && chance.happens(0.5)) evidence.push({ quote: part.place.slice(0, QUOTE_LENGTH_MAX), for: 'place' });
  if (dated) evidence.push({ quote: dated.quote, for: 'date' });
  return { evidence, named };
}

function wordsOf(chance, city, everyone) {
  const field = chance.pick(fields), thing = chance.pick(things), gap = chance.happens(0.6) ? ' ' : '';
  return {
    city, field, thing, deed: chance.pick(deeds), compound: `${field.ko}${gap}${thing.ko}`,
    title: chance.pick(titles), who: everyone[0], whom: everyone[1],
  };
}

// Earlier facts of the document, so that no circle can arise.
function linksOf(chance, earlier) {
  const links = {}, events = earlier.event, statements = earlier.statement;
  if (earlier.all.length && chance.happens(0.08)) links.part_of = chance.pick(earlier.all);
  if (events.length && chance.happens(0.08)) links.at = chance.pick(events);
  if (statements.length && chance.happens(0.08)) links.according_to = chance.pick(statements);
  return links;
}

function topicsOf(chance) {
  const chosen = new Set(Array.from({ length: chance.pick([0, 1, 1, 2, 2]) }, () => topics[chance.skewed(topics.length)].id));
  return [...chosen];
}

// In one language or both: most documents translate what they say.
const inLanguages = (chance, language, map) => (chance.happens(0.9) ? map : { [language]: map[language] });

// `everyone` takes part, the foremost first; `earlier` holds the ids of facts before it, all and by kind.
export function factOf(chance, { id, kind, language, published, city, everyone, earlier }) {
  const w = wordsOf(chance, city, everyone), part = parts[kind](chance, language, w);
  const dated = chance.happens(0.6) && dateOf(chance, language, published);
  const { evidence, named } = evidenceOf(chance, language, part, everyone, dated);
  const order = chance.pick(roles[kind]);
  const name = inLanguages(chance, language, nameOf(chance, kind, w));
  return {
    id, kind, name,
    ...(chance.happens(0.3) && { summary: inLanguages(chance, language, sentenceOf(chance, w)) }),
    ...part.members,
    ...(dated && { date: dated.date }),
    ...linksOf(chance, earlier),
    participants: everyone.map((one, i) => ({ id: one.id, role: order[i] ?? 'subject', ...(!named.has(one) && { inferred: true }) })),
    topics: topicsOf(chance),
    evidence,
  };
}
