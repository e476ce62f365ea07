"""Runs an import: rows become records in batches, each batch one transaction; a run that broke off can be repeated."""

from __future__ import annotations

from collections import Counter
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic

from sqlalchemy.exc import DataError, IntegrityError

from ..actions import import_runs
from ..actions.areas.add import add_areas
from ..actions.category_groups import add_groups
from ..actions.import_runs import Counts, RefusedDraft
from ..actions.intake.codes import numbered_here
from ..actions.intake.outcome import OLD, Outcome, Result
from ..actions.intake.record import record_many
from ..actions.new_entries import NewEntries
from ..domain.city import City
from ..domain.record import Record
from .csv_rows import CsvRow
from .done import BrokenOff, Done
from .mapping import SourceMapping
from .open_file import OpenFile, Progress, open_file
from .problem import VALUE_LENGTH, FileError, RowProblem

BATCH, FEWEST = 500, 50  # rows a commit
HELD = 0.25  # seconds that an officer's answer may wait for a commit: fewer rows where they take longer
WEIGHT = 4_000_000  # characters of a commit


def rows_of_next(rows: int, took: float) -> int:
    """How many rows the next commit takes, after one of so many that took so many seconds."""
    fit = int(rows * HELD / took) if took > 0 else BATCH
    return min(BATCH, max(FEWEST, min(2 * rows, fit)))


def import_csv(
    path: Path,
    mapping: SourceMapping,
    city: City,
    *,
    source: str | None = None,
    key: str = "",
    progress: Progress | None = None,
) -> Done:
    """Take in a CSV file. ``progress`` is called with the number of bytes read so far. Raises FileError.

    Killed at any moment and run again it ends as if it had never been killed: rows that are in already count
    as unchanged. ``key`` is the secret that reporters are hashed with.
    """
    with open_file(path, mapping, city, source, progress) as file:
        run = import_runs.open_run("csv", file.source, path.name, mapping.file, file.rows.header)
        return _Batch(run, file, city, key, NewEntries(city)).take()


def check_csv(
    path: Path,
    mapping: SourceMapping,
    city: City,
    *,
    source: str | None = None,
    key: str = "",
    progress: Progress | None = None,
) -> Done:
    """What import_csv would do with the file; each batch is taken in and rolled back. Raises FileError."""
    with open_file(path, mapping, city, source, progress) as file:
        return _Batch(0, file, city, key, NewEntries(city)).take()


@dataclass(slots=True)
class _Batch:
    """The rows of a run that are read and not yet written, with what became of all before them. Run 0 is a check.

    ``unresolved``: rows that name a ticket which has not come yet; they are tried again after the last row.
    """

    run: int
    file: OpenFile
    city: City
    key: str
    made: NewEntries
    counts: Counts = field(default_factory=Counts)
    waiting: list[tuple[CsvRow, Record]] = field(default_factory=list)
    refused: list[RowProblem] = field(default_factory=list)
    unresolved: list[tuple[CsvRow, Record]] = field(default_factory=list)
    size: int = BATCH
    weight: int = 0
    old: int = 0
    undated: int = 0
    left_out: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    def take(self) -> Done:
        """Take in every row of the file."""
        rows = self.file.rows
        for row in rows:
            self.add(row)
        self.write(finished=True)
        if self.run:
            self.made.look()
        place, row_number = rows.broken_off, self.counts.rows + self.left_out
        return Done(
            self.run,
            self.counts,
            old=self.old,
            undated=self.undated,
            left_out=self.left_out,
            reasons=self.reasons,
            made=self.made.found(),
            broken_off=None if place is None else BrokenOff(row_number, place, rows.damaged),
            word=self.file.word,
        )

    def add(self, row: CsvRow | RowProblem) -> None:
        if isinstance(row, CsvRow) and not self.file.reader.wants(row.cells):
            self.left_out += 1
            return
        found = row if isinstance(row, RowProblem) else self._read(row)
        if isinstance(found, RowProblem):
            self.refused.append(found)
        elif isinstance(row, CsvRow):
            self.waiting.append((row, found))
            self.file.word.read(found)
        self.weight += _weight(row)
        if len(self.waiting) + len(self.refused) >= min(self.size, BATCH) or self.weight >= WEIGHT:
            self.write()

    def _read(self, row: CsvRow) -> Record | RowProblem:
        reader = self.file.reader
        record = self.file.returned.fault(row) or reader.read(row)
        if isinstance(record, RowProblem):
            return record
        first = self.file.ids.line_of_other(record, row.line)
        if first is None:
            return record
        return RowProblem(row.line, reader.id_field, "duplicate_id", f"{record.source_id} ({first})", row.cells)

    def write(self, *, finished: bool = False) -> None:
        """Write the batch: first the areas that rows name, then the tickets, then the run's counts and refused rows."""
        self._check_codes()
        if self.run:
            self.file.word.tell()
        began = monotonic()
        outcomes = self._outcomes()
        if self.waiting:
            self.size = rows_of_next(len(self.waiting), monotonic() - began)
        for (row, record), outcome in zip(self.waiting, outcomes, strict=True):
            if outcome.waits:
                self.unresolved.append((row, record))
            else:
                self._count(row, record, outcome)
        if finished and self.unresolved:
            for (row, record), outcome in zip(self.unresolved, self._again(), strict=True):
                self._count(row, record, outcome)
        self.counts.refused += len(self.refused)
        self.reasons.update(problem.reason for problem in self.refused)
        counts = self.counts
        counts.rows = counts.created + counts.updated + counts.unchanged + counts.refused
        kept = [
            RefusedDraft(p.line, p.field, p.reason, p.value, p.row) for p in sorted(self.refused, key=lambda p: p.line)
        ]
        if self.run:
            import_runs.progress(self.run, counts, kept, finished=finished)
        self.waiting.clear()
        self.refused.clear()
        self.weight = 0

    def _again(self) -> list[Outcome]:
        """Try the unresolved rows once more; where the mapping says so, without the report that they name."""
        with nullcontext() if self.run else import_runs.rolled_back():
            outcomes = self._record([record for _, record in self.unresolved])
            if not self.file.reader.drops_unknown_other:
                return outcomes
            unknown = [place for place, outcome in enumerate(outcomes) if outcome.reason == "ticket_unknown"]
            alone = self._record(_without_unknown([self.unresolved[place][1] for place in unknown]))
            known = dict(zip(unknown, alone, strict=True))
            if not self.run:
                self.made.look()
        return [known.get(place, outcome) for place, outcome in enumerate(outcomes)]

    def _check_codes(self) -> None:
        """Raise FileError for a mapping that has begun to name codes, before it has every known row refused."""
        first = not self.counts.rows
        count = numbered_here([record for _, record in self.waiting], self.city) if first else 0
        if count:
            raise FileError(
                f"{self.file.path}: the mapping names `code`, but {count:,} reports of this file are known already by "
                "numbers that the portal gave when it did not, and a public number never changes. Take `code` out of "
                "[fields], or import into an empty database."
            )

    def _outcomes(self) -> list[Outcome]:
        """Take in the rows that wait; in a check they are rolled back once it is seen what they would make."""
        with nullcontext() if self.run else import_runs.rolled_back():
            reader = self.file.reader
            add_areas(reader.new_areas)
            add_groups(reader.groups, self.city)
            outcomes = self._record([record for _, record in self.waiting])
            if not self.run:
                self.made.look()
        if self.run:
            reader.new_areas.clear()
            reader.groups.clear()
        return outcomes

    def _count(self, row: CsvRow, record: Record, outcome: Outcome) -> None:
        self.undated += self.file.dated and record.due_at is None and outcome.result is not Result.REFUSED
        if outcome.result is Result.CREATED:
            self.counts.created += 1
        elif outcome.result is Result.UPDATED:
            self.counts.updated += 1
        elif outcome.result is Result.UNCHANGED:
            self.counts.unchanged += 1
            self.old += outcome.reason == OLD
        elif not self.run and outcome.reason == "ticket_unknown" and self.file.ids.has(dict(outcome.facts)["ticket"]):
            self.counts.created += 1  # the ticket that it names is of this file, and was rolled back
        else:
            facts = ", ".join(f"{name}: {value}" for name, value in outcome.facts)[:VALUE_LENGTH]
            column = self.file.reader.fields.get(outcome.reason, "")
            self.refused.append(RowProblem(row.line, column, outcome.reason, facts, row.cells))

    def _record(self, records: list[Record]) -> list[Outcome]:
        """Record a batch; one that the database refuses is halved until the row at fault is alone."""
        try:
            return record_many(records, self.city, key=self.key)
        except (IntegrityError, DataError) as error:
            if len(records) == 1:
                return [Outcome(Result.REFUSED, reason="not_storable", facts=(("database", str(error.orig)),))]
            half = len(records) // 2
            return self._record(records[:half]) + self._record(records[half:])


def _without_unknown(records: list[Record]) -> list[Record]:
    """The records, merged into a report that they do not name, unless it is among them."""
    there = {record.source_id for record in records}
    return [
        replace(
            record, steps=tuple(step if step.other in there else replace(step, other=None) for step in record.steps)
        )
        for record in records
    ]


def _weight(row: CsvRow | RowProblem) -> int:
    """How many characters a row keeps in memory."""
    cells = row.row if isinstance(row, RowProblem) else row.cells
    return sum(map(len, cells)) if isinstance(cells, list) else len(cells)
