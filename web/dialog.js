// SPDX-License-Identifier: MIT
// A fact with its evidence in a dialog above the page that it was chosen on. Its address is the browser's meanwhile, so
// reloading or passing it on gives the page of the fact itself, and going back closes the dialog.
import { asker } from './ask.js';
import { enhance } from './evidence.js';
import { button, make, notice } from './make.js';
import { words } from './words.js';

const here = () => location.pathname + location.search;
const home = here(), homeTitle = document.title;

let dialog, content, asking, shown = null;

// Ids that the page below may have, too. Where they are gone to is found by `jump`.
function rename(part) {
  for (const one of part.querySelectorAll('[id]')) one.id = `dialog-${one.id}`;
  for (const one of part.querySelectorAll('[aria-labelledby]'))
    one.setAttribute('aria-labelledby', `dialog-${one.getAttribute('aria-labelledby')}`);
}

function show(page, address) {
  const part = document.adoptNode(page.querySelector('main > .fact-page'));
  rename(part);
  const heading = part.querySelector('h1');
  heading.id = 'dialog-heading';
  dialog.setAttribute('aria-labelledby', heading.id);
  dialog.removeAttribute('aria-label');
  content.replaceChildren(part);
  enhance(part);
  content.scrollTop = 0;
  content.focus();
  document.title = page.title;
  shown = address;
}

function fail(text, again) {
  content.querySelector('.notice, .waiting')?.remove();
  content.prepend(notice(text, again));
  content.scrollTop = 0;
}

function busy(is) {
  content.setAttribute('aria-busy', is);
  if (is && !content.hasChildNodes()) content.append(make('p', { class: 'waiting', role: 'status' }, words.loading));
}

function jump(event, id) {
  const target = document.getElementById(`dialog-${id}`);
  event.preventDefault(); // it would be a step of the history, with an address that is another page's
  if (!target) return;
  target.tabIndex = -1;
  target.focus();
  target.scrollIntoView({ block: 'center' });
}

// Where the dialog was not closed by going back, the history goes back to where it was opened.
function closed() {
  asking.stop();
  content.replaceChildren();
  document.title = homeTitle;
  shown = null;
  if (history.state?.steps) history.go(-history.state.steps);
}

function build() {
  content = make('div', { class: 'content', tabindex: '-1', autofocus: '' });
  dialog = make('dialog', { class: 'evidence-dialog' },
    button('×', () => dialog.close(), { class: 'close', 'aria-label': words.close }), content);
  dialog.addEventListener('close', closed);
  dialog.addEventListener('click', (event) => {
    const local = event.target.closest('a[href^="#"]');
    if (local) jump(event, local.hash.slice(1));
    else if (event.target === dialog) dialog.close(); // what is around it
  });
  document.body.append(dialog);
  asking = asker({ selector: 'main > .fact-page', show, fail, busy });
}

function open(address) {
  if (!dialog) build();
  if (!dialog.open) {
    dialog.setAttribute('aria-label', words.evidence);
    dialog.removeAttribute('aria-labelledby');
    dialog.showModal();
  }
  if (address !== shown) asking.ask(address);
}

const isPlain = (event) => event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

export function dialogs() {
  // After a reload this document is the fact's own page, and nothing is to be closed.
  if (history.state?.steps) history.replaceState(null, '');
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a.open');
    if (!link || event.defaultPrevented || !isPlain(event)) return;
    event.preventDefault();
    const address = link.pathname + link.search;
    if (dialog?.open && address === shown) return;
    history.pushState({ steps: dialog?.open ? history.state.steps + 1 : 1 }, '', address);
    open(address);
  });

  return function restore() {
    if (history.state?.steps) open(here());
    else if (here() === home) dialog?.close();
    else location.reload(); // a step of the history that another document made
  };
}
