// SPDX-License-Identifier: MIT
// openapi.yaml as data: its schemas, parameters and responses.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { root } from '../lib/factd.js';

export const file = join(root, 'openapi.yaml');
export const contract = parse(readFileSync(file, 'utf8'));

const ajv = new Ajv2020.default({ strict: true, allErrors: true, allowUnionTypes: true, strictRequired: false });
addFormats.default(ajv);
for (const word of ['discriminator', 'example']) ajv.addKeyword(word);
// References are to the contract as a whole; ajv has its schemas only.
function relocated(value) {
  if (Array.isArray(value)) return value.map(relocated);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name,
    name === '$ref' ? member.replace('#/components/schemas/', 'contract#/$defs/') : relocated(member)]));
}
ajv.addSchema({ $id: 'contract', $defs: relocated(contract.components.schemas) });

const compiled = new Map();
// What is wrong with `value` by `schema`: texts, none where it fits.
export function faults(schema, value) {
  if (!compiled.has(schema)) compiled.set(schema, ajv.compile(relocated(schema)));
  const check = compiled.get(schema);
  return check(value) ? [] : check.errors.map(({ instancePath, message, params }) =>
    `${instancePath || '/'} ${message} ${JSON.stringify(params)}`);
}

// Behind a reference, with what stands beside it; anything else is itself.
export function resolve(thing) {
  if (!thing?.$ref) return thing;
  const { $ref, ...beside } = thing;
  const found = $ref.slice(2).split('/').reduce((at, name) => at?.[name], contract);
  if (found === undefined) throw new Error(`${$ref} leads nowhere`);
  return { ...resolve(found), ...beside };
}

// An object's members through references and allOf: { properties, required, closed }.
export function members(schema) {
  const at = resolve(schema);
  const all = { properties: { ...at.properties }, required: [...at.required ?? []],
    closed: at.additionalProperties === false || at.unevaluatedProperties === false };
  for (const part of (at.allOf ?? []).map(members)) {
    all.properties = { ...all.properties, ...part.properties };
    all.required.push(...part.required);
  }
  all.required = [...new Set(all.required)];
  return all;
}

// What a scalar or an object may be: { types, values (of an enum), format, object (its schema) }.
export function nature(schema) {
  const at = resolve(schema);
  const parts = (at.anyOf ?? at.oneOf)?.map(nature);
  if (!parts) {
    const types = [at.type ?? (at.allOf ? 'object' : 'any')].flat();
    return { types, values: at.enum, format: at.format, object: types.includes('object') ? at : null };
  }
  const some = (name) => parts.map((part) => part[name]).find((found) => found) ?? null;
  return { types: [...new Set(parts.flatMap((part) => part.types))], values: some('values') ?? undefined,
    format: some('format') ?? undefined, object: some('object') };
}

export const operation = (path) => contract.paths[path].get;
export const parameters = (path, place) =>
  [...contract.paths[path].parameters ?? [], ...operation(path).parameters ?? []].map(resolve)
    .filter((parameter) => parameter.in === place);

// A parameter's example. Tools that send requests fill in what stands beside the schema by themselves, and a schema's
// default too; a schema's examples only tell, of which the last is the one to try.
export const exampleOf = ({ example, schema }) => example ?? schema.examples?.at(-1);

export const declared = (path, status) => resolve(operation(path).responses[status]);
