// SPDX-License-Identifier: MIT
// Asks this service for one of its pages, to show a part of it in another: the server alone writes what is shown.
import { words } from './words.js';

const SLOW = 400; // milliseconds, from which on somebody should see that something is going on

// What went wrong, in words for people.
class Trouble extends Error {}

// A page that says why it is not the one that was asked for says it best itself.
function refusal(answer, page) {
  const said = page?.querySelectorAll('.failure :is(h1, .problems li)') ?? [];
  if (answer.status !== 429 && answer.status < 500 && said.length)
    return [...said].map((one) => one.textContent.trim()).join(' · ');
  const seconds = Number(answer.headers.get('Retry-After'));
  return words.busy + (seconds > 0 ? words.later(seconds) : '');
}

async function load(address, selector, signal) {
  let answer, text;
  try {
    answer = await fetch(address, { headers: { Accept: 'text/html' }, signal });
    text = await answer.text();
  } catch (error) {
    throw signal.aborted ? error : new Trouble(words.unreachable);
  }
  const isPage = answer.headers.get('Content-Type')?.startsWith('text/html');
  const page = isPage ? new DOMParser().parseFromString(text, 'text/html') : null;
  if (!answer.ok) throw new Trouble(refusal(answer, page));
  if (!page?.querySelector(selector)) throw new Trouble(words.garbled);
  return page;
}

// For one place that shows answers. `ask(address)` gives up what was asked before it, so that no answer comes in place
// of a newer one; `stop()` gives up without asking anew.
//   selector             what a good answer has
//   show(page, address)  a good answer came; its nodes are the caller's to take
//   fail(text, again)    none came; `again()` asks once more
//   busy(is)             whether somebody has been waiting for a while
export function asker({ selector, show, fail, busy }) {
  let current = null;

  function stop() {
    current?.abort();
    current = null;
    busy(false);
  }

  async function ask(address) {
    stop();
    const mine = new AbortController();
    current = mine;
    const slow = setTimeout(() => { if (current === mine) busy(true); }, SLOW);
    const answer = await load(address, selector, mine.signal).catch((error) => error);
    clearTimeout(slow);
    // Whatever happens to an answer on its way, it is only shown while it is the one that is waited for.
    if (current !== mine) return;
    current = null;
    busy(false);
    if (answer instanceof Trouble) fail(answer.message, () => ask(address));
    else if (answer instanceof Error) throw answer;
    else show(answer, address);
  }

  return { ask, stop };
}
