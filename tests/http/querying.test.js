// SPDX-License-Identifier: MIT
// docs/QUERYING.md is true: each of its examples is run as it stands there and must print what stands underneath,
// where … is something left out.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it, test } from 'node:test';

import { database, fixture, folder, root, serve, shipped } from '../lib/factd.js';
import { matches } from '../lib/excerpt.js';
import { scope } from './scope.js';

const page = readFileSync(join(root, 'docs/QUERYING.md'), 'utf8');

// [{ language, text, line, heading }] of all fenced blocks; what is between them, too, for what is no example.
function blocks(markdown) {
  const found = [];
  let open = null, heading = '', between = '';
  markdown.split('\n').forEach((line, index) => {
    if (line.startsWith('```') && open) {
      found.push({ ...open, text: open.lines.join('\n') });
      open = null;
    } else if (line.startsWith('```')) {
      open = { language: line.slice(3), line: index + 1, heading, between, lines: [] };
      between = '';
    } else if (open) {
      open.lines.push(line);
    } else {
      if (line.startsWith('#')) heading = line.replace(/^#+ /, '');
      between += `${line}\n`;
    }
  });
  assert.equal(open, null, 'a block has no end');
  return found;
}

// [{ command, answer, language, line, heading }]
function examples(markdown) {
  const found = [];
  let asked = null;
  for (const block of blocks(markdown)) {
    const at = `line ${block.line}`;
    if (block.language === 'sh') {
      assert.equal(asked, null, `${at}: the example before has no answer`);
      assert.match(block.text, /\b(curl|fetch)\b/, `${at}: it asks the server nothing`);
      asked = block;
    } else {
      assert.ok(['json', 'text', 'csv'].includes(block.language), `${at}: a block of "${block.language}" is no example`);
      assert.ok(asked && block.between === '', `${at}: an answer that stands under no example`);
      found.push({ command: asked.text, answer: block.text, language: block.language, line: asked.line, heading: asked.heading });
      asked = null;
    }
  }
  assert.equal(asked, null, 'the last example has no answer');
  return found;
}

const all = examples(page);
const ports = { 8080: null, 8081: null };

// What the command prints, with the addresses of the page; commands may leave files in their folder.
async function printed(command, cwd) {
  const here = command.replace(/http:\/\/127\.0\.0\.1:(808[01])/g, (_, port) => ports[port].url);
  const child = spawn('sh', ['-c', here], { cwd, env: { ...process.env, LC_ALL: 'C.UTF-8' }, stdio: ['ignore', 'pipe', 'pipe'] });
  const out = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) child[name].setEncoding('utf8').on('data', (text) => { out[name] += text; });
  const code = await new Promise((done, fail) => child.on('error', fail).on('close', done));
  assert.equal(out.stderr, '', 'it complains');
  assert.equal(code, 0, `it ends with ${code}`);
  return Object.entries(ports).reduce((text, [port, { url }]) => text.replaceAll(url, `http://127.0.0.1:${port}`), out.stdout);
}

describe('docs/QUERYING.md', () => {
  const shared = scope();
  before(async () => {
    ports[8080] = await serve(shared, database(shared, shipped));
    ports[8081] = await serve(shared, database(shared, '--text', fixture('harbour.txt'), fixture('harbour.json')), '--texts', 'on');
  });

  for (const { command, answer, language, line, heading } of all) {
    it(`${heading}, line ${line}: ${command.split('\n')[0]}`, async (t) => {
      const real = await printed(command, folder(t));
      assert.ok(matches(answer, real, language === 'json'), `it prints\n${real}\nwhere the page has\n${answer}`);
    });
  }
});

test('the page has more than 40 examples', () => {
  assert.ok(all.length > 40, `${all.length}`);
});

test('nothing on the page but an example asks the server', () => {
  const asking = page.replace(/^```[^]*?^```$/gm, '').match(/^(?: {4}|\t).*\bcurl\b.*$/gm);
  assert.equal(asking, null);
});

test('an example without an answer is refused', () => {
  const ask = '```sh\ncurl -s http://127.0.0.1:8080/v1\n```\n', reply = '```json\n{}\n```\n';
  assert.equal(examples(ask + reply).length, 1);
  assert.throws(() => examples(ask), /the last example has no answer/);
  assert.throws(() => examples(ask + ask + reply), /line 4: the example before has no answer/);
  assert.throws(() => examples(reply), /stands under no example/);
  assert.throws(() => examples(`${ask}And then:\n${reply}`), /stands under no example/);
  assert.throws(() => examples(ask + reply.replace('json', 'yaml')), /a block of "yaml" is no example/);
  assert.throws(() => examples('```\ncurl -s http://127.0.0.1:8080/v1\n```\n'), /is no example/);
  assert.throws(() => examples(`\`\`\`sh\nls\n\`\`\`\n${reply}`), /asks the server nothing/);
});

test('an excerpt leaves out what … stands for and nothing else', () => {
  const json = '{"a":1,"b":{"c":[1,2,3],"d":"one two"},"e":null}\n{"a":2}\n';
  for (const [excerpt, good] of [
    [json, true], ['{"a": 1, …} {"a": 2}', true], ['{…, "e": null} …', true], ['{"a":1,"b":…,"e":null}{"a":2}', true],
    ['{…"b": {"c": [1, …], …}, …} …', true], ['{…, "b": {…, "d": "one …"}, "e": null} …', true], ['…', true],
    ['{"a":1,…}', false], ['{"a":1,"b":…}{"a":2}', false], ['{"a":…,"e":null}{"a":2}', false], ['{"a":2,…} …', false],
    ['{"a":1,"b":{"c":[1,2,3,…],…},…} …', false], ['{"c":[1,2,3],…} …', false], ['{…,"d":"one two",…} …', false],
    ['{…,"b":{…,"d":"two…"},…} …', false], ['{"a":1 …', false], ['', false], ['{…, 1,"b":…,"e":null} …', false],
  ]) assert.equal(matches(excerpt, json, true), good, excerpt);
  const text = 'one\r\ntwo three\nfour\n';
  for (const [excerpt, good] of [
    ['one\ntwo three\nfour', true], ['one\n…\nfour', true], ['one\ntwo …\nfour', true], ['…', true], ['…\nfour', true],
    ['one\nfour', false], ['one\ntwo\nfour', false], ['one\ntwo three\nfour\n…', false], ['one\n…\nthree', false],
    ['o.e\n…', false], ['one\n…four', false], ['', false],
  ]) assert.equal(matches(excerpt, text, false), good, excerpt);
});
