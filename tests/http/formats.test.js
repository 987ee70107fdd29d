// SPDX-License-Identifier: MIT
// The same rows as CSV and as lines of JSON.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { database, fixture, folder, run, serve } from '../lib/factd.js';
import { cells, parse } from './csv.js';
import { seed, walk } from './expect.js';
import { anyArticle, article, figure, random, write } from './generate.js';
import { scope } from './scope.js';

const collections = JSON.parse(run(['describe']).stdout).collections;
const lines = (text) => text.split('\n').slice(0, -1).map((line) => JSON.parse(line));

describe('rows in other formats', () => {
  const shared = scope();
  const whole = {};
  let server;
  before(async () => {
    const chance = random(seed);
    const awkward = ['=1+1', '+82', '-5', '@home', 'a,b', 'say "so"', 'semi;colon:s', "'quoted'"].map((name, i) => figure(`n${i}`, i + 2, { name: { en: name, ko: `${name} 한국` } }));
    server = await serve(shared, database(shared, ...write(folder(shared), anyArticle('one', 150, chance), anyArticle('two', 70, chance, { publisher: 'weekly' }),
      article({ id: 'awkward', facts: awkward }))), '--access-log', 'off');
    for (const { name, path } of collections) whole[name] = await walk(server, `${path}?limit=200`);
  });

  // Follows the Link header, since CSV has no other place for the next page.
  async function pages(target, type) {
    const texts = [];
    for (let next = target; next;) {
      const { status, headers, text } = await server.get(next);
      assert.equal(status, 200, text);
      assert.match(headers.get('content-type'), type);
      texts.push(text);
      next = /<([^>]*)>; *rel="?next"?/.exec(headers.get('link') ?? '')?.[1];
    }
    return texts;
  }

  // The columns that a list has, from the tables: objects by their members, kinds that share a name once.
  const columnsOf = ({ fields, arrays }) => [...new Set([...fields.filter(({ member }) => member).map(({ name }) => name), ...arrays.map(({ name }) => name)])];

  for (const collection of collections) {
    it(`${collection.name} as CSV say what JSON says`, async () => {
      for (const limit of [200, 37]) {
        const texts = await pages(`${collection.path}?format=csv&limit=${limit}`, /^text\/csv; charset=utf-8; header=present$/);
        const read = texts.map(parse);
        for (const [header] of read) assert.deepEqual(header, columnsOf(collection));
        const rows = read.flatMap(([, ...rest]) => rest);
        assert.deepEqual(rows, whole[collection.name].map((row) => cells(row, columnsOf(collection))), `SEED=${seed}`);
      }
    });

    it(`${collection.name} as lines of JSON say what JSON says`, async () => {
      const texts = await pages(`${collection.path}?format=ndjson&limit=83`, /^application\/x-ndjson$/);
      assert.deepEqual(texts.flatMap(lines), whole[collection.name]);
    });

    for (const format of ['csv', 'ndjson'])
      it(`all ${collection.name} at once as ${format} are the pages one after the other`, async () => {
        const { status, text, headers } = await server.get(`${collection.path}?format=${format}&limit=all`);
        assert.equal(status, 200);
        const paged = await pages(`${collection.path}?format=${format}&limit=200`, /./);
        const bare = format === 'csv' ? paged.map((one, i) => (i ? one.slice(one.indexOf('\r\n') + 2) : one)) : paged;
        assert.equal(text, bare.join(''));
        assert.equal(headers.get('link'), null);
        assert.equal(headers.get('content-length'), null);
      });
  }

  it('there are more facts and evidence than a page holds', () => {
    assert.ok(whole.facts.length > 220 && whole.evidence.length > 220);
  });

  it('a header chooses the format, and a parameter wins over it', async () => {
    const typeOf = async (target, accept) => (await server.get(target, { headers: { Accept: accept } })).headers.get('content-type').split(';')[0];
    assert.equal(await typeOf('/v1/topics', 'text/csv'), 'text/csv');
    assert.equal(await typeOf('/v1/topics?format=json', 'text/csv'), 'application/json');
    assert.equal(await typeOf('/v1/topics?format=ndjson', 'text/html'), 'application/x-ndjson');
  });

  it('a page that a header chose stays so by its header alone, and one that a parameter chose by its address', async () => {
    const next = async (target, accept) => /<([^>]*)>/.exec((await server.get(target, { headers: { Accept: accept } })).headers.get('link'))[1];
    assert.doesNotMatch(await next('/v1/facts?limit=5', 'text/csv'), /format/);
    assert.match(await next('/v1/facts?limit=5&format=csv', '*/*'), /format=csv/);
  });

  it('formats of one list have tags of their own', async () => {
    const tags = await Promise.all(['json', 'csv', 'ndjson'].map(async (format) => (await server.get(`/v1/facts?format=${format}`)).headers.get('etag')));
    assert.equal(new Set(tags).size, 3);
    assert.equal((await server.get('/v1/facts?format=csv', { headers: { 'If-None-Match': tags[1] } })).status, 304);
    assert.equal((await server.get('/v1/facts?format=csv', { headers: { 'If-None-Match': tags[0] } })).status, 200);
  });

  it('filters, sorts, fields and languages shape the other formats alike', async () => {
    const query = 'unit=crate&sort=-value&fields=id,name,value,participants,topics,evidence&lang=en';
    const rows = await walk(server, `/v1/figures?${query}&limit=200`);
    assert.deepEqual(lines((await server.get(`/v1/figures?${query}&format=ndjson&limit=all`)).text), rows);
    const { text, headers } = await server.get(`/v1/figures?${query}&format=csv&limit=all`);
    const [header, ...read] = parse(text);
    assert.deepEqual(header, ['id', 'name', 'value', 'participants', 'topics', 'evidence']);
    assert.deepEqual(read, rows.map((row) => cells(row, header)));
    assert.equal(headers.get('content-language'), 'en');
  });

  it('an empty list is a header line, or nothing', async () => {
    for (const limit of ['all', '5']) {
      assert.equal((await server.get(`/v1/topics?id=nothing&format=csv&limit=${limit}`)).text, `${columnsOf(collections.find(({ name }) => name === 'topics'))}\r\n`);
      assert.equal((await server.get(`/v1/topics?id=nothing&format=ndjson&limit=${limit}`)).text, '');
    }
  });

  it('one thing can be had in them too', async () => {
    const { path } = collections.find(({ name }) => name === 'facts'), [row] = whole.facts;
    assert.deepEqual(lines((await server.get(`${path}/${row.id}?format=ndjson`)).text), [row]);
    const [header, ...rest] = parse((await server.get(`${path}/${row.id}?format=csv`)).text);
    assert.deepEqual(rest, [cells(row, header)]);
  });

  it('lines of JSON include whole objects', async () => {
    const rows = await walk(server, '/v1/facts?include=article,participants&limit=150');
    assert.deepEqual(lines((await server.get('/v1/facts?include=article,participants&format=ndjson&limit=all')).text), rows);
  });

  it('what a format has no place for is refused by name', async () => {
    for (const [query, parameter] of [['format=csv&include=article', 'include'], ['format=csv&total=true', 'total'], ['format=ndjson&facet=kind', 'facet'],
      ['format=json&limit=all', 'limit'], ['limit=all', 'limit'], ['format=csv&limit=all&cursor=x', 'cursor'], ['format=xml', 'format'],
      ['format=csv&format=csv', 'format'], ['format=', 'format']]) {
      const { status, json, headers } = await server.get(`/v1/facts?${query}`);
      assert.equal(status, 400, query);
      assert.equal(headers.get('content-type'), 'application/problem+json');
      assert.deepEqual(json.errors.map((error) => error.parameter), [parameter], query);
    }
    for (const target of ['/v1?format=json', '/livez?format=json', '/openapi.json?format=json'])
      assert.equal((await server.get(target)).status, 400, target);
  });
});

describe('the fixtures in other formats', () => {
  const shared = scope();
  it('have Korean as it is', async () => {
    const server = await serve(shared, database(shared, fixture('harbour.json'), fixture('harbour-en.json')));
    for (const { path } of collections) {
      const rows = await walk(server, `${path}?limit=200`);
      const [header, ...read] = parse((await server.get(`${path}?format=csv&limit=all`)).text);
      assert.deepEqual(read, rows.map((row) => cells(row, header)));
    }
  });
});
