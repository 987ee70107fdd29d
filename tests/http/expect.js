// SPDX-License-Identifier: MIT
// Lists as a test expects them: walked page by page, and in the order that the interface documents.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';

// SEED=… repeats a run.
export const seed = Number(process.env.SEED ?? randomInt(2 ** 31));

export async function page(server, target) {
  const { status, json, text } = await server.get(target);
  assert.equal(status, 200, `SEED=${seed}: ${target}: ${text}`);
  return json;
}

export async function walk(server, target) {
  const rows = [];
  for (let next = target; next;) {
    const json = await page(server, next);
    assert.ok(json.data.length > 0 || next === target, `${next} is an empty page behind another`);
    rows.push(...json.data);
    next = json.next;
  }
  return rows;
}

// ---- the order that the interface documents ----

export const at = (row, name) => name.split('.').reduce((value, member) => value?.[member], row) ?? null;

export function compare(a, b, type) {
  if (type === 'instant') return Date.parse(a) - Date.parse(b);
  if (typeof a === 'number') return a - b;
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

// `keys`: [{ name, type, descending }]; rows of no id are in `rank` of their list without a sort.
export function ordered(rows, keys) {
  const rank = new Map(rows.map((row, i) => [row, i]));
  const last = keys.length ? keys[keys.length - 1].descending : false;
  return [...rows].sort((a, b) => {
    for (const { name, type, descending } of keys) {
      const [left, right] = [at(a, name), at(b, name)];
      if ((left === null) !== (right === null)) return left === null ? 1 : -1;
      const difference = left === null ? 0 : compare(left, right, type);
      if (difference) return descending ? -difference : difference;
    }
    return (last ? -1 : 1) * (a.id === undefined ? rank.get(a) - rank.get(b) : compare(a.id, b.id));
  });
}

export const spelled = (keys) => keys.map(({ name, descending }) => `${descending ? '-' : ''}${name}`).join(',');
export const short = (rows) => rows.map((row) => row.id ?? JSON.stringify(row));

// ---- the sorts of a collection ----

export function anySort(chance, { fields }) {
  const left = [...new Map(fields.filter(({ sort }) => sort).map((field) => [field.name, field])).values()];
  const keys = [];
  for (let count = left.length && chance.below(4); count > 0 && left.length; count--) {
    const [{ name, type }] = left.splice(chance.below(left.length), 1);
    keys.push({ name, type, descending: chance.chance(0.5) });
    if (name === 'id') break;
  }
  return keys;
}
