// SPDX-License-Identifier: MIT
// Every view in both languages, on a phone and on a desk, light and dark, with scripts and without: what all of them
// have in common. What only one view does is in a file of its own.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { scope } from '../http/scope.js';
import { browser } from './lib/browser.js';
import { headings, isFocusSeen, textOf, wide } from './lib/inside.js';
import { audit } from './lib/lighthouse.js';
import { axe, shot } from './lib/looks.js';
import { articles } from './lib/servers.js';
import { inLanguage, languages, sizes, themes, views } from './lib/views.js';

const shared = scope();
const { visit } = browser(shared);
let server;

before(async () => { server = await articles(shared); });

const other = { ko: 'en', en: 'ko' };

// A view's page; what the browser says on its console of an answer that is an error is no fault of the page.
const open = (t, { path, status = 200 }, lang, options = {}) => visit(t, {
  url: server.url + path, lang, expects: status === 200 ? [] : [new RegExp(`status of ${status}`), new RegExp(`${status}$`)], ...options,
});

const hrefs = (page, type) => page.$$eval(`a[type="${type}"]`, (links) => links.map(({ href }) => href));

// A name as a reader of this language is told it: in his language, or in the one that there is. Where the address asks
// for a language, /v1 has chosen already.
const inWords = (name, lang) => (typeof name === 'string' ? name : name[lang] ?? name[other[lang]]);
const squeezed = (text) => text.replace(/\s+/gu, ' ').trim();

for (const view of views)
  describe(`the view ${view.name}`, { skip: view.awaited && 'there is no page yet' }, () => {
    const { path, status = 200, bare = false, again = false, empty = false } = view;

    for (const lang of languages) {
      for (const [size, dimensions] of Object.entries(sizes))
        it(`fits a ${size}, light and dark, in ${lang}`, async (t) => {
          const page = await open(t, view, lang, dimensions);
          for (const theme of themes) {
            await page.emulateMedia({ colorScheme: theme });
            assert.deepEqual(await page.evaluate(wide, dimensions.width), []);
            // Colours are all that differs in the dark.
            if (!again) await axe(page, theme === 'light' ? null : ['color-contrast']);
            await shot(page, [view.name, lang, size, theme].join('-'));
          }
        });

      it(`has its language, title and headings in ${lang}`, async (t) => {
        const page = await open(t, view, lang);
        assert.equal(page.answer.status(), status);
        assert.equal(await page.getAttribute('html', 'lang'), lang);
        const [first, ...rest] = await page.evaluate(headings);
        assert.equal(first.level, 1);
        assert.ok(first.text);
        assert.ok(rest.every(({ level }) => level > 1), 'one h1');
        rest.forEach(({ level, text }, i) => assert.ok(level <= [first, ...rest][i].level + 1, `h${level} ${text}`));
        // A heading may say the name in the other language too.
        const [title] = (await page.title()).split(/ · factd$/);
        assert.ok(title && (path === '/' || first.text.startsWith(title)), `${title}: ${first.text}`);
      });

      it(`says without scripts in ${lang} all that its JSON does`, async (t) => {
        const page = await open(t, view, lang, { javascript: false });
        const text = squeezed(await page.evaluate(textOf, 'main'));
        const links = await hrefs(page, 'application/json');
        if (status === 200 && !bare && !empty) assert.notEqual(links.length, 0);
        for (const url of links) {
          const answer = await fetch(url);
          assert.equal(answer.status, 200, url);
          assert.match(answer.headers.get('content-type'), /^application\/json/);
          const { data } = await answer.json();
          // The index and the graph of /v1 are no rows that have names.
          for (const { name, title } of [data].flat().filter((row) => row.name ?? row.title)) {
            const called = inWords(name ?? title, lang);
            assert.ok(text.includes(squeezed(called)), `${url}: ${called}`);
          }
        }
      });
    }

    it('has CSV behind the links that say so', async (t) => {
      const page = await open(t, view, 'en');
      for (const url of await hrefs(page, 'text/csv')) {
        const answer = await fetch(url);
        assert.equal(answer.status, 200, url);
        assert.match(answer.headers.get('content-type'), /^text\/csv/);
        assert.match(await answer.text(), /^(id|article),/);
      }
    });

    it('changes its language and stays where it is', { skip: bare }, async (t) => {
      const page = await open(t, view, 'ko');
      await page.click('a[hreflang="en"]');
      await page.settled();
      assert.equal(page.url(), server.url + inLanguage(path, 'en'));
      assert.equal(await page.getAttribute('html', 'lang'), 'en');
      assert.equal(await page.locator('a[hreflang="ko"]').count(), 1);
      // It was chosen, so it is kept, whatever the browser prefers.
      const onward = await page.$$eval('nav a', (links) => links.map(({ href }) => new URL(href).searchParams.get('lang')));
      assert.ok(onward.length && onward.every((lang) => lang === 'en'), onward.join());
    });

    it('is found through by keyboard', { skip: bare }, async (t) => {
      const page = await open(t, view, 'en');
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), '#main');
      assert.deepEqual(await page.evaluate(isFocusSeen), { shown: true, marked: true });
      for (let i = 0; i < 8; i++) {
        await page.keyboard.press('Tab');
        const where = await page.evaluate(() => document.activeElement.outerHTML.slice(0, 100));
        assert.deepEqual(await page.evaluate(isFocusSeen), { shown: true, marked: true }, where);
      }
      await page.focus('a[href="#main"]');
      await page.keyboard.press('Enter');
      assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
    });

    it('fits a sheet of paper', async (t) => {
      const page = await open(t, view, 'ko', { width: 718, height: 1047 });
      await page.emulateMedia({ media: 'print' });
      assert.deepEqual(await page.evaluate(wide, 718), []);
      const closed = page.locator('details.evidence:not([open]) q');
      for (const quote of (await closed.all()).slice(0, 3))
        assert.equal(await quote.isVisible(), true, 'evidence is printed');
      assert.equal(await page.locator('.cite').filter({ visible: true }).count(), 0);
      await shot(page, `${view.name}-print`);
      const count = await closed.count(); // of a browser whose CSS cannot open them
      const told = async (event) => { await page.evaluate((name) => dispatchEvent(new Event(name)), event); };
      await told('beforeprint');
      assert.equal(await closed.count(), 0);
      await told('afterprint');
      assert.equal(await closed.count(), count);
    });
  });

describe('Lighthouse', () => {
  it('has nothing much to say of an article', async () => {
    const url = server.url + views.find(({ name }) => name === 'article').path;
    const { scores, faults } = await audit(url, { name: 'article', only: ['accessibility', 'best-practices', 'seo'] });
    for (const score of Object.values(scores)) assert.ok(score >= 95, JSON.stringify({ scores, faults }));
  });
});
