// SPDX-License-Identifier: MIT
// Facts whose texts would break a page that escapes, wraps or falls back badly: they stand there as text.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { scope } from '../http/scope.js';
import { browser } from './lib/browser.js';
import { long, MARK, strings } from './lib/hostile.js';
import { textOf, wide } from './lib/inside.js';
import { axe, shot } from './lib/looks.js';
import { strange } from './lib/servers.js';
import { languages, sizes } from './lib/views.js';

const shared = scope();
const { visit } = browser(shared);
let server;

before(async () => { server = await strange(shared); });

// Each shows all strings, or those that are named here. One that is awaited has no page yet.
const views = [
  { name: 'article', path: '/articles/hostile', texts: [...Object.values(strings), ...Object.values(long)] },
  { name: 'articles', path: '/articles', texts: [strings.script, strings.attribute, long.word] },
  { name: 'facts', path: '/facts', texts: Object.values(strings) },
  { name: 'fact', path: '/facts/hostile.f-crowd', texts: [...Object.values(strings), long.korean] },
  { name: 'participants', path: '/participants', texts: Object.values(strings) },
  { name: 'participant', path: '/participants/p-script', texts: [strings.script] },
  { name: 'search', path: `/search?q=${encodeURIComponent(`"><${MARK}>`)}`, texts: [`"><${MARK}>`] },
  { name: 'embed', path: '/embed/hostile.f-attribute', texts: [strings.attribute] },
];

// In the page: what a text could have made of itself.
function made(mark) {
  const found = [...document.querySelectorAll(`${mark}, main script, main style, img[src="x"], [onerror], [onfocus], main b`)];
  return [...found.map((one) => one.outerHTML), ...(mark in globalThis ? [`globalThis.${mark}`] : [])];
}

for (const { name, path, texts, awaited } of views)
  describe(`strange texts in the view ${name}`, { skip: awaited && 'there is no page yet' }, () => {
    for (const lang of languages)
      it(`stand there as text in ${lang}`, async (t) => {
        const page = await visit(t, { url: server.url + path, lang });
        assert.deepEqual(await page.evaluate(made, MARK), []);
        const text = await page.evaluate(textOf, 'main');
        for (const one of texts) assert.ok(text.includes(one), one);
      });

    for (const [size, dimensions] of Object.entries(sizes))
      it(`fit a ${size}`, async (t) => {
        const page = await visit(t, { url: server.url + path, ...dimensions });
        await shot(page, `strange-${name}-${size}`);
        assert.deepEqual(await page.evaluate(wide, dimensions.width), []);
        if (size === 'phone') await axe(page);
      });
  });
