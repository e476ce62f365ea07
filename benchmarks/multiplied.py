"""A city many times as large as a filled one, by copying its rows: `python -m benchmarks.multiplied FROM TO`.

Filling 2,500,000 tickets by the demonstration takes hours, this takes minutes. It is good for measuring and for nothing
else: every report, its texts, times, reporters and events stand in it many times; copies follow one another in the
log, each from its first day on; the hash chain goes on in no copy; photographs have rows and no files. So groups have
as many tickets as in a large city, and the words of the index are those of the small one. SQLite only.

The search index is built after it: `PANTAU_DATA=TO flask portal search rebuild`.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from benchmarks.city_data import FACTS, Filled
from portal.models import Base

DATABASE = "pantau.db"
FILES = ("secret-key", "officers.txt")
#: What grows with the tickets, those first that others refer to. Letters, drafts, followers and notices are not copied.
COPIED = (
    *("ticket", "event", "custody", "original", "attachment", "attachment_flag", "answer_words", "street_ticket"),
    *("source_update", "source_telling", "former_facts", "asked_end"),
)
#: Which number each of these tables is counted by.
NUMBERED = {"ticket": "id", "event": "seq", "custody": "id", "attachment": "id", "source_telling": "id"}
#: Columns that hold a number of another table without a foreign key.
UNSAID = {
    ("ticket", "last_seq"): "event",
    ("event", "redacted_by"): "event",
    ("attachment", "blurred_seq"): "event",
    ("asked_end", "answer_seq"): "event",
}
#: What must differ in each copy: the copy's number goes between a code's day and its running number.
UNIQUE = {
    ("ticket", "code"): "substr(code, 1, length(code) - 4) || {copy} || substr(code, -4)",
    ("ticket", "source_id"): "source_id || '-' || {copy}",
    ("attachment", "key"): "key || '-' || {copy}",
}


def multiply(small: Path, large: Path, times: int) -> Filled:
    """Make the data directory ``large`` of the filled ``small``, with ``times`` as many tickets.

    Raises FileExistsError when there is one.
    """
    began = time.perf_counter()
    large.mkdir(parents=True)
    for name in FILES:
        if (small / name).exists():
            shutil.copy2(small / name, large / name)
    with closing(sqlite3.connect(small / DATABASE)) as source, closing(sqlite3.connect(large / DATABASE)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode = OFF")
        target.execute("PRAGMA synchronous = OFF")
        target.execute("PRAGMA cache_size = -500000")
        indexes = _dropped(target)
        largest = {name: _largest(target, name, number) for name, number in NUMBERED.items()}
        for copy in range(1, times):
            for statement in copies(target, copy, largest):
                target.execute(statement)
            target.commit()
        for index in indexes:
            target.execute(index)
        target.execute("UPDATE checkpoint SET seq = (SELECT max(seq) FROM event) WHERE name IN ('answers', 'streets')")
        target.execute("ANALYZE")
        target.commit()
        target.execute("PRAGMA journal_mode = WAL")
        tickets = int(target.execute("SELECT count(*) FROM ticket").fetchone()[0])
    made = Filled(tickets, time.perf_counter() - began, 0.0)
    (large / FACTS).write_text(json.dumps(asdict(made)))
    return made


def copies(connection: sqlite3.Connection, copy: int, largest: dict[str, int]) -> Iterator[str]:
    """The statements that add copy number ``copy`` (1 the first); ``largest``: the highest number of each table."""
    for name in COPIED:
        shifted = {column: largest[of] * copy for column, of in _numbers(name).items()}
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
        values = [_value(name, column, copy, shifted.get(column, 0)) for column in columns]
        own = next(key.name for key in Base.metadata.tables[name].primary_key if key.name in shifted)
        yield (
            f"INSERT INTO {name} ({_names(columns)}) SELECT {', '.join(values)} FROM {name} "
            f'WHERE "{own}" <= {largest[_numbers(name)[own]]}'
        )


def _numbers(name: str) -> dict[str, str]:
    """Which table each column of numbers is counted by that moves with the copies."""
    found = {NUMBERED[name]: name} if name in NUMBERED else {}
    for key in Base.metadata.tables[name].foreign_keys:
        if key.column.table.name in NUMBERED:
            found[key.parent.name] = key.column.table.name
    return found | {column: of for (table, column), of in UNSAID.items() if table == name}


def _value(name: str, column: str, copy: int, shift: int) -> str:
    if pattern := UNIQUE.get((name, column)):
        return pattern.format(copy=copy)
    return f'"{column}" + {shift}' if shift else f'"{column}"'


def _names(columns: Sequence[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _largest(connection: sqlite3.Connection, name: str, number: str) -> int:
    return int(connection.execute(f'SELECT coalesce(max("{number}"), 0) FROM {name}').fetchone()[0])


def _dropped(connection: sqlite3.Connection) -> list[str]:
    """Drop the indexes that hold no constraint, and return what makes them again: filled row by row they take longer
    than all else."""
    marks = ", ".join(f"'{name}'" for name in COPIED)
    query = f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({marks})"
    found = connection.execute(query).fetchall()
    for name, _ in found:
        connection.execute(f'DROP INDEX "{name}"')
    return [sql for _, sql in found]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.multiplied", description=__doc__)
    parser.add_argument("small", type=Path, help="a filled data directory")
    parser.add_argument("large", type=Path, help="the one to make")
    parser.add_argument("--times", type=int, default=10, choices=range(2, 100), metavar="2..99")
    options = parser.parse_args()
    made = multiply(options.small, options.large, options.times)
    print(f"{made.tickets:,} tickets in {made.demo:.0f} s")


if __name__ == "__main__":
    main()
