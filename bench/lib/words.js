// SPDX-License-Identifier: MIT
// What a search must find, said from the documents alone: texts as people read them, case and width aside, Korean without
// regard to spaces, English words from their beginning. Nothing here knows how the program does it.

const particles = /(?<=[가-힣]{2})(에서|으로|은|는|이|가|을|를|와|과|의|에|로|도|만)$/;
const initials = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'];

export const plain = (text) => text.normalize('NFKC').toLowerCase();
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

// 젠슨 황 -> ㅈㅅㅎ
const initialsOf = (text) => [...text].map((one) => (/[가-힣]/.test(one) ? initials[Math.floor((one.codePointAt(0) - 0xac00) / 588)] : ' ')).join('');

// A part of a word in one script. English of three letters and more may go on.
function part(text, last) {
  if (/[가-힣]/.test(text)) return [...text].join('\\s*');
  const ends = last && /[a-z]$/.test(text) && text.replace(/[^a-z]/g, '').length >= 3;
  return `(?<![a-z0-9])${escaped(text)}${ends ? '' : '(?![a-z0-9])'}`;
}

const partsOf = (word) => word.match(/[가-힣]+|[a-z0-9+#.&-]+/g) ?? [];

// What a word of the query looks like in a text: as it stands, or without its particle. Null: nothing to look for.
function formsOf(word) {
  const parts = partsOf(word), pattern = (list) => list.map((text, i) => part(text, i === list.length - 1)).join('[^\\p{L}\\p{N}]*');
  if (!parts.length) return null;
  const stem = parts.at(-1).replace(particles, '');
  const forms = [pattern(parts)];
  if (stem !== parts.at(-1)) forms.push(pattern([...parts.slice(0, -1), stem]));
  else if (parts.length > 1 && /^[가-힣]+$/.test(stem) && `가가${stem}`.replace(particles, '') === '가가' && /[a-z]$/.test(parts.at(-2)))
    forms.push(pattern(parts.slice(0, -1)));
  return forms;
}

// `texts` each for itself. Consonants are looked for in names only.
function holder(word) {
  if (/^[ㄱ-ㅎ]+$/.test(word)) return { names: (name) => initialsOf(name.replace(/\s/g, '')).includes(word), texts: () => false };
  const forms = formsOf(plain(word));
  if (!forms) return { names: () => false, texts: () => false };
  const pattern = new RegExp(forms.map((form) => `(?:${form})`).join('|'), 'u');
  return { names: (name) => pattern.test(name), texts: (text) => pattern.test(text) };
}

// All words of a search: each stands in one of the texts or of the names. Both are given as `plain` gives them.
export function matcher(search) {
  const words = search.trim().split(/\s+/).filter((word) => partsOf(plain(word)).length || /[ㄱ-ㅎ]/.test(word)).map(holder);
  return ({ texts = [], names = [] }) =>
    words.length > 0 && words.every((word) => texts.some(word.texts) || names.some(word.names));
}

// Whether each word stands whole, between what is no letter or digit; a particle may follow a Korean one.
export function wholeMatcher(search) {
  const patterns = search.trim().split(/\s+/).map((word) =>
    new RegExp(`(?<![\\p{L}\\p{N}])${escaped(plain(word).replace(particles, ''))}(에서|으로|은|는|이|가|을|를|와|과|의|에|로|도|만)?(?![\\p{L}\\p{N}])`, 'u'));
  return (texts) => patterns.every((pattern) => texts.some((text) => pattern.test(text)));
}
