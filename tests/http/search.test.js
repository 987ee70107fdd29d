// SPDX-License-Identifier: MIT
// What is found: by `q` in every list, and ranked by /v1/search.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';

import { articleText, database, fixture, folder, run, serve, shipped } from '../lib/factd.js';
import { generate, statement, write } from '../lib/generate.js';
import { eventually, scope } from './scope.js';

const encoded = (text) => encodeURIComponent(text);
const points = (text) => [...text];

async function good(server, target) {
  const answer = await server.get(target);
  assert.equal(answer.status, 200, `${target}: ${answer.text}`);
  return answer.json;
}

const ids = async (server, list, words, more = '') =>
  (await good(server, `/v1/${list}?q=${encoded(words)}&limit=200${more}`)).data.map(({ id }) => id);
const hits = async (server, words, more = '') => (await good(server, `/v1/search?q=${encoded(words)}${more}`)).data;

function problem(answer, parameter, detail, suggestion = null) {
  assert.equal(answer.status, 400, answer.text);
  const found = answer.json.errors.find((error) => error.parameter === parameter);
  assert.ok(found, answer.text);
  assert.match(found.detail, detail);
  assert.equal(found.suggestion, suggestion);
}

describe('the harbour articles', () => {
  const shared = scope();
  let server;
  before(async () => {
    server = await serve(shared, database(shared, fixture('harbour.json'), fixture('harbour-en.json')), '--access-log', 'off');
  });

  const fact = (id) => `haedong-2026-03-12-harbour.${id}`;

  for (const words of ['무인 부두 실증', '무인부두실증', '무인부두 실증', '실증 무인', '무인 부두 실증을'])
    it(`a memorandum is found by ${words}, however it is spaced`, async () => {
      assert.ok((await ids(server, 'agreements', words)).includes(fact('quay-memorandum')));
    });

  for (const words of ['NARU', 'naru', '나루해운', '나루', 'ＮＡＲＵ', 'shipping', 'Naru Shipping', 'shipping naru'])
    it(`${words} finds the shipping company, and the facts that it is in`, async () => {
      assert.ok((await ids(server, 'participants', words)).includes('naru-shipping'));
      assert.ok((await ids(server, 'facts', words)).includes(fact('tug-supply')));
    });

  it('a fact is found by words that only its participant is called by', async () => {
    // "Garam Marine" is an alias, and stands in no text of the fact.
    assert.ok((await ids(server, 'facts', 'Garam Marine')).includes(fact('tug-supply')));
  });

  it('a fact is found by one word of its own and another of its participant', async () => {
    assert.deepEqual(await ids(server, 'agreements', '예인선 Marine'), [fact('tug-supply')]);
    assert.ok((await hits(server, '예인선 Marine')).some(({ id }) => id === fact('tug-supply')));
  });

  it('a fact is found by its quote', async () => {
    assert.deepEqual(await ids(server, 'events', '문을 열고'), [fact('first-zone')]);
  });

  for (const [words, id] of [['ㄴㄹㅎㅇ', 'naru-shipping'], ['ㄱㄹ', 'garam'], ['ㅇㅅㅈ', 'yoon-seojin'], ['ㅎㅂㅎㅇ', 'hanbit-institute']])
    it(`the consonants ${words} find ${id}`, async () => {
      assert.ok((await ids(server, 'participants', words)).includes(id));
      assert.equal((await hits(server, words, '&type=participant'))[0].id, id);
    });

  it('consonants that nobody has find nobody', async () => {
    assert.deepEqual(await ids(server, 'participants', 'ㅋㅋㅋ'), []);
  });

  for (const [words, stem] of [['나루해운은', '나루해운'], ['가람그룹의', '가람그룹'], ['예인선을', '예인선'], ['한도윤과', '한도윤']])
    it(`${words} finds what ${stem} finds`, async () => {
      const found = await ids(server, 'facts', stem);
      assert.ok(found.length > 0);
      assert.deepEqual(await ids(server, 'facts', words), found);
    });

  it('one syllable is the beginning of words', async () => {
    assert.ok((await ids(server, 'participants', '나')).includes('naru-shipping'));
  });

  it('every list takes q', async () => {
    assert.deepEqual(await ids(server, 'articles', 'unmanned quays'), ['coastal-herald-20411', 'haedong-2026-03-12-harbour']);
    assert.ok((await ids(server, 'topics', '항만')).length > 0);
    const { data } = await good(server, `/v1/evidence?q=${encoded('여객터미널')}`);
    assert.deepEqual(data.map(({ quote }) => quote), ['장관은 12일 새벽항 여객터미널에서']);
    for (const list of ['facts', 'agreements', 'figures', 'events', 'statements', 'affiliations']) await ids(server, list, '가람');
  });

  it('q is one more filter: all must hold, and pages follow', async () => {
    const all = await ids(server, 'facts', '가람');
    const narrowed = await ids(server, 'facts', '가람', '&kind=agreement');
    assert.ok(narrowed.length > 0 && narrowed.length < all.length);
    const walked = [];
    for (let next = `/v1/facts?q=${encoded('가람')}&sort=-date_from&limit=2`; next;) {
      const page = await good(server, next);
      walked.push(...page.data.map(({ id }) => id));
      next = page.next;
    }
    assert.deepEqual(walked.sort(), [...all].sort());
  });

  for (const odd of ['"', '*', '(', ')', 'a OR', 'NEAR(', '-', "'", 'a AND NOT b', '^a', 'tokens:a', '"a', 'a"b', '{x}', '\\', '%', '_', '::', '\u{1f6a2}', '가람"', '+', 'a:b*'])
    it(`${JSON.stringify(odd)} is taken as it is written`, async () => {
      await ids(server, 'facts', odd);
      await hits(server, odd);
    });

  it('nothing is found by nothing', async () => {
    assert.deepEqual(await ids(server, 'facts', '!?…'), []);
    assert.deepEqual((await good(server, `/v1/search?q=${encoded('!?…')}`)).meta, { revision: 2, count: 0, total: 0, complete: true });
  });

  it('whole words come first, then beginnings, then the rest; participants before facts', async () => {
    const found = await hits(server, '가람');
    assert.deepEqual(found[0], {
      type: 'participant', id: 'garam', name: { ko: '가람', en: 'Garam' },
      snippet: { text: '가람', marks: [{ start: 0, end: 2 }] }, href: '/v1/participants/garam',
    });
    const at = (id) => found.findIndex((hit) => hit.id === id);
    assert.ok(at('garam-group') > at('garam'));
  });

  it('each hit shows a text of its own with the words marked', async () => {
    for (const words of ['무인 부두', '나루해운', 'quay', 'Garam', '양해각서', '한 회장'])
      for (const { snippet, href, name } of await hits(server, words, '&limit=200')) {
        assert.equal((await server.get(href)).status, 200);
        assert.ok(name.ko ?? name.en);
        if (!snippet) continue;
        const text = points(snippet.text);
        let last = -1;
        for (const { start, end } of snippet.marks) {
          assert.ok(last < start && start < end && end <= text.length, JSON.stringify(snippet));
          last = end;
        }
        const marked = snippet.marks.map(({ start, end }) => text.slice(start, end).join('').replaceAll(' ', '').toLowerCase());
        assert.ok(marked.some((one) => words.replaceAll(' ', '').toLowerCase().includes(one.slice(0, 2)) ||
          one.startsWith(words.split(' ')[0].toLowerCase())), `${words}: ${JSON.stringify(snippet)}`);
      }
  });

  it('a search is walked to its end without a hit twice', async () => {
    const seen = new Set();
    let count = 0;
    for (let next = `/v1/search?q=${encoded('가람')}&limit=3`; next;) {
      const { data, meta, next: following } = await good(server, next);
      assert.equal(meta.count, data.length);
      for (const { type, id } of data) seen.add(`${type} ${id}`);
      count += data.length;
      if (!following) assert.equal(count, meta.total);
      next = following;
    }
    assert.equal(seen.size, count);
  });

  it('type leaves the others out, and lang turns names into texts', async () => {
    const found = await hits(server, 'garam', '&type=participant&lang=ko&limit=200');
    assert.deepEqual(found.map(({ id, name }) => [id, name]), [['garam', '가람'], ['garam-group', '가람그룹']]);
    const answer = await server.get('/v1/search?q=garam&lang=ko');
    assert.equal(answer.headers.get('content-language'), 'ko');
  });

  it('an answer has a tag, and the tag is known again', async () => {
    const { headers } = await server.get('/v1/search?q=garam');
    const again = await server.get('/v1/search?q=garam', { headers: { 'If-None-Match': headers.get('etag') } });
    assert.equal(again.status, 304);
    assert.notEqual((await server.get('/v1/search?q=naru')).headers.get('etag'), headers.get('etag'));
  });

  it('what is wrong with a search is named', async () => {
    problem(await server.get('/v1/search'), 'q', /missing/);
    problem(await server.get('/v1/search?q='), 'q', /empty/);
    problem(await server.get('/v1/facts?q='), 'q', /empty/);
    problem(await server.get(`/v1/facts?q=${'a'.repeat(201)}`), 'q', /200/);
    assert.equal((await server.get(`/v1/facts?q=${encoded('가'.repeat(200))}`)).status, 200);
    problem(await server.get(`/v1/search?q=${encoded('가'.repeat(201))}`), 'q', /200/);
    problem(await server.get('/v1/search?q=a&q=b'), 'q', /twice/);
    problem(await server.get('/v1/search?q=a&type=facts'), 'type', /participant, article, fact/, 'fact');
    problem(await server.get('/v1/search?q=a&limit=201'), 'limit', /200/);
    problem(await server.get('/v1/search?q=a&limit=all'), 'limit', /200/);
    problem(await server.get('/v1/search?q=a&lang=de'), 'lang', /ko or en/);
    problem(await server.get('/v1/search?q=a&typ=fact'), 'typ', /takes/, 'type');
    problem(await server.get('/v1/search?q=a&sort=id'), 'sort', /takes/);
    problem(await server.get('/v1/search?q=a&cursor=AAAA'), 'cursor', /no such cursor/);
  });

  it('a cursor belongs to its search', async () => {
    const { next } = await good(server, '/v1/search?q=garam&limit=1');
    const cursor = new URL(next, server.url).searchParams.get('cursor');
    problem(await server.get(`/v1/search?q=naru&limit=1&cursor=${cursor}`), 'cursor', /no such cursor/);
    problem(await server.get(`/v1/search?q=garam&limit=1&cursor=${cursor.slice(0, -2)}AA`), 'cursor', /no such cursor/);
    assert.equal((await server.get(`/v1/search?q=garam&limit=1&cursor=${cursor}`)).status, 200);
    // Hits and their order are the same in any language.
    assert.equal((await server.get(`/v1/search?q=garam&limit=1&lang=en&cursor=${cursor}`)).status, 200);
  });
});

describe('loads beside a search', () => {
  it('a cursor is of one revision, and what is loaded, changed and removed is found at once as it is', async (t) => {
    const home = folder(t), path = database(t);
    const server = await serve(t, path);
    const load = (draft) => run(['load', '--database', path, write(home, draft).json]);
    const draft = (gist) => ({ id: 'one', facts: [statement('a', { gist: { en: gist } }), statement('b', { gist: { en: 'a lighthouse' } })] });
    const found = (words) => ids(server, 'statements', words);
    assert.equal(load(draft('an old lighthouse')).status, 0);
    assert.ok(await eventually(async () => (await found('lighthouse')).length === 2));
    const { next } = await good(server, '/v1/search?q=lighthouse&limit=1');
    assert.equal(load(draft('a new breakwater')).status, 0);
    assert.ok(await eventually(async () => (await found('breakwater')).length === 1));
    assert.deepEqual(await found('lighthouse'), ['one.b']);
    problem(await server.get(next), 'cursor', /loaded since/);
    assert.equal(run(['remove', '--database', path, 'one']).status, 0);
    assert.ok(await eventually(async () => (await found('lighthouse')).length === 0));
    assert.deepEqual((await good(server, '/v1/search?q=lighthouse')).data, []);
    const { status, stdout, stderr } = run(['check', '--database', path]);
    assert.equal(status, 0, stdout + stderr);
  });

  it('a cursor is of one state, also where a restore brings another of the same number', async (t) => {
    const state = (gist) => database(t, write(folder(t), { id: 'one', facts: ['a', 'b', 'c'].map((id) => statement(id, { gist: { en: gist } })) }).json);
    const [path, other] = [state('an old lighthouse'), state('a new lighthouse')];
    const server = await serve(t, path);
    const { next, meta } = await good(server, '/v1/search?q=lighthouse&limit=1');
    assert.equal(run(['restore', '--database', path, other]).status, 0);
    assert.ok(await eventually(async () => JSON.stringify(await good(server, '/v1/search?q=lighthouse')).includes('new'), 20_000));
    assert.equal((await good(server, '/v1/search?q=lighthouse')).meta.revision, meta.revision);
    problem(await server.get(next), 'cursor', /loaded since/);
  });

  it('a new alias finds the facts that were there before', async (t) => {
    const home = folder(t), path = database(t);
    const server = await serve(t, path);
    const ship = (id, aliases, published_at) => write(home, {
      id, published_at, participants: [{ id: 'ship', kind: 'company', name: 'Ship Works', aliases }],
      facts: [statement('a', { mode: 'direct', participants: [{ id: 'ship', role: 'speaker', inferred: true }] })],
    }).json;
    assert.equal(run(['load', '--database', path, ship('one', undefined, '2026-01-01T00:00:00Z')]).status, 0);
    assert.ok(await eventually(async () => (await ids(server, 'facts', 'Ship Works')).length === 1));
    assert.deepEqual(await ids(server, 'facts', 'Werft'), []);
    assert.equal(run(['load', '--database', path, ship('two', ['Werft'], '2026-01-02T00:00:00Z')]).status, 0);
    assert.ok(await eventually(async () => (await ids(server, 'facts', 'Werft')).length === 2));
  });

  it('a search gives a thousand hits at most, and says that there are more', async (t) => {
    const home = folder(t);
    const facts = Array.from({ length: 1100 }, (_, i) => statement(`s-${i}`, { gist: { en: i === 1099 ? 'harbour' : `harbours and ${i}` } }));
    const { document } = generate({ id: 'many', facts });
    assert.equal(document.facts.length, 1100);
    const server = await serve(t, database(t, write(home, { id: 'many', facts }).json));
    const { data, meta } = await good(server, '/v1/search?q=harbour&limit=200');
    assert.deepEqual([meta.total, meta.complete], [1000, false]);
    assert.equal(data[0].id, 'many.s-1099', 'a whole word comes before beginnings, however many there are');
    assert.equal((await ids(server, 'statements', 'harbour')).length, 200);
  });
});

describe('the article that ships', () => {
  const shared = scope();
  let server;
  before(async () => {
    const text = articleText ? ['--text', articleText] : [];
    server = await serve(shared, database(shared, ...text, shipped), '--access-log', 'off');
  });

  for (const words of ['현대 자동차', '현대자동차', '현대차'])
    it(`${words} finds Hyundai Motor, and the memorandum that it signed`, async () => {
      assert.ok((await ids(server, 'participants', words)).includes('hyundai-motor'));
      assert.ok((await ids(server, 'agreements', words)).some((id) => id.endsWith('.physical-ai-mou')));
    });

  for (const words of ['Jensen Huang', 'jensen', '젠슨 황', '젠슨황', 'ㅈㅅ', 'ㅈㅅㅎ', 'HUANG'])
    it(`${words} finds Jensen Huang`, async () => {
      assert.ok((await ids(server, 'participants', words)).includes('jensen-huang'));
      assert.equal((await hits(server, words, '&type=participant'))[0].id, 'jensen-huang');
    });

  it('AI수도 and AI 수도 find the same', async () => {
    const found = await ids(server, 'facts', 'AI수도');
    assert.ok(found.some((id) => id.endsWith('.ai-capital-goal')));
    assert.deepEqual(await ids(server, 'facts', 'AI 수도'), found);
    assert.deepEqual((await hits(server, 'AI 수도')).map(({ id }) => id), (await hits(server, 'AI수도')).map(({ id }) => id));
  });

  it('places in a text are told in UTF-16 units too, where the text was at hand', async () => {
    const { data } = await good(server, '/v1/figures?fields=evidence');
    for (const { start, start_utf16: utf16, verified } of data[0].evidence) assert.equal(utf16, verified ? start : null);
  });
});
