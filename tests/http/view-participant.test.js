// SPDX-License-Identifier: MIT
// /participants/{id}: what all articles state about one, held against what /v1 answers.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { database, fixture, folder, run, serve } from '../lib/factd.js';
import { agreement, event, figure, write } from '../lib/generate.js';
import { escaped, links, main, plain, words } from './pages.js';
import { scope } from './scope.js';

const article = 'haedong-2026-03-12-harbour';
const harbours = [fixture('harbour.json'), fixture('harbour-en.json')];
const counted = { figure: '수치', agreement: '합의·계획', event: '사건', statement: '발언', affiliation: '직함' };

// A section of the page by its id; its links to /v1, and its cards' ids.
const section = (html, id) =>
  new RegExp(`<section class="kind [^"]*" id="${id}">[^]*?</section>`).exec(html)?.[0] ?? null;
const sources = (html) => /<ul class="sources">[^]*?<\/ul>/.exec(html)[0];
const cards = (html) => [...html.matchAll(/<article class="fact \w+" id="([^"]*)"/g)].map(([, id]) => id);
const sectionOf = (html, heading) =>
  html.split('<section ').find((part) => part.includes(`<h2>${heading}</h2>`));

describe('the page of a participant', () => {
  const shared = scope();
  let server;
  before(async () => { server = await serve(shared, database(shared, ...harbours)); });

  const page = async (id, lang = 'en') => {
    const { status, text, headers } = await server.get(`/participants/${id}?lang=${lang}`);
    assert.equal(status, 200, text);
    assert.equal(headers.get('content-type'), 'text/html; charset=utf-8');
    assert.equal(headers.get('content-language'), lang);
    return text;
  };
  const all = async (target) => (await server.get(target)).json.data;

  it('has its name, what it is, and how it is named elsewhere', async () => {
    const heading = (html) => /<h1 class="name">([^]*?)<\/h1>/.exec(html)[1];
    const korean = await page('han-doyun', 'ko'), english = await page('han-doyun');
    assert.equal(heading(korean), '한도윤 <small class="name">Han Do-yun</small>');
    assert.equal(heading(english), 'Han Do-yun <small class="name">한도윤</small>');
    assert.match(korean, /<html lang="ko">[^]*<title>한도윤 · factd<\/title>/);
    assert.match(english, /<html lang="en">[^]*<title>Han Do-yun · factd<\/title>/);
    assert.match(korean, /<p class="label">인물<\/p>\n<h1/);
    assert.match(english, /<p class="label">Person<\/p>\n<h1/);
    for (const [html, said] of [[korean, '다른 이름'], [english, 'Also named']]) {
      const byline = /<p class="byline">[^]*?<\/p>/.exec(html)[0];
      assert.deepEqual(words(byline), `${said} Han, 한 회장`);
    }
  });

  it('falls back to the language that there is, without saying it twice, and has no line of no aliases', async () => {
    const english = await page('choi-ian');
    assert.match(english, /<h1 class="name">최이안<\/h1>/);
    assert.doesNotMatch(english.slice(0, english.indexOf('<section')), /class="byline"/);
  });

  it('counts its facts of each kind as /v1 does, and shows as many', async () => {
    for (const id of ['garam', 'han-doyun', 'coastal-ministry', `${article}.local-lines`]) {
      const { facts } = (await server.get(`/v1/participants/${id}`)).json.data;
      const html = await page(id, 'ko');
      const kinds = Object.keys(counted).filter((kind) => facts[kind]);
      const contents = /<ul class="contents">(.*?)<\/ul>\n<\/header>/.exec(html)[1];
      assert.deepEqual(links(contents).map(({ href, text }) => `${href} ${text}`),
        kinds.map((kind) => `#${kind}s ${counted[kind]} ${facts[kind]}`));
      for (const kind of Object.keys(counted)) {
        const part = section(html, `${kind}s`);
        assert.equal(part !== null, facts[kind] > 0, `${id}: ${kind}`);
        if (!part) continue;
        assert.match(part, new RegExp(`<h2>${counted[kind]} <span class="count">${facts[kind]}</span></h2>`));
        const { data } = (await server.get(`/v1/facts?kind=${kind}&participant=${id}&limit=200`)).json;
        assert.deepEqual(cards(part).sort(), data.map((fact) => fact.id).sort());
      }
    }
  });

  it('gives each part as JSON with the rows that it shows, and as CSV with all', async () => {
    const html = await page('garam');
    const parts = main(html).split('<section ').slice(1).filter((part) => part.includes('class="sources"'));
    assert.equal(parts.length, 4);
    for (const part of parts) {
      const [json, csv] = links(sources(part));
      const rows = await all(json.href), sheet = await server.get(csv.href);
      assert.deepEqual([json.text, csv.text], ['JSON', 'CSV']);
      assert.match(json.href, /^\/v1\/.*lang=en/);
      if (cards(part).length) assert.deepEqual(cards(part).sort(), rows.map(({ id }) => id).sort());
      assert.equal(sheet.status, 200, csv.href);
      assert.match(sheet.headers.get('content-type'), /^text\/csv/);
      assert.equal(sheet.text.trim().split('\r\n').length, 1 + rows.length);
    }
  });

  it('names the articles, the newest first, and the words by which they name it', async () => {
    const articles = await all('/v1/articles?participant=garam&sort=-published_at&lang=ko');
    for (const [lang, heading, quoted] of [
      ['ko', '나온 기사', '기사 속의 이름'], ['en', 'In these articles', 'As articles name it']]) {
      const html = await page('garam', lang);
      const shown = links(sectionOf(html, heading)).filter(({ href }) => /^\/articles\/[^#]*$/.test(href));
      assert.deepEqual(shown.map(({ href }) => href), articles.map(({ id }) => `/articles/${id}?lang=${lang}`));
      const quotes = [...sectionOf(html, quoted).matchAll(/<a href="([^"]*)"><q>(.*?)<\/q><\/a>/g)];
      const evidence = await all('/v1/evidence?participant=garam');
      assert.equal(evidence.length, 2);
      assert.deepEqual(quotes.map(([, href, quote]) => [href, quote]),
        evidence.map(({ article, quote }) => [`/articles/${article}?lang=${lang}`, escaped(quote)]));
    }
  });

  it('has a place for the picture where there are agreements to tie, whose address answers', async () => {
    const html = await page('garam', 'en');
    const address = plain(/<figure data-graph="([^"]*)">/.exec(html)[1]);
    const { status, headers, json } = await server.get(address);
    assert.equal(status, 200);
    assert.match(headers.get('content-type'), /^application\/json/);
    assert.deepEqual(json.data.map(({ id }) => id).sort(), cards(section(html, 'agreements')).sort());
    assert.deepEqual(Object.keys(json.data[0]).sort(), ['id', 'name', 'participants', 'status']);
    assert.ok(json.data.some(({ name }) => name === 'Supply of autonomous tugs'), 'in the language of the page');
    assert.match(await page('garam', 'ko'), /data-graph="[^"]*&amp;lang=ko&amp;/);
    assert.match(section(html, 'ties'), /<a href="#agreements">/);
    assert.equal((await server.get('/v1/participants/hanbit-institute')).json.data.facts.agreement, 1);
    assert.doesNotMatch(await page('hanbit-institute'), /data-graph/);
  });

  it('keeps the language that was chosen, and none that was not', async () => {
    const within = (html) => links(main(html)).map(({ href }) => href)
      .filter((href) => /^\/(facts|articles|part)/.test(href));
    const chosen = within(await page('garam', 'ko'));
    assert.ok(chosen.length > 10);
    for (const href of chosen) assert.match(href, /[?&]lang=ko(#|$)/);
    const { text } = await server.get('/participants/garam', { headers: { 'Accept-Language': 'en' } });
    assert.match(text, /<html lang="en">/);
    for (const href of within(text)) assert.doesNotMatch(href, /lang=/);
  });

  it('refuses any parameter but the language, by its name and as a page', async () => {
    for (const [query, name] of [['limit=3', 'limit'], ['lang=en&format=json', 'format'], ['%3Cb%3E=1', '&lt;b&gt;'],
      ['lang=de', 'lang'], ['lang=en&lang=en', 'lang'], ['lang=', 'lang']]) {
      const { status, headers, text } = await server.get(`/participants/garam?${query}`);
      assert.equal(status, 400, query);
      assert.equal(headers.get('content-type'), 'text/html; charset=utf-8');
      assert.ok(text.includes(`<code>${name}</code>`), query);
    }
  });

  it('is 404 where nobody is called that, and 410 where one was removed', async (test) => {
    const own = database(test, ...harbours);
    assert.equal(run(['remove', '--database', own, article]).status, 0);
    const removed = await serve(test, own);
    for (const [id, wanted, korean, english] of [
      [`${article}.local-lines`, 410, '지워졌습니다', 'It was removed'],
      ['nobody', 404, '여기에는 아무것도 없습니다', 'Nothing is here'],
    ])
      for (const [lang, says] of [['ko', korean], ['en', english]]) {
        const { status, text, headers } = await removed.get(`/participants/${id}?lang=${lang}`);
        assert.equal(status, wanted);
        assert.equal(headers.get('content-type'), 'text/html; charset=utf-8');
        assert.match(text, new RegExp(`<h1>${says}</h1>`));
      }
  });
});

describe('a participant whose texts are strange', () => {
  const shared = scope();
  const attack = '"><script>globalThis.broken = 1</script> & \'x\'';
  const same = ['https://one.example/?a=1&b=%22', 'http://two.example/\'x\''];
  let html;
  before(async () => {
    const part = [{ id: 'odd', role: 'party', inferred: true }];
    const { json } = write(folder(shared), {
      id: 'odd-article', title: { en: attack },
      participants: [{ id: 'odd', kind: 'company', name: { en: attack }, aliases: ['Odd', `<b>${'y'.repeat(20)}`],
        same_as: same, evidence: ['Odd', '<i>Odd</i>', `<b>${'y'.repeat(20)}`] }],
      facts: [
        ...['a', 'b'].map((id) => agreement(id, { name: attack, participants: part })),
        event('c', { name: attack, place: { en: attack }, participants: [{ ...part[0], role: 'host' }] }),
        figure('d', 3, { name: attack, participants: [{ ...part[0], role: 'subject' }] }),
      ],
    });
    const server = await serve(shared, database(shared, json));
    html = (await server.get('/participants/odd?lang=en')).text;
  });

  it('has them as text', () => {
    assert.doesNotMatch(html, /<script>|<b>|<i>|"">/);
    assert.ok(html.includes(`<h1 class="name">${escaped(attack)}</h1>`));
    assert.equal(html.split(`>${escaped(attack)}</a></h3>`).length - 1, 5);
    assert.match(html, /<q>&lt;i&gt;Odd&lt;\/i&gt;<\/q>/);
    assert.match(html, /<span class="name">&lt;b&gt;y+<\/span>/);
  });

  it('links what it is the same as', () => {
    const list = /<ul class="contents" aria-label="The same as">(.*?)<\/ul>/.exec(html)[1];
    assert.deepEqual(links(list).map(({ href }) => href).sort(), [...same].sort());
  });
});
