// SPDX-License-Identifier: MIT
// openapi.yaml held against the linters, and against what it describes: `factd describe` and the documents' schema.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { folder, root } from '../lib/factd.js';
import {
  collections, countable, described, filtersOf, includable, inQuery, lifetime, nameable, named, paths, shownOf, sorted,
} from './answers.js';
import { contract, declared, faults, file, members, nature, parameters, resolve } from './contract.js';
import { rowSchema, shapeOf } from './shape.js';

const here = dirname(fileURLToPath(import.meta.url));

/* ---- the linters ---- */

function lint(tool, ...args) {
  const { status, stdout, stderr, error } = spawnSync(join(here, '../node_modules/.bin', tool), ['lint', ...args], {
    cwd: here,
    encoding: 'utf8',
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
  });
  if (error) throw error;
  return { status, said: stdout + stderr };
}
const redocly = (path) => lint('redocly', '--config', '.redocly.yaml', path);
const spectral = (path) => lint('spectral', '--ruleset', '.spectral.yaml', '--fail-severity', 'hint', path);

describe('the linters', () => {
  const life = lifetime();

  test('redocly finds nothing wrong', () => {
    const { status, said } = redocly(file);
    assert.equal(status, 0, said);
  });

  test('spectral finds nothing wrong', () => {
    const { status, said } = spectral(file);
    assert.equal(status, 0, said);
  });

  test('both find an example that its schema refuses', () => {
    const broken = JSON.parse(JSON.stringify(contract));
    broken.components.responses.Figures.content['application/json'].example.data[0].value = 'many';
    const path = join(folder(life), 'broken.json');
    writeFileSync(path, JSON.stringify(broken));
    for (const tool of [redocly, spectral]) {
      const { status, said } = tool(path);
      assert.equal(status, 1, said);
      assert.match(said, /value/);
    }
  });
});

/* ---- what the server says of itself ---- */

const shapes = { text: 'string', id: 'string', word: 'string', date: 'string', instant: 'string', href: 'string',
  integer: 'integer', number: 'number', flag: 'boolean' };
const formats = { date: 'date', instant: 'date-time' };
const notSlugs = ['A b', 'a_b', 'a--b', ''];

// Language maps that the database itself keeps from being empty.
const neverEmpty = new Set(readdirSync(join(root, 'migrations'))
  .flatMap((name) => [...readFileSync(join(root, 'migrations', name), 'utf8')
    .matchAll(/\((\w+)_ko IS NOT NULL OR \1_en IS NOT NULL\)/g)])
  .map((match) => match[1]));

// { name, title.ko, title.en } as { name: field, title: { ko: field, en: field } }
function nested(fields) {
  const tree = {};
  for (const field of fields) {
    const [name, member] = field.name.split('.');
    if (member) (tree[name] ??= {})[member] = field;
    else tree[name] = field;
  }
  return tree;
}
const isField = (thing) => typeof thing.type === 'string';

function compareScalar(schema, field, where, kind) {
  const is = nature(schema);
  assert.deepEqual(sorted(is.types), sorted([shapes[field.type], ...field.nullable ? ['null'] : []]), where);
  if (field.name === 'kind' && kind) return assert.deepEqual(resolve(schema).const, kind, where);
  assert.deepEqual(sorted(is.values ?? []), sorted(field.values ?? []), `${where}: its vocabulary`);
  if (formats[field.type]) assert.equal(is.format, formats[field.type], where);
  if (field.type === 'id')
    for (const wrong of notSlugs) assert.notDeepEqual(faults(schema, wrong), [], `${where} takes "${wrong}"`);
}

function compareObject(schema, tree, where, kind, arrays = []) {
  const { properties, required, closed } = members(schema);
  const names = sorted([...Object.keys(tree), ...arrays.map((array) => array.name)]);
  assert.deepEqual(sorted(Object.keys(properties)), names, `the members of ${where}`);
  assert.deepEqual(sorted(required), names, `all members of ${where} are required`);
  assert.equal(closed, true, `${where} is closed`);
  for (const [name, thing] of Object.entries(tree)) {
    if (isField(thing)) {
      compareScalar(properties[name], thing, `${where}.${name}`, kind);
      continue;
    }
    const is = nature(properties[name]);
    const nullable = Object.values(thing).every((field) => field.nullable) && !neverEmpty.has(name);
    assert.deepEqual(sorted(is.types), nullable ? ['null', 'object'] : ['object'], `${where}.${name}`);
    compareObject(is.object, thing, `${where}.${name}`);
  }
  for (const { name, of, fields } of arrays) {
    const array = resolve(properties[name]);
    assert.equal(array.type, 'array', `${where}.${name}`);
    if (of === 'values') compareScalar(array.items, fields[0], `${where}.${name}[]`);
    else compareObject(array.items, nested(fields), `${where}.${name}[]`);
  }
}

const bodyOf = (path) => declared(path, 200).content['application/json'].schema;
const dataOf = (path) => members(bodyOf(path)).properties.data;

const kindsOf = (collection) => [...new Set(collection.fields.map((field) => field.kind).filter(Boolean))];
const fieldsOfKind = (collection, kind = kindsOf(collection)[0]) =>
  nested(shownOf(collection).filter((field) => !field.kind || field.kind === kind));

// `schema` without references: one object, or one for each kind.
function compareItem(schema, collection, where) {
  const kinds = kindsOf(collection);
  if (kinds.length < 2)
    return compareObject(schema, fieldsOfKind(collection, kinds[0]), where, kinds[0], collection.arrays);
  assert.deepEqual(sorted(schema.oneOf.map((part) => members(part).properties.kind.const)), sorted(kinds), where);
  for (const part of schema.oneOf) {
    const kind = members(part).properties.kind.const;
    compareObject(part, fieldsOfKind(collection, kind), `${where} of kind ${kind}`, kind, collection.arrays);
  }
}

function compareDiscriminator(schema, collection) {
  const { oneOf, discriminator: { propertyName, mapping } } = resolve(schema);
  const kinds = shownOf(collection).find((one) => one.name === propertyName).values;
  assert.deepEqual(sorted(Object.keys(mapping)), sorted(kinds));
  assert.deepEqual(sorted(oneOf.map((part) => part.$ref)), sorted(Object.values(mapping)));
  for (const [kind, $ref] of Object.entries(mapping)) assert.equal(members({ $ref }).properties.kind.const, kind);
}

// References to facts that a document may only make to facts of one kind.
const onlyKind = { at: 'events', according_to: 'statements' };

// What `include` puts in a member or in an array's entries is the whole object, and an entry keeps what it has more.
function compareIncluded(schema, collection, where) {
  const rows = (shape) => [rowSchema(schema, { ...shapeOf(''), ...shape })].flatMap((row) => row.oneOf ?? row);
  const whole = (member) => (member.anyOf ?? [member]).find((part) => part.type !== 'null');
  for (const field of shownOf(collection).filter((one) => one.includes))
    for (const row of rows({ include: [field.name] }).filter((one) => one.properties[field.name])) {
      const object = whole(row.properties[field.name]);
      const kind = onlyKind[field.name];
      if (kind) compareObject(object, fieldsOfKind(named(kind)), where, kindsOf(named(kind))[0], named(kind).arrays);
      else compareItem(object, named(field.includes), `${where}.${field.name}, included`);
    }
  for (const array of collection.arrays.filter((one) => one.includes))
    for (const row of rows({ include: [array.name] })) {
      const other = named(array.includes);
      const own = array.of === 'values' ? [] : array.fields;
      compareObject(row.properties[array.name].items, { ...nested(own), ...fieldsOfKind(other) },
        `${where}.${array.name}[], included`, null, other.arrays);
    }
}

// '^(a|b\\.c)__(in|ne)$' as ['a__in', 'a__ne', 'b.c__in', 'b.c__ne']
function spelled(pattern) {
  const [, fields, operators] = /^\^\(?([a-z0-9_.|\\]+?)\)?__\(?([a-z|]+)\)?\$$/.exec(pattern);
  return fields.replaceAll('\\.', '.').split('|')
    .flatMap((field) => operators.split('|').map((operator) => `${field}__${operator}`));
}

function compareOperand(schema, fields, operator, where) {
  const is = nature(schema);
  const own = !['in', 'contains', 'startswith', 'isnull'].includes(operator);
  assert.deepEqual(is.types, [operator === 'isnull' ? 'boolean' : own ? shapes[fields[0].type] : 'string'], where);
  const values = own ? fields.flatMap((field) => field.values ?? []) : [];
  assert.deepEqual(sorted(is.values ?? []), sorted(new Set(values)), where);
}

const compareNames = (path, name, names) => {
  const parameter = inQuery(path, name);
  assert.equal(parameter !== undefined, names.length > 0, `${path} takes ${name}`);
  if (!parameter) return;
  assert.equal(parameter.explode, false, `${path} ${name}`);
  assert.equal(parameter.schema.uniqueItems, true, `${path} ${name}`);
  assert.deepEqual(sorted(parameter.schema.items.enum), sorted(names), `${path} ${name}`);
};

describe('factd describe', () => {
  test('has the paths of the contract, and the contract has its paths', () => {
    assert.deepEqual(sorted(paths), sorted(described.paths));
  });

  test('has the version of the contract', () => {
    assert.equal(contract.info.version, described.version);
  });

  test('names the language maps that are never empty by the database’s own rule', () => {
    assert.deepEqual(sorted(neverEmpty), ['gist', 'name', 'title']);
  });

  for (const collection of collections) {
    const ways = [collection.path, ...collection.single ? [`${collection.path}/{id}`] : []];
    const item = (path) => resolve(dataOf(path)).items ?? dataOf(path);

    test(`${collection.name} have the members that the contract says, null exactly where it says`, () => {
      assert.equal(paths.includes(`${collection.path}/{id}`), collection.single);
      for (const path of ways) {
        compareItem(rowSchema(item(path)), collection, path);
        assert.equal(resolve(item(path)).oneOf !== undefined, kindsOf(collection).length > 1, path);
        if (resolve(item(path)).oneOf) compareDiscriminator(item(path), collection);
      }
    });

    test(`${collection.name} include the whole objects that the contract says`, () => {
      for (const path of ways) {
        compareIncluded(item(path), collection, path);
        compareNames(path, 'include', includable(collection));
      }
    });

    test(`${collection.name} take the parameters that the contract says`, () => {
      const all = parameters(collection.path, 'query');
      const given = Object.fromEntries(all.map((parameter) => [parameter.name, parameter]));
      const filters = filtersOf(collection);
      const others = described.parameters.filter((name) => (name !== 'include' || includable(collection).length) &&
        (name !== 'facet' || countable(collection).length));
      assert.deepEqual(sorted(Object.keys(given)), sorted([...Object.keys(filters), 'filters', ...others, 'format']));
      assert.equal(all.length, Object.keys(given).length, 'each once');
      assert.ok(all.every((parameter) => !parameter.required));
      for (const [name, fields] of Object.entries(filters)) {
        const { schema } = given[name];
        const through = fields.every((field) => !field.member);
        assert.equal(resolve(schema).type === 'array', through, `${name} may be repeated`);
        const is = nature(through ? resolve(schema).items : schema);
        assert.deepEqual(is.types, [shapes[fields[0].type]], name);
        assert.deepEqual(sorted(is.values ?? []), sorted(new Set(fields.flatMap((field) => field.values ?? []))), name);
      }
    });

    test(`${collection.name} take exactly the operators that the contract says`, () => {
      const { schema, style, explode } = inQuery(collection.path, 'filters');
      const filters = filtersOf(collection);
      const asked = Object.entries(filters)
        .flatMap(([name, [field]]) => field.operators.map((operator) => `${name}__${operator}`));
      assert.deepEqual([style, explode, schema.type, schema.additionalProperties], ['form', true, 'object', false]);
      assert.equal(schema.properties, undefined);
      assert.deepEqual(sorted(Object.keys(schema.patternProperties).flatMap(spelled)), sorted(asked));
      for (const [pattern, value] of Object.entries(schema.patternProperties))
        for (const name of spelled(pattern)) {
          assert.ok(new RegExp(pattern).test(name), name);
          const [field, operator] = name.split('__');
          compareOperand(value, filters[field], operator, `${collection.path}?${name}`);
        }
    });

    test(`${collection.name} are sorted by the fields that the contract says`, () => {
      const fields = [...new Set(collection.fields.filter((field) => field.sort).map((field) => field.name))];
      compareNames(collection.path, 'sort', fields.flatMap((name) => [name, `-${name}`]));
      assert.equal(inQuery(collection.path, 'sort').schema.maxItems, described.most.sort);
    });

    test(`${collection.name} are counted by the fields that the contract says`, () => {
      compareNames(collection.path, 'facet', countable(collection));
      assert.equal(inQuery(collection.path, 'facet')?.schema.maxItems ?? described.most.facets, described.most.facets);
    });

    test(`${collection.name} are cut to the members that the contract says`, () => {
      for (const path of ways) compareNames(path, 'fields', nameable(collection));
    });

    test(`${collection.name} come in pages as the contract says`, () => {
      const { schema } = inQuery(collection.path, 'limit');
      const { default: usual, max } = described.limit;
      const [number, all] = schema.anyOf;
      assert.deepEqual([number.type, number.minimum, number.maximum], ['integer', 1, max]);
      assert.deepEqual([all.const, schema.default], ['all', usual]);
      assert.equal(inQuery(collection.path, 'q').schema.maxLength, described.most.q);
    });

    test(`${collection.name} come in the formats that the contract says`, () => {
      for (const path of ways) {
        const { schema } = inQuery(path, 'format');
        assert.deepEqual(schema.enum, described.formats.map(({ name }) => name), path);
        assert.deepEqual(Object.keys(declared(path, 200).content), described.formats.map(({ type }) => type), path);
      }
    });

    if (collection.single)
      test(`one of ${collection.name} takes what shapes it, like the list`, () => {
        const [list, one] = ways.map((path) => parameters(path, 'query'));
        assert.deepEqual(one.map(({ name }) => name),
          ['fields', ...includable(collection).length ? ['include'] : [], 'lang', 'format']);
        for (const parameter of one) assert.deepEqual(parameter, list.find(({ name }) => name === parameter.name));
      });
  }

  test('facets tell as many values as the contract says', () => {
    assert.equal(contract.components.schemas.Facet.properties.values.maxItems, described.most.facet_values);
  });

  test('knows no parameters of other paths, and of the contract’s only the search has some', () => {
    const known = collections.flatMap(({ path }) => [path, `${path}/{id}`]);
    for (const path of paths) {
      assert.deepEqual(parameters(path, 'path').map((one) => one.name), path.includes('{id}') ? ['id'] : [], path);
      if (!known.includes(path) && path !== '/v1/search') assert.deepEqual(parameters(path, 'query'), [], path);
    }
    const ofSearch = parameters('/v1/search', 'query').map(({ name }) => name);
    assert.deepEqual(ofSearch, ['q', 'type', 'limit', 'cursor', 'lang']);
  });
});

/* ---- the facts document ---- */

test('a document has the members that its own schema says', () => {
  const own = JSON.parse(readFileSync(join(root, 'schema/facts-document.schema.json'), 'utf8'));
  const kinds = own.$defs.fact.properties.kind.enum.map((kind) => own.$defs[kind]);
  const quotes = Object.entries(own.$defs).filter(([name]) => name.endsWith('Evidence')).map(([, quote]) => quote);
  const pairs = { Document: [own], DocumentArticle: [own.$defs.article], DocumentTopic: [own.$defs.topic],
    DocumentLanguageMap: [own.$defs.languageMap], DocumentParticipant: [own.$defs.participant], DocumentQuote: quotes,
    DocumentFact: kinds };
  for (const [name, variants] of Object.entries(pairs)) {
    const { properties, required, closed } = members({ $ref: `#/components/schemas/${name}` });
    const all = new Set(variants.flatMap((variant) => Object.keys(variant.properties)));
    const always = [...all].filter((member) => variants.every((variant) => variant.required?.includes(member)));
    assert.deepEqual(sorted(Object.keys(properties)), sorted(all), name);
    assert.deepEqual(sorted(required), sorted(always), name);
    assert.equal(closed, true, name);
  }
});
