// SPDX-License-Identifier: MIT
// `factd check` finds what is wrong with a database, and says what it is about. Each fault is planted past factd.
import assert from 'node:assert/strict';
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { test } from 'node:test';

import { database, fixture, run } from '../lib/factd.js';
import { dump, sql, value } from './sqlite.js';

const korean = 'haedong-2026-03-12-harbour', tugs = `${korean}.tugs`;
const loaded = (t, ...more) => database(t, '--text', fixture('harbour.txt'), fixture('harbour.json'), fixture('harbour-en.json'), ...more);

function found(path, ...expected) {
  const before = dump(path), { status, stdout, stderr } = run(['check', '--database', path]);
  assert.equal(status, 1, `nothing was found: ${stdout}${stderr}`);
  assert.equal(stdout, '');
  for (const pattern of expected) assert.match(stderr, pattern);
  for (const line of stderr.trimEnd().split('\n')) assert.ok(line.startsWith(`${path}: `), line);
  assert.deepEqual(dump(path), before, 'a check changes nothing');
  return stderr;
}

test('a sound database has no fault', (t) => {
  const path = loaded(t), { status, stdout, stderr } = run(['check', '--database', path]);
  assert.equal(status, 0, stderr);
  assert.equal(stdout, `${path}: no fault found\n`);
});

test('an empty database has no fault', (t) => {
  assert.equal(run(['check', '--database', database(t)]).status, 0);
});

// What is planted, as SQL, and what is said of it.
const faults = {
  "a fact's evidence is gone": [
    `DELETE FROM evidence WHERE fact = '${tugs}'`,
    /evidence: haedong-2026-03-12-harbour\.tugs\/0000: it is missing, and a document gives it/],
  "a participant's evidence is gone": [
    "DELETE FROM evidence WHERE participant = 'garam'", /evidence: haedong-2026-03-12-harbour\/garam\/0000: it is missing/],
  "an article's count is off": [
    `UPDATE article SET figure_count = figure_count + 1 WHERE id = '${korean}'`,
    /article: haedong-2026-03-12-harbour: figure_count is \d+, and the documents give \d+/],
  "a participant's count is off": [
    "UPDATE participant SET agreement_count = 0 WHERE id = 'garam'", /participant: garam: agreement_count is 0, and the documents give [1-9]/],
  "a topic's count is off": [
    "UPDATE topic SET event_count = event_count + 1 WHERE id = 'unmanned-quays'", /topic: unmanned-quays: event_count is \d+, and the documents give \d+/],
  'the index page would count wrongly': [
    "UPDATE tally SET rows = rows + 1 WHERE collection = 'evidence'", /tally: evidence: rows is \d+, and the documents give \d+/],
  'a count of the index page is gone': [
    "DELETE FROM tally WHERE collection = 'figures'", /tally: figures: it is missing/],
  'a span is longer than its quote': [
    `UPDATE evidence SET ends = ends + 1 WHERE id = '${tugs}/0000'`, /evidence: haedong-2026-03-12-harbour\.tugs\/0000: ends is \d+, and the documents give \d+/],
  'a span ends behind the article': [
    `UPDATE evidence SET starts = starts + 1000, ends = ends + 1000 WHERE id = '${tugs}/0000'`, /tugs\/0000: starts is \d+/, /tugs\/0000: ends is \d+/],
  'a span stands elsewhere than its document says': [
    `UPDATE evidence SET starts = starts + 1, ends = ends + 1 WHERE id = '${tugs}/0000'`, /haedong-2026-03-12-harbour/],
  'a quote is another than its document says': [
    `UPDATE evidence SET quote = REPLACE(quote, '14', '15') WHERE id = '${tugs}/0000'`, /haedong-2026-03-12-harbour/],
  'a quote is called verified that was not': [
    "UPDATE evidence SET verified = 1 WHERE article = 'coastal-herald-20411'", /coastal-herald-20411/],
  'a value is another than its document says': [
    `UPDATE fact SET value = 15, lower = 15 WHERE id = '${tugs}'`, /haedong-2026-03-12-harbour/],
  'a status is another than its document says': [
    `UPDATE fact SET status = 'planned' WHERE id = '${korean}.quay-memorandum'`, /haedong-2026-03-12-harbour/],
  "a fact's name is another than its document says": [
    `UPDATE fact SET name_en = 'Ships' WHERE id = '${tugs}'`, /haedong-2026-03-12-harbour/],
  'a role is another than its document says': [
    `UPDATE fact_participant SET role = 'recipient' WHERE fact = '${tugs}' AND role = 'supplier'`, /haedong-2026-03-12-harbour/],
  'a fact has a participant more than its document says': [
    `INSERT INTO fact_participant (fact, ordinal, participant, role, inferred) VALUES ('${tugs}', 9, 'garam', 'subject', 0)`,
    /haedong-2026-03-12-harbour/],
  'an article is by another publisher than its document says': [
    `UPDATE article SET publisher = 'coastal-herald' WHERE id = '${korean}'`, /haedong-2026-03-12-harbour/],
  'an author is gone': [
    `DELETE FROM article_author WHERE article = '${korean}'`, /haedong-2026-03-12-harbour/],
  'a shown name is not that of the earliest article': [
    "UPDATE participant SET name_en = 'Garam Ltd' WHERE id = 'garam'",
    /participant: garam: name_en is Garam Ltd, and the documents give Garam$/m],
  'a shown kind is not that of the earliest article': [
    "UPDATE participant SET kind = 'institute' WHERE id = 'garam'", /participant: garam: kind is institute, and the documents give company/],
  "a topic's shown name is not that of the earliest article": [
    "UPDATE topic SET name_ko = NULL WHERE id = 'unmanned-quays'", /topic: unmanned-quays: name_ko is null, and the documents give ./],
  'an alias is gone': [
    "DELETE FROM participant_alias WHERE name = 'Garam Marine'", /participant_alias: garam, Garam Marine: it is missing/],
  'there is an alias that no article uses': [
    "INSERT INTO participant_alias (participant, name) VALUES ('garam', 'Garam Ltd')", /participant_alias: garam, Garam Ltd: it is stored, and no document gives it/],
  'a name that an article uses is gone': [
    "DELETE FROM participant_name WHERE name = 'Garam Marine'", /garam/],
  'an address that an article gives is gone': [
    `DELETE FROM participant_same_as WHERE participant = 'naru-shipping' AND article = '${korean}'`, /haedong-2026-03-12-harbour|naru-shipping/],
  'a participant is there that no article names': [
    "INSERT INTO participant (id, kind, name_en) VALUES ('nobody', 'person', 'Nobody')", /participant: nobody: it is stored, and no document gives it/],
  'a topic is there that no article names': [
    "INSERT INTO topic (id, name_en) VALUES ('nothing', 'Nothing')", /topic: nothing: it is stored, and no document gives it/],
  'a character of a document is another': [
    `UPDATE article_document SET document = REPLACE(document, '예인선', '예인함') WHERE article = '${korean}'`,
    /article_document: haedong-2026-03-12-harbour: /],
  'a space of a document is another': [
    `UPDATE article_document SET document = document || ' ' WHERE article = '${korean}'`,
    /article_document: haedong-2026-03-12-harbour: it is not the one that was loaded/],
  'a document is no JSON any more': [
    `UPDATE article_document SET document = SUBSTR(document, 1, 100) WHERE article = '${korean}'`, /article_document: haedong-2026-03-12-harbour: /],
  "a document is another article's": [
    "UPDATE article_document SET (document, sha256) = (SELECT document, sha256 FROM article_document AS other "
    + `WHERE other.article = 'coastal-herald-20411') WHERE article = '${korean}'`, /article_document: haedong-2026-03-12-harbour: it is not the one/],
  'a document is gone': [
    `DELETE FROM article_document WHERE article = '${korean}'`, /article: haedong-2026-03-12-harbour: it is stored, and no document gives it/],
  'a character of a text is another': [
    "UPDATE article_text SET text = REPLACE(text, '예인선', '예인함')", /article_document: haedong-2026-03-12-harbour: /],
  'a fact refers to one that is missing': [
    `UPDATE fact SET part_of = '${korean}.nothing' WHERE id = '${tugs}'`, /row \d+ of fact refers to a row of fact that is missing/],
  'a fact refers to a participant that is missing': [
    `UPDATE fact_participant SET participant = 'nobody' WHERE fact = '${tugs}' AND ordinal = 0`,
    /row \d+ of fact_participant refers to a row of participant that is missing/],
  'a fact is gone': [
    `DELETE FROM fact WHERE id = '${korean}.wave-limit'`, /fact: haedong-2026-03-12-harbour\.wave-limit: it is missing/],
  'half of an article is gone': [
    `DELETE FROM evidence WHERE fact IN (SELECT id FROM fact WHERE article = '${korean}' AND kind = 'figure');`
    + `DELETE FROM fact_topic WHERE fact IN (SELECT id FROM fact WHERE article = '${korean}' AND kind = 'figure');`
    + `DELETE FROM fact_participant WHERE fact IN (SELECT id FROM fact WHERE article = '${korean}' AND kind = 'figure');`
    + `DELETE FROM fact WHERE article = '${korean}' AND kind = 'figure'`,
    /fact: haedong-2026-03-12-harbour\.tugs: it is missing/, /evidence: haedong-2026-03-12-harbour\.tugs\/0000: it is missing/],
  'an article is gone, and all else of it is there': [
    `DELETE FROM article WHERE id = '${korean}'`, /refers to a row of article that is missing/],
  'a fact is there and remembered as removed': [
    `INSERT INTO removed (collection, id, revision) VALUES ('facts', '${tugs}', 1)`, /fact: haedong-2026-03-12-harbour\.tugs: it is remembered as removed/],
  'a participant is there and remembered as removed': [
    "INSERT INTO removed (collection, id, revision) VALUES ('participants', 'garam', 1)", /participant: garam: it is remembered as removed/],
  'the dataset has no revision': ['DELETE FROM dataset', /dataset/],
};

for (const [what, [planted, ...expected]] of Object.entries(faults))
  test(`it is found where ${what}`, (t) => {
    const path = loaded(t), before = dump(path);
    sql(path, `${planted};`);
    assert.notDeepEqual(dump(path), before, 'nothing was planted');
    found(path, ...expected);
  });

// The index of token strings, which SQLite's own check of a database does not hold against them.
const string = (table, owner) => `FROM ${table} JOIN ${table}_tokens USING (number) WHERE ${owner}`;
const drop = (table, owner) => `INSERT INTO ${table}_index (${table}_index, rowid, tokens) SELECT 'delete', number, tokens ${string(table, owner)};`;
const add = (table, owner, tokens) => `INSERT INTO ${table}_index (rowid, tokens) SELECT number, ${tokens} ${string(table, owner)};`;
const ofTugs = `fact = '${tugs}'`, otherWords = /^.+: fact_search: haedong-2026-03-12-harbour\.tugs: the index holds other words of it than it has$/m;

const indexFaults = {
  'a fact is missing': [drop('fact_search', ofTugs), /fact_search: haedong-2026-03-12-harbour\.tugs: it is missing in the index/],
  'an article is missing': [drop('article_search', `article = '${korean}'`), /article_search: haedong-2026-03-12-harbour: it is missing in the index/],
  'a participant is missing': [drop('participant_search', "participant = 'garam'"), /participant_search: garam: it is missing in the index/],
  'a topic is missing': [drop('topic_search', "topic = 'unmanned-quays'"), /topic_search: unmanned-quays: it is missing in the index/],
  'evidence is missing': [drop('evidence_search', `evidence = '${tugs}/0000'`), /evidence_search: haedong-2026-03-12-harbour\.tugs\/0000: it is missing in the index/],
  'an entry is nobody\'s': ["INSERT INTO fact_search_index (rowid, tokens) VALUES (987654, 'extra')", /fact_search: number 987654: the index holds words of it, and it is not there/],
  'a word is another': [drop('fact_search', ofTugs) + add('fact_search', ofTugs, "SUBSTR(tokens, 1, INSTR(tokens, ' ')) || 'x' || SUBSTR(tokens, INSTR(tokens, ' ') + 2)"), otherWords],
  'a word is gone': [drop('fact_search', ofTugs) + add('fact_search', ofTugs, "SUBSTR(tokens, INSTR(tokens, ' ') + 1)"), otherWords],
  'a word is added': [add('fact_search', ofTugs, "'extra'"), otherWords],
  'words stand in another order': [drop('fact_search', ofTugs) + add('fact_search', ofTugs, "SUBSTR(tokens, INSTR(tokens, ' ') + 1) || ' ' || SUBSTR(tokens, 1, INSTR(tokens, ' ') - 1)"), otherWords],
  'the words of two facts are exchanged': [
    drop('fact_search', `fact IN ('${tugs}', '${korean}.wave-limit')`)
    + `INSERT INTO fact_search_index (rowid, tokens) SELECT one.number, other_tokens.tokens FROM fact_search AS one, fact_search AS other, fact_search_tokens AS other_tokens `
    + `WHERE other_tokens.number = other.number AND one.fact IN ('${tugs}', '${korean}.wave-limit') AND other.fact IN ('${tugs}', '${korean}.wave-limit') AND one.fact <> other.fact`,
    otherWords, /fact_search: haedong-2026-03-12-harbour\.wave-limit: the index holds other words/],
  'all is gone': ["INSERT INTO fact_search_index (fact_search_index) VALUES ('delete-all')", /\.tugs: it is missing in the index|fact_search: \d+ more/],
  'a block is overwritten': ['UPDATE fact_search_index_data SET block = ZEROBLOB(LENGTH(block)) WHERE id > 10', /: fact_search: /],
  'a block is gone': ['DELETE FROM fact_search_index_data WHERE id > 10', /: fact_search: /],
  'the string is another, and the index is as it was': [`UPDATE fact_search_tokens SET tokens = tokens || ' extra' WHERE number = (SELECT number FROM fact_search WHERE ${ofTugs})`, otherWords, /\.tugs: tokens is /],
};

for (const [what, [planted, ...expected]] of Object.entries(indexFaults))
  test(`it is found where in the index of words ${what}`, (t) => {
    const path = loaded(t), before = dump(path);
    sql(path, `${planted};`);
    assert.notDeepEqual(dump(path), before, 'nothing was planted');
    found(path, ...expected);
  });

test('several faults are told together', (t) => {
  const path = loaded(t);
  sql(path, `DELETE FROM evidence WHERE fact = '${tugs}'; UPDATE participant SET name_en = 'x' WHERE id = 'garam';`);
  found(path, /tugs\/0000: it is missing/, /garam: name_en is x/);
});

test('it is found where pages of the file are broken', (t) => {
  const path = loaded(t);
  const page = value(path, "SELECT rootpage FROM sqlite_schema WHERE name = 'fact_article'");
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(200, 0xa5), 0, 200, (page - 1) * 4096 + 8);
  closeSync(file);
  const { status, stderr } = run(['check', '--database', path]);
  assert.ok(status === 1 || status === 3, `exit ${status}`);
  assert.match(stderr, /\S/);
});

test('a database without migrations is no database of facts', (t) => {
  const path = database(t);
  sql(path, 'DROP TABLE migration;');
  const { status, stderr } = run(['check', '--database', path]);
  assert.equal(status, 3);
  assert.match(stderr, /^factd: .+\n$/);
});

test('a check changes no byte of the file', (t) => {
  const path = loaded(t), bytes = readFileSync(path);
  assert.equal(run(['check', '--database', path]).status, 0);
  assert.deepEqual(readFileSync(path), bytes);
});
