// SPDX-License-Identifier: MIT
// What /v1/search finds while somebody types Korean: an input method shows syllables under way, and a search box asks
// for whatever stands there when the keys pause.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';

import { database, fixture, folder, serve, shipped } from '../lib/factd.js';
import { statement, write } from '../lib/generate.js';
import { scope } from './scope.js';

// ---- a keyboard of two sets, as in Windows and on Macs ----

const INITIALS = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'];
const VOWELS = [...'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ'];
const FINALS = ['', ...'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ'];
const FIRST = 0xac00, LAST = 0xd7a3;

// What two keys make together; each consonant and vowel that is not here has a key of its own.
const TOGETHER = new Map(Object.entries({
  ㅗㅏ: 'ㅘ', ㅗㅐ: 'ㅙ', ㅗㅣ: 'ㅚ', ㅜㅓ: 'ㅝ', ㅜㅔ: 'ㅞ', ㅜㅣ: 'ㅟ', ㅡㅣ: 'ㅢ',
  ㄱㅅ: 'ㄳ', ㄴㅈ: 'ㄵ', ㄴㅎ: 'ㄶ', ㄹㄱ: 'ㄺ', ㄹㅁ: 'ㄻ', ㄹㅂ: 'ㄼ', ㄹㅅ: 'ㄽ', ㄹㅌ: 'ㄾ', ㄹㅍ: 'ㄿ', ㄹㅎ: 'ㅀ', ㅂㅅ: 'ㅄ',
}));
const APART = new Map([...TOGETHER].map(([keys, letter]) => [letter, keys]));

const keysOfLetter = (letter) => [...(APART.get(letter) ?? letter)];

function keysOf(text) {
  return [...text].flatMap((one) => {
    const at = one.codePointAt(0) - FIRST;
    if (at < 0 || at > LAST - FIRST) return [one];
    return [INITIALS[Math.floor(at / 588)], VOWELS[Math.floor(at / 28) % 21], FINALS[at % 28]].flatMap(keysOfLetter);
  });
}

const EMPTY = { initial: '', vowel: '', final: '' };

function shown({ initial, vowel, final }) {
  if (!initial || !vowel) return initial + vowel;
  const open = (INITIALS.indexOf(initial) * 21 + VOWELS.indexOf(vowel)) * 28;
  return String.fromCodePoint(FIRST + open + FINALS.indexOf(final));
}

// A vowel takes the last consonant before it away from the syllable that had it as its final.
function pressVowel({ initial, vowel, final }, key) {
  if (final) {
    const [stays, goes] = APART.has(final) ? APART.get(final) : ['', final];
    return [shown({ initial, vowel, final: stays }), { initial: goes, vowel: key, final: '' }];
  }
  const both = TOGETHER.get(vowel + key);
  if (both) return ['', { initial, vowel: both, final: '' }];
  if (vowel) return [shown({ initial, vowel, final }), { ...EMPTY, vowel: key }];
  return ['', { initial, vowel: key, final: '' }];
}

function pressConsonant({ initial, vowel, final }, key) {
  const both = final ? TOGETHER.get(final + key) : key;
  if (initial && vowel && FINALS.includes(both)) return ['', { initial, vowel, final: both }];
  return [shown({ initial, vowel, final }), { ...EMPTY, initial: key }];
}

// [what has become text, the syllable under way]
function press(syllable, key) {
  if (VOWELS.includes(key)) return pressVowel(syllable, key);
  if (INITIALS.includes(key)) return pressConsonant(syllable, key);
  return [shown(syllable) + key, EMPTY];
}

// Everything that the screen shows on the way to a text.
function typed(text) {
  let done = '', syllable = EMPTY;
  return keysOf(text).map((key) => {
    const [more, next] = press(syllable, key);
    done += more;
    syllable = next;
    return done + shown(syllable);
  });
}

// ---- the search ----

const koreanNames = (path) => JSON.parse(readFileSync(path, 'utf8')).participants
  .flatMap(({ id, name, aliases = [] }) => [name.ko, ...aliases].map((one) => [id, one]))
  .filter(([, name]) => /[가-힣]/.test(name ?? ''));

// Where an article alone has a participant, the document leaves the article out of the id.
const isOf = (hit, id) => hit.type === 'participant' && (hit.id === id || hit.id.endsWith(`.${id}`));

// A lone syllable or consonant is too little, and a Latin word of one or two letters is only found whole.
const isEnough = (state, name) => state === name || ([...state].length > 1 && !/[A-Za-z]$/.test(state));

describe('a keyboard', () => {
  for (const [text, states] of [
    ['엔비디아', 'ㅇ 에 엔 엔ㅂ 엔비 엔빋 엔비디 엔비딩 엔비디아'], ['황', 'ㅎ 호 화 황'], ['값이', 'ㄱ 가 갑 값 값ㅇ 값이'],
    ['닭의', 'ㄷ 다 달 닭 닭ㅇ 닭으 닭의'], ['갑시', 'ㄱ 가 갑 값 갑시'], ['까까', 'ㄲ 까 깎 까까'], ['A가', 'A Aㄱ A가'],
  ])
    it(`shows ${text} grow`, () => assert.deepEqual(typed(text), states.split(' ')));
});

const found = async (server, words, more = '') => {
  const { status, json, text } = await server.get(`/v1/search?q=${encodeURIComponent(words)}&limit=200${more}`);
  assert.equal(status, 200, `${words}: ${text}`);
  return json.data;
};

for (const [what, ...paths] of [
  ['the shipped article', shipped],
  ['the harbour articles', fixture('harbour.json'), fixture('harbour-en.json')],
])
  describe(`while a name of ${what} is typed`, () => {
    const shared = scope();
    let server;
    before(async () => {
      server = await serve(shared, database(shared, ...paths), '--access-log', 'off');
    });

    const names = paths.flatMap(koreanNames);
    assert.ok(names.length > 5);
    for (const [id, name] of names)
      it(`${name} is found at every key`, async () => {
        const states = typed(name), missing = [];
        assert.equal(states.at(-1), name);
        for (const state of states) {
          const hits = await found(server, state);
          if (isEnough(state, name) && !hits.some((hit) => isOf(hit, id))) missing.push(state);
        }
        assert.deepEqual(missing, []);
      });
  });

describe('a word under way', () => {
  const shared = scope();
  let server;
  before(async () => {
    const person = (id, ko) => ({ id, kind: 'person', name: { ko } });
    const { json } = write(folder(shared), {
      id: 'one',
      participants: [
        person('seon', '젠선'), person('seun', '젠슨 황'), person('inteli', '인텔리젠스'),
        person('gara', '가라'), person('garam', '가람'),
      ],
      facts: [statement('a', { gist: { ko: '가람 인텔리젠스' } }), statement('b', { gist: { ko: '양해각서' } })],
    });
    server = await serve(shared, database(shared, json), '--access-log', 'off');
  });

  const people = async (words) => (await found(server, words, '&type=participant')).map(({ id }) => id);

  it('comes behind what has it as it is written', async () => {
    assert.deepEqual(await people('젠스'), ['inteli', 'seun']);
    assert.deepEqual((await found(server, '젠스')).map(({ id }) => id), ['inteli', 'one.a', 'seun']);
  });

  it('is taken for finished where something of the type has it whole', async () => {
    assert.deepEqual(await people('가라'), ['gara']);
    assert.deepEqual((await found(server, '가라', '&type=fact')).map(({ id }) => id), ['one.a']);
    assert.deepEqual(await people('가랑'), []);
    assert.deepEqual(await people('가람'), ['garam']);
  });

  it('is marked as far as it is known', async () => {
    const [{ snippet }] = await found(server, '양핵', '&type=fact');
    assert.deepEqual(snippet, { text: '양해각서', marks: [{ start: 0, end: 3 }] });
    const [jensen] = await found(server, '젠슨 호');
    assert.deepEqual(jensen.snippet, { text: '젠슨 황', marks: [{ start: 0, end: 2 }, { start: 3, end: 4 }] });
  });

  it('ends at a space', async () => {
    assert.deepEqual(await people('젠슨 호'), ['seun']);
    assert.deepEqual(await people('젠슨 호 '), []);
    assert.deepEqual(await people('젠슨 ㅎ'), ['seun']);
  });

  it('is no filter of a list', async () => {
    for (const words of ['젠ㅅ', '젠슨ㅎ', '젠슨 호', '양핵', '가랃'])
      for (const list of ['participants', 'facts']) {
        const { json } = await server.get(`/v1/${list}?q=${encodeURIComponent(words)}`);
        assert.deepEqual(json.data, [], `${list}: ${words}`);
      }
  });

  it('may be as long as a search may be', async () => {
    const long = [['가', 199, 'ㅎ'], ['각', 199, '각'], ['가·', 99, '호'], ['젠 ', 31, '호'], ['젠슨 ', 31, 'ㅎ']];
    for (const [piece, count, end] of long)
      await found(server, piece.repeat(count) + end);
  });
});
