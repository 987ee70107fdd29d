// SPDX-License-Identifier: MIT
// What is asked inside a page: each function is sent there by page.evaluate, so none uses another.

// What stands out to the right of a page that should be `width` wide; nothing where nobody can scroll there.
export function wide(width) {
  const { scrollWidth } = document.scrollingElement;
  if (scrollWidth <= width) return [];
  const out = [...document.body.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > width);
  return [`${scrollWidth} wide`, ...out.map((one) => one.outerHTML.slice(0, 120))];
}

// [{ level, text }] in the page's order.
export function headings() {
  return [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
    .map((one) => ({ level: Number(one.tagName[1]), text: one.textContent.replace(/\s+/gu, ' ').trim() }));
}

// All text of an element, of parts that are folded too, and not of scripts.
export function textOf(selector) {
  return document.querySelector(selector).textContent;
}

// Whether who has the focus can be seen, and seen to have it.
export function isFocusSeen() {
  const { left, top, right, bottom, width, height } = document.activeElement.getBoundingClientRect();
  // A search field and its button have one ring, around their form.
  const rings = [document.activeElement, document.activeElement.closest('form')].filter(Boolean).map((one) => getComputedStyle(one));
  return {
    shown: width > 1 && height > 1 && left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight,
    marked: rings.some((ring) => (ring.outlineStyle !== 'none' && parseFloat(ring.outlineWidth) > 0) || ring.boxShadow !== 'none'),
  };
}
