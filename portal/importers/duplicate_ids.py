"""Remembers every id of a file on disk, so that a second row with the same id is told apart from the first."""

from __future__ import annotations

import sqlite3

from ..domain.record import Record


class Seen:
    """The ids of one file so far, with the line and the contents of the row that had each first."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("", isolation_level=None)  # a temporary file that goes with the connection
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute("PRAGMA synchronous = OFF")
        self._base.execute("CREATE TABLE seen (id TEXT PRIMARY KEY, line INTEGER, contents INTEGER) WITHOUT ROWID")
        self._base.execute("BEGIN")

    def close(self) -> None:
        self._base.close()

    def line_of_other(self, record: Record, line: int) -> int | None:
        """The line where this id stood first with other contents; None when it is new or says the same."""
        contents = hash(record)
        added = self._base.execute("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", (record.source_id, line, contents))
        if added.rowcount:
            return None
        first, before = self._base.execute(
            "SELECT line, contents FROM seen WHERE id = ?", (record.source_id,)
        ).fetchone()
        return int(first) if before != contents else None
