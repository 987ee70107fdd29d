// SPDX-License-Identifier: MIT
// The query language against what JavaScript picks out of whole lists: every operator on every field, memberships,
// searches, sorts; and what fields, include, lang, facet and total make of a list.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { database, folder, run, serve } from '../lib/factd.js';
import { anySort, at, compare, ordered, page, seed, short, spelled, walk } from './expect.js';
import { anyArticle, article, figure, random, write } from './generate.js';
import { scope } from './scope.js';

const collections = JSON.parse(run(['describe']).stdout).collections;
const distinct = (fields) => [...new Map(fields.map((field) => [field.name, field])).values()];

const articles = () => {
  const chance = random(seed);
  return [
    anyArticle('one', 120, chance, { published_at: '2026-01-02T12:00:00+09:00', modified_at: '2026-01-02T12:30:00+09:00', url: 'https://news.example/1' }),
    anyArticle('two', 90, chance, { published_at: '2026-01-02T02:59:59Z', publisher: 'weekly' }),
    anyArticle('three', 60, chance, { published_at: '2026-01-01T22:00:00-05:30', modified_at: '2026-01-02T04:00:00Z', language: 'ko' }),
  ];
};

// ---- one filter: its text, and which rows pass ----

const points = (text) => [...text];
const instants = (text) => {
  if (/T/.test(text)) return [Date.parse(text), Date.parse(text)];
  const [year, month, day] = text.split('-').map(Number);
  const next = day ? Date.UTC(year, month - 1, day + 1) : month ? Date.UTC(year, month, 1) : Date.UTC(year + 1, 0, 1);
  return [Date.UTC(year, (month ?? 1) - 1, day ?? 1), next - 1];
};
const days = (text) => {
  const [from, to] = instants(text).map((time) => new Date(time).toISOString().slice(0, 10));
  return [from, to];
};

// A value as it may be asked for, near one that a row has.
function operand(chance, field, some, op) {
  const text = `${some ?? ''}`;
  switch (field.type) {
    case 'word': if (op !== 'contains' && op !== 'startswith') return chance.pick(field.values); break;
    case 'flag': return chance.pick([true, false]);
    case 'integer': return chance.chance(0.6) && some !== null ? some : chance.below(900);
    case 'number': return chance.chance(0.6) && some !== null ? some : chance.pick([0, 1, 2.5, 0.3, 1000, -1, 5]);
    case 'date': return (some ?? '2025-03-01').slice(0, chance.pick([4, 7, 10]));
    case 'instant': {
      const given = some ?? '2026-01-02T12:00:00+09:00';
      return chance.chance(0.5) ? given : new Date(given).toISOString().slice(0, chance.pick([4, 7, 10]));
    }
    case 'id': if (op !== 'contains' && op !== 'startswith') return some ?? 'nothing'; break;
    default: if (op !== 'contains' && op !== 'startswith') return some ?? chance.pick(['', '가', 'm']);
  }
  const letters = points(text);
  const from = op === 'startswith' ? 0 : chance.below(letters.length + 1);
  return chance.chance(0.1) ? chance.pick(['%', '_', '', '\u{d7ff}', '\u{10ffff}']) : letters.slice(from, from + chance.below(4)).join('');
}

// [from, to] that a value stands for, as compare takes it, or a point twice.
function bounds(field, value) {
  if (field.type === 'date') return days(value);
  if (field.type === 'instant') return instants(value);
  return [value, value];
}

const order = (field, a, b) => (field.type === 'instant' ? Date.parse(a) - b : typeof a === 'boolean' ? a - b : compare(a, b, field.type));

function passes(field, op, value, given) {
  if (op === 'isnull') return (given === null) === value;
  if (given === null) return false;
  if (op === 'in') return value.some((one) => passes(field, 'eq', one, given));
  if (op === 'contains') return given.includes(value);
  if (op === 'startswith') return given.startsWith(value);
  const [from, to] = bounds(field, value);
  switch (op) {
    case 'eq': return order(field, given, from) >= 0 && order(field, given, to) <= 0;
    case 'ne': return order(field, given, from) < 0 || order(field, given, to) > 0;
    case 'gt': return order(field, given, to) > 0;
    case 'gte': return order(field, given, from) >= 0;
    case 'lt': return order(field, given, from) < 0;
    default: return order(field, given, to) <= 0;
  }
}

function operators(type) {
  const all = ['eq', 'ne', 'in', 'isnull'];
  if (type === 'flag') return all;
  all.push('gt', 'gte', 'lt', 'lte');
  return ['text', 'id', 'word'].includes(type) ? [...all, 'contains', 'startswith'] : all;
}

// As a target spells it: `eq` with its name or without, lists with commas or as JSON.
function written(chance, name, op, value) {
  const put = (key, text) => `${encodeURIComponent(key)}=${encodeURIComponent(text)}`;
  if (op !== 'in') return put(op === 'eq' && chance.chance(0.7) ? name : `${name}__${op}`, `${value}`);
  const plain = value.every((one) => !`${one}`.includes(',')) && !`${value[0]}`.trimStart().startsWith('[');
  return put(`${name}__in`, plain && chance.chance(0.5) ? value.join(',') : JSON.stringify(value));
}

// `pick` gives what some row has in the field.
function anyFilter(chance, field, pick, op = chance.pick(operators(field.type))) {
  const value = op === 'isnull' ? chance.chance(0.5)
    : op === 'in' ? Array.from({ length: 1 + chance.below(chance.pick([3, 30])) }, () => operand(chance, field, pick(), 'eq'))
      : operand(chance, field, pick(), op);
  return { name: field.name, op, value, text: written(chance, field.name, op, value), passes: (given) => passes(field, op, value, given) };
}

// ---- filters through memberships ----

// Rows of which each collection's filters through other tables ask: { fields, of: row → entries }.
function memberships(documents) {
  const listed = (name, id) => documents.filter(({ document }) => document[name].some((one) => one.id === id)).map(({ document }) => ({ article: document.article.id }));
  const within = (name, member, id) => documents.find(({ document }) => document.article.id === id).document[name].map((one) => ({ [member]: one.id }));
  const ofFacts = [
    { fields: ['participant', 'role'], of: (row) => row.participants.map(({ id, role }) => ({ participant: id, role })) },
    { fields: ['topic'], of: (row) => row.topics.map((topic) => ({ topic })) },
  ];
  return {
    articles: [{ fields: ['participant'], of: (row) => within('participants', 'participant', row.id) }, { fields: ['topic'], of: (row) => within('topics', 'topic', row.id) }],
    participants: [{ fields: ['article'], of: (row) => listed('participants', row.id) }],
    topics: [{ fields: ['article'], of: (row) => listed('topics', row.id) }],
    ...Object.fromEntries(['facts', 'agreements', 'figures', 'events', 'statements', 'affiliations'].map((name) => [name, ofFacts])),
  };
}

const denies = ({ op, value }) => op === 'ne' || (op === 'isnull' && value);

// Filters given together mean one entry; a field given twice, two entries; `ne`, that no entry is so.
function passesThrough(entries, filters) {
  for (const filter of filters.filter(denies))
    if (filter.op === 'ne' ? entries.some((entry) => entry[filter.name] === filter.value) : entries.length > 0) return false;
  const asked = filters.filter((one) => !denies(one));
  const choices = [...new Set(asked.map(({ name }) => name))].map((name) => asked.filter((one) => one.name === name));
  const combinations = choices.reduce((all, choice) => all.flatMap((left) => choice.map((one) => [...left, one])), [[]]);
  return asked.length === 0 || combinations.every((all) => entries.some((entry) => all.every((filter) => filter.passes(entry[filter.name]))));
}

describe('a dataset of 270 facts', () => {
  const shared = scope();
  const whole = {};
  const documents = articles();
  const through = memberships(documents);
  let server;
  before(async () => {
    server = await serve(shared, database(shared, ...write(folder(shared), ...documents)), '--access-log', 'off');
    for (const { name, path } of collections) whole[name] = await walk(server, `${path}?limit=200`);
  });

  const own = ({ fields }) => distinct(fields.filter((one) => one.filter && one.member));
  const words = ({ fields }, name) => fields.filter((one) => one.name === name).flatMap(({ values = [] }) => values);
  const typed = (collection, field) => (field.type === 'word' ? { ...field, values: words(collection, field.name) } : field);

  // `asked`: filters of the row's own members; `entries`: those through a membership, together with it.
  function expected(collection, asked, membership, entries, keys) {
    return ordered(whole[collection.name].filter((row) => asked.every((filter) => filter.passes(at(row, filter.name)))
      && (!membership || passesThrough(membership.of(row), entries))), keys);
  }

  async function holds(collection, texts, keys, limit, rows) {
    const query = [...texts, ...(keys.length ? [`sort=${spelled(keys)}`] : []), `limit=${limit}`];
    const target = `${collection.path}?${query.join('&')}`;
    assert.deepEqual(short(await walk(server, target)), short(rows), `SEED=${seed}: ${target}`);
  }

  for (const collection of collections)
    for (const field of own(collection))
      it(`${collection.name} filtered by ${field.name} with every operator`, async () => {
        const chance = random(seed + 1 + collection.name.length * 131 + field.name.length);
        const pick = () => at(chance.pick(whole[collection.name]), field.name);
        for (const op of operators(field.type))
          for (let round = 0; round < 2; round++) {
            const filter = anyFilter(chance, typed(collection, field), pick, op);
            const rows = expected(collection, [filter], null, [], []);
            await holds(collection, [filter.text], [], 200, rows);
          }
      });

  it('filters, sorts and limits together', async () => {
    const chance = random(seed + 2);
    for (let round = 0; round < 200; round++) {
      const collection = chance.pick(collections), keys = anySort(chance, collection);
      const asked = Array.from({ length: 1 + chance.below(3) }, () => {
        const field = chance.pick(own(collection));
        return anyFilter(chance, typed(collection, field), () => at(chance.pick(whole[collection.name]), field.name));
      });
      const rows = expected(collection, asked, null, [], keys);
      await holds(collection, asked.map(({ text }) => text), keys, Math.max(1 + chance.below(chance.pick([9, 60, 200])), Math.ceil(rows.length / 25)), rows);
    }
  });

  it('filters through memberships, alone, twice, denied, and beside filters of the rows', async () => {
    const chance = random(seed + 3);
    for (let round = 0; round < 200; round++) {
      const collection = chance.pick(collections.filter(({ name }) => through[name]));
      const membership = chance.pick(through[collection.name]), keys = anySort(chance, collection);
      const entries = Array.from({ length: 1 + chance.below(3) }, () => {
        const name = chance.pick(membership.fields);
        const field = { ...typed(collection, collection.fields.find((one) => one.name === name && !one.member)) };
        if (field.values) field.values = ['party', 'host', 'holder', 'supporter', 'attendee'];
        return anyFilter(chance, field, () => {
          const some = membership.of(chance.pick(whole[collection.name]));
          return some.length ? chance.pick(some)[field.name] : null;
        });
      });
      const field = chance.pick(own(collection));
      const asked = chance.chance(0.4) ? [anyFilter(chance, typed(collection, field), () => at(chance.pick(whole[collection.name]), field.name))] : [];
      const rows = expected(collection, asked, membership, entries, keys);
      await holds(collection, [...asked, ...entries].map(({ text }) => text), keys, Math.max(1 + chance.below(chance.pick([9, 60, 200])), Math.ceil(rows.length / 25)), rows);
    }
  });

  it('words beside filters and sorts leave of what the words alone find what the filters pass', async () => {
    const chance = random(seed + 4);
    let found = 0;
    for (let round = 0; round < 60; round++) {
      const collection = chance.pick(collections);
      const words = encodeURIComponent(chance.pick(['alpha', 'gamma', '가람', 'north', 'crew', '북녘', 'head', 'topic ships', 'crates', 'alpha 1']));
      const keys = anySort(chance, collection), field = chance.pick(own(collection));
      const filter = anyFilter(chance, typed(collection, field), () => at(chance.pick(whole[collection.name]), field.name));
      const alone = new Set((await walk(server, `${collection.path}?q=${words}&limit=200`)).map((row) => row.id ?? JSON.stringify(row)));
      const rows = expected(collection, [filter], null, [], keys).filter((row) => alone.has(row.id ?? JSON.stringify(row)));
      found += rows.length;
      await holds(collection, [filter.text, `q=${words}`], keys, 1 + chance.below(100) + Math.ceil(rows.length / 25), rows);
    }
    assert.ok(found > 0);
  });

  it('words that no text is indexed by find nothing', async () => {
    for (const { path } of collections) assert.deepEqual((await page(server, `${path}?q=%21%3F`)).data, []);
  });

  // ---- fields ----

  for (const collection of collections)
    it(`${collection.name} show the fields that are asked for, in the order of the whole`, async () => {
      const chance = random(seed + 5);
      const members = [...new Set(whole[collection.name].flatMap((row) => Object.keys(row)))];
      for (let round = 0; round < 5; round++) {
        const asked = members.filter(() => chance.chance(0.3));
        if (!asked.length) continue;
        const { data } = await page(server, `${collection.path}?fields=${asked.map((one, i) => asked[asked.length - 1 - i])}&limit=200`);
        assert.deepEqual(data.map((row) => JSON.stringify(row)), whole[collection.name].slice(0, 200).map((row) =>
          JSON.stringify(Object.fromEntries(Object.entries(row).filter(([name]) => asked.includes(name))))), `SEED=${seed}: ${asked}`);
      }
    });

  it('shows one member of an object', async () => {
    const { data } = await page(server, '/v1/facts?fields=name.en,id&limit=200');
    assert.deepEqual(data, whole.facts.slice(0, 200).map(({ id, name }) => ({ id, name: name.en === null ? null : { en: name.en } })));
  });

  it('shows the fields of one thing', async () => {
    const { id, article: from, topics } = whole.facts[0];
    assert.deepEqual((await page(server, `/v1/facts/${id}?fields=id,article,topics`)).data, { id, article: from, topics });
  });

  // ---- include ----

  const includable = { articles: { publisher: 'participants' }, evidence: { article: 'articles', fact: 'facts', participant: 'participants' } };
  const ofFacts = { article: 'articles', part_of: 'facts', at: 'facts', according_to: 'facts', participants: 'participants', topics: 'topics' };
  for (const collection of ['facts', 'agreements', 'figures', 'events', 'statements', 'affiliations']) includable[collection] = ofFacts;

  const singles = async (lang) => Object.fromEntries(await Promise.all(['articles', 'participants', 'topics', 'facts'].map(async (name) =>
    [name, Object.fromEntries((await walk(server, `/v1/${name}?limit=200${lang}`)).map((row) => [row.id, row]))])));

  for (const lang of ['', '&lang=en'])
    for (const [collection, names] of Object.entries(includable))
      it(`${collection} include what its own path answers${lang && ', in one language'}`, async () => {
        const wholes = await singles(lang), plain = await walk(server, `/v1/${collection}?limit=200${lang}`);
        for (const asked of [...Object.keys(names).map((name) => [name]), Object.keys(names)]) {
          const rows = await walk(server, `/v1/${collection}?include=${asked}&limit=90${lang}`);
          assert.equal(rows.length, plain.length);
          for (const [i, row] of plain.entries()) {
            const wanted = { ...row };
            for (const name of asked) {
              const of = wholes[names[name]];
              wanted[name] = Array.isArray(row[name])
                ? row[name].map((entry) => (typeof entry === 'string' ? of[entry] : { ...of[entry.id], role: entry.role, inferred: entry.inferred }))
                : row[name] && of[row[name]];
            }
            assert.deepEqual(rows[i], wanted, `${asked} ${row.id}`);
          }
        }
        if (collection === 'evidence') return;
        const [{ id }] = plain, [name] = Object.keys(names);
        const one = (await page(server, `/v1/${collection}/${id}?include=${name}${lang}`)).data;
        assert.deepEqual(one[name], one[name] && wholes[names[name]][plain[0][name]]);
      });

  it('say what can be included where something cannot', async () => {
    for (const { name, path } of collections) {
      const { status, json } = await server.get(`${path}?include=nothing`);
      assert.equal(status, 400);
      const known = / but (.*)$/.exec(json.errors[0].detail)?.[1].split(', ') ?? [];
      assert.deepEqual(known, Object.keys(includable[name] ?? {}), name);
    }
  });

  // ---- lang ----

  const inLanguage = (value, lang) => {
    if (Array.isArray(value)) return value.map((one) => inLanguage(one, lang));
    if (value === null || typeof value !== 'object') return value;
    if ('ko' in value || 'en' in value) return value[lang] ?? value.en ?? value.ko ?? null;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inLanguage(one, lang)]));
  };
  for (const lang of ['ko', 'en'])
    it(`lang=${lang} makes each language map one text`, async () => {
      for (const { name, path, single } of collections) {
        const rows = await walk(server, `${path}?lang=${lang}&limit=120`);
        assert.deepEqual(rows, whole[name].map((row) => inLanguage(row, lang)));
        const { headers } = await server.get(`${path}?lang=${lang}&limit=1`);
        assert.equal(headers.get('content-language'), lang);
        if (single) assert.deepEqual((await page(server, `${path}/${rows[0].id}?lang=${lang}`)).data, rows[0]);
      }
      assert.equal((await server.get('/v1/facts')).headers.get('content-language'), null);
    });

  // ---- facet and total ----

  // Each row's values in a facet, as the filters' members or memberships have them; of entries those that pass the
  // filters on their other fields.
  function valuesOf(collection, name, row, entries) {
    const membership = (through[collection.name] ?? []).find(({ fields }) => fields.includes(name) && !collection.fields.some((one) => one.name === name && one.member));
    if (!membership) return [at(row, name)];
    const others = entries.filter((filter) => membership.fields.includes(filter.name) && filter.name !== name && !denies(filter));
    const counted = membership.of(row).filter((entry) => others.every((filter) => filter.passes(entry[filter.name])));
    return [...new Set(counted.map((entry) => entry[name]))];
  }

  function counted(collection, name, rows, entries) {
    const counts = new Map();
    for (const row of rows) for (const value of valuesOf(collection, name, row, entries)) counts.set(value, (counts.get(value) ?? 0) + 1);
    const all = [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count
      || (a.value === null) - (b.value === null) || (a.value === null ? 0 : order({}, a.value, b.value)));
    return { values: all.slice(0, 100), other: all.slice(100).reduce((sum, { count }) => sum + count, 0) };
  }

  async function facetsOf({ path }) {
    const { json } = await server.get(`${path}?facet=nothing`);
    return /but by (.*)$/.exec(json.errors[0].detail)?.[1].split(', ') ?? [];
  }

  it('facets and total count the whole filtered list', async () => {
    const chance = random(seed + 6);
    for (const collection of collections) {
      const names = await facetsOf(collection);
      if (!['participants', 'topics'].includes(collection.name)) assert.ok(names.length > 1, collection.name);
      for (let round = 0; round < 8; round++) {
        const asked = names.filter(() => chance.chance(0.5)).slice(0, 8), field = chance.pick(own(collection));
        const membership = through[collection.name] && chance.chance(0.5) ? chance.pick(through[collection.name]) : null;
        const entries = membership ? [anyFilter(chance, { ...typed(collection, collection.fields.find((one) => one.name === membership.fields[0] && !one.member)) },
          () => membership.of(chance.pick(whole[collection.name]))[0]?.[membership.fields[0]] ?? null, chance.pick(['eq', 'ne', 'in', 'isnull']))] : [];
        const filter = chance.chance(0.6) ? [anyFilter(chance, typed(collection, field), () => at(chance.pick(whole[collection.name]), field.name))] : [];
        const rows = expected(collection, filter, membership, entries, []);
        const target = `${collection.path}?${[...filter, ...entries].map(({ text }) => text).join('&')}&total=true&limit=3${asked.length ? `&facet=${asked}` : ''}`.replace('?&', '?');
        const { meta } = await page(server, target);
        assert.equal(meta.total, rows.length, `SEED=${seed}: ${target}`);
        for (const name of asked) assert.deepEqual(meta.facets[name], counted(collection, name, rows, entries), `SEED=${seed}: ${name} of ${target}`);
        assert.deepEqual(Object.keys(meta.facets ?? {}), asked);
      }
    }
  });

  it('total=false and no total are the same list', async () => {
    assert.deepEqual((await page(server, '/v1/facts?total=false&limit=1')).meta, (await page(server, '/v1/facts?limit=1')).meta);
  });
});

describe('more values than a facet tells', () => {
  const shared = scope();
  let server;
  before(async () => {
    const facts = Array.from({ length: 130 }, (_, i) => [figure(`f${i}`, i + 2, { unit: `unit-${String(i).padStart(3, '0')}` }),
      ...(i % 3 ? [] : [figure(`g${i}`, i + 2, { unit: `unit-${String(i).padStart(3, '0')}` })])]).flat();
    server = await serve(shared, database(shared, ...write(folder(shared), article({ id: 'many', facts }))));
  });

  it('are summed up behind the hundred most frequent', async () => {
    const { meta } = await page(server, '/v1/figures?facet=unit&total=true&limit=1');
    const names = Array.from({ length: 130 }, (_, i) => ({ value: `unit-${String(i).padStart(3, '0')}`, count: i % 3 ? 1 : 2 }));
    const ranked = [...names.filter(({ count }) => count === 2), ...names.filter(({ count }) => count === 1)];
    assert.deepEqual(meta.facets.unit, { values: ranked.slice(0, 100), other: 30 });
    assert.equal(meta.total, 174);
  });

  it('are asked for by a list of at most 200', async () => {
    const units = (count) => Array.from({ length: count }, (_, i) => `unit-${String(i).padStart(3, '0')}`);
    assert.equal((await walk(server, `/v1/figures?unit__in=${units(130)}&limit=200`)).length, 174);
    assert.equal((await page(server, `/v1/figures?unit__in=${units(200)}&limit=200`)).data.length, 174);
    assert.equal((await server.get(`/v1/figures?unit__in=${units(201)}`)).status, 400);
  });
});
