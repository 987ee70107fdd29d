// SPDX-License-Identifier: MIT
// Chance that a seed determines. Only integer arithmetic and what IEEE 754 rounds exactly (+ * / sqrt), so that every
// machine draws the same; Math.pow and Math.log may differ between engines.

const mix = (state) => {
  let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
};

// mulberry32, begun anew for each `stream`, so that a document can be made without those before it.
export function chanceOf(seed, stream) {
  let state = mix(mix(seed) + stream);
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count) => Math.floor(next() * count);
  return {
    below,
    // Whole numbers from `low` to `high`, both included.
    within: (low, high) => low + below(high - low + 1),
    // Small ones more often: the first of 2,000 about 19 times as often as the last.
    skewed(count) {
      const drawn = next();
      return Math.min(count - 1, Math.floor(count * drawn * Math.sqrt(drawn)));
    },
    happens: (share) => next() < share,
    pick: (list) => list[below(list.length)],
  };
}
