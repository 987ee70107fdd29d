// SPDX-License-Identifier: MIT
// Values over many magnitudes, and how an article words them. A value is a whole number and a power of ten, so that what
// is written and what is meant are the same to the last digit.
import { measures } from './words.js';

const scales = {
  ko: [[12, '조'], [8, '억'], [4, '만']],
  en: [[12, ' trillion'], [9, ' billion'], [6, ' million']],
};

const grouped = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ',');

// 1234 and -2 are 12.34; 12 and 2 are 1,200.
function plain(number, power) {
  if (power >= 0) return grouped(`${number}${'0'.repeat(power)}`);
  const digits = String(number).padStart(1 - power, '0');
  const places = digits.slice(power).replace(/0+$/, '');
  return grouped(digits.slice(0, power)) + (places && `.${places}`);
}

const digitsOf = (number, power) => String(number).length + power;

// 1.2억, 26만, 260,000; `least` is what decides, so that both ends of a range are worded alike.
function numeral(language, number, power, least = number) {
  const scale = scales[language].find(([zeros]) => digitsOf(least, power) > zeros && power - zeros >= -2);
  return scale ? plain(number, power - scale[0]) + scale[1] : plain(number, power);
}

// In English a range says its magnitude once: 3 to 5 million.
const compared = {
  ko: {
    eq: (n, u) => `총 ${n}${u}`, gte: (n, u) => `${n}${u} 이상`, gt: (n, u) => `${n}${u} 초과`, lte: (n, u) => `${n}${u} 이하`,
    lt: (n, u) => `${n}${u} 미만`, approx: (n, u) => `약 ${n}${u}`, between: (a, b, u) => `${a}~${b}${u}`,
  },
  en: {
    eq: (n, u) => `a total of ${n} ${u}`, gte: (n, u) => `at least ${n} ${u}`, gt: (n, u) => `more than ${n} ${u}`, lte: (n, u) => `up to ${n} ${u}`,
    lt: (n, u) => `less than ${n} ${u}`, approx: (n, u) => `about ${n} ${u}`, between: (a, b, u) => `${a.split(' ')[0]} to ${b} ${u}`,
  },
};
// Half of all figures are exact.
const comparators = ['eq', 'eq', 'eq', 'eq', 'eq', 'eq', 'gte', 'gt', 'lte', 'lt', 'approx', 'between'];

const value = (number, power) => Number(`${number}e${power}`);

function magnitude(chance, { low, high, decimals }) {
  const count = chance.within(low, high), digits = Math.min(chance.within(1, 4), count + 1 + decimals);
  const number = chance.within(digits === 1 ? 2 : 10 ** (digits - 1), 10 ** digits - 1);
  return { number, power: Math.max(count + 1 - digits, -decimals) };
}

// { measure, members, quote }: the figure's own members and the phrase that they follow from.
export function figureOf(chance, language) {
  const measure = chance.pick(measures), unit = measure[language];
  const { number, power } = magnitude(chance, measure);
  const comparator = chance.pick(comparators), say = compared[language][comparator];
  const shared = { comparator, unit: measure.unit };
  if (comparator === 'between') {
    const upper = number + chance.within(1, number);
    const ends = [number, upper].map((one) => numeral(language, one, power, number));
    return { measure, members: { lower: value(number, power), upper: value(upper, power), ...shared }, quote: say(...ends, unit) };
  }
  const negative = measure.unit === 'percent' && comparator === 'eq' && chance.happens(0.3);
  const worded = numeral(language, number, power);
  if (negative) {
    const quote = language === 'ko' ? `마이너스 ${worded}%` : `minus ${worded} percent`;
    return { measure, members: { value: -value(number, power), ...shared }, quote };
  }
  return { measure, members: { value: value(number, power), ...shared }, quote: say(worded, unit) };
}
