// SPDX-License-Identifier: MIT
// A draft for tests/lib/generate.js whose texts would break a page that escapes, wraps or falls back badly.
import { affiliation, agreement, event, figure, statement } from '../../lib/generate.js';

// Each would add an element, leave its attribute, or run, where it is not written as text. MARK is what a page would
// then hold: an element of that name, or a global variable.
export const MARK = 'broken';
export const strings = {
  script: `<script>globalThis.${MARK} = 1</script>`,
  image: `<img src=x onerror="globalThis.${MARK} = 1">`,
  attribute: `"><${MARK}>`,
  apostrophe: `' onfocus='${MARK}=1' autofocus='`,
  comment: `--><${MARK}><!--`,
  ends: `</title></textarea></style></script><${MARK}>`,
  entity: '&lt;b&gt; &amp; &#x3c;b> &notanentity',
  template: `\${${MARK}} {{${MARK}}} %s %n`,
  // Hebrew, and an override that nothing closes: what follows on the page must still read from the left.
  backwards: 'שלום עולם \u202e gnitirw sdrawkcab',
  combined: `Z${'\u0301\u0323\u0334'.repeat(12)}algo 👩‍👩‍👧‍👦🏳️‍🌈`,
};

export const long = {
  korean: '대한민국남북경제문화협력재단준비위원회산하동북아시아철도연결추진특별위원회실무분과'.repeat(4),
  word: 'Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(4),
  sentence: '긴 이름도 읽을 수 있게 줄이 바뀌어야 한다는 것을 보이려고 지은 꽤나 긴 이름이며 '.repeat(8).trim(),
};

const both = (text) => ({ ko: text, en: text });

// Quotes hold 40 code points at most, so the names that are longer have an alias that stands in the quote.
const called = (id, kind, name, alias) => ({ id, kind, name, aliases: [alias], evidence: [alias] });

export function hostile() {
  const attacks = Object.entries(strings);
  const participants = [
    ...attacks.map(([id, text], i) => called(`p-${id}`, i % 2 ? 'company' : 'person', both(text), `Attack no. ${i}.`)),
    called('p-long-korean', 'organization', { ko: long.korean }, '긴위원회'),
    called('p-long-word', 'company', { en: long.word }, 'Donau'),
    called('p-korean', 'person', { ko: '한글만' }, '한글 이'),
    called('p-english', 'person', { en: 'English Only' }, 'E. Only'),
  ];
  const parties = (role) => participants.map(({ id }) => ({ id, role, inferred: true }));
  const named = attacks.flatMap(([id, text], i) => {
    const name = both(text), makes = [
      () => statement(`f-${id}`, { name, gist: both(text), summary: both(text) }),
      () => event(`f-${id}`, { name, place: both(text), summary: both(text) }),
      () => figure(`f-${id}`, i + 2, { name, summary: both(text) }),
      () => agreement(`f-${id}`, { name, summary: both(text), topics: ['t-attack'] }),
    ];
    return makes[i % makes.length]();
  });
  return {
    id: 'hostile', language: 'ko', title: both(`${strings.script} ${strings.attribute} & ${long.word}`),
    authors: [{ name: both(strings.image) }], url: "https://hostile.example/?a=1&b='%22%3Cb%3E&lt;",
    topics: [{ id: 't-attack', name: both(strings.attribute) }, { id: 't-long', name: { ko: long.korean } }],
    participants,
    facts: [
      ...named,
      agreement('f-crowd', { name: both('Everybody'), participants: parties('party'), topics: ['t-attack', 't-long'] }),
      event('f-long-sentence', { name: { ko: long.sentence }, place: { ko: long.korean } }),
      figure('f-long-word', 2, { name: { en: long.word }, value: 999999999999999, evidence: ['999,999,999,999,999 ships'] }),
      statement('f-korean', { name: { ko: '한글로만 된 이름' }, gist: { ko: '한글로만 된 말' } }),
      statement('f-english', { name: { en: 'A name in English only' } }),
      affiliation('f-title', 'p-korean', { title: { en: `head of f-title` } }),
      statement('f-quote', { evidence: ['<b>"quoted" & \'more\'</b><img src=x>'] }),
    ],
  };
}
