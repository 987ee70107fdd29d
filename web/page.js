// SPDX-License-Identifier: MIT
// What JavaScript adds to the pages, which are whole without it.

// Loaded where a page has a graph, since no other needs it.
for (const place of document.querySelectorAll('[data-graph]')) import('./graph.js').then(({ draw }) => draw(place));
