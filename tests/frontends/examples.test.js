// SPDX-License-Identifier: MIT
// docs/FRONTENDS.md is true: each of its blocks is served as it stands there by an origin of its own, with the address
// of the service under test in place of https://facts.example, and does in a browser what the page says.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';

import { browser } from '../browser/lib/browser.js';
import { axe } from '../browser/lib/looks.js';
import { articles } from '../browser/lib/servers.js';
import { eventually, scope } from '../http/scope.js';
import { database, fixture, folder, root, run, serve, shipped } from '../lib/factd.js';
import { bundle } from './lib/bundle.js';
import { host, service } from './lib/hosts.js';

const doc = readFileSync(join(root, 'docs/FRONTENDS.md'), 'utf8');
const example = 'https://facts.example';

// [{ language, text, name }] of all blocks: the name is that of its file, else its title.
const blocks = [...doc.matchAll(/^```(.*)\n([^]*?)^```$/gm)].map(([, language, text]) => ({
  language, text, name: /^\/\/ (\S+)$/m.exec(text)?.[1] ?? /<title>(.*)<\/title>/.exec(text)?.[1] ?? text.split(/\s/)[0],
}));
const block = (name) => blocks.find((each) => each.name === name);

describe('docs/FRONTENDS.md', () => {
  const shared = scope();
  const chromium = browser(shared);
  let factd;
  before(async () => { factd = await articles(shared); });

  // The page's blocks on an origin of their own, for a service: `site.visit(html)` opens a page there.
  async function site(test, facts) {
    const pages = await host(shared);
    const here = (text) => text.replaceAll(example, facts.url);
    for (const { language, name, text } of blocks) if (language === 'js') pages.script(name, here(text));
    return {
      script: pages.script,
      here,
      visit: (html, options) => chromium.visit(test, { url: pages.page(here(html)), origins: [facts.url], lang: 'en', ...options }),
    };
  }
  // A page that has nothing but the modules: `call(page, module, body, …)` runs a body with what the module exports.
  const blank = async (test, facts, options) => (await site(test, facts)).visit('<!doctype html><title>Blank</title>', options);
  const call = (page, module, body, ...given) => page.evaluate(
    ([name, text, all]) => import(`${location.origin}/${name}`).then(
      (own) => new Function('own', 'given', `return (async () => { ${text} })()`)(own, all)),
    [module, body, given]);

  // The service that the example of evidence needs, by the commands that stand above it.
  async function asToldAbove() {
    const [load, start] = [...doc.matchAll(/^ {4}build\/factd (.+)$/gm)].map(([, words]) => words.split(' '));
    const path = join(folder(shared), 'harbour.db');
    const here = (words) => words
      .map((word) => (word === 'build/harbour.db' ? path : word.replace(/^(?=tests\/)/, `${root}/`)));
    assert.equal(run(here(load)).status, 0);
    const [command, ...args] = here(start);
    assert.deepEqual([command, ...args.slice(0, 2)], ['serve', '--database', path]);
    return serve(shared, path, ...args.slice(2));
  }

  const checks = {
    async 'NVIDIA in Korea'(test) {
      const page = await (await site(test, factd)).visit(block('NVIDIA in Korea').text);
      assert.equal(await page.locator('factd-fact [part=value]').innerText(), 'at least 260,000 GPUs');
      assert.equal(await page.getByRole('link', { name: 'At least 260,000 GPUs' }).isVisible(), false);
    },

    async 'factd-fact'(test) {
      const html = block('NVIDIA in Korea').text.replace('</title>', `</title><style>${block('factd-fact').text}</style>`);
      const page = await (await site(test, factd)).visit(html);
      const style = (part, key) => page.locator(`factd-fact [part=${part}]`).evaluate((node, name) => getComputedStyle(node)[name], key);
      assert.equal(await style('fact', 'backgroundColor'), 'rgb(255, 253, 247)');
      assert.equal(await style('fact', 'color'), 'rgb(34, 34, 34)');
      assert.equal(await style('fact', 'borderLeftWidth'), '4px');
      assert.equal(await style('fact', 'borderTopWidth'), '0px');
      assert.equal(await style('fact', 'borderLeftColor'), 'rgb(204, 204, 204)');
      assert.equal(await style('fact', 'borderTopLeftRadius'), '0px');
      assert.match(await style('name', 'fontFamily'), /^Georgia/);
      assert.equal(await style('value', 'fontSize'), '48px');
      assert.equal(await style('kind', 'textTransform'), 'uppercase');
      assert.equal(await style('source', 'color'), 'rgb(85, 85, 85)');
      assert.equal(await style('link', 'color'), 'rgb(0, 102, 204)');
      assert.equal(await style('retry', 'color'), 'rgb(153, 0, 0)');
      const waiting = await page.locator('factd-fact').evaluate((node) => {
        const other = node.cloneNode();
        node.replaceWith(other);
        return getComputedStyle(other.shadowRoot.querySelector('[part=waiting]')).minBlockSize;
      });
      assert.equal(waiting, '192px');
    },

    async '<iframe'(test) {
      const page = await (await site(test, factd)).visit(`<!doctype html><title>A frame</title>${block('<iframe').text}`);
      await page.frameLocator('iframe').getByText('엔비디아 GPU 26만 장 이상').first().waitFor();
    },

    async 'facts.js'(test) {
      const facts = await service(shared, factd.url);
      const busy = { status: 503, json: {}, headers: { 'Retry-After': '1', 'Access-Control-Expose-Headers': 'Retry-After' } };
      facts.answers('/v1/topics', busy, null);
      facts.answers('/v1/evidence', busy);
      facts.answers('/v1/articles', { status: 502, text: 'Bad gateway' });
      const page = await blank(test, facts, { expects: [/ 50[23]/, / 400/, /status of/] });
      const error = `(error) => ({ ...error, message: error.message, is: error instanceof own.Problem })`;
      const good = await call(page, 'facts.js', `return own.ask('/v1/topics?limit=1');`);
      assert.equal(good.data.length, 1);
      assert.equal(facts.asked.filter((target) => target.startsWith('/v1/topics')).length, 2);
      const wrong = await call(page, 'facts.js', `return own.ask('/v1/figures?unti=gpu').catch(${error});`);
      assert.equal(wrong.is, true);
      assert.equal(wrong.type, '/problems/invalid-parameter');
      assert.equal(wrong.message, wrong.detail);
      assert.equal(wrong.errors[0].suggestion, 'unit');
      const late = await call(page, 'facts.js', `return own.ask('/v1/evidence').catch(${error});`);
      assert.equal(late.is, true);
      assert.equal(facts.asked.filter((target) => target === '/v1/evidence').length, 3);
      const other = await call(page, 'facts.js', `return own.ask('/v1/articles').catch(${error});`);
      assert.deepEqual([other.type, other.status, other.is], ['about:blank', 502, true]);
      const aborted = await call(page, 'facts.js', `const controller = new AbortController();
        setTimeout(() => controller.abort(), 300);
        return own.ask('/v1/evidence', { signal: controller.signal }).catch((error) => error.name);`);
      assert.equal(aborted, 'AbortError');
    },

    async 'rows.js'(test) {
      const page = await blank(test, factd);
      const ids = await call(page, 'rows.js', `const ids = [];
        for await (const { id } of own.rows('/v1/agreements?limit=4&fields=id')) ids.push(id);
        return ids;`);
      const all = (await factd.get('/v1/agreements?limit=200&fields=id')).json.data.map(({ id }) => id);
      assert.ok(all.length > 20);
      assert.deepEqual(ids, all);
      const asked = page.requests.length;
      await call(page, 'rows.js', `for await (const { id } of own.rows('/v1/facts?limit=4&fields=id')) break;`);
      assert.equal(page.requests.length, asked + 1);
    },

    async Agreements(test) {
      const facts = await service(shared, factd.url);
      const page = await (await site(test, facts)).visit(block('Agreements').text, { expects: [/ 500/, /of 500/] });
      const { data } = (await factd.get('/v1/agreements?status=agreed&limit=200&fields=name&lang=en')).json;
      const names = data.map(({ name }) => name);
      assert.ok(names.length > 5 && names.length <= 15);
      const items = page.locator('#list li');
      assert.deepEqual(await items.allTextContents(), names.slice(0, 5));
      facts.answers('/v1/agreements', { status: 500, json: { title: 'Broken' } }, null);
      await page.locator('#more').click();
      await page.getByRole('alert').filter({ hasText: 'Broken' }).waitFor();
      for (let count = 10; await page.locator('#more').isVisible(); count += 5) {
        await page.locator('#more').click();
        await items.nth(Math.min(count, names.length) - 1).waitFor();
      }
      assert.deepEqual(await items.allTextContents(), names);
    },

    async 'text.js'(test) {
      const page = await blank(test, factd);
      const maps = [{ ko: '엔비디아', en: 'NVIDIA' }, { ko: '최이안', en: null }, null];
      const texts = await call(page, 'text.js', `return given[0].map((map) => own.text(map, 'en'));`, maps);
      assert.deepEqual(texts, [{ text: 'NVIDIA', lang: 'en' }, { text: '최이안', lang: 'ko' }, null]);
    },

    async '찾기'(test) {
      const facts = await service(shared, factd.url);
      const page = await (await site(test, facts)).visit(block('찾기').text, { expects: [/ 500/, /of 500/] });
      const words = page.getByLabel('찾을 말'), hits = page.locator('#hits a');
      await words.fill('ㅈㅅ');
      await hits.filter({ hasText: '젠슨 황' }).first().waitFor();
      assert.equal(await hits.first().getAttribute('href'), `${facts.url}/participants/jensen-huang`);
      for (const [half, whole] of Object.entries({ ㅈㅅㅎ: '젠슨 황', 엔빋: '엔비디아', 젠ㅅ: '젠슨 황' })) {
        assert.ok(doc.includes(`\`${half}\``), half);
        await words.fill('');
        await page.waitForFunction(() => !document.querySelector('#hits a'));
        await words.fill(half);
        await hits.filter({ hasText: whole }).first().waitFor();
      }
      let release;
      const after = new Promise((done) => { release = done; });
      const { json } = await factd.get('/v1/search?q=harbour&lang=ko');
      facts.answers('/v1/search', { after, json }, null);
      await words.fill('harbour');
      await words.fill('엔비디아');
      await hits.filter({ hasText: '엔비디아' }).first().waitFor();
      release();
      await page.settled();
      assert.match(await hits.first().textContent(), /엔비디아/);
      const found = await hits.count();
      await words.fill('엔비디앜ㅋㅋㅋ');
      await page.getByRole('status').filter({ hasText: /^0건$/ }).waitFor();
      assert.equal(await hits.count(), found);
      facts.answers('/v1/search', { status: 500, json: { title: '고장' } });
      await words.fill('가');
      await page.getByRole('status').filter({ hasText: '고장' }).waitFor();
      facts.answers('/v1/search', null);
      await words.fill('');
      await page.waitForFunction(() => !document.querySelector('#hits a'));
    },

    async 'mark.js'(test) {
      const page = await blank(test, factd);
      const quote = (start, end) => ({ start_utf16: start, end_utf16: end });
      const html = await call(page, 'mark.js', `const node = document.createElement('p');
        node.append(own.marked(given[0], given[1]));
        return node.innerHTML;`, '<b>😀 하나 둘 셋', [quote(9, 10), quote(6, 8), quote(7, 10), quote(null, null)]);
      assert.equal(html, '&lt;b&gt;😀 <mark>하나</mark> <mark>둘</mark> 셋');
    },

    async '기사 속의 근거'(test) {
      const facts = await asToldAbove();
      const page = await (await site(test, facts)).visit(block('기사 속의 근거').text);
      const { data } = (await facts.get('/v1/facts/haedong-2026-03-12-harbour.quays')).json;
      const places = [...data.evidence].sort((one, other) => one.start - other.start);
      assert.deepEqual(await page.locator('mark').allTextContents(), places.map(({ quote }) => quote));
      assert.equal(await page.locator('#article').textContent(), readFileSync(fixture('harbour.txt'), 'utf8'));
      assert.equal(await page.locator('#source').getAttribute('href'), data.link);
    },

    async 'watch.js'(test) {
      const path = database(shared, shipped);
      const page = await blank(test, await serve(shared, path));
      await call(page, 'watch.js', `globalThis.seen = [];
        globalThis.controller = new AbortController();
        own.watch((revision) => seen.push(revision), controller.signal, 0.05);`);
      await eventually(async () => page.requests.filter((url) => url.includes('/v1/topics')).length > 2, 20_000);
      assert.deepEqual(await page.evaluate('seen'), []);
      assert.equal(run(['load', '--database', path, fixture('harbour-en.json')]).status, 0);
      await eventually(() => page.evaluate('seen.length'), 20_000);
      assert.deepEqual(await page.evaluate('seen'), [2]);
      await page.evaluate('controller.abort()');
      await page.settled();
      const asked = page.requests.length;
      await page.waitForTimeout(500);
      assert.equal(page.requests.length, asked);
    },

    'useFacts.jsx': application,
    'app.jsx': application,
  };

  // Both blocks of React are one program.
  async function application(test) {
    const facts = await service(shared, factd.url);
    const place = await site(test, facts);
    const files = Object.fromEntries(blocks.map(({ name, text }) => [name, place.here(text)]));
    place.script('app.js', await bundle(files, 'app.jsx'));
    const page = await place.visit(`<!doctype html><html lang="en"><meta charset="utf-8"><title>React</title><div id="root"></div>
      <script type="module" src="${example}/embed.js"></script><script type="module" src="/app.js"></script></html>`,
    { expects: [/ 400/, /of 400/] });
    const names = async (status) =>
      (await factd.get(`/v1/agreements?status=${status}&fields=name&lang=en`)).json.data.map(({ name }) => name);
    const [signed, agreed] = [await names('signed'), await names('agreed')];
    const list = page.locator('li');
    await list.first().waitFor();
    assert.deepEqual(await list.allTextContents(), signed);

    let release;
    const after = new Promise((done) => { release = done; });
    facts.answers('/v1/agreements', { after, json: { data: [{ id: 'late', name: 'Late', href: '/v1/facts/a.b' }] } }, null);
    await page.getByLabel('Status').selectOption('planned');
    assert.equal(await page.locator('main').getAttribute('aria-busy'), 'true');
    assert.deepEqual(await list.allTextContents(), signed);
    await page.getByLabel('Status').selectOption('agreed');
    await list.filter({ hasText: agreed[0] }).first().waitFor();
    release();
    await page.settled();
    assert.deepEqual(await list.allTextContents(), agreed);
    assert.equal(await page.locator('main').getAttribute('aria-busy'), 'false');

    await page.getByLabel('Status').selectOption('never');
    await page.getByRole('alert').filter({ hasText: '"never" is not one of signed' }).waitFor();
    assert.deepEqual(await list.allTextContents(), agreed);
    await page.getByRole('button', { name: agreed[0] }).click();
    await page.locator('factd-fact [part=name]').filter({ hasText: agreed[0] }).waitFor();
  }

  it('has blocks that are all tried', () => {
    assert.deepEqual(blocks.map(({ name }) => name), Object.keys(checks));
    assert.ok(blocks.every(({ language }) => ['html', 'css', 'js', 'jsx'].includes(language)));
  });

  for (const [name, check] of Object.entries(checks)) it(`is right about ${name}`, check);

  it('has pages that anyone can use', async (test) => {
    for (const { language, text, name } of blocks) {
      if (language !== 'html' || name === '<iframe') continue;
      const page = await (await site(test, factd)).visit(text);
      await axe(page);
      await page.close();
    }
  });

  it('names the headers that pages of other origins may set', async (test) => {
    const [, all, refused] = /From another origin only ([^]*?) may be set,[^]*?such as\s+`([\w-]+)`/.exec(doc);
    const named = [...all.matchAll(/`([\w-]+)`/g)].map(([, name]) => name);
    const { headers } = await fetch(`${factd.url}/v1`, { method: 'OPTIONS' });
    assert.deepEqual(named, headers.get('Access-Control-Allow-Headers').split(', '));
    const page = await blank(test, factd, { expects: [/CORS/, /ERR_FAILED/] });
    const ask = (names) => page.evaluate(([url, list]) => fetch(url, { headers: list.map((name) => [name, 'a']) })
      .then(({ status }) => status, ({ name }) => name), [`${factd.url}/v1`, names]);
    assert.equal(await ask(named.filter((name) => name !== 'Accept')), 200);
    assert.equal(await ask([refused]), 'TypeError');
  });

  it('asks for what there is', async () => {
    const rows = [...doc.matchAll(/^\| .* \| (`\/v1.*) \|$/gm)].flatMap(([, cell]) => [...cell.matchAll(/`([^`]+)`/g)]);
    assert.ok(rows.length >= 10);
    for (const [, target] of rows) {
      const id = { articles: 'segye-2025-10-31-ai-capital', facts: 'segye-2025-10-31-ai-capital.gpu-count' };
      const real = target.replace(/^\/v1\/(\w+)\/\{id\}/, (_, list) => `/v1/${list}/${id[list] ?? 'nvidia'}`)
        .replace('article={id}', `article=${id.articles}`).replace('{id}', 'nvidia').replace('…', 'nvidia');
      const { status, json } = await factd.get(real);
      assert.equal(status, 200, `${target}: ${json.detail}`);
      assert.ok(!Array.isArray(json.data) || json.data.length, `${target} has nothing`);
    }
  });

  it('names every part and property of the element', () => {
    const source = readFileSync(join(root, 'web/embed.js'), 'utf8');
    const parts = [...source.matchAll(/part: '([\w-]+)'|small\('([\w-]+)'/g)].map(([, one, other]) => one ?? other);
    const rows = [...source.matchAll(/^    \['([\w-]+)', say/gm)].map(([, name]) => name);
    const properties = [...source.matchAll(/--factd-[\w-]+/g)].map(([name]) => name);
    const told = doc.slice(doc.indexOf('## One line'), doc.indexOf('## What to ask'));
    assert.ok(parts.length > 10 && rows.length === 4 && properties.length > 8);
    for (const name of [...parts, ...rows]) assert.match(told, new RegExp(`\`${name}\`|part\\(${name}\\)`), name);
    for (const name of properties) assert.ok(told.includes(`${name}:`), name);
  });
});
