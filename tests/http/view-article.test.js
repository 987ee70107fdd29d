// SPDX-License-Identifier: MIT
// /articles/{id}, /articles and /: what an article states, kind by kind, and in which language and form it is answered.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { database, fixture, folder, run, serve } from '../lib/factd.js';
import { agreement, event, write } from '../lib/generate.js';
import { escaped, links, main, plain, words } from './pages.js';
import { scope } from './scope.js';

const article = 'haedong-2026-03-12-harbour', foreign = 'coastal-herald-20411';
const harbours = [fixture('harbour.json'), fixture('harbour-en.json')];
const html = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

const section = (page, id) => new RegExp(`<section class="kind [^"]*" id="${id}">[^]*?</section>`).exec(page)[0];
const cards = (page) => [...page.matchAll(/<article class="fact \w+" id="([^"]*)"/g)].map(([, id]) => id);
const sources = (page) => [...page.matchAll(/<ul class="sources">[^]*?<\/ul>/g)].map(([list]) => links(list));
const card = (page, id) => new RegExp(`<article class="fact \\w+" id="${id}">[^]*?</article>`).exec(page)[0];
const own = (...ids) => ids.map((id) => `${article}.${id}`);

describe('the page of an article', () => {
  const shared = scope();
  let server;
  before(async () => { server = await serve(shared, database(shared, ...harbours)); });

  const page = async (target) => {
    const { status, text, headers } = await server.get(target, { headers: { accept: html } });
    assert.equal(status, 200, text);
    assert.equal(headers.get('content-type'), 'text/html; charset=utf-8');
    return text;
  };
  const all = async (target) => (await server.get(target)).json.data;

  it('has its title, who published and wrote it, when, and its address, in both languages', async () => {
    const korean = await page(`/articles/${article}?lang=ko`), english = await page(`/articles/${article}?lang=en`);
    assert.match(korean, /<h1>연안산업부·가람, 새벽항 무인 부두 협력<\/h1>/);
    assert.match(english, /<h1>Coastal ministry and Garam to build unmanned quays<\/h1>/);
    assert.match(english, /<title>Coastal ministry and Garam to build unmanned quays · factd<\/title>/);
    const byline = (text) => words(/<p class="byline">[^]*?<\/p>/.exec(text)[0]);
    assert.equal(byline(korean), '해동일보 · 문지호 · 2026년 3월 12일 18:20 · 원문');
    assert.equal(byline(english), 'Haedong Daily · 문지호 · 12 March 2026 18:20 · The article');
    assert.match(english, /<a rel="external" href="https:\/\/haedong\.example\/news\/harbour">/);
    // This one has no address, and its title is English only.
    const other = await page(`/articles/${foreign}?lang=ko`);
    assert.match(other, /<h1>Dawn Harbour to try unmanned quays<\/h1>/);
    assert.doesNotMatch(main(other), /rel="external"/);
  });

  it('shows every fact once, in the section of its kind, and every participant', async () => {
    for (const id of [article, foreign]) {
      const text = await page(`/articles/${id}?lang=en`);
      const facts = await all(`/v1/facts?article=${id}&limit=200`);
      assert.deepEqual(cards(text).sort(), facts.map((fact) => fact.id).sort());
      const { facts: counts } = await all(`/v1/articles/${id}`);
      for (const [kind, count] of Object.entries(counts)) {
        const part = section(text, `${kind}s`);
        assert.match(part, new RegExp(`<span class="count">${count}</span></h2>`));
        assert.deepEqual(cards(part).sort(), facts.filter((fact) => fact.kind === kind).map((fact) => fact.id).sort());
      }
      const people = await all(`/v1/participants?article=${id}&lang=en`);
      assert.deepEqual(links(section(text, 'participants').split('<ul class="names">')[1]),
        people.map((one) => ({ href: `/participants/${one.id}?lang=en`, text: one.name.ko ?? one.name })));
    }
  });

  it('has events in the order of their dates, and what has none last', async (t) => {
    const events = section(await page(`/articles/${article}?lang=en`), 'events');
    assert.deepEqual(cards(events), own('trials', 'talks', 'open-days', 'first-zone', 'operation'));
    const days = [...events.matchAll(/<p class="day">(.*?)<\/p>/g)].map(([, day]) => words(day));
    assert.deepEqual(days, ['2025', '12 March 2026', '20 March 2026 – 22 March 2026', 'June 2026', 'on or after July 2026']);
    const { json } = write(folder(t), { id: 'undated', facts: [
      event('a'), event('b', { date: '2025', evidence: [{ quote: 'in 2025', for: 'date' }] }), event('c')] });
    const other = await serve(t, database(t, json));
    for (const [lang, said] of [['ko', '날짜 없음'], ['en', 'No date stated']]) {
      const { text } = await other.get(`/articles/undated?lang=${lang}`);
      assert.deepEqual(cards(text), ['undated.b', 'undated.a', 'undated.c']);
      assert.equal(text.split(`<li class="undated"><p class="day">${said}</p>`).length - 1, 2);
    }
  });

  it('groups agreements by their status, the firmest first', async (t) => {
    const groups = (text) => [...section(text, 'agreements').matchAll(
      /<div class="group status-(\w+)"><p class="label">(.*?)<\/p>[^]*?(?=<div class="group|<\/section>)/g)]
      .map(([part, status, label]) => [status, label, cards(part)]);
    assert.deepEqual(groups(await page(`/articles/${article}?lang=ko`)), [
      ['signed', '체결', own('quay-memorandum')],
      ['agreed', '합의함', own('tug-supply')],
      ['planned', '계획', own('route-research')],
    ]);
    const statuses = ['discussed', 'planned', 'ongoing', 'signed', 'agreed', 'discussed'];
    const facts = statuses.map((status, i) => agreement(`s${i}`, { status }));
    const { json } = write(folder(t), { id: 'steps', facts });
    const { text } = await (await serve(t, database(t, json))).get('/articles/steps?lang=en');
    assert.deepEqual(groups(text), [
      ['signed', 'Signed', ['steps.s3']], ['agreed', 'Agreed', ['steps.s4']], ['planned', 'Planned', ['steps.s1']],
      ['ongoing', 'Under way', ['steps.s2']], ['discussed', 'Discussed', ['steps.s0', 'steps.s5']],
    ]);
  });

  it('groups statements by who speaks, and the article’s own words by themselves', async () => {
    const groups = (text) => section(text, 'statements').split('<div class="group">').slice(1)
      .map((part) => [words(/<p class="label">(.*?)<\/p>/.exec(part)[1]), ...cards(part)]);
    assert.deepEqual(groups(await page(`/articles/${article}?lang=en`)), [
      ["The article's own words", ...own('definition')],
      ['Garam Group', ...own('group-account')],
      ['Ministry of Coastal Industry', ...own('ministry-account')],
      ['Han Do-yun', ...own('night-port')],
    ]);
    assert.equal(groups(await page(`/articles/${article}?lang=ko`))[0][0], '기사의 서술');
  });

  const amounts = [
    ['tugs', '14 ship 이상', 'at least 14 ship'],
    ['cost', '1조 2,000억 원', '1,200,000,000,000 won'],
    ['private-share', '60 % 초과', 'more than 60 %'],
    ['site', '3만 5,000 square-metre', '35,000 square-metre'],
    ['throughput', '약 45만 container', 'about 450,000 container'],
    ['wave-limit', '3 metre 미만', 'fewer than 3 metre'],
    ['berth-error', '2.5 % 이하', 'at most 2.5 %'],
    ['jobs', '120–150 명', '120–150 people'],
  ];
  for (const [at, lang] of ['ko', 'en'].entries())
    it(`says figures as ${lang} does`, async () => {
      const figures = section(await page(`/articles/${article}?lang=${lang}`), 'figures');
      for (const [id, ...said] of amounts) {
        const amount = /<p class="amount">(.*?)<\/p>/.exec(card(figures, `${article}.${id}`))[1];
        assert.equal(words(amount), said[at], id);
      }
    });

  it('has a place for the picture of ties, whose address answers with its agreements', async () => {
    const text = await page(`/articles/${article}?lang=en`);
    const address = plain(/<figure data-graph="([^"]*)">/.exec(text)[1]);
    assert.deepEqual((await all(address)).map(({ id }) => id).sort(),
      own('quay-memorandum', 'route-research', 'tug-supply'));
    assert.doesNotMatch(await page(`/articles/${foreign}`), /data-graph/);
  });

  it('gives each part, and each list of articles, as JSON and CSV', async () => {
    for (const target of [`/articles/${article}`, '/articles', '/']) {
      const text = await page(`${target}?lang=en`);
      const found = sources(text).flat();
      assert.ok(found.length >= 2, target);
      for (const { href, text: type } of found) {
        const { status, headers } = await server.get(href);
        assert.equal(status, 200, href);
        assert.match(headers.get('content-type'), type === 'JSON' ? /^application\/json/ : /^text\/csv/);
      }
    }
  });

  it('is listed with all others, the newest first, or as the address asks', async () => {
    const shown = (text) => [...text.matchAll(/<h[23]><a href="\/articles\/([^"?]*)/g)].map(([, id]) => id);
    assert.deepEqual(shown(await page('/articles')), [foreign, article]);
    assert.deepEqual(shown(await page('/')), [foreign, article]);
    assert.deepEqual(shown(await page('/articles?sort=published_at')), [article, foreign]);
    assert.deepEqual(shown(await page('/articles?participant=hanbit-institute')), [article]);
    const none = await page('/articles?participant=nobody&lang=ko');
    assert.deepEqual(shown(none), []);
    assert.match(none, /이런 기사가 없습니다\./);
    const { facts } = await all(`/v1/articles/${article}`);
    const lines = (await page('/articles?lang=en')).split('<li><h2>');
    const line = lines.find((part) => part.includes(`href="/articles/${article}?`));
    const counts = links(/<ul class="contents">(.*?)<\/ul>/.exec(line)[1]);
    assert.deepEqual(counts.map(({ text }) => Number(text.split(' ').at(-1))),
      ['figure', 'agreement', 'event', 'statement', 'affiliation'].map((kind) => facts[kind]));
    for (const { href } of counts) assert.match(href, new RegExp(`^/articles/${article}\\?lang=en#\\w+s$`));
    const { meta } = (await server.get('/v1/facts?total=true&limit=1')).json;
    const counted = words(/<ul class="counts">.*<\/ul>/.exec(await page('/?lang=en'))[0].replaceAll('<li>', ' '));
    assert.equal(counted, `2 articles ${meta.total} facts 12 participants`);
  });

  it('is 404 where there is none, and 410 where it was removed', async (t) => {
    const path = database(t, ...harbours);
    assert.equal(run(['remove', '--database', path, foreign]).status, 0);
    const other = await serve(t, path);
    for (const [id, wanted, korean, english] of [
      [foreign, 410, '지워졌습니다', 'It was removed'],
      ['none', 404, '여기에는 아무것도 없습니다', 'Nothing is here'],
    ])
      for (const [lang, says] of [['ko', korean], ['en', english]]) {
        const { status, text, headers } = await other.get(`/articles/${id}?lang=${lang}`);
        assert.equal(status, wanted);
        assert.equal(headers.get('content-type'), 'text/html; charset=utf-8');
        assert.ok(text.includes(`<h1>${says}</h1>`));
      }
  });
});

describe('more participants of an article than are shown', () => {
  const shared = scope();
  it('have a page of their own, which is linked', async (t) => {
    const participants = Array.from({ length: 201 },
      (_, i) => ({ id: `one-${i}`, kind: 'person', name: `One no. ${i}.` }));
    const { json } = write(folder(t), { id: 'crowd', participants, facts: [agreement('a')] });
    const server = await serve(t, database(t, json));
    const { text } = await server.get('/articles/crowd?lang=en');
    const part = section(text, 'participants');
    assert.equal(links(part.split('<ul class="names">')[1]).length, 201);
    const more = links(/<p class="more">.*?<\/p>/.exec(part)[0]);
    assert.deepEqual(more, [{ href: '/participants?article=crowd&lang=en', text: 'All participants' }]);
    assert.equal((await server.get('/participants?article=crowd&lang=en')).status, 200);
  });
});

describe('the language of a page', () => {
  const shared = scope();
  let server;
  before(async () => { server = await serve(shared, database(shared, ...harbours)); });
  const targets = ['/', '/articles', `/articles/${article}`, '/participants/garam'];
  const ask = (target, accepted, more = {}) => server.get(target,
    { headers: { accept: html, ...(accepted === null ? {} : { 'accept-language': accepted }), ...more } });

  // Node's fetch sends "*" where nothing is given.
  const wishes = [['ko', 'ko'], ['en', 'en'], ['de', 'en'], [null, 'ko'], ['*', 'ko'],
    ['ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7', 'ko'],
    ['en-GB,en;q=0.9,ko;q=0.5', 'en'], ['ja,ko;q=0.2', 'ko'], ['ko,en', 'ko'],
    ['en;q=0.5,*;q=0.1', 'en'], ['ko;q=0', 'en']];
  for (const target of targets)
    it(`is what the reader prefers, and the address wins: ${target}`, async () => {
      for (const [accepted, lang] of wishes) {
        const { status, headers, text } = await ask(target, accepted);
        assert.equal(status, 200);
        assert.equal(headers.get('content-language'), lang, `${accepted}`);
        assert.match(headers.get('vary'), /(^|, )Accept-Language(,|$)/);
        assert.match(text, new RegExp(`^<!doctype html>\n<html lang="${lang}">`));
      }
      for (const lang of ['ko', 'en'])
        for (const accepted of ['ko', 'en', 'de']) {
          const { headers, text } = await ask(`${target}?lang=${lang}`, accepted);
          assert.equal(headers.get('content-language'), lang);
          assert.match(text, new RegExp(`<html lang="${lang}">`));
        }
    });

  it('is given once, and is one that there is', async () => {
    for (const target of targets)
      for (const [query, accepted, title] of [['lang=en&lang=en', 'ko', 'Something in the address is wrong'],
        ['lang=de', 'ko', '주소에 잘못된 데가 있습니다'], ['lang=', 'en', null],
        ['lang=KO', 'en', null], ['lang=ko&lang=en', 'en', null]]) {
        const { status, headers, text } = await ask(`${target}?${query}`, accepted);
        assert.equal(status, 400, `${target}?${query}`);
        assert.equal(headers.get('content-type'), 'text/html; charset=utf-8');
        assert.match(text, /<li><code>lang<\/code> /);
        if (title) assert.ok(text.includes(`<h1>${title}</h1>`), text);
      }
  });

  it('has a tag of its own, and what is kept is never told in another', async () => {
    for (const target of targets) {
      const seen = new Map();
      for (let round = 0; round < 3; round++)
        for (const [suffix, accepted] of [['', 'ko'], ['', 'en'], ['?lang=ko', 'en'], ['?lang=en', 'ko'], ['', 'de']]) {
          const { headers, text } = await ask(target + suffix, accepted);
          const key = suffix || headers.get('content-language');
          const before = seen.get(key) ?? { tag: headers.get('etag'), text };
          assert.deepEqual({ tag: headers.get('etag'), text }, before, `${target}${suffix} for ${accepted}`);
          seen.set(key, before);
        }
      assert.equal(seen.size, 4);
      assert.equal(new Set([...seen.values()].map(({ tag }) => tag)).size, 4);
      const { tag } = seen.get('ko');
      assert.equal((await ask(target, 'ko', { 'if-none-match': tag })).status, 304);
      assert.equal((await ask(target, 'en', { 'if-none-match': tag })).status, 200);
    }
  });

  it('matters at / to people; programs are given the index as ever', async () => {
    const index = (await server.get('/v1')).json;
    for (const accept of ['*/*', 'application/json', 'application/*', 'application/json, text/html;q=0.9']) {
      const { status, headers, json } = await server.get('/', { headers: { accept } });
      assert.equal(status, 200, accept);
      assert.match(headers.get('content-type'), /^application\/json/);
      assert.deepEqual(json, index);
      assert.match(headers.get('vary'), /(^|, )Accept(,|$)/);
    }
    for (const accept of [html, 'text/html', 'text/*', 'text/html, application/json;q=0.9']) {
      const { headers } = await server.get('/', { headers: { accept } });
      assert.equal(headers.get('content-type'), 'text/html; charset=utf-8', accept);
      assert.match(headers.get('vary'), /(^|, )Accept(,|$)/);
    }
    assert.equal((await server.get('/', { headers: { accept: 'image/png' } })).status, 406);
  });
});

describe('an article whose texts are strange', () => {
  it('has them as text on each page', async (t) => {
    const attack = '"><script>globalThis.broken = 1</script> & \'x\'';
    const { json } = write(folder(t), {
      id: 'odd', title: { en: attack }, authors: [{ name: { en: `${attack} A` } }],
      url: "https://odd.example/?a=1&b='x'",
      topics: [{ id: 'odd-topic', name: attack }],
      facts: [agreement('a', { name: attack, summary: { en: attack }, topics: ['odd-topic'] }),
        event('b', { name: attack, place: { en: attack } })],
    });
    const server = await serve(t, database(t, json));
    for (const target of ['/', '/articles', '/articles/odd', '/articles?q=%22%3E%3Cscript%3E']) {
      const { status, text } = await server.get(target, { headers: { accept: html } });
      assert.equal(status, 200, target);
      assert.doesNotMatch(text, /<script>|"">/, target);
      if (!target.includes('?')) assert.ok(text.includes(escaped(attack)), target);
    }
    const { text } = await server.get('/articles/odd');
    assert.ok(links(text).some(({ href }) => href === "https://odd.example/?a=1&b='x'"));
    assert.ok(text.includes(`<span class="name">${escaped(attack)} A</span>`));
  });
});
