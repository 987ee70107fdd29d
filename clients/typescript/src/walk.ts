// SPDX-License-Identifier: MIT
// Lists from the first page to the last, by the cursor in `next`.
import type { FactdClient, Rest } from './client.js';
import { ok } from './problem.js';
import type { paths } from './schema.js';

interface List {
  parameters: { query?: object };
  responses: { 200: { content: { 'application/json': { data: unknown[]; next: string | null } } } };
}

/** The paths that give lists. */
export type ListPath = { [Path in keyof paths]: paths[Path]['get'] extends List ? Path : never }[keyof paths];

type Asked<Path extends ListPath> = NonNullable<paths[Path]['get']['parameters']['query']>;
type Body<Path extends ListPath> = paths[Path]['get']['responses'][200]['content']['application/json'];

/** What a list can be asked. It comes page by page and therefore in JSON, and no page is of `all`. */
export type Query<Path extends ListPath> = Omit<Asked<Path>, 'format' | 'limit'> & { limit?: number };
type Fields<Path extends ListPath> = Query<Path> extends { fields?: infer Names } ? NonNullable<Names> : never;

/** A row; where `fields` were named, any member of it may have been left out. */
export type Row<Path extends ListPath, Named = never> =
  [Named] extends [never] ? Body<Path>['data'][number] : Some<Body<Path>['data'][number]>;
export type Page<Path extends ListPath, Named = never> = Omit<Body<Path>, 'data'> & { data: Row<Path, Named>[] };
/** The same with every member optional, at any depth. */
export type Some<T> =
  T extends (infer One)[] ? Some<One>[] : T extends object ? { [Name in keyof T]?: Some<T[Name]> } : T;

interface Stop {
  signal?: AbortSignal | undefined;
}
type Given<Whole> = {} extends Whole ? { query?: Whole } : { query: Whole };
type Options<Path extends ListPath, Named> = Stop & Given<Omit<Query<Path>, 'fields'> & { fields?: Named }>;

/** The pages of a list, each with its `meta`; `query` has the path's parameters. Throws a ProblemError. */
export async function* pages<Path extends ListPath, Named extends Fields<Path> = never>(
  client: FactdClient, path: Path, ...[options]: Rest<Options<Path, Named>>
): AsyncGenerator<Page<Path, Named>, void, undefined> {
  const { query, signal } = (options ?? {}) as Stop & { query?: object };
  const get = client.GET as unknown as (path: string, init: object) => Promise<{ data?: unknown; response: Response }>;
  let init: object = { params: { query } };
  for (;;) {
    signal?.throwIfAborted();
    const page = (await ok(get(path, { ...init, signal }))) as Page<Path, Named> & { next: string | null };
    yield page;
    if (page.next === null) return;
    const search = following(path, page.next);
    init = { querySerializer: () => search };
  }
}

/** The rows of a list, each once; a page is asked for when it is needed. Throws a ProblemError. */
export async function* rows<Path extends ListPath, Named extends Fields<Path> = never>(
  client: FactdClient, path: Path, ...rest: Rest<Options<Path, Named>>
): AsyncGenerator<Row<Path, Named>, void, undefined> {
  const [options] = rest as [Stop?];
  for await (const page of pages<Path, Named>(client, path, ...rest))
    for (const row of page.data) {
      options?.signal?.throwIfAborted();
      yield row;
    }
}

// Only the parameters of `next` are taken, for the same path, so that no answer leads to another service.
function following(path: string, next: string): string {
  if (!next.startsWith(`${path}?`)) throw new Error(`not the next page of ${path}: ${next}`);
  return next.slice(path.length + 1);
}
