// SPDX-License-Identifier: MIT
// What the collections answer, held against the documents that were loaded.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { database, fixture, folder, run, serve, shipped } from '../lib/factd.js';
import { article, figure, write } from './generate.js';
import { scope } from './scope.js';

const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
const ids = (answer) => answer.json.data.map((row) => row.id);
const sorted = (list) => [...list].sort();

const kinds = ['agreement', 'figure', 'event', 'statement', 'affiliation'];
const factMembers = ['id', 'href', 'kind', 'article', 'name', 'summary', 'date', 'date_from', 'date_to', 'part_of', 'at',
  'according_to', 'link', 'since', 'changed', 'participants', 'topics', 'evidence'];
const kindMembers = {
  agreement: ['type', 'status'], figure: ['value', 'lower', 'upper', 'comparator', 'unit'], event: ['type', 'place'],
  statement: ['gist', 'mode'], affiliation: ['title'],
};

describe('the shipped article', () => {
  const shared = scope();
  const { facts } = read(shipped);
  let server;
  before(async () => { server = await serve(shared, database(shared, shipped)); });

  it('answers what was counted: at least 260,000 GPUs, with the words that say so', async () => {
    const { json } = await server.get('/v1/figures?unit=gpu');
    assert.equal(json.data.length, 1);
    const [{ value, lower, upper, comparator, evidence }] = json.data;
    assert.deepEqual({ value, lower, upper, comparator }, { value: 260000, lower: 260000, upper: null, comparator: 'gte' });
    const { quote, start, end } = evidence[0];
    assert.deepEqual({ quote, start, end }, { quote: '총 26만장 이상', start: 815, end: 824 });
  });

  it('answers which memorandum was signed: the one of three parties', async () => {
    const { json } = await server.get('/v1/agreements?type=mou&status=signed');
    assert.equal(json.data.length, 1);
    assert.deepEqual(sorted(json.data[0].participants.map(({ id, role }) => `${id} ${role}`)),
      ['hyundai-motor party', 'msit party', 'nvidia party']);
  });

  it('answers what a participant agreed to, the memorandum among it', async () => {
    const expected = facts.filter(({ kind, participants }) => kind === 'agreement' && participants.some(({ id }) => id === 'nvidia'));
    const answer = await server.get('/v1/agreements?participant=nvidia&limit=200');
    assert.ok(expected.length > 1);
    assert.deepEqual(sorted(ids(answer)), sorted(expected.map(({ id }) => `segye-2025-10-31-ai-capital.${id}`)));
    assert.ok(answer.json.data.some(({ type, status }) => type === 'mou' && status === 'signed'));
  });

  it('gives no link into an article whose address is not known', async () => {
    const { json } = await server.get('/v1/facts?limit=200');
    assert.deepEqual(new Set(json.data.map(({ link }) => link)), new Set([null]));
  });

  it('says that quotes were not held against the text', async () => {
    const { json } = await server.get('/v1/evidence?limit=200');
    assert.ok(json.data.length > 0);
    assert.ok(json.data.every(({ verified }) => verified === false));
    assert.ok(json.data.every(({ start_utf16, end_utf16 }) => start_utf16 === null && end_utf16 === null));
  });
});

describe('two articles that share participants', () => {
  const shared = scope();
  const korean = read(fixture('harbour.json'));
  const english = read(fixture('harbour-en.json'));
  const documents = [korean, english];
  const publicId = (document, id) => `${document.article.id}.${id}`;
  const stated = documents.flatMap((document) => document.facts.map((fact) => ({ ...fact, document, public: publicId(document, fact.id) })));
  const having = (wanted) => sorted(stated.filter(wanted).map((fact) => fact.public));
  const party = (fact, id, role) => fact.participants.some((part) => part.id === id && (!role || part.role === role));
  let server;
  let get;
  const found = async (target) => sorted(ids(await get(target)));

  before(async () => {
    server = await serve(shared, database(shared, '--text', fixture('harbour.txt'), '--text', fixture('harbour-en.txt'),
      fixture('harbour.json'), fixture('harbour-en.json')));
    get = server.get;
  });

  it('stand in the index with their counts', async () => {
    const { json } = await get('/v1');
    const counts = Object.fromEntries(json.data.collections.map(({ name, count }) => [name, count]));
    const distinct = (list) => new Set(documents.flatMap((document) => document[list].map(
      ({ id, kind }) => (kind === 'group' ? publicId(document, id) : id)))).size;
    const quotes = documents.flatMap(({ facts, participants }) => [...facts, ...participants]).flatMap(({ evidence }) => evidence);
    assert.deepEqual(counts, {
      articles: 2, participants: distinct('participants'), facts: stated.length,
      ...Object.fromEntries(kinds.map((kind) => [`${kind}s`, stated.filter((fact) => fact.kind === kind).length])),
      topics: distinct('topics'), evidence: quotes.length,
    });
  });

  it('stand in the index with links that answer as many rows', async () => {
    const { json } = await get('/v1');
    for (const { href, count } of json.data.collections) {
      const list = await get(`${href}?limit=200`);
      assert.equal(list.json.data.length, count, href);
      assert.equal(list.json.meta.count, count, href);
      assert.equal(list.json.next, null, href);
    }
  });

  it('answer / like /v1', async () => {
    assert.deepEqual((await get('/')).json, (await get('/v1')).json);
  });

  it('name the dataset revision everywhere', async () => {
    for (const target of ['/v1', '/v1/facts', '/v1/articles/coastal-herald-20411'])
      assert.equal((await get(target)).json.meta.revision, 2, target);
  });

  it('are lists with exactly data, next and meta', async () => {
    const { json } = await get('/v1/topics');
    assert.deepEqual(Object.keys(json), ['data', 'next', 'meta']);
    assert.deepEqual(sorted(Object.keys(json.meta)), ['count', 'revision']);
  });

  for (const [collection, members] of Object.entries({
    articles: ['id', 'href', 'publisher', 'language', 'title', 'url', 'published_at', 'modified_at', 'text', 'facts', 'authors'],
    participants: ['id', 'href', 'kind', 'name', 'facts', 'aliases', 'same_as'],
    topics: ['id', 'href', 'name', 'facts'],
    evidence: ['article', 'fact', 'participant', 'quote', 'start', 'end', 'start_utf16', 'end_utf16', 'for', 'verified'],
    ...Object.fromEntries(kinds.map((kind) => [`${kind}s`, [...factMembers, ...kindMembers[kind]]])),
  }))
    it(`${collection} have exactly their members`, async () => {
      const { json } = await get(`/v1/${collection}?limit=200`);
      assert.ok(json.data.length > 0);
      for (const row of json.data) assert.deepEqual(sorted(Object.keys(row)), sorted(members));
    });

  it('facts have the members of their own kind only', async () => {
    const { json } = await get('/v1/facts?limit=200');
    for (const row of json.data) assert.deepEqual(sorted(Object.keys(row)), sorted([...factMembers, ...kindMembers[row.kind]]));
  });

  it('participants, evidence and language maps of a fact have exactly their members', async () => {
    const { json } = await get('/v1/facts?limit=200');
    for (const { participants, evidence, name } of json.data) {
      for (const part of participants) assert.deepEqual(sorted(Object.keys(part)), ['id', 'inferred', 'name', 'role']);
      for (const quote of evidence) assert.deepEqual(sorted(Object.keys(quote)), ['end', 'end_utf16', 'for', 'quote', 'start', 'start_utf16', 'verified']);
      assert.deepEqual(Object.keys(name), ['ko', 'en']);
    }
  });

  it('give what is absent as null', async () => {
    const one = async (id) => (await get(`/v1/facts/haedong-2026-03-12-harbour.${id}`)).json.data;
    const { summary, date, date_from, date_to, at, according_to, lower, upper } = await one('throughput');
    assert.deepEqual({ summary, date, date_from, date_to, at, according_to, lower, upper },
      { summary: null, date: null, date_from: null, date_to: null, at: null, according_to: null, lower: null, upper: null });
    assert.equal((await one('jobs')).value, null);
    assert.equal((await one('first-zone')).place, null);
    assert.equal((await one('naru-head')).name.en, null);
    assert.equal((await get('/v1/articles/coastal-herald-20411')).json.data.url, null);
    assert.equal((await get('/v1/articles/coastal-herald-20411')).json.data.modified_at, null);
  });

  for (const collection of ['articles', 'participants', 'topics', 'facts', ...kinds.map((kind) => `${kind}s`)])
    it(`each of ${collection} by itself equals its row in the list`, async () => {
      const { json } = await get(`/v1/${collection}?limit=200`);
      for (const row of json.data) {
        const one = await get(`/v1/${collection}/${row.id}`);
        assert.deepEqual(one.json, { data: row, meta: { revision: 2 } });
      }
    });

  it('facts are the same in every list, and link to /v1/facts', async () => {
    const { json } = await get('/v1/facts?limit=200');
    const all = Object.fromEntries(json.data.map((row) => [row.id, row]));
    for (const kind of kinds) {
      const typed = await get(`/v1/${kind}s?limit=200`);
      for (const row of typed.json.data) assert.deepEqual(row, all[row.id]);
    }
    for (const row of json.data) assert.equal(row.href, `/v1/facts/${row.id}`);
  });

  it('a fact of another kind is not found in a typed collection', async () => {
    assert.equal((await get('/v1/events/haedong-2026-03-12-harbour.tugs')).status, 404);
    assert.equal((await get('/v1/figures/haedong-2026-03-12-harbour.tugs')).status, 200);
  });

  it('evidence has no single path', async () => {
    assert.equal((await get('/v1/evidence/haedong-2026-03-12-harbour.tugs')).status, 404);
  });

  it('facts say what their documents say', async () => {
    const { json } = await get('/v1/facts?limit=200');
    const rows = Object.fromEntries(json.data.map((row) => [row.id, row]));
    assert.deepEqual(sorted(Object.keys(rows)), having(() => true));
    for (const { document, public: id, ...fact } of stated) {
      for (const member of ['kind', 'date', 'type', 'status', 'value', 'comparator', 'unit', 'mode'])
        if (fact[member] !== undefined) assert.equal(rows[id][member], fact[member], `${id} ${member}`);
      for (const member of ['name', 'summary', 'place', 'gist', 'title'])
        if (fact[member]) assert.deepEqual(rows[id][member], { ko: null, en: null, ...fact[member] }, `${id} ${member}`);
      for (const member of ['part_of', 'at', 'according_to'])
        assert.equal(rows[id][member], fact[member] ? publicId(document, fact[member]) : null, `${id} ${member}`);
    }
  });

  it('children keep the order of the document', async () => {
    for (const { document, public: id, participants, topics = [], evidence } of stated) {
      const { json: { data } } = await get(`/v1/facts/${id}`);
      const group = (one) => document.participants.find((other) => other.id === one && other.kind === 'group');
      assert.deepEqual(data.participants.map((part) => [part.id, part.role, part.inferred]),
        participants.map((part) => [group(part.id) ? publicId(document, part.id) : part.id, part.role, part.inferred ?? false]));
      assert.deepEqual(data.topics, topics);
      assert.deepEqual(data.evidence.map(({ start_utf16, end_utf16, ...quote }) => quote),
        evidence.map((quote) => ({ for: null, ...quote, verified: true })));
    }
  });

  it('quotes have their places in UTF-16 units, as JavaScript cuts them out of the text', async () => {
    const texts = Object.fromEntries(documents.map((document, i) => [document.article.id, readFileSync(fixture(['harbour.txt', 'harbour-en.txt'][i]), 'utf8')]));
    const { json } = await get('/v1/evidence?limit=200');
    for (const { article, quote, start_utf16, end_utf16 } of json.data) assert.equal(texts[article].slice(start_utf16, end_utf16), quote);
  });

  it('figures have bounds that follow from their comparator', async () => {
    const { json } = await get('/v1/figures?article=haedong-2026-03-12-harbour&limit=200');
    const bounds = Object.fromEntries(json.data.map(({ id, lower, upper }) => [id.split('.')[1], [lower, upper]]));
    assert.deepEqual(bounds, {
      tugs: [14, null], cost: [1.2e12, 1.2e12], 'private-share': [60, null], site: [35000, 35000], throughput: [null, null],
      jobs: [120, 150], 'wave-limit': [null, 3], 'berth-error': [null, 2.5], quays: [3, 3],
    });
  });

  it('decimals are printed in their shortest form', async () => {
    assert.match((await get('/v1/figures/haedong-2026-03-12-harbour.berth-error')).text, /"value":2\.5,/);
    assert.match((await get('/v1/figures/haedong-2026-03-12-harbour.cost')).text, /"value":1200000000000,/);
  });

  it('a fact links to the first of its quotes in its article', async () => {
    const { json } = await get('/v1/facts?article=haedong-2026-03-12-harbour&limit=200');
    for (const { link, evidence } of json.data) {
      const [page, fragment] = link.split('#:~:text=');
      assert.equal(page, korean.article.url);
      assert.match(fragment, /^[A-Za-z0-9._~%]+$/);
      assert.equal(decodeURIComponent(fragment), evidence[0].quote);
    }
  });

  it('participants are shown under the names of the earliest article, with the other names beside them', async () => {
    const one = async (id) => (await get(`/v1/participants/${id}`)).json.data;
    const ministry = await one('coastal-ministry');
    assert.deepEqual(ministry.name, { ko: '연안산업부', en: 'Ministry of Coastal Industry' });
    assert.deepEqual(sorted(ministry.aliases), ['The ministry', 'the ministry']);
    assert.deepEqual(ministry.same_as, ['https://coast.example/ministry']);
    assert.deepEqual((await one('naru-shipping')).same_as, ['https://naru.example/']);
    assert.deepEqual((await one('port-corporation')).name, { ko: '새벽항만공사', en: 'Dawn Harbour Port Corporation' });
  });

  for (const [collection, takes] of Object.entries({
    participants: (id, fact) => party(fact, id), topics: (id, fact) => (fact.topics ?? []).includes(id),
    articles: (id, fact) => fact.document.article.id === id,
  }))
    it(`${collection} have their facts counted by kind`, async () => {
      const { json } = await get(`/v1/${collection}?limit=200`);
      for (const { id, facts } of json.data.filter((row) => row.kind !== 'group'))
        assert.deepEqual(facts, Object.fromEntries(kinds.map((kind) => [kind,
          stated.filter((fact) => fact.kind === kind && takes(id, fact)).length])), id);
    });

  it('a group is a participant of its article alone', async () => {
    const id = 'haedong-2026-03-12-harbour.local-lines';
    assert.equal((await get(`/v1/participants/${id}`)).json.data.kind, 'group');
    assert.equal((await get('/v1/participants/local-lines')).status, 404);
    assert.deepEqual(await found(`/v1/facts?participant=${id}`), ['haedong-2026-03-12-harbour.talks']);
  });

  it('an article names its authors, its text and its times as given', async () => {
    const { json: { data } } = await get('/v1/articles/haedong-2026-03-12-harbour');
    assert.deepEqual(data.authors, [{ name: { ko: '문지호', en: null } }]);
    assert.deepEqual(data.text, korean.article.text);
    assert.equal(data.published_at, '2026-03-12T18:20:00+09:00');
    assert.equal(data.modified_at, '2026-03-12T18:45:10+09:00');
  });

  it('an article gives its document back byte for byte', async () => {
    for (const [id, file] of [['haedong-2026-03-12-harbour', 'harbour.json'], ['coastal-herald-20411', 'harbour-en.json']]) {
      const response = await fetch(`${server.url}/v1/articles/${id}/document`);
      assert.equal(response.headers.get('content-type'), 'application/json');
      assert.ok(Buffer.from(await response.arrayBuffer()).equals(readFileSync(fixture(file))));
    }
  });

  it('an article that is not there has no document', async () => {
    assert.equal((await get('/v1/articles/nowhere/document')).status, 404);
  });

  // ---- filters ----

  it('participant finds the facts of both articles', async () => {
    const answer = await found('/v1/facts?participant=garam');
    assert.deepEqual(answer, having((fact) => party(fact, 'garam')));
    assert.equal(new Set(answer.map((id) => id.split('.')[0])).size, 2);
  });

  it('participant and role together mean one entry', async () => {
    assert.deepEqual(await found('/v1/facts?participant=naru-shipping&role=recipient'),
      having((fact) => party(fact, 'naru-shipping', 'recipient')));
    assert.deepEqual(await found('/v1/facts?participant=garam&role=recipient'), []);
  });

  it('role alone means anybody in it', async () => {
    assert.deepEqual(await found('/v1/facts?role=speaker'), having((fact) => fact.participants.some(({ role }) => role === 'speaker')));
  });

  it('participant given twice means that both take part', async () => {
    assert.deepEqual(await found('/v1/facts?participant=garam&participant=naru-shipping'),
      having((fact) => party(fact, 'garam') && party(fact, 'naru-shipping')));
  });

  it('participant given twice with a role means that both have it', async () => {
    assert.deepEqual(await found('/v1/facts?participant=garam&participant=naru-shipping&role=party'),
      having((fact) => party(fact, 'garam', 'party') && party(fact, 'naru-shipping', 'party')));
  });

  it('role given twice means one entry of each for a participant', async () => {
    assert.deepEqual(await found('/v1/facts?participant=yoon-seojin&role=holder&role=host'), []);
  });

  it('a participant whom nobody names takes part in nothing', async () => {
    assert.deepEqual(await found('/v1/facts?participant=nobody'), []);
  });

  it('topic finds what is filed under it, and twice what is under both', async () => {
    assert.deepEqual(await found('/v1/facts?topic=autonomous-shipping'), having(({ topics = [] }) => topics.includes('autonomous-shipping')));
    assert.deepEqual(await found('/v1/facts?topic=autonomous-shipping&topic=unmanned-quays'), []);
  });

  it('article finds the facts, participants and topics of one', async () => {
    for (const document of documents) {
      const { id } = document.article;
      assert.deepEqual(await found(`/v1/facts?article=${id}`), having((fact) => fact.document === document));
      assert.deepEqual(await found(`/v1/participants?article=${id}`),
        sorted(document.participants.map((one) => (one.kind === 'group' ? publicId(document, one.id) : one.id))));
      assert.deepEqual(await found(`/v1/topics?article=${id}`), sorted(document.topics.map((topic) => topic.id)));
    }
  });

  it('articles are found by participant and topic', async () => {
    assert.deepEqual(await found('/v1/articles?participant=choi-ian'), ['haedong-2026-03-12-harbour']);
    assert.deepEqual(await found('/v1/articles?participant=garam&topic=unmanned-quays'), ['coastal-herald-20411', 'haedong-2026-03-12-harbour']);
    assert.deepEqual(await found('/v1/articles?participant=garam&participant=choi-ian'), ['haedong-2026-03-12-harbour']);
  });

  for (const [member, id] of [['part_of', 'quay-memorandum'], ['at', 'talks'], ['according_to', 'ministry-account']])
    it(`${member} finds what refers to a fact`, async () => {
      const expected = having((fact) => fact.document === korean && fact[member] === id);
      assert.ok(expected.length > 0);
      assert.deepEqual(await found(`/v1/facts?${member}=haedong-2026-03-12-harbour.${id}`), expected);
    });

  it('filters of several members are all meant', async () => {
    assert.deepEqual(await found('/v1/facts?kind=figure&unit=percent&comparator=gt'),
      having(({ unit, comparator }) => unit === 'percent' && comparator === 'gt'));
  });

  it('a filter given twice with two values finds nothing', async () => {
    assert.deepEqual(await found('/v1/figures?unit=ship&unit=krw'), []);
  });

  it('type finds agreements and events alike in all facts', async () => {
    assert.deepEqual(await found('/v1/facts?type=other'), having(({ type }) => type === 'other'));
    assert.deepEqual(await found('/v1/facts?type=mou'), having(({ type }) => type === 'mou'));
    assert.deepEqual(await found('/v1/facts?type=meeting'), having(({ type }) => type === 'meeting'));
  });

  it('numbers are compared as numbers', async () => {
    for (const spelling of ['2.5', '2.50', '25e-1'])
      assert.deepEqual(await found(`/v1/figures?value=${spelling}`), having(({ value }) => value === 2.5), spelling);
    assert.deepEqual(await found('/v1/figures?lower=14'), having(({ comparator, value }) => comparator === 'gte' && value === 14));
  });

  it('a month stands for its days, and a year for its months', async () => {
    const from = (start) => having(({ date }) => date && !date.startsWith('..') && date.startsWith(start));
    assert.deepEqual(await found('/v1/facts?date_from=2026-03'), from('2026-03'));
    assert.deepEqual(await found('/v1/facts?date_from=2026'), from('2026'));
    assert.deepEqual(await found('/v1/facts?date_from=2026-03-12'), from('2026-03-12'));
    assert.deepEqual(await found('/v1/facts?date_to=2026-06-30'), ['haedong-2026-03-12-harbour.first-zone']);
    assert.deepEqual(await found('/v1/facts?date_to=2030'), having(({ date }) => date === '../2030'));
  });

  it('dates are taken apart into their first and last day', async () => {
    const span = async (id) => {
      const { data } = (await get(`/v1/facts/haedong-2026-03-12-harbour.${id}`)).json;
      return [data.date_from, data.date_to];
    };
    assert.deepEqual(await span('talks'), ['2026-03-12', '2026-03-12']);
    assert.deepEqual(await span('first-zone'), ['2026-06-01', '2026-06-30']);
    assert.deepEqual(await span('trials'), ['2025-01-01', '2025-12-31']);
    assert.deepEqual(await span('operation'), ['2026-07-01', null]);
    assert.deepEqual(await span('quays'), [null, '2030-12-31']);
    assert.deepEqual(await span('open-days'), ['2026-03-20', '2026-03-22']);
  });

  it('times are compared as instants', async () => {
    for (const spelling of ['2026-03-12T18:20:00%2B09:00', '2026-03-12T09:20:00Z', '2026-03-12T05:20:00.000-04:00'])
      assert.deepEqual(await found(`/v1/articles?published_at=${spelling}`), ['haedong-2026-03-12-harbour'], spelling);
    assert.deepEqual(await found('/v1/articles?published_at=2026-03-12T18:20:00Z'), []);
  });

  it('a member of a language map is a filter', async () => {
    assert.deepEqual(await found(`/v1/participants?name.ko=${encodeURIComponent('가람그룹')}`), ['garam-group']);
    assert.deepEqual(await found('/v1/facts?name.en=Open+days'), having(({ name }) => name.en === 'Open days'));
    assert.deepEqual(await found('/v1/events?place.en=Dawn%20Harbour'), having(({ place }) => place?.en === 'Dawn Harbour'));
  });

  it('since and changed are filters', async () => {
    assert.deepEqual(await found('/v1/facts?since=2'), having(({ document }) => document === english));
    assert.deepEqual(await found('/v1/facts?changed=3'), []);
  });

  it('evidence is found by fact, participant, article and what it is for', async () => {
    const rows = async (filter) => (await get(`/v1/evidence?limit=200&${filter}`)).json.data;
    const own = stated.find((fact) => fact.public === 'haedong-2026-03-12-harbour.quay-memorandum');
    assert.deepEqual((await rows(`fact=${own.public}`)).map(({ quote }) => quote), own.evidence.map(({ quote }) => quote));
    const garam = await rows('participant=garam');
    assert.deepEqual(garam.map((row) => [row.article, row.quote, row.fact]).sort(),
      [['coastal-herald-20411', 'Garam will deliver', null], ['haedong-2026-03-12-harbour', '가람은 자율운항 예인선', null]]);
    assert.equal((await rows('article=coastal-herald-20411')).length,
      [...english.facts, ...english.participants].flatMap(({ evidence }) => evidence).length);
    assert.equal((await rows('for=status')).length, stated.flatMap(({ evidence }) => evidence).filter((quote) => quote.for === 'status').length);
    assert.equal((await rows('verified=false')).length, 0);
  });

  it('a fact has the evidence that /v1/evidence has of it', async () => {
    const { json } = await get('/v1/facts?kind=event&limit=200');
    for (const { id, evidence, article: from } of json.data) {
      const list = await get(`/v1/evidence?fact=${id}&limit=200`);
      assert.deepEqual(list.json.data, evidence.map((quote) => ({ article: from, fact: id, participant: null, ...quote })));
    }
  });

  it('names sort by their member', async () => {
    const { json } = await get('/v1/participants?sort=-name.en&limit=200');
    const names = json.data.map(({ name }) => name.en);
    const given = names.filter((name) => name !== null);
    assert.deepEqual(given, sorted(given).reverse());
    assert.ok(names.slice(given.length).every((name) => name === null) && given.length < names.length);
  });

  it('an id that was never there is 404 and says so as a problem', async () => {
    for (const target of ['/v1/facts/nobody.nothing', '/v1/participants/nobody', '/v1/topics/x', '/v1/articles/x', '/v1/figures/x', '/v1/nothing', '/x']) {
      const { status, headers, json } = await get(target);
      assert.equal(status, 404, target);
      assert.equal(headers.get('content-type'), 'application/problem+json', target);
      assert.equal(json.instance, target);
    }
  });
});

describe('articles of one moment', () => {
  const shared = scope();
  let server;
  before(async () => {
    const home = folder(shared);
    const at = (id, published_at) => article({ id, published_at, facts: [figure('a', 1)] });
    server = await serve(shared, database(shared, ...write(home,
      at('noon', '2026-01-02T12:00:00+09:00'), at('early', '2026-01-02T02:59:59Z'), at('late', '2026-01-01T21:30:00.5-05:30'),
      at('same', '2026-01-02T03:00:00Z'))));
  });

  it('sort by when they appeared, whatever offset is written', async () => {
    assert.deepEqual(ids(await server.get('/v1/articles?sort=published_at')), ['early', 'noon', 'same', 'late']);
    assert.deepEqual(ids(await server.get('/v1/articles?sort=-published_at')), ['late', 'same', 'noon', 'early']);
  });
});

describe('a database without articles', () => {
  const shared = scope();
  let server;
  before(async () => { server = await serve(shared, database(shared)); });

  it('answers every collection with an empty list', async () => {
    const { json } = await server.get('/v1');
    assert.equal(json.data.collections.length, 10);
    for (const { href, count } of json.data.collections) {
      assert.equal(count, 0);
      assert.deepEqual((await server.get(href)).json, { data: [], next: null, meta: { revision: 0, count: 0 } });
    }
  });
});

describe('a fact that a new version of its document drops', () => {
  const shared = scope();
  let server;
  before(async () => {
    const home = folder(shared);
    const path = database(shared, ...write(home, article({ id: 'news', facts: [figure('kept', 1), figure('altered', 2), figure('dropped', 3)] })));
    const [again] = write(home, article({ id: 'news', facts: [figure('altered', 4), figure('kept', 1), figure('added', 5)] }));
    assert.equal(run(['load', '--database', path, again]).status, 0);
    server = await serve(shared, path);
  });

  it('is 410', async () => {
    assert.equal((await server.get('/v1/facts/news.dropped')).status, 410);
    assert.equal((await server.get('/v1/figures/news.dropped')).status, 410);
  });

  it('leaves the others with the revisions that they came and changed in', async () => {
    const { json } = await server.get('/v1/facts');
    const revisions = Object.fromEntries(json.data.map(({ id, since, changed }) => [id, [since, changed]]));
    assert.deepEqual(revisions['news.added'], [2, 2]);
    assert.deepEqual(revisions['news.altered'], [1, 2]);
  });
});
