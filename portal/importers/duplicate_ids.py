"""Keeps every id of a file on disk, so that a second row with the same id is found in files of any length."""

from __future__ import annotations

import sqlite3

from ..domain.record import Record


class DuplicateIds:
    """The ids of one file so far, each with the line and a hash of the contents of the row that had it first."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("", isolation_level=None)  # a temporary file that goes with the connection
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute("PRAGMA synchronous = OFF")
        self._base.execute("CREATE TABLE first_row (id TEXT PRIMARY KEY, line INTEGER, contents INTEGER) WITHOUT ROWID")
        self._base.execute("BEGIN")

    def close(self) -> None:
        self._base.close()

    def has(self, id: str) -> bool:
        """Whether a row with this id has been read."""
        return self._base.execute("SELECT 1 FROM first_row WHERE id = ?", (id,)).fetchone() is not None

    def line_of_other(self, record: Record, line: int) -> int | None:
        """The line of an earlier row with this id and other contents; None when the id is new or the rows are equal."""
        contents = hash(record)
        added = self._base.execute(
            "INSERT OR IGNORE INTO first_row VALUES (?, ?, ?)", (record.source_id, line, contents)
        )
        if added.rowcount:
            return None
        first, before = self._base.execute(
            "SELECT line, contents FROM first_row WHERE id = ?", (record.source_id,)
        ).fetchone()
        return int(first) if before != contents else None
