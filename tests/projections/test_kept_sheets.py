"""Kept figures are those of their inputs alone: kept up step by step they equal figures computed from nothing."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.models import Checkpoint, StoredScorecard
from portal.projections import scorecards, second_process
from portal.projections.checkpoints import newest
from portal.projections.kept_sheets import KeptSheets, fingerprint
from portal.projections.scorecards import NAME, feed, recompute
from portal.queries.scorecards.sheets import sheets
from tests.support.complaints import complaint
from tests.support.installed import install
from tests.support.random_history import History


@dataclass(frozen=True, slots=True)
class Inputs:
    numbers: np.ndarray[Any, Any]
    name: str | None = None
    parts: tuple[object, ...] = ()


ONE = Inputs(np.array([1, 2, 3], dtype=np.int64), "satu", (1, None, np.array([True, False])))


def stored(session: Session) -> dict[tuple[str, str], str]:
    rows = session.execute(select(StoredScorecard.cell, StoredScorecard.period, StoredScorecard.figures))
    return {(cell, period): figures for cell, period, figures in rows}


@pytest.mark.parametrize(
    "other",
    [
        replace(ONE, numbers=np.array([1, 2, 4], dtype=np.int64)),
        replace(ONE, numbers=np.array([1, 2, 3], dtype=np.int32)),
        replace(ONE, numbers=ONE.numbers[:2]),
        replace(ONE, name=None),
        replace(ONE, name="None"),
        replace(ONE, parts=(1, None)),
        replace(ONE, parts=("1", None, np.array([True, False]))),
        replace(ONE, parts=(1, None, np.array([True, True]))),
    ],
)
def test_every_input_is_in_the_fingerprint(other: Inputs) -> None:
    assert fingerprint(ONE) == fingerprint(replace(ONE, numbers=np.array([1, 0, 2, 0, 3])[::2]))
    assert fingerprint(ONE) != fingerprint(other)


def test_what_has_no_fingerprint_is_refused() -> None:
    with pytest.raises(TypeError, match="set has no fingerprint"):
        fingerprint((1, {2}))


@pytest.mark.parametrize("seed", range(3))
def test_kept_up_they_equal_figures_computed_from_nothing(
    session: Session, city: City, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    computed: list[object] = []

    def counted(*given: Any) -> Iterator[object]:
        computed.append(given)
        return sheets(*given)

    monkeypatch.setattr(scorecards, "sheets", counted)
    install(city)
    history, kept, spared = History(session, city, monkeypatch, seed), KeptSheets(), list[int]()

    def counts() -> tuple[int, int]:
        """How many groups are computed with what is kept, and how many from nothing, to the same figures."""
        sizes, found = [], []
        for keeping in (kept, None):
            computed.clear()
            recompute(session, city, history.now, keeping)
            sizes.append(len(computed))
            found.append(stored(session))
        assert found[0] == found[1]
        return sizes[0], sizes[1]

    for turn in range(1, 4):
        history.day(10)
        anew, every = counts()
        assert 0 < anew <= every
        record_many([complaint(turn, agency="Kelurahan Ragunan", source="lain")], city)  # one event, in the same second
        anew, every = counts()
        spared.append(every - anew)
        assert counts() == (0, every), "nothing has happened since"
    assert max(spared) > 0


def test_two_processes_find_and_keep_what_one_does(
    session: Session, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, done_here, pieces_of_all = os.getpid(), list[int](), list[int]()

    def patient(work: Callable[[int], object], pieces: int) -> list[object]:
        def of_piece(piece: int) -> object:
            if os.getpid() == here:
                time.sleep(0.01)  # which the other needs to take some
                done_here.append(piece)
            return work(piece)

        pieces_of_all.append(pieces)
        return second_process.shared(of_piece, pieces)

    install(city)
    history = History(session, city, monkeypatch, seed=4)
    history.day(acts=60)
    recompute(session, city, history.now)
    expected = stored(session)
    session.execute(delete(StoredScorecard))
    session.commit()
    monkeypatch.setattr(scorecards, "MANY", 1)
    monkeypatch.setattr(scorecards, "shared", patient)
    monkeypatch.setattr(scorecards, "possible", lambda: True)
    kept = KeptSheets()
    recompute(session, city, history.now, kept)
    assert stored(session) == expected and len(expected) > 50
    assert 0 < len(done_here) < sum(pieces_of_all)
    monkeypatch.setattr(scorecards, "sheets", None)  # of which nothing is asked any more
    recompute(session, city, history.now, kept)
    assert stored(session) == expected


def test_a_rebuild_that_is_asked_for_mends_a_wrong_sheet_for_good(
    session: Session, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(city)
    history = History(session, city, monkeypatch, 1)
    history.day()
    monkeypatch.setattr(scorecards, "_KEPT", KeptSheets())
    with monkeypatch.context() as wrong:
        wrong.setattr(scorecards, "written", lambda _: "{}")
        feed(session, city, newest(session))
    assert set(stored(session).values()) == {"{}"}
    session.execute(update(Checkpoint).where(Checkpoint.name == NAME).values(seq=0))
    session.commit()
    feed(session, city, newest(session))
    right = stored(session)
    recompute(session, city, history.now)
    assert right == stored(session)
    history.now += timedelta(minutes=1)
    recompute(session, city, history.now, scorecards._KEPT)
    assert "{}" not in stored(session).values()
