// SPDX-License-Identifier: MIT
// <factd-fact href="https://facts.example/v1/facts/ID"> shows a fact and its source on any page: docs/FRONTENDS.md.
// What comes from the service is only ever put in as text, and nothing here needs a host page's CSP to be loosened.

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host { display: block; max-inline-size: 40rem; overflow-wrap: anywhere; line-height: 1.5;
  color: var(--factd-color, CanvasText); font-family: var(--factd-font, inherit) }
:host([hidden]) { display: none }
article { padding: 1em 1.25em; background: var(--factd-background, Canvas); border-radius: var(--factd-radius, .5em);
  border: 1px solid var(--factd-border, color-mix(in srgb, CanvasText 25%, Canvas)) }
p, ul, dl, dd { margin: 0; padding: 0 }
[part=content] > * + *, [part=message]:not(:empty), button { margin-block-start: .5em }
[aria-busy=true] [part=waiting] { min-block-size: var(--factd-waiting, 8em) }
[part=kind], [part=source], dt { font-size: .875em;
  color: var(--factd-muted, color-mix(in srgb, CanvasText 75%, Canvas)) }
[part=name] { font-weight: 600 }
[part=value] { font-size: var(--factd-value-size, 2em); font-weight: 700 }
[part=comparator], [part=unit] { font-size: .5em; font-weight: 400 }
[part=details] > div { display: flex; gap: .75em }
dt { flex: 0 0 7em }
ul { display: flex; flex-wrap: wrap; gap: .25em .75em; list-style: none }
a { color: var(--factd-accent, LinkText) }
button { font: inherit; padding: .25em 1em }
dt::first-letter, [part=kind]::first-letter { text-transform: uppercase }`);

// The vocabularies. A word that is not here is shown as it is: in English, most of them.
const words = {
  ko: {
    agreement: '합의·계획', figure: '수치', event: '사건', statement: '발언', affiliation: '직함',
    mou: '양해각서', cooperation: '협력', research: '공동 연구', supply: '공급', programme: '사업',
    meeting: '회담', signing: '체결식', gathering: '모임', summit: '정상회의',
    signed: '체결', agreed: '합의함', planned: '계획', ongoing: '추진 중', discussed: '논의',
    direct: '직접 인용된 말', indirect: '간접 인용된 말', narration: '기사의 서술',
    subject: '대상', party: '당사자', supporter: '지원', supplier: '공급', recipient: '도입', host: '주최', attendee: '참석',
    signatory: '서명', speaker: '발언자', addressee: '상대', holder: '인물', body: '소속',
  },
  en: {
    agreement: 'agreement or plan', affiliation: 'position', mou: 'MOU', ongoing: 'under way',
    direct: 'direct speech', indirect: 'reported speech',
    narration: 'the article’s own words',
  },
};

// What the element says itself; % stands for a detail.
const says = {
  ko: {
    title: '직함', date: '날짜', place: '장소', source: '출처', inferred: '문맥상', gist: '요지', quotes: '기사 속 표현',
    loading: '불러오는 중…', retry: '다시 시도',
    missing: 'href가 없습니다.',
    address: 'href가 사실의 주소가 아닙니다: %',
    404: '이 주소에는 사실이 없습니다.',
    410: '이 사실은 삭제되었습니다.',
    status: '사실을 불러오지 못했습니다(오류 %).',
    network: '서비스에 연결하지 못했습니다.',
    answer: '서비스의 답을 알 수 없습니다.',
    older: '이전 내용입니다.',
  },
  en: {
    title: 'title', date: 'date', place: 'place', source: 'according to', inferred: 'inferred',
    gist: 'Gist', quotes: 'The article’s words',
    loading: 'Loading…', retry: 'Try again',
    missing: 'href is missing.',
    address: 'href is not the address of a fact: %',
    404: 'There is no fact at this address.',
    410: 'This fact was removed.',
    status: 'The fact could not be loaded (error %).',
    network: 'The service could not be reached.',
    answer: 'The service was not understood.',
    older: 'This is from before.',
  },
};

// How a number bounds the real one: what stands before and behind it, and its unit.
const comparators = {
  ko: { approx: ['약 '], gte: ['', ' 이상'], gt: ['', ' 초과'], lte: ['', ' 이하'], lt: ['', ' 미만'] },
  en: { approx: ['about '], gte: ['at least '], gt: ['more than '], lte: ['at most '], lt: ['less than '] },
};
const plain = ['eq', 'between'];

// What is counted: in Korean, in English of one and of more. Money and measures are worded by the browser.
const units = { gpu: [' GPU', ' GPU', ' GPUs'], person: ['명', ' person', ' people'] };

const own = (table, key) => (Object.hasOwn(table, key) ? table[key] : undefined);
const word = (key, lang) => own(words[lang], key) ?? key;
const say = (key, lang) => says[lang][key];
// What asking again would not mend.
const final = ['missing', 'address', 404, 410];

/** An element with attributes and children; texts become text, and null, undefined and '' nothing. */
function el(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children.flat(9).filter((child) => child != null && child !== ''));
  return node;
}

/** The text of a language map in `lang`, else in the language that it has, and marked as being in that. */
function localized(map, lang) {
  if (map === null || typeof map !== 'object') return map;
  const other = Object.keys(map).find((key) => map[key]);
  return map[lang] ?? (other && el('span', { lang: other }, map[other]));
}

/** ko or en: the element's own `lang`, else the closest one around it that is either, else the browser's. */
function languageOf(element) {
  const found = [];
  for (let node = element; node; node = node.parentNode ?? node.host) found.push(node.getAttribute?.('lang'));
  const known = [...found, navigator.language].map((lang) => /^(ko|en)(-|$)/i.exec(lang)?.[1].toLowerCase());
  return known.find(Boolean) ?? 'en';
}

function day(date, lang) {
  const [, month, rest] = date.split('-');
  const locale = lang === 'en' ? 'en-GB' : lang;
  const shape = { timeZone: 'UTC', year: 'numeric', month: month && 'long', day: rest && 'numeric' };
  const time = Date.parse(date);
  return el('time', { datetime: date }, isNaN(time) ? date : new Intl.DateTimeFormat(locale, shape).format(time));
}

/** A date or an interval of ISO 8601-2, such as 2025-10, ../2025-10-31 or 2025/2026. */
function when(date, lang) {
  const [from, to] = date.split('/');
  const ko = lang === 'ko';
  if (to === undefined) return day(from, lang);
  if (from === '..') return ko ? [day(to, lang), ' 또는 그 전'] : ['on or before ', day(to, lang)];
  if (to === '..') return ko ? [day(from, lang), ' 또는 그 뒤'] : ['on or after ', day(from, lang)];
  return [day(from, lang), ' – ', day(to, lang)];
}

/** How the browser writes numbers of a unit, or null where it does not know the unit. No digit is rounded away. */
function wording(unit, lang) {
  const digits = { minimumFractionDigits: 0, maximumFractionDigits: 20 };
  const currency = unit.toUpperCase();
  if (Intl.supportedValuesOf('currency').includes(currency)) {
    return new Intl.NumberFormat(lang, { ...digits, style: 'currency', currency, currencyDisplay: 'name' });
  }
  try {
    return new Intl.NumberFormat(lang, { ...digits, style: 'unit', unit, unitDisplay: 'long' });
  } catch {
    return null;
  }
}

function unitOf({ unit, value }, lang) {
  const known = own(units, unit);
  return known ? known[lang === 'ko' ? 0 : value === 1 ? 1 : 2] : ` ${unit}`;
}

/** A text whose whole numbers are in ten thousands, as Koreans count, where two words or less say them. */
const counted = (text) => text.replace(/[\d,.]+/g, (digits) => {
  const number = Number(digits.replaceAll(',', ''));
  const parts = [...'조억만', ''].map((unit, i) => {
    const count = Math.floor(number / 1e4 ** (3 - i)) % (i ? 1e4 : Infinity);
    return count ? count.toLocaleString('ko') + unit : '';
  }).filter(Boolean);
  return number % 1 || parts.length > 2 ? digits : parts.join(' ') || digits;
});

/** The number of a figure, large, with its comparator and its unit. */
function quantity(fact, lang) {
  const { value, lower, upper, comparator, unit } = fact;
  const known = wording(unit, lang);
  const format = known ?? new Intl.NumberFormat(lang, { maximumFractionDigits: 20 });
  const [before, behind] = own(comparators[lang], comparator) ?? [plain.includes(comparator) ? '' : `${comparator} `];
  const local = lang === 'ko' ? counted : String;
  const small = (part, text) => text && el('span', { part }, text);
  return el('p', { part: 'value' }, small('comparator', before),
    value === null ? local(format.formatRange(lower, upper)) : el('data', { value }, local(format.format(value))),
    small('unit', known ? '' : unitOf(fact, lang)), small('comparator', behind));
}

const people = (list, lang) => list.map(({ name, inferred }, index) =>
  [index ? ', ' : '', localized(name, lang), inferred ? ` (${say('inferred', lang)})` : '']);
const as = (role, { participants }) => participants.filter((one) => one.role === role);

/** What a statement says in substance: nobody's words, so that nothing here looks quoted. */
function gist(fact, lang) {
  return el('p', { part: 'gist' }, say('gist', lang), ': ', localized(fact.gist, lang));
}

/** Who asserts the fact, where it is not the article itself. */
function asserter(statement, lang) {
  const speakers = statement ? as('speaker', statement) : [];
  return speakers.length ? people(speakers, lang) : localized(statement?.name, lang);
}

/** Everything that is named and short: when, where, and who takes part in which role. */
function details(fact, lang) {
  const roles = [...new Set(fact.participants.map(({ role }) => role))];
  const rows = [
    ['title', say('title', lang), localized(fact.title, lang)],
    ['date', say('date', lang), fact.date && when(fact.date, lang)],
    ['place', say('place', lang), localized(fact.place, lang)],
    ...roles.map((role) => [role, word(role, lang), people(as(role, fact), lang)]),
    ['according-to', say('source', lang), asserter(fact.according_to, lang)],
  ].filter(([, , content]) => content);
  const row = ([part, label, content]) => el('div', {}, el('dt', {}, label), el('dd', { part }, content));
  return rows.length && el('dl', { part: 'details' }, rows.map(row));
}

function evidence({ evidence: quotes, article: { language } }, lang) {
  return el('ul', { part: 'evidence', role: 'list', 'aria-label': say('quotes', lang) },
    quotes.map(({ quote }) => el('li', {}, el('q', { part: 'quote', lang: language }, quote))));
}

function parsed(address, base) {
  try {
    return new URL(address, base);
  } catch {
    return null;
  }
}

const isWeb = (address) => /^https?:$/.test(parsed(address)?.protocol);

function source({ fact: { link, article }, page, publisher }, lang) {
  const href = [link, article.url].find(isWeb) ?? page;
  return el('p', { part: 'source' }, el('a', { part: 'link', href }, localized(article.title, lang)), ' · ',
    el('span', { part: 'publisher' }, localized(publisher, lang)), ' · ',
    day(article.published_at.slice(0, 10), lang));
}

// What facts of one kind alone have; one of an unknown kind has the rest.
const main = { figure: quantity, statement: gist };

/** All that is shown of { fact, page, publisher }. */
function view(shown, lang) {
  const { fact } = shown;
  const kinds = [fact.kind, fact.type, fact.status, fact.mode].filter((key) => key && key !== 'other');
  return [
    el('p', { part: 'kind' }, kinds.map((key) => word(key, lang)).join(' · ')),
    el('p', { part: 'name', id: 'name' }, localized(fact.name, lang)),
    own(main, fact.kind)?.(fact, lang),
    fact.summary && el('p', { part: 'summary' }, localized(fact.summary, lang)),
    details(fact, lang), evidence(fact, lang), source(shown, lang),
  ].filter(Boolean);
}

/** The same { fact, page, publisher }; throws where it cannot be shown in each language, whichever is asked for. */
function showable(shown) {
  for (const lang of Object.keys(says)) view(shown, lang);
  return shown;
}

/** What went wrong: a key of `says`, and what stands for % there. */
const problem = (key, detail) => Object.assign(new Error(key), { key, detail });

/** { api, page, origin } of the fact that an address of either form means. */
function addresses(href, base) {
  if (!href) throw problem('missing');
  const url = parsed(href, base);
  const id = /^(?:\/v1)?\/facts\/([a-z0-9.-]+)$/.exec(url?.pathname)?.[1];
  if (!id || !isWeb(url)) throw problem('address', href);
  return { api: `${url.origin}/v1/facts/${id}`, page: `${url.origin}/facts/${id}`, origin: url.origin };
}

async function ask(address, signal) {
  const response = await fetch(address, { signal, credentials: 'omit' }).catch(() => { throw problem('network'); });
  const { status, ok } = response;
  const answer = await response.json().catch(() => null);
  if (!ok) throw problem(final.includes(status) ? status : 'status', status);
  return answer.data;
}

/**
 * A fact with its source. Attributes: `href`, the address of the fact (`/v1/facts/ID` or `/facts/ID`), and `lang`, ko
 * or en. What stands inside the element is shown until the fact is, and where it cannot be.
 */
class FactdFact extends HTMLElement {
  static observedAttributes = ['href', 'lang'];
  #shown = null;
  #problem = null;
  #asked = null;
  #busy = false;
  #box = el('article', { part: 'fact', 'aria-labelledby': 'name' });
  #content = el('div', { part: 'content' });
  #message = el('p', { part: 'message', role: 'status' });
  #retry = el('button', { part: 'retry', type: 'button' });

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    this.#box.append(this.#content, this.#message, this.#retry);
    root.append(this.#box);
    this.#retry.addEventListener('click', () => this.#busy || this.#load());
  }

  /** The attribute of the same name; setting it asks for that fact. */
  get href() {
    return this.getAttribute('href') ?? '';
  }

  set href(value) {
    this.setAttribute('href', value);
  }

  connectedCallback() {
    this.#load();
  }

  disconnectedCallback() {
    this.#asked.abort();
  }

  attributeChangedCallback(name, old, value) {
    if (!this.#asked || old === value) return;
    if (name === 'href') this.#load();
    else this.#render();
  }

  // Whoever asks later aborts who asked before, so that no answer overwrites that of a later question.
  async #load() {
    this.#asked?.abort();
    const { signal } = (this.#asked = new AbortController());
    if (!this.isConnected) return;
    this.#busy = true;
    if (this.#shown) this.#report();
    else this.#render();
    try {
      const { api, page, origin } = addresses(this.href, this.baseURI);
      const shown = showable({ fact: await ask(`${api}?include=article,according_to`, signal), page });
      this.#shown = shown;  // before that, nothing is replaced
      this.#end(null);
      await this.#credit(shown, origin, signal);
    } catch (error) {
      if (!signal.aborted) this.#fail(error.key ? error : problem('answer'));
    }
  }

  // A fact has its publisher's id only; that is shown where the name cannot be had.
  async #credit(shown, origin, signal) {
    const { publisher } = shown.fact.article;
    const address = `${origin}/v1/participants/${encodeURIComponent(publisher)}?fields=name`;
    const named = await ask(address, signal).then(({ name }) => showable({ ...shown, publisher: name })).catch(() => null);
    if (signal.aborted) return;
    shown.publisher = named?.publisher ?? String(publisher);
    const text = localized(shown.publisher, languageOf(this));
    this.#content.querySelector('[part=publisher]').replaceChildren(...[text].flat());
  }

  // What is not there any more is not shown any more; what only could not be asked for stays.
  #fail(error) {
    if (final.includes(error.key)) this.#shown = null;
    this.#end(error);
  }

  #end(error) {
    const focused = this.shadowRoot.activeElement === this.#retry;
    this.#busy = false;
    this.#problem = error;
    this.#render();
    if (!focused || !this.#retry.hidden) return;
    this.#box.tabIndex = -1;
    this.#box.focus();
  }

  #render() {
    const lang = languageOf(this);
    this.#box.lang = lang;
    const waiting = () => el('div', { part: 'waiting' }, el('slot', {}, this.#problem ? '' : say('loading', lang)));
    this.#content.replaceChildren(...(this.#shown ? view(this.#shown, lang) : [waiting()]));
    this.#report();
  }

  // Whether it is at work, and what went wrong. What stood there stays where it is.
  #report() {
    const { lang } = this.#box;
    this.#box.setAttribute('aria-busy', this.#busy);
    this.#message.textContent = this.#said(lang);
    this.#retry.textContent = say('retry', lang);
    this.#retry.hidden = !this.#problem || final.includes(this.#problem.key);
  }

  #said(lang) {
    if (!this.#problem) return '';
    if (this.#busy) return say('loading', lang);
    const { key, detail } = this.#problem;
    const text = say(key, lang).replace('%', () => detail);
    return this.#shown ? `${text} ${say('older', lang)}` : text;
  }
}

if (!customElements.get('factd-fact')) customElements.define('factd-fact', FactdFact);
