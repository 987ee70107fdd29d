// SPDX-License-Identifier: MIT
// What the program says of its own commands and settings, so that no test repeats their names.
import { run } from '../lib/factd.js';

export const { commands, settings } = JSON.parse(run(['manual', 'json']).stdout);

export const setting = (name) => settings.find((known) => known.name === name);
export const settingsOf = (command) => commands.find(({ name }) => name === command).settings.map(setting);

// The words that a setting or an operand may be.
export const words = ({ type, shown }) => (type === 'on-off' || type === 'flag' ? ['on', 'off'] : shown.split('|'));

// What else a setting needs to be right at some of its values.
const company = {
  'client-header': ['--trusted-proxy', '10.0.0.0/8'],
  'connections-per-address': ['--connections', '1000000'],
  'headers-kib': ['--target-bytes', '256'],
  'rate-burst': ['--rate', '1'],
  'target-bytes': ['--headers-kib', '1024'],
  'tls-certificate': ['--tls-key', 'key.pem'],
  'tls-key': ['--tls-certificate', 'certificate.pem'],
};
export const with_ = (name) => company[name] ?? [];

// Least, most and default, or every word, or one that is right.
export function rightValues({ name, type, least, most, default: usual, shown }) {
  if (type === 'number') return [...new Set([String(least), String(most), usual])];
  if (['on-off', 'word', 'flag'].includes(type)) return words({ type, shown });
  if (type === 'token') return ['X-Forwarded-For', "!#$%&'*+-.^_`|~09azAZ"];
  if (type === 'line') return ['no-store', usual ?? ' ~'];
  if (name === 'trusted-proxy') return ['10.0.0.0/8', '127.0.0.1, fd00::/8,unix'];
  return ['right', 'with space', '길/파일'];
}

const controls = ['\x1b[31mred', 'two\nlines', 'tab\t', 'delete\x7f'];

// Every way in which a value of its type can be wrong.
export function wrongValues({ type, least, most, shown }) {
  switch (type) {
    case 'number':
      return ['', ' 1', '1 ', '+1', '-1', '0x10', '1.0', '1,5', '1e3', '99999999999999999999', '4294967297', 'one', '１', '1\x1b',
        String(least - 1), String(most + 1)];
    case 'on-off': case 'flag': case 'word': {
      const right = words({ type, shown });
      return ['', ...right.map((word) => word.toUpperCase()), ...right.map((word) => `${word} `), right.join('|'), '|', '1', 'true', ...controls];
    }
    case 'line': return ['', '한', ...controls];
    case 'token': return ['', 'two words', 'colon:', '한', ...controls];
    case 'text': case 'texts': return ['', ...controls];
    default: throw new Error(`no wrong values are known for type ${type}`);
  }
}

// { VARIABLE: { value, source, comment } } of what --print-config prints, read as systemd reads it.
export function printed(text) {
  const found = {};
  let source = null;
  for (const line of text.split('\n')) {
    const [, title] = /^# (from flags|from the environment|defaults|without a value)$/.exec(line) ?? [];
    const [, comment, variable, value] = /^(#?)(FACTD_[A-Z_]+)=(.*)$/.exec(line) ?? [];
    if (title) source = title;
    if (variable) found[variable] = { value: source === 'without a value' ? null : unquoted(value), source, comment: Boolean(comment) };
  }
  return found;
}

const unquoted = (value) => (value.startsWith('"') ? value.slice(1, -1).replace(/\\(["\\$`])/g, '$1') : value);
