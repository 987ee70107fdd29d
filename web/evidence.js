// SPDX-License-Identifier: MIT
// What scripts add to a fact with its evidence, on its page and in a dialog.
import { button } from './make.js';
import { words } from './words.js';

const SAID = 2000; // milliseconds

// The server does not know what it is called from outside; a browser does.
const complete = (text) => text.replace(/(^|=")\//g, `$1${location.origin}/`);

async function copy(code, press) {
  const copied = navigator.clipboard.writeText(code.textContent);
  press.textContent = await copied.then(() => words.copied, () => words.uncopied);
  setTimeout(() => { press.textContent = words.copy; }, SAID);
}

// Buttons where the browser lets them copy: it does not without TLS.
function copying(root) {
  for (const code of root.querySelectorAll('code.copy')) {
    code.textContent = complete(code.textContent);
    const press = button(words.copy, () => copy(code, press), { 'aria-live': 'polite' });
    if (navigator.clipboard) code.after(press);
  }
  for (const advice of root.querySelectorAll('.cite > .label')) advice.remove();
}

// The article's text begins where the fact is stated.
function scrolled(root) {
  const text = root.querySelector('.scroll'), mark = text?.querySelector('mark');
  if (mark) text.scrollTop = mark.offsetTop - text.clientHeight / 4;
}

export function enhance(root) {
  copying(root);
  scrolled(root);
}
