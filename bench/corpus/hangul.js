// SPDX-License-Identifier: MIT
// What the Korean of generated documents needs: particles that suit the word before them, and Latin letters for names.
const first = 0xac00, last = 0xd7a3;
const initials = 'g kk n d tt r m b pp s ss  j jj ch k t p h'.split(' ');
const vowels = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ');
const finals = ' k k k n n n t l k m l l l p l m p p t t ng t t k t p t'.split(' ');

const isHangul = (code) => code >= first && code <= last;

// 8 is ㄹ, behind which 로 stands as behind a vowel.
const finalOf = (word) => {
  const code = word.charCodeAt(word.length - 1);
  return isHangul(code) ? (code - first) % 28 : 0;
};

const pairs = { 이: ['이', '가'], 은: ['은', '는'], 을: ['을', '를'], 과: ['과', '와'] };

// with('부두', '을') is 부두를.
export function withParticle(word, particle) {
  const final = finalOf(word);
  if (particle === '으로') return word + (final === 0 || final === 8 ? '로' : '으로');
  return word + pairs[particle][final === 0 ? 1 : 0];
}

// Revised Romanisation, syllable by syllable, as it is done with names of people.
export function romanised(word) {
  let latin = '';
  for (const letter of word) {
    const code = letter.charCodeAt(0) - first;
    latin += initials[Math.floor(code / 588)] + vowels[Math.floor(code / 28) % 21] + finals[code % 28];
  }
  return latin;
}

export const capital = (word) => word[0].toUpperCase() + word.slice(1);
