// SPDX-License-Identifier: MIT
// The markup of pages, whatever the texts in them hold: nothing but elements that are well written, without scripts and
// styles of their own, whose addresses are this server's or the web's.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { hostile } from '../browser/lib/hostile.js';
import { database, folder, serve, shipped } from '../lib/factd.js';
import { write } from '../lib/generate.js';
import { scope } from './scope.js';

const entities = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
const plain = (html) => html.replace(/&[a-z#0-9]+;/g, (one) => entities[one]);

const tag = /^<\/?([a-z][a-z0-9]*)((?: [a-z-]+(?:="[^"<>]*")?)*)\/?>/i;
const addresses = ['href', 'src', 'action', 'data-graph'];

// What is wrong with a page: a list of texts.
function faults(html) {
  const found = [], body = html.replace(/^<!doctype html>\n/, '');
  for (const { index } of body.matchAll(/</g)) {
    const match = tag.exec(body.slice(index));
    if (!match) {
      found.push(`no element: ${body.slice(index, index + 40)}`);
      continue;
    }
    const [whole, name, attributes] = match;
    const has = Object.fromEntries([...attributes.matchAll(/ ([a-z-]+)(?:="([^"]*)")?/gi)].map(([, key, value]) => [key, value]));
    if (Object.keys(has).some((key) => /^(on.*|style|srcdoc|formaction)$/.test(key)) || /^(style|iframe|object|embed|base)$/.test(name)) found.push(whole);
    if (name === 'script' && !whole.startsWith('</') && !has.src?.startsWith('/assets/')) found.push(whole);
    for (const key of addresses.filter((one) => one in has))
      if (!/^(\/(?![/\\])|#|https?:\/\/[a-z]+\.example\/|https:\/\/www\.segye\.com\/)/.test(plain(has[key]))) found.push(whole);
  }
  return [...new Set(found)];
}

describe('pages of strange texts', () => {
  const shared = scope();
  let server;
  before(async () => {
    const { json, txt } = write(folder(shared), hostile());
    server = await serve(shared, database(shared, '--text', txt, json, shipped), '--texts', 'on');
  });

  // From the beginning of each kind of page, wherever it leads.
  it('are well written, wherever one goes', async () => {
    const left = ['/?lang=ko', '/?lang=en', '/search?q=attack', '/search?q=%3Cscript', '/facts?q=%22%3E&lang=en'];
    const seen = new Set(left);
    while (left.length) {
      const at = left.shift(), { text } = await server.get(at, { headers: { Accept: 'text/html' } });
      assert.deepEqual(faults(text), [], at);
      for (const [, escaped] of text.matchAll(/<a [^>]*href="([^"]*)"/g)) {
        const next = plain(escaped).replace(/#.*/, '');
        if (!/^\/(articles|facts|participants|embed|search|\?|$)/.test(next) || seen.has(next) || seen.size >= 400) continue;
        seen.add(next);
        left.push(next);
      }
    }
    assert.equal(seen.size, 400);
  });

  it('are well written in frames', async () => {
    const { data } = (await server.get('/v1/facts?article=hostile&fields=id&limit=200')).json;
    for (const { id } of data)
      for (const lang of ['ko', 'en']) {
        const { status, text } = await server.get(`/embed/${id}?lang=${lang}`, { headers: { Accept: 'text/html' } });
        assert.equal(status, 200);
        assert.deepEqual(faults(text), [], id);
      }
  });
});
