// SPDX-License-Identifier: MIT
// The picture of agreements, where an article has more or other things than a picture is made for.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { scope } from '../http/scope.js';
import { database, folder, serve } from '../lib/factd.js';
import { agreement, write } from '../lib/generate.js';
import { browser } from './lib/browser.js';
import { MARK, strings } from './lib/hostile.js';
import { strange } from './lib/servers.js';

const shared = scope();
const { visit } = browser(shared);

async function drawn(t, url, lang = 'en') {
  const page = await visit(t, { url, lang });
  await page.locator('[data-graph]').scrollIntoViewIfNeeded();
  await page.locator('[data-graph] svg').waitFor();
  await page.settled();
  return page;
}

// Agreements of so many participants each, none of whom is in two of them.
function crowd(test, count, each) {
  const ids = Array.from({ length: count * each }, (_, i) => `p-${i}`);
  const facts = Array.from({ length: count }, (_, i) => agreement(`f-${i}`, {
    participants: ids.slice(i * each, (i + 1) * each).map((id) => ({ id, role: 'party', inferred: true })),
  }));
  const participants = ids.map((id) => ({ id, kind: 'company', name: { en: `Party ${id}` }, evidence: [`Party ${id}.`] }));
  const { json } = write(folder(test), { id: 'crowd', participants, facts });
  return serve(test, database(test, json));
}

describe('the picture of agreements', () => {
  for (const [count, each, fit] of [[20, 50, 6], [3, 256, 1], [5, 60, 5]])
    it(`has ${fit} of ${count} agreements with ${each} participants each, and says so`, async (t) => {
      const { url } = await crowd(shared, count, each);
      const page = await drawn(t, `${url}/articles/crowd`);
      assert.equal(await page.locator('[data-graph] a[href^="/facts/"]').count(), fit);
      assert.equal(await page.locator('[data-graph] a[href^="/participants/"]').count(), fit * each);
      const said = await page.locator('[data-graph] p.state').allTextContents();
      assert.deepEqual(said, fit < count ? [`Only the first ${fit} are drawn.`] : []);
    });

  it('has names as texts, whatever they are', async (t) => {
    const { url } = await strange(shared);
    const page = await drawn(t, `${url}/articles/hostile`);
    const made = await page.evaluate((mark) => [...document.querySelectorAll(`${mark}, main script, img, [onerror], [onfocus]`)]
      .map((one) => one.outerHTML).concat(mark in globalThis ? [mark] : []), MARK);
    assert.deepEqual(made, []);
    const text = (await page.locator('[data-graph] svg').textContent()).replace(/\s/g, '');
    for (const one of ['image', 'attribute', 'ends']) assert.ok(text.includes(strings[one].replace(/\s/g, '')), one);
  });
});
