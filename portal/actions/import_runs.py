"""What became of each row of an import: counts of its run, and the refused rows themselves."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass

from sqlalchemy import delete, insert, select, update

from .. import clock
from ..extensions import db
from ..models import ImportProblem, ImportRun
from ..queries.import_runs import refused_at
from .log import change, trial


@dataclass(slots=True)
class Counts:
    """What became of the rows of a run so far; ``rows`` is the sum of the others."""

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class RefusedDraft:
    """A row to keep: its line, what is wrong with it, and its cells (or its text, where it has no cells)."""

    line: int
    field: str
    reason: str
    value: str
    row: list[str] | str


def open_run(kind: str, source: str, name: str, mapping: str, header: Sequence[str]) -> int:
    """The id of a new run; of the one that broke off, when there is one of the same file and mapping.

    A run that is taken up begins again: its counts and its problems are deleted, since all its rows are read again.
    """
    session = db.session()
    same = (ImportRun.kind == kind, ImportRun.source == source, ImportRun.name == name, ImportRun.mapping == mapping)
    with change(session):
        broken = session.scalars(
            select(ImportRun.id).where(*same, ImportRun.finished_at.is_(None)).order_by(ImportRun.id.desc())
        ).first()
        values = {"header": json.dumps(list(header), ensure_ascii=False), "started_at": clock.now()}
        if broken is None:
            run = ImportRun(kind=kind, source=source, name=name, mapping=mapping, **values)
            session.add(run)
            session.flush()
            return run.id
        session.execute(delete(ImportProblem).where(ImportProblem.run_id == broken))
        session.execute(update(ImportRun).where(ImportRun.id == broken).values(**values, **asdict(Counts())))
        return broken


def rolled_back() -> AbstractContextManager[None]:
    """What is taken in within is not kept; see log.trial."""
    return trial(db.session())


def refused_before(source: str, line: int, reason: str) -> list[tuple[list[str], list[str] | str]]:
    """See queries.import_runs.refused_at."""
    return refused_at(db.session(), source, line, reason)


def progress(run: int, counts: Counts, refused: Sequence[RefusedDraft], *, finished: bool = False) -> None:
    """Store how far a run has come, with the rows refused since the last time, in one commit."""
    session = db.session()
    rows = [_problem(run, row) for row in refused]
    values = asdict(counts) | ({"finished_at": clock.now()} if finished else {})
    with change(session):
        if rows:
            session.execute(insert(ImportProblem), rows)
        session.execute(update(ImportRun).where(ImportRun.id == run).values(values))


def _problem(run: int, row: RefusedDraft) -> dict[str, object]:
    kept = json.dumps(row.row, ensure_ascii=False)
    return {"run_id": run, "line": row.line, "field": row.field, "reason": row.reason, "value": row.value, "row": kept}
