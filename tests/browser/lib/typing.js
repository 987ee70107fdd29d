// SPDX-License-Identifier: MIT
// Somebody who types, and the time that passes meanwhile, so that no test depends on how fast either is.

// Time stands still in `run` but for `pass(milliseconds)`. The network has its own.
export async function frozen(page, run) {
  await page.clock.install();
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1000);
  try {
    await run((milliseconds) => page.clock.runFor(milliseconds));
  } finally {
    await page.clock.resume();
  }
}

// What an input method shows after each key of 엔비디아, syllable by syllable; the last of each is what stays.
export const syllables = [['ㅇ', '에', '엔'], ['ㅂ', '비'], ['ㄷ', '디'], ['ㅇ', '아']];

// Types as an input method does, without an end to the last syllable's composition; calls `after` after each key.
export async function compose(page, after = () => {}) {
  const session = await page.context().newCDPSession(page);
  for (const states of syllables) {
    for (const text of states) {
      await session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
      await after();
    }
    if (states !== syllables.at(-1)) await session.send('Input.insertText', { text: states.at(-1) });
  }
  return () => session.send('Input.insertText', { text: syllables.at(-1).at(-1) });
}
