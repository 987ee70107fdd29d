// SPDX-License-Identifier: MIT
// What caches are told of pages: each language and each form of an address is an answer of its own, also where it is
// as it was.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { database, fixture, serve } from '../lib/factd.js';
import { scope } from './scope.js';
import { ask, request } from './wire.js';

const PAGE = 'Accept, Accept-Encoding, Accept-Language';
const questions = ['/', '/facts', '/articles?lang=en', '/search?q=a'].flatMap((target) =>
  ['ko', 'en;q=0.5, ko;q=0.4', 'fr'].map((language) => [target, { Accept: 'text/html', 'Accept-Language': language }]));
questions.push(['/', { Accept: 'application/json', 'Accept-Language': 'ko' }], ['/', { Accept: 'application/json', 'Accept-Language': 'en' }]);

for (const mebibytes of ['0', '16'])
  describe(`a server that keeps ${mebibytes} MiB of answers`, () => {
    const shared = scope();
    const server = serve(shared, database(shared, fixture('harbour.json')), '--cache-mib', mebibytes);
    const get = async (target, headers) => ask(await server, request('GET', target, headers));

    // Twice, since what is kept is not made in the way that the first answer is.
    async function each(look) {
      for (const round of [1, 2])
        for (const [target, headers] of questions) await look(target, headers, `${target} ${headers['Accept-Language']} (${round})`);
    }

    it('varies a page by Accept-Language, and its 304 as much', () => each(async (target, headers, name) => {
      const { headers: { vary, etag } } = await get(target, headers);
      assert.equal(vary, headers.Accept === 'text/html' ? PAGE : 'Accept, Accept-Encoding', name);
      const again = await get(target, { ...headers, 'If-None-Match': etag });
      assert.equal(again.status, 304, name);
      assert.equal(again.headers.vary, vary, name);
      assert.equal(again.headers.etag, etag, name);
    }));

    it('takes no tag of another language or form', async () => {
      const answers = await Promise.all(questions.map(([target, headers]) => get(target, headers)));
      for (const [i, [target, headers]] of questions.entries())
        for (const [j, { headers: { etag }, body }] of answers.entries()) {
          const { status } = await get(target, { ...headers, 'If-None-Match': etag });
          assert.equal(status, body === answers[i].body ? 304 : 200, `${questions[j]} for ${target} ${headers['Accept-Language']}`);
        }
    });
  });
