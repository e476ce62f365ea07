"""Runs an import: rows become records in batches, each batch one commit; whatever breaks off can be run again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.exc import DataError, IntegrityError

from .. import clock
from ..actions import import_runs
from ..actions.areas.rename import name_areas
from ..actions.import_runs import Counts, RefusedDraft
from ..actions.intake.outcome import OLD, Outcome, Result
from ..actions.intake.record import record_many
from ..domain.city import City
from ..domain.record import Record
from .csv_records import RecordReader, named_columns
from .csv_rows import CsvRow, CsvRows
from .duplicate_ids import Seen
from .mapping import SourceMapping
from .problem import VALUE_LENGTH, RowProblem

BATCH = 1_000  # rows a commit, or fewer when they are long:
WEIGHT = 4_000_000  # characters


@dataclass(frozen=True, slots=True)
class Done:
    """A finished run and what became of its rows; ``old``: how many are unchanged because a later state is known."""

    run: int
    counts: Counts
    old: int = 0


def import_csv(
    path: Path,
    profile: SourceMapping,
    city: City,
    *,
    source: str | None = None,
    key: str = "",
    progress: Callable[[int], None] | None = None,
) -> Done:
    """Take in a CSV file. ``progress`` hears how many bytes of it have been read. Raises FileError.

    Killed at any moment and run again it ends as if it had never been killed: rows that are in already count
    as unchanged. ``key`` is the secret that reporters are hashed with.
    """
    name = source or profile.source
    rows = CsvRows(
        path, named_columns(profile), encodings=profile.encodings, delimiter=profile.delimiter, progress=progress
    )
    with closing(rows), closing(Seen()) as seen:
        reader = RecordReader(profile, rows.header, city, name, clock.now())
        run = import_runs.open_run("csv", name, path.name, Path(profile.file).name, rows.header)
        intake = _Progress(run, reader, seen, city, key)
        for row in rows:
            intake.take(row)
        intake.flush(finished=True)
        return Done(run, intake.counts, intake.old)


@dataclass(slots=True)
class _Progress:
    """The rows of one run on their way in."""

    run: int
    reader: RecordReader
    seen: Seen
    city: City
    key: str
    counts: Counts = field(default_factory=Counts)
    waiting: list[tuple[CsvRow, Record]] = field(default_factory=list)
    refused: list[RowProblem] = field(default_factory=list)
    weight: int = 0
    old: int = 0

    def take(self, row: CsvRow | RowProblem) -> None:
        found = row if isinstance(row, RowProblem) else self._read(row)
        if isinstance(found, RowProblem):
            self.refused.append(found)
        elif isinstance(row, CsvRow):
            self.waiting.append((row, found))
        self.weight += _weight(row)
        if len(self.waiting) + len(self.refused) >= BATCH or self.weight >= WEIGHT:
            self.flush()

    def _read(self, row: CsvRow) -> Record | RowProblem:
        record = self.reader.read(row)
        if isinstance(record, RowProblem):
            return record
        first = self.seen.line_of_other(record, row.line)
        if first is None:
            return record
        return RowProblem(row.line, self.reader.id_field, "duplicate_id", f"{record.source_id} ({first})", row.cells)

    def flush(self, *, finished: bool = False) -> None:
        """Write what waits: first the areas that rows name, then the complaints, then the book of the run."""
        name_areas(self.reader.new_areas)
        self.reader.new_areas.clear()
        for (row, _), outcome in zip(self.waiting, self._record([r for _, r in self.waiting]), strict=True):
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
            said = ", ".join(f"{name}: {value}" for name, value in outcome.facts)[:VALUE_LENGTH]
            self.refused.append(RowProblem(row.line, "", outcome.reason, said, row.cells))

    def _record(self, records: list[Record]) -> list[Outcome]:
        """Record a batch; one that the database refuses is halved until the row at fault stands alone."""
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
