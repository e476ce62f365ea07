"""Figures are stored in pieces, and readers see all of one computation, or all of the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.models import ScorecardEdition, StoredScorecard
from portal.projections import checkpoints, scorecard_rows
from portal.projections.scorecard_rows import ROWS_AT_ONCE, show
from portal.queries.scorecards.in_force import in_force
from tests.support.complaints import MORNING

MANY = 2 * ROWS_AT_ONCE + 10


def rows(seq: int, many: int = MANY, *, same: int = 0) -> list[dict[str, Any]]:
    """The figures of an edition; the first ``same`` groups have those of every other."""
    nothing = {"scope": "area", "agency_id": None, "category_id": None, "area_id": None}
    figures = ["{}" if n < same else f'{{"of": {seq}}}' for n in range(many)]
    return [
        {"cell": f"area:{n}", "period": "all", "as_of": MORNING, "seq": seq, "figures": of, **nothing}
        for n, of in enumerate(figures)
    ]


def store(session: Session, given: Sequence[dict[str, Any]], seq: int) -> bool:
    return show(session, given, MORNING, seq, lambda session: None)


def seen(session: Session) -> dict[str, str]:
    """What a reader sees at this moment."""
    found = dict(session.execute(select(StoredScorecard.cell, StoredScorecard.figures).where(in_force())).all())
    session.rollback()
    return found


def told(given: Sequence[dict[str, Any]]) -> dict[str, str]:
    return {row["cell"]: row["figures"] for row in given}


def after_each(monkeypatch: pytest.MonkeyPatch, look: Any) -> list[int]:
    """Look after each commit of a piece; how many rows each of them had."""
    sizes: list[int] = []

    def watched(listed: Sequence[Any], most: int) -> Iterator[Sequence[Any]]:
        for piece in checkpoints.pieces(listed, most):
            yield piece
            sizes.append(len(piece))
            look(len(sizes))

    monkeypatch.setattr(scorecard_rows, "pieces", watched)
    monkeypatch.setattr(checkpoints, "sleep", lambda seconds: None)
    return sizes


def test_readers_see_one_computation_whole_and_what_is_equal_is_not_written(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, found = rows(1, same=300), rows(2, MANY - 5, same=300), []
    assert store(session, first, 1)
    sizes = after_each(monkeypatch, lambda _: found.append(seen(session)))
    assert store(session, second, 2)
    assert {len(of) for of in found} == {len(first), len(second)}
    assert all(of in (told(first), told(second)) for of in found)
    assert max(sizes) <= ROWS_AT_ONCE
    new, ended = len(second) - 300, len(first) - 300
    assert sum(sizes) == new + 2 * ended, "written, ended, and deleted afterwards"
    sizes.clear()
    assert store(session, second, 3)
    assert sizes == []
    assert session.execute(select(ScorecardEdition.seq)).scalar() == 3


@pytest.mark.parametrize("at", range(1, 9))
def test_a_writing_that_breaks_off_is_never_half_seen_and_leaves_nothing(
    session: Session, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    first, second, third = rows(1, same=9), rows(2, same=9), rows(3, same=50)
    store(session, first, 1)

    def dies(number: int) -> None:
        if number == at:
            raise RuntimeError("killed")

    with monkeypatch.context() as patched:
        sizes = after_each(patched, dies)
        with pytest.raises(RuntimeError):
            store(session, second, 2)
    assert len(sizes) == at
    assert seen(session) == told(first if at <= 6 else second), "three pieces are written and three ended before"
    assert store(session, third, 3)
    assert seen(session) == told(third)
    assert session.scalar(select(func.count()).select_from(StoredScorecard)) == len(third)


@pytest.mark.parametrize("at", range(1, 7))
def test_who_began_later_has_the_last_word(session: Session, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    first, slow, quick = rows(1), rows(2), rows(3, same=20)
    store(session, first, 1)

    def overtaken(number: int) -> None:
        if number == at:
            monkeypatch.undo()
            assert store(session, quick, 3)

    after_each(monkeypatch, overtaken)
    assert not store(session, slow, 2)
    assert seen(session) == told(quick)
    assert session.scalar(select(func.count()).select_from(StoredScorecard)) == len(quick)
