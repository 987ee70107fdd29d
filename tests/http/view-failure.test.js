// SPDX-License-Identifier: MIT
// Pages in place of what was asked for: whatever a target holds, they are there and lead nowhere else.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { database, fixture, serve } from '../lib/factd.js';
import { scope } from './scope.js';
import { ask, request } from './wire.js';

const entities = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
const plain = (html) => html.replace(/&[a-z#0-9]+;/g, (one) => entities[one]);

describe('a page that says what went wrong', () => {
  const shared = scope();
  let server;
  before(async () => { server = await serve(shared, database(shared, fixture('harbour.json'))); });

  async function page(target, status, headers = {}) {
    const answer = await ask(server, request('GET', target, { Accept: 'text/html', ...headers }));
    assert.ok(answer, `${target}: no answer`);
    assert.equal(answer.status, status, target);
    assert.equal(answer.headers['content-type'], 'text/html; charset=utf-8', target);
    return answer.body;
  }

  // A parameter that ends in the middle has a name, or not even that, and no value.
  for (const parameter of ['lang', 'lang=%00', 'lang=%ff', 'lang=%', '%00=1', '%', 'q=a&lang'])
    it(`is there where the target ends in ${parameter}`, async () => {
      for (const path of ['/', '/facts', '/facts/x', '/search', '/embed/x', '/docs', '/nowhere'])
        await page(`${path}?${parameter}`, 400);
    });

  for (const [target, status] of [
    ['//evil.example', 404], ['//evil.example/facts', 404], ['///evil.example', 404], ['/\\evil.example', 404], ['/%5Cevil.example', 404],
    ['//evil.example?q=%', 400], ['http://here//evil.example', 404], ['evil.example', 400], ['javascript:alert(1)', 400], ['*', 404],
    ['/%3Fq=1', 404], ['/%23x', 404], ['/%ff', 400], ['/%22%3E%3Cscript%3E', 404],
  ])
    it(`leads to this server alone at ${target}`, async () => {
      const here = 'http://here.example/';
      const hrefs = [...(await page(target, status)).matchAll(/(?:href|src|action)="([^"]*)"/g)].map(([, href]) => plain(href));
      assert.ok(hrefs.length > 5);
      for (const href of hrefs) {
        assert.equal(new URL(href, here).origin, new URL(here).origin, href);
        assert.match(href, /^[\x21-\x7e]+$/);
      }
    });

  it('asks for the same again', async () => {
    const links = async (target) => [...(await page(target, 404)).matchAll(/href="([^"]*)"/g)].map(([, href]) => plain(href));
    for (const target of ['/nowhere', '/no%3Fwhere', '/%EA%B0%80/b', '//evil.example'])
      for (const href of (await links(`${target}?q=a%26b`)).filter((one) => one.includes('q='))) {
        const { pathname, searchParams } = new URL(href, 'http://here.example/');
        assert.equal(pathname, target);
        assert.equal(searchParams.get('q'), 'a&b');
      }
  });
});

describe('a page that stands in for a frame', () => {
  const shared = scope();

  it('may be framed, and no other, however early it is refused', async () => {
    const server = await serve(shared, database(shared, fixture('harbour.json')), '--rate', '1', '--rate-burst', '1');
    const refused = async (target) => {
      for (;;) {
        const { status, headers } = await ask(server, request('GET', target, { Accept: 'text/html' }));
        if (status === 429) return headers['content-security-policy'];
      }
    };
    assert.match(await refused('/embed/x'), /; frame-ancestors \*$/);
    assert.match(await refused('/embed/x?lang=%'), /; frame-ancestors \*$/);
    assert.match(await refused('/facts/x'), /; frame-ancestors 'none'$/);
    assert.match(await refused('//embed/x'), /; frame-ancestors 'none'$/);
  });

  it('may be framed where its address is wrong', async () => {
    const server = await serve(shared, database(shared, fixture('harbour.json')));
    for (const [target, status] of [['/embed/x', 404], ['/embed/x?lang=%', 400], ['/embed/x?lang', 400], ['/embed/x?lang=fr', 400]]) {
      const answer = await ask(server, request('GET', target, { Accept: 'text/html' }));
      assert.equal(answer.status, status, target);
      assert.match(answer.headers['content-security-policy'], /; frame-ancestors \*$/, target);
    }
  });
});
