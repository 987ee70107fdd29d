// SPDX-License-Identifier: MIT
// What Lighthouse says of each view, as on a phone with a slow line and as on a desk: a table on standard output.
//   node bench/lighthouse.js [VIEW…]
// CORPUS names the database of a corpus, whose pages are looked at instead of those of articles/.
import { parseArgs } from 'node:util';

import { audit } from '../tests/browser/lib/lighthouse.js';
import { alone, corpus } from '../tests/browser/lib/servers.js';
import { fail, round, table } from './lib/report.js';

const usage = 'node bench/lighthouse.js [VIEW…]';

// Stands for a test, at whose end its servers are stopped.
const ends = [];
const bench = { after: (end) => ends.push(end) };

const isPage = async ({ get }, { path }) => {
  const { status, headers } = await get(path, { headers: { Accept: 'text/html' } });
  return status === 200 && headers.get('content-type').startsWith('text/html');
};

// Each view, of whatever the server has.
async function viewsOf({ get }) {
  const first = async (list) => (await get(`/v1/${list}?limit=1`)).json.data[0];
  const [article, fact, participant] = [await first('articles'), await first('figures'), await first('participants')];
  return [
    { name: 'home', path: '/' },
    { name: 'articles', path: '/articles' },
    { name: 'article', path: `/articles/${article.id}` },
    { name: 'facts', path: '/facts' },
    { name: 'fact', path: `/facts/${fact.id}` },
    { name: 'participants', path: '/participants' },
    { name: 'participant', path: `/participants/${participant.id}` },
    { name: 'search', path: `/search?q=${encodeURIComponent(participant.name.ko ?? participant.name.en)}` },
  ];
}

async function rowsOf(server, views) {
  const rows = [];
  for (const view of views)
    for (const preset of ['mobile', 'desktop']) {
      const name = `${view.name}-${preset}`;
      rows.push({ view: view.name, preset, ...await audit(server.url + view.path, { name, preset }) });
    }
  return rows;
}

const columns = [
  ['view', (row) => row.view], ['as on a', (row) => (row.preset === 'mobile' ? 'phone' : 'desk')],
  ...['performance', 'accessibility', 'best-practices', 'seo'].map((name) => [name, (row) => row.scores[name]]),
  ...[['first paint, ms', 'fcp'], ['largest, ms', 'lcp'], ['blocked, ms', 'tbt'], ['interactive, ms', 'tti']]
    .map(([title, name]) => [title, ({ metrics }) => Math.round(metrics[name])]),
  ['shifted', ({ metrics }) => round(metrics.cls, 3)],
];

async function main() {
  const { positionals: wanted } = parseArgs({ allowPositionals: true });
  const server = await (corpus(bench) ?? alone(bench));
  const all = await viewsOf(server);
  const unknown = wanted.find((name) => !all.some((view) => view.name === name));
  if (unknown) fail(`no view is called ${unknown}`, usage);
  const views = [];
  for (const view of all.filter(({ name }) => !wanted.length || wanted.includes(name)))
    if (await isPage(server, view)) views.push(view);
    else process.stderr.write(`${view.path} is no page\n`);
  const rows = await rowsOf(server, views);
  table('Lighthouse', columns, rows);
  for (const { view, preset, faults } of rows)
    for (const fault of Object.values(faults).flat()) process.stdout.write(`\n- ${view}, ${preset}: ${fault}`);
  process.stdout.write('\n');
}

try {
  await main();
} finally {
  for (const end of ends.reverse()) await end();
}
