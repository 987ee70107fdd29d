// SPDX-License-Identifier: MIT
// The picture of who is tied to whom: it draws what /v1 answers, all of it, legibly, and says so where it cannot.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { scope } from '../http/scope.js';
import { browser } from './lib/browser.js';
import { long, MARK, strings } from './lib/hostile.js';
import { wide } from './lib/inside.js';
import { axe, shot } from './lib/looks.js';
import { failing, held } from './lib/network.js';
import { articles } from './lib/servers.js';
import { languages, sizes, themes } from './lib/views.js';

const shared = scope();
const { visit } = browser(shared);
let server;

before(async () => { server = await articles(shared); });

const pages = { participant: '/participants/nvidia', article: '/articles/segye-2025-10-31-ai-capital' };
const api = '**/v1/agreements?*';
const chunk = /\/assets\/graph-[A-Z0-9]+\.js$/;

// Until the picture is there, or what stands in its place.
const drawn = (page) => page.waitForSelector('.ties figure:not([aria-busy]) :is(svg, .failed)', { state: 'attached' });

async function open(t, path = pages.participant, options = {}) {
  const page = await visit(t, { url: server.url + path, ...options });
  if (!options.unfinished) await drawn(page);
  return page;
}

// Pages of agreements in place of what the service has, each but the last with a next one.
const answering = (...answers) => async (page) => {
  for (const [i, data] of answers.entries()) {
    const next = i + 1 < answers.length ? `/v1/agreements?cursor=${i + 1}` : null;
    const pattern = i ? `**/v1/agreements?cursor=${i}` : '**/v1/agreements?participant=*';
    await page.route(pattern, (route) => route.fulfill({ json: { data, next, meta: {} } }));
  }
};

const party = (id, name = `Party ${id}`) => ({ id, name, role: 'party', inferred: false });
const agreement = (id, participants, more = {}) =>
  ({ id: `x.${id}`, name: `Agreement ${id}`, status: 'signed', participants, ...more });

// Each node as it is drawn: where it leads, what it is called, and its box, in the picture's own units.
const nodes = (page) => page.$$eval('.ties svg a', (links) => links.map((link) => {
  const { x, y, width, height } = link.querySelector('rect, circle').getBBox();
  const text = link.querySelector('text')?.getBBox();
  return {
    href: new URL(link.href.baseVal, location).pathname,
    label: link.getAttribute('aria-label'),
    who: link.classList.contains('who'),
    left: x,
    top: y,
    right: x + width,
    bottom: y + height,
    text: text && [text.x, text.y, text.x + text.width, text.y + text.height],
  };
}));

const viewBox = (page) => page.$eval('.ties svg', (picture) => picture.getAttribute('viewBox').split(' ').map(Number));

const overlap = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
  && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;

// No two nodes lie on each other, all lie in the picture, and each name in its box.
async function isLegible(page) {
  const all = await nodes(page), [left, top, width, height] = await viewBox(page);
  for (const [i, a] of all.entries()) {
    for (const b of all.slice(i + 1)) assert.ok(!overlap(a, b), `${a.href} lies on ${b.href}`);
    const inside = a.left >= left && a.top >= top && a.right <= left + width && a.bottom <= top + height;
    assert.ok(inside, `${a.href} is outside`);
    if (a.text) assert.ok(a.text[0] >= a.left - 1 && a.text[2] <= a.right + 1, `${a.label} is wider than its box`);
  }
  const captions = await page.$$eval('.ties .caption', (texts) => texts.map((text) => {
    const { x, y, width: w, height: h } = text.getBBox();
    return [x, y, x + w, y + h, text.textContent];
  }));
  for (const [from, above, to, below, text] of captions) {
    const inside = from >= left && above >= top && to <= left + width && below <= top + height;
    assert.ok(inside, `the caption ${text} is outside`);
  }
  return all;
}

const sorted = (list) => [...list].sort();

describe('the picture of ties', () => {
  for (const [name, path] of Object.entries(pages))
    it(`has each agreement and participant of ${name}'s once, by its name, without one on another`, async (t) => {
      const page = await open(t, path, { lang: 'en' });
      const { data } = await (await fetch(new URL(await page.getAttribute('figure', 'data-graph'), server.url))).json();
      const people = new Map(data.flatMap(({ participants }) => participants).map((one) => [one.id, one.name]));
      assert.ok(data.length > 10 && people.size > 10);
      const all = await isLegible(page);
      assert.deepEqual(sorted(all.filter(({ who }) => !who).map(({ href }) => href)),
        sorted(data.map(({ id }) => `/facts/${id}`)));
      assert.deepEqual(sorted(all.filter(({ who }) => who).map(({ href, label }) => `${href} ${label}`)),
        sorted([...people].map(([id, text]) => `/participants/${id} ${text}`)));
      for (const { id, name: called, participants } of data) {
        const { label } = all.find(({ href }) => href === `/facts/${id}`);
        assert.ok(label.startsWith(`${called} — `), label);
        for (const one of participants) assert.ok(label.slice(called.length).includes(one.name), label);
      }
      const ties = data.flatMap(({ participants }) => [...new Set(participants.map(({ id }) => id))]);
      assert.equal(await page.locator('.ties svg line').count(), ties.length);
    });

  it('is in the language of the page, and keeps it where it was chosen', async (t) => {
    const page = await open(t, `${pages.participant}?lang=en`, { lang: 'ko' });
    assert.deepEqual(await page.locator('.legend li').allTextContents(),
      ['Signed', 'Agreed', 'Planned', 'Under way', 'Discussed', 'dashed: inferred']);
    const queries = await page.$$eval('.ties svg a',
      (links) => links.map((link) => new URL(link.href.baseVal, location).search));
    assert.deepEqual([...new Set(queries)], ['?lang=en']);
    const korean = await open(t, pages.participant, { lang: 'ko' });
    assert.deepEqual(await korean.locator('.legend li').allTextContents(), ['체결', '합의함', '계획', '추진 중', '논의', '점선: 문맥상']);
    assert.ok((await nodes(korean)).some(({ label }) => label === '엔비디아'));
    assert.equal(await korean.locator('.ties svg a[href*="lang="]').count(), 0);
  });

  it('lights what has the focus with what it is tied to, and follows Enter', async (t) => {
    const three = [agreement('a', [party('one'), party('garam')]), agreement('b', [party('garam'), party('three')])];
    const page = await open(t, pages.participant, { before: answering(three) });
    const lit = () => page.$$eval('.ties a.lit',
      (links) => links.map((link) => link.getAttribute('href').split('/').at(-1)).sort());
    const lines = () => page.locator('.ties line.lit').count();
    const captions = async () => [
      await page.locator('.ties .caption:visible').allTextContents(),
      await page.textContent('.tied'),
    ];
    assert.deepEqual([await lit(), await lines(), await captions()], [[], 0, [[], '']]);
    await page.focus('.ties .picture');
    const seen = {};
    for (let i = 0; i < 5; i++) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => document.activeElement.getAttribute('href').split('/').at(-1));
      seen[at] = [await lit(), await lines(), await captions()];
      const [here, other] = await page.evaluate(() => [':focus', '.ties svg a:not(:focus)'].map((which) =>
        getComputedStyle(document.querySelector(which).querySelector('rect, circle')).stroke));
      assert.notEqual(here, other, 'the focus is seen');
    }
    assert.deepEqual(seen, {
      garam: [['garam', 'x.a', 'x.b'], 2, [[], 'Agreement a · Agreement b']],
      one: [['one', 'x.a'], 1, [[], 'Agreement a']],
      three: [['three', 'x.b'], 1, [[], 'Agreement b']],
      'x.a': [['garam', 'one', 'x.a'], 2, [['Agreement a'], '']],
      'x.b': [['garam', 'three', 'x.b'], 2, [['Agreement b'], '']],
    });
    await page.keyboard.press('Tab');
    assert.deepEqual([await lit(), await lines(), await captions()], [[], 0, [[], '']]);
    await page.hover('.ties a[href="/participants/one"]');
    assert.deepEqual(await lit(), ['one', 'x.a']);
    await page.focus('.ties a[href="/participants/garam"]');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${server.url}/participants/garam`);
  });

  it('has dashes for what is inferred, and says so only then', async (t) => {
    const inferred = { ...party('one'), inferred: true };
    const data = [agreement('a', [inferred, party('two')]),
      agreement('b', [inferred, { ...inferred, inferred: false }])];
    const page = await open(t, pages.participant, { before: answering(data), lang: 'en' });
    const dashes = (each) => each.$$eval('.ties line', (lines) => lines.map((line) => getComputedStyle(line).strokeDasharray));
    assert.deepEqual(sorted(await dashes(page)), ['4px, 4px', 'none', 'none']);
    assert.deepEqual(await page.locator('.legend li').allTextContents(), ['Signed', 'dashed: inferred']);
    const labels = (await nodes(page)).map(({ label }) => label);
    assert.deepEqual(labels.slice(2), ['Agreement a — Signed: Party one (inferred), Party two', 'Agreement b — Signed: Party one']);
    const plain = await open(t, pages.participant, { before: answering([agreement('a', [party('one')])]), lang: 'en' });
    assert.deepEqual(await plain.locator('.legend li').allTextContents(), ['Signed']);
  });

  it('can be skipped by keyboard', async (t) => {
    const page = await open(t, pages.participant, { lang: 'ko' });
    const skip = page.getByRole('link', { name: '그림 건너뛰기' });
    assert.ok((await skip.boundingBox()).width <= 1);
    await page.focus('.ties .picture');
    await page.keyboard.press('Shift+Tab');
    assert.ok((await skip.boundingBox()).width > 50, 'it is seen while it has the focus');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.closest('.ties figcaption') !== null), true);
  });

  it('is the same each time', async (t) => {
    const [first, second] = [await open(t), await open(t)];
    const picture = (page) => page.$eval('.ties svg', (one) => one.outerHTML);
    assert.equal(await picture(first), await picture(second));
  });

  it('has scripts of its own, which no other page asks for', async (t) => {
    const page = await open(t);
    assert.equal(page.requests.filter((url) => chunk.test(url)).length, 1);
    for (const path of ['/', '/articles', '/participants/hanbit-institute', '/participants']) {
      const other = await visit(t, { url: server.url + path });
      assert.deepEqual(other.requests.filter((url) => chunk.test(url) || url.includes('/v1/')), [], path);
    }
  });

  it('is left out where its script cannot be had', async (t) => {
    const page = await open(t, pages.participant, {
      before: (one) => failing(one, '**/assets/graph-*.js', 'abort'),
      expects: [/failed request: .*graph-/, /console error/],
      unfinished: true,
    });
    await page.settled();
    assert.equal(await page.locator('.ties figure > *').count(), 1);
  });
});

describe('what a picture can hold', () => {
  it('shortens long names, and calls them by all of it', async (t) => {
    const names = [long.korean, long.word, long.sentence, '가'.repeat(41), `${'W'.repeat(30)} ${'W'.repeat(30)}`,
      strings.combined.repeat(5), ...Object.values(strings)];
    const people = names.map((name, i) => party(`p${i}`, name));
    const data = names.map((name, i) => agreement(i, [people[i], people[(i + 1) % people.length]], { name }));
    const page = await open(t, pages.participant, { before: answering(data) });
    const all = await isLegible(page);
    assert.deepEqual(sorted(all.filter(({ who }) => who).map(({ label }) => label)), sorted(names));
    for (const { left, right, label } of all) assert.ok(right - left <= 241, `${label} is ${right - left} wide`);
    const texts = await page.locator('.ties .who text').allTextContents();
    assert.equal(texts.filter((text) => text.endsWith('…')).length, await page.locator('.ties .who title').count());
    assert.ok(texts.filter((text) => text.endsWith('…')).length >= 5);
    assert.equal(await page.evaluate((mark) => document.querySelector(mark) ?? globalThis[mark] ?? null, MARK), null);
    await shot(page, 'graph-strange');
    await axe(page);
  });

  it('tells apart who have one name, and draws who is in twice once', async (t) => {
    const [one, two] = [party('kim-1', 'Kim'), party('kim-2', 'Kim')];
    const data = [agreement('a', [one, two, { ...one, role: 'supporter' }]), agreement('b', [two])];
    const page = await open(t, pages.participant, { before: answering(data), lang: 'en' });
    const all = await isLegible(page);
    assert.deepEqual(sorted(all.filter(({ who }) => who).map(({ href }) => href)),
      ['/participants/kim-1', '/participants/kim-2']);
    assert.equal(await page.locator('.ties line').count(), 3);
    assert.equal(all.find(({ href }) => href === '/facts/x.a').label, 'Agreement a — Signed: Kim, Kim');
  });

  it('has agreements of nobody, one alone, and a status that it does not know', async (t) => {
    const nobody = [agreement('a', []), agreement('b', [], { status: 'dreamt' }), agreement('c', [party('one')])];
    const page = await open(t, pages.participant, { before: answering(nobody), lang: 'en' });
    assert.deepEqual((await isLegible(page)).map(({ label }) => label),
      ['Party one', 'Agreement a — Signed', 'Agreement b — dreamt', 'Agreement c — Signed: Party one']);
    const one = [agreement('a', [], { name: long.sentence })];
    const alone = await open(t, pages.participant, { before: answering(one) });
    assert.equal((await isLegible(alone)).length, 1);
    const none = await open(t, pages.participant, { before: answering([]), unfinished: true });
    await none.settled();
    assert.equal(await none.locator('.ties figure > *').count(), 1);
    assert.equal(await none.getAttribute('.ties figure', 'aria-busy'), null);
  });

  it('follows the pages of the list as far as a picture goes, and says where it ends', async (t) => {
    const data = Array.from({ length: 210 }, (_, i) => agreement(i, [party(i % 40), party((i * 7 + 3) % 40)]));
    const lines = { ko: '처음 200건만 그렸습니다.', en: 'Only the first 200 are drawn.' };
    for (const lang of languages) {
      const lists = [data.slice(0, 120), data.slice(120, 200), data.slice(200)];
      const page = await open(t, pages.participant, { lang, before: answering(...lists) });
      assert.equal(await page.textContent('.ties .state'), lines[lang]);
      assert.equal(page.requests.filter((url) => url.includes('/v1/')).length, 2);
      if (lang === 'ko') continue;
      const all = await isLegible(page);
      assert.equal(all.filter(({ who }) => !who).length, 200);
      assert.equal(all.filter(({ who }) => who).length, 40);
      await shot(page, 'graph-many');
    }
    const exact = [data.slice(0, 150), data.slice(150, 200)];
    const exactly = await open(t, pages.participant, { before: answering(...exact) });
    assert.equal(await exactly.locator('.ties .deed').count(), 200);
    assert.equal(await exactly.locator('.ties .state').count(), 0);
  });
});

describe('agreements that cannot be had', () => {
  const expected = {
    abort: [/failed request: .*agreements.*ERR_FAILED/, /console error/],
    503: [/failed request: .* 503/, /console error/],
    garbage: [],
  };
  const says = {
    ko: ['합의를 불러오지 못했습니다.', '다시 시도'],
    en: ['The agreements could not be fetched.', 'Try again'],
  };
  for (const [how, expects] of Object.entries(expected))
    for (const lang of languages)
      it(`are told to be missing, and asked for again: ${how}, in ${lang}`, async (t) => {
        let mend;
        const before = async (one) => { mend = await failing(one, api, how); };
        const page = await open(t, pages.participant, { lang, expects, before });
        assert.equal(await page.locator('.ties [role=alert]').textContent(), says[lang].join(' '));
        assert.equal(await page.getAttribute('.ties figure', 'aria-busy'), null);
        if (how === 'garbage') await axe(page);
        await page.click('.ties button');
        await drawn(page);
        assert.equal(await page.locator('.ties button').count(), 1, 'it failed again');
        assert.equal(await page.evaluate(() => document.activeElement.tagName), 'BUTTON');
        await mend();
        await page.keyboard.press('Enter');
        await page.waitForSelector('.ties svg');
        assert.equal(await page.locator('.ties :is(button, [role=alert])').count(), 0);
        await page.waitForFunction(() => document.activeElement.matches('.picture'));
      });

  it('are awaited, and the page says so', async (t) => {
    let release;
    const hold = async (one) => { release = await held(one, api); };
    const page = await visit(t, { origins: [server.url], before: hold });
    await page.goto(server.url + pages.participant);
    await release.asked;
    await page.waitForSelector('.ties figure[aria-busy=true] [role=status]');
    assert.equal(await page.locator('.ties [role=status]').textContent(), '그리는 중…');
    await release();
    await drawn(page);
    assert.equal(await page.locator('.ties [role=status]').count(), 0);
  });
});

describe('a picture on every screen', () => {
  for (const lang of languages)
    for (const [size, dimensions] of Object.entries(sizes))
      it(`fits a ${size}, light and dark, in ${lang}`, async (t) => {
        const page = await open(t, pages.participant, { lang, ...dimensions });
        for (const theme of themes) {
          await page.emulateMedia({ colorScheme: theme });
          assert.deepEqual(await page.evaluate(wide, dimensions.width), []);
          await axe(page, theme === 'light' ? null : ['color-contrast']);
          await shot(page, ['graph', lang, size, theme].join('-'));
        }
        const cut = await page.$eval('.ties .picture', (one) => one.scrollHeight - one.clientHeight);
        assert.equal(cut, 0, 'its height is that of what it holds');
        assert.equal(await page.locator('.ties .hint').isVisible(), size === 'phone');
        const [over, at] = await page.$eval('.ties .picture',
          (one) => [one.scrollWidth - one.clientWidth, one.scrollLeft]);
        if (size === 'phone') assert.ok(over > 100 && Math.abs(at - over / 2) <= 1, `${at} of ${over}`);
        else assert.equal(over, 0);
        for (let i = 0; size === 'phone' && i < 5; i++) {
          await page.locator('.ties .deed').nth(i).focus();
          const caption = await page.$eval('.ties .caption.lit', (one) => one.getBoundingClientRect().toJSON());
          const { left, right } = await page.$eval('.ties .picture', (one) => one.getBoundingClientRect().toJSON());
          assert.ok(caption.left >= left && caption.right <= right, 'the caption is scrolled to');
        }
        const height = await page.$eval('.ties .who rect', (rect) => rect.getBoundingClientRect().height);
        assert.ok(height >= 24, `a name is ${height} high`);
      });

  it('fits a sheet of paper', async (t) => {
    const page = await open(t, pages.participant, { width: 718, height: 1047 });
    await page.emulateMedia({ media: 'print' });
    assert.deepEqual(await page.evaluate(wide, 718), []);
    assert.equal(await page.$eval('.ties .picture', (one) => one.scrollWidth - one.clientWidth), 0);
    await shot(page, 'graph-print');
  });
});
