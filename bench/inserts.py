#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How fast `factd load` is beside bare inserts of the very same rows: prepared statements, the same schema, a
transaction a document, the pragmas of factd's writer. Both load into empty databases, in turn.

    python3 bench/inserts.py DOCUMENT|DIR... [--rounds 3] [--json FILE]
"""
import argparse
import collections
import glob
import json
import os
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PROGRAM = os.path.join(ROOT, os.environ.get("FACTD", "build/factd"))

# As server/store/sqlite.c sets them for a writer.
PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "journal_size_limit = 16777216", "cache_size = -131072",
           "mmap_size = 8388608", "trusted_schema = OFF", "case_sensitive_like = ON")

# Each table with the article that one of its rows belongs to; what articles share stands with the first that has it.
OF_FACT = "(SELECT article FROM fact WHERE fact.id = {}.fact)"
FIRST = "(SELECT MIN(article) FROM {0}_article WHERE {0} = {1})"
TABLES = {
    "participant": FIRST.format("participant", "participant.id"),
    "topic": FIRST.format("topic", "topic.id"),
    "article": "article.id",
    "article_author": "article",
    "article_document": "article",
    "participant_article": "article",
    "participant_name": "article",
    "participant_alias": "(SELECT MIN(article) FROM participant_name AS n WHERE n.participant = participant_alias.participant "
                         "AND n.name = participant_alias.name)",
    "participant_same_as": "article",
    "topic_article": "article",
    "fact": "article",
    "fact_participant": OF_FACT.format("fact_participant"),
    "fact_topic": OF_FACT.format("fact_topic"),
    "evidence": "article",
    "article_search": "article",
    "participant_search": FIRST.format("participant", "participant_search.participant"),
    "topic_search": FIRST.format("topic", "topic_search.topic"),
    "fact_search": OF_FACT.format("fact_search"),
    "evidence_search": "(SELECT article FROM evidence WHERE evidence.id = evidence_search.evidence)",
}


def files(operands):
    for operand in operands:
        yield from sorted(glob.glob(os.path.join(operand, "*.json"))) if os.path.isdir(operand) else [operand]


def factd(*arguments):
    subprocess.run([PROGRAM, *arguments], check=True, stdout=subprocess.DEVNULL)


def rows_of(database):
    """{ article: [(insert, rows), ...] }, in the order in which they are inserted."""
    db = sqlite3.connect(database)
    articles = collections.defaultdict(list)
    for table, article in TABLES.items():
        rows = collections.defaultdict(list)
        for owner, *row in db.execute(f"SELECT {article}, {table}.* FROM {table} ORDER BY rowid"):
            rows[owner].append(tuple(row))
        places = ", ".join("?" * len(next(iter(rows.values()))[0])) if rows else ""
        for owner, own in rows.items():
            articles[owner].append((f"INSERT INTO {table} VALUES ({places})", own))
            if table.endswith("_search"):
                strings = [db.execute(f"SELECT number, tokens FROM {table}_tokens WHERE number = ?", row[:1]).fetchone() for row in own]
                articles[owner].append((f"INSERT INTO {table}_tokens (number, tokens) VALUES (?, ?)", strings))
                articles[owner].append((f"INSERT INTO {table}_index (rowid, tokens) VALUES (?, ?)", strings))
    db.close()
    return [articles[owner] for owner in sorted(articles)]


def bare(database, articles, keys):
    db = sqlite3.connect(database, isolation_level=None)
    for pragma in (*PRAGMAS, f"foreign_keys = {keys}"):
        db.execute(f"PRAGMA {pragma}")
    for statements in articles:
        db.execute("BEGIN IMMEDIATE")
        for insert, rows in statements:
            db.executemany(insert, rows)
        db.execute("COMMIT")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()


def timed(work):
    """Seconds by the clock, and of processor time, of this process and of those it waited for."""
    def spent():
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return sum(one.ru_utime + one.ru_stime for one in used)
    clock, processor = time.perf_counter(), spent()
    work()
    return time.perf_counter() - clock, spent() - processor


def measure(paths, rounds, folder):
    def empty(name):
        for suffix in ("", "-wal", "-shm"):
            if os.path.exists(os.path.join(folder, name + suffix)):
                os.remove(os.path.join(folder, name + suffix))
        return os.path.join(folder, name)

    def bare_into(keys):
        path = empty("bare.db")
        factd("migrate", "--database", path)
        return timed(lambda: bare(path, articles, keys))

    def factd_into():
        path = empty("factd.db")
        factd("migrate", "--database", path)
        return timed(lambda: factd("load", "--database", path, *paths))

    first = empty("first.db")
    factd("load", "--database", first, *paths)
    articles = rows_of(first)
    facts = sum(len(rows) for one in articles for insert, rows in one if insert.startswith("INSERT INTO fact VALUES"))
    count = sum(len(rows) for one in articles for _, rows in one)
    ways = {"factd load": factd_into, "bare inserts": lambda: bare_into("ON"), "bare inserts, foreign keys off": lambda: bare_into("OFF")}
    times = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            times[name].append(way())
    return facts, count, times


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("documents", nargs="+")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json")
    options = parser.parse_args()
    paths = list(files(options.documents))
    with tempfile.TemporaryDirectory(prefix="factd-inserts-") as folder:
        facts, count, times = measure(paths, options.rounds, folder)
    seconds = {name: [statistics.median(column) for column in zip(*both)] for name, both in times.items()}
    own = seconds["factd load"]
    print(f"{len(paths)} documents, {facts} facts, {count} rows; medians of {options.rounds} rounds\n")
    print("| way | seconds | facts/s | processor s | factd's rate : this | by processor time |\n| :-- | --: | --: | --: | --: | --: |")
    for name, (clock, processor) in seconds.items():
        print(f"| {name} | {clock:.2f} | {facts / clock:.0f} | {processor:.2f} | {clock / own[0]:.2f} | {processor / own[1]:.2f} |")
    if options.json:
        with open(options.json, "w") as out:
            json.dump({"documents": len(paths), "facts": facts, "rows": count, "seconds": times}, out, indent=2)
    return 0


if __name__ == "__main__":
    sys.exit(main())
