// SPDX-License-Identifier: MIT
// /docs in a browser: the contract is shown whole, by this server alone, and what it shows can be tried.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { scope } from '../http/scope.js';
import { browser } from './lib/browser.js';
import { wide } from './lib/inside.js';
import { shot } from './lib/looks.js';
import { articles } from './lib/servers.js';
import { sizes, themes } from './lib/views.js';

const shared = scope();
const { visit } = browser(shared);
let server, contract;

before(async () => {
  server = await articles(shared);
  contract = (await server.get('/openapi.json')).json;
});

// With what it shows in its place; every visit also fails on an error, a violation or a request to another origin.
async function open(t, { hash = '', ...options } = {}) {
  const page = await visit(t, { url: `${server.url}/docs${hash}`, lang: 'en', ...options });
  await page.waitForSelector('.opblock');
  await page.settled();
  return page;
}

// Of "rgb(1, 2, 3)": from 0 to 765.
const brightness = (color) => color.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);

const operations = () => Object.entries(contract.paths).flatMap(([path, item]) =>
  Object.entries(item).filter(([method]) => method === 'get').map(([, { operationId }]) => ({ path, operationId })));

describe('the API reference in a browser', () => {
  it('shows every operation of the contract once, and says which contract', async (t) => {
    const page = await open(t);
    const shown = await page.$$eval('.opblock-summary-path', (all) => all.map((one) => one.dataset.path));
    assert.deepEqual(shown.sort(), operations().map(({ path }) => path).sort());
    assert.match(await page.innerText('.info .title'), /^factd\s/);
    assert.ok((await page.innerText('.info .title')).includes(contract.info.version));
    assert.equal(await page.title(), 'API reference · factd');
  });

  it('asks this server for what it needs, and nobody for anything else', async (t) => {
    const page = await open(t);
    assert.ok(page.requests.includes(`${server.url}/openapi.json`));
    const others = page.requests.filter((url) => !url.startsWith('data:'))
      .map((url) => url.slice(server.url.length)).filter((path) => !/^\/(docs|openapi\.json|assets\/[^/]+)$/.test(path));
    assert.deepEqual(others, []);
  });

  // The server refuses such an address; something in front of it that drops what it does not know would not.
  it('shows this server\'s contract whatever its address asks for', async (t) => {
    const page = await visit(t, {
      url: `${server.url}/docs?url=https://elsewhere.example/openapi.json&configUrl=https://elsewhere.example/c.json`,
      before: (one) => one.route((url) => url.pathname === '/docs', async (route) => {
        await route.fulfill({ response: await route.fetch({ url: `${server.url}/docs` }) });
      }),
    });
    await page.waitForSelector('.opblock');
    assert.match(await page.innerText('.info .title'), /^factd\s/);
  });

  it('tries an operation, with nothing that was not filled in, and shows what came', async (t) => {
    const page = await open(t, { hash: '#/topics/listTopics' });
    const block = page.locator('#operations-topics-listTopics');
    await block.locator('.execute').click();
    await block.locator('.live-responses-table .response-col_status').first().waitFor();
    const asked = new URL(await block.locator('.request-url pre').innerText());
    assert.equal(asked.origin + asked.pathname, `${server.url}/v1/topics`);
    assert.deepEqual([...asked.searchParams.keys()].filter((name) => name !== 'limit'), [], 'only how many is filled in');
    assert.match(await block.locator('.live-responses-table tbody .response-col_status').first().innerText(), /^200\b/);
    const { data } = (await server.get(asked.pathname + asked.search)).json;
    assert.ok(data.length > 0);
    const body = JSON.parse(await block.locator('.live-responses-table .highlight-code pre').first().innerText());
    assert.deepEqual(body.data, data);
    assert.match(await block.locator('.curl-command').innerText(), /curl -X 'GET'/);
  });

  it('offers to try, without being asked to, and nothing but reading', async (t) => {
    const page = await open(t, { hash: '#/facts/listFacts' });
    await page.waitForSelector('#operations-facts-listFacts .execute');
    assert.equal(await page.locator('.auth-wrapper .authorize').count(), 0);
  });

  it('lists what a filter names', async (t) => {
    const page = await open(t);
    await page.fill('.operation-filter-input', 'topics');
    await page.waitForFunction(() => document.querySelectorAll('.opblock-tag').length === 1);
    assert.equal(await page.getAttribute('.opblock-tag', 'data-tag'), 'topics');
  });

  it('keeps nothing in the browser', async (t) => {
    const page = await open(t);
    assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]), [0, 0, '']);
  });

  for (const [size, dimensions] of Object.entries(sizes))
    it(`fits a ${size}, and is dark where the reader's system is`, async (t) => {
      const page = await open(t, dimensions);
      for (const theme of themes) {
        await page.emulateMedia({ colorScheme: theme });
        await page.waitForFunction((dark) => document.documentElement.classList.contains('dark-mode') === dark,
          theme === 'dark');
        assert.deepEqual(await page.evaluate(wide, dimensions.width), []);
        const [ink, paper] = (await page.evaluate(() => [getComputedStyle(document.querySelector('.info .title')).color,
          getComputedStyle(document.documentElement).backgroundColor])).map(brightness);
        assert.ok(theme === 'dark' ? ink - paper > 300 : paper - ink > 300, `${theme}: ${ink} on ${paper}`);
        await shot(page, ['docs', size, theme].join('-'));
      }
    });

  it('fits a phone with an operation open', async (t) => {
    const page = await open(t, { width: 360, height: 800 });
    await page.locator('.opblock-summary-control').first().click();
    await page.locator('.responses-table').first().waitFor();
    assert.equal(await page.evaluate(() => document.scrollingElement.scrollWidth), 360);
  });

  it('leads back to the start', async (t) => {
    const page = await open(t);
    assert.equal(await page.getAttribute('.brand', 'href'), '/');
  });

  it('says without scripts where the contract is', async (t) => {
    const page = await visit(t, { url: `${server.url}/docs`, javascript: false });
    assert.equal(await page.locator('noscript a').getAttribute('href'), '/openapi.yaml');
    assert.match(await page.locator('main').innerText(), /made by JavaScript/);
  });
});
