// SPDX-License-Identifier: MIT
// A fact with its evidence in a dialog above the page where it was chosen.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { scope } from '../http/scope.js';
import { browser } from './lib/browser.js';
import { wide } from './lib/inside.js';
import { axe, shot } from './lib/looks.js';
import { failing, held } from './lib/network.js';
import { articles } from './lib/servers.js';
import { frozen } from './lib/typing.js';

const SLOW = 400; // as in web/
const article = '/articles/haedong-2026-03-12-harbour';
const factOf = (id) => `/facts/haedong-2026-03-12-harbour.${id}`;
const memorandum = factOf('quay-memorandum'), cost = factOf('cost');

const shared = scope();
const { visit } = browser(shared);
let server, linked;
before(async () => {
  server = await articles(shared);
  // A fact that is according to another one, to go from one to the other.
  const { json } = await server.get('/v1/facts?according_to__isnull=false&article=haedong-2026-03-12-harbour&limit=1');
  linked = { from: `/facts/${json.data[0].id}`, to: `/facts/${json.data[0].according_to}` };
});

// Without motion, since a transition between pages that is skipped counts as an error.
const open = (t, path = article, options = {}) => visit(t, { url: server.url + path, motion: false, ...options });
const at = (page) => decodeURIComponent(page.url().slice(server.url.length));
const link = (path) => `main article.fact a.open[href="${path}"]`;
const isOpen = (page) => page.evaluate(() => document.querySelector('dialog')?.open ?? false);
const shown = (page, path) => page.locator(`dialog [data-fact="${path.split('/').at(-1)}"]`).waitFor();
const closed = (page) => page.locator('dialog').waitFor({ state: 'hidden' });
const active = (page) => page.evaluate(() => {
  const { activeElement: one } = document;
  return one.getAttribute('href') ?? one.className;
});

async function choose(page, path) {
  await page.click(link(path));
  await shown(page, path);
}

describe('a fact that was chosen', () => {
  it('is what its own page says, with that address and title', async (t) => {
    const page = await open(t);
    const title = await page.title();
    await choose(page, memorandum);
    const inDialog = await page.innerText('dialog .fact-page .proof');
    assert.equal(at(page), memorandum);
    const dialogTitle = await page.title();
    await page.reload();
    assert.equal(await isOpen(page), false);
    assert.equal(await page.innerText('.fact-page .proof'), inDialog);
    assert.equal(await page.title(), dialogTitle);
    assert.notEqual(dialogTitle, title);
    await page.goBack();
    await page.locator(link(memorandum)).waitFor();
    await page.settled();
    assert.deepEqual([at(page), await page.title()], [article, title]);
  });

  for (const [name, close] of [
    ['Escape', (page) => page.keyboard.press('Escape')], ['×', (page) => page.click('dialog .close')],
    ['going back', (page) => page.goBack()], ['choosing what is around it', (page) => page.mouse.click(3, 3)],
  ])
    it(`is left by ${name}, to the card that it was chosen on`, async (t) => {
      const page = await open(t);
      const title = await page.title();
      await page.focus(link(memorandum));
      await page.keyboard.press('Enter');
      await shown(page, memorandum);
      assert.equal(await active(page), 'content');
      await close(page);
      await closed(page);
      await page.waitForURL(server.url + article);
      assert.deepEqual([await active(page), await page.title()], [memorandum, title]);
      await page.goForward();
      await shown(page, memorandum);
      assert.equal(at(page), memorandum);
    });

  it('leads to another one in the same dialog, and all are left at once', async (t) => {
    const page = await open(t);
    await choose(page, linked.from);
    await page.click(`dialog a.open[href="${linked.to}"]`);
    await shown(page, linked.to);
    assert.deepEqual([at(page), await active(page)], [linked.to, 'content']);
    assert.equal(await page.locator('dialog .fact-page').count(), 1);
    await page.goBack();
    await shown(page, linked.from);
    await page.goForward();
    await shown(page, linked.to);
    await page.keyboard.press('Escape');
    await page.waitForURL(server.url + article);
    assert.equal(await isOpen(page), false);
  });

  it('above the page of a fact, has its places in its own text', async (t) => {
    const page = await open(t, linked.to);
    await page.click(`main a.open[href="${linked.from}"]`);
    await shown(page, linked.from);
    const ids = await page.$$eval('[id]', (all) => all.map(({ id }) => id));
    assert.deepEqual(ids, [...new Set(ids)]);
    await page.click('dialog .quotes .place a');
    assert.equal(await page.evaluate(() => document.activeElement.matches('dialog .text mark')), true);
    assert.equal(at(page), linked.from);
    await page.goBack();
    await closed(page);
    assert.equal(at(page), linked.to);
  });

  it('after a reload, going back shows the page that it was chosen on', async (t) => {
    const page = await open(t);
    await choose(page, memorandum);
    await page.reload();
    assert.equal(await page.textContent('main .fact-page h1'), await page.textContent('h1'));
    await page.goBack();
    await page.locator(link(memorandum)).waitFor();
    assert.equal(at(page), article);
  });

  it('keeps the page below from scrolling, and fills a small screen', async (t) => {
    const page = await open(t, article, { width: 360, height: 740 });
    await choose(page, memorandum);
    const box = await page.locator('dialog').boundingBox();
    assert.deepEqual(box, { x: 0, y: 0, width: 360, height: 740 });
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).overflowY), 'hidden');
    assert.deepEqual(await page.evaluate(wide, 360), []);
    await axe(page);
    await shot(page, 'dialog-phone');
  });

  for (const lang of ['ko', 'en'])
    it(`is accessible, light and dark, in ${lang}`, async (t) => {
      const page = await open(t, article, { lang });
      await choose(page, memorandum);
      assert.equal(await page.getByRole('dialog', { name: await page.textContent('dialog h1') }).count(), 1);
      for (const theme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme: theme });
        await axe(page);
      }
    });

  for (const [name, options] of [['Control', { modifiers: ['Control'] }], ['the middle button', { button: 'middle' }]])
    it(`with ${name} opens in a tab of its own`, async (t) => {
      const page = await open(t);
      const [other] = await Promise.all([page.context().waitForEvent('page'), page.click(link(memorandum), options)]);
      await other.waitForURL(server.url + memorandum);
      assert.deepEqual([at(page), await isOpen(page)], [article, false]);
    });

  it('without scripts is a page', async (t) => {
    const page = await open(t, article, { javascript: false });
    await page.click(link(memorandum));
    await page.locator('main > .fact-page').waitFor();
    assert.equal(at(page), memorandum);
  });
});

describe('an answer that does not come', () => {
  for (const [how, said, expected] of [
    [503, '지금은 답할 수 없습니다. 1초 뒤에 다시 시도해 주세요.', [/503/]],
    ['abort', '서비스에 닿지 못했습니다.', [/ERR_FAILED/]],
    ['garbage', '받은 답을 읽을 수 없습니다.', []],
  ])
    it(`${how}: the dialog says so, and asks again when told to`, async (t) => {
      const page = await open(t, article, { expects: expected });
      const restore = await failing(page, `**${memorandum}`, how);
      await page.click(link(memorandum));
      await page.getByText(said).waitFor();
      assert.equal(at(page), memorandum);
      await axe(page);
      await restore();
      await page.click('dialog .notice button');
      await shown(page, memorandum);
      assert.equal(await page.locator('.notice').count(), 0);
      await page.goBack();
      await closed(page);
    });

  it('a fact that is gone by now is said to be so', async (t) => {
    const page = await open(t, article, { expects: [/404/] });
    await page.route(`**${memorandum}`, (route) => route.continue({ url: `${server.url}/facts/gone` }));
    await page.click(link(memorandum));
    await page.getByText('여기에는 아무것도 없습니다').waitFor();
  });

  it('while it is awaited, the dialog says so, can be closed, and stays closed', async (t) => {
    const page = await open(t);
    const release = await held(page, `**${memorandum}`);
    await frozen(page, async (pass) => {
      await page.click(link(memorandum));
      await release.asked;
      assert.equal(await page.locator('dialog .waiting').count(), 0);
      await pass(SLOW);
      assert.equal(await page.textContent('dialog .waiting'), '불러오는 중…');
      assert.equal(await page.getAttribute('dialog .content', 'aria-busy'), 'true');
    });
    await page.keyboard.press('Escape');
    await page.waitForURL(server.url + article);
    await release();
    await page.settled();
    assert.deepEqual([await isOpen(page), await page.locator('dialog .fact-page').count()], [false, 0]);
  });

  it('what was asked for first does not take the place of what was asked for next', async (t) => {
    const page = await open(t, article, {
      before: (it) => it.addInitScript(() => { AbortController.prototype.abort = () => {}; }),
    });
    const release = await held(page, `**${memorandum}`);
    await page.click(link(memorandum));
    await release.asked;
    await page.goBack();
    await closed(page);
    await choose(page, cost);
    await release();
    await page.settled();
    await shown(page, cost);
    assert.equal(at(page), cost);
  });
});

describe('what can be copied', () => {
  const code = '.cite code.copy';

  it('is copied, with the address of the service', async (t) => {
    const page = await open(t, memorandum);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.click('.cite summary');
    await axe(page);
    const parts = [server.url + memorandum, `href="${server.url}/v1${memorandum}"`, `src="${server.url}/embed/`];
    for (const [nth, expected] of parts.entries()) {
      const press = page.locator(`${code} + button`).nth(nth);
      await press.click();
      await page.waitForFunction((one) => one.textContent === '복사했습니다', await press.elementHandle());
      const text = await page.evaluate(() => navigator.clipboard.readText());
      assert.ok(text.includes(expected), text);
      assert.equal(text, await page.locator(code).nth(nth).textContent());
    }
  });

  it('says where it could not be', async (t) => {
    const page = await open(t, memorandum, {
      before: (it) => it.addInitScript(() => {
        navigator.clipboard.writeText = () => Promise.reject(new Error('no'));
      }),
    });
    await page.click('.cite summary');
    await page.click(`${code} + button`);
    await page.getByText('복사하지 못했습니다').waitFor();
  });

  it('has no button where the browser has no clipboard', async (t) => {
    const page = await open(t, memorandum, {
      before: (it) => it.addInitScript(() => {
        Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined });
      }),
    });
    assert.ok(await page.locator(code).count() > 0);
    assert.equal(await page.locator(`${code} + button`).count(), 0);
  });
});
