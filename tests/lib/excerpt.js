// SPDX-License-Identifier: MIT
// Whether an excerpt is true of a whole, where … in the excerpt stands for something that is left out.

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const pattern = (text, any) => new RegExp(`^${text.split('…').map(escaped).join(any)}$`, 'u');

// Texts by lines: … alone on its line is one or more of them, elsewhere one or more characters of its line.
function linesMatch(excerpt, whole) {
  const lines = (text) => text.replace(/\r/g, '').replace(/\n$/, '').split('\n');
  const wanted = lines(excerpt), real = lines(whole);
  const from = (i, j) => {
    if (i === wanted.length) return j === real.length;
    if (j === real.length) return false;
    if (wanted[i] === '…') return from(i + 1, j + 1) || from(i, j + 1);
    return pattern(wanted[i], '.+').test(real[j]) && from(i + 1, j + 1);
  };
  return from(0, 0);
}

// Strings whole, with their quotation marks; numbers and words; each of {}[],: and … alone. Null where it is no JSON.
function tokens(text) {
  const found = text.match(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|[{}[\],:…]|\S/gu) ?? [];
  return found.every((token) => /^(["{}[\],:…]|-?\d|true$|false$|null$)/u.test(token)) ? found : null;
}

const depth = { '{': 1, '[': 1, '}': -1, ']': -1 };

// JSON, one value or several, by tokens, whatever the spaces: in a string, … is one or more of its characters; behind a
// colon, one value; elsewhere one or more whole members, elements or values of the same level.
function jsonMatches(excerpt, whole) {
  const wanted = tokens(excerpt), real = tokens(whole);
  if (!wanted || !real) return false;
  const known = new Map();
  const after = (j, level) => level + (depth[real[j]] ?? 0);
  const skip = (i, j) => {
    for (let level = 0, at = j; at < real.length; at++) {
      level = after(at, level);
      if (level < 0) return false;
      if (level > 0) continue;
      const value = wanted[i - 1] === ':';
      if (!value && real[at + 1] === ':') continue;
      if (from(i + 1, at + 1)) return true;
      if (value) return false;
    }
    return false;
  };
  const from = (i, j) => {
    const key = i * (real.length + 1) + j;
    if (known.has(key)) return known.get(key);
    let good;
    if (i === wanted.length) good = j === real.length;
    else if (wanted[i] === '…') good = skip(i, j);
    else good = j < real.length && (wanted[i].startsWith('"') && wanted[i].includes('…')
      ? real[j].startsWith('"') && pattern(wanted[i], '.+').test(real[j]) : wanted[i] === real[j]) && from(i + 1, j + 1);
    known.set(key, good);
    return good;
  };
  return from(0, 0);
}

export const matches = (excerpt, whole, json) => (json ? jsonMatches(excerpt, whole) : linesMatch(excerpt, whole));
