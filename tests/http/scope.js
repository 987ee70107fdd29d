// SPDX-License-Identifier: MIT
import { after } from 'node:test';

// Stands for a test's context where several tests share what it holds: called inside `describe`, it ends what was
// begun, the last first, when all of them are over.
export function scope() {
  const ends = [];
  after(async () => {
    while (ends.length) await ends.pop()();
  });
  return { after: (end) => ends.push(end) };
}

// The answer of `look` once it is true, or the last one where that takes longer than anything should.
export async function eventually(look, milliseconds = 2000) {
  const late = Date.now() + milliseconds;
  for (;;) {
    const found = await look();
    if (found || Date.now() > late) return found;
    await new Promise((done) => setTimeout(done, 20));
  }
}
