// SPDX-License-Identifier: MIT
// What must compile and, below @ts-expect-error, what must not. It is compiled only.
import { createClient, ok, pages, ProblemError, rows, text } from 'factd-client';
import type {
  Agreement, Article, Evidence, Fact, FactdClient, FactEvent, Figure, GetOptions, LanguageMap, Participant, Problem,
  Query, Row, SearchHit, Statement, Topic,
} from 'factd-client';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;
type Assignable<A, B> = [A] extends [B] ? true : false;
export function holds<_ extends true>(): void {}

const factd: FactdClient = createClient({ baseUrl: 'http://127.0.0.1' });
const id = { path: { id: 'nvidia' } };

/* ---- words and nulls ---- */

holds<Same<Fact['kind'], 'agreement' | 'figure' | 'event' | 'statement' | 'affiliation'>>();
holds<Same<Agreement['status'], 'signed' | 'agreed' | 'planned' | 'ongoing' | 'discussed'>>();
holds<Same<Figure['value'], number | null>>();
holds<Same<Fact['summary'], string | LanguageMap | null>>();
holds<Same<Statement['kind'], 'statement'>>();
holds<Same<Evidence['for'], 'status' | 'date' | 'value' | 'place' | 'title' | null>>();
holds<Same<Article['modified_at'], string | null>>();
holds<Assignable<'/problems/gone', Problem['type']>>();
// @ts-expect-error: a fact has no such kind
holds<Assignable<'opinion', Fact['kind']>>();
// @ts-expect-error: there is no such type of problem
holds<Assignable<'/problems/other', Problem['type']>>();

/* ---- a fact by its kind ---- */

export function byKind(fact: Fact): string | number | null {
  switch (fact.kind) {
    case 'agreement': return fact.status;
    case 'figure': return fact.value;
    case 'event': return text(fact.place, 'ko');
    case 'statement': return text(fact.gist, 'ko');
    case 'affiliation': return text(fact.title, 'ko');
    default: {
      const none: never = fact;
      return none;
    }
  }
}
export function onlyOfItsKind(fact: Fact): void {
  // @ts-expect-error: not every kind has a value
  void fact.value;
  if (fact.kind === 'event') {
    const event: FactEvent = fact;
    // @ts-expect-error: an event has none
    void event.value;
  }
  // @ts-expect-error: there is no such kind
  if (fact.kind === 'opinion') return;
  // @ts-expect-error: this may be a whole article
  fact.article.startsWith('segye');
}

/* ---- GET ---- */

export async function got(): Promise<void> {
  const { data, error, response } = await factd.GET('/v1/facts/{id}', { params: id });
  // @ts-expect-error: it may be an error
  void data.data;
  if (error) holds<Same<typeof error, Problem>>();
  else byKind(data.data);
  holds<Same<typeof response, Response>>();
  const one = await ok(factd.GET('/v1/participants/{id}', { params: id }));
  holds<Assignable<typeof one.data, Participant>>();
  const contract = await ok(factd.GET('/openapi.yaml', { parseAs: 'text' }));
  holds<Same<typeof contract, string>>();
  const params = { query: { format: 'csv' as const, limit: 'all' as const } };
  const table = await ok(factd.GET('/v1/facts', { params, parseAs: 'text' }));
  holds<Same<typeof table, string>>();
  const index = await ok(factd.GET('/v1'));
  holds<Same<typeof index.data.service, 'factd'>>();

  // @ts-expect-error: there is no such path
  await factd.GET('/v1/nothing');
  // @ts-expect-error: which one?
  await factd.GET('/v1/facts/{id}');
  // @ts-expect-error: nothing can be written
  await factd.POST('/v1/facts');
  // @ts-expect-error: the parameter is `unit`
  await factd.GET('/v1/figures', { params: { query: { unti: 'gpu' } } });
  // @ts-expect-error: events have no unit
  await factd.GET('/v1/events', { params: { query: { unit: 'gpu' } } });
  // @ts-expect-error: it is no status
  await factd.GET('/v1/agreements', { params: { query: { status: 'singed' } } });
  // @ts-expect-error: it is no field to sort by
  await factd.GET('/v1/facts', { params: { query: { sort: ['colour'] } } });
}

/* ---- the options of GET ---- */

export async function optionsOf(signal: AbortSignal): Promise<void> {
  const headers = { 'X-Request-Id': 'mine' };
  await factd.GET('/v1/facts', { params: { query: { kind: 'figure' } }, headers, signal, cache: 'no-cache' });
  await factd.GET('/v1/facts', { credentials: 'omit', baseUrl: '', fetch: (request) => fetch(request) });
  const options: GetOptions<'/v1/facts'> = { params: { query: { limit: 1 } } };

  // @ts-expect-error: a query is one of `params`
  await factd.GET('/v1/facts', { query: { kind: 'figure' } });
  // @ts-expect-error: it is beside `params`, too
  await factd.GET('/v1/facts', { params: {}, query: { kind: 'figure' } });
  // @ts-expect-error: it is where something else is needed, too
  await factd.GET('/v1/facts/{id}', { params: id, query: { lang: 'ko' } });
  // @ts-expect-error: filters are in the query
  await factd.GET('/v1/figures', { filters: { value__gte: 1 } });
  // @ts-expect-error: filters are in the query
  await factd.GET('/v1/figures', { params: { filters: { value__gte: 1 } } });
  // @ts-expect-error: it is `params`
  await factd.GET('/v1/facts', { parmas: { query: { limit: 1 } } });
  // @ts-expect-error: an id is one of the path
  await factd.GET('/v1/facts/{id}', { params: { query: { id: 'nvidia' } } });
  // @ts-expect-error: nothing can be written
  await factd.GET('/v1/facts', { method: 'POST' });
  // @ts-expect-error: how lists are written is the client's
  await factd.GET('/v1/facts', { querySerializer: () => '' });
  // @ts-expect-error: it can be read as no such thing
  await factd.GET('/v1/facts', { parseAs: 'csv' });
  const elsewhere = { query: { kind: 'figure' as const }, signal };
  // @ts-expect-error: nor is it taken from a variable
  await factd.GET('/v1/facts', elsewhere);
  await factd.GET('/v1/facts', options);
}

/* ---- filters with an operator ---- */

export const filters: NonNullable<Query<'/v1/figures'>['filters']> = {
  value__gte: 1, unit__in: ['gpu', 'krw'], value__in: [1, 2], 'name.ko__contains': '엔비디아', date_from__isnull: true,
  participant__ne: 'nvidia', article__in: 'one,two',
};
// @ts-expect-error: there is no such operator
filters.value__gtee = 1;
// @ts-expect-error: there is no such field
filters.valu__gte = 1;
// @ts-expect-error: it is a number
filters.value__gte = 'much';
// @ts-expect-error: a number holds no characters
filters.value__contains = '1';

/* ---- rows and pages ---- */

holds<Same<Row<'/v1/facts'>, Fact>>();
holds<Same<Row<'/v1/topics'>, Topic>>();
holds<Same<Row<'/v1/evidence'>, Evidence>>();

export async function walked(signal?: AbortSignal): Promise<void> {
  for await (const fact of rows(factd, '/v1/facts')) byKind(fact);
  for await (const fact of rows(factd, '/v1/facts', { query: { kind: 'figure' }, signal })) byKind(fact);
  for await (const hit of rows(factd, '/v1/search', { query: { q: 'gpu' } })) holds<Same<typeof hit, SearchHit>>();
  for await (const fact of rows(factd, '/v1/facts', { query: { fields: ['id', 'name.ko'] } })) {
    holds<Same<typeof fact.id, string | undefined>>();
    if (fact.kind === 'figure') holds<Same<typeof fact.value, number | null | undefined>>();
    // @ts-expect-error: it was left out
    void fact.evidence.length;
  }
  for await (const { data, meta } of pages(factd, '/v1/figures', { query: { total: true, facet: ['unit'] } })) {
    holds<Same<typeof data, Figure[]>>();
    holds<Same<typeof meta.total, number | undefined>>();
  }
  // @ts-expect-error: the index is no list
  rows(factd, '/v1');
  // @ts-expect-error: one thing is no list
  rows(factd, '/v1/facts/{id}');
  // @ts-expect-error: a search is for something
  rows(factd, '/v1/search');
  // @ts-expect-error: it comes page by page
  rows(factd, '/v1/facts', { query: { limit: 'all' } });
  // @ts-expect-error: rows are no CSV
  rows(factd, '/v1/facts', { query: { format: 'csv' } });
  // @ts-expect-error: the parameter is `unit`
  rows(factd, '/v1/figures', { query: { unti: 'gpu' } });
  // @ts-expect-error: rows take the query itself
  rows(factd, '/v1/figures', { params: { query: { unit: 'gpu' } } });
  // @ts-expect-error: it is no field
  rows(factd, '/v1/figures', { query: { fields: ['colour'] } });
}

/* ---- errors and text ---- */

export function told(error: ProblemError): void {
  holds<Same<typeof error.type, Problem['type'] | 'about:blank'>>();
  holds<Same<typeof error.errors, Problem['errors']>>();
}
export function spoken(name: Fact['name'], summary: Fact['summary']): void {
  const one = text(name, 'ko');
  holds<Same<typeof one, string>>();
  const other = text(summary, 'ko');
  holds<Same<typeof other, string | null>>();
  // @ts-expect-error: there is no such language
  text(name, 'fr');
}
