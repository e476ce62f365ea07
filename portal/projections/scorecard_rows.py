"""Stores computed figures in pieces beside those that are shown, then shows them all by one small change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from ..models import Base, ScorecardEdition, StoredScorecard
from .checkpoints import pieces, writing

#: Rows of one commit: an officer's answer waits for it. Some hundredths of a second on a busy machine.
ROWS_AT_ONCE = 200
_TABLE = Base.metadata.tables[StoredScorecard.__tablename__]
_EDITION = Base.metadata.tables[ScorecardEdition.__tablename__]
_IS_ROW = (
    (_TABLE.c.cell == bindparam("its_cell"))
    & (_TABLE.c.period == bindparam("its_period"))
    & (_TABLE.c.since == bindparam("its_since"))
)
Row = dict[str, Any]


@dataclass(slots=True)
class _Work:
    """What has to be written: rows that differ from those that are shown, where rows end with this edition (or go on
    after all), and rows that no edition has any more."""

    new: list[Row] = field(default_factory=list)
    ends: list[Row] = field(default_factory=list)
    gone: list[Row] = field(default_factory=list)
    left: list[Row] = field(default_factory=list)


def show(
    session: Session, rows: Sequence[Row], as_of: datetime, seq: int, alongside: Callable[[Session], None]
) -> bool:
    """Store all figures and show them, as of a moment and an event; ``alongside`` writes what belongs to them within
    the change that shows them. Rows that are equal to those shown are not written.

    Until that change readers see the figures of before, all of them, also when this process dies. False, and nothing
    is shown, when another node has begun to write newer ones meanwhile.
    """
    with writing(session):
        shown, mine = _claim(session, as_of)
    work = _compare(session, rows, shown, mine)
    steps = (
        (delete(_TABLE).where(_IS_ROW), work.left),  # before they would be shown
        (insert(_TABLE), work.new),
        (update(_TABLE).where(_IS_ROW).values(until=bindparam("ends")), work.ends),
    )
    for statement, listed in steps:
        for piece in pieces(listed, ROWS_AT_ONCE):
            with writing(session):
                if not _holds(session, mine):
                    return False
                session.execute(statement, piece)
    with writing(session):
        if not _holds(session, mine):
            return False
        session.execute(update(_EDITION).values(number=mine, as_of=as_of, seq=seq))
        alongside(session)
    for piece in pieces(work.gone, ROWS_AT_ONCE):
        with writing(session):
            session.execute(delete(_TABLE).where(_IS_ROW), piece)
    return True


def _claim(session: Session, as_of: datetime) -> tuple[int, int]:
    """The edition that is shown, and that which this process is to write."""
    found = session.execute(select(_EDITION.c.number, _EDITION.c.claimed).with_for_update()).first()
    if found is None:
        session.execute(insert(_EDITION), {"id": 1, "number": 0, "claimed": 1, "as_of": as_of, "seq": 0})
        return 0, 1
    session.execute(update(_EDITION).values(claimed=found.claimed + 1))
    return found.number, found.claimed + 1


def _holds(session: Session, mine: int) -> bool:
    """Whether nobody has begun a newer edition; nobody can until this change is over."""
    return session.execute(select(_EDITION.c.claimed).with_for_update()).scalar() == mine


def _compare(session: Session, rows: Sequence[Row], shown: int, mine: int) -> _Work:
    """``shown``: the edition that readers see. Others that were begun and never shown have left rows and ends."""
    new = {(row["cell"], row["period"]): row for row in rows}
    work = _Work()
    for cell, period, since, until, figures in _stored(session):
        row = {"its_cell": cell, "its_period": period, "its_since": since}
        if since > shown or (until is not None and until <= shown):
            work.left.append(row)
        elif (cell, period) in new and new[cell, period]["figures"] == figures:
            del new[cell, period]
            work.ends += [{**row, "ends": None}] if until is not None else []
        else:
            work.ends.append({**row, "ends": mine})
            work.gone.append(row)
    work.new = [{**row, "since": mine, "until": None} for row in new.values()]
    return work


def _stored(session: Session) -> Iterator[tuple[Any, ...]]:
    """Every stored row, shown or not."""
    columns = select(_TABLE.c.cell, _TABLE.c.period, _TABLE.c.since, _TABLE.c.until, _TABLE.c.figures)
    for row in session.execute(columns.execution_options(yield_per=1_000)):
        yield tuple(row)
    session.rollback()
