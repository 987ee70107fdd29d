// SPDX-License-Identifier: MIT
// Nothing is ignored, clamped or guessed: what is wrong in a request is refused by name, all of it at once.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { database, fixture, run, serve } from '../lib/factd.js';
import { scope } from './scope.js';
import { ask, request } from './wire.js';

const { collections } = JSON.parse(run(['describe']).stdout);

describe('a strict server', () => {
  const shared = scope();
  let server;
  before(async () => { server = await serve(shared, database(shared, fixture('harbour.json'))); });

  // The problem of a target, with what every problem has.
  async function problem(target, status = 400) {
    const answer = await server.get(target);
    assert.equal(answer.status, status, `${target}: ${answer.text}`);
    assert.equal(answer.headers.get('content-type'), 'application/problem+json', target);
    assert.deepEqual(Object.keys(answer.json), ['type', 'title', 'status', 'detail', 'instance', 'request_id', 'errors'], target);
    assert.equal(answer.json.status, status);
    assert.equal(answer.json.instance, target);
    assert.equal(answer.json.request_id, answer.headers.get('x-request-id'));
    for (const error of answer.json.errors) assert.deepEqual(Object.keys(error), ['parameter', 'detail', 'suggestion']);
    return answer.json;
  }

  // Exactly one parameter is wrong; gives its error.
  async function one(target, parameter) {
    const { type, errors } = await problem(target);
    assert.equal(type, '/problems/invalid-parameter', target);
    assert.deepEqual(errors.map((error) => error.parameter), [parameter], target);
    return errors[0];
  }

  // Refused before parameters are looked at.
  async function malformed(target) {
    const { type, errors } = await problem(target);
    assert.equal(type, '/problems/malformed-request', target);
    assert.deepEqual(errors, []);
  }

  for (const [target, parameter, suggestion] of [
    ['/v1/figures?unti=gpu', 'unti', 'unit'], ['/v1/figures?Unit=gpu', 'Unit', 'unit'], ['/v1/figures?valeu=1', 'valeu', 'value'],
    ['/v1/facts?particpant=x', 'particpant', 'participant'], ['/v1/facts?topics=x', 'topics', 'topic'],
    ['/v1/facts?limt=5', 'limt', 'limit'], ['/v1/facts?curser=x', 'curser', 'cursor'], ['/v1/facts?srot=id', 'srot', 'sort'],
    ['/v1/articles?title.kr=x', 'title.kr', 'title.ko'],
  ])
    it(`suggests ${suggestion} for the unknown parameter ${parameter}`, async () => {
      assert.equal((await one(target, parameter)).suggestion, suggestion);
    });

  it('suggests nothing where nothing is near', async () => {
    assert.equal((await one('/v1/facts?zzzzzzzz=1', 'zzzzzzzz')).suggestion, null);
  });

  for (const [target, parameter, suggestion] of [
    ['/v1/agreements?type=muo', 'type', 'mou'], ['/v1/agreements?status=singed', 'status', 'signed'], ['/v1/facts?kind=figures', 'kind', 'figure'],
    ['/v1/facts?role=speakr', 'role', 'speaker'], ['/v1/figures?comparator=gtee', 'comparator', 'gte'], ['/v1/agreements?type=MOU', 'type', null],
    ['/v1/facts?type=meting', 'type', 'meeting'], ['/v1/evidence?for=titel', 'for', 'title'], ['/v1/participants?kind=compny', 'kind', 'company'],
  ])
    it(`refuses the value in ${target}${suggestion ? ` and suggests ${suggestion}` : ''}`, async () => {
      const error = await one(target, parameter);
      if (suggestion) assert.equal(error.suggestion, suggestion);
    });

  it('lists the values that there are', async () => {
    const { detail } = await one('/v1/agreements?status=open', 'status');
    for (const word of ['signed', 'agreed', 'planned', 'ongoing', 'discussed']) assert.match(detail, new RegExp(`\\b${word}\\b`));
  });

  it('lists the values of both kinds that share a member', async () => {
    const { detail } = await one('/v1/facts?type=nothing', 'type');
    for (const word of ['mou', 'programme', 'meeting', 'summit']) assert.match(detail, new RegExp(`\\b${word}\\b`));
  });

  for (const name of ['limit', 'sort', 'cursor'])
    it(`refuses ${name} given twice, even with one value`, async () => {
      const { next } = (await server.get('/v1/facts?limit=5')).json;
      const value = { limit: '5', sort: 'id', cursor: next.split('cursor=')[1] }[name];
      assert.equal((await server.get(`/v1/facts?${name}=${value}`)).status, 200);
      await one(`/v1/facts?${name}=${value}&${name}=${value}`, name);
    });

  for (const limit of ['0', '201', '-1', '1.5', '99999999999999999999', 'all', 'ten', '0x10', '%20', '5%20', '+5', '5,6', 'NaN', '١'])
    it(`refuses limit=${limit}`, async () => {
      await one(`/v1/facts?limit=${encodeURI(decodeURI(limit))}`, 'limit');
    });

  for (const limit of [1, 200])
    it(`takes limit=${limit}`, async () => {
      assert.equal((await server.get(`/v1/facts?limit=${limit}`)).status, 200);
    });

  for (const [target, parameter] of [
    ['/v1/facts?limit=', 'limit'], ['/v1/facts?sort=', 'sort'], ['/v1/facts?cursor=', 'cursor'], ['/v1/figures?unit=', 'unit'],
    ['/v1/figures?value=', 'value'], ['/v1/facts?kind=', 'kind'], ['/v1/facts?date_from=', 'date_from'], ['/v1/facts?participant=', 'participant'],
    ['/v1/articles?published_at=', 'published_at'], ['/v1/evidence?verified=', 'verified'], ['/v1/facts?=x', ''], ['/v1/facts?since=', 'since'],
  ])
    it(`refuses the empty value in ${target}`, async () => { await one(target, parameter); });

  for (const [target, parameter] of [
    ['/v1/figures?value=many', 'value'], ['/v1/figures?value=0x10', 'value'], ['/v1/figures?value=1,000', 'value'], ['/v1/figures?value=1e999', 'value'],
    ['/v1/figures?value=9007199254740993', 'value'], ['/v1/figures?value=inf', 'value'], ['/v1/figures?value=1.', 'value'], ['/v1/figures?value=1e', 'value'],
    ['/v1/facts?since=1.5', 'since'], ['/v1/facts?date_from=2025-13', 'date_from'], ['/v1/facts?date_from=2025-02-29', 'date_from'],
    ['/v1/facts?date_from=2025-2', 'date_from'], ['/v1/facts?date_to=25-02-01', 'date_to'], ['/v1/facts?date_from=2025/2026', 'date_from'],
    ['/v1/articles?published_at=2025-10-31T15', 'published_at'], ['/v1/articles?published_at=2025-02-29', 'published_at'], ['/v1/articles?published_at=2025-10-31T15:06:44', 'published_at'],
    ['/v1/articles?published_at=2025-10-31T15:06:44+09:00', 'published_at'], ['/v1/articles?published_at=2025-10-31T25:06:44Z', 'published_at'],
    ['/v1/facts?participant=Nvidia', 'participant'], ['/v1/facts?participant=a--b', 'participant'], ['/v1/facts?participant=-a', 'participant'],
    ['/v1/facts?participant=a,b', 'participant'], ['/v1/facts?article=a.b.c', 'article'], ['/v1/facts?id=a.', 'id'],
    [`/v1/facts?participant=${'a'.repeat(65)}`, 'participant'], ['/v1/evidence?verified=1', 'verified'], ['/v1/evidence?verified=TRUE', 'verified'],
  ])
    it(`refuses what cannot be a value in ${target.slice(0, 60)}`, async () => { await one(target, parameter); });

  for (const [target, suggestion] of [
    ['/v1/figures?sort=valu', 'value'], ['/v1/figures?sort=-vlaue', 'value'], ['/v1/facts?sort=participant', null], ['/v1/facts?sort=date', null],
    ['/v1/facts?sort=name', null], ['/v1/facts?sort=href', null], ['/v1/facts?sort=%2Bid', null], ['/v1/facts?sort=--id', null],
    ['/v1/facts?sort=id%20desc', null], ['/v1/facts?sort=id;drop', null], ['/v1/facts?sort=random()', null], ['/v1/evidence?sort=id', null],
  ])
    it(`refuses to sort in ${target}`, async () => {
      const error = await one(target, 'sort');
      if (suggestion) assert.equal(error.suggestion, suggestion);
    });

  for (const sort of ['value,value', 'value,-value', 'id,value', '-id,value', 'value,,unit', ',value', 'value,'])
    it(`refuses sort=${sort}`, async () => { await one(`/v1/figures?sort=${sort}`, 'sort'); });

  it('takes the id as the last key', async () => {
    assert.equal((await server.get('/v1/figures?sort=-value,id')).status, 200);
  });

  it('refuses more keys than it sorts by', async () => {
    const names = collections.find(({ name }) => name === 'facts').fields.filter(({ sort }) => sort).map(({ name }) => name);
    const { errors } = await problem(`/v1/facts?sort=${[...new Set(names)].filter((name) => name !== 'id').join(',')}`);
    assert.ok(errors.every(({ parameter }) => parameter === 'sort'));
  });

  // ---- the target itself ----

  for (const target of ['/v1/facts?unit=%', '/v1/facts?unit=%4', '/v1/facts?unit=%zz', '/v1/facts?%=1', '/v1/%', '/v1/fac%ts', '/v1/facts?unit=%4g'])
    it(`refuses broken percent-encoding in ${target}`, async () => { await malformed(target); });

  for (const target of ['/v1/facts?unit=%00', '/v1/facts?unit=gpu%00x', '/v1/facts?un%00it=gpu', '/v1/facts/a%00b', '/v1%00'])
    it(`refuses %00 in ${target}`, async () => { await malformed(target); });

  for (const target of ['/v1/figures?unit=%ff', '/v1/figures?name.ko=%C0%AF', '/v1/figures?name.ko=%ED%A0%80', '/v1/figures?name.ko=%F4%90%80%80',
    '/v1/figures?name.ko=%EA%B0', '/v1/facts/%80', '/v1/figures?%FE=1'])
    it(`refuses invalid UTF-8 in ${target}`, async () => { await malformed(target); });

  for (const target of ['/v1/facts?kind', '/v1/facts?kind=figure&unit', '/v1/facts?unit&kind=figure'])
    it(`refuses a parameter without "=" in ${target}`, async () => { await malformed(target); });

  it('takes an empty query and empty places between parameters', async () => {
    const plain = await server.get('/v1/figures?unit=krw&limit=5');
    for (const target of ['/v1/figures?&unit=krw&&limit=5&'])
      assert.deepEqual((await server.get(target)).json, plain.json);
    assert.equal((await ask(server, request('GET', '/v1/facts?'))).status, 200);
  });

  it('takes 64 parameters and refuses 65', async () => {
    const many = (count) => `/v1/facts?${Array(count).fill('kind=figure').join('&')}`;
    assert.equal((await server.get(many(64))).status, 200);
    await malformed(many(65));
  });

  it('takes 64 members of one membership', async () => {
    const target = `/v1/facts?${Array.from({ length: 63 }, (_, i) => `participant=p${i}`).join('&')}&role=party`;
    assert.deepEqual((await server.get(target)).json.data, []);
  });

  it('refuses so many combinations of members that nobody means them', async () => {
    const half = (name, value) => Array(32).fill(`${name}=${value}`).join('&');
    const { errors } = await problem(`/v1/facts?${half('participant', 'garam')}&${half('role', 'party')}`);
    assert.equal(errors.length, 1);
  });

  it('takes a target of 4096 bytes and refuses a longer one as 414', async () => {
    const target = (length) => `/v1/facts?name.ko=${'x'.repeat(length - '/v1/facts?name.ko='.length)}`;
    assert.equal((await server.get(target(4096))).status, 200);
    const answer = await server.get(target(4097));
    assert.equal(answer.status, 414);
    assert.equal(answer.json.type, '/problems/target-too-long');
  });

  it('refuses a target of any length without harm', async () => {
    for (const length of [8000, 20000, 100000]) {
      const answer = await ask(server, request('GET', `/${'x'.repeat(length)}`));
      assert.ok(answer === null || [414, 431].includes(answer.status), `${length}: ${answer?.line}`);
    }
    assert.equal((await server.get('/v1')).status, 200);
  });

  it('takes UTF-8 as it is typed behind curl', async () => {
    const typed = await ask(server, request('GET', '/v1/participants?name.ko=가람'));
    const encoded = await ask(server, request('GET', `/v1/participants?name.ko=${encodeURIComponent('가람')}`));
    assert.equal(typed.status, 200);
    assert.equal(typed.body, encoded.body);
    assert.equal(typed.headers.etag, encoded.headers.etag);
  });

  it('refuses bytes that a target must not hold', async () => {
    for (const target of ['/v1/figures#top', '/v1/\x7f', '/\x01']) {
      const answer = await ask(server, Buffer.from(request('GET', target), 'latin1'));
      assert.equal(answer.status, 400, target);
    }
  });

  it('takes UTF-8 that was not percent-encoded like what was', async () => {
    const plain = await ask(server, request('GET', '/v1/participants?name.ko=가람'));
    assert.equal(plain.status, 200);
    assert.deepEqual(plain.json, (await server.get(`/v1/participants?name.ko=${encodeURIComponent('가람')}`)).json);
    assert.equal(plain.json.data.length, 1);
  });

  // ---- all at once ----

  it('lists everything that is wrong', async () => {
    const { errors } = await problem('/v1/agreements?unti=gpu&type=muo&limit=0&sort=valu,id,id&status=signed&date_from=x&cursor=y');
    assert.deepEqual(errors.map(({ parameter }) => parameter).sort(), ['date_from', 'limit', 'sort', 'sort', 'type', 'unti']);
  });

  it('names the first fault in the detail', async () => {
    assert.match((await problem('/v1/figures?unti=gpu&limit=0')).detail, /unti/);
  });

  it('shows what was typed without control characters', async () => {
    const answer = await server.get('/v1/agreements?type=%0d%0aX-Evil:%201%1b%5b31m%7f&%0d%0a=1');
    assert.equal(answer.status, 400);
    assert.equal(answer.headers.get('x-evil'), null);
    assert.doesNotMatch(answer.text.trimEnd(), /[\x00-\x1f\x7f]/);
  });

  it('takes a value apart from SQL', async () => {
    for (const value of ["' OR 1=1 --", '"', "x'; DROP TABLE fact; --", '%', '_', '*', '\\'])
      assert.deepEqual((await server.get(`/v1/facts?name.ko=${encodeURIComponent(value)}`)).json.data, []);
    assert.equal((await server.get('/v1/facts')).json.data.length, 24);
  });

  for (const target of ['/v1', '/', '/livez', '/readyz', '/openapi.yaml', '/openapi.json', '/problems/not-found', '/v1/articles/haedong-2026-03-12-harbour',
    '/v1/articles/haedong-2026-03-12-harbour/document', '/v1/facts/haedong-2026-03-12-harbour.tugs', '/v1/participants/garam', '/v1/topics/port-jobs'])
    it(`refuses parameters on ${target}`, async () => {
      await one(`${target}?x=1`, 'x');
      const { errors } = await problem(`${target}?limit=1&x=1`);
      assert.ok(errors.some(({ parameter }) => parameter === 'limit'));
    });

  it('names every parameter that a path does not take', async () => {
    for (const target of ['/v1', '/v1/participants/garam', '/livez', '/openapi.json', '/problems/not-found']) {
      const { errors } = await problem(`${target}?a=1&b=2`);
      assert.deepEqual(errors.map(({ parameter }) => parameter), ['a', 'b'], target);
    }
  });

  it('explains every type of problem under its address', async () => {
    const answers = await Promise.all([
      server.get('/v1/facts?x=1'), server.get('/v1/facts?x'), server.get('/x'), server.get('/v1/facts', { method: 'POST' }),
      server.get('/v1/facts', { headers: { accept: 'image/png' } }), server.get(`/${'x'.repeat(5000)}`),
      ask(server, request('GET', '/v1', { 'Content-Length': 1 })),
    ]);
    const types = new Map(answers.map(({ json }) => [json.type, json.status]));
    assert.equal(types.size, 7);
    for (const [type, status] of types) {
      const page = await server.get(type);
      assert.equal(page.status, 200, type);
      assert.equal(page.json.type, type);
      assert.equal(page.json.status, status);
      assert.ok(page.json.title.length > 5 && page.json.meaning.length > 20, type);
    }
  });

  it('knows no other type of problem', async () => {
    await problem('/problems/nothing', 404);
    await problem('/problems', 404);
  });
});
