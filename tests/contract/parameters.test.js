// SPDX-License-Identifier: MIT
// What parameters make of real answers: language, members, whole objects, counts, operators, formats; and what is
// refused.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { database, serve, shipped } from '../lib/factd.js';
import {
  ask, collections, countable, described, filtersOf, harbour, harbourEn, harbourText, hold, includable, inQuery,
  lifetime, nameable, named, shownOf, sorted, target, withMore, withText,
} from './answers.js';
import { contract } from './contract.js';

// All rows of a list; the limit and `next` are for here.
async function everyRow(server, path) {
  const rows = [];
  for (let next = `${path}?limit=200`; next;) {
    const { json } = await server.get(next);
    rows.push(...json.data);
    next = json.next;
  }
  return rows;
}

const isMap = (value) => value !== null && typeof value === 'object' && sorted(Object.keys(value)).join() === 'en,ko';

// A row as `lang` shows it.
function localized(value, lang) {
  if (Array.isArray(value)) return value.map((one) => localized(one, lang));
  if (value === null || typeof value !== 'object') return value;
  if (isMap(value)) return value[lang] ?? value.en ?? value.ko;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, localized(member, lang)]));
}

// A row as `fields` shows it: an object whose named members are all null is null.
function cut(row, names) {
  const kept = {};
  for (const [name, value] of Object.entries(row)) {
    const parts = names.filter((one) => one.startsWith(`${name}.`)).map((one) => one.split('.')[1]);
    if (names.includes(name)) kept[name] = value;
    else if (parts.length) {
      const some = Object.fromEntries(parts.map((part) => [part, value?.[part] ?? null]));
      kept[name] = Object.values(some).every((one) => one === null) ? null : some;
    }
  }
  return kept;
}

// The cells of each line of CSV.
function cellsOf(text) {
  const lines = [[]];
  let rest = text;
  while (rest) {
    const [all, quoted, plain, end] = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(rest);
    lines.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ',') lines.push([]);
    rest = rest.slice(all.length);
  }
  return lines.slice(0, -1);
}

const guarded = (value) => typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value ?? '');

// What stands in CSV's column `name` for a row of JSON; of an array's entries the members `parts`.
const entryParts = { participants: ['id', 'role'], evidence: ['quote', 'start', 'end'] };
function cellOf(row, name) {
  const [object, member] = name.split('.');
  const value = member ? row[object]?.[member] : row[object];
  if (!Array.isArray(value)) return guarded(value);
  const parts = entryParts[name];
  return guarded(value.map((entry) => parts ? parts.map((part) => entry[part]).join(':') : entry).join(';'));
}

// A value by which rows of this collection can be asked, as a filter writes it.
function sample(field, rows) {
  const [object, member] = field.name.split('.');
  const values = rows.map((row) => member ? row[object]?.[member] : row[object]);
  const found = values.find((value) => (value ?? null) !== null);
  if (field.values) return field.values[0];
  const usual = { participant: 'nvidia', topic: 'physical-ai', article: 'segye-2025-10-31-ai-capital' };
  return String(found ?? usual[field.name] ?? '2025-10');
}

describe('with parameters, a server with the shipped article and both fixtures', () => {
  const life = lifetime();
  let server;
  const rows = {};
  before(async () => {
    const path = database(life, '--text', harbourText, shipped, harbour, harbourEn);
    server = await serve(life, path, '--access-log', 'off', '--texts', 'on');
    for (const { name, path: list } of collections) rows[name] = await everyRow(server, list);
  });
  const first = (collection, more) => ask(server, collection.path, withMore(`${collection.path}?limit=200`, more), 200);
  const countOf = async ({ path }, filter) =>
    (await ask(server, path, `${path}?limit=1&total=true&${filter}`, 200)).json.meta.total;

  for (const collection of collections) {
    const { name, path, single, arrays } = collection;
    const one = `${path}/{id}`;

    test(`${path} tells every text in one language`, async () => {
      for (const lang of contract.components.schemas.Language.enum) {
        const { json, headers } = await first(collection, `lang=${lang}`);
        assert.equal(headers.get('content-language'), lang);
        assert.deepEqual(json.data, localized(rows[name].slice(0, 200), lang));
        if (!single) continue;
        const { id } = rows[name][0];
        const alone = await ask(server, one, one.replace('{id}', `${id}?lang=${lang}`), 200);
        assert.equal(alone.headers.get('content-language'), lang);
        assert.deepEqual(alone.json.data, json.data[0]);
      }
      assert.equal((await server.get(path)).headers.get('content-language'), null);
    });

    test(`${path} is cut to any member`, async () => {
      for (const member of nameable(collection)) {
        const { json } = await first(collection, `fields=${member}`);
        assert.deepEqual(json.data, rows[name].slice(0, 200).map((row) => cut(row, [member])), member);
      }
      const some = nameable(collection).filter((_, index) => index % 2);
      const { json } = await first(collection, `fields=${some}`);
      assert.deepEqual(json.data, rows[name].slice(0, 200).map((row) => cut(row, some)));
    });

    test(`${path} includes what its objects’ own paths answer`, async () => {
      const whole = (kind, id) => rows[kind].find((row) => row.id === id);
      for (const field of shownOf(collection).filter((each) => each.includes)) {
        const { json } = await first(collection, `include=${field.name}`);
        assert.deepEqual(json.data, rows[name].slice(0, 200).map((row) => row[field.name]
          ? { ...row, [field.name]: whole(field.includes, row[field.name]) } : row), field.name);
      }
      for (const array of arrays.filter((each) => each.includes)) {
        const { json } = await first(collection, `include=${array.name}`);
        const entry = (each) => array.of === 'values' ? whole(array.includes, each)
          : { ...each, ...whole(array.includes, each.id) };
        assert.deepEqual(json.data, rows[name].slice(0, 200)
          .map((row) => ({ ...row, [array.name]: row[array.name].map(entry) })), array.name);
      }
      const all = includable(collection);
      if (!all.length) return;
      await first(collection, `include=${all}&lang=ko`);
      await first(collection, `include=${all}&format=ndjson`);
      if (single) await ask(server, one, one.replace('{id}', `${rows[name][0].id}?include=${all}`), 200);
    });

    test(`${path} counts its rows, and its values as a filter by each finds them`, async () => {
      const { json: { meta } } = await first(collection, 'total=true');
      assert.equal(meta.total, rows[name].length);
      for (const field of countable(collection)) {
        const { json: { meta: { facets } } } = await first(collection, `facet=${field}`);
        const { values, other } = facets[field];
        const counts = values.map(({ count }) => count);
        assert.deepEqual(counts, [...counts].sort((a, b) => b - a), 'the most frequent first');
        if (collection.fields.some((each) => each.name === field && each.member))
          assert.equal(counts.reduce((sum, count) => sum + count, other), rows[name].length, field);
        for (const { value, count } of values.slice(0, 5)) {
          const filter = value === null ? `${field}__isnull=true` : `${field}=${value}`;
          assert.equal(await countOf(collection, filter), count, filter);
        }
      }
      const some = countable(collection).slice(0, described.most.facets);
      if (some.length) await first(collection, `facet=${some}&total=true&q=${encodeURIComponent('엔비디아')}`);
    });

    test(`${path} is asked by every field with every operator, and null is neither equal nor unequal`, async () => {
      const count = (filter) => countOf(collection, filter);
      const all = rows[name].length;
      for (const [field, [one, ...more]] of Object.entries(filtersOf(collection))) {
        const { operators, member } = one;
        const value = encodeURIComponent(sample(one, rows[name]));
        const found = {};
        for (const operator of operators)
          found[operator] = await count(`${field}__${operator}=${operator === 'isnull' ? 'true' : value}`);
        found.notnull = await count(`${field}__isnull=false`);
        assert.equal(found.eq, await count(`${field}=${value}`), field);
        if (!decodeURIComponent(value).includes(',')) assert.equal(found.eq, found.in, field);
        assert.equal(found.isnull + found.notnull, all, field);
        assert.equal(found.eq + found.ne, member ? found.notnull : all, field);
        if (member && 'gt' in found && !more.length) {
          assert.equal(found.lt + found.gte, found.notnull, field);
          assert.equal(found.lte + found.gt, found.notnull, field);
        }
        const several = encodeURIComponent(JSON.stringify([decodeURIComponent(value), decodeURIComponent(value)]));
        assert.equal(await count(`${field}__in=${several}`), found.eq, `${field} as a JSON array`);
      }
    });

    test(`${path} is the same as CSV and as NDJSON`, async () => {
      const get = async (format, more = '') => first(collection, `format=${format}${more}`);
      const page = rows[name].slice(0, 200);
      const [header, ...lines] = cellsOf((await get('csv')).text);
      const columns = [...new Set([...shownOf(collection), ...arrays].map((each) => each.name))];
      assert.deepEqual(header, columns);
      const compared = columns.filter((column) => column !== 'authors'); // of a language map in an entry CSV has one
      for (const [index, row] of page.entries())
        assert.deepEqual(compared.map((column) => lines[index][columns.indexOf(column)]),
          compared.map((column) => cellOf(row, column)), path);
      assert.equal(lines.length, page.length);
      const ndjson = await get('ndjson');
      assert.deepEqual(ndjson.text.trim().split('\n').map((line) => JSON.parse(line)), page);
      const texts = cellsOf((await get('csv', '&lang=ko')).text)[0];
      assert.deepEqual(texts, [...new Set(columns.map((column) => column.replace(/\.(ko|en)$/, '')))]);
    });

    for (const { name: format, type } of described.formats)
      test(`${path} comes as ${format} where Accept or format says so, and format wins`, async () => {
        const accepting = (media) => ({ headers: { Accept: `${media.split(';')[0]}, */*;q=0.1` } });
        const accepted = await ask(server, path, path, 200, accepting(type));
        assert.equal(accepted.headers.get('content-type'), type);
        for (const other of described.formats) {
          const forced = await ask(server, path, `${path}?limit=1&format=${format}`, 200, accepting(other.type));
          assert.equal(forced.headers.get('content-type'), type);
          assert.match(forced.headers.get('link') ?? '', /^<.*[?&]format=\w+&.*>; rel="next"$/);
        }
        if (!single) return;
        const alone = await ask(server, one, one.replace('{id}', `${rows[name][0].id}?format=${format}`), 200);
        assert.equal(alone.headers.get('content-type'), type);
      });

    test(`${path} is given whole, in chunks, without a next page`, async () => {
      for (const format of ['csv', 'ndjson']) {
        const { text, headers } = await ask(server, path, `${path}?limit=all&format=${format}`, 200);
        assert.equal(headers.get('transfer-encoding'), 'chunked');
        assert.deepEqual([headers.get('content-length'), headers.get('link')], [null, null]);
        if (format === 'csv') assert.equal(cellsOf(text).length, rows[name].length + 1);
        else assert.deepEqual(text.trim().split('\n').map((line) => JSON.parse(line)), rows[name]);
      }
    });
  }

  test('a quote stands at both of its places in the text, where that was at hand', async () => {
    const text = readFileSync(harbourText, 'utf8');
    const here = rows.evidence.filter((row) => row.article === withText);
    assert.ok(here.length > 0);
    for (const { quote, start, end, start_utf16, end_utf16 } of here) {
      assert.equal(Array.from(text).slice(start, end).join(''), quote);
      assert.equal(text.slice(start_utf16, end_utf16), quote);
    }
    const others = rows.evidence.filter((row) => row.article !== withText);
    assert.ok(others.every((row) => row.start_utf16 === null && row.end_utf16 === null));
  });

  test('dates in filters are intervals', async () => {
    const count = (filter) => countOf(named('events'), filter);
    const days = rows.events.map((row) => row.date_from).filter(Boolean);
    const expected = { '': (day) => day.startsWith('2025-10'), __ne: (day) => !day.startsWith('2025-10'),
      __gt: (day) => day > '2025-10-31', __gte: (day) => day >= '2025-10-01', __lt: (day) => day < '2025-10-01',
      __lte: (day) => day <= '2025-10-31', __in: (day) => day.startsWith('2025-10') };
    for (const [operator, passes] of Object.entries(expected))
      assert.equal(await count(`date_from${operator}=2025-10`), days.filter(passes).length, operator);
  });

  test('participant and role mean one entry, several participants all of them, and ne that none is', async () => {
    const ids = async (filter) =>
      sorted((await ask(server, '/v1/facts', `/v1/facts?limit=200&${filter}`, 200)).json.data.map((row) => row.id));
    const expected = (passes) => sorted(rows.facts.filter((row) => passes(row.participants)).map((row) => row.id));
    const is = (id, role) => (entries) => entries.some((entry) => entry.id === id && (!role || entry.role === role));
    assert.deepEqual(await ids('participant=nvidia&role=party'), expected(is('nvidia', 'party')));
    assert.deepEqual(await ids('participant=nvidia&participant=msit'),
      expected((entries) => is('nvidia')(entries) && is('msit')(entries)));
    assert.deepEqual(await ids('participant__ne=nvidia'), expected((entries) => !is('nvidia')(entries)));
    assert.deepEqual(await ids('participant__isnull=true'), expected((entries) => entries.length === 0));
  });

  test('a facet of participant or role counts the entries that pass the filters on the other', async () => {
    const facts = rows.facts.map((row) => row.participants);
    for (const [query, facet, member, counted] of [
      ['role=speaker', 'participant', 'id', ({ role }) => role === 'speaker'],
      ['participant=nvidia', 'role', 'role', ({ id }) => id === 'nvidia'],
      ['participant=nvidia', 'participant', 'id', () => true],
      ['role=party', 'role', 'role', () => true],
      ['', 'participant', 'id', () => true],
    ]) {
      const [name, value] = query.split('=');
      const passing = facts.filter((entries) => !name ||
        entries.some((entry) => entry[name === 'role' ? 'role' : 'id'] === value));
      const expected = {};
      for (const entries of passing)
        for (const each of new Set(entries.filter(counted).map((entry) => entry[member])))
          expected[each] = (expected[each] ?? 0) + 1;
      const { json } = await ask(server, '/v1/facts', `/v1/facts?${query}&facet=${facet}&limit=1`, 200);
      const { values, other } = json.meta.facets[facet];
      assert.equal(other, 0);
      assert.deepEqual(Object.fromEntries(values.map((one) => [one.value, one.count])), expected, query);
    }
  });

  test('a search without a letter or a digit finds nothing, and says so', async () => {
    const { json } = await ask(server, '/v1/search', '/v1/search?q=*%22-', 200);
    assert.deepEqual([json.data, json.meta.total, json.meta.complete], [[], 0, true]);
  });

  test('contains tells upper from lower case, and q does not', async () => {
    const count = async (filter) => (await ask(server, '/v1/facts', `/v1/facts?${filter}`, 200)).json.meta.count;
    assert.ok(await count('name.en__contains=NVIDIA') > 0);
    assert.equal(await count('name.en__contains=nvidia'), 0);
    assert.equal(await count('name.en__startswith=wider'), 0);
    assert.ok(await count('name.en__startswith=Wider') > 0);
    assert.equal(await count('q=NVIDIA&limit=200'), await count('q=nvidia&limit=200'));
    assert.ok(await count('q=nvidia') > 0);
  });

  test('a next page keeps filter, order and shape, and leaves the counts to the first', async () => {
    const begin =
      '/v1/facts?limit=2&kind__ne=event&sort=-changed,-id&lang=en&fields=id,name,article&include=article&format=json';
    const { json } = await ask(server, '/v1/facts', `${begin}&total=true&facet=kind`, 200);
    const next = new URL(json.next, server.url).searchParams;
    for (const [name, value] of new URL(begin, server.url).searchParams) assert.equal(next.get(name), value, name);
    assert.deepEqual([next.has('total'), next.has('facet'), next.has('cursor')], [false, false, true]);
    await ask(server, '/v1/facts', json.next, 200);
  });

  const long = (count) => Array.from({ length: count }, () => 'a').join(',');
  // What is wrong with /v1/figures?…: the parameter that is named, and what is suggested.
  const wrong = [
    ['unti=gpu', 'unti', 'unit'],
    ['unti__gte=gpu', 'unti__gte', 'unit__gte'],
    ['value__gtee=1', 'value__gtee', 'value__gte'],
    ['value__contains=1', 'value__contains', null],
    ['value__gte=many', 'value__gte', null],
    ['comparator__ne=gtee', 'comparator__ne', 'gte'],
    ['unit__isnull=maybe', 'unit__isnull', null],
    ['unit__in=', 'unit__in', null],
    [`unit__in=${long(201)}`, 'unit__in', null],
    ['unit__in=["gpu"', 'unit__in', null],
    ['unit__in=[["gpu"]]', 'unit__in', null],
    ['date_from__gte=2025-13', 'date_from__gte', null],
    ['q=', 'q', null],
    [`q=${'a'.repeat(201)}`, 'q', null],
    ['sort=valeu', 'sort', 'value'],
    ['limit=201', 'limit', null],
    ['limit=all', 'limit', null],
    ['limit=all&format=jsonld', 'limit', null],
    ['cursor=abc', 'cursor', null],
    ['limit=all&format=csv&cursor=abc', 'cursor', null],
    ['fields=valu', 'fields', 'value'],
    ['fields=id,id', 'fields', null],
    ['include=articel', 'include', 'article'],
    ['include=unit', 'include', undefined],
    ['include=article&format=csv', 'include', null],
    ['include=participants&fields=id', 'include', null],
    ['include=article&fields=id', 'include', null],
    ['include=article&fields=value&format=ndjson', 'include', null],
    ['facet=unti', 'facet', 'unit'],
    ['facet=value', 'facet', undefined],
    [`facet=${long(9)}`, 'facet', null],
    ['facet=unit&format=ndjson', 'facet', null],
    ['total=yes', 'total', null],
    ['total=true&format=csv', 'total', null],
    ['total=true&total=true', 'total', null],
    ['lang=fr', 'lang', null],
    ['format=cvs', 'format', 'csv'],
    ['format=csv&format=csv', 'format', null],
  ];
  for (const [query, parameter, suggestion] of wrong)
    test(`?${query.slice(0, 60)} is refused, and ${parameter} is named`, async () => {
      const { json } = await ask(server, '/v1/figures', `/v1/figures?${query}`, 400);
      assert.equal(json.type, '/problems/invalid-parameter');
      assert.deepEqual([...new Set(json.errors.map((error) => error.parameter))], [parameter]);
      if (suggestion !== undefined) assert.equal(json.errors[0].suggestion, suggestion);
      assert.ok(json.detail.includes(json.errors[0].detail));
    });

  test('an operator that only a flag does not take is refused', async () => {
    const { json } = await ask(server, '/v1/evidence', '/v1/evidence?verified__gt=true', 400);
    assert.deepEqual(json.errors.map((error) => error.parameter), ['verified__gt']);
  });

  test('all that is wrong is told at once', async () => {
    const query = 'unti=gpu&value__gte=x&lang=fr&facet=x&total=1';
    const { json } = await ask(server, '/v1/figures', `/v1/figures?${query}`, 400);
    const named = sorted(json.errors.map((error) => error.parameter));
    assert.deepEqual(named, ['facet', 'lang', 'total', 'unti', 'value__gte']);
  });

  test('more than 64 parameters are a malformed request', async () => {
    const { json } = await ask(server, '/v1/facts', `/v1/facts?${'kind=event&'.repeat(64)}kind=event`, 400);
    assert.equal(json.type, '/problems/malformed-request');
    await ask(server, '/v1/facts', `/v1/facts?${'kind=event&'.repeat(63)}kind=event`, 200);
  });

  const ofLists = [...described.parameters, 'id'].filter((each) => !['fields', 'include', 'lang'].includes(each));
  for (const { path, name } of collections.filter((each) => each.single))
    test(`${path}/{id} takes nothing that is for lists`, async () => {
      for (const parameter of ofLists) {
        const asked = `${path}/${rows[name][0].id}?${parameter}=1`;
        const { json } = await ask(server, `${path}/{id}`, asked, 400);
        assert.deepEqual(json.errors.map((error) => error.parameter), [parameter]);
      }
    });

  test('only what no list has is 404, and an empty list is none of it', async () => {
    const { json } = await ask(server, '/v1/facts', '/v1/facts?id=no-such', 200);
    assert.deepEqual([json.data, json.next, json.meta.count], [[], null, 0]);
    await ask(server, '/v1/facts/{id}', '/v1/facts/no-such', 404);
  });

  test('a text is the one whose digest its article gives', async () => {
    const path = '/v1/articles/{id}/text';
    const { text, headers } = await ask(server, path, target(path), 200);
    const article = rows.articles.find((row) => row.id === withText);
    assert.equal(createHash('sha256').update(text).digest('hex'), article.text.sha256);
    assert.equal(headers.get('content-language'), article.language);
    const without = rows.articles.find((row) => row.id !== withText);
    await ask(server, path, path.replace('{id}', without.id), 404);
  });

  test('a search finds what has all words, and marks where', async () => {
    const { json } = await ask(server, '/v1/search', target('/v1/search'), 200);
    assert.ok(json.data.length > 0);
    assert.equal(json.meta.count, json.data.length);
    assert.equal(json.meta.complete, true);
    for (const { type, id, href, snippet } of json.data) {
      assert.equal(href, `/v1/${type}s/${id}`);
      assert.equal((await server.get(href)).status, 200, href);
      const points = Array.from(snippet.text).length;
      for (const { start, end } of snippet.marks) assert.ok(start < end && end <= points, snippet.text);
    }
    for (const type of contract.components.schemas.SearchType.enum) {
      const some = await ask(server, '/v1/search', `${target('/v1/search')}&type=${type}&lang=en`, 200);
      assert.ok(some.json.data.every((hit) => hit.type === type), type);
    }
  });

  test('pages of a search give every hit once', async () => {
    const { json: { data, meta } } = await ask(server, '/v1/search', `${target('/v1/search')}&limit=200`, 200);
    const found = [];
    for (let next = `${target('/v1/search')}&limit=7`; next;) {
      const page = await ask(server, '/v1/search', next, 200);
      found.push(...page.json.data);
      next = page.json.next;
    }
    assert.deepEqual(found, data);
    assert.equal(found.length, meta.total);
  });

  test('a search refuses what it does not know, and a search for nothing', async () => {
    for (const [query, parameter] of [['', 'q'], ['q=', 'q'], ['q=a&type=topic', 'type'], ['q=a&limit=0', 'limit'],
      ['q=a&lang=fr', 'lang'], ['q=a&cursor=abc', 'cursor'], [`q=${'a'.repeat(201)}`, 'q'], ['q=a&sort=id', 'sort']]) {
      const { json } = await ask(server, '/v1/search', `/v1/search?${query}`, 400);
      assert.deepEqual(json.errors.map((error) => error.parameter), [parameter], query);
    }
  });

  test('the catalog leads to the contract, and JSON-LD to its context', async () => {
    const { json } = await ask(server, '/.well-known/api-catalog', '/.well-known/api-catalog', 200);
    const links = json.linkset.flatMap(({ anchor, ...relations }) => Object.values(relations).flat());
    assert.ok(links.some(({ href }) => href.endsWith('/openapi.yaml') || href.endsWith('/openapi.json')));
    const page = await ask(server, '/v1/facts', '/v1/facts?format=jsonld', 200);
    assert.ok(JSON.stringify(page.json['@context']).includes('/v1/context.jsonld'));
    const context = await ask(server, '/v1/context.jsonld', '/v1/context.jsonld', 200);
    const [own] = context.json['@context'];
    for (const { '@id': id } of context.json['@graph']) assert.ok(own[id.slice(1)], `${id} is a term`);
  });
});

describe('a server that gives queries next to no time', () => {
  const life = lifetime();
  let server;
  before(async () => {
    const path = database(life, shipped, harbour, harbourEn);
    server = await serve(life, path, '--access-log', 'off', '--query-milliseconds', '1');
  });

  test('says that it took too long', { timeout: 60_000 }, async () => {
    const { schema } = inQuery('/v1/facts', 'facet');
    const facets = schema.items.enum.slice(0, schema.maxItems);
    // What is answered once is kept, so each is another query.
    const slow = (i) => `/v1/facts?limit=200&total=true&facet=${facets}&name.en__contains=a&name.en__ne=${i}&q=a`;
    let answer, i = 0;
    do answer = await server.get(slow(++i)); while (answer.status === 200);
    hold('/v1/facts', answer, slow(i));
    assert.equal(answer.status, 503);
    assert.equal(answer.json.type, '/problems/deadline');
  });
});
