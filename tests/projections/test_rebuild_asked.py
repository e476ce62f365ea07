"""A position set back to 0 is noticed by a worker that has nothing else to do."""

from __future__ import annotations

from sqlalchemy.orm import Session

from portal import clock
from portal.models import Checkpoint
from portal.projections.worker import Projection


def test_a_reading_runs_again_without_new_events_when_its_position_is_set_back(session: Session) -> None:
    fed: list[int] = []
    reading = Projection("index", lambda session, seq: fed.append(seq))
    reading.run(session, 7)
    session.add(Checkpoint(name="index", seq=7, at=clock.now()))
    session.commit()
    reading.run(session, 7)
    assert fed == [7]
    session.get_one(Checkpoint, "index").seq = 0
    session.commit()
    reading.run(session, 7)
    assert fed == [7, 7]


def test_an_empty_log_and_a_reading_without_a_position_ask_for_nothing(session: Session) -> None:
    fed: list[int] = []
    reading = Projection("mail", lambda session, seq: fed.append(seq))
    session.add(Checkpoint(name="index", seq=0, at=clock.now()))
    session.commit()
    for seq in (0, 0, 3, 3):
        reading.run(session, seq)
    assert fed == [0, 3]
    empty = Projection("index", lambda session, seq: fed.append(seq))
    for _ in range(3):
        empty.run(session, 0)
    assert fed == [0, 3, 0]
