// SPDX-License-Identifier: MIT
// How answers' times grow with the number of facts, as an SVG: a line a question, named at its end. It stands on any
// ground, light or dark, so it has none of its own, and its colours are seen on both where nothing is known of it.
const WIDTH = 780, HEIGHT = 400, TOP = 56, BOTTOM = 48, LEFT = 52, RIGHT = 225;
const LABEL_HEIGHT = 17, LEAST_TOP = 2, WANTED = 1.5;

const style = `
  text { font: 13px system-ui, -apple-system, 'Segoe UI', sans-serif; fill: #656d76; }
  .title { font-size: 15px; font-weight: 600; fill: #59636e; }
  .grid { stroke: #8b949e; stroke-opacity: .28; }
  .wanted { stroke: #6e7781; stroke-dasharray: 5 4; }
  .line { fill: none; stroke-width: 2.25; stroke-linejoin: round; }
  .ends { stroke-width: 1; stroke-opacity: .55; }
  .s0 { stroke: #0969da; } text.s0, circle.s0 { stroke: none; fill: #0969da; }
  .s1 { stroke: #bc4c00; } text.s1, circle.s1 { stroke: none; fill: #bc4c00; }
  .s2 { stroke: #8250df; } text.s2, circle.s2 { stroke: none; fill: #8250df; }
  .s3 { stroke: #1a7f37; } text.s3, circle.s3 { stroke: none; fill: #1a7f37; }
  @media (prefers-color-scheme: dark) {
    text { fill: #b7bfc8; } .title { fill: #f0f6fc; } .wanted { stroke: #9198a1; }
    .s0 { stroke: #58a6ff; } text.s0, circle.s0 { fill: #58a6ff; }
    .s1 { stroke: #f0883e; } text.s1, circle.s1 { fill: #f0883e; }
    .s2 { stroke: #bc8cff; } text.s2, circle.s2 { fill: #bc8cff; }
    .s3 { stroke: #3fb950; } text.s3, circle.s3 { fill: #3fb950; }
  }`;

const text = (x, y, what, more = '') => `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${more}>${what}</text>`;
const line = (x1, y1, x2, y2, name) => `<line x1="${x1.toFixed(1)}" y1="${y1.toFixed(1)}" x2="${x2.toFixed(1)}" y2="${y2.toFixed(1)}" class="${name}"/>`;

function scales(series) {
  const facts = series[0].points.map((point) => point.facts), [least] = facts, most = facts.at(-1);
  const highest = Math.max(LEAST_TOP, ...series.flatMap(({ points }) => points.map(({ value }) => value * 1.1)));
  const top = Math.ceil(highest * 2) / 2, width = WIDTH - LEFT - RIGHT, height = HEIGHT - TOP - BOTTOM;
  return {
    facts, top, right: LEFT + width,
    x: (count) => LEFT + (Math.log(count / least) / (Math.log(most / least) || 1)) * width,
    y: (value) => TOP + (1 - Math.min(value, top) / top) * height,
  };
}

function axes({ facts, top, right, x, y }) {
  const parts = [text(LEFT - 36, 24, 'Time of an answer as the database grows', 'class="title"'),
    text(LEFT - 36, 43, `times that of the ${facts[0]} facts that ship; thin lines: least and most of the rounds`)];
  const step = top > 4 ? 1 : 0.5;
  for (let value = 0; value <= top; value += step)
    parts.push(line(LEFT, y(value), right, y(value), 'grid'), text(LEFT - 8, y(value) + 4, value.toFixed(1), 'text-anchor="end"'));
  parts.push(line(LEFT, y(WANTED), right, y(WANTED), 'wanted'), text(LEFT + 6, y(WANTED) - 6, `wanted: at most ${WANTED}`));
  for (const count of facts) parts.push(text(x(count), HEIGHT - BOTTOM + 20, count.toLocaleString('en'), 'text-anchor="middle"'));
  parts.push(text((LEFT + right) / 2, HEIGHT - 8, 'facts (logarithmic)', 'text-anchor="middle"'));
  return parts;
}

function drawn({ points }, i, { x, y }) {
  const path = points.map(({ facts, value }, at) => `${at ? 'L' : 'M'}${x(facts).toFixed(1)} ${y(value).toFixed(1)}`).join('');
  const marks = points.flatMap(({ facts, value, low, high }, at) => [
    ...(at ? [line(x(facts), y(low), x(facts), y(high), `ends s${i}`)] : []),
    `<circle cx="${x(facts).toFixed(1)}" cy="${y(value).toFixed(1)}" r="3" class="s${i}"/>`]);
  return [`<path d="${path}" class="line s${i}"/>`, ...marks];
}

// Beside the ends of their lines, moved apart where those lie close.
function labels(series, { right, y }) {
  const last = series.map(({ name, points }, i) => ({ name, i, value: points.at(-1).value }));
  const wanted = last.map((one) => ({ ...one, at: y(one.value) })).sort((a, b) => a.at - b.at);
  for (let i = 1; i < wanted.length; i++) wanted[i].at = Math.max(wanted[i].at, wanted[i - 1].at + LABEL_HEIGHT);
  const beyond = Math.max(0, wanted.at(-1).at - (HEIGHT - BOTTOM));
  return wanted.map(({ name, i, value, at }) => text(right + 10, at - beyond + 4, `${value.toFixed(2)}  ${name}`, `class="s${i}"`));
}

export function plot({ series }) {
  const scale = scales(series), parts = [...axes(scale), ...series.flatMap((one, i) => drawn(one, i, scale)), ...labels(series, scale)];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Time of an answer by number of facts">
<style>${style}
</style>
${parts.join('\n')}
</svg>
`;
}
