// SPDX-License-Identifier: MIT
// openapi.yaml as those meet it who try it out: every request that a tool makes of its examples works as it stands with
// the article that ships, shows something, and what the contract shows as its answer is part of the real one.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { database, serve, shipped } from '../lib/factd.js';
import { ask, collections, inQuery, lifetime, paths, sent, withMore } from './answers.js';
import { contract, declared, exampleOf, faults, operation, parameters, resolve } from './contract.js';

// What a tool such as Swagger UI fills in by itself, whether or not the parameter is required, or undefined. It reads
// the first of several schemas only, and of an object it makes an example where it is given none, as the schema's first.
function prefilled({ example, examples, schema }) {
  const outer = resolve(schema);
  const at = { ...resolve((outer.oneOf ?? outer.anyOf)?.[0]), ...outer };
  const [named] = Object.values(examples ?? {});
  return named?.value ?? example ?? at.example ?? at.default ?? (at.type === 'object' ? at.examples?.[0] : undefined);
}

// The request for the path with all that is filled in: a target.
function tried(path) {
  const pairs = parameters(path, 'query').filter((one) => prefilled(one) !== undefined)
    .flatMap((one) => sent(one, prefilled(one)));
  const way = parameters(path, 'path').reduce((at, one) => at.replace(`{${one.name}}`, prefilled(one)), path);
  return pairs.length ? `${way}?${new URLSearchParams(pairs)}` : way;
}

// No text is part of the project, so the article that ships has none to give: this answers 404 and tells why.
const textless = '/v1/articles/{id}/text';

const shown = (path) => declared(path, 200).content['application/json']?.example;
// Documents are the project's own files, too long to be shown here.
const unshown = ['/v1/articles/{id}/document', '/openapi.json'];

// What an example says that the real thing does not, or null. An example's array may leave out elements, but not all.
function unlike(example, real, where) {
  const odd = (one, other) => `${where}: ${JSON.stringify(one)} is really ${JSON.stringify(other)}`;
  if (example === null || typeof example !== 'object') return example === real ? null : odd(example, real);
  if (real === null || typeof real !== 'object') return odd(example, real);
  if (Array.isArray(example)) {
    const strange = example.find((one) => !real.some((other) => unlike(one, other, where) === null));
    return strange === undefined && (example.length > 0) === (real.length > 0) ? null : odd(strange ?? example, real);
  }
  const names = Object.keys({ ...example, ...real });
  return names.map((name) => unlike(example[name], real[name], `${where}.${name}`)).find((found) => found) ?? null;
}

// Swagger UI's box for `filters` takes an object as it is written in the description.
const written = (description) => JSON.parse(/`(\{.*\})`/.exec(description)[1]);

describe('every operation', () => {
  const all = paths.map((path) => ({ path, ...operation(path) }));

  for (const { path, operationId, summary, description, tags } of all)
    test(`${path} says what it is for`, () => {
      for (const text of [operationId, summary, description]) assert.ok(text?.trim(), path);
      assert.equal(tags.length, 1);
      assert.ok(contract.tags.some(({ name }) => name === tags[0]), tags[0]);
    });

  test('has a name and a summary of its own', () => {
    for (const name of ['operationId', 'summary'])
      assert.deepEqual(all.map((one) => one[name]).filter((one, i, every) => every.indexOf(one) !== i), [], name);
  });

  test('is under a tag that is described, and no tag is empty', () => {
    for (const { name, description } of contract.tags) {
      assert.ok(description?.trim(), name);
      assert.ok(all.some(({ tags }) => tags[0] === name), name);
    }
  });

  for (const path of paths)
    test(`${path} has an example of every parameter that it needs`, () => {
      const all = ['path', 'query'].flatMap((place) => parameters(path, place));
      for (const parameter of all.filter((one) => one.required)) {
        assert.notEqual(parameter.example, undefined, parameter.name);
        assert.deepEqual(faults(parameter.schema, parameter.example), [], parameter.name);
      }
    });

  test('has an example of its answer, unless it is a document', () => {
    const without = paths.filter((path) => declared(path, 200).content['application/json'] && !shown(path));
    assert.deepEqual(without, unshown);
  });

  test('leaves everything but the length of a page to who tries it out', () => {
    const filled = paths.flatMap((path) => parameters(path, 'query'))
      .filter((one) => !one.required && prefilled(one) !== undefined && Object.keys(sent(one, prefilled(one))).length);
    assert.deepEqual([...new Set(filled.map(({ name }) => name))], ['limit']);
  });

  for (const { path } of collections)
    test(`${path} tells how its filters with an operator are filled in`, () => {
      const filters = inQuery(path, 'filters');
      assert.deepEqual(written(filters.description), exampleOf(filters));
      assert.deepEqual(faults(filters.schema, written(filters.description)), []);
    });
});

describe('a server with the article that ships alone', () => {
  const life = lifetime();
  let server;
  before(async () => { server = await serve(life, database(life, shipped), '--access-log', 'off'); });

  for (const path of paths.filter((one) => one !== textless))
    test(`${path} works as it stands, and shows something`, async () => {
      const { text, json } = await ask(server, path, tried(path), 200);
      assert.ok(text.trim().length > 0);
      if (json === null) return;
      const data = json.data ?? json;
      assert.ok(Object.keys(data).length > 0, text);
      if (Array.isArray(json.data)) assert.equal(json.meta.count, json.data.length);
    });

  test(`${textless} says what it lacks`, async () => {
    const { json } = await ask(server, textless, tried(textless), 404);
    assert.match(json.detail, /does not serve articles' texts/);
  });

  for (const path of paths.filter((one) => inQuery(one, 'format')))
    test(`${path} works in every format that one may choose, with the rest as it stands`, async () => {
      for (const format of inQuery(path, 'format').schema.enum) {
        const { text } = await ask(server, path, withMore(tried(path), `format=${format}`), 200);
        assert.ok(text.trim().length > 0, format);
      }
    });

  for (const path of paths.filter(shown))
    test(`${path} really answers what the contract shows`, async () => {
      const example = shown(path);
      assert.deepEqual(faults(declared(path, 200).content['application/json'].schema, example), []);
      const real = (await ask(server, path, tried(path), 200)).json;
      if (!Array.isArray(example.data)) return assert.equal(unlike(example, real, path), null);
      const rows = [...real.data];
      for (let { next } = real; next;) {
        const { json } = await ask(server, path, next, 200);
        rows.push(...json.data);
        next = json.next;
      }
      assert.equal(unlike(example.data, rows, path), null);
      assert.equal(example.meta.revision, real.meta.revision);
      assert.equal(example.meta.count, example.data.length);
    });
});
