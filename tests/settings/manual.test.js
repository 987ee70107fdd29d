// SPDX-License-Identifier: MIT
// What is written about commands and settings is all of them, and what the program itself takes.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, test } from 'node:test';
import { root, run } from '../lib/factd.js';
import { commands, settings, settingsOf } from './tables.js';

const page = run(['manual']).stdout;

function mandoc(...args) {
  const { stdout, stderr, status, error } = spawnSync('mandoc', args, { input: page, encoding: 'utf8' });
  if (error) throw error;
  return { status, stdout, stderr };
}

// As a reader sees it, on one line a paragraph or less.
const read = mandoc('-Tutf8', '-Owidth=300').stdout.replace(/.\x08/g, '');

describe('the manual page', () => {
  it('is without fault in mandoc', () => assert.deepEqual(mandoc('-Tlint', '-Wwarning'), { status: 0, stdout: '', stderr: '' }));

  it('is without fault in groff', { skip: spawnSync('groff', ['-v']).error && 'groff is not installed' }, () => {
    const { status, stderr } = spawnSync('groff', ['-mandoc', '-Tutf8', '-ww', '-z'], { input: page, encoding: 'utf8' });
    assert.deepEqual([status, stderr], [0, '']);
  });

  it('has the sections that are looked for', () => {
    for (const title of ['NAME', 'SYNOPSIS', 'DESCRIPTION', 'SETTINGS', 'ENVIRONMENT', 'FILES', 'EXIT STATUS', 'SIGNALS', 'EXAMPLES', 'SEE ALSO'])
      assert.match(read, new RegExp(`^${title}$`, 'm'));
  });

  for (const { name, operands, about } of commands)
    it(`has the command ${name}`, () => {
      const [said] = operands ? operands.split('…') : [''];
      assert.match(read, new RegExp(`^ +${name}(?: \\[?${said.replace('|', '\\|')}(?:\\.\\.\\.)?\\]?)?(?:\\s+)${about.slice(0, 30)}`, 'm'));
    });

  for (const { name, variable, default: usual, allowed, help } of settings)
    it(`has the setting ${name}`, () => {
      const from = read.search(new RegExp(`^ +--${name}(?: |$)`, 'm'));
      assert.ok(from >= 0);
      const [entry] = read.slice(from).split('\n\n');
      const words = entry.replace(/\s+/g, ' ');
      for (const part of [help, `Variable: ${variable}.`, `Allowed: ${allowed}.`, usual === null ? 'No default.' : `Default: ${usual}.`])
        assert.ok(words.includes(part.replace(/\s+/g, ' ')), `${part} in ${words}`);
    });
});

describe('--help', () => {
  for (const { name, settings: names, operands } of commands)
    it(`of ${name} has its settings and operands within 100 columns`, () => {
      const { status, stdout } = run([name, '--help']);
      assert.equal(status, 0);
      assert.deepEqual([...stdout.matchAll(/^ {2}--([a-z-]+)/gm)].map(([, flag]) => flag), names);
      if (operands) assert.ok(stdout.split('\n')[0].includes(operands));
      for (const line of stdout.split('\n')) assert.ok([...line].length <= 100, line);
      const words = stdout.replace(/\s+/g, ' ');
      for (const { variable, least, most, default: usual, type } of names.length ? settingsOf(name) : [])
        assert.ok(words.includes(`(${variable}${type === 'number' ? `; ${least} to ${most}` : ''}${usual === null ? '' : `; default: ${usual}`})`), variable);
    });

  it('lists the commands', () => {
    const { stdout } = run(['help']);
    for (const { name, about } of commands) assert.match(stdout, new RegExp(`^ {2}${name} +${about.slice(0, 30)}`, 'm'));
  });
});

// ---- docs/OPERATIONS.md ----

const file = join(root, 'docs/OPERATIONS.md');
const marks = ['<!-- settings: written by SETTINGS=write make settings -->\n', '<!-- end of settings -->\n'];

test('the table in docs/OPERATIONS.md is what the program prints', () => {
  const text = readFileSync(file, 'utf8'), [from, to] = marks.map((mark) => text.indexOf(mark));
  assert.ok(from >= 0 && to > from, 'the marks are missing');
  const whole = `${text.slice(0, from)}${marks[0]}\n${run(['manual', 'settings']).stdout}\n${text.slice(to)}`;
  if (process.env.SETTINGS === 'write') writeFileSync(file, whole);
  assert.equal(process.env.SETTINGS === 'write' ? whole : text, whole, 'SETTINGS=write make settings writes it anew');
});

test('docs/OPERATIONS.md says why each number is what it is', () => {
  const [, reasons] = readFileSync(file, 'utf8').split('### Why these defaults\n');
  const section = reasons.split(/^## /m)[0];
  for (const { name, type } of settings.filter((setting) => setting.type === 'number')) assert.ok(section.includes(`\`--${name}\``), `${name} (${type})`);
});
