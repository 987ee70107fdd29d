// SPDX-License-Identifier: MIT
// Dates of every precision, and how an article of a day words them.

const monthNames = 'January February March April May June July August September October November December'.split(' ');
const dayLength = 86400000;

const two = (number) => String(number).padStart(2, '0');
const parts = (time) => {
  const date = new Date(time);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
};
const iso = ({ year, month, day }) => [year, month && two(month), day && two(day)].filter(Boolean).join('-');

const worded = {
  ko: ({ year, month, day }) => [year && `${year}년`, month && `${month}월`, day && `${day}일`].filter(Boolean).join(' '),
  en: ({ year, month, day }) => `${month ? monthNames[month - 1] : ''}${day ? ` ${day}` : ''}${year ? `${day ? ',' : ''} ${year}` : ''}`.trim(),
};

const said = {
  ko: { on: (date) => date, from: (a, b) => `${a}부터 ${b}까지`, before: (a) => `${a} 이전`, after: (a) => `${a} 이후`, since: (a) => `${a}부터`,
    today: '이날', thisYear: '올해', lastYear: '지난해', nextYear: '내년' },
  en: { on: (date, day) => `${day ? 'on' : 'in'} ${date}`, from: (a, b) => `from ${a} to ${b}`, before: (a) => `before ${a}`,
    after: (a) => `after ${a}`, since: (a) => `since ${a}`, today: 'today', thisYear: 'this year', lastYear: 'last year', nextYear: 'next year' },
};

// A date not far from the article's, as exact as `precision` says.
function near(chance, published, precision) {
  const { year, month, day } = parts(published + chance.within(-75, 75) * dayLength);
  if (precision === 'day') return { year, month, day };
  return precision === 'month' ? { year, month } : { year: year + chance.within(-2, 3) };
}

const later = (chance, date) => {
  if (!date.month) return { year: date.year + chance.within(1, 6) };
  if (!date.day) return parts(Date.UTC(date.year, date.month - 1 + chance.within(1, 9), 1));
  return parts(Date.UTC(date.year, date.month - 1, date.day + chance.within(1, 20)));
};

function year(chance, words, language, published) {
  const { year: now } = parts(published);
  if (chance.happens(0.4)) {
    const [word, offset] = chance.pick([['thisYear', 0], ['lastYear', -1], ['nextYear', 1]]);
    return { date: String(now + offset), quote: words[word] };
  }
  const date = near(chance, published, 'year');
  return { date: iso(date), quote: words.on(worded[language](date)) };
}

function day(chance, words, language, published) {
  if (chance.happens(0.25)) return { date: iso(parts(published)), quote: words.today };
  const date = near(chance, published, 'day');
  const shown = chance.happens(0.5) ? date : { ...date, year: undefined };
  return { date: iso(date), quote: words.on(worded[language](shown), true) };
}

function month(chance, words, language, published) {
  const date = near(chance, published, 'month');
  return { date: iso(date), quote: words.on(worded[language](date)) };
}

function interval(chance, words, language, published) {
  const precision = chance.pick(['year', 'month', 'day', 'day']);
  const from = near(chance, published, precision), to = later(chance, from);
  if (precision === 'month') delete to.day;
  // Two whole days in English would be longer than a quote may be.
  const shown = precision === 'day' ? [from, to].map((one) => ({ ...one, year: undefined })) : [from, to];
  return { date: `${iso(from)}/${iso(to)}`, quote: words.from(...shown.map(worded[language])) };
}

function open(chance, words, language, published) {
  const date = near(chance, published, chance.pick(['year', 'month', 'day'])), text = worded[language](date);
  const side = chance.pick(['before', 'after', 'since']);
  return { date: side === 'before' ? `../${iso(date)}` : `${iso(date)}/..`, quote: words[side](text) };
}

const shapes = [year, month, day, day, interval, open];

// { date, quote } for an article in a language, published at a time (in milliseconds, as if its clock were UTC).
export const dateOf = (chance, language, published) => chance.pick(shapes)(chance, said[language], language, published);
