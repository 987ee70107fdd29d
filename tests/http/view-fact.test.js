// SPDX-License-Identifier: MIT
// /facts/{id} and /embed/{id}: what they say of a fact of each kind, where its quotes stand, and what they do not tell.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { database, fixture, folder, run, serve } from '../lib/factd.js';
import { figure, write } from '../lib/generate.js';
import { scope } from './scope.js';

const article = 'haedong-2026-03-12-harbour', foreign = 'coastal-herald-20411';
const notServed = {
  ko: '이 서비스는 기사 본문을 보여 주지 않습니다.',
  en: 'This service does not show articles’ texts.',
};
const notLoaded = 'The text of this article was not loaded.';

const entities = [['&', '&amp;'], ['<', '&lt;'], ['>', '&gt;'], ['"', '&quot;'], ["'", '&#39;']];
const escaped = (text) => entities.reduce((all, [plain, entity]) => all.replaceAll(plain, entity), text);
const decoded = (html) => entities.reduceRight((all, [plain, entity]) => all.replaceAll(entity, plain), html);
const words = (html) => decoded(html.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ');
const sorted = (list, order) => [...list].sort(order);
const main = (html) => /<main[^>]*>([^]*)<\/main>/.exec(html)[1];
const links = (html) => [...html.matchAll(/<a [^>]*?href="([^"]*)"/g)].map(([, href]) => decoded(href));

// What the page shows as the article's text, and the words in the marks of each quote.
function marked(html) {
  const [, region] = /<div class="scroll"[^>]*>([^]*?)<\/div>/.exec(html);
  const open = [], quotes = {}, ids = [];
  let text = '';
  for (const [piece] of region.matchAll(/<[^>]*>|[^<]+/g)) {
    const number = /^<mark.* data-quote="(\d+)">$/.exec(piece)?.[1];
    if (number) {
      open.push(number);
      ids.push(/ id="(\w+)"/.exec(piece)?.[1]);
    } else if (piece === '</mark>') {
      open.pop();
    } else if (!piece.startsWith('<')) {
      text += decoded(piece);
      for (const each of open) quotes[each] = (quotes[each] ?? '') + decoded(piece);
    }
  }
  assert.deepEqual(open, [], 'every mark is closed');
  return { text, quotes: Object.values(quotes), ids: ids.filter(Boolean) };
}

// The text of one of the two is loaded.
const harbours = (test) =>
  database(test, '--text', fixture('harbour.txt'), fixture('harbour.json'), fixture('harbour-en.json'));

describe('the page of a fact', () => {
  const shared = scope();
  let server, page, row;
  before(async () => {
    server = await serve(shared, harbours(shared));
    row = async (target) => (await server.get(target)).json.data;
    page = async (id, lang, path = 'facts') => {
      const { status, text, headers } = await server.get(`/${path}/${id}?lang=${lang}`);
      assert.equal(status, 200, text);
      assert.equal(headers.get('content-type'), 'text/html; charset=utf-8');
      assert.equal(headers.get('content-language'), lang);
      return text;
    };
  });

  const kinds = [
    ['talks', '사건', 'Event', ['2026년 3월 12일', '참석'], ['12 March 2026', 'Attendee']],
    ['quay-memorandum', '합의·계획', 'Agreement or plan', ['체결', '양해각서', '당사자'], ['Signed', 'MOU', 'Party']],
    ['tugs', '수치', 'Figure', ['공급', '문맥상'], ['Supplier', 'inferred']],
    ['minister', '직함', 'Position', ['인물', '소속'], ['Holder', 'Organisation']],
  ];
  for (const [id, korean, english, saysKorean, saysEnglish] of kinds)
    for (const [lang, label, says] of [['ko', korean, saysKorean], ['en', english, saysEnglish]])
      it(`says in ${lang} what its kind does: ${id}`, async () => {
        const fact = await row(`/v1/facts/${article}.${id}?lang=${lang}`);
        const html = await page(`${article}.${id}`, lang);
        assert.ok(html.includes(`<article class="fact-page ${fact.kind}" data-fact="${article}.${id}">`));
        assert.deepEqual([...html.matchAll(/<h1>(.*?)<\/h1>/g)].map(([, text]) => decoded(text)), [fact.name]);
        assert.ok(main(html).includes(`<p class="label">${label}</p>`));
        const said = words(main(html));
        const names = fact.participants.map(({ name }) => name);
        for (const text of [...says, ...names]) assert.ok(said.includes(text), text);
      });

  it('says a statement in the words of its gist, and a figure with its number', async () => {
    const [statement] = await row(`/v1/statements?article=${foreign}&lang=en&limit=1`);
    const gist = `<p class="gist">${escaped(statement.gist)}</p>`;
    assert.ok((await page(statement.id, 'ko')).includes(gist));
    assert.match(words(main(await page(`${foreign}.throughput`, 'en'))), /about 450,000 container/);
    assert.match(words(main(await page(`${foreign}.throughput`, 'ko'))), /약 45만 container/);
  });

  const languages = [
    ['ko', (from, to, all) => `${from}–${to} / ${all}자`, (what) => `${what}의 근거`, ['본문과 대조하지 않음', '본문과 대조함']],
    ['en', (from, to, all) => `characters ${from}–${to} of ${all}`, (what) => `for the ${what}`,
      ['not checked against the text', ' checked against the text']],
  ];
  const called = { status: ['단계', 'status'], date: ['날짜', 'date'], place: ['장소', 'place'] };
  for (const [at, [lang, place, reason, checks]] of languages.entries())
    it(`has every quote with its place, what it is for and whether it was verified: ${lang}`, async () => {
      for (const id of [`${article}.quay-memorandum`, `${foreign}.meeting`]) {
        const fact = await row(`/v1/facts/${id}?include=article`);
        const [list] = /<ol class="quotes">[^]*?<\/ol>/.exec(main(await page(id, lang)));
        const items = list.split('<li>').slice(1), quotes = sorted(fact.evidence, (a, b) => a.start - b.start);
        assert.equal(items.length, quotes.length);
        for (const [i, { quote, start, end, for: supports, verified }] of quotes.entries()) {
          assert.ok(items[i].includes(`<q lang="${fact.article.language}">${escaped(quote)}</q>`), quote);
          const [from, to, all] = [start, end, fact.article.text.length].map((count) => count.toLocaleString('en'));
          assert.ok(words(items[i]).includes(place(from, to, all)), items[i]);
          const tag = supports ? [reason(called[supports][at])] : [];
          assert.deepEqual([...items[i].matchAll(/<span class="tag">(.*?)<\/span>/g)].map(([, text]) => text), tag);
          assert.ok(words(items[i]).includes(checks[Number(verified)]), items[i]);
        }
      }
    });

  it('draws each quote where it stands, as attributes that a strict policy allows', async () => {
    const id = `${foreign}.meeting`;
    const fact = await row(`/v1/facts/${id}`);
    const [svg] = /<svg class="map"[^]*?<\/svg>/.exec(await page(id, 'en'));
    assert.match(svg, /^<svg [^>]*aria-hidden="true"/);
    const bars = [...svg.matchAll(/<rect class="bar"[^>]* x="([\d.]+)%" width="([\d.]+)%"/g)];
    const spans = sorted(fact.evidence, (a, b) => a.start - b.start);
    const wanted = spans.map(({ start, end }) => [start, end - start].map((count) => (count / 934) * 100));
    assert.equal(bars.length, wanted.length);
    for (const [i, [, ...bar]] of bars.entries())
      for (const at of [0, 1]) assert.ok(Math.abs(bar[at] - wanted[i][at]) <= 0.1, `${bar[at]} is ${wanted[i][at]}`);
    assert.doesNotMatch(await page(id, 'en'), /<[^>]* style=|<style|<script(?! type="module" src=)/);
  });

  it('names what it belongs to, and has what belongs to it', async () => {
    const of = async (id, lang = 'en') => main(await page(`${foreign}.${id}`, lang));
    const link = (name, id) =>
      new RegExp(`<dt>${name}</dt><dd><a [^>]*href="/facts/${foreign}\\.${id}\\?lang=(ko|en)">`);
    const section = (name, id) => new RegExp(`<h2>${name}</h2>[^]*<article class="fact \\w+" id="${foreign}\\.${id}">`);
    assert.match(await of('quays'), link('Part of', 'memorandum'));
    assert.match(await of('quays', 'ko'), link('상위 사실', 'memorandum'));
    assert.match(await of('quays', 'ko'), />무인 부두 양해각서<\/a><\/dd>/);
    assert.match(await of('memorandum'), section('What is part of it', 'quays'));
    assert.match(await of('cost'), link('According to', 'ministry-estimate'));
    assert.match(await of('ministry-estimate'), section('What is so according to it', 'cost'));
    assert.match(await of('sleepless-port'), link('Occasion', 'meeting'));
    assert.match(await of('meeting'), section('What belongs to this occasion', 'sleepless-port'));
    assert.doesNotMatch(await of('private-share'), /class="referring"|class="relations"/);
  });

  it('links to itself for programs, and every such link answers with this fact', async () => {
    const id = `${foreign}.meeting`, html = await page(id, 'en');
    const found = links(html).filter((href) => href.startsWith('/v1/'));
    const answers = await Promise.all([...new Set(found)].map(async (href) => [href, await server.get(href)]));
    for (const [href, { status }] of answers) assert.equal(status, 200, href);
    const one = (shape) => answers.find(([href]) => shape.test(href))[1];
    assert.equal(one(/^\/v1\/facts\/.*include/).json.data.id, id);
    assert.match(one(/format=jsonld/).headers.get('content-type'), /ld\+json/);
    assert.equal(one(/^\/v1\/evidence.*format=csv/).text.trim().split('\r\n').length, 1 + 3);
  });

  it('has lines to copy that hold its addresses', async () => {
    const id = `${foreign}.meeting`, html = await page(id, 'en');
    const codes = [...html.matchAll(/<code class="copy">(.*?)<\/code>/g)].map(([, code]) => decoded(code));
    assert.deepEqual(codes, [
      `/facts/${id}`,
      `<script type="module" src="/embed.js"></script> <factd-fact lang="en" href="/v1/facts/${id}"></factd-fact>`,
      `<iframe src="/embed/${id}?lang=en" title="Meeting of the minister and the chairman" width="100%" height="360"`
        + ' loading="lazy"></iframe>',
    ]);
    for (const address of ['/embed.js', `/v1/facts/${id}`, `/embed/${id}?lang=en`])
      assert.equal((await server.get(address)).status, 200);
  });

  it('keeps the language that was chosen, and none that was not', async () => {
    const within = (html) => links(main(html)).filter((href) => /^\/(facts|articles|participants)\b/.test(href));
    const chosen = within(await page(`${foreign}.memorandum`, 'en'));
    assert.ok(chosen.length > 5);
    for (const href of chosen) assert.match(href, /[?&]lang=en$/);
    const { text } = await server.get(`/facts/${foreign}.memorandum`, { headers: { 'Accept-Language': 'en' } });
    assert.match(text, /<html lang="en">/);
    for (const href of within(text)) assert.doesNotMatch(href, /lang=/);
  });

  it('is a page of its own frame only, and takes no parameter beside the language', async () => {
    const { headers } = await server.get(`/facts/${foreign}.meeting`);
    assert.match(headers.get('content-security-policy'), /frame-ancestors 'none'$/);
    for (const path of ['facts', 'embed']) {
      const { status, text } = await server.get(`/${path}/${foreign}.meeting?lang=en&limit=3`);
      assert.equal(status, 400);
      assert.match(text, /<code>limit<\/code>/);
    }
  });

  it('is small in the frame of another site, which its links leave', async () => {
    const id = `${foreign}.memorandum`, html = await page(id, 'en', 'embed');
    const { headers } = await server.get(`/embed/${id}`);
    assert.match(headers.get('content-security-policy'), /frame-ancestors \*$/);
    assert.match(html, /<meta name="robots" content="noindex">/);
    assert.doesNotMatch(html, /class="site"|<script|<nav/);
    assert.equal((await server.get(/<link rel="stylesheet" href="([^"]*)">/.exec(html)[1])).status, 200);
    const anchors = [...html.matchAll(/<a [^>]*>/g)].map(([tag]) => tag);
    assert.equal(anchors.length, 2);
    for (const tag of anchors) assert.equal(tag, `<a target="_top" href="/facts/${id}?lang=en">`);
    const fact = await row(`/v1/facts/${id}?lang=en&include=article`);
    assert.ok(html.includes(`<h1>${anchors[0]}${fact.name}</a></h1>`));
    assert.ok(html.includes(`>${fact.article.title}</a> · <time datetime="2026-03-13">13 March 2026</time>`));
    const quotes = [...html.matchAll(/<q>(.*?)<\/q>/g)].map(([, quote]) => decoded(quote));
    assert.equal(fact.evidence.length, 4);
    assert.deepEqual(quotes, fact.evidence.slice(0, 3).map(({ quote }) => quote));
    for (const { name } of fact.participants) assert.ok(words(html).includes(name));
    const korean = await page(id, 'ko', 'embed');
    assert.match(korean, /<p class="label">합의·계획<\/p>[^]*<span class="tag status-signed">체결<\/span>/);
  });

  it('is 404 where there is no such fact, and 410 where it was removed', async (test) => {
    const own = database(test, fixture('harbour.json'), fixture('harbour-en.json'));
    assert.equal(run(['remove', '--database', own, foreign]).status, 0);
    const removed = await serve(test, own);
    for (const [path, ancestors] of [['facts', "'none'"], ['embed', '*']])
      for (const [id, wanted, says] of [
        [`${foreign}.meeting`, 410, 'It was removed'],
        [`${article}.nothing`, 404, 'Nothing is here'],
      ]) {
        const { status, text, headers } = await removed.get(`/${path}/${id}?lang=en`);
        assert.equal(status, wanted);
        assert.equal(headers.get('content-type'), 'text/html; charset=utf-8');
        assert.ok(headers.get('content-security-policy').endsWith(`frame-ancestors ${ancestors}`));
        assert.match(text, new RegExp(`<h1>${says}</h1>`));
        assert.equal(text.includes('class="site"'), path === 'facts');
      }
  });
});

// An article in which the quotes of one fact overlap, begin the text and end it, among characters of any plane.
function overlapping(test) {
  const text = [
    '😀 Daily & <b>7 ships</b> come\n\n\n\u00a0\nas 7 ships 🚢 do in the Daily’s own 𝔴ords,',
    ' which go on and on and on\nuntil 7 ships 🚢',
  ].join('');
  const points = (part) => [...part].length;
  const quote = (words, at = text.indexOf(words)) => {
    const start = points(text.slice(0, at));
    return { quote: words, start, end: start + points(words) };
  };
  const quotes = ['😀 Daily & <b>7', '<b>7 ships</b> come', '7 ships', '7 ships</b>'].map((words) => quote(words));
  quotes.push(quote('7 ships 🚢', text.lastIndexOf('7 ships')));
  const document = {
    format: 'facts/1',
    article: {
      id: 'over', publisher: 'daily', language: 'en', title: { en: 'Ships' }, published_at: '2026-01-01T09:00:00Z',
      text: { sha256: createHash('sha256').update(text).digest('hex'), length: points(text) },
    },
    topics: [],
    participants: [{ id: 'daily', kind: 'media', name: { en: 'Daily' }, evidence: [quote('Daily')] }],
    facts: [{ ...figure('ships', 7), name: { en: 'Ships' }, evidence: quotes }],
  };
  const at = folder(test), json = join(at, 'over.json'), txt = join(at, 'over.txt');
  writeFileSync(json, JSON.stringify(document));
  writeFileSync(txt, text);
  return { text, quotes, path: database(test, '--text', txt, json) };
}

describe('the text around the quotes', () => {
  const shared = scope();
  let path, server;
  before(async () => {
    path = harbours(shared);
    server = await serve(shared, path, '--texts', 'on');
  });

  it('is the whole of it, with every quote of every fact in its marks', async () => {
    const text = readFileSync(fixture('harbour.txt'), 'utf8');
    const { data } = (await server.get(`/v1/facts?article=${article}&limit=200`)).json;
    assert.ok(data.length > 20);
    for (const { id, evidence } of data) {
      const html = (await server.get(`/facts/${id}?lang=en`)).text, shown = marked(html);
      assert.equal(shown.text, text, id);
      assert.deepEqual(sorted(shown.quotes), sorted(evidence.map(({ quote }) => quote)), id);
      assert.deepEqual(shown.ids, [...new Set(shown.ids)]);
      for (const name of shown.ids) assert.ok(html.includes(`<a href="#${name}">`));
      assert.equal(shown.ids.length, evidence.length);
    }
    const { text: html } = await server.get(`/facts/${article}.tugs?lang=en`);
    assert.match(html, /<div class="scroll" tabindex="0" role="region" aria-labelledby="text" lang="ko">/);
    assert.match(html, /<h3 id="text">The article’s text<\/h3>/);
    assert.ok(!html.includes(notServed.en) && !html.includes(notLoaded));
  });

  it('holds quotes that overlap, at its start and its end, between characters of any plane', async (test) => {
    const { text, quotes, path: own } = overlapping(test);
    const html = (await (await serve(test, own, '--texts', 'on')).get('/facts/over.ships?lang=en')).text;
    const shown = marked(html);
    assert.equal(shown.text, text);
    assert.deepEqual(shown.ids.length, quotes.length);
    assert.deepEqual(sorted(shown.quotes), sorted(quotes.map(({ quote }) => quote)));
    assert.match(html, /<div class="scroll"[^>]*><mark id="q1" /);
    assert.match(html, /<\/mark><\/div>/);
    assert.ok(!html.includes('<b>'));
  });

  it('is told to be missing where none was loaded', async () => {
    const { text } = await server.get(`/facts/${foreign}.meeting?lang=en`);
    assert.ok(text.includes(notLoaded));
    assert.doesNotMatch(text, /class="scroll"|href="#q|\/text"/);
  });

  it('is not there, in no word, where texts are not served', async (test) => {
    const closed = await serve(test, path);
    const { data } = (await closed.get(`/v1/evidence?article=${article}&limit=200`)).json;
    const lines = readFileSync(fixture('harbour.txt'), 'utf8').split('\n').filter((line) => [...line].length > 40);
    assert.ok(lines.length > 3 && data.length > 20);
    for (const lang of ['ko', 'en'])
      for (const id of new Set(data.map(({ fact }) => fact).filter(Boolean))) {
        const { text: html } = await closed.get(`/facts/${id}?lang=${lang}`);
        assert.ok(html.includes(notServed[lang]), id);
        assert.doesNotMatch(html, /<mark|class="scroll"|href="#q|\/text"/);
        for (const line of lines) assert.ok(!words(html).includes(line.slice(0, 41)), line);
      }
  });

  it('is neither confirmed nor denied where texts are not served', async (test) => {
    const closed = await serve(test, path), bare = await serve(test, database(test, fixture('harbour.json')));
    const id = `${article}.tugs`, of = async (one) => (await one.get(`/facts/${id}?lang=en`)).text;
    const told = (html) => /<p class="no-text">.*<\/p>/.exec(html)[0];
    assert.equal(told(await of(closed)), told(await of(bare)));
    assert.equal(told((await closed.get(`/facts/${foreign}.meeting?lang=en`)).text), told(await of(closed)));
    const etag = (await server.get(`/facts/${id}?lang=en`)).headers.get('etag');
    const again = await closed.get(`/facts/${id}?lang=en`, { headers: { 'If-None-Match': etag } });
    assert.equal(again.status, 200);
    assert.ok(again.text.includes(notServed.en));
  });
});

describe('what an article says', () => {
  it('is never markup', async (test) => {
    const hostile = `</q><script>alert("x")</script> & 'so' <img src=x>`;
    const at = folder(test);
    const { json, txt } = write(at, {
      id: 'hostile', title: { en: hostile }, participants: [{ id: 'mallory', kind: 'person', name: '"><i>M' }],
      facts: [figure('f', 3, {
        name: hostile, summary: { en: hostile }, participants: [{ id: 'mallory', role: 'supplier' }],
        evidence: ['3 ships</mark><u>', '"><i>M'],
      })],
    });
    const server = await serve(test, database(test, '--text', txt, json), '--texts', 'on');
    for (const path of ['facts', 'embed']) {
      const { status, text } = await server.get(`/${path}/hostile.f?lang=en`);
      assert.equal(status, 200);
      assert.doesNotMatch(text, /<script>|<img|<i>|<u>/);
      for (const each of [hostile, '"><i>M', '3 ships</mark><u>']) assert.ok(text.includes(escaped(each)), each);
    }
    const { text } = await server.get('/facts/hostile.f?lang=en');
    assert.ok(text.includes(`title=&quot;${escaped(escaped(hostile))}&quot;`), 'the code to copy is markup that holds');
    assert.equal((await server.get('/facts/%3Cb%3E?lang=en')).text.includes('<b>'), false);
  });
});
