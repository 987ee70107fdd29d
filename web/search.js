// SPDX-License-Identifier: MIT
// Results while somebody types: in place on the page of a search, in a panel below the field on all others.
import { asker } from './ask.js';
import { make, notice } from './make.js';
import { words } from './words.js';

const PAUSE = 150; // milliseconds without a key, after which a word is taken as typed
const MOST = 8; // hits in the panel

// What a search changes on its page beside the results: links to the same page in another form.
const parts = ['#results', 'header.site .language', 'footer.site'];

// The same address that the form has without scripts, so caches know it. A page of one type stays with it.
function addressOf(form, type) {
  const address = new URL(form.action);
  for (const [name, value] of new FormData(form)) if (value.trim()) address.searchParams.set(name, value.trim());
  if (type) address.searchParams.set('type', type);
  return address.pathname + address.search;
}

const here = () => location.pathname + location.search;
const present = (name) => new URLSearchParams(location.search).get(name);

// Calls `typed` once the field has been left alone for a moment, or is empty. Syllables that are being composed are in
// the field, and are told by `input`, before the composition ends.
function onPause(field, typed) {
  let pause = null;
  const cancel = () => { clearTimeout(pause); };
  field.addEventListener('input', () => {
    cancel();
    if (field.value.trim()) pause = setTimeout(typed, PAUSE);
    else typed();
  });
  return cancel;
}

// Says how many there are, and nothing of the rest, to who does not see it.
function announcer(form) {
  const status = make('p', { class: 'unseen', role: 'status' });
  form.append(status);
  return (page) => { status.textContent = page?.querySelector('#results .count')?.textContent ?? ''; };
}

// ---- on the page of a search ----

function onPage(form, field) {
  const announce = announcer(form);
  let draft = present('q') === null; // whether the address is of words that nobody has committed
  let asked = here(); // the address of what is in the page or on its way, null after a failure

  const forget = () => document.querySelector('main > .notice')?.remove();
  const { ask, stop } = asker({
    selector: '#results',
    busy: (is) => document.getElementById('results').setAttribute('aria-busy', is),
    show(page) {
      forget();
      announce(page);
      for (const part of parts) document.querySelector(part)?.replaceWith(page.querySelector(part));
      document.title = page.title;
    },
    fail(text, again) {
      forget();
      asked = null;
      document.getElementById('results').before(notice(text, again));
    },
  });

  const look = (address) => {
    if (address === asked) return;
    asked = address;
    ask(address);
  };

  function clear() {
    stop();
    forget();
    asked = null;
    document.getElementById('results').replaceChildren(make('h1', {}, words.search));
    document.title = `${words.search} · factd`;
    announce(null);
  }

  // The first change after a search that was committed is a new step of the history, the next ones are the same step.
  function typed() {
    const address = addressOf(form, present('type'));
    if (address !== here()) history[draft ? 'replaceState' : 'pushState'](null, '', address);
    draft = true;
    if (field.value.trim()) look(address);
    else clear();
  }

  const cancel = onPause(field, typed);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    cancel();
    typed();
    draft = false;
  });

  return function restore() {
    cancel();
    field.value = present('q') ?? '';
    draft = false;
    look(here());
  };
}

// ---- on other pages ----

// A hit in the panel is no heading there, since the panel stands before the page's own.
function entry(hit) {
  const heading = hit.querySelector('h2');
  heading.replaceWith(...heading.childNodes);
  return make('li', {}, ...hit.childNodes);
}

function onPanel(form, field) {
  const announce = announcer(form);
  const panel = make('section', { class: 'panel', 'aria-label': words.results, hidden: '' });
  form.append(panel);

  const open = () => { panel.hidden = false; };
  const close = () => { panel.hidden = true; };
  const { ask, stop } = asker({
    selector: '#results',
    busy(is) {
      panel.setAttribute('aria-busy', is);
      if (is && !panel.hasChildNodes()) panel.append(make('p', { class: 'waiting' }, words.loading));
      if (is) open();
    },
    show(page, address) {
      const hits = [...page.querySelectorAll('#results .hit')].slice(0, MOST).map(entry);
      const count = page.querySelector('#results .count').textContent;
      const all = make('a', { href: address }, words.all);
      if (hits.length) panel.replaceChildren(make('ul', {}, ...hits), make('p', { class: 'all' }, count, ' · ', all));
      else panel.replaceChildren(make('p', { class: 'all' }, page.querySelector('#results .empty p').textContent));
      announce(page);
      open();
    },
    // What was found before stays below.
    fail(text, again) {
      panel.querySelectorAll('.notice, .waiting').forEach((one) => one.remove());
      panel.prepend(notice(text, again));
      open();
    },
  });

  function typed() {
    if (field.value.trim()) return ask(addressOf(form));
    stop();
    announce(null);
    panel.replaceChildren();
    return close();
  }

  const cancel = onPause(field, typed);
  form.addEventListener('submit', cancel);
  field.addEventListener('focus', () => { if (panel.hasChildNodes()) open(); });
  form.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget && !form.contains(relatedTarget)) close();
  });
  document.addEventListener('pointerdown', ({ target }) => { if (!form.contains(target)) close(); });
  // Down from the field into the panel, from one link to the next, and back.
  form.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.isComposing || panel.hidden) return;
    const stops = [field, ...panel.querySelectorAll('a, button')];
    const at = stops.indexOf(document.activeElement);
    if (at === -1 || (at === 0 && step < 0)) return;
    event.preventDefault(); // the panel would be scrolled
    stops[Math.min(at + step, stops.length - 1)].focus();
  });
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing || panel.hidden) return;
    event.preventDefault(); // the browser would empty the field
    field.focus();
    close();
  });
}

// A function that shows what the address asks for, after the browser went back or forward; null where none is needed.
export function search(form) {
  const field = form.querySelector('input[type="search"]');
  return document.getElementById('results') ? onPage(form, field) : onPanel(form, field) ?? null;
}
