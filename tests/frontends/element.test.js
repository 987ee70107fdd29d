// SPDX-License-Identifier: MIT
// <factd-fact>, in a page of another origin whose content security policy allows nothing that it can do without.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';

import { browser } from '../browser/lib/browser.js';
import { axe } from '../browser/lib/looks.js';
import { articles } from '../browser/lib/servers.js';
import { scope } from '../http/scope.js';
import { database, fixture, root, run, serve } from '../lib/factd.js';
import { got, host, service } from './lib/hosts.js';

const segye = 'segye-2025-10-31-ai-capital';
const harbour = 'haedong-2026-03-12-harbour';

// What is seen of the element: its lines, as they are laid out.
const lines = (page) => page.locator('factd-fact').first().evaluate(
  (element) => element.shadowRoot.querySelector('article').innerText.split('\n').filter((line) => line.trim()));
const part = (page, name) => page.locator(`factd-fact [part=${name}]`);
const published = (page) => page.waitForFunction(
  () => document.querySelector('factd-fact').shadowRoot.querySelector('[part=publisher]')?.textContent);

describe('factd-fact', () => {
  const shared = scope();
  const chromium = browser(shared);
  let factd, pages;
  before(async () => {
    factd = await articles(shared);
    pages = await host(shared);
  });

  const policy = (facts) => `default-src 'none'; script-src ${facts}; connect-src ${facts}; style-src 'self'; base-uri 'none'`;
  const html = (facts, body) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title>
    <meta name="viewport" content="width=device-width"><script type="module" src="${facts}/embed.js"></script>
    <main><h1>A page</h1>${body}</main></html>`;

  // A page with the element; `facts` is the service that it asks.
  async function shown(test, facts, body, { csp = policy(facts.url), ...options } = {}) {
    const url = pages.page(html(facts.url, body), csp ? { 'Content-Security-Policy': csp } : {});
    return chromium.visit(test, { url, origins: [facts.url], lang: 'en', ...options });
  }
  const one = (facts, id, attributes = '') => `<factd-fact href="${facts.url}/v1/facts/${id}" ${attributes}></factd-fact>`;
  const kind = async (test, id, lang) => {
    const page = await shown(test, factd, one(factd, id, `lang="${lang}"`));
    await published(page);
    await axe(page);
    return page;
  };

  const kinds = {
    [`${segye}.gpu-count`]: {
      en: ['Figure', 'At least 260,000 NVIDIA GPUs', 'at least 260,000 GPUs',
        'They are part of the computing infrastructure to be built out.', 'Supplier', 'NVIDIA'],
      ko: ['수치', '엔비디아 GPU 26만 장 이상', '26만 GPU 이상', '확충할 컴퓨팅 인프라에 들어간다.', '공급', '엔비디아'],
    },
    [`${segye}.physical-ai-mou`]: {
      en: ['Agreement or plan · MOU · signed', 'Memorandum of understanding on physical AI',
        'Three parties mean to raise Korea\'s abilities in physical AI.', 'Date', 'on or before 31 October 2025',
        'Party', 'Ministry of Science and ICT, Hyundai Motor, NVIDIA'],
      ko: ['합의·계획 · 양해각서 · 체결', '피지컬 AI 양해각서', '국내의 피지컬 AI 역량을 높이려는 세 당사자의 양해각서이다.',
        '날짜', '2025년 10월 31일 또는 그 전', '당사자', '과학기술정보통신부, 현대자동차, 엔비디아'],
    },
    [`${segye}.chimaek-gathering`]: {
      en: ['Event · gathering', 'Chicken-and-beer gathering in Samseong-dong',
        'Held on the eve of the meeting, as a photograph\'s caption reports.', 'Date', '30 October 2025',
        'Place', 'A fried-chicken restaurant in Samseong-dong, Seoul', 'Attendee',
        'Jensen Huang, Lee Jae-yong, Chung Euisun'],
      ko: ['사건 · 모임', '삼성동 치맥 회동', '접견 전날의 모임으로, 사진 설명이 전한다.', '날짜', '2025년 10월 30일',
        '장소', '서울 삼성동 한 치킨집', '참석', '젠슨 황, 이재용, 정의선'],
    },
    [`${segye}.ai-capital-goal`]: {
      en: ['Statement · direct speech', 'The goal of an \'AI capital\'',
        'Gist: Korea aims to become the \'AI capital\' of the Asia-Pacific.',
        'From his opening remarks; the headline takes it up.', 'Date', '31 October 2025', 'Speaker', 'Lee Jae-myung'],
      ko: ['발언 · 직접 인용된 말', '‘AI 수도’라는 목표',
        '요지: 한국은 아시아태평양의 ‘AI 수도’가 되는 것을 목표로 삼는다.',
        '모두발언에서 한 말로, 제목에도 나온다.', '날짜', '2025년 10월 31일', '발언자', '이재명'],
    },
    [`${segye}.chey-tae-won-chairman`]: {
      en: ['Position', 'Chey Tae-won, chairman of SK Group', 'Title', 'Chairman', 'Holder', 'Chey Tae-won',
        'Body', 'SK Group'],
      ko: ['직함', '최태원 SK그룹 회장', '직함', '회장', '인물', '최태원', '소속', 'SK그룹'],
    },
    [`${segye}.ai-goals-talks`]: {
      en: ['Agreement or plan · cooperation · discussed',
        'Talks on groundwork for a top-three AI power and an \'AI basic society\'',
        'Party', 'NVIDIA, Government of South Korea (inferred)', 'According to', 'Presidential Office'],
      ko: ['합의·계획 · 협력 · 논의', '‘AI 기본사회’와 ‘AI 3대 강국’의 기반에 관한 논의', '당사자', '엔비디아, 한국 정부 (문맥상)',
        '출처', '대통령실'],
    },
  };

  for (const [id, texts] of Object.entries(kinds)) {
    for (const [lang, wanted] of Object.entries(texts)) {
      it(`shows ${id} in ${lang}, with its evidence and its source`, async (test) => {
        const page = await kind(test, id, lang);
        const found = await lines(page);
        const fact = (await factd.get(`/v1/facts/${id}`)).json.data;
        assert.deepEqual(found.slice(0, wanted.length), wanted);
        assert.deepEqual(await part(page, 'quote').allTextContents(), fact.evidence.map(({ quote }) => quote));
        assert.equal(await part(page, 'quote').first().getAttribute('lang'), 'ko');
        const title = lang === 'ko' ? '李대통령, 엔비디아 젠슨 황과 AI 협력 확대키로… “대한민국 AI수도로”'
          : 'President Lee and NVIDIA\'s Jensen Huang to widen AI cooperation: “Korea as an AI capital”';
        const [publisher, day] = lang === 'ko' ? ['세계일보', '2025년 10월 31일'] : ['Segye Ilbo', '31 October 2025'];
        assert.equal(found.at(-1), `${title} · ${publisher} · ${day}`);
        assert.match(await part(page, 'link').getAttribute('href'), new RegExp(`^http://127.0.0.1:[0-9]+/facts/${id}$`));
      });
    }
  }

  it('marks what is there in the other language only as being in that', async (test) => {
    const page = await kind(test, `${harbour}.naru-head`, 'en');
    const texts = await page.locator('factd-fact span[lang=ko]').allTextContents();
    assert.deepEqual(texts, ['최이안의 직함', '최이안']);
  });

  it('links to the words in the article, where its address is known', async (test) => {
    const page = await kind(test, `${harbour}.talks`, 'ko');
    const { link } = (await factd.get(`/v1/facts/${harbour}.talks`)).json.data;
    assert.match(link, /^https:\/\/haedong\.example\/news\/harbour#:~:text=/);
    assert.equal(await part(page, 'link').getAttribute('href'), link);
  });

  it('words every comparator and unit, and shows those that it does not know as they are', async (test) => {
    const facts = await service(shared, factd.url);
    const path = `/v1/facts/${segye}.gpu-count`;
    const { data } = (await factd.get(`${path}?include=article`)).json;
    const figures = [
      [{ comparator: 'eq' }, '260,000 GPUs', '26만 GPU'],
      [{ comparator: 'gt' }, 'more than 260,000 GPUs', '26만 GPU 초과'],
      [{ comparator: 'lte' }, 'at most 260,000 GPUs', '26만 GPU 이하'],
      [{ comparator: 'lt', value: 1.5, unit: 'square-metre' }, 'less than 1.5 square-metre', '1.5 square-metre 미만'],
      [{ comparator: 'approx', value: 1, unit: 'person' }, 'about 1 person', '약 1명'],
      [{ comparator: 'between', value: null, lower: 3, upper: 5, unit: 'day' }, '3–5 days', '3~5일'],
      [{ comparator: 'gte', value: 123456789.25, unit: 'krw' }, 'at least 123,456,789.25 South Korean won',
        '123,456,789.25 대한민국 원 이상'],
      [{ comparator: 'eq', value: 120003400, unit: 'person' }, '120,003,400 people', '120,003,400명'],
      [{ comparator: 'eq', value: 12345000000000000, unit: 'krw' }, '12,345,000,000,000,000 South Korean won',
        '12,345조 대한민국 원'],
      [{ comparator: 'between', value: null, lower: 9999, upper: 50001, unit: 'gpu' }, '9,999–50,001 GPUs', '9,999~5만 1 GPU'],
      [{ comparator: 'eq', value: 0.1234567, unit: 'percent' }, '0.1234567 percent', '0.1234567%'],
      [{ comparator: 'nearly', value: 9, unit: 'constructor' }, 'nearly 9 constructor', 'nearly 9 constructor'],
    ];
    facts.answers(path, ...figures.map(([members]) => ({ json: { data: { ...data, ...members } } })), { status: 500, json: {} });
    const page = await shown(test, facts, one(facts, `${segye}.gpu-count`, 'lang="en"'));
    const element = page.locator('factd-fact');
    for (const [members, en, ko] of figures) {
      const told = `${JSON.stringify(members)}: `;
      await published(page);
      await element.evaluate((node) => { node.lang = 'en'; });
      assert.equal(told + await part(page, 'value').innerText(), told + en);
      await element.evaluate((node) => { node.lang = 'ko'; });
      assert.equal(told + await part(page, 'value').innerText(), told + ko);
      if (members === figures.at(-1)[0]) break;
      const answered = page.waitForResponse((response) => new URL(response.url()).pathname === path);
      await element.evaluate((node, href) => { node.href = href; }, `${facts.url}${path}?${figures.indexOf(members)}${en}`);
      await answered;
      await page.settled();
    }
  });

  it('words every kind of date', async (test) => {
    const facts = await service(shared, factd.url);
    const path = `/v1/facts/${segye}.meeting`;
    const { data } = (await factd.get(`${path}?include=article`)).json;
    for (const [date, wanted] of Object.entries({
      2025: '2025', '2025-10': 'October 2025', '2025-10/..': 'on or after October 2025', 'soon': 'soon',
      '2025-10-30/2025-11': '30 October 2025 – November 2025',
    })) {
      facts.answers(path, { json: { data: { ...data, date } } });
      const page = await shown(test, facts, one(facts, `${segye}.meeting`));
      assert.equal(await part(page, 'date').innerText(), wanted);
      assert.equal(await part(page, 'date').locator('time').first().getAttribute('datetime'), date.split('/')[0]);
      await page.close();
    }
  });

  it('shows a kind that it does not know, and words that it does not know', async (test) => {
    const facts = await service(shared, factd.url);
    const path = `/v1/facts/${segye}.meeting`;
    const { data } = (await factd.get(`${path}?include=article`)).json;
    const [first, ...rest] = data.participants;
    const participants = [{ ...first, role: 'toString' }, ...rest];
    facts.answers(path, { json: { data: { ...data, kind: '__proto__', type: 'retry', participants } } });
    const page = await shown(test, facts, one(facts, `${segye}.meeting`));
    assert.equal(await part(page, 'kind').textContent(), '__proto__ · retry');
    assert.equal(await part(page, 'toString').textContent(), 'Lee Jae-myung');
    assert.equal(await page.locator('factd-fact dt', { hasText: 'toString' }).count(), 1);
  });

  it('puts in what a service answers as text, and links to the web only', async (test) => {
    const facts = await service(shared, factd.url);
    const path = `/v1/facts/${segye}.meeting`;
    const { data } = (await factd.get(`${path}?include=article`)).json;
    const bad = '<img src=x onerror=alert(1)><script>alert(2)</script>&lt;';
    const each = (value, key) => {
      if (['id', 'href', 'kind', 'date', 'published_at', 'publisher', 'language', 'role'].includes(key)) return value;
      if (typeof value === 'string') return bad;
      if (Array.isArray(value)) return value.map(each);
      return value && Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, each(inner, name)]));
    };
    const hostile = each(data);
    // eslint-disable-next-line no-script-url
    Object.assign(hostile, { link: 'javascript:alert(3)' });
    hostile.article.url = 'data:text/html,<script>alert(4)</script>';
    facts.answers(path, { json: { data: hostile } });
    facts.answers('/v1/participants/segye-ilbo', { json: { data: { name: { en: bad, ko: bad } } } });
    const page = await shown(test, facts, one(facts, `${segye}.meeting`));
    await published(page);
    assert.equal(await part(page, 'name').textContent(), bad);
    assert.equal(await part(page, 'publisher').textContent(), bad);
    assert.equal(await part(page, 'quote').first().textContent(), bad);
    assert.equal(await page.locator('factd-fact').locator('img, script, style, [style]').count(), 0);
    assert.equal(await part(page, 'link').getAttribute('href'), `${facts.url}/facts/${segye}.meeting`);
  });

  it('shows nothing of an answer that it could show in one language only', async (test) => {
    const facts = await service(shared, factd.url);
    const path = `/v1/facts/${segye}.meeting`, unsayable = { toString: 1 };
    const { data } = (await factd.get(`${path}?include=article`)).json;
    facts.answers(path, { json: { data: { ...data, name: { en: 'A meeting', ko: unsayable } } } });
    facts.answers('/v1/participants/segye-ilbo', { json: { data: { name: { en: 'A paper', ko: unsayable } } } });
    for (const lang of ['en', 'ko']) {
      const page = await shown(test, facts, one(facts, `${segye}.meeting`, `lang="${lang}"`) + one(facts, `${segye}.gpu-count`, `lang="${lang}"`));
      assert.equal(await part(page, 'message').first().innerText(),
        lang === 'ko' ? '서비스의 답을 알 수 없습니다.' : 'The service was not understood.');
      assert.equal(await page.locator('factd-fact').first().locator('[part=name]').count(), 0);
      assert.equal(await part(page, 'publisher').textContent(), 'segye-ilbo');
    }
  });

  it('asks again when told to, after an error, and keeps the place of the keyboard', async (test) => {
    const facts = await service(shared, factd.url);
    const path = `/v1/facts/${segye}.gpu-count`;
    facts.answers(path, { status: 503, json: {} }, null);
    const link = `<a href="${facts.url}/facts/x">The fact</a>`;
    const page = await shown(test, facts, `<factd-fact href="${facts.url}${path}">${link}</factd-fact>`, { expects: [/ 503/, /status of 503/] });
    assert.equal(await part(page, 'message').innerText(), 'The fact could not be loaded (error 503).');
    assert.equal(await page.getByRole('link', { name: 'The fact' }).isVisible(), true);
    await axe(page);
    await part(page, 'retry').focus();
    await page.keyboard.press('Enter');
    await part(page, 'value').waitFor();
    assert.equal(await part(page, 'message').innerText(), '');
    assert.equal(await part(page, 'retry').isVisible(), false);
    assert.equal(await page.getByRole('link', { name: 'The fact' }).isVisible(), false);
    assert.equal(await page.evaluate(() => document.querySelector('factd-fact').shadowRoot.activeElement?.localName), 'article');
  });

  it('says that the service is out of reach, and that an answer is none', async (test) => {
    const facts = await service(shared, factd.url);
    facts.answers('/v1/facts/a.html', { text: '<!doctype html>' });
    facts.answers('/v1/facts/a.list', { json: { data: [] } });
    const dead = { url: 'http://127.0.0.1:1' };
    const page = await shown(test, facts, one(dead, 'a.b') + one(facts, 'a.html') + one(facts, 'a.list', 'lang="ko"'),
      { csp: null, origins: [facts.url, dead.url], expects: [/ERR_(UNSAFE_PORT|CONNECTION_REFUSED)/] });
    assert.deepEqual(await part(page, 'message').allTextContents(), ['The service could not be reached.',
      'The service was not understood.', '서비스의 답을 알 수 없습니다.']);
    assert.equal(await part(page, 'retry').filter({ visible: true }).count(), 3);
  });

  it('says that a fact was removed, or never was, and shows it no more', async (test) => {
    const path = database(shared, '--text', fixture('harbour.txt'), fixture('harbour.json'));
    const facts = await service(shared, (await serve(shared, path)).url);
    const page = await shown(test, facts, one(facts, `${harbour}.talks`), { expects: [/ 410/, /of 410/, / 404/, /of 404/] });
    assert.equal(await part(page, 'name').count(), 1);
    assert.equal(run(['remove', '--database', path, harbour]).status, 0);
    const again = (href) => page.locator('factd-fact').evaluate((node, to) => { node.href = to; }, href);
    const said = (text) => page.waitForFunction(
      (wanted) => document.querySelector('factd-fact').shadowRoot.querySelector('[part=message]').textContent === wanted, text);
    await again(`${facts.url}/facts/${harbour}.quays`);
    await said('This fact was removed.');
    assert.equal(await part(page, 'name').count(), 0);
    assert.equal(await part(page, 'retry').isVisible(), false);
    await again(`${facts.url}/facts/${harbour}.nothing`);
    await said('There is no fact at this address.');
  });

  it('keeps what it shows while another cannot be had, and says so', async (test) => {
    const facts = await service(shared, factd.url);
    facts.answers('/v1/facts/a.b', { status: 500, json: {} });
    const page = await shown(test, facts, one(facts, `${segye}.meeting`), { expects: [/ 500/, /of 500/] });
    await page.locator('factd-fact').evaluate((node, href) => { node.href = href; }, `${facts.url}/v1/facts/a.b`);
    await part(page, 'message').filter({ hasText: 'error 500' }).waitFor();
    assert.equal(await part(page, 'message').innerText(), 'The fact could not be loaded (error 500). This is from before.');
    assert.equal(await part(page, 'name').innerText(), 'Meeting of President Lee and Jensen Huang');
  });

  it('never lets an older answer overwrite a newer one', async (test) => {
    const facts = await service(shared, factd.url);
    let release;
    const after = new Promise((done) => { release = done; });
    const slow = `/v1/facts/${segye}.meeting`;
    const { json } = await factd.get(`${slow}?include=article`);
    facts.answers(slow, { after, json });
    const url = pages.page(html(facts.url, '<factd-fact></factd-fact>'));
    const page = await chromium.visit(test, { url, origins: [facts.url], lang: 'en' });
    const to = (href) => page.locator('factd-fact').evaluate((node, next) => { node.href = next; }, href);
    await to(facts.url + slow);
    assert.equal(await page.locator('factd-fact article').getAttribute('aria-busy'), 'true');
    await to(`${facts.url}/v1/facts/${segye}.gpu-count`);
    await part(page, 'value').waitFor();
    release();
    await page.settled();
    assert.equal(await part(page, 'name').innerText(), 'At least 260,000 NVIDIA GPUs');
    assert.equal(await page.locator('factd-fact article').getAttribute('aria-busy'), 'false');
  });

  it('asks no more once it was taken out, and anew when put in again', async (test) => {
    const facts = await service(shared, factd.url);
    const slow = `/v1/facts/${segye}.meeting`;
    let release;
    const after = new Promise((done) => { release = done; });
    facts.answers(slow, { after, status: 500, json: {} }, null);
    const url = pages.page(html(facts.url, '<factd-fact></factd-fact>'));
    const page = await chromium.visit(test, { url, origins: [facts.url], lang: 'en' });
    const failed = page.waitForEvent('requestfailed');
    await page.evaluate((href) => {
      const node = document.querySelector('factd-fact');
      node.href = href;
      setTimeout(() => node.remove(), 100);
      globalThis.kept = node;
    }, facts.url + slow);
    assert.equal((await failed).failure().errorText, 'net::ERR_ABORTED');
    release();
    await page.evaluate(() => document.querySelector('main').append(globalThis.kept));
    await part(page, 'name').waitFor();
  });

  it('takes the addresses of the interface and of pages, and says of others what is wrong', async (test) => {
    const facts = await service(shared, factd.url);
    const good = [`/facts/${segye}.meeting`, `/facts/${segye}.meeting?lang=ko#top`];
    // eslint-disable-next-line no-script-url
    const bad = ['', '/v1/figures', '/v1/figures/a.b', '/facts/a/b', 'ftp://facts.example/facts/a.b', 'javascript:alert(1)', 'http://'];
    const node = (href) => `<factd-fact href="${href}"></factd-fact>`;
    const page = await shown(test, facts, good.map((path) => node(facts.url + path)).join('') + bad.map(node).join('') + '<factd-fact></factd-fact>');
    assert.equal(await part(page, 'name').count(), good.length);
    assert.deepEqual((await part(page, 'message').allTextContents()).slice(good.length),
      [...bad, ''].map((href) => (href ? `href is not the address of a fact: ${href}` : 'href is missing.')));
    assert.equal(await part(page, 'retry').filter({ visible: true }).count(), 0);
  });

  it('speaks the language of its place: its own, the closest around it, the browser\'s', async (test) => {
    const facts = await service(shared, factd.url);
    const id = `${segye}.gpu-count`;
    const page = await shown(test, facts, [one(facts, id), `<div lang="ko-KR">${one(facts, id)}<p lang="fr">${one(facts, id)}</p>
      ${one(facts, id, 'lang="en"')}</div>`].join(''), { lang: 'ko' });
    const kindsSeen = () => part(page, 'kind').allTextContents();
    assert.deepEqual(await kindsSeen(), ['figure', '수치', '수치', 'figure']);
    await page.evaluate(() => { document.querySelector('factd-fact').lang = 'ko'; });
    assert.deepEqual(await kindsSeen(), ['수치', '수치', '수치', 'figure']);
    for (const lang of ['ko', 'en']) {
      const url = pages.page(html(facts.url, one(facts, id)).replace('lang="en"', ''));
      const alone = await chromium.visit(test, { url, origins: [facts.url], lang });
      assert.equal(await part(alone, 'kind').textContent(), { ko: '수치', en: 'figure' }[lang]);
    }
  });

  it('shows what stands inside without scripts, and while it waits in a place that is kept', async (test) => {
    const facts = await service(shared, factd.url);
    const path = `/v1/facts/${segye}.gpu-count`;
    const body = `<factd-fact href="${facts.url}${path}"><a href="${facts.url}/facts/x">GPUs</a></factd-fact>`;
    const without = await shown(test, facts, body, { javascript: false });
    assert.equal(await without.getByRole('link', { name: 'GPUs' }).isVisible(), true);
    let release;
    facts.answers(path, { after: new Promise((done) => { release = done; }), json: {} }, null);
    const url = pages.page(html(facts.url, body.replace('href=', 'data-href=')));
    const page = await chromium.visit(test, { url, origins: [facts.url], lang: 'en' });
    await page.locator('factd-fact').evaluate((node) => { node.href = node.dataset.href; });
    assert.equal(await page.getByRole('link', { name: 'GPUs' }).isVisible(), true);
    assert.ok((await page.locator('factd-fact').boundingBox()).height >= 128);
    await page.locator('factd-fact').evaluate((node) => { node.remove(); });
    release();
  });

  it('shows the publisher\'s id where its name cannot be had', async (test) => {
    const facts = await service(shared, factd.url);
    facts.answers('/v1/participants/segye-ilbo', { status: 503, json: {} });
    const page = await shown(test, facts, one(facts, `${segye}.gpu-count`), { expects: [/ 503/, /of 503/] });
    assert.equal(await part(page, 'publisher').textContent(), 'segye-ilbo');
    assert.equal(await part(page, 'message').textContent(), '');
  });

  const colour = (page, name, property) => part(page, name).evaluate((node, key) => getComputedStyle(node)[key], property);

  it('is dark where its page is, and as its page says', async (test) => {
    const facts = await service(shared, factd.url);
    const style = `<style>:root{color-scheme:light dark}main{background:Canvas}.own{--factd-background:rgb(1,2,3)}
      .own::part(kind){color:rgb(250,251,252)}</style>`;
    const id = `${segye}.gpu-count`;
    for (const [theme, background] of [['light', 'rgb(255, 255, 255)'], ['dark', 'rgb(18, 18, 18)']]) {
      const page = await shown(test, facts, style + one(facts, id, 'class="plain"'), { csp: null, theme });
      assert.equal(await colour(page, 'fact', 'backgroundColor'), background);
      await axe(page);
      await page.locator('factd-fact').evaluate((node) => { node.className = 'own'; });
      assert.equal(await colour(page, 'fact', 'backgroundColor'), 'rgb(1, 2, 3)');
      assert.equal(await colour(page, 'kind', 'color'), 'rgb(250, 251, 252)');
    }
  });

  it('fits a narrow column', async (test) => {
    const facts = await service(shared, factd.url);
    const page = await shown(test, facts, one(facts, `${segye}.meeting`), { width: 320 });
    await published(page);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  });

  it('may be loaded twice', async (test) => {
    pages.script('embed.js', readFileSync(join(root, 'web/embed.js')));
    const again = '<script type="module" src="/embed.js"></script>';
    const page = await shown(test, factd, one(factd, `${segye}.meeting`) + again, { csp: null });
    assert.equal(await part(page, 'name').count(), 1);
  });
});

describe('web/embed.js', () => {
  it('is small', async (test) => {
    const { url } = await serve(test, database(test));
    const { body, headers } = await got(`${url}/embed.js`, { 'Accept-Encoding': 'br' });
    assert.equal(headers['content-encoding'], 'br');
    assert.equal(headers['access-control-allow-origin'], '*');
    assert.match(headers['content-type'], /^text\/javascript/);
    assert.ok(body.length <= 4096, `${body.length} bytes`);
  });

  const source = readFileSync(join(root, 'web/embed.js'), 'utf8');

  it('takes no way by which text could become markup', () => {
    const code = source.replace(/\/\/.*|\/\*[^]*?\*\//g, '');
    assert.doesNotMatch(code, /innerHTML|outerHTML|insertAdjacent|document\.write|DOMParser|createContextualFragment|setHTML|\beval\b|Function\(/);
    assert.doesNotMatch(code, /\bimport\b/);
    assert.match(code, /textContent/);
  });
});
