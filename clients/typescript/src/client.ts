// SPDX-License-Identifier: MIT
// openapi-fetch for the paths of the contract, with parameters written as the contract says.
import createFetchClient from 'openapi-fetch';
import type { Client, ClientOptions, FetchOptions, FetchResponse, ParseAs } from 'openapi-fetch';
import type { paths } from './schema.js';

// What an answer is read as: JSON where a path has it, so that CSV and linked data blur no type, else what it has.
type Media = 'application/json' | 'application/problem+json' | 'application/yaml' | `application/linkset+json${string}`
  | `text/plain${string}`;

// All but the one path that has linked data alone.
type Paths = Omit<paths, '/v1/context.jsonld'>;

/**
 * What `GET` takes for a path: `params` and what `fetch` does. openapi-fetch's own type has room for any member, and
 * drops those that it does not know: here a `query` that stands beside `params` instead of inside does not compile.
 */
export type GetOptions<Path extends keyof Paths, As extends ParseAs = ParseAs> =
  Omit<FetchOptions<Paths[Path]['get']>, 'method' | 'body' | 'querySerializer' | 'bodySerializer' | 'parseAs'>
  & { parseAs?: As; query?: never };

/** Options, which can be left out where none of them is needed. */
export type Rest<Options> = {} extends Options ? [options?: Options] : [options: Options];

/** openapi-fetch's client for the paths of factd, where nothing can be written. */
export interface FactdClient extends Pick<Client<Paths, Media>, 'use' | 'eject'> {
  GET<Path extends keyof Paths, As extends ParseAs = 'json'>(
    path: Path, ...options: Rest<GetOptions<Path, As>>
  ): Promise<FetchResponse<Paths[Path]['get'], { parseAs: As }, Media>>;
}

export interface FactdOptions extends Omit<ClientOptions, 'baseUrl' | 'querySerializer' | 'bodySerializer'> {
  /** Where the service is, such as `https://facts.example`; '' for a page's own origin. */
  baseUrl: string;
}

/** A client with `GET` for every path. What it gives is `{ data }` or `{ error }`, with the `response`; see `ok`. */
export function createClient(options: FactdOptions): FactdClient {
  return createFetchClient<Paths, Media>({ ...options, querySerializer: written }) as FactdClient;
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
