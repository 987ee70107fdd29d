// SPDX-License-Identifier: MIT
// Lists walked page by page: every row once, in the documented order, and no cursor that was not given for the list.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { database, folder, run, serve } from '../lib/factd.js';
import { anySort, at, ordered, page, seed, short, spelled, walk } from './expect.js';
import { anyArticle, article, figure, random, write } from './generate.js';
import { scope } from './scope.js';

const collections = JSON.parse(run(['describe']).stdout).collections;

// Three articles of all kinds of facts, with ties and nulls.
function dataset(test) {
  const chance = random(seed);
  const home = folder(test);
  return database(test, ...write(home,
    anyArticle('one', 140, chance, { published_at: '2026-01-02T12:00:00+09:00', modified_at: '2026-01-02T12:30:00+09:00', url: 'https://news.example/1' }),
    anyArticle('two', 100, chance, { published_at: '2026-01-02T02:59:59Z' }),
    anyArticle('three', 60, chance, { published_at: '2026-01-01T22:00:00-05:30', modified_at: '2026-01-02T04:00:00Z' })));
}

describe('a dataset of 300 facts', () => {
  const shared = scope();
  const whole = {};
  let server;
  before(async () => {
    server = await serve(shared, dataset(shared), '--access-log', 'off');
    for (const { name, path } of collections) whole[name] = await walk(server, `${path}?limit=200`);
  });

  for (const { name, path, single } of collections) {
    it(`${name} walked one by one gives every row once`, async () => {
      const rows = name === 'evidence' ? await walk(server, `${path}?limit=1&participant=crew`) : await walk(server, `${path}?limit=1`);
      assert.deepEqual(rows, name === 'evidence' ? whole.evidence.filter(({ participant }) => participant === 'crew') : whole[name]);
      if (single) assert.equal(new Set(short(rows)).size, rows.length);
    });

    it(`${name} are as many as the index says`, async () => {
      const { data } = await page(server, '/v1');
      assert.equal(whole[name].length, data.collections.find((one) => one.name === name).count);
    });

    it(`${name} come by id where no sort is asked for`, async () => {
      if (single) assert.deepEqual(short(whole[name]), short(ordered(whole[name], [])));
    });
  }

  for (const { name, path, fields } of collections)
    for (const { name: field, type } of fields.filter(({ sort }, i) => sort && fields.findIndex((one) => one.name === fields[i].name) === i))
      for (const descending of [false, true])
        it(`${name} sorted by ${descending ? '-' : ''}${field} have nulls last and ids in the same direction`, async () => {
          const keys = [{ name: field, type, descending }];
          const rows = await walk(server, `${path}?sort=${spelled(keys)}&limit=47`);
          assert.deepEqual(short(rows), short(ordered(whole[name], keys)));
        });

  // Filters that some row passes, with a function that says which.
  function anyFilter(chance, { name, fields }) {
    const { name: field, type } = chance.pick(fields.filter((one) => one.filter && one.member));
    const value = at(chance.pick(whole[name]), field);
    if (value === null) return null;
    if (type === 'instant')
      return { text: `${field}=${encodeURIComponent(value)}`, passes: (row) => Date.parse(at(row, field)) === Date.parse(value) };
    const asked = type === 'date' ? value.slice(0, chance.pick([4, 7, 10])) : value;
    return {
      text: `${field}=${encodeURIComponent(asked)}`,
      passes: (row) => (type === 'date' ? at(row, field)?.startsWith(asked) ?? false : at(row, field) === asked),
    };
  }

  it('walked by any filter, sort and limit gives what the filter passes, in the order of the sort', async () => {
    const chance = random(seed + 1);
    for (let round = 0; round < 150; round++) {
      const collection = chance.pick(collections);
      const filters = [anyFilter(chance, collection), chance.chance(0.3) ? anyFilter(chance, collection) : null].filter(Boolean);
      const keys = anySort(chance, collection);
      const limit = 1 + chance.below(chance.pick([5, 60, 200]));
      const query = [...filters.map(({ text }) => text), ...(keys.length ? [`sort=${spelled(keys)}`] : []), `limit=${limit}`];
      const target = `${collection.path}?${query.join('&')}`;
      const expected = ordered(whole[collection.name].filter((row) => filters.every(({ passes }) => passes(row))), keys);
      const rows = collection.name === 'evidence' && limit < 5 && expected.length > 100 ? expected : await walk(server, target);
      assert.deepEqual(short(rows), short(expected), `SEED=${seed}: ${target}`);
    }
  });

  it('walked by a membership gives what it passes', async () => {
    const chance = random(seed + 2);
    for (let round = 0; round < 30; round++) {
      const [participant, role, topic] = [chance.pick(['north', 'south', 'crew']), chance.pick(['party', 'host', 'holder', 'supporter']), chance.pick(['trade', 'ships'])];
      const asked = { participant, ...(chance.chance(0.5) && { role }), ...(chance.chance(0.5) && { topic }) };
      const target = `/v1/facts?${new URLSearchParams(asked)}&sort=-name.en&limit=${1 + chance.below(9)}`;
      const expected = ordered(whole.facts.filter((row) => (!asked.topic || row.topics.includes(topic)) &&
        row.participants.some((part) => part.id === participant && (!asked.role || part.role === role))),
      [{ name: 'name.en', type: 'text', descending: true }]);
      assert.deepEqual(short(await walk(server, target)), short(expected), `SEED=${seed}: ${target}`);
    }
  });

  it('says in count how many rows stand on the page, and in next whether there are more', async () => {
    const total = whole.figures.length;
    for (const limit of [1, total - 1, total].filter((one) => one <= 200)) {
      const json = await page(server, `/v1/figures?limit=${limit}`);
      assert.equal(json.meta.count, limit);
      assert.equal(json.data.length, limit);
      assert.equal(json.next !== null, limit < total, `limit=${limit}`);
    }
  });

  it('gives pages of 50 where no limit is asked for', async () => {
    assert.equal((await page(server, '/v1/facts')).data.length, 50);
  });

  it('takes up a cursor with another limit', async () => {
    const { next, data } = await page(server, '/v1/facts?sort=-date_from&limit=7');
    const rest = await walk(server, next.replace('limit=7', 'limit=33'));
    assert.deepEqual(short([...data, ...rest]), short(ordered(whole.facts, [{ name: 'date_from', type: 'date', descending: true }])));
  });

  it('takes the filters of a cursor in any order', async () => {
    const { next } = await page(server, '/v1/facts?kind=figure&article=one&limit=3');
    const [path, query] = next.split('?');
    assert.equal((await server.get(`${path}?${query.split('&').reverse().join('&')}`)).status, 200);
  });

  // ---- cursors ----

  async function refused(target) {
    const { status, json, text } = await server.get(target);
    assert.equal(status, 400, `${target}: ${text}`);
    assert.deepEqual(json.errors.map(({ parameter }) => parameter), ['cursor'], target);
  }

  const cursorOf = async (target) => new URLSearchParams((await page(server, target)).next.split('?')[1]).get('cursor');
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

  it('refuses a cursor with any byte changed', async () => {
    for (const list of ['/v1/figures?sort=-value&limit=3', '/v1/facts?sort=name.ko&limit=2']) {
      const cursor = await cursorOf(list);
      assert.match(cursor, /^[A-Za-z0-9_-]+$/);
      for (let i = 0; i < cursor.length; i++)
        for (const step of [1, 31]) {
          const other = alphabet[(alphabet.indexOf(cursor[i]) + step) % 64];
          await refused(`${list}&cursor=${cursor.slice(0, i)}${other}${cursor.slice(i + 1)}`);
        }
    }
  });

  it('refuses a cursor that was cut or has more behind it', async () => {
    const list = '/v1/figures?sort=-value&limit=3';
    const cursor = await cursorOf(list);
    for (let length = 0; length < cursor.length; length++) await refused(`${list}&cursor=${cursor.slice(0, length)}`);
    for (const more of ['A', 'AA', 'AAAA', '=', '%20', '.', '+', '/']) await refused(`${list}&cursor=${cursor}${more}`);
  });

  it('refuses a cursor of another collection, filter or sort', async () => {
    const cursor = await cursorOf('/v1/figures?unit=crate&sort=-value&limit=3');
    for (const other of ['/v1/facts?unit=crate&sort=-value', '/v1/figures?unit=box&sort=-value', '/v1/figures?sort=-value',
      '/v1/figures?unit=crate&unit=crate&sort=-value', '/v1/figures?unit=crate&comparator=eq&sort=-value', '/v1/figures?unit=crate&sort=value',
      '/v1/figures?unit=crate', '/v1/figures?unit=crate&sort=-value,date_from', '/v1/figures?unit=crate&sort=-lower'])
      await refused(`${other}&limit=3&cursor=${cursor}`);
  });

  it('refuses what never was a cursor', async () => {
    for (const nonsense of ['0', '50', 'x', '%01', '%EA%B0%80', 'A'.repeat(2000), '-', 'null'])
      await refused(`/v1/facts?cursor=${nonsense}`);
  });

  it('takes a cursor where the id is named as the last sort, since that is the same list', async () => {
    const cursor = await cursorOf('/v1/figures?sort=-value&limit=3');
    assert.equal((await server.get(`/v1/figures?sort=-value,-id&limit=3&cursor=${cursor}`)).status, 200);
  });
});

describe('a walk with loads in between', () => {
  const shared = scope();
  const chance = random(seed + 3);
  const home = folder(shared);
  const rows = Array.from({ length: 80 }, (_, i) => figure(`f${i}`, chance.below(12), chance.chance(0.3) ? { date: '2025-02' } : {}));
  let server;
  let path;
  before(async () => {
    path = database(shared, ...write(home, article({ id: 'still', facts: rows }), article({ id: 'moving', facts: rows })));
    server = await serve(shared, path, '--access-log', 'off');
  });

  // One fact in three leaves, one changes its value, one stays; new ones come.
  const altered = (turn) => rows.flatMap((row, i) => [row, { ...row, value: (row.value + 5) % 12 }, null][(i + turn) % 3] ?? [])
    .concat(Array.from({ length: 10 }, (_, i) => figure(`n${turn}x${i}`, chance.below(12))));

  for (const [turn, sort] of ['value', '-value', 'date_from', '-date_from,value', 'name.en', 'id'].entries())
    it(`by ${sort} gives every row once whose key stays`, async () => {
      const list = `/v1/figures?sort=${sort}&limit=9`;
      const first = await walk(server, `/v1/figures?sort=${sort}&limit=200`);
      const seen = [];
      let next = list;
      for (let pages = 0; next; pages++) {
        const json = await page(server, next);
        seen.push(...json.data);
        next = json.next;
        if (pages % 4 === 2) {
          const [again] = write(home, article({ id: 'moving', facts: altered(turn + pages) }));
          assert.equal(run(['load', '--database', path, again]).status, 0);
        }
      }
      const last = await walk(server, `/v1/figures?sort=${sort}&limit=200`);
      const names = sort.replaceAll('-', '').split(',');
      const key = (row) => JSON.stringify(names.map((name) => at(row, name)));
      const still = first.filter((row) => row.article === 'still' && last.some((other) => other.id === row.id && key(other) === key(row)));
      assert.equal(still.length, 80);
      for (const { id } of still) assert.equal(seen.filter((row) => row.id === id).length, 1, `SEED=${seed}: ${id} by ${sort}`);
    });

  it('goes on where its last row was removed', async () => {
    write(home, article({ id: 'moving', facts: rows }));
    assert.equal(run(['load', '--database', path, `${home}/moving.json`]).status, 0);
    const { data, next } = await page(server, '/v1/figures?article=moving&sort=value&limit=10');
    const gone = data[data.length - 1].id.split('.')[1];
    write(home, article({ id: 'moving', facts: rows.filter(({ id }) => id !== gone) }));
    assert.equal(run(['load', '--database', path, `${home}/moving.json`]).status, 0);
    const rest = await walk(server, next);
    assert.equal(new Set(short([...data, ...rest])).size, 80);
    assert.equal(data.length + rest.length, 80);
  });
});
