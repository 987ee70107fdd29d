// SPDX-License-Identifier: MIT
// The client against the server: lists to their end, every parameter as the contract has it, and errors.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { createClient, ok, pages, ProblemError, rows, text } from '../../clients/typescript/dist/index.js';
import { contract, parameters } from '../contract/contract.js';
import { scope } from '../http/scope.js';
import { database, fixture, run, serve, shipped } from '../lib/factd.js';

const gathered = async (from) => {
  const all = [];
  for await (const one of from) all.push(one);
  return all;
};
const lists = Object.keys(contract.paths)
  .filter((path) => parameters(path, 'query').some(({ name }) => name === 'cursor'));
// What a list must have to answer at all.
const needed = (path) => Object.fromEntries(parameters(path, 'query')
  .filter(({ required }) => required).map(({ name, example }) => [name, example]));

// A client whose requests are written down, answered by `answer`.
function recorded(answer, options = {}) {
  const asked = [];
  const client = createClient({
    baseUrl: 'http://facts.example/', ...options,
    fetch: async (request) => {
      asked.push(request);
      return answer(request, asked.length);
    },
  });
  return { client, asked };
}
const json = (body, init) => new Response(JSON.stringify(body), init);

describe('a server with two articles and one removed', () => {
  const life = scope();
  let server;
  let client;
  before(async () => {
    const path = database(life, shipped, fixture('harbour.json'), fixture('harbour-en.json'));
    const { status, stderr } = run(['remove', '--database', path, 'coastal-herald-20411']);
    assert.equal(status, 0, stderr);
    server = await serve(life, path, '--access-log', 'off');
    client = createClient({ baseUrl: server.url });
  });

  for (const path of lists)
    test(`rows of ${path} are all there are, each once and in order`, async () => {
      const query = needed(path);
      const whole = (await server.get(`${path}?${new URLSearchParams({ ...query, limit: 200 })}`)).json;
      assert.ok(whole.next === null || whole.data.length === 200);
      const all = await gathered(rows(client, path, { query: { ...query, limit: 5 } }));
      assert.deepEqual(all.slice(0, 200), whole.data);
      assert.equal(new Set(all.map((row) => JSON.stringify(row))).size, all.length);
      const { json: index } = await server.get('/v1');
      const count = index.data.collections.find(({ href }) => href === path)?.count ?? whole.meta.total;
      assert.equal(all.length, count);
      assert.ok(count > 5 || path === '/v1/articles', 'there is more than one page');
    });

  test('every id of /v1/facts comes once, in pages of 5', async () => {
    const all = await gathered(rows(client, '/v1/facts', { query: { limit: 5, fields: ['id'] } }));
    const ids = all.map(({ id }) => id);
    const { json: { meta } } = await server.get('/v1/facts?total=true&limit=1');
    assert.equal(ids.length, meta.total);
    assert.equal(new Set(ids).size, ids.length);
    const counts = (await gathered(pages(client, '/v1/facts', { query: { limit: 5, total: true } })))
      .map(({ data, meta: { count, total } }) => [data.length, count, total]);
    assert.deepEqual(counts[0], [5, 5, meta.total]);
    assert.equal(counts.length, Math.ceil(meta.total / 5));
  });

  test('a list of nothing has no rows', async () =>
    assert.deepEqual(await gathered(rows(client, '/v1/facts', { query: { unit: 'parsec' } })), []));

  for (const path of lists)
    test(`every parameter of ${path} is taken as the contract's example has it`, async () => {
      for (const { name, example } of parameters(path, 'query')) {
        if (name === 'cursor') continue;
        const query = { ...needed(path), [name]: example };
        const { response, error } = await client.GET(path, { params: { query } });
        assert.equal(response.status, 200, `${name}: ${JSON.stringify(error)}`);
      }
    });

  test('filters with an operator filter, a list among them', async () => {
    const units = async (filters) =>
      new Set((await gathered(rows(client, '/v1/figures', { query: { filters } }))).map(({ unit }) => unit));
    const all = await units({});
    assert.ok(all.size > 2);
    const [one, other] = all;
    assert.deepEqual(await units({ unit__in: [one, other] }), new Set([one, other]));
    assert.deepEqual(await units({ unit__ne: one }), new Set([...all].filter((unit) => unit !== one)));
    const [{ value }] = (await ok(client.GET('/v1/figures'))).data;
    const same = await gathered(rows(client, '/v1/figures', { query: { filters: { value__in: [value] } } }));
    assert.ok(same.length > 0 && same.every((figure) => figure.value === value));
  });

  test('text gives what the server gives with lang', async () => {
    for (const lang of ['ko', 'en']) {
      const ours = await gathered(rows(client, '/v1/facts'));
      const theirs = await gathered(rows(client, '/v1/facts', { query: { lang } }));
      for (const member of ['name', 'summary', 'place', 'gist', 'title'])
        assert.deepEqual(ours.map((fact) => text(fact[member] ?? null, lang)),
          theirs.map((fact) => fact[member] ?? null));
      assert.deepEqual(theirs.map(({ name }) => text(name, lang)), theirs.map(({ name }) => name));
    }
  });

  test('a wrong parameter is a ProblemError that names it', async () => {
    await assert.rejects(gathered(rows(client, '/v1/figures', { query: { unti: 'gpu' } })), (error) => {
      assert.ok(error instanceof ProblemError && error instanceof Error);
      const { name, type, title, status, detail, instance, request_id, errors, response } = error;
      assert.deepEqual({ name, type, title, status, detail, instance, errors }, {
        name: 'ProblemError', type: '/problems/invalid-parameter', title: 'A parameter is wrong', status: 400,
        detail: 'unti: figures have no such parameter', instance: '/v1/figures?unti=gpu',
        errors: [{ parameter: 'unti', detail: 'figures have no such parameter', suggestion: 'unit' }],
      });
      assert.equal(request_id, response.headers.get('x-request-id'));
      assert.equal(error.message, `400 ${detail}`);
      return true;
    });
  });

  test('so is what was never there, and what was removed', async () => {
    const get = (path, id) => ok(client.GET(path, { params: { path: { id } } }));
    await assert.rejects(get('/v1/facts/{id}', 'no.such'),
      { name: 'ProblemError', status: 404, type: '/problems/not-found' });
    await assert.rejects(get('/v1/articles/{id}', 'coastal-herald-20411'),
      { name: 'ProblemError', status: 410, type: '/problems/gone' });
  });

  test('a cursor that is none ends the walk with what the server says', () =>
    assert.rejects(gathered(rows(client, '/v1/facts', { query: { cursor: 'bogus' } })),
      ({ errors }) => errors[0].parameter === 'cursor'));

  test('an abort ends a walk, between pages and between rows', async () => {
    for (const limit of [1, 200]) {
      const stop = new AbortController();
      const seen = [];
      await assert.rejects(async () => {
        for await (const { id } of rows(client, '/v1/facts', { query: { limit }, signal: stop.signal })) {
          seen.push(id);
          if (seen.length === 2) stop.abort();
        }
      }, { name: 'AbortError' });
      assert.equal(seen.length, 2);
    }
    await assert.rejects(gathered(rows(client, '/v1/facts', { signal: AbortSignal.abort() })), { name: 'AbortError' });
  });
});

describe('a client of what somebody else answers', () => {
  const page = (next) => json({ data: [{ id: 'a' }], next, meta: { revision: 1, count: 1 } });

  test('an abort ends a request that is not answered', async () => {
    const stop = new AbortController();
    const { client } = recorded(({ signal }) => new Promise((_, fail) => {
      signal.addEventListener('abort', () => fail(signal.reason));
      stop.abort();
    }));
    await assert.rejects(gathered(rows(client, '/v1/facts', { signal: stop.signal })), { name: 'AbortError' });
  });

  test('pages are asked for when they are wanted, each as next has it, below the base', async () => {
    const { client, asked } = recorded((_, times) => page(times < 3 ? `/v1/facts?unit=gpu&cursor=${times}` : null),
      { baseUrl: 'http://facts.example/behind/', headers: { 'X-Request-Id': 'mine' } });
    for await (const { id } of rows(client, '/v1/facts', { query: { unit: 'gpu' } })) if (id) break;
    assert.equal(asked.length, 1);
    asked.length = 0;
    assert.equal((await gathered(rows(client, '/v1/facts', { query: { unit: 'gpu' } }))).length, 3);
    assert.deepEqual(asked.map(({ url }) => url), ['unit=gpu', 'unit=gpu&cursor=1', 'unit=gpu&cursor=2']
      .map((search) => `http://facts.example/behind/v1/facts?${search}`));
    assert.ok(asked.every(({ headers }) => headers.get('x-request-id') === 'mine'));
  });

  for (const next of ['http://evil.example/v1/facts?cursor=1', '//evil.example/v1/facts?cursor=1', 
    '/v1/figures?cursor=1', '/v1/facts', '/v1/facts/../x?cursor=1', '@evil.example/?cursor=1'])
    test(`${next} is not followed`, async () => {
      const { client, asked } = recorded(() => page(next));
      await assert.rejects(gathered(rows(client, '/v1/facts')), /not the next page of \/v1\/facts/);
      assert.equal(asked.length, 1);
    });

  test('parameters with several values are written as the contract says', async () => {
    const { client, asked } = recorded(() => page(null));
    let several = 0;
    for (const path of lists)
      for (const { name, explode } of parameters(path, 'query').filter((one) => one.schema.type === 'array')) {
        await client.GET(path, { params: { query: { [name]: ['a b', '가'] } } });
        const { searchParams } = new URL(asked.at(-1).url);
        assert.deepEqual(searchParams.getAll(name), explode === false ? ['a b,가'] : ['a b', '가'], `${path} ${name}`);
        several++;
      }
    assert.ok(several > 40);
    const filters = { unit__in: ['a,b', 1], unit__ne: undefined };
    await client.GET('/v1/facts', { params: { query: { kind: undefined, filters } } });
    assert.equal(new URL(asked.at(-1).url).search, `?${new URLSearchParams({ unit__in: '["a,b",1]' })}`);
  });

  test('an error that is no problem document is one of about:blank', async () => {
    const { client } = recorded(() => new Response('<h1>Bad Gateway</h1>',
      { status: 502, statusText: 'Bad Gateway', headers: { 'X-Request-Id': 'r1' } }));
    await assert.rejects(ok(client.GET('/v1')), { name: 'ProblemError', message: '502 Bad Gateway', status: 502,
      type: 'about:blank', title: 'Bad Gateway', detail: '', request_id: 'r1', instance: undefined, errors: [] });
    for (const nonsense of [{ type: 'nonsense', errors: 3 }, { type: 7 }, { type: null }, [], 'type', 7]) {
      const { client: other } = recorded(() => json(nonsense, { status: 500 }));
      await assert.rejects(ok(other.GET('/v1')),
        { name: 'ProblemError', type: 'about:blank', message: '500', errors: [], request_id: undefined });
    }
  });

  test('a problem told before the request was whole has what it has', async () => {
    const { client } = recorded(() => json({ type: '/problems/overloaded', title: 'Too much at once', status: 503,
      detail: 'too many connections', errors: [] }, { status: 503, headers: { 'Retry-After': '1' } }));
    await assert.rejects(ok(client.GET('/v1')), (error) => {
      assert.deepEqual([error.type, error.instance, error.request_id], ['/problems/overloaded', undefined, undefined]);
      assert.equal(error.response.headers.get('retry-after'), '1');
      return true;
    });
  });

  test('a 304 that was asked for is no body', async () => {
    const { client } = recorded(() => new Response(null, { status: 304 }));
    await assert.rejects(ok(client.GET('/v1')), { name: 'ProblemError', status: 304, type: 'about:blank' });
  });
});
