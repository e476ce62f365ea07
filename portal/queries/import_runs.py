"""Imports and the rows that they refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..models import ImportProblem, ImportRun

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Run:
    """One import of one file; ``finished_at`` None: it broke off or is still at work."""

    id: int
    kind: str
    source: str
    name: str
    mapping: str
    header: tuple[str, ...]
    started_at: datetime
    finished_at: datetime | None
    rows: int
    created: int
    updated: int
    unchanged: int
    refused: int


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A refused row; ``reason`` is a key, ``cells`` its cells or the text of a line that could not be split."""

    line: int
    field: str
    reason: str
    value: str
    cells: list[str] | str


def import_runs(session: Session, limit: int = 20) -> list[Run]:
    """The newest imports first."""
    rows = session.scalars(select(ImportRun).order_by(ImportRun.id.desc()).limit(limit))
    return [_run(row) for row in rows]


def import_run(session: Session, id: int) -> Run | None:
    row = session.get(ImportRun, id)
    return _run(row) if row else None


def _run(row: ImportRun) -> Run:
    stored = {field.name: getattr(row, field.name) for field in fields(Run)}
    return Run(**{**stored, "header": tuple(json.loads(row.header or "[]"))})


def refused_at(session: Session, source: str, line: int, reason: str) -> list[tuple[list[str], list[str] | str]]:
    """(header, cells) of the rows of this source that were refused at this line for this reason, in any import."""
    rows = session.execute(
        select(ImportRun.header, ImportProblem.row)
        .join(ImportRun, ImportRun.id == ImportProblem.run_id)
        .where(ImportRun.source == source, ImportProblem.line == line, ImportProblem.reason == reason)
    )
    return [(json.loads(row.header or "[]"), json.loads(row.row or '""')) for row in rows]


def refused_rows(session: Session, run: int) -> Iterator[RefusedRow]:
    """The refused rows of a run in the order of its file, read in batches."""
    line, id = -1, -1
    while True:
        rows = session.execute(
            select(
                ImportProblem.id,
                ImportProblem.line,
                ImportProblem.field,
                ImportProblem.reason,
                ImportProblem.value,
                ImportProblem.row,
            )
            .where(ImportProblem.run_id == run)
            .where((ImportProblem.line > line) | ((ImportProblem.line == line) & (ImportProblem.id > id)))
            .order_by(ImportProblem.line, ImportProblem.id)
            .limit(_BATCH)
        ).all()
        for row in rows:
            yield RefusedRow(row.line, row.field, row.reason, row.value, json.loads(row.row or '""'))
        if len(rows) < _BATCH:
            return
        id, line = rows[-1].id, rows[-1].line
