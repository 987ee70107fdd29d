// SPDX-License-Identifier: MIT
// Facts and participants as a graph.
import { forceCenter, forceLink, forceManyBody, forceSimulation } from 'd3-force';

// Where each node comes to rest: { id, x, y } of `nodes`, [{ id }], that `links`, [{ source, target }], tie by their ids.
export function settle(nodes, links) {
  const simulation = forceSimulation(nodes.map(({ id }) => ({ id })))
    .force('link', forceLink(links.map((link) => ({ ...link }))).id(({ id }) => id))
    .force('charge', forceManyBody())
    .force('center', forceCenter())
    .stop();
  simulation.tick(300);
  return simulation.nodes().map(({ id, x, y }) => ({ id, x, y }));
}

export function draw() {}
