// SPDX-License-Identifier: MIT
// Real answers, each held against what the contract declares for its path; and what `factd describe` says, for those
// who ask.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { after } from 'node:test';
import { fixture, run } from '../lib/factd.js';
import { contract, declared, exampleOf, faults, operation, parameters, resolve } from './contract.js';
import { exact, exactRow, shapeOf, usual } from './shape.js';

export const described = JSON.parse(run(['describe']).stdout);
export const collections = described.collections;
export const paths = Object.keys(contract.paths);
export const harbour = fixture('harbour.json');
export const harbourEn = fixture('harbour-en.json');
export const harbourText = fixture('harbour.txt');

export const sorted = (names) => [...names].sort();
export const named = (name) => collections.find((collection) => collection.name === name);
export const shownOf = (collection) => collection.fields.filter((field) => field.member);

export const includable = ({ fields, arrays }) => [...fields.filter((one) => one.member), ...arrays]
  .filter((one) => one.includes).map((one) => one.name);
export const countable = ({ fields }) => [...new Set(fields.filter((field) => field.facet).map((field) => field.name))];
export const nameable = (collection) => [...new Set([
  ...shownOf(collection).flatMap(({ name }) => name.includes('.') ? [name.split('.')[0], name] : [name]),
  ...collection.arrays.map((array) => array.name)])];

// { name: the fields of that name }
export function filtersOf(collection) {
  const filters = {};
  for (const field of collection.fields.filter((one) => one.filter)) (filters[field.name] ??= []).push(field);
  return filters;
}
export const inQuery = (path, name) => parameters(path, 'query').find((parameter) => parameter.name === name);

// Servers and folders live as long as their suite: what the library wants of a test's context.
export function lifetime() {
  const ends = [];
  after(async () => { for (const end of ends.reverse()) await end(); });
  return { after: (end) => ends.push(end) };
}

/* ---- whether an answer is as declared ---- */

const watched = ['allow', 'cache-control', 'etag', 'last-modified', 'link', 'location', 'retry-after', 'server-timing',
  'vary', 'x-request-id', 'content-language', 'content-encoding'];

function headerFaults(response, headers) {
  const found = [];
  const known = new Map(Object.entries(response.headers ?? {})
    .map(([name, header]) => [name.toLowerCase(), resolve(header)]));
  for (const [name, header] of known) {
    const text = headers.get(name);
    if (text === null && header.required) found.push(`the header ${name} is missing`);
    if (text !== null)
      found.push(...faults(header.schema, header.schema.type === 'integer' ? Number(text) : text)
        .map((fault) => `the header ${name}: ${fault}`));
  }
  for (const name of watched)
    if (headers.has(name) && !known.has(name)) found.push(`the header ${name} is not declared`);
  return found;
}

function bodyFaults(path, schema, shape, type, { text, json }) {
  if (type === 'application/x-ndjson')
    return text.split('\n').slice(0, -1).flatMap((line) => faults(exactRow(path, shape), JSON.parse(line)));
  if (!/[/+]json\b/.test(type)) return faults(schema, text);
  if (json === null) return ['the body is no JSON'];
  // With `fields`, what the contract calls required may be missing.
  return [...shape.fields ? [] : faults(schema, json), ...faults(exact(schema, shape), json)];
}

// What is wrong with an answer { status, headers, text, json } to a request for `path` with parameters of this
// shape: texts, none where all is as declared.
export function strange(path, answer, shape = usual) {
  const response = declared(path, answer.status);
  if (!response) return [`the status ${answer.status} is not declared`];
  const found = headerFaults(response, answer.headers);
  const type = answer.headers.get('content-type');
  if (!response.content) {
    if (type !== null || answer.text) found.push('a body is not declared');
    return found;
  }
  const media = response.content[type];
  if (!media) return [...found, `the content type ${type} is not declared`];
  return [...found, ...bodyFaults(path, media.schema, answer.status === 200 ? shape : usual, type, answer)];
}

/* ---- asking ---- */

// Every declared status of every path, struck out as real answers are held against it.
export const unseen = new Set(paths.flatMap((path) =>
  Object.keys(operation(path).responses).map((status) => `${status} ${path}`)));

export function hold(path, answer, target) {
  const found = strange(path, answer, shapeOf(target));
  assert.deepEqual(found, [], `${answer.status} to ${target}: ${answer.text.slice(0, 2000)}`);
  unseen.delete(`${answer.status} ${path}`);
  return answer;
}

export async function ask(server, path, target, status, init = {}) {
  const answer = await server.get(target, { redirect: 'manual', ...init });
  assert.equal(answer.status, status, `${target}: ${answer.text}`);
  return hold(path, answer, target);
}

// fetch sends no body with GET.
export function askWithBody(server, path) {
  return new Promise((done, fail) => {
    const asking = request(server.url + path, { method: 'GET', headers: { 'Content-Length': 2 } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (more) => { text += more; }).on('end', () => done({
        status: response.statusCode, headers: new Headers(response.headers), text, json: JSON.parse(text) }));
    });
    asking.on('error', fail);
    asking.end('{}');
  });
}

// A target for each path, with the id and the parameters that it must have, as the contract's examples give them.
// The shipped article's text is not ours to give, so another's is asked for.
export const withText = JSON.parse(readFileSync(harbour, 'utf8')).article.id;
export function target(path) {
  const needed = parameters(path, 'query').filter((parameter) => parameter.required);
  const query = new URLSearchParams(needed.map(({ name, example }) => [name, example]));
  const id = path.endsWith('/text') ? withText : parameters(path, 'path')[0]?.example;
  return path.replace('{id}', id) + (needed.length ? `?${query}` : '');
}
export const withMore = (target, more) => `${target}${target.includes('?') ? '&' : '?'}${more}`;

/* ---- parameters' examples ---- */

// A parameter's value as a client sends it: [name, value] for each time that it is sent.
export function sent({ name, explode }, value) {
  if (explode === false) return [[name, value.join(',')]];
  if (Array.isArray(value)) return value.map((one) => [name, one]);
  return typeof value === 'object' ? Object.entries(value) : [[name, value]];
}

// A target for the path with the parameter's example, in place of the one that a target must have.
export function withExample(path, parameter) {
  const [before, needed] = target(path).split('?');
  const query = new URLSearchParams(needed);
  query.delete(parameter.name);
  for (const [each, value] of sent(parameter, exampleOf(parameter))) query.append(each, value);
  return `${before}?${query}`;
}
