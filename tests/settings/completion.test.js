// SPDX-License-Identifier: MIT
// What the shells are offered, by the shells themselves.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { folder, run } from '../lib/factd.js';
import { scope } from '../http/scope.js';
import { commands, settings, settingsOf, words } from './tables.js';

const flags = ({ settings: names }) => [...names.map((name) => `--${name}`), '--help'].sort();
const isFolder = ({ shown }) => shown === 'DIR';
const isFile = ({ shown }) => shown === 'FILE';

describe('bash', () => {
  const shared = scope();
  const home = folder(shared);
  const script = run(['completion', 'bash']).stdout;
  before(() => {
    mkdirSync(join(home, 'a folder'));
    writeFileSync(join(home, 'a file'), '');
  });

  // What bash offers for the last of the words behind `factd`, split as bash splits them.
  function offered(...typed) {
    const ask = 'eval "$(cat)"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _factd; printf "%s\\n" "${COMPREPLY[@]}"';
    const out = execFileSync('bash', ['--norc', '-c', ask, 'bash', 'factd', ...typed], { input: script, cwd: home, encoding: 'utf8' });
    return out.split('\n').filter(Boolean).sort();
  }

  it('completes commands', () => {
    assert.deepEqual(offered(''), [...commands.map(({ name }) => name), 'help'].sort());
    assert.deepEqual(offered('ver'), ['verify', 'version']);
  });

  it('completes flags: factd serve --lo', () => {
    assert.deepEqual(offered('serve', '--lo'), settingsOf('serve').map(({ name }) => `--${name}`).filter((flag) => flag.startsWith('--lo')).sort());
    assert.ok(offered('serve', '--lo').includes('--log-level'));
  });

  for (const command of commands)
    it(`completes the flags of ${command.name} and no others`, () => assert.deepEqual(offered(command.name, '-'), flags(command)));

  it('completes values', () => {
    for (const setting of settings.filter(({ type }) => ['on-off', 'word'].includes(type))) {
      assert.deepEqual(offered('serve', `--${setting.name}`, ''), words(setting).sort());
      assert.deepEqual(offered('serve', `--${setting.name}`, '='), words(setting).sort());
      assert.deepEqual(offered('serve', '--dry-run', `--${setting.name}`, '=', words(setting)[0].slice(0, 2)), words(setting).filter((word) => word.startsWith(words(setting)[0].slice(0, 2))));
    }
  });

  it('completes files, folders, and nothing for numbers and addresses', () => {
    for (const setting of settings.filter(({ type }) => type === 'number' || type.startsWith('text'))) {
      const expected = isFile(setting) ? ['a file', 'a folder'] : isFolder(setting) ? ['a folder'] : [];
      assert.deepEqual(offered('serve', `--${setting.name}`, ''), expected, setting.name);
    }
  });

  it('completes operands', () => {
    assert.deepEqual(offered('completion', ''), ['bash', 'zsh']);
    assert.deepEqual(offered('manual', 'j'), ['json']);
    assert.deepEqual(offered('load', 'a'), ['a file', 'a folder']);
    assert.deepEqual(offered('remove', 'a'), []);
  });

  it('completes flags behind a flag that takes no value', () => assert.deepEqual(offered('load', '--dry-run', '--da'), ['--database']));
});

describe('zsh', () => {
  const shared = scope();
  const file = join(folder(shared), '_factd');
  before(() => writeFileSync(file, run(['completion', 'zsh']).stdout));

  const zsh = (script) => {
    const { status, stdout, stderr, error } = spawnSync('zsh', ['-f', '-c', script, 'zsh', file], { encoding: 'utf8', timeout: 60_000 });
    if (error) throw error;
    return { status, stdout, stderr };
  };

  it('reads the script', () => assert.deepEqual(zsh('zsh -n $1'), { status: 0, stdout: '', stderr: '' }));

  for (const { name, settings: names } of commands)
    it(`is told each setting of ${name} once and no other`, () => {
      const { stdout, stderr } = zsh(`compdef() { }; _arguments() { print -rl -- "$@" }; source $1; words=(factd ${name} -); CURRENT=3; _factd`);
      assert.equal(stderr, '');
      assert.deepEqual(stdout.split('\n').map((line) => /^(?:\(- \*\)|\*)?--([a-z-]+)=?\[/.exec(line)?.[1]).filter(Boolean).sort(), [...names, 'help'].sort());
    });

  // A terminal of its own, where someone types.
  const typed = (text, awaited) => zsh(`
    zmodload zsh/zpty
    zpty shell zsh -f -i
    zpty -w shell "PS1='> '; autoload -U compinit; compinit -u -D; source $1; setopt no_beep; echo rea''dy"
    zpty -r shell seen '*ready*'
    zpty -w -n shell $'${text}'
    zpty -r shell seen '*${awaited}*'
    print -r -- "$seen"
    zpty -d shell`).stdout;

  it('offers them: factd serve --lo', () => {
    const seen = typed('factd serve --lo\\t\\t', 'least grave lines');
    for (const flag of ['--load', '--log-format', '--log-level']) assert.ok(seen.includes(flag), seen);
    assert.ok(!seen.includes('--listen'), seen);
  });

  it('offers values', () => assert.match(typed('factd serve --log-format=j\\t', 'json'), /--log-format=json/));
});
