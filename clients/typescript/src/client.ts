// SPDX-License-Identifier: MIT
// openapi-fetch for the paths of the contract, with parameters written as the contract says.
import createFetchClient from 'openapi-fetch';
import type { Client, ClientOptions } from 'openapi-fetch';
import type { paths } from './schema.js';

// What an answer is read as: JSON where a path has it, so that CSV and linked data blur no type, else what it has.
type Media = 'application/json' | 'application/problem+json' | 'application/yaml' | `application/linkset+json${string}`
  | `text/plain${string}`;

// All but the one path that has linked data alone.
type Paths = Omit<paths, '/v1/context.jsonld'>;

/** openapi-fetch's client for the paths of factd. */
export type FactdClient = Client<Paths, Media>;

export interface FactdOptions extends Omit<ClientOptions, 'baseUrl' | 'querySerializer' | 'bodySerializer'> {
  /** Where the service is, such as `https://facts.example`; '' for a page's own origin. */
  baseUrl: string;
}

/** A client with `GET` for every path. What it gives is `{ data }` or `{ error }`, with the `response`; see `ok`. */
export function createClient(options: FactdOptions): FactdClient {
  return createFetchClient<Paths, Media>({ ...options, querySerializer: written });
}

// These are one parameter with commas; what else has several values is given several times.
const joined = new Set(['sort', 'fields', 'include', 'facet']);

function written(query: Record<string, unknown>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (name === 'filters') append(search, value);
    else if (!Array.isArray(value)) put(search, name, value);
    else if (joined.has(name)) put(search, name, value.join(','));
    else for (const one of value) put(search, name, one);
  }
  return search.toString();
}

// Each filter is a parameter of its own. A list is sent as JSON, since its values may hold commas.
function append(search: URLSearchParams, filters: unknown): void {
  for (const [name, value] of Object.entries(filters ?? {}))
    put(search, name, Array.isArray(value) ? JSON.stringify(value) : value);
}

function put(search: URLSearchParams, name: string, value: unknown): void {
  if (value !== undefined && value !== null) search.append(name, String(value));
}
