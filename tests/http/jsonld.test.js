// SPDX-License-Identifier: MIT
// JSON-LD as a processor of it understands the answers: what each member means, and that none is lost.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import jsonld from 'jsonld';
import { database, fixture, run, serve } from '../lib/factd.js';
import { scope } from './scope.js';

const schema = (name) => `https://schema.org/${name}`;
const oa = (name) => `http://www.w3.org/ns/oa#${name}`;
const dateTime = { '@type': schema('DateTime') };
const { collections } = JSON.parse(run(['describe']).stdout);
const article = 'haedong-2026-03-12-harbour';

describe('JSON-LD', () => {
  const shared = scope();
  let server, own;
  before(async () => {
    server = await serve(shared, database(shared, '--text', fixture('harbour.txt'), fixture('harbour.json'), fixture('harbour-en.json')));
    own = (name) => `${server.url}/v1/context.jsonld#${name}`;
  });

  // The processor asks for nothing but our context, and that of our server.
  const documentLoader = async (url) => {
    assert.equal(url, `${server.url}/v1/context.jsonld`);
    const { status, json } = await server.get(url.slice(server.url.length));
    assert.equal(status, 200);
    return { documentUrl: url, document: json, contextUrl: null };
  };

  async function get(target) {
    const { status, headers, json, text } = await server.get(target, { headers: { Accept: 'application/ld+json' } });
    assert.equal(status, 200, `${target}: ${text}`);
    assert.equal(headers.get('content-type'), 'application/ld+json');
    return json;
  }

  // Safe: a member that the context does not know, or a value that it would drop, is an error.
  const options = (target) => ({ base: server.url + target, documentLoader, safe: true });
  const expand = async (target) => jsonld.expand(await get(target), options(target));

  // The node that an IRI names, from flattened expanded form.
  async function nodes(target) {
    const document = await get(target);
    const graph = document['@graph'] ? { '@context': document['@context'], '@graph': document['@graph'] } : document;
    const flat = await jsonld.flatten(graph, null, options(target));
    return { all: flat, at: (path) => flat.find((node) => node['@id'] === server.url + path) };
  }

  const ref = (path) => ({ '@id': server.url + path });

  // Every key of expanded form that is no keyword.
  function* properties(node) {
    if (Array.isArray(node)) for (const each of node) yield* properties(each);
    else if (node && typeof node === 'object')
      for (const [key, value] of Object.entries(node)) {
        if (!key.startsWith('@')) yield key;
        yield* properties(value);
      }
  }

  // How many scalars there are beside contexts, languages and datatypes: expansion loses none.
  function leaves(value) {
    if (Array.isArray(value)) return value.reduce((sum, each) => sum + leaves(each), 0);
    if (!value || typeof value !== 'object') return 1;
    return Object.entries(value).reduce((sum, [key, each]) => sum + (/^@(context|language)$/.test(key) || (key === '@type' && '@value' in value) ? 0 : leaves(each)), 0);
  }

  describe('of every collection', () => {
    for (const { name, path, single } of collections) {
      it(`${name}: every member of the list means something, and none is lost`, async () => {
        const target = `${path}?limit=200`;
        const document = await get(target);
        assert.deepEqual(Object.keys(document), ['@context', '@id', '@graph']);
        assert.equal(document['@id'], target);
        assert.ok(document['@graph'].length > 0);
        assert.equal(document['@graph'].length, (await server.get(target)).json.data.length);
        const expanded = await expand(target);
        assert.equal(leaves(expanded), leaves(document));
        const vocabulary = [schema(''), oa(''), own('')];
        for (const property of properties(expanded)) assert.ok(vocabulary.some((each) => property.startsWith(each)), property);
      });

      it(`${name}: nothing is null, in the list or alone`, async () => {
        const { '@graph': graph } = await get(`${path}?limit=200`);
        assert.ok(!JSON.stringify(graph).includes('null'));
        for (const row of single ? graph : []) {
          const { '@context': context, ...alone } = await get(`${path}/${row.identifier}`);
          assert.equal(context, '/v1/context.jsonld');
          assert.deepEqual(alone, row);
        }
      });

      it(`${name}: with any one of the members it is still whole`, async () => {
        const { fields, arrays } = collections.find((each) => each.name === name);
        const members = new Set([...fields.filter((field) => field.member).map((field) => field.name.split('.')[0]), ...arrays.map((array) => array.name)]);
        for (const member of members)
          for (const lang of ['', '&lang=ko', '&lang=en'])
            assert.ok((await expand(`${path}?fields=${member}${lang}`)).length, member);
      });
    }

    it('says which page comes next, for a graph of its own', async () => {
      const target = '/v1/facts?limit=2&kind=figure';
      const [page] = await expand(target);
      const { next } = (await server.get(target)).json;
      assert.equal(new URL(page['@id']).searchParams.get('limit'), '2');
      const link = page['https://www.w3.org/ns/activitystreams#next'][0]['@id'];
      assert.equal(new URL(link).searchParams.get('cursor'), new URL(next, server.url).searchParams.get('cursor'));
      assert.equal(page['@graph'].length, 2);
      assert.equal((await get('/v1/facts?kind=figure&q=nothing-of-that-word'))['@graph'].length, 0);
    });
  });

  describe('of what is stated', () => {
    it('names carry their language', async () => {
      const node = (await nodes('/v1/participants/garam')).at('/v1/participants/garam');
      assert.deepEqual(node['@type'], [schema('Corporation')]);
      assert.deepEqual(node[schema('name')], [{ '@language': 'en', '@value': 'Garam' }, { '@language': 'ko', '@value': '가람' }]);
      const other = (await nodes('/v1/participants/coastal-ministry')).at('/v1/participants/coastal-ministry');
      assert.deepEqual(other['@type'], [schema('GovernmentOrganization')]);
      assert.deepEqual(other[schema('sameAs')], [{ '@id': 'https://coast.example/ministry' }]);
    });

    it('every kind of participant is of a class that schema.org has', async () => {
      const classes = new Set(['Person', 'Corporation', 'GovernmentOrganization', 'ResearchOrganization', 'NewsMediaOrganization', 'Organization'].map(schema));
      const all = (await nodes('/v1/participants?limit=200')).all;
      assert.equal(all.filter((node) => node[schema('identifier')]).every((node) => classes.has(node['@type'][0])), true);
    });

    it('a figure keeps its value, unit and comparator', async () => {
      for (const row of (await server.get('/v1/figures?limit=200')).json.data) {
        const node = (await nodes(`/v1/figures/${row.id}`)).at(row.href);
        assert.deepEqual(node['@type'], [schema('QuantitativeValue'), schema('Claim')]);
        for (const [name, term] of [['value', 'value'], ['lower', 'minValue'], ['upper', 'maxValue']])
          assert.deepEqual(node[schema(term)], row[name] === null ? undefined : [{ '@value': row[name] }], `${row.id} ${name}`);
        assert.deepEqual(node[schema('unitText')], [{ '@value': row.unit }]);
        assert.deepEqual(node[own('comparator')], [{ '@value': row.comparator }]);
        assert.deepEqual(node[schema('isBasedOn')], [ref(`/v1/articles/${row.article}`)]);
      }
    });

    it('roles of schema.org tie who has them to the fact, and every role is told', async () => {
      const ties = { speaker: 'spokenByCharacter', attendee: 'attendee', host: 'organizer', supplier: 'provider', holder: 'member', body: 'memberOf' };
      const seen = new Set();
      for (const row of (await server.get('/v1/facts?limit=200')).json.data) {
        const { all, at } = await nodes(row.href);
        const node = at(row.href), here = (list) => list.map(({ id }) => ref(`/v1/participants/${id}`));
        for (const [role, term] of Object.entries(ties)) {
          const those = row.participants.filter((each) => each.role === role);
          assert.deepEqual(node[schema(term)] ?? [], here(those), `${row.id} ${role}`);
          if (those.length) seen.add(role);
        }
        const roles = (node[schema('participant')] ?? []).map(({ '@id': id }) => all.find((each) => each['@id'] === id));
        assert.deepEqual(roles.map((role) => [role['@type'][0], role[schema('roleName')][0]['@value'], role[own('inferred')][0]['@value'], role[schema('participant')][0]]),
          row.participants.map(({ id, role, inferred }) => [schema('Role'), role, inferred, ref(`/v1/participants/${id}`)]));
      }
      assert.ok(seen.has('speaker') && seen.has('attendee') && seen.has('holder') && seen.has('body'));
    });

    it('facts refer to each other, to their topics and to their article', async () => {
      let told = 0;
      for (const row of (await server.get('/v1/facts?limit=200')).json.data) {
        const node = (await nodes(row.href)).at(row.href);
        const facts = { [schema('isPartOf')]: row.part_of, [schema('citation')]: row.according_to, [own('at')]: row.at };
        for (const [property, id] of Object.entries(facts)) {
          assert.deepEqual(node[property], id === null ? undefined : [ref(`/v1/facts/${id}`)], property);
          told += id !== null;
        }
        assert.deepEqual(node[schema('about')] ?? [], row.topics.map((id) => ref(`/v1/topics/${id}`)));
        assert.deepEqual(node[schema('url')], row.link === null ? undefined : [{ '@id': row.link }]);
      }
      assert.ok(told > 5);
    });

    it('times of an event are as exact as they are stated', async () => {
      const date = (value) => [{ '@type': schema('Date'), '@value': value }];
      for (const row of (await server.get('/v1/facts?limit=200')).json.data) {
        const node = (await nodes(row.href)).at(row.href);
        const [from, to] = row.kind === 'event' && row.date ? row.date.split('/').concat(row.date).slice(0, 2) : ['..', '..'];
        assert.deepEqual(node[schema('temporal')], row.date === null ? undefined : [{ '@value': row.date }]);
        assert.deepEqual(node[schema('startDate')], from === '..' ? undefined : date(from), row.id);
        assert.deepEqual(node[schema('endDate')], to === '..' ? undefined : date(to), row.id);
      }
    });

    it('an agreement is of our own class, which the context describes', async () => {
      const [row] = (await server.get('/v1/agreements?limit=1')).json.data;
      const node = (await nodes(`/v1/agreements/${row.id}`)).at(row.href);
      assert.deepEqual(node['@type'], [own('Agreement'), schema('Claim')]);
      assert.deepEqual(node[own('status')], [{ '@value': row.status }]);
      const context = (await server.get('/v1/context.jsonld')).json;
      const described = await jsonld.expand(context, options('/v1/context.jsonld'));
      const terms = Object.keys(context['@context'][0]).filter((term) => !term.startsWith('@')).map(own).sort();
      assert.deepEqual(described.map((each) => each['@id']).sort(), terms);
    });

    it('an article is of its publisher, time, language and authors', async () => {
      const { all, at } = await nodes(`/v1/articles/${article}`);
      const node = at(`/v1/articles/${article}`);
      assert.deepEqual(node['@type'], [schema('NewsArticle')]);
      assert.deepEqual(node[schema('publisher')], [ref('/v1/participants/haedong-daily')]);
      assert.deepEqual(node[schema('datePublished')], [{ ...dateTime, '@value': '2026-03-12T18:20:00+09:00' }]);
      assert.deepEqual(node[schema('inLanguage')], [{ '@value': 'ko' }]);
      const author = all.find((each) => each['@id'] === node[schema('author')][0]['@id']);
      assert.deepEqual(author, { '@id': author['@id'], '@type': [schema('Person')], [schema('name')]: [{ '@language': 'ko', '@value': '문지호' }] });
    });
  });

  describe('of where it stands', () => {
    const number = (value) => [{ '@type': 'http://www.w3.org/2001/XMLSchema#nonNegativeInteger', '@value': value }];

    // [body, source, exact, start, end] of every annotation of a flattened graph.
    function annotations({ all }) {
      const find = (node) => all.find((each) => each['@id'] === node['@id']);
      return all.filter((node) => node['@type']?.includes(oa('Annotation'))).map((node) => {
        const target = find(node[oa('hasTarget')][0]);
        const selectors = target[oa('hasSelector')].map(find);
        const [quote, position] = ['TextQuoteSelector', 'TextPositionSelector'].map((type) => selectors.find((each) => each['@type'][0] === oa(type)));
        return [node[oa('hasBody')], target[oa('hasSource')], quote[oa('exact')], position[oa('start')], position[oa('end')]];
      });
    }

    // Graphs have no order.
    const sorted = (list) => list.map((each) => JSON.stringify(each)).sort();
    const told = (row) => [[{ '@value': row.quote }], number(row.start), number(row.end)];

    it('a fact is the body of annotations of its article, by quote and by code points', async () => {
      const points = [...readFileSync(fixture('harbour.txt'), 'utf8')];
      const { data } = (await server.get(`/v1/facts?article=${article}&limit=200`)).json;
      for (const row of data) {
        const found = annotations(await nodes(row.href));
        assert.deepEqual(sorted(found), sorted(row.evidence.map((each) => [[ref(row.href)], [ref(`/v1/articles/${article}`)], ...told(each)])));
        for (const [, , [exact], [start], [end]] of found)
          assert.equal(points.slice(start['@value'], end['@value']).join(''), exact['@value']);
      }
    });

    it('/v1/evidence is annotations with a fact or a participant as body', async () => {
      const target = '/v1/evidence?limit=200';
      const { data } = (await server.get(target)).json;
      const expected = data.map((row) => [[ref(row.fact ? `/v1/facts/${row.fact}` : `/v1/participants/${row.participant}`)], [ref(`/v1/articles/${row.article}`)], ...told(row)]);
      assert.deepEqual(sorted(annotations(await nodes(target))), sorted(expected));
      assert.ok(data.some((row) => row.participant));
    });

    it('the source is told even where fields leaves the article out', async () => {
      const [row] = (await get('/v1/facts?limit=1&fields=evidence'))['@graph'];
      assert.deepEqual(Object.keys(row), ['@id', '@type', 'evidence']);
      assert.match(row.evidence[0].target.source, /^\/v1\/articles\//);
    });
  });

  describe('as it is asked for', () => {
    it('lang makes each map one string', async () => {
      const { name, headline } = await get(`/v1/articles/${article}?lang=en`);
      assert.equal(name, undefined);
      assert.equal(headline, 'Coastal ministry and Garam to build unmanned quays');
      const ko = await server.get('/v1/participants/garam?lang=ko&format=jsonld');
      assert.equal(ko.json.name, '가람');
      assert.equal(ko.headers.get('content-language'), 'ko');
      const [row] = (await get('/v1/statements?limit=1&lang=ko'))['@graph'];
      assert.equal(typeof row.text, 'string');
      assert.equal(typeof row.participant[0].participant.name, 'string');
    });

    it('fields leaves out all others; what it is of and its class stay', async () => {
      const [row] = (await get('/v1/figures?limit=1&fields=value'))['@graph'];
      assert.deepEqual(Object.keys(row), ['@id', '@type', 'value']);
      const [person] = (await get('/v1/participants?limit=1&fields=name.ko'))['@graph'];
      assert.deepEqual(Object.keys(person), ['@id', '@type', 'name']);
      const [some] = (await get('/v1/evidence?limit=1&fields=start'))['@graph'];
      assert.deepEqual(some.target.selector, [{ '@type': 'TextPositionSelector', start: some.target.selector[0].start }]);
      assert.deepEqual(Object.keys((await get(`/v1/evidence?limit=1&article=${article}&fields=start_utf16`))['@graph'][0]), ['@type']);
    });

    it('format and Accept ask for the same body under tags of its own', async () => {
      const json = await server.get('/v1/facts?limit=3');
      const accepted = await server.get('/v1/facts?limit=3', { headers: { Accept: 'application/ld+json' } });
      const named = await server.get('/v1/facts?limit=3&format=jsonld');
      assert.deepEqual(named.json['@graph'], accepted.json['@graph']);
      assert.match(named.json.next, /format=jsonld/);
      assert.notEqual(json.headers.get('etag'), accepted.headers.get('etag'));
      const etag = accepted.headers.get('etag');
      const again = await server.get('/v1/facts?limit=3', { headers: { Accept: 'application/ld+json', 'If-None-Match': etag } });
      assert.equal(again.status, 304);
      const head = await server.get('/v1/facts?limit=3&format=jsonld', { method: 'HEAD' });
      assert.equal(head.headers.get('content-length'), named.headers.get('content-length'));
      assert.equal(head.headers.get('content-type'), 'application/ld+json');
    });

    it('what has no place in it is refused', async () => {
      for (const parameter of ['include=article', 'facet=kind', 'total=true', 'limit=all']) {
        const { status, json } = await server.get(`/v1/facts?format=jsonld&${parameter}`);
        assert.equal(status, 400, parameter);
        assert.equal(json.errors[0].parameter, parameter.split('=')[0]);
      }
      assert.equal((await server.get('/v1/facts/nobody.nothing?format=jsonld')).status, 404);
      assert.equal((await server.get('/v1/facts', { headers: { Accept: 'application/ld+json;q=0, text/html' } })).status, 406);
    });
  });

  describe('its context', () => {
    const path = '/v1/context.jsonld';

    it('is fixed bytes with a tag', async () => {
      const { status, headers, text } = await server.get(path);
      assert.equal(status, 200);
      assert.equal(headers.get('content-type'), 'application/ld+json');
      assert.equal(text, readFileSync(fixture('../../schema/context.jsonld'), 'utf8'));
      const etag = headers.get('etag');
      assert.equal((await server.get(path, { headers: { 'If-None-Match': etag } })).status, 304);
      const head = await server.get(path, { method: 'HEAD' });
      assert.equal(head.headers.get('etag'), etag);
      assert.equal(head.text, '');
    });

    it('takes no parameters, no other method and no other type', async () => {
      assert.equal((await server.get(`${path}?format=jsonld`)).status, 400);
      assert.equal((await server.get(path, { method: 'PUT' })).status, 405);
      assert.equal((await server.get(path, { headers: { Accept: 'text/csv' } })).status, 406);
    });

    it('has no term that no answer uses', async () => {
      const used = new Set();
      const note = (value) => {
        if (Array.isArray(value)) value.forEach(note);
        else if (value && typeof value === 'object')
          for (const [key, each] of Object.entries(value)) {
            used.add(key);
            if (key === '@type') [each].flat().forEach((type) => used.add(type));
            note(each);
          }
      };
      for (const { path: list } of collections) note(await get(`${list}?limit=200`));
      note(await get('/v1/facts?limit=1'));
      const terms = (await server.get(path)).json['@context'].flatMap(Object.keys).filter((term) => !term.startsWith('@'));
      assert.deepEqual(terms.filter((term) => !used.has(term)), ['as', 'oa', 'rdf', 'rdfs', 'schema']);
    });
  });
});
