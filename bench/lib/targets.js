// SPDX-License-Identifier: MIT
// What the speed of lists is measured with. `{busy}` and the like stand for ids of the database that is asked, since
// two databases hold different ones.

// Asked by what an index is made for: wanted is the same time however many rows there are.
export const indexed = [
  '/v1/facts',
  '/v1/facts?sort=-id',
  '/v1/facts?sort=date_from',
  '/v1/facts?sort=-date_from',
  '/v1/facts?sort=date_to',
  '/v1/facts?sort=-date_to',
  '/v1/facts?sort=since',
  '/v1/facts?sort=-since',
  '/v1/facts?sort=changed',
  '/v1/facts?sort=-changed',
  '/v1/facts?changed__gte=1&sort=changed',
  '/v1/facts?kind=statement',
  '/v1/facts?kind=statement&sort=-id',
  '/v1/facts?kind=event&sort=-date_from',
  '/v1/facts?date_from__gte={day}&sort=date_from',
  '/v1/facts?article={article}',
  '/v1/facts?article={article}&sort=-id',
  '/v1/facts?participant={busy}',
  '/v1/facts?participant={busy}&sort=-id',
  '/v1/facts?participant={busy}&sort=date_from',
  '/v1/facts?participant={busy}&sort=-date_from',
  '/v1/facts?participant={busy}&kind={busy_kind}',
  '/v1/facts?participant={busy}&kind={busy_kind}&sort=-date_from',
  '/v1/facts?participant={busy}&role={busy_role}',
  '/v1/facts?participant={busy}&role={busy_role}&sort=-date_from',
  '/v1/facts?participant={busy}&kind={busy_kind}&role={busy_role}',
  '/v1/facts?participant={busy}&kind={busy_kind}&role={busy_role}&sort=-date_from',
  '/v1/agreements?participant={busy}',
  '/v1/agreements?participant={busy}&sort=-date_from',
  '/v1/facts?participant={rare}',
  '/v1/facts?participant={rare}&sort=-date_from',
  '/v1/facts?participant={rare}&kind={rare_kind}&sort=-date_from',
  '/v1/facts?participant={rare}&role={rare_role}',
  '/v1/facts?topic={topic}',
  '/v1/facts?topic={topic}&sort=-date_from',
  '/v1/facts?topic={topic}&kind={topic_kind}',
  '/v1/facts?topic={topic}&kind={topic_kind}&sort=-date_from',
  '/v1/facts?role=speaker',
  '/v1/facts?role={rare_role}',
  '/v1/facts?part_of={part_of}',
  '/v1/facts?at={at}',
  '/v1/facts?according_to={according_to}',
  '/v1/figures',
  '/v1/figures?sort=value',
  '/v1/figures?sort=-value',
  '/v1/figures?unit={unit}',
  '/v1/figures?unit={unit}&sort=value',
  '/v1/figures?unit={unit}&sort=-value',
  '/v1/figures?value__gte=1&sort=value',
  '/v1/figures?lower__gte=1&sort=lower',
  '/v1/figures?upper__lte=1000000000000000&sort=upper',
  '/v1/agreements',
  '/v1/agreements?type=mou',
  '/v1/agreements?type=cooperation&sort=-id',
  '/v1/agreements?status=ongoing',
  '/v1/agreements?status=discussed',
  '/v1/agreements?sort=type',
  '/v1/agreements?sort=-date_from',
  '/v1/facts?type=meeting',
  '/v1/events',
  '/v1/events?type=meeting',
  '/v1/events?sort=date_from',
  '/v1/events?sort=-date_from',
  '/v1/statements',
  '/v1/affiliations',
  '/v1/participants',
  '/v1/participants?sort=-id',
  '/v1/participants?kind=company',
  '/v1/participants?sort=name.ko',
  '/v1/participants?sort=-name.ko',
  '/v1/participants?sort=name.en',
  '/v1/participants?sort=-name.en',
  '/v1/articles',
  '/v1/articles?sort=published_at',
  '/v1/articles?sort=-published_at',
  '/v1/articles?publisher={publisher}',
  '/v1/topics',
  '/v1/evidence',
  '/v1/evidence?article={article}',
  '/v1/evidence?participant={busy}',
];

// Asked by no index that has both the filter and the order: how long is told, and whether the deadline ends it.
export const unindexed = [
  '/v1/facts?name.ko__contains=반도체',
  '/v1/facts?name.en__contains=zzzz',
  '/v1/facts?sort=name.en',
  '/v1/facts?sort=-name.ko',
  '/v1/facts?q=투자',
  '/v1/facts?q=반도체&sort=-date_from',
  '/v1/facts?q=반도체&kind=statement',
  '/v1/facts?q=반도체 투자',
  '/v1/facts?q={name}',
  '/v1/facts?facet=kind',
  '/v1/facts?facet=participant',
  '/v1/facts?facet=topic',
  '/v1/facts?total=true',
  '/v1/facts?participant={busy}&total=true',
  '/v1/facts?participant={busy}&facet=kind,topic,participant',
  '/v1/facts?participant={busy}&participant={rare}',
  '/v1/facts?participant={busy}&topic={topic}',
  '/v1/facts?participant={busy}&sort=-changed',
  '/v1/facts?role=supplier&sort=-date_from',
  '/v1/facts?role=host&kind=event',
  '/v1/facts?participant__ne={busy}',
  '/v1/facts?participant__in={busy},{rare}',
  '/v1/facts?topic={topic}&date_from__gte={day}',
  '/v1/facts?kind__in=event,statement&sort=-date_from',
  '/v1/facts?date_to__lt=1990',
  '/v1/events?type=meeting&sort=-date_from',
  '/v1/agreements?type=mou&status=ongoing',
  '/v1/figures?sort=comparator',
  '/v1/figures?comparator=between&sort=-value',
  '/v1/figures?unit={unit}&value__isnull=true',
  '/v1/articles?title.ko__contains=반도체',
  '/v1/participants?article={article}',
  '/v1/participants?q={name}',
];

// Read from the first page on, as deep as they go.
export const walked = [
  '/v1/facts',
  '/v1/facts?sort=-date_from',
  '/v1/facts?sort=date_from',
  '/v1/facts?sort=changed',
  '/v1/facts?participant={busy}&sort=-date_from',
  '/v1/figures?sort=value',
];

const most = ({ meta }, name) => meta.facets[name].values[0]?.value;

// Somebody who takes part in one fact only; of a database without one, whoever is in the fewest.
async function rareOne(server) {
  let best, fewest = Infinity;
  for (let next = '/v1/participants?limit=200'; next && fewest > 1;) {
    const page = await server.json(next);
    for (const one of page.data) {
      const facts = Object.values(one.facts).reduce((sum, count) => sum + count, 0);
      if (facts > 0 && facts < fewest) [best, fewest] = [one, facts];
    }
    next = page.next;
  }
  return best.id;
}

async function firstOf(server, name) {
  const { data } = await server.json(`/v1/facts?${name}__isnull=false&limit=1&fields=${name}`);
  return data[0]?.[name];
}

// Names in braces for this database. Asked without a deadline, since facets count everything.
export async function placesOf(server) {
  const facets = (path, ...names) => server.json(`${path}limit=1&facet=${names.join(',')}`);
  const all = await facets('/v1/facts?', 'participant', 'topic', 'article');
  const busy = most(all, 'participant'), topic = most(all, 'topic'), rare = await rareOne(server);
  const ofBusy = await facets(`/v1/facts?participant=${busy}&`, 'kind'), ofRare = await facets(`/v1/facts?participant=${rare}&`, 'kind');
  const roleOf = async (id) => (await server.json(`/v1/facts?participant=${id}&limit=1`)).data[0].participants.find((one) => one.id === id).role;
  const busyKind = most(ofBusy, 'kind');
  const busyRole = (await server.json(`/v1/facts?participant=${busy}&kind=${busyKind}&limit=1`)).data[0].participants.find((one) => one.id === busy).role;
  return {
    busy, topic, rare, busy_kind: busyKind, busy_role: busyRole, rare_kind: most(ofRare, 'kind'), rare_role: await roleOf(rare),
    topic_kind: most(await facets(`/v1/facts?topic=${topic}&`, 'kind'), 'kind'),
    article: most(all, 'article'), unit: most(await facets('/v1/figures?', 'unit'), 'unit'),
    publisher: (await server.json('/v1/articles?limit=1')).data[0].publisher,
    day: (await server.json('/v1/facts?sort=-date_from&limit=1')).data[0].date_from.slice(0, 4),
    part_of: await firstOf(server, 'part_of'), at: await firstOf(server, 'at'), according_to: await firstOf(server, 'according_to'),
    name: (await server.json(`/v1/participants/${busy}`)).data.name.ko,
  };
}

// The target with this database's ids, percent-encoded as a client would.
export const filled = (target, places) =>
  encodeURI(target.replace(/\{(\w+)\}/g, (_, name) => {
    if (places[name] === undefined) throw new Error(`no ${name} in this database`);
    return places[name];
  }));

// The member that costs the least: of evidence, whose id is not shown, the fact.
export const leastOf = (target) => `fields=${target.startsWith('/v1/evidence') ? 'fact' : 'id'}`;

export const withParameters = (target, parameters) => `${target}${target.includes('?') ? '&' : '?'}${parameters}`;
