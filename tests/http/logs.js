// SPDX-License-Identifier: MIT
// A server's log taken apart.

const lines = (log) => log.split('\n').filter(Boolean);
export const requestLines = (log) => lines(log).filter((line) => line.includes(' event=request '));

// key=value or key="value with \"escapes\"" pairs of one line; null where the line is anything else.
export function logfmt(line) {
  const pairs = {};
  let rest = line;
  while (rest) {
    const found = /^([a-z_]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s"]*))(?: |$)/.exec(rest);
    if (!found || found[1] in pairs) return null;
    pairs[found[1]] = found[2] ?? found[3];
    rest = rest.slice(found[0].length);
  }
  return pairs;
}

// Every line of the log, as texts; throws where one is none.
const readers = {
  logfmt(line) {
    const pairs = logfmt(line);
    if (!pairs) throw new Error(`no logfmt: ${line}`);
    // Quotes and backslashes are escaped in it; \x1b stays as it is, as in JSON.
    return Object.fromEntries(Object.entries(pairs).map(([name, value]) => [name, value.replace(/\\(["\\])/g, '$1')]));
  },
  json: (line) => JSON.parse(line),
};
export const entries = (log, format = 'logfmt') => lines(log).map(readers[format]);
export const requests = (log, format) => entries(log, format).filter(({ event }) => event === 'request');

// Requests of several connections may end in another order than they began.
export const byId = (log, format) => requests(log, format).sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
