// SPDX-License-Identifier: MIT
// The page of a search: it gives what /v1/search gives, as HTML.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { database, fixture, folder, serve } from '../lib/factd.js';
import { statement, write } from '../lib/generate.js';
import { scope } from './scope.js';

const shared = scope();
let server;
before(async () => {
  const documents = [fixture('harbour.json'), fixture('harbour-en.json')];
  server = await serve(shared, database(shared, ...documents), '--access-log', 'off');
});

const page = async (parameters, { lang = null, status = 200, at = server } = {}) => {
  const headers = { Accept: 'text/html', 'Accept-Language': lang ?? 'ko' };
  const query = parameters === null ? '' : `?${new URLSearchParams(parameters)}`;
  const answer = await at.get(`/search${query}`, { headers });
  assert.equal(answer.status, status, answer.text);
  assert.match(answer.headers.get('content-type'), /^text\/html/);
  return answer.text;
};

const entities = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
const unescaped = (html) => html.replace(/&(amp|lt|gt|quot|#39);/g, (entity) => entities[entity]);
const text = (html) => unescaped(html.replace(/<[^>]*>/g, ''));
const main = (html) => html.slice(html.indexOf('<main'), html.indexOf('</main>'));

// [{ label, href, name, snippet }], the last two as HTML.
const hitsOf = (html) => [...html.matchAll(
  /<li class="hit"><p class="label">(.*?)<\/p>\n<h2><a href="(.*?)">(.*?)<\/a><\/h2>\n(?:<p class="snippet">(.*?)<\/p>)?/g,
)].map(([, label, href, name, snippet]) => ({ label, href, name, snippet }));

const linkOf = (html, rel) => unescaped(new RegExp(`<a rel="${rel}" href="(.*?)"`).exec(html)?.[1] ?? '');
const marksOf = (html) => [...html.matchAll(/<mark>(.*?)<\/mark>/g)].map(([, marked]) => marked);
const label = {
  ko: { participant: '참여자', article: '기사', fact: '사실' },
  en: { participant: 'Participant', article: 'Article', fact: 'Fact' },
};

// What /v1/search says, as the page writes it.
function expected({ type, id, name, snippet }, lang) {
  const points = [...snippet.text];
  const marked = snippet.marks.map(({ start, end }) => points.slice(start, end).join(''));
  const byName = name === snippet.text;
  return { label: label[lang][type], href: `/${type}s/${id}`, name, snippet: byName ? undefined : snippet.text, marked };
}

for (const lang of ['ko', 'en'])
  for (const q of ['가람', 'naru', 'ㄱㄹ', '무인 부두', 'Garam Marine', '실증을'])
    it(`it shows for ${q} what /v1/search finds, in ${lang}`, async () => {
      const html = await page({ q }, { lang });
      const { json } = await server.get(`/v1/search?${new URLSearchParams({ q, lang, limit: 20 })}`);
      assert.ok(json.data.length > 0);
      const shown = hitsOf(html).map((hit) => ({
        ...hit, name: text(hit.name), snippet: hit.snippet && text(hit.snippet),
        marked: marksOf(hit.snippet ?? hit.name).map(text),
      }));
      assert.deepEqual(shown, json.data.map((hit) => expected(hit, lang)));
      const { total } = json.meta;
      assert.match(html, new RegExp(`<p class="count">${lang === 'ko' ? `${total}건` : `${total} hits?`}</p>`));
    });

it('it stands in the field, the heading and the title, and is for no search engine', async () => {
  const html = await page({ q: '가람 & "나루"' });
  assert.match(html, /<input type="search" name="q" value="가람 &amp; &quot;나루&quot;"/);
  assert.equal(text(/<h1>(.*?)<\/h1>/.exec(html)[1]), '“가람 & "나루"” 검색 결과');
  assert.equal(text(/<title>(.*?)<\/title>/.exec(html)[1]), '“가람 & "나루"” 검색 결과 · factd');
  assert.match(html, /<meta name="robots" content="noindex">/);
});

it('all that changes with the words is in one element', async () => {
  const [html, other] = await Promise.all([page({ q: '가람' }), page({ q: '나루' })]);
  const around = (whole) => main(whole).replace(/<div id="results"[^]*<\/div>/, '');
  assert.equal(around(html), around(other));
});

it('one hit is one hit', async () => {
  const html = await page({ q: 'ㅎㅂㅎㅇ', type: 'participant' }, { lang: 'en' });
  assert.match(html, /<p class="count">1 hit<\/p>/);
});

const attacks = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' onfocus='x", '</title><b>', '%s%n%zu',
  '&lt;b&gt;', '{{1}}'];
for (const q of attacks)
  it(`${q} is text wherever it stands`, async () => {
    const html = await page({ q });
    assert.ok(!/<script>alert|<img src=x|<b>| onfocus='x/.test(html), html);
    assert.equal(unescaped(/name="q" value="(.*?)"/.exec(html)[1]), q);
    assert.equal(text(/<h1>(.*?)<\/h1>/.exec(html)[1]), `“${q}” 검색 결과`);
  });

it('what is found is text, too, with its marks', async (t) => {
  const name = { ko: '<b>가시</b> & "장미"' };
  const { json } = write(folder(t), { id: 'thorns', facts: [statement('thorn', { name, gist: name })] });
  const [hit] = hitsOf(await page({ q: '가시', type: 'fact' }, { at: await serve(t, database(t, json)) }));
  assert.equal(hit.name, '&lt;b&gt;<mark>가시</mark>&lt;/b&gt; &amp; &quot;장미&quot;');
});

it('words that are given twice are refused, though one be empty', async () => {
  for (const query of ['q=a&q=b', 'q=&q=b', 'q=a&q=', 'q=&q=']) {
    const { status, text } = await server.get(`/search?${query}&lang=en`, { headers: { Accept: 'text/html' } });
    assert.equal(status, 400, query);
    assert.ok(text.includes('<code>q</code> it is given twice'), query);
  }
});

describe('types', () => {
  for (const type of ['participant', 'article', 'fact'])
    it(`it finds only ${type}s where that is asked, and says so`, async () => {
      const html = await page({ q: '가람', type });
      const hits = hitsOf(html);
      assert.ok(hits.length > 0 && hits.every(({ href }) => href.startsWith(`/${type}s/`)));
      const types = /<nav class="types".*<\/nav>/.exec(html)[0];
      const current = [...types.matchAll(/<a href="([^"]*)" aria-current="true">/g)].map(([, href]) => unescaped(href));
      assert.deepEqual(current, [`/search?q=${encodeURIComponent('가람')}&type=${type}`]);
    });

  it('each link asks for the same words, in the language that was chosen', async () => {
    const html = await page({ q: '무인 부두', type: 'fact', lang: 'en' });
    const types = /<nav class="types".*<\/nav>/.exec(html)[0];
    const links = [...types.matchAll(/href="([^"]*)"/g)].map(([, href]) => new URL(unescaped(href), server.url));
    assert.deepEqual(links.map(({ searchParams }) => Object.fromEntries(searchParams)), [
      { q: '무인 부두', lang: 'en' },
      ...['participant', 'article', 'fact'].map((type) => ({ q: '무인 부두', type, lang: 'en' })),
    ]);
  });
});

const trees = (count) => Array.from({ length: count }, (_, i) =>
  statement(`s${i}`, { name: { ko: `나무 ${i}` }, gist: { ko: '말' } }));

describe('pages', () => {
  let many;
  before(async () => {
    const { json } = write(folder(shared), { id: 'wood', facts: trees(45) });
    many = await serve(shared, database(shared, json), '--access-log', 'off');
  });

  const walk = async (parameters) => {
    const pages = [await page(parameters, { at: many })];
    for (let next; (next = linkOf(pages.at(-1), 'next')) && pages.length < 9;)
      pages.push((await many.get(next, { headers: { Accept: 'text/html' } })).text);
    return pages;
  };

  it('each hit is on one of them, in the order of /v1/search', async () => {
    const pages = await walk({ q: '나무', type: 'fact' });
    assert.equal(pages.length, 3);
    const { json } = await many.get(`/v1/search?${new URLSearchParams({ q: '나무', type: 'fact', limit: 200 })}`);
    assert.deepEqual(pages.flatMap(hitsOf).map(({ href }) => href), json.data.map(({ id }) => `/facts/${id}`));
    assert.ok(pages.every((html) => html.includes('<p class="count">45건</p>')));
  });

  it('a page further on is there in the other language, and has its JSON', async () => {
    const [, second] = await walk({ q: '나무', type: 'fact', lang: 'ko' });
    const english = unescaped(/<a [^>]*hreflang="en" href="(.*?)"/.exec(second)[1]);
    const answer = await many.get(english, { headers: { Accept: 'text/html' } });
    assert.equal(answer.status, 200, answer.text);
    const hrefs = hitsOf(second).map(({ href }) => href);
    assert.deepEqual(hitsOf(answer.text).map(({ href }) => href.replace('lang=en', 'lang=ko')), hrefs);
    const { json } = await many.get(unescaped(/href="(\/v1\/[^"]*)" type="application\/json"/.exec(main(second))[1]));
    assert.deepEqual(json.data.map(({ id }) => `/facts/${id}?lang=ko`), hrefs);
  });

  it('what is more than can be ranked is said to be so', async (t) => {
    const { json } = write(folder(t), { id: 'forest', facts: trees(1001) });
    const at = await serve(t, database(t, json));
    assert.match(await page({ q: '나무' }, { at }), /<p class="count">1,000건 이상<\/p>/);
    assert.match(await page({ q: '나무' }, { at, lang: 'en' }), /<p class="count">1,000 hits or more<\/p>/);
  });
});

describe('nothing', () => {
  for (const [lang, said] of [['ko', /찾은 것이 없습니다/], ['en', /Nothing was found/]])
    it(`was found, and what to try is said in ${lang}`, async () => {
      const html = await page({ q: 'xyzzy' }, { lang });
      assert.match(html, said);
      assert.match(html, /<kbd>ㅈㅅ<\/kbd>/);
      assert.deepEqual(hitsOf(html), []);
      assert.ok(!html.includes('<div class="empty">\n<p>찾은 것이 없습니다. <a'));
      const typed = await page({ q: 'xyzzy', type: 'fact' }, { lang });
      assert.match(typed, /<div class="empty">\n<p>[^<]* <a href="\/search\?q=xyzzy">/);
    });

  for (const parameters of [null, { q: '' }, { type: 'fact' }, { lang: 'ko' }])
    it(`was asked by ${JSON.stringify(parameters)}, and the page is where to begin`, async () => {
      const html = await page(parameters);
      assert.match(html, /<h1>검색<\/h1>/);
      assert.match(html, /위의 검색란/);
      assert.ok(!/class="count"|찾은 것이 없습니다|\/v1\/search/.test(html), html);
    });
});

describe('what is wrong', () => {
  for (const [parameters, where, suggestion] of [
    [{ q: 'a', typ: 'fact' }, 'typ', 'type'], [{ q: 'a', type: 'facts' }, 'type', 'fact'],
    [{ q: 'a', cursor: 'AAAA' }, 'cursor'],
    [{ q: 'a', limit: '5' }, 'limit'], [{ q: 'a'.repeat(201) }, 'q'], [{ q: 'a', lang: 'fr' }, 'lang'],
    [[['q', 'a'], ['q', 'b']], 'q'],
    [{ typ: 'fact' }, 'typ', 'type'], [{ cursor: 'AAAA' }, 'cursor'],
  ])
    it(`${JSON.stringify(parameters).slice(0, 60)} is named`, async () => {
      const html = await page(parameters, { status: 400 });
      const problems = [...html.matchAll(/<li><code>(.*?)<\/code>(.*)/g)];
      assert.deepEqual(problems.map(([, name]) => name), [where]);
      if (suggestion) assert.match(problems[0][2], new RegExp(`<code>${suggestion}</code>`));
    });
});
