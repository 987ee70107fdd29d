// SPDX-License-Identifier: MIT
// A strict reader of CSV (RFC 4180), and what a row of JSON is as its cells.

// Rows of texts; throws where a line is not as the RFC has it: every line ends with CRLF, a quote stands in quoted
// cells alone and twice, and all lines have as many cells as the first.
export function parse(text) {
  const rows = [];
  let at = 0;
  const fail = (why) => { throw new Error(`${why} at ${at}: ${JSON.stringify(text.slice(Math.max(0, at - 40), at + 40))}`); };
  while (at < text.length) {
    const row = [];
    for (;;) {
      let cell = '';
      if (text[at] === '"') {
        for (at++; ; at++) {
          if (at >= text.length) fail('a quoted cell does not end');
          if (text[at] !== '"') cell += text[at];
          else if (text[at + 1] === '"') { cell += '"'; at++; } else break;
        }
        at++;
      } else {
        while (at < text.length && !',\r\n'.includes(text[at])) {
          if (text[at] === '"') fail('a quote in a cell without quotes');
          cell += text[at++];
        }
      }
      row.push(cell);
      if (text[at] === ',') at++;
      else if (text.startsWith('\r\n', at)) { at += 2; break; } else fail('no comma and no CRLF behind a cell');
    }
    if (rows.length && row.length !== rows[0].length) fail(`${row.length} cells under ${rows[0].length}`);
    rows.push(row);
  }
  return rows;
}

export const guarded = (text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const cell = (value) => (value === null || value === undefined ? '' : typeof value === 'string' ? guarded(value) : JSON.stringify(value));

// How many of an entry's first members stand in a cell.
const flat = { participants: ['id', 'role'], evidence: ['quote', 'start', 'end'], authors: ['name'] };

// A language map in an entry is one text.
function joined(name, list) {
  return list.map((entry) => (typeof entry !== 'object' ? cell(entry)
    : flat[name].map((member) => cell(entry[member]?.ko === undefined ? entry[member] : entry[member].ko ?? entry[member].en)).join(':'))).join(';');
}

// The row's cells under these columns.
export const cells = (row, columns) => columns.map((column) => {
  const [name, member] = column.split('.');
  const value = row[name];
  if (Array.isArray(value)) return joined(name, value);
  return cell(member ? value?.[member] : value);
});
