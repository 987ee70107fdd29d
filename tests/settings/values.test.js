// SPDX-License-Identifier: MIT
// Every setting, right and wrong, from a flag and from the environment. What there is comes from the program, so a new
// setting is tested without a change here.
import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { run } from '../lib/factd.js';
import { commands, printed, rightValues, settings, settingsOf, with_, wrongValues } from './tables.js';

// How a message shows a value: what a terminal would obey is escaped.
const shown = (value) => value.replace(/[\x00-\x1f\x7f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

// A value that is taken by mistake must not start a server.
const start = ({ name }, command) => (command === 'serve' && name !== 'print-config' ? [command, '--print-config'] : [command]);

const commandOf = ({ name }) => commands.find((command) => command.settings.includes(name)).name;

function refused({ status, stdout, stderr }, given, value, { allowed, type }) {
  assert.equal(status, 2, stderr);
  assert.equal(stdout, '');
  const empty = type.startsWith('text') && !value;
  assert.equal(stderr, `factd: ${given}: ${empty ? 'its value is empty' : `"${shown(value)}" is not ${allowed}`}\n`);
}

describe('a wrong value is refused by its setting, the value, and what is allowed', () => {
  for (const setting of settings)
    it(setting.name, () => {
      const command = commandOf(setting), flag = `--${setting.name}`;
      for (const value of wrongValues(setting)) {
        refused(run(start(setting, command), { env: { [setting.variable]: value } }), setting.variable, value, setting);
        if (setting.type === 'flag') continue;
        refused(run([...start(setting, command), `${flag}=${value}`]), flag, value, setting);
        refused(run([...start(setting, command), flag, value]), flag, value, setting);
      }
    });
});

describe('a setting is refused', () => {
  for (const { name, type, ...setting } of settings)
    it(`${name}, ${type === 'flag' ? 'with a value' : 'without a value'}${type === 'texts' ? '' : ' or twice'}`, () => {
      const command = commandOf({ name }), flag = `--${name}`, [value] = rightValues({ name, type, ...setting });
      const wrong = type === 'flag' ? [`${flag}=on`] : [flag];
      const twice = type === 'flag' ? [flag, flag] : [flag, value, `${flag}=${value}`];
      for (const args of type === 'texts' ? [wrong] : [wrong, twice]) {
        const { status, stdout, stderr } = run([...start({ name }, command), ...args]);
        assert.deepEqual([status, stdout], [2, '']);
        assert.ok(stderr.startsWith(`factd: ${flag}: it`), stderr);
      }
    });
});

describe('a right value is in force, and --print-config says where it came from', () => {
  const shownOnes = settingsOf('serve').filter(({ type }) => type !== 'flag');
  const print = (args, env) => {
    const { status, stdout, stderr } = run(['serve', '--print-config', ...args], { env });
    assert.deepEqual([status, stderr], [0, '']);
    return printed(stdout);
  };
  for (const setting of shownOnes)
    it(setting.name, () => {
      const { name, variable, default: usual } = setting;
      for (const value of rightValues(setting)) {
        assert.deepEqual(print([`--${name}=${value}`, ...with_(name)], { [variable]: value })[variable], { value, source: 'from flags', comment: false });
        assert.deepEqual(print([`--${name}`, value, ...with_(name)])[variable], { value, source: 'from flags', comment: false });
        assert.deepEqual(print(with_(name), { [variable]: value })[variable], { value, source: 'from the environment', comment: false });
      }
      assert.deepEqual(print([])[variable], { value: usual, source: usual === null ? 'without a value' : 'defaults', comment: true });
    });

  it('each once, and no other', () => {
    assert.deepEqual(Object.keys(print([])).sort(), shownOnes.map(({ variable }) => variable).sort());
  });
});

test('the settings stand in the order of the alphabet, each with the variable of its name', () => {
  assert.deepEqual(settings.map(({ name }) => name), settings.map(({ name }) => name).sort());
  for (const { name, variable } of settings) assert.equal(variable, `FACTD_${name.toUpperCase().replaceAll('-', '_')}`);
});

test('every default is a value that is allowed', () => {
  assert.equal(run(['serve', '--print-config']).status, 0);
});
