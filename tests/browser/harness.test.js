// SPDX-License-Identifier: MIT
// The harness itself: each of its guards must fail where it should, on pages made for that.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { scope } from '../http/scope.js';
import { browser } from './lib/browser.js';
import { strings } from './lib/hostile.js';
import { audit } from './lib/lighthouse.js';
import { axe, screenshots, shot } from './lib/looks.js';
import { failing, held, slow } from './lib/network.js';
import { alone, articles, empty, many, strange } from './lib/servers.js';

const html = (body, head = '') => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
<meta name="viewport" content="width=device-width"><meta name="description" content="A page">
<link rel="icon" href="data:,">${head}</head><body><main><h1>A page</h1>${body}</main></body></html>`;

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'";

// Pages by their paths, and what else they ask for. Only those that are about the policy come with one.
const pages = {
  '/good': { body: html('<p id="said">nothing</p><script src="/good.js"></script>'), policy },
  '/good.js': { type: 'text/javascript', body: "document.getElementById('said').textContent = 'something';" },
  '/error': { body: html('<script>console.error("it broke")</script>') },
  '/warning': { body: html('<script>console.warn("it may break")</script>') },
  '/uncaught': { body: html('<script>undefinedFunction()</script>') },
  '/rejected': { body: html('<script>Promise.reject(new Error("nobody looked"))</script>') },
  '/inline-script': { body: html('<script>globalThis.ran = 1</script>'), policy },
  '/inline-style': { body: html('<p style="color: red">red</p>'), policy },
  '/frame': { body: html('<iframe title="within" src="/inline-script"></iframe>'), policy: `${policy}; frame-src 'self'` },
  '/elsewhere': { body: html('<img alt="" src="http://elsewhere.example/x.png">') },
  '/missing': { body: html('<script src="/nowhere.js"></script>') },
  '/small-targets': { body: html('<button>a</button><button>b</button>', '<link rel="stylesheet" href="/small.css">') },
  '/small.css': { type: 'text/css', body: 'button { all: unset; display: block; font: 8px/8px serif; width: 8px }' },
  '/pale': { body: html('<p>pale</p>', '<link rel="stylesheet" href="/pale.css">') },
  '/pale.css': { type: 'text/css', body: 'p { color: #bbb; background: #fff }' },
  '/no-name': { body: html('<button></button>') },
  '/two-mains': { body: html('</main><main>').replace('<h1>A page</h1>', '<h4>A page</h4>') },
  '/asking': { body: html('<p id="said">asked</p><script src="/asking.js"></script>'), policy },
  '/asking.js': {
    type: 'text/javascript',
    body: `const say = (text) => { document.getElementById('said').textContent = text; };
      globalThis.ask = () => fetch('/data').then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
        .then((data) => say(data.word), (error) => say('no: ' + (error.name ?? error)));`,
  },
  '/data': { type: 'application/json', body: '{"word":"answered"}' },
  '/how': {
    body: html('<p id="how"></p><script src="/how.js"></script><noscript>no scripts</noscript>'),
    policy,
  },
  '/how.js': {
    type: 'text/javascript',
    body: `const is = (query) => matchMedia(query).matches;
      document.getElementById('how').textContent = [navigator.language, innerWidth, innerHeight,
        is('(prefers-color-scheme: dark)'), is('(prefers-reduced-motion: reduce)')].join(' ');`,
  },
  '/languages': { body: null },
  '/robots.txt': { type: 'text/plain', body: 'User-agent: *\nAllow: /\n' },
};

function listener(request, response) {
  const page = pages[request.url];
  if (!page) return response.writeHead(404, { 'Content-Type': 'text/plain' }).end('nothing here');
  if (page.policy) response.setHeader('Content-Security-Policy', page.policy);
  response.setHeader('Content-Type', page.type ?? 'text/html; charset=utf-8');
  return response.end(page.body ?? html(request.headers['accept-language']));
}

// A test within a test: what was to be done at its end is done when the function returns.
async function within(run) {
  const ends = [];
  let failed = null;
  try {
    await run({ after: (end) => ends.push(end) });
  } catch (error) {
    failed = error;
  }
  for (const end of ends.reverse()) await end().catch((error) => { failed ??= error; });
  if (failed) throw failed;
}

const shared = scope();
const { visit } = browser(shared);
let at;

before(async () => {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((done) => { server.once('listening', done); });
  shared.after(() => { server.closeAllConnections(); server.close(); });
  at = `http://127.0.0.1:${server.address().port}`;
});

describe('a visit', () => {
  it('is calm where nothing goes wrong', async (t) => {
    const page = await visit(t, { url: `${at}/good` });
    assert.equal(await page.textContent('#said'), 'something');
    assert.deepEqual(page.requests.filter((url) => url.startsWith('http')), [`${at}/good`, `${at}/good.js`]);
    assert.equal(page.answer.status(), 200);
  });

  for (const [path, problem] of [
    ['/error', /console error: it broke/],
    ['/warning', /console warning: it may break/],
    ['/uncaught', /uncaught: ReferenceError: undefinedFunction/],
    ['/rejected', /uncaught: Error: nobody looked/],
    ['/inline-script', /violation: script-src-elem: inline/],
    ['/inline-style', /violation: style-src-attr: inline/],
    ['/frame', /violation: script-src-elem: inline/],
    ['/elsewhere', /another origin: http:\/\/elsewhere\.example\/x\.png/],
    ['/missing', /failed request: \S+\/nowhere\.js 404/],
    ['/nothing', /failed request: \S+\/nothing 404/],
  ]) {
    it(`fails its test on ${path}`, () => assert.rejects(within((t) => visit(t, { url: at + path })), problem));
  }

  it('lets pass what was expected, and misses it where it never came', async (t) => {
    await visit(t, { url: `${at}/error`, expects: [/console error: it broke/] });
    const expecting = (path, pattern) => within((inner) => visit(inner, { url: at + path, expects: [pattern] }));
    await assert.rejects(expecting('/good', /console error/), /it never happened: .*console error/);
    await assert.rejects(expecting('/error', /console error: other/), /not calm/);
  });

  it('lets another origin pass that it was told of', async (t) => {
    const elsewhere = 'http://elsewhere.example';
    const image = { contentType: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg"/>' };
    const options = { url: `${at}/elsewhere`, before: (page) => page.route(`${elsewhere}/**`, (route) => route.fulfill(image)) };
    await visit(t, { ...options, origins: [elsewhere] });
    await assert.rejects(within((inner) => visit(inner, options)), /another origin/);
  });

  it('finds no other host than this one', async (t) => {
    const page = await visit(t, { url: `${at}/elsewhere`, expects: [/another origin/, /ERR_NAME_NOT_RESOLVED/] });
    assert.equal(await page.evaluate(() => document.images[0].naturalWidth), 0);
  });

  it('has the language, the size, the colours and the motion that were asked for', async (t) => {
    const how = async (options) => (await visit(t, { url: `${at}/how`, ...options })).textContent('#how');
    assert.equal(await how({}), 'ko-KR 1440 900 false false');
    assert.equal(await how({ lang: 'en', theme: 'dark', width: 360, height: 740, motion: false }), 'en-GB 360 740 true true');
    const page = await visit(t, { url: `${at}/languages`, lang: 'en' });
    assert.match(await page.textContent('main'), /en-GB/);
  });

  it('runs no script where they are turned off', async (t) => {
    const page = await visit(t, { url: `${at}/how`, javascript: false });
    assert.equal(await page.textContent('#how'), '');
    assert.equal(await page.locator('noscript').isVisible(), true);
    assert.match(await page.innerText('main'), /no scripts/);
  });
});

describe('axe', () => {
  it('finds nothing on a good page', async (t) => axe(await visit(t, { url: `${at}/good` })));

  it('looks only for what it was asked for', async (t) => {
    const page = await visit(t, { url: `${at}/pale` });
    await axe(page, ['button-name']);
    await assert.rejects(axe(page, ['color-contrast']), /color-contrast: /);
  });

  for (const [path, rule, target] of [
    ['/small-targets', 'target-size', 'button'],
    ['/pale', 'color-contrast', 'p'],
    ['/no-name', 'button-name', 'button'],
    ['/two-mains', 'landmark-no-duplicate-main', 'main'],
    ['/two-mains', 'page-has-heading-one', 'html'],
  ]) {
    it(`tells of ${rule} on ${path}`, async (t) => {
      const page = await visit(t, { url: at + path });
      await assert.rejects(axe(page), (error) => error.message.includes(`${rule}: `) && error.message.includes(`at ${target}`));
    });
  }
});

describe('a network', () => {
  const asked = async (t, prepare, word, expects = []) => {
    const page = await visit(t, { url: `${at}/asking`, expects });
    const restore = await prepare(page);
    await page.evaluate(() => globalThis.ask());
    assert.equal(await page.textContent('#said'), word);
    await restore();
    await page.evaluate(() => globalThis.ask());
    assert.equal(await page.textContent('#said'), 'answered');
  };

  it('can fail and be whole again', async (t) => {
    await asked(t, (page) => failing(page, '**/data', 'abort'), 'no: TypeError', [/ERR_FAILED/]);
    await asked(t, (page) => failing(page, '**/data', 503), 'no: 503', [/503/]);
    await asked(t, (page) => failing(page, '**/data', 'garbage'), 'no: SyntaxError');
    const unforeseen = within((inner) => asked(inner, (page) => failing(page, '**/data', 503), 'no: 503'));
    await assert.rejects(unforeseen, /failed request: \S+\/data 503/);
  });

  it('can be slow', async (t) => {
    const page = await visit(t, { url: `${at}/asking` });
    const restore = await slow(page, '**/data', 300);
    const begun = Date.now();
    await page.evaluate(() => globalThis.ask());
    assert.ok(Date.now() - begun >= 300);
    await restore();
  });

  it('can hold an answer back', async (t) => {
    const page = await visit(t, { url: `${at}/asking` });
    const release = await held(page, '**/data');
    const answered = page.evaluate(() => globalThis.ask());
    await release.asked;
    assert.equal(await page.textContent('#said'), 'asked');
    await release();
    await answered;
    assert.equal(await page.textContent('#said'), 'answered');
  });
});

describe('a picture', () => {
  it('is of the whole page', async (t) => {
    const file = join(screenshots, 'harness.png');
    rmSync(file, { force: true });
    const page = await visit(t, { url: `${at}/good`, width: 400, height: 100 });
    await shot(page, 'harness');
    const bytes = readFileSync(file);
    assert.deepEqual(bytes.subarray(1, 4).toString(), 'PNG');
    assert.equal(bytes.readUInt32BE(16), 400);
    assert.ok(bytes.readUInt32BE(20) >= 100);
  });
});

describe('Lighthouse', () => {
  it('marks down what a page has wrong and says why, and nothing else', async () => {
    const only = ['accessibility', 'best-practices', 'seo'];
    const { scores, faults } = await audit(`${at}/no-name`, { name: 'harness', only });
    assert.ok(scores.accessibility < 100);
    assert.deepEqual(faults.accessibility.map((fault) => fault.split(':')[0]), ['button-name']);
    assert.deepEqual([scores['best-practices'], scores.seo], [100, 100], JSON.stringify(faults));
    assert.ok(existsSync(join(screenshots, 'lighthouse-harness.json')));
  });
});

describe('the servers', () => {
  for (const [name, start, articleCount, least] of [
    ['articles', articles, 3, 30], ['alone', alone, 1, 10], ['empty', empty, 0, 0], ['many', many, 1, 1000],
    ['strange', strange, 1, 15],
  ]) {
    it(`start: ${name}`, async (t) => {
      const { get } = await start(t);
      const { json } = await get('/v1');
      const count = (wanted) => json.data.collections.find((one) => one.name === wanted).count;
      assert.equal(count('articles'), articleCount);
      assert.ok(count('facts') >= least);
    });
  }

  it('give strange names as they are', async (t) => {
    const { get } = await strange(t);
    const { json } = await get('/v1/participants?limit=100');
    const names = json.data.map(({ name }) => name.ko);
    for (const text of Object.values(strings)) assert.ok(names.includes(text), text);
  });
});
