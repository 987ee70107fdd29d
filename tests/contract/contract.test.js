// SPDX-License-Identifier: MIT
// openapi.yaml held against what describes it (linters), what it describes (`factd describe`), and what the server
// really answers.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { database, fixture, folder, root, run, serve, shipped } from '../lib/factd.js';
import {
  contract, declared, faults, file, members, nature, operation, parameters, resolve, strange,
} from './contract.js';

const here = dirname(fileURLToPath(import.meta.url));
const described = JSON.parse(run(['describe']).stdout);
const collections = described.collections;
const paths = Object.keys(contract.paths);
const harbour = fixture('harbour.json');
const harbourEn = fixture('harbour-en.json');

// Servers and folders live as long as their suite: what the library wants of a test's context.
function lifetime() {
  const ends = [];
  after(async () => { for (const end of ends.reverse()) await end(); });
  return { after: (end) => ends.push(end) };
}

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

const sorted = (names) => [...names].sort();
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

function compareItem(schema, collection, where) {
  const shown = collection.fields.filter((field) => field.member);
  const ofKind = (kind) => nested(shown.filter((field) => !field.kind || field.kind === kind));
  const union = resolve(schema);
  if (!union.oneOf) {
    const [kind] = new Set(collection.fields.map((field) => field.kind).filter(Boolean));
    compareObject(schema, ofKind(kind), where, kind, collection.arrays);
    return;
  }
  const { propertyName, mapping } = union.discriminator;
  assert.deepEqual(sorted(Object.keys(mapping)), sorted(shown.find((field) => field.name === propertyName).values));
  assert.deepEqual(sorted(union.oneOf.map((part) => part.$ref)), sorted(Object.values(mapping)));
  for (const [kind, $ref] of Object.entries(mapping))
    compareObject({ $ref }, ofKind(kind), `${where} of kind ${kind}`, kind, collection.arrays);
}

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
    test(`${collection.name} have the members that the contract says, null exactly where it says`, () => {
      compareItem(resolve(dataOf(collection.path)).items, collection, collection.name);
      assert.equal(paths.includes(`${collection.path}/{id}`), collection.single);
      if (collection.single) compareItem(dataOf(`${collection.path}/{id}`), collection, `one of ${collection.name}`);
    });

    test(`${collection.name} take the parameters that the contract says`, () => {
      const all = parameters(collection.path, 'query');
      const given = Object.fromEntries(all.map((parameter) => [parameter.name, parameter]));
      const filters = new Map();
      for (const field of collection.fields.filter((one) => one.filter))
        filters.set(field.name, [...filters.get(field.name) ?? [], field]);
      assert.deepEqual(sorted(Object.keys(given)), sorted([...filters.keys(), 'sort', 'limit', 'cursor']));
      assert.equal(all.length, Object.keys(given).length, 'each once');
      for (const [name, fields] of filters) {
        const { schema, required } = given[name];
        const through = fields.every((field) => !field.member);
        assert.ok(!required, name);
        assert.equal(resolve(schema).type === 'array', through, `${name} may be repeated`);
        const is = nature(through ? resolve(schema).items : schema);
        assert.deepEqual(is.types, [shapes[fields[0].type]], name);
        assert.deepEqual(sorted(is.values ?? []), sorted(new Set(fields.flatMap((field) => field.values ?? []))), name);
      }
    });

    test(`${collection.name} are sorted by the fields that the contract says`, () => {
      const sort = parameters(collection.path, 'query').find((parameter) => parameter.name === 'sort');
      const fields = [...new Set(collection.fields.filter((field) => field.sort).map((field) => field.name))];
      assert.equal(sort.explode, false);
      assert.deepEqual(sorted(sort.schema.items.enum), sorted(fields.flatMap((name) => [name, `-${name}`])));
    });

    test(`${collection.name} come in pages as the contract says`, () => {
      const { schema } = parameters(collection.path, 'query').find((parameter) => parameter.name === 'limit');
      const { default: usual, max } = described.limit;
      assert.deepEqual([schema.minimum, schema.default, schema.maximum], [1, usual, max]);
    });
  }

  test('knows no parameters of other paths, and neither does the contract', () => {
    const lists = collections.map((collection) => collection.path);
    for (const path of paths.filter((one) => !lists.includes(one))) {
      assert.deepEqual(parameters(path, 'query'), [], path);
      assert.deepEqual(parameters(path, 'path').map((one) => one.name), path.includes('{id}') ? ['id'] : [], path);
    }
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

/* ---- real answers ---- */

// Every declared status of every path, struck out as real answers are held against it.
const unseen = new Set(paths.flatMap((path) =>
  Object.keys(operation(path).responses).map((status) => `${status} ${path}`)));

function hold(path, answer, target) {
  assert.deepEqual(strange(path, answer), [], `${answer.status} to ${target}: ${answer.text.slice(0, 2000)}`);
  unseen.delete(`${answer.status} ${path}`);
  return answer;
}

async function ask(server, path, target, status, init = {}) {
  const answer = await server.get(target, { redirect: 'manual', ...init });
  assert.equal(answer.status, status, `${target}: ${answer.text}`);
  return hold(path, answer, target);
}

// fetch sends no body with GET.
function askWithBody(server, path) {
  return new Promise((done, fail) => {
    const asking = request(server.url + path, { method: 'GET', headers: { 'Content-Length': 2 } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (more) => { text += more; }).on('end', () => done({
        status: response.statusCode, headers: new Headers(response.headers), text, json: JSON.parse(text) }));
    });
    asking.on('error', fail);
    asking.end('{}');
  });
}

// A target for each path, with the id that the contract's example has.
const target = (path) => path.replace('{id}', () => parameters(path, 'path')[0].example);

// What an example says that the real thing does not, or null. An example's array may leave out elements; what later
// loads change is passed over.
const passing = new Set(['since', 'changed', 'facts', 'count', 'version']);
function unlike(example, real, where) {
  if (Array.isArray(example)) {
    const odd = example.find((element) => real.every((one) => unlike(element, one, where)));
    return odd === undefined ? null : `${where}: ${JSON.stringify(odd)} is not in ${JSON.stringify(real)}`;
  }
  if (example === null || typeof example !== 'object')
    return example === real ? null : `${where}: ${JSON.stringify(example)} is really ${JSON.stringify(real)}`;
  for (const name of Object.keys(example)) {
    const found = passing.has(name) ? null : unlike(example[name], real?.[name], `${where}.${name}`);
    if (found) return found;
  }
  return null;
}

describe('a server with the shipped article and both fixtures', () => {
  const life = lifetime();
  let server;
  before(async () => {
    server = await serve(life, database(life, shipped, harbour, harbourEn), '--access-log', 'off');
  });

  for (const collection of collections)
    test(`every page of ${collection.path}, and every single one, is as declared`, async () => {
      const rows = [];
      let next = `${collection.path}?limit=7`;
      while (next) {
        const { json, headers } = await ask(server, collection.path, next, 200);
        assert.equal(headers.get('link'), json.next && `<${json.next}>; rel="next"`);
        assert.equal(json.meta.count, json.data.length);
        rows.push(...json.data);
        next = json.next;
      }
      assert.ok(rows.length > 7 || collection.name === 'articles', 'there is more than one page');
      if (!collection.single) return;
      for (const row of rows) {
        const path = `${collection.path}/{id}`;
        const one = await ask(server, path, path.replace('{id}', row.id), 200);
        assert.deepEqual(one.json.data, row);
        const { json } = await server.get(row.href);
        assert.deepEqual(json.data, row, 'href leads to the same');
      }
    });

  test('facts of every kind are among them', async () => {
    for (const kind of Object.keys(contract.components.schemas.Fact.discriminator.mapping)) {
      const { json } = await ask(server, '/v1/facts', `/v1/facts?kind=${kind}`, 200);
      assert.ok(json.data.length > 0 && json.data.every((fact) => fact.kind === kind), kind);
    }
  });

  for (const path of ['/', '/v1', '/livez', '/readyz', '/openapi.yaml', '/openapi.json'])
    test(`${path} is as declared`, () => ask(server, path, path, 200));

  test('the index counts what the lists hold', async () => {
    const { json } = await ask(server, '/v1', '/v1', 200);
    assert.deepEqual(json.data.collections.map(({ name, href, about }) => ({ name, path: href, about })),
      collections.map(({ name, path, about }) => ({ name, path, about })));
    for (const { href, count } of json.data.collections) {
      let rows = 0;
      for (let next = `${href}?limit=200`; next;) {
        const page = await ask(server, href, next, 200);
        rows += page.json.data.length;
        next = page.json.next;
      }
      assert.equal(rows, count, href);
    }
  });

  test('every document is as declared, and byte for byte what was loaded', async () => {
    for (const path of [shipped, harbour, harbourEn]) {
      const text = readFileSync(path, 'utf8');
      const { id } = JSON.parse(text).article;
      const answer = await ask(server, '/v1/articles/{id}/document', `/v1/articles/${id}/document`, 200);
      assert.equal(answer.text, text);
    }
  });

  test('every type of error has its page', async () => {
    const names = contract.components.schemas.ProblemName.enum;
    const { type } = contract.components.schemas.Problem.properties;
    assert.deepEqual(names.map((name) => `/problems/${name}`), type.enum);
    for (const name of names) {
      const { json } = await ask(server, '/problems/{id}', `/problems/${name}`, 200);
      assert.equal(json.type, `/problems/${name}`);
    }
  });

  test('/openapi.yaml is the contract, and /openapi.json the same as JSON', async () => {
    const yaml = await server.get('/openapi.yaml');
    const json = await server.get('/openapi.json');
    assert.equal(yaml.text, readFileSync(file, 'utf8'));
    assert.deepEqual(json.json, contract);
  });

  test('an id that a client sends comes back, on good answers and on errors', async () => {
    for (const [path, status] of [['/v1', 200], ['/v1/facts/{id}', 404]]) {
      const headers = { 'X-Request-Id': 'page-17' };
      const answer = await ask(server, path, path.replace('{id}', 'no-such'), status, { headers });
      assert.equal(answer.headers.get('x-request-id'), 'page-17');
    }
  });

  test('HEAD has the header fields of GET and no body, wherever GET has an answer', async () => {
    for (const path of paths) {
      const get = await server.get(target(path));
      const head = await server.get(target(path), { method: 'HEAD' });
      const fields = ({ headers }) => [...headers].filter(([name]) => name !== 'date' && name !== 'connection');
      assert.equal(head.status, 200, path);
      assert.equal(head.text, '', path);
      assert.deepEqual(fields(head), fields(get), path);
    }
  });

  test('OPTIONS is 204 and names the methods, on every path', async () => {
    for (const path of paths) {
      const answer = await server.get(target(path), { method: 'OPTIONS' });
      assert.equal(answer.status, 204, path);
      assert.equal(answer.headers.get('allow'), resolve(declared(path, 405).headers.Allow).example, path);
    }
  });

  for (const path of paths)
    test(`${path} errs, redirects and spares as declared`, async () => {
      const good = target(path);
      const tag = (await ask(server, path, good, 200)).headers.get('etag');
      const can = (status) => declared(path, status) !== undefined;
      assert.equal(can(304), tag !== null, 'a tag and a 304 go together');
      if (tag) {
        await ask(server, path, good, 304, { headers: { 'If-None-Match': tag } });
        await ask(server, path, good, 304, { headers: { 'If-None-Match': '*' } });
      }
      const wrong = await ask(server, path, `${good}?unheard-of=1`, 400);
      assert.equal(wrong.json.type, '/problems/invalid-parameter');
      assert.deepEqual(wrong.json.errors.map((error) => error.parameter), ['unheard-of']);
      const malformed = await ask(server, path, `${good}?x=%E0`, 400);
      assert.equal(malformed.json.type, '/problems/malformed-request');
      await ask(server, path, good, 405, { method: 'DELETE' });
      await ask(server, path, good, 406, { headers: { Accept: 'image/png' } });
      hold(path, await askWithBody(server, good), `${good} with a body`);
      await ask(server, path, `${good}?x=${'x'.repeat(4096)}`, 414);
      if (can(404)) await ask(server, path, path.replace('{id}', 'no-such'), 404);
      assert.equal(can(308), path !== '/');
      if (!can(308)) return;
      const moved = await ask(server, path, `${good}/?a=b`, 308);
      assert.equal(moved.headers.get('location'), `${good}?a=b`);
    });

  test('every documented example of a parameter is answered', async () => {
    const without = new Set();
    for (const { path } of collections)
      for (const parameter of parameters(path, 'query')) {
        if (parameter.example === undefined) {
          without.add(parameter.name);
          continue;
        }
        assert.deepEqual(faults(parameter.schema, parameter.example), [], `${path} ${parameter.name}`);
        const query = new URLSearchParams(parameter.explode === false
          ? [[parameter.name, parameter.example.join(',')]]
          : [parameter.example].flat().map((value) => [parameter.name, value]));
        await ask(server, path, `${path}?${query}`, 200);
      }
    assert.deepEqual([...without], ['cursor'], 'only a cursor has no example: it belongs to one list');
  });

  test('every word of every vocabulary is taken as a filter, and every field to sort by', async () => {
    for (const { path } of collections)
      for (const { name, schema } of parameters(path, 'query')) {
        const at = resolve(schema);
        for (const word of nature(at.type === 'array' ? at.items : at).values ?? [])
          await ask(server, path, `${path}?limit=1&${name}=${word}`, 200);
      }
  });

  test('examples of answers are real answers, perhaps abridged', async () => {
    let held = 0;
    for (const path of paths) {
      const example = declared(path, 200).content['application/json']?.example;
      for (const row of example ? [example.data ?? example].flat() : []) {
        const elsewhere = row.quote ? `${path}?participant=${row.participant}` : target(path);
        const found = await server.get(row.href ?? elsewhere);
        assert.equal(unlike([row], [found.json.data ?? found.json].flat(), `the example of ${path}`), null);
        held++;
      }
    }
    assert.ok(held >= 10, `${held} examples`);
  });

  test('examples of errors are real errors', async () => {
    const asking = { BadRequest: {}, NotFound: {}, MethodNotAllowed: { method: 'PUT' },
      NotAcceptable: { headers: { Accept: 'text/html' } } };
    for (const [name, init] of Object.entries(asking)) {
      const { example } = contract.components.responses[name].content['application/problem+json'];
      const { json } = await server.get(example.instance, init);
      assert.deepEqual({ ...json, request_id: example.request_id }, example, name);
    }
  });

  test('a member that the contract does not know is found at every depth of a real answer', async () => {
    const places = ['/v1', '/livez', ...collections.map(({ path }) => `${path}`),
      ...collections.filter((one) => one.single).map(({ path }) => `${path}/{id}`),
      '/v1/articles/{id}/document', '/problems/{id}'];
    let tried = 0;
    for (const path of places) {
      const answer = await ask(server, path, path.includes('{id}') ? target(path) : path, 200);
      if (Array.isArray(answer.json.data)) answer.json.data.splice(3);
      const visit = (value) => {
        if (value === null || typeof value !== 'object') return;
        if (!Array.isArray(value)) {
          value.unheard_of = 1;
          assert.notDeepEqual(strange(path, answer), [], `${path}: ${JSON.stringify(value)}`);
          delete value.unheard_of;
          tried++;
        }
        for (const member of Object.values(value)) visit(member);
      };
      visit(answer.json);
      assert.deepEqual(strange(path, answer), []);
    }
    assert.ok(tried > 200, `${tried} objects`);
  });

  test('a member that is missing from a real answer is found at every depth', async () => {
    for (const { path } of collections) {
      const answer = await ask(server, path, path, 200);
      answer.json.data.splice(3);
      const visit = (value) => {
        if (value === null || typeof value !== 'object') return;
        for (const [name, member] of Object.entries(value)) {
          visit(member);
          if (Array.isArray(value)) continue;
          delete value[name];
          assert.notDeepEqual(strange(path, answer), [], `${path} without ${name}`);
          value[name] = member;
        }
      };
      visit(answer.json);
    }
  });

  test('a status, a content type and a header that are not declared are found', async () => {
    const answer = await server.get('/v1/topics');
    const changed = (name, value) => {
      const headers = new Headers(answer.headers);
      if (value === null) headers.delete(name);
      else headers.set(name, value);
      return { ...answer, headers };
    };
    assert.deepEqual(strange('/v1/topics', answer), []);
    for (const other of [{ ...answer, status: 418 }, { ...answer, status: 404 }, changed('content-type', 'text/html'),
      changed('etag', null), changed('etag', 'W/"1"'), changed('retry-after', '5'), changed('cache-control', null)])
      assert.notDeepEqual(strange('/v1/topics', other), []);
  });

  test('an error without its list of errors is found', async () => {
    const answer = await server.get('/v1/topics?unheard-of=1');
    assert.deepEqual(strange('/v1/topics', answer), []);
    delete answer.json.errors[0].suggestion;
    assert.notDeepEqual(strange('/v1/topics', answer), []);
    delete answer.json.errors;
    assert.notDeepEqual(strange('/v1/topics', answer), []);
  });
});

describe('a server from whose database an article was removed', () => {
  const life = lifetime();
  let server;
  const gone = {};
  before(async () => {
    const path = database(life, harbour, harbourEn);
    const full = await serve(life, path, '--access-log', 'off');
    for (const { name, path: list, single } of collections)
      if (single) gone[name] = (await full.get(`${list}?limit=200`)).json.data.map((row) => row.id);
    await full.stop();
    const { article } = JSON.parse(readFileSync(harbour, 'utf8'));
    const { status, stderr } = run(['remove', '--database', path, article.id]);
    assert.equal(status, 0, stderr);
    server = await serve(life, path, '--access-log', 'off');
    for (const name of Object.keys(gone)) {
      const left = (await server.get(`/v1/${name}?limit=200`)).json.data.map((row) => row.id);
      gone[name] = gone[name].filter((id) => !left.includes(id));
    }
    gone.documents = gone.articles;
  });

  for (const path of paths.filter((one) => one.startsWith('/v1/') && one.includes('{id}')))
    test(`${path} is 410 for what was removed, as declared`, async () => {
      const ids = gone[path.endsWith('/document') ? 'documents' : path.split('/')[2]];
      assert.ok(ids.length > 0, 'something was removed');
      for (const id of ids) {
        const { json } = await ask(server, path, path.replace('{id}', id), 410);
        assert.equal(json.type, '/problems/gone');
      }
    });
});

describe('a server with an empty database', () => {
  const life = lifetime();
  let server;
  before(async () => { server = await serve(life, database(life), '--access-log', 'off'); });

  for (const path of ['/v1', ...collections.map((collection) => collection.path)])
    test(`${path} is as declared`, () => ask(server, path, path, 200));
});

describe('a server whose database broke', () => {
  const life = lifetime();
  let server;
  before(async () => {
    const path = database(life, harbour);
    server = await serve(life, path, '--access-log', 'off');
    const breaking = [path, 'ALTER TABLE dataset RENAME TO lost'];
    const { status, stderr, error } = spawnSync('sqlite3', breaking, { encoding: 'utf8' });
    if (error) throw error;
    assert.equal(status, 0, stderr);
  });

  for (const path of paths.filter((one) => declared(one, 503) && one !== '/readyz'))
    test(`${path} is 503, as declared`, async () => {
      const { json } = await ask(server, path, target(path), 503);
      assert.equal(json.type, '/problems/unavailable');
    });

  test('/readyz becomes 503, as declared', { timeout: 60_000 }, async () => {
    let answer;
    do answer = await server.get('/readyz'); while (answer.status === 200);
    hold('/readyz', answer, '/readyz');
  });

  test('/livez does not', () => ask(server, '/livez', '/livez', 200));
});

test('no status is declared that was not really answered', () => {
  assert.deepEqual([...unseen], []);
});
