// SPDX-License-Identifier: MIT
// What exactly one request is answered with: the contract offers several shapes, and parameters choose one.
import { contract, declared, members, nature, resolve } from './contract.js';

// { fields, include, facet (names), lang, total } of a target's parameters.
export function shapeOf(target) {
  const asked = new URLSearchParams(target.split('?')[1] ?? '');
  const names = (name) => asked.get(name)?.split(',');
  return { fields: names('fields'), include: names('include') ?? [], facet: names('facet'), lang: asked.has('lang'),
    total: asked.get('total') === 'true' };
}
export const usual = shapeOf('');

// Of the schemas that offer two shapes, which one: the first is the usual one.
const choices = {
  Localized: (shape) => shape.lang,
  ParticipantEntry: (shape) => shape.whole,
  ...Object.fromEntries(Object.keys(contract.components.schemas).filter((name) => name.endsWith('Reference'))
    .map((name) => [name, (shape) => shape.whole])),
};

// The schema in that one shape, without references.
function chosen(schema, shape) {
  if (Array.isArray(schema)) return schema.map((part) => chosen(part, shape));
  if (schema === null || typeof schema !== 'object') return schema;
  if (!schema.$ref)
    return Object.fromEntries(Object.entries(schema).filter(([name]) => name !== 'discriminator')
      .map(([name, part]) => [name, chosen(part, shape)]));
  const name = schema.$ref.split('/').at(-1);
  const { anyOf, ...whole } = resolve(schema);
  if (!choices[name]) return chosen(resolve(schema), shape);
  const { $ref, ...beside } = schema;
  return chosen({ ...anyOf[choices[name](shape) ? 1 : 0], ...whole, ...beside }, { ...shape, whole: false });
}

// An object with only some of the members of a language map or of another object; null where none has a value.
function reduced(schema, names) {
  const { properties } = members(nature(schema).object);
  const kept = Object.fromEntries(names.map((name) => [name, properties[name]]));
  return { anyOf: [{ type: 'object', properties: kept, required: names, additionalProperties: false },
    { type: 'null' }] };
}

// A row of a list, or one thing: exactly the members that the request asks for.
export function rowSchema(schema, shape = usual) {
  const at = resolve(schema);
  if (at.oneOf) return { [shape.fields ? 'anyOf' : 'oneOf']: at.oneOf.map((kind) => rowSchema(kind, shape)) };
  const { properties, closed } = members(at);
  const row = { type: 'object', properties: {}, required: [], additionalProperties: !closed };
  for (const [name, member] of Object.entries(properties)) {
    const parts = shape.fields?.filter((field) => field.startsWith(`${name}.`)).map((field) => field.split('.')[1]);
    const included = shape.include.includes(name);
    if (shape.fields && !shape.fields.includes(name) && !parts.length) continue;
    const whole = chosen(member, { ...shape, whole: included });
    const cut = parts?.length && !shape.fields.includes(name);
    const isText = nature(whole).types.includes('string');
    if (!cut) row.properties[name] = whole;
    else row.properties[name] = isText ? { type: ['string', 'null'] } : reduced(whole, parts);
    row.required.push(name);
  }
  if (!shape.fields) row.required = members(at).required;
  return row;
}

function metaSchema(schema, shape) {
  const { properties, required } = members(chosen(schema, shape));
  const { total, facets, ...others } = properties;
  const counts = { ...shape.total && { total }, ...shape.facet && { facets: {
    type: 'object', additionalProperties: false, required: shape.facet,
    properties: Object.fromEntries(shape.facet.map((name) => [name, facets.additionalProperties])) } } };
  return { type: 'object', additionalProperties: false, properties: { ...others, ...counts },
    required: [...required, ...Object.keys(counts)] };
}

const isOfCollection = (schema) => /#\/components\/schemas\/(?!Hit)\w+(List|Answer)$/.test(schema.$ref ?? '');

const shaped = new Map();
// What an answer in JSON to this request must be, exactly.
export function exact(schema, shape) {
  const key = JSON.stringify([schema, shape]);
  if (!shaped.has(key)) shaped.set(key, isOfCollection(schema) ? exactPage(schema, shape) : chosen(schema, shape));
  return shaped.get(key);
}
function exactPage(schema, shape) {
  const { data, meta, ...others } = members(schema).properties;
  const isList = data.type === 'array';
  return { type: 'object', additionalProperties: false, required: members(schema).required, properties: {
    data: isList ? { type: 'array', items: rowSchema(data.items, shape) } : rowSchema(data, shape),
    meta: isList ? metaSchema(meta, shape) : chosen(meta, shape), ...chosen(others, shape) } };
}

const rows = new Map();
// The same for a line of NDJSON.
export function exactRow(path, shape) {
  const key = JSON.stringify([path, shape]);
  const { data } = members(declared(path, 200).content['application/json'].schema).properties;
  if (!rows.has(key)) rows.set(key, rowSchema(data.items ?? data, shape));
  return rows.get(key);
}
