// SPDX-License-Identifier: MIT
// Every view of the pages, where `articles` of servers.js is served. A view that is awaited has no page yet. `bare` has
// nothing around it; `again` is another of the same view, for which axe would only take longer; `empty`
// shows nothing of /v1. /docs is none of them: it is in English only, and made by a script.

const article = 'haedong-2026-03-12-harbour';
const fact = `${article}.quay-memorandum`;

export const views = [
  { name: 'home', path: '/' },
  { name: 'articles', path: '/articles' },
  { name: 'article', path: `/articles/${article}` },
  { name: 'article-shipped', path: '/articles/segye-2025-10-31-ai-capital', again: true },
  { name: 'facts', path: '/facts' },
  { name: 'facts-filtered', path: '/facts?kind=figure&unit=krw' },
  { name: 'fact', path: `/facts/${fact}` },
  { name: 'participants', path: '/participants' },
  { name: 'participant', path: '/participants/garam' },
  { name: 'search', path: `/search?q=${encodeURIComponent('가람')}` },
  { name: 'search-nothing', path: '/search?q=xyzzy' },
  { name: 'search-empty', path: '/search', empty: true },
  { name: 'embed', path: `/embed/${fact}`, bare: true },
  { name: 'unknown', path: '/articles/unknown', status: 404 },
];

export const languages = ['ko', 'en'];
export const sizes = { phone: { width: 360, height: 740 }, desk: { width: 1440, height: 900 } };
export const themes = ['light', 'dark'];

// The same view in a language that its address names.
export function inLanguage(path, lang) {
  const url = new URL(path, 'http://here');
  url.searchParams.set('lang', lang);
  return url.pathname + url.search;
}
