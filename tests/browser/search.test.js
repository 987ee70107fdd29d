// SPDX-License-Identifier: MIT
// Results while somebody types: on the page of a search, and below the field of other pages.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { scope } from '../http/scope.js';
import { browser } from './lib/browser.js';
import { axe, shot } from './lib/looks.js';
import { failing, held } from './lib/network.js';
import { articles } from './lib/servers.js';
import { compose, frozen } from './lib/typing.js';

const PAUSE = 150, SLOW = 400; // as in web/
const FIELD = 'form.search input';
const search = '**/search?**';

const shared = scope();
const { visit } = browser(shared);
let server;
before(async () => { server = await articles(shared); });

const addressOf = (q) => `/search?${new URLSearchParams({ q })}`;
// Without motion, since a transition between pages that is skipped counts as an error.
const open = (t, path, options = {}) => visit(t, { url: server.url + path, motion: false, ...options });
const asked = (page, q = null) => page.requests.map((url) => new URL(url))
  .filter(({ pathname, searchParams }) => pathname === '/search' && (q === null || searchParams.get('q') === q)).length;
const isFor = (q) => (url) => url.pathname === '/search' && url.searchParams.get('q') === q;
const heading = (page, q) => page.locator('h1', { hasText: `“${q}” 검색 결과` }).waitFor();
const typed = (page) => page.inputValue(FIELD);
const at = (page) => decodeURIComponent(page.url().slice(server.url.length));
const focused = (page) => page.evaluate((selector) => document.activeElement === document.querySelector(selector), FIELD);

describe('on the page of a search', () => {
  it('a word that is typed key by key, in an input method, is asked for once, before it is complete', async (t) => {
    const page = await open(t, addressOf('가람'));
    const counted = asked(page);
    await page.focus(FIELD);
    await page.fill(FIELD, '');
    await frozen(page, async (pass) => {
      const end = await compose(page, () => pass(PAUSE - 1));
      assert.equal(await typed(page), '엔비디아');
      assert.equal(asked(page), counted);
      await pass(1);
      await heading(page, '엔비디아');
      assert.equal(asked(page, '엔비디아'), 1);
      await end(); // the composition ends, and the word is still the same
      await pass(PAUSE);
    });
    await page.settled();
    assert.equal(asked(page), counted + 1);
    assert.equal(await focused(page), true);
    assert.equal(at(page), '/search?q=엔비디아');
    assert.match(await page.title(), /^“엔비디아” 검색 결과/);
  });

  it('says how many there are, and links on with the words that are there', async (t) => {
    const page = await open(t, addressOf('가람'));
    await page.fill(FIELD, '나루');
    await heading(page, '나루');
    const count = await page.textContent('#results .count');
    assert.match(count, /^\d+건$/);
    assert.equal(await page.textContent('form.search [role="status"]'), count);
    for (const selector of ['a[hreflang="en"]', 'footer a[type="application/json"]'])
      assert.match(decodeURIComponent(await page.getAttribute(selector, 'href')), /q=나루/);
    await axe(page);
  });

  it('keeps the type and the language that were chosen', async (t) => {
    const page = await open(t, `${addressOf('가람')}&type=fact&lang=ko`, { lang: 'en' });
    await page.fill(FIELD, '나루');
    await heading(page, '나루');
    assert.equal(at(page), '/search?q=나루&lang=ko&type=fact');
    assert.equal(await page.textContent('.types [aria-current="true"]'), '사실');
  });

  it('an answer that comes late does not take the place of a newer one', async (t) => {
    // Without abort(), which could hide that nobody looks.
    const deaf = (page) => page.addInitScript(() => { AbortController.prototype.abort = () => {}; });
    const page = await open(t, addressOf('가람'), { before: deaf });
    const release = await held(page, isFor('나루'));
    await page.fill(FIELD, '나루');
    await release.asked;
    await page.fill(FIELD, '부두');
    await heading(page, '부두');
    await release();
    await page.settled();
    await heading(page, '부두');
    assert.deepEqual([await typed(page), at(page)], ['부두', '/search?q=부두']);
  });

  it('what is asked for no more is taken back', async (t) => {
    const page = await open(t, addressOf('가람'));
    const release = await held(page, isFor('나루'));
    await page.fill(FIELD, '나루');
    await release.asked;
    const [failed] = await Promise.all([page.waitForEvent('requestfailed'), page.fill(FIELD, '부두')]);
    assert.match(decodeURIComponent(failed.url()), /q=나루/);
    assert.equal(failed.failure().errorText, 'net::ERR_ABORTED');
    await heading(page, '부두');
    await release();
  });

  it('a slow answer is waited for visibly, a fast one is not', async (t) => {
    const page = await open(t, addressOf('가람'));
    const release = await held(page, isFor('나루'));
    const busy = () => page.getAttribute('#results', 'aria-busy');
    await frozen(page, async (pass) => {
      await page.fill(FIELD, '나루');
      await pass(PAUSE);
      await release.asked;
      await pass(SLOW - 1);
      assert.notEqual(await busy(), 'true');
      await pass(1);
      assert.equal(await busy(), 'true');
      await heading(page, '가람');
    });
    await release();
    await heading(page, '나루');
    assert.notEqual(await busy(), 'true');
  });

  for (const [how, said, expected] of [
    [503, '지금은 답할 수 없습니다. 1초 뒤에 다시 시도해 주세요.', [/503/]],
    ['abort', '서비스에 닿지 못했습니다.', [/ERR_FAILED/]],
    ['garbage', '받은 답을 읽을 수 없습니다.', []],
  ])
    it(`${how}: it says so, keeps all, and asks again when told to`, async (t) => {
      const page = await open(t, addressOf('가람'), { expects: expected });
      const restore = await failing(page, search, how);
      await page.fill(FIELD, '나루');
      await page.getByText(said).waitFor();
      await heading(page, '가람');
      assert.deepEqual([await typed(page), at(page)], ['나루', '/search?q=나루']);
      assert.equal(await page.getAttribute('main > .notice', 'role'), 'alert');
      await axe(page);
      await page.click('main > .notice button');
      await page.getByText(said).waitFor();
      assert.equal(await page.locator('.notice').count(), 1);
      await restore();
      await page.click('main > .notice button');
      await heading(page, '나루');
      assert.equal(await page.locator('.notice').count(), 0);
    });

  it('after a failure, typing on works without a button', async (t) => {
    const page = await open(t, addressOf('가람'), { expects: [/ERR_FAILED/] });
    const restore = await failing(page, search, 'abort');
    await page.fill(FIELD, '나루');
    await page.locator('.notice').waitFor();
    await restore();
    await page.fill(FIELD, '나루해운');
    await heading(page, '나루해운');
    assert.equal(await page.locator('.notice').count(), 0);
  });

  it('what the service refuses is said in its own words', async (t) => {
    const page = await open(t, addressOf('가람'), { expects: [/400/] });
    await page.fill(FIELD, Array.from({ length: 40 }, (_, i) => `a${i}`).join(' '));
    await page.getByText('주소에 잘못된 데가 있습니다').waitFor();
    assert.match(await page.textContent('.notice'), /more than 32 words/);
  });

  it('an empty field shows nothing and asks nothing', async (t) => {
    const page = await open(t, addressOf('가람'));
    const counted = asked(page);
    await frozen(page, async (pass) => {
      await page.fill(FIELD, '');
      await pass(PAUSE);
      assert.equal(await page.textContent('#results'), '검색');
      await page.fill(FIELD, '   ');
      await pass(PAUSE);
    });
    await page.settled();
    assert.deepEqual([asked(page), await page.textContent('#results'), at(page)], [counted, '검색', '/search']);
  });

  it('each search that was committed is a step of the history, with field and results', async (t) => {
    const page = await open(t, '/articles');
    const go = async (q, commit = false) => {
      await page.fill(FIELD, q);
      if (commit) await page.press(FIELD, 'Enter');
      await heading(page, q);
    };
    const is = async (q) => {
      await heading(page, q);
      assert.deepEqual([await typed(page), at(page)], [q, `/search?q=${q}`]);
    };
    await page.goto(server.url + addressOf('가람'));
    await go('나');
    await go('나루');
    await go('나루해운', true);
    await go('부');
    await go('부두', true);
    await page.goBack();
    await is('나루해운');
    await page.goBack();
    await is('가람');
    await page.goForward();
    await is('나루해운');
    await page.reload();
    await is('나루해운');
    await page.goBack();
    await is('가람');
    await page.goBack();
    assert.equal(at(page), '/articles');
  });

  it('a hit that was followed is come back from', async (t) => {
    const page = await open(t, addressOf('가람'));
    await page.fill(FIELD, '나루');
    await heading(page, '나루');
    await page.click('.hit a >> nth=0');
    await page.waitForURL(/participants/);
    await page.goBack();
    await heading(page, '나루');
    assert.equal(await typed(page), '나루');
  });
});

describe('below the field of another page', () => {
  const PANEL = 'form.search .panel';
  const path = '/articles/haedong-2026-03-12-harbour';
  const names = (page) => page.$$eval('form.search .panel li a', (links) => links.map((link) => link.textContent));
  const shown = (page, name) => page.locator(`${PANEL} li a`, { hasText: name }).first().waitFor();

  it('are the first hits of /search, as links', async (t) => {
    for (const lang of ['ko', 'en']) {
      const page = await open(t, path, { lang });
      const counted = asked(page);
      await page.fill(FIELD, '가람');
      await shown(page, lang === 'ko' ? '가람' : 'Garam');
      assert.equal(asked(page), counted + 1);
      const { json } = await server.get(`/v1/search?${new URLSearchParams({ q: '가람', lang, limit: 8 })}`);
      assert.deepEqual(await names(page), json.data.map(({ name }) => name));
      assert.equal(await page.textContent('form.search [role="status"]'), lang === 'ko' ? '13건' : '13 hits');
      assert.equal(await focused(page), true);
      assert.equal(at(page), path);
      await axe(page);
      await shot(page, `panel-${lang}`);
    }
  });

  it('are gone through with the arrows, followed by Enter, and left upwards', async (t) => {
    const page = await open(t, path);
    const link = () => page.evaluate(() => document.activeElement.closest('.panel a')?.getAttribute('href') ?? null);
    await page.focus(FIELD);
    await page.keyboard.press('ArrowDown');
    assert.equal(await focused(page), true, 'there is no panel yet');
    await page.fill(FIELD, '가람');
    await shown(page, '가람');
    const links = await page.$$eval(`${PANEL} a`, (all) => all.map((one) => one.getAttribute('href')));
    assert.ok(links.length > 1);
    const seen = [];
    for (const key of [...links.map(() => 'ArrowDown'), 'ArrowDown', 'ArrowUp']) {
      await page.keyboard.press(key);
      seen.push(await link());
    }
    assert.deepEqual(seen, [...links, links.at(-1), links.at(-2)]);
    for (let i = 1; i < links.length; i++) await page.keyboard.press('ArrowUp');
    assert.equal(await focused(page), true);
    await page.keyboard.press('ArrowUp');
    assert.equal(await focused(page), true);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(server.url + links[0]);
  });

  it('are reached by Tab, left by Escape, and there again', async (t) => {
    const page = await open(t, path);
    await page.fill(FIELD, '가람');
    await shown(page, '가람');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.closest('.panel') !== null), true);
    await page.keyboard.press('Escape');
    assert.deepEqual([await page.isVisible(PANEL), await focused(page), await typed(page)], [false, true, '가람']);
    await page.fill(FIELD, '나루');
    await shown(page, '나루해운');
    await page.click('h1');
    assert.equal(await page.isVisible(PANEL), false);
    await page.focus('.brand');
    await page.focus(FIELD);
    assert.equal(await page.isVisible(PANEL), true);
    await page.focus('.brand');
    assert.equal(await page.isVisible(PANEL), false);
  });

  it('Enter leads to the page of the search', async (t) => {
    const page = await open(t, path);
    await page.fill(FIELD, '가람');
    await page.press(FIELD, 'Enter');
    await heading(page, '가람');
    assert.equal(at(page), '/search?q=가람');
  });

  it('an empty field has none, and what is not found is said', async (t) => {
    const page = await open(t, path);
    await page.fill(FIELD, 'xyzzy');
    await page.locator(PANEL, { hasText: '찾은 것이 없습니다.' }).waitFor();
    const counted = asked(page);
    await frozen(page, async (pass) => {
      await page.fill(FIELD, '');
      await pass(PAUSE);
    });
    assert.equal(await page.isVisible(PANEL), false);
    assert.equal(asked(page), counted);
  });

  for (const [how, expected] of [[503, [/503/]], ['abort', [/ERR_FAILED/]], ['garbage', []]])
    it(`${how}: it says so, keeps what was found, and asks again`, async (t) => {
      const page = await open(t, path, { expects: expected });
      await page.fill(FIELD, '가람');
      await shown(page, '가람');
      const before = await names(page);
      const restore = await failing(page, search, how);
      await page.fill(FIELD, '나루');
      await page.locator(`${PANEL} .notice`).waitFor();
      assert.deepEqual(await names(page), before);
      await axe(page);
      await restore();
      await page.click(`${PANEL} .notice button`);
      await shown(page, '나루해운');
      assert.deepEqual([await typed(page), await page.locator('.notice').count()], ['나루', 0]);
    });

  it('a late answer does not take the place of a newer one, nor of none', async (t) => {
    const deaf = (page) => page.addInitScript(() => { AbortController.prototype.abort = () => {}; });
    const page = await open(t, path, { before: deaf });
    const release = await held(page, isFor('가람'));
    await page.fill(FIELD, '가람');
    await release.asked;
    await page.fill(FIELD, '');
    await release();
    await page.settled();
    assert.equal(await page.isVisible(PANEL), false);
  });
});

it('without scripts, the field leads to the page of the search', async (t) => {
  const page = await open(t, '/articles', { javascript: false });
  await page.fill(FIELD, '가람 부두');
  await page.press(FIELD, 'Enter');
  await heading(page, '가람 부두');
  assert.equal(await typed(page), '가람 부두');
  assert.equal(await page.locator('.hit').count(), 3);
});
