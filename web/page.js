// SPDX-License-Identifier: MIT
// What JavaScript adds to the pages, which are whole without it.
import { dialogs } from './dialog.js';
import { enhance } from './evidence.js';
import { search } from './search.js';

const restoreSearch = search(document.querySelector('form.search'));
const restoreDialog = dialogs();
addEventListener('popstate', restoreSearch ?? restoreDialog);
enhance(document);

// Evidence is printed; where CSS alone does that, it is only opened for nothing.
addEventListener('beforeprint', () => {
  for (const one of document.querySelectorAll('details.evidence:not([open])')) {
    one.open = true;
    addEventListener('afterprint', () => { one.open = false; }, { once: true });
  }
});

// Loaded where somebody comes near to a graph, since no other page needs it.
const near = new IntersectionObserver((entries) => {
  for (const { target } of entries.filter(({ isIntersecting }) => isIntersecting)) {
    near.unobserve(target);
    import('./graph.js').then(({ draw }) => draw(target)).catch(() => {}); // the list below says the same
  }
}, { rootMargin: '50%' });
for (const place of document.querySelectorAll('[data-graph]')) near.observe(place);
