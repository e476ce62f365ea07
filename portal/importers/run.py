"""Runs an import: rows become records in batches, each batch one transaction; a run that broke off can be repeated."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.exc import DataError, IntegrityError

from .. import clock
from ..actions import import_runs
from ..actions.areas.add import add_areas
from ..actions.import_runs import Counts, RefusedDraft
from ..actions.intake.outcome import OLD, Outcome, Result
from ..actions.intake.record import record_many
from ..domain.city import City
from ..domain.record import Record
from .csv_records import RecordReader, named_columns
from .csv_rows import CsvRow, CsvRows
from .duplicate_ids import DuplicateIds
from .mapping import SourceMapping
from .problem import VALUE_LENGTH, RowProblem

BATCH = 1_000  # rows a commit, or fewer when they are long:
WEIGHT = 4_000_000  # characters


@dataclass(frozen=True, slots=True)
class Done:
    """A finished run and its counts. ``old``: how many rows are unchanged because a later state of theirs is known."""

    run: int
    counts: Counts
    old: int = 0


def import_csv(
    path: Path,
    mapping: SourceMapping,
    city: City,
    *,
    source: str | None = None,
    key: str = "",
    progress: Callable[[int], None] | None = None,
) -> Done:
    """Take in a CSV file. ``progress`` is called with the number of bytes read so far. Raises FileError.

    Killed at any moment and run again it ends as if it had never been killed: rows that are in already count
    as unchanged. ``key`` is the secret that reporters are hashed with.
    """
    name = source or mapping.source_name
    rows = CsvRows(
        path, named_columns(mapping), encodings=mapping.encodings, delimiter=mapping.separator, progress=progress
    )
    with closing(rows), closing(DuplicateIds()) as ids:
        reader = RecordReader(mapping, rows.header, city, name, clock.now())
        run = import_runs.open_run("csv", name, path.name, mapping.file, rows.header)
        batch = _Batch(run, reader, ids, city, key)
        for row in rows:
            batch.add(row)
        batch.write(finished=True)
        return Done(run, batch.counts, batch.old)


@dataclass(slots=True)
class _Batch:
    """The rows of a run that are read and not yet written, with what became of all before them.

    ``unresolved``: rows that name a ticket which has not come yet; they are tried again after the last row.
    """

    run: int
    reader: RecordReader
    ids: DuplicateIds
    city: City
    key: str
    counts: Counts = field(default_factory=Counts)
    waiting: list[tuple[CsvRow, Record]] = field(default_factory=list)
    refused: list[RowProblem] = field(default_factory=list)
    unresolved: list[tuple[CsvRow, Record]] = field(default_factory=list)
    weight: int = 0
    old: int = 0

    def add(self, row: CsvRow | RowProblem) -> None:
        found = row if isinstance(row, RowProblem) else self._read(row)
        if isinstance(found, RowProblem):
            self.refused.append(found)
        elif isinstance(row, CsvRow):
            self.waiting.append((row, found))
        self.weight += _weight(row)
        if len(self.waiting) + len(self.refused) >= BATCH or self.weight >= WEIGHT:
            self.write()

    def _read(self, row: CsvRow) -> Record | RowProblem:
        record = self.reader.read(row)
        if isinstance(record, RowProblem):
            return record
        first = self.ids.line_of_other(record, row.line)
        if first is None:
            return record
        return RowProblem(row.line, self.reader.id_field, "duplicate_id", f"{record.source_id} ({first})", row.cells)

    def write(self, *, finished: bool = False) -> None:
        """Write the batch: first the areas that rows name, then the tickets, then the run's counts and refused rows."""
        add_areas(self.reader.new_areas)
        self.reader.new_areas.clear()
        for (row, record), outcome in zip(self.waiting, self._record([r for _, r in self.waiting]), strict=True):
            if outcome.waits:
                self.unresolved.append((row, record))
            else:
                self._count(row, outcome)
        if finished and self.unresolved:
            for (row, _), outcome in zip(self.unresolved, self._record([r for _, r in self.unresolved]), strict=True):
                self._count(row, outcome)
        self.counts.refused += len(self.refused)
        counts = self.counts
        counts.rows = counts.created + counts.updated + counts.unchanged + counts.refused
        kept = [
            RefusedDraft(p.line, p.field, p.reason, p.value, p.row) for p in sorted(self.refused, key=lambda p: p.line)
        ]
        import_runs.progress(self.run, counts, kept, finished=finished)
        self.waiting.clear()
        self.refused.clear()
        self.weight = 0

    def _count(self, row: CsvRow, outcome: Outcome) -> None:
        if outcome.result is Result.CREATED:
            self.counts.created += 1
        elif outcome.result is Result.UPDATED:
            self.counts.updated += 1
        elif outcome.result is Result.UNCHANGED:
            self.counts.unchanged += 1
            self.old += outcome.reason == OLD
        else:
            facts = ", ".join(f"{name}: {value}" for name, value in outcome.facts)[:VALUE_LENGTH]
            self.refused.append(RowProblem(row.line, "", outcome.reason, facts, row.cells))

    def _record(self, records: list[Record]) -> list[Outcome]:
        """Record a batch; one that the database refuses is halved until the row at fault is alone."""
        try:
            return record_many(records, self.city, key=self.key)
        except (IntegrityError, DataError) as error:
            if len(records) == 1:
                return [Outcome(Result.REFUSED, reason="not_storable", facts=(("database", str(error.orig)),))]
            half = len(records) // 2
            return self._record(records[:half]) + self._record(records[half:])


def _weight(row: CsvRow | RowProblem) -> int:
    """How many characters a row keeps in memory."""
    cells = row.row if isinstance(row, RowProblem) else row.cells
    return sum(map(len, cells)) if isinstance(cells, list) else len(cells)
