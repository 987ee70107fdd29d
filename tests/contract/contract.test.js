// SPDX-License-Identifier: MIT
// openapi.yaml held against what the server really answers, on every path and with every status.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { database, run, serve, shipped } from '../lib/factd.js';
import {
  ask, askWithBody, collections, countable, described, harbour, harbourEn, harbourText, hold, lifetime, paths, sorted,
  strange, target, unseen, withExample, withMore,
} from './answers.js';
import { contract, declared, exampleOf, faults, file, nature, parameters, resolve } from './contract.js';

describe('a server with the shipped article and both fixtures', () => {
  const life = lifetime();
  let server;
  before(async () => {
    const path = database(life, '--text', harbourText, shipped, harbour, harbourEn);
    server = await serve(life, path, '--access-log', 'off', '--texts', 'on');
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

  for (const path of ['/', '/v1', '/livez', '/readyz', '/metrics', '/openapi.yaml', '/openapi.json'])
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

  for (const path of paths) {
    test(`HEAD of ${path} has the header fields of GET and no body`, async () => {
      const get = await server.get(target(path));
      const head = await server.get(target(path), { method: 'HEAD' });
      const changing = ['date', 'connection', 'server-timing', ...path === '/metrics' ? ['content-length'] : []];
      const fields = ({ headers }) => [...headers].filter(([name]) => !changing.includes(name));
      assert.equal(head.status, 200);
      assert.equal(head.text, '');
      assert.deepEqual(fields(head), fields(get));
    });

    test(`OPTIONS of ${path} is 204 and names the methods`, async () => {
      const answer = await server.get(target(path), { method: 'OPTIONS' });
      assert.equal(answer.status, 204);
      assert.equal(answer.headers.get('allow'), resolve(declared(path, 405).headers.Allow).example);
    });
  }

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
      const wrong = await ask(server, path, withMore(good, 'unheard-of=1'), 400);
      assert.equal(wrong.json.type, '/problems/invalid-parameter');
      assert.deepEqual(wrong.json.errors.map((error) => error.parameter), ['unheard-of']);
      const malformed = await ask(server, path, withMore(good, 'x=%E0'), 400);
      assert.equal(malformed.json.type, '/problems/malformed-request');
      await ask(server, path, good, 405, { method: 'DELETE' });
      await ask(server, path, good, 406, { headers: { Accept: 'image/png' } });
      await ask(server, path, good, 406, { headers: { 'Accept-Encoding': '*;q=0' } });
      hold(path, await askWithBody(server, good), `${good} with a body`);
      await ask(server, path, withMore(good, `x=${'x'.repeat(4096)}`), 414);
      await ask(server, path, good, 431, { headers: { 'X-Large': 'x'.repeat(12000) } });
      if (can(404)) await ask(server, path, path.replace('{id}', 'no-such'), 404);
      assert.equal(can(308), path !== '/');
      if (!can(308)) return;
      const [before] = good.split('?');
      const moved = await ask(server, path, `${before}/?a=b`, 308);
      assert.equal(moved.headers.get('location'), `${before}?a=b`);
    });

  for (const path of paths)
    test(`${path} is as declared in every coding, read and kept`, async () => {
      const page = parameters(path, 'query').some(({ name }) => name === 'limit') ? withMore(target(path), 'limit=199') : target(path);
      const plain = await ask(server, path, page, 200, { headers: { 'Accept-Encoding': 'identity' } });
      for (const [accept, coding] of [['identity'], ['gzip, identity;q=0', 'gzip'], ['br, identity;q=0', 'br'], ['gzip, identity;q=0', 'gzip'], ['br, identity;q=0', 'br']]) {
        const answer = await ask(server, path, page, 200, { headers: { 'Accept-Encoding': accept } });
        if (path !== '/metrics') assert.equal(answer.text, plain.text); // each scrape counts the one before
        const tag = answer.headers.get('etag');
        if (!tag) continue;
        assert.equal(answer.headers.get('content-encoding') ?? undefined, coding);
        await ask(server, path, page, 304, { headers: { 'Accept-Encoding': accept, 'If-None-Match': tag } });
      }
    });

  for (const path of paths.filter((one) => parameters(one, 'query').length))
    test(`every documented example of a parameter of ${path} is answered`, async () => {
      for (const parameter of parameters(path, 'query').filter((one) => exampleOf(one) !== undefined)) {
        assert.deepEqual(faults(parameter.schema, exampleOf(parameter)), [], parameter.name);
        await ask(server, path, withExample(path, parameter), 200);
      }
    });

  test('only a cursor has no example: it belongs to one list', () => {
    const without = paths.flatMap((path) => parameters(path, 'query')).filter((one) => exampleOf(one) === undefined);
    assert.deepEqual([...new Set(without.map(({ name }) => name))], ['cursor']);
  });

  for (const { path, single } of collections)
    test(`every word of every vocabulary of ${path} is taken, to filter, sort, include, count or cut by`, async () => {
      for (const way of [path, ...single ? [`${path}/{id}`] : []])
        for (const { name, schema } of parameters(way, 'query').filter((one) => one.name !== 'format')) {
          const at = resolve(schema);
          const page = way === path ? withMore(path, 'limit=1') : target(way);
          for (const word of nature(at.type === 'array' ? at.items : at).values ?? [])
            await ask(server, way, withMore(page, `${name}=${word}`), 200);
        }
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
      changed('etag', null), changed('etag', 'W/"1"'), changed('retry-after', '5'), changed('cache-control', null),
      changed('vary', 'Accept'), changed('vary', null), changed('content-encoding', 'deflate'), changed('server-timing', 'db;dur=1')])
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

// Examples of parameters that find nothing in the article that ships, since it has nothing of the kind: no address, no
// upper bound, one figure, and dates of events and statements only.
const findNothing = [
  '/v1/articles?url',
  '/v1/facts?upper',
  '/v1/figures?according_to', '/v1/figures?at', '/v1/figures?date_from', '/v1/figures?date_to', '/v1/figures?upper',
  '/v1/events?according_to', '/v1/events?part_of',
  '/v1/statements?according_to', '/v1/statements?part_of',
  '/v1/affiliations?according_to', '/v1/affiliations?at', '/v1/affiliations?date_from', '/v1/affiliations?date_to',
  '/v1/affiliations?part_of',
];

describe('a server with the article that ships alone', () => {
  const life = lifetime();
  let server;
  before(async () => { server = await serve(life, database(life, shipped), '--access-log', 'off'); });

  test('every documented example of a list’s parameter finds something, but for those named here', async () => {
    const empty = [];
    for (const path of [...collections.map((collection) => collection.path), '/v1/search'])
      for (const parameter of parameters(path, 'query').filter((one) => exampleOf(one) !== undefined)) {
        const { json } = await ask(server, path, withExample(path, parameter), 200);
        if (json.data.length === 0) empty.push(`${path}?${parameter.name}`);
      }
    assert.deepEqual(sorted(empty), sorted(findNothing));
  });
});

describe('a server that does not serve texts', () => {
  const life = lifetime();
  let server;
  before(async () => {
    server = await serve(life, database(life, '--text', harbourText, harbour), '--access-log', 'off');
  });

  test('has none of them, and says why', async () => {
    const { json } = await ask(server, '/v1/articles/{id}/text', target('/v1/articles/{id}/text'), 404);
    assert.match(json.detail, /text/);
  });
});

describe('a server from whose database an article was removed', () => {
  const life = lifetime();
  let server;
  const gone = {};
  before(async () => {
    const path = database(life, '--text', harbourText, harbour, harbourEn);
    const full = await serve(life, path, '--access-log', 'off');
    for (const { name, path: list, single } of collections)
      if (single) gone[name] = (await full.get(`${list}?limit=200`)).json.data.map((row) => row.id);
    await full.stop();
    const { article } = JSON.parse(readFileSync(harbour, 'utf8'));
    const { status, stderr } = run(['remove', '--database', path, article.id]);
    assert.equal(status, 0, stderr);
    server = await serve(life, path, '--access-log', 'off', '--texts', 'on');
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

  for (const collection of collections)
    test(`${collection.path} is as declared with counts`, async () => {
      const counts = ['total=true', ...countable(collection).slice(0, 1).map((name) => `facet=${name}`)];
      const { meta } = (await ask(server, collection.path, `${collection.path}?${counts.join('&')}`, 200)).json;
      assert.equal(meta.total, 0);
      for (const { values, other } of Object.values(meta.facets ?? {})) assert.deepEqual([values, other], [[], 0]);
    });

  for (const { path } of collections)
    for (const { name } of described.formats)
      test(`${path} is as declared as ${name}`, () => ask(server, path, `${path}?format=${name}`, 200));
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

describe('a server that is asked too fast', () => {
  const life = lifetime();
  let server;
  before(async () => {
    server = await serve(life, database(life, harbour), '--access-log', 'off', '--rate', '1', '--rate-burst', '1');
  });

  for (const path of paths.filter((one) => declared(one, 429)))
    test(`${path} is 429, as declared`, async () => {
      let answer;
      do answer = await server.get(target(path)); while (answer.status !== 429);
      assert.equal(hold(path, answer, target(path)).json.type, '/problems/too-many-requests');
    });

  for (const path of ['/livez', '/readyz'])
    test(`${path} answers all the same`, async () => {
      for (let i = 0; i < 5; i++) await ask(server, path, path, 200);
    });
});

test('no status is declared that was not really answered', () => {
  assert.deepEqual([...unseen], []);
});
