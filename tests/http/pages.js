// SPDX-License-Identifier: MIT
// What tests read out of pages, whose markup factd writes in one way only.

export const entities = [['&', '&amp;'], ['<', '&lt;'], ['>', '&gt;'], ['"', '&quot;'], ["'", '&#39;']];
export const escaped = (text) => entities.reduce((all, [char, entity]) => all.replaceAll(char, entity), text);
export const plain = (html) => entities.reduceRight((all, [char, entity]) => all.replaceAll(entity, char), html);

// The text of markup, as one line.
export const words = (html) => plain(html.replace(/<[^>]*>/g, '')).replace(/\s+/g, ' ').trim();

export const main = (html) => /<main[^>]*>([^]*)<\/main>/.exec(html)[1];

// { href, text } of each link.
export const links = (html) => [...html.matchAll(/<a [^>]*?href="([^"]*)"[^>]*>([^]*?)<\/a>/g)]
  .map(([, href, text]) => ({ href: plain(href), text: words(text) }));
