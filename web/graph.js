// SPDX-License-Identifier: MIT
// Who is tied to whom by which agreement: participants and agreements as nodes of one graph, drawn as SVG into the
// figure whose data-graph is the address of the agreements in /v1. Loaded only where a page has such a figure.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3-force';

const MOST = 200; // agreements: more would be no picture
const CROWD = 300; // participants, for the same reason: to place ten times as many takes half a minute
const LINE = 18; // pixels between a label's lines
const PAD = { x: 10, y: 6 };
const REACH = 420; // how far nodes push each other away, or those of separate groups would leave for good

const words = {
  ko: {
    busy: '그리는 중…', failed: '합의를 불러오지 못했습니다.', again: '다시 시도',
    more: (n) => `처음 ${n}건만 그렸습니다.`,
    region: '참여자와 합의의 그림', legend: '합의의 단계', skip: '그림 건너뛰기', swipe: '옆으로 밀어 보세요.',
    point: '이름을 가리키면 그 합의가 여기에 나옵니다.', dashed: '점선: 문맥상', inferred: '문맥상',
    status: { signed: '체결', agreed: '합의함', planned: '계획', ongoing: '추진 중', discussed: '논의' },
  },
  en: {
    busy: 'Drawing…', failed: 'The agreements could not be fetched.', again: 'Try again',
    more: (n) => `Only the first ${n} are drawn.`,
    region: 'Picture of participants and agreements', legend: 'Status of agreements',
    skip: 'Skip the picture', swipe: 'Swipe sideways.',
    point: 'Point at a name, and its agreements are listed here.', dashed: 'dashed: inferred', inferred: 'inferred',
    status: { signed: 'Signed', agreed: 'Agreed', planned: 'Planned', ongoing: 'Under way', discussed: 'Discussed' },
  },
};

// ---- what is drawn ----

// The first agreements, whose participants are no more than a picture holds. Those of one always are.
function drawable(agreements) {
  const people = new Set();
  const end = agreements.findIndex(({ participants }) => {
    for (const { id } of participants) people.add(id);
    return people.size > CROWD;
  });
  return end < 0 ? agreements : agreements.slice(0, end);
}

// { agreements, more }: following `next` as far as a picture goes.
async function fetchAgreements(address) {
  const agreements = [];
  let next = address;
  while (next && agreements.length < MOST) {
    const response = await fetch(next, { headers: { Accept: 'application/json' } });
    if (!response.ok) throw new Error(`${next}: ${response.status}`);
    const page = await response.json();
    agreements.push(...page.data);
    next = page.next;
  }
  const drawn = drawable(agreements);
  return { agreements: drawn, more: next !== null || drawn.length < agreements.length };
}

// { nodes, links }. Participants come first, the most tied ones before others, then agreements as they were given; each
// node has an id of its own, so that an agreement and a participant of one id are two. A tie is inferred where no role
// of the participant is in a quote.
function graphOf(agreements) {
  const people = new Map();
  const links = [];
  const once = (participants) => [...new Map(participants.map((each) => [each.id, each])).values()]
    .map((one) => ({ ...one, inferred: participants.every(({ id, inferred }) => id !== one.id || inferred) }));
  for (const { id, participants } of agreements)
    for (const one of once(participants)) {
      const node = people.get(one.id)
        ?? { id: `p:${one.id}`, name: one.name, href: `/participants/${one.id}`, ties: 0 };
      node.ties += 1;
      people.set(one.id, node);
      links.push({ source: `a:${id}`, target: node.id, inferred: one.inferred });
    }
  const deeds = agreements.map(({ id, name, status, participants }) => ({
    id: `a:${id}`, name, status, href: `/facts/${id}`,
    with: once(participants),
  }));
  return { nodes: [...people.values()].sort((a, b) => b.ties - a.ties).concat(deeds), links };
}

// ---- where it stands ----

const SHORT = 110; // pixels: a name that is no wider has one line,
const WIDEST = 220; // and no line is wider than this

const segmenter = new Intl.Segmenter();

// How many of the letters a line of their beginning holds.
function fitting(letters, widthOf, widest) {
  let count = letters.length;
  if (widthOf(letters.join('')) <= widest) return count;
  for (count = 1; widthOf(letters.slice(0, count + 1).join('')) <= widest; count++);
  return count;
}

function shortened(letters, widthOf) {
  const text = letters.join('');
  if (widthOf(text) <= WIDEST) return text;
  return `${letters.slice(0, fitting(letters, (part) => widthOf(`${part}…`), WIDEST)).join('').trimEnd()}…`;
}

// A name in at most two lines, broken at the space nearest to its middle, or anywhere where there is none.
function linesOf(name, widthOf) {
  const letters = [...segmenter.segment(name)].map(({ segment }) => segment);
  const width = widthOf(name), first = fitting(letters, widthOf, WIDEST);
  if (width <= SHORT || (width <= WIDEST && !letters.includes(' '))) return [name];
  const off = (i) => Math.abs(i - letters.length / 2);
  const spaces = [...letters.keys()].filter((i) => letters[i] === ' ' && i > 0 && i <= first);
  const at = spaces.length ? spaces.reduce((a, b) => (off(b) < off(a) ? b : a)) : first;
  return [letters.slice(0, at).join(''), shortened(letters.slice(spaces.length ? at + 1 : at), widthOf)];
}

function measure(nodes, figure) {
  const pen = document.createElement('canvas').getContext('2d');
  const { fontFamily } = getComputedStyle(figure);
  const widthOf = (text) => pen.measureText(text).width;
  for (const node of nodes) {
    node.size = node.status ? 12 : Math.min(17, 12 + Math.sqrt(node.ties) * 1.5);
    pen.font = `600 ${node.size}px ${fontFamily}`;
    node.lines = linesOf(node.name, widthOf);
    node.wide = Math.max(...node.lines.map(widthOf));
    node.w = node.status ? 18 : node.wide + 2 * PAD.x;
    node.h = node.status ? 18 : node.lines.length * LINE + 2 * PAD.y - 2;
  }
}

// Pushes boxes apart along the way that is shorter; tells whether any had to be.
function boxes(gap) {
  let nodes;
  const force = () => {
    let pushed = false;
    for (let i = 0; i < nodes.length; i++)
      for (let j = i + 1; j < nodes.length; j++) {
        const [a, b] = [nodes[i], nodes[j]];
        const x = (a.w + b.w) / 2 + gap - Math.abs(a.x - b.x);
        const y = (a.h + b.h) / 2 + gap - Math.abs(a.y - b.y);
        if (x <= 0.1 || y <= 0.1) continue;
        pushed = true;
        const [axis, by] = x < y ? ['x', x] : ['y', y];
        const sign = a[axis] < b[axis] ? -1 : 1;
        a[axis] += sign * by / 2;
        b[axis] -= sign * by / 2;
      }
    return pushed;
  };
  force.initialize = (all) => { nodes = all; };
  return force;
}

const TURN = 8; // milliseconds of work before the page has its turn

// Lets the page breathe now and then, so that a picture under way holds nobody up.
function breather() {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < TURN) return;
    await new Promise((done) => setTimeout(done));
    since = performance.now();
  };
}

// The same graph always comes to rest in the same places: d3-force begins from fixed ones.
async function settle({ nodes, links }) {
  const apart = boxes(8);
  const wide = 0.045 + 0.4 / nodes.length;
  const simulation = forceSimulation(nodes)
    .force('link', forceLink(links).id(({ id }) => id).distance(80).strength(0.45))
    .force('charge', forceManyBody().distanceMax(REACH).strength((node) => (node.status ? -220 : -420)))
    .force('collide', forceCollide((node) => (node.status ? 14 : node.h)))
    .force('x', forceX().strength(wide))
    .force('y', forceY().strength(wide * 2))
    .force('boxes', apart)
    .stop();
  const breathe = breather();
  for (let i = 0; i < 400; i++) {
    simulation.tick();
    await breathe();
  }
  for (let i = 0; i < 1000 && apart(); i++) await breathe();
}

// ---- the picture ----

const svg = (name, attributes = {}, ...children) => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};

const html = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};

const round = (number) => Math.round(number * 10) / 10;

function drawText(node, x, y, attributes) {
  const text = svg('text', { 'text-anchor': 'middle', 'font-size': round(node.size), ...attributes });
  const top = y - (node.lines.length - 1) * LINE / 2;
  for (const [i, line] of node.lines.entries())
    text.append(svg('tspan', { x: round(x), y: round(top + i * LINE), dy: '.35em' }, line));
  return text;
}

function labelOf({ name, status, with: people }, language) {
  if (!status) return name;
  const names = people.map((one) => (one.inferred ? `${one.name} (${language.inferred})` : one.name));
  return [`${name} — ${language.status[status] ?? status}`, names.join(', ')].filter(Boolean).join(': ');
}

function drawNode(node, language) {
  const kept = new URLSearchParams(location.search).has('lang') ? `?lang=${document.documentElement.lang}` : '';
  const kind = node.status ? `deed status-${node.status}` : 'who';
  const link = svg('a', { href: node.href + kept, 'aria-label': labelOf(node, language), class: kind });
  if (node.status) link.append(svg('circle', { cx: round(node.x), cy: round(node.y), r: 8 }));
  else
    link.append(
      svg('rect', { x: round(node.x - node.w / 2), y: round(node.y - node.h / 2),
        width: round(node.w), height: round(node.h), rx: 6 }),
      drawText(node, node.x, node.y, {}),
    );
  if (node.lines.some((line) => line.endsWith('…'))) link.append(svg('title', {}, node.name));
  return link;
}

// The name of an agreement, seen while it is looked at: those of all that one participant has would lie on each other.
function drawCaption(node, left, right) {
  const half = node.wide / 2 + PAD.x;
  const x = Math.min(Math.max(node.x, left + half), right - half);
  return drawText(node, x, node.y + 14 + node.lines.length * LINE / 2, { class: 'caption', 'aria-hidden': 'true' });
}

// What is looked at and what it is tied to stand out; the agreements of a participant are named in `line`.
function lightUp(picture, links, elements, line) {
  const near = new Map([...elements.keys()].map((id) => [id, new Set([id])]));
  for (const { source, target } of links) {
    near.get(source.id).add(target.id);
    near.get(target.id).add(source.id);
  }
  const look = (id) => {
    picture.classList.toggle('looking', id !== null);
    for (const [each, [link, caption]] of elements) {
      link.classList.toggle('lit', id !== null && near.get(id).has(each));
      caption?.classList.toggle('lit', id === each);
    }
    for (const link of links) link.line.classList.toggle('lit', id === link.source.id || id === link.target.id);
    line.textContent = links.filter(({ target }) => target.id === id).map(({ source }) => source.name).join(' · ');
  };
  for (const [id, [link, caption]] of elements) {
    link.addEventListener('pointerenter', () => look(id));
    link.addEventListener('pointerleave', () => look(null));
    link.addEventListener('focus', () => {
      look(id);
      caption?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    });
    link.addEventListener('blur', () => look(null));
  }
}

function drawGraph({ nodes, links }, language, line) {
  const edge = 16;
  const from = Math.min(...nodes.map((node) => node.x - node.w / 2)) - edge;
  const to = Math.max(...nodes.map((node) => node.x + node.w / 2)) + edge;
  const lack = Math.max(0, Math.max(...nodes.map(({ wide }) => wide)) + 2 * edge - (to - from)); // for a caption
  const [left, right] = [from - lack / 2, to + lack / 2];
  const top = Math.min(...nodes.map((node) => node.y - node.h / 2)) - edge;
  const bottom = Math.max(...nodes.map((node) => node.y + node.h / 2)) + edge + 2 * LINE;
  const [width, height] = [Math.ceil(right - left), Math.ceil(bottom - top)];
  const picture = svg('svg', { viewBox: `${round(left)} ${round(top)} ${width} ${height}`, width, height, role: 'group',
    'aria-label': language.region });
  const lines = svg('g', { class: 'lines', 'aria-hidden': 'true' });
  for (const link of links) {
    const { source, target } = link;
    link.line = svg('line', { x1: round(source.x), y1: round(source.y), x2: round(target.x), y2: round(target.y),
      class: link.inferred ? 'inferred' : '' });
    lines.append(link.line);
  }
  const elements = new Map(nodes.map((node) => [node.id, [drawNode(node, language)]]));
  picture.append(lines, ...[...elements.values()].flat());
  for (const node of nodes.filter(({ status }) => status)) {
    const caption = drawCaption(node, left, right);
    elements.get(node.id).push(caption);
    picture.append(caption);
  }
  lightUp(picture, links, elements, line);
  return picture;
}

function drawLegend(agreements, links, language) {
  const statuses = Object.keys(language.status).filter((status) => agreements.some((one) => one.status === status));
  const inferred = links.some((link) => link.inferred);
  return html('ul', { class: 'legend', 'aria-label': language.legend },
    ...statuses.map((status) => html('li', { class: `status-${status}` }, language.status[status])),
    ...(inferred ? [html('li', { class: 'dashed' }, language.dashed)] : []));
}

// ---- into the figure ----

function show(figure, ...parts) {
  figure.querySelectorAll(':scope > :not(figcaption)').forEach((part) => part.remove());
  figure.prepend(...parts);
}

// Leads past the picture, which has a stop of the keyboard for each node.
function drawSkip(figure, language) {
  const end = figure.querySelector(':scope > figcaption');
  end.id = 'past-picture';
  end.tabIndex = -1;
  return html('a', { class: 'past', href: `#${end.id}` }, language.skip);
}

// A line that says that the picture can be moved, while it can.
function drawHint(scroll, language) {
  const hint = html('p', { class: 'hint' }, language.swipe);
  new ResizeObserver(() => {
    hint.hidden = scroll.scrollWidth <= scroll.clientWidth;
    scroll.classList.toggle('over', !hint.hidden);
  }).observe(scroll);
  return hint;
}

// Draws into a figure; where the agreements cannot be had, it says so and offers to try again. Never fails.
export async function draw(figure) {
  const language = words[document.documentElement.lang] ?? words.en;
  figure.setAttribute('aria-busy', 'true');
  show(figure, html('p', { class: 'state', role: 'status' }, language.busy));
  try {
    const { agreements, more } = await fetchAgreements(figure.dataset.graph);
    if (!agreements.length) return show(figure);
    const graph = graphOf(agreements);
    measure(graph.nodes, figure);
    await settle(graph);
    const line = html('p', { class: 'tied', 'aria-live': 'polite', 'data-empty': language.point });
    const scroll = html('div', { class: 'picture', tabindex: '0', role: 'region', 'aria-label': language.region },
      drawGraph(graph, language, line));
    const end = more ? [html('p', { class: 'state' }, language.more(agreements.length))] : [];
    show(figure, drawLegend(agreements, graph.links, language), drawSkip(figure, language), drawHint(scroll, language),
      scroll, line, ...end);
    scroll.scrollLeft = (scroll.scrollWidth - scroll.clientWidth) / 2;
  } catch {
    const again = html('button', { type: 'button' }, language.again);
    again.addEventListener('click', async () => {
      await draw(figure);
      figure.querySelector('button, .picture')?.focus(); // the button that had it is gone
    });
    show(figure, html('p', { class: 'state failed', role: 'alert' }, language.failed, ' ', again));
  } finally {
    figure.removeAttribute('aria-busy');
  }
}
