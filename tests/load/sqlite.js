// SPDX-License-Identifier: MIT
// A database seen past factd, through SQLite's own command line tool: to compare what is stored, and to break it.
import { spawnSync } from 'node:child_process';

// Later versions of the tool keep what an index is made of from being written.
const unguarded = '.output /dev/null\n.dbconfig defensive off\n.output\n';

// { status, stdout, stderr } of SQL that may fail.
export function attempt(path, text, ...flags) {
  const { status, stdout, stderr, error } = spawnSync('sqlite3', ['-batch', '-bail', ...flags, path], {
    input: unguarded + text, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024,
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

// Every table's rows, each value as an SQL literal, sorted; `without` names columns ("since", "dataset.digest") and
// whole tables ("removed") to leave out.
export function dump(path, { without = [] } = {}) {
  const tables = {};
  const columns = rows(path, `SELECT t.name AS "table", c.name AS "column" FROM sqlite_schema AS t
    JOIN pragma_table_info(t.name) AS c WHERE t.type = 'table' ORDER BY t.name, c.cid`);
  for (const { table, column } of columns)
    if (![table, column, `${table}.${column}`].some((name) => without.includes(name)))
      (tables[table] ??= []).push(`'${column}', quote("${column}")`);
  const all = Object.fromEntries(Object.keys(tables).map((table) => [table, []]));
  const selects = Object.entries(tables).map(([table, members]) =>
    `SELECT '${table} ' || json_object(${members.join(', ')}) FROM "${table}";`);
  for (const line of sql(path, selects.join('\n'), '-list').split('\n').filter(Boolean)) {
    const space = line.indexOf(' ');
    all[line.slice(0, space)].push(line.slice(space + 1));
  }
  for (const table in all) all[table].sort();
  return all;
}

// What depends on how a database came to its contents, not on what they are.
export const history = ['since', 'changed', 'revision', 'dataset.digest', 'changed_at', 'applied_at'];
