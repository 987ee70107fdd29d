// SPDX-License-Identifier: MIT
// Many clients at once, of answers that are being built, kept, compressed, renewed and dropped. What they are told is held
// against a server that keeps nothing and is asked one thing at a time, at each revision of an equal dataset.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { database, ended, folder, serve } from '../lib/factd.js';
import { seed } from './expect.js';
import { anyArticle, article, figure, random, write } from './generate.js';
import { eventually, scope } from './scope.js';
import { ask, request, Wire } from './wire.js';

const codings = ['identity', 'gzip', 'br'];
const suffix = { identity: '', gzip: '-gzip', br: '-br' };
const hit = 'cache;desc=hit';
const timing = ({ headers }) => headers['server-timing'];
const queried = (answer) => /query;dur=/.test(timing(answer) ?? '');
const DEADLINE = 60_000;

// Opens `count` connections, then sends `bytes(i)` over each of them at once; gives the answers.
async function atOnce(server, count, bytes) {
  const wires = Array.from({ length: count }, () => new Wire(server));
  try {
    await Promise.all(wires.map((wire) => wire.opened));
    return await Promise.all(wires.map((wire, i) => wire.send(bytes(i)).response()));
  } finally {
    for (const wire of wires) wire.close();
  }
}

describe('clients while a dataset changes', () => {
  const shared = scope();
  const home = folder(shared);

  // The article that comes and goes: of version v it has 20 + v facts, each of value v.
  const version = (v) => article({
    id: 'moving', facts: Array.from({ length: 20 + v }, (_, i) => figure(`p${i}`, v, { name: { en: `Moving ${i} of ${v}` } })),
    participants: [{ id: `guest-${v}`, kind: 'company', name: { en: `Guest ${v}` } }], topics: [`topic-${v}`],
  });
  const base = anyArticle('base', 120, random(7));
  // What is done for each revision after the first: a version is loaded, or null for the removal.
  const steps = [2, 3, null, 3, 4, 5, null, 2, 6, null, 7, 8];

  const targets = ['/v1', '/v1/articles', '/v1/figures?article=moving&limit=200', '/v1/figures?article=moving&sort=-value,id&limit=9&total=true&facet=unit', '/v1/facts/moving.p0',
    '/v1/facts?limit=200&sort=-name.en', '/v1/facts?format=csv&limit=60', '/v1/figures?article=moving&format=ndjson', '/v1/facts?article=moving&format=jsonld',
    '/v1/search?q=moving', '/v1/participants?limit=200', '/v1/participants/guest-3', '/v1/topics', '/v1/articles/moving/document', '/v1/facts/base.f0', '/v1/facts/no.such',
    '/openapi.json', '/v1/context.jsonld', ...Array.from({ length: 24 }, (_, i) => `/v1/facts?limit=40&name.en__ne=n${i}`)];
  // { target: { bodies: Map(digits of the tag → { plain, revision }), errors: Set(text of status and detail) } }
  const expected = Object.fromEntries(targets.map((target) => [target, { bodies: new Map(), errors: new Set() }]));
  const wrong = ({ status, detail }) => `${status} ${detail}`;

  const start = async () => database(shared, ...write(home, base));
  async function step(path, v) {
    const done = await ended(v === null ? ['remove', '--database', path, 'moving'] : ['load', '--database', path, ...write(home, version(v))]);
    assert.equal(done.status, 0, done.stderr);
  }

  before(async () => {
    const path = await start();
    const server = await serve(shared, path, '--cache-mib', '0', '--access-log', 'off');
    for (let revision = 1; ; revision++) {
      assert.ok(await eventually(async () => (await server.get('/v1')).json.meta.revision === revision, DEADLINE));
      for (const target of targets) {
        const { status, headers, plain, json } = await ask(server, request('GET', target));
        if (status !== 200) expected[target].errors.add(wrong(json));
        else expected[target].bodies.set(headers.etag.slice(1, 33), { plain, revision });
      }
      if (revision > steps.length) break;
      await step(path, steps[revision - 1]);
    }
    for (const target of targets.slice(0, 4)) assert.equal(expected[target].bodies.size, steps.length + 1, `${target} has a tag for each revision`);
  });

  // One client with a connection that is kept: asks, and holds every answer against what is expected, until told to end.
  async function client(server, chance, progress) {
    const tags = {};
    let wire = new Wire(server);
    for (let round = 0; !progress.over || round < 30; round++) {
      const asked = Array.from({ length: 1 + chance.below(4) }, () => {
        const target = chance.pick(targets), accepted = chance.pick([['identity'], ['gzip', 'identity'], ['br', 'identity'], ['br', 'gzip', 'identity'], ['gzip'], ['br']]);
        const known = chance.chance(0.4) && tags[target] ? chance.pick([tags[target], tags[target].replace(/(-gzip|-br)?"$/, `${suffix[chance.pick(codings)]}"`), '*']) : null;
        return { target, accepted, known, head: chance.chance(0.1) };
      });
      wire.send(asked.map(({ target, accepted, known, head }) => request(head ? 'HEAD' : 'GET', target, {
        'Accept-Encoding': accepted.includes('identity') ? accepted.join(', ') : `${accepted}, identity;q=0`, 'If-None-Match': known,
      })).join(''));
      if (chance.chance(0.03)) { // leaves before the answers
        wire.close();
        wire = new Wire(server);
        continue;
      }
      for (const one of asked) {
        const answer = await wire.response({ head: one.head });
        assert.ok(answer, 'the connection ended');
        check(one, answer, tags);
        progress.answers++;
        progress.revision = Math.max(progress.revision, answer.json?.meta?.revision ?? 0);
      }
    }
    wire.close();
  }

  function check({ target, accepted, known, head }, answer, tags) {
    const what = `SEED=${seed}: ${head ? 'HEAD' : 'GET'} ${target} in ${accepted}, knowing ${known}: ${answer.line} ${answer.headers.etag}`;
    const { status, headers, plain, json } = answer;
    assert.equal(headers.vary, 'Accept, Accept-Encoding', what);
    if (status >= 400) {
      assert.ok([404, 410].includes(status), what);
      if (!head) assert.ok(expected[target].errors.has(wrong(json)), `${what}: ${wrong(json)}`);
      if (!head) assert.equal(json.request_id, headers['x-request-id'], what);
      assert.equal(timing(answer), undefined, what);
      return;
    }
    const [, digits, coded] = /^"([0-9a-f]{32})(|-gzip|-br)"$/.exec(headers.etag) ?? assert.fail(what);
    const coding = codings.find((one) => suffix[one] === coded);
    const right = expected[target].bodies.get(digits);
    assert.ok(right, `${what}: a tag of no revision`);
    assert.ok(accepted.includes(coding), what);
    tags[target] = headers.etag;
    if (status === 304) {
      assert.ok(known === '*' || known === headers.etag, what);
      return;
    }
    assert.equal(status, 200, what);
    assert.equal(headers['content-encoding'] ?? 'identity', coding, what);
    assert.notEqual(known, '*', what);
    if (known === headers.etag) assert.fail(`${what}: it is known`);
    if (head) return;
    assert.equal(Number(headers['content-length']), answer.sent.length, what);
    assert.ok(plain.equals(right.plain), `${what}: other bytes than those of its tag`);
    if (json?.meta) assert.equal(json.meta.revision, right.revision, what);
  }

  for (const mib of ['64', '1', '0'])
    it(`are each told one state, with the tag that is its own, where ${mib} MiB are kept`, { timeout: 300_000 }, async (t) => {
      const path = await start();
      const server = await serve(t, path, '--cache-mib', mib, '--access-log', 'off');
      const progress = { over: false, answers: 0, revision: 0 };
      const clients = Array.from({ length: 8 }, (_, i) => client(server, random(seed + i), progress));
      const failed = Promise.all(clients).then(() => new Promise(() => {}));
      const loading = async () => {
        for (const [i, v] of steps.entries()) {
          await step(path, v);
          const before = progress.answers;
          const seen = () => progress.over || (progress.revision >= i + 2 && progress.answers >= before + 60);
          assert.ok(await eventually(seen, DEADLINE), `revision ${i + 2} is seen by nobody`);
          if (progress.over) return;
        }
      };
      try {
        await Promise.race([loading(), failed]);
      } finally {
        progress.over = true;
      }
      await Promise.all(clients);

      const last = steps.length + 1;
      for (const target of targets)
        for (const coding of codings) {
          const now = await eventually(async () => {
            const answer = await ask(server, request('GET', target, { 'Accept-Encoding': coding }));
            return (answer.status !== 200 || [...expected[target].bodies.values()].at(-1).plain.equals(answer.plain)) && answer;
          }, DEADLINE);
          assert.ok(now, `${target} in ${coding} stays behind`);
          if (now.json?.meta) assert.equal(now.json.meta.revision, last);
          if (now.status !== 200) continue;
          for (const [digits] of [...expected[target].bodies].slice(0, -1)) {
            const old = `"${digits}${suffix[coding]}"`;
            assert.equal((await ask(server, request('GET', target, { 'Accept-Encoding': coding, 'If-None-Match': old }))).status, 200, `${target}: ${old} is old`);
          }
        }
      const { code, log } = await server.stop();
      assert.equal(code, 0, log.slice(-2000));
    });

  it('leave a server that can be stopped amid all of it', async (t) => {
    for (let round = 0; round < 6; round++) {
      const path = await start();
      const server = await serve(t, path, '--access-log', 'off', '--cache-mib', round % 2 ? '1' : '64');
      const wires = Array.from({ length: 8 }, () => new Wire(server));
      const asking = wires.map(async (wire, i) => {
        const chance = random(seed + i + round);
        for (let count = 0; ; count++) {
          const answer = await wire.send(request('GET', chance.pick(targets), { 'Accept-Encoding': chance.pick(codings) })).response();
          if (!answer) return count;
          assert.ok([200, 404, 410, 503].includes(answer.status), answer.line);
        }
      });
      await wires[0].opened;
      await ask(server, request('GET', '/v1'));
      await Promise.all([step(path, 2 + round), new Promise((done) => setTimeout(done, 10 * round))]);
      const end = await server.stop();
      await Promise.all(asking);
      wires.forEach((wire) => wire.close());
      assert.deepEqual([end.code, end.signal], [0, null], `round ${round}: ${end.log.slice(-2000)}`);
    }
  });
});

describe('clients that ask for one thing at once', () => {
  const shared = scope();
  let path;
  before(() => { path = database(shared, ...write(folder(shared), ...['one', 'two', 'three', 'four'].map((id) => anyArticle(id, 300, random(2))))); });
  const start = (t, ...args) => serve(t, path, '--access-log', 'off', ...args);
  const slow = (i) => `/v1/facts?limit=200&sort=-name.ko,name.en&name.en__ne=n${i}`;
  const id = (i) => ({ 'X-Request-Id': `r${i}` });

  it('are 64 who get the same bytes of one query', async (t) => {
    const server = await start(t);
    for (let round = 0; round < 6; round++) {
      const answers = await atOnce(server, 64, (i) => request('GET', slow(round), id(i)));
      for (const [i, answer] of answers.entries()) {
        assert.equal(answer.status, 200);
        assert.ok(answer.sent.equals(answers[0].sent));
        assert.equal(answer.headers.etag, answers[0].headers.etag);
        assert.equal(answer.headers['x-request-id'], `r${i}`);
        assert.ok(queried(answer) || timing(answer) === hit, timing(answer));
      }
      assert.equal(answers.filter(queried).length, 1, 'one of them asked the database');
    }
  });

  it('need one place in the queue', async (t) => {
    const server = await start(t, '--workers', '1', '--queue', '1');
    for (let round = 0; round < 4; round++) {
      const answers = await atOnce(server, 64, () => request('GET', slow(round)));
      assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
      assert.equal(answers.filter(queried).length, 1);
    }
  });

  it('get it in the coding that each of them takes', async (t) => {
    const server = await start(t);
    for (let round = 0; round < 6; round++) {
      const answers = await atOnce(server, 63, (i) => request('GET', slow(round), { 'Accept-Encoding': codings[(i + round) % 3] }));
      for (const [i, answer] of answers.entries()) {
        assert.equal(answer.status, 200);
        assert.equal(answer.headers['content-encoding'] ?? 'identity', codings[(i + round) % 3]);
        assert.ok(answer.plain.equals(answers[0].plain));
        assert.equal(answer.headers.etag.slice(0, 33), answers[0].headers.etag.slice(0, 33));
      }
      const built = answers.filter(queried).length;
      assert.ok(built >= 1 && built <= 3, `${built} queries`);
    }
  });

  it('get it, or know it, by GET and HEAD, and whatever the first of them does', async (t) => {
    const server = await start(t);
    for (let round = 0; round < 10; round++) {
      const target = slow(round);
      const leaving = Array.from({ length: 6 }, () => new Wire(server));
      await Promise.all(leaving.map((wire) => wire.opened));
      const sent = leaving.map((wire) => wire.send(request(round % 2 ? 'GET' : 'HEAD', target)));
      if (round % 3) await new Promise(setImmediate);
      const asking = atOnce(server, 24, (i) => request('GET', target, { 'If-None-Match': i % 4 === 0 ? '*' : null }));
      sent.forEach((wire) => wire.close());
      const answers = await asking;
      const bodies = answers.filter(({ status }) => status === 200);
      for (const [i, { status, headers }] of answers.entries()) {
        assert.equal(status, i % 4 === 0 ? 304 : 200);
        assert.equal(headers.etag, answers[0].headers.etag);
      }
      for (const { sent: bytes } of bodies) assert.ok(bytes.equals(bodies[0].sent));
      assert.equal(timing(await ask(server, request('GET', target))), hit);
    }
  });

  it('are each told of an error of their own', async (t) => {
    const server = await start(t);
    for (let round = 0; round < 6; round++) {
      const target = `/v1/facts/nothing.n${round}`;
      const answers = await atOnce(server, 64, (i) => request('GET', target, i % 2 ? id(i) : {}));
      for (const [i, { status, headers, json }] of answers.entries()) {
        assert.equal(status, 404);
        assert.equal(json.instance, target);
        assert.equal(json.request_id, headers['x-request-id']);
        if (i % 2) assert.equal(json.request_id, `r${i}`);
        assert.equal(headers['server-timing'], undefined);
      }
      assert.equal(new Set(answers.map(({ json }) => json.request_id)).size, 64);
    }
  });

  it('are all answered where some cannot be, and those who cannot are told so', async (t) => {
    for (const args of [['--workers', '1', '--queue', '1'], ['--query-milliseconds', '1'], ['--workers', '1', '--queue-milliseconds', '1'], ['--cache-mib', '0', '--workers', '1', '--queue', '2']]) {
      const server = await start(t, ...args);
      for (let round = 0; round < 3; round++) {
        // Eight times eight that ask for one thing.
        const answers = await atOnce(server, 64, (i) => request('GET', slow(100 * round + i % 8), id(i)));
        for (const [i, { status, headers, json, sent }] of answers.entries()) {
          assert.ok([200, 503].includes(status), `${status}`);
          if (status === 503) {
            assert.equal(json.request_id, `r${i}`);
            assert.equal(json.instance, slow(100 * round + i % 8));
            assert.match(headers['retry-after'], /^[1-9]\d*$/);
            assert.equal(headers['server-timing'], undefined);
          } else {
            const twin = answers.find((other, k) => k % 8 === i % 8 && other.status === 200);
            assert.ok(sent.equals(twin.sent));
          }
        }
      }
      assert.equal((await ask(server, request('GET', '/livez'))).status, 200);
    }
  });

  it('end with a server that is stopped', async (t) => {
    for (let round = 0; round < 6; round++) {
      const server = await start(t, '--workers', '1');
      const wires = Array.from({ length: 32 }, () => new Wire(server));
      await Promise.all(wires.map((wire) => wire.opened));
      await ask(server, request('GET', '/livez'));
      const answers = wires.map((wire, i) => wire.send(request('GET', slow(i % 2), { 'Accept-Encoding': codings[i % 3] })).response());
      await new Promise((done) => setTimeout(done, round));
      const { code, log } = await server.stop();
      assert.equal(code, 0, log.slice(-2000));
      for (const answer of await Promise.all(answers)) if (answer) assert.ok([200, 503].includes(answer.status), answer.line);
      wires.forEach((wire) => wire.close());
    }
  });
});
