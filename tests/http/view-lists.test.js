// SPDX-License-Identifier: MIT
// /facts and /participants: the lists that people narrow, held against what /v1 answers.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { database, folder, serve, shipped } from '../lib/factd.js';
import { article, figure, write } from './generate.js';
import { scope } from './scope.js';

const entities = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
const plain = (html) => html.replace(/<[^>]*>/g, '').replace(/&[a-z#0-9]+;/g, (one) => entities[one]).trim();

// The links in a piece of a page: { href, text, current }.
const links = (html) => [...html.matchAll(/<a ([^>]*)>(.*?)<\/a>/gs)].map(([, attributes, text]) => ({
  href: plain(/href="([^"]*)"/.exec(attributes)[1]),
  text: plain(text),
  current: /aria-current="([^"]*)"/.exec(attributes)?.[1],
}));
const ids = (html) => [...html.matchAll(/<article class="fact [a-z]+" id="([^"]*)"/g)].map(([, id]) => id);
const total = (html) => /<\/h1>\n<p class="count">([\d,]+)<\/p>/.exec(html)?.[1].replaceAll(',', '') ?? null;
const form = (html) => /<form class="within".*?<\/form>/s.exec(html)[0];
const asked = (href) => new URLSearchParams(href.split('?')[1]);
const spelled = (list) => list.map(({ text, href }) => `${text} ${href}`);
const hrefs = (list) => list.map(({ href }) => href);
const chosen = (html) => links(/<ul class="chosen".*?<\/ul>/s.exec(html)?.[0] ?? '');
const orders = (html) => links(/<ul class="orders".*?<\/ul>/s.exec(html)[0]);
const next = (html) => links(/<p class="next">.*?<\/p>/s.exec(html)?.[0] ?? '')[0]?.href;

// By the heading of each facet: its links, with what stands behind each, and the line that ends them.
function facet(html) {
  const items = html.split('<li').slice(1);
  const rest = items.find((item) => item.startsWith(' class="rest"'));
  const choices = items.filter((item) => item !== rest)
    .map((item) => ({ ...links(item)[0], count: /<span class="count">([\d,]+)/.exec(item)?.[1] ?? null }));
  const here = /<p class="label">(.*?)<\/p>/.exec(html)?.[1] ?? null;
  return { here, choices, rest: rest ? plain(`<${rest}`) : null };
}
const facets = (html) => Object.fromEntries([...html.matchAll(/<div class="facet"><h2 [^>]*>(.*?)<\/h2>(.*?)<\/div>/gs)]
  .map(([, heading, rest]) => [heading, facet(rest)]));

const counts = ({ choices }) => choices.map(({ text, count }) => `${text} ${count}`);

async function page(server, target) {
  const { status, text } = await server.get(target);
  assert.equal(status, 200, `${target}: ${text}`);
  return text;
}

async function walk(server, target) {
  const found = [];
  for (let at = target; at;) {
    const html = await page(server, at);
    found.push(...ids(html));
    at = next(html);
  }
  return found;
}

describe('the facts of one article', () => {
  const shared = scope();
  let server;
  before(async () => { server = await serve(shared, database(shared, shipped)); });
  const all = async (target) => (await server.get(target)).json;

  it('are counted, and by what they can be narrowed is told by name with what /v1 counts', async () => {
    const { meta } = await all('/v1/facts?limit=1&total=true&facet=kind,topic,participant');
    const html = await page(server, '/facts?lang=en');
    const { Kind, Topic, Participant, Article } = facets(html);
    assert.equal(total(html), String(meta.total));
    const told = ({ values }) => values.map(({ value, count }) => `${value} ${count}`).slice(0, 12);
    const said = ({ choices }, name) => choices.map(({ href, count }) => `${asked(href).get(name)} ${count}`);
    assert.deepEqual(said(Kind, 'kind'), told(meta.facets.kind));
    assert.deepEqual(said(Topic, 'topic'), told(meta.facets.topic));
    assert.deepEqual(said(Participant, 'participant'), told(meta.facets.participant));
    assert.equal(Participant.rest, `${meta.facets.participant.values.length - 12} more`);
    assert.equal(Article, undefined, 'all facts are of one article, so that narrows nothing');
    assert.deepEqual(counts(Kind), ['Agreement or plan 22', 'Statement 11', 'Position 8', 'Event 7', 'Figure 1']);
    assert.equal(counts(Participant)[0], 'NVIDIA 28');
    const korean = facets(await page(server, '/facts?lang=ko'));
    assert.deepEqual(counts(korean.주제).slice(0, 2), ['한국과 엔비디아의 협력 25', '국가 AI 전략 11']);
  });

  it('are as many behind each link as stands beside it, and the kind that is chosen brings its own words', async () => {
    const expected = { '': ['Kind'], '&kind=agreement': ['Status', 'Type'], '&kind=event': ['Type'] };
    for (const [query, own] of Object.entries(expected)) {
      const found = facets(await page(server, `/facts?lang=en${query}`));
      assert.deepEqual(Object.keys(found).sort(), [...own, 'Topic', 'Participant'].sort(), query);
      for (const { choices } of Object.values(found))
        for (const { href, count } of choices) assert.equal(total(await page(server, href)), count, href);
    }
    const { values } = (await all('/v1/agreements?facet=status&limit=1')).meta.facets.status;
    const words = { signed: '체결', agreed: '합의함', planned: '계획', ongoing: '추진 중', discussed: '논의' };
    assert.deepEqual(counts(facets(await page(server, '/facts?lang=ko&kind=agreement')).단계),
      values.map(({ value, count }) => `${words[value]} ${count}`));
  });

  it('are narrowed by addresses of one form, each of which can be taken back', async () => {
    const html = await page(server, '/facts?topic=ai-strategy&lang=en&sort=name.en&participant=nvidia&kind=agreement');
    assert.deepEqual(spelled(chosen(html)), [
      'Topic: National AI strategy ×remove /facts?kind=agreement&participant=nvidia&sort=name.en&lang=en',
      'Participant: NVIDIA ×remove /facts?kind=agreement&topic=ai-strategy&sort=name.en&lang=en',
      'Kind: Agreement or plan ×remove /facts?participant=nvidia&topic=ai-strategy&sort=name.en&lang=en',
      'Remove all /facts?lang=en',
    ]);
    assert.match(html, /<title>Facts: National AI strategy · NVIDIA · Agreement or plan · factd<\/title>/);
    assert.deepEqual(spelled(chosen(await page(server, '/facts?kind=figure'))), ['종류: 수치 ×빼기 /facts']);
  });

  it('may be of several participants at once', async () => {
    const both = '/facts?participant=nvidia&participant=korean-government&lang=en';
    const html = await page(server, both);
    const { data } = await all('/v1/facts?participant=nvidia&participant=korean-government&limit=200');
    assert.deepEqual(ids(html).sort(), data.map(({ id }) => id).sort());
    assert.deepEqual(hrefs(chosen(html)),
      ['/facts?participant=korean-government&lang=en', '/facts?participant=nvidia&lang=en', '/facts?lang=en']);
    for (const { href } of facets(html).Participant.choices) {
      const three = asked(href).getAll('participant');
      assert.equal(new Set(three).size, 3, href);
      assert.deepEqual(three, [...three].sort());
    }
  });

  it('can be searched without losing what narrows and sorts them, but for the page', async () => {
    const second = await page(server, next(await page(server, '/facts?lang=en')));
    assert.doesNotMatch(form(second), /cursor/);
    const kept = form(await page(server, '/facts?kind=agreement&sort=name.ko&q=AI'));
    const hidden = [...kept.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)];
    assert.deepEqual(hidden.map(([, name, value]) => `${name}=${value}`), ['kind=agreement', 'sort=name.ko']);
    assert.match(kept, /name="q" value="AI"/);
    assert.ok(Number(total(await page(server, '/facts?q=%EC%97%94%EB%B9%84%EB%94%94%EC%95%84'))) > 10);
  });

  it('say in which order they are', async () => {
    assert.deepEqual(orders(await page(server, '/facts?kind=figure&lang=en')), [
      { href: '/facts?kind=figure&lang=en', text: 'Newest date', current: 'true' },
      { href: '/facts?kind=figure&sort=-value&lang=en', text: 'Largest value', current: 'false' },
      { href: '/facts?kind=figure&sort=name.en&lang=en', text: 'Name', current: 'false' },
    ]);
    const named = await page(server, '/facts?sort=name.ko&lang=ko');
    assert.deepEqual(orders(named).map(({ current }) => current), ['false', 'true']);
    for (const [html, sort] of [[named, 'name.ko'], [await page(server, '/facts'), '-date_from']])
      assert.deepEqual(ids(html), (await all(`/v1/facts?sort=${sort}&limit=30`)).data.map(({ id }) => id));
  });

  it('are given as JSON and CSV as they are shown', async () => {
    const html = await page(server, '/facts?kind=statement&lang=en');
    const [json, csv] = links(/<ul class="sources">.*?<\/ul>/s.exec(html)[0]);
    assert.deepEqual((await all(json.href)).data.map(({ id }) => id), ids(html));
    const rows = (await server.get(csv.href)).text.trim().split('\r\n').slice(1);
    assert.deepEqual(rows.map((row) => row.split(',')[0]), ids(html));
  });

  it('come page by page, each once', async () => {
    const { data } = await all('/v1/facts?limit=200');
    for (const target of ['/facts', '/facts?sort=name.ko&lang=en', `/facts?article=${data[0].article}`]) {
      const found = await walk(server, target);
      assert.deepEqual([...found].sort(), data.map(({ id }) => id).sort(), target);
    }
  });

  it('are told to be none, with a way back', async () => {
    const html = await page(server, '/facts?kind=figure&q=zebra&lang=en');
    assert.match(html, /There are no such facts\./);
    assert.ok(links(html).some(({ href, text }) => href === '/facts?lang=en' && /without filters/.test(text)));
    assert.deepEqual(facets(html), {});
    assert.match(await page(server, '/facts?participant=nobody'), /이런 사실은 없습니다\./);
  });

  it('refuse what a page sets itself, and whatever /v1 refuses in the same words', async () => {
    for (const list of ['/facts', '/participants'])
      for (const name of ['limit', 'include', 'fields', 'facet', 'total']) {
        const { status, text } = await server.get(`${list}?${name}=1`, { headers: { accept: 'text/html' } });
        assert.equal(status, 400, `${list}?${name}`);
        assert.match(text, new RegExp(`<code>${name}</code>`));
      }
    assert.equal((await server.get('/facts?format=csv')).status, 400);
    for (const query of ['kind=office', 'participants=nvidia', 'sort=size', 'cursor=abc', 'date_from__gte=soon', 'q='])
      for (const [list, path] of [['/facts', '/v1/facts'], ['/participants', '/v1/participants']]) {
        const api = await all(`${path}?${query}`);
        const { status, text } = await server.get(`${list}?${query}`, { headers: { accept: 'text/html' } });
        assert.equal(status, 400, `${list}?${query}`);
        for (const { detail } of api.errors) assert.ok(plain(text).includes(detail), `${detail}: ${plain(text)}`);
      }
  });

  it('show what a request says as text', async () => {
    for (const list of ['/facts', '/participants']) {
      const q = encodeURIComponent('"><script>alert(1)</script>');
      const html = await page(server, `${list}?q=${q}&name.ko__contains=${encodeURIComponent("<b>'&")}`);
      assert.doesNotMatch(html, /<script>|<b>|"">/);
      assert.match(html, /value="&quot;&gt;&lt;script&gt;alert\(1\)&lt;\/script&gt;"/);
      assert.deepEqual(hrefs(chosen(html)), [
        `${list}?name.ko__contains=%3Cb%3E%27%26`, `${list}?q=%22%3E%3Cscript%3Ealert%281%29%3C%2Fscript%3E`, list]);
    }
  });

  it('are listed for search engines where the address is one of few', async () => {
    const listed = async (target) => !/<meta name="robots" content="noindex">/.test(await page(server, target));
    assert.ok(await listed('/facts'));
    assert.ok(await listed('/facts?kind=agreement&lang=en'));
    for (const query of ['kind=agreement&topic=ai-strategy', 'q=AI', 'sort=name.ko', 'role=host'])
      assert.ok(!await listed(`/facts?${query}`), query);
  });
});

describe('more facts than are counted', () => {
  const shared = scope();
  let server;
  before(async () => {
    const both = (id) => ['subject', 'supplier'].map((role) => ({ id, role }));
    const numbers = Array.from({ length: 130 }, (_, i) => figure(`n${i}`, i, {
      topics: [`t${i % 14}`],
      unit: i % 2 ? 'crate' : 'box',
      participants: i % 65 ? [{ id: 'south', role: 'subject' }] : both('north'),
    }));
    const offices = ['chair', 'deputy'].map((title) => ({
      id: title,
      kind: 'affiliation',
      name: { en: title },
      title: { en: title },
      participants: [{ id: 'north', role: 'holder' }],
    }));
    const participants = ['north', 'south'].map((id) => ({ id, kind: 'person', name: { en: `The ${id}` } }));
    const topics = Array.from({ length: 14 }, (_, i) => `t${i}`);
    const path = folder(shared);
    write(path, article({ id: 'many', facts: [...numbers, ...offices], participants, topics }),
      article({ id: 'one', facts: [figure('only', 1)] }));
    server = await serve(shared, database(shared, path));
  });

  it('are counted by kind from what is kept; the rest comes from the page and claims no counts', async () => {
    const html = await page(server, '/facts?lang=en');
    assert.equal(total(html), '133');
    const { Kind, Topic, Participant } = facets(html);
    assert.deepEqual(counts(Kind), ['Figure 131', 'Position 2']);
    assert.equal(Topic.here, 'On this page');
    assert.ok(Topic.choices.length > 0 && Topic.choices.length <= 12);
    assert.ok([...Topic.choices, ...Participant.choices].every(({ count }) => count === null));
    assert.equal(Participant.rest, 'See all');
    assert.deepEqual(orders(html).map(({ text }) => text), ['Newest date']);
  });

  it('of a kind, or about a subject, are as many as /v1 counts', async () => {
    for (const query of ['', 'kind=figure', 'kind=event', 'participant=south', 'participant=south&kind=figure',
      'topic=t3', 'article=many&kind=affiliation']) {
      const { meta } = (await server.get(`/v1/facts?${query}&total=true`)).json;
      assert.equal(total(await page(server, `/facts?${query}`)), String(meta.total), query);
    }
  });

  it('that are narrowed otherwise have no total, and words as their vocabulary has them', async () => {
    const html = await page(server, '/facts?kind=figure&role=subject&lang=en');
    assert.equal(total(html), null);
    const { Unit, Comparison } = facets(html);
    assert.deepEqual(Unit.choices.map(({ text }) => text).sort(), ['box', 'crate']);
    assert.deepEqual(Comparison.choices.map(({ text, count }) => [text, count])[0], ['Exactly', null]);
    assert.equal(Comparison.choices.length, 7);
    assert.equal(Comparison.here, null);
  });

  it('become countable again where one of their subjects has few', async () => {
    const html = await page(server, '/facts?participant=north&lang=en');
    assert.deepEqual(counts(facets(html).Kind), ['Position 2', 'Figure 2']);
    assert.deepEqual(counts(facets(html).Topic), ['Topic t0 1', 'Topic t9 1']);
  });

  it('are counted once for who has two roles in one', async () => {
    const { Participant } = facets(await page(server, '/facts?topic=t0&lang=en'));
    assert.deepEqual(counts(Participant), ['The south 9', 'The north 1']);
  });

  it('come page by page, each once, and the pages behind the first say the same of the whole', async () => {
    const found = await walk(server, '/facts?kind=figure&lang=en');
    assert.equal(found.length, 131);
    assert.equal(new Set(found).size, 131);
    const second = await page(server, next(await page(server, '/facts?kind=figure&lang=en')));
    assert.equal(total(second), '131');
    assert.deepEqual(hrefs(chosen(second)), ['/facts?lang=en']);
    for (const href of hrefs([...orders(second), ...facets(second).Topic.choices]))
      assert.equal(asked(href).get('cursor'), null);
  });
});

describe('participants', () => {
  const shared = scope();
  let server;
  before(async () => { server = await serve(shared, database(shared, shipped)); });
  const rows = (html) => (/<ul class="listed">.*<\/ul>/s.exec(html)?.[0] ?? '').split('<li><p class="label">').slice(1);
  const names = (html) => rows(html).map((row) => plain(/<a class="name"[^>]*>(.*?)<\/a>/.exec(row)[1]));

  it('come by their names in the language of the page, the other name beside where it differs', async () => {
    for (const lang of ['ko', 'en']) {
      const { data } = (await server.get(`/v1/participants?sort=name.${lang}&limit=30&lang=${lang}`)).json;
      assert.deepEqual(names(await page(server, `/participants?lang=${lang}`)), data.map(({ name }) => name));
    }
    const html = await page(server, '/participants?lang=ko&q=%EC%97%94%EB%B9%84%EB%94%94%EC%95%84');
    const row = rows(html).find((one) => one.includes('/participants/nvidia?'));
    assert.match(row, /\?lang=ko">엔비디아<\/a> <span class="name other" lang="en">NVIDIA<\/span>/);
  });

  it('show how many facts of each kind they take part in, each a link to these', async () => {
    const found = rows(await page(server, '/participants?lang=en&q=NVIDIA'));
    const row = found.find((one) => one.includes('/participants/nvidia?'));
    const { facts } = (await server.get('/v1/participants/nvidia')).json.data;
    const kinds = links(row).filter(({ href }) => href.startsWith('/facts?'));
    assert.equal(kinds.length, Object.values(facts).filter(Boolean).length);
    for (const { href, text } of kinds) {
      assert.equal(total(await page(server, href)), /\d+$/.exec(text)[0], href);
      assert.match(href, /&lang=en$/);
    }
  });

  it('are narrowed by kind, and counted', async () => {
    const { meta } = (await server.get('/v1/participants?facet=kind&total=true&limit=1')).json;
    const html = await page(server, '/participants?lang=en');
    assert.equal(total(html), String(meta.total));
    assert.deepEqual(facets(html).Kind.choices.map(({ href, count }) => [href, count]),
      meta.facets.kind.values.map(({ value, count }) => [`/participants?kind=${value}&lang=en`, String(count)]));
    for (const { href, count } of facets(html).Kind.choices)
      assert.equal(rows(await page(server, href)).length, Number(count), href);
    const people = await page(server, '/participants?kind=person&lang=ko');
    assert.deepEqual(spelled(chosen(people)), ['종류: 인물 ×빼기 /participants?lang=ko']);
  });

  it('are found by the consonants that their names begin with', async () => {
    const html = await page(server, `/participants?lang=ko&q=${encodeURIComponent('ㅇㅈㅁ')}`);
    assert.ok(names(html).includes('이재명'), names(html).join());
  });

  it('of an article are told under its title', async () => {
    const { id, title } = (await server.get('/v1/articles?lang=ko')).json.data[0];
    const html = await page(server, `/participants?article=${id}&lang=ko`);
    assert.ok(chosen(html)[0].text.startsWith(`기사: ${title}`));
    assert.equal(rows(html).length, 30);
    assert.match(await page(server, '/participants?article=nothing&lang=en'), /There are no such participants\./);
  });
});

describe('many participants', () => {
  const shared = scope();
  let server;
  before(async () => {
    const people = Array.from({ length: 70 }, (_, i) => ({
      id: `p${i}`, kind: i % 3 ? 'person' : 'company', name: { en: `Name ${i % 7} ${i}` },
    }));
    const path = folder(shared);
    write(path, article({ id: 'many', facts: [figure('f', 1)], participants: people }));
    server = await serve(shared, database(shared, path));
  });

  const listed = (html) => [...html.matchAll(/<h3><a class="name" href="\/participants\/([a-z0-9]+)/g)].map(([, id]) => id);

  it('come page by page, each once', async () => {
    for (const target of ['/participants?lang=ko', '/participants?lang=en', '/participants?article=many']) {
      const found = [];
      for (let at = target; at;) {
        const html = await page(server, at);
        found.push(...listed(html));
        at = next(html);
      }
      assert.equal(found.length, 71, target);
      assert.equal(new Set(found).size, 71, target);
    }
  });

  it('go on in the same order to who reads another language', async () => {
    for (const [first, other] of [['ko', 'en'], ['en', 'ko']]) {
      const at = next(await page(server, `/participants?lang=${first}`)).replace(`lang=${first}`, `lang=${other}`);
      const there = await server.get(at, { headers: { accept: 'text/html' } });
      assert.equal(there.status, 200, at);
      assert.deepEqual(listed(there.text), listed(await page(server, at.replace(`lang=${other}`, `lang=${first}`))));
      assert.equal(listed(there.text).length, 30);
    }
  });

  it('of an article, when there are many, are not counted', async () => {
    const html = await page(server, '/participants?article=many&lang=en');
    assert.equal(total(html), null);
    assert.ok(facets(html).Kind.choices.every(({ count }) => count === null));
    assert.equal(facets(html).Kind.choices.length, 7);
  });
});
