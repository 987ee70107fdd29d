// SPDX-License-Identifier: MIT
// The SQL, the query plans and the answers of typical requests as they were reviewed. GOLDEN=write writes them anew,
// to be reviewed as a diff.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';

import { database, fixture, root, serve } from '../lib/factd.js';
import { attempt, value } from '../load/sqlite.js';

const here = join(root, 'tests/golden');
const printer = resolve(root, process.env.SQL ?? 'build/obj-release/golden');

// Lines of requests.txt with the heading that they stand under.
const requests = [];
let heading = '';
for (const line of readFileSync(join(here, 'requests.txt'), 'utf8').split('\n')) {
  if (line.startsWith('## ')) heading = line.slice(3);
  else if (line && !line.startsWith('#')) requests.push({ line, serves: heading });
}

// What is read most, as a reviewer would ask for it.
const answered = [
  '/v1/articles', '/v1/articles/coastal-herald-20411', '/v1/participants?kind=company', '/v1/participants/coastal-ministry',
  '/v1/facts/haedong-2026-03-12-harbour.talks', '/v1/facts/coastal-herald-20411.memorandum', '/v1/agreements?status=signed',
  '/v1/figures?sort=-value&limit=3', 'page 2 of /v1/figures?sort=-value&limit=3', '/v1/events?date_from=2026-03',
  '/v1/statements?participant=han-doyun', '/v1/affiliations?limit=2', '/v1/topics', '/v1/evidence?participant=garam',
  '/v1/figures?value=-1', '/v1/facts?participant=garam&sort=-date_from&limit=2&fields=id,date_from,name&lang=en',
  '/v1/facts?q=quays&fields=id,name&limit=5', '/v1/agreements?facet=status,participant&total=true&fields=id&limit=1',
  '/v1/figures?value__gte=100&unit__in=krw,square-metre&fields=id,value,unit', '/v1/facts?include=article,participants&fields=id,article,participants&limit=1',
  '/v1/figures?limit=2&format=csv', '/v1/evidence?participant=garam&format=ndjson', '/v1/topics?format=csv&limit=all&lang=ko', '/v1/topics?format=ndjson&limit=all',
  '/v1/figures?value__gt=x&valeu__lt=3&unit__between=1&fields=nme&include=units&facet=valu&lang=fr&limit=all', '/v1/figures?unti=ship&sort=valeu&limit=0', '/v1/facts/nothing', '/v1/nothing',
];

let path, server;
const targets = new Map(); // of every line

async function targetOf(line) {
  const [, page, first] = /^page (\d+) of (.*)$/.exec(line) ?? [null, 1, line];
  let target = first;
  for (let i = 1; i < page; i++) {
    const { status, json } = await server.get(target);
    assert.equal(status, 200, target);
    assert.ok(json.next, `${target} has a next page`);
    target = json.next;
  }
  return target;
}

function golden(name, text) {
  const file = join(here, name);
  if (process.env.GOLDEN === 'write') writeFileSync(file, text);
  assert.equal(text, existsSync(file) ? readFileSync(file, 'utf8') : '', 'GOLDEN=write writes it anew');
}

function print(wanted) {
  const { status, stdout, stderr, error } = spawnSync(printer, { input: `${wanted.join('\n')}\n`, encoding: 'utf8' });
  if (error) throw error;
  assert.equal(stderr, '');
  return { status, stdout };
}

// The statements that the printer gave for one target.
const statementsOf = (printed) => printed.split('\n').filter((line) => line.startsWith('SELECT '));

// What a test's own hooks would do is done once, at the end, whatever came of the tests.
const ends = [];
const stop = async () => {
  while (ends.length) await ends.pop()();
};
after(stop);

before(async () => {
  const file = { after: (end) => ends.push(end) };
  path = database(file, '--text', fixture('harbour.txt'), fixture('harbour.json'), fixture('harbour-en.json'));
  server = await serve(file, path, '--access-log', 'off');
  for (const line of [...requests.map((request) => request.line), ...answered]) targets.set(line, await targetOf(line));
});

test('the SQL of typical requests is as it was reviewed', () => {
  const { status, stdout } = print(requests.map(({ line }) => targets.get(line)));
  assert.equal(status, 0, stdout);
  const printed = stdout.split(/^(?=GET )/m);
  assert.equal(printed.length, requests.length);
  golden('sql.golden', printed.map((text, i) =>
    text.replace(/^GET .*\n/, (get) => (requests[i].line.startsWith('page') ? `# ${requests[i].line}\n${get}` : get))).join(''));
});

test('every statement prepares, and an index serves what it should', (t) => {
  const version = value(path, 'SELECT sqlite_version()').split('.').slice(0, 2).join('.');
  let plans = `# by SQLite ${version}, without statistics\n\n`;
  for (const { line, serves } of requests) {
    const statements = statementsOf(print([targets.get(line)]).stdout);
    assert.ok(statements.length > 0, line);
    plans += `${line}\n`;
    for (const statement of statements) {
      const { status, stdout, stderr } = attempt(path, `.eqp off\nEXPLAIN QUERY PLAN ${statement};\n`);
      assert.equal(status, 0, `${line}: ${statement}: ${stderr}`);
      const steps = stdout.split('\n').filter((step) => /^[ |]*[`|]--/.test(step));
      assert.ok(steps.length > 0, `${line}: no plan: ${stdout}`);
      plans += `  ${statement.replace(/^SELECT .*? FROM /, 'FROM ')}\n${steps.map((step) => `    ${step}\n`).join('')}`;
      for (const step of steps) {
        const where = `${line}: ${statement}`;
        assert.doesNotMatch(step, /AUTOMATIC/, where);
        if (serves.startsWith('an index')) assert.doesNotMatch(step, /SCAN (?!.* (USING|VIRTUAL TABLE INDEX 0:M))/, where);
        // Of rows that come in order, a set of those that were seen grows with the page alone.
        if (serves === 'an index serves these' && !statement.includes(' IN ($1')) assert.doesNotMatch(step, /TEMP B-TREE (?!FOR DISTINCT)|SUBQUERY/, where);
      }
    }
  }
  const file = join(here, 'plans.golden');
  const reviewed = existsSync(file) ? readFileSync(file, 'utf8').split('\n')[0] : '';
  if (process.env.GOLDEN !== 'write' && reviewed && reviewed !== plans.split('\n')[0])
    return t.diagnostic(`plans.golden is ${reviewed.slice(2)}; not compared with those of ${version}`);
  golden('plans.golden', plans);
});

test('the answers of typical requests are as they were reviewed', async () => {
  let text = '';
  for (const line of answered) {
    const response = await server.get(targets.get(line));
    const body = response.text.replace(/"request_id":\s*"[^"]*"/, '"request_id":"…"');
    text += `GET ${line}\n${response.status} ${response.headers.get('content-type')}\n${body}\n`;
  }
  golden('answers.golden', text);
});

test('a deep page is what its list holds there', async () => {
  for (const { line } of requests) {
    const page = /^page (\d+) of (.*)$/.exec(line);
    if (!page) continue;
    const limit = Number(new URL(`http://x${page[2]}`).searchParams.get('limit'));
    const whole = (await server.get(page[2].replace(/limit=\d+/, 'limit=200'))).json.data;
    const { data } = (await server.get(targets.get(line))).json;
    assert.deepEqual(data, whole.slice((page[1] - 1) * limit, page[1] * limit), line);
  }
});

test('what is wrong with a target is printed in place of its SQL', () => {
  const { status, stdout } = print(['/v1/figures?unti=gpu&sort=valeu', '/v1/nothing', '/v1/figures?limit']);
  assert.equal(status, 1);
  assert.match(stdout, /^GET \/v1\/figures\?unti=gpu&sort=valeu\nunti: .*\nsort: .*\n\nGET \/v1\/nothing\nno list is there\n/);
});

test('the server says nothing of a sanitizer, and ends well', stop);
