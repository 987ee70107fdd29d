// SPDX-License-Identifier: MIT
import { words } from './words.js';

// An element with these attributes and children; a string is a text.
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...children);
  return element;
}

export function button(label, press, attributes = {}) {
  const element = make('button', { type: 'button', ...attributes }, label);
  element.addEventListener('click', press);
  return element;
}

// What went wrong, and a button to try again.
export const notice = (text, again) =>
  make('p', { class: 'notice', role: 'alert' }, text, ' ', button(words.retry, again));
