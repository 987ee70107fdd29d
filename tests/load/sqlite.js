// SPDX-License-Identifier: MIT
// A database seen past factd, through SQLite's own command line tool: to compare what is stored, and to break it.
import { spawnSync } from 'node:child_process';

// { status, stdout, stderr } of SQL that may fail.
export function attempt(path, text, ...flags) {
  const { status, stdout, stderr, error } = spawnSync('sqlite3', ['-batch', '-bail', ...flags, path], {
    input: text, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024,
  });
  if (error) throw error;
  return { status, stdout, stderr };
}

// What SQL prints.
export function sql(path, text, ...flags) {
  const { status, stdout, stderr } = attempt(path, text, ...flags);
  if (status !== 0 || stderr) throw new Error(`sqlite3: ${text}: ${stderr}`);
  return stdout;
}

// The rows of one SELECT as objects.
export function rows(path, text) {
  const printed = sql(path, `${text};`, '-json');
  return printed ? JSON.parse(printed) : [];
}

// The first column of the first row.
export const value = (path, text) => Object.values(rows(path, text)[0] ?? { none: undefined })[0];

const named = (path, text) => rows(path, text).map(({ name }) => name);

// Every table's rows, each value as an SQL literal, sorted; `without` names columns ("since", "dataset.digest") and
// whole tables ("removed") to leave out.
export function dump(path, { without = [] } = {}) {
  const all = {};
  for (const table of named(path, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")) {
    if (without.includes(table)) continue;
    const columns = named(path, `SELECT name FROM pragma_table_info('${table}')`)
      .filter((column) => !without.includes(column) && !without.includes(`${table}.${column}`));
    if (!columns.length) continue;
    const list = columns.map((column) => `quote("${column}") AS "${column}"`).join(', ');
    all[table] = rows(path, `SELECT ${list} FROM "${table}"`).map((row) => JSON.stringify(row)).sort();
  }
  return all;
}

// What depends on how a database came to its contents, not on what they are.
export const history = ['since', 'changed', 'revision', 'dataset.digest', 'changed_at', 'applied_at'];
