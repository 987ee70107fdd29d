// SPDX-License-Identifier: MIT
// Prometheus' text format read strictly: what a scrape says, as data.

// { families: { name: { type, help } }, samples: [{ name, labels, value, family }] }; throws where a line is none.
export function parse(text) {
  const families = {}, samples = [], seen = new Set();
  if (!text.endsWith('\n')) throw new Error('the last line has no end');
  let family = null;
  for (const line of text.slice(0, -1).split('\n')) {
    const about = /^# (HELP|TYPE) ([a-z_]+) (.+)$/.exec(line);
    if (about) {
      const [, kind, name, words] = about;
      if (kind === 'HELP' && name in families) throw new Error(`${name} stands twice`);
      families[name] = { ...families[name], [kind.toLowerCase()]: words };
      family = name;
      continue;
    }
    const sample = /^([a-z_]+)(?:\{((?:[a-z]+="[^"\\]*",?)*)\})? (-?\d+(?:\.\d+)?(?:e[+-]\d+)?)$/.exec(line);
    if (!sample) throw new Error(`no sample: ${line}`);
    const [, name, list = '', value] = sample;
    const labels = Object.fromEntries([...list.matchAll(/([a-z]+)="([^"]*)"/g)].map(([, label, text]) => [label, text]));
    if (name !== family && !(families[family].type === 'histogram' && name.replace(/_(bucket|sum|count)$/, '') === family)) throw new Error(`${name} stands among ${family}`);
    const key = `${name}{${list}}`;
    if (seen.has(key)) throw new Error(`${key} stands twice`);
    seen.add(key);
    samples.push({ name, labels, value: Number(value), family });
  }
  return { families, samples };
}

// The sum of a metric's samples that have these labels.
export const sum = ({ samples }, name, labels = {}) => samples
  .filter((sample) => sample.name === name && Object.entries(labels).every(([label, value]) => sample.labels[label] === value))
  .reduce((total, { value }) => total + value, 0);

// By how much the counters of one name grew between two scrapes: { 'label values, joined': difference }, none that did not.
export function growth(before, after, name) {
  const of = (scrape) => new Map(scrape.samples.filter((sample) => sample.name === name).map(({ labels, value }) => [Object.values(labels).join(' '), value]));
  const [old, now] = [of(before), of(after)];
  return Object.fromEntries([...now].map(([key, value]) => [key, value - (old.get(key) ?? 0)]).filter(([, more]) => more !== 0));
}
