// SPDX-License-Identifier: MIT
// Loads and removals that land while the server has all it can do: whether every answer is still that of one revision.
// One article is loaded in ever new variants, whose mark stands in the names of all its facts, and taken out again, so
// it is known what each revision's list must hold; of all else, a revision and a tag must each mean one body.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

import { articles } from '../corpus/documents.js';
import { Client } from '../lib/client.js';
import { startFactd } from '../lib/peers.js';
import { folder, program } from '../lib/server.js';
import { wrk } from '../lib/wrk.js';

const ARTICLE = 'under-load', FACTS = 10, CLIENTS = 16, OTHERS = 16;
const REMOVED_EACH = 4, CONDITIONAL_EACH = 5, ENCODED_EACH = 7;
const OWN = `/v1/facts?article=${ARTICLE}&limit=20`;
const TARGETS = [OWN, '/v1/facts?limit=5&sort=-changed', '/v1/statements?limit=10', '/v1/articles?limit=2&sort=-id'];
const DECODERS = { gzip: gunzipSync, br: brotliDecompressSync };

const sha1 = (bytes) => createHash('sha1').update(bytes).digest('base64');

// ---- what is loaded ----

function variant(document, mark) {
  const facts = document.facts.map((fact) => ({ ...fact, name: { ...fact.name, ko: `${fact.name.ko ?? fact.name.en} ${mark}` } }));
  return { ...document, article: { ...document.article, id: ARTICLE }, facts };
}

function factd(...args) {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => { said += text; });
    child.on('error', fail).on('close', (code) => (code ? fail(new Error(`factd ${args[0]}: exit ${code}: ${said}`)) : done(said)));
  });
}

const revisionIn = (said) => {
  const [, revision] = /revision (\d+)/.exec(said) ?? [];
  if (!revision) throw new Error(`no revision is told: ${said}`);
  return Number(revision);
};

// One after the other until `done()`. { revision: the mark that its facts bear, or null where they are gone }
async function changes(database, done) {
  const out = join(folder(), 'document.json'), [{ document }] = articles({ facts: FACTS, seed: 5, perDocument: FACTS }), marks = new Map();
  for (let i = 1; !done(); i++) {
    const mark = i % REMOVED_EACH ? `mark-${i}` : null;
    if (mark) writeFileSync(out, JSON.stringify(variant(document, mark)));
    const said = await (mark ? factd('load', '--database', database, out) : factd('remove', '--database', database, ARTICLE));
    marks.set(revisionIn(said), mark);
  }
  return marks;
}

// ---- what is answered ----

// Of all its facts, each once.
const marksOf = (data) => new Set(data.map(({ name }) => /mark-\d+$/.exec(name.ko)?.[0]));

class Answers {
  count = 0;
  failed = 0;
  why = '';
  bodies = new Map(); // of a tag, of a target's revision: { digest: answers }
  lists = new Map(); // of a revision's own list: { marks: answers }

  note(map, key, value) {
    if (!map.has(key)) map.set(key, new Map());
    map.get(key).set(value, (map.get(key).get(value) ?? 0) + 1);
  }

  fail(why) {
    this.failed++;
    this.why ||= why;
  }

  add(target, { headers, body }) {
    const encoding = headers['content-encoding'], plain = encoding ? DECODERS[encoding](body) : body;
    const { data, meta } = JSON.parse(plain), digest = sha1(plain);
    this.note(this.bodies, `tag ${target} ${headers.etag}`, digest);
    this.note(this.bodies, `revision ${target} ${meta.revision}`, digest);
    if (data.length !== meta.count) this.note(this.bodies, `tag ${target} ${headers.etag}`, 'another count than its rows');
    if (target === OWN) this.note(this.lists, meta.revision, JSON.stringify([...marksOf(data), data.length]));
  }
}

async function askOn(url, answers, done, first) {
  const client = await Client.to(url), tags = new Map();
  for (let i = first; !done(); i++) {
    const target = TARGETS[i % TARGETS.length], encoding = i % ENCODED_EACH ? 'identity' : i % 2 ? 'gzip' : 'br';
    const tag = i % CONDITIONAL_EACH ? undefined : tags.get(target + encoding);
    const headers = { ...(encoding === 'identity' ? {} : { 'Accept-Encoding': encoding }), ...(tag ? { 'If-None-Match': tag } : {}) };
    const answer = await client.ask(target, headers);
    answers.count++;
    if (answer.status === 200) answers.add(target, answer);
    else if (answer.status !== 304 || !tag || answer.headers.etag !== tag) answers.fail(`${target}: ${answer.status}: ${answer.body}`);
    tags.set(target + encoding, answer.headers.etag);
  }
  client.close();
}

// ---- what is wrong with it ----

const sum = (numbers) => [...numbers].reduce((a, b) => a + b, 0);

// Where several bodies go by one name, all but the most frequent.
const surplus = (map) => sum([...map.values()].map((bodies) => sum(bodies.values()) - Math.max(...bodies.values())));

const expected = (mark) => JSON.stringify(mark ? [mark, FACTS] : [0]);

function wrongLists(lists, marks, before) {
  const wrong = (revision, told) => told !== expected(revision <= before ? null : marks.get(revision));
  return sum([...lists].flatMap(([revision, bodies]) => [...bodies].map(([told, count]) => (wrong(revision, told) ? count : 0))));
}

export async function revisions(bench) {
  const database = join(folder(), 'changing.db'), seconds = bench.seconds * 4;
  copyFileSync(bench.database, database);
  const server = await bench.keep(startFactd(database)), answers = new Answers();
  const before = JSON.parse((await (await fetch(server.url + OWN)).text())).meta.revision;
  const until = performance.now() + seconds * 1000, done = () => performance.now() >= until;
  const asking = Array.from({ length: CLIENTS }, (_, i) => askOn(server.url, answers, done, i * 3).catch((error) => answers.fail(error.message)));
  const [marks, beside] = await Promise.all([
    changes(database, done), wrk(server, { target: TARGETS[1], connections: OTHERS }, seconds), ...asking]);
  const wrong = surplus(answers.bodies) + wrongLists(answers.lists, marks, before);
  const seen = `${answers.count} answers read beside ${beside.requests} of wrk's, of ${answers.lists.size} of ${marks.size + 1} revisions in ${seconds} s`;
  return [
    { key: 'k', what: 'failed answers while loads and removals land', wanted: '0', count: true, value: answers.failed + beside.failures,
      note: answers.why || seen, own: { name: 'factd', rate: answers.count / seconds + beside.rate, server_busy: beside.server_busy, client_busy: null } },
    { key: 'k', what: 'answers that are not of exactly one revision', wanted: '0', count: true, value: wrong, note: seen },
  ];
}
